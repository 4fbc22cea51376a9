"""
Rows that are a cell short: which column is the blank one is told by what the cells look like, or is uncertain.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.read.table.cell_types import BLANK, misfit


if TYPE_CHECKING:
    from perfscore.read.grid import GridCell
    from perfscore.read.table.columns import Columns
    from perfscore.read.table.rows import Row


__all__ = ["fill_up"]

#: A row that lacks more cells is not put together.
_MOST: Final = 2


def fill_up(row: Row, columns: Columns) -> Row | None:
    """
    The *row* with its cells in the columns they suit best, ``None`` where it lacks none or is right as it stands.

    A cell that suits several columns equally well is uncertain. In a spreadsheet every cell has its address, and the
    cells of a text have been put into columns already.
    """
    own = row.own
    if not own or row.sheet is not None or any(cell.columns > 1 or _has_line(cell) for cell in own):
        return None
    first, end = own[0].column, max(columns.by_number, default=-1) + 1
    if [cell.column for cell in own] != list(range(first, first + len(own))):
        return None
    numbers = list(range(first, end))
    missing = len(numbers) - len(own)
    reached = max(cell.column + cell.columns for cell in row.cells)
    if not 0 < missing <= _MOST or reached >= end or any(number not in columns.by_number for number in numbers):
        return None
    roles = [columns.by_number[number].role for number in numbers]
    ranked: dict[tuple[int, ...], int] = {}
    for blank in combinations(range(len(numbers)), missing):
        places = tuple(at for at in range(len(numbers)) if at not in blank)
        cells = zip(places, own, strict=True)
        ranked[places] = sum(BLANK.get(roles[at], 0) for at in blank) + sum(
            _cost(roles[at], cell) for at, cell in cells
        )
    least = min(ranked.values())
    best = [places for places, cost in ranked.items() if cost == least]
    if tuple(range(len(own))) in best:
        return None
    placed = [
        evolve(
            cell,
            column=numbers[best[0][n]],
            uncertain=cell.uncertain or len({places[n] for places in best}) > 1,
        )
        for n, cell in enumerate(own)
    ]
    return evolve(row, cells=tuple(sorted((*(c for c in row.cells if c.row != row.index), *placed), key=_column)))


def _has_line(cell: GridCell) -> bool:
    return cell.place is not None and cell.place.line is not None


def _column(cell: GridCell) -> int:
    return cell.column


def _cost(role: str, cell: GridCell) -> int:
    return misfit(role, cell.text) if cell.text.strip() else BLANK.get(role, 0)
