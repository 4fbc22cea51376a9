"""
Comparisons with something that is named and not printed: 不低于上年, 较上年有所下降, 未超预算.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon, alternatives
from perfscore.notation.clauses import Comparator, comparator_of
from perfscore.notation.patterns import Pattern


__all__ = ["Baseline", "read_baseline"]

#: No comparison with a baseline is longer.
_LONGEST: Final = 30


@frozen
class Baseline:
    """
    The name of what a cell is compared with (``last-year``, ``budget``), and the comparator.
    """

    name: str
    comparator: Comparator


def read_baseline(text: str, lexicon: Lexicon) -> Baseline | None:
    """
    What a folded *text* that holds nothing but a comparison with a baseline says; ``None`` for any other text.
    """
    if len(text) > _LONGEST or not any(word in text for word in _names(lexicon)):
        return None
    match = _pattern(lexicon).fullmatch(text.strip("。.;；,，"))
    if match is None:
        return None
    keys = (
        lexicon.meanings("comparators", "before").get(match["before"] or ""),
        lexicon.meanings("baselines", "behind").get(match["behind"] or ""),
        _moves(lexicon).get(match["move"] or ""),
    )
    said = [key for key in keys if key is not None]
    if len(said) > 1 or (not said and match["within"]):
        return None
    return Baseline(_names(lexicon)[match["name"]], comparator_of(said[0] if said else "="))


@lru_cache(maxsize=16)
def _names(lexicon: Lexicon) -> dict[str, str]:
    return dict(lexicon.meanings("baselines", "names"))


@lru_cache(maxsize=16)
def _moves(lexicon: Lexicon) -> dict[str, str]:
    return {word: key for key in "><" for word in lexicon.words("baselines", "moves", key)}


@lru_cache(maxsize=16)
def _pattern(lexicon: Lexicon) -> Pattern:
    before = alternatives(word for word, key in lexicon.meanings("comparators", "before").items() if "~" not in key)
    within, leading = (alternatives(lexicon.words("baselines", "before", key)) for key in ("within", "leading"))
    following = alternatives(lexicon.words("baselines", "following", "words"))
    behind = alternatives(lexicon.meanings("baselines", "behind"))
    against, degree = (alternatives(lexicon.words("baselines", "moves", key)) for key in ("against", "degree"))
    return Pattern(
        rf"[^\d,，。;；]{{0,10}}?(?:(?P<before>{before})|(?P<within>{within})|{leading})?"
        rf"(?P<name>{alternatives(_names(lexicon))})(?:{following})?"
        rf"(?:{against})?(?:(?P<behind>{behind})|(?:{degree})?(?P<move>{alternatives(_moves(lexicon))})(?:了?约?\d[\d.]*[^\d,，。;；]{{0,5}})?)?"
    )
