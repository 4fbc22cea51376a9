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


#: 2018 could be one number; 2020 is a weight and its score.
FULL = [(*row[:5], row[5], row[5]) for row in ROWS]
#: Two rows share the points that are printed once, beside the first of them.
SHARED = [
    ("产出指标", "数量指标", "清淤渠道长度", "≥36公里", "37公里", "30", "30"),
    ("", "", "加固堤岸长度", "≥8公里", "8公里", "", ""),
    ("", "质量指标", "渠道完好率", "≥92%", "94%", "30", "30"),
    ("效益指标", "生态效益指标", "新增蓄水量", "≥5万方", "4.6万方", "20", "18.4"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "97%", "20", "20"),
]


def printed(order, shape, body=ROWS):
    heads = ORDERS["weight last"]
    rows = [[dict(zip(heads, row, strict=True))[head] for head in ORDERS[order]] for row in (heads, *body)]
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


def read(text):
    (form,) = forms(text)
    return [
        (row.name or "", row.target or "", row.actual or "", row.weight or "", row.score or "")
        for row in form.indicators
    ]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_rows_that_share_points(order, shape):
    assert read(printed(order, shape, SHARED)) == [row[2:] for row in SHARED]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("body", [FULL, SHARED], ids=["parts", "shared points"])
def test_rows_with_parts_and_shared_points_in_text_without_gaps(order, body):
    text = "".join(printed(order, "lines", body).split())

    assert read(text) == [row[2:] for row in body]
