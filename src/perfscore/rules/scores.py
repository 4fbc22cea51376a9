"""
S3xx: the score of a row (得分) against its weight, target and actual value.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.attainment import Outcome
from perfscore.case import Case
from perfscore.figures import Row, cell
from perfscore.number import Mark, Number
from perfscore.rules.reasons import gives_reason
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["S301", "S302", "S303", "S304", "S305", "S307", "S308", "S309"]

_NEGATIVE = Text("得分为负数 {stated}", "the score {stated} is negative")
_ROWS = Text(
    "{count} 行（共 {points} 分）既无年度指标值也无实际完成值，却有得分",
    "{count} rows ({points} points) are scored with neither target nor actual value",
)
_LOST_WITHOUT_REASON = Text(
    "指标已完成（{actual} / {target}），得 {stated} 分（分值 {weight}），未说明原因",
    "the target is met ({actual} / {target}), yet {stated} of {weight} was given, without a reason",
)


def _score_range(case: Case) -> Iterator[Hit]:
    places = [("indicators", row.index, row.indicator.score, row.indicator.weight) for row in case.figures.rows]
    places += [
        ("funds", index, fund.score, fund.weight) for index, fund in case.figures.funds() if fund.role == "total"
    ]
    for part, index, text, weight_text in places:
        at_score, at_weight = cell(part, index, "score"), cell(part, index, "weight")
        score, weight = case.figures.numbers[at_score], case.figures.numbers[at_weight]
        if not isinstance(score, Number):
            continue
        if score.value < 0:
            yield Hit(at_score, stated=text, message=_NEGATIVE)
        elif isinstance(weight, Number) and score.value > weight.value >= 0:
            yield Hit(at_score, (at_score, at_weight), stated=text, values={"weight": weight_text})


def _comparison(row: Row) -> dict[str, object]:
    indicator = row.indicator
    target = "".join(part for part in (indicator.comparator, indicator.target, indicator.unit) if part)
    return {"target": target, "actual": indicator.actual, "weight": indicator.weight}


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(row.at(name) for name in ("score", "weight", "target", "actual"))


def _attainment_score(case: Case) -> Iterator[Hit]:
    for row in case.missed():
        broken = case.evaluation("attainment", row.at("score"))
        if broken is not None and broken.broken and not row.full_marks and row.lost is not None and row.lost > 0:
            yield Hit(row.at("score"), _cells(row), broken, values=_comparison(row))


def _full_marks_missed(case: Case) -> Iterator[Hit]:
    for row in case.missed():
        broken = case.evaluation("attainment", row.at("score"))
        if broken is not None and broken.broken and row.full_marks:
            yield Hit(row.at("score"), _cells(row), broken, values=_comparison(row))


def _full_marks_late(case: Case) -> Iterator[Hit]:
    for row in case.figures.rows:
        if row.attainment.outcome is Outcome.LATE and row.full_marks:
            yield Hit(row.at("score"), _cells(row), stated=row.indicator.score, values=_comparison(row))


def _points_lost_met(case: Case) -> Iterator[Hit]:
    for row in case.figures.rows:
        if (
            row.attainment.outcome is not Outcome.MET
            or row.lost is None
            or row.lost <= 0
            or row.attainment.target is None
        ):
            continue
        explained = gives_reason(row, case.rulebook)
        yield Hit(
            row.at("score"),
            _cells(row),
            stated=row.indicator.score,
            values=_comparison(row),
            message=None if explained else _LOST_WITHOUT_REASON,
            severity=None if explained else Severity.WARNING,
        )


def _scored_blank(case: Case) -> Iterator[Hit]:
    rows = case.figures.rows
    # Some layouts have no target column at all; there a blank target says nothing.
    if all(row.target.blank and row.actual.blank for row in rows):
        return
    blank = [
        row
        for row in rows
        if row.target.blank and row.actual.blank and isinstance(row.score, Number) and row.score.value > 0
    ]
    if len(blank) == 1:
        yield Hit(blank[0].at("score"), _cells(blank[0]), stated=blank[0].indicator.score)
    elif blank:
        points = sum(row.score.value for row in blank if isinstance(row.score, Number))
        cells = tuple(row.at("score") for row in blank)
        yield Hit(cells[0], cells, values={"count": len(blank), "points": points}, message=_ROWS)


def _not_done_full_marks(case: Case) -> Iterator[Hit]:
    for row in case.figures.rows:
        if row.attainment.outcome is Outcome.NOT_DONE and row.full_marks:
            yield Hit(row.at("score"), _cells(row), stated=row.indicator.score, values=_comparison(row))


def _not_scored(case: Case) -> Iterator[Hit]:
    weighted = [row for row in case.figures.rows if isinstance(row.weight, Number)]
    if weighted and all(row.score is Mark.BLANK for row in case.figures.rows):
        yield Hit(weighted[0].at("score"), tuple(row.at("score") for row in weighted), values={"count": len(weighted)})


S301 = Rule(
    "S301",
    "score-range",
    Severity.ERROR,
    Text("得分在 0 与分值之间", "a score lies between 0 and its weight"),
    Text("得分 {stated} 超过分值 {weight}", "the score {stated} exceeds the weight {weight}"),
    _score_range,
    source="a score cannot exceed the weight (in use in running systems, on forms)",
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
    source="review practice (in use); no source gives a formula for late rows",
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
    source="a met target earns full marks (in use, on forms)",
)
S307 = Rule(
    "S307",
    "scored-blank",
    Severity.WARNING,
    Text("得分的行有指标值和完成值", "a scored row has a target and an actual value"),
    Text("既无年度指标值也无实际完成值，却得 {stated} 分", "is scored {stated} with neither target nor actual value"),
    _scored_blank,
    source="review practice (in use), on forms",
)
S308 = Rule(
    "S308",
    "not-done-full-marks",
    Severity.ERROR,
    Text("未完成、未开展的不得满分", "what was not done does not earn full marks"),
    Text(
        "实际完成值为“{actual}”，却得满分 {stated}",
        "the actual value says {actual} (not done), yet full marks ({stated}) were given",
    ),
    _not_done_full_marks,
    source="bands of a qualitative result: 未达成 earns less than 60 % (in use)",
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
    source="forms published before they were scored (on forms)",
)
