"""
The sheets of a workbook, whatever program wrote it.

Sheets are read from the smallest to the largest until the limits of a document are reached: beside a form may stand a
sheet of details with a hundred thousand rows. What was not read is named on every sheet that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import evolve, frozen

from perfscore.form import Place, Remark
from perfscore.read.errors import ReadError
from perfscore.read.grid import Grid, GridCell


__all__ = ["BOOLEANS", "MOST_COLUMNS", "Sheet", "is_blank_row", "read_sheets"]

#: What a sheet may have.
MOST_COLUMNS: Final = 16_384

#: How truth and falsehood are stored, and shown.
BOOLEANS: Final = {"1": "TRUE", "0": "FALSE"}


@frozen
class Sheet:
    """
    A sheet before it is read: *size*, in whatever measure the format has, only tells the larger from the smaller.
    """

    name: str
    size: int
    hidden: bool
    cells: Callable[[], tuple[GridCell, ...]]

    def grid(self) -> Grid:
        remarks = (Remark("hidden", self.name, place=Place(sheet=self.name)),) if self.hidden else ()
        return Grid(self.cells(), hidden=self.hidden, remarks=remarks)


def read_sheets(sheets: Iterable[Sheet]) -> list[Grid]:
    """
    The grids of the sheets, the visible ones first.

    :raises ReadError: when one cannot be read, or all are too large.
    """
    grids: dict[int, Grid] = {}
    left_out: dict[str, ReadError] = {}
    for number, sheet in sorted(enumerate(sheets), key=lambda numbered: numbered[1].size):
        try:
            grids[number] = sheet.grid()
        except ReadError as error:
            if not error.too_large:
                raise
            left_out[sheet.name] = error
    if not any(grid.cells for grid in grids.values()):
        for refusal in left_out.values():
            raise refusal
    remarks = tuple(Remark("left-out", name) for name in left_out)
    ordered = [evolve(grid, remarks=(*grid.remarks, *remarks)) for _, grid in sorted(grids.items())]
    return sorted(ordered, key=lambda grid: grid.hidden)


def is_blank_row(cells: Sequence[GridCell]) -> bool:
    """
    Whether a row may be left out; in others blank cells tell a label without a value from one whose value stands apart.
    """
    return not any(cell.text or cell.formula or cell.rows > 1 for cell in cells)
