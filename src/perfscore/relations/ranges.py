"""
What holds of a single printed value: a score lies between 0 and its weight, a scored row has a weight, and what is
printed twice is printed the same.

The first two are stated of a form only where they are violated: that a score lies in its range says nothing that the
other relations of the row do not say.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Final

from attrs import frozen

from perfscore.notation.number import Mark, Number
from perfscore.notation.rounding import Interval
from perfscore.relations.judgement import Bounds, Candidate, Judgement, Verdict, Why
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.relations.shares import share_of
from perfscore.rulebook import Rulebook


__all__ = ["Present", "Range", "Same"]

_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_INFINITE: Final = Decimal("Infinity")


@frozen(eq=False, repr=False)
class Range(Relation):
    """
    0 ≤ score ≤ weight, of a row, a section or the total; of a row that may earn less at most, so many *percent* of it.
    """

    weight: str
    percent: Decimal = _HUNDRED
    kind: ClassVar[Kind] = "range"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.weight,)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Bounds:
        weight = numbers[self.weight]
        high = max(share_of(weight, self.percent), _ZERO) if isinstance(weight, Number) else _INFINITE
        return Bounds(Interval(_ZERO, high))


@frozen(eq=False, repr=False)
class Present(Relation):
    """
    A scored row has a weight above 0.
    """

    score: str
    kind: ClassVar[Kind] = "present"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.score,)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Bounds:
        return Bounds(Interval(_ZERO, _INFINITE, low_in=False))

    def judge(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Judgement:
        if numbers[self.result] is Mark.BLANK:
            return Judgement(Verdict.BROKEN, bounds=self.candidates(numbers, raw, rulebook))
        return Relation.judge(self, numbers, raw, rulebook)


@frozen(eq=False, repr=False)
class Same(Relation):
    """
    Two printings of one value agree, at the fewer decimals.
    """

    other: str
    kind: ClassVar[Kind] = "same"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.other,)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        other = numbers[self.other]
        return Why(other.value) if isinstance(other, Mark) else (Candidate(other.value, other.places),)

    def expected(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> None:
        """
        Nothing is computed: either printing may be the right one.
        """
