"""
Finds the head row of a table: the words of its columns, their order, and what parts them.

What stands between the heads tells how the cells below are parted, because both were written by the same program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from itertools import dropwhile

from attrs import evolve, frozen

from perfscore.read.lines.columns import (
    SCORED,
    Head,
    is_numbered,
    kind_of_extra,
    one_tier,
    with_rate,
    without_weights_of_levels,
)
from perfscore.read.lines.head_search import HeadSearch
from perfscore.read.lines.stream import Stream
from perfscore.read.table.heads import Heads


__all__ = ["Header", "Shape", "fund_headers", "has_stray_heads", "indicator_headers"]


class Shape(Enum):
    """
    What parts one cell from the next.
    """

    PIPES = "a pipe or a tab; blank cells are kept"
    LINES = "a line break; blank cells may have vanished"
    PARAGRAPHS = "a blank line, and cells wrap over lines; blank cells may have vanished"
    SPACES = "a blank or a line break, and cells wrap over lines; blank cells have vanished"
    UNSPACED = "nothing"


@frozen
class Header:
    """
    The heads of a table in the order of its columns; *start* and *end* are positions in the folded text.

    *displaced* are cells of the first row that some programs print among the heads.
    """

    heads: tuple[Head, ...]
    shape: Shape
    start: int
    end: int
    displaced: tuple[Head, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(head.role for head in self.heads)


_LEVELS = frozenset({"level1", "level2", "name"})
_FUNDS = frozenset({"initial", "budget", "executed"})


def indicator_headers(stream: Stream) -> Iterator[Header]:
    """
    The head rows of indicator tables, in the order of the text.
    """
    search = HeadSearch.for_indicators(stream)
    for found in search.rows():
        displaced = tuple(head for head in found if is_numbered(head.text))
        run = tuple(head for head in found if head not in displaced)
        heads = _indicator_columns(run, search.kind)
        roles = {head.role for head in heads}
        if "name" in roles and len(roles & _LEVELS) + len(roles & SCORED) >= 4 and roles & SCORED:
            yield Header(heads, _shape(stream, run), run[0].start, run[-1].end, displaced)


def _indicator_columns(run: tuple[Head, ...], kind: Heads) -> tuple[Head, ...]:
    """
    The columns under a row of heads.
    """
    heads = without_weights_of_levels(one_tier(run, kind.role))
    if "name" not in {head.role for head in heads}:
        # in a form of two levels the lower one is what is scored
        heads = tuple(evolve(head, role="name") if head.role == "level2" else head for head in heads)
    return tuple(evolve(head, role=kind_of_extra(head)) if head.role == "extra" else head for head in heads)


def fund_headers(stream: Stream) -> Iterator[Header]:
    """
    The head rows of fund tables, in the order of the text.
    """
    for run in HeadSearch.for_funds(stream).rows():
        # What stands in front of the amounts, such as the total of the form, is no column of theirs.
        heads = tuple(dropwhile(lambda head: head.role not in _FUNDS, run))
        # 年度预算数 is printed beside the heads and names the table, not a column.
        doubled = sum(
            head.role != "extra" and head.role in {other.role for other in heads[i + 1 :]}
            for i, head in enumerate(heads)
        )
        columns = with_rate(heads[doubled:]) if heads else ()
        if len({head.role for head in columns} & _FUNDS) >= 2:
            yield Header(columns, _shape(stream, columns), columns[0].start, columns[-1].end)


def has_stray_heads(stream: Stream) -> bool:
    """
    Whether heads of an indicator table stand in the text, each by itself.
    """
    stray = HeadSearch.for_indicators(stream).alone()
    return {"level1", "level2", "name"} < stray and len(stray & SCORED) >= 2


def _shape(stream: Stream, heads: tuple[Head, ...]) -> Shape:
    votes = Counter(_shape_of(stream.between(head.start, head.start)) for head in heads[1:])
    # Blank lines part the cells only where nothing else does.
    if len(votes) > 1:
        votes[Shape.LINES] += votes.pop(Shape.PARAGRAPHS, 0)
    return max(votes, key=lambda shape: votes[shape])


def _shape_of(gap: str) -> Shape:
    if "|" in gap or "\t" in gap:
        return Shape.PIPES
    if "\n" in gap:
        return Shape.PARAGRAPHS if gap.count("\n") > 1 else Shape.LINES
    return Shape.SPACES if gap else Shape.UNSPACED
