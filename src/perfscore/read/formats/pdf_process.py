"""
A PDF's tables, found in a process of its own.

PDFium is native code that a hostile file can send into hours of work, gigabytes of memory or death; none of that may
happen to the caller. Limits and file come in on stdin, JSON goes out.
"""

from __future__ import annotations

import json
import sys

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from perfscore.form import Place
from perfscore.read.formats.pdf_content import content
from perfscore.read.formats.pdf_gaps import with_walls
from perfscore.read.formats.pdf_grid import tables
from perfscore.read.formats.pdf_page import Page


if TYPE_CHECKING:
    from perfscore.read.grid import GridCell


__all__ = ["answer", "main"]

_PUNCTUATION = frozenset("，。、；：（）％≥≤《》“”—…")


def main() -> None:
    limits = json.loads(sys.stdin.buffer.readline())
    _confine(limits["memory"], limits["seconds"])
    try:
        told = answer(sys.stdin.buffer.read(), limits)
    except MemoryError:
        told = {"error": "memory"}
    json.dump(told, sys.stdout)


def answer(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    """
    The ``grids`` of a document, or the ``error`` that kept us from them.
    """
    pages = _read(data, limits)
    if isinstance(pages, str):
        return {"error": pages}
    codes = [code for page in pages for code, *_ in page["chars"]]
    if not codes:
        return {"error": "scan" if any(page["images"] for page in pages) else "blank"}
    if not _says_something("".join(map(chr, codes))):
        return {"error": "fonts"}
    drawn = with_walls([Page.of(page["chars"], page["lines"], page["panels"]) for page in pages])
    grids = tables(drawn, limits["cells"])
    if grids is None:
        return {"error": "cells"}
    return {
        "grids": [
            {"before": grid.before, "after": grid.after, "cells": [_packed(cell) for cell in grid.cells]}
            for grid in grids
        ]
    }


def _packed(cell: GridCell) -> list[Any]:
    place = cell.place or Place()
    return [cell.row, cell.column, cell.text, cell.rows, cell.columns, place.page, place.row, place.column]


def _says_something(text: str) -> bool:
    """
    Whether a text layer can be read: fonts without a character table give control characters and random signs.
    """
    if "指标" in text:
        return True
    signs = [sign for sign in text if not sign.isspace()]
    ranges = (("\u4e00", "\u9fff"), ("!", "~"), ("\uff01", "\uff5e"))
    known = sum(sign in _PUNCTUATION or any(low <= sign <= high for low, high in ranges) for sign in signs)
    return 2 * known >= len(signs)


def _confine(memory: int, seconds: int) -> None:
    if find_spec("resource") is None:
        # Windows bounds a process in other ways; the caller's clock still runs
        return
    resource = import_module("resource")
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))


def _read(data: bytes, limits: dict[str, int]) -> list[dict[str, Any]] | str:
    """
    Characters and lines of every page, or what is the matter.
    """
    # the optional dependency, untyped
    pypdfium2 = import_module("pypdfium2")
    raw = pypdfium2.raw
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        return "password" if locked else "broken"
    if len(document) > limits["pages"]:
        return "pages"
    pages: list[dict[str, Any]] = []
    left = limits["characters"]
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return "broken"
        drawn = content(raw, page.raw)
        left -= len(drawn["chars"]) + len(drawn["lines"]) + len(drawn["panels"])
        if left < 0:
            return "characters"
        pages.append(drawn)
        page.close()
    return pages
