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

from perfscore.comparing.entry import Entry
from perfscore.comparing.likeness import name_key
from perfscore.form import Indicator
from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import INFINITE
from perfscore.notation.number import EXACT, is_blank
from perfscore.notation.phrases import Grade
from perfscore.notation.rounding import Interval
from perfscore.notation.statement import Clause, Comparator, Statement, read_statement, read_target, target_direction
from perfscore.notation.units import measure
from perfscore.relations.direction import direction


__all__ = ["SHARE", "Bound", "Change", "Promise", "change_between", "figure", "printed_target", "promise", "readings"]

#: How one target differs from another. A comparator is *dropped* where one side prints a bare number whose direction
#: nothing tells, *turned* where at least became at most; *other* is a change of which nobody can say whom it favours.
Change = Literal["easier", "harder", "turned", "unit", "dropped", "wording", "other"]

_UPWARDS: Final = (">=", ">")
_DOWNWARDS: Final = ("<=", "<")
#: Different counters count different things in a promise: 套 is not 条.
_COUNT: Final = "count"
#: The dimension of percentages in the lexicon.
SHARE: Final = "share"
_WHOLE: Final = Decimal(100)


@frozen
class Bound:
    """
    The numbers that meet one figure of a target, in the common unit of its dimension.

    *unit* is that dimension or, for a unit of no known dimension and for counters, the unit itself; empty where none was
    printed.
    """

    values: Interval
    unit: str = ""

    @property
    def low(self) -> Decimal | None:
        return None if self.values.low == -INFINITE else self.values.low

    @property
    def high(self) -> Decimal | None:
        return None if self.values.high == INFINITE else self.values.high

    @property
    def is_point(self) -> bool:
        return self.values.low == self.values.high


@frozen
class Promise:
    """
    What a target says: a bound for each of its figures, the last day of each of its dates, its word of an ordered scale,
    and its other words.
    """

    bounds: tuple[Bound, ...] = ()
    deadlines: tuple[date, ...] = ()
    grades: tuple[Grade, ...] = ()
    words: str = ""

    @property
    def is_blank(self) -> bool:
        return self == Promise()


def promise(indicator: Indicator, entry: Entry) -> Promise:
    """
    What the target of *indicator*, a row of *entry*, promises; dates without a year are of the form's year.
    """
    lexicon = entry.lexicon
    said = read_target(indicator.comparator, indicator.target, indicator.unit, entry.date_year, lexicon)
    name = indicator.name or ""
    printed = target_direction(indicator.comparator, name, lexicon)
    return _promise(said, printed, indicator.level2 or indicator.level1 or "", name, lexicon)


def printed_target(indicator: Indicator) -> str | None:
    """
    The target as one text, where a form prints it in up to three columns.
    """
    parts = (indicator.comparator, indicator.target, indicator.unit)
    return "".join(part for part in parts if part and not is_blank(part)) or None


def figure(text: str | None, entry: Entry) -> Bound | None:
    """
    The one exact figure that fills an actual value of *entry*, as a point; ``None`` for anything else.
    """
    said = read_statement(text, entry.date_year, entry.lexicon)
    return _bound(said.clause, "", entry.lexicon) if said.clause is not None and said.clause.is_exact else None


def change_between(before: Promise, after: Promise) -> Change | None:
    """
    How *after* differs from *before*; ``None`` where they promise the same.
    """
    if before == after:
        return None
    if len(before.bounds) != len(after.bounds) or len(before.deadlines) != len(after.deadlines):
        return "other"
    if not before.bounds and not before.deadlines:
        return _change_of_words(before, after)
    if _counts_otherwise(before, after) or _counts_otherwise(after, before):
        return "other"
    changes = {_change_of_bound(b, a) for b, a in zip(before.bounds, after.bounds, strict=True)}
    changes |= {_change_of_day(b, a) for b, a in zip(before.deadlines, after.deadlines, strict=True)}
    changes.discard(None)
    if not changes:
        # one side may say in the cell what the other leaves to the row's name: 培训200人次 beside 200人次
        return None if before.words in after.words or after.words in before.words else "wording"
    return changes.pop() if len(changes) == 1 else "other"


