"""
What stands under each head of a table; what stands below decides the meaning of a head that nobody knows.
"""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from perfscore.read.table.models import suits
from perfscore.read.table.rows import bare, is_number
from perfscore.read.vocabulary import STUBS


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perfscore.read.grid import GridCell
    from perfscore.read.table.heads import Heads
    from perfscore.read.table.rows import Row


__all__ = ["NO_COLUMNS", "Column", "Columns", "columns_below"]

#: Which role a cell has that spans several columns.
_PRIORITY = ("name", "target", "actual", "score", "weight", "reason", "level1", "level2")


@frozen
class Column:
    """
    What stands under one head: its role, and its words where the role alone does not say enough.

    *inferred* tells that what stands below told the role, and not the head; *uncertain* that another role suits as well.
    """

    role: str
    head: GridCell
    inferred: bool = False
    uncertain: bool = False


@frozen
class Columns:
    """
    The columns of one table, by their number.
    """

    by_number: Mapping[int, Column]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(column.role for column in self.by_number.values())

    @property
    def first(self) -> int:
        return min(self.by_number, default=0)

    def leftmost(self, *roles: str) -> int:
        """
        The first column of any of these *roles*.
        """
        return min((number for number, column in self.by_number.items() if column.role in roles), default=0)

    def of(self, cell: GridCell) -> Column | None:
        """
        The column a cell belongs to; one that spans several takes the most telling.
        """
        spanned = range(cell.column, cell.column + cell.columns)
        under = [self.by_number[number] for number in spanned if number in self.by_number]
        for role in _PRIORITY if len({column.role for column in under}) > 1 else ():
            if found := next((column for column in under if column.role == role), None):
                return found
        return under[0] if under else None

    def covers(self, cell: GridCell, *roles: str) -> bool:
        """
        Whether a cell reaches over columns of all these *roles*.
        """
        spanned = range(cell.column, cell.column + cell.columns)
        return {self.by_number[number].role for number in spanned if number in self.by_number} >= set(roles)


NO_COLUMNS: Final = Columns(MappingProxyType({}))


def columns_below(heads: Heads, block: Sequence[Row], body: Sequence[Row] = ()) -> Columns:
    """
    The columns under a block of head rows: the lowest head that is known decides.

    A column under words that nobody knows is the one that the table lacks, if the cells of the *body* say so;
    else it is kept by its words, as one that is neither target nor score.
    """
    stacks: dict[int, list[GridCell]] = {}
    end = max(row.index for row in block) + 1
    for row in block:
        for cell in row.filled:
            # what reaches down beside the table names the block, 当年预算(万元)
            if cell.row + cell.rows > end and heads.role(cell.text) is None:
                continue
            for number in range(cell.column, cell.column + cell.columns):
                stacks.setdefault(number, []).append(cell)
    roles = {number: _head(heads, stack) for number, stack in sorted(stacks.items())}
    _leave_levels_weights(roles)
    takers: dict[str, GridCell] = {}
    # a head that only resembles a word gives way to one that is the word, wherever that stands
    for exactly in (True, False):
        for found in roles.values():
            if found and (heads.role(found[0].text) is not None) is exactly:
                takers.setdefault(found[1], found[0])
    by_number: dict[int, Column] = {}
    for number, found in roles.items():
        lowest = stacks[number][-1]
        if found is not None:
            head, role = found
            # a second column of the same role is somebody else's: 复核得分 beside 得分
            by_number[number] = Column(role if takers[role] == head else "extra", head)
        elif is_number(lowest.text) and any(column.role == "actual" for column in by_number.values()):
            # the points of the whole block stand where other forms say 得分
            by_number[number] = Column("score" if takers.setdefault("score", lowest) is lowest else "extra", lowest)
        elif bare(lowest.text) not in STUBS:
            by_number[number] = Column("stranger", lowest)
    by_number = _completed(heads, by_number, body)
    if not any(column.role == "name" for column in by_number.values()) and "level2" in takers:
        # a form of two levels: the lower one is what is scored
        by_number = {
            number: evolve(column, role="name") if column.role == "level2" else column
            for number, column in by_number.items()
        }
    first = min((number for number, column in by_number.items() if column.role != "stranger"), default=0)
    return Columns(
        {
            number: evolve(column, role="extra") if column.role == "stranger" else column
            for number, column in by_number.items()
            if number >= first
        }
    )


def _head(heads: Heads, stack: Sequence[GridCell]) -> tuple[GridCell, str] | None:
    """
    The head of a column and its role: its cells joined where a word is broken over rows, else the lowest known one.
    """
    if len(stack) > 1:
        joined = evolve(stack[0], text="".join(cell.text for cell in stack))
        if role := heads.role(joined.text):
            return joined, role
    for resembles in (heads.likely, heads.resembling):
        if found := next(((cell, role) for cell in reversed(stack) if (role := resembles(cell.text))), None):
            return found
    return None


def _completed(heads: Heads, columns: dict[int, Column], body: Sequence[Row]) -> dict[int, Column]:
    """
    *columns* with a role for the column under unknown words that is the only one to suit it.
    """
    texts: dict[int, list[str]] = {}
    for cell in (cell for row in body for cell in row.filled):
        texts.setdefault(cell.column, []).append(cell.text)
    for role, left, right in heads.completing:
        numbers = {column.role: number for number, column in columns.items()}
        if role in numbers or not numbers.keys() & (left | right):
            continue
        first = max((numbers[name] for name in numbers.keys() & left), default=-1)
        last = min((numbers[name] for name in numbers.keys() & right), default=max(columns) + 1)
        suiting = [
            number
            for number in range(first + 1, last)
            if number in columns
            and (columns[number].role == "stranger" or _resembles_only(heads, columns[number]))
            and suits(role, texts.get(number, ()))
        ]
        if len(suiting) == 1:
            columns[suiting[0]] = Column(role, columns[suiting[0]].head, inferred=True)
    return columns


def _resembles_only(heads: Heads, column: Column) -> bool:
    """
    Whether nothing but a likeness makes a column one that is neither target nor score.
    """
    return column.role == "extra" and heads.role(column.head.text) is None


def _leave_levels_weights(roles: dict[int, tuple[GridCell, str] | None]) -> None:
    """
    Where every level has its weight beside it, leave the names theirs: the others are no weights of a row.
    """
    found = [entry for entry in roles.values() if entry]
    weights = [cell for cell, role in found if role == "weight"]
    beside = [cell for (_, left), (cell, role) in pairwise(found) if role == "weight" and left in ("level1", "level2")]
    for number, entry in roles.items():
        if entry and entry[0] in beside and entry[0] is not weights[-1]:
            roles[number] = (entry[0], "extra")
