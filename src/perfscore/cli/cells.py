"""
Cells as people name them: by label, by the workbook's own address, or by ours.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from perfscore.address import Address
from perfscore.form import Cell, Form
from perfscore.relations.labels import label, row_label


__all__ = ["address_of", "resembling"]

#: A cell of a workbook, perhaps with its sheet: ``M7``, ``Sheet1!M7``.
_SHEET_CELL: Final = re.compile(r"(?:(?P<sheet>[^!]+)!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9][0-9]*)")


def address_of(form: Form, name: str) -> str | None:
    """
    The address of the cell that somebody calls *name*: ``funds[0].score``, ``年度资金总额 得分``, ``M7``; a row's name alone,
    such as ``总分``, stands for its score. ``None`` where there is no such cell, or more than one.
    """
    cells = list(form.cells())
    if any(cell.address == name for cell in cells):
        return name
    found = list(dict.fromkeys(_by_place(cells, name) or _by_label(form, cells, _plain(name))))
    return found[0] if len(found) == 1 else None


def resembling(form: Form, name: str) -> list[str]:
    """
    Labels of cells that resemble *name*, the nearest first.
    """
    labels = {label(form, cell.address).zh: None for cell in form.cells()}
    return get_close_matches(name, labels, n=3, cutoff=0.4)


def _by_place(cells: list[Cell], name: str) -> list[str]:
    found = _SHEET_CELL.fullmatch(name.strip())
    if found is None:
        return []
    place = (int(found["row"]), _column(found["column"]))
    return [
        cell.address
        for cell in cells
        if cell.place is not None
        and (cell.place.row, cell.place.column) == place
        and found["sheet"] in (None, cell.place.sheet)
    ]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _by_label(form: Form, cells: list[Cell], name: str) -> Iterator[str]:
    for cell in cells:
        whole, row = label(form, cell.address), row_label(form, cell.address)
        is_row = Address.parse(cell.address).column == "score" and name in map(_plain, (row.zh, row.en))
        if is_row or name in map(_plain, (whole.zh, whole.en)):
            yield cell.address


def _plain(text: str) -> str:
    return "".join(text.split()).lower()
