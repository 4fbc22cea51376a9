"""
What a text looks like, and how well it suits a column of the table.
"""

from __future__ import annotations

import re

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from perfscore.lexicon import load_lexicon
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import LEVELS1, LEVELS2, fold


if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["BLANK", "UNSUITABLE", "cell_type", "misfit"]

#: A cell that cannot be one of the column.
UNSUITABLE: Final = 9


def _costs(*path: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(cost) for word, cost in load_lexicon().meanings("models", *path).items()})


#: What a blank cell counts, what cells of each type look like, and how badly a cell of each type suits each column.
BLANK: Final = _costs("blanks")
_PATTERNS: Final = MappingProxyType(
    {
        table: [
            (name, re.compile(pattern)) for name, (pattern,) in load_lexicon().lists("models", "types", table).items()
        ]
        for table in load_lexicon().tables("models", "types")
    }
)
_MISFITS: Final = MappingProxyType(
    {column: _costs("misfits", column) for column in load_lexicon().tables("models", "misfits")}
)


@lru_cache(maxsize=8192)
def cell_type(text: str) -> str:
    """
    The type of a text that is not blank: ``points``, ``percent``, ``measure``, ``level1``, ``phrase`` and the like.
    """
    folded, words = fold(text), bare(text)
    if found := _matching("figures", folded):
        return found
    level1, level2 = words in LEVELS1, words in LEVELS2
    if level1 or level2:
        return "level" if level1 and level2 else "level1" if level1 else "level2"
    return "unit" if folded in _units() else _matching("texts", folded)


def _matching(table: str, text: str) -> str:
    return next((name for name, pattern in _PATTERNS[table] if pattern.fullmatch(text)), "")


def misfit(column: str, text: str) -> int:
    """
    How badly a text suits a column, from 0 (typical) to `UNSUITABLE`.
    """
    return _MISFITS.get(column, {}).get(cell_type(text), UNSUITABLE)


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset(
        fold(word)
        for table in lexicon.tables("units")
        for words in lexicon.lists("units", table).values()
        for word in words
    )
