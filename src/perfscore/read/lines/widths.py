"""
The width at which a column wraps its cells.

Within one form every line of a column's cell runs on until the next character would not fit.
A break at any other place is the end of a paragraph, and mostly the end of the cell.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from perfscore.read.lines.tokens import width


__all__ = ["Break", "best_width", "break_before", "frequent_widths"]

#: What cannot be parted: a number, a Latin word, or one character; with the punctuation that must not open a line.
_UNIT: Final = re.compile(r"[（(《“‘【]*(?:[A-Za-z]+|\d[\d.,]*%?|.)[、，,。；;：:？?！!）)》】”’%]*", re.DOTALL)

#: Digits are not always half as wide as a Chinese character.
_SLACK: Final = 1
#: Fewer lines than this are no evidence of a column.
_FEWEST: Final = 2


@frozen
class Break:
    """
    A break between two lines of a cell: the column is at least *low* wide, and narrower than *high* if it was full.
    """

    low: int
    high: int

    def misfit(self, column: int) -> int:
        """
        By how many half-width characters a column of that width would break elsewhere.
        """
        return max(self.low - column, column - self.high + 1, 0)

    def natural(self, column: int) -> bool:
        return self.misfit(column) <= _SLACK


def break_before(line: str, following: str) -> Break:
    """
    The break between a line and the one that follows it.
    """
    unit = _UNIT.match(following)
    low = width(line)
    return Break(low, low + (width(unit[0]) if unit else 0))


def best_width(breaks: Sequence[Break], lines: Iterable[int]) -> int | None:
    """
    The width that explains most of a column's breaks and is too narrow for the fewest of its lines.
    """
    longest = Counter(lines)
    choices = sorted({b.low for b in breaks} | {b.high - 1 for b in breaks})
    best, most = None, 0
    for choice in choices:
        score = sum((2, 1)[b.misfit(choice)] for b in breaks if b.natural(choice))
        score -= 3 * sum(count for line, count in longest.items() if line > choice + _SLACK)
        if score > most:
            best, most = choice, score
    return best


def frequent_widths(breaks: Sequence[Break], most: int) -> tuple[int, ...]:
    """
    At which widths the lines of a text break, most frequent first: its columns are among them.
    """
    found: list[int] = []
    left = list(breaks)
    while left and len(found) < most:
        width_ = best_width(left, ())
        if width_ is None:
            break
        explained = [b for b in left if b.misfit(width_) == 0]
        if len(explained) < _FEWEST:
            break
        found.append(width_)
        left = [b for b in left if b.misfit(width_)]
    return tuple(found)
