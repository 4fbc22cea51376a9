"""
What it costs to go on to a cell behind another one: along the row, over blank cells, or in a new row.

A state is the column of the last cell and whether that cell ran over several lines, ``2 * column + broken``; the last
state of all is that of no cell at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.read.lines import penalties
from perfscore.read.lines.columns import PART, REST
from perfscore.read.lines.tokens import NEW_LINE, Gap


__all__ = ["MERGED", "Costs", "Style", "finish", "moves"]

#: Heads of merged cells stand where they like; they share lines with nobody.
MERGED: Final = frozenset({"side", "level1", "level2"})
#: Cells that often say what another one has said.
_ECHOED: Final[Mapping[str, str]] = MappingProxyType({"actual": "target", "score": "weight"})
_EITHER: Final = (False, True)

#: For each column, the cost of a cell there behind each state.
Costs = tuple[tuple[int, ...], ...]


@frozen(cache_hash=True)
class Style:
    """
    The roles of a table's columns, and how its text is printed: in lines, with blank lines, or one cell a line.
    """

    roles: tuple[str, ...]
    in_lines: bool
    has_blank_lines: bool
    cells_are_lines: bool

    @property
    def states(self) -> int:
        """
        The number of states.
        """
        return 2 * len(self.roles) + 1


@lru_cache(maxsize=1024)
def moves(style: Style, gap: Gap, *, rises: bool) -> Mapping[tuple[bool, bool], Costs]:
    """
    The costs of cells behind *gap*: of those that are broken over lines or not, and say what stands before them or not.

    *rises* tells that the cell begins with a greater number than stands before it, as no score does behind its weight.
    """
    return {
        (broken, echo): tuple(
            _with_neighbour(style, column, _into(style, column, gap, single=not broken), echo=echo, rises=rises)
            for column in range(len(style.roles))
        )
        for broken, echo in product(_EITHER, _EITHER)
    }


def _with_neighbour(style: Style, column: int, costs: tuple[int, ...], *, echo: bool, rises: bool) -> tuple[int, ...]:
    """
    *costs* of a cell in *column*, with what it means that the cell says the same as its neighbour or is greater.
    """
    role = style.roles[column].removeprefix(PART)
    extra = dict.fromkeys(style.roles, 0)
    if echo and role in _ECHOED:
        echoed = _ECHOED[role]
        extra[PART + echoed if style.roles[column].startswith(PART) else echoed] = penalties.SAME_AGAIN
    if rises and style.roles[column] == "score":
        extra["weight"] = extra.get("weight", 0) + penalties.ABOVE_WEIGHT
    return (*(cost + extra[style.roles[state // 2]] for state, cost in enumerate(costs[:-1])), costs[-1])


@lru_cache(maxsize=4096)
def _into(style: Style, column: int, gap: Gap, *, single: bool) -> tuple[int, ...]:
    """
    From every state, the cost of going on with a cell in *column* behind *gap*.
    """
    role = style.roles[column]
    begins = penalties.IMPOSSIBLE if role.startswith((REST, PART)) else _blank(style.roles, 0, column)
    behind = (
        _step(style, before, column, gap, parted=single and not broken)
        for before, broken in product(range(len(style.roles)), _EITHER)
    )
    return (*behind, begins)


def _step(style: Style, before: int, column: int, gap: Gap, *, parted: bool) -> int:
    """
    The cost of going from one column to another; *parted* tells that both cells have one line each.
    """
    last, role = style.roles[before], style.roles[column]
    if role.startswith(REST):
        return _continue_page(style.roles, before, column, gap)
    if role.startswith(PART) or last.startswith(PART):
        return _step_in_parts(style, before, column, gap)
    if before >= column:
        return finish(style.roles, before) + _begin_row(style, column, gap)
    cost = _blank(style.roles, before + 1, column)
    if last == "level1" and "level2" in style.roles[before + 1 : column]:
        cost += penalties.NO_LEVEL2
    if gap in NEW_LINE and not style.cells_are_lines:
        cost += penalties.SINGLES_PARTED if parted and last not in MERGED else 0
        cost += penalties.PAIR_PARTED if (last, role) == ("weight", "score") else 0
    return cost


def _continue_page(roles: tuple[str, ...], before: int, column: int, gap: Gap) -> int:
    """
    The cost of what a page break cut off: it comes first on the next page, column by column.
    """
    again = roles[before].startswith(REST)
    if before >= column or not (again or gap is Gap.PAGE):
        return penalties.IMPOSSIBLE
    return _blank(roles, before + 1, column) + (0 if again else penalties.CONTINUED)


def _step_in_parts(style: Style, before: int, column: int, gap: Gap) -> int:
    """
    The cost of going on with a part of the row above, or behind one.
    """
    last, role = style.roles[before], style.roles[column]
    inside = role.startswith(PART) and role != PART + "name"
    if inside:
        joins = last.startswith(PART) and before < column
        return _blank(style.roles, before + 1, column) if joins else penalties.IMPOSSIBLE
    begin = finish(style.roles, before) + _begin_row(style, column, gap)
    if not role.startswith(PART):
        return begin
    return penalties.PART_ROW + (0 if last in MERGED else begin)


def _begin_row(style: Style, column: int, gap: Gap) -> int:
    """
    The cost of a row whose first cell is that in *column*.
    """
    cost = penalties.NEW_ROW + (0 if style.roles[column].startswith(PART) else _blank(style.roles, 0, column))
    if gap is Gap.SPACE and style.in_lines:
        cost += penalties.ROW_IN_LINE
    elif gap is Gap.LINE and style.has_blank_lines:
        cost += penalties.ROW_AT_BREAK
    return cost


def _blank(roles: tuple[str, ...], start: int, end: int) -> int:
    """
    The cost of leaving the columns from *start* up to *end* blank.
    """
    skipped = roles[start:end]
    cost = sum(penalties.BLANK_CELL.get(role.removeprefix(PART), 0) for role in skipped)
    # a row with parts below it has their points, and no values of its own
    whole = PART + "name" in roles and {"target", "actual"} <= set(skipped)
    return cost - penalties.WHOLE_ROW if whole else cost


def finish(roles: tuple[str, ...], column: int) -> int:
    """
    The cost of ending a row with a cell in *column*.
    """
    if roles[column] in MERGED:
        return penalties.EMPTY_ROW
    part = roles[column].startswith(PART)
    return sum(
        penalties.BLANK_CELL.get(role.removeprefix(PART), 0)
        for role in roles[column + 1 :]
        if role.startswith(PART) is part
    )
