"""
Two figures side by side: a target's clause denotes the set of numbers that meet it, an actual value's the numbers it may be.

*Met*: the actual's set is a subset. *Missed*: every number of it misses. Otherwise undecided, and why.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import INFINITE, Clause, Comparator
from perfscore.notation.number import EXACT, Number
from perfscore.notation.rounding import Interval
from perfscore.notation.units import measure
from perfscore.relations.moves import move, move_named
from perfscore.relations.outcome import Attainment, Outcome


__all__ = ["UNKNOWN_KIND", "RowKind", "comparable", "compare_clauses", "outcome_of"]

_ONE: Final = Decimal(1)
_TEN: Final = 10
_HUNDRED: Final = Decimal(100)
_NOTHING: Final = Interval(Decimal(1), Decimal(0))

#: Measures of the same thing by another count.
_COUNTED_ALIKE: Final = (frozenset({"count", "firms"}), frozenset({"count", "households"}))
_PEOPLE: Final = ("人", "员", "生", "众", "户", "工")


@frozen
class RowKind:
    """
    What a row itself says of its figures: the comparator that one without any means, and its name.

    *is_share* is whether a bare number is one in per cent; *may_fall* whether a target of 0 is no upper limit, because the
    figure may be negative.
    """

    means: Comparator = ""
    name: str = ""
    is_share: bool = False
    may_fall: bool = False


#: A row of which nothing is known.
UNKNOWN_KIND: Final = RowKind()


@frozen
class _Reading:
    """
    One way to bring both figures to one unit: the factors to it.
    """

    wanted: Decimal = _ONE
    reached: Decimal = _ONE


_AS_PRINTED: Final = (_Reading(),)


def compare_clauses(wanted: Clause, reached: Clause, kind: RowKind, lexicon: Lexicon) -> Attainment:
    """
    Compare an actual value with a target.
    """
    readings = _readings(wanted, reached, kind, lexicon)
    if not readings:
        return Attainment(Outcome.UNITS, target=None)
    promised, done = move(wanted.before, lexicon), move(reached.before, lexicon)
    named = move_named(kind.name, lexicon)
    if done and (promised or named) not in ("", done):
        # 下降2% where an increase was promised.
        reached = evolve(reached, number=_negative(reached.number)) if reached.is_exact else reached
    means = _direction(wanted, kind)
    if promised and wanted.comparator in ("", "="):
        # A change that was promised is no worse for being larger; without a word for it nobody knows what a figure says.
        means = ">=" if done or named else ""
    outcome = _judge(wanted, reached, readings[0], means, kind, lexicon)
    # 1 beside ≥90% may be 1 % or the whole: told only where both say the same.
    if any(_judge(wanted, reached, other, means, kind, lexicon) is not outcome for other in readings[1:]):
        return Attainment(Outcome.UNITS)
    reading = readings[0]
    limit, amount = _limit(wanted, means, lexicon), reached.number.quantity
    exact = wanted.high is None and wanted.tolerance is None and not wanted.width and reached.is_exact
    return Attainment(
        Outcome.SOFT if outcome is Outcome.MISSED and wanted.soft else outcome,
        means,
        wanted.number,
        reached.number,
        EXACT.multiply(limit, reading.wanted),
        EXACT.multiply(amount, reading.reached),
        wanted.soft,
        exact and len(readings) == 1,
    )


def _negative(number: Number) -> Number:
    return evolve(number, value=-number.value)


def _direction(wanted: Clause, kind: RowKind) -> Comparator:
    """
    The comparator in force: the printed one, or what the target's words or the row say.
    """
    if wanted.comparator not in ("", "="):
        return wanted.comparator
    if wanted.moves:
        return wanted.moves
    # 0 % satisfaction or 0 courses is a slip, and no promise that nobody will be satisfied or taught
    more_is_better = kind.means in (">=", ">")
    if wanted.is_exact and wanted.number.value == 0 and not kind.may_fall and not more_is_better:
        return "<="  # none at all
    return kind.means


def _limit(wanted: Clause, means: Comparator, lexicon: Lexicon) -> Decimal:
    """
    The number that a formula compares with: the near end of a range or an approximation.
    """
    if wanted.comparator not in ("", "=") or wanted.is_exact:
        return wanted.number.quantity
    values = wanted.values(lexicon)
    return values.high if means in ("<=", "<") else values.low


def _judge(
    wanted: Clause, reached: Clause, reading: _Reading, means: Comparator, kind: RowKind, lexicon: Lexicon
) -> Outcome:
    values, done = _times(wanted.values(lexicon), reading.wanted), _times(reached.values(lexicon), reading.reached)
    goal = _met_by(values, wanted, means)
    if done.within(goal):
        return Outcome.MET
    if done.within(_missed_by(values, means)):
        # Fewer people than were to be counted by their visits may have come more than once.
        visits = means in (">=", ">") and wanted.number.base == "人次" and reached.number.base in ("人", "名", "位")
        return Outcome.UNITS if visits and not _counts_people(kind.name) else Outcome.MISSED
    return outcome_of(
        wanted, reached, means, at_limit=done.low == done.high == goal.low or done.low == done.high == goal.high
    )


def _counts_people(name: str) -> bool:
    return any(word in name for word in _PEOPLE)


def outcome_of(wanted: Clause, reached: Clause, means: Comparator, *, at_limit: bool) -> Outcome:
    """
    Why two figures leave a target undecided.
    """
    if reached.is_exact and wanted.comparator in (">", "<") and at_limit:
        return Outcome.AT_LIMIT
    if not means and reached.is_exact:
        return Outcome.DIRECTION
    if reached.width:
        return Outcome.APPROXIMATE
    if reached.comparator not in ("", "="):
        return Outcome.BOUND
    return Outcome.SEVERAL


def _met_by(values: Interval, wanted: Clause, means: Comparator) -> Interval:
    """
    The numbers that meet a target which denotes *values*.

    The good side of a range, a tolerance or an approximation is open: beyond it nobody knows.
    """
    if wanted.comparator not in ("", "=") or not wanted.is_exact:
        return values
    if means in (">=", ">"):
        return Interval(values.low, INFINITE, high_in=False)
    return Interval(-INFINITE, values.high, low_in=False) if means in ("<=", "<") else values


def _missed_by(values: Interval, means: Comparator) -> Interval:
    """
    The numbers that miss a target which denotes *values*; what neither meets nor misses it is undecided.
    """
    if means in (">=", ">"):
        return Interval(-INFINITE, values.low, low_in=False, high_in=False)
    if means in ("<=", "<"):
        return Interval(values.high, INFINITE, low_in=False, high_in=False)
    return _NOTHING


def _times(values: Interval, factor: Decimal) -> Interval:
    if factor is _ONE:
        return values
    return Interval(
        EXACT.multiply(values.low, factor), EXACT.multiply(values.high, factor), values.low_in, values.high_in
    )


def comparable(wanted: Clause, reached: Clause, kind: RowKind, lexicon: Lexicon) -> bool:
    """
    Whether the two figures may be brought to one unit.
    """
    return bool(_readings(wanted, reached, kind, lexicon))


def _readings(wanted: Clause, reached: Clause, kind: RowKind, lexicon: Lexicon) -> tuple[_Reading, ...]:
    """
    The ways to bring both figures to one unit; none where they count different things.
    """
    one, other = wanted.number, reached.number
    base = one.base
    if base and base == other.base:
        readings: tuple[_Reading, ...] = _AS_PRINTED
    else:
        readings = _units(_per_each(wanted, reached), _per_each(reached, wanted), kind, lexicon)
    if wanted.period == reached.period:
        return readings
    # What happens so often a year is so many in the year.
    times = Decimal(wanted.period or 1), Decimal(reached.period or 1)
    return tuple(_Reading(EXACT.multiply(r.wanted, times[0]), EXACT.multiply(r.reached, times[1])) for r in readings)


def _per_each(clause: Clause, other: Clause) -> Number:
    """
    The number of a clause, without the "for each" of its unit that the other clause puts into words: 3篇/人, 人均3篇.
    """
    above, slash, below = clause.number.unit.partition("/")
    each = (f"{below}均", f"每{below}")
    return evolve(clause.number, unit=above) if slash and any(word in other.before for word in each) else clause.number


def _units(wanted: Number, reached: Number, kind: RowKind, lexicon: Lexicon) -> tuple[_Reading, ...]:
    one, other = measure(wanted.base, lexicon), measure(reached.base, lexicon)
    if one.dimension and other.dimension:
        alike = one.dimension == other.dimension or frozenset({one.dimension, other.dimension}) in _COUNTED_ALIKE
        return (_Reading(one.factor, other.factor),) if alike else ()
    if not (one.dimension or other.dimension):
        return _bare_share(wanted, reached) if kind.is_share else (_Reading(),)
    # A missing unit takes the other side's, 万 included: ≤90万元 beside 90.
    bare, full = (wanted, reached) if not one.dimension else (reached, wanted)
    if "share" in (one.dimension, other.dimension) and full.is_percent:
        return _share_beside(bare, full, bare_is_wanted=bare is wanted)
    return _nearer(wanted, reached)


def _bare_share(wanted: Number, reached: Number) -> tuple[_Reading, ...]:
    """
    Two shares without a sign: 0.94 beside 95 may be 94 % as well.
    """
    if wanted.value > _HUNDRED >= reached.value:
        return ()  # 360 who were asked, 98 %
    return (
        _Reading(),
        *(_Reading(_HUNDRED, _ONE) for _ in (0,) if 0 < wanted.value <= 1 < reached.value),
        *(_Reading(_ONE, _HUNDRED) for _ in (0,) if 0 < reached.value <= 1 < wanted.value),
    )


def _share_beside(bare: Number, full: Number, *, bare_is_wanted: bool) -> tuple[_Reading, ...]:
    """
    A number without a sign beside a percentage: 96 is 96 %, 0.94 may be 94 % as well, 360 is a count.
    """
    if bare.value > _HUNDRED >= full.value:
        return ()
    if not 0 < bare.value <= 1:
        return _AS_PRINTED
    return (_Reading(), _Reading(_HUNDRED, _ONE) if bare_is_wanted else _Reading(_ONE, _HUNDRED))


def _nearer(wanted: Number, reached: Number) -> tuple[_Reading, ...]:
    """
    ``≤90万元`` beside ``90`` leaves the unit out, ``≥0.6万人次`` beside ``5400`` does not: the pair of one magnitude is meant.
    """
    if _scale(wanted) == _scale(reached):
        return _AS_PRINTED
    as_printed = _Reading(
        _scale(reached) if wanted.value == wanted.quantity else _ONE,
        _scale(wanted) if reached.value == reached.quantity else _ONE,
    )
    pairs = [((wanted.value, reached.value), as_printed), ((wanted.quantity, reached.quantity), _Reading())]
    near = [reading for pair, reading in pairs if min(pair) * _TEN >= max(pair) or 0 in pair]
    return tuple(near[:1]) if len(near) == 1 or 0 in (wanted.value, reached.value) else ()


def _scale(number: Number) -> Decimal:
    return EXACT.divide(number.quantity, number.value) if number.value else _ONE
