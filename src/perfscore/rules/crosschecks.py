"""
X7xx: cells that speak of the same thing in different places.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from perfscore.address import cell
from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon, alternatives
from perfscore.notation.number import EXACT, Number, fold, percent, plain
from perfscore.notation.patterns import Pattern
from perfscore.notation.rounding import matching
from perfscore.relations import Kind
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.mentions import mentions
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["X702", "X705", "X707"]

_EARLIER_MONTH: Final = r"(?<!\d)(?:[1-9]|1[01])月"
_YEAR_END: Final = 12
_SUMS: Final[tuple[tuple[Kind, str], ...]] = (("total", "score"), ("weights", "weight"))
_WHOLE: Final = Decimal(100)
_A_YEAR: Final = r"(?<!\d)(?:19|20)\d{2}(?=年|[-./]\d)"


def _progress_against_rate(examination: Examination) -> Iterator[Match]:
    if examination.parsed.total_row is None:
        return
    at_rate = cell("funds", examination.parsed.total_row, "rate")
    rate = examination.parsed.numbers[at_rate]
    if not isinstance(rate, Number) or not rate.is_percent:
        return
    lexicon = examination.rulebook.lexicon
    for row in examination.parsed.rows:
        claim = _claimed_progress(row) if _speaks_of_spending(row.indicator.name or "", lexicon) else None
        if claim is not None and _disagree(rate, claim, examination):
            values = {"rate": rate.text.strip(), "claim": claim.text}
            yield Match(row.at("actual"), (row.at("actual"), at_rate), stated=row.indicator.actual, values=values)
    said = _claimed_in_goal(examination)
    if said is not None and _disagree(rate, said, examination):
        values = {"rate": rate.text.strip(), "claim": said.text}
        yield Match("goals.actual", ("goals.actual", at_rate), stated=said.text, values=values)


def _disagree(rate: Number, claim: Number, examination: Examination) -> bool:
    return not matching(rate.value, claim.value, claim.places, examination.rulebook.accepted_recipes)


def _claimed_in_goal(examination: Examination) -> Number | None:
    """
    The one execution rate that the result of the annual goal states, beside no earlier date.
    """
    found = [
        mention.number
        for mention in mentions(examination.form.goals.actual or "", examination.rulebook.lexicon)
        if mention.number.is_percent
        and mention.before.endswith(examination.rulebook.lexicon.words("crosschecks", "spending", "claim"))
        and not mention.loose
        and not re.search(_EARLIER_MONTH, mention.clause)
    ]
    return found[0] if len({number.value for number in found}) == 1 else None


def _claimed_progress(row: Row) -> Number | None:
    """
    The share that a row of that name says was spent by the end of the year; ``None`` where it says no such thing.
    """
    claims = [c.number for c in row.actual.clauses if c.number.base == "%" and c.comparator in ("", "=")]
    if not claims or max(claim.value for claim in claims) > _WHOLE:
        return None
    # 10月底前资金支出: a share of the year's spending at an earlier date is no claim about the year.
    dated = row.actual.dates or row.target.dates
    if dated and dated[-1].last.month != _YEAR_END:
        return None
    return max(claims, key=lambda claim: claim.value)


@lru_cache(maxsize=2048)
def _speaks_of_spending(name: str, lexicon: Lexicon) -> bool:
    """
    Whether a row's name speaks of how far the year's money was spent.
    """
    folded = fold(name)
    if not _spending(lexicon).search(folded) or re.search(_EARLIER_MONTH, folded):
        return False
    return not any(word in folded for word in lexicon.words("crosschecks", "spending", "other"))


@lru_cache(maxsize=16)
def _spending(lexicon: Lexicon) -> Pattern:
    money, spent, used, measure = (
        alternatives(lexicon.words("crosschecks", "spending", name)) for name in ("money", "spent", "used", "measure")
    )
    return Pattern(
        rf"(?:{money})[^，。；]{{0,4}}(?:{spent}|{used})[^，。；]{{0,3}}(?:{measure})|^(?:年度|全年)?(?:{spent})(?:{measure})$"
    )


def _year(examination: Examination) -> Iterator[Match]:
    year = examination.form.year
    if year is None or not year.isdecimal():
        return
    titled = _years(examination.form.title or "")
    if titled and year not in titled:
        yield Match("title", ("title", "year"), stated=examination.form.title, values={"year": year})
    for row in examination.parsed.worded:
        if not row.target.dates:
            continue
        # A deadline that had passed before the year began, with nothing said about this year either, is last year's form.
        said = _years(row.target.text) | _years(row.actual.text)
        compares = any(
            word in row.target.text for word in examination.rulebook.lexicon.words("crosschecks", "years", "baseline")
        )
        if said and all(other < year for other in said) and not compares:
            yield Match(row.at("target"), stated=row.indicator.target, values={"year": year})


@lru_cache(maxsize=1024)
def _years(text: str) -> frozenset[str]:
    return frozenset(re.findall(_A_YEAR, fold(text)))


def _score_outruns_spending(examination: Examination) -> Iterator[Match]:
    weight, score, budget = (examination.number(examination.fund(name)) for name in ("weight", "score", "budget"))
    if (
        weight is None
        or score is None
        or budget is None
        or not examination.form.complete
        or not weight.value * budget.value
    ):
        return
    sums = [examination.evaluation(kind, f"total.{name}") for kind, name in _SUMS]
    if not all(isinstance(row.score, Number) for row in examination.parsed.used):
        return  # what is not scored yet may still change everything
    scored, weighted = (e.judgement.candidate if e is not None and e.judgement.why is None else None for e in sums)
    if scored is None or weighted is None:
        return
    scores, weights = EXACT.subtract(scored.value, score.value), EXACT.subtract(weighted.value, weight.value)
    if scores <= 0 or weights <= 0:
        return
    # (earned - spent) / earned > limit, multiplied out
    whole = EXACT.multiply(scores, weight.value)
    missing = EXACT.subtract(whole, EXACT.multiply(score.value, weights))
    if EXACT.multiply(missing, _WHOLE) > EXACT.multiply(whole, examination.rulebook.outrun_limit):
        earned, spent = EXACT.divide(scores, weights), EXACT.divide(score.value, weight.value)
        gap = EXACT.divide(missing, whole)
        share = f"{plain(scores)}/{plain(weights)}"
        derived = f"({share} - {score.text.strip()}/{weight.text.strip()}) / ({share}) = {percent(gap)}"
        values = {"earned": percent(earned), "spent": percent(spent), "gap": percent(gap)}
        cells = ("total.score", examination.fund("score") or "")
        yield Match(cells[0], cells, derivation=derived, values={**values, "limit": examination.rulebook.outrun_limit})


X702 = Rule(
    "X702",
    "progress-against-rate",
    Severity.WARNING,
    Text("支出进度与执行率一致", "a claimed spending progress agrees with the execution rate"),
    Text("称支出 {claim}，执行率为 {rate}", "claims that {claim} was spent, the execution rate is {rate}"),
    _progress_against_rate,
    source=Text("资金表填有同一年度的执行数", "the fund table states the same year's spending"),
    mark="on forms",
)
X705 = Rule(
    "X705",
    "year",
    Severity.WARNING,
    Text("标题与期限的年度与自评年度一致", "title and deadlines are of the form's year"),
    Text("{stated} 与自评年度 {year} 不一致", "{stated!r} is not of {year}, the year of the form"),
    _year,
    source=Text("沿用上一年度的表", "forms carried over from the year before"),
    mark="on forms",
)
X707 = Rule(
    "X707",
    "score-outruns-spending",
    Severity.NOTICE,
    Text("指标得分率与预算执行相称", "the indicators did not earn far more than was spent"),
    Text(
        "指标得分率 {earned}，预算执行得分率 {spent}，低 {gap}（限 {limit}%）；请看指标值是否偏低、评分是否偏宽",
        "the indicators earned {earned} of their weight, the execution {spent}, which is {gap} less (limit {limit} %); "
        "check whether the targets were too low or the scores too generous",
    ),
    _score_outruns_spending,
    parameter="spending.outrun_limit",
)
