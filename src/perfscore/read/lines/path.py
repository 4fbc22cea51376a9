"""
The cheapest way through a table: every token into a cell, every cell into a column, row after row.

From token to token only the cheapest way to each state is kept, so that the best reading is found exactly, in time
linear in the table's length.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from operator import add
from typing import Final, NamedTuple

from attrs import define, field, frozen

from perfscore.read.lines import penalties
from perfscore.read.lines.cells import Cell, Cells
from perfscore.read.lines.columns import PART, plain_role
from perfscore.read.lines.moves import MERGED, Costs, Style, finish, moves
from perfscore.read.lines.tokens import NEW_LINE, Gap, Token


__all__ = ["Path", "Reading", "Row", "Span"]

#: Leaving out more than so many characters is no worse.
_LONG: Final = 50
#: A text of fewer characters is no name.
_NAME: Final = 5
_FIRST_NUMBER: Final = re.compile(r"\d{1,3}")


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
    """
    The tokens from *first* on as a cell behind *state*, or one token left out.
    """

    first: int
    state: int
    cost: int
    is_cell: bool


@define
class _Search:
    """
    Behind each token, the cost of the cheapest way to each state, and the last step of that way.
    """

    costs: list[list[int]]
    steps: list[list[_Step | None]]

    @classmethod
    def over(cls, tokens: int, states: int) -> _Search:
        search = cls(
            [[penalties.IMPOSSIBLE] * states for _ in range(tokens + 1)],
            [[None] * states for _ in range(tokens + 1)],
        )
        search.costs[0][-1] = 0
        return search

    def live(self, first: int) -> list[tuple[int, int]]:
        """
        The states in front of a token that are worth going on from, each with its cost.
        """
        limit = min(self.costs[first]) + penalties.HOPELESS
        return [(state, cost) for state, cost in enumerate(self.costs[first]) if cost < limit]

    def leave_out(self, first: int, live: Sequence[tuple[int, int]], cost: int) -> None:
        """
        Go on behind a token that is left out of the table.
        """
        below = self.costs[first + 1]
        for state, before in live:
            if before + cost < below[state]:
                below[state] = before + cost
                self.steps[first + 1][state] = _Step(first, state, cost, is_cell=False)

    def enter(
        self,
        first: int,
        live: Sequence[tuple[int, int]],
        column: int,
        cells: Sequence[Cell],
        entries: Mapping[tuple[bool, bool], Costs],
    ) -> None:
        """
        Go on behind the *cells* of a column that begin with a token.
        """
        cheapest: dict[tuple[bool, bool], tuple[int, int]] = {}
        for cell in cells:
            kind = cell.broken, cell.echo
            if kind not in cheapest:
                costs = entries[kind][column]
                reached = [cost + costs[state] for state, cost in live]
                entry = min(reached)
                cheapest[kind] = entry, live[reached.index(entry)][0]
            entry, before = cheapest[kind]
            state = 2 * column + cell.broken
            if entry + cell.cost < self.costs[cell.last][state]:
                self.costs[cell.last][state] = entry + cell.cost
                self.steps[cell.last][state] = _Step(first, before, cell.cost, is_cell=True)

    def way(self, state: int) -> Iterator[tuple[int, int, _Step]]:
        """
        The steps of the cheapest way that ends in *state*, last one first, each with where it ends and its state.
        """
        last = len(self.steps) - 1
        while step := self.steps[last][state]:
            yield last, state, step
            last, state = step.first, step.state


@define
class Path:
    """
    Reads *cells* as a table whose columns have the given *roles*; the last row of a *torn* one may lack its end.
    """

    cells: Cells
    roles: tuple[str, ...]
    torn: bool = False
    _style: Style = field(init=False)

    def __attrs_post_init__(self) -> None:
        gaps = [token.gap for token in self.cells.tokens]
        in_lines = not NEW_LINE.isdisjoint(gaps[1:])
        self._style = Style(self.roles, in_lines, Gap.BLANK in gaps, self.cells.cells_are_lines)

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
        search = _Search.over(len(tokens), self._style.states)
        for first, token in enumerate(tokens):
            live = search.live(first)
            search.leave_out(first, live, _cost_unplaced(tokens, first))
            entries = moves(self._style, token.gap, rises=_rises(tokens, first))
            for column, cells in enumerate(columns):
                search.enter(first, live, column, cells[first], entries)
        ends = [0 if self.torn else finish(self.roles, state // 2) for state in range(self._style.states - 1)]
        costs = list(map(add, search.costs[-1], [*ends, 0]))
        return self._trace(search, costs.index(min(costs)), min(costs))

    def _trace(self, search: _Search, state: int, cost: int) -> Reading:
        spans: list[Span] = []
        unplaced: list[int] = []
        for last, at, step in search.way(state):
            if step.is_cell:
                spans.append(Span(at // 2, step.first, last, step.cost))
            else:
                unplaced.append(step.first)
        rows: list[list[Span]] = []
        for span in reversed(spans):
            if not rows or self._begins_row(span.column, rows[-1][-1].column):
                rows.append([])
            rows[-1].append(span)
        return Reading(tuple(Row(tuple(row)) for row in rows), tuple(reversed(unplaced)), cost)

    def _begins_row(self, column: int, before: int) -> bool:
        """
        Whether a cell in *column* behind one in the column *before* is the first one of a row.
        """
        if self.roles[column] == PART + "name":
            return self.roles[before] not in MERGED
        return column <= before


def _cost_unplaced(tokens: Sequence[Token], first: int) -> int:
    """
    The cost of leaving a token out of the table.
    """
    text = tokens[first].text
    if not text:
        return penalties.PADDING
    if len(text) >= _NAME and first > 1 and tokens[first - 2].text == text != tokens[first - 1].text:
        return penalties.NAME_AGAIN
    return penalties.UNPLACED + min(len(text), _LONG)


def _rises(tokens: Sequence[Token], first: int) -> bool:
    """
    Whether the token is a greater number than the one before it.
    """
    if not first or tokens[first].gap is Gap.NONE:
        # digits that run together are no numbers yet
        return False
    before, number = (_FIRST_NUMBER.match(token.text) for token in tokens[first - 1 : first + 1])
    return before is not None and number is not None and int(before[0]) < int(number[0])
