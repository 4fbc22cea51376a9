"""
The words that are no cell of a row: level heads, side heads, and what ends a table.
"""

from __future__ import annotations

import re

from itertools import permutations
from typing import Final

from perfscore.lexicon import alternatives, load_lexicon
from perfscore.read import vocabulary
from perfscore.read.vocabulary import LEVELS1, LEVELS2, TOTALS, fold, in_text


__all__ = [
    "BEFORE_NUMBERS",
    "COMPARED_WORDS",
    "ENDS",
    "LEVEL1",
    "LEVEL1_LIKE",
    "LEVEL2",
    "LEVEL2_LIKE",
    "LEVEL_WORD",
    "REASON",
    "SIDE",
    "TOTAL",
    "UNITS",
    "is_label",
    "is_placeholder",
    "points",
]

#: A head may print its points, 产出指标(50分), and a number, 一、产出指标.
_POINTS: Final = r"(?:\(?(?P<points>\d{1,3}(?:\.\d{1,4})?)分\)?|\((?P<bare>\d{1,3}(?:\.\d{1,4})?)\))?"
_NUMBERED: Final = r"(?:[一二三四五六七八九十]、|\d[.、])?"


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    # older forms say 目标 where others say 指标
    both = {word for known in words for word in (known, known.removesuffix("指标") + "目标")}
    either = (word for word in both if word in words or word.removesuffix("目标") + "指标" in words)
    ordered = sorted(either, key=lambda word: (-len(word), word))
    return re.compile(rf"{_NUMBERED}(?P<name>(?:{'|'.join(map(re.escape, ordered))})等?){_POINTS}")


#: Some forms lose the head and keep its points: ``(50分)``.
LEVEL1: Final = re.compile(rf"{_label(LEVELS1).pattern}|\((?P<lost>\d{{1,3}}(?:\.\d{{1,4}})?)分\)")
LEVEL2: Final = _label(LEVELS2)


def _like(level: str) -> re.Pattern[str]:
    return re.compile(f"{_NUMBERED}(?P<name>{in_text('levels', level)}){_POINTS}")


#: What is a level head where a level head may stand; by themselves these words may name an indicator.
LEVEL1_LIKE: Final = _like("first")
LEVEL2_LIKE: Final = _like("second")
#: Any other short word may be one, too.
LEVEL_WORD: Final = re.compile(r"[一-鿿][一-鿿、()]{1,13}")

#: The merged cell at the left of the whole table.
SIDE: Final = _like("side")

_SHORT: Final = 3
_REACHED: Final = ("lines", "cells", "reached-words")
#: A short word is known even where its signs stand in another order: 分总.
_SCRAMBLED: Final = sorted(
    {"".join(signs) for word in TOTALS if len(word) <= _SHORT and word != "合计" for signs in permutations(word)}
)
TOTAL: Final = re.compile(rf"(?:{vocabulary.TOTAL.pattern}|{'|'.join(_SCRAMBLED)})(?:\(分\))?:?")

#: What is printed below the indicator rows, beside the total.
ENDS: Final = re.compile(in_text("ends", "table"))

#: The label of the reason of the whole form.
REASON: Final = re.compile(in_text("ends", "reason"))

_SHIPPED: Final = load_lexicon()
_COMPARATORS: Final = [word for words in _SHIPPED.lists("comparators", "before").values() for word in words]
#: Words of comparison that are no part of other words, 不少于; and all that lead up to a number.
COMPARED_WORDS: Final = (
    f"(?:{alternatives(word for word in _COMPARATORS if len(word) > _SHORT - 1 and word.isalpha())})"
)
BEFORE_NUMBERS: Final = f"(?:{alternatives((*filter(str.isalpha, _COMPARATORS), *_SHIPPED.words(*_REACHED)))})"

#: The signs that a number in running text is followed by, those of units among them.
_UNITS: Final = (words for table in _SHIPPED.tables("units") for words in _SHIPPED.lists("units", table).values())
UNITS: Final = (
    "".join(sorted({sign for words in _UNITS for word in words for sign in word if not sign.isascii()})) + "%.,号余多"
)

_PLACEHOLDER: Final = re.compile(r"(?:指标\d{1,2}:?|[.…·]{2,}|…+)+")


def is_label(text: str) -> bool:
    """
    Whether *text* is a level head.
    """
    return LEVEL1.fullmatch(text) is not None or LEVEL2.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """
    Whether *text* is what an unused row of a template still shows: ``指标2:``, ``……``.
    """
    return _PLACEHOLDER.fullmatch(fold(text)) is not None


def points(match: re.Match[str]) -> str | None:
    """
    The points a label prints, ``50分`` of ``产出指标(50分)``.
    """
    groups = match.groupdict()
    number = groups["points"] or groups.get("lost")
    return f"{number}分" if number else groups["bare"]
