"""
Unit cost × quantity beside the total cost.
"""

from __future__ import annotations

import pytest

from builders import fires, form, row


def priced(price, count, total, *more):
    """
    A form that promises 500 元 for each of 200 people, 10 万元 in all, with these actual values.
    """
    return form(
        row("10", "10", "≥200人", count, level1="产出指标", level2="数量指标", name="参训学员数"),
        row("10", "10", "≤500元/人", price, level1="产出指标", level2="成本指标", name="人均培训成本"),
        row("10", "10", "≤10万元", total, level1="产出指标", level2="成本指标", name="项目总成本"),
        *more,
        currency_unit="万元",
    )


WRONG = ["indicators[2].actual warning"]


@pytest.mark.parametrize(
    ("price", "count", "total", "fired"),
    [
        ("480元/人", "200人", "9.6万元", []),
        ("480元/人", "200人", "9.2万元", WRONG),
        ("480元/人", "200人", "96000元", []),
        ("0.048万元/人", "200人", "9.6万元", []),
        ("480元/人次", "200名", "9.6万元", []),  # people by any name
        ("466.67元/人", "210人", "9.8万元", []),  # 9.8 万元 / 210 = 466.666…
        ("466.67元/人", "210人", "9.81万元", WRONG),  # 466.665 to 466.675 times 210 is at most 98001.75
        ("约480元/人", "200人", "9.2万元", []),
        ("480元/家", "200人", "9.2万元", []),  # paid for something else
        ("480元/人", "未统计", "9.2万元", []),
    ],
)
def test_what_was_spent_is_unit_cost_times_quantity(price, count, total, fired):
    assert fires(priced(price, count, total), "X706") == fired


def test_two_quantities_of_one_unit():
    """
    Nobody says which of them is paid for.
    """
    other = row("10", "10", "≥30人", "31人", level1="产出指标", level2="数量指标", name="参训教师数")

    assert fires(priced("480元/人", "200人", "9.2万元", other), "X706") == []


def test_a_promise_that_does_not_multiply_out_says_nothing():
    """
    500 × 200 is not 12 万元: the total may hold other things.
    """
    table = priced("480元/人", "200人", "9.2万元")
    total = row("10", "10", "≤12万元", "9.2万元", level1="产出指标", level2="成本指标", name="项目总成本")

    assert fires(form(*table.indicators[:2], total, currency_unit="万元"), "X706") == []
