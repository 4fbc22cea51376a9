"""
Grids as rows of cells, the text around them included.
"""

from __future__ import annotations

import re

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from perfscore.form import Place, Remark
from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.read.grid import Grid, GridCell
from perfscore.read.table.hidden import leave_hidden
from perfscore.read.vocabulary import fold


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


__all__ = ["Row", "bare", "is_number", "key", "printed", "rows"]

_NUMBERING = re.compile(r"^(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))")
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%分]?")
_LATIN_BREAK = re.compile(r"(?<=[A-Za-z,;])\n(?=[A-Za-z])")

#: Lines before a table that can still be its head; a report's narrative may stand above them.
_NEAR = 12


@frozen
class Row:
    """
    What stands side by side: the cells that touch one row of a grid, or one line of text outside tables (*loose*).

    *index* is the row's number in its grid, *grid* that of the grid in the document; *cut* tells that the document
    begins or ends inside the grid, *ragged* that only the order of its cells is known and not their columns.
    *lexicon* holds the words that its heads and labels are told by.
    """

    cells: tuple[GridCell, ...]
    index: int
    grid: int
    loose: bool = False
    page: int | None = None
    sheet: str | None = None
    remarks: tuple[Remark, ...] = ()
    cut: bool = False
    ragged: bool = False
    lexicon: Lexicon = field(factory=load_lexicon)

    #: the cells that begin here, without those that reach down from a row above, and those of them that hold text
    own: tuple[GridCell, ...] = field(init=False, eq=False, repr=False)
    filled: tuple[GridCell, ...] = field(init=False, eq=False, repr=False)

    @own.default
    def _own(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.cells if cell.row == self.index)

    @filled.default
    def _filled(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.own if cell.text.strip())


def printed(text: str) -> str | None:
    """
    The text of a cell on one line, ``None`` for a blank cell.

    Chinese lines join without a space; two Latin words keep one.
    """
    return _LATIN_BREAK.sub(" ", text.strip()).replace("\n", "").strip() or None


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """
    *text* as labels are compared: folded, without numbering and colon.
    """
    return _NUMBERING.sub("", fold(text)).rstrip(":").lstrip("*")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """
    The `key` without what stands in brackets.
    """
    before, after = "", key(text)
    while before != after:
        before, after = after, _BRACKETS.sub("", after)
    return after.rstrip(":")


def is_number(text: str) -> bool:
    """
    Whether a text is a plain number, a percentage or points.
    """
    return _NUMBER.fullmatch(text.strip()) is not None


def rows(grids: Sequence[Grid], lexicon: Lexicon) -> list[Row]:
    """
    Every row of every grid in reading order, each grid after the last lines that stand before it.
    """
    return [row for number, grid in enumerate(grids) for row in _grid_rows(grid, number, lexicon)]


def _grid_rows(grid: Grid, number: int, lexicon: Lexicon) -> Iterator[Row]:
    lines = [line for line in grid.before.split("\n") if line.strip()]
    for line in lines[-_NEAR:]:
        yield Row((GridCell(0, 0, line),), 0, number, loose=True, lexicon=lexicon)
    touching: dict[int, list[GridCell]] = defaultdict(list)
    shown, hidden = leave_hidden(grid.cells)
    for cell in shown:
        for index in range(cell.row, cell.row + cell.rows):
            touching[index].append(cell)
    told: dict[tuple[int | None, int | None], list[Remark]] = defaultdict(list)
    for remark in grid.remarks:
        told[_position(remark.place)].append(remark)
    whole = [*told.pop((None, None), []), *hidden]
    place = Place()
    for index, cells in sorted(touching.items()):
        cells.sort(key=lambda cell: cell.column)
        # a row that merged cells cover from above stands where the row before it stands
        place = next((cell.place for cell in cells if cell.row == index and cell.place), place)
        remarks, whole = (*whole, *told.pop(_position(place), ())), []
        yield Row(
            tuple(cells),
            index,
            number,
            page=place.page,
            sheet=place.sheet,
            remarks=remarks,
            cut=grid.cut,
            ragged=grid.ragged,
            lexicon=lexicon,
        )


def _position(place: Place | None) -> tuple[int | None, int | None]:
    return (None, None) if place is None else (place.page, place.row)
