"""
Cells that span more than there is.

A stranger's file may merge a million rows; a span is cut to the rows and columns that hold text,
and a table that covers too much even so is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perfscore.read.document import Document
    from perfscore.read.grid import GridCell


__all__ = ["Covered", "fitted"]


def fitted(cells: Sequence[GridCell], document: Document) -> tuple[GridCell, ...]:
    """
    *cells* with their spans cut to the table.

    :raises ReadError: when they cover more slots than the limits allow.
    """
    rows = 1 + max((cell.row for cell in cells if cell.text), default=0)
    columns = 1 + max((cell.column for cell in cells if cell.text), default=0)
    kept = tuple(
        evolve(
            cell,
            rows=max(1, min(cell.rows, rows - cell.row)),
            columns=max(1, min(cell.columns, columns - cell.column)),
        )
        if cell.rows > 1 or cell.columns > 1
        else cell
        for cell in cells
    )
    limit = document.limits.cells
    if sum(cell.rows * cell.columns for cell in kept) > limit:
        raise ReadError(
            Text(zh=f"表格超过 {limit} 个单元格，拒绝读取", en=f"a table of more than {limit} cells: refused"),
            file=document.name,
        )
    return kept


class Covered:
    """
    Whether a cell lies in a merged range, told by its corner and size, without ever listing the cells of one.
    """

    def __init__(self, merged: Mapping[tuple[int, int], tuple[int, int]]) -> None:
        self._ranges = [
            (row, row + rows, column, column + columns) for (row, column), (rows, columns) in merged.items()
        ]
        self._row = -1
        self._in_row: list[tuple[int, int]] = []

    def holds(self, at: tuple[int, int]) -> bool:
        row, column = at
        if row != self._row:
            self._row = row
            self._in_row = [(left, right) for top, bottom, left, right in self._ranges if top <= row < bottom]
        return any(left <= column < right for left, right in self._in_row)
