"""
Was the target met? What a row's target and actual value say when they are put side by side.

A target denotes the set of actual values that meet it: *met* is subset, *missed* is disjoint, everything else is undecided,
and said so. Where no comparator is printed, the row must tell whether more or less is better; where it does not, equality
is met and everything else undecided.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import evolve

from perfscore.form import Indicator
from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.notation.clauses import Clause
from perfscore.notation.dates import Period
from perfscore.notation.number import EXACT, Number, fold
from perfscore.notation.statement import Statement, target_direction
from perfscore.notation.units import measure
from perfscore.relations.answers import answers, conditions
from perfscore.relations.baselines import Amounts, against_baseline
from perfscore.relations.comparison import UNKNOWN_KIND, RowKind, comparable, compare_clauses
from perfscore.relations.direction import direction, is_doubtful, is_growth
from perfscore.relations.outcome import Attainment, Outcome


__all__ = ["Attainment", "Outcome", "RowKind", "attain", "compare_row", "restate"]

_SHIPPED: Final = load_lexicon()
_LESS: Final = ("<=", "<")
_JUNE: Final = 6
#: Nothing of the kind, and at least one: 不发生, 发生.
_NONE: Final = Clause("", Number("0", Decimal(0), 0))
_SOME: Final = Clause(">=", Number("1", Decimal(1), 0))
_ALL: Final = Clause("", Number("100%", Decimal(100), 0, "%"))


def compare_row(
    indicator: Indicator,
    target: Statement,
    actual: Statement,
    *,
    points_lost: bool,
    lexicon: Lexicon = _SHIPPED,
    amounts: Amounts = (),
) -> Attainment:
    """
    Compare a row's actual value with its target; *points_lost* is whether the row did not earn its weight, *amounts* are
    the form's own that cells may name (未超预算).
    """
    name, level1 = indicator.name or "", fold(indicator.level1 or "")
    level = fold(indicator.level2 or "") or level1
    clause = target.clause or actual.clause
    kind = _kind(level1, level, name, indicator.comparator, "" if clause is None else clause.number.base, lexicon)
    attainment = against_baseline(target, actual, kind, amounts, lexicon) or attain(target, actual, kind, lexicon)
    if attainment.outcome is Outcome.DIRECTION and points_lost and attainment.reached < attainment.wanted:
        # Points were taken off below the target: more would have been better.
        attainment = attain(target, actual, evolve(kind, means=">="), lexicon)
    if attainment.outcome is Outcome.MISSED:
        attainment = _unless_misdirected(attainment, target, level, name, lexicon)
    return attainment


@lru_cache(maxsize=4096)
def _kind(level1: str, level: str, name: str, comparator: str | None, unit: str, lexicon: Lexicon) -> RowKind:
    """
    What a row says of its figures by its heads, its name, its column of comparators and the unit it is measured in.
    """
    printed = target_direction(comparator, name, lexicon)
    means = printed or direction(level, name, measure(unit, lexicon).dimension, lexicon)
    is_share = name.rstrip("()（）%％").endswith(lexicon.words("directions", "share", "names")) or "满意" in level1
    return RowKind(means, name, is_share, is_growth(name, lexicon))


def _unless_misdirected(missed: Attainment, target: Statement, level: str, name: str, lexicon: Lexicon) -> Attainment:
    """
    A missed target, unless its comparator points the wrong way for such a row, so that nobody knows what was meant.
    """
    wanted = target.clause
    if wanted is not None and is_doubtful(wanted, level, name, lexicon):
        return evolve(missed, outcome=Outcome.DIRECTION, comparator="")
    return missed


def attain(
    target: Statement, actual: Statement, kind: RowKind = UNKNOWN_KIND, lexicon: Lexicon = _SHIPPED
) -> Attainment:
    """
    Compare *actual* with *target* in a row of that kind.
    """
    if target.clause is not None and actual.clause is not None:
        return compare_clauses(target.clause, actual.clause, kind, lexicon)
    if actual.words.not_applicable:
        return Attainment(Outcome.NOT_APPLICABLE)
    if target.blank or actual.blank:
        return Attainment(Outcome.BLANK)
    if actual.failure:
        # 未购置 of at most two cars is within the limit.
        return Attainment(Outcome.QUALITATIVE if _is_limit(target.clause, kind) else Outcome.NOT_DONE)
    known = [
        told for told in (_timely(target, actual), _compare_figures(target, actual, kind, lexicon)) if told is not None
    ]
    for told in known:
        if told.outcome in (Outcome.MISSED, Outcome.LATE, Outcome.SOFT):
            return told
    if actual.words.progress.failed:
        return Attainment(Outcome.PARTLY)
    if known:
        # A date and a figure, of which both are met; or the first that leaves something open.
        return next((told for told in known if told.outcome is not Outcome.MET), known[0])
    return Attainment(_in_words(target, actual))


def _is_limit(wanted: Clause | None, kind: RowKind) -> bool:
    if wanted is None:
        return False
    return (wanted.comparator or kind.means) in _LESS or wanted.number.value == 0


def _compare_figures(target: Statement, actual: Statement, kind: RowKind, lexicon: Lexicon) -> Attainment | None:
    """
    What the figures of both cells say; ``None`` where one of them holds none.
    """
    wanted = _figures(target, conditions(target, lexicon))
    if not wanted:
        return None
    if actual.words.whole and not wanted[0].number.is_percent and wanted[0].number.unit:
        return Attainment(Outcome.QUALITATIVE)
    found = [_compare_answers(clause, actual, kind, lexicon) for clause in wanted]
    if not (target.clauses or actual.clauses) and found[0].outcome in (Outcome.NOT_MEASURED, Outcome.QUALITATIVE):
        return None  # 全部完成 and 已完成 are words of one scale
    if len(wanted) == 1:
        return found[0]
    missed = [told for told in found if told.outcome in (Outcome.MISSED, Outcome.SOFT)]
    if missed:
        return Attainment(missed[0].outcome, soft=missed[0].soft)
    outcome = Outcome.MET if all(told.outcome is Outcome.MET for told in found) else Outcome.SEVERAL
    return Attainment(outcome)


def _figures(statement: Statement, found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """
    The figures of a cell, in words as well: 零投诉 is 0, 全覆盖 is 100 %.
    """
    if found or statement.dates:
        return found
    if statement.words.occurrence is not None:
        return (_SOME if statement.words.occurrence else _NONE,)
    return (_ALL,) if statement.words.whole else ()


def _compare_answers(wanted: Clause, actual: Statement, kind: RowKind, lexicon: Lexicon) -> Attainment:
    """
    What the figures of an actual value say of one figure of the target.
    """
    fitting = _figures(actual, answers(actual, wanted, kind, lexicon))
    if not fitting and _says_nothing(actual, wanted, kind, lexicon):
        fitting = (_NONE,)
    if not fitting:
        return Attainment(_why_unanswered(wanted, actual, kind, lexicon))
    told = [compare_clauses(wanted, clause, kind, lexicon) for clause in fitting]
    if len(told) == 1:
        return told[0]
    outcomes = {attainment.outcome for attainment in told}
    # Figures that are not called parts may still add up to what was wanted.
    adds_up = not wanted.number.is_percent and outcomes == {Outcome.MISSED} and told[0].comparator in (">=", ">")
    if len(outcomes) == 1 and not adds_up:
        return evolve(told[0], exact=False)
    return Attainment(Outcome.SEVERAL)


def _says_nothing(actual: Statement, wanted: Clause, kind: RowKind, lexicon: Lexicon) -> bool:
    """
    Whether a cell says that there was nothing of what a target limits: 无 beside ≤3次, 无责任事故 beside 0.
    """
    words, said = lexicon.words("phrases", "nothing", "words"), actual.text.strip()
    return said.startswith(words) if wanted.number.value == 0 else said in words and _is_limit(wanted, kind)


def _why_unanswered(wanted: Clause, actual: Statement, kind: RowKind, lexicon: Lexicon) -> Outcome:
    """
    Why no figure of an actual value answers: there is none, or those that there are count parts and other things.
    """
    done = "完成" in kind.name and any(grade.scale == "completion" for grade in actual.words.grades)
    if actual.dates or actual.words.fulfilled or (done and wanted.number.is_percent):
        return Outcome.QUALITATIVE
    fitting = any(comparable(wanted, clause, kind, lexicon) for clause in actual.clauses)
    return Outcome.QUALITATIVE if fitting else Outcome.NOT_MEASURED


def _timely(target: Statement, actual: Statement) -> Attainment | None:
    """
    The last date said against the last date due; ``None`` where a cell names none.
    """
    if not target.dates or not actual.dates:
        return Attainment(Outcome.QUALITATIVE) if target.dates and not target.clauses else None
    if target.same_words(actual):
        return Attainment(Outcome.MET)
    due, done = target.dates[-1], actual.dates[-1]
    if done.surely_after(due):
        return Attainment(Outcome.LATE, soft=target.words.soft)
    said_all = not (target.rest or actual.rest)
    return Attainment(Outcome.MET if said_all and _in_time(due, done) else Outcome.QUALITATIVE)


def _in_time(due: Period, done: Period) -> bool:
    if not done.dated and done.first.month <= _JUNE and due.dated:
        # 1月15日 beside 2022年12月31日前 may be a day of 2023.
        return False
    same_days = (done.first, done.last) == (due.first, due.last) and (done.before or not due.vague)
    return same_days or (done.last < due.first if due.vague else done.last <= due.last)


def _in_words(target: Statement, actual: Statement) -> Outcome:
    """
    The outcome of two phrases: words of one scale are compared by their rank.
    """
    grades = [
        (wanted, reached)
        for wanted in target.words.grades
        for reached in actual.words.grades
        if wanted.scale == reached.scale and wanted.stem == reached.stem
    ]
    below = [reached.rank < wanted.rank for wanted, reached in grades]
    if not below or len(set(below)) > 1:
        return Outcome.QUALITATIVE
    if not below[0]:
        return Outcome.MET if grades[0][0].decides else Outcome.QUALITATIVE
    return Outcome.MISSED if grades[0][0].decides else Outcome.GRADE


def restate(attainment: Attainment, *, target: Number | None = None, actual: Number | None = None) -> Attainment:
    """
    The same comparison with another target or another actual value, in the units of the old ones.
    """
    if attainment.target is None or attainment.actual is None:
        return attainment
    new_target, new_actual = target or attainment.target, actual or attainment.actual
    goal = _rescale(attainment.wanted, attainment.target, new_target)
    done = _rescale(attainment.reached, attainment.actual, new_actual)
    outcome = _restated_outcome(attainment, goal, done)
    return evolve(attainment, outcome=outcome, target=new_target, actual=new_actual, wanted=goal, reached=done)


def _restated_outcome(attainment: Attainment, goal: Decimal, done: Decimal) -> Outcome:
    less, strict = attainment.comparator in _LESS, attainment.comparator in (">", "<")
    if goal == done:
        return Outcome.AT_LIMIT if strict else Outcome.MET
    if not attainment.comparator:
        return Outcome.DIRECTION
    return Outcome.MET if (done < goal) == less else Outcome.MISSED


def _rescale(compared_as: Decimal, old: Number, new: Number) -> Decimal:
    """
    *new* on the scale on which *old* was compared.
    """
    if not old.value:
        return new.quantity
    return EXACT.divide(EXACT.multiply(new.value, compared_as), old.value)
