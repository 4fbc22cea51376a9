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

from perfscore.notation.dates import Period, read_dates
from perfscore.notation.number import Number, fold, is_blank


__all__ = ["Comparator", "Condition", "Statement", "read_statement", "read_target"]

Comparator = Literal[">=", ">", "<=", "<", "=", ""]

#: No cell that states a figure is longer; what is longer is prose, and is not searched for figures.
LONGEST: Final = 400

_COMPARATORS: Final[dict[str, Comparator]] = {
    **dict.fromkeys(("≥", "≧", ">=", "=>", "大于等于", "大于或等于", "不少于", "不低于", "不小于", "不得少于", "不得低于", "至少", "高于等于"), ">="),
    **dict.fromkeys((">", "大于", "超过", "高于", "多于", "超", "逾"), ">"),
    **dict.fromkeys(("≤", "≦", "<=", "=<", "小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "至多", "最高", "低于等于"), "<="),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不到"), "<"),
    **dict.fromkeys(("=", "═", "等于"), "="),
}  # fmt: skip
#: A longer one before the shorter one it ends in.
_SUFFIXES: Final[dict[str, Comparator]] = {
    **dict.fromkeys(("及以上", "或以上", "以上"), ">="),
    **dict.fromkeys(("及以下", "或以下", "以下", "以内", "之内", "内"), "<="),
}

#: Measure words; the longest that fits is the unit, whatever follows it. 元/人 and 元/人·月 extend theirs.
_UNITS: Final = frozenset(
    (
        "元 美元 平方公里 平方米 立方米 公里 千米 厘米 毫米 米 千克 公斤 吨 千瓦时 千瓦 小时 分钟 个百分点"
        " 百分点 百分比 个工作日 工作日 个月 个 项次 项 人天 人次 人 家次 家 户次 户 篇次 篇 批次 批 场次 场"
        " 次 份 条 期 套 台 辆 艘 座 处 所 间 件 册 本 名 位 头 只 株 棵 天 周 年 月 日 亩 公顷 起 例 类 种 门"
        " 节 课时 学时 张 幅 部 支 块 根 盏 级 分 % ‰ ℃"
        " 微克 毫克 克 升 分贝 平米 栋 幢 羽 尾 床 口 眼 路 段 页 标段 辆次 台次 件次 册次 车次 班次 km km2 m m2 m3 cm mm kg ha"
    ).split()
)
_MULTIPLES: Final = ("百万", "万", "亿", "")
_LONGEST_UNIT: Final = max(map(len, _UNITS))

#: What stands before another number in a date; behind other units, 12场300人, another quantity begins.
_OF_DATES: Final = ("年", "月")
#: 2021年 names a year; it is no number of years.
_YEARS: Final = range(1900, 2100)

_NUMBER: Final = re.compile(
    r"(?<![\d.A-Za-z])(?P<digits>(?:(?:^|(?<=[<>=≥≤]))[+-])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?!\.?\d)"
)
#: The shape of nearly all figures: ``≥20条``, ``不少于20条``, ``20条以上``.
_PLAINLY: Final = re.compile(
    r"([^0-9]{0,6})((?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,8}))?)([^0-9]{0,9})"
)
#: 12月 may be a date, and is read with more care; ℃ is two characters once it is folded, and ㎡ ends in a digit.
_PLAIN_UNITS: Final = frozenset(
    m + u for m in _MULTIPLES for u in ("", *(_UNITS - {"℃", "m2", "m3", "km2", "月", "年", "日"}))
)

#: What a unit is counted by: 元/人·月.
_PER: Final = r"(?:/|每)[^\s\d,，。;；、()（）]{1,6}"
_DASHES: Final = "-~—–至到"
_LONGEST_COMPARATOR: Final = max(map(len, _COMPARATORS))

#: Words that say no more than that the figure beside them was reached.
_FILLERS: Final = re.compile(
    r"(?:已|均|共|全部|全年|实际|按时|按期|计划|预计|年度|目标|任务|累计|总计|合计|每年|约)*+"
    r"(?:完成|达到|达成|达|控制在|实现|认定|支出率|支出|支付|拨付|到位|举办|开展|召开|验收|竣工|完工|开工|为|是|率|数|值|值为)*+"
)
_PUNCTUATION: Final = re.compile(r"[\s,，。;；:：、()（）.!！\"'“”‘’]+")

