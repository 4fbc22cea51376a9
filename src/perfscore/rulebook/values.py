"""
The values of rulebooks that are more than a number, a word or a list: bands.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import field, frozen


__all__ = ["Band", "Grade", "falling"]


@frozen
class Band:
    """
    What an execution rate from *limit* upwards *earns*, both in per cent: ``{ from = "80", earns = "70" }``.
    """

    limit: Decimal = field(metadata={"key": "from"})
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
