"""
What stands under each head of a table; what stands below decides the meaning of a head that nobody knows.
"""

from __future__ import annotations

from itertools import dropwhile, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from perfscore.read.table.models import suits
from perfscore.read.table.rows import bare, is_number
from perfscore.read.vocabulary import PERIOD, STUBS


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from perfscore.read.grid import GridCell
    from perfscore.read.table.heads import Heads
    from perfscore.read.table.rows import Row


__all__ = ["NO_COLUMNS", "Column", "Columns", "columns_below"]

#: Which role a cell has that spans several columns.
_PRIORITY = ("name", "target", "actual", "score", "weight", "reason", "level1", "level2")


#: The role of a column under words that nobody knows, until what stands below has been looked at.
_STRANGER: Final = "stranger"


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
    def slots(self) -> Mapping[int, str]:
        """
        The roles of the columns by their numbers, each head's first column only; what a text prints below a head is one
        cell, however many columns it has in the document.
        """
        heads = {column.head: number for number, column in sorted(self.by_number.items(), reverse=True)}
        return {number: self.by_number[number].role for number in sorted(heads.values())}

    @property
    def points(self) -> tuple[str, ...]:
        """
        The roles of the columns that may hold points, from the first that does: weight, score and those of the form's own.
        """
        ordered = [self.by_number[number].role for number in sorted(self.by_number)]
        after = dropwhile(lambda role: role not in ("weight", "score"), ordered)
        return tuple(role for role in after if role in ("weight", "score", "extra"))

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
    stacks = _stacks(heads, _lowest(heads, block, body))
    roles = {number: _head(heads, stack) for number, stack in sorted(stacks.items())}
    _leave_levels_weights(roles)
    _part_rivals(heads, roles)
    takers = _takers(heads, roles)
    found = {number: _column(entry, stacks[number][-1], takers) for number, entry in roles.items()}
    known = _complete(heads, {number: column for number, column in found.items() if column is not None}, body)
    if "level2" in takers and not any(column.role == "name" for column in known.values()):
        # a form of two levels: the lower one is what is scored
        known = _rename(known, "level2", "name")
    first = min((number for number, column in known.items() if column.role != _STRANGER), default=0)
    return Columns(_rename({n: column for n, column in known.items() if n >= first}, _STRANGER, "extra"))


def _rename(columns: Mapping[int, Column], old: str, new: str) -> dict[int, Column]:
    return {n: evolve(column, role=new) if column.role == old else column for n, column in columns.items()}


def _lowest(heads: Heads, block: Sequence[Row], body: Sequence[Row]) -> Sequence[Row]:
    """
    The rows of heads that stand over columns: of two tiers in a text without merged cells the lower one, and behind it
    the last head of the upper one where the body has a column more.
    """
    upper, lower = block[0], block[-1]
    if not lower.ragged or not len(upper.filled) < len(lower.filled):
        return block
    last, width = upper.filled[-1], len(lower.own)
    known = {heads.role(cell.text) for cell in lower.filled}
    if heads.role(last.text) in known or not any(len(row.own) > width for row in body):
        return [lower]
    reaching = evolve(last, row=lower.index, column=lower.filled[-1].column + 1)
    return [evolve(lower, cells=(*lower.filled, reaching))]


def _stacks(heads: Heads, block: Sequence[Row]) -> dict[int, list[GridCell]]:
    """
    The heads over each column, the highest first.
    """
    stacks: dict[int, list[GridCell]] = {}
    end = max(row.index for row in block) + 1
    for cell in (cell for row in block for cell in row.filled):
        # what reaches down beside the table names the block, 当年预算(万元)
        if cell.row + cell.rows > end and heads.role(cell.text) is None:
            continue
        for number in range(cell.column, cell.column + cell.columns):
            stacks.setdefault(number, []).append(cell)
    return stacks


def _part_rivals(heads: Heads, roles: dict[int, tuple[GridCell, str] | None]) -> None:
    """
    Of two heads with one role, take the misprinted one for the role that no other head has: 年囗预算数 beside 全年预算数.
    """
    for number, found in roles.items():
        if found is None or heads.role(found[0].text) is not None:
            continue
        head, role = found
        taken = {other[1] for at, other in roles.items() if other is not None and at != number}
        free = heads.misprinted(head.text) - taken if role in taken else ()
        if len(free) == 1:
            roles[number] = head, next(iter(free))


def _takers(heads: Heads, roles: Mapping[int, tuple[GridCell, str] | None]) -> dict[str, GridCell]:
    """
    The head that each role belongs to: one that only resembles a word gives way to one that is the word.

    Where names and targets stand side by side twice, those of the year are on the right of those of several years.
    """
    found = [entry for entry in roles.values() if entry is not None]
    named = [entry for entry in dict.fromkeys(found) if entry[1] in ("name", "target", "actual")]
    if [role for _, role in named] == ["name", "target"] * 2 and not PERIOD.search(bare(named[-1][0].text)):
        found.reverse()
    exact = [entry for entry in found if heads.role(entry[0].text) is not None]
    takers: dict[str, GridCell] = {}
    for head, role in (*exact, *found):
        takers.setdefault(role, head)
    return takers


def _column(found: tuple[GridCell, str] | None, lowest: GridCell, takers: dict[str, GridCell]) -> Column | None:
    if found is not None:
        head, role = found
        # a second column of the same role is somebody else's: 复核得分 beside 得分
        return Column(role if takers[role] == head else "extra", head)
    if is_number(lowest.text) and "actual" in takers:
        # the points of the whole block stand where other forms say 得分
        return Column("score" if takers.setdefault("score", lowest) is lowest else "extra", lowest)
    return None if bare(lowest.text) in STUBS else Column(_STRANGER, lowest)


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


def _complete(heads: Heads, columns: dict[int, Column], body: Sequence[Row]) -> dict[int, Column]:
    """
    *columns* with a role for the column under unknown words that is the only one to suit it.
    """
    texts: dict[int, list[str]] = {}
    for cell in (cell for row in body for cell in row.filled):
        texts.setdefault(cell.column, []).append(cell.text)
    for role, left, right in heads.completing:
        open_columns = [number for number in _between(columns, role, left, right) if _is_open(heads, columns[number])]
        suiting = [number for number in open_columns if suits(role, texts.get(number, ()))]
        if len(suiting) == 1:
            columns[suiting[0]] = Column(role, columns[suiting[0]].head, inferred=True)
    return columns


def _between(columns: Mapping[int, Column], role: str, left: AbstractSet[str], right: AbstractSet[str]) -> list[int]:
    """
    The columns right of those of the roles *left* and left of those *right*; none where *role* has its column.
    """
    numbers = {column.role: number for number, column in columns.items()}
    if role in numbers or numbers.keys().isdisjoint(left | right):
        return []
    first = max((numbers[name] for name in numbers.keys() & left), default=-1)
    last = min((numbers[name] for name in numbers.keys() & right), default=max(columns) + 1)
    return [number for number in columns if first < number < last]


def _is_open(heads: Heads, column: Column) -> bool:
    """
    Whether nothing but a likeness, or nothing at all, tells the role of a column.
    """
    return column.role == _STRANGER or (column.role == "extra" and heads.role(column.head.text) is None)


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
