"""
Rows of every kind: parents and parts, points in names, subtotals, a misprinted total, rows that are a cell short.
"""

from __future__ import annotations

import pytest

from drawn_tables import drawn, row

from perfscore.checking.check import check
from perfscore.read.table.layout import forms


HEADS = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析\n"
ROWS = """
产出指标 | 数量指标 | 疏浚河道 | ≥11公里 | 11.4公里 | 60 | 60 |
满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥92% | 95% | 40 | 40 |
"""


def read(drawing):
    (form,) = forms([drawn(drawing, before="某项目支出绩效自评表")])
    return form


def rows(form):
    return [row(indicator) for indicator in form.indicators]


def test_a_parent_with_points_and_its_parts_without():
    form = read(
        HEADS
        + """
        产出指标 | 数量指标 | 补栽苗木 |  |  | 60 | 60 |
         |  | 其中：香樟 | 120株 | 121株 |  |  |
         |  | 桂花 | 80株 | 80株 |  |  |
        满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥92% | 95% | 40 | 40 |
        总分 | < | < | < | < | 100 | 100 |
        """
    )

    assert rows(form) == [
        "产出指标 | 数量指标 | 补栽苗木 |  |  |  |  | 60 | 60 | ",
        "产出指标 | 数量指标 | 其中：香樟 |  | 120株 |  | 121株 |  |  | ",
        "产出指标 | 数量指标 | 桂花 |  | 80株 |  | 80株 |  |  | ",
        "满意度指标 | 服务对象满意度指标 | 村民满意度 |  | ≥92% |  | 95% | 40 | 40 | ",
    ]


def test_rows_of_a_name_or_a_score_only():
    form = read(
        HEADS
        + """
        产出指标 | 数量指标 | 疏浚河道 |  |  |  | 55 |
         |  | 含支流两条 |  |  |  |  |
        """
    )

    assert rows(form) == [
        "产出指标 | 数量指标 | 疏浚河道 |  |  |  |  |  | 55 | ",
        "产出指标 | 数量指标 | 含支流两条 |  |  |  |  |  |  | ",
    ]


def test_two_rows_that_share_merged_points():
    form = read(
        HEADS
        + """
        产出指标 | 数量指标 | 疏浚河道 | ≥11公里 | 11.4公里 | 60 | 60 |
        ^ | ^ | 加固堤岸 | ≥3公里 | 3公里 | ^ | ^ |
        """
    )

    assert rows(form) == [
        "产出指标 | 数量指标 | 疏浚河道 |  | ≥11公里 |  | 11.4公里 | 60 | 60 | ",
        "产出指标 | 数量指标 | 加固堤岸 |  | ≥3公里 |  | 3公里 |  |  | ",
    ]


def test_weights_in_names_where_no_column_holds_them():
    form = read(
        """
        一级指标 | 二级指标 | 三级指标 | 得分
        项目决策（20分） | 项目立项（12分） | 依据充分性（7分） | 7
        ^ | ^ | 程序规范性（5分） | 4.5
        ^ | 绩效目标（8分） | 目标明确性（8分） | 8
        总分 | < | < | 19.5
        """
    )

    assert [(entry.name, entry.weight, entry.score) for entry in form.indicators] == [
        ("依据充分性（7分）", "7", "7"),
        ("程序规范性（5分）", "5", "4.5"),
        ("目标明确性（8分）", "8", "8"),
    ]
    assert [(section.name, section.weight) for section in form.sections] == [
        ("项目决策", "20"),
        ("项目立项", "12"),
        ("绩效目标", "8"),
    ]


def test_weights_and_scores_in_per_cent():
    form = read(HEADS + ROWS.replace("60 |", "60% |").replace("40 |", "40% |") + "总分 | < | < | < | < | 100% | 100% |")

    assert [(entry.weight, entry.score) for entry in form.indicators] == [("60%", "60%"), ("40%", "40%")]
    assert (form.total.weight, form.total.score) == ("100%", "100%")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("小计 | < | < | < | < | 60 | 58 |", "产出指标"),
        (" | 小计 |  |  |  | 60 | 58 |", "产出指标"),
        (" |  | 小计 |  |  | 60 | 58 |", "数量指标"),
        (" |  | 数量指标小计 |  |  | 60 | 58 |", "数量指标"),
        ("产出指标小计 | < | < | < | < | 60 | 58 |", "产出指标"),
        (" | 分项合计 |  |  |  | 60 | 58 |", "产出指标"),
    ],
)
def test_a_subtotal_belongs_to_the_level_it_names_or_stands_under(line, name):
    first, second = ROWS.strip().splitlines()
    form = read(HEADS + f"{first}\n{line}\n{second}\n合计 | < | < | < | < | 100 | 98 |")

    assert [entry.name for entry in form.indicators] == ["疏浚河道", "村民满意度"]
    assert [(section.name, section.weight, section.score) for section in form.sections] == [(name, "60", "58")]


