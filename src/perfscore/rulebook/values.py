"""
The values of rulebooks that are more than a number, a word or a list: bands, steps, words.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import field, frozen


__all__ = ["Band", "Grade", "Step", "Word", "falling"]


@frozen
class Band:
    """
    What a rate from *limit* upwards *earns*, both in per cent: ``{ from = "80", earns = "70" }``.
    """

    limit: Decimal = field(metadata={"key": "from"})
    earns: Decimal


@frozen
class Step:
    """
    For every *percent* of the target that was missed, *points* per cent of the weight are taken off; a step that was only
    begun counts in full where *begun* is set: ``{ percent = "1", points = "2", begun = true }``.
    """

    percent: Decimal
    points: Decimal
    begun: bool = False


@frozen
class Word:
    """
    What a qualitative result in one *word* earns, in per cent of the weight: ``{ word = "良", earns = "80" }``.
    """

    word: str
    earns: Decimal


@frozen
class Grade:
    """
    What a total from *limit* upwards is called: ``{ from = "90", grade = "优" }``.
    """

    limit: Decimal = field(metadata={"key": "from"})
    grade: str


def falling(bands: Sequence[Band | Grade]) -> bool:
    """
    Whether the bands fall and the last one starts at 0, so that every value stands in one of them; there may be none.
    """
    limits = [band.limit for band in bands]
    return not limits or (sorted(set(limits), reverse=True) == limits and limits[-1] == 0)
