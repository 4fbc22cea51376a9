"""
R5xx: reasons for deviations (偏差原因分析及改进措施).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.bilingual import Text
from perfscore.notation.number import EXACT, Number, percent
from perfscore.notation.phrases import progress
from perfscore.notation.reasons import Reason, read_reason
from perfscore.notation.statement import spelled_out
from perfscore.relations.attainment import Outcome
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rulebook import Rulebook
from perfscore.rules.nouns import is_share_of_whole
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["R501", "R502", "R503", "R504", "R505", "gives_reason"]

#: Outcomes that want a reason even where no points were lost.
_UNFULFILLED: Final = (Outcome.MISSED, Outcome.LATE, Outcome.NOT_DONE)

_LOW_RATE = Text(
    "执行率 {stated} 低于 {limit}%，请核对是否说明了原因",
    "the execution rate {stated} is below {limit} %; see whether the form says why",
)
_SAYS_NONE = Text(
    "扣 {lost} 分，偏差原因栏写的是“{stated}”", "points lost: {lost}; the reason cell says that there is none: {stated}"
)


def _reason(row: Row, rulebook: Rulebook) -> Reason:
    return read_reason(row.indicator.reason, rulebook.reason_fillers, rulebook.lexicon)


def gives_reason(row: Row, rulebook: Rulebook) -> bool:
    """
    Whether the reason cell gives a cause: a dash, ``无偏差`` or ``酌情扣分`` is none.
    """
    return _reason(row, rulebook) is Reason.GIVEN


def _given_for_all(examination: Examination) -> bool:
    """
    Whether the form gives a reason once, outside its rows: 偏差大或目标未完成原因分析 below the table.
    """
    labels = examination.rulebook.lexicon.words("reasons", "labels", "words")
    return any(
        any(label in remark.text for label in labels if "原因" in label)
        and read_reason(remark.text, examination.rulebook.reason_fillers, examination.rulebook.lexicon) is Reason.GIVEN
        for remark in examination.form.remarks
    )


def _asks_for_reasons(examination: Examination) -> bool:
    """
    Whether the form may have a place for reasons: a table whose heads are known and name no such column has none.
    """
    columns = examination.form.columns
    return not columns or "reason" in columns


def _reason_missing(examination: Examination) -> Iterator[Match]:
    losing = examination.parsed.losing
    if (
        losing
        and examination.rulebook.reason_when_lost
        and _asks_for_reasons(examination)
        and not _given_for_all(examination)
    ):
        for row in losing:
            if _reason(row, examination.rulebook) is Reason.NONE:
                message = _SAYS_NONE if row.indicator.reason else None
                yield _about(row, message)
    yield from _low_execution(examination)


def _reason_hollow(examination: Examination) -> Iterator[Match]:
    if examination.rulebook.reason_when_lost:
        for row in examination.parsed.losing:
            if _reason(row, examination.rulebook) is Reason.HOLLOW:
                yield _about(row, None)


def _about(row: Row, message: Text | None) -> Match:
    cells = (row.at("reason"), row.at("score"), row.at("weight"))
    return Match(cells[0], cells, stated=row.indicator.reason, values={"lost": row.lost}, message=message)


def _low_execution(examination: Examination) -> Iterator[Match]:
    """
    An execution rate so low that the rulebook asks why; the fund table has no cell for the answer.
    """
    rate, limit = examination.number(examination.fund("rate")), examination.rulebook.reason_below_rate
    if rate is not None and rate.is_percent and rate.value < limit:
        address = examination.fund("rate") or ""
        yield Match(address, stated=rate.text, values={"limit": limit}, message=_LOW_RATE, severity=Severity.NOTICE)


def _miss_unexplained(examination: Examination) -> Iterator[Match]:
    if not examination.rulebook.reason_when_missed:
        return
    # Where no row has a score, all of them are asked; else those whose full marks hide the miss.
    unscored = not any(isinstance(row.score, Number) for row in examination.parsed.rows)
    unfulfilled = [row for outcome in _UNFULFILLED for row in examination.rows(outcome) if row.full_marks or unscored]
    if not unfulfilled or _given_for_all(examination):
        return
    for row in sorted(unfulfilled, key=lambda row: row.index):
        # A promise of 290 % satisfied is a slip of the pen, which M604 reports.
        impossible = row.attainment.wanted > 100 and is_share_of_whole(
            row.indicator.name or "", examination.rulebook.lexicon
        )
        # What a parent promises stands in the rows below it.
        if impossible or row.target.blank or gives_reason(row, examination.rulebook):
            continue
        values = {"target": row.target.text, "actual": row.actual.text}
        yield Match(row.at("reason"), (row.at("reason"), row.at("actual"), row.at("target")), values=values)


def _over_fulfilled(examination: Examination) -> Iterator[Match]:
    asks, threshold = (
        examination.rulebook.over_fulfilment_asks,
        EXACT.scaleb(examination.rulebook.over_fulfilled_from, -2),
    )
    if asks == "nothing":
        return
    for row in examination.rows(Outcome.MET):
        attainment = row.attainment
        if not attainment.exact or attainment.comparator not in (">=", ">") or attainment.reached <= attainment.wanted:
            continue
        if attainment.reached < EXACT.multiply(attainment.wanted, threshold):
            continue
        ratio = attainment.ratio
        if ratio is None or not isinstance(row.score, Number) or gives_reason(row, examination.rulebook):
            continue
        cells = (row.at("actual"), row.at("target"), row.at("reason"))
        values = {"target": row.target.text, "ratio": percent(ratio, 1)}
        severity = Severity.WARNING if asks == "an explanation" else None
        yield Match(cells[0], cells, stated=row.indicator.actual, values=values, severity=severity)


def _reason_contradicts(examination: Examination) -> Iterator[Match]:
    for row in examination.rows(Outcome.MET):
        reason = row.indicator.reason
        if not reason or not row.full_marks:
            continue
        said = progress(spelled_out(reason, examination.rulebook.lexicon), examination.rulebook.lexicon)
        if said.failed and not said.done:
            cells = (row.at("reason"), row.at("actual"), row.at("score"))
            values = {"target": row.target.text, "actual": row.actual.text}
            yield Match(cells[0], cells, stated=reason, values=values)


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
R504 = Rule(
    "R504",
    "reason-hollow",
    Severity.WARNING,
    Text("偏差原因应写明缘由", "the reason for lost points is a cause"),
    Text("扣 {lost} 分，“{stated}”不是偏差原因", "points lost: {lost}; {stated} is no cause"),
    _reason_hollow,
    parameter="reason.when_points_lost",
)
R505 = Rule(
    "R505",
    "reason-contradicts",
    Severity.NOTICE,
    Text("偏差原因与完成情况一致", "the reason does not contradict the result"),
    Text(
        "目标 {target}，完成 {actual}，得满分，偏差原因却写“{stated}”",
        "target {target}, reached {actual}, full marks, yet the reason says that it was not done: {stated}",
    ),
    _reason_contradicts,
    source=Text("复核实践；也见于已公开的表", "review practice; also met on forms"),
    mark="on forms",
)
