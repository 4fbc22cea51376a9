"""
Rows whose cells have lost their columns: cells are missing, or the merged cells beside them were left out.

Which columns are the blank ones is told by what the cells look like, or is uncertain.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.read.grid import GridCell
from perfscore.read.table.cell_types import BLANK, misfit
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import STUBS


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perfscore.read.table.rows import Row


__all__ = ["align"]

#: Beside a column of comparators, whatever follows one is a target.
_BLANK_COMPARED: Final = MappingProxyType({**BLANK, "target": 2 * BLANK["target"]})
#: A row of a table whose cells have their places is not put together if it lacks more.
_MOST: Final = 2

_LEVELS: Final = ("level1", "level2")

_Costs = list[list[int]]


def align(row: Row, roles: Mapping[int, str]) -> tuple[Row, bool] | None:
    """
    The *row* with its cells in the columns they suit best, and whether it lacks one that most rows have; ``None`` where
    it is right as it stands. *roles* are those of the columns, by their numbers.

    A cell that suits several columns equally well is uncertain. In a spreadsheet every cell has its address, and the
    cells of most texts have been put into columns already.
    """
    cells = _in_order(row, roles)
    numbers = sorted(number for number in roles if cells and number >= cells[0].column)
    if not any(cell.text.strip() for cell in cells[len(numbers) :]):
        cells = cells[: len(numbers)]
    if not 0 < len(cells) <= len(numbers):
        return None
    blank = _BLANK_COMPARED if "comparator" in roles.values() else BLANK
    choices = _choices(cells, [roles[number] for number in numbers], blank)
    taken = _nearest(choices, [roles[number] for number in numbers])
    skipped = set(range(taken[-1])).difference(taken)
    missing = sum(roles[numbers[at]] in BLANK for at in skipped)
    columns = [numbers[at] for at in taken]
    if columns == [cell.column for cell in cells] or (missing > _MOST and not row.ragged):
        return None
    moved = map(_move_to, cells, columns, choices)
    above = (cell for cell in row.cells if cell.row != row.index or cell.column < cells[0].column)
    filled = sorted((*above, *(cell for cell in moved if cell.text.strip() or cell.formula)), key=_column)
    return evolve(row, cells=tuple(filled)), missing > 0


def _move_to(cell: GridCell, column: int, possible: Sequence[int]) -> GridCell:
    return evolve(cell, column=column, uncertain=cell.uncertain or len(possible) > 1)


def _column(cell: GridCell) -> int:
    return cell.column


def _in_order(row: Row, roles: Mapping[int, str]) -> list[GridCell]:
    """
    The cells of a row with a blank one for each gap, without the name of the block on their left; none where all of
    them have their places.
    """
    own = [cell for cell in row.own if not (cell.column not in roles and bare(cell.text) in STUBS)]
    if not own or (not row.ragged and _is_placed(row, max(roles, default=0))) or any(cell.columns > 1 for cell in own):
        return []
    by_column = {cell.column: cell for cell in own}
    gaps = [column for column in roles if own[0].column < column < own[-1].column and column not in by_column]
    return [by_column.get(column) or GridCell(row.index, column, "") for column in sorted((*by_column, *gaps))]


def _is_placed(row: Row, last: int) -> bool:
    """
    Whether the cells of a row are known to stand where they do: by their addresses, or because one is in the *last* column.
    """
    lines = any(cell.place is not None and cell.place.line is not None for cell in row.own)
    return row.sheet is not None or lines or any(cell.column == last for cell in row.cells)


def _choices(cells: Sequence[GridCell], roles: Sequence[str], blank: Mapping[str, int]) -> list[list[int]]:
    """
    The columns that each cell has in the cheapest ways to lay the cells under the columns, in their order.
    """
    blanks = [blank.get(role, 0) for role in roles]
    fits = [[misfit(role, cell.text) if cell.text.strip() else blank.get(role, 0) for role in roles] for cell in cells]
    before = _cheapest(fits, blanks)
    after = [line[::-1] for line in _cheapest([line[::-1] for line in fits[::-1]], blanks[::-1])[::-1]]
    least = before[-1][-1]
    return [
        [at for at in range(len(roles)) if before[n][at] + fits[n][at] + after[n + 1][at + 1] == least]
        for n in range(len(cells))
    ]


def _cheapest(fits: Sequence[Sequence[int]], blanks: Sequence[int]) -> _Costs:
    """
    What it costs at least to lay the first cells under the first columns, by the numbers of both.
    """
    impossible = 10**6
    costs = [[0] + [impossible] * len(blanks) for _ in range(len(fits) + 1)]
    for n, line in enumerate(costs):
        line[0] = 0 if n == 0 else impossible
        for at, blank in enumerate(blanks):
            skipped = line[at] + blank
            taken = costs[n - 1][at] + fits[n - 1][at] if n else impossible
            line[at + 1] = min(skipped, taken)
    return costs


def _nearest(choices: Sequence[Sequence[int]], roles: Sequence[str]) -> list[int]:
    """
    The leftmost of the cheapest ways, but with the levels as near to the name as they can be: what stands left of them
    was printed above.
    """
    taken: list[int] = []
    for possible in choices:
        taken.append(next(at for at in possible if not taken or at > taken[-1]))
    for n in reversed(range(len(taken) - 1)):
        if roles[taken[n]] in _LEVELS:
            taken[n] = max(at for at in choices[n] if at < taken[n + 1])
    return taken
