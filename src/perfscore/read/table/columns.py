"""
What the columns of a table mean, told from its heads: by their words, over one row or several.
"""

from __future__ import annotations

import re

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen

from perfscore.read.table.rows import Row, bare, key
from perfscore.read.vocabulary import FUND_COLUMNS, FUND_PATTERNS, INDICATOR_COLUMNS, INDICATOR_PATTERNS, STUBS


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perfscore.read.grid import GridCell


__all__ = ["NO_COLUMNS", "Column", "Columns", "Heads", "fund_heads", "indicator_heads", "is_number"]

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%分]?")

#: Heads over more rows than this belong to a block of the form, not to its columns.
_MOST_HEAD_ROWS = 3

#: So many known heads make a row of heads even where a number stands among them.
_SURE = 4

#: Which role a cell has that spans several columns.
_PRIORITY = ("name", "target", "actual", "score", "weight", "reason", "level1", "level2")


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


@frozen
class Column:
    """
    What stands under one head: its role, and its words where the role alone does not say enough.
    """

    role: str
    head: GridCell


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


@frozen
class Heads:
    """
    How the heads of one kind of table are told.

    *words* and *patterns* are what the heads say, *fewest* how many different roles make a row a row of heads.
    One of the roles *needed* must be there, and one of those *marked* where not enough words are exactly known;
    all of those *telling* are enough by themselves.
    """

    words: Mapping[str, str]
    patterns: Sequence[tuple[re.Pattern[str], str]]
    needed: frozenset[str]
    marked: frozenset[str]
    telling: frozenset[str]
    fewest: int

    def role(self, text: str) -> str | None:
        """
        The role a head's exact words stand for.
        """
        return self.words.get(key(text)) or self.words.get(bare(text))

    def likely(self, text: str) -> str | None:
        """
        The role of a head that only resembles known ones.
        """
        exact = self.role(text)
        # a head is short; what is long is a text about the subject
        if exact is not None or not text.strip() or len(bare(text)) > 16 or bare(text) in STUBS:
            return exact
        return next((role for pattern, role in self.patterns if pattern.search(bare(text))), None)

    def start(self, row: Row) -> bool:
        """
        Whether a row holds the heads of this kind of table.

        Heads of exactly known words are enough; where too few are, most cells have to resemble heads.
        """
        if row.loose:
            return False
        cells = row.filled
        known = {role for cell in cells if (role := self.role(cell.text)) and role != "extra"}
        numbers = sum(is_number(cell.text) for cell in cells)
        # labels with their values beside them are no heads
        if numbers and (len(known) < _SURE or 2 * numbers > len(known)):
            return False
        if len(known) >= self.fewest and not known.isdisjoint(self.needed):
            return True
        likely = [role for cell in cells if (role := self.likely(cell.text))]
        roles = {role for role in likely if role != "extra"}
        least = self.fewest if len(known) >= self.fewest - 1 else self.fewest + 1
        enough = len(roles) >= least or roles >= self.telling
        return 2 * len(likely) > len(cells) and enough and not roles.isdisjoint(self.marked)

    def columns(self, block: Sequence[Row]) -> Columns:
        """
        The columns under a block of head rows: the lowest head that is known decides.

        A column under words that nobody knows is kept by them, as one that is neither target nor score.
        """
        heads: dict[int, list[GridCell]] = {}
        end = max(row.index for row in block) + 1
        for row in block:
            for cell in row.filled:
                # what reaches down beside the table names the block, 当年预算(万元)
                if cell.row + cell.rows > end and self.role(cell.text) is None:
                    continue
                for number in range(cell.column, cell.column + cell.columns):
                    heads.setdefault(number, []).append(cell)
        roles = {
            number: next(((cell, role) for cell in reversed(stack) if (role := self.likely(cell.text))), None)
            for number, stack in sorted(heads.items())
        }
        _leave_levels_weights(roles)
        takers: dict[str, GridCell] = {}
        # a head that only resembles a word gives way to one that is the word, wherever that stands
        for exactly in (True, False):
            for found in roles.values():
                if found and (self.role(found[0].text) is not None) is exactly:
                    takers.setdefault(found[1], found[0])
        by_number: dict[int, Column] = {}
        for number, found in roles.items():
            lowest = heads[number][-1]
            if found is not None:
                head, role = found
                # a second column of the same role is somebody else's: 复核得分 beside 得分
                by_number[number] = Column(role if takers[role] is head else "extra", head)
            elif is_number(lowest.text) and any(column.role == "actual" for column in by_number.values()):
                # the points of the whole block stand where other forms say 得分
                by_number[number] = Column("score" if takers.setdefault("score", lowest) is lowest else "extra", lowest)
            elif by_number and bare(lowest.text) not in STUBS:
                by_number[number] = Column("extra", lowest)
        if "name" not in takers and "level2" in takers:
            # a form of two levels: the lower one is what is scored
            by_number = {
                number: Column("name", column.head) if column.role == "level2" else column
                for number, column in by_number.items()
            }
        return Columns(by_number)

    def found(self, rows: Sequence[Row], at: int) -> list[Row]:
        """
        The rows of heads that begin with ``rows[at]``, ``[]`` where none do.

        Above the heads may stand a row that groups them, 自评情况 over 分值 and 得分.
        """
        first, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
        if self.start(first):
            return self._block(rows, at)
        grouping = (
            below is not None
            and not first.loose
            and first.grid == below.grid
            and self._groups(first, below)
            and self.start(below)
        )
        return [first, *self._block(rows, at + 1)] if grouping else []

    def _groups(self, first: Row, below: Row) -> bool:
        cells = first.filled
        if any(cell.row + cell.rows > below.index for cell in cells):
            return not any(is_number(cell.text) for cell in cells)
        # a text without merged cells cannot show which heads reach down
        return len(cells) > 1 and all(self.likely(cell.text) or bare(cell.text) in STUBS for cell in cells)

    def _block(self, rows: Sequence[Row], at: int) -> list[Row]:
        first = rows[at]
        depth = max((cell.rows for cell in first.filled if self.role(cell.text)), default=1)
        last = min(depth, _MOST_HEAD_ROWS) - 1
        block = [first]
        for row in rows[at + 1 : at + _MOST_HEAD_ROWS]:
            if row.loose or row.grid != first.grid:
                break
            heads = bool(row.filled) and all(self.likely(cell.text) for cell in row.filled)
            if not heads and row.index - first.index > last:
                break
            block.append(row)
        return block


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


indicator_heads = Heads(
    INDICATOR_COLUMNS,
    INDICATOR_PATTERNS,
    needed=frozenset(("name", "target", "actual")),
    marked=frozenset(("name", "level1", "level2")),
    telling=frozenset(("name", "target", "actual", "score")),
    fewest=3,
)

fund_heads = Heads(
    FUND_COLUMNS,
    FUND_PATTERNS,
    needed=frozenset(("initial", "budget", "executed")),
    marked=frozenset(("initial", "budget", "executed")),
    telling=frozenset(("budget", "executed")),
    fewest=2,
)
