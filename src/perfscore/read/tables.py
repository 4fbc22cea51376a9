"""
Documents that come as tables: from any of their formats to forms.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from perfscore.read.errors import ReadError
from perfscore.read.formats import plain, table_text
from perfscore.read.recognise import REFUSALS, recognise
from perfscore.read.table import layout


if TYPE_CHECKING:
    from collections.abc import Mapping

    from perfscore.form import Form
    from perfscore.read.document import Document
    from perfscore.read.grid import Grid


__all__ = ["READERS", "forms", "grids"]

#: Readers by kind of file, imported when a file of that kind is met; each takes a document and gives its grids.
READERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "docx": "perfscore.read.formats.docx",
        "html": "perfscore.read.formats.html",
        "image": "perfscore.read.formats.picture",
        "mhtml": "perfscore.read.formats.mhtml",
        "ods": "perfscore.read.formats.ods",
        "ofd": "perfscore.read.formats.ofd",
        "pdf": "perfscore.read.formats.pdf",
        "spreadsheetml": "perfscore.read.formats.spreadsheetml",
        "text": "perfscore.read.formats.table_text",
        "xls": "perfscore.read.formats.xls",
        "xlsx": "perfscore.read.formats.xlsx",
        **dict.fromkeys(("doc", "odt", "rtf", "xlsb"), "perfscore.read.formats.libreoffice"),
    }
)


def grids(document: Document) -> list[Grid]:
    """
    The tables of a document, as many as it has; a plain text that is no clean table has none.
    """
    kind = recognise(document.data)
    if kind not in READERS:
        raise ReadError(REFUSALS[kind], file=document.name)
    found: list[Grid] = import_module(READERS[kind]).grids(document)
    return found


def forms(document: Document) -> list[Form]:
    """
    The forms of a document: those in its tables, else those its text sets down line by line.
    """
    found = grids(document)
    in_tables = layout.forms(found, file=document.name, lexicon=document.lexicon)
    if in_tables:
        return in_tables
    if recognise(document.data) == "text":
        return _in_text(document)
    lines = "\n".join(text for grid in found for text in (grid.before, grid.after) if text)
    document.charge(characters=len(lines))
    in_lines: list[Form] = import_module("perfscore.read.lines").forms(lines, document.lexicon)
    return in_lines


def _in_text(document: Document) -> list[Form]:
    """
    The forms of a text that is no clean table: by its rows, or by its lines where that suits the cells better.
    """
    found = [layout.forms(rows, file=document.name, lexicon=document.lexicon) for rows in table_text.uneven(document)]
    try:
        found.append(plain.forms(document))
    except ReadError:
        if not any(found):
            raise
    return layout.best(*found)
