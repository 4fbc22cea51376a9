"""
Excel workbooks of the years before 2007 (XLS, also what WPS saves as ET), by xlrd.

The file says which result a cell holds but xlrd does not say whether a formula made it, so none is marked as computed.
"""

from __future__ import annotations

import struct

from decimal import Decimal
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from perfscore.bilingual import Text
from perfscore.form import Place
from perfscore.read.errors import ReadError
from perfscore.read.formats.number_format import numeric_cell
from perfscore.read.formats.sheets import Sheet, read_sheets
from perfscore.read.formats.spans import Merged, fit_spans
from perfscore.read.grid import Grid, GridCell
from perfscore.read.recognise import REFUSALS


if TYPE_CHECKING:
    from collections.abc import Iterator

    from perfscore.read.document import Document


__all__ = ["grids"]

_NO_LIBRARY = Text(
    zh='读取 XLS 需要 xlrd，请执行：pip install "perfscore[xls]"',
    en='reading XLS needs xlrd: pip install "perfscore[xls]"',
)
_BROKEN = Text(zh="XLS 文件已损坏或不完整，请重新下载", en="this XLS file is damaged or cut short: fetch it again")

#: What xlrd raises, besides its own errors, when records are cut or lie.
_SURPRISES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(6)


def grids(document: Document) -> list[Grid]:
    """
    The sheets of a workbook, the visible ones first.
    """
    if find_spec("xlrd") is None:
        raise ReadError(_NO_LIBRARY, file=document.name)
    xlrd = import_module("xlrd")
    try:
        book = xlrd.open_workbook(
            file_contents=document.data, formatting_info=True, ragged_rows=True, logfile=StringIO()
        )
        return read_sheets(
            Sheet(sheet.name, sheet.nrows * sheet.ncols, bool(sheet.visibility), partial(_cells, book, sheet, document))
            for sheet in book.sheets()
        )
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        locked = "encrypted" in str(error).lower()
        raise ReadError(REFUSALS["encrypted"] if locked else _BROKEN, file=document.name) from None
    except _SURPRISES:
        raise ReadError(_BROKEN, file=document.name) from None


def _cells(book: Any, sheet: Any, document: Document) -> tuple[GridCell, ...]:
    return fit_spans(list(_shown_cells(book, sheet, document)), document)


def _shown_cells(book: Any, sheet: Any, document: Document) -> Iterator[GridCell]:
    ranges = (((top, left), (bottom - top, right - left)) for top, bottom, left, right in sheet.merged_cells)
    merged = Merged(ranges, sheet.ncols, document)
    for row in range(sheet.nrows):
        if not any(sheet.row_types(row)):
            continue
        info = sheet.rowinfo_map.get(row)
        hidden = bool(info and (info.hidden or info.height == 0))
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            spans = merged.spans((row, column))
            if spans is None or (cell.ctype == _EMPTY and spans == (1, 1)):
                continue
            text, digits = _show_cell(book, cell)
            outline = sheet.colinfo_map.get(column)
            yield GridCell(
                row,
                column,
                text,
                rows=spans[0],
                columns=spans[1],
                place=Place(row=row + 1, column=column + 1, sheet=sheet.name),
                stored=digits,
                hidden=hidden or bool(outline and (outline.hidden or outline.width == 0)),
            )


def _show_cell(book: Any, cell: Any) -> tuple[str, str | None]:
    if cell.ctype == _TEXT:
        return cell.value, None
    if cell.ctype in (_NUMBER, _DATE):
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        # xlrd gives a float; its repr is the shortest decimal that means the same
        return numeric_cell(str(Decimal(repr(cell.value))), code, since_1904=book.datemode == 1)
    if cell.ctype == _BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), None
    if cell.ctype == _ERROR:
        return import_module("xlrd").error_text_from_code.get(cell.value, "#N/A"), None
    return "", None
