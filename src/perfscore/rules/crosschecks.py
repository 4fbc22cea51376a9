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
from perfscore.rounding import HALF_UP
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["X702"]

#: Rows that speak of how far the money was spent; 资金到位率 speaks of its arrival.
_SPENDING: Final = re.compile(r"(?:支出|支付|执行|使用|拨付)(?:的?进度|完成率|率)|(?:资金|预算|经费)(?:支出|支付|执行|使用|拨付)")
_YEAR_END: Final = 12


def _progress_against_rate(case: Case) -> Iterator[Hit]:
    if case.figures.total_row is None:
        return
    at_rate = cell("funds", case.figures.total_row, "rate")
    rate = case.figures.numbers[at_rate]
    if not isinstance(rate, Number) or not rate.is_percent:
        return
    for row in case.figures.rows:
        claim = _claimed_progress(row)
        if claim is not None and HALF_UP.rounded(rate.value, claim.places) != claim.value:
            values = {"rate": rate.text.strip(), "claim": claim.text}
            yield Hit(row.at("actual"), (row.at("actual"), at_rate), stated=row.indicator.actual, values=values)


def _claimed_progress(row: Row) -> Number | None:
    """
    The share that a row says was spent by the end of the year; ``None`` where it says no such thing.
    """
    name = fold(row.indicator.name or "")
    conditions = [c for c in row.actual.conditions if c.number.is_percent and c.comparator in ("", "=")]
    if not conditions or not _SPENDING.search(name + fold(row.actual.text)):
        return None
    # 10月底前资金支出: a share of the year's spending at an earlier date is no claim about the year.
    dated = row.actual.dates or row.target.dates
    if (dated and dated[-1].last.month != _YEAR_END) or re.search(r"(?<!\d)(?:[1-9]|1[01])月", name):
        return None
    return max((c.number for c in conditions), key=lambda number: number.value, default=None) if _is_share(conditions[-1].number) else None


def _is_share(number: Number) -> bool:
    return 0 <= number.value <= Decimal(100)


X702 = Rule(
    "X702",
    "progress-against-rate",
    Severity.WARNING,
    Text("支出进度与执行率一致", "a claimed spending progress agrees with the execution rate"),
    Text("称支出 {claim}，执行率为 {rate}", "claims that {claim} was spent, the execution rate is {rate}"),
    _progress_against_rate,
    source="the fund table states the same year's spending (on forms)",
)
