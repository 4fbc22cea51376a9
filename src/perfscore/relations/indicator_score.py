"""
The score of a row (得分), by what its target and actual value say of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import evolve, frozen

from perfscore.notation.number import EXACT, Mark, Number, plain
from perfscore.notation.rounding import HALF_UP, Interval
from perfscore.relations.attainment import Attainment, Outcome
from perfscore.relations.judgement import Bounds, Candidate, Judgement, Why
from perfscore.relations.parsed_form import Row
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.relations.scoring_rules import Steps
from perfscore.relations.shares import NOTHING, Share, share_of, write_figure
from perfscore.rulebook import Rulebook


__all__ = ["IndicatorScore"]

_NONE: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)


def _proportional(target: Decimal, actual: Decimal) -> Share:
    return Share(max(actual, _NONE), target) if target > 0 else NOTHING


def _ratio(target: Decimal, actual: Decimal) -> Share:
    return Share(max(target, _NONE), actual) if actual > 0 else NOTHING


def _linear(target: Decimal, actual: Decimal) -> Share:
    left = EXACT.subtract(EXACT.add(target, target), actual)
    return Share(max(left, _NONE), target) if target > 0 else NOTHING


#: The shares of the weight that a missed target may earn, and how a person writes them.
_FORMULAS: Final[Mapping[str, tuple[Callable[[Decimal, Decimal], Share], str]]] = {
    "proportional": (_proportional, "{weight} × {actual} / {target}"),
    "ratio": (_ratio, "{weight} × {target} / {actual}"),
    "linear": (_linear, "{weight} × (1 - ({actual} - {target}) / {target})"),
}

#: Outcomes that are a miss, so that full marks are wrong, but to which no formula applies.
_BELOW: Final = (Outcome.NOT_DONE,)
#: How a person writes what a score is made of besides.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{name: words for name, (_, words) in _FORMULAS.items()},
        "full": "{weight}",
        "banded": "{weight} × {share}%",
        "steps": "{weight} - {taken}",
        "failed": "0",
    }
)
#: Decimals in which an unrounded score is shown before it is rounded.
_SHOWN_BEFORE_ROUNDING: Final = 4
#: What is known of a target to which no formula applies.
_UNCOMPARED: Final[Mapping[Outcome, Why]] = MappingProxyType(
    {known: Why(known.value) for known in Outcome if known not in (Outcome.MET, Outcome.MISSED, Outcome.DIRECTION)}
)


@frozen
class Scoring:
    """
    How a score was computed: the formula, the *share* of the weight that its band earns in per cent, the points *taken*
    off by its steps, and those taken off by hand.
    """

    formula: str
    share: Decimal = _NONE
    taken: Decimal = _NONE
    deduction: Decimal = _NONE


_FULL: Final = Scoring("full")


@frozen(eq=False, repr=False)
class IndicatorScore(Relation):
    """
    score = weight × attainment(target, actual), of one row, less the points that the row says were taken off.

    A target that was met earns the weight; the scorer may still take points off, for which no formula exists.
    """

    weight: str
    row: Row
    kind: ClassVar[Kind] = "attainment"
    passes_on_digits: ClassVar[bool] = True

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.weight, self.row.at("target"), self.row.at("actual"))

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Bounds | Why:
        weight, attainment = numbers[self.weight], self.row.attainment
        if isinstance(weight, Mark):
            return Why(weight.value)
        if attainment.outcome is Outcome.MET:
            most = share_of(weight, self.row.largest)
            return _full_marks(most, self._deduction(rulebook), rulebook.decimals)
        if attainment.outcome in _BELOW:
            return _below(weight.value, _UNCOMPARED[attainment.outcome])
        if attainment.outcome in _UNCOMPARED:
            return _UNCOMPARED[attainment.outcome]
        if not attainment.exact:
            return _below(weight.value, Why.SEVERAL) if attainment.outcome is Outcome.MISSED else Why.DIRECTION
        # A missed target never earns full marks by being printed with fewer decimals: 4.84 of 5 is no 5.
        stated = numbers[self.result]
        coarse = isinstance(stated, Number) and stated.value != weight.value
        earned = tuple(_earnings(weight, self.row, self._deduction(rulebook), rulebook, coarse=coarse))
        if attainment.outcome is Outcome.DIRECTION and any(c.value > weight.value for c in earned):
            return Why.DIRECTION  # more than was promised, which earns no more than the weight if it earns that
        return earned

    def _deduction(self, rulebook: Rulebook) -> Decimal:
        return self.row.rule.deduction if rulebook.deductions_by_hand else _NONE

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        scoring: Scoring = candidate.basis
        text = _WORDS[scoring.formula].format(
            weight=write_figure(numbers[self.weight]),
            target=_bare(self.row.attainment.target),
            actual=_bare(self.row.attainment.actual),
            taken=plain(scoring.taken),
            share=plain(scoring.share, 0),
        )
        return f"{text} - {plain(scoring.deduction)}" if scoring.deduction else text

    def derivation(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        candidate, expected = judgement.candidate, self.expected(judgement, numbers, rulebook)
        if candidate is None or expected is None:
            return None
        arithmetic = self.arithmetic(candidate, numbers, rulebook)
        unrounded = plain(candidate.value, 0, _SHOWN_BEFORE_ROUNDING)
        if expected in (unrounded, arithmetic):
            return f"{arithmetic} = {expected}"
        return f"{arithmetic} = {unrounded} → {expected}"

    def solutions(
        self, cell: str, numbers: Numbers, candidates: tuple[Candidate, ...], rulebook: Rulebook
    ) -> Iterator[Decimal]:
        yield from Relation.solutions(self, cell, numbers, candidates, rulebook)
        score, weight = numbers[self.result], numbers[self.weight]
        if cell != self.weight or isinstance(score, Mark) or isinstance(weight, Mark):
            return
        for candidate in candidates:
            if candidate.value and weight.value:
                share = EXACT.divide(candidate.value, weight.value)
                yield HALF_UP.rounded(EXACT.divide(score.value, share), weight.places)

    def tolerated_by(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> Why | None:
        weight, outcome = numbers[self.weight], self.row.attainment.outcome
        full = isinstance(weight, Number) and stated.value == share_of(weight, self.row.largest)
        if outcome is Outcome.DIRECTION:
            return Why.DIRECTION
        if outcome is Outcome.MET and isinstance(weight, Number) and 0 <= stated.value < weight.value:
            return Why.DISCRETION
        if full or not self.row.rule.explains:
            return None
        return Why.STEPS if self.row.deducts_by_steps else Why.EXPLAINED


def _below(weight: Decimal, why: Why) -> Bounds:
    """
    Less than full marks; how much less, no formula says.
    """
    return Bounds(Interval(_NONE, weight, high_in=False), why=why)


def _full_marks(most: Decimal, deduction: Decimal, decimals: int) -> tuple[Candidate, ...]:
    """
    The most that the row may earn, and less what it says was taken off.
    """
    full = Candidate(most, decimals, _FULL, coarse=False)
    return (full, _less(full, deduction)) if deduction else (full,)


def _less(candidate: Candidate, deduction: Decimal) -> Candidate:
    """
    *candidate* less points taken off by hand, but not below 0.
    """
    value = max(EXACT.subtract(candidate.value, deduction), _NONE)
    return evolve(candidate, value=value, basis=evolve(candidate.basis, deduction=deduction))


def _earnings(weight: Number, row: Row, deduction: Decimal, rulebook: Rulebook, *, coarse: bool) -> Iterator[Candidate]:
    """
    What a missed target may earn: by the rulebook's formulas, by the row's own steps and pass mark, each also less what
    was taken off by hand.
    """
    attainment, rule = row.attainment, row.rule
    reached = _completion(attainment)
    if reached is not None and reached < rulebook.pass_mark:
        found = [_nothing_earned(rulebook)]
    else:
        found = [_by_formula(name, weight, attainment, rulebook, coarse=coarse) for name in _formulas(row, rulebook)]
    if rule.steps is not None:
        found.append(_by_steps(rule.steps, weight, attainment, rulebook))
    if rule.pass_mark is not None and reached is not None and reached < rule.pass_mark.limit:
        found.append(_nothing_earned(rulebook))
    yield from found
    if deduction:
        yield from (_less(candidate, deduction) for candidate in found)


def _completion(attainment: Attainment) -> Decimal | None:
    """
    How far a target was reached, in per cent; of an upper limit, target / actual.
    """
    wanted, reached = attainment.wanted, max(attainment.reached, _NONE)
    if attainment.comparator in ("<=", "<"):
        wanted, reached = reached, wanted
    return EXACT.divide(EXACT.multiply(reached, _HUNDRED), wanted) if wanted > 0 else None


def _nothing_earned(rulebook: Rulebook) -> Candidate:
    return Candidate(_NONE, rulebook.decimals, Scoring("failed"), coarse=False)


def _by_formula(name: str, weight: Number, attainment: Attainment, rulebook: Rulebook, *, coarse: bool) -> Candidate:
    if name in _FORMULAS:
        score = _FORMULAS[name][0](attainment.wanted, attainment.reached).of(weight.value)
        return Candidate(score, rulebook.decimals, Scoring(name), coarse=coarse)
    reached = _completion(attainment) or _NONE
    if name == "banded":
        share, _ = rulebook.attainment_band(EXACT.divide(reached, _HUNDRED))
        return Candidate(
            Share(share, _HUNDRED).of(weight.value), rulebook.decimals, Scoring(name, share=share), coarse=coarse
        )
    taken = _NONE
    for step in rulebook.attainment_steps:
        count = EXACT.divide(EXACT.subtract(_HUNDRED, reached), step.percent)
        whole = count.to_integral_value(ROUND_CEILING if step.begun else ROUND_FLOOR, EXACT)
        taken = EXACT.add(taken, Share(EXACT.multiply(whole, step.points), _HUNDRED).of(weight.value))
    value = max(EXACT.subtract(weight.value, taken), _NONE)
    return Candidate(value, rulebook.decimals, Scoring(name, taken=taken), coarse=coarse)


def _by_steps(steps: Steps, weight: Number, attainment: Attainment, rulebook: Rulebook) -> Candidate:
    """
    Points off for every step that the target was missed by, in proportion: forms do not say whether a step that was only
    begun counts.
    """
    gap = abs(EXACT.subtract(attainment.wanted, attainment.reached))
    if steps.percent and attainment.target is not None and not attainment.target.is_percent and attainment.wanted > 0:
        gap = EXACT.multiply(EXACT.divide(gap, attainment.wanted), _HUNDRED)
    taken = EXACT.multiply(EXACT.divide(gap, steps.step), steps.points)
    value = max(EXACT.subtract(weight.value, taken), _NONE)
    return Candidate(value, rulebook.decimals, Scoring("steps", taken=taken), coarse=False)


def _formulas(row: Row, rulebook: Rulebook) -> tuple[str, ...]:
    if row.attainment.comparator in ("<=", "<"):
        return rulebook.at_most
    clause = row.target.clause
    return rulebook.equal if clause is not None and clause.comparator == "=" else rulebook.at_least


def _bare(number: Number | None) -> str:
    """
    A target's or actual value's number without the unit that cancels out; a percent sign stays.
    """
    if number is None:  # pragma: no cover - a formula is only applied to two figures
        return ""
    return plain(number.value, number.places, number.places) + ("%" if number.is_percent else "")
