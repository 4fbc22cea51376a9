"""
Rows that lack cells: which columns are the blank ones is told by what the cells look like, or is uncertain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.read.table.cell_types import BLANK, misfit


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.read.grid import GridCell
    from perfscore.read.table.columns import Columns
    from perfscore.read.table.rows import Row


__all__ = ["fill_up"]

#: A row of a table whose cells have their places is not put together if it lacks more.
_MOST: Final = 2

_Costs = list[list[int]]


def fill_up(row: Row, columns: Columns) -> tuple[Row, bool] | None:
    """
    The *row* with its cells in the columns they suit best, and whether it lacks more than the levels that most rows leave
    out; ``None`` where it lacks no cell or is right as it stands.

    A cell that suits several columns equally well is uncertain. In a spreadsheet every cell has its address, and the
    cells of most texts have been put into columns already.
    """
    own = row.own
    placed = row.sheet is not None or any(cell.place is not None and cell.place.line is not None for cell in own)
    if not own or (placed and not row.ragged) or any(cell.columns > 1 for cell in own):
        return None
    first, end = own[0].column, max(columns.by_number, default=-1) + 1
    numbers = list(range(first, end))
    missing = len(numbers) - len(own)
    whole = [cell.column for cell in own] == numbers[: len(own)]
    known = all(number in columns.by_number for number in numbers) or row.ragged
    if not whole or not known or missing <= 0 or (missing > _MOST and not row.ragged):
        return None
    if max(cell.column + cell.columns for cell in row.cells) >= end:
        return None
    roles = [columns.by_number[number].role if number in columns.by_number else "" for number in numbers]
    choices = _choices(own, roles)
    taken = _first(choices)
    if taken == list(range(len(own))):
        return None
    cells = [
        evolve(cell, column=numbers[at], uncertain=cell.uncertain or len(possible) > 1)
        for cell, at, possible in zip(own, taken, choices, strict=True)
    ]
    above = (cell for cell in row.cells if cell.row != row.index)
    short = any(BLANK.get(role) for at, role in enumerate(roles[: taken[-1]]) if at not in taken)
    return evolve(row, cells=tuple(sorted((*above, *cells), key=lambda cell: cell.column))), short


def _choices(cells: Sequence[GridCell], roles: Sequence[str]) -> list[list[int]]:
    """
    The columns that each cell has in the cheapest ways to lay the cells under the columns, in their order.
    """
    fits = [[_cost(role, cell.text) for role in roles] for cell in cells]
    before = _cheapest(fits, roles)
    after = [line[::-1] for line in _cheapest([line[::-1] for line in fits[::-1]], roles[::-1])[::-1]]
    least = before[-1][-1]
    return [
        [at for at in range(len(roles)) if before[n][at] + fits[n][at] + after[n + 1][at + 1] == least]
        for n in range(len(cells))
    ]


def _cheapest(fits: Sequence[Sequence[int]], roles: Sequence[str]) -> _Costs:
    """
    What it costs at least to lay the first cells under the first columns, by the numbers of both.
    """
    impossible = 10**6
    costs = [[0] + [impossible] * len(roles) for _ in range(len(fits) + 1)]
    for n, line in enumerate(costs):
        line[0] = 0 if n == 0 else impossible
        for at, role in enumerate(roles):
            skipped = line[at] + BLANK.get(role, 0)
            taken = costs[n - 1][at] + fits[n - 1][at] if n else impossible
            line[at + 1] = min(skipped, taken)
    return costs


def _first(choices: Sequence[Sequence[int]]) -> list[int]:
    """
    The leftmost of the cheapest ways.
    """
    taken: list[int] = []
    for possible in choices:
        taken.append(next(at for at in possible if not taken or at > taken[-1]))
    return taken


def _cost(role: str, text: str) -> int:
    return misfit(role, text) if text.strip() else BLANK.get(role, 0)
