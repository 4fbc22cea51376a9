"""
What a target promises, as the set of actual values that meet it, and which of two promises is easier to keep.

``≥20条`` and ``20条以上`` are the same set. A target is easier than another where every value that meets the other meets it too.
This module is the only one of the room that knows how targets are printed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from attrs import frozen

from perfscore.comparing.likeness import name_key
from perfscore.form import Indicator
from perfscore.lexicon import load_lexicon
from perfscore.notation.number import EXACT, Number, is_blank
from perfscore.notation.statement import Clause, Comparator, Statement, read_statement, read_target
from perfscore.notation.units import measure
from perfscore.relations.direction import direction


__all__ = ["Change", "Interval", "Promise", "change_between", "figure", "printed_target", "promise"]

#: How one target differs from another. A comparator is *dropped* where one side prints a bare number whose direction
#: nothing tells, *turned* where at least became at most; *other* is a change of which nobody can say whom it favours.
Change = Literal["easier", "harder", "turned", "unit", "dropped", "wording", "other"]

_UPWARDS: Final = (">=", ">")
_DOWNWARDS: Final = ("<=", "<")


@frozen
class Interval:
    """
    The values from *low* to *high*, ``None`` being no bound; a bound belongs to the set where it is *closed*.

    *unit* is a dimension or, for a unit of no known dimension, the unit itself; empty where none was printed.
    """

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True
    unit: str = ""

    def holds(self, other: Interval) -> bool:
        """
        Whether all of *other* lies in this interval, units aside.
        """
        above = self.low is None or (
            other.low is not None
            and (other.low > self.low or (other.low == self.low and self.low_closed >= other.low_closed))
        )
        below = self.high is None or (
            other.high is not None
            and (other.high < self.high or (other.high == self.high and self.high_closed >= other.high_closed))
        )
        return above and below

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high


@frozen
class Promise:
    """
    What a target says: an interval for each of its figures, the last day of each of its dates, and its other words.
    """

    intervals: tuple[Interval, ...] = ()
    deadlines: tuple[date, ...] = ()
    words: str = ""

    @property
    def is_blank(self) -> bool:
        return self == Promise()


def promise(indicator: Indicator, year: int) -> Promise:
    """
    What the target of *indicator* promises; dates without a year are of *year*.
    """
    said = read_target(indicator.comparator, indicator.target, indicator.unit, year)
    means = direction(indicator.level2 or indicator.level1 or "", indicator.name or "")
    return _promise(said, means)


def printed_target(indicator: Indicator) -> str | None:
    """
    The target as one text, where a form prints it in up to three columns.
    """
    parts = (indicator.comparator, indicator.target, indicator.unit)
    return "".join(part for part in parts if part and not is_blank(part)) or None


def figure(text: str | None, year: int) -> Interval | None:
    """
    The one exact figure that fills an actual value, as a point; ``None`` for anything else.
    """
    said = read_statement(text, year)
    if said.clause is None or said.clause.comparator or said.clause.approximate:
        return None
    found = _interval(said.clause, "")
    return found if found.is_point else None


def change_between(before: Promise, after: Promise) -> Change | None:
    """
    How *after* differs from *before*; ``None`` where they promise the same.
    """
    if before == after:
        return None
    if len(before.intervals) != len(after.intervals) or len(before.deadlines) != len(after.deadlines):
        return "other"
    if not before.intervals and not before.deadlines:
        return "wording"
    changes = {_change_of_interval(b, a) for b, a in zip(before.intervals, after.intervals, strict=True)}
    changes |= {_change_of_day(b, a) for b, a in zip(before.deadlines, after.deadlines, strict=True)}
    changes.discard(None)
    if not changes:
        return "wording" if before.words != after.words else None
    return changes.pop() if len(changes) == 1 else "other"


def _change_of_interval(before: Interval, after: Interval) -> Change | None:
    if before.unit != after.unit and before.unit and after.unit:
        return "unit"
    wider, narrower = after.holds(before), before.holds(after)
    if wider and narrower:
        return None
    if wider or narrower:
        if before.is_point or after.is_point:
            return "dropped" if _shares_bound(before, after) else "other"
        return "easier" if wider else "harder"
    turned = (before.low is None) != (after.low is None) and (before.high is None) != (after.high is None)
    return "turned" if turned else "other"


def _shares_bound(one: Interval, other: Interval) -> bool:
    return (one.low is not None and one.low == other.low) or (one.high is not None and one.high == other.high)


def _change_of_day(before: date, after: date) -> Change | None:
    return None if before == after else "easier" if after > before else "harder"


@lru_cache(maxsize=4096)
def _promise(said: Statement, means: Comparator) -> Promise:
    if said.blank:
        return Promise()
    intervals = tuple(_interval(condition, means) for condition in said.clauses)
    deadlines = tuple(period.last for period in said.dates)
    words = said.rest if intervals or deadlines else said.text
    return Promise(intervals, deadlines, name_key(words))


def _interval(condition: Clause, means: Comparator) -> Interval:
    """
    The set that a condition denotes; *means* is the comparator of a bare number, empty where nothing tells.
    """
    low, unit = _value(condition.number)
    if condition.high is not None:
        return Interval(low, _value(condition.high)[0], unit=unit)
    comparator = means if condition.comparator in ("", "=") and not condition.approximate else condition.comparator
    if comparator in _UPWARDS:
        return Interval(low, None, low_closed=comparator == ">=", unit=unit)
    if comparator in _DOWNWARDS:
        return Interval(None, low, high_closed=comparator == "<=", unit=unit)
    return Interval(low, low, unit=unit)


def _value(number: Number) -> tuple[Decimal, str]:
    """
    The number in the common unit of its dimension, and that dimension; 个 and 套 count different things in a promise.
    """
    measured = measure(number.base, load_lexicon())
    dimension = number.base if measured.dimension == "count" else measured.dimension
    return EXACT.multiply(number.quantity, measured.factor), dimension
