"""
The recipes against a second implementation in fractions, and un-rounding against rounding.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hypothesis import example, given, settings
from hypothesis import strategies as st

import oracle

from perfscore.notation.number import STEPS, Number
from perfscore.notation.rounding import HALF_UP, RECIPES
from perfscore.relations import Sum
from perfscore.relations.judgement import Candidate
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


def ratios():
    """
    Fractions between -1000 and 1000 of denominators up to a million; those of Hypothesis take four times as long to draw.
    """
    return st.builds(lambda whole, part, parts: whole + Fraction(part % parts, parts), WHOLE, PART, PART)


@SETTINGS
@given(ratios(), st.integers(0, 4))
def test_the_values_behind_a_printed_number_contain_the_true_one(true, places):
    """
    A number lies among those that a recipe prints like it, and its negative among their negatives.
    """
    for recipe in RECIPES:
        behind = recipe.unrounded(_as_printed(oracle.RECIPES[recipe.name](true, places), places), places)

        assert true in behind, recipe.name
        assert -true in behind.mirrored(), recipe.name


@SETTINGS
@given(st.lists(st.tuples(ratios(), st.integers(1, 4)), min_size=1, max_size=8))
def test_the_sums_of_rounded_parts_contain_the_true_one(parts):
    """
    The true sum of amounts of which only the printed ones are known is one that these allow.
    """
    printed = [_as_printed(oracle.RECIPES["half-up"](value, places), places) for value, places in parts]
    cells = [f"funds[{index}].budget" for index in range(1, len(parts) + 1)]
    numbers = {at: Number(str(n), n, places) for at, n, (_, places) in zip(cells, printed, parts, strict=True)}
    relation = Sum("funds[0].budget", "components", tuple(cells), rounded_parts=frozenset(cells))

    assert sum(value for value, _ in parts) in relation.hidden(Candidate(sum(printed), 2), numbers)


def _as_printed(value, places):
    return Decimal(int(value * 10**places)).scaleb(-places)
