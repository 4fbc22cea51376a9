"""
Comparisons as a workbook: a sheet of documents, and one of differences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.comparing import Comparison, Comparisons
from perfscore.relations.places import place_text
from perfscore.render.comparison.words import (
    AFTER,
    BEFORE,
    KINDS,
    all_comparisons,
    findings_of,
    name_of,
    sentence_of,
)
from perfscore.render.office.xlsx_workbook import Look, Sheet, workbook
from perfscore.render.phrases import CODE, FINDING, PLACE, PLURALS, SEVERITIES, SEVERITY, UNREAD
from perfscore.render.writer import Style


__all__ = ["write"]

_DOCUMENTS: Final = Text("各表", "documents")
_DIFFERENCES: Final = Text("差异", "differences")
_PROJECT: Final = Text("项目", "project")
_KIND: Final = Text("比较", "compared")


def write(result: Comparison | Comparisons, complaints: Sequence[str], path: str, style: Style) -> None:
    """
    Write the workbook to *path*.
    """
    book = workbook([_documents(result, complaints, style.lang), _differences(result, style.lang)])
    with open(path, "wb") as out:
        out.write(book)


def _documents(result: Comparison | Comparisons, complaints: Sequence[str], lang: Language) -> Sheet:
    heads = (_PROJECT, BEFORE, AFTER, _KIND, *PLURALS.values())
    rows: list[tuple[Look, Sequence[str | None]]] = [("head", [head.say(lang) for head in heads])]
    for one in all_comparisons(result):
        counts = Counter(finding.severity for finding in one.findings)
        numbers = [str(counts[severity]) for severity in PLURALS]
        kind = KINDS[one.kind].say(lang)
        rows.append(("plain", [one.after.form.project, name_of(one.before), name_of(one.after), kind, *numbers]))
    if isinstance(result, Comparisons):
        rows += [("plain", [entry.form.project, entry.name, None, None]) for entry in result.unmatched_before]
        rows += [("plain", [entry.form.project, None, entry.name, None]) for entry in result.unmatched_after]
    rows += [("plain", [UNREAD.say(lang), complaint]) for complaint in complaints]
    return Sheet(_DOCUMENTS.say(lang), (36, 36, 36, 24, 8, 8, 8), rows)


def _differences(result: Comparison | Comparisons, lang: Language) -> Sheet:
    heads = (CODE, SEVERITY, FINDING, BEFORE, AFTER, BEFORE, PLACE, AFTER, PLACE)
    rows: list[tuple[Look, Sequence[str | None]]] = [("head", [head.say(lang) for head in heads])]
    rows += [
        (
            "plain",
            [
                one.code,
                SEVERITIES[one.severity].say(lang),
                sentence_of(one, lang),
                one.before,
                one.after,
                one.before_file,
                place_text(one.before_place, lang),
                one.file,
                place_text(one.place, lang),
            ],
        )
        for one in findings_of(result)
    ]
    return Sheet(_DIFFERENCES.say(lang), (8, 8, 56, 24, 24, 28, 16, 28, 16), rows)
