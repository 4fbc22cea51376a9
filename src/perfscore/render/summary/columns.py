"""
The columns of the summary: a head, a width in characters, and what stands below it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from attrs import frozen

from perfscore.bilingual import Text
from perfscore.relations.labels import COLUMNS as CELLS
from perfscore.render.phrases import (
    CHECKED,
    CODE,
    COMPUTED,
    DERIVATION,
    DIFFERENCE,
    FINDING,
    HEAD_CELLS,
    PLURALS,
    SEVERITY,
    SOURCE,
    STATED,
    STATED_TOTAL,
    SUMMED_TOTAL,
    SUSPECTS,
    VERDICT,
)
from perfscore.render.summary import FormLine
from perfscore.rules import Severity


__all__ = ["FINDING_HEADS", "FORM_COLUMNS", "Column"]


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
    Column(Text("文件", "file"), 30, lambda line: line.file if line.form == 0 else f"{line.file}#{line.form}", "file"),
    Column(HEAD_CELLS["project"], 36, lambda line: line.project),
    Column(HEAD_CELLS["unit"], 22, lambda line: line.unit),
    Column(HEAD_CELLS["department"], 22, lambda line: line.department),
    Column(HEAD_CELLS["year"], 8, lambda line: line.year),
    Column(CELLS["budget"], 14, lambda line: line.budget, "figure"),
    Column(CELLS["executed"], 14, lambda line: line.executed, "figure"),
    Column(CELLS["rate"], 10, lambda line: line.rate, "figure"),
    Column(STATED_TOTAL, 10, lambda line: line.stated, "figure"),
    Column(SUMMED_TOTAL, 10, lambda line: line.computed, "figure"),
    Column(DIFFERENCE, 8, lambda line: line.difference, "figure"),
    Column(VERDICT, 12, lambda line: line.verdict, "verdict"),
    Column(PLURALS[Severity.ERROR], 8, lambda line: str(line.errors), "findings"),
    Column(PLURALS[Severity.WARNING], 8, lambda line: str(line.warnings), "count"),
    Column(PLURALS[Severity.NOTICE], 8, lambda line: str(line.notices), "count"),
    Column(SUSPECTS.one, 40, lambda line: line.likely),
    Column(CHECKED, 10, lambda line: f"{line.judged} / {line.relations}"),
    Column(Text("配置", "configuration"), 40, lambda line: line.configuration),
)

#: The heads of the table of findings, with their widths.
FINDING_HEADS: Final = (
    (Text("文件", "file"), 30),
    (HEAD_CELLS["project"], 36),
    (CODE, 8),
    (SEVERITY, 8),
    (Text("单元格", "cell"), 28),
    (Text("位置", "place"), 18),
    (FINDING, 48),
    (STATED, 12),
    (COMPUTED, 12),
    (DERIVATION, 32),
    (SOURCE, 48),
)
