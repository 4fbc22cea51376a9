"""
M6xx: what targets and actual values measure.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.attainment import Outcome
from perfscore.case import Case
from perfscore.number import Number
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["M601", "M606"]


def _copies_target(case: Case) -> Iterator[Hit]:
    for row in case.figures.rows:
        target, actual = row.target.condition, row.actual.condition
        if target is None or actual is None or actual.comparator in ("", "="):
            continue
        if target.comparator == actual.comparator and target.number.quantity == actual.number.quantity:
            yield Hit(row.at("actual"), (row.at("actual"), row.at("target")), stated=row.indicator.actual)


def _not_measured(case: Case) -> Iterator[Hit]:
    for row in case.figures.rows:
        if row.attainment.outcome is Outcome.NOT_MEASURED and isinstance(row.score, Number):
            values = {"target": row.target.text}
            yield Hit(
                row.at("actual"), (row.at("actual"), row.at("target")), stated=row.indicator.actual, values=values
            )


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
    source="review practice: a copied target is no evidence (in use), on forms",
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
    source="review practice: without evidence the result is not accepted (in use)",
)
