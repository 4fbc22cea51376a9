"""
OpenDocument spreadsheets.
"""

from __future__ import annotations

import pytest

from containers import zipped

from perfscore.form import Place
from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import ods


def written(*tables, styles="", manifest=""):
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        + "".join(tables)
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"content.xml": content, "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>"})


def table(rows, attributes='table:name="表"'):
    return f"<table:table {attributes}>{rows}</table:table>"


def cell(words, attributes=""):
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def read(data, **limits):
    return ods.grids(Document("a.ods", data, Limits(**limits)))


def test_cells_spans_and_repetitions():
    """
    Blank rows and columns are repeated to the end of the sheet and cost nothing.
    """
    rows = (
        "<table:table-row>"
        + cell("产出指标", 'table:number-rows-spanned="2"')
        + '<table:table-cell table:number-columns-repeated="2"/>'
        + cell("53.56%", 'office:value-type="percentage" calcext:value-type="percentage" office:value="0.5356001"')
        + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        "<table:table-row-group><table:table-row><table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell>"
        + cell("修<text:s text:c='2'/>路<text:line-break/>段")
        + "</table:table-row></table:table-row-group>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    (grid,) = read(written(table(rows)))

    filled = [cell for cell in grid.cells if cell.text]

    assert [(c.row, c.column, c.text, c.rows) for c in filled] == [
        (0, 0, "产出指标", 2),
        (0, 3, "53.56%", 1),
        (1, 1, "修  路\n段", 1),
    ]
    assert filled[1].stored == "0.5356001"
    assert filled[1].place == Place(row=1, column=4, sheet="表")


def test_notes_on_cells_are_not_printed():
    """
    An annotation is the reviewer's, not the form's.
    """
    noted = "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>9</text:p></table:table-cell>"
    (grid,) = read(written(table(f"<table:table-row>{noted}</table:table-row>")))

    assert [c.text for c in grid.cells] == ["9"]


def test_a_formula_without_a_result():
    """
    A cell with a formula and nothing else.
    """
    row = '<table:table-row><table:table-cell table:formula="of:=1/3"/></table:table-row>'
    (grid,) = read(written(table(row)))

    assert [(c.text, c.formula) for c in grid.cells] == [("", True)]


def test_hidden_rows_and_sheets():
    """
    Read, and told.
    """
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    draft = table(f"<table:table-row>{cell('88')}</table:table-row>", 'table:name="旧稿" table:style-name="ta2"')
    final = table(f'<table:table-row table:visibility="collapse">{cell("90")}</table:table-row>')
    found = read(written(draft, final, styles=style))

    assert [(grid.cells[0].text, grid.hidden, grid.cells[0].hidden) for grid in found] == [
        ("90", False, True),
        ("88", True, False),
    ]


def test_repeated_text_is_bounded():
    """
    A million copies of one cell are refused.
    """
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell("1")}</table:table-row>'

    with pytest.raises(ReadError, match="200000"):
        read(written(table(row)))


def test_an_encrypted_file_is_refused_as_such():
    """
    The manifest says so.
    """
    with pytest.raises(ReadError, match=r"password|密码"):
        read(written(manifest="<file-entry><encryption-data/></file-entry>"))
