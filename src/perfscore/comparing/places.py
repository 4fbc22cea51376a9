"""
A place in a document, as a person would point at it: 自评表!M7, page 2 row 5, line 12.
"""

from __future__ import annotations

from collections.abc import Iterator

from perfscore.bilingual import Language
from perfscore.form import Place


__all__ = ["place_text"]


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
        yield f"{place.sheet}!{_letters(place.column)}{place.row}"
    elif place.row is not None:
        yield f"第{place.row}行" if zh else f"row {place.row}"
    if place.line is not None:
        yield f"第{place.line}行" if zh else f"line {place.line}"


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
