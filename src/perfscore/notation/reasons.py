"""
What a reason cell says: nothing, nothing but a filler, or a cause.
"""

from __future__ import annotations

import re

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from perfscore.lexicon import Lexicon
from perfscore.notation.number import fold, is_blank
from perfscore.notation.patterns import Pattern


__all__ = ["Reason", "read_reason"]

_PARTS: Final = Pattern(r"[,，。;；、!！?？\n]+|(?<=[^\d])\.|\.(?=[^\d]|$)|(?<![\d.])\d{1,2}[.)](?!\d)")
_NUMBERED: Final = Pattern(r"^(?:\(?\d{1,2}[).、]|[①-⑩])")
#: No words at all: digits, points taken off, one letter over and over.
_HOLLOW: Final = Pattern(r"[\d.%/\-+]+分?|(?:扣除|扣减|扣|减)\d+(?:\.\d+)?分?|([xX×*·.…_#~])\1*|[a-zA-Z]")


class Reason(StrEnum):
    """
    How much a reason cell says.
    """

    NONE = "none"
    HOLLOW = "hollow"
    GIVEN = "given"


def read_reason(text: str | None, fillers: frozenset[str], lexicon: Lexicon) -> Reason:
    """
    Whether a reason cell is empty or says that there is no reason (无偏差), holds a filler (略, 扣1分), or gives a cause.

    *fillers* are words that a rulebook takes for none besides those of the lexicon.
    """
    return Reason.NONE if text is None or is_blank(text) else _read(text, fillers, lexicon)


@lru_cache(maxsize=2048)
def _read(text: str, fillers: frozenset[str], lexicon: Lexicon) -> Reason:
    none = {*lexicon.words("reasons", "none", "words"), *fillers}
    hollow = lexicon.words("reasons", "hollow", "words")
    said = [part for part in _said(fold(text), lexicon.words("reasons", "labels", "words")) if part not in none]
    if not said:
        return Reason.NONE if any(character.isalnum() for character in text) else Reason.HOLLOW
    return Reason.HOLLOW if all(part in hollow or _HOLLOW.fullmatch(part) for part in said) else Reason.GIVEN


def _said(text: str, labels: Iterable[str]) -> list[str]:
    """
    The parts of a folded reason, without labels (改进措施:) and numbers.
    """
    label = Pattern(rf"^(?:{'|'.join(sorted(labels, key=len, reverse=True))})(?::|：|为|是|$)")
    parts = (_NUMBERED.sub("", part) for part in _PARTS.split(text))
    found: list[str] = []
    for part in parts:
        pieces = re.split(r"[:：]", part)
        bare = label.sub("", part) if len(pieces) == 1 else "".join(p for p in pieces if not label.match(p))
        bare = bare.strip("()（）[]【】 -—/\\\"'“”")
        if bare:
            found.append(bare)
    return found
