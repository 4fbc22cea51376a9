"""
The sheets of a workbook, and where the rows and cells of a sheet stand in its XML.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from perfscore.render.office.office_copy import OfficeCopy
from perfscore.render.office.splicing import Span, spans


__all__ = ["Row", "find_workbook", "list_rows", "list_sheets"]


@frozen
class Row:
    """
    A row, its number counted from 1, and its cells by the numbers of their columns, in their order.
    """

    number: int
    span: Span
    cells: dict[int, Span]


def find_workbook(copy: OfficeCopy) -> str:
    """
    The name of the part that lists the sheets.
    """
    main = (part for kind, part in copy.package.related("/").values() if kind == "officeDocument")
    return next(main, "xl/workbook.xml")


def list_sheets(copy: OfficeCopy) -> Iterator[tuple[str, str]]:
    """
    The names of the sheets, and the part that holds each.
    """
    workbook = find_workbook(copy)
    related = copy.package.related(workbook)
    for sheet in copy.package.required(workbook).iterfind("sheets/sheet"):
        if sheet.get("id", "") in related:
            yield sheet.get("name", ""), related[sheet.get("id", "")][1]


def list_rows(data: bytes) -> list[Row]:
    """
    The rows of a sheet; a row or cell without an address follows the one before it.
    """
    rows: list[Row] = []
    number = column = 0
    for span in sorted(spans(data, ("row", "c")), key=lambda span: span.start):
        given = span.attributes.get("r", "")
        if span.name == "row":
            number, column = int(given) if given.isdecimal() else number + 1, 0
            rows.append(Row(number, span, {}))
        elif rows:
            column = _column_number(given) if given else column + 1
            rows[-1].cells[column] = span
    return rows


def _column_number(name: str) -> int:
    """
    The number of the column in which the cell called *name* stands: 13 for ``M7``.
    """
    number = 0
    for letter in name.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number
