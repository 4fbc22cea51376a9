"""
S3xx: the score of a row (得分) against its weight, target and actual value.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from perfscore.bilingual import Text
from perfscore.notation.number import Mark, Number, plain
from perfscore.relations import Kind, Range
from perfscore.relations.attainment import Outcome
from perfscore.relations.examination import Examination
from perfscore.relations.judgement import Why
from perfscore.relations.parsed_form import Row
from perfscore.rules.arithmetic import match_rounded
from perfscore.rules.reasons import gives_reason
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["S301", "S302", "S303", "S304", "S305", "S307", "S309", "S310", "S311"]

_NEGATIVE = Text("得分为负数 {stated}", "the score {stated} is negative")
_ABOVE_LARGEST = Text(
    "得分 {stated} 超过分值 {weight} 的 {percent}%，默认成本指标最多得这么多",
    "the score {stated} exceeds {percent} % of the weight {weight}, which is the most that a default row of costs earns",
)
_WHOLE: Final = Decimal(100)
_ROWS = Text(
    "{count} 行（共 {points} 分）既无年度指标值也无实际完成值，却有得分",
    "{count} rows ({points} points) are scored with neither target nor actual value",
)
_MISSED_UNCOUNTED = Text(
    "目标 {target}，完成 {actual}，未达标却得满分 {stated}",
    "target {target}, reached {actual}: missed, yet full marks ({stated}) were given",
)
_AIM_MISSED = Text(
    "力争目标 {target}，完成 {actual}，未达到而得满分 {stated}",
    "target {target} (only aimed at), reached {actual}: missed, and full marks ({stated}) were given",
)
_LOST_WITHOUT_REASON = Text(
    "指标已完成（{actual} / {target}），得 {stated} 分（分值 {weight}），未说明原因",
    "the target is met ({actual} / {target}), yet {stated} of {weight} was given, without a reason",
)


#: Relations of one row with what it prints besides, and what is said where they are broken.
_BESIDE: Final[tuple[tuple[Kind, Text | None], ...]] = (
    ("completion", None),
    (
        "reviewed",
        Text(
            "复核得分加扣分为 {derivation}，得分填 {stated}",
            "reviewed score and deduction give {derivation}; the score says {stated}",
        ),
    ),
)


def _score_range(examination: Examination) -> Iterator[Match]:
    for evaluation in examination.broken("range"):
        relation = evaluation.relation
        score, (weight,) = relation.result, relation.inputs
        stated = examination.number(score)
        if stated is not None and stated.value < 0:
            yield Match(score, (score,), evaluation, message=_NEGATIVE)
        elif isinstance(relation, Range) and relation.percent != _WHOLE:
            values = {"weight": _weight(examination, weight), "percent": plain(relation.percent)}
            yield Match(score, evaluation=evaluation, values=values, message=_ABOVE_LARGEST)
        else:
            yield Match(score, evaluation=evaluation, values={"weight": _weight(examination, weight)})


def _weight(examination: Examination, address: str) -> str:
    number = examination.number(address)
    return "" if number is None else number.text.strip()


def comparison(row: Row) -> dict[str, object]:
    indicator = row.indicator
    target = "".join(part for part in (indicator.comparator, indicator.target, indicator.unit) if part)
    # a parent has neither; its parts, which stand below it, have
    wanted, reached = row.attainment.target, row.attainment.actual
    target = target or (wanted.text if wanted is not None else "")
    actual = indicator.actual or (reached.text if reached is not None else None)
    return {"target": target, "actual": actual, "weight": indicator.weight}


def compared_cells(row: Row) -> tuple[str, ...]:
    return tuple(row.at(name) for name in ("score", "weight", "target", "actual"))


def _attainment_score(examination: Examination) -> Iterator[Match]:
    for row, broken in examination.missed():
        if not row.full_marks and row.lost is not None and row.lost > 0:
            yield Match(row.at("score"), compared_cells(row), broken, values=comparison(row))

    # A score that only a way of rounding explains, where the rulebook wants that named.
    yield from match_rounded(examination, "attainment")


def _full_marks_missed(examination: Examination) -> Iterator[Match]:
    for row, broken in examination.missed():
        if row.full_marks:
            # Without one number on both sides there is no formula to say what it should be.
            message = None if broken.judgement.candidate is not None else _MISSED_UNCOUNTED
            yield Match(row.at("score"), compared_cells(row), broken, values=comparison(row), message=message)
    for row in examination.rows(Outcome.SOFT):
        if row.full_marks:
            yield _full_marks(row, message=_AIM_MISSED, severity=Severity.NOTICE)


def _full_marks(row: Row, *, message: Text | None = None, severity: Severity | None = None) -> Match:
    cells, values = compared_cells(row), comparison(row)
    return Match(cells[0], cells, stated=row.indicator.score, values=values, message=message, severity=severity)


def _full_marks_late(examination: Examination) -> Iterator[Match]:
    for row in examination.rows(Outcome.LATE):
        if row.full_marks:
            yield _full_marks(row, severity=Severity.NOTICE if row.attainment.soft else None)


def _explained_deduction(examination: Examination) -> Iterator[Match]:
    for row in examination.parsed.losing:
        evaluation = examination.evaluation("attainment", row.at("score"))
        if evaluation is not None and evaluation.judgement.why is Why.EXPLAINED:
            yield Match(row.at("score"), compared_cells(row), stated=row.indicator.score, values=comparison(row))


def _completion(examination: Examination) -> Iterator[Match]:
    for kind, message in _BESIDE:
        for evaluation in examination.broken(kind):
            values = {"derivation": examination.derivation(evaluation) or ""}
            yield Match(evaluation.relation.result, evaluation=evaluation, values=values, message=message)


def _points_lost_met(examination: Examination) -> Iterator[Match]:
    for row in examination.parsed.losing:
        if row.attainment.outcome is not Outcome.MET or row.attainment.target is None:
            continue
        explained = gives_reason(row, examination.rulebook)
        yield Match(
            row.at("score"),
            compared_cells(row),
            stated=row.indicator.score,
            values=comparison(row),
            message=None if explained else _LOST_WITHOUT_REASON,
            severity=None if explained else Severity.WARNING,
        )


def _scored_blank(examination: Examination) -> Iterator[Match]:
    rows = examination.parsed.rows
    # Some layouts have no target column at all; there a blank target says nothing.
    if all(row.target.blank and row.actual.blank for row in rows):
        return
    blank = [
        row
        for row in examination.rows(Outcome.BLANK)
        if row.target.blank
        and row.actual.blank
        and isinstance(row.score, Number)
        and row.score.value > 0
        # Some layouts score the goal as a whole, which stands above the rows.
        and "目标完成情况" not in (row.indicator.name or "")
    ]
    if len(blank) == 1:
        yield Match(blank[0].at("score"), compared_cells(blank[0]), stated=blank[0].indicator.score)
    elif blank:
        points = sum(row.score.value for row in blank if isinstance(row.score, Number))
        cells = tuple(row.at("score") for row in blank)
        yield Match(cells[0], cells, values={"count": len(blank), "points": points}, message=_ROWS)


def _not_scored(examination: Examination) -> Iterator[Match]:
    weighted = [row for row in examination.parsed.rows if isinstance(row.weight, Number)]
    if examination.form.kind == "declaration":
        return
    if weighted and all(row.score is Mark.BLANK for row in examination.parsed.rows):
        yield Match(
            weighted[0].at("score"), tuple(row.at("score") for row in weighted), values={"count": len(weighted)}
        )


S301 = Rule(
    "S301",
    "score-range",
    Severity.ERROR,
    Text("得分在 0 与分值之间", "a score lies between 0 and its weight"),
    Text("得分 {stated} 超过分值 {weight}", "the score {stated} exceeds the weight {weight}"),
    _score_range,
    source=Text("得分不能超过分值", "a score cannot exceed the weight"),
    mark="in use",
)
S302 = Rule(
    "S302",
    "attainment-score",
    Severity.ERROR,
    Text("未完成的定量指标按公式得分", "the partial score of a missed target follows a formula"),
    Text(
        "目标 {target}，完成 {actual}，得分应为 {expected}，填 {stated}",
        "target {target}, reached {actual}: the score should be {expected}, the form says {stated}",
    ),
    _attainment_score,
    parameter="attainment.at_least",
)
S303 = Rule(
    "S303",
    "full-marks-missed",
    Severity.ERROR,
    Text("未完成的定量指标不得满分", "a missed quantitative target does not earn full marks"),
    Text(
        "目标 {target}，完成 {actual}，未达标却得满分 {stated}，按公式为 {expected}",
        "target {target}, reached {actual}: missed, yet full marks ({stated}) were given; the formula gives {expected}",
    ),
    _full_marks_missed,
    parameter="attainment.at_least",
)
S310 = Rule(
    "S310",
    "points-off-formula",
    Severity.WARNING,
    Text("按公式以外的规则扣分，应能复核", "a deduction by another rule than the formula can be reviewed"),
    Text(
        "目标 {target}，完成 {actual}，得 {stated} 分（分值 {weight}），不合公式；表中所写的扣分规则无法核对",
        "target {target}, reached {actual}: {stated} of {weight} follows no formula, and the form explains it by a rule that "
        "cannot be checked",
    ),
    _explained_deduction,
    parameter="attainment.at_least",
)
S311 = Rule(
    "S311",
    "completion",
    Severity.ERROR,
    Text(
        "所写的比率、复核得分与表中数字一致",
        "a printed share or a reviewed score agrees with the numbers it comes from",
    ),
    Text("所写的比率与表中数字不符：{derivation}", "the printed share is not that of its own numbers: {derivation}"),
    _completion,
    source=Text("表中自有分子和分母", "the form prints the numbers itself"),
    mark="on forms",
)
S304 = Rule(
    "S304",
    "full-marks-late",
    Severity.WARNING,
    Text("逾期完成的不应满分", "a missed deadline does not earn full marks"),
    Text(
        "应于“{target}”完成，实际为“{actual}”，逾期却得满分 {stated}",
        "due {target}, done {actual}: late, yet full marks ({stated}) were given",
    ),
    _full_marks_late,
    source=Text("复核实践；未找到逾期如何计分的公式", "review practice; no source gives a formula for late rows"),
    mark="in use",
)
S305 = Rule(
    "S305",
    "points-lost-met",
    Severity.NOTICE,
    Text("已完成的指标被扣分", "points were taken off although the target was met"),
    Text(
        "指标已完成（{actual} / {target}），得 {stated} 分（分值 {weight}），已说明原因",
        "the target is met ({actual} / {target}), yet {stated} of {weight} was given; a reason is given",
    ),
    _points_lost_met,
    source=Text("达到目标的得满分", "a met target earns full marks"),
    mark="in use",
)
S307 = Rule(
    "S307",
    "scored-blank",
    Severity.WARNING,
    Text("得分的行有指标值和完成值", "a scored row has a target and an actual value"),
    Text("既无年度指标值也无实际完成值，却得 {stated} 分", "is scored {stated} with neither target nor actual value"),
    _scored_blank,
    source=Text("复核实践；也见于已公开的表", "review practice; also met on forms"),
    mark="in use",
)
S309 = Rule(
    "S309",
    "not-scored",
    Severity.WARNING,
    Text("自评表应已打分", "a published form is scored"),
    Text(
        "{count} 行有分值而没有得分，表格尚未自评",
        "{count} rows have a weight and no score: the form has not been scored",
    ),
    _not_scored,
    source=Text("未打分即公开的表", "forms published before they were scored"),
    mark="on forms",
)
