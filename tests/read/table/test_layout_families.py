"""
The families of published layouts: every one keeps the same facts in other columns under other words.
"""

from __future__ import annotations

from drawn_tables import drawn, fund, row

from perfscore.read.table.layout import forms


def only(*grids):
    (form,) = forms(grids)
    return form


def test_the_central_layout():
    """
    Six fund columns, three levels, target before weight, total below.
    """
    form = only(
        drawn(
            """
            项目名称 | < | 河道保洁 | < | < | < | < | < | <
            主管部门 | < | 某县水利局 | < | < | 实施单位 | 河道管理所 | < | <
            项目资金⏎（万元） | < |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
            ^ | ^ | 年度资金总额 | 50.00 | 48.00 | 36.00 | 10 | 75% | 7.5
            ^ | ^ | 其中：当年财政拨款 | 50.00 | 48.00 | 36.00 | - | 75% | -
            ^ | ^ | 上年结转资金 |  |  |  | - |  | -
            ^ | ^ | 其他资金 |  |  |  | - |  | -
            年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
            ^ | 河道清洁。 | < | < | < | 已清洁⏎全部河道。 | < | < | <
            绩⏎效⏎指⏎标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
            ^ | 产出指标 | 数量指标 | 保洁河道长度 | ≥30公里 | 31公里 | 50 | 50 |
            ^ | ^ | 质量指标 | 保洁⏎合格率 | ≥95% | 90% | 20 | 18 | 汛期漂浮物多
            ^ | 效益指标 | 社会效益指标 | 群众投诉 | 减少 | 减少 | 10 | 10 |
            ^ | 满意度指标 | 服务对象满意度指标 | 沿河居民满意度 | ≥90% | 92% | 10 | 10 |
            总分 | < | < | < | < | < | 100 | 95.5 |
            """,
            before="附件2\n项目支出绩效自评表\n（2023年度）",
        )
    )

    assert (
        form.title, form.year, form.project, form.department, form.unit, form.currency_unit,
    ) == ("项目支出绩效自评表", "2023", "河道保洁", "某县水利局", "河道管理所", "万元")  # fmt: skip
    assert [fund(entry) for entry in form.funds] == [
        "total: 年度资金总额 | 50.00 | 48.00 | 36.00 | 10 | 75% | 7.5",
        "component: 其中：当年财政拨款 | 50.00 | 48.00 | 36.00 | - | 75% | -",
        "component: 上年结转资金 |  |  |  | - |  | -",
        "component: 其他资金 |  |  |  | - |  | -",
    ]
    assert (form.goals.expected, form.goals.actual) == ("河道清洁。", "已清洁全部河道。")
    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 保洁河道长度 |  | ≥30公里 |  | 31公里 | 50 | 50 | ",
        "产出指标 | 质量指标 | 保洁合格率 |  | ≥95% |  | 90% | 20 | 18 | 汛期漂浮物多",
        "效益指标 | 社会效益指标 | 群众投诉 |  | 减少 |  | 减少 | 10 | 10 | ",
        "满意度指标 | 服务对象满意度指标 | 沿河居民满意度 |  | ≥90% |  | 92% | 10 | 10 | ",
    ]
    assert (form.total.weight, form.total.score, form.total.grade) == ("100", "95.5", None)
    assert form.complete
    assert not form.unplaced


