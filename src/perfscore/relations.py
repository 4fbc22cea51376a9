"""
Which cells are bound to which by which formula.

A relation names its result and its inputs and computes the result from figures.
The same objects serve checking, explaining and finding the culprit, so that all three share one idea of "equal".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import groupby, islice, product
from typing import ClassVar, Final, Literal, Protocol

from attrs import frozen

from perfscore.attainment import Attainment, Outcome
from perfscore.figures import Row
from perfscore.number import EXACT, Figure, Mark, Number, plain, read_number
from perfscore.rounding import HALF_UP, HIDDEN_DIGITS, Interval, point
from perfscore.rulebook import UNROUNDED_INPUTS, Rulebook
from perfscore.verdict import Candidate, Judgement, Verdict, Why, judge


__all__ = ["Attained", "Execution", "Kind", "Numbers", "Rate", "Raw", "Relation", "Sum", "evaluate"]

Kind = Literal["components", "rate", "execution", "attainment", "section", "weights", "total", "grade"]
Numbers = Mapping[str, Figure]
#: The unrounded values that may stand behind a printed score, by its address.
Raw = Mapping[str, Sequence[Decimal]]

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)


class Relation(Protocol):
    """
    What every relation has.
    """

    @property
    def kind(self) -> Kind: ...
    @property
    def result(self) -> str: ...
    @property
    def inputs(self) -> tuple[str, ...]: ...

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        """
        What the result should be, first from the inputs as printed; or why that cannot be said.
        """
        ...

    def excuse(self, stated: Number, numbers: Numbers, raw: Raw) -> Why | str | None:
        """
        What else explains a result that no candidate fits: a reason not to judge, a recipe, or nothing.
        """
        ...


def evaluate(relation: Relation, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Judgement:
    """
    The verdict on *relation* with *numbers* put in.
    """
    candidates = relation.candidates(numbers, raw, rulebook)
    if isinstance(candidates, Why):
        return Judgement(Verdict.UNCHECKED, why=candidates)
    stated = numbers[relation.result]
    judgement = judge(stated, candidates, rulebook)
    if judgement.verdict is not Verdict.BROKEN or isinstance(stated, Mark):
        return judgement
    excuse = relation.excuse(stated, numbers, raw)
    if isinstance(excuse, Why):
        return Judgement(Verdict.UNCHECKED, why=excuse)
    if excuse is not None and excuse in rulebook.accepted_recipes:
        return Judgement(Verdict.ROUNDING, judgement.candidate, excuse)
    return judgement


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


_NOTHING: Final = Share(_ZERO, _ONE)
_ALL: Final = Share(_ONE, _ONE)


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
            shares = (*shares, _ALL)  # some forms cap the printed rate as well
        percentages = tuple(Candidate(s.of(_HUNDRED), rulebook.decimals, quotient) for s in shares)
        if isinstance(stated, Mark) or stated.is_percent:
            return percentages
        # Under a head 执行率(%) forms print 25; others print the share itself, 1 for 100 %.
        return (*percentages, *(Candidate(s.of(_ONE), rulebook.decimals + 2, quotient) for s in shares))

    def quotient(self, numbers: Numbers) -> str:
        """
        ``64.185681 / 119.838800``
        """
        return f"{_text(numbers[self.executed])} / {_text(numbers[self.budget])}"

    def excuse(self, stated: Number, numbers: Numbers, raw: Raw) -> str | None:
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
        behind = self.of.shares(numbers, rulebook)
        if isinstance(weight, Mark):
            return Why(weight.value)
        if isinstance(rate, Mark):
            return (
                behind if isinstance(behind, Why) else tuple(self._quotients(weight, behind, numbers, rulebook, None))
            )
        printed = (self._score(weight, share, rulebook, partial(_percentage, rate, share)) for share in _readings(rate))
        # Digits behind the printed rate count only where the printed rate may stand for them.
        if isinstance(behind, Why) or evaluate(self.of, numbers, raw, rulebook).verdict is Verdict.BROKEN:
            return tuple(printed)
        return (*printed, *self._quotients(weight, behind, numbers, rulebook, UNROUNDED_INPUTS))

    def _quotients(
        self, weight: Number, shares: tuple[Share, ...], numbers: Numbers, rulebook: Rulebook, recipe: str | None
    ) -> Iterator[Candidate]:
        for share in shares:
            yield self._score(weight, share, rulebook, partial(self.of.quotient, numbers), recipe)

    @staticmethod
    def _score(
        weight: Number, share: Share, rulebook: Rulebook, rate: Callable[[], str], recipe: str | None = None
    ) -> Candidate:
        """
        What a *share* spent earns; *rate* writes it.
        """

        def product() -> str:
            return f"{_text(weight)} × {rate()}"

        if rulebook.execution_method == "banded":
            earned, band = rulebook.execution_band(share.of(_ONE))
            score = EXACT.multiply(weight.value, EXACT.divide(earned, _HUNDRED))
            return Candidate(score, rulebook.decimals, lambda: f"{_text(weight)} × {earned}% ({rate()} {band})", recipe)
        score = share.of(weight.value)
        if rulebook.execution_capped and score > weight.value:
            return Candidate(weight.value, rulebook.decimals, lambda: f"min({_text(weight)}, {product()})", recipe)
        return Candidate(score, rulebook.decimals, product, recipe)

    def excuse(self, stated: Number, numbers: Numbers, raw: Raw) -> None:
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
    return _text(rate) if rate.is_percent or share.whole == _ONE else f"{_text(rate)}%"


def _proportional(target: Decimal, actual: Decimal) -> Share:
    return Share(max(actual, _ZERO), target) if target > 0 else _NOTHING


def _ratio(target: Decimal, actual: Decimal) -> Share:
    return Share(max(target, _ZERO), actual) if actual > 0 else _NOTHING


def _linear(target: Decimal, actual: Decimal) -> Share:
    left = EXACT.subtract(EXACT.add(target, target), actual)
    return Share(max(left, _ZERO), target) if target > 0 else _NOTHING


#: The shares of the weight that a missed target may earn, and how a person writes them.
_FORMULAS: Final[Mapping[str, tuple[Callable[[Decimal, Decimal], Share], str]]] = {
    "proportional": (_proportional, "{weight} × {actual} / {target}"),
    "ratio": (_ratio, "{weight} × {target} / {actual}"),
    "linear": (_linear, "{weight} × (1 - ({actual} - {target}) / {target})"),
}


@frozen(eq=False, repr=False)
class Attained:
    """
    score = weight × attainment(target, actual), of one row.

    A target that was met earns the weight; the scorer may still take points off, for which no formula exists.
    """

    result: str
    weight: str
    row: Row
    kind: ClassVar[Kind] = "attainment"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.weight, self.row.at("target"), self.row.at("actual"))

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        weight, attainment = numbers[self.weight], self.row.attainment
        if isinstance(weight, Mark):
            return Why(weight.value)
        if attainment.outcome is Outcome.MET:
            return _full_marks(weight.text, rulebook.decimals)
        if attainment.outcome not in (Outcome.MISSED, Outcome.DIRECTION):
            return Why(attainment.outcome.value)
        # A missed target never earns full marks by being printed with fewer decimals: 4.84 of 5 is no 5.
        stated = numbers[self.result]
        coarse = isinstance(stated, Number) and stated.value != weight.value
        return tuple(
            self._earned(name, weight, attainment, rulebook, coarse=coarse) for name in _formulas(attainment, rulebook)
        )

    @staticmethod
    def _earned(formula: str, weight: Number, attainment: Attainment, rulebook: Rulebook, *, coarse: bool) -> Candidate:
        share, words = _FORMULAS[formula]
        score = share(attainment.wanted, attainment.reached).of(weight.value)

        def arithmetic() -> str:
            return words.format(weight=_text(weight), target=_bare(attainment.target), actual=_bare(attainment.actual))

        return Candidate(score, rulebook.decimals, arithmetic, coarse=coarse)

    def excuse(self, stated: Number, numbers: Numbers, raw: Raw) -> Why | None:
        weight, outcome = numbers[self.weight], self.row.attainment.outcome
        full = isinstance(weight, Number) and stated.value == weight.value
        if outcome is Outcome.DIRECTION:
            return Why.DIRECTION
        if outcome is Outcome.MET and isinstance(weight, Number) and 0 <= stated.value < weight.value:
            return Why.DISCRETION
        return Why.STEPS if not full and self.row.deducts_by_steps else None


@lru_cache(maxsize=1024)
def _full_marks(weight: str, decimals: int) -> tuple[Candidate, ...] | Why:
    """
    The weight itself; a handful of weights is all that forms have.
    """
    number = read_number(weight)
    return (
        Why(number.value)
        if isinstance(number, Mark)
        else (Candidate(number.value, decimals, weight.strip, coarse=False),)
    )


def _formulas(attainment: Attainment, rulebook: Rulebook) -> tuple[str, ...]:
    if attainment.comparator in ("<=", "<"):
        return rulebook.at_most
    return rulebook.equal if attainment.comparator == "=" else rulebook.at_least


@frozen(eq=False, repr=False)
class Sum:
    """
    result = Σ parts: components, a section, the weights, the total.

    *barred* says beforehand why the sum cannot be judged; *open_blanks* that a blank part is not a zero;
    *hides* names the parts that were rounded when they were printed, so that the sum may know more of them.
    """

    kind: Kind
    result: str
    parts: tuple[str, ...]
    barred: Why | None = None
    open_blanks: bool = True
    hides: frozenset[str] = frozenset()

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.parts

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        if self.barred is not None:
            return self.barred
        printed: dict[str, Decimal] = {}
        for part in self.parts:
            figure = numbers[part]
            if isinstance(figure, Number):
                printed[part] = figure.value
            elif figure is Mark.UNREADABLE:
                return Why.UNREADABLE
        stated = numbers[self.result]
        if not printed or (stated is Mark.BLANK and self._open(numbers)):
            return Why.BLANK
        found = [self._added(printed, rulebook)]
        if isinstance(stated, Number) and stated.value == found[0].value:
            return (found[0],)
        derived = {part: raw[part] for part in printed if part in raw}
        # Each score may have been computed in more ways than one; a system may have added any of them.
        for picked in islice(product(*derived.values()), _MOST_PICKS) if derived else ():
            exact = {**printed, **dict(zip(derived, picked, strict=True))}
            found.append(self._added(exact, rulebook, UNROUNDED_INPUTS))
        if self.kind == "components" and len(printed) <= _MOST_NESTED:
            found += [
                self._added(heads, rulebook) for heads in _nested(list(printed.items())) if len(heads) < len(printed)
            ]
        return tuple(found)

    def _added(self, values: Mapping[str, Decimal], rulebook: Rulebook, recipe: str | None = None) -> Candidate:
        total = _ZERO
        for value in values.values():
            total = EXACT.add(total, value)
        # Scores may be added up and printed with fewer decimals; weights and amounts are assigned, and add up exactly.
        coarse = self.result.endswith(".score")
        return Candidate(total, rulebook.decimals, lambda: _terms(values.values()), recipe, coarse)

    def _open(self, numbers: Numbers) -> bool:
        return self.open_blanks and any(numbers[part] is Mark.BLANK for part in self.parts)

    def excuse(self, stated: Number, numbers: Numbers, raw: Raw) -> Why | str | None:
        if self._open(numbers):
            return Why.BLANK
        if not self.hides:
            return None
        total = point(_ZERO)
        for part in self.parts:
            number = numbers[part]
            if isinstance(number, Number):
                total += HALF_UP.unrounded(number.value, number.places) if part in self.hides else point(number.value)
        return HIDDEN_DIGITS if HALF_UP.unrounded(stated.value, stated.places).meets(total) else None


#: The ways of computing the scores of one sum that are tried.
_MOST_PICKS: Final = 64
#: A fund table with more components than this is not searched for components of components.
_MOST_NESTED: Final = 12


def _nested(values: Sequence[tuple[str, Decimal]]) -> Iterator[dict[str, Decimal]]:
    """
    The ways to leave out runs of two and more that the value before them already adds up: 地方资金 50 = 省级 20 + 县级 30.
    """
    if not values:
        yield {}
        return
    (address, value), following = values[0], values[1:]
    for rest in (following, *_after_parts(value, following)):
        for heads in _nested(rest):
            yield {address: value, **heads}


def _after_parts(value: Decimal, following: Sequence[tuple[str, Decimal]]) -> Iterator[Sequence[tuple[str, Decimal]]]:
    total = _ZERO
    for count, (_, part) in enumerate(following, 1):
        total = EXACT.add(total, part)
        if count > 1 and value and total == value:
            yield following[count:]


def _terms(values: Iterable[Decimal]) -> str:
    """
    ``5.36 + 4 × 3 + 12``: a run of three and more equal terms is written as a product.
    """
    terms: list[str] = []
    for value, run in groupby(plain(value, 0, 6) for value in values):
        count = len(list(run))
        terms += [f"{value} × {count}"] if count > 2 else [value] * count
    return " + ".join(terms)


def _text(figure: Figure) -> str:
    return figure.text.strip() if isinstance(figure, Number) else figure.value


def _bare(number: Number | None) -> str:
    """
    A target's or actual value's number without the unit that cancels out; a percent sign stays.
    """
    if number is None:
        return ""
    return plain(number.value, number.places, number.places) + ("%" if number.is_percent else "")
