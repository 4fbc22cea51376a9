"""
Rows of costs that speak for a change.
"""

from __future__ import annotations

import pytest

from builders import form, funds, row
from perfscore import check
from perfscore.suspects.witnesses import Witness


def cost(name, target, actual, score):
    return row("10", score, target, actual, level1="产出指标", level2="成本指标", name=name)


def first(printed):
    return [
        {change.cell: change.value for change in suspect.changes}
        for suspect in check(printed).suspects
        if suspect.rank == 1
    ]


@pytest.mark.parametrize(
    ("actual", "explained"),
    [
        ("62万元", [{"funds[0].executed": "62"}]),
        ("67万元", [{"funds[0].rate": "67%"}]),
        ("81万元", [{"funds[0].executed": "62"}, {"funds[0].rate": "67%"}]),
    ],
)
def test_the_total_cost_speaks_for_what_it_agrees_with(actual, explained):
    """
    67 of 100 and 62 % differ by one digit in either cell; the total cost tells which, if it is one of the two.
    """
    printed = form(
        cost("项目总成本", "≤100万元", actual, "10"),
        fund=funds("100", "67", rate="62%", weight=None),
        currency_unit="万元",
        complete=False,
    )

    assert sorted(first(printed), key=str) == explained


def test_the_parts_of_the_cost_speak_for_their_sum():
    """
    62 + 34 is the total of 96; at 43 the row is too dear for its score, 10 × 30 / 34.
    """
    printed = form(
        cost("项目总成本", "≤90万元", "96万元", "9.38"),
        cost("设备购置费", "≤60万元", "62万元", "9.68"),
        cost("安装调试费", "≤30万元", "43万元", "8.82"),
        currency_unit="万元",
        complete=False,
    )

    assert first(printed) == [{"indicators[2].actual": "34万元"}]


def test_an_amount_that_is_not_printed_agrees_with_nothing():
    witness = Witness("indicators[0].actual", ("funds[0].executed",), "万元")

    assert not witness.agrees(lambda _: None)