def test_weights_in_the_heads_and_rows_nobody_filled_in():
    """
    Anhui: 产出指标(50分), rows prefixed 指标1:, the unused ones left in the form.
    """
    form = only(
        drawn(
            """
            项目支出绩效自评表 | < | < | < | < | < | < | <
            （2022年度） | < | < | < | < | < | < | <
            项目名称 | 防汛经费 | < | < | < | < | < | <
            主管部门 |  | < | 实施单位 | 某市水利局 | < | < | <
            项目资金（万元） |  | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分
            ^ | 年度资金总额： | 880 | 880 | 880 | 10 |  | 10
            ^ | 其中：本年财政拨款 | 880 | 880 | 880 | - |  | -
            年度总体目标完成情况 | 预期目标 | < | < | 实际完成情况 | < | < | <
            ^ | 安全度汛 | < | < | 完成 | < | < | <
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
            产出指标⏎（50分） | 数量指标 | 指标1：加固堤段 | 3 | 3 | 50 | 50 |
            ^ | ^ | 指标2： |  |  |  |  |
            ^ | ^ | …… |  |  |  |  |
            ^ | 质量指标 | 指标1：验收合格 |  |  |  |  |
            （30分） | 社会效益指标 | 指标1：平安 | 平安 | 平安 | 30 | 30 |
            ^ | 生态效益指标 | 指标1：/ |  |  | / | / |
            ^ | 可持续影响指标 |  |  |  |  |  |
            满意度指标(10分) | 服务对象满意度指标 | 指标1：满意度 | 90% | 100% | 10 | 10 |
            总分 | < | < | < | < | 100 | 100 |
            注：分值统一设置。 | < | < | < | < | < | < | <
            """
        )
    )

    assert [(s.name, s.weight) for s in form.sections] == [("产出指标", "50"), (None, "30"), ("满意度指标", "10")]
    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 指标1：加固堤段 |  | 3 |  | 3 | 50 | 50 | ",
        "产出指标 | 质量指标 | 指标1：验收合格 |  |  |  |  |  |  | ",
        "（30分） | 社会效益指标 | 指标1：平安 |  | 平安 |  | 平安 | 30 | 30 | ",
        "（30分） | 生态效益指标 | 指标1：/ |  |  |  |  | / | / | ",
        "满意度指标 | 服务对象满意度指标 | 指标1：满意度 |  | 90% |  | 100% | 10 | 10 | ",
    ]
    assert form.department is None
    assert form.year == "2022"
    assert not form.unplaced


