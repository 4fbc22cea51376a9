"""
How targets and actual values are printed: comparisons, ranges, numbers with units, dates, phrases, statements of failure.

`read_statement` keeps what it did not understand.
A cell is quantitative only when nothing but one comparison was said in it; ``492万元。主要用于…`` is not silently a number.
"""

from __future__ import annotations

import re

from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from attrs import evolve, frozen

from perfscore.dates import Period, read_dates
from perfscore.number import MOST_DIGITS, Mark, Number, fold, read_number


__all__ = ["Comparator", "Condition", "Statement", "read_statement", "read_target"]

Comparator = Literal[">=", ">", "<=", "<", "=", ""]

#: No cell that states a figure is longer; what is longer is prose, and is not searched for figures.
LONGEST: Final = 400

_COMPARATORS: Final[dict[str, Comparator]] = {
    **dict.fromkeys(("≥", "≧", ">=", "=>", "大于等于", "大于或等于", "不少于", "不低于", "不小于", "不得少于", "不得低于", "至少", "达到", "高于等于"), ">="),
    **dict.fromkeys((">", "大于", "超过", "高于", "多于", "超", "逾"), ">"),
    **dict.fromkeys(("≤", "≦", "<=", "=<", "小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "至多", "最高", "控制在", "低于等于"), "<="),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不到"), "<"),
    **dict.fromkeys(("=", "═", "等于"), "="),
}  # fmt: skip
_SUFFIXES: Final[dict[str, Comparator]] = {
    **dict.fromkeys(("及以上", "以上", "或以上"), ">="),
    **dict.fromkeys(("及以下", "以下", "以内", "之内", "或以下", "内"), "<="),
}

#: Measure words; the longest that fits is the unit, whatever follows it.
_UNITS: Final = (
    "元/人[*·×]?[年月天次]|元/[人户亩月年天次个台套吨]|万元|亿元|美元|元|平方公里|平方米|立方米|公里|千米|厘米|毫米|米|千克|公斤|吨|万千瓦时|千瓦时|千瓦|小时|分钟|"
    "个百分点|百分点|百分比|个工作日|工作日|个月|个|项次|项|人天|人次|人|家次|家|户次|户|篇次|篇|批次|批|场次|场|次|份|条|期|套|台|辆|艘|座|处|所|间|件|册|本|"
    "名|位|头|只|株|棵|天|周|年|月|日|亩|公顷|起|例|类|种|门|节|课时|学时|张|幅|部|支|块|根|盏|级|分|%|‰|℃"
)
_AMOUNT: Final = r"(?P<{0}>[+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<{0}_more>[余多])?(?P<{0}_unit>百分比|百?[万亿]?(?:" + _UNITS + r")|[万亿])?"
_CONDITION: Final = re.compile(
    r"(?P<comparator>" + "|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True)) + r")?"
    r"(?P<about>约|近|大约)?"
    r"(?<![\d.A-Za-z])" + _AMOUNT.format("low") + r"(?:(?:[-~—–至到]|──)+" + _AMOUNT.format("high") + r")?"
    r"(?:左右)?(?P<suffix>" + "|".join(sorted(_SUFFIXES, key=len, reverse=True)) + r"|内(?![部容]))?(?![A-Za-z\d])"
)  # fmt: skip

#: Words that say no more than that the figure beside them was reached.
_FILLERS: Final = re.compile(
    r"(?:已|均|共|全部|全年|实际|按时|按期|计划|预计|年度|目标|任务|累计|总计|合计|每年|约)*"
    r"(?:完成|达到|达成|达|实现|认定|支出率|支出|支付|拨付|到位|举办|开展|召开|验收|竣工|完工|开工|为|是|率|数|值|值为)*"
)
_PUNCTUATION: Final = re.compile(r"[\s,，。;；:：、()（）.!！\"'“”‘’]+")

#: A whole cell, or its first words, that say the thing was not done; 未发生 and 未接到投诉 say that nothing bad happened.
_FAILURE: Final = re.compile(
    r"(?:指标|目标|任务|工作|项目|该项|本年度?|今年|当年|\d{4}年|年底前?|均|全部|尚|暂|还|仍){0,3}(?:未|没有|没)(?:能|有|按时|按期|如期|全部|及时|正式|实际){0,2}"
    r"(?:完成|开展|实施|启动|达到|达成|实现|举办|召开|执行|支付|拨付|支出|建成|建设|开工|完工|验收|落实|进行)"
)
_FAILURE_LENGTH: Final = 16


