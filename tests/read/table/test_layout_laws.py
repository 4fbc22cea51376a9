"""
Laws of the layout, tried on forms nobody drew: the same facts come out of every arrangement of columns.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from perfscore.form import Place
from perfscore.read.errors import ReadError
from perfscore.read.grid import Grid, GridCell
from perfscore.read.table.layout import forms


pytestmark = pytest.mark.property

HEADS = {
    "comparator": ["指标性质"],
    "target": ["年度指标值", "指标值", "年度⏎指标值（A）", "目标值", "年初目标值"],
    "unit": ["度量单位", "计量单位"],
    "actual": ["实际完成值", "全年实际值（B）", "完成值", "年终完成值"],
    "weight": ["分值", "权重", "指标权重（分）", "分 值"],
    "score": ["得分", "自评得分", "指标得分"],
    "reason": ["偏差原因分析及改进措施", "未完成原因分析", "未完成原因"],
    "extra": ["完成率", "评分标准", "佐证资料"],
}
LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标"],
    "效益指标": ["经济效益指标", "社会效益指标"],
    "满意度指标": ["服务对象满意度指标"],
}
WORDS = st.text("修路架桥清洁便民河道培训", min_size=2, max_size=8)
POINTS = st.decimals(0, 60, places=1).map(str)
VALUES = {
    "comparator": st.sampled_from(["≥", "≤", "="]),
    "target": st.sampled_from(["≥3公里", "95%", "2023年底前", "有效改善", "100"]),
    "unit": st.sampled_from(["公里", "%", "人次"]),
    "actual": st.sampled_from(["3公里", "92.5%", "完成", "部分达成", "100"]),
    "weight": POINTS,
    "score": POINTS,
    "reason": st.none() | WORDS,
    "extra": st.none() | WORDS,
}
NAMES = ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "reason")


@st.composite
def tables(draw):
    """
    Columns in some order under some words, and rows under levels in form order.
    """
    columns = ["target", "actual", "score"]
    columns += draw(st.lists(st.sampled_from(["comparator", "unit", "weight", "reason", "extra"]), unique=True))
    columns = draw(st.permutations(columns))
    levels = [(one, two) for one, twos in LEVELS.items() for two in twos if draw(st.booleans())] or [
        ("产出指标", "数量指标")
    ]
    rows = [
        {"level1": one, "level2": two, "name": draw(WORDS), **{role: draw(VALUES[role]) for role in columns}}
        for one, two in levels
        for _ in range(draw(st.integers(1, 3)))
    ]
    return columns, rows


def merged(cells):
    """
    Cells with equal neighbours below made one.
    """
    for (column, text), run in groupby(cells, key=lambda item: item[1:]):
        rows = [row for row, *_ in run]
        yield GridCell(rows[0], column, text, rows=len(rows), place=Place(row=rows[0] + 1, column=column + 1))


def grid(columns, rows, heads, *, merge, stub):
    """
    The table as a grid, its levels as merged cells or on every row.
    """
    roles = ["level1", "level2", "name", *columns]
    left = int(stub)
    words = {"level1": "一级指标", "level2": "二级指标", "name": "三级指标", **heads}
    cells = [GridCell(0, left + n, words[role].replace("⏎", "\n")) for n, role in enumerate(roles)]
    if stub:
        cells.append(GridCell(0, 0, "绩\n效\n指\n标", rows=len(rows) + 1))
    for n, role in enumerate(roles):
        column = [(r, left + n, row[role] or "") for r, row in enumerate(rows, 1)]
        if merge and role == "level1":
            cells += merged(column)
        elif merge and role == "level2":
            cells += [
                cell for _, part in groupby(column, key=lambda c: rows[c[0] - 1]["level1"]) for cell in merged(part)
            ]
        else:
            cells += [GridCell(r, c, text) for r, c, text in column]
    return Grid(tuple(cells))


def read(*grids):
    (form,) = forms(grids)
    return [{name: getattr(indicator, name) for name in NAMES} for indicator in form.indicators]


def wanted(rows):
    return [{name: row.get(name) for name in NAMES} for row in rows]


@settings(deadline=None)
@given(tables(), st.data(), st.booleans(), st.booleans())
def test_every_arrangement_of_columns_reads_the_same(table, data, merge, stub):
    """
    Any order, any words, merged levels or repeated ones, with or without 绩效指标 on the left.
    """
    columns, rows = table
    heads = {role: data.draw(st.sampled_from(HEADS[role])) for role in columns}

    assert read(grid(columns, rows, heads, merge=merge, stub=stub)) == wanted(rows)


@settings(deadline=None)
@given(tables(), st.data(), st.booleans())
def test_a_page_break_between_rows_changes_nothing(table, data, again):
    """
    With the heads repeated on the second page, or the table simply going on.
    """
    columns, rows = table
    cut = data.draw(st.integers(0, len(rows)))
    heads = {role: HEADS[role][0] for role in columns}
    whole = grid(columns, rows, heads, merge=False, stub=False)
    first = [cell for cell in whole.cells if cell.row <= cut]
    second = [cell for cell in whole.cells if cell.row > cut or (again and cell.row == 0)]
    pages = [
        Grid(
            tuple(
                GridCell(c.row, c.column, c.text, place=Place(page=page, row=c.row + 1, column=c.column + 1))
                for c in part
            )
        )
        for page, part in ((1, first), (2, second))
    ]

    assert read(*pages) == wanted(rows)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.text(max_size=12), st.integers(1, 9), st.integers(1, 9))
    )
)
def test_no_grid_breaks_the_layout(cells):
    """
    Overlapping cells, absurd spans, any text: no form, and no error.
    """
    assert forms([Grid(tuple(GridCell(r, c, text, rows=h, columns=w) for r, c, text, h, w in cells))]) == []


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.integers(0, 6),
            st.sampled_from([word for words in HEADS.values() for word in words])
            | st.sampled_from(
                [
                    "一级指标",
                    "三级指标",
                    "总分",
                    "小计",
                    "产出指标（50分）",
                    "项目名称",
                    "年初预算数",
                    "全年执行数",
                    "10",
                    "指标2：",
                    "自评表",
                ]
            ),
            st.integers(1, 3),
            st.integers(1, 3),
        ),
        max_size=40,
    )
)
def test_no_jumble_of_heads_breaks_the_layout(cells):
    """
    The words of forms in any place.
    """
    grid = Grid(tuple(GridCell(r, c, text, rows=h, columns=w) for r, c, text, h, w in cells))
    with suppress(ReadError):
        forms([grid])