def test_target_in_three_columns_under_a_head_of_two_rows():
    """
    Yunnan: 指标性质, 指标值 and 度量单位 below 年度指标值; a grade beside the total; amounts in 元.
    """
    form = only(
        drawn(
            """
            公开14表 | < | < | < | < | < | < | < | < | <
            项目名称 | < | 营养餐 | < | < | < | < | < | < | <
            主管部门 | < | 某县教育局 | < | < | < | 实施单位 | < | 某中学 | <
            项目资金⏎（元） | < | < | 年初预算数 | 全年预算数 | 全年执行数 | < | 分值 | 执行率 | 得分
            ^ | ^ | 年度资金总额 |  | 387664.62 | 387664.62 | < | 10 | 100% | 10
            ^ | ^ | 其中：当年财政⏎拨款 |  | 387664.62 | 387664.62 | < | — |  | —
            年度⏎总体⏎目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | < | <
            ^ | 改善体质 | < | < | < | 已改善 | < | < | < | <
            绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
            一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^ | ^
            产出指标 | 数量指标 | 受助人数 | ≧ | 735 | 人次 | 735 | 30 | 30 |
            ^ | 质量指标 | 覆盖率 | ═ | 100 | % | 98% | 30 | 27 | 转学
            效益指标 | 经济效益⏎指标 | 减轻负担 | 有效 | < | < | 有效 | 30 | 30 |
            ^ | 生态效益⏎指标 |  |  |  |  |  |  |  |
            其他需要说明事项 | < | 无 | < | < | < | < | < | < | <
            总分 | < | < | < | < | < | < | 100 | 97 | 优
            """,
            before="2022年度项目支出绩效自评表",
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 受助人数 | ≧ | 735 | 人次 | 735 | 30 | 30 | ",
        "产出指标 | 质量指标 | 覆盖率 | ═ | 100 | % | 98% | 30 | 27 | 转学",
        "效益指标 | 经济效益指标 | 减轻负担 |  | 有效 |  | 有效 | 30 | 30 | ",
    ]
    assert (
        form.total.weight, form.total.score, form.total.grade, form.currency_unit, form.year,
    ) == ("100", "97", "优", "元", "2022")  # fmt: skip
    assert (form.funds[0].budget, form.funds[1].name) == ("387664.62", "其中：当年财政拨款")
    assert not form.unplaced


def test_thirteen_columns():
    """
    Xinjiang: the columns that are neither target nor result are kept apart by their heads.
    """
    form = only(
        drawn(
            """
            项目名称 | 道路养护 | < | < | < | < | < | < | < | < | < | < | <
            资金来源（万元） | < | < | 年初预算数 | 全年预算数 | < | 全年执行数 | < | 分值权重 | 执行率 | < | 得分 | <
            年度资金总额 | < | < | 10 | 10 | < | 9 | < | 10 | 90% | < | 9 | <
            一级指标 | 二级指标 | 三级指标 | 指标值 | 指标值设置依据 | 上年完成值 | 指标分值权重 | 指标赋分规则 | 佐证资料 | 指标实际完成值 | 完成率 | 指标得分 | 偏差原因分析及改进措施
            产出指标 | 数量指标 | 养护里程 | >=20公里 | 实施方案 | 18公里 | 40 | 按完成比例赋分 | 验收单 | 20公里 | 100% | 40 |
            效益指标 | 社会效益指标 | 通行能力 | 提高 | 实施方案 | 提高 | 50 | 按评判等级赋分 | 报告 | 提高 | 100% | 50 |
            """,
            before="项目支出绩效自评表",
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 养护里程 |  | >=20公里 |  | 20公里 | 40 | 40 | ",
        "效益指标 | 社会效益指标 | 通行能力 |  | 提高 |  | 提高 | 50 | 50 | ",
    ]
    assert dict(form.indicators[0].extra) == {
        "指标值设置依据": "实施方案",
        "上年完成值": "18公里",
        "指标赋分规则": "按完成比例赋分",
        "佐证资料": "验收单",
        "完成率": "100%",
    }
    assert [fund(entry) for entry in form.funds] == ["total: 年度资金总额 | 10 | 10 | 9 | 10 | 90% | 9"]


def test_weight_before_the_target_and_no_initial_budget():
    """
    Poverty relief: weight stands left of the target, no 年初预算数.
    """
    form = only(
        drawn(
            """
            项目名称 | < | 产业补助 | < | < | < | < | <
            资金情况（万元） | < |  | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分
            ^ | ^ | 年度资金总额： | 20 | 20 | 10 | 100.00% | 10
            ^ | ^ | 其中：本年财政拨款 | 20 | 20 | 10 | 100.00% | 10
            ^ | ^ | 其他资金 |  |  |  |  |
            年度总体目标 | 年初设定目标 | < | < | 年度总体目标完成情况综述 | < | < | <
            ^ | 补助农户 | < | < | 已补助 | < | < | <
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分
            ^ | 产出指标（50分） | 数量指标 | ★受益户数 | 50 | >=80户 | 87户 | 50
            ^ | 效益指标（40分） | 社会效益指标 | ★带动就业 | 40 | ≥5人 | 4人 | 32
            总分 | < | < | < | 100 | < | < | 92
            """,
            before="绩效目标自评表（2019年度）",
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | ★受益户数 |  | >=80户 |  | 87户 | 50 | 50 | ",
        "效益指标 | 社会效益指标 | ★带动就业 |  | ≥5人 |  | 4人 | 40 | 32 | ",
    ]
    assert (form.total.weight, form.total.score) == ("100", "92")
    assert [fund(entry) for entry in form.funds] == [
        "total: 年度资金总额： |  | 20 | 20 | 10 | 100.00% | 10",
        "component: 其中：本年财政拨款 |  | 20 | 20 | 10 | 100.00% | 10",
        "component: 其他资金 |  |  |  |  |  | ",
    ]
    assert (form.goals.expected, form.goals.actual) == ("补助农户", "已补助")


def test_sichuan():
    """
    The blocks carry their weight on the left; comparator, value and unit in columns; 权重 for weight; a total without a score.
    """
    form = only(
        drawn(
            """
            部门预算项目支出绩效自评表（2023年度） | < | < | < | < | < | < | < | < | < | <
            项目名称 | 51000021R000000000001-工资性支出 | < | < | < | < | < | < | < | < | <
            主管部门 | 某局 | < | < | < | 实施单位⏎（盖章） | 某局本级 | < | < | < | <
            项目基本情况 | 1.项目年度目标完成情况 | < | 项目年度目标 | < | < | 年度目标完成情况 | < | < | < | <
            ^ | ^ | ^ | 按时发放 | < | < | 全部发放 | < | < | < | <
            ^ | 2.项目实施内容及过程概述 | < | 按月发放 | < | < | < | < | < | < | <
            预算执行情况（10分） | 年度预算数（万元） | < | 年初预算 | 调整后预算数 | 预算执行数 | < | 预算执行率 | 权重 | 得分 | 原因
            ^ | 总额 | < | 238.93 | 251.89 | 251.89 | < | 100.00% | 10 |  | 说明：超过十万元应说明
            ^ | 其中：财政资金 | < | 238.93 | 251.89 | 251.89 | < | 100.00% | / | / | ^
            ^ | 财政专户管理资金 | < | 0.00 | 0.00 | 0.00 | < | 0.00% | / | / | ^
            ^ | 其他资金 | < |  |  |  | < |  | / | / | ^
            绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析
            ^ | 产出指标 | 数量指标 | 发放覆盖率 | ＝ | 100 | % |  | 60 |  |
            ^ | 效益指标 | 社会效益指标 | 足额保障率 | ＝ | 100 | % | 100 | 30 | 30 |
            合计 | < | < | < | < | < | < | < | 100 |  |
            评价结论 | 良好 | < | < | < | < | < | < | < | < | <
            存在问题 | 无 | < | < | < | < | < | < | < | < | <
            改进措施 | 无 | < | < | < | < | < | < | < | < | <
            项目负责人： | < | < | < | < | < | 财务负责人： | < | < | < | <
            """
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 发放覆盖率 | ＝ | 100 | % |  | 60 |  | ",
        "效益指标 | 社会效益指标 | 足额保障率 | ＝ | 100 | % | 100 | 30 | 30 | ",
    ]
    assert [fund(entry) for entry in form.funds] == [
        "total: 总额 | 238.93 | 251.89 | 251.89 | 10 | 100.00% | ",
        "component: 其中：财政资金 | 238.93 | 251.89 | 251.89 | / | 100.00% | /",
        "component: 财政专户管理资金 | 0.00 | 0.00 | 0.00 | / | 0.00% | /",
        "component: 其他资金 |  |  |  | / |  | /",
    ]
    assert [(s.name, s.weight) for s in form.sections] == [("预算执行情况", "10"), ("绩效指标", "90")]
    assert (form.total.weight, form.total.score) == ("100", None)
    assert (form.goals.expected, form.goals.actual) == ("按时发放", "全部发放")
    assert (form.currency_unit, form.year, form.unit) == ("万元", "2023", "某局本级")
    assert not form.unplaced


def test_labels_and_values_in_one_cell():
    """
    Hainan: 项目名称: and its value share a cell, the goals stand under their heads, 完成率 has a column.
    """
    form = only(
        drawn(
            """
            项目支出绩效自评表 | < | < | < | < | < | < | < | < | < | <
            项目名称：46000021T000000000001-学生资助 | < | < | < | < | 填报人：某某 | < | < | 联系方式： | < | <
            主管部门：203-省教育厅 | < | < | < | < | 实施单位：203045-某中学 | < | < | < | < | <
            是否公开： | < | < | < | < | 网址： | < | < | < | < | <
            资金构成（元） | < | < | 年初预算数 | 全年预算数 | < | 执行数 | < | 分值 | 执行率（%） | 得分
            资金总额： | < | < | 120,000.00 | 120,000.00 | < | 30,000.00 | < | 10.00 | 25 | 2.5
            其中：财政资金： | < | < | 0.00 | 0.00 | < | 0.00 | < |  | 0 |
            单位资金： | < | < | 120,000.00 | 120,000.00 | < | 30,000.00 | < |  | 25 |
            年度目标 | < | < | < | < | 年度目标完成情况 | < | < | < | < | <
            资助学生。 | < | < | < | < | 资助十人。 | < | < | < | < | <
            一级指标 | 二级指标 | 三级指标 | 指标性质 | 年度指标值 | 度量单位 | 实际完成值 | 完成率 | 分值 | 得分 | 未完成原因分析
            产出指标 | 数量指标 | 资助人数 | ≥ | 52 | 人 | 10 | 19.23% | 50.00 | 9.62 | 由省厅直接拨付。
            满意度指标 | 服务对象满意度 | 学生满意度 |  | 95 |  | 100 | 100.00% | 40.00 | 40 |
            合计 | < | < | < | < | < | < | < | 100.00 | 52.12 |
            """
        )
    )

    assert (
        form.project, form.department, form.unit, form.currency_unit,
    ) == ("46000021T000000000001-学生资助", "203-省教育厅", "203045-某中学", "元")  # fmt: skip
    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 资助人数 | ≥ | 52 | 人 | 10 | 50.00 | 9.62 | 由省厅直接拨付。",
        "满意度指标 | 服务对象满意度 | 学生满意度 |  | 95 |  | 100 | 40.00 | 40 | ",
    ]
    assert [fund(entry) for entry in form.funds] == [
        "total: 资金总额： | 120,000.00 | 120,000.00 | 30,000.00 | 10.00 | 25 | 2.5",
        "component: 其中：财政资金： | 0.00 | 0.00 | 0.00 |  | 0 | ",
        "component: 单位资金： | 120,000.00 | 120,000.00 | 30,000.00 |  | 25 | ",
    ]
    assert (form.goals.expected, form.goals.actual) == ("资助学生。", "资助十人。")
    assert (form.total.weight, form.total.score) == ("100.00", "52.12")


def test_weights_only_in_the_heads_of_blocks():
    """
    Hubei: no weight column; 预算执行情况(20分) and 得分(20分*执行率) print the weight of execution.
    """
    form = only(
        drawn(
            """
            项目名称 | < | 禁捕补偿 | < | < | <
            主管部门 | < | 某区农业局 | < | 项目实施单位 | 渔政科
            项目类别 | < | 1、部门预算项目 □ 2、市直专项 □ | < | < | <
            预算执行情况（万元）⏎（20分） | < | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分⏎（20分*执行率）
            ^ | 年度财政资金总额 | 1.56 | 1.56 | 1 | 20
            年度绩效目标1（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
            ^ | 产出指标 | 数量指标 | 补贴渔船数 | 6 | 6 | 40
            ^ | 效益指标 | 满意度指标 | 渔民满意度 | 90% | 95% | 40
            总分 | < | < | < | < | < | 100
            偏差大或目标未完成原因分析 | < | 无 | < | < | <
            改进措施及结果应用方案 | < | 无 | < | < | <
            """,
            before="2020年度禁捕项目自评表\n单位名称：农业科  填报日期：",
        )
    )

    assert [fund(entry) for entry in form.funds] == ["total: 年度财政资金总额 |  | 1.56 | 1.56 | 20 | 1 | 20"]
    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 补贴渔船数 |  | 6 |  | 6 |  | 40 | ",
        "效益指标 | 满意度指标 | 渔民满意度 |  | 90% |  | 95% |  | 40 | ",
    ]
    assert (form.total.weight, form.total.score) == (None, "100")
    assert [(s.name, s.weight) for s in form.sections] == [("预算执行情况（万元）", "20"), ("年度绩效目标1", "80")]


def test_a_flat_list_with_the_total_in_the_head():
    """
    Chongqing: no levels, 自评总分 above, 执行率权重 and 执行率得分, the weight in the middle.
    """
    form = only(
        drawn(
            """
            2022年度部门整体绩效自评表 | < | < | < | < | < | < | < | <
            主管部门 | 某区林业局 | < | 部门联系人 | 某某 | 联系电话 |  | 自评总分（分） | 97.6
            当年预算（万元） |  | 年初预算数 | 全年（调整）预算数 | 全年执行数 | < | 执行率 | 执行率权重 | 执行率得分
            ^ | 年度总金额 | 100 | 120 | 91.2 | < | 76 | 10 | 7.6
            ^ | 其中财政拨款 | 100 | 120 | 91.2 | < | 76 |  |
            当年绩效目标 | 年初绩效目标 | < | < | 全年（调整）绩效目标 | < | 全年目标实际完成情况 | < | <
            ^ | 造林 | < | < | 造林 | < | 造林完成 | < | <
            绩效指标 | 指标名称 | 计量单位 | 指标性质 | 指标值 | 全年完成值 | 得分系数（%） | 指标权重（分） | 指标得分（分）
            ^ | 造林面积 | 万亩 | ≥ | 2 | 2.1 | 100 | 60 | 60
            ^ | 火灾受害率 | ‰ | ≤ | 0.9 | 0 | 100 | 30 | 30
            说明 | 无 | < | < | < | < | < | < | <
            """
        )
    )

    assert form.total.score == "97.6"
    assert [row(indicator) for indicator in form.indicators] == [
        " |  | 造林面积 | ≥ | 2 | 万亩 | 2.1 | 60 | 60 | ",
        " |  | 火灾受害率 | ≤ | 0.9 | ‰ | 0 | 30 | 30 | ",
    ]
    assert [fund(entry) for entry in form.funds] == [
        "total: 年度总金额 | 100 | 120 | 91.2 | 10 | 76 | 7.6",
        "component: 其中财政拨款 | 100 | 120 | 91.2 |  | 76 | ",
    ]
    assert dict(form.indicators[0].extra) == {"得分系数（%）": "100"}
    assert (form.goals.expected, form.goals.actual) == ("造林", "造林完成")


def test_execution_as_an_indicator():
    """
    Ningxia: the fund table has no score; 预算执行率 is a row like any other.
    """
    form = only(
        drawn(
            """
            项目名称 | 绿化 | < | < | 自评得分 | 98 | 财政审核评分 |
            资金情况（万元） |  | 年初预算数 | 调整预算数（A） | 全年执行数（B） | 执行率（B/A） | < | <
            ^ | 年度资金总额 | 90 | 100 | 80 | 80% | < | <
            一级指标 | 二级指标 | 三级指标 | 参考分值 | 指标值（A） | 全年实际值（B） | 得分 | 未完成原因
            项目决策10 | 项目立项 | 立项规范性 | 10 | 规范 | 规范 | 10 |
            项目管理25 | 资金管理 | 预算执行率 | 10 | 100% | 80% | 8 | 进度慢
            ^ | 组织实施 | 制度健全性 | 15 | 健全 | 健全 | 15 |
            产出65 | 产出数量 | 绿化面积 | 65 | 30亩 | 30亩 | 65 |
            """,
            before="项目支出绩效自评表\n（2021年度）",
        )
    )

    assert [fund(entry) for entry in form.funds] == ["total: 年度资金总额 | 90 | 100 | 80 |  | 80% | "]
    assert [row(indicator) for indicator in form.indicators] == [
        "项目决策 | 项目立项 | 立项规范性 |  | 规范 |  | 规范 | 10 | 10 | ",
        "项目管理 | 资金管理 | 预算执行率 |  | 100% |  | 80% | 10 | 8 | 进度慢",
        "项目管理 | 组织实施 | 制度健全性 |  | 健全 |  | 健全 | 15 | 15 | ",
        "产出 | 产出数量 | 绿化面积 |  | 30亩 |  | 30亩 | 65 | 65 | ",
    ]
    assert form.total.score == "98"
    assert [(s.name, s.weight) for s in form.sections] == [("项目决策", "10"), ("项目管理", "25"), ("产出", "65")]


def test_sources_of_money_side_by_side():
    """
    Hubei 2016: the budget by its sources, 合计 is all of it; a second head of indicators changes the columns.
    """
    form = only(
        drawn(
            """
            项目名称 | 某项目 | < | < | < | 自评总分： | 95 | <
            预算执行情况（万元） | 中央 | 省、地 | 本级 | 其他 | 合计 | 执行数 | 执行率
            ^ | 10 | 5 | 5 | 0 | 20 | 18 | 90%
            一级指标 | 二级指标 | 三级指标 | 分值 | 评价标准及依据 | 自评分 | 复核分 | 备注
            项目决策2分 | 立项 | 规范性 | 2 | 文件 | 2 |  |
            一级指标 | 二级指标 | 三级指标 | 分值 | 年初指标值 | 年终完成值 | 自评分 | 复核分
            项目绩效98分 | 产出 | 数量 | 98 | 10个 | 9个 | 93 |
            """,
            before="项目自评表（2016年度）",
        )
    )

    assert [fund(entry) for entry in form.funds] == [
        "total: 合计 |  | 20 | 18 |  | 90% | ",
        "component: 中央 |  | 10 |  |  |  | ",
        "component: 省、地 |  | 5 |  |  |  | ",
        "component: 本级 |  | 5 |  |  |  | ",
        "component: 其他 |  | 0 |  |  |  | ",
    ]
    assert [row(indicator) for indicator in form.indicators] == [
        "项目决策 | 立项 | 规范性 |  |  |  |  | 2 | 2 | ",
        "项目绩效 | 产出 | 数量 |  | 10个 |  | 9个 | 98 | 93 | ",
    ]
    assert form.total.score == "95"
    assert [(s.name, s.weight) for s in form.sections] == [("项目决策", "2"), ("项目绩效", "98")]


def test_several_rows_of_money_that_all_sound_like_the_total():
    """
    Fujian: 财政资金小计 and 合计; the total is 合计.
    """
    form = only(
        drawn(
            """
            资金来源（万元） | 年初预算数① | 年中调整② | 小计③=①+② | 拨付④ | 支出实现率⑤=④/③ | 结余⑥=③-④ | 结余率⑦
            财政资金小计 | 100 | 10 | 110 | 99 | 90% | 11 | 10%
            ①项目支出 | 60 | 10 | 70 | 60 | 85.7% | 10 | 14.3%
            单位其它收入 | 0 | 0 | 0 | 0 | 0 | 0 | 0
            合计 | 100 | 10 | 110 | 99 | 90% | 11 | 10%
            一级指标 | 二级指标 | 三级指标 | 绩效目标值 | 实际完成值 | 评分标准 | 指标分值 | 自评得分
            产出目标 | 数量目标 | 检查次数 | ≥10次 | 12次 | 少一次扣1分 | 50 | 50
            """,
            before="2022年度部门整体支出绩效自评表",
        )
    )

    assert [fund(entry) for entry in form.funds] == [
        "component: 财政资金小计 | 100 | 110 | 99 |  | 90% | ",
        "component: ①项目支出 | 60 | 70 | 60 |  | 85.7% | ",
        "component: 单位其它收入 | 0 | 0 | 0 |  | 0 | ",
        "total: 合计 | 100 | 110 | 99 |  | 90% | ",
    ]
    assert dict(form.indicators[0].extra) == {"评分标准": "少一次扣1分"}


def test_transfers_without_weights_and_scores():
    """
    Transfers are evaluated without points; 资金管理情况 has nothing to check.
    """
    form = only(
        drawn(
            """
            转移支付（项目）名称 | < | 大气治理 | < | < | <
            中央主管部门 | < | 生态环境部 | < | < | <
            地方主管部门 | < | 某市生态环境局 | < | 资金使用单位 | 某科
            资金情况（万元） | < |  | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A×100%）
            ^ | ^ | 年度资金总额： | 2380.91 | 0 | 0
            ^ | ^ | 其中：中央财政资金 | 871 | 0 | 0
            ^ | ^ | 地方资金 | 1509.91 | 0 | 0
            资金管理情况 | < | 情况说明 | < | < | 存在问题和改进措施
            ^ | 分配科学性 | 科学 | < | < |
            ^ | 支出责任履行情况 | 已履行 | < | < |
            总体目标完成情况 | < | 总体目标 | < | 全年实际完成情况 | <
            ^ | ^ | 建站 | < | 招标中 | <
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施
            ^ | 产出指标 | 数量指标 | 建设监测站 | 11个 | 0 | 需求变更
            说明 | < | 无 | < | < | < | <
            """,
            before="2021年度转移支付区域绩效自评表",
        )
    )

    assert [row(i) for i in form.indicators] == ["产出指标 | 数量指标 | 建设监测站 |  | 11个 |  | 0 |  |  | 需求变更"]
    assert [fund(entry) for entry in form.funds] == [
        "total: 年度资金总额： |  | 2380.91 | 0 |  | 0 | ",
        "component: 其中：中央财政资金 |  | 871 | 0 |  | 0 | ",
        "component: 地方资金 |  | 1509.91 | 0 |  | 0 | ",
    ]
    assert (form.goals.expected, form.goals.actual) == ("建站", "招标中")


def test_a_score_sheet_without_targets():
    """
    Older score sheets: two levels with their weights, a weight and a score, no target.
    """
    form = only(
        drawn(
            """
            一级指标（分） | 二级指标（分） | 三级指标 | 分值 | 得分
            项目决策（20分） | 程序严密（10分） | 立项 | 10 | 10
            ^ | 规划合理（10分） | 规划（可选项） | 10 | 8
            项目绩效（80分） | 产出（80分） | 数量 | 80 | 75
            合计 | < | < | 100 | 93
            """,
            before="项目支出绩效评价得分表",
        )
    )

    assert [row(indicator) for indicator in form.indicators] == [
        "项目决策 | 程序严密 | 立项 |  |  |  |  | 10 | 10 | ",
        "项目决策 | 规划合理 | 规划（可选项） |  |  |  |  | 10 | 8 | ",
        "项目绩效 | 产出 | 数量 |  |  |  |  | 80 | 75 | ",
    ]
    assert (form.total.weight, form.total.score) == ("100", "93")


def test_money_in_a_row_of_labels():
    """
    Sichuan's older transfers print the money as label and value, and the points of every block beside it.
    """
    form = only(
        drawn(
            """
            专项名称 | < | 农机监管 | < | 自评得分 | <
            省级主管部门 | < | 某省市场监管局 | < | 100 | <
            预算执行情况 | 预算数： | 2.38 | 执行数： | 2.38 | 20
            ^ | 其中：中央补助 | 2.38万元 | 其中：中央补助 | 2.38万元 | ^
            ^ | 地方资金/其他 | 万元 | 地方资金/其他 | 万元 | ^
            年度目标完成情况 | 预期目标 | < | 目标实际完成情况 | < | 20
            ^ | 排查隐患 | < | 已排查 | < | ^
            年度绩效指标完成情况 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成指标值 | 50
            ^ | 产出指标 | 质量指标 | 人员培训 | 已完成 | 已完成 | 5
            ^ | ^ | ^ | 案件查办率 | 100% | 100% | 45
            """,
            before="农机监管专项资金区域绩效目标自评表",
        )
    )

    assert [fund(entry) for entry in form.funds] == [
        "total: 预算执行情况 |  | 2.38 | 2.38 |  |  | 20",
        "component: 其中：中央补助 |  | 2.38万元 | 2.38万元 |  |  | ",
        "component: 地方资金/其他 |  | 万元 | 万元 |  |  | ",
    ]
    assert [row(indicator) for indicator in form.indicators if indicator.level2] == [
        "产出指标 | 质量指标 | 人员培训 |  | 已完成 |  | 已完成 |  | 5 | ",
        "产出指标 | 质量指标 | 案件查办率 |  | 100% |  | 100% |  | 45 | ",
    ]
