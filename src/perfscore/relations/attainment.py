"""
Was the target met? What a row's target and actual value say when they are put side by side.

The comparison abstains rather than guesses: where a cell is a phrase, where units differ, where no comparator is printed
and the row's kind does not tell whether more or less is better.
"""

from __future__ import annotations

import re

from decimal import Decimal
from enum import StrEnum
from typing import Final

from attrs import define

from perfscore.notation.number import EXACT, Number
from perfscore.notation.statement import Comparator, Clause, Statement


__all__ = ["Attainment", "Outcome", "attain", "restated"]


class Outcome(StrEnum):
    """
    What is known about the target of a row.
    """

    MET = "met"
    MISSED = "missed"
    LATE = "late"
    NOT_DONE = "not-done"
    BLANK = "blank"
    QUALITATIVE = "qualitative"
    NOT_MEASURED = "not-measured"
    SEVERAL = "several-conditions"
    UNITS = "units-differ"
    DIRECTION = "no-comparator"
    APPROXIMATE = "approximate"


# A form has one for each row, and a frozen one takes three times as long to make.
@define(eq=False)
class Attainment:
    """
    The outcome, and for two comparable figures the comparator in force and both values in the target's unit.
    """

    outcome: Outcome
    comparator: Comparator = ""
    target: Number | None = None
    actual: Number | None = None
    wanted: Decimal = Decimal(0)
    reached: Decimal = Decimal(0)

    @property
    def ratio(self) -> Decimal | None:
        """
        Actual / target, or ``None`` where that has no meaning.
        """
        if self.target is None or self.actual is None or self.wanted <= 0:
            return None
        return EXACT.divide(max(self.reached, Decimal(0)), self.wanted)


# Until Python 3.12 it takes longer to look a member up on its class than to compare two numbers.
_MET: Final = Outcome.MET
_MISSED: Final = Outcome.MISSED

_LESS: Final = ("<=", "<")

#: Statements that nothing of the kind happened, which meets a target of 0.
_NONE: Final = ("无", "未", "零", "没有")
#: Figures in words, which are not read: 百分之九十五, 二十场.
_NUMERALS: Final = (
    r"百分之|[一二两三四五六七八九十百千万]+[余多]?"
    r"(?:[个次场家篇份项成倍人名台套期户批件种条座处所间辆本册例门支部只株头棵吨亩]|公里|平方米)"
)
_TEN: Final = 10
_WHOLE: Final = 100

#: Units by which the same thing is counted.
_SAME_UNIT: Final = {"个月": "月", "个百分点": "%", "百分点": "%", "公里": "千米", "公斤": "千克", "个工作日": "工作日",
              "平米": "平方米", "km": "千米", "km2": "平方公里", "m": "米", "m2": "平方米", "m3": "立方米", "cm": "厘米", "mm": "毫米", "kg": "千克", "ha": "公顷"}  # fmt: skip
#: A form is about one year.
_A_YEAR: Final = "/年"
_COUNTERS: Final = frozenset(
    ("个 项 次 家 篇 份 条 期 套 台 辆 座 处 所 间 件 场 批 批次 场次 项次 起 例 类 种 门 名 位 人").split()
)


def attain(target: Statement, actual: Statement, means: Comparator) -> Attainment:
    """
    Compare *actual* with *target*; *means* is the comparator of a target that prints none, or = where less is better.
    """
    if actual.words.failure:
        # 未购置 of at most two cars is within the limit.
        return Attainment(Outcome.QUALITATIVE if _is_limit(target.clause, means) else Outcome.NOT_DONE)
    if target.clause is not None and actual.clause is not None:
        return _compared(target.clause, actual.clause, means)
    return Attainment(_said(target, actual))


def _said(target: Statement, actual: Statement) -> Outcome:
    """
    The outcome where not both cells hold one figure and no more.
    """
    if target.blank or actual.blank:
        return Outcome.BLANK
    if target.dates or actual.dates:
        return _timely(target, actual)
    if target.clause is None:
        return Outcome.SEVERAL if len(target.clauses) > 1 else Outcome.QUALITATIVE
    wanted = target.clause.number
    if wanted.value == 0 and actual.text.strip().startswith(_NONE):
        return Outcome.MET
    if re.search(_NUMERALS, actual.text):
        return Outcome.QUALITATIVE
    # 10家重点机构 holds a figure, though not only that; a sentence without any holds none.
    fitting = any(_may_tell(wanted, condition.number) for condition in actual.clauses)
    return Outcome.QUALITATIVE if fitting else Outcome.NOT_MEASURED


def _is_limit(wanted: Clause | None, means: Comparator) -> bool:
    if wanted is None:
        return False
    return (wanted.comparator or means) in _LESS or wanted.number.value == 0


