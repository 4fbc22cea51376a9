"""
Which rows of a fund table add up to its total.
"""

from __future__ import annotations

import pytest

from builders import form, funds, part, verdict


def table(total, *rows):
    """
    A form whose fund rows hold budget and executed, each row written ``name budget executed``.
    """
    return form(fund=[funds(*total.split()), *(_part(*line.split()) for line in rows)])


def _part(name, budget=None, executed=None):
    return part(name, budget=budget, executed=executed)


def verdicts(form):
    return verdict(form, "components", "funds[0].budget"), verdict(form, "components", "funds[0].executed")


SOURCES = ("其中:一般公共预算 1873.66 1800", "政府性基金", "其他资金 2880 2024.26")


@pytest.mark.parametrize(
    "uses", [("其中:基本支出", "项目支出"), ("基本支出", "项目支出"), ("(1)人员经费", "(2)公用经费")]
)
def test_the_whole_may_be_broken_down_twice(uses):
    """
    By the sources of the money and by its uses: each list adds up to the total by itself.
    """
    one, other = uses

    assert verdicts(table("4753.66 3824.26", *SOURCES, f"{one} 1768.16 1768.16", f"{other} 2985.5 2056.1")) == (
        "exact",
        "exact",
    )


def test_a_slip_does_not_hide_that_a_list_is_the_second():
    """
    Executed 2024.26 mistyped as 2042.26: the budget still shows how the table is built.
    """
    spoiled = (*SOURCES[:2], "其他资金 2880 2042.26", "其中:基本支出 1768.16 1768.16", "项目支出 2985.5 2056.1")

    assert verdicts(table("4753.66 3824.26", *spoiled)) == ("exact", "broken")


def test_uses_alone_are_the_breakdown():
    """
    基本支出 and 项目支出 that follow no sources add up to the total.
    """
    assert verdicts(table("1389.45 1300", "其中:基本支出 1019.45 1000", "项目支出 380 300")) == ("broken", "exact")


def test_uses_that_add_up_to_nothing_above_them_are_parts_of_the_whole():
    """
    200 + 100 is not 500: the project's 基本支出 is one source among others.
    """
    assert verdicts(table("800 700", "财政拨款 500 450", "项目支出 300 250")) == ("exact", "exact")


@pytest.mark.parametrize("last", ["其他资金 5 5", "其他资金 5 0", "其他资金 0 0", "其他资金"])
def test_parts_of_a_component_end_where_they_add_up_to_it(last):
    """
    地方资金 50 = 省级 20 + 县级 30; what follows is a component again.
    """
    other = [int(amount) for amount in last.split()[1:]] or [0, 0]
    total = f"{150 + other[0]} {150 + other[1]}"
    rows = ("中央资金 100 100", "地方资金 50 50", "其中:省级 20 20", "县级 30 30", last)

    assert verdicts(table(total, *rows)) == ("exact", "exact")


def test_a_subtotal_may_follow_its_parts():
    """
    中央 500 + 省级 200 = 上级补助小计 700; with 本级 200 the total is 900.
    """
    rows = ("其中:中央补助 500 500", "省级补助 200 190", "上级补助小计 700 690", "本级财政 200 180")

    assert verdicts(table("900 870", *rows)) == ("exact", "exact")
    assert verdicts(table("900 780", *rows)) == ("exact", "broken")


def test_a_subtotal_without_its_parts_is_a_component():
    """
    上级补助小计 700 stands for parts that the table does not list.
    """
    rows = ("自有资金 50 50", "其他资金 150 150", "上级补助小计 700 690")

    assert verdicts(table("900 890", *rows)) == ("exact", "exact")


def test_one_of_which_is_no_list():
    """
    年度总金额, 其中财政拨款: what else there is the table does not say.
    """
    assert verdicts(table("2318.92 2187.35", "其中财政拨款 2118.92 2024.60")) == (
        "unchecked: part-missing",
        "unchecked: part-missing",
    )


@pytest.mark.parametrize(
    ("row", "results"),
    [
        ("其中财政拨款 2318.92 2178.35", ("exact", "broken")),  # a slip in one column
        ("其中财政拨款 2319.92 2188.35", ("broken", "broken")),  # more than the whole
        ("财政拨款 2118.92 2024.60", ("broken", "broken")),  # not said to be a part
    ],
)
def test_one_component_is_compared_otherwise(row, results):
    """
    A single component that is all of the total is the total.
    """
    assert verdicts(table("2318.92 2187.35", row)) == results
