"""
T4xx: totals (总分) and section scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.bilingual import Text
from perfscore.notation.number import plain
from perfscore.relations.examination import Examination
from perfscore.rules.arithmetic import contradictions
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["T401", "T402", "T403", "T404", "T405"]

_ADDED: Final = Text(
    "表样：总分为各项得分之和；业务系统按未舍入的得分相加",
    "the templates' total is the sum of the scores; running systems add the unrounded ones",
)
_COMPUTED = Text("总分未填写，各项得分之和为 {expected}", "the total score is blank; the scores add up to {expected}")


def _total_score(examination: Examination) -> Iterator[Match]:
    yield from contradictions(examination, "total")


def _section_score(examination: Examination) -> Iterator[Match]:
    yield from contradictions(examination, "section", "score")


def _total_missing(examination: Examination) -> Iterator[Match]:
    if not examination.is_total_missing:
        return
    evaluation = examination.evaluation("total", "total.score")
    computed = evaluation is not None and evaluation.judgement.candidate is not None
    yield Match("total.score", evaluation=evaluation if computed else None, message=_COMPUTED if computed else None)


def _totals_disagree(examination: Examination) -> Iterator[Match]:
    for evaluation in examination.broken("same"):
        (other,) = evaluation.relation.inputs
        number = examination.number(other)
        cells = ("total.score",) if other == "title" else ("total.score", other)
        yield Match("total.score", cells, evaluation, values={"head": "" if number is None else plain(number.value)})
        return


def _grade(examination: Examination) -> Iterator[Match]:
    yield from contradictions(examination, "grade")


T401 = Rule(
    "T401",
    "total-score",
    Severity.ERROR,
    Text("总分等于各项得分（含预算执行）之和", "the total is the sum of the scores, execution included"),
    Text("各项得分之和为 {expected}，总分填 {stated}", "the scores add up to {expected}, the total says {stated}"),
    _total_score,
    source=_ADDED,
    mark="in use",
)
T402 = Rule(
    "T402",
    "section-score",
    Severity.ERROR,
    Text("一级指标标注的得分等于其下各行之和", "the rows under a head add up to the score it prints"),
    Text("其下各行得分之和为 {expected}，标注 {stated}", "its rows add up to {expected}, the head says {stated}"),
    _section_score,
    source=_ADDED,
    mark="in use",
)
T403 = Rule(
    "T403",
    "total-missing",
    Severity.WARNING,
    Text("有分值的表应填写总分", "a weighted form states its total score"),
    Text("总分未填写", "the total score is blank"),
    _total_missing,
    source=Text("表样印有总分", "the templates print a total (总分)"),
    mark="on forms",
)
T404 = Rule(
    "T404",
    "totals-disagree",
    Severity.ERROR,
    Text("表头的总分与表内总分一致", "the total in the head is the total in the table"),
    Text("表内总分 {stated}，表头为 {head}", "the table's total is {stated}, the head says {head}"),
    _totals_disagree,
    source=Text(
        "有的表样在标题或表头与表内各印一次总分",
        "layouts that print the total in the title or head and again in the table",
    ),
    mark="on forms",
)
T405 = Rule(
    "T405",
    "grade",
    Severity.ERROR,
    Text("等级与总分所在档次一致", "the grade is the band of the total"),
    Text("按总分等级应为 {expected}，填 {stated}", "the total makes the grade {expected}, the form says {stated}"),
    _grade,
    parameter="grade.bands",
)
