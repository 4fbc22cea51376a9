"""
Which form of one list belongs to which of another: the same project, unit and year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from perfscore.comparing.assignment import assign
from perfscore.comparing.entry import Entry
from perfscore.comparing.likeness import grams, likeness


__all__ = ["match_projects"]

#: Per cent: project names less alike than this are different projects.
_LEAST: Final = 80

_Key = Callable[[Entry], tuple[object, ...]]
#: What two forms have in common, the strictest first; units and years may be left out on one side.
_KEYS: Final[tuple[_Key, ...]] = (
    lambda entry: (entry.project_key, entry.unit_key, entry.year),
    lambda entry: (entry.project_key, entry.unit_key),
    lambda entry: (entry.project_key,),
)


def match_projects(before: Sequence[Entry], after: Sequence[Entry]) -> list[tuple[int, int]]:
    """
    The pairs of places in the two lists, in the order of *before*; a key that several forms share decides nothing.
    """
    pairs: dict[int, int] = {}
    lefts, rights = list(range(len(before))), list(range(len(after)))
    for key in _KEYS:
        pairs |= _by_key(before, after, lefts, rights, key)
        lefts = [i for i in lefts if i not in pairs]
        taken = set(pairs.values())
        rights = [j for j in rights if j not in taken]
    pairs |= _by_likeness(before, after, lefts, rights)
    return sorted(pairs.items())


def _by_key(
    before: Sequence[Entry], after: Sequence[Entry], lefts: Sequence[int], rights: Sequence[int], key: _Key
) -> dict[int, int]:
    groups: defaultdict[tuple[object, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in lefts:
        groups[key(before[i])][0].append(i)
    for j in rights:
        groups[key(after[j])][1].append(j)
    return {
        ones[0]: others[0]
        for name, (ones, others) in groups.items()
        if name[0] and len(ones) == len(others) == 1 and _may_be_one(before[ones[0]], after[others[0]])
    }


def _by_likeness(
    before: Sequence[Entry], after: Sequence[Entry], lefts: Sequence[int], rights: Sequence[int]
) -> dict[int, int]:
    left_grams = {i: grams(before[i].project_key) for i in lefts}
    right_grams = {j: grams(after[j].project_key) for j in rights}
    values = {
        (i, j): value
        for i in lefts
        for j in rights
        if (value := likeness(left_grams[i], right_grams[j])) >= _LEAST and _may_be_one(before[i], after[j])
    }
    return assign(values)


def _may_be_one(one: Entry, other: Entry) -> bool:
    """
    Whether the units are the same, or one of them is not printed.
    """
    return not one.unit_key or not other.unit_key or one.unit_key == other.unit_key
