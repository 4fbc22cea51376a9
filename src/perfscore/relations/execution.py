"""
The execution rate (执行率) of a fund row, and the score it earns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import ClassVar, Final

from attrs import frozen

from perfscore.notation.number import EXACT, Figure, Mark, Number, plain
from perfscore.notation.rounding import FEWER_DECIMALS, HALF_UP, Interval
from perfscore.relations.judgement import Bounds, Candidate, Judgement, Why
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.relations.shares import ALL, Share, write_figure
from perfscore.rulebook import UNROUNDED_INPUTS, Rulebook


__all__ = ["ExecutionScore", "Rate"]

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)


@frozen(eq=False, repr=False)
class Rate(Relation):
    """
    rate = executed / budget, of one fund row. The budget is the adjusted one (全年预算数), not 年初预算数.
    """

    executed: str
    budget: str
    #: Whether the amounts were rounded when they were printed, so that the rate may know more digits of them.
    rounded: bool = False
    kind: ClassVar[Kind] = "rate"
    passes_on_digits: ClassVar[bool] = True

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
        if budget.value < 0:
            return Why.NEGATIVE_BUDGET
        if budget.value:
            return (Share(executed.value, budget.value),)
        return Why.NO_BUDGET if executed.value else tuple(Share(r, _HUNDRED) for r in rulebook.zero_budget_rates)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        shares = self.shares(numbers, rulebook)
        if isinstance(shares, Why):
            return shares
        stated = numbers[self.result]
        if rulebook.execution_capped and shares[0].part > shares[0].whole > 0:
            shares = (*shares, ALL)  # some forms cap the printed rate as well
        percentages = tuple(Candidate(s.of(_HUNDRED), rulebook.decimals) for s in shares)
        if isinstance(stated, Mark) or stated.is_percent:
            return percentages
        # Under a head 执行率(%) forms print 25; others print the share itself, 1 for 100 %.
        return (*percentages, *(Candidate(s.of(_ONE), rulebook.decimals + 2) for s in shares))

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        return self.quotient(numbers)

    def quotient(self, numbers: Numbers) -> str:
        """
        ``64.185681 / 119.838800``
        """
        return f"{write_figure(numbers[self.executed])} / {write_figure(numbers[self.budget])}"

    def expected(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        candidate, stated = judgement.candidate, numbers[self.result]
        if candidate is None:
            return None
        places = stated.places if isinstance(stated, Number) else 0
        text = plain(candidate.value, places, candidate.decimals)
        in_percent = candidate.decimals == rulebook.decimals
        return text + "%" if in_percent and (not isinstance(stated, Number) or stated.is_percent) else text

    def hidden(self, candidate: Candidate, numbers: Numbers) -> Interval | None:
        executed, budget = numbers[self.executed], numbers[self.budget]
        if not self.rounded or isinstance(executed, Mark) or isinstance(budget, Mark):
            return None
        spent, planned = (HALF_UP.unrounded(number.value, number.places) for number in (executed, budget))
        if spent.low < 0 or planned.low <= 0:
            return None
        low, high = EXACT.divide(spent.low, planned.high), EXACT.divide(spent.high, planned.low)
        return Interval(EXACT.multiply(low, _HUNDRED), EXACT.multiply(high, _HUNDRED), low_in=False, high_in=False)

    def solutions(
        self, cell: str, numbers: Numbers, candidates: tuple[Candidate, ...], rulebook: Rulebook
    ) -> Iterator[Decimal]:
        yield from Relation.solutions(self, cell, numbers, candidates, rulebook)
        rate, executed, budget = (numbers[address] for address in (self.result, self.executed, self.budget))
        if (
            isinstance(rate, Mark)
            or not rate.value
            or not isinstance(budget, Number)
            or not isinstance(executed, Number)
        ):
            return
        share = _readings(rate)[-1].of(_ONE)
        if cell == self.executed:
            yield HALF_UP.rounded(EXACT.multiply(budget.value, share), executed.places)
        if cell == self.budget:
            yield HALF_UP.rounded(EXACT.divide(executed.value, share), budget.places)

    def is_near(self, cell: str, value: Decimal, numbers: Numbers) -> bool:
        """
        Whether *value* in *cell* brings the quotient within a percentage point of the printed rate.
        """
        stated = numbers[self.result]
        executed, budget = (value if at == cell else _value(numbers[at]) for at in (self.executed, self.budget))
        if not isinstance(stated, Number) or executed is None or not budget:
            return False  # with a budget of 0 there is no rate any more, which would mend nothing
        share = EXACT.divide(executed, budget)
        return min(abs(share * 100 - stated.value), abs(share - stated.value)) <= 1


@frozen
class Earning:
    """
    The *share* that earns a score: whether the printed rate says it, and whether a band of the rulebook decides.
    """

    share: Share
    from_rate: bool
    banded: bool


@frozen(eq=False, repr=False)
class ExecutionScore(Relation):
    """
    execution score = weight × rate, from 0 up and capped at the weight where the rulebook says so.

    The rate is the printed one or the unrounded quotient: where rate and amounts disagree, that is the rate's fault
    alone. Without amounts the printed rate hides its digits: ``57%`` stands for 56.5 to 57.5.
    """

    weight: str
    rate: Rate
    #: Whether an indicator is scored so, which may earn the plain share although the rulebook has bands.
    of_row: bool = False
    #: What the weight may be at most where it is not printed.
    room: Decimal = _ZERO
    kind: ClassVar[Kind] = "execution"
    passes_on_digits: ClassVar[bool] = True

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.weight, self.rate.result, *self.rate.inputs)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Bounds | Why:
        weight, rate = numbers[self.weight], numbers[self.rate.result]
        if isinstance(weight, Mark):
            return self._bounds(numbers, raw, rulebook) if weight is Mark.BLANK and self.room else Why(weight.value)
        shares = self.rate.shares(numbers, rulebook)
        if Mark.UNCERTAIN in (rate, *(numbers[cell] for cell in self.rate.inputs)):
            return Why.UNCERTAIN
        if isinstance(rate, Mark):
            if isinstance(shares, Why):
                return shares
            rounded = self._by_rounded_rate(weight, shares, rate, rulebook)
            return (*self._scores(weight, shares, rulebook), *rounded)
        printed = tuple(self._scores(weight, _readings(rate), rulebook, from_rate=True))
        if isinstance(shares, Why) or not self._tell_more(shares, rate, raw):
            return printed
        return (*printed, *self._scores(weight, shares, rulebook, recipe=UNROUNDED_INPUTS))

    def _bounds(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Bounds | Why:
        """
        What may be earned where the weight is anything up to what the other rows leave.
        """
        most = Number(str(self.room), self.room, 0)
        earned = self.candidates({**numbers, self.weight: most}, raw, rulebook)
        if earned is Why.UNCERTAIN:
            return earned
        highest = max(c.value for c in earned) if isinstance(earned, tuple) else self.room
        return Bounds(Interval(_ZERO, highest), (self.weight,), rounded=True)

    def _tell_more(self, shares: tuple[Share, ...], rate: Number, raw: Raw) -> bool:
        """
        Whether the amounts tell more than the printed rate: the digits behind it, or the right one where it is a slip.
        """
        return self.rate.result in raw or all(
            reading.of(_ONE) != s.of(_ONE) for s in shares for reading in _readings(rate)
        )

    def _by_rounded_rate(
        self, weight: Number, shares: tuple[Share, ...], rate: Mark, rulebook: Rulebook
    ) -> Iterator[Candidate]:
        """
        The scores by the rates that a cell nobody can read may print.
        """
        if rate is Mark.UNREADABLE:
            rates = [
                Share(HALF_UP.rounded(s.of(_HUNDRED), n), _HUNDRED)
                for s in shares
                for n in range(rulebook.decimals + 1)
            ]
            yield from self._scores(weight, rates, rulebook, recipe=FEWER_DECIMALS)

    def _scores(
        self,
        weight: Number,
        shares: Iterable[Share],
        rulebook: Rulebook,
        *,
        from_rate: bool = False,
        recipe: str | None = None,
    ) -> Iterator[Candidate]:
        """
        What *shares* that were spent earn; *from_rate* tells those that the printed rate says.
        """
        for share in shares:
            if rulebook.execution_method == "banded":
                earned, _ = rulebook.execution_band(share.of(_ONE))
                score = EXACT.multiply(weight.value, EXACT.divide(earned, _HUNDRED))
                yield Candidate(score, rulebook.decimals, Earning(share, from_rate, banded=True), recipe)
            if rulebook.execution_method != "banded" or self.of_row:
                score = max(share.of(weight.value), _ZERO)
                score = weight.value if rulebook.execution_capped and score > weight.value >= 0 else score
                yield Candidate(score, rulebook.decimals, Earning(share, from_rate, banded=False), recipe)

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        weight, earning = numbers[self.weight], candidate.basis
        if not isinstance(weight, Number):  # pragma: no cover - a score was computed from it
            return ""
        rate = self.rate.quotient(numbers)
        if earning.from_rate:
            rate = _percentage(numbers[self.rate.result], earning.share)
        if earning.banded:
            earned, band = rulebook.execution_band(earning.share.of(_ONE))
            return f"{write_figure(weight)} × {earned}% ({rate} {band})"
        product, score = f"{write_figure(weight)} × {rate}", earning.share.of(weight.value)
        if score < 0:
            return f"max(0, {product})"
        return f"min({write_figure(weight)}, {product})" if score > candidate.value else product

    def hidden(self, candidate: Candidate, numbers: Numbers) -> Interval | None:
        weight, rate = numbers[self.weight], numbers[self.rate.result]
        known = all(isinstance(numbers[cell], Number) for cell in self.rate.inputs)
        if (
            known
            or candidate.basis.banded
            or isinstance(weight, Mark)
            or isinstance(rate, Mark)
            or weight.value <= 0
            or rate.value <= 0
        ):
            return None
        share = candidate.basis.share
        rates = HALF_UP.unrounded(rate.value, rate.places)
        low, high = (Share(bound, share.whole).of(weight.value) for bound in (rates.low, rates.high))
        return Interval(low, min(high, weight.value)) if low < weight.value else None

    def solutions(
        self, cell: str, numbers: Numbers, candidates: tuple[Candidate, ...], rulebook: Rulebook
    ) -> Iterator[Decimal]:
        yield from Relation.solutions(self, cell, numbers, candidates, rulebook)
        score, weight, rate = (numbers[address] for address in (self.result, self.weight, self.rate.result))
        if isinstance(score, Mark) or isinstance(weight, Mark) or isinstance(rate, Mark):
            return
        if cell == self.weight and rate.value:
            yield HALF_UP.rounded(EXACT.divide(score.value, _readings(rate)[-1].of(_ONE)), weight.places)
        if cell == self.rate.result and weight.value:
            yield HALF_UP.rounded(EXACT.multiply(EXACT.divide(score.value, weight.value), _HUNDRED), rulebook.decimals)


def _readings(rate: Number) -> tuple[Share, ...]:
    """
    The shares that a printed rate may mean: without a percent sign, 1 is 1 % or 100 %.
    """
    share = Share(rate.value, _HUNDRED)
    return (share,) if rate.is_percent or rate.value > _ONE else (share, Share(rate.value, _ONE))


def _percentage(rate: Figure, share: Share) -> str:
    """
    The printed rate as the *share* it was read as.
    """
    in_percent = isinstance(rate, Number) and rate.is_percent
    return write_figure(rate) if in_percent or share.whole == _ONE else f"{write_figure(rate)}%"


def _value(figure: Figure) -> Decimal | None:
    return figure.value if isinstance(figure, Number) else None
