"""
Rows that have points and no values, and their parts, which have values and no points.
"""

from __future__ import annotations

import pytest

from text_shapes import SHAPES

from perfscore.read.lines import forms


HEAD = [
    ["乡村绿化项目绩效自评表"],
    ["项目名称", "乡村绿化"],
]
ROWS = [
    ("产出指标", "数量指标", "栽种各类行道树数量", "", "", "20", "18"),
    ("", "", "银杏栽种数量", "60株", "54株", "", ""),
    ("", "", "香樟栽种数量", "35株", "35株", "", ""),
    ("", "质量指标", "苗木成活率", "≥85%", "91%", "30", "30"),
    ("效益指标", "生态效益指标", "新增绿化面积", "", "", "30", "30"),
    ("", "", "道路绿化面积", "1.5亩", "1.5亩", "", ""),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "97%", "10", "10"),
]
ORDERS = {
    "weight last": ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    "weight first": ("一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分"),
}


def printed(order, shape):
    heads = ORDERS["weight last"]
    rows = [[dict(zip(heads, row, strict=True))[head] for head in ORDERS[order]] for row in (heads, *ROWS)]
    total = ["总分", "100", "98"]
    return SHAPES[shape]([*HEAD, *rows, total])


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_rows_with_parts_in_every_shape(order, shape):
    (form,) = forms(printed(order, shape))

    assert [
        (row.name or "", row.target or "", row.actual or "", row.weight or "", row.score or "")
        for row in form.indicators
    ] == [row[2:] for row in ROWS]
    assert [row.level2 for row in form.indicators] == [
        "数量指标", "数量指标", "数量指标", "质量指标", "生态效益指标", "生态效益指标", "服务对象满意度指标",
    ]  # fmt: skip
    assert not form.uncertain
    assert not form.unplaced
