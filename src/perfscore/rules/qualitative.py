"""
S306 and S308: scores beside results that are told in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from perfscore.bilingual import Text
from perfscore.notation.number import EXACT, Number, fold, plain
from perfscore.notation.patterns import Pattern
from perfscore.notation.statement import without_notes
from perfscore.relations.attainment import Outcome
from perfscore.relations.examination import Examination
from perfscore.rules.rule import Match, Rule, Severity
from perfscore.rules.scores import compared_cells, comparison


__all__ = ["S306", "S308"]

_FULL: Final = Decimal(100)
_BY_WORDS: Final = (Outcome.QUALITATIVE, Outcome.NOT_MEASURED, Outcome.NOT_DONE)
_LONGEST_RESULT: Final = 20
_RESULT: Final = Pattern(
    r"(?:(?P<partly>部分)|(?P<not>未|没有))?(?:达成|达到)"
    r"(?P<goal>(?:了|年度|预期|既定|年初|设定|绩效){0,3}(?:指标|目标|效果))?"
)

_FIXED_WORD = Text(
    "实际完成值为“{actual}”，按规定得分值的 {earns}%，即 {due} 分，填 {stated}",
    "the result is {actual}, which earns {earns} % of the weight, {due}; the form says {stated}",
)
_LOWER_GRADE = Text(
    "目标为“{target}”，结果为“{actual}”，低于目标却得满分 {stated}",
    "the target is {target}, the result only {actual}, yet full marks ({stated}) were given",
)
_PARTLY_DONE = Text(
    "实际完成值“{actual}”说有一部分未完成，得满分 {stated}",
    "the actual value says that part of it was not done ({actual}), and full marks ({stated}) were given",
)


def _qualitative_band(examination: Examination) -> Iterator[Match]:
    for row in examination.rows(Outcome.GRADE):
        if row.full_marks:
            cells, values = compared_cells(row), comparison(row)
            yield Match(cells[0], cells, stated=row.indicator.score, values=values, message=_LOWER_GRADE)
    yield from _fixed_words(examination)
    book = examination.rulebook
    bands = {
        "met": (book.met_from, _FULL),
        "partly": (book.partly_from, book.met_from),
        "not met": (Decimal(0), book.partly_from),
    }
    for row in sorted((row for outcome in _BY_WORDS for row in examination.rows(outcome)), key=lambda row: row.index):
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
            values = {**comparison(row), "low": plain(low), "high": plain(high), "share": plain(share)}
            yield Match(row.at("score"), compared_cells(row), stated=row.indicator.score, values=values)


def _fixed_words(examination: Examination) -> Iterator[Match]:
    """
    Scores of results in one word for which the rulebook fixes what it earns.
    """
    earns = {entry.word: entry.earns for entry in examination.rulebook.words_earn}
    for row in examination.parsed.rows if earns else ():
        word = fold(row.actual.text).strip("。.")
        if word not in earns or not isinstance(row.weight, Number) or not isinstance(row.score, Number):
            continue
        due = EXACT.divide(EXACT.multiply(row.weight.value, earns[word]), _FULL)
        if row.score.value != due:
            cells, values = (
                compared_cells(row),
                {**comparison(row), "earns": plain(earns[word], 0), "due": plain(due, 0)},
            )
            yield Match(cells[0], cells, stated=row.indicator.score, values=values, message=_FIXED_WORD)


@lru_cache(maxsize=2048)
def _stated_result(text: str) -> str | None:
    """
    Which result of the three a phrase states: 达成年度指标, 部分达成并具有一定效果, 未达成且效果较差.
    """
    folded = without_notes(fold(text))
    if "达" not in folded or len(folded) > _LONGEST_RESULT:
        return None
    match = _RESULT.search(folded)
    # 基本达成 may be meant as the first band or the second; 全部或基本达成 names the first.
    if match is None or folded.startswith("基本", max(match.start() - 2, 0)) != ("或基本" in folded):
        return None
    return "partly" if match["partly"] else "not met" if match["not"] else "met" if match["goal"] else None


def _not_done_full_marks(examination: Examination) -> Iterator[Match]:
    shades: tuple[tuple[Outcome, Text | None, Severity | None], ...] = (
        (Outcome.NOT_DONE, None, None),
        (Outcome.PARTLY, _PARTLY_DONE, Severity.NOTICE),
    )
    for outcome, message, severity in shades:
        for row in examination.rows(outcome):
            if row.full_marks:
                cells, values = compared_cells(row), comparison(row)
                yield Match(
                    cells[0], cells, stated=row.indicator.score, values=values, message=message, severity=severity
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
