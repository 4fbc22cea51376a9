"""
Reading a number is the inverse of printing it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle

from perfscore.lexicon import load_lexicon
from perfscore.notation.number import Mark, Number, fold, is_blank, plain, read_number
from perfscore.notation.statement import read_statement
from strategies import PLACES, UNITS, decimals, full_width, in_thousands, print_with


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=400)
SPACES = st.sampled_from(["", " ", "\u3000", "\n", "\t", "\u00a0"])


@SETTINGS
@given(decimals(), PLACES, UNITS, SPACES, SPACES, st.sampled_from([str, in_thousands, full_width]))
def test_reading_is_the_inverse_of_printing(value, places, unit, before, behind, style):
    """
    However a number is dressed (separators, full width, unit, white space), value, decimals and unit come back.
    """
    printed = print_with(Fraction(value), places)
    number = read_number(before + style(printed) + behind + unit)

    assert isinstance(number, Number)
    assert (number.value, number.places, number.unit) == (Decimal(printed), places, unit)


@SETTINGS
@given(st.text(alphabet="0123456789.,，%分万亿 \n-—/①²½３．％年月日abc()约", max_size=12))
def test_reading_never_fails(text):
    """
    Whatever stands in a cell, it is a number, blank, or unreadable.
    """
    number = read_number(text)

    assert isinstance(number, Mark) or number.text == text


@SETTINGS
@given(st.integers(0, 10**6), st.text(alphabet=" \n\t\u3000\u00a0", min_size=1, max_size=4), st.integers(0, 10**6))
def test_two_numbers_are_never_one(one, between, other):
    """
    White space between digits separates two numbers, however much of it there is, unless it separates groups of three.
    """
    assume(not (0 < one < 1000 and 100 <= other < 1000))

    assert read_number(f"{one}{between}{other}") is Mark.UNREADABLE


@SETTINGS
@given(st.text(alphabet="0123456789０５％（）项目指标≥≧ \u3000\n\t-—,，.", max_size=30))
def test_folding_twice_is_folding_once(text):
    """
    A folded text stays as it is.
    """
    assert fold(fold(text)) == fold(text)


@SETTINGS
@given(st.text(alphabet="-—–/ \u3000一_", max_size=40))
def test_dashes_of_any_length_are_blank(text):
    """
    A cell of dashes, strokes and white space is blank, and so is the number in it.
    """
    assert is_blank(text)
    assert read_number(text) is Mark.BLANK


@SETTINGS
@given(decimals(), st.integers(0, 4), st.integers(0, 4))
def test_plain_prints_half_up(value, places, decimals_wanted):
    """
    The printed text is the value rounded half up, with no more zeros than the form shows.
    """
    text = plain(value, places, decimals_wanted)
    fraction = text.partition(".")[2]

    assert Fraction(text) == oracle.half_up(Fraction(value), max(places, decimals_wanted))
    assert places <= len(fraction) <= max(places, decimals_wanted)
    assert len(fraction) == places or not fraction.endswith("0")


LEXICON = load_lexicon()
#: Units that are no part of a date, and no other word for per cent.
ALL_UNITS = sorted(
    unit
    for dimension in LEXICON.tables("units")
    for unit in LEXICON.meanings("units", dimension)
    if dimension not in ("months", "share") and unit not in ("日", "度") and "/" not in unit and "(" not in unit
)
COMPARATORS = {w: c for w, c in LEXICON.meanings("comparators", "before").items() if "~" not in c}


@SETTINGS
@given(
    st.sampled_from(["", *COMPARATORS]),
    st.sampled_from(["5", "12", "2021", "95.5", "0.60", "100000"]),
    st.sampled_from(["", "%", *ALL_UNITS]),
    st.sampled_from(["", "以上", "以下", "及以上", "以内"]),
)
def test_a_figure_of_the_usual_shape(before, digits, unit, after):
    """
    Any comparator of the lexicon, a number and any unit are one clause that says just that, and nothing is left over.
    """
    statement = read_statement(before + digits + unit + after, 2024)

    assert statement.clause is not None
    assert statement.clause.comparator == COMPARATORS.get(
        before, {"": "", "以上": ">=", "及以上": ">="}.get(after, "<=")
    )
    assert Fraction(statement.clause.number.value) == Fraction(digits)
    assert statement.clause.number.unit == fold(unit)
    assert statement.rest == ""
