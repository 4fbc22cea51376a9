"""
Which row of one form is which row of another.

Rows of the same name and head belong together at once. The rest are assigned by the likeness of name, target, unit and
head, over the whole table and with a threshold: what is not alike enough is listed, not guessed.
One row may have become several whose figures add up to its own, or several rows one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from attrs import frozen

from perfscore.comparing.assignment import assign
from perfscore.comparing.entry import Entry
from perfscore.comparing.likeness import Grams, grams, likeness, name_key
from perfscore.comparing.meaning import SHARE, Bound, Promise, promise
from perfscore.form import Indicator
from perfscore.notation.number import exact_sum


__all__ = ["Pair", "match_rows"]

#: Per cent. A name below the first is another name, whatever else agrees; a row below the second is another row.
_LEAST_NAME: Final = 30
_LEAST_ROW: Final = 55
#: A pair that another one comes this close to is uncertain.
_MARGIN: Final = 10
#: What name, target, unit and head count for, together 100.
_NAME, _TARGET, _UNIT, _HEAD = 60, 20, 10, 10
_CERTAIN: Final = 100
_OTHER_HEAD: Final = 95
#: The parts of a row that was split hold its name, or share this much of it.
_LEAST_PART: Final = 40
_MOST_PARTS: Final = 6


@frozen
class Pair:
    """
    Rows that are one and the same: the indices before and after, one each but for a row that was split or merged.

    *certainty* is in per cent.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    certainty: int = _CERTAIN


@frozen(eq=False)
class _Row:
    """
    An indicator as it is matched; *bound* is that of its only figure.
    """

    index: int
    key: str
    grams: Grams
    head: str
    promise: Promise | None
    bound: Bound | None
    unit: str


def match_rows(before: Entry, after: Entry) -> tuple[Pair, ...]:
    """
    The indicators of both forms that belong together, in the order of *before*.
    """
    lefts, rights = _rows(before), _rows(after)
    pairs = list(_by_name(lefts, rights))
    left, right = _left_over(lefts, rights, pairs)
    # before likeness, which would take one of the parts for the whole row
    pairs += [Pair((whole,), parts, certainty) for whole, parts, certainty in _split(left, right)]
    left, right = _left_over(lefts, rights, pairs)
    pairs += [Pair(parts, (whole,), certainty) for whole, parts, certainty in _split(right, left)]
    left, right = _left_over(lefts, rights, pairs)
    pairs += _by_likeness(left, right)
    return tuple(sorted(pairs, key=lambda pair: pair.before))


def _rows(entry: Entry) -> list[_Row]:
    return [_row(index, indicator, entry) for index, indicator in enumerate(entry.form.indicators)]


def _row(index: int, indicator: Indicator, entry: Entry) -> _Row:
    key = name_key(indicator.name or indicator.level2 or indicator.level1)
    head = name_key(indicator.level2 or indicator.level1)
    said = promise(indicator, entry)
    bounds = said.bounds
    unit = bounds[0].unit if bounds else ""
    return _Row(
        index,
        key,
        grams(key),
        head,
        None if said.is_blank else said,
        bounds[0] if len(bounds) == 1 else None,
        unit,
    )


def _left_over(lefts: Sequence[_Row], rights: Sequence[_Row], pairs: Iterable[Pair]) -> tuple[list[_Row], list[_Row]]:
    used_left = {index for pair in pairs for index in pair.before}
    used_right = {index for pair in pairs for index in pair.after}
    return [r for r in lefts if r.index not in used_left], [r for r in rights if r.index not in used_right]


def _by_name(lefts: Sequence[_Row], rights: Sequence[_Row]) -> Iterator[Pair]:
    """
    Rows of one name: under the same head first, then under any; several of one name and head by what they promise.
    """
    for certainty, by_head in ((_CERTAIN, True), (_OTHER_HEAD, False)):
        groups: defaultdict[tuple[str, str], tuple[list[_Row], list[_Row]]] = defaultdict(lambda: ([], []))
        for side, rows in enumerate((lefts, rights)):
            for row in rows:
                groups[row.key, row.head if by_head else ""][side].append(row)
        paired: list[Pair] = []
        for (key, _), (ones, others) in groups.items():
            if key and ones and others:
                paired += _alike(ones, others, certainty)
        yield from paired
        lefts, rights = _left_over(lefts, rights, paired)


