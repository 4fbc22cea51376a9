"""
R5xx: reasons for deviations (偏差原因分析及改进措施).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from perfscore.bilingual import Text
from perfscore.notation.number import EXACT, Mark, Number, fold, percent, read_number
from perfscore.relations.attainment import Outcome
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rulebook import Rulebook
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["R501", "R502", "R503", "gives_reason"]

_LOW_RATE = Text(
    "执行率 {stated} 低于 {limit}%，请核对是否说明了原因",
    "the execution rate {stated} is below {limit} %; see whether the form says why",
)
_FILLER = Text("扣 {lost} 分，“{stated}”不是偏差原因", "points lost: {lost}; the reason cell holds a filler: {stated}")


def gives_reason(row: Row, rulebook: Rulebook) -> bool:
    """
    Whether the reason cell says anything: a dash, ``无`` or ``已完成`` is no reason.
    """
    reason = row.indicator.reason
    return reason is not None and _says_why(reason, rulebook.reason_fillers)


@lru_cache(maxsize=512)
def _says_why(reason: str, fillers: frozenset[str]) -> bool:
    return read_number(reason) is not Mark.BLANK and fold(reason).strip("。.，,") not in fillers


def _reason_missing(case: Examination) -> Iterator[Match]:
    if not case.rulebook.reason_when_lost:
        return
    for row in case.figures.losing:
        if not gives_reason(row, case.rulebook):
            reason = row.indicator.reason
            cells = (row.at("reason"), row.at("score"), row.at("weight"))
            yield Match(cells[0], cells, stated=reason, values={"lost": row.lost}, message=_FILLER if reason else None)

    yield from _low_execution(case)


def _low_execution(case: Examination) -> Iterator[Match]:
    """
    An execution rate so low that the rulebook asks why; the fund table has no cell for the answer.
    """
    rate, limit = case.number(case.fund("rate")), case.rulebook.reason_below_rate
    if rate is not None and rate.is_percent and rate.value < limit:
        address = case.fund("rate") or ""
        yield Match(address, stated=rate.text, values={"limit": limit}, message=_LOW_RATE, severity=Severity.NOTICE)


def _miss_unexplained(case: Examination) -> Iterator[Match]:
    if not case.rulebook.reason_when_missed:
        return
    for row, _ in case.missed():
        if row.full_marks and not gives_reason(row, case.rulebook):
            values = {"target": row.target.text, "actual": row.actual.text}
            yield Match(row.at("reason"), (row.at("reason"), row.at("actual"), row.at("target")), values=values)


def _over_fulfilled(case: Examination) -> Iterator[Match]:
    asks, threshold = case.rulebook.over_fulfilment_asks, EXACT.scaleb(case.rulebook.over_fulfilled_from, -2)
    if asks == "nothing":
        return
    for row in case.rows(Outcome.MET):
        attainment = row.attainment
        if attainment.comparator not in (">=", ">") or attainment.reached <= attainment.wanted:
            continue
        if attainment.reached < EXACT.multiply(attainment.wanted, threshold):
            continue
        ratio = attainment.ratio
        if ratio is None or not isinstance(row.score, Number) or gives_reason(row, case.rulebook):
            continue
        cells = (row.at("actual"), row.at("target"), row.at("reason"))
        values = {"target": row.target.text, "ratio": percent(ratio, 1)}
        severity = Severity.WARNING if asks == "an explanation" else None
        yield Match(cells[0], cells, stated=row.indicator.actual, values=values, severity=severity)


R501 = Rule(
    "R501",
    "reason-missing",
    Severity.WARNING,
    Text("扣分应说明原因", "points were lost, so a reason is given"),
    Text("扣 {lost} 分，未说明偏差原因", "points lost: {lost}; no reason is given"),
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
    parameter="reason.when_target_missed",
)
R503 = Rule(
    "R503",
    "over-fulfilled",
    Severity.NOTICE,
    Text("大幅超额完成应说明原因", "a target far exceeded is explained"),
    Text(
        "目标 {target}，完成 {stated}，为目标的 {ratio}，未说明原因",
        "target {target}, reached {stated}, which is {ratio} of it, without an explanation",
    ),
    _over_fulfilled,
    parameter="over_fulfilment.threshold",
)
