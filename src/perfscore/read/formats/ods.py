"""
OpenDocument spreadsheets (ODS): every sheet a grid of the texts it shows, which the file holds beside the numbers.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.form import Place
from perfscore.read.errors import ReadError
from perfscore.read.formats.number_format import says, without_noise
from perfscore.read.formats.package import Package
from perfscore.read.formats.sheets import MOST_COLUMNS, Sheet, is_blank_row, read_sheets
from perfscore.read.formats.spans import fit_spans
from perfscore.read.grid import Grid, GridCell
from perfscore.read.recognise import REFUSALS


if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from perfscore.read.document import Document


__all__ = ["grids"]

_ROW_GROUPS: Final = frozenset(("table-row-group", "table-rows", "table-header-rows"))
_COLUMN_GROUPS: Final = frozenset(("table-column-group", "table-columns", "table-header-columns"))
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
    return read_sheets(
        Sheet(
            table.get("name", ""),
            len(table),
            table.get("style-name") in invisible,
            partial(_sheet_cells, table, document),
        )
        for table in root.iterfind("body/spreadsheet/table")
    )


def _sheet_cells(table: Element, document: Document) -> tuple[GridCell, ...]:
    name = table.get("name", "")
    hidden_columns = _hidden_columns(table)
    cells: list[GridCell] = []
    number = 0
    for row, hidden in _lines(table, "table-row", _ROW_GROUPS):
        repeated = _count(row, "number-rows-repeated")
        cells_of_row = _cells(row, number, name, hidden=hidden, hidden_columns=hidden_columns)
        found = list(islice(cells_of_row, document.limits.cells + 1))
        if not is_blank_row(found):
            # what a row repeated takes must be known before it is made
            document.charge(
                cells=len(found) * (repeated - 1), characters=sum(len(c.text) for c in found) * (repeated - 1)
            )
            cells.extend(found)
            # a repeated row with text is rare: the same line typed twice
            for later in range(number + 1, number + repeated):
                cells.extend(_in_row(cell, later) for cell in found)
        number += repeated
    return fit_spans(cells, document)


def _in_row(cell: GridCell, row: int) -> GridCell:
    place = None if cell.place is None else evolve(cell.place, row=row + 1)
    return evolve(cell, row=row, place=place)


def _lines(
    parent: Element, tag: str, groups: frozenset[str], *, hidden: bool = False
) -> Iterator[tuple[Element, bool]]:
    """
    The rows or columns of a table, those in groups too, and whether each is hidden, by itself or with its group.
    """
    for child in parent:
        if child.tag == tag:
            yield child, hidden or child.get("visibility", "visible") != "visible"
        elif child.tag in groups:
            yield from _lines(child, tag, groups, hidden=hidden or child.get("display") == "false")


def _hidden_columns(table: Element) -> frozenset[int]:
    found: list[int] = []
    number = 0
    for column, hidden in _lines(table, "table-column", _COLUMN_GROUPS):
        end = min(number + _count(column, "number-columns-repeated"), MOST_COLUMNS)
        found.extend(range(number, end) if hidden else ())
        number = end
    return frozenset(found)


def _cells(
    row: Element, number: int, sheet: str, *, hidden: bool, hidden_columns: frozenset[int]
) -> Iterator[GridCell]:
    column = 0
    for cell in row:
        repeated = _count(cell, "number-columns-repeated")
        # text under a merged range is not shown
        if cell.tag == "table-cell":
            text, value, kind = _text(cell), cell.get("value"), cell.get("value-type")
            for at in range(column, column + (repeated if text else 1)):
                yield GridCell(
                    number,
                    at,
                    text or value or "",
                    rows=_count(cell, "number-rows-spanned"),
                    columns=_count(cell, "number-columns-spanned"),
                    place=Place(row=number + 1, column=at + 1, sheet=sheet),
                    stored=_stored_digits(text, value) if kind in _NUMBERS else None,
                    formula=value is None and kind != "string" and cell.get("formula") is not None,
                    hidden=hidden or at in hidden_columns,
                )
        column += repeated


def _count(element: Element, name: str) -> int:
    value = element.get(name)
    return min(int(value), _MOST) if value is not None and value.isdecimal() and len(value) < 10 else 1


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


def _stored_digits(text: str, value: str | None) -> str | None:
    try:
        number = without_noise(Decimal(value or ""))
    except InvalidOperation:
        return None
    return None if says(text, number) else format(number, "f")
