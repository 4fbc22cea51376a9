"""
W2xx: weights (分值, 权重).
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.case import Case
from perfscore.number import Mark, Number, is_blank
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["W201", "W202", "W203"]

_NOT_POSITIVE = Text("分值为 {stated}，应大于 0", "the weight is {stated}; it should be above 0")


def _weights_total(case: Case) -> Iterator[Hit]:
    for broken in case.broken("weights"):
        stated = str(case.rulebook.total_weight) if is_blank(case.form.total.weight) else case.form.total.weight
        yield Hit(broken.relation.result, evaluation=broken, stated=stated)


def _section_weight(case: Case) -> Iterator[Hit]:
    for broken in case.broken("section"):
        if broken.relation.result.endswith(".weight"):
            yield Hit(broken.relation.result, evaluation=broken)


def _weight_missing(case: Case) -> Iterator[Hit]:
    if not case.figures.weighted:
        return
    for row in case.figures.rows:
        scored = isinstance(row.score, Number) and row.score.value != 0
        if row.weight is Mark.BLANK and scored:
            yield Hit(row.at("weight"), (row.at("weight"), row.at("score")), values={"score": row.indicator.score})
        elif isinstance(row.weight, Number) and (row.weight.value < 0 or (row.weight.value == 0 and scored)):
            yield Hit(row.at("weight"), stated=row.indicator.weight, message=_NOT_POSITIVE)


W201 = Rule(
    "W201",
    "weights-total",
    Severity.ERROR,
    Text("各项分值（含预算执行）之和等于总分值", "the weights, execution included, add up to the total weight"),
    Text(
        "各项分值之和为 {expected}，总分值为 {stated}", "the weights add up to {expected}, the total weight is {stated}"
    ),
    _weights_total,
    parameter="total.weight",
)
W202 = Rule(
    "W202",
    "section-weight",
    Severity.ERROR,
    Text("一级指标标注的分值等于其下各行之和", "the rows under a head add up to the weight it prints"),
    Text("其下各行分值之和为 {expected}，标注 {stated}", "its rows add up to {expected}, the head says {stated}"),
    _section_weight,
    parameter="total.weight",
)
W203 = Rule(
    "W203",
    "weight-missing",
    Severity.ERROR,
    Text("得分的行都有大于 0 的分值", "every scored row has a weight above 0"),
    Text("得 {score} 分，但没有分值", "is scored {score}, but has no weight"),
    _weight_missing,
    parameter="total.weight",
)