def _timely(target: Statement, actual: Statement) -> Outcome:
    """
    The last date said against the last date due. A date on one side only is no statement about time.
    """
    if not target.dates or not actual.dates:
        return Outcome.QUALITATIVE
    if target.same_words(actual):
        return Outcome.MET
    due, done = target.dates[-1], actual.dates[-1]
    if done.surely_after(due):
        return Outcome.LATE
    same_days = (done.first, done.last) == (due.first, due.last) and (done.before or not due.vague)
    in_time = done.last < due.first if due.vague else done.last <= due.last
    said_all = not (target.rest or target.clauses or actual.clauses)
    return Outcome.MET if said_all and (same_days or in_time) else Outcome.QUALITATIVE


def _compared(wanted: Clause, reached: Clause, means: Comparator) -> Attainment:
    if wanted.high is not None or reached.high is not None:
        return Attainment(Outcome.SEVERAL)
    figures = _comparable(wanted.number, reached.number)
    if figures is None:
        return Attainment(Outcome.UNITS)
    comparator = means if means and wanted.comparator in ("", "=") else wanted.comparator
    goal, done = figures
    # 200余人 is more than 200; 约200人 may be less.
    more = reached.number.approximate and comparator in (">=", ">") and done >= goal
    if reached.approximate or (reached.number.approximate and not more):
        outcome = Outcome.APPROXIMATE
    elif goal == done and reached.comparator == comparator:
        outcome = _MET  # copied
    else:
        outcome = _outcome(comparator, goal, done)
    return Attainment(outcome, comparator, wanted.number, reached.number, goal, done)


def _outcome(comparator: Comparator, goal: Decimal, done: Decimal) -> Outcome:
    if goal == done:
        return _MISSED if comparator in (">", "<") else _MET
    if not comparator:
        return Outcome.DIRECTION
    # = 0 means none at all; = of anything else is reached by more as well.
    less = comparator in _LESS or (comparator == "=" and goal == 0)
    met = done <= goal if less else done >= goal
    return _MET if met else _MISSED


def restated(attainment: Attainment, *, target: Number | None = None, actual: Number | None = None) -> Attainment:
    """
    The same comparison with another target or another actual value, in the units of the old ones.
    """
    if attainment.target is None or attainment.actual is None:
        return attainment
    new_target, new_actual = target or attainment.target, actual or attainment.actual
    goal = _rescaled(attainment.wanted, attainment.target, new_target)
    done = _rescaled(attainment.reached, attainment.actual, new_actual)
    outcome = _outcome(attainment.comparator, goal, done)
    return Attainment(outcome, attainment.comparator, new_target, new_actual, goal, done)


def _rescaled(compared: Decimal, old: Number, new: Number) -> Decimal:
    """
    *new* on the scale on which *old* was compared: as printed, or without 万.
    """
    return new.value if compared == old.value else new.quantity


def _comparable(wanted: Number, reached: Number) -> tuple[Decimal, Decimal] | None:
    """
    Both values in the same unit, or ``None`` where the units differ; a unit left out is the other's.
    """
    one, other = wanted.base, reached.base
    if one == other:
        return wanted.quantity, reached.quantity
    one, other = (_SAME_UNIT.get(base, base) for base in (one, other))
    if one == other or one.removesuffix(_A_YEAR) == other.removesuffix(_A_YEAR):
        return wanted.quantity, reached.quantity
    if wanted.unit and reached.unit:
        return (
            (wanted.quantity, reached.quantity)
            if one in _COUNTERS and other in _COUNTERS and "人" not in (one, other)
            else None
        )
    if "%" in (one, other):
        bare, share = (wanted, reached) if one == "" else (reached, wanted)
        if _may_be_share(bare) or bare.value > _WHOLE >= share.value:
            return None  # 1 may be 100 %; 360 beside 98 % is a count
    return _nearer((wanted.value, reached.value), (wanted.quantity, reached.quantity))


def _may_tell(wanted: Number, reached: Number) -> bool:
    """
    Whether a figure among other words may be the one that was wanted: 每季度1次 for 1次/季度.
    """
    one, other = (number.base.partition("/")[0].partition("每")[0] for number in (wanted, reached))
    return (one == other and "/" in wanted.base + reached.base) or _comparable(wanted, reached) is not None


def _nearer(printed: tuple[Decimal, Decimal], counted: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal] | None:
    """
    ``≤90万元`` beside ``90`` leaves the unit out, ``≥0.6万人次`` beside ``5400`` does not: the pair of one magnitude is meant.
    """
    if printed == counted:
        return printed
    near = [pair for pair in (printed, counted) if min(pair) * _TEN >= max(pair) or 0 in pair]
    return near[0] if len(near) == 1 else None


def _may_be_share(number: Number) -> bool:
    """
    Whether a figure beside a percentage may be the share itself: 1 for 100 %.
    """
    return 0 < number.value <= 1
