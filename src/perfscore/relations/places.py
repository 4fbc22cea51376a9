"""
A place in a document, as a person would point at it: 自评表!M7, page 2 row 5, line 12.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.bilingual import Language
from perfscore.form import Place


__all__ = ["cell_name", "cell_of", "place_text"]


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
    if cell := cell_of(place):
        yield f"{place.sheet}!{cell}"
    elif place.row is not None:
        yield f"第{place.row}行" if zh else f"row {place.row}"
        if place.column is not None:
            yield f"第{place.column}列" if zh else f"column {place.column}"
    if place.line is not None:
        yield f"第{place.line}行" if zh else f"line {place.line}"


def cell_of(place: Place) -> str | None:
    """
    The name of a worksheet's cell, such as ``M7``; ``None`` in any other kind of document.
    """
    if place.sheet is None or place.row is None or place.column is None:
        return None
    return cell_name(place.row, place.column)


def cell_name(row: int, column: int) -> str:
    """
    ``B3`` for row 3, column 2.
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
