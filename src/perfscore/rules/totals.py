"""
T4xx: totals (总分) and section scores.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.case import Case
from perfscore.number import Mark, Number
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["T401", "T402", "T403"]

_COMPUTED = Text("总分未填写，各项得分之和为 {expected}", "the total score is blank; the scores add up to {expected}")


def _total_score(case: Case) -> Iterator[Hit]:
    for broken in case.broken("total"):
        yield Hit(broken.relation.result, evaluation=broken)


def _section_score(case: Case) -> Iterator[Hit]:
    for broken in case.broken("section"):
        if broken.relation.result.endswith(".score"):
            yield Hit(broken.relation.result, evaluation=broken)


def _total_missing(case: Case) -> Iterator[Hit]:
    weighted = any(isinstance(row.weight, Number) for row in case.figures.rows)
    if not weighted or not case.form.complete or case.figures.numbers["total.score"] is not Mark.BLANK:
        return
    evaluation = case.evaluation("total", "total.score")
    computed = evaluation is not None and evaluation.judgement.candidate is not None
    yield Hit("total.score", evaluation=evaluation if computed else None, message=_COMPUTED if computed else None)


T401 = Rule(
    "T401",
    "total-score",
    Severity.ERROR,
    Text("总分等于各项得分（含预算执行）之和", "the total is the sum of the scores, execution included"),
    Text("各项得分之和为 {expected}，总分填 {stated}", "the scores add up to {expected}, the total says {stated}"),
    _total_score,
    parameter="rounding.accepted",
)
T402 = Rule(
    "T402",
    "section-score",
    Severity.ERROR,
    Text("一级指标标注的得分等于其下各行之和", "the rows under a head add up to the score it prints"),
    Text("其下各行得分之和为 {expected}，标注 {stated}", "its rows add up to {expected}, the head says {stated}"),
    _section_score,
    parameter="rounding.accepted",
)
T403 = Rule(
    "T403",
    "total-missing",
    Severity.WARNING,
    Text("有分值的表应填写总分", "a weighted form states its total score"),
    Text("总分未填写", "the total score is blank"),
    _total_missing,
    source="official template: 总分",
)
