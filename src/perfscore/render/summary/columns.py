"""
The columns of the summary: a head, a width in characters, and what stands below it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from attrs import frozen

from perfscore.bilingual import Language, Text
from perfscore.relations.labels import COLUMNS as CELLS
from perfscore.render.phrases import (
    CHECKED,
    CODE,
    COMPUTED,
    DERIVATION,
    DIFFERENCE,
    FINDING,
    HEAD_CELLS,
    PLACE,
    PLURALS,
    SEVERITIES,
    SEVERITY,
    SOURCE,
    STATED,
    STATED_TOTAL,
    SUMMED_TOTAL,
    SUSPECTS,
    VERDICT,
)
from perfscore.render.summary import FindingLine, FormLine
from perfscore.rules import Severity


__all__ = ["FINDING_COLUMNS", "FORM_COLUMNS", "Column", "finding_cells"]


#: The file; a text; a number of the form; the verdict; a count; the count that leads to the findings.
Kind = Literal["file", "text", "figure", "verdict", "count", "findings"]


@frozen
class Column:
    """
    A column of the table of forms; *kind* says what its value is.
    """

    head: Text
    width: int
    value: Callable[[FormLine], str | None]
    kind: Kind = "text"


FORM_COLUMNS: Final = (
    Column(Text("文件", "file"), 44, lambda line: line.name, "file"),
    Column(HEAD_CELLS["project"], 36, lambda line: line.project),
    Column(HEAD_CELLS["unit"], 22, lambda line: line.unit),
    Column(HEAD_CELLS["department"], 22, lambda line: line.department),
    Column(HEAD_CELLS["year"], 8, lambda line: line.year),
    Column(CELLS["budget"], 14, lambda line: line.budget, "figure"),
    Column(CELLS["executed"], 14, lambda line: line.executed, "figure"),
    Column(CELLS["rate"], 10, lambda line: line.rate, "figure"),
    Column(STATED_TOTAL, 12, lambda line: line.stated, "figure"),
    Column(SUMMED_TOTAL, 14, lambda line: line.computed, "figure"),
    Column(DIFFERENCE, 10, lambda line: line.difference, "figure"),
    Column(VERDICT, 12, lambda line: line.verdict, "verdict"),
    Column(PLURALS[Severity.ERROR], 8, lambda line: str(line.errors), "findings"),
    Column(PLURALS[Severity.WARNING], 8, lambda line: str(line.warnings), "count"),
    Column(PLURALS[Severity.NOTICE], 8, lambda line: str(line.notices), "count"),
    Column(SUSPECTS.one, 40, lambda line: line.likely),
    Column(CHECKED, 10, lambda line: f"{line.judged} / {line.relations}"),
    Column(Text("配置", "configuration"), 40, lambda line: line.configuration),
)


@frozen
class FindingColumn:
    """
    A column of a table of findings.
    """

    head: Text
    width: int
    value: Callable[[FindingLine], str | Text | None]


FINDING_COLUMNS: Final = (
    FindingColumn(CODE, 8, lambda finding: finding.code),
    FindingColumn(SEVERITY, 8, lambda finding: SEVERITIES[finding.severity]),
    FindingColumn(PLACE, 18, lambda finding: finding.place or None),
    FindingColumn(Text("单元格", "cell"), 28, lambda finding: finding.cell),
    FindingColumn(FINDING, 48, lambda finding: finding.message),
    FindingColumn(STATED, 20, lambda finding: finding.stated),
    FindingColumn(COMPUTED, 12, lambda finding: finding.expected),
    FindingColumn(DERIVATION, 32, lambda finding: finding.derivation),
    FindingColumn(SOURCE, 48, lambda finding: finding.source),
)


def finding_cells(finding: FindingLine, lang: Language) -> list[str | None]:
    """
    The texts of a finding, one for each of `FINDING_COLUMNS`.
    """
    values = (column.value(finding) for column in FINDING_COLUMNS)
    return [value.say(lang) if isinstance(value, Text) else value for value in values]
