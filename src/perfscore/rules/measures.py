"""
M6xx: what targets and actual values measure.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon
from perfscore.notation.number import Number, fold
from perfscore.notation.patterns import Pattern
from perfscore.relations.attainment import Outcome
from perfscore.relations.direction import is_doubtful
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.nouns import is_share_of_whole, unnumbered
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["M601", "M603", "M604", "M605", "M606", "M607", "M608", "M609"]

#: A goal shorter than this is no sentence.
_SENTENCE: Final = 4
#: Shorter results are words of a scale, 有效, 明显改善, 达到国家标准: answers, not phrases that somebody would have to copy.
_PHRASE: Final = 8
#: Words of a promise to go on, which tell no result however short.
_GOING_ON: Final = ("逐步", "逐渐", "不断", "进一步")
#: What is quoted of a copied phrase.
_QUOTED: Final = 30
_WHOLE: Final = Decimal(100)
#: What is left over of a template: ××, **, ____, 示例.
_LEFT_OVER: Final = r"[×xX*]{2,}|[○〇□]{2,}|_{2,}|(?:^|[≥≤><=])\*|\*(?=[%次个人万元家项])"

_WORD: Final = Text("实际完成值照抄指标值：“{quoted}”", "the actual value repeats the target's words: {quoted}")
_WORDS: Final = Text(
    "{count} 行的实际完成值照抄指标值，如“{quoted}”",
    "{count} rows repeat the target's words as the actual value, such as {quoted}",
)
_GOAL: Final = Text(
    "年度总体目标的完成情况照抄预期目标", "what became of the annual goal repeats the goal word for word"
)
_ONLY_A_BOUND: Final = Text(
    "指标值为 {target}，实际完成值“{stated}”只是一个界限，看不出是否达到",
    "the target is {target}; the actual value {stated} is only a bound that leaves it open",
)
_AT_MOST: Final = Text(
    "需要完成的数量写成了“不超过”（{stated}），应为 ≥ 或 =",
    "a count to be delivered is promised as at most ({stated}); it should be at least",
)


def _copies_target(examination: Examination) -> Iterator[Match]:
    for row in examination.parsed.rows:
        target, actual = row.target.clause, row.actual.clause
        if target is None or actual is None or actual.comparator in ("", "="):
            continue
        if target.comparator == actual.comparator and target.number.quantity == actual.number.quantity:
            yield Match(row.at("actual"), (row.at("actual"), row.at("target")), stated=row.indicator.actual)
    yield from _copies_words(examination)


def _copies_words(examination: Examination) -> Iterator[Match]:
    """
    One notice for all the rows whose qualitative target is repeated, and one for the goal.
    """
    copied = [
        row
        for row in examination.parsed.worded
        if row.indicator.actual == row.indicator.target
        and (len(row.indicator.target or "") >= _PHRASE or (row.indicator.target or "").startswith(_GOING_ON))
        and row.target.rest
        and not row.target.dates
        # 每周1次 and 1份年度报告、4份季度报告 are facts, which no other words would tell better.
        and (not row.target.clauses or any(c.comparator not in ("", "=") for c in row.target.clauses))
    ]
    if copied:
        cells = tuple(row.at("actual") for row in copied)
        yield Match(
            cells[0],
            cells,
            stated=copied[0].indicator.actual,
            values={"count": len(copied), "quoted": _quote(copied[0].indicator.target or "")},
            message=_WORDS if len(copied) > 1 else _WORD,
            severity=Severity.NOTICE,
        )
    goals = examination.form.goals
    if goals.expected is not None and goals.expected == goals.actual and len(goals.expected) >= _SENTENCE:
        cells = ("goals.actual", "goals.expected")
        yield Match(cells[0], cells, stated=goals.actual, message=_GOAL, severity=Severity.NOTICE)


def _quote(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _comparator_direction(examination: Examination) -> Iterator[Match]:
    for row in examination.parsed.rows:
        condition = row.target.clause
        if condition is None or condition.comparator in ("", "="):
            continue
        level = row.indicator.level2 or row.indicator.level1 or ""
        if is_doubtful(condition, level, row.indicator.name or "", examination.rulebook.lexicon):
            words = _AT_MOST if condition.comparator in ("<=", "<") else None
            yield Match(row.at("target"), stated=row.indicator.target, message=words)


def _percentage_range(examination: Examination) -> Iterator[Match]:
    for row in examination.parsed.rows:
        for name, statement in (("target", row.target), ("actual", row.actual)):
            condition = statement.clause
            if condition is None or condition.number.value <= _WHOLE or not condition.number.is_percent:
                continue
            if is_share_of_whole(row.indicator.name or "", examination.rulebook.lexicon):
                yield Match(row.at(name), stated=statement.text)


def _duplicate(examination: Examination) -> Iterator[Match]:
    names = [unnumbered(row.indicator.name or "") for row in examination.parsed.rows]
    if len(set(names)) == len(names):
        return
    seen: dict[tuple[str, str], Row] = {}
    for row, name in zip(examination.parsed.rows, names, strict=True):
        target = row.indicator.target
        if not name or not target or row.target.blank or not isinstance(row.score, Number):
            continue
        first = seen.setdefault((name, target), row)
        if first is not row:
            cells = (row.at("name"), first.at("name"))
            yield Match(cells[0], cells, stated=row.indicator.name, values={"row": first.index + 1, "target": target})


def _not_measured(examination: Examination) -> Iterator[Match]:
    for outcome, message in ((Outcome.NOT_MEASURED, None), (Outcome.BOUND, _ONLY_A_BOUND)):
        for row in examination.rows(outcome):
            if isinstance(row.score, Number) and row.score.value > 0:  # 项目取消, 0 points: nobody claims a result
                cells, values = (row.at("actual"), row.at("target")), {"target": row.target.text}
                yield Match(cells[0], cells, stated=row.indicator.actual, values=values, message=message)


def _template_left_over(examination: Examination) -> Iterator[Match]:
    left_over = _left_over(examination.rulebook.lexicon)
    for row in examination.parsed.worded:
        for name, statement in (("target", row.target), ("actual", row.actual)):
            # What is one figure and no more has no room for a placeholder.
            if statement.clause is None and left_over.search(fold(statement.text)):
                yield Match(row.at(name), stated=statement.text)


@lru_cache(maxsize=16)
def _left_over(lexicon: Lexicon) -> Pattern:
    words = "|".join(map(re.escape, lexicon.words("nouns", "template", "words")))
    return Pattern(rf"{_LEFT_OVER}|{words}")


def _impossible_date(examination: Examination) -> Iterator[Match]:
    for row in examination.parsed.worded:
        for name, statement in (("target", row.target), ("actual", row.actual)):
            if statement.words.impossible:
                values = {"date": "、".join(statement.words.impossible)}
                yield Match(row.at(name), stated=statement.text, values=values)


def _strict_limit(examination: Examination) -> Iterator[Match]:
    for row in examination.rows(Outcome.AT_LIMIT):
        cells = (row.at("actual"), row.at("target"))
        yield Match(cells[0], cells, stated=row.indicator.actual, values={"target": row.target.text})


M601 = Rule(
    "M601",
    "actual-copies-target",
    Severity.WARNING,
    Text("实际完成值应为实际数值，不应照抄指标值", "the actual value is a measurement, not the target once more"),
    Text(
        "实际完成值“{stated}”照抄指标值，不是实际数值",
        "the actual value {stated} repeats the target and is no measurement",
    ),
    _copies_target,
    source=Text(
        "复核实践：照抄目标值不能作为完成的依据；也见于已公开的表",
        "review practice: a copied target is no evidence; also met on forms",
    ),
    mark="in use",
)
M603 = Rule(
    "M603",
    "comparator-direction",
    Severity.WARNING,
    Text("比较符号的方向符合指标的性质", "the comparator points the right way"),
    Text("成本写成了“不低于”（{stated}），应为 ≤", "a cost is promised as at least {stated}; it should be at most"),
    _comparator_direction,
    source=Text(
        "复核实践：成本指标用“≥”属逻辑错误", "review practice: a cost target written with ≥ is a logical error"
    ),
    mark="in use",
)
M604 = Rule(
    "M604",
    "percentage-range",
    Severity.WARNING,
    Text("占比不超过 100%", "a share of a whole is at most 100 %"),
    Text("{stated} 超过 100%，这类比率不可能大于 100%", "{stated} is more than 100 %, which this share cannot be"),
    _percentage_range,
    source=Text("满意度填成 290%", "a satisfaction rate printed as 290%"),
    mark="on forms",
)
M605 = Rule(
    "M605",
    "duplicate-indicator",
    Severity.NOTICE,
    Text("同一指标只计一次分", "the same indicator is scored once"),
    Text(
        "与第 {row} 行名称、指标值（{target}）相同，重复计分",
        "has name and target ({target}) of row {row} and is scored again",
    ),
    _duplicate,
    source=Text(
        "复核实践：同一指标在产出和效益下只计一次",
        "review practice: the same indicator under output and benefit counts once",
    ),
    mark="in use",
)
M606 = Rule(
    "M606",
    "not-measured",
    Severity.WARNING,
    Text("定量指标应有实际数值", "a quantitative target has a measured actual value"),
    Text(
        "指标值为 {target}，实际完成值没有相应的数值", "the target is {target}, the actual value holds no such figure"
    ),
    _not_measured,
    source=Text("复核实践：没有佐证的结果不予认可", "review practice: without evidence the result is not accepted"),
    mark="in use",
)
M607 = Rule(
    "M607",
    "template-left-over",
    Severity.WARNING,
    Text("表样中的示例和占位符应已替换", "nothing of the template is left over"),
    Text("“{stated}”中留有表样的占位符", "{stated} still holds a placeholder of the template"),
    _template_left_over,
    source=Text("沿用表样而未填写的单元格", "cells of the template that nobody filled in"),
    mark="on forms",
)
M608 = Rule(
    "M608",
    "impossible-date",
    Severity.WARNING,
    Text("日期应存在", "a date exists in the calendar"),
    Text("“{stated}”中的 {date} 不存在", "{date} in {stated} is no day of the calendar"),
    _impossible_date,
    source=Text("日历", "the calendar"),
    mark="on forms",
)
M609 = Rule(
    "M609",
    "strict-limit",
    Severity.NOTICE,
    Text("实际完成值恰好等于不含本数的界限", "the actual value equals a strict limit"),
    Text(
        "指标值为 {target}，完成值 {stated} 恰好等于该界限，是否达标看如何理解",
        "the target is {target}; {stated} is just that limit, and whether it is met depends on the reading",
    ),
    _strict_limit,
    source=Text("“大于”常按“不低于”理解", "greater than is often meant as at least"),
    mark="on forms",
)
