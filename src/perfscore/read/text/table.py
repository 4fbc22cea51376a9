"""
Reads the indicator table: where it ends, its rows, its sections and its total.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field

from perfscore.form import Indicator, Place, Remark, Section, Total
from perfscore.read.text.atoms import Atom, atoms, cell_text
from perfscore.read.text.glued import glued_atoms
from perfscore.read.text.heads import Header, Shape
from perfscore.read.text.labels import ENDS, LEVEL1, TOTAL, is_placeholder, points
from perfscore.read.text.parts import Part, stands_alone
from perfscore.read.text.path import Row
from perfscore.read.text.rows import rows
from perfscore.read.text.stream import Stream
from perfscore.read.vocabulary import fold


__all__ = ["IndicatorTable", "read_indicators"]

_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?")
_GRADE: Final = re.compile(r"[优良中差]秀?好?|合格|不合格|较好|一般")
#: Where text has no gaps, only these words are safe to end a table.
_GLUED_END: Final = re.compile(r"(?:总分|合计)(?=\d)|备?注:|说明:?无|其他需要说明")


@define
class IndicatorTable:
    """
    What an indicator table holds, gathered row by row.
    """

    indicators: list[Indicator] = field(factory=list)
    sections: list[Section] = field(factory=list)
    total: Total = field(factory=Total)
    remarks: list[Remark] = field(factory=list)
    places: dict[str, Place] = field(factory=dict)
    complete: bool = False


def read_indicators(stream: Stream, part: Part) -> IndicatorTable:
    """
    The indicator table of a form, over all its pages.
    """
    header = part.tables[0]
    table = IndicatorTable()
    end = _end(stream, part)
    table.complete = end < part.end
    if total := TOTAL.match(stream.folded, end):
        table.total = _total(stream, header, total.end(), part.end, table.places)
    pieces = tuple(_pieces(stream, part, end))
    roles = ("side", *header.roles)
    reading = rows(stream.text, pieces, roles, cells_are_lines=header.shape is Shape.LINES)
    carried: dict[str, str] = {}
    for row in reading.rows:
        _take(table, stream, row, pieces, header, carried)
    for index in reading.unplaced:
        if not pieces[index].text:
            continue
        table.remarks.append(Remark("unplaced", pieces[index].text, place=stream.place(pieces[index].start)))
    return table


def _pieces(stream: Stream, part: Part, end: int) -> Iterator[Atom]:
    """
    The atoms of the table's body, without the head rows repeated on later pages and without unused rows.
    """
    stops = [*(header.start for header in part.tables[1:] if header.start < end), end]
    for header, stop in zip(part.tables, stops, strict=False):
        first, last = stream.end(header.end), stream.start(stop)
        glued = header.shape is Shape.GLUED
        for atom in glued_atoms(stream.text, first, last) if glued else atoms(stream.text, first, last, header.shape):
            if not is_placeholder(atom.text):
                yield atom


def _end(stream: Stream, part: Part) -> int:
    start = part.tables[-1].end
    if part.shape is Shape.GLUED:
        end = _GLUED_END.search(stream.folded, start, part.end)
        return end.start() if end else part.end
    for match in re.compile(f"{TOTAL.pattern}|{ENDS.pattern}").finditer(stream.folded, start, part.end):
        if stands_alone(stream, match.start()) and _ends_word(stream, match.end()):
            return match.start()
    return part.end


def _ends_word(stream: Stream, index: int) -> bool:
    return stands_alone(stream, index) or ":" in stream.folded[index - 1 : index + 1]


def _total(stream: Stream, header: Header, start: int, end: int, places: dict[str, Place]) -> Total:
    text = stream.text[stream.end(start) : stream.start(end)]
    cells = re.split(r"[|\t]", text)[1:4] if header.shape is Shape.PIPES else text.split()[:3]
    numbers = [cell.strip() for cell in cells if not cell.strip() or _POINTS.fullmatch(fold(cell))]
    grade = next((cell.strip() for cell in cells if _GRADE.fullmatch(fold(cell))), None)
    if "weight" not in header.roles:
        numbers = ["", *numbers]
    weight, score = (*numbers, "", "")[:2]
    places["total"] = stream.place(stream.end(start))
    return Total(weight or None, score or None, grade)


def _take(
    table: IndicatorTable, stream: Stream, row: Row, pieces: Sequence[Atom], header: Header, carried: dict[str, str]
) -> None:
    address = f"indicators[{len(table.indicators)}]"
    cells: dict[str, str] = {}
    extra: dict[str, str] = {}
    places: dict[str, Place] = {}
    for span in row.spans:
        start, end = pieces[span.first].start, pieces[span.last - 1].end
        text = cell_text(stream.text[start:end])
        if not text or span.column == 0:
            continue
        head = header.heads[span.column - 1]
        if head.role == "level1":
            text = _level1(table, text)
            if text != carried.get("level1"):
                carried.clear()
        if head.role in ("level1", "level2"):
            carried[head.role] = text
        elif head.role == "extra":
            extra[head.text] = text
        else:
            cells[head.role] = text
            places[f"{address}.{head.role}"] = stream.place(start)
    if cells:
        table.places[address] = min(places.values(), key=lambda place: place.line or 0)
        table.places.update(places)
        table.indicators.append(Indicator(**carried, **cells, extra=extra))


def _level1(table: IndicatorTable, text: str) -> str:
    """
    The head without the points it prints, which become a section of the form.
    """
    match = LEVEL1.fullmatch(fold(text))
    if match is None or (weight := points(match)) is None:
        return text
    name = match["name"]
    if name not in {section.name for section in table.sections}:
        table.sections.append(Section(name, weight))
    return name
