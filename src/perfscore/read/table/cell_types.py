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

_MARK: Final = re.compile(r"[-—–/\\一]+|无")
_POINTS: Final = re.compile(r"(?:100|\d{1,2})(?:\.\d{1,4})?分?")
_NUMBER: Final = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_PERCENT: Final = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[%‰]")
_SIGN: Final = re.compile(
    "[≥≤=<>≧≦═＝≈±~]{1,2}|定[性量](指标)?|[正反逆]向(指标)?|大于(等于)?|小于(等于)?|等于|不[少低高大小]于|不超过"
)
_COMPARED: Final = re.compile(
    r"(?:[≥≤=<>≧≦═≈]|不[少低高大小]于|不超过|大于|小于|至少)\D{0,4}\d.*|.*\d\D{0,8}以[上下内]"
)
_MEASURE: Final = re.compile(
    r"(?:约|近|达到?|完成)?[-+]?\d[\d,]*(?:\.\d+)?余?[^\d\s,。;:]{1,8}|.*\d年.{0,8}|\d{1,2}月.{0,8}"
)
_WEIGHTED: Final = re.compile(r"[^\d(]{2,16}\(\d{1,3}(?:\.\d+)?分\)")
_LEVEL: Final = re.compile(r".{2,10}(?:指标|目标)")
_SENTENCE: Final = re.compile("[。;,!?]")
_LONGEST_WORD: Final = 4
_LONGEST_PHRASE: Final = 24

#: A cell that cannot be one of the column.
UNSUITABLE: Final = 9


def _costs(*path: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(cost) for word, cost in load_lexicon().meanings("models", *path).items()})


#: What a blank cell counts, and how badly a cell of each type suits each column.
BLANK: Final = _costs("blanks")
_MISFITS: Final = MappingProxyType(
    {column: _costs("misfits", column) for column in load_lexicon().tables("models", "misfits")}
)


@lru_cache(maxsize=8192)
def cell_type(text: str) -> str:
    """
    The type of a text that is not blank: ``points``, ``percent``, ``measure``, ``level1``, ``phrase`` and the like.
    """
    folded = fold(text)
    for pattern, name in _BY_PATTERN:
        if pattern.fullmatch(folded):
            return name
    words = bare(text)
    level1, level2 = words in LEVELS1, words in LEVELS2
    if level1 or level2:
        return "level" if level1 and level2 else "level1" if level1 else "level2"
    if _WEIGHTED.fullmatch(folded):
        return "weighted"
    if folded in _units():
        return "unit"
    if _COMPARED.fullmatch(folded):
        return "compared"
    if _MEASURE.fullmatch(folded):
        return "measure"
    if _LEVEL.fullmatch(words):
        return "level"
    if len(folded) > _LONGEST_PHRASE or _SENTENCE.search(folded):
        return "sentence"
    return "word" if len(folded) <= _LONGEST_WORD else "phrase"


_BY_PATTERN: Final = (
    (_MARK, "mark"),
    (_POINTS, "points"),
    (_NUMBER, "number"),
    (_PERCENT, "percent"),
    (_SIGN, "sign"),
)


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
