"""
The recipes against a second implementation in fractions, and un-rounding against rounding.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from hypothesis import example, given, settings
from hypothesis import strategies as st

import oracle

from perfscore.notation.number import STEPS
from perfscore.notation.rounding import HALF_UP, RECIPES, Interval, point
from strategies import PLACES, decimals, near_ties


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=400)
WHOLE, PART = st.integers(-1000, 999), st.integers(1, 10**6)
#: Less than any number of a form has digits for.
HAIR = Fraction(1, 10**30)


def test_every_recipe_has_an_oracle():
    """
    A recipe that is added to the library must be added to the oracle too.
    """
    assert {recipe.name for recipe in RECIPES} == set(oracle.RECIPES)


@SETTINGS
@given(near_ties())
def test_agrees_with_fractions(given_value):
    """
    A recipe prints what the same recipe in fractions prints, ties, zero and both signs included.
    """
    value, places = given_value

    for recipe in RECIPES:
        assert Fraction(recipe.rounded(value, places)) == oracle.RECIPES[recipe.name](Fraction(value), places)


@SETTINGS
@given(near_ties(), st.integers(-2, 2))
@example((Decimal(0), 2), 0)
@example((Decimal("0.005"), 2), 0)
@example((Decimal("-0.005"), 2), 0)
@example((Decimal("2.675"), 2), 0)
@example((Decimal("-2.675"), 2), -1)
@example((Decimal("0.0045"), 2), 0)
def test_unrounding_is_the_inverse_of_rounding(given_value, steps):
    """
    As sets: a value lies behind a printed number exactly when the recipe, in fractions, prints that number for it.
    """
    value, places = given_value
    near = HALF_UP.rounded(value, places) + steps * STEPS[places]

    for recipe in RECIPES:
        prints = oracle.RECIPES[recipe.name](Fraction(value), places) == near
        assert (value in recipe.unrounded(near, places)) == prints, recipe.name


@SETTINGS
@given(decimals(), PLACES)
def test_the_bounds_behind_a_printed_number(value, places):
    """
    At either bound, and a hair to either side of it, for zero and both signs: in or out as the recipe prints.
    """
    printed = HALF_UP.rounded(value, places)
    for recipe in RECIPES:
        behind, prints = recipe.unrounded(printed, places), oracle.RECIPES[recipe.name]
        for bound in (Fraction(behind.low), Fraction(behind.high)):
            for near in (bound - HAIR, bound, bound + HAIR):
                assert (near in behind) == (prints(near, places) == printed), recipe.name


@SETTINGS
@given(near_ties())
def test_rounding_is_odd(given_value):
    """
    The sign of a number does not change its digits.
    """
    value, places = given_value

    for recipe in RECIPES:
        assert recipe.rounded(-value, places) == -recipe.rounded(value, places), recipe.name


@SETTINGS
@given(decimals(), st.integers(6, 12))
def test_enough_decimals_change_nothing(value, places):
    """
    A number that has no more decimals than are printed is printed as it is.
    """
    for recipe in RECIPES:
        assert recipe.rounded(value, places) == value, recipe.name


@SETTINGS
@given(near_ties())
def test_rounding_moves_by_less_than_a_unit(given_value):
    """
    No recipe is off by a whole unit of the last place.
    """
    value, places = given_value

    for recipe in RECIPES:
        assert abs(recipe.rounded(value, places) - value) < STEPS[places], recipe.name


@st.composite
def intervals(draw):
    """
    An interval that is not empty, and a number in it.
    """
    low, width = draw(decimals(most=10**4)), draw(decimals(most=10**3).map(abs))
    bounds = (draw(st.booleans()), draw(st.booleans())) if width else (True, True)
    parts = draw(st.integers(0 if bounds[0] else 1, 10 if bounds[1] else 9))
    return Interval(low, low + width, *bounds), low + width * parts / 10


def ratios():
    """
    Fractions between -1000 and 1000 of denominators up to a million; those of Hypothesis take four times as long to draw.
    """
    return st.builds(lambda whole, part, parts: whole + Fraction(part % parts, parts), WHOLE, PART, PART)


@SETTINGS
@given(st.lists(st.tuples(ratios(), st.integers(0, 4)), min_size=1, max_size=8))
def test_interval_arithmetic_contains_the_true_value(parts):
    """
    The true sum of numbers of which only the printed ones are known lies in the sum of the intervals behind those.
    """
    true = sum(value for value, _ in parts)
    for recipe in RECIPES:
        total = point(Decimal(0))
        for value, places in parts:
            printed = oracle.RECIPES[recipe.name](value, places)
            total += recipe.unrounded(Decimal(int(printed * 10**places)).scaleb(-places), places)

        assert true in total, recipe.name
        assert -true in total.mirrored(), recipe.name
        assert true + 7 in total.shifted(Decimal(7)), recipe.name
        assert total.meets(total.shifted(Decimal(0))), recipe.name


@SETTINGS
@given(intervals(), intervals())
def test_sum_of_intervals_contains_the_sums(one, other):
    """
    The sum of two numbers lies in the sum of their intervals.
    """
    (left, a), (right, b) = one, other

    assert a in left
    assert b in right
    assert a + b in left + right


@SETTINGS
@given(intervals(), intervals())
def test_bounds_of_a_sum_are_the_sums_of_bounds(one, other):
    """
    A bound of the sum belongs to it exactly when both bounds it is made of belong to theirs.
    """
    left, right = one[0], other[0]
    both = left + right

    assert (left.high + right.high in both) == (left.high in left and right.high in right)
    assert (left.low + right.low in both) == (left.low in left and right.low in right)


@SETTINGS
@given(intervals(), intervals())
def test_intervals_meet_exactly_when_they_share_a_number(one, other):
    """
    Two intervals that share any number share one of their bounds or the middle between two neighbouring bounds.
    """
    left, right = one[0], other[0]
    bounds = sorted({left.low, left.high, right.low, right.high})
    middles = [(low + high) / 2 for low, high in pairwise(bounds)]
    shared = any(value in left and value in right for value in (*bounds, *middles))

    assert left.meets(right) == shared
    assert right.meets(left) == shared


@SETTINGS
@given(decimals())
def test_a_point_is_neutral_or_itself(value):
    """
    Adding zero changes no interval, and a point meets itself.
    """
    interval = HALF_UP.unrounded(value, 6)

    assert point(Decimal(0)) + interval == interval
    assert point(value).meets(point(value))
