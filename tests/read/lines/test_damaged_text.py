"""
Text that was damaged on its way: heads and labels cut, scrambled or displaced, and reports in sentences.
"""

from __future__ import annotations

import pytest

from text_shapes import SHAPES, unspaced

from perfscore.read.lines import forms


HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["产出指标", "数量指标", "抢修堤段长度", "≥16公里", "18公里", "40", "40"],
    ["", "质量指标", "抢修工程合格率", "100%", "98%", "30", "29.4"],
    ["效益指标", "社会效益指标", "受益村民人数", "2600人", "2600人", "20", "20"],
    ["满意度指标", "服务对象满意度指标", "受益村民满意度", "≥90%", "95%", "10", "10"],
]
VALUES = [tuple(row[2:]) for row in ROWS]


def read(text):
    (form,) = forms(text)
    return form


def values(form):
    return [(row.name, row.target, row.actual, row.weight, row.score) for row in form.indicators]


def test_a_label_broken_over_lines_is_one_label():
    broken = {"效益指标": "效益\n指标", "社会效益指标": "社会效益\n指标", "服务对象满意度指标": "服务对象\n满意度指标"}
    lines = [" ".join(HEADS)]
    for row in ROWS:
        levels = [broken.get(cell, cell) for cell in row[:2] if cell]
        lines += [*levels, " ".join(row[2:])]

    form = read("\n".join(["抗洪抢险项目绩效自评表", *lines, "总分 100 99.4"]))

    assert values(form) == VALUES
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]
    assert not form.unplaced


@pytest.mark.parametrize("shape", ["lines", "one line"])
@pytest.mark.parametrize(
    ("upper", "lower"), [(["绩效", "实际"], ["目标值", "完成值"]), (["年度", "实际"], ["指标值", "完成值"])]
)
def test_heads_in_two_halves_are_joined(shape, upper, lower):
    rows = [[*HEADS[:3], *upper, *HEADS[5:]], lower, *ROWS, ["总分", "100", "99.4"]]

    assert values(read(SHAPES[shape](rows))) == VALUES


@pytest.mark.parametrize("scrambled", ["值分", "得评自分"])
def test_a_scrambled_head_between_others_is_known(scrambled):
    """
    自评得分 in another order ends the heads of one table, 分值 stands amid those of the other.
    """
    heads = [*HEADS[:5], "分值", "自评得分"]
    at = heads.index("分值") if scrambled == "值分" else heads.index("自评得分")
    heads[at] = scrambled

    assert values(read("\n".join(" ".join(row) for row in [heads, *ROWS, ["总分", "100", "99.4"]]))) == VALUES


def test_a_scrambled_head_in_text_without_gaps_is_known():
    heads = ["一级指标", "二级指标", "三级指标", "分值参考"[::-1], "指标值", "实际完成值", "得分"]
    rows = [[*row[:3], row[5], row[3], row[4], row[6]] for row in ROWS[:1]]

    form = read(unspaced([["抗洪抢险项目绩效自评表"], heads, *rows, ["总分", "100", "40"]]))

    assert values(form) == VALUES[:1]


def test_the_first_row_among_the_heads_is_a_row():
    names = [f"指标{n}:{row[2]}" for n, row in enumerate(ROWS, start=3)]
    text = " ".join([*HEADS[:5], names[0], *HEADS[5:], *ROWS[0][3:]])
    text += " " + " ".join(" ".join([name, *row[3:]]) for name, row in zip(names[1:], ROWS[1:], strict=True))

    form = read(f"抗洪抢险项目绩效自评表 {text}")

    assert values(form) == [(name, *row[3:]) for name, row in zip(names, ROWS, strict=True)]
    assert not any(row.extra for row in form.indicators)


@pytest.mark.parametrize("label", ["分总", "计总"])
def test_a_misprinted_total_is_the_total(label):
    form = read(SHAPES["lines"]([HEADS, *ROWS, [label, "100", "99.4"]]))

    assert values(form) == VALUES
    assert (form.total.weight, form.total.score) == ("100", "99.4")
    assert form.complete


def test_two_goals_on_one_line_are_parted_at_the_end_of_a_sentence():
    goals = "抢修堤段，保障度汛安全。 抢修了堤段，全年安全度汛，完成率100%。"
    head = "抗洪抢险项目绩效自评表\n年度总体目标 预期目标 实际完成情况\n"

    form = read(f"{head}{goals}\n绩效指标 {SHAPES['lines']([HEADS, *ROWS])}\n总分 100 99.4")

    assert form.goals.expected == "抢修堤段，保障度汛安全。"
    assert form.goals.actual == "抢修了堤段，全年安全度汛，完成率100%。"


def test_the_reason_below_the_total_is_that_of_the_rows_which_lost_points():
    reason = "汛期两次停工，工程验收推迟。"
    form = read(f"{SHAPES['lines']([HEADS, *ROWS])}\n总分 100 99.4\n偏差大或目标未完成原因分析 {reason}\n")

    assert [row.reason for row in form.indicators] == [None, reason, None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "{n}.{name},年初目标值{target},实际完成值{actual},自评得分{score}分;",
        "({n}){name}，年度指标值为{target}，全年完成值{actual}，分值{weight}分，得分{score}分。",
    ],
)
def test_sentences_of_a_report_are_rows(sentence):
    keys = ("name", "target", "actual", "weight", "score")
    told = "\n".join(sentence.format(n=n, **dict(zip(keys, row, strict=True))) for n, row in enumerate(VALUES, start=1))

    form = read(f"2023年抗洪抢险项目支出绩效自评报告\n一、自评结论\n自评得分99.4分,自评等级为优秀。\n{told}\n")

    assert [(row.name, row.target, row.actual, row.score) for row in form.indicators] == [
        (name, target, actual, f"{score}分") for name, target, actual, _, score in VALUES
    ]
    assert (form.total.score, form.total.grade) == ("99.4", "优秀")


def test_brackets_behind_names_and_levels_before_them():
    """
    The total is that of the form, not the score of a row that is called the same.
    """
    (form,) = forms(
        "2023年度农村饮水维护项目绩效自评报告\n"
        "数量指标：维修管网（目标值≥12公里，完成值12.4公里，权重15分，自评得分15分）；"
        "新装水表（目标值600块，完成值588块，权重15分，自评得分14.7分）。\n"
        "满意度指标：用水户满意度（目标值≥90%，完成值91%，权重70分，自评得分70分）。\n综合得分99.7分。"
    )

    assert [(row.level2 or row.level1, row.name, row.target, row.actual, row.score) for row in form.indicators] == [
        ("数量指标", "维修管网", "≥12公里", "12.4公里", "15分"),
        ("数量指标", "新装水表", "600块", "588块", "14.7分"),
        ("满意度指标", "用水户满意度", "≥90%", "91%", "70分"),
    ]
    assert form.total.score == "99.7"


def test_sentences_about_something_else_are_no_form():
    assert not forms("一、概况,本年完成12项工作,得到好评;\n二、问题,经费不足,人员少;\n三、措施,加强管理,提高效率。\n")