#: A whole cell, or its first words, that say the thing was not done; 未发生 and 未接到投诉 say that nothing bad happened.
_FAILURE: Final = (
    r"(?:(?:因|受|由于)[^未没]{1,8})?(?:指标|目标|任务|工作|项目|该项|本年度?|今年|当年|\d{4}年|年底前?|均|全部|尚|暂|还|仍){0,3}(?:未|没有|没)(?:能|有|按时|按期|如期|全部|及时|正式|实际){0,2}"
    r"(?:完成|开展|实施|启动|达到|达成|实现|举办|召开|执行|支付|拨付|支出|建成|建设|开工|完工|竣工|验收|落实|进行"
    r"|采购|购置|购买|发放|兑现|安装|交付|招标|签订|招聘|组织|调查|测评)"
    r"|(?:项目|活动|任务|该项|本年度?)?已?(?:取消|终止)(?:实施|执行|开展|举办)?$"
)
_FAILURE_LENGTH: Final = 16
#: One of these stands in every statement of failure.
_NEGATIONS: Final = frozenset("未没消止")


@frozen(eq=False)
class Condition:
    """
    One comparison: ``≥20条`` or ``90%-95%``; *comparator* is empty where none was printed.
    """

    comparator: Comparator
    number: Number
    high: Number | None = None
    approximate: bool = False


@frozen(eq=False)
class Words:
    """
    What a cell says besides comparisons.

    *rest* is what is left when comparisons and dates are taken away; *failure* a statement that the thing was not done.
    """

    dates: tuple[Period, ...] = ()
    rest: str = ""
    failure: bool = False
    blank: bool = False


#: Most cells hold a figure and no more.
_NO_WORDS: Final = Words()


@frozen(eq=False)
class Statement:
    """
    What a target or actual cell says: its comparisons, the one that is the whole of the cell, and its other words.
    """

    text: str
    conditions: tuple[Condition, ...] = ()
    condition: Condition | None = None
    words: Words = _NO_WORDS

    @property
    def dates(self) -> tuple[Period, ...]:
        return self.words.dates

    @property
    def rest(self) -> str:
        return self.words.rest

    @property
    def failure(self) -> bool:
        return self.words.failure

    @property
    def blank(self) -> bool:
        return self.words.blank

    def same_words(self, other: Statement) -> bool:
        """
        Whether the two cells say the same, white space and widths aside.
        """
        return fold(self.text) == fold(other.text)


_BLANK: Final = Statement("", words=Words(blank=True))


def read_target(comparator: str | None, target: str | None, unit: str | None, year: int = 2000) -> Statement:
    """
    The target of a row, also where a form prints comparator, value and unit in three columns.
    """
    if not comparator and not unit:
        return read_statement(target, year)
    words = [part for part in (comparator, target, unit) if part and not is_blank(part)]
    if target is None or target not in words:
        return _BLANK
    # Some print in the middle column what stands beside it as well: ≥, ≥95%, %.
    for part, doubled in ((unit, target.endswith(unit or " ")), (comparator, target.startswith(comparator or " "))):
        if doubled and part in words and part != target:
            words.remove(part)
    return read_statement("".join(words) if len(words) > 1 else target, year)


def read_statement(text: str | None, year: int = 2000) -> Statement:
    """
    What *text* says; dates without a year are of *year*.
    """
    if text is None:
        return _BLANK
    if len(text) > LONGEST:
        return Statement(text, words=Words(rest=text))
    return _figure(text) or _read(text, year)


@lru_cache(maxsize=8192)
def _figure(text: str) -> Statement | None:
    return _plainly(text, text)


@lru_cache(maxsize=4096)
def _read(text: str, year: int) -> Statement:
    if is_blank(text):
        return evolve(_BLANK, text=text)
    folded = fold(text)
    return _plainly(text, folded) or _searched(text, folded, year)


