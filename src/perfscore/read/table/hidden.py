"""
Rows and columns that the document hides: they are left out of the form, and a remark says so.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import evolve

from perfscore.form import Place, Remark


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from perfscore.read.grid import Grid, GridCell


__all__ = ["leave_hidden", "visible"]


def visible(grids: Sequence[Grid]) -> tuple[list[Grid], list[Remark]]:
    """
    The grids that are shown, and a remark for each hidden sheet.
    """
    hidden = [remark for grid in grids if grid.hidden for remark in grid.remarks if remark.kind == "hidden"]
    return [grid for grid in grids if not grid.hidden], hidden


def leave_hidden(cells: Sequence[GridCell]) -> tuple[Sequence[GridCell], tuple[Remark, ...]]:
    """
    The cells that are shown, and a remark for each hidden row and column that holds text.

    A merged cell that begins in a hidden row or column and reaches a visible one is shown there.
    """
    if not any(cell.hidden for cell in cells):
        return cells, ()
    rows = _hidden_lines((cell.row, cell.hidden) for cell in cells)
    columns = _hidden_lines((cell.column, cell.hidden) for cell in cells if cell.row not in rows)
    shown: list[GridCell] = []
    left_out: dict[tuple[str, int], list[GridCell]] = defaultdict(list)
    for cell in cells:
        row = _first_shown(cell.row, cell.rows, rows)
        column = _first_shown(cell.column, cell.columns, columns)
        if not cell.hidden:
            shown.append(cell)
        elif row is not None and column is not None and (row, column) != (cell.row, cell.column):
            rest = cell.row + cell.rows - row, cell.column + cell.columns - column
            shown.append(evolve(cell, row=row, column=column, rows=rest[0], columns=rest[1], hidden=False))
        else:
            line = ("column", cell.row) if cell.row in rows else ("row", cell.column)
            left_out[line].append(cell)
    return shown, tuple(_remarks(left_out))


def _hidden_lines(cells: Iterable[tuple[int, bool]]) -> frozenset[int]:
    """
    The rows, or columns, of which every cell is hidden.
    """
    every: dict[int, bool] = {}
    for number, hidden in cells:
        every[number] = every.get(number, True) and hidden
    return frozenset(number for number, hidden in every.items() if hidden)


def _first_shown(start: int, length: int, hidden: frozenset[int]) -> int | None:
    return next((number for number in range(start, start + length) if number not in hidden), None)


def _remarks(left_out: Mapping[tuple[str, int], Sequence[GridCell]]) -> Iterator[Remark]:
    """
    A remark for each line that was left out; the place of a row has no column, that of a column no row.
    """
    for (across, _), cells in left_out.items():
        if text := " ".join(" ".join(cell.text.split()) for cell in cells if cell.text.strip()):
            place = next((cell.place for cell in cells if cell.place), Place())
            yield Remark("hidden", text, place=evolve(place, **{across: None}))
