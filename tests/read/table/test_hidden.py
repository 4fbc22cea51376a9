"""
Hidden rows, columns and sheets are left out, and each is named.
"""

from __future__ import annotations

import pytest

from attrs import evolve
from drawn_tables import drawn, row

from perfscore.checking.check import check
from perfscore.read.errors import ReadError
from perfscore.read.table.layout import forms


FORM = """
    项目名称 | 水渠清淤 | < | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 备注
    产出指标 | 数量指标 | 清淤长度 | ≥7公里 | 7.4公里 | 60 | 60 | 初稿
    ^ | 质量指标 | 验收合格率 | ≥95% | 97% | 40 | 40 | 定稿
    总分 | < | < | < | < | 100 | 100 |
"""


def hide(grid, rows=(), columns=()):
    return evolve(
        grid,
        cells=tuple(evolve(c, hidden=True) if c.row in rows or c.column in columns else c for c in grid.cells),
    )


def hidden(form):
    return [(remark.text, remark.place.row, remark.place.column) for remark in form.remarks if remark.kind == "hidden"]


def test_a_hidden_column_is_left_out():
    (form,) = forms([hide(drawn(FORM), columns=[7])])

    assert [dict(indicator.extra) for indicator in form.indicators] == [{}, {}]
    assert hidden(form) == [("备注 初稿 定稿", None, 8)]


def test_a_merged_level_that_begins_in_a_hidden_row_is_shown_on_the_next():
    (form,) = forms([hide(drawn(FORM), rows=[2])])

    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 | 质量指标 | 验收合格率 |  | ≥95% |  | 97% | 40 | 40 | "
    ]
    assert hidden(form) == [("数量指标 清淤长度 ≥7公里 7.4公里 60 60 初稿", 3, None)]


def test_a_hidden_sheet_is_no_second_form():
    old = evolve(drawn(FORM.replace("97%", "90%"), sheet="旧稿"), hidden=True)
    old = evolve(old, remarks=drawn(FORM, sheet="旧稿").remarks)
    (form,) = forms([drawn(FORM, sheet="定稿"), old])

    assert form.indicators[1].actual == "97%"


def test_a_document_whose_only_form_is_hidden_is_refused_by_the_name_of_the_sheet():
    with pytest.raises(ReadError, match="旧稿"):
        forms([evolve(drawn(FORM, sheet="旧稿"), hidden=True)])


def test_a_notice_says_what_was_left_out():
    (form,) = forms([hide(drawn(FORM), rows=[3])])

    assert [finding.code for finding in check(form).findings if finding.code == "D005"] == ["D005"]
    assert [finding.code for finding in check(forms([drawn(FORM)])[0]).findings if finding.code == "D005"] == []
