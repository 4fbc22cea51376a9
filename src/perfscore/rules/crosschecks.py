"""
X7xx: cells that speak of the same thing in different places.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from perfscore.case import Case
from perfscore.figures import Row, cell
from perfscore.number import Number, fold
from perfscore.rounding import matching
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["X702"]

#: Rows that speak of how far the year's money was spent. 资金到位率 speaks of its arrival, 制度执行率 of something else.
_SPENDING: Final = re.compile(
    r"(?:资金|经费|预算)[^，。；]{0,4}(?:支出|支付|执行|使用)[^，。；]{0,3}(?:进度|完成率|率)"
    r"|^(?:年度|全年)?(?:支出|支付)(?:进度|完成率|率)$|预算执行率"
)
_OTHER: Final = re.compile(r"合规|合格|规范|标准|政策|制度|设备|及时|准确|到位|编制")
_EARLIER_MONTH: Final = re.compile(r"(?<!\d)(?:[1-9]|1[01])月")
_YEAR_END: Final = 12
_WHOLE: Final = Decimal(100)


def _progress_against_rate(case: Case) -> Iterator[Hit]:
    if case.figures.total_row is None:
        return
    at_rate = cell("funds", case.figures.total_row, "rate")
    rate = case.figures.numbers[at_rate]
    if not isinstance(rate, Number) or not rate.is_percent:
        return
    for row in case.figures.rows:
        claim = _claimed_progress(row)
        if claim is None or matching(rate.value, claim.value, claim.places, case.rulebook.accepted_recipes):
            continue
        values = {"rate": rate.text.strip(), "claim": claim.text}
        yield Hit(row.at("actual"), (row.at("actual"), at_rate), stated=row.indicator.actual, values=values)


def _claimed_progress(row: Row) -> Number | None:
    """
    The share that a row says was spent by the end of the year; ``None`` where it says no such thing.
    """
    claims = [c.number for c in row.actual.conditions if c.number.is_percent and c.comparator in ("", "=")]
    if not claims or max(claim.value for claim in claims) > _WHOLE:
        return None
    name = fold(row.indicator.name or "")
    if not _SPENDING.search(name) or _OTHER.search(name) or _EARLIER_MONTH.search(name):
        return None
    # 10月底前资金支出: a share of the year's spending at an earlier date is no claim about the year.
    dated = row.actual.dates or row.target.dates
    if dated and dated[-1].last.month != _YEAR_END:
        return None
    return max(claims, key=lambda claim: claim.value)


X702 = Rule(
    "X702",
    "progress-against-rate",
    Severity.WARNING,
    Text("支出进度与执行率一致", "a claimed spending progress agrees with the execution rate"),
    Text("称支出 {claim}，执行率为 {rate}", "claims that {claim} was spent, the execution rate is {rate}"),
    _progress_against_rate,
    source="the fund table states the same year's spending (on forms)",
)
