"""
Every family of layout is read from every way in which its cells are printed as text.
"""

from __future__ import annotations

import random

from contextlib import suppress

import pytest

from text_families import FAMILIES, SHAPES, filled

from perfscore.read.errors import ReadError
from perfscore.read.lines import forms


AMOUNTS = ("name", "initial", "budget", "executed", "weight", "rate", "score")
CELLS = ("name", "comparator", "target", "unit", "actual", "weight", "score")


def cells(row, roles):
    """
    The printed cells; a blank one and one the form has no column for are the same.
    """
    return tuple(("".join(str(row.get(role) or "").split())) for role in roles)


def read_cells(rows, roles):
    return [cells({role: getattr(row, role) for role in roles}, roles) for row in rows]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES.keys())
def test_what_was_printed_is_what_is_read(family, shape):
    for seed in (1, 2):
        text, rows, funds, total = filled(family, shape, seed)

        (form,) = forms(text)

        assert read_cells(form.indicators, CELLS) == [cells(row, CELLS) for row in rows]
        assert read_cells(form.funds, AMOUNTS) == [cells(row, AMOUNTS) for row in funds]
        assert form.total.score == total


def test_glued_forms_never_hold_more_rows_than_were_printed():
    """
    Without any gaps most borders between words are lost; what is left is points, plain cells, or marked as uncertain.
    """
    for family in FAMILIES.values():
        text, rows, *_ = filled(family, "one long line", 1)

        for form in forms(text.replace(" ", "")):
            right = {cells(row, CELLS) for row in rows}
            assert len(form.indicators) <= len(rows)
            if not set(read_cells(form.indicators, CELLS)) <= right:
                assert form.uncertain


LABELLED = """
农村饮水补助资金区域绩效目标自评表
专项名称
农村饮水补助资金
自评得分
省级财政部门
某省财政厅
96
预算执行情况
预算数:
26.8
执行数:
24.12
18
其中:中央补助
20  万元
其中:中央补助
20万元
地方资金/其他
6.8万元
地方资金/其他
4.12万元
年度目标完成情况
预期目标
目标实际完成情况
20
解决三个村的饮水问题。
解决了三个村的饮水问题。
年度绩效指标完成情况
一级指标
二级指标
三级指标
年度指标值
实际完成指标值
60
产出指标
数量指标
指标1:新建水池
3个
3个
30
效益指标
社会效益指标
指标1:受益村庄
3个
3个
28
"""


@pytest.mark.parametrize("gap", ["\n", "\n\n", " ", " | "])
def test_amounts_behind_labels_and_scores_of_whole_blocks_are_read(gap):
    (form,) = forms(gap.join(LABELLED.strip().split("\n")) + "\n")

    assert read_cells(form.funds, ("name", "budget", "executed", "score")) == [
        ("预算执行情况", "26.8", "24.12", "18"),
        ("其中:中央补助", "20万元", "20万元", ""),
        ("地方资金/其他", "6.8万元", "4.12万元", ""),
    ]
    assert read_cells(form.indicators, ("name", "target", "actual", "score")) == [
        ("年度目标完成情况", "", "", "20"),
        ("指标1:新建水池", "3个", "3个", "30"),
        ("指标1:受益村庄", "3个", "3个", "28"),
    ]
    assert form.total.score == "96"
    assert form.goals.expected == "解决三个村的饮水问题。"


def test_no_total_is_taken_from_a_head_with_several_numbers():
    (form,) = forms(LABELLED.replace("某省财政厅", "12").strip())

    assert form.total.score is None


@pytest.mark.parametrize("shape", ["blanks", "one long line", "one cell per line", "one cell per paragraph, wrapped"])
def test_a_name_said_again_before_its_actual_value_is_no_second_row(shape):
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施"]
    rows = [
        ["产出指标", "数量指标", "新建垃圾中转站数量", "6座", "新建垃圾中转站数量", "4座", "征地进度较慢"],
        ["", "", "更新垃圾桶数量", "200个", "更新垃圾桶数量", "200个", ""],
        ["", "质量指标", "中转站验收合格率", "100%", "中转站验收合格率", "100%", ""],
    ]
    text = SHAPES[shape]([["专项资金绩效目标自评表"], heads, *rows, ["说明", "无"]])

    (form,) = forms(text)

    assert read_cells(form.indicators, ("name", "target", "actual")) == [
        ("新建垃圾中转站数量", "6座", "4座"),
        ("更新垃圾桶数量", "200个", "200个"),
        ("中转站验收合格率", "100%", "100%"),
    ]
    assert {remark.text for remark in form.unplaced} >= {row[2] for row in rows}


def test_nothing_of_a_text_makes_the_reader_fail():
    """
    Pieces of forms in any order, cut anywhere.
    """
    rng = random.Random(7)
    texts = [filled(family, shape, 3)[0] for family in FAMILIES.values() for shape in ("blanks", "pipes")]
    for _ in range(40):
        pieces = []
        for _ in range(3):
            text = rng.choice(texts)
            start = rng.randrange(len(text))
            pieces.append(text[start : start + rng.randrange(1, 400)])
        found = []
        with suppress(ReadError):
            found = forms("".join(pieces))
        assert all(any(getattr(row, role) for role in CELLS) for form in found for row in form.indicators)
