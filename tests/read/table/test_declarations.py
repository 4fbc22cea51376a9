"""
Declarations of targets are forms of their own kind; blank forms are said to be blank; whatever was read is kept.
"""

from __future__ import annotations

import pytest

from drawn_tables import drawn, fund, row

from perfscore.checking.check import check
from perfscore.read.errors import ReadError
from perfscore.read.table.layout import forms


TARGETS = """
一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
产出指标 | 数量指标 | 新建公厕 | ≥6座 | 50
效益指标 | 社会效益指标 | 服务人口 | ≥2.4万人 | 40
"""


def read(drawing, before="项目支出绩效目标申报表（2024年度）"):
    (form,) = forms([drawn(drawing, before=before)])
    return form


@pytest.mark.parametrize(
    "money",
    [
        "项目资金（万元） | 年度资金总额： | 86 | < | <\n^ | 其中：财政拨款 | 80 | < | <\n^ | 其他资金 | 6 | < | <",
        "年度资金总额 | 86 | < | < | <\n其中：财政拨款 | 80 | < | < | <\n其他资金 | 6 | < | < | <",
        "资金总额：86 | 其中：财政拨款 | 80 | 其他资金 | 6",
        "资金名称 | 全年预算数 | < | < | <\n年度资金总额 | 86 | < | < | <\n其中：财政拨款 | 80 | < | < | <\n其他资金 | 6 | < | < | <",
    ],
)
def test_a_declaration_is_a_form(money):
    form = read(f"项目名称 | 公厕建设 | < | < | <\n{money}\n年度目标 | 新建六座公厕。 | < | < | <\n{TARGETS}")

    assert (form.kind, form.project, form.year, form.goals.expected) == (
        "declaration",
        "公厕建设",
        "2024",
        "新建六座公厕。",
    )
    assert [(entry.role, entry.budget) for entry in form.funds] == [
        ("total", "86"),
        ("component", "80"),
        ("component", "6"),
    ]
    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 数量指标 | 新建公厕 |  | ≥6座 |  |  | 50 |  | ",
        "效益指标 | 社会效益指标 | 服务人口 |  | ≥2.4万人 |  |  | 40 |  | ",
    ]


def test_a_check_of_a_declaration_misses_no_results():
    form = read(
        f"项目名称 | 公厕建设 | < | < | <\n年度资金总额 | 86 | < | < | <\n年度目标 | 新建公厕。 | < | < | <\n{TARGETS}"
    )

    assert [finding.code for finding in check(form).findings if finding.severity != "notice"] == []
    assert "D003" not in [finding.code for finding in check(form).findings]


@pytest.mark.parametrize("title", ["项目支出绩效自评表", "项目绩效目标表", "绩效目标批复表"])
def test_the_columns_tell_a_self_evaluation_whatever_the_title(title):
    drawing = (
        TARGETS.replace("| 分值", "| 实际完成值 | 分值 | 得分")
        .replace("| 50", "| 6座 | 50 | 50")
        .replace("| 40", "| 2.5万人 | 40 | 40")
    )

    assert read(drawing, before=title).kind == "self-evaluation"


@pytest.mark.parametrize(
    "drawing",
    [
        (
            "项目名称 |  | < | < | < | < | <\n一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
            "产出指标 | 数量指标 | 指标1： |  |  |  |\n^ | ^ | 指标2： |  |  |  |\n^ | 质量指标 | …… |  |  |  |"
        ),
        (
            "项目名称 | | < | < | < | < | <\n项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分\n"
            "年度资金总额 |  |  |  |  |  |\n一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
            "产出指标 | 数量指标 |  |  |  |  |\n总分 | < | < | < | < |  |"
        ),
    ],
)
def test_a_blank_form_is_said_to_be_blank(drawing):
    with pytest.raises(ReadError, match=r"blank|空白"):
        forms([drawn(drawing, before="项目支出绩效自评表")])


def test_a_blank_form_beside_a_filled_one_is_left_out():
    blank = "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值\n产出指标 | 数量指标 |  |  |"
    found = forms([drawn(blank, sheet="模板"), drawn(TARGETS, sheet="填报")])

    assert [len(form.indicators) for form in found] == [2]


@pytest.mark.parametrize(
    ("drawing", "kept"),
    [
        ("项目名称 | 公厕建设 | < | < | <\n自评总分 | 96 | < | < | <", ("公厕建设", 0, "96")),
        (
            (
                "项目名称 | 公厕建设 | < | < | <\n资金来源 | 全年预算数 | 全年执行数 | 分值 | 得分\n"
                "年度资金总额 | 86 | 80 | 10 | 9.3\n见附件 | < | < | < | <"
            ),
            ("公厕建设", 1, None),
        ),
    ],
)
def test_what_was_read_is_kept_where_the_rows_are_missing(drawing, kept):
    form = read(drawing, before="项目支出绩效自评表")

    assert (form.project, len(form.funds), form.total.score) == kept
    assert not form.complete
    assert form.indicators == ()


