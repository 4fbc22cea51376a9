"""
Workbooks of the years before 2007.
"""

from __future__ import annotations

import sys

import pytest

from containers import ole
from containers import xls as written

from perfscore.form import Place
from perfscore.read.document import Document
from perfscore.read.errors import ReadError
from perfscore.read.formats import xls


def read(data):
    pytest.importorskip("xlrd")
    return xls.grids(Document("a.xls", data))


def test_cells_are_shown_with_their_formats_and_spans():
    """
    The hidden digits are kept beside the shown ones.
    """
    cells = [(0, 0, "产出指标", 0), (0, 1, 0.5356001645, 1), (1, 1, 4.0, 0), (1, 2, 45291.0, 2)]
    formats = ("General", "0.00%", 'yyyy"年"m"月"d"日"')
    (grid,) = read(written(cells, merged=[(0, 1, 0, 0)], formats=formats, hidden_rows=[1]))

    assert [cell.text for cell in grid.cells] == ["产出指标", "53.56%", "4", "2023年12月31日"]
    assert [cell.rows for cell in grid.cells] == [2, 1, 1, 1]
    assert [cell.stored for cell in grid.cells] == [None, "0.5356001645", None, None]
    assert [cell.hidden for cell in grid.cells] == [False, False, True, True]
    assert grid.cells[1].place == Place(row=1, column=2, sheet="表1")


def test_text_under_a_merged_range_is_not_shown():
    """
    Nor is a covered cell a blank one between a label and what stands beside it.
    """
    cells = [(0, 0, "转移支付名称", 0), (0, 1, "旧稿", 0), (0, 2, "修路", 0)]
    (grid,) = read(written(cells, merged=[(0, 0, 0, 1)]))

    assert [(cell.text, cell.column, cell.columns) for cell in grid.cells] == [("转移支付名称", 0, 2), ("修路", 2, 1)]


def test_a_hidden_sheet_is_read_and_told():
    """
    As in newer workbooks.
    """
    (grid,) = read(written([(0, 0, "旧稿", 0)], visibility=1))

    assert grid.hidden
    assert [remark.kind for remark in grid.remarks] == ["hidden"]


@pytest.mark.parametrize("keep", [8, 60, 200])
def test_a_truncated_file_is_refused(keep):
    """
    Whatever xlrd makes of it, the caller gets one line.
    """
    data = written([(0, 0, "得分", 0)])

    with pytest.raises(ReadError, match=r"damaged|损坏"):
        read(data[:keep])


def test_a_container_of_nothing_is_refused():
    """
    A directory without sectors.
    """
    with pytest.raises(ReadError, match=r"damaged|损坏"):
        read(ole("Workbook"))


def test_without_xlrd_the_message_says_how_to_get_it(monkeypatch):
    """
    The extra is named as pip wants it.
    """
    monkeypatch.setitem(sys.modules, "xlrd", None)

    with pytest.raises(ReadError) as caught:
        xls.grids(Document("a.xls", b""))
    assert 'pip install "perfscore[xls]"' in caught.value.say("en")
    assert 'pip install "perfscore[xls]"' in caught.value.say("zh")
