"""
The recipes by which a computed value may have become the printed one.

A tolerance would make a checker blind: a difference of 0.01 is an error in one form and honest rounding in another.
So a printed value is compared with what each recipe would print, and the recipe that fits is named.

Recipes work on the magnitude and keep the sign, as systems that round "half up" do (half away from zero).
Un-rounding is the inverse as a set: the values that a recipe would print as the given number form an interval.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final

from attrs import frozen

from perfscore.notation.number import EXACT, MOST_DIGITS, STEPS


__all__ = ["FEWER_DECIMALS", "HALF_UP", "HIDDEN_DIGITS", "RECIPES", "Interval", "Recipe", "matching", "point"]

#: Printed with fewer decimals than is usual: 86 % for 86.20 %.
FEWER_DECIMALS: Final = "fewer-decimals"
#: The parts of a sum each hide up to half a unit that the sum still knows.
HIDDEN_DIGITS: Final = "hidden-digits"

_HALF: Final = Decimal("0.5")


@frozen
class Interval:
    """
    The numbers between *low* and *high*, each bound in or out.
    """

    low: Decimal
    high: Decimal
    low_in: bool = True
    high_in: bool = True

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (self.low_in and value == self.low)
        below = value < self.high or (self.high_in and value == self.high)
        return above and below

    def meets(self, other: Interval) -> bool:
        """
        Whether the two have a number in common.
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and low in self and low in other)

    def within(self, other: Interval) -> bool:
        """
        Whether every number of this interval is one of *other*.
        """
        low = self.low > other.low or (self.low == other.low and (other.low_in or not self.low_in))
        high = self.high < other.high or (self.high == other.high and (other.high_in or not self.high_in))
        return low and high

    def mirrored(self) -> Interval:
        """
        The interval of the negated numbers.
        """
        return Interval(-self.high, -self.low, self.high_in, self.low_in)


def point(value: Decimal) -> Interval:
    """
    The interval that holds *value* alone.
    """
    return Interval(value, value)


@frozen(eq=False, repr=False)
class Recipe:
    """
    A way of rounding: *rounded* gives what it prints, *unrounded* the values it would print so.
    """

    name: str
    #: (value, decimals) → the printed value
    rounded: Callable[[Decimal, int], Decimal]
    #: (magnitude in units of the last place) → the interval of magnitudes in the same units
    _magnitudes: Callable[[Decimal, Decimal], Interval]

    def unrounded(self, printed: Decimal, places: int) -> Interval:
        """
        Every value that this recipe prints as *printed* with *places* decimals.
        """
        magnitudes = self._magnitudes(abs(printed), STEPS[places])
        if printed == 0:
            return Interval(-magnitudes.high, magnitudes.high, magnitudes.high_in, magnitudes.high_in)
        return magnitudes if printed > 0 else magnitudes.mirrored()


def _quantizer(mode: str) -> Callable[[Decimal, int], Decimal]:
    def rounded(value: Decimal, places: int) -> Decimal:
        return value.quantize(STEPS[places], mode, EXACT)

    return rounded


def _around(below: str, above: str, *, low_in: bool, high_in: bool) -> Callable[[Decimal, Decimal], Interval]:
    lower, upper = Decimal(below), Decimal(above)

    def magnitudes(printed: Decimal, step: Decimal) -> Interval:
        low = EXACT.subtract(printed, EXACT.multiply(lower, step))
        return Interval(low, EXACT.add(printed, EXACT.multiply(upper, step)), low_in, high_in)

    return magnitudes


def _half_even_magnitudes(printed: Decimal, step: Decimal) -> Interval:
    even = EXACT.remainder(EXACT.divide(printed, step), Decimal(2)) == 0
    return _around("0.5", "0.5", low_in=even, high_in=even)(printed, step)


def _rounded_twice(value: Decimal, places: int) -> Decimal:
    first = value.quantize(STEPS[min(places + 1, MOST_DIGITS)], ROUND_HALF_UP, EXACT)
    return first.quantize(STEPS[places], ROUND_HALF_UP, EXACT)


def _binary_below(tie: Decimal) -> bool:
    """
    Whether the binary double next to a positive *tie* lies below it, as 2.675 becomes 2.67499999…
    """
    numerator, denominator = tie.as_integer_ratio()
    shift = 53 - (numerator.bit_length() - denominator.bit_length())
    scaled, unit = (numerator << shift, denominator) if shift >= 0 else (numerator, denominator << -shift)
    if scaled >= unit << 53:
        unit <<= 1
    mantissa, rest = divmod(scaled, unit)
    # Half to even among doubles: up when past the middle, or on it with an odd mantissa.
    up = 2 * rest > unit or (2 * rest == unit and mantissa % 2 == 1)
    return rest != 0 and not up


def _is_tie(value: Decimal, places: int) -> bool:
    down = value.quantize(STEPS[places], ROUND_DOWN, EXACT)
    return abs(EXACT.subtract(value, down)) == EXACT.multiply(STEPS[places], _HALF)


def _binary_half(value: Decimal, places: int) -> Decimal:
    below = _is_tie(value, places) and _binary_below(abs(value))
    return value.quantize(STEPS[places], ROUND_HALF_DOWN if below else ROUND_HALF_UP, EXACT)


def _binary_half_magnitudes(printed: Decimal, step: Decimal) -> Interval:
    half = EXACT.multiply(step, _HALF)
    low, high = EXACT.subtract(printed, half), EXACT.add(printed, half)
    return Interval(low, high, low <= 0 or not _binary_below(low), _binary_below(high))


HALF_UP: Final = Recipe("half-up", _quantizer(ROUND_HALF_UP), _around("0.5", "0.5", low_in=True, high_in=False))

#: In the order in which they are tried; the first that fits is named.
RECIPES: Final = (
    HALF_UP,
    Recipe("half-even", _quantizer(ROUND_HALF_EVEN), _half_even_magnitudes),
    Recipe("binary-half", _binary_half, _binary_half_magnitudes),
    Recipe("rounded-twice", _rounded_twice, _around("0.55", "0.45", low_in=True, high_in=False)),
    Recipe("truncated", _quantizer(ROUND_DOWN), _around("0", "1", low_in=True, high_in=False)),
)


def matching(value: Decimal, printed: Decimal, places: int, accepted: frozenset[str]) -> str | None:
    """
    The first accepted recipe that prints *value* as *printed* with *places* decimals; half up is always accepted.
    """
    if HALF_UP.rounded(value, places) == printed:
        return HALF_UP.name
    # No recipe moves a value by more than a unit in the last place.
    if abs(EXACT.subtract(value, printed)) > STEPS[places]:
        return None
    fitting = (r for r in RECIPES if r.name in accepted and r.rounded(value, places) == printed)
    return next((recipe.name for recipe in fitting), None)
