"""
Tables saved as text without their merged cells: a row begins with the first cell of its own, whatever its column.
"""

from __future__ import annotations

import pytest

from drawn_tables import drawn, fund, row

from perfscore.read import read
from perfscore.read.table.layout import forms


def padded(drawing):
    """
    The lines of a drawing, all with as many bars as the longest.
    """
    lines = [line.strip() for line in drawing.strip().splitlines()]
    most = max(line.count("|") for line in lines)
    return "\n".join(line + " |" + "|" * (most - line.count("|")) for line in lines)


def only(drawing):
    (form,) = read(padded(drawing))
    return form


HEADS = "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因"


def test_rows_beside_the_name_of_their_block_and_below_merged_levels():
    form = only(
        f"""
        林道维护项目自评表（2022年度）
        项目名称 | 林道维护
        {HEADS}
        产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 30 | 30
        增设标牌 | 44块 | 44块 | 20 | 20
        质量指标 | 路面平整度 | 良好 | 良好 | 30 | 28 | 塌方两处
        满意度指标 | 服务对象满意度指标 | 林农满意度 | ≥88% | 91% | 20 | 20
        总分 | 100 | 98
        """
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 维护林道 |  | ≥31公里 |  | 33公里 | 30 | 30 | ",
        "产出指标 | 数量指标 | 增设标牌 |  | 44块 |  | 44块 | 20 | 20 | ",
        "产出指标 | 质量指标 | 路面平整度 |  | 良好 |  | 良好 | 30 | 28 | 塌方两处",
        "满意度指标 | 服务对象满意度指标 | 林农满意度 |  | ≥88% |  | 91% | 20 | 20 | ",
    ]


def test_rows_that_share_the_points_of_a_merged_cell():
    form = only(
        f"""
        林道维护项目自评表（2022年度）
        项目名称 | 林道维护
        {HEADS}
        产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 50 | 50
        增设标牌 | 44块 | 44块
        满意度指标 | 服务对象满意度指标 | 林农满意度 | ≥88% | 91% | 50 | 50
        """
    )

    assert row(form.indicators[1]) == "产出指标 | 数量指标 | 增设标牌 |  | 44块 |  | 44块 |  |  | "


def test_money_beside_the_name_of_its_block():
    form = only(
        f"""
        林道维护项目自评表（2022年度）
        项目名称 | 林道维护
        预算执行 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 64 | 60 | 57 | 10 | 95% | 9.5
        其中：财政拨款 | 50 | 46 | 43 | - | 93.48% | -
        其他资金 | 14 | 14 | 14
        {HEADS}
        产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 90 | 90
        """
    )

    assert [fund(entry) for entry in form.funds] == [
        "total: 年度资金总额 | 64 | 60 | 57 | 10 | 95% | 9.5",
        "component: 其中：财政拨款 | 50 | 46 | 43 | - | 93.48% | -",
        "component: 其他资金 | 14 | 14 | 14 |  |  | ",
    ]


def test_sources_as_heads_with_their_money_in_the_same_order():
    form = only(
        f"""
        林道维护项目自评表（2022年度）
        项目名称 | 林道维护
        资金情况（万元） | 来源 | 中央 | 省级 | 县级 | 合计
        全年预算数 | 30 | 20 | 10 | 60
        全年执行数 | 30 | 18 | 9 | 57
        {HEADS}
        产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 100 | 95
        """
    )

    assert [fund(entry) for entry in form.funds] == [
        "component: 中央 |  | 30 | 30 |  |  | ",
        "component: 省级 |  | 20 | 18 |  |  | ",
        "component: 县级 |  | 10 | 9 |  |  | ",
        "total: 合计 |  | 60 | 57 |  |  | ",
    ]


@pytest.mark.parametrize(
    ("heads", "cells", "total"),
    [
        ("应得分 | 扣分 | 实得分", "60 | 2 | 58", "100 | 2 | 98"),
        ("分值 | 得分 | 复核得分", "60 | 58 | 55", "100 | 98 | 95"),
    ],
)
def test_the_total_of_a_table_with_a_third_column_of_points(heads, cells, total):
    form = only(
        f"""
        林道维护项目自评表（2022年度）
        项目名称 | 林道维护
        一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | {heads}
        产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | {cells}
        满意度指标 | 服务对象满意度指标 | 林农满意度 | ≥88% | 91% | 40 | 40 | 40
        总分 | {total}
        """
    )

    assert (form.total.weight, form.total.score) == ("100", "98")


def test_a_column_of_the_forms_own_between_name_and_score():
    form = only(
        """
        林道维护绩效评价得分表
        一级指标 | 二级指标 | 三级指标 | 评价标准 | 得分
        投入（40分） | 立项（15分） | 论证充分（7分） | 论证充分得7分 | 7
        手续齐全（8分） | 齐全得满分 | 8
        资金（25分） | 到位及时（25分） | 按时到位得满分 | 24
        """
    )

    assert [(entry.name, entry.weight, entry.score) for entry in form.indicators] == [
        ("论证充分（7分）", "7", "7"),
        ("手续齐全（8分）", "8", "8"),
        ("到位及时（25分）", "25", "24"),
    ]


