"""
Exact shares of an amount, and how numbers are written in a derivation.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import frozen

from perfscore.notation.number import EXACT, Figure, Number


__all__ = ["ALL", "NOTHING", "Share", "share_of", "write_figure"]

_HUNDRED: Final = Decimal(100)


@frozen(eq=False, repr=False)
class Share:
    """
    A share of something, *part* of *whole*.

    It is multiplied before it is divided: 0.7 × 3 / 28 is exactly 0.075, while 0.7 × 0.10714… only comes near it.
    """

    part: Decimal
    whole: Decimal

    def of(self, amount: Decimal) -> Decimal:
        return EXACT.divide(EXACT.multiply(amount, self.part), self.whole)


NOTHING: Final = Share(Decimal(0), Decimal(1))
ALL: Final = Share(Decimal(1), Decimal(1))


def share_of(weight: Number, percent: Decimal) -> Decimal:
    """
    So many per cent of a weight.
    """
    return weight.value if percent == _HUNDRED else Share(percent, _HUNDRED).of(weight.value)


def write_figure(figure: Figure) -> str:
    """
    A cell as it stands in the arithmetic: ``53.56%``.
    """
    return figure.text.strip() if isinstance(figure, Number) else figure.value
