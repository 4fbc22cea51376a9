"""
XML Spreadsheet 2003, which budget systems export as .xls.
"""

from __future__ import annotations

import pytest

import perfscore

from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import spreadsheetml


STYLES = """<Styles><Style ss:ID="Default"/><Style ss:ID="share"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="own" ss:Parent="share"/><Style ss:ID="points"><NumberFormat ss:Format="0.0"/></Style>
<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style></Styles>"""


def written(*sheets, styles=STYLES, encoding="UTF-8"):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"\n'
        f' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{styles}{"".join(sheets)}</Workbook>'
    )
    return text.encode("gb18030" if encoding.lower().startswith("gb") else "utf-8")


def sheet(rows, *, name="自评表", columns="", options=""):
    table = f"<Table>{columns}{rows}</Table>"
    return f'<Worksheet ss:Name="{name}">{table}<WorksheetOptions>{options}</WorksheetOptions></Worksheet>'


def row(*texts, attributes=""):
    cells = (f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def read(data, **limits):
    return spreadsheetml.grids(Document("a.xls", data, Limits(**limits)))


def texts(grid):
    return [(cell.row, cell.column, cell.text) for cell in grid.cells if cell.text]


FORM = (
    row("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    row("产出指标", "修路", "≥3公里", "3公里", "40", "40"),
    row("效益指标", "种树", "≥3亩", "3亩", "60", "59.5"),
    row("总分", "", "", "", "100", "99.5"),
)


@pytest.mark.parametrize("encoding", ["UTF-8", "gb2312", "GBK"])
def test_a_form(encoding):
    (form,) = perfscore.read(written(sheet("".join(FORM)), encoding=encoding))

    assert [(row.name, row.target, row.score) for row in form.indicators] == [
        ("修路", "≥3公里", "40"),
        ("种树", "≥3亩", "59.5"),
    ]
    assert form.total.score == "99.5"


def test_places_that_are_left_out_and_merged_cells():
    """
    Rows and cells say where they stand only after a gap.
    """
    rows = (
        '<Row ss:Index="2"><Cell ss:MergeDown="1" ss:MergeAcross="1"><Data ss:Type="String">产出</Data></Cell>'
        '<Cell><Data ss:Type="String">修路</Data></Cell><Cell ss:Index="6"><Data ss:Type="String">10</Data></Cell></Row>'
        '<Row><Cell ss:Index="3"><Data ss:Type="String">架桥</Data></Cell></Row>'
    )
    (grid,) = read(written(sheet(rows)))

    assert texts(grid) == [(1, 0, "产出"), (1, 2, "修路"), (1, 5, "10"), (2, 2, "架桥")]
    assert (grid.cells[0].rows, grid.cells[0].columns) == (2, 2)
    assert (grid.cells[0].place.row, grid.cells[0].place.column, grid.cells[0].place.sheet) == (2, 1, "自评表")


@pytest.mark.parametrize(
    ("kind", "value", "style", "shown", "stored"),
    [
        ("Number", "0.5356001", "share", "53.56%", "0.5356001"),
        ("Number", "0.5", "own", "50.00%", None),
        ("Number", "9.35", "points", "9.4", "9.35"),
        ("Number", "12", "", "12", None),
        ("DateTime", "2022-12-31T00:00:00.000", "day", "2022/12/31", None),
        ("DateTime", "2022-12-31T00:00:00.000", "", "2022/12/31", None),
        ("DateTime", "someday", "day", "someday", None),
        ("Boolean", "1", "", "TRUE", None),
        ("String", "<B>≥</B>20<I>条</I>", "", "≥20条", None),
        ("Error", "#DIV/0!", "", "#DIV/0!", None),
    ],
)
def test_what_a_cell_shows(kind, value, style, shown, stored):
    name = f'ss:StyleID="{style}"' if style else ""
    (grid,) = read(written(sheet(f'<Row><Cell {name}><Data ss:Type="{kind}">{value}</Data></Cell></Row>')))

    assert [(cell.text, cell.stored) for cell in grid.cells] == [(shown, stored)]


def test_a_style_of_the_column_and_a_formula_without_a_result():
    rows = '<Row><Cell><Data ss:Type="Number">0.1</Data></Cell><Cell ss:Formula="=1+1"/></Row>'
    (grid,) = read(written(sheet(rows, columns='<Column ss:StyleID="share" ss:Span="3"/>')))

    assert [(cell.text, cell.formula) for cell in grid.cells] == [("10.00%", False), ("", True)]


def test_what_is_hidden():
    rows = row("一", "二", "三") + row("四", "五", "六", attributes='ss:Hidden="1"')
    shown, hidden = read(
        written(
            sheet(rows, name="旧稿", options="<Visible>SheetHidden</Visible>"),
            sheet(rows, columns='<Column ss:Index="2" ss:Hidden="1"/>'),
        )
    )

    assert [cell.text for cell in shown.cells if cell.hidden] == ["二", "四", "五", "六"]
    assert hidden.hidden
    assert [(remark.kind, remark.text) for remark in hidden.remarks] == [("hidden", "旧稿")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (written(sheet(row("一"))).replace(b"<Workbook", b"<!DOCTYPE a><Workbook", 1), "DOCTYPE"),
        (written(sheet(row("一")))[:-20], "damaged"),
        (written(sheet("<Row><Cell ss:Index='9999999'/></Row>" + row("一" * 3_000))), "2000 characters"),
        (written(sheet(row("一") * 2_000)), "1000 XML elements"),
        (written(sheet("<Row><Cell>" + "<B>" * 200 + "</B>" * 200 + "</Cell></Row>")), "deeper"),
        (
            written(
                sheet('<Row><Cell ss:MergeDown="9999999" ss:MergeAcross="9999999"/></Row>' * 10 + row(*["一"] * 90) * 3)
            ),
            "cells",
        ),
    ],
    ids=["entities", "cut", "text", "elements", "depth", "spans"],
)
def test_what_is_refused(data, why):
    with pytest.raises(ReadError, match=why):
        read(data, characters=2_000, elements=1_000, depth=50, cells=400)
