"""
S3xx: the score of a row (得分) against its weight, target and actual value.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from perfscore.bilingual import Text
from perfscore.notation.number import EXACT, Mark, Number, fold, plain
from perfscore.relations.attainment import Outcome
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.arithmetic import rounded
from perfscore.rules.reasons import gives_reason
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["S301", "S302", "S303", "S304", "S305", "S306", "S307", "S308", "S309"]

_FULL: Final = Decimal(100)
_BY_WORDS: Final = (Outcome.QUALITATIVE, Outcome.NOT_MEASURED, Outcome.NOT_DONE)
_LONGEST_RESULT: Final = 20
_RESULT: Final = re.compile(
    r"(?:(?P<partly>部分)|(?P<not>未|没有))?(?:达成|达到)"
    r"(?P<goal>(?:了|年度|预期|既定|年初|设定|绩效){0,3}(?:指标|目标|效果))?"
)

_NEGATIVE = Text("得分为负数 {stated}", "the score {stated} is negative")
_ROWS = Text(
    "{count} 行（共 {points} 分）既无年度指标值也无实际完成值，却有得分",
    "{count} rows ({points} points) are scored with neither target nor actual value",
)
_LOST_WITHOUT_REASON = Text(
    "指标已完成（{actual} / {target}），得 {stated} 分（分值 {weight}），未说明原因",
    "the target is met ({actual} / {target}), yet {stated} of {weight} was given, without a reason",
)


def _score_range(case: Examination) -> Iterator[Match]:
    for evaluation in case.broken("range"):
        score, (weight,) = evaluation.relation.result, evaluation.relation.inputs
        stated = case.number(score)
        if stated is not None and stated.value < 0:
            yield Match(score, (score,), evaluation, message=_NEGATIVE)
        else:
            yield Match(score, evaluation=evaluation, values={"weight": _weight(case, weight)})


def _weight(case: Examination, address: str) -> str:
    number = case.number(address)
    return "" if number is None else number.text.strip()


def _comparison(row: Row) -> dict[str, object]:
    indicator = row.indicator
    target = "".join(part for part in (indicator.comparator, indicator.target, indicator.unit) if part)
    return {"target": target, "actual": indicator.actual, "weight": indicator.weight}


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(row.at(name) for name in ("score", "weight", "target", "actual"))


def _attainment_score(case: Examination) -> Iterator[Match]:
    for row, broken in case.missed():
        if not row.full_marks and row.lost is not None and row.lost > 0:
            yield Match(row.at("score"), _cells(row), broken, values=_comparison(row))

    # A score that only a way of rounding explains, where the rulebook wants that named.
    yield from rounded(case, "attainment")


def _full_marks_missed(case: Examination) -> Iterator[Match]:
    for row, broken in case.missed():
        if row.full_marks:
            yield Match(row.at("score"), _cells(row), broken, values=_comparison(row))


def _full_marks_late(case: Examination) -> Iterator[Match]:
    for row in case.rows(Outcome.LATE):
        if row.full_marks:
            yield Match(row.at("score"), _cells(row), stated=row.indicator.score, values=_comparison(row))


def _points_lost_met(case: Examination) -> Iterator[Match]:
    for row in case.figures.losing:
        if row.attainment.outcome is not Outcome.MET or row.attainment.target is None:
            continue
        explained = gives_reason(row, case.rulebook)
        yield Match(
            row.at("score"),
            _cells(row),
            stated=row.indicator.score,
            values=_comparison(row),
            message=None if explained else _LOST_WITHOUT_REASON,
            severity=None if explained else Severity.WARNING,
        )


def _qualitative_band(case: Examination) -> Iterator[Match]:
    book = case.rulebook
    bands = {
        "met": (book.met_from, _FULL),
        "partly": (book.partly_from, book.met_from),
        "not met": (Decimal(0), book.partly_from),
    }
    for row in sorted((row for outcome in _BY_WORDS for row in case.rows(outcome)), key=lambda row: row.index):
        if not isinstance(row.weight, Number) or row.weight.value <= 0:
            continue
        result = _stated_result(row.actual.text)
        if result == "met" and not row.lost:
            continue
        if result is None or not isinstance(row.score, Number) or row.score.value > row.weight.value:
            continue
        low, high = bands[result]
        share = EXACT.divide(EXACT.multiply(row.score.value, _FULL), row.weight.value)
        # 达成 ends at 100 % and includes it; the other bands stop short of the next.
        if share < low or (share >= high and result != "met"):
            values = {**_comparison(row), "low": plain(low), "high": plain(high), "share": plain(share)}
            yield Match(row.at("score"), _cells(row), stated=row.indicator.score, values=values)


@lru_cache(maxsize=2048)
def _stated_result(text: str) -> str | None:
    """
    Which result of the three a phrase states: 达成年度指标, 部分达成并具有一定效果, 未达成且效果较差.
    """
    folded = fold(text)
    if "达" not in folded or len(folded) > _LONGEST_RESULT:
        return None
    match = _RESULT.search(folded)
    # 基本达成 may be meant as the first band or the second; 全部或基本达成 names the first.
    if match is None or folded.startswith("基本", max(match.start() - 2, 0)) != ("或基本" in folded):
        return None
    return "partly" if match["partly"] else "not met" if match["not"] else "met" if match["goal"] else None


def _scored_blank(case: Examination) -> Iterator[Match]:
    rows = case.figures.rows
    # Some layouts have no target column at all; there a blank target says nothing.
    if all(row.target.blank and row.actual.blank for row in rows):
        return
    blank = [
        row
        for row in case.rows(Outcome.BLANK)
        if row.target.blank
        and row.actual.blank
        and isinstance(row.score, Number)
        and row.score.value > 0
        # Some layouts score the goal as a whole, which stands above the rows.
        and "目标完成情况" not in (row.indicator.name or "")
    ]
    if len(blank) == 1:
        yield Match(blank[0].at("score"), _cells(blank[0]), stated=blank[0].indicator.score)
    elif blank:
        points = sum(row.score.value for row in blank if isinstance(row.score, Number))
        cells = tuple(row.at("score") for row in blank)
        yield Match(cells[0], cells, values={"count": len(blank), "points": points}, message=_ROWS)


def _not_done_full_marks(case: Examination) -> Iterator[Match]:
    for row in case.rows(Outcome.NOT_DONE):
        if row.full_marks:
            yield Match(row.at("score"), _cells(row), stated=row.indicator.score, values=_comparison(row))


def _not_scored(case: Examination) -> Iterator[Match]:
    weighted = [row for row in case.figures.rows if isinstance(row.weight, Number)]
    if case.form.kind == "declaration":
        return
    if weighted and all(row.score is Mark.BLANK for row in case.figures.rows):
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
S306 = Rule(
    "S306",
    "qualitative-band",
    Severity.WARNING,
    Text("定性指标按完成档次得分", "a qualitative score lies in the band of its stated result"),
    Text(
        "实际完成值为“{actual}”，应得分值的 {low}%～{high}%，得 {stated} 分（分值 {weight}，{share}%）",
        "the result is {actual}, which earns {low} to {high} % of the weight; {stated} of {weight} ({share} %) was given",
    ),
    _qualitative_band,
    parameter="qualitative.partly",
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
    source=Text(
        "定性指标分档：未达成的为三档中最低一档", "bands of a qualitative result: 未达成 earns the least of three"
    ),
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
