"""
Figures that are changes: 较上年增长5%, 下降2个百分点.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from perfscore.lexicon import Lexicon


__all__ = ["Move", "move", "move_named"]

#: Up, down, or no change that is known.
Move = Literal[">", "<", ""]

_WAYS: Final[tuple[Literal[">", "<"], ...]] = (">", "<")
#: Words of one character (高, 少) are parts of too many names.
_SHORTEST: Final = 2


def move(before: str, lexicon: Lexicon) -> Move:
    """
    Which way a figure moves, by the word just *before* it.
    """
    return _move(before, lexicon) if before else ""


@lru_cache(maxsize=4096)
def _move(before: str, lexicon: Lexicon) -> Move:
    bare = before.rstrip("了约幅度率达为到")
    return next((way for way in _WAYS if bare.endswith(_words(way, lexicon))), "")


@lru_cache(maxsize=2048)
def move_named(name: str, lexicon: Lexicon) -> Move:
    """
    Which way the name of a row says that its figure moves: 下降率, 收入增长; empty where it says both or neither.
    """
    found = [way for way in _WAYS if any(word in name for word in _words(way, lexicon))]
    return found[0] if len(found) == 1 else ""


def _words(way: Literal[">", "<"], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(word for word in lexicon.words("baselines", "moves", way) if len(word) >= _SHORTEST)
