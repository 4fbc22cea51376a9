"""
What is said on the cells of a document that goes back to whoever filled it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.form import Place
from perfscore.report import Finding, Report
from perfscore.rules import Severity
from perfscore.words import Language, Text


__all__ = ["DERIVATION", "EXPECTED", "SEVERITIES", "Mark", "marks"]

SEVERITIES: Final = MappingProxyType(
    {
        Severity.ERROR: Text("错误", "error"),
        Severity.WARNING: Text("警告", "warning"),
        Severity.NOTICE: Text("提示", "notice"),
    }
)
EXPECTED: Final = Text("应为", "expected")
DERIVATION: Final = Text("计算", "arithmetic")

_COLOURS: Final = MappingProxyType({Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTICE: "DDEBF7"})
_ACCEPTED: Final = Text("已接受", "accepted")


@frozen
class Mark:
    """
    What to say about a cell, counted from 1, and its colour as ``RRGGBB``; without one the cell is commented only.
    """

    row: int
    column: int
    text: str
    colour: str | None


def marks(
    reports: Sequence[tuple[Report, Mapping[str, Place], str | None]], lang: Language
) -> Mapping[str, Sequence[Mark]]:
    """
    One mark for each cell that findings speak of, by the names of sheets; each report comes with the places of its
    cells, and with a name where the places have none.

    A finding about a cell that is not in the document goes to its row, or to the first cell of the form; nothing is
    coloured there, because nothing there is wrong.
    """
    found: dict[tuple[str, int, int], list[tuple[Finding, bool]]] = {}
    for report, places, sheet in reports:
        first = min(places.values(), key=lambda place: (place.row or 0, place.column or 0), default=None)
        for finding in report.findings:
            own = places.get(finding.cell)
            place = own or places.get(finding.cell.partition(".")[0]) or first
            name = sheet or (place and place.sheet)
            if place is not None and name and place.row and place.column:
                found.setdefault((name, place.row, place.column), []).append((finding, own is not None))
    marked: dict[str, list[Mark]] = {}
    for (name, row, column), said in sorted(found.items()):
        colours = [finding.severity for finding, is_own in said if is_own]
        text = "\n\n".join(_comment(finding, lang) for finding, _ in said)
        marked.setdefault(name, []).append(Mark(row, column, text, _COLOURS[max(colours)] if colours else None))
    return marked


def _comment(finding: Finding, lang: Language) -> str:
    lines = [
        f"{finding.code} {SEVERITIES[finding.severity].say(lang)}",
        f"{finding.label.say(lang)}: {finding.say(lang)}",
    ]
    known = ((EXPECTED, finding.expected), (DERIVATION, finding.derivation), (_ACCEPTED, finding.accepted))
    return "\n".join([*lines, *(f"{head.say(lang)}: {value}" for head, value in known if value is not None)])
