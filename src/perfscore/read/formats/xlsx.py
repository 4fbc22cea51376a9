"""
Excel workbooks (XLSX, XLSM): every sheet a grid of the texts it shows.

Nothing is calculated: a formula counts by the result that was stored with it, and macros are never opened.
Visible sheets come first; a hidden one may be an older draft.
"""

from __future__ import annotations

import re

from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import frozen

from perfscore.form import Place
from perfscore.read.formats.number_format import BUILTIN, numeric_cell
from perfscore.read.formats.package import Package
from perfscore.read.formats.sheets import BOOLEANS, MOST_COLUMNS, Sheet, is_blank_row, read_sheets
from perfscore.read.formats.spans import Merged, fit_spans
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from perfscore.read.document import Document


__all__ = ["grids"]

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE: Final = frozenset(("1", "true"))


def grids(document: Document) -> list[Grid]:
    """
    The sheets of a workbook, the visible ones first.
    """
    package = Package(document)
    workbook = package.main("xl/workbook.xml")
    root = package.required(workbook)
    related = package.related(workbook)
    properties = root.find("workbookPr")
    book = _Book(
        document,
        strings=_strings(package, _part(related, "sharedStrings", "xl/sharedStrings.xml")),
        formats=_formats(package, _part(related, "styles", "xl/styles.xml")),
        since_1904=properties is not None and properties.get("date1904") in _TRUE,
    )
    parts = ((sheet, *related.get(sheet.get("id", ""), ("", ""))) for sheet in root.iterfind("sheets/sheet"))
    # no program lets two sheets share a part
    sheets = {part: sheet for sheet, kind, part in parts if kind == "worksheet"}
    return read_sheets(
        Sheet(
            sheet.get("name", ""),
            package.claimed_size(part),
            sheet.get("state", "visible") != "visible",
            partial(book.cells, package, part, sheet.get("name", "")),
        )
        for part, sheet in sheets.items()
    )


def _part(related: dict[str, tuple[str, str]], kind: str, default: str) -> str:
    return next((part for found, part in related.values() if found == kind), default)


def _strings(package: Package, part: str) -> tuple[str, ...]:
    root = package.tree(part)
    return () if root is None else tuple(_rich(item) for item in root.iterfind("si"))


def _rich(item: Element) -> str:
    """
    The text of a string, whose runs change with every script; the reading aids of ``rPh`` are not printed.
    """
    text = "".join(t.text or "" for part in item if part.tag in ("t", "r") for t in part.iter("t"))
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _formats(package: Package, part: str) -> tuple[str, ...]:
    root = package.tree(part)
    if root is None:
        return ()
    named = {f.get("numFmtId", ""): f.get("formatCode", "General") for f in root.iterfind("numFmts/numFmt")}
    ids = (style.get("numFmtId", "0") for style in root.iterfind("cellXfs/xf"))
    return tuple(named.get(i) or BUILTIN.get(int(i) if i.isdecimal() else 0, "General") for i in ids)


@frozen
class _Book:
    """
    What the sheets of one workbook share.
    """

    document: Document
    strings: Sequence[str]
    formats: Sequence[str]
    since_1904: bool

    def cells(self, package: Package, part: str, name: str) -> tuple[GridCell, ...]:
        """
        The cells of a sheet, those of hidden rows and columns marked.
        """
        root = package.required(part)
        merged = Merged(_merges(root), 1 + _last_column(root), self.document)
        hidden_columns = _hidden_columns(root)
        properties = root.find("sheetFormatPr")
        no_height = properties is not None and properties.get("zeroHeight") in _TRUE
        cells: list[GridCell] = []
        row_number = 0
        for row in root.iterfind("sheetData/row"):
            row_number = _integer(row.get("r"), row_number + 1)
            hidden_row = _is_hidden(row, "ht") or (no_height and row.get("ht") is None)
            column_number = 0
            found: list[GridCell] = []
            for cell in row.iterfind("c"):
                where = _REFERENCE.fullmatch(cell.get("r", ""))
                column_number = _column(where[1]) if where else column_number + 1
                at = (row_number, column_number)
                if spans := merged.spans(at):
                    hidden = hidden_row or column_number in hidden_columns
                    found.append(self._cell(cell, at, spans, sheet=name, hidden=hidden))
            if not is_blank_row(found):
                cells.extend(found)
        return fit_spans(cells, self.document)

    def _cell(
        self, cell: Element, at: tuple[int, int], spans: tuple[int, int], *, sheet: str, hidden: bool
    ) -> GridCell:
        value, kind = cell.findtext("v"), cell.get("t", "n")
        text, digits = self._value(kind, value, cell)
        row, column = at
        return GridCell(
            row - 1,
            column - 1,
            text,
            rows=spans[0],
            columns=spans[1],
            place=Place(row=row, column=column, sheet=sheet),
            stored=digits,
            # an empty string is a result, nothing at all is none
            formula=cell.find("f") is not None and not (kind == "str" and value is not None),
            hidden=hidden,
        )

    def _value(self, kind: str, value: str | None, cell: Element) -> tuple[str, str | None]:
        if kind == "inlineStr":
            item = cell.find("is")
            return ("" if item is None else _rich(item)), None
        if not value:
            return "", None
        if kind == "s":
            index = _integer(value, -1)
            return (self.strings[index] if 0 <= index < len(self.strings) else ""), None
        if kind == "n":
            style = _integer(cell.get("s"), 0)
            code = self.formats[style] if style < len(self.formats) else "General"
            return numeric_cell(value, code, since_1904=self.since_1904)
        return (BOOLEANS.get(value, value) if kind == "b" else value), None


def _merges(root: Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """
    The merged ranges: their top left corner and how many rows and columns they cover.
    """
    for merge in root.iterfind("mergeCells/mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end:
            row, column = int(start[2]), _column(start[1])
            yield (row, column), (int(end[2]) - row + 1, _column(end[1]) - column + 1)


def _last_column(root: Element) -> int:
    """
    The last column of any row, as far as rows say where their last cell stands.
    """
    ends = (_REFERENCE.fullmatch(row[-1].get("r", "")) for row in root.iterfind("sheetData/row") if len(row))
    return max((_column(end[1]) if end else MOST_COLUMNS for end in ends), default=0)


def _hidden_columns(root: Element) -> frozenset[int]:
    described = (
        (_integer(column.get("min"), 0), min(_integer(column.get("max"), 0), MOST_COLUMNS))
        for column in root.iterfind("cols/col")
        if _is_hidden(column, "width")
    )
    hidden: set[int] = set()
    last = 0
    for low, high in sorted(described):
        # descriptions that overlap are no reason to count a column twice
        hidden.update(range(max(low, last + 1), high + 1))
        last = max(last, high)
    return frozenset(hidden)


def _is_hidden(line: Element, extent: str) -> bool:
    """
    Whether a row or column is hidden, or has been pulled to no height or width at all.
    """
    return line.get("hidden") in _TRUE or line.get(extent) == "0"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default
