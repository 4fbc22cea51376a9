"""
How dates and deadlines are printed: days, months, quarters, half-years, year ends, with or without the year.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from attrs import frozen


__all__ = ["Period", "read_dates"]

_QUARTERS: Final = MappingProxyType(
    {**{c: i for i, c in enumerate("一二三四", 1)}, **{c: i for i, c in enumerate("1234", 1)}}
)
_BEFORE: Final = ("之前", "以前", "前", "底前", "底之前", "底以前", "末前", "份前", "份之前", "份以前")

_NEXT_YEAR: Final = ("次年", "翌年", "下年", "下一年", "下年度", "次年度", "明年")

#: One of these stands in every date.
_SIGNS: Final = frozenset("月年季.-/")

_DATE: Final = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<stamp_year>(?:19|20)\d{2})(?P<dot>[-./])(?P<stamp_month>1[0-2]|0?[1-9])(?P=dot)(?P<stamp_day>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?:(?P<year>(?:19|20)\d{2})年度?)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])[日号]"
    r"|(?P<only_month>1[0-2]|0?[1-9])月份?(?P<part>底|末|初|上旬|中旬|下旬)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:底|末)?"
    r"|(?P<half>[上下])半年(?:底|末)?"
    r"|(?P<whole>年底|年末|年内)))"
)
_YEAR_ALONE: Final = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d{2})年(?P<whole>底|末|内|年底|年末)")

#: Days of a month that a part of it covers; 0 is its last day.
_PARTS: Final[Mapping[str | None, tuple[int, int]]] = MappingProxyType(
    {None: (1, 0), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "底": (21, 0), "末": (21, 0)}
)


@frozen(eq=False)
class Period:
    """
    The days a printed date stands for, first and last included.

    *before* tells that the text says 前; *vague* that its last day is open to argument (10月前).
    *span* is where it stood in the text that was read.
    """

    first: date
    last: date
    before: bool = False
    vague: bool = False
    span: tuple[int, int] = (0, 0)

    def surely_after(self, deadline: Period) -> bool:
        """
        Whether every day of this period lies after *deadline*, however that is read.
        """
        return self.first > deadline.last


def read_dates(text: str, year: int) -> tuple[Period, ...]:
    """
    The dates in a folded *text*, in their order; one without a year takes that of the date before it, or *year*.
    """
    found: list[Period] = []
    if _SIGNS.isdisjoint(text):
        return ()
    for match in sorted((*_DATE.finditer(text), *_YEAR_ALONE.finditer(text)), key=re.Match.start):
        if found and match.start() < found[-1].span[1]:
            continue
        groups = match.groupdict()
        if stated := groups["year"] or groups.get("stamp_year"):
            year = int(stated)
        named = year + text.endswith(_NEXT_YEAR, 0, match.start())
        days = next((read(groups, named) for key, read in _READINGS if groups.get(key)), None)
        if days is None:
            continue
        word = next((word for word in _BEFORE if text.startswith(word, match.end())), "")
        end = match.end() + len(word)
        # 10月前 is read by some as "before October", by others as "by the end of October".
        vague = bool(word) and not (groups.get("day") or groups.get("stamp_day") or _ends(text, match.end()))
        found.append(Period(*days, bool(word), vague, (match.start(), end)))
    return tuple(found)


def _ends(text: str, end: int) -> bool:
    return text[end - 1] in "底末" or text[end : end + 1] in "底末"


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _month(year: int, month: int, first: int = 1, last: int = 0) -> tuple[date, date]:
    return date(year, month, first), date(year, month, last) if last else _month_end(year, month)


def _day(groups: Mapping[str, str | None], year: int) -> tuple[date, date] | None:
    month, day = int(groups["month"] or groups["stamp_month"] or 0), int(groups["day"] or groups["stamp_day"] or 0)
    if day > _month_end(year, month).day:
        return None
    return date(year, month, day), date(year, month, day)


def _quarter(groups: Mapping[str, str | None], year: int) -> tuple[date, date]:
    last = 3 * _QUARTERS[groups["quarter"] or "4"]
    return date(year, last - 2, 1), _month(year, last)[1]


_Reading = Callable[[Mapping[str, str | None], int], tuple[date, date] | None]
_READINGS: Final[tuple[tuple[str, _Reading], ...]] = (
    ("day", _day),
    ("stamp_day", _day),
    ("only_month", lambda groups, year: _month(year, int(groups["only_month"] or 0), *_PARTS[groups["part"]])),
    ("quarter", _quarter),
    (
        "half",
        lambda groups, year: (
            (date(year, 1, 1), date(year, 6, 30)) if groups["half"] == "上" else (date(year, 7, 1), date(year, 12, 31))
        ),
    ),
    # 年底 is the year's last month, 年内 any day of it.
    ("whole", lambda groups, year: (date(year, 1 if "内" in (groups["whole"] or "") else 12, 1), date(year, 12, 31))),
)
