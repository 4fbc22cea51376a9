"""
Text whose rows have bars but not the same number of cells: cells go to the columns they suit, and what is unsure is said.
"""

from __future__ import annotations

import pytest

from drawn_tables import row

from perfscore.read import read
from perfscore.read.table.layout import best, fit


HEAD = "某县绩效自评表（2022年度）\n项目名称 | 村道养护 |\n"
HEADS = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |\n"


def only(text):
    (form,) = read(text)
    return form


def rows(form):
    return [row(indicator) for indicator in form.indicators]


@pytest.mark.parametrize("bar", [" |", ""])
def test_levels_left_out_on_the_left(bar):
    form = only(
        HEAD
        + HEADS
        + f"产出指标 | 数量指标 | 养护里程 | ≥13公里 | 13公里 | 40 | 40 |{bar}\n"
        + f"保洁里程 | ≥21公里 | 20公里 | 20 | 19 | 雨天停工{bar}\n"
        + f"质量指标 | 路面完好率 | ≥90% | 93% | 20 | 20 |{bar}\n"
        + f"满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 95% | 20 | 20 |{bar}\n"
        + f"总分 | 100 | 99{bar}\n"
    )

    assert rows(form) == [
        "产出指标 | 数量指标 | 养护里程 |  | ≥13公里 |  | 13公里 | 40 | 40 | ",
        "产出指标 | 数量指标 | 保洁里程 |  | ≥21公里 |  | 20公里 | 20 | 19 | 雨天停工",
        "产出指标 | 质量指标 | 路面完好率 |  | ≥90% |  | 93% | 20 | 20 | ",
        "满意度指标 | 服务对象满意度指标 | 村民满意度 |  | ≥90% |  | 95% | 20 | 20 | ",
    ]
    assert (form.total.weight, form.total.score, form.uncertain) == ("100", "99", ())
    assert not [remark for remark in form.remarks if remark.kind == "uncertain"]


def test_a_row_that_lacks_a_cell_says_which_cells_are_uncertain():
    form = only(
        HEAD
        + HEADS
        + "产出指标 | 数量指标 | 养护里程 | 13 | 13 | 40 | 40 |\n更换护栏 | 6 | 30 | 30 |\n"
        + "满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 95% | 30 | 30 |\n"
    )

    entry = form.indicators[1]
    assert (entry.name, entry.weight, entry.score, {entry.target, entry.actual}) == (
        "更换护栏",
        "30",
        "30",
        {"6", None},
    )
    assert form.uncertain in (("indicators[1].target",), ("indicators[1].actual",))


def test_a_table_without_heads_that_starts_in_the_middle():
    form = only(
        "清扫频次 | ≥ | 2 | 次 | 2 | 10 | 10 |\n"
        "可持续影响指标 | 管护机制健全性 | 定性 | 好坏 |  | 好 | 20 | 20 |\n"
        "满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥ | 90 | % | 95 | 10 | 10 |\n"
        "合计 | 100 | 100 |\n"
    )

    assert rows(form) == [
        " |  | 清扫频次 | ≥ | 2 | 次 | 2 | 10 | 10 | ",
        " | 可持续影响指标 | 管护机制健全性 | 定性 | 好坏 |  | 好 | 20 | 20 | ",
        "满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥ | 90 | % | 95 | 10 | 10 | ",
    ]
    assert (form.total.weight, form.total.score, form.complete) == ("100", "100", False)
    assert "heads-inferred" in [remark.kind for remark in form.remarks]


def test_the_better_reading_is_the_one_whose_cells_suit_their_columns():
    right = only(HEAD + HEADS + "产出指标 | 数量指标 | 养护里程 | ≥13公里 | 13公里 | 40 | 38 | 晚\n" * 2)
    shifted = only(HEAD + HEADS + "产出指标 | 养护里程 | ≥13公里 | 13公里 | 40 | 38 | 晚 | \n" * 2)

    assert fit(right) > fit(shifted)
    assert best([shifted], [right]) == [right]
    assert best([right], [shifted]) == [right]
    assert best([], []) == []


def test_a_lone_number_of_the_total_is_uncertain():
    """
    A text without its merged cells does not show whether it is the weight or the score; the label may.
    """
    body = (
        HEAD + HEADS + "产出指标 | 数量指标 | 养护里程 | ≥13公里 | 13公里 | 60 |  |\n更换护栏 | 6处 | 6处 | 40 |  |\n"
    )

    assert "total.score" in only(body + "合计 | 100 | |||||\n").uncertain
    assert "total.score" not in only(body + "自评得分 | 96 | |||||\n").uncertain


@pytest.mark.parametrize(
    ("head", "total", "complete"),
    [(HEAD, "总分 | 100 | 100 |\n", True), (HEAD, "", False), ("", "总分 | 100 | 100 |\n", False)],
)
def test_a_text_that_may_have_lost_its_beginning_or_its_end_is_not_complete(head, total, complete):
    body = "产出指标 | 数量指标 | 养护里程 | ≥13公里 | 13公里 | 60 | 60 |\n更换护栏 | 6处 | 6处 | 40 | 40 |\n"

    assert only(head + HEADS + body + total).complete is complete
