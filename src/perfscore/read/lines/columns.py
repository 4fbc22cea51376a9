"""
What the columns of a head row are, once its words are found: heads in two tiers, weights beside levels, rates and scores
under one head.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from perfscore.read.vocabulary import in_text


__all__ = [
    "PART",
    "REST",
    "SCORED",
    "Head",
    "kind_of_extra",
    "one_tier",
    "plain_role",
    "with_rate",
    "without_weights_of_levels",
]

#: Marks the column of what a page break has cut off a cell.
REST: Final = "+"
#: Marks the columns of a row that is a part of the row above and has no points of its own.
PART: Final = "/"

#: What the row of an indicator tells besides its levels.
SCORED: Final = frozenset({"target", "actual", "weight", "score"})

#: So many columns of scores and values make a second tier of heads.
_FEWEST_BELOW: Final = 2
#: So many heads at most are printed in two halves.
_MOST_HALVES: Final = 4
_NUMBERED: Final = re.compile(r"指标\d{1,2}[:：]")
_ADJUSTED: Final = re.compile(in_text("columns", "adjusted"))
_WORDY: Final = re.compile(in_text("columns", "wordy"))


@frozen
class Head:
    """
    A column's head: its role, its words as printed, and where they stand in the folded text.
    """

    role: str
    text: str
    start: int
    end: int


def plain_role(role: str) -> str:
    """
    What a column holds, whatever marks it.
    """
    return role.lstrip(REST + PART)


def is_numbered(text: str) -> bool:
    """
    Whether a text is the numbered name of an indicator, ``指标5:举办讲座``, and no head.
    """
    return _NUMBERED.match(text) is not None


def _in_two_halves(heads: tuple[Head, ...], role: Callable[[str], str | None]) -> tuple[Head, ...]:
    """
    The heads with those joined whose second half is printed below the whole row: 绩效 实际 分值 得分, 目标值 完成值.
    """
    for size in range(_MOST_HALVES, 1, -1):
        upper, lower = heads[:-size], heads[-size:]
        for first in range(len(upper) - size + 1):
            pairs = list(zip(upper[first : first + size], lower, strict=True))
            if all(above.text not in below.text and role(above.text + below.text) for above, below in pairs):
                joined = (evolve(a, role=str(role(a.text + b.text)), text=a.text + b.text) for a, b in pairs)
                # the row ends where its second line does
                last = evolve(upper[-1], end=lower[-1].end)
                return (*upper[:first], *joined, *upper[first + size : -1], last) if upper[first + size :] else heads
    return heads


def one_tier(heads: tuple[Head, ...], role: Callable[[str], str | None]) -> tuple[Head, ...]:
    """
    The columns of a head row in two tiers, where 年度指标值 spans 指标性质, 指标值 and 度量单位 printed below it.

    *role* tells what a column under known words holds.
    """
    heads = _in_two_halves(heads, role)
    first = next((i for i, head in enumerate(heads) if head.role == "level1"), 0)
    above, below = heads[:first], heads[first:]
    if "target" in {head.role for head in above} and "target" in {head.role for head in below}:
        return below + tuple(head for head in above if head.role != "target")
    seen = [head.role for head in heads]
    cut = next((i for i, role in enumerate(seen) if role in SCORED and role in seen[:i]), len(seen))
    if "name" not in seen[:cut] or len(SCORED.intersection(seen[cut:])) < _FEWEST_BELOW:
        return heads
    return tuple(_with_heads_below(heads[:cut], heads[cut:]))


def _with_heads_below(upper: Sequence[Head], lower: Sequence[Head]) -> Iterator[Head]:
    """
    The columns of a row of heads, of which some span those printed below it.
    """
    roles = {head.role for head in lower}
    groups = [head.role for head in upper if head.role in SCORED & roles]
    for head in upper:
        if head.role not in groups:
            yield head
            continue
        groups.remove(head.role)
        # the heads below it, up to the first that stands below the next
        size = next((i for i, part in enumerate(lower) if i and part.role in groups), len(lower))
        yield from lower[:size]
        lower = lower[size:]


def without_weights_of_levels(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """
    The columns where every level has its weight beside it: those of the levels are no weights of a row.
    """
    last = max((i for i, head in enumerate(heads) if head.role == "weight"), default=0)
    return tuple(
        evolve(head, role="extra")
        if i < last and head.role == "weight" and i and heads[i - 1].role in ("level1", "level2")
        else head
        for i, head in enumerate(heads)
    )


def kind_of_extra(head: Head) -> str:
    """
    What a column holds that the form keeps nothing of: words, a target set anew that is mostly left blank, or anything.
    """
    if _ADJUSTED.match(head.text):
        return "adjusted"
    return "wordy" if _WORDY.search(head.text) else "extra"


def with_rate(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """
    执行率得分 is the score where there is a rate beside it, and the rate and the score where there is none.
    """
    last = heads[-1]
    if last.text != "执行率得分" or any(head.role == "rate" for head in heads):
        return heads
    cut = last.start + len("执行率")
    return (*heads[:-1], Head("rate", "执行率", last.start, cut), Head("score", "得分", cut, last.end))
