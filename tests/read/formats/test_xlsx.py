"""
Workbooks: what the sheets show.
"""

from __future__ import annotations

from io import BytesIO

import pytest

from containers import xlsx as written

from perfscore.form import Place
from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import xlsx


def read(data, **limits):
    return xlsx.grids(Document("a.xlsx", data, Limits(**limits)))


def sheet(cells, more=""):
    return f"<sheetData>{cells}</sheetData>{more}"


def texts(grid):
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


def test_a_workbook_of_openpyxl():
    """
    Inline strings, number formats, merged ranges, hidden rows and sheets.
    """
    library = pytest.importorskip("openpyxl")
    book = library.Workbook()
    draft = book.active
    draft.title, draft.sheet_state, draft["A1"] = "旧稿", "hidden", 88
    final = book.create_sheet("自评表")
    final.append(["产出指标", "=1/3", 0.5356001645])
    final["C1"].number_format = "0.00%"
    final.append([None, "修路", 4])
    final["C2"].number_format = "0.00"
    final.merge_cells("A1:A2")
    final.row_dimensions[2].hidden = True
    out = BytesIO()
    book.save(out)

    shown, hidden = read(out.getvalue())

    assert texts(shown) == {(0, 0): "产出指标", (0, 1): "", (0, 2): "53.56%", (1, 1): "修路", (1, 2): "4.00"}
    assert shown.cells[0].rows == 2
    assert shown.cells[1].formula
    assert (shown.cells[2].stored, shown.cells[2].place) == ("0.5356001645", Place(row=1, column=3, sheet="自评表"))
    assert [cell.hidden for cell in shown.cells] == [False, False, False, True, True]
    assert hidden.hidden
    assert [(remark.kind, remark.text) for remark in hidden.remarks] == [("hidden", "旧稿")]


def test_shared_strings_in_runs():
    """
    A string changes its run with every script; reading aids are not printed.
    """
    rich = (
        "<si><r><t>≥</t></r><r><t>20</t></r><r><t>条</t></r><rPh><t>にじゅう</t></rPh></si><si><t>行_x000A_二</t></si>"
    )
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>9</v></c></row>'
    (grid,) = read(written(sheet(cells), strings=rich))

    assert texts(grid) == {(0, 0): "≥20条", (0, 1): "行\n二", (0, 2): ""}


def test_a_formula_counts_by_its_stored_result():
    """
    None is no zero, and an empty string is a result.
    """
    cells = (
        '<row r="1"><c r="A1"><f>SUM(B1)</f><v>5.36</v></c><c r="B1"><f>1/0</f></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    (grid,) = read(written(sheet(cells)))

    assert [(cell.text, cell.formula) for cell in grid.cells] == [
        ("5.36", True),
        ("", True),
        ("", False),
        ("#DIV/0!", True),
    ]


def test_the_claimed_dimension_is_not_believed():
    """
    Some programs write A1 whatever the sheet holds.
    """
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="C9"><v>2</v></c></row>'
    (grid,) = read(written(f'<dimension ref="A1"/>{sheet(cells)}'))

    assert texts(grid) == {(0, 0): "1", (8, 2): "2"}


def test_cells_without_addresses_stand_in_order():
    """
    The address of a row or cell may be left out.
    """
    (grid,) = read(written(sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")))

    assert texts(grid) == {(0, 0): "1", (0, 1): "2", (1, 0): "3"}


def test_text_under_a_merged_range_is_not_shown():
    """
    Unmerging would bring it back; the page does not print it.
    """
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    (grid,) = read(written(sheet(cells, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')))

    assert texts(grid) == {(0, 0): "1"}


def test_visible_sheets_come_first():
    """
    A hidden one may be an older draft.
    """
    one = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    two = sheet('<row r="1"><c r="A1"><v>2</v></c></row>')
    found = read(written(('state="veryHidden"', one), two))

    assert [(grid.cells[0].text, grid.hidden) for grid in found] == [("2", False), ("1", True)]


class TestHostileFiles:
    def test_a_merged_range_of_the_whole_sheet(self):
        """
        Spans are cut to the rows and columns with text.
        """
        cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="30"><c r="A30"><v>2</v></c></row>'
        (grid,) = read(written(sheet(cells, '<mergeCells><mergeCell ref="A30:XFD1048576"/></mergeCells>')))

        assert [(cell.rows, cell.columns) for cell in grid.cells] == [(1, 1), (1, 1)]

    def test_one_cell_at_the_far_corner(self):
        """
        An address costs nothing.
        """
        (grid,) = read(written(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))

        assert texts(grid) == {(1_048_575, 16_383): "1"}

    def test_a_far_corner_and_a_range_up_to_it_are_refused(self):
        """
        Together they claim seventeen billion cells.
        """
        cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        data = written(sheet(cells, '<mergeCells><mergeCell ref="A1:XFC1048576"/></mergeCells>'))

        with pytest.raises(ReadError, match="200000"):
            read(data)

    def test_too_many_cells_are_refused(self):
        """
        A table has thousands of cells, not millions.
        """
        rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 300))

        with pytest.raises(ReadError, match="200"):
            read(written(sheet(rows)), cells=200)

    def test_a_doctype_is_refused(self):
        """
        In whichever part it stands.
        """
        with pytest.raises(ReadError, match="DOCTYPE"):
            read(written(sheet(""), prolog='<!DOCTYPE x SYSTEM "file:///etc/hostname">'))

    def test_a_missing_sheet_is_damage(self):
        """
        A relation to nowhere.
        """
        data = written(sheet("")).replace(b"sheet1.xml", b"sheet2.xml", 1)

        with pytest.raises(ReadError):
            read(data)

    @pytest.mark.parametrize("value", ["1e400000", "--1", "1_0", "０", "Infinity"])
    def test_odd_numbers_stay_text(self, value):
        """
        What is no number is shown as it is.
        """
        (grid,) = read(written(sheet(f'<row r="1"><c r="A1" s="7"><v>{value}</v></c></row>')))

        assert grid.cells[0].text
