"""
What is known about the target of a row.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from perfscore.notation.clauses import Comparator
from perfscore.notation.number import EXACT, Number


__all__ = ["Attainment", "Outcome"]


class Outcome(StrEnum):
    """
    Met, missed, or why that cannot be said.
    """

    MET = "met"
    MISSED = "missed"
    LATE = "late"
    NOT_DONE = "not-done"
    #: Missed, but the target was only aimed at (力争).
    SOFT = "soft-target"
    #: A word below the target's on one scale: 良 against 优.
    GRADE = "lower-grade"
    #: Some of it was done and some was not.
    PARTLY = "partly-done"
    BLANK = "blank"
    UNCERTAIN = "uncertain"
    NOT_APPLICABLE = "not-applicable"
    QUALITATIVE = "qualitative"
    NOT_MEASURED = "not-measured"
    SEVERAL = "several-conditions"
    UNITS = "units-differ"
    DIRECTION = "no-comparator"
    APPROXIMATE = "approximate"
    #: The actual value is only a bound that leaves the target undecided: ≥180 against ≥200.
    BOUND = "only-a-bound"
    #: The actual value equals a strict limit: 90 % against >90 %.
    AT_LIMIT = "at-strict-limit"


@frozen(eq=False)
class Attainment:
    """
    The outcome, and for two comparable figures the comparator in force and both values in one unit.

    *soft* tells that the target was only aimed at. *exact* is whether target and actual value are one number each, so
    that a formula gives the score.
    """

    outcome: Outcome
    comparator: Comparator = ""
    target: Number | None = None
    actual: Number | None = None
    wanted: Decimal = Decimal(0)
    reached: Decimal = Decimal(0)
    soft: bool = False
    exact: bool = False

    @property
    def ratio(self) -> Decimal | None:
        """
        Actual / target, or ``None`` where that has no meaning.
        """
        if self.target is None or self.actual is None or self.wanted <= 0:
            return None
        return EXACT.divide(max(self.reached, Decimal(0)), self.wanted)
