"""
A place in a document, as a person would point at it: 自评表!M7, page 2 row 5, line 12.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.bilingual import Language
from perfscore.form import Place


__all__ = ["cell_name", "place_text"]


def place_text(place: Place | None, lang: Language) -> str:
    """
    The place in words; empty where nothing is known of it.
    """
    return "" if place is None else " ".join(_parts(place, lang))


def _parts(place: Place, lang: Language) -> Iterator[str]:
    zh = lang == "zh"
    if place.page is not None:
        yield f"第{place.page}页" if zh else f"page {place.page}"
    if place.table is not None:
        yield f"第{place.table}个表格" if zh else f"table {place.table}"
    if place.sheet is not None and place.row is not None and place.column is not None:
        yield f"{place.sheet}!{cell_name(place)}"
    elif place.row is not None:
        yield f"第{place.row}行" if zh else f"row {place.row}"
    if place.line is not None:
        yield f"第{place.line}行" if zh else f"line {place.line}"


def cell_name(place: Place) -> str:
    """
    The name of a cell of a sheet: ``M7``.
    """
    letters, column = "", place.column or 0
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{place.row}"
