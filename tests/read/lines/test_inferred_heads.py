"""
Tables without a head row: the order of their columns is told by what stands in them, and said to be inferred.
"""

from __future__ import annotations

import pytest

from text_shapes import SHAPES

from perfscore.read.lines import forms


VALUES = {
    "level1": ["产出指标", "", "效益指标", "满意度指标"],
    "level2": ["数量指标", "时效指标", "社会效益指标", "服务对象满意度指标"],
    "name": ["巡护河道里程", "巡护任务按期完成率", "沿河居民安全感", "沿河居民满意度"],
    "target": ["42公里", "100%", "有所提升", "90%"],
    "actual": ["45公里", "98.5%", "有所提升", "96%"],
    "weight": ["35", "20", "25", "10"],
    "score": ["35", "19.7", "25", "10"],
    "comparator": ["≥", "＝", "定性", "≥"],
    "unit": ["公里", "%", "", "%"],
    "rate": ["107.14%", "98.5%", "100%", "106.67%"],
}
ORDERS = [
    "level1 level2 name target actual weight score",
    "level1 level2 name weight target actual score",
    "level1 level2 name comparator target unit actual weight score",
    "level1 level2 name target actual score",
    "level1 level2 name target actual",
]
KEPT = ("name", "comparator", "target", "unit", "actual", "weight", "score")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("shape", ["lines", "bars"])
def test_the_order_of_columns_is_told_by_the_rows(order, shape):
    roles = order.split()
    rows = [[VALUES[role][index] for role in roles] for index in range(4)]

    (form,) = forms(SHAPES[shape]([*rows, ["总分", "100", "89.7"] if "weight" in roles else ["总分", "89.7"]]))

    expected = [tuple(VALUES[role][index] if role in roles else "" for role in KEPT) for index in range(4)]
    assert [tuple(getattr(row, role) or "" for role in KEPT) for row in form.indicators] == expected
    assert [row.level2 for row in form.indicators] == VALUES["level2"]
    assert "heads-inferred" in {remark.kind for remark in form.remarks}
    assert not form.complete


@pytest.mark.parametrize(
    "text",
    [
        "苹果 12 3 36\n梨 8 4 32\n桃 10 5 50\n",
        "2023年 工作 总结\n一、全年 完成 巡查 12 次 ，其中 夜间 4 次\n二、培训 3 场 ，参加 120 人 次\n",
        "| 姓名 | 语文 | 数学 | 英语 |\n| 甲 | 90 | 95 | 88 |\n| 乙 | 80 | 85 | 92 |\n",
        "年度资金总额 100 100 98 10 98% 9.8\n其中:财政拨款 100 100 98 - 98% -\n其他资金 0 0 0 - - -\n",
    ],
)
def test_other_tables_are_no_forms(text):
    assert not any(form.indicators for form in forms(text))


def test_a_form_after_the_rest_of_another_is_a_form_of_its_own():
    head = "\n部门预算项目支出绩效自评表\n项目名称 | 河道清淤\n一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
    row = "{} | {} | {} | {} | {} | {} | {} |\n"
    rest = "".join(row.format(*(VALUES[role][n] for role in ORDERS[0].split())) for n in (1, 2, 3))

    first, second = forms(f"{rest}合计 | 100 | 89.7 |\n{head}{rest}合计 | 100 | 89.7 |\n")

    assert (first.project, second.project) == (None, "河道清淤")
    assert [row.name for row in first.indicators] == [row.name for row in second.indicators] == VALUES["name"][1:]
    assert not first.complete