class TestWithoutHeads:
    """
    The order of the columns is told by what stands in them.
    """

    def test_a_running_number_before_the_name(self):
        (form,) = forms(
            [
                drawn(
                    """
                    1 | 养护苗木 | ≥310株 | 325株 | 60 | 60 | 补植
                    2 | 病虫害防治 | ≥4次 | 3次 | 40 | 30 | 连续降雨
                    """
                )
            ]
        )

        assert [row(indicator) for indicator in form.indicators] == [
            " |  | 养护苗木 |  | ≥310株 |  | 325株 | 60 | 60 | 补植",
            " |  | 病虫害防治 |  | ≥4次 |  | 3次 | 40 | 30 | 连续降雨",
        ]

    def test_a_reviewers_score_behind_the_own(self):
        (form,) = forms(
            [
                drawn(
                    """
                    产出指标 | 数量指标 | 养护苗木 | 60 | ≥310株 | 325株 | 60 | 58
                    效益指标 | 生态效益指标 | 成活 | 40 | 良好 | 良好 | 38 | 38
                    """
                )
            ]
        )

        assert [(entry.weight, entry.target, entry.score) for entry in form.indicators] == [
            ("60", "≥310株", "60"),
            ("40", "良好", "38"),
        ]

    def test_points_in_the_names(self):
        (form,) = forms(
            [
                drawn(
                    """
                    产出指标（60分） | 过程（60分） | 养护及时（40分） | 及时得40分，迟一次扣5分。 | 40
                    ^ | ^ | 台账齐全（20分） | 缺一项扣2分。 | 18
                    效益指标（40分） | 效果（40分） | 成活良好（40分） | 良好得满分。 | 40
                    """
                )
            ]
        )

        assert [(entry.name, entry.weight, entry.score) for entry in form.indicators] == [
            ("养护及时（40分）", "40", "40"),
            ("台账齐全（20分）", "20", "18"),
            ("成活良好（40分）", "40", "40"),
        ]


def test_heads_of_targets_are_no_heads_of_money():
    (form,) = forms(
        [
            drawn(
                """
                指标名称 | . | . | 指标值 | . | . | 评分 | .
                一级 | 二级 | 三级 | 年初目标值 | 调整后目标值 | 实际完成值 | 分值 | 自评得分
                产出指标 | 数量指标 | 养护苗木 | ≥310株 | ≥300株 | 305株 | 60 | 60
                效益指标 | 生态效益指标 | 成活率 |  | ≥85% | 86% | 40 | 40
                """.replace(".", "")
            )
        ]
    )

    assert [(entry.name, entry.target, entry.weight) for entry in form.indicators] == [
        ("养护苗木", "≥310株", "60"),
        ("成活率", "≥85%", "40"),
    ]
    assert form.funds == ()


def test_heads_of_money_beside_a_merged_head_over_the_names():
    (form,) = read(
        "林道维护项目自评表（2022年度）\n"
        "资金安排（万元） | 资金结构 | 预算安排 | 拨付情况 |||\n"
        "年初预算数 | 调整后预算数 | 年度拨付金额 | 支出实现率 |\n"
        "财政资金 | 64 | 60 | 57 | 95% |\n"
        "合计 | 64 | 60 | 57 | 95% |\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
        "产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 60 | 60 |\n"
        "满意度指标 | 服务对象满意度指标 | 林农满意度 | ≥88% | 91% | 40 | 40 |\n"
        "总分 | 100 | 100 |\n"
    )

    assert [fund(entry) for entry in form.funds] == [
        "component: 财政资金 | 64 | 60 | 57 |  | 95% | ",
        "total: 合计 | 64 | 60 | 57 |  | 95% | ",
    ]


def test_the_number_behind_a_comparator_is_the_target_where_the_row_is_cut():
    (form,) = read(
        "林道维护项目自评表（2022年度）\n"
        "项目名称 | 林道维护 |\n"
        "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 |\n"
        "产出指标 | 数量指标 | 维护林道 | ≥ | 31 | 公里 | 33 | 60 | 60 |\n"
        "增设标牌 | = | 44 |\n"
    )

    assert row(form.indicators[1]) == "产出指标 | 数量指标 | 增设标牌 | = | 44 |  |  |  |  | "


def test_a_head_of_either_level_stands_beside_the_name():
    form = only(
        f"""
        林道维护项目自评表（2022年度）
        项目名称 | 林道维护
        {HEADS}
        产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 60 | 60
        成本指标 | 单价 | ≤2万元 | 1.9万元 | 40 | 40
        """
    )

    assert (form.indicators[1].level1, form.indicators[1].level2) == ("产出指标", "成本指标")


def test_heads_in_two_tiers_of_a_text_without_merged_cells():
    (form,) = read(
        "林道维护项目自评表（2022年度）\n"
        "项目名称 | 林道维护 |||\n"
        "指标名称 | 指标值 | 评分 | 说明 |\n"
        "一级 | 二级 | 三级 | 目标值 | 完成值 | 分值 | 得分 |\n"
        "产出指标 | 数量指标 | 维护林道 | ≥31公里 | 33公里 | 60 | 60 |  |\n"
        "满意度指标 | 服务对象满意度指标 | 林农满意度 | ≥88% | 80% | 40 | 36 | 噪声扰民 |\n"
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 维护林道 |  | ≥31公里 |  | 33公里 | 60 | 60 | ",
        "满意度指标 | 服务对象满意度指标 | 林农满意度 |  | ≥88% |  | 80% | 40 | 36 | 噪声扰民",
    ]