def _plainly(text: str, folded: str) -> Statement | None:
    """
    What a cell of the usual shape says; ``None`` for any other.
    """
    match = _PLAINLY.fullmatch(folded)
    if match is None:
        return None
    before, digits, fraction, after = match.groups("")
    comparator = _COMPARATORS.get(before)
    if comparator is None and before:
        return None
    unit = after
    if unit not in _PLAIN_UNITS:
        suffix = next((suffix for suffix in _SUFFIXES if after.endswith(suffix)), "")
        unit = after.removesuffix(suffix)
        comparator = comparator or _SUFFIXES.get(suffix)
        if unit not in _PLAIN_UNITS:
            return None
    value = Decimal(digits.replace(",", ""))
    number = Number(digits + unit, value, len(fraction), "%" if unit == "百分比" else unit)
    condition = Condition(comparator or "", number)
    return Statement(text, (condition,), condition)


def _searched(text: str, folded: str, year: int) -> Statement:
    conditions = _conditions(folded)
    dates = tuple(period for period in read_dates(folded, year) if not _compared(period.span, conditions))
    dated = [period.span for period in dates]
    kept = {
        span: condition for span, condition in conditions.items() if not any(_overlap(span, other) for other in dated)
    }
    failure = len(folded) <= _FAILURE_LENGTH and not _NEGATIONS.isdisjoint(folded) and bool(re.match(_FAILURE, folded))
    said = tuple(kept.values())
    words = Words(dates, "" if failure else _without(folded, [*kept, *dated]), failure)
    whole = len(said) == 1 and not words.dates and not words.rest
    return Statement(text, said, said[0] if whole else None, words)


def _conditions(text: str) -> dict[tuple[int, int], Condition]:
    """
    The comparisons of a folded text by where they stand.
    """
    found: dict[tuple[int, int], Condition] = {}
    end = 0
    while match := _NUMBER.search(text, end):
        number, end = _number(text, match)
        following = text[end : end + 1]
        if following.isascii() and (following.isalpha() or (following.isdigit() and number.unit in _OF_DATES)):
            continue  # part of a name (Nature2021, 5G) or of a date (6月30日)
        start, about, comparator = _said_before(text, match.start())
        if number.unit == "年" and number.value in _YEARS and not comparator:
            continue
        high = None
        after = text[end:]
        dashes = len(after) - len(after.lstrip(_DASHES))
        if dashes and (upper := _NUMBER.match(text, end + dashes)):
            high, end = _number(text, upper)
            number = number if number.unit else evolve(number, unit=high.unit)
        for suffix, meaning in _SUFFIXES.items():
            if text.startswith(suffix, end):
                comparator, end = comparator or meaning, end + len(suffix)
                break
        found[start, end] = Condition(comparator, number, high, about)
    return found


def _number(text: str, match: re.Match[str]) -> tuple[Number, int]:
    """
    The number at *match* with its unit, and where it ends.
    """
    digits = match["digits"].replace(",", "")
    first, last = match.span("digits")
    more = text[last : last + 1] in ("余", "多")
    unit, end = _unit_at(text, last + more)
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    return Number(text[first:end], Decimal(digits), places, "%" if unit == "百分比" else unit, more), end


def _unit_at(text: str, start: int) -> tuple[str, int]:
    for multiple in _MULTIPLES:
        if not text.startswith(multiple, start):
            continue
        after = start + len(multiple)
        for length in range(_LONGEST_UNIT, 0, -1):
            if text[after : after + length] in _UNITS:
                end = after + length
                per = re.match(_PER, text[end:]) if text[end : end + 1] in ("/", "每") else None
                end += per.end() if per else 0
                # 台(套) and 场(次) name the same count twice.
                bracketed, closed, _ = text[end + 1 :].partition(")") if text.startswith("(", end) else ("", "", "")
                return text[start:end], end + (len(bracketed) + 2 if closed and bracketed in _UNITS else 0)
        if multiple:
            return multiple, after
    return "", start


def _said_before(text: str, number: int) -> tuple[int, bool, Comparator]:
    """
    Where the comparison that ends at *number* begins, whether it says "about", and its comparator.
    """
    about = text[:number].endswith(("约", "近"))
    start = number - about
    for length in range(_LONGEST_COMPARATOR, 0, -1):
        comparator = _COMPARATORS.get(text[max(0, start - length) : start])
        if comparator:
            return max(0, start - length), about, comparator
    return start, about, ""


def _compared(span: tuple[int, int], conditions: dict[tuple[int, int], Condition]) -> bool:
    """
    Whether a comparison makes a number of what looks like a date: ``≤12月``.
    """
    return any(
        condition.comparator and start <= span[0] and _overlap((start, end), span)
        for (start, end), condition in conditions.items()
    )


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
