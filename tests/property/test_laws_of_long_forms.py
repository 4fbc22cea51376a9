"""
Four times the rows of a long form take at most 4.5 times the computing: to check it, and to search for suspects.

Fund rows are so cheap that the processor's cache shows: 8,000 no longer fit into it. Their computing is counted in calls, and
their time, which would be 16 times as long if it grew as the square, is held to less.
"""

from __future__ import annotations

import cProfile
import time

import pytest

import perfscore

from perfscore import Form, FundRow, Indicator, Total


pytestmark = pytest.mark.unmeasured

MOST = 4.5
MOST_TIME_OF_FUNDS = 9
ATTEMPTS = 10


def figures(rows, series):
    return [_row(f"修筑第{series}号路第{n}段", f"≥{n + 30}公里", f"{n + 30 - (n % 3 == 0)}公里") for n in range(rows)]


def texts(rows, series):
    """
    Every target is a sentence with a number that no other row promises.
    """
    said = ((f"第{series}号路第{n}段", f"修筑{n + 301}公里，惠及{n + 5021}人") for n in range(rows))
    return [_row(f"{name}建设情况", f"{name}{text}", f"已在{name}{text}") for name, text in said]


def shared(rows, series):
    """
    One row has the points of all.
    """
    first, *others = figures(rows, series)
    return [first, *(Indicator(level1=r.level1, level2=r.level2, name=r.name, target=r.target) for r in others)]


def _row(name, target, actual):
    return Indicator("产出指标", "数量指标", name, target=target, actual=actual, weight="0.02", score="0.02")


def components(rows, series):
    return tuple(FundRow("component", f"第{series}类第{n}项资金", budget="1.25", executed="1.05") for n in range(rows))


def form(indicators=(), funds=(), *, budget="100.00"):
    whole = FundRow("total", "年度资金总额", budget=budget, executed="84.00", weight="10", rate="84%", score="8.4")
    return Form(tuple(indicators), funds=(whole, *funds), total=Total(weight="100", score="91.3"), currency_unit="万元")


#: Prose takes longer.
ROWS = {"texts": 500}
KINDS = {
    "figures": lambda rows, series: form(figures(rows, series)),
    "texts": lambda rows, series: form(texts(rows, series)),
    "shared points": lambda rows, series: form(shared(rows, series)),
}
FUNDS = {
    "others": lambda rows, series: form(figures(3, 0), components(rows, series)),
    "that add up": lambda rows, series: form(figures(3, 0), components(rows, series), budget=f"{rows * 1.25:.2f}"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_checking(kind):
    assert_linear(perfscore.check, KINDS[kind], MOST, ROWS.get(kind, 2_000))


@pytest.mark.parametrize("kind", FUNDS)
def test_checking_fund_rows(kind):
    perfscore.check(FUNDS[kind](10, 0))  # what is compiled once
    short, long = (_calls(perfscore.check, FUNDS[kind](count, 0)) for count in (2_000, 8_000))

    assert long <= MOST * short
    assert_linear(perfscore.check, FUNDS[kind], MOST_TIME_OF_FUNDS, 2_000)


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_for_suspects(kind):
    assert_linear(lambda one: perfscore.check(one).suspects, KINDS[kind], MOST, ROWS.get(kind, 2_000))


def assert_linear(work, make, most, rows):
    """
    By the best of a few attempts, each with rows that were never seen: other programs only ever add.
    """
    for attempt in range(1, ATTEMPTS + 1):
        short, long = (_seconds(work, make(count, attempt)) for count in (rows, 4 * rows))
        if long <= most * short:
            return
    pytest.fail(f"{long:.2f} s for {4 * rows} rows, {short:.2f} s for {rows}")


def _seconds(work, one):
    start = time.process_time()
    work(one)
    return time.process_time() - start


def _calls(work, one):
    """
    How many functions are called, those written in C among them.
    """
    profile = cProfile.Profile()
    profile.runcall(work, one)
    return sum(entry.callcount for entry in profile.getstats())
