"""
The cheapest way through a table: every token into a cell, every cell into a column, row after row.

A state is the column of the last cell, and whether that cell ran over several lines. From token to token only the
cheapest way to each state is kept, so that the best reading is found exactly, in time linear in the table's length.
"""

from __future__ import annotations

import re

from collections.abc import Mapping, Sequence
from operator import add
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import define, field, frozen

from perfscore.read.lines import penalties
from perfscore.read.lines.cells import Cells
from perfscore.read.lines.columns import PART, REST, plain_role
from perfscore.read.lines.tokens import Gap


__all__ = ["Path", "Reading", "Row", "Span"]

#: Heads of merged cells stand where they like; they share lines with nobody.
_MERGED: Final = frozenset({"side", "level1", "level2"})
#: Leaving out more than so many characters is no worse.
_LONG: Final = 50
#: A text of fewer characters is no name.
_NAME: Final = 5
#: Cells that often say what another one has said.
_ECHOED: Final[Mapping[str, str]] = MappingProxyType({"actual": "target", "score": "weight"})
_NEW_LINE: Final = frozenset({Gap.LINE, Gap.BLANK, Gap.PAGE})


@frozen
class Span:
    """
    A cell: the tokens from *first* up to, but not including, *last*, in the column with number *column*, and its cost.
    """

    column: int
    first: int
    last: int
    cost: int


@frozen
class Row:
    """
    The cells of a row, in the order of its columns.
    """

    spans: tuple[Span, ...]

    @property
    def cost(self) -> int:
        """
        How unlikely the cells are; what the blank ones cost is not counted.
        """
        return sum(span.cost for span in self.spans)


@frozen
class Reading:
    """
    Rows, the tokens that found no place in them, and what the reading cost.
    """

    rows: tuple[Row, ...]
    unplaced: tuple[int, ...]
    cost: int


class _Step(NamedTuple):
    first: int
    state: int
    cost: int
    dropped: bool = False


