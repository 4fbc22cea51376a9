"""
Documents of every format, made of generated forms by the printing tools of the tests; and the page that tables are put into.
"""

from __future__ import annotations

import sys

from collections.abc import Callable, Iterable
from html import escape
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Final


HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "read"))

from containers import docx, xls, xlsx  # noqa: E402 - found by the line above
from sheets import LOOKS, Sheet, sheet  # noqa: E402
from typesetting import Style, typeset  # noqa: E402

from perfscore import Form  # noqa: E402


__all__ = ["KINDS", "LOOKS", "STYLES", "fill_table", "make_documents", "sheet", "typeset"]

_PAGE: Final = HERE.parent / "docs" / "benchmarks.md"

STYLES: Final = (
    Style(),
    Style(rules="thin", running="某市某局2024年度部门决算公开"),
    Style(page=(842, 595), turn=90),
    Style(rules="dashes", again=True, cut=False, size=10),
)


def _rows(made: Sheet) -> tuple[list[int], list[list[tuple[int, int, int, str]]]]:
    """
    The edges of the columns, and the cells of each row: first column, columns, rows, text.
    """
    edges = sorted({edge for cell in made.cells for edge in (cell.left, cell.right)})
    rows: list[list[tuple[int, int, int, str]]] = [[] for _ in range(made.rows)]
    for cell in sorted(made.cells, key=lambda cell: cell.left):
        first = edges.index(cell.left)
        rows[cell.row].append((first, edges.index(cell.right) - first, cell.rows, cell.text))
    return edges, rows


def _page(made: Sheet) -> bytes:
    body = "".join(
        "<tr>" + "".join(f"<td colspan={w} rowspan={h}>{escape(text)}</td>" for _, w, h, text in row) + "</tr>"
        for row in _rows(made)[1]
    )
    return f"<!DOCTYPE html><html><body><h1>{made.title}</h1><table>{body}</table></body></html>".encode()


def _word(made: Sheet) -> bytes:
    edges, rows = _rows(made)
    reaching: dict[int, tuple[int, int]] = {}
    body = ""
    for row in rows:
        cells = {first: (wide, high, text) for first, wide, high, text in row}
        body += "<w:tr>"
        at = 0
        while at < len(edges) - 1:
            if at in cells:
                wide, high, text = cells[at]
                merge = '<w:vMerge w:val="restart"/>' if high > 1 else ""
                reaching[at] = (high - 1, wide)
            elif reaching.get(at, (0, 0))[0]:
                left, wide = reaching[at]
                reaching[at], merge, text = (left - 1, wide), "<w:vMerge/>", ""
            else:
                wide, merge, text = 1, "", ""
            span = f'<w:tcPr><w:gridSpan w:val="{wide}"/>{merge}</w:tcPr>'
            body += f"<w:tc>{span}<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"
            at += wide
        body += "</w:tr>"
    return docx(f"<w:p><w:r><w:t>{made.title}</w:t></w:r></w:p><w:tbl>{body}</w:tbl>")


def _column(number: int) -> str:
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


def _workbook(made: Sheet) -> bytes:
    body, merged = "", ""
    for number, row in enumerate(_rows(made)[1], 1):
        cells = "".join(
            f'<c r="{_column(first)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for first, _, _, text in row
        )
        body += f'<row r="{number}">{cells}</row>'
        merged += "".join(
            f'<mergeCell ref="{_column(first)}{number}:{_column(first + wide - 1)}{number + high - 1}"/>'
            for first, wide, high, _ in row
            if wide * high > 1
        )
    return xlsx(f"<sheetData>{body}</sheetData><mergeCells>{merged}</mergeCells>")


def _old_workbook(made: Sheet) -> bytes:
    rows = _rows(made)[1]
    cells = [(number, first, text, 0) for number, row in enumerate(rows) for first, _, _, text in row if text]
    merged = [
        (number, number + high - 1, first, first + wide - 1)
        for number, row in enumerate(rows)
        for first, wide, high, _ in row
        if wide * high > 1
    ]
    return xls(cells, merged=merged)


def _pipes(made: Sheet) -> bytes:
    rows = ("|" + "|".join(text.replace("\n", "") for *_, text in row) + "|" for row in _rows(made)[1])
    return "\n".join([made.title, *rows]).encode()


#: How many of ten documents are of each kind, and what makes one of a sheet.
KINDS: Final[tuple[tuple[str, int, Callable[[Sheet], bytes]], ...]] = (
    ("docx", 2, _word),
    ("xlsx", 1, _workbook),
    ("xls", 1, _old_workbook),
    ("html", 1, _page),
    ("txt", 1, _pipes),
)


def _by_openpyxl(made: Sheet) -> bytes:
    """
    A workbook as programs write it, with all the parts that other libraries insist on.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - for the comparison only

    book, out = Workbook(), BytesIO()
    for number, row in enumerate(_rows(made)[1], 1):
        for first, wide, high, text in row:
            book.active.cell(number, first + 1, text)
            if wide * high > 1:
                corners = {"end_row": number + high - 1, "end_column": first + wide}
                book.active.merge_cells(start_row=number, start_column=first + 1, **corners)
    book.save(out)
    return out.getvalue()


def _by_python_docx(made: Sheet) -> bytes:
    """
    A document as Word would have it, for the same reason.
    """
    from docx import Document  # noqa: PLC0415 - as above

    (edges, rows), document, out = _rows(made), Document(), BytesIO()
    document.add_paragraph(made.title)
    cells = [row.cells for row in document.add_table(len(rows), len(edges) - 1).rows]
    for number, row in enumerate(rows):
        for first, wide, high, text in row:
            cells[number][first].merge(cells[number + high - 1][first + wide - 1]).text = text
    document.save(out)
    return out.getvalue()


def make_documents(forms: Iterable[Form]) -> dict[str, list[bytes]]:
    """
    Documents of each of *forms*, by format.
    """
    sheets = [sheet(form, look) for form, look in zip(forms, cycle(LOOKS), strict=False)]
    makers = {kind: make for kind, _, make in KINDS} | {"xlsx": _by_openpyxl, "docx": _by_python_docx}
    made = {kind: [make(one) for one in sheets] for kind, make in makers.items()}
    made["pdf"] = [typeset([one], style) for one, style in zip(sheets, cycle(STYLES), strict=False)]
    return made


def fill_table(name: str, text: str) -> None:
    """
    Put *text* between the marks ``<!-- name -->`` and ``<!-- end of name -->`` of docs/benchmarks.md.
    """
    before, rest = _PAGE.read_text("utf-8").split(f"<!-- {name} -->")
    after = rest.split(f"<!-- end of {name} -->")[1]
    _PAGE.write_text(f"{before}<!-- {name} -->\n{text}\n<!-- end of {name} -->{after}", "utf-8")
