"""
Dates and deadlines as forms print them.
"""

from __future__ import annotations

from datetime import date

import pytest

from perfscore.notation.dates import read_dates


def days(text, year=2021):
    return [(period.first, period.last) for period in read_dates(text, year)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021年6月30日前", (6, 30), (6, 30)),
        ("6月30日", (6, 30), (6, 30)),
        ("6月30号", (6, 30), (6, 30)),
        ("2021-06-30", (6, 30), (6, 30)),
        ("2021/6/30", (6, 30), (6, 30)),
        ("2021.6.30", (6, 30), (6, 30)),
        ("2021年12月", (12, 1), (12, 31)),
        ("12月", (12, 1), (12, 31)),
        ("11月份", (11, 1), (11, 30)),
        ("2月", (2, 1), (2, 28)),
        ("12月底完成", (12, 21), (12, 31)),
        ("12月末", (12, 21), (12, 31)),
        ("2021年年底", (12, 1), (12, 31)),  # one date, though 2021年 and 年底 are two
        ("3月初", (3, 1), (3, 10)),
        ("3月上旬", (3, 1), (3, 10)),
        ("3月中旬", (3, 11), (3, 20)),
        ("3月下旬", (3, 21), (3, 31)),
        ("10月前", (10, 1), (10, 31)),
        ("第一季度", (1, 1), (3, 31)),
        ("二季度末", (4, 1), (6, 30)),
        ("2021年第3季度", (7, 1), (9, 30)),
        ("第四季度完成", (10, 1), (12, 31)),
        ("上半年", (1, 1), (6, 30)),
        ("2021年下半年", (7, 1), (12, 31)),
        ("2021年底", (12, 1), (12, 31)),
        ("2021年", (1, 1), (12, 31)),
        ("2021年完成", (1, 1), (12, 31)),
        ("2021年末", (12, 1), (12, 31)),
        ("年底前完成", (12, 1), (12, 31)),
        ("年内完成", (1, 1), (12, 31)),
    ],
)
def test_the_days_a_date_stands_for(text, first, last):
    """
    A date is the days it covers, in the year of the form where it names none.
    """
    assert days(text) == [(date(2021, *first), date(2021, *last))]


def test_february_of_a_leap_year_has_29_days():
    """
    2024 is a leap year, 2021 is not.
    """
    assert days("2024年2月") == [(date(2024, 2, 1), date(2024, 2, 29))]
    assert days("2024年2月29日") == [(date(2024, 2, 29), date(2024, 2, 29))]


@pytest.mark.parametrize(
    "text", ["2021年2月30日", "2021年13月5日", "6.30", "3.5.1", "12个月", "20条", "2021年培训", "提高"]
)
def test_what_is_no_date(text):
    """
    A day that does not exist, a span of months, a bare year or a number is no date.
    """
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("次年3月底前", [(2022, 3, 31)]),
        ("下一年第一季度", [(2022, 3, 31)]),
        ("2022年9月开工，次年6月完工", [(2022, 9, 30), (2023, 6, 30)]),
        ("次年3月底前，12月公示", [(2022, 3, 31), (2021, 12, 31)]),
        ("当年3月底前", [(2021, 3, 31)]),
    ],
)
def test_a_month_of_the_next_year(text, days):
    """
    次年 counts from the form's year, or from the date before it.
    """
    assert [period.last for period in read_dates(text, 2021)] == [date(*day) for day in days]


def test_a_date_without_a_year_takes_that_of_the_date_before_it():
    """
    In 2022年7月前开展一次，12月前开展一次 both dates are of 2022, whatever the form's year.
    """
    assert days("2022年7月前开展一次，12月前开展一次") == [
        (date(2022, 7, 1), date(2022, 7, 31)),
        (date(2022, 12, 1), date(2022, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "before", "vague"),
    [
        ("2021年6月30日前", True, False),
        ("12月31日之前", True, False),
        ("12月底前", True, False),
        ("10月前", True, True),
        ("2021年10月以前", True, True),
        ("12月底", False, False),
        ("2021年12月", False, False),
    ],
)
def test_before(text, before, vague):
    """
    10月前 is before October to some and by the end of October to others; a day or a month's end leaves no doubt.
    """
    (period,) = read_dates(text, 2021)

    assert (period.before, period.vague) == (before, vague)


@pytest.mark.parametrize(
    ("done", "due", "late"),
    [
        ("2021年12月20日", "2021年6月30日前", True),
        ("2021年6月30日", "2021年6月30日前", False),
        ("2021年6月", "2021年6月30日前", False),
        ("2021年7月", "2021年6月30日前", True),
        ("10月20日", "10月前", False),
        ("11月1日", "10月前", True),
        ("第三季度", "二季度末", True),
        ("2022年1月", "2021年底前", True),
    ],
)
def test_surely_after(done, due, late):
    """
    Only a date all of whose days lie behind the deadline, however that is read, is surely late.
    """
    (actual,), (deadline,) = read_dates(done, 2021), read_dates(due, 2021)

    assert actual.surely_after(deadline) is late


def test_a_date_knows_where_it_stood():
    """
    The span covers the date and the 前 behind it, so that the rest of the cell can be told from it.
    """
    (period,) = read_dates("计划2021年11月15日前完成", 2021)

    assert "计划2021年11月15日前完成"[slice(*period.span)] == "2021年11月15日前"
