"""
Clean tables in plain text.
"""

from __future__ import annotations

import pytest

from perfscore.form import Place
from perfscore.read import tables
from perfscore.read.document import Document
from perfscore.read.formats import table_text


ROWS = [
    ["一级指标", "三级指标", "指标值", "得分"],
    ["产出", "修路,架桥", "", "9"],
    ["", "b", "2", "8"],
    ["合计", "", "", "17"],
]


def read(words):
    return table_text.grids(Document("a.csv", words.encode()))


def cells(grid):
    return [(cell.row, cell.column, cell.text) for cell in grid.cells]


WANTED = [(r, c, words) for r, row in enumerate(ROWS) for c, words in enumerate(row) if words]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_separated_values(delimiter):
    """
    Comma, tab or semicolon, with quotes where needed.
    """
    text = "\r\n".join(delimiter.join(f'"{word}"' for word in row) for row in ROWS)
    (grid,) = read(text + "\r\n\r\n")

    assert cells(grid) == WANTED
    assert grid.cells[4].place == Place(row=2, column=1)


@pytest.mark.parametrize("bars", ["| {} |", "{}", "|{}|"])
def test_pipe_tables(bars):
    """
    With or without outer bars; the lines above stand before the table.
    """
    lines = [bars.format(" | ".join(row)) for row in ROWS]
    lines.insert(1, "|---|:---:|---|--:|")
    (grid,) = read("# 自评表\n\n" + "\n".join(lines) + "\n")

    assert cells(grid) == WANTED
    assert grid.before.strip() == "# 自评表"


def test_breaks_and_bars_inside_a_cell():
    """
    As Markdown writes them.
    """
    (grid,) = read("a|b|c|d\n" * 4 + r"甲<br>乙|x\|y|1|2" + "\n")

    assert [text for _, _, text in cells(grid)[-4:]] == ["甲\n乙", "x|y", "1", "2"]


def test_small_tables_beside_a_large_one():
    """
    A form's head may be a table of two rows with a caption below it.
    """
    head = "| 项目名称 | 修路 |\n| 主管部门 | 交通局 |\n\n二、指标\n\n"
    small, large = read(head + "\n".join(f"| {' | '.join(row)} |" for row in ROWS))

    assert [cell.text for cell in small.cells] == ["项目名称", "修路", "主管部门", "交通局"]
    assert cells(large) == WANTED
    assert large.before.strip() == "二、指标"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "甲 | 乙\n1 | 2",
        "项目支出绩效自评表\n得分 90",
        "甲 | 乙 | 丙 | 丁 |\n1 | 2 |\n3 |\n4 | 5 | 6 | 7 |",
        "一,二,三,四\n1,2,3,4\n1,2,3\n1,2,3,4",
        '"a,b,c,d\n1,2,3,4\n1,2,3,4\n1,2,3,4',
        "a|b|c|d",
    ],
)
def test_what_is_no_clean_table(text):
    """
    A dump whose rows differ is left to the reader of dumps.
    """
    assert read(text) == []


DECLARATION = [
    ["项目支出绩效目标申报表"],
    ["项目名称", "", "乡镇卫生院设备更新", "主管部门", "某县卫健局"],
    ["项目资金（万元）", "年度资金总额：", "", "86.5"],
    ["", "其中：财政拨款", "", "80"],
    ["", "其他资金", "", "6.5"],
    ["一级指标", "二级指标", "三级指标", "指标值", "备注"],
    ["产出指标", "数量指标", "更新设备", "≥12台"],
    ["", "质量指标", "验收合格率", "100%"],
    ["效益指标", "社会效益指标", "服务人口", "≥2.1万人", "含外来人口"],
    ["满意度指标", "满意度指标", "患者满意度", "≥90%"],
]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_blank_cells_at_the_ends_of_rows_may_be_left_out(delimiter):
    (form,) = tables.forms(Document("a.csv", "\n".join(map(delimiter.join, DECLARATION)).encode()))

    assert (form.project, form.department) == ("乡镇卫生院设备更新", "某县卫健局")
    assert [(fund.name, fund.budget) for fund in form.funds] == [
        ("年度资金总额：", "86.5"),
        ("其中：财政拨款", "80"),
        ("其他资金", "6.5"),
    ]
    assert [(row.level2, row.name, row.target) for row in form.indicators] == [
        ("数量指标", "更新设备", "≥12台"),
        ("质量指标", "验收合格率", "100%"),
        ("社会效益指标", "服务人口", "≥2.1万人"),
        ("满意度指标", "患者满意度", "≥90%"),
    ]


def test_blank_lines_count_as_rows_of_a_file():
    (grid,) = read(
        "一级指标,二级指标,三级指标,指标值\n\n产出指标,数量指标,植树,60株\n,质量指标,成活率,90%\n,,补植,5株\n"
    )

    assert [cell.place.row for cell in grid.cells if cell.column == 2] == [1, 3, 4, 5]
