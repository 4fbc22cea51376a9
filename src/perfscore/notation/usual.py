"""
Figures of the usual shape, ``≥20条``, ``不少于20条``, ``20条以上``, which need no grammar.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import PERCENT_WORDS, Clause, Comparator, comparator_of
from perfscore.notation.number import Number
from perfscore.notation.patterns import Pattern


__all__ = ["usual_figure"]

_USUAL: Final = Pattern(r"([^0-9]{0,6})((?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(\.[0-9]{1,8})?)([^0-9]{0,9})")
#: 20221231 and 2022.12.
_DATE_LIKE: Final = Pattern(r"(?:19|20)\d{2}(?:[01]\d[0-3]\d|\.[01]\d)")


def usual_figure(text: str, lexicon: Lexicon) -> Clause | None:
    """
    The clause that fills a cell of the usual shape, as most are: ``≥20条``, ``不少于20条``, ``20条以上``; ``None`` for any
    other, which the grammar reads.
    """
    match = _USUAL.fullmatch(text)
    if match is None:
        return None
    before, digits, fraction, behind = match.groups("")
    comparator, unit = _usual(lexicon).comparators.get(before), _unit_behind(behind, lexicon)
    if comparator is None or unit is None or not (before or behind or not _DATE_LIKE.fullmatch(digits)):
        return None
    suffix, name = unit
    number = Number(digits + behind, Decimal(digits.replace(",", "")), max(len(fraction) - 1, 0), name)
    return Clause(comparator or suffix, number, span=(0, len(text)))


@frozen
class _Usual:
    comparators: Mapping[str, Comparator]
    units: frozenset[str]
    #: The comparators behind a number, the longest words first.
    suffixes: Mapping[str, Comparator]


@lru_cache(maxsize=1024)
def _unit_behind(text: str, lexicon: Lexicon) -> tuple[Comparator, str] | None:
    """
    The comparator that the text behind a number ends in, and the unit before it; ``None`` where it is anything else.
    """
    usual = _usual(lexicon)
    # 3起 counts cases; it does not start at three.
    if text in usual.units:
        return "", text
    words = (word for word in usual.suffixes if text.endswith(word) and text.removesuffix(word) in usual.units)
    return next(((usual.suffixes[word], text.removesuffix(word)) for word in words), None)


@lru_cache(maxsize=16)
def _usual(lexicon: Lexicon) -> _Usual:
    before = {
        word: comparator_of(key) for word, key in lexicon.meanings("comparators", "before").items() if "~" not in key
    }
    units = {
        scale + unit
        for dimension in lexicon.tables("units")
        for unit in lexicon.meanings("units", dimension)
        # 12月 may be a date, and ℃ is two characters once it is folded.
        if dimension not in ("months", "times", "temperature")
        and unit not in ("日", *PERCENT_WORDS)
        and not set(unit) & set("/()·")
        for scale in ("", "万", "亿")
    }
    suffixes = {
        word: comparator_of(key)
        for word, key in lexicon.meanings("comparators", "behind").items()
        if key != "~" and word != "+"
    }
    longest_first = sorted(suffixes, key=len, reverse=True)
    return _Usual({"": "", **before}, frozenset(units | {""}), {word: suffixes[word] for word in longest_first})
