"""
XML Spreadsheet 2003: what budget systems export under the name .xls. Every sheet is a grid of the texts it shows.
"""

from __future__ import annotations

import re

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from perfscore.form import Place
from perfscore.read.formats.number_format import numeric_cell
from perfscore.read.formats.sheets import BOOLEANS, MOST_COLUMNS, Sheet, is_blank_row, read_sheets
from perfscore.read.formats.spans import Merged, fit_spans
from perfscore.read.formats.xml_tree import parse_xml
from perfscore.read.grid import GridCell


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from perfscore.read.document import Document
    from perfscore.read.grid import Grid

    _Placed = tuple[int, int, Element, bool]


__all__ = ["grids"]

_DECLARED = re.compile(rb"""\A[^>]*encoding\s*=\s*["'](gb[\w-]*)["']""", re.IGNORECASE)

#: Number formats that have names here; any other is a code as Excel has them.
_NAMED: Final = {
    "General Number": "General",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Currency": "¥#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Short Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d h:mm",
    "Medium Date": "d-mmm-yy",
}
_START: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_DAY: Final = 86_400


def grids(document: Document) -> list[Grid]:
    """
    The sheets of a workbook, the visible ones first.
    """
    data, encoding = document.data, None
    if _DECLARED.match(data[:200]):
        # expat does not know the encodings of China
        data, encoding = data.decode("gb18030", "replace").encode(), "utf-8"
    root = parse_xml(data, "XML", document, encoding=encoding)
    formats = dict(_formats(root))
    return read_sheets(
        Sheet(
            sheet.get("Name", ""),
            sum(1 for _ in sheet.iter("Cell")),
            sheet.findtext("WorksheetOptions/Visible", "SheetVisible") != "SheetVisible",
            partial(_cells, sheet, formats, document),
        )
        for sheet in root.iterfind("Worksheet")
    )


def _formats(root: Element) -> Iterator[tuple[str, str]]:
    """
    The number format of each style; one that has none takes its parent's.
    """
    found: dict[str, str] = {}
    for style in root.iterfind("Styles/Style"):
        number = style.find("NumberFormat")
        code = "" if number is None else number.get("Format", "")
        found[style.get("ID", "")] = _NAMED.get(code, code) or found.get(style.get("Parent", "Default"), "General")
    yield from found.items()


def _cells(sheet: Element, formats: Mapping[str, str], document: Document) -> tuple[GridCell, ...]:
    table = sheet.find("Table")
    if table is None:
        return ()
    placed = list(_cells_with_places(table))
    width = 1 + max((column for _, column, *_ in placed), default=0)
    merged = Merged(_merges(placed), width, document)
    columns = dict(_columns(table))
    cells: list[GridCell] = []
    for row, column, cell, hidden in placed:
        spans = merged.spans((row, column))
        if spans is None:
            continue
        style = cell.get("StyleID") or columns.get(column, ("", False))[0] or "Default"
        data = cell.find("Data")
        text, digits = ("", None) if data is None else _value(data, formats.get(style, "General"))
        cells.append(
            GridCell(
                row,
                column,
                text,
                rows=spans[0],
                columns=spans[1],
                place=Place(row=row + 1, column=column + 1, sheet=sheet.get("Name", "")),
                stored=digits,
                formula=data is None and cell.get("Formula") is not None,
                hidden=hidden or columns.get(column, ("", False))[1],
            )
        )
    filled = {cell.row for cell in cells if not is_blank_row((cell,))}
    return fit_spans([cell for cell in cells if cell.row in filled], document)


def _merges(placed: Iterable[_Placed]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for row, column, cell, _ in placed:
        spans = 1 + _count(cell, "MergeDown"), 1 + _count(cell, "MergeAcross")
        if spans != (1, 1):
            yield (row, column), spans


def _cells_with_places(table: Element) -> Iterator[_Placed]:
    """
    Every cell with its row and column, counted from 0, and whether its row is hidden.
    """
    number = -1
    for row in table.iterfind("Row"):
        number = _count(row, "Index", number + 2) - 1
        hidden = row.get("Hidden") == "1" or row.get("Height") == "0"
        column = -1
        for cell in row.iterfind("Cell"):
            column = _count(cell, "Index", column + 2) - 1
            yield number, column, cell, hidden
            column += _count(cell, "MergeAcross")
        number += _count(row, "Span")


def _columns(table: Element) -> Iterator[tuple[int, tuple[str, bool]]]:
    """
    The style of each column that is described, and whether it is hidden.
    """
    number = -1
    for column in table.iterfind("Column"):
        number = max(_count(column, "Index") - 1, number + 1)
        last = min(number + _count(column, "Span"), MOST_COLUMNS)
        described = (column.get("StyleID", ""), column.get("Hidden") == "1" or column.get("Width") == "0")
        yield from ((at, described) for at in range(number, last + 1))
        number = last


def _count(element: Element, name: str, default: int = 0) -> int:
    value = element.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 8 else default


def _value(data: Element, code: str) -> tuple[str, str | None]:
    text, kind = "".join(data.itertext()), data.get("Type", "String")
    if kind == "Number":
        return numeric_cell(text, code)
    if kind == "DateTime":
        return numeric_cell(_serial(text), "yyyy/m/d" if code == "General" else code)
    if kind == "Boolean":
        return BOOLEANS.get(text, text), None
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _serial(text: str) -> str:
    """
    A date as the number of days that other workbooks store.
    """
    try:
        passed = datetime.fromisoformat(text) - _START
    except (TypeError, ValueError):
        return text
    return str(passed.days + Decimal(passed // timedelta(seconds=1) - passed.days * _DAY) / _DAY)
