"""
The levels that a row stands under, with the weights that their heads print, and the rows that sum a level up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, define, evolve

from perfscore.read.table.closing import total_cells
from perfscore.read.table.draft import Draft, Entry
from perfscore.read.table.labels import section
from perfscore.read.table.rows import Row, bare, printed
from perfscore.read.vocabulary import LEVELS1, LEVELS2, SUBTOTAL


if TYPE_CHECKING:
    from perfscore.read.grid import GridCell
    from perfscore.read.table.columns import Columns


__all__ = ["Levels", "level_words"]


def level_words(text: str) -> str:
    """
    The words of a level without the weight it prints.
    """
    found = section(text)
    return bare(found[0] if found else text)


@define
class Levels:
    """
    The levels in force, by their column: the cells of each, and the weight its head printed.
    """

    cells: dict[str, list[GridCell]] = Factory(dict)
    weights: dict[str, tuple[str, str]] = Factory(dict)

    def take(self, column: str, cell: GridCell, draft: Draft, *, new_page: bool) -> bool:
        """
        Take a level's text; true when it is another level and not the old one that a new page repeats or goes on with.
        """
        known = LEVELS1 if column == "level1" else LEVELS2
        old = printed("\n".join(part.text for part in self.cells.get(column, ()))) or ""
        new = level_words(cell.text)
        if new_page and old:
            if bare(old) == new:
                return False
            if new not in known and bare(old + new) in known:
                self.cells[column].append(cell)
                return False
        # other words end what the head before them said of its weight
        if not new or new != bare(old):
            self.weights.pop(column, None)
        # a level printed again, on the next table or on every row, begins nothing new
        if column == "level1" and (not new or new != bare(old)):
            self.cells.pop("level2", None)
        self._keep(column, cell, draft)
        return True

    def _keep(self, column: str, cell: GridCell, draft: Draft) -> None:
        found = section(cell.text)
        if found is None:
            self.cells[column] = [cell]
            return
        name, weight = found
        # a head printed again on every row of its block states its weight once
        if self.weights.get(column) != found:
            draft.section(cell, name, weight)
        # some forms lose the words of a head and keep its weight: (50分)
        self.cells[column], self.weights[column] = [evolve(cell, text=name or cell.text)], found

    def read_section(self, row: Row, columns: Columns, draft: Draft) -> bool:
        """
        Take a row that is a head of its own: 小计, or a level that stands over all columns of levels and names.
        """
        label = row.filled[0]
        subtotal = next((cell for cell in row.filled if SUBTOTAL.search(bare(cell.text))), None)
        level = level_words(label.text) in LEVELS1 and _stands_over(label, row, columns)
        if subtotal is None and not level:
            return False
        found = total_cells(row, subtotal or label, columns)
        entry = Entry({role: [cell] for role, cell in found.items() if role != "grade"})
        strange = [cell for cell in row.filled if subtotal is None and cell not in (label, *found.values())]
        for cell in strange:
            draft.unplaced(cell)
        if level:
            self._keep("level1", label, draft)
            self.cells.pop("level2", None)
        if entry.cells:
            entry.cells["name"] = self._summed(subtotal, columns) or [label]
            draft.sections.append(entry)
        return True

    def _summed(self, subtotal: GridCell | None, columns: Columns) -> list[GridCell] | None:
        """
        The level that a subtotal sums up: the one it names, else the one it stands under.
        """
        words = "" if subtotal is None else SUBTOTAL.sub("", bare(subtotal.text))
        if subtotal is not None and words:
            return [evolve(subtotal, text=words)]
        column = None if subtotal is None else columns.of(subtotal)
        alone = subtotal is not None and subtotal.columns == 1
        under = "level2" if column is not None and column.role == "name" and alone else "level1"
        return self.cells.get(under) or self.cells.get("level1")


def _stands_over(label: GridCell, row: Row, columns: Columns) -> bool:
    """
    Whether a level reaches over the columns of names, or has nothing beside it but its weight and score.
    """
    if columns.covers(label, "level1", "name"):
        return True
    beside = {column.role for cell in row.filled[1:] if (column := columns.of(cell))}
    return (
        columns.covers(label, "level1")
        and label.rows == 1
        and bool(beside)
        and beside <= {"weight", "score"}
        and all(cell.row == row.index for cell in row.cells if cell.column > label.column)
    )
