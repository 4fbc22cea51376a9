"""
The arithmetic of forms once more, in fractions and without a line of the library: the oracle of the tests.

A cell that holds a number is given by its text; `number` takes it apart with a pattern of its own.
"""

from __future__ import annotations

import math
import re

from fractions import Fraction


HALF = Fraction(1, 2)


def number(text):
    """
    Value and decimals of ``2,926.000000``, ``53.56%`` or ``10``; ``None`` for a blank or a dash.
    """
    match = re.fullmatch(r"(-?[\d,]+)(?:\.(\d+))?[%分]?", (text or "").strip())
    if match is None:
        return None
    whole, fraction = match[1].replace(",", ""), match[2] or ""
    return Fraction(f"{whole}.{fraction or 0}"), len(fraction)


def _on_magnitude(units):
    """
    A recipe from what it does with a magnitude counted in units of the last place.
    """

    def rounded(value, places):
        step = Fraction(1, 10**places)
        magnitude = units(abs(value) / step) * step
        return magnitude if value >= 0 else -magnitude

    return rounded


def _even(units):
    down = math.floor(units)
    rest = units - down
    return down + (rest > HALF or (rest == HALF and down % 2 == 1))


half_up = _on_magnitude(lambda units: math.floor(units + HALF))
half_even = _on_magnitude(_even)
truncated = _on_magnitude(math.floor)


def rounded_twice(value, places):
    """
    First to one decimal more, then to those wanted.
    """
    return half_up(half_up(value, places + 1), places)


def binary_half(value, places):
    """
    Half up, but a tie goes the way of the double next to it.
    """
    units = abs(value) * 10**places
    tie = units - math.floor(units) == HALF
    if tie and Fraction(float(abs(value))) < abs(value):
        return truncated(value, places)
    return half_up(value, places)


RECIPES = {
    "half-up": half_up,
    "half-even": half_even,
    "binary-half": binary_half,
    "rounded-twice": rounded_twice,
    "truncated": truncated,
}


def may_be_printed(value, printed, places):
    """
    Whether any recipe prints *value* as *printed*, with at least the usual two decimals.
    """
    return any(rounded(value, max(places, 2)) == printed for rounded in RECIPES.values())
