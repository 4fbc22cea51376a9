"""
OpenDocument spreadsheets (ODS): every sheet a grid of the texts it shows, which the file holds beside the numbers.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Final

from perfscore.bilingual import Text
from perfscore.form import Place, Remark
from perfscore.read.errors import ReadError
from perfscore.read.formats.number_format import says, stored
from perfscore.read.formats.package import Package
from perfscore.read.grid import Grid, GridCell
from perfscore.read.recognise import REFUSALS
from perfscore.read.table.spans import fitted


if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from perfscore.read.document import Document


__all__ = ["grids"]

_ROW_GROUPS: Final = frozenset(("table-row-group", "table-rows", "table-header-rows"))
_CELLS: Final = frozenset(("table-cell", "covered-table-cell"))
_NUMBERS: Final = frozenset(("float", "percentage", "currency"))

#: Repeated blank rows and columns fill a sheet to its end; what is counted here is not.
_MOST = 1_048_576


def grids(document: Document) -> list[Grid]:
    """
    The sheets of a document, the visible ones first.
    """
    package = Package(document)
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("encryption-data"), None) is not None:
        raise ReadError(REFUSALS["encrypted"], file=document.name)
    root = package.required("content.xml")
    invisible = {
        style.get("name")
        for style in root.iterfind("automatic-styles/style")
        if any(properties.get("display") == "false" for properties in style.iterfind("table-properties"))
    }
    sheets = [
        _grid(table, document, hidden=table.get("style-name") in invisible)
        for table in root.iterfind("body/spreadsheet/table")
    ]
    return sorted(sheets, key=lambda grid: grid.hidden)


def _grid(table: Element, document: Document, *, hidden: bool) -> Grid:
    name = table.get("name", "")
    limit = document.limits.cells
    cells: list[GridCell] = []
    number = 0
    for row in _rows(table):
        repeated = _count(row, "number-rows-repeated")
        found = list(islice(_cells(row, number, name), limit + 1))
        if not any(cell.text or cell.formula or cell.rows > 1 for cell in found):
            found = []
        if len(cells) + len(found) * repeated > limit:
            raise ReadError(
                Text(zh=f"表格超过 {limit} 个单元格，拒绝读取", en=f"a table of more than {limit} cells: refused"),
                file=document.name,
            )
        cells.extend(found)
        # a repeated row with text is rare: the same line typed twice
        for later in range(number + 1, number + repeated if found else 0):
            cells.extend(_cells(row, later, name))
        number += repeated
    return Grid(
        fitted(cells, document),
        hidden=hidden,
        remarks=(Remark("hidden", name, place=Place(sheet=name)),) if hidden else (),
    )


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == "table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _cells(row: Element, number: int, sheet: str) -> Iterator[GridCell]:
    hidden = row.get("visibility", "visible") != "visible"
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = _text(cell)
        value = cell.get("value")
        formula = cell.get("formula") is not None and value is None and cell.get("value-type") != "string"
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        # text under a merged range is not shown
        if cell.tag == "table-cell":
            for at in range(column, column + (repeated if text else 1)):
                yield GridCell(
                    number,
                    at,
                    text or value or "",
                    rows=rows,
                    columns=columns,
                    place=Place(row=number + 1, column=at + 1, sheet=sheet),
                    stored=_stored(text, value) if cell.get("value-type") in _NUMBERS else None,
                    formula=formula,
                    hidden=hidden,
                )
        column += repeated


def _count(element: Element, name: str) -> int:
    value = element.get(name, "1")
    return min(int(value), _MOST) if value.isdecimal() and len(value) < 10 else 1


def _text(cell: Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell if paragraph.tag == "p")


def _pieces(element: Element) -> Iterator[str]:
    """
    The text of a paragraph, with the spaces and breaks that have elements of their own.
    """
    yield element.text or ""
    for child in element:
        if child.tag == "s":
            yield " " * min(_count(child, "c"), 100)
        elif child.tag in ("tab", "line-break"):
            yield " " if child.tag == "tab" else "\n"
        elif child.tag != "annotation":
            yield from _pieces(child)
        yield child.tail or ""


def _stored(text: str, value: str | None) -> str | None:
    try:
        number = stored(Decimal(value or ""))
    except InvalidOperation:
        return None
    return None if says(text, number) else format(number, "f")
