"""
Rounding recipes on numbers whose results can be told by hand.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from perfscore.notation.rounding import HALF_UP, RECIPES, Interval, matching, point


BY_NAME = {recipe.name: recipe for recipe in RECIPES}
ALL = frozenset(BY_NAME)


@pytest.mark.parametrize(
    ("name", "value", "printed"),
    [
        ("half-up", "2.345", "2.35"),
        ("half-up", "-2.345", "-2.35"),
        ("half-up", "2.3449999", "2.34"),
        ("half-up", "0.005", "0.01"),
        ("half-even", "2.345", "2.34"),
        ("half-even", "2.355", "2.36"),
        ("half-even", "-2.345", "-2.34"),
        ("half-even", "2.3450001", "2.35"),
        # The double next to 2.675 is 2.67499999999999982236431605997495353221893310546875.
        ("binary-half", "2.675", "2.67"),
        ("binary-half", "-2.675", "-2.67"),
        # 2.125 is a double itself; the one next to 1.115 is 1.1149999999999999911182158029987476766109466552734375.
        ("binary-half", "2.125", "2.13"),
        ("binary-half", "1.115", "1.11"),
        # The double next to 0.285 is 0.284999999999999975575093458247.
        ("binary-half", "0.285", "0.28"),
        ("binary-half", "2.6751", "2.68"),
        ("rounded-twice", "5.3846", "5.39"),
        ("rounded-twice", "5.3844", "5.38"),
        ("rounded-twice", "-5.3846", "-5.39"),
        ("truncated", "5.369999", "5.36"),
        ("truncated", "-5.369999", "-5.36"),
        ("truncated", "0.009", "0.00"),
    ],
)
def test_what_a_recipe_prints(name, value, printed):
    """
    Two decimals of a value, by each recipe; recipes work on the magnitude and keep the sign.
    """
    assert BY_NAME[name].rounded(Decimal(value), 2) == Decimal(printed)


@pytest.mark.parametrize(
    ("name", "low", "low_in", "high", "high_in"),
    [
        ("half-up", "5.355", True, "5.365", False),
        ("half-even", "5.355", True, "5.365", True),
        # The double next to 5.355 is 5.35500000000000042633, that next to 5.365 is 5.36500000000000021316: both go up.
        ("binary-half", "5.355", True, "5.365", False),
        ("rounded-twice", "5.3545", True, "5.3645", False),
        ("truncated", "5.36", True, "5.37", False),
    ],
)
def test_what_may_stand_behind_a_printed_score(name, low, low_in, high, high_in):
    """
    The printed score 5.36 stands for an interval, which is another for each recipe.
    """
    assert BY_NAME[name].unrounded(Decimal("5.36"), 2) == Interval(Decimal(low), Decimal(high), low_in, high_in)


@pytest.mark.parametrize("name", sorted(ALL))
def test_negative_scores_mirror_positive_ones(name):
    """
    What may stand behind -5.36 is the mirror image of what may stand behind 5.36.
    """
    recipe = BY_NAME[name]
    positive, negative = recipe.unrounded(Decimal("5.36"), 2), recipe.unrounded(Decimal("-5.36"), 2)

    assert negative == Interval(-positive.high, -positive.low, positive.high_in, positive.low_in)


def test_zero_has_two_sides():
    """
    0.00 may come from either side of zero; half up, neither bound belongs to it.
    """
    assert HALF_UP.unrounded(Decimal(0), 2) == Interval(
        Decimal("-0.005"), Decimal("0.005"), low_in=False, high_in=False
    )


class TestMatching:
    def test_half_up_needs_no_permission(self):
        """
        Rounding half up is always admissible.
        """
        assert matching(Decimal("5.355"), Decimal("5.36"), 2, frozenset()) == "half-up"

    def test_the_first_recipe_that_fits_is_named(self):
        """
        5.35 of 5.355 may be cut off, half to even gives 5.36, and the double of 5.355 lies above it.
        """
        assert matching(Decimal("5.355"), Decimal("5.35"), 2, ALL) == "truncated"
        assert matching(Decimal("5.345"), Decimal("5.34"), 2, ALL) == "half-even"

    def test_only_accepted_recipes_count(self):
        """
        What the rulebook does not accept explains nothing.
        """
        assert matching(Decimal("5.345"), Decimal("5.34"), 2, frozenset()) is None
        assert matching(Decimal("5.345"), Decimal("5.34"), 2, frozenset({"truncated"})) == "truncated"

    def test_a_whole_unit_is_an_error(self):
        """
        No recipe prints 5.36 for 5.34.
        """
        assert matching(Decimal("5.34"), Decimal("5.36"), 2, ALL) is None


class TestInterval:
    def test_bounds(self):
        """
        A bound belongs to the interval or not.
        """
        interval = Interval(Decimal(1), Decimal(2), low_in=True, high_in=False)

        assert Decimal(1) in interval
        assert Decimal("1.999") in interval
        assert Decimal(2) not in interval
        assert Decimal("0.999") not in interval

    def test_touching_intervals_meet_in_a_shared_bound_only(self):
        """
        [1, 2) and [2, 3] do not meet; [1, 2] and [2, 3] do.
        """
        upper = Interval(Decimal(2), Decimal(3))

        assert not Interval(Decimal(1), Decimal(2), high_in=False).meets(upper)
        assert Interval(Decimal(1), Decimal(2)).meets(upper)

    def test_point(self):
        """
        A point holds its number and no other.
        """
        assert Decimal("0.1") in point(Decimal("0.1"))
        assert Decimal("0.11") not in point(Decimal("0.1"))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_thirty_digits_are_rounded_like_three(recipe):
    """
    No printed number has more; with two decimals it has two more.
    """
    long = Decimal(123456789012345678901234567890)

    assert recipe.rounded(long, 2) == long
    assert recipe.rounded(-long, 2) == -long


class TestBinaryTies:
    """
    A binary program rounds the double next to a tie, which Python's own float tells.
    """

    @pytest.mark.parametrize(
        ("tie", "places"),
        [
            ("0.015", 2),
            ("0.005", 2),
            ("0.5", 0),
            ("2.675", 2),
            ("1.005", 2),
            # From 2^52 on doubles are whole numbers, from 2^53 on even ones; a tie goes to the even one.
            ("4503599627370496.5", 0),
            ("4503599627370497.5", 0),
            ("4503599627370499.5", 0),
            ("4503599627370501.5", 0),
            ("9007199254740992.5", 0),
            ("9007199254740993.5", 0),
            ("9007199254740994.5", 0),
            ("9007199254740995.5", 0),
            ("36028797018963969.5", 0),
            ("36028797018963971.5", 0),
            ("36028797018963973.5", 0),
            ("1152921504606846977.5", 0),
            ("1152921504606847103.5", 0),
        ],
    )
    def test_the_double_decides(self, tie, places):
        """
        Down where the double lies below the tie, up where it lies on or above it, and un-rounded to match.
        """
        value, step = Decimal(tie), Decimal(1).scaleb(-places)
        half = step / 2
        printed = value - half if Fraction(float(tie)) < Fraction(tie) else value + half

        assert BY_NAME["binary-half"].rounded(value, places) == printed
        assert value in BY_NAME["binary-half"].unrounded(printed, places)
        assert value not in BY_NAME["binary-half"].unrounded(value + value - printed, places)