def _counts_otherwise(bare: Promise, other: Promise) -> bool:
    """
    Whether the words of *bare* may be a unit that nobody knows, where the *other* prints one: 3圈 beside 12公里.
    """
    unitless = any(one.unit == "" != two.unit for one, two in zip(bare.bounds, other.bounds, strict=True))
    return unitless and bare.words not in other.words


def _change_of_bound(before: Bound, after: Bound) -> Change | None:
    if before.unit != after.unit and before.unit and after.unit:
        return "unit"
    changes = {_change_of_values(one, other) for one in readings(before, after) for other in readings(after, before)}
    if len(changes) == 1:
        return changes.pop()
    return None if None in changes else "other"


def readings(bound: Bound, beside: Bound) -> tuple[Bound, ...]:
    """
    What *bound* may mean: beside a percentage a bare number up to 1 may also be the share itself, 0.9 for 90%.
    """
    ends = [end for end in (bound.low, bound.high) if end is not None]
    if bound.unit or beside.unit != SHARE or not all(0 < end <= 1 for end in ends):
        return (bound,)
    values = bound.values
    low, high = (EXACT.multiply(end, _WHOLE) for end in (values.low, values.high))
    return bound, Bound(Interval(low, high, values.low_in, values.high_in))


def _change_of_values(before: Bound, after: Bound) -> Change | None:
    wider, narrower = before.values.within(after.values), after.values.within(before.values)
    if wider and narrower:
        return None
    if wider or narrower:
        if before.is_point or after.is_point:
            return "dropped" if _shares_end(before, after) else "other"
        return "easier" if wider else "harder"
    turned = (before.low is None) != (after.low is None) and (before.high is None) != (after.high is None)
    return "turned" if turned else "other"


def _shares_end(one: Bound, other: Bound) -> bool:
    return (one.low is not None and one.low == other.low) or (one.high is not None and one.high == other.high)


def _change_of_day(before: date, after: date) -> Change | None:
    return None if before == after else "easier" if after > before else "harder"


def _change_of_words(before: Promise, after: Promise) -> Change:
    """
    A lower word of one scale is easier to reach: 良 than 优.
    """
    if len(before.grades) != 1 or len(after.grades) != 1:
        return "wording"
    (one,), (other,) = before.grades, after.grades
    if (one.scale, one.stem) != (other.scale, other.stem) or one.rank == other.rank:
        return "wording"
    return "easier" if other.rank < one.rank else "harder"


@lru_cache(maxsize=4096)
def _promise(said: Statement, printed: Comparator, level: str, name: str, lexicon: Lexicon) -> Promise:
    if said.blank:
        return Promise()
    bounds = tuple(_bound(clause, _means(clause, printed, level, name, lexicon), lexicon) for clause in said.clauses)
    deadlines = tuple(period.last for period in said.dates)
    words = said.rest if bounds or deadlines else said.text
    return Promise(bounds, deadlines, said.words.grades, name_key(words))


def _means(clause: Clause, printed: Comparator, level: str, name: str, lexicon: Lexicon) -> Comparator:
    """
    The comparator of a bare number, by its words (降至), by the direction its row prints (正向) or else by its row's name
    and head; empty where nothing tells.
    """
    return clause.moves or printed or direction(level, name, measure(clause.number.base, lexicon).dimension, lexicon)


def _bound(clause: Clause, means: Comparator, lexicon: Lexicon) -> Bound:
    values = clause.values(lexicon)
    if clause.is_exact and means in _UPWARDS:
        values = Interval(values.low, INFINITE, high_in=False)
    elif clause.is_exact and means in _DOWNWARDS:
        values = Interval(-INFINITE, values.high, low_in=False)
    measured = measure(clause.number.base, lexicon)
    factor = EXACT.multiply(measured.factor, Decimal(clause.period or 1))
    scaled = Interval(
        EXACT.multiply(values.low, factor), EXACT.multiply(values.high, factor), values.low_in, values.high_in
    )
    return Bound(scaled, clause.number.base if measured.dimension == _COUNT else measured.dimension)
