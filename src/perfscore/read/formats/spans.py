"""
Cells that span more than there is.

A stranger's file may merge a million rows; a span is cut to the rows and columns that hold text, and whatever the cells
still cover and say is charged to the document.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import evolve


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perfscore.read.document import Document
    from perfscore.read.grid import GridCell


__all__ = ["Covered", "fitted"]


def fitted(cells: Sequence[GridCell], document: Document) -> tuple[GridCell, ...]:
    """
    *cells* with their spans cut to the table.

    :raises ReadError: when they cover or say more than the limits allow.
    """
    rows = 1 + max((cell.row for cell in cells if cell.text), default=0)
    columns = 1 + max((cell.column for cell in cells if cell.text), default=0)
    kept = tuple(_cut(cell, rows - cell.row, columns - cell.column) for cell in cells)
    document.charge(
        cells=sum(cell.rows * cell.columns for cell in kept), characters=sum(len(cell.text) for cell in kept)
    )
    return kept


def _cut(cell: GridCell, rows: int, columns: int) -> GridCell:
    """
    *cell* with no more than so many rows and columns.
    """
    if cell.rows <= max(1, rows) and cell.columns <= max(1, columns):
        return cell
    return evolve(cell, rows=max(1, min(cell.rows, rows)), columns=max(1, min(cell.columns, columns)))


class Covered:
    """
    Whether a cell lies in a merged range, told by its corner and size; asked for row after row, from the top.

    Ranges are cut to *columns*, those of the sheet that have cells, and never listed cell by cell.
    """

    def __init__(self, merged: Mapping[tuple[int, int], tuple[int, int]], columns: int, document: Document) -> None:
        self._beginning: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for (row, column), (rows, width) in merged.items():
            end = min(column + width, columns)
            if end > column:
                self._beginning[row].append((column, end, row + rows))
        document.charge(cells=sum(end - left for ranges in self._beginning.values() for left, end, _ in ranges))
        self._rows = sorted(self._beginning, reverse=True)
        #: by column, the row below the range that covers it
        self._until: dict[int, int] = {}

    def holds(self, at: tuple[int, int]) -> bool:
        row, column = at
        while self._rows and self._rows[-1] <= row:
            for left, end, below in self._beginning[self._rows.pop()]:
                self._until.update(dict.fromkeys(range(left, end), below))
        return self._until.get(column, 0) > row