@frozen
class Condition:
    """
    One comparison: ``≥20条`` or ``90%-95%``; *comparator* is empty where none was printed.
    """

    comparator: Comparator
    number: Number
    high: Number | None = None
    approximate: bool = False


@frozen
class Statement:
    """
    What a target or actual cell says.

    *rest* is what is left when comparisons and dates are taken away; *failure* a statement that the thing was not done.
    """

    text: str
    conditions: tuple[Condition, ...] = ()
    dates: tuple[Period, ...] = ()
    rest: str = ""
    failure: bool = False
    blank: bool = False

    @property
    def condition(self) -> Condition | None:
        """
        The one comparison that is the whole of the cell, or ``None``.
        """
        if len(self.conditions) == 1 and not self.dates and not self.rest:
            return self.conditions[0]
        return None

    def same_words(self, other: Statement) -> bool:
        """
        Whether the two cells say the same, white space and widths aside.
        """
        return fold(self.text) == fold(other.text)


_BLANK: Final = Statement("", blank=True)


def read_target(comparator: str | None, target: str | None, unit: str | None, year: int = 2000) -> Statement:
    """
    The target of a row, also where a form prints comparator, value and unit in three columns.
    """
    words = [part for part in (comparator, target, unit) if part and read_number(part) is not Mark.BLANK]
    if target is None or target not in words:
        return _BLANK
    return read_statement("".join(words) if len(words) > 1 else target, year)


def read_statement(text: str | None, year: int = 2000) -> Statement:
    """
    What *text* says; dates without a year are of *year*.
    """
    if text is None:
        return _BLANK
    if len(text) > LONGEST:
        return Statement(text, rest=text)
    return _read(text, year)


@lru_cache(maxsize=8192)
def _read(text: str, year: int) -> Statement:
    if read_number(text) is Mark.BLANK:
        return evolve(_BLANK, text=text)
    folded = fold(text)
    conditions = _conditions(folded)
    dates = tuple(period for period in read_dates(folded, year) if not _compared(period.span, conditions))
    dated = [period.span for period in dates]
    kept = {span: condition for span, condition in conditions.items() if not any(_overlap(span, other) for other in dated)}
    rest = _without(folded, [*kept, *dated])
    failure = _FAILURE.match(folded) is not None and len(folded) <= _FAILURE_LENGTH
    return Statement(text, tuple(kept.values()), dates, "" if failure else rest, failure)


def _conditions(text: str) -> dict[tuple[int, int], Condition]:
    """
    The comparisons of a folded text by where they stand.
    """
    found: dict[tuple[int, int], Condition] = {}
    for match in _CONDITION.finditer(text):
        low, high = match["low"], match["high"]
        if len(low) > MOST_DIGITS or (high and len(high) > MOST_DIGITS):
            continue
        comparator: Comparator = _COMPARATORS.get(match["comparator"] or "", "") or _SUFFIXES.get(match["suffix"] or "", "")
        unit = match["low_unit"] or match["high_unit"] or ""
        number = _number(low, unit, match["low_more"])
        upper = _number(high, match["high_unit"] or unit, match["high_more"]) if high else None
        found[match.span()] = Condition(comparator, number, upper, match["about"] is not None)
    return found


def _number(digits: str, unit: str, more: str | None) -> Number:
    bare = digits.replace(",", "")
    places = len(bare) - bare.index(".") - 1 if "." in bare else 0
    return Number(digits + unit, Decimal(bare), places, "%" if unit == "百分比" else unit, more is not None)


def _compared(span: tuple[int, int], conditions: dict[tuple[int, int], Condition]) -> bool:
    """
    Whether a comparison makes a number of what looks like a date: ``≤12月``.
    """
    return any(condition.comparator and start <= span[0] and _overlap((start, end), span) for (start, end), condition in conditions.items())


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """
    What is left of *text*, without fillers and punctuation.
    """
    left, start = [], 0
    for first, last in sorted(spans):
        left.append(text[start:first])
        start = max(start, last)
    left.append(text[start:])
    words = (word for part in left for word in _PUNCTUATION.split(part))
    return " ".join(word for word in words if word and not _FILLERS.fullmatch(word))
