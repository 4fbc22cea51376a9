"""
Honest fund tables: components that add up, a rate that is executed / budget, a score that is weight × rate.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial
from typing import Final

from attrs import astuple, evolve, frozen

from perfscore.form import FundRow
from perfscore.notation.number import EXACT, STEPS
from perfscore.notation.rounding import HIDDEN_DIGITS
from perfscore.strategies.chance import Chance, happens
from perfscore.strategies.rows import Printed
from perfscore.strategies.vocabulary import FUND_NAMES
from perfscore.strategies.writing import Hand, digits


__all__ = ["Funds", "fund_table"]

_WHOLE: Final = Fraction(100)
#: Decimals that hidden digits have beyond the printed ones.
_HIDDEN: Final = 3


@frozen
class _Amounts:
    initial: Decimal
    budget: Decimal
    executed: Decimal


@frozen
class Funds:
    """
    The rows, the unit of their amounts, and what the scored row earns.
    """

    rows: tuple[FundRow, ...]
    unit: str
    rate: Printed
    score: Printed


def fund_table(chance: Chance, hand: Hand, *, initial: bool = True, scored: bool = True) -> Funds:
    """
    A total row and up to three components; *initial* whether 年初预算数 has a column, *scored* whether weight and score do.
    """
    if happens(chance, 3):
        return _without_money(chance, hand, initial=initial, scored=scored)
    hides = hand.recipe == HIDDEN_DIGITS
    unit = "万元" if hides else chance.one_of(("万元", "万元", "元"))
    places = chance.one_of((2, 4) if hides else (0, 2, 4, 6) if unit == "万元" else (2,))
    count = chance.whole(2, 3) if hides else chance.one_of((0, 1, 2, 3))
    row = partial(_amounts, unit=unit, places=places + (_HIDDEN if hides else 0))
    amounts = [chance.part(row) for _ in range(max(count, 1))]
    total = _Amounts(*(sum(column, Decimal(0)) for column in zip(*map(astuple, amounts), strict=True)))
    # Three parts in four print a rate on published forms.
    rated = happens(chance, 75)
    rows = [
        _component(hand, name, _round_amounts(row, places), _rate_text(hand, row) if rated else "-")
        for name, row in zip(FUND_NAMES[:count], amounts, strict=False)
    ]
    # Rates and sums know the digits that the amounts hide.
    rate = _rate(hand, total)
    score = _execution_score(hand, rate)
    first = _scored_row(hand, _round_amounts(total, places), rate, score)
    if not scored:
        first = evolve(first, weight=None, score=None)
    listed = (first, *rows)
    return Funds(listed if initial else tuple(evolve(row, initial=None) for row in listed), unit, rate, score)


def _without_money(chance: Chance, hand: Hand, *, initial: bool, scored: bool) -> Funds:
    """
    A project without a budget: what 0 of 0 is, the rulebook says.
    """
    percent = Fraction(chance.one_of(hand.rulebook.zero_budget_rates))
    rate = Printed(hand.rounded(percent, decimals=0), percent)
    score = _execution_score(hand, rate)
    nothing = _Amounts(Decimal(0), Decimal(0), Decimal(0))
    row = _scored_row(hand, nothing, rate, score)
    if not scored:
        row = evolve(row, weight=None, score=None)
    return Funds((row if initial else evolve(row, initial=None),), "万元", rate, score)


def _amounts(chance: Chance, unit: str, places: int) -> _Amounts:
    """
    The amounts of one row.
    """
    scale = 10**places
    whole = chance.whole(1, 3000) * (10_000 if unit == "元" else 1)
    budget = whole * scale + (chance.whole(0, scale - 1) if happens(chance, 60) else 0)
    # Most money is spent, little is overspent.
    share = chance.one_of((10_000, 10_000, chance.whole(4_000, 9_999), chance.whole(9_000, 9_999)))
    if happens(chance, 2):
        share = chance.whole(10_001, 11_500)
    initial = chance.whole(0, budget) if happens(chance, 20) else budget
    return _Amounts(*(Decimal(value).scaleb(-places) for value in (initial, budget, budget * share // 10_000)))


def _round_amounts(amounts: _Amounts, places: int) -> _Amounts:
    return _Amounts(*(value.quantize(STEPS[places], ROUND_HALF_UP, EXACT) for value in astuple(amounts)))


def _scored_row(hand: Hand, amounts: _Amounts, rate: Printed, score: Printed) -> FundRow:
    return FundRow(
        "total",
        "年度资金总额",
        hand.amount(amounts.initial),
        hand.amount(amounts.budget),
        hand.amount(amounts.executed),
        digits(hand.rulebook.execution_weight),
        f"{rate.value:f}%",
        hand.points(score.value),
    )


def _component(hand: Hand, name: str, amounts: _Amounts, rate: str) -> FundRow:
    initial, budget, executed = (hand.amount(value) for value in astuple(amounts))
    return FundRow("component", name, initial, budget, executed, "-", rate, "-")


def _rate(hand: Hand, amounts: _Amounts) -> Printed:
    percent = _WHOLE * Fraction(amounts.executed) / Fraction(amounts.budget)
    return Printed(hand.rounded(percent), percent)


def _rate_text(hand: Hand, amounts: _Amounts) -> str:
    return f"{_rate(hand, amounts).value:f}%" if amounts.budget else "-"


def _execution_score(hand: Hand, rate: Printed) -> Printed:
    """
    The execution score, from the printed rate or from the digits behind it.
    """
    percent = rate.exact if hand.adds_unrounded else Fraction(rate.value)
    weight, book = Fraction(hand.rulebook.execution_weight), hand.rulebook
    if book.execution_method == "banded":
        earned = next(band.earns for band in book.execution_bands if percent >= band.limit)
        exact = weight * Fraction(earned) / _WHOLE
    else:
        exact = weight * (min(percent, _WHOLE) if book.execution_capped else percent) / _WHOLE
    return Printed(hand.rounded(exact), exact)
