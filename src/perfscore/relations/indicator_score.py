"""
The score of a row (得分), by what its target and actual value say of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar, Final

from attrs import define

from perfscore.notation.number import EXACT, Mark, Number, plain, read_number
from perfscore.relations.attainment import Attainment, Outcome
from perfscore.relations.judgement import Candidate, Why
from perfscore.relations.parsed_form import Row
from perfscore.relations.relation import Kind, Numbers, Raw
from perfscore.relations.shares import NOTHING, Share, written
from perfscore.rulebook import Rulebook


__all__ = ["Attained"]

_NONE: Final = Decimal(0)
_MET: Final = Outcome.MET
_DIRECTION: Final = Outcome.DIRECTION


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


#: What is known of a target to which no formula applies.
_UNCOMPARED: Final[Mapping[Outcome, Why]] = MappingProxyType(
    {known: Why(known.value) for known in Outcome if known not in (Outcome.MET, Outcome.MISSED, Outcome.DIRECTION)}
)


# A form has one for each row, and a frozen one takes three times as long to make.
@define(eq=False, repr=False)
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
        if attainment.outcome is _MET:
            return _full_marks(weight.text, rulebook.decimals)
        if attainment.outcome in _UNCOMPARED:
            return _UNCOMPARED[attainment.outcome]
        # A missed target never earns full marks by being printed with fewer decimals: 4.84 of 5 is no 5.
        stated = numbers[self.result]
        coarse = isinstance(stated, Number) and stated.value != weight.value
        formulas = _formulas(attainment, rulebook)
        earned = tuple([self._earned(name, weight, attainment, rulebook, coarse=coarse) for name in formulas])
        if attainment.outcome is _DIRECTION and any(c.value > weight.value for c in earned):
            return Why.DIRECTION  # more than was promised, which earns no more than the weight if it earns that
        return earned

    @staticmethod
    def _earned(formula: str, weight: Number, attainment: Attainment, rulebook: Rulebook, *, coarse: bool) -> Candidate:
        share, words = _FORMULAS[formula]
        score = share(attainment.wanted, attainment.reached).of(weight.value)

        def arithmetic() -> str:
            return words.format(
                weight=written(weight), target=_bare(attainment.target), actual=_bare(attainment.actual)
            )

        return Candidate(score, rulebook.decimals, arithmetic, coarse=coarse)

    def excuse(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> Why | None:
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


def _bare(number: Number | None) -> str:
    """
    A target's or actual value's number without the unit that cancels out; a percent sign stays.
    """
    if number is None:  # pragma: no cover - a formula is only applied to two figures
        return ""
    return plain(number.value, number.places, number.places) + ("%" if number.is_percent else "")
