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
    from collections.abc import Iterable, Sequence

    from perfscore.read.document import Document
    from perfscore.read.grid import GridCell


__all__ = ["Merged", "fit_spans"]


def fit_spans(cells: Sequence[GridCell], document: Document) -> tuple[GridCell, ...]:
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


class Merged:
    """
    The merged ranges of a sheet, each told by its corner and size, cut to *columns*, those of the sheet that have cells.

    Ranges are never listed cell by cell; what they cover is charged to the document.
    """

    def __init__(
        self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], columns: int, document: Document
    ) -> None:
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._beginning: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for (row, column), (rows, width) in ranges:
            self._spans[row, column] = rows, width
            end = min(column + width, columns)
            document.charge(cells=max(end - column, 1))
            self._beginning[row].append((column, end, row + rows))
        self._rows = sorted(self._beginning, reverse=True)
        #: by column, the row below the range that covers it
        self._until: dict[int, int] = {}

    def spans(self, at: tuple[int, int]) -> tuple[int, int] | None:
        """
        The rows and columns of the cell at a place, ``None`` where a range hides it; asked for row after row.
        """
        row, column = at
        while self._rows and self._rows[-1] <= row:
            for left, end, below in self._beginning[self._rows.pop()]:
                self._until.update(dict.fromkeys(range(left, end), below))
        hidden = self._until.get(column, 0) > row and at not in self._spans
        return None if hidden else self._spans.get(at, (1, 1))
