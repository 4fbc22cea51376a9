"""
How alike two short texts are, in per cent: shared characters and shared pairs of neighbouring characters.

Whole numbers throughout, so that a matching comes out the same on every machine.
"""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from perfscore.notation.number import fold


__all__ = ["Grams", "grams", "likeness", "name_key"]

#: The elements two texts are compared by: each character and pair with the count of its earlier occurrences.
Grams = frozenset[tuple[str, int]]

#: Marks that may stand or be missing without changing what is said.
_MARKS: Final = re.compile(r"[\s,，.。;；:：、'\"“”‘’()（）\[\]【】《》<>〈〉·\-—_/\\*]+")
#: Numbers that lists put in front of their items: 1. or (1) or 指标1：
_LEADING: Final = re.compile(r"(?:指标|目标|任务)?(?:\(?\d{1,2}[).、:]|[①-⑳]|\(?[一二三四五六七八九十]{1,2}[).、:])")
_WHOLE: Final = 100


@lru_cache(maxsize=8192)
def name_key(text: str | None) -> str:
    """
    *text* without its number in a list, widths, white space and marks: what two spellings of a name have in common.
    """
    folded = fold(text or "")
    bare = _LEADING.sub("", folded, count=1) if _LEADING.match(folded) else folded
    return _MARKS.sub("", bare).casefold() or _MARKS.sub("", folded).casefold()


@lru_cache(maxsize=8192)
def grams(key: str) -> Grams:
    """
    The characters and pairs of characters of *key*.
    """
    return frozenset((*_number_repeats(key), *_number_repeats(map("".join, pairwise(key)))))


def _number_repeats(parts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """
    Each part with how often it came before, so that a set of them counts.
    """
    seen: dict[str, int] = {}
    for part in parts:
        yield part, seen.get(part, 0)
        seen[part] = seen.get(part, 0) + 1


def likeness(one: Grams, other: Grams) -> int:
    """
    100 for the same elements, 0 for none in common (the coefficient of Dice).
    """
    whole = len(one) + len(other)
    return 2 * _WHOLE * len(one & other) // whole if whole else 0
