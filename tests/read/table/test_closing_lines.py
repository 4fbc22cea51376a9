"""
Lines below the total: signatures, contacts, dates, opinions and the grade are no indicators.
"""

from __future__ import annotations

import pytest

from drawn_tables import drawn

from perfscore.read.table.layout import forms


FORM = """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 巡查次数 | ≥24次 | 25次 | 50 | 50
    效益指标 | 社会效益指标 | 投诉办结率 | ≥98% | 99% | 50 | 50
"""
TOTAL = "总分 | < | < | < | < | 100 | 100\n"


@pytest.mark.parametrize("total", [TOTAL, ""])
@pytest.mark.parametrize(
    "line",
    [
        "填表人：某某 |  | 联系电话：0000-0000000 |  |  | 填报日期：2023.3.1 |",
        "单位负责人（签字）：某某 | < | 填报人：某某 | < | < | 填报时间：2023年3月1日 | <",
        "审核人： |  | 某某 |  |  | 2023-03-01 |",
        "经办人：某 | < | 复核人：某 | < | < | 日期： | 2023/3/1",
        "项目单位（盖章）： | < | < | < | < | < | 年   月   日",
        "财务负责人： |  | 某某 |  | 分管领导： | 某某 |",
        "主管部门审核意见：同意 | < | < | < | < | < | <",
        "联系人及联系电话：某某 00000000 | < | < | < | < | < | <",
    ],
)
def test_what_closes_a_form_is_no_indicator(line, total):
    (form,) = forms([drawn(FORM + total + line)])

    assert [indicator.name for indicator in form.indicators] == ["巡查次数", "投诉办结率"]
    assert form.indicators[1].score == "50"
    assert not form.unplaced


@pytest.mark.parametrize("label", ["自评等级", "绩效等级：", "评价等次", "自评结果等级", "综合评定等级"])
def test_the_grade_stands_beside_its_label(label):
    for drawing in (
        FORM + TOTAL + f"{label} |  |  |  |  | 优 |",
        FORM + f"{label} | < | < | < | < | 优 | <\n" + TOTAL,
        f"项目名称 | 河道巡查 | < | < | {label} | 优 | <\n" + FORM + TOTAL,
    ):
        (form,) = forms([drawn(drawing)])

        assert (form.total.grade, len(form.indicators), form.unplaced) == ("优", 2, ())


def test_an_indicator_above_the_total_may_be_called_like_a_signature():
    (form,) = forms([drawn(FORM + "^ | ^ | 档案盖章 | ≥9份 | 9份 | 5 | 5\n" + TOTAL)])

    assert [indicator.name for indicator in form.indicators] == ["巡查次数", "投诉办结率", "档案盖章"]


def test_the_adjusted_target_counts_where_the_first_one_is_blank():
    (form,) = forms(
        [
            drawn(
                """
                一级指标 | 二级指标 | 三级指标 | 年初指标值 | 调整后指标值 | 全年完成值 | 权重 | 得分
                产出指标 | 数量指标 | 巡查次数 |  | ≥24次 | 25次 | 50 | 50
                效益指标 | 社会效益指标 | 投诉办结率 | ≥98% | ≥95% | 99% | 50 | 50
                """
            )
        ]
    )

    assert [indicator.target for indicator in form.indicators] == ["≥24次", "≥98%"]
    assert [dict(indicator.extra) for indicator in form.indicators] == [
        {"调整后指标值": "≥24次"},
        {"调整后指标值": "≥95%"},
    ]