def test_the_funds_of_a_self_evaluation_are_not_read_twice():
    drawing = """
    项目名称 | 公厕建设 | < | < | <
    资金来源 | 全年预算数 | 全年执行数 | 分值 | 得分
    年度资金总额 | 86 | 80 | 10 | 9.3
    其中：财政拨款 | 86 | 80 |  |
    """

    assert [fund(entry) for entry in read(drawing, before="项目支出绩效自评表").funds] == [
        "total: 年度资金总额 |  | 86 | 80 | 10 |  | 9.3",
        "component: 其中：财政拨款 |  | 86 | 80 |  |  | ",
    ]


HALVES = """
项目名称 | 公厕建设 | < | < | < | < | < | <
项目资金（万元） | 实施期资金总额： | 150 | < | 年度资金总额： | 86 | < | <
^ | 其中：财政拨款 | 130 | < | 其中：财政拨款 | 80 | < | <
^ | 其他资金 | 20 | < | 其他资金 | 6 | < | <
总体目标 | 实施期目标 | < | < | 年度目标 | < | < | <
^ | 三年新建公厕十四座。 | < | < | 新建公厕六座。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 新建公厕 | 14座 | 数量指标 | 新建公厕 | 6座
^ | 效益指标 | 社会效益指标 | 服务人口 | ≥5万人 | 社会效益指标 | 服务人口 | ≥2.4万人
"""


def test_of_two_halves_the_one_of_the_year_is_the_form():
    """
    The half of several years is kept beside the rows and as notes.
    """
    form = read(HALVES)

    assert form.goals.expected == "新建公厕六座。"
    assert [fund(entry) for entry in form.funds] == [
        "total: 年度资金总额： |  | 86 |  |  |  | ",
        "component: 其中：财政拨款 |  | 80 |  |  |  | ",
        "component: 其他资金 |  | 6 |  |  |  | ",
    ]
    assert [(entry.level2, entry.name, entry.target, entry.extra["指标值"]) for entry in form.indicators] == [
        ("数量指标", "新建公厕", "6座", "14座"),
        ("社会效益指标", "服务人口", "≥2.4万人", "≥5万人"),
    ]
    assert [(remark.kind, remark.text) for remark in form.remarks] == [
        ("note", "实施期资金总额： | 150 | 其中：财政拨款 | 130 | 其他资金 | 20"),
        ("note", "三年新建公厕十四座。"),
    ]


def test_goals_of_a_text_without_merged_cells_are_in_the_order_of_their_heads():
    form = read(
        """
        项目名称 | 公厕建设
        年度总体目标 | 年初设定目标 | 全年实际完成情况
        新建公厕六座。 | 建成五座。
        一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 新建公厕 | 6座 | 5座 | 100 | 83.33
        """,
        before="项目支出绩效自评表",
    )

    assert (form.goals.expected, form.goals.actual) == ("新建公厕六座。", "建成五座。")


def test_a_goal_that_begins_with_that_of_several_years_is_a_goal():
    form = read(
        """
        项目名称 | 公厕建设 | < | < | < | < | <
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | <
        ^ | 项目期目标：新建公厕十四座。年度目标：新建六座。 | < | < | 建成六座。 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 新建公厕 | 6座 | 6座 | 100 | 100
        """,
        before="项目支出绩效自评表",
    )

    assert form.goals.expected == "项目期目标：新建公厕十四座。年度目标：新建六座。"
    assert form.goals.actual == "建成六座。"


def test_points_behind_the_last_head_of_the_goals():
    form = read(
        """
        项目名称 | 公厕建设 | < | < | <
        年度目标完成情况 | 预期目标 | 目标实际完成情况 | 20 | <
        ^ | 新建公厕六座。 | 建成六座。 | ^ | <
        一级指标 | 三级指标 | 指标值 | 实际完成值 | 得分
        产出指标 | 新建公厕 | 6座 | 6座 | 80
        """,
        before="项目支出绩效自评表",
    )

    assert (form.goals.expected, form.goals.actual) == ("新建公厕六座。", "建成六座。")
    assert form.indicators[0].score == "20"


def test_goals_that_begin_with_their_own_label():
    form = read(
        """
        项目名称 | 公厕建设 | < | < | < | < | <
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | <
        ^ | 年度目标：新建公厕六座。 | < | < | 实际完成情况：建成六座。 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 新建公厕 | 6座 | 6座 | 100 | 100
        """,
        before="项目支出绩效自评表",
    )

    assert (form.goals.expected, form.goals.actual) == ("年度目标：新建公厕六座。", "实际完成情况：建成六座。")