def _alike(ones: Sequence[_Row], others: Sequence[_Row], certainty: int) -> list[Pair]:
    if len(ones) == len(others) == 1:
        return [Pair((ones[0].index,), (others[0].index,), certainty)]
    # the same name twice: the same promise decides, then the order of the rows
    values = {
        (i, j): 2 * _CERTAIN * (1 + (one.promise == other.promise)) - abs(i - j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
    }
    return [Pair((ones[i].index,), (others[j].index,), certainty) for i, j in assign(values).items()]


def _by_likeness(lefts: Sequence[_Row], rights: Sequence[_Row]) -> list[Pair]:
    values = {
        (i, j): value
        for i, left in enumerate(lefts)
        for j, right in enumerate(rights)
        if (value := _value(left, right)) >= _LEAST_ROW
    }
    best: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (i, j), value in values.items():
        best[0, i].append(value)
        best[1, j].append(value)
    return [
        Pair((lefts[i].index,), (rights[j].index,), _certainty(values[i, j], best[0, i], best[1, j]))
        for i, j in assign(values).items()
    ]


def _certainty(value: int, *rivals: Sequence[int]) -> int:
    """
    The value of a pair, less where another row would have done nearly as well.
    """
    lead = min(_lead(value, values) for values in rivals)
    return max(value - max(_MARGIN - lead, 0) * 2, 1)


def _lead(value: int, values: Sequence[int]) -> int:
    others = sorted(values, reverse=True)
    others.remove(value)
    return value - others[0] if others else _MARGIN


def _value(one: _Row, other: _Row) -> int:
    name = likeness(one.grams, other.grams)
    if name < _LEAST_NAME:
        return 0
    whole = _NAME * name + 100 * (_UNIT * (one.unit == other.unit) + _HEAD * (one.head == other.head))
    if whole < 100 * (_LEAST_ROW - _TARGET):
        return 0
    return (whole + 100 * _TARGET * (one.promise is not None and one.promise == other.promise)) // 100


def _split(wholes: Sequence[_Row], parts: Sequence[_Row]) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """
    Rows that stand on the other side as several, whose figures add up to theirs.
    """
    free = list(parts)
    for whole in wholes:
        alike = [part for part in free if _may_be_part(whole, part)]
        if not 2 <= len(alike) <= _MOST_PARTS:
            continue
        sets = [chosen for count in range(2, len(alike) + 1) for chosen in combinations(alike, count)]
        sums = [chosen for chosen in sets if _adds_up(whole, chosen)]
        if len(sums) != 1:
            continue
        (chosen,) = sums
        free = [part for part in free if part not in chosen]
        certainty = sum(likeness(whole.grams, part.grams) for part in chosen) // len(chosen)
        yield whole.index, tuple(part.index for part in chosen), max(certainty, _LEAST_ROW)


def _may_be_part(whole: _Row, part: _Row) -> bool:
    if whole.bound is None or part.bound is None or whole.unit != part.unit or not _is_less(part.bound, whole.bound):
        return False
    return whole.key in part.key or likeness(whole.grams, part.grams) >= _LEAST_PART


def _is_less(part: Bound, whole: Bound) -> bool:
    """
    Whether the one may be a part of the other; shares do not add up, each part repeats the share.
    """
    if whole.unit == SHARE:
        return part == whole
    return all(
        (one is None) == (other is None) and (one is None or other is None or 0 <= one < other)
        for one, other in ((part.low, whole.low), (part.high, whole.high))
    )


def _adds_up(whole: _Row, parts: Sequence[_Row]) -> bool:
    """
    Whether the bounds of *parts* add up to that of *whole*.
    """
    target, found = whole.bound, [part.bound for part in parts if part.bound is not None]
    if target is None or target.unit == SHARE:
        return target is not None
    return _sums_to(target.low, [bound.low for bound in found]) and _sums_to(
        target.high, [bound.high for bound in found]
    )


def _sums_to(wanted: Decimal | None, values: Sequence[Decimal | None]) -> bool:
    printed = [value for value in values if value is not None]
    if wanted is None:
        return not printed
    return len(printed) == len(values) and exact_sum(printed) == wanted
