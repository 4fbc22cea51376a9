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

from perfscore.notation.patterns import Pattern


__all__ = ["Period", "impossible_dates", "read_dates"]

_QUARTERS: Final = MappingProxyType(
    {name: i for names in ("一二三四", "1234", ("I", "II", "III", "IV")) for i, name in enumerate(names, 1)}
)
_MONTHS: Final = 12
#: A year that is printed with a month only, 2022.12, lies this near to the form's own.
_NEAR: Final = 5
_YEARS: Final = ("year", "stamp_year", "dotted_year")
_DAYS: Final = ("day", "stamp_day", "solid_day", "short_day")
_SOLID: Final = Pattern(r"(?<![\d.])(?:19|20)\d{6}(?![\d.])|Q[1-4]")
_BEFORE: Final = ("之前", "以前", "前", "底前", "底之前", "底以前", "末前", "份前", "份之前", "份以前")

_NEXT_YEAR: Final = ("次年", "翌年", "下年", "下一年", "下年度", "次年度", "明年")

#: One of these stands in every date that is not printed as 20221231.
_SIGNS: Final = frozenset("月年季.-/")
_MONTH: Final = "1[0-2]|0?[1-9]"
_DAY: Final = r"3[01]|[12]\d|0?[1-9]"
_YEAR: Final = r"(?:19|20)\d{2}"
#: What may follow a year or a month in figures for it to be a date: 2022.12, 2023年完成.
_BY_THEN: Final = r"(?=(?:月?底|月?末)?(?:之前|以前|前|止)|(?:已|均|全部|如期|按期|按时|前|底|末)*(?:完成|建成|完工|竣工|开工|交付|到位|拨付|支付|实施)*[。.;,]?$)"

_DATE: Final = Pattern(
    rf"(?<![\d.])(?:"
    rf"(?P<stamp_year>{_YEAR})(?:(?P<dot>[-./])(?P<stamp_month>{_MONTH})(?P=dot)(?P<stamp_day>{_DAY})(?!\d)"
    rf"|(?P<solid_month>1[0-2]|0[1-9])(?P<solid_day>3[01]|[12]\d|0[1-9])(?![\d.]))"
    rf"|(?P<dotted_year>{_YEAR})[-./](?P<dotted_month>1[0-2]|0[1-9]|[1-9](?=月))(?!\d)月?{_BY_THEN}"
    rf"|(?P<short_month>{_MONTH})\.(?P<short_day>{_DAY})(?=之前|以前|前)"
    rf"|(?:(?P<year>{_YEAR})年度?)?(?:(?:{_MONTH})月?[-~至到—–](?=(?:{_MONTH})月(?!\d)))?"
    rf"(?:(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]"
    rf"|(?P<only_month>{_MONTH})月份?(?P<part>底|末|初|上旬|中旬|下旬)?"
    r"|第?(?P<quarter>[一二三四1-4]|IV|I{1,3})季度?(?:底|末)?(?!度)"
    r"|Q(?P<q>[1-4])(?!\d)"
    r"|(?P<half>[上下])半年(?:底|末)?"
    r"|(?P<whole>年底|年末|年终|年内|年度内|当年内|本年内)))"
)
_YEAR_ALONE: Final = Pattern(rf"(?<![\d.])(?P<year>{_YEAR})年度?(?P<whole>年?底|年?末|年?内|全年|(?<=年){_BY_THEN})")
_PRINTED_DAY: Final = Pattern(
    rf"(?<![\d.])(?:(?:(?P<year>{_YEAR})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]"
    rf"|(?P<stamp_year>{_YEAR})(?P<dot>[-./])(?P<stamp_month>\d{{1,2}})(?P=dot)(?P<stamp_day>\d{{1,2}})(?![\d.%]))"
)
_YEARED_MONTH: Final = Pattern(rf"(?<!\d){_YEAR}年(?P<month>\d{{1,2}})月")

#: Days of a month that a part of it covers; 0 is its last day.
_PARTS: Final[Mapping[str | None, tuple[int, int]]] = MappingProxyType(
    {None: (1, 0), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "底": (21, 0), "末": (21, 0)}
)


@frozen(eq=False)
class Period:
    """
    The days a printed date stands for, first and last included.

    *before* tells that the text says 前; *vague* that its last day is open to argument (10月前).
    *span* is where it stood in the text that was read. *dated* tells that a year was printed, for it or before it.
    """

    first: date
    last: date
    before: bool = False
    vague: bool = False
    span: tuple[int, int] = (0, 0)
    dated: bool = True

    def surely_after(self, deadline: Period) -> bool:
        """
        Whether every day of this period lies after *deadline*, however that is read.
        """
        return self.first > deadline.last


