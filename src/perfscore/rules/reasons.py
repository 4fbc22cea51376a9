"""
R5xx: reasons for deviations (偏差原因分析及改进措施).
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.case import Case
from perfscore.figures import Row
from perfscore.number import Mark, fold, read_number
from perfscore.rulebook import Rulebook
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["R501", "R502", "gives_reason"]

_FILLER = Text(
    "扣 {lost} 分，“{stated}”不是偏差原因", "{lost} points were lost, and the reason cell holds a filler: {stated}"
)


def gives_reason(row: Row, rulebook: Rulebook) -> bool:
    """
    Whether the reason cell says anything: a dash, ``无`` or ``已完成`` is no reason.
    """
    reason = row.indicator.reason
    if reason is None or read_number(reason) is Mark.BLANK:
        return False
    return fold(reason).strip("。.，,") not in rulebook.reason_fillers


def _reason_missing(case: Case) -> Iterator[Hit]:
    if not case.rulebook.reason_when_lost:
        return
    for row in case.figures.rows:
        if row.lost is not None and row.lost > 0 and not gives_reason(row, case.rulebook):
            reason = row.indicator.reason
            cells = (row.at("reason"), row.at("score"), row.at("weight"))
            yield Hit(cells[0], cells, stated=reason, values={"lost": row.lost}, message=_FILLER if reason else None)


def _miss_unexplained(case: Case) -> Iterator[Hit]:
    for row in case.missed():
        broken = case.evaluation("attainment", row.at("score"))
        if row.full_marks and broken is not None and broken.broken and not gives_reason(row, case.rulebook):
            values = {"target": row.target.text, "actual": row.actual.text}
            yield Hit(row.at("reason"), (row.at("reason"), row.at("actual"), row.at("target")), values=values)


R501 = Rule(
    "R501",
    "reason-missing",
    Severity.WARNING,
    Text("扣分应说明原因", "points were lost, so a reason is given"),
    Text("扣 {lost} 分，未说明偏差原因", "{lost} points were lost and no reason is given"),
    _reason_missing,
    parameter="reason.when_points_lost",
)
R502 = Rule(
    "R502",
    "miss-unexplained",
    Severity.WARNING,
    Text("未达标的指标应说明原因", "a missed target is explained"),
    Text(
        "目标 {target}，完成 {actual}，未达标且未说明原因",
        "target {target}, reached {actual}: missed, and no reason is given",
    ),
    _miss_unexplained,
    parameter="reason.when_points_lost",
)
