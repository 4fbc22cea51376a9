"""
Money in every arrangement that forms are printed in.
"""

from __future__ import annotations

import itertools

import pytest

from drawn_tables import drawn, fund

from perfscore.checking.check import check
from perfscore.read.table.layout import forms


INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 护林员人数 | ≥36人 | 36人 | 90 | 90
总分 | < | < | < | < | 100 | 99
"""


def read(drawing):
    (form,) = forms([drawn(f"项目名称 | 护林补助\n{drawing}\n{INDICATORS}", before="项目支出绩效自评表")])
    assert [indicator.name for indicator in form.indicators] == ["护林员人数"]
    return form


def funds(drawing):
    return [fund(entry) for entry in read(drawing).funds]


HEADS = {
    "initial": "年初预算数",
    "budget": "全年预算数（A）",
    "executed": "全年执行数（B）",
    "weight": "分值",
    "rate": "执行率（B/A）",
    "score": "得分",
}
ROWS = [
    (
        "年度资金总额",
        {"initial": "74", "budget": "74", "executed": "70.3", "weight": "10", "rate": "95%", "score": "9.5"},
    ),
    ("其中：当年财政拨款", {"initial": "54", "budget": "54", "executed": "50.3", "rate": "93.15%"}),
    ("上年结转资金", {"initial": "20", "budget": "20", "executed": "20", "rate": "100%"}),
]
ORDERS = [
    order for size in (3, 4, 6) for order in itertools.permutations(HEADS, size) if {"budget", "executed"} <= set(order)
][::23]


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
@pytest.mark.parametrize("stub", [True, False])
def test_columns_in_any_order(order, stub):
    lines = [
        ["项目资金（万元）" if stub else "资金来源", *(["资金名称"] if stub else []), *(HEADS[role] for role in order)]
    ]
    for name, values in ROWS:
        lines.append([*(["^"] if stub else []), name, *(values.get(role, "") for role in order)])
    expected = [
        f"{'total' if name == ROWS[0][0] else 'component'}: "
        + " | ".join([name, *(values.get(role, "") if role in order else "" for role in HEADS)])
        for name, values in ROWS
    ]

    assert funds("\n".join(" | ".join(line) for line in lines)) == expected


@pytest.mark.parametrize(
    "drawing",
    [
        """
        资金情况（万元） | 年度金额： | 74 | 资金使用情况（万元） | 合计： | 70.3
        ^ | 中央财政 | 54 | ^ | 中央财政 | 50.3
        ^ | 省级财政 | 20 | ^ | 省级财政 | 20
        """,
        """
        资金情况（万元） | 年度金额（提前下达）：74 | 资金使用情况（万元） | 合计：70.3
        ^ | 中央财政：54 | ^ | 中央财政：50.3
        ^ | 省级财政：20 | ^ | 省级财政：20
        """,
        """
        安排资金合计 | 74 | 支出资金合计 | 70.3
        中央财政 | 54 | 中央财政 | 50.3
        省级财政 | 20 | 省级财政 | 20
        """,
    ],
)
def test_the_budget_on_one_side_and_what_was_spent_on_the_other(drawing):
    read_rows = [(entry.role, entry.budget, entry.executed) for entry in read(drawing).funds]

    assert read_rows == [("total", "74", "70.3"), ("component", "54", "50.3"), ("component", "20", "20")]


def test_sources_side_by_side_under_every_kind_of_money():
    drawing = """
    计划安排资金（万元） | < | < | < | 实际到位资金（万元） | < | < | < | 实际支出（万元） | < | < | <
    合计 | 中央 | 省级 | 市县 | 合计 | 中央 | 省级 | 市县 | 合计 | 中央 | 省级 | 市县
    80 | 54 | 20 | 6 | 74 | 54 | 20 | 0 | 70.3 | 50.3 | 20 | 0
    """

    assert funds(drawing) == [
        "total: 合计 | 80 | 74 | 70.3 |  |  | ",
        "component: 中央 | 54 | 54 | 50.3 |  |  | ",
        "component: 省级 | 20 | 20 | 20 |  |  | ",
        "component: 市县 | 6 | 0 | 0 |  |  | ",
    ]


def test_sources_side_by_side_are_the_parts_of_the_budget():
    drawing = """
    预算资金（万元） | 中央 | 省 | 本级 | 其他 | 合计 | 执行数 | 执行率 | 分值 | 得分
    ^ | 54 | 12 | 8 |  | 74 | 70.3 | 95% | 10 | 9.5
    """
    form = read(drawing)

    assert [fund(entry) for entry in form.funds] == [
        "total: 合计 |  | 74 | 70.3 | 10 | 95% | 9.5",
        "component: 中央 |  | 54 |  |  |  | ",
        "component: 省 |  | 12 |  |  |  | ",
        "component: 本级 |  | 8 |  |  |  | ",
    ]
    assert [finding.code for finding in check(form).findings if finding.code.startswith("F")] == []


def test_a_table_that_stands_on_its_side():
    drawing = """
    资金来源 | 合计 | 中央资金 | 省级资金 | 其他资金
    全年预算数 | 74 | 54 | 20 | 0
    全年执行数 | 70.3 | 50.3 | 20 | 0
    执行率 | 95% | 93.15% | 100% | 0
    """

    assert funds(drawing)[:2] == [
        "total: 合计 |  | 74 | 70.3 |  | 95% | ",
        "component: 中央资金 |  | 54 | 50.3 |  | 93.15% | ",
    ]


def test_the_heads_below_a_table_on_its_side_are_no_kind_of_money():
    """
    实际完成值 resembles the head of money that was spent, and stands to the right of the sources.
    """
    (form,) = forms(
        [
            drawn(
                """
                项目名称 | 护林补助 | < | < | < | <
                项目资金 | | 合计 | 财政拨款 | |
                ^ | 年初预算数 | 74 | | |
                ^ | 全年预算数 | 74 | 54 | |
                ^ | 全年执行数 | 70.3 | 50.3 | |
                绩效指标 | 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
                ^ | 产出指标 | 护林员人数 | ≥36人 | 36人 | 90
                ^ | 产出指标 | 护林里程 | ≥8公里 | 9公里 | 5
                总分 | < | < | < | < | 95
                """,
                before="项目支出绩效自评表",
            )
        ]
    )

    assert [(row.name, row.actual, row.score) for row in form.indicators] == [
        ("护林员人数", "36人", "90"),
        ("护林里程", "9公里", "5"),
    ]
    assert [(row.name, row.budget, row.executed) for row in form.funds] == [
        ("合计", "74", "70.3"),
        ("财政拨款", "54", "50.3"),
    ]


@pytest.mark.parametrize(
    "drawing",
    [
        "预算数： | 74 | 执行数： | 70.3 | 执行率： | 95%",
        "预算数：74 | 执行数：70.3 | 执行率：95%",
        "预算执行情况 | 预算数 | 74 | 执行数 | 70.3 | 执行率 | 95%",
        "预算数 | 74\n执行数 | 70.3\n执行率 | 95%",
        "预算数：74 | 执行数：70.3\n执行率：95%",
    ],
)
def test_amounts_beside_their_labels(drawing):
    (entry,) = read(drawing).funds

    assert (entry.role, entry.budget, entry.executed, entry.rate) == ("total", "74", "70.3", "95%")


@pytest.mark.parametrize("unit", ["万", "万元", "元", "亿元"])
def test_amounts_with_their_units_and_names_with_notes(unit):
    drawing = f"""
    项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    年度资金总额（含结转） | 74{unit} | 74{unit} | 70.3{unit} | 10 | 95% | 9.5分
    其他资金（包括以前年度结转，自筹等） | 20{unit} | 20{unit} | 20{unit} | - | 100% | -
    """

    assert funds(drawing) == [
        f"total: 年度资金总额（含结转） | 74{unit} | 74{unit} | 70.3{unit} | 10 | 95% | 9.5分",
        f"component: 其他资金（包括以前年度结转，自筹等） | 20{unit} | 20{unit} | 20{unit} | - | 100% | -",
    ]


def test_more_amounts_than_heads_are_aligned_on_the_right():
    """
    Which of the amounts is one too many nobody knows: where they differ, they are uncertain.
    """
    drawing = """
    项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    年度资金总额 | 74 | 74 | 74 | 70.3 | 10 | 95% | 9.5
    其中：中央资金 | 54 | 54 | 54 | 54 | - | 100% | -
    """
    form = read(drawing)

    assert [fund(entry) for entry in form.funds] == [
        "total: 年度资金总额 | 74 | 74 | 70.3 | 10 | 95% | 9.5",
        "component: 其中：中央资金 | 54 | 54 | 54 | - | 100% | -",
    ]
    assert form.uncertain == ("funds[0].executed",)
