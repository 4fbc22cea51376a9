"""
What a document hides is marked in its grid, whatever the format and the way of hiding.
"""

from __future__ import annotations

import pytest

from containers import docx, xls, xlsx, zipped

from perfscore.read.document import Document
from perfscore.read.tables import grids


ROWS = (("产出", "修路", "10"), ("产出", "架桥", "20"), ("效益", "种树", "30"))


def of_xlsx(*, row="", column="", properties=""):
    lines = "".join(
        f'<row r="{r}" {row if r == 2 else ""}>'
        + "".join(f'<c r="{"ABC"[c]}{r}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(texts))
        + "</row>"
        for r, texts in enumerate(ROWS, 1)
    )
    return xlsx(f"{properties}{column}<sheetData>{lines}</sheetData>")


def of_ods(*, row="", columns="", around=("", "")):
    cells = [
        "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts) for texts in ROWS
    ]
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{columns}<table:table-row>{cells[0]}</table:table-row>'
        f"{around[0]}<table:table-row {row}>{cells[1]}</table:table-row>{around[1]}"
        f"<table:table-row>{cells[2]}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def of_html(*, row="", columns="", table=""):
    lines = "".join(
        f"<tr {row if r == 1 else ''}>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"
        for r, texts in enumerate(ROWS)
    )
    return f"<html><table {table}>{columns}{lines}</table></html>".encode()


def of_docx():
    lines = "".join(
        f"<w:tr>{'<w:trPr><w:hidden/></w:trPr>' if r == 1 else ''}"
        + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
        + "</w:tr>"
        for r, texts in enumerate(ROWS)
    )
    return docx(f"<w:tbl>{lines}</w:tbl>")


HIDDEN_ROW = {
    "xlsx": of_xlsx(row='hidden="1"'),
    "xlsx, no height": of_xlsx(row='ht="0" customHeight="1"'),
    "xls": xls([(r, c, text, 0) for r, texts in enumerate(ROWS) for c, text in enumerate(texts)], hidden_rows=[1]),
    "ods": of_ods(row='table:visibility="collapse"'),
    "ods, filtered": of_ods(row='table:visibility="filter"'),
    "ods, a closed group": of_ods(around=('<table:table-row-group table:display="false">', "</table:table-row-group>")),
    "html": of_html(row='style="height:0;display:none"'),
    "html, collapsed": of_html(row='style="visibility: collapse"'),
    "html, attribute": of_html(row="hidden"),
    "docx": of_docx(),
}

HIDDEN_COLUMN = {
    "xlsx": of_xlsx(column='<cols><col min="2" max="2" width="9" hidden="true"/></cols>'),
    "xlsx, no width": of_xlsx(column='<cols><col min="2" max="2" width="0"/></cols>'),
    "ods": of_ods(columns='<table:table-column/><table:table-column table:visibility="collapse"/>'),
    "ods, repeated": of_ods(
        columns='<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="1"/>'
        '<table:table-column table:number-columns-repeated="16000"/>'
    ),
    "html": of_html(columns="<col span=1><col width=0 style='display:none'><col>"),
}


@pytest.mark.parametrize("data", HIDDEN_ROW.values(), ids=HIDDEN_ROW)
def test_a_hidden_row(data):
    (grid,) = grids(Document("form", data))

    assert [cell.text for cell in grid.cells if cell.hidden] == list(ROWS[1])


@pytest.mark.parametrize("data", HIDDEN_COLUMN.values(), ids=HIDDEN_COLUMN)
def test_a_hidden_column(data):
    (grid,) = grids(Document("form", data))

    assert [cell.text for cell in grid.cells if cell.hidden] == [row[1] for row in ROWS]


@pytest.mark.parametrize(
    "page",
    [
        of_html(table='style="display:none"'),
        of_html().replace(b"<table", b"<div style='display : none'><div><table").replace(b"/table>", b"/table></div>"),
        b"<table><tr hidden><td><table><tr>"
        + "<td>产出<td>修路<td>≥3<td>10".encode()
        + b"</table></td></tr><tr><td></table>",
    ],
    ids=["itself", "a division", "the row it stands in"],
)
def test_a_hidden_table(page):
    """
    A table is hidden by itself or with what it stands in; what was open before it has no say.
    """
    first, *_ = grids(Document("form", page))

    assert first.hidden
    assert [remark.kind for remark in first.remarks] == ["hidden"]
    assert "修路" in first.remarks[0].text
    visible = of_html().replace(b"<table", b"<p style='display:none'>old<table")
    assert [grid.hidden for grid in grids(Document("form", visible))] == [False]


@pytest.mark.parametrize("selector", [".old", "tr.old", ".new-line, .old"])
def test_a_row_whose_class_is_hidden(selector):
    """
    A style sheet may hide rows, columns and cells by their class; what it hides for paper, or of other elements, is shown.
    """
    sheet = f"<style><!-- {selector} {{ color: red; display: none }} @media print {{ .paper {{ display:none }} }} --></style>"
    rows = "<tr class='x old'><td>旧</tr><tr class='paper'><td>新</tr><tr class='older'><td>另</tr>"
    (grid,) = grids(Document("form", f"<html>{sheet}<p class=old>表</p><table>{rows}</table>".encode()))

    assert [(cell.text, cell.hidden) for cell in grid.cells] == [("旧", True), ("新", False), ("另", False)]
    assert grid.before == "表"


def test_a_hidden_cell_of_a_page_leaves_its_place_to_the_next():
    """
    Browsers lay a row out as if it were not there.
    """
    page = of_html().replace("<td>架桥".encode(), "<td style='display:none'>旧值<td>架桥".encode())
    (grid,) = grids(Document("form", page))

    assert [(cell.column, cell.text) for cell in grid.cells if cell.row == 1] == [(0, "产出"), (1, "架桥"), (2, "20")]
    assert [(remark.kind, remark.text) for remark in grid.remarks] == [("hidden", "旧值")]
