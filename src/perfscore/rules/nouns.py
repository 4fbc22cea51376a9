"""
What the names of indicators say about what is counted.
"""

from __future__ import annotations

import re

from functools import lru_cache
from typing import Final

from perfscore.lexicon import Lexicon
from perfscore.notation.number import fold


__all__ = ["core", "is_share_of_whole", "unnumbered"]

_MARKS: Final = r"^(?:(?:指标|目标)?\d+[::、.]|[★☆*\d、.]+|\[\d+\]|\(\d+\)|[①-⑳])+"
_BRACKETED: Final = r"\([^()]*\)"


@lru_cache(maxsize=2048)
def unnumbered(name: str) -> str:
    """
    An indicator's name, folded, without the number before it: ``指标3：``, ``（2）``.
    """
    folded = fold(name)
    return re.sub(_MARKS, "", folded) or folded


@lru_cache(maxsize=2048)
def core(name: str, lexicon: Lexicon) -> str:
    """
    The noun of an indicator's name, without its number, its verb and what is counted of it:
    ``指标3:完成农村危旧房屋改造数量`` is ``农村危旧房屋改造``.
    """
    verbs, measures = ("|".join(lexicon.words("nouns", "around", name)) for name in ("verbs", "measures"))
    bare = re.sub(_BRACKETED, "", unnumbered(name))
    return re.sub(rf"(?:的)?(?:总)?(?:{measures})$", "", re.sub(rf"^(?:{verbs})+", "", bare))


@lru_cache(maxsize=2048)
def is_share_of_whole(name: str, lexicon: Lexicon) -> bool:
    """
    Whether the row is a share of a whole, which cannot exceed it.
    """
    whole, growing = (lexicon.words("nouns", "shares", key) for key in ("whole", "growing"))
    return any(word in name for word in whole) and not any(word in name for word in growing)