def read_dates(text: str, year: int) -> tuple[Period, ...]:
    """
    The dates in a folded *text*, in their order; one without a year takes that of the date before it, or *year*.

    A span of months, 1-6月, counts by its end.
    """
    found: list[Period] = []
    if _SIGNS.isdisjoint(text) and not _SOLID.search(text):
        return ()
    dated = False
    for match in sorted((*_DATE.finditer(text), *_YEAR_ALONE.finditer(text)), key=_where):
        if found and match.start() < found[-1].span[1]:
            continue
        groups = match.groupdict()
        stated = _stated_year(groups)
        if stated is not None:
            if groups.get("dotted_year") and abs(stated - year) > _NEAR:
                continue  # 2022.12 may be a number as well
            year, dated = stated, True
        named = year + text.endswith(_NEXT_YEAR, 0, match.start())
        days = next((read(groups, named) for key, read in _READINGS if groups.get(key) is not None), None)
        if days is None:
            continue
        word = next((word for word in _BEFORE if text.startswith(word, match.end())), "")
        end = match.end() + len(word)
        # 10月前 is read by some as "before October", by others as "by the end of October".
        vague = bool(word) and not (any(groups.get(name) for name in _DAYS) or _ends(text, match.end()))
        found.append(Period(*days, bool(word), vague, (match.start(), end), dated or named != year))
    return tuple(found)


def _stated_year(groups: Mapping[str, str | None]) -> int | None:
    """
    The year that a date prints, in whichever of its forms.
    """
    return next((int(year) for name in _YEARS if (year := groups.get(name))), None)


def impossible_dates(text: str) -> tuple[str, ...]:
    """
    The days in a folded *text* that no calendar has: 11月31日, 2月30日, a month 13.
    """
    if _SIGNS.isdisjoint(text):
        return ()
    found = [match for match in _PRINTED_DAY.finditer(text) if _is_impossible(match)]
    found += [match for match in _YEARED_MONTH.finditer(text) if not 1 <= int(match["month"]) <= _MONTHS]
    return tuple(dict.fromkeys(match[0] for match in found))


def _is_impossible(match: re.Match[str]) -> bool:
    year, month, day = (match[name] or match[f"stamp_{name}"] for name in ("year", "month", "day"))
    month, day = int(month), int(day)
    if not 1 <= month <= _MONTHS or day == 0:
        return True
    # Without its year 2月29日 may be a day of another one.
    return day > _month_end(int(year or 2000), month).day


def _where(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def _ends(text: str, end: int) -> bool:
    return text[end - 1] in "底末" or text[end : end + 1] in "底末"


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _month(year: int, month: int, first: int = 1, last: int = 0) -> tuple[date, date]:
    return date(year, month, first), date(year, month, last) if last else _month_end(year, month)


def _day(groups: Mapping[str, str | None], year: int) -> tuple[date, date] | None:
    kinds = ("", "stamp_", "solid_", "short_")
    month, day = (
        int(next(groups[f"{kind}{name}"] or 0 for kind in kinds if groups[f"{kind}{name}"]))
        for name in ("month", "day")
    )
    if day > _month_end(year, month).day:
        return None
    return date(year, month, day), date(year, month, day)


def _quarter(groups: Mapping[str, str | None], year: int) -> tuple[date, date]:
    last = 3 * _QUARTERS[groups["quarter"] or groups["q"] or "4"]
    return date(year, last - 2, 1), _month(year, last)[1]


_Reading = Callable[[Mapping[str, str | None], int], tuple[date, date] | None]
_READINGS: Final[tuple[tuple[str, _Reading], ...]] = (
    ("day", _day),
    ("stamp_day", _day),
    ("solid_day", _day),
    ("short_day", _day),
    ("dotted_month", lambda groups, year: _month(year, int(groups["dotted_month"] or 0))),
    ("only_month", lambda groups, year: _month(year, int(groups["only_month"] or 0), *_PARTS[groups["part"]])),
    ("quarter", _quarter),
    ("q", _quarter),
    (
        "half",
        lambda groups, year: (
            (date(year, 1, 1), date(year, 6, 30)) if groups["half"] == "上" else (date(year, 7, 1), date(year, 12, 31))
        ),
    ),
    # 年底 is the year's last month, 年内 and the year alone any day of it.
    (
        "whole",
        lambda groups, year: (
            date(year, 12 if (groups["whole"] or "内")[-1] in "底末终" else 1, 1),
            date(year, 12, 31),
        ),
    ),
)