@pytest.mark.parametrize(
    "line",
    [
        "分总 | < | < | < | < | 100 | 100 |",
        "计合 |  |  |  |  | 100 | 100 |",
        "怠分 | < | < | < | < | 100 | 100 |",
        " |  |  |  |  | 100 | 100 |",
        "自评总纷 | < | < | < | < | 100 | 100 |",
    ],
)
@pytest.mark.parametrize("closing", ["", "填表人：某某 | < | < | < | < | < | < | <"])
def test_a_last_row_of_points_alone_is_a_total_under_a_misprinted_label(line, closing):
    form = read(HEADS + ROWS + line + "\n" + closing)

    assert [entry.name for entry in form.indicators] == ["疏浚河道", "村民满意度"]
    assert (form.total.weight, form.total.score) == ("100", "100")


def test_a_misprinted_total_is_not_recognised_by_being_the_sum():
    form = read(HEADS + ROWS + "分总 | < | < | < | < | 90 | 77 |")

    assert (form.total.weight, form.total.score) == ("90", "77")


def test_the_execution_as_the_last_row_is_no_total():
    form = read(HEADS + ROWS + "预算执行率 |  |  |  |  | 10 | 9.5 |")

    assert rows(form)[-1] == "预算执行率 |  | 预算执行率 |  |  |  |  | 10 | 9.5 | "
    assert form.total.score is None


@pytest.mark.parametrize(
    ("label", "weight", "score"),
    [("总分", "98", None), ("自评总分", None, "98"), ("项目总得分", None, "98"), ("合计", "98", None)],
)
def test_a_single_number_beside_a_label_of_scores_is_a_score(label, weight, score):
    form = read(HEADS + ROWS + f"{label} | < | < | < | < | 98 |  |")

    assert (form.total.weight, form.total.score) == (weight, score)


def test_one_reason_below_the_total_is_that_of_the_rows_that_lost_points():
    drawing = """
    一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 疏浚河道 | ≥12公里 | 9公里 | 60 | 45
    满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥92% | 95% | 40 | 40
    总分 | < | < | < | < | 100 | 85
    偏差大或目标未完成原因分析 | 汛期提前，三公里改在次年施工。 | < | < | < | < | <
    """
    form = read(drawing)

    assert [entry.reason for entry in form.indicators] == ["汛期提前，三公里改在次年施工。", None]
    assert "R501" not in [finding.code for finding in check(form).findings]


def test_a_row_a_cell_short_is_not_shifted_in_silence():
    """
    Its points stand where the points of the other rows stand; which of target and actual value it lacks is uncertain.
    """
    form = read(
        HEADS
        + """
        产出指标 | 数量指标 | 疏浚河道 | 12 | 12 | 30 | 30 |
        ^ | ^ | 更换闸门 | 4 | 30 | 30 |
        满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥92% | 95% | 40 | 40 |
        """
    )

    entry = form.indicators[1]
    assert (entry.name, entry.weight, entry.score, {entry.target, entry.actual}) == (
        "更换闸门",
        "30",
        "30",
        {"4", None},
    )
    assert form.uncertain in (("indicators[1].target",), ("indicators[1].actual",))
    assert [(remark.kind, remark.text) for remark in form.remarks] == [("uncertain", "更换闸门 | 4 | 30 | 30 | ")]


def test_a_row_without_its_last_cell_is_right_as_it_stands():
    form = read(HEADS + ROWS.replace("60 |\n", "60\n"))

    assert rows(form) == rows(read(HEADS + ROWS))
    assert form.uncertain == ()


def test_what_belongs_to_no_cell_is_shown():
    form = read(HEADS + ROWS + "总分 | < | < | < | < | 100 | 100 |\n注：得分保留两位小数。 | < | < | < | < | < | < | <")

    assert [(remark.kind, remark.text) for remark in form.remarks] == [("note", "注：得分保留两位小数。")]


def test_what_stands_beside_labels_of_no_cell_is_a_note():
    form = read(
        "项目名称 | 河道疏浚 | < | < | 联系电话 | 000 | < | <\n是否公开 | 是 | < | < | < | < | < | <\n" + HEADS + ROWS
    )

    assert [(remark.kind, remark.text) for remark in form.remarks] == [
        ("note", "联系电话 | 000"),
        ("note", "是否公开 | 是"),
    ]
    assert form.project == "河道疏浚"
