"""
Tables whose heads and labels no list knows, or that have more columns of one kind than a form needs.
"""

from __future__ import annotations

from drawn_tables import drawn, fund, row

from perfscore.read.table.layout import forms


def only(*grids):
    (form,) = forms(grids)
    return form


def test_a_sign_of_comparison_under_any_head_and_a_plan_as_the_target():
    form = only(
        drawn(
            """
            部门名称 | 某县水利局 | < | < | < | < | < | <
            一级指标 | 二级指标 | 三级指标 | 指标值类型 | 计划值 | 单位 | 完成值 | 得分
            履职 | 灌区建设 | 渠道长度 | ≥ | 12.5 | 公里 | 12.8 | 60
            ^ | ^ | 渠道质量 | 定性 | 良好 |  | 良好 | 40
            """,
            before="部门整体支出绩效自评表（2022年度）",
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "履职 | 灌区建设 | 渠道长度 | ≥ | 12.5 | 公里 | 12.8 |  | 60 | ",
        "履职 | 灌区建设 | 渠道质量 | 定性 | 良好 |  | 良好 |  | 40 | ",
    ]


def test_the_weight_of_a_row_stands_beside_its_name_and_not_beside_its_levels():
    form = only(
        drawn(
            """
            项目名称 | 停车系统 | < | < | < | < | < | < | <
            一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 指标值 | 完成值 | 自评得分
            决策 | 40 | 项目立项 | 40 | 依据充分性 | 10 | 充分 | 充分 | 10
            ^ | ^ | ^ | ^ | 目标合理性 | 30 | 合理 | 较合理 | 25
            产出 | 60 | 产出数量 | 60 | 新建泊位 | 60 | ≥120个 | 125个 | 60
            合计 | < | < | < | < | 100 |  |  | 95
            """,
            before="项目支出绩效自评表",
        )
    )

    assert [(entry.name, entry.weight, entry.score) for entry in form.indicators] == [
        ("依据充分性", "10", "10"),
        ("目标合理性", "30", "25"),
        ("新建泊位", "60", "60"),
    ]
    assert (form.total.weight, form.total.score) == ("100", "95")


def test_heads_in_two_tiers_whose_merged_cells_are_lost():
    form = only(
        drawn(
            """
            项目名称 | 康复救助 |  |  |  |  |  |  |  |
            一级指标 | 二级指标 | 三级指标 | 绩效目标值 |  | 完成情况 |  | 评分 |  | 未完成原因
             |  |  | 目标值 | 单位 | 完成值 | 完成率 | 分值 | 自评分 |
            产出指标 | 数量指标 | 救助儿童数 | ≥420 | 人 | 436 | 103.8% | 60 | 60 |
             | 时效指标 | 资金拨付及时率 | 100 | % | 95 | 95% | 40 | 38 | 集中支付
            """,
            before="专项资金绩效自评表",
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 救助儿童数 |  | ≥420 | 人 | 436 | 60 | 60 | ",
        "产出指标 | 时效指标 | 资金拨付及时率 |  | 100 | % | 95 | 40 | 38 | 集中支付",
    ]
    assert not form.unplaced


def test_an_adjustment_is_no_budget_beside_the_budget_of_the_year():
    form = only(
        drawn(
            """
            项目名称 | 档案数字化 | < | < | < | <
            项目资金 | 年初预算 | 调整预算 | 全年预算 | 执行数 | 执行率
            合计 | 46 | -2 | 44 | 43.2 | 98.18%
            一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
            产出 | 数量 | 扫描页数 | 100万页 | 108万页 | 100
            """,
            before="部门业务费绩效自评表",
        )
    )

    assert [fund(entry) for entry in form.funds] == ["total: 合计 | 46 | 44 | 43.2 |  | 98.18% | "]


def test_tasks_in_the_place_of_sources():
    form = only(
        drawn(
            """
            任务名称 | 完成情况 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率
            任务1：国土绿化 | 已完成 | 320 | 312 |  | 97.5%
            任务2：森林防火 | 已完成 | 180 | 180 |  | 100%
            金额合计 | < | 500 | 492 | 10 | 98.4%
            一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 得分
            产出指标 | 数量指标 | 造林面积 | 3.2万亩 | 3.3万亩 | 90
            """,
            before="部门整体支出绩效自评表",
        )
    )

    assert [fund(entry) for entry in form.funds] == [
        "component: 任务1：国土绿化 |  | 320 | 312 |  | 97.5% | ",
        "component: 任务2：森林防火 |  | 180 | 180 |  | 100% | ",
        "total: 金额合计 |  | 500 | 492 | 10 | 98.4% | ",
    ]


def test_money_beside_its_labels_over_two_rows():
    form = only(
        drawn(
            """
            项目名称 | 加装电梯补助 | 预算单位 | 某住房中心 | < | <
            年初预算（万元） | 560 | < | 调整后预算（万元） | 480 | <
            实际支出（万元） | 456 | < | 预算执行率 | 95% | <
            一级指标 | 二级指标 | 三级指标 | 目标值 | 实际完成值 | 自评得分
            投入管理 | 预算执行 | 预算执行率 | 100% | 95% | 9.5
            """,
            before="财政支出项目绩效自评表",
        )
    )

    assert [fund(entry) for entry in form.funds] == ["total:  | 560 | 480 | 456 |  | 95% | "]
    assert form.currency_unit == "万元"
    assert not form.unplaced


def test_the_execution_as_the_first_row_of_the_table_is_an_indicator():
    """
    预算执行 is also what blocks are called; with points beside it, it is a row.
    """
    form = only(
        drawn(
            """
            项目名称 | 饮水安全 | < | < | < | < | <
            一级指标 | 二级指标 | 三级指标 | 分值 | 年度目标值 | 实际完成值 | 得分
            预算执行（10分） | 预算执行 | 预算执行率 | 10 | 100% | 94% | 9.4
            产出指标（90分） | 数量指标 | 维修工程 | 90 | 36处 | 36处 | 90
            总分 | < | < | 100 |  |  | 99.4
            """,
            before="项目支出绩效自评表",
        )
    )

    assert [(entry.name, entry.weight, entry.score) for entry in form.indicators] == [
        ("预算执行率", "10", "9.4"),
        ("维修工程", "90", "90"),
    ]
