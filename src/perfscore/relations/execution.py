"""
The execution rate (执行率) of a fund row, and the score it earns.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import ClassVar, Final

from attrs import frozen

from perfscore.notation.number import EXACT, Mark, Number
from perfscore.notation.rounding import HALF_UP, HIDDEN_DIGITS, Interval
from perfscore.relations.judgement import Candidate, Why
from perfscore.relations.relation import Kind, Numbers, Raw
from perfscore.relations.shares import ALL, Share, written
from perfscore.rulebook import UNROUNDED_INPUTS, Rulebook


__all__ = ["Execution", "Rate"]

_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)


@frozen(eq=False, repr=False)
class Rate:
    """
    rate = executed / budget, of one fund row. The budget is the adjusted one (全年预算数), not 年初预算数.
    """

    result: str
    executed: str
    budget: str
    #: Whether the amounts were rounded when they were printed, so that the rate may know more digits of them.
    rounded: bool = False
    kind: ClassVar[Kind] = "rate"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.executed, self.budget)

    def shares(self, numbers: Numbers, rulebook: Rulebook) -> tuple[Share, ...] | Why:
        """
        The share of the budget that was spent; several where the rulebook accepts several readings of 0 / 0.
        """
        executed, budget = numbers[self.executed], numbers[self.budget]
        if isinstance(executed, Mark):
            return Why(executed.value)
        if isinstance(budget, Mark):
            return Why(budget.value)
        if budget.value:
            return (Share(executed.value, budget.value),)
        return Why.NO_BUDGET if executed.value else tuple(Share(r, _HUNDRED) for r in rulebook.zero_budget_rates)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        shares = self.shares(numbers, rulebook)
        if isinstance(shares, Why):
            return shares
        stated = numbers[self.result]
        quotient = partial(self.quotient, numbers)
        if rulebook.execution_capped and shares[0].part > shares[0].whole > 0:
            shares = (*shares, ALL)  # some forms cap the printed rate as well
        percentages = tuple(Candidate(s.of(_HUNDRED), rulebook.decimals, quotient) for s in shares)
        if isinstance(stated, Mark) or stated.is_percent:
            return percentages
        # Under a head 执行率(%) forms print 25; others print the share itself, 1 for 100 %.
        return (*percentages, *(Candidate(s.of(_ONE), rulebook.decimals + 2, quotient) for s in shares))

    def quotient(self, numbers: Numbers) -> str:
        """
        ``64.185681 / 119.838800``
        """
        return f"{written(numbers[self.executed])} / {written(numbers[self.budget])}"

    def excuse(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> str | None:
        executed, budget = numbers[self.executed], numbers[self.budget]
        if not self.rounded or isinstance(executed, Mark) or isinstance(budget, Mark):
            return None
        spent, planned = (HALF_UP.unrounded(number.value, number.places) for number in (executed, budget))
        if spent.low < 0 or planned.low <= 0:
            return None
        low, high = EXACT.divide(spent.low, planned.high), EXACT.divide(spent.high, planned.low)
        shares = Interval(EXACT.multiply(low, _HUNDRED), EXACT.multiply(high, _HUNDRED), low_in=False, high_in=False)
        return HIDDEN_DIGITS if HALF_UP.unrounded(stated.value, stated.places).meets(shares) else None


@frozen(eq=False, repr=False)
class Execution:
    """
    execution score = weight × rate, capped at the weight where the rulebook says so.
    """

    result: str
    weight: str
    of: Rate
    kind: ClassVar[Kind] = "execution"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.weight, self.of.result, *self.of.inputs)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        weight, rate = numbers[self.weight], numbers[self.of.result]
        if isinstance(weight, Mark):
            return Why(weight.value)
        shares = self.of.shares(numbers, rulebook)
        if isinstance(rate, Mark):
            return shares if isinstance(shares, Why) else self._quotients(weight, shares, numbers, rulebook)
        printed = tuple(
            self._score(weight, share, rulebook, partial(_percentage, rate, share)) for share in _readings(rate)
        )
        if isinstance(shares, Why) or not self._tell_more(shares, rate, raw):
            return printed
        return (*printed, *self._quotients(weight, shares, numbers, rulebook, UNROUNDED_INPUTS))

    def _tell_more(self, shares: tuple[Share, ...], rate: Number, raw: Raw) -> bool:
        """
        Whether the amounts tell more than the printed rate: the digits behind it, or the right one where it is a slip.
        """
        return self.of.result in raw or all(
            reading.of(_ONE) != s.of(_ONE) for s in shares for reading in _readings(rate)
        )

    def _quotients(
        self, weight: Number, shares: tuple[Share, ...], numbers: Numbers, rulebook: Rulebook, recipe: str | None = None
    ) -> tuple[Candidate, ...]:
        quotient = partial(self.of.quotient, numbers)
        return tuple(self._score(weight, share, rulebook, quotient, recipe) for share in shares)

    @staticmethod
    def _score(
        weight: Number, share: Share, rulebook: Rulebook, rate: Callable[[], str], recipe: str | None = None
    ) -> Candidate:
        """
        What a *share* spent earns; *rate* writes it.
        """

        def product() -> str:
            return f"{written(weight)} × {rate()}"

        if rulebook.execution_method == "banded":
            earned, band = rulebook.execution_band(share.of(_ONE))
            score = EXACT.multiply(weight.value, EXACT.divide(earned, _HUNDRED))
            return Candidate(
                score, rulebook.decimals, lambda: f"{written(weight)} × {earned}% ({rate()} {band})", recipe
            )
        score = share.of(weight.value)
        if rulebook.execution_capped and score > weight.value:
            return Candidate(weight.value, rulebook.decimals, lambda: f"min({written(weight)}, {product()})", recipe)
        return Candidate(score, rulebook.decimals, product, recipe)

    def excuse(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> None:
        return None


def _readings(rate: Number) -> tuple[Share, ...]:
    """
    The shares that a printed rate may mean: without a percent sign, 1 is 1 % or 100 %.
    """
    share = Share(rate.value, _HUNDRED)
    return (share,) if rate.is_percent or rate.value > _ONE else (share, Share(rate.value, _ONE))


def _percentage(rate: Number, share: Share) -> str:
    """
    The printed rate as the *share* it was read as.
    """
    return written(rate) if rate.is_percent or share.whole == _ONE else f"{written(rate)}%"
