"""
Web pages as people publish them.
"""

from __future__ import annotations

import time

import pytest

from perfscore.form import Place
from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import html


def read(page, **limits):
    data = page if isinstance(page, bytes) else page.encode()
    return html.grids(Document("a.html", data, Limits(**limits)))


def texts(page):
    return [[cell.text for cell in grid.cells] for grid in read(page)]


def spans(grid):
    return [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]


def test_spans_push_later_cells_aside():
    """
    A cell from above takes its columns in the rows below.
    """
    (grid,) = read("<p>自评表<table><tr><td rowspan=2>产出<td colspan=2>数量<tr><td>1<td>2</table>填表人")

    assert spans(grid) == [("产出", 0, 0, 2, 1), ("数量", 0, 1, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1)]
    assert (grid.before, grid.after) == ("自评表", "填表人")
    assert grid.cells[3].place == Place(row=2, column=3, table=1)


def test_cells_nobody_closed():
    """
    An open cell ends where the next begins, and a page may simply end.
    """
    assert texts("<table><tr><td>项目<td>修路<tr><th>得分<td>9") == [["项目", "修路", "得分", "9"]]


def test_a_form_inside_a_layout_table():
    """
    The inner table comes first, with the text that stood above it.
    """
    inner = "<table><tr><td>一级指标<td>分值<td>得分<td>说明</table>"
    found = read(f"<h1>自评表</h1><table><tr><td>首页<tr><td>{inner}<td>角落</table>")

    assert [[cell.text for cell in grid.cells] for grid in found] == [
        ["一级指标", "分值", "得分", "说明"],
        ["首页", "", "角落"],
    ]
    assert found[0].before == "自评表"


def test_a_small_table_in_a_cell_is_its_text():
    """
    Word sets a number and its unit as a table.
    """
    assert texts("<table><tr><td><table><tr><td>3<td>公里</table><td>得分</table>") == [["3\n公里", "得分"]]


def test_line_feeds_of_the_source():
    """
    Between Chinese characters they are nothing, beside a Latin letter a space.
    """
    page = "<table><tr><td>社会\n   效益<td>促成Sherif\nSmith来访<td>完成<br>2021年<td>a&nbsp;b</table>"

    assert texts(page) == [["社会效益", "促成Sherif Smith来访", "完成\n2021年", "a b"]]


@pytest.mark.parametrize(
    "page",
    [
        '<meta charset="gb2312"><table><tr><td>张·镕——≥㎡</table>'.encode("gb18030"),
        "<table><tr><td>张·镕——≥㎡</table>".encode("gb18030"),
        '<meta charset="utf-8"><table><tr><td>张·镕——≥㎡</table>'.encode("gb18030"),
        "<table><tr><td>张·镕——≥㎡</table>".encode(),
        "<table><tr><td>张·镕——≥㎡</table>".encode("utf-16"),
    ],
)
def test_the_encoding(page):
    """
    gb2312 means GB18030; a page may also say nothing, or the wrong thing.
    """
    assert texts(page) == [["张·镕——≥㎡"]]


def test_the_symbol_font():
    """
    Word writes ≥ as ³ in the font Symbol; an unknown sign is told.
    """
    sign = '<span style="font-family:Symbol">³</span>'
    face = "<font face=Symbol>£</font>"
    unknown = "<span style='font-family: Wingdings'>\u00ff</span>"
    (grid,) = read(f"<table><tr><td>{sign}20条<td>{face}<span>5</span>天<td>³<td>{unknown}1</table>")

    assert [cell.text for cell in grid.cells] == ["≥20条", "≤5天", "³", "\ufffd1"]
    assert [(remark.kind, remark.place) for remark in grid.remarks] == [("symbol", Place(row=1, column=4, table=1))]


def test_what_is_not_displayed():
    """
    Hidden words are not printed; a hidden row is read and marked; scripts are nothing.
    """
    page = "<table><tr style='display:none'><td>旧<tr><td><script>x='<td>'</script><b style='display:none'>草稿</b>9</table>"
    (grid,) = read(page)

    assert [(cell.text, cell.hidden) for cell in grid.cells] == [("旧", True), ("9", False)]


def test_a_page_without_tables_is_its_text():
    """
    One line for every block.
    """
    (grid,) = read("<title>x</title><p>自评表<p>得分 90")

    assert (grid.cells, grid.before) == ((), "自评表\n得分 90")


@pytest.mark.unmeasured
class TestHostilePages:
    @pytest.mark.parametrize(
        "attributes", ["colspan=1000000000", "rowspan=1000000000", "rowspan=0", "colspan=0", "colspan=-1", "colspan=x"]
    )
    def test_absurd_spans_are_cut(self, attributes):
        """
        To what browsers allow, and to the table.
        """
        (grid,) = read(f"<table><tr><td {attributes}>1<tr><td>2<td>3</table>")

        assert sorted(cell.text for cell in grid.cells) == ["1", "2", "3"]
        assert all(cell.rows <= 2 for cell in grid.cells)

    def test_many_wide_cells_are_refused(self):
        """
        Two thousand rows of the widest cells.
        """
        with pytest.raises(ReadError, match="200000"):
            read("<table>" + "<tr><td colspan=1000 rowspan=65534>1" * 2000)

    def test_deep_nesting_is_harmless(self):
        """
        Nothing recurses.
        """
        assert texts("<div>" * 100_000 + "<table><tr><td>9") == [["9"]]
        assert texts("<b style='display:none'>" * 100_000 + "x" + "</b>" * 100_000 + "<table><tr><td>9") == [["9"]]
        with pytest.raises(ReadError, match="100"):
            read("<table><tr><td>" * 3_000)

    @pytest.mark.parametrize(
        "piece",
        ["<", "</", "<a ", "<a\n", "<!--", "<![", "<?", "<td x=y ", '<a b="', "<a href='", "<p a=b", 'x"<', "&", "&#"],
    )
    def test_what_never_ends_takes_no_time(self, piece):
        """
        The time grows with the page, not with its square.
        """
        started = time.monotonic()
        read(piece * 100_000)
        assert time.monotonic() - started < 5

    def test_too_many_tags_are_refused(self):
        """
        By the limit for elements.
        """
        with pytest.raises(ReadError, match="100"):
            read("<b>" * 200, elements=100)


def test_a_place_names_its_table():
    """
    Row 1, column 1 stands in each of them.
    """
    grids = read("<table><tr><td>资金</table><p>二<table><tr><td>指标</table>")

    assert [grid.cells[0].place.table for grid in grids] == [1, 2]