@define
class Path:
    """
    Reads *cells* as a table whose columns have the given *roles*; the last row of a *torn* one may lack its end.
    """

    cells: Cells
    roles: tuple[str, ...]
    torn: bool = False
    _in_lines: bool = field(init=False)
    _moves: Mapping[tuple[Gap, bool], list[list[int]]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        blanks = any(token.gap is Gap.BLANK for token in self.cells.tokens)
        self._in_lines = any(token.gap in _NEW_LINE for token in self.cells.tokens[1:])
        self._moves = {
            (gap, single): [self._into(column, gap, single=single, blanks=blanks) for column in range(len(self.roles))]
            for gap in {token.gap for token in self.cells.tokens}
            for single in (False, True)
        }

    def first(self, count: int) -> Path:
        """
        The path through the first *count* tokens.
        """
        if len(self.cells.tokens) <= count:
            return self
        return Path(self.cells.first(count), self.roles, torn=True)

    def with_parts(self) -> Path:
        """
        The path where rows may be parts of the row above, without points of their own.
        """
        parts = tuple(PART + role for role in ("name", "target", "actual") if role in self.roles)
        return Path(self.cells, (*self.roles, *parts), self.torn)

    def flowing(self) -> Path:
        """
        The path where cells of several lines begin behind others.
        """
        return Path(self.cells.flowing(), self.roles, self.torn)

    def read(self, widths: Mapping[str, int]) -> Reading:
        """
        The cheapest reading with columns of the given *widths*.
        """
        tokens = self.cells.tokens
        columns = [self.cells.column(role, widths.get(plain_role(role))) for role in self.roles]
        states = 2 * len(self.roles) + 1
        best = [[penalties.IMPOSSIBLE] * states for _ in range(len(tokens) + 1)]
        back: list[list[_Step | None]] = [[None] * states for _ in range(len(tokens) + 1)]
        best[0][-1] = 0
        for first, token in enumerate(tokens):
            here, after = best[first], best[first + 1]
            drop = self._drop(first)
            most = min(here) + penalties.HOPELESS
            for state, cost in enumerate(here):
                if cost < most and cost + drop < after[state]:
                    after[state] = cost + drop
                    back[first + 1][state] = _Step(first, state, drop, dropped=True)
            above = self._above(first)
            for column, ways in enumerate(columns):
                if not (cells := ways[first]):
                    continue
                entries = {}
                for single in {not cell.broken for cell in cells}:
                    reached = list(map(add, here, self._moves[token.gap, single][column]))
                    if above and self.roles[column] == "score":
                        reached = list(map(add, reached, self._from("weight", penalties.ABOVE_WEIGHT)))
                    entries[single, False] = min(reached), reached
                    role = self.roles[column]
                    if echoed := _ECHOED.get(role.removeprefix(PART)):
                        before = PART + echoed if role.startswith(PART) else echoed
                        reached = list(map(add, reached, self._from(before, penalties.SAME_AGAIN)))
                        entries[single, True] = min(reached), reached
                for cell in cells:
                    entry, reached = entries[not cell.broken, cell.echo]
                    state = 2 * column + cell.broken
                    if entry < most and entry + cell.cost < best[cell.last][state]:
                        best[cell.last][state] = entry + cell.cost
                        back[cell.last][state] = _Step(first, reached.index(entry), cell.cost)
        ends = [0] * states if self.torn else [*(self._finish(state // 2) for state in range(states - 1)), 0]
        finish = list(map(add, best[-1], ends))
        return self._trace(back, finish.index(min(finish)), min(finish))

    def _trace(self, back: Sequence[Sequence[_Step | None]], state: int, cost: int) -> Reading:
        spans: list[Span] = []
        unplaced: list[int] = []
        last = len(back) - 1
        while step := back[last][state]:
            if step.dropped:
                unplaced.append(step.first)
            else:
                spans.append(Span(state // 2, step.first, last, step.cost))
            last, state = step.first, step.state
        found: list[list[Span]] = []
        for span in reversed(spans):
            if not found or self._begins_row(span.column, found[-1][-1].column):
                found.append([])
            found[-1].append(span)
        return Reading(tuple(Row(tuple(row)) for row in found), tuple(reversed(unplaced)), cost)

    def _begins_row(self, column: int, before: int) -> bool:
        """
        Whether a cell in *column* behind one in the column *before* is the first one of a row.
        """
        if self.roles[column] == PART + "name":
            return self.roles[before] not in _MERGED
        return column <= before

    def _into(self, column: int, gap: Gap, *, single: bool, blanks: bool) -> list[int]:
        """
        From every state, the cost of going on with a cell in *column* behind *gap*.
        """
        fresh = penalties.NEW_ROW + (0 if self.roles[column].startswith(PART) else self._blank(0, column))
        if gap is Gap.SPACE and self._in_lines:
            fresh += penalties.ROW_IN_LINE
        elif gap is Gap.LINE and blanks:
            fresh += penalties.ROW_AT_BREAK
        found = []
        for state in range(2 * len(self.roles)):
            before, broken = divmod(state, 2)
            if self.roles[column].startswith(REST):
                # What a page break cut off comes first on the next page, column by column.
                again = self.roles[before].startswith(REST)
                free = before < column and (again or gap is Gap.PAGE)
                blank = self._blank(before + 1, column) + (0 if again else penalties.CONTINUED)
                found.append(blank if free else penalties.IMPOSSIBLE)
                continue
            if self.roles[column].startswith(PART) or self.roles[before].startswith(PART):
                found.append(self._into_part(before, column, fresh))
                continue
            if before >= column:
                found.append(self._finish(before) + fresh)
                continue
            cost = self._blank(before + 1, column)
            if self.roles[before] == "level1" and "level2" in self.roles[before + 1 : column]:
                cost += penalties.NO_LEVEL2
            if gap in _NEW_LINE and not self.cells.cells_are_lines:
                if single and not broken and self.roles[before] not in _MERGED:
                    cost += penalties.SINGLES_PARTED
                if (self.roles[before], self.roles[column]) == ("weight", "score"):
                    cost += penalties.PAIR_PARTED
            found.append(cost)
        begins = penalties.IMPOSSIBLE if self.roles[column][0] in REST + PART else self._blank(0, column)
        return [*found, begins]

    def _into_part(self, before: int, column: int, fresh: int) -> int:
        """
        The cost of going on with a part of the row above, or behind one.
        """
        if self.roles[column] == PART + "name":
            again = self.roles[before] in _MERGED
            return penalties.PART_ROW + (0 if again else self._finish(before) + fresh)
        if not self.roles[column].startswith(PART):
            return self._finish(before) + fresh
        inside = self.roles[before].startswith(PART) and before < column
        return self._blank(before + 1, column) if inside else penalties.IMPOSSIBLE

    def _blank(self, start: int, end: int) -> int:
        skipped = self.roles[start:end]
        cost = sum(penalties.BLANK_CELL.get(role.removeprefix(PART), 0) for role in skipped)
        # a row with parts below it has their points, and no values of its own
        whole = PART + "name" in self.roles and {"target", "actual"} <= set(skipped)
        return cost - penalties.WHOLE_ROW if whole else cost

    def _finish(self, column: int) -> int:
        """
        The cost of ending a row with a cell in *column*.
        """
        if self.roles[column] in _MERGED:
            return penalties.EMPTY_ROW
        part = self.roles[column].startswith(PART)
        return sum(
            penalties.BLANK_CELL.get(role.removeprefix(PART), 0)
            for role in self.roles[column + 1 :]
            if role.startswith(PART) is part
        )

    def _drop(self, first: int) -> int:
        """
        The cost of leaving a token out of the table.
        """
        tokens, text = self.cells.tokens, self.cells.tokens[first].text
        if not text:
            return penalties.PADDING
        if len(text) >= _NAME and first > 1 and tokens[first - 2].text == text != tokens[first - 1].text:
            return penalties.NAME_AGAIN
        return penalties.UNPLACED + min(len(text), _LONG)

    def _above(self, first: int) -> bool:
        """
        Whether the token is a greater number than the one before it.
        """
        if self.cells.tokens[first].gap is Gap.NONE:
            # digits that run together are no numbers yet
            return False
        numbers = [re.match(r"\d{1,3}", token.text) for token in self.cells.tokens[max(first - 1, 0) : first + 1]]
        return len(numbers) == 2 and None not in numbers and int(numbers[0][0]) < int(numbers[1][0])  # type: ignore[index]

    def _from(self, role: str, cost: int) -> list[int]:
        """
        A cost for the states of one column.
        """
        return [cost * (self.roles[state // 2] == role) for state in range(2 * len(self.roles))] + [0]
