"""
What is said on the cells of a document that goes back to whoever filled it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.address import Address
from perfscore.bilingual import Language, Text
from perfscore.checking.report import Finding, Report
from perfscore.form import Place
from perfscore.render.consequences import describe_resolution
from perfscore.render.phrases import (
    ACCEPTED,
    BLANK,
    COMPUTED,
    DERIVATION,
    MOST_SUSPECTS,
    SEVERITIES,
    SUSPECTS,
    colon,
    describe_configuration,
    pick_best,
)
from perfscore.rules import Severity


__all__ = ["LEGEND", "Mark", "marks", "notes"]

_COLOURS: Final = MappingProxyType({Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTICE: "DDEBF7"})
#: Of the cell that is most likely wrong, and of one that is right, or changes, with its correction.
_CULPRIT: Final = "FF8080"
_PART: Final = "E4DFEC"
#: Where several things are said of a cell, it has the first of these.
_STRONGEST: Final = (_CULPRIT, _COLOURS[Severity.ERROR], _PART, *_COLOURS.values())
#: What the colours mean, the strongest first.
LEGEND: Final = (
    (_CULPRIT, Text("最可能填错的单元格", "most likely wrong")),
    (_COLOURS[Severity.ERROR], SEVERITIES[Severity.ERROR]),
    (
        _PART,
        Text(
            "更正最可能填错的单元格后即一致，或随之更正",
            "resolved once the most likely wrong cell is corrected, or to be changed along with it",
        ),
    ),
    (_COLOURS[Severity.WARNING], SEVERITIES[Severity.WARNING]),
    (_COLOURS[Severity.NOTICE], SEVERITIES[Severity.NOTICE]),
)
_UNSIGNED: Final = Text(
    "原文件的数字签名对本副本无效，已去除",
    "The digital signature of the original does not hold for this copy and was removed",
)
_SUSPECT: Final = Text("{heading}：{stated} → {value}（{why}）", "{heading}: {stated} → {value} ({why})")
_FOLLOWING: Final = Text(
    "随最可能填错的单元格更正：{stated} → {value}",
    "to be changed along with the most likely wrong cell: {stated} → {value}",
)


@frozen
class Mark:
    """
    What to say about a cell, counted from 1, and its colour as ``RRGGBB``; without one the cell is commented only.
    """

    row: int
    column: int
    text: str
    colour: str | None


def notes(reports: Iterable[Report], lang: Language, *, was_signed: bool = False) -> list[str]:
    """
    What there is to say of a copy as a whole: the signature that it no longer has, and the configurations that decided.
    """
    configured = (line for report in reports if (line := describe_configuration(report, lang)))
    return [*([_UNSIGNED.say(lang)] if was_signed else []), *dict.fromkeys(configured)]


def marks(
    reports: Sequence[tuple[Report, Mapping[str, Place], str | None]], lang: Language
) -> Mapping[str, Sequence[Mark]]:
    """
    One mark for each cell that findings speak of, by the names of sheets; each report comes with the places of its
    cells, and with a name where the places have none.

    A finding about a cell that is not in the document goes to its row, or to the first cell of the form; nothing is
    coloured there, because nothing there is wrong.
    """
    found: dict[tuple[str, int, int], list[Mark]] = {}
    for report, places, sheet in reports:
        for name, mark in _single_marks(report, places, lang):
            if sheet or name:
                found.setdefault((sheet or name or "", mark.row, mark.column), []).append(mark)
    marked: dict[str, list[Mark]] = {}
    for (name, row, column), said in sorted(found.items()):
        colours = (one.colour for one in said if one.colour is not None)
        chosen = min(colours, key=_STRONGEST.index, default=None)
        marked.setdefault(name, []).append(Mark(row, column, "\n\n".join(one.text for one in said), chosen))
    return marked


def _single_marks(report: Report, places: Mapping[str, Place], lang: Language) -> Iterator[tuple[str | None, Mark]]:
    """
    A mark for each thing that is said of a cell, with the sheet of its place.
    """
    first = min(places.values(), key=lambda place: (place.row or 0, place.column or 0), default=None)
    for cell, text, colour in (*_suspects(report, lang), *_findings(report, lang)):
        own = places.get(cell)
        place = own or places.get(str(Address.parse(cell).row)) or first
        if place is not None and place.row and place.column:
            yield place.sheet, Mark(place.row, place.column, text, None if own is None else colour)


def _suspects(report: Report, lang: Language) -> Iterator[tuple[str, str, str]]:
    """
    The cells that the best explanations of everything broken would change: the culprit is often none that a rule names.
    """
    likely = pick_best(report.suspects)
    heading = SUSPECTS.say(lang, len(likely))
    for suspect in likely[:MOST_SUSPECTS]:
        for change in suspect.changes:
            stated = BLANK.say(lang) if change.stated is None else change.stated
            words = _FOLLOWING if change.follows else _SUSPECT
            text = words.say(lang, heading=heading, stated=stated, value=change.value, why=suspect.why)
            yield change.cell, text, _PART if change.follows else _CULPRIT


def _findings(report: Report, lang: Language) -> Iterator[tuple[str, str, str]]:
    """
    The findings; an error that the best explanation resolves is no error of its cell, and says so.
    """
    for finding in report.findings:
        text, colour = _comment(finding, lang), _COLOURS[finding.severity]
        if resolved := describe_resolution(report, finding, lang):
            text, colour = f"{text}\n{resolved}", _PART
        yield finding.cell, text, colour


def _comment(finding: Finding, lang: Language) -> str:
    lines = [
        f"{finding.code} {SEVERITIES[finding.severity].say(lang)}",
        f"{finding.label.say(lang)}{colon(lang)}{finding.say(lang)}",
    ]
    known = ((COMPUTED, finding.expected), (DERIVATION, finding.derivation))
    lines += [f"{head.say(lang)}{colon(lang)}{value}" for head, value in known if value is not None]
    return "\n".join(lines if finding.accepted is None else [*lines, ACCEPTED.say(lang, reason=finding.accepted)])
