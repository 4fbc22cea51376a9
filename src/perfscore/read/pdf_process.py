"""
A PDF's tables, found in a process of its own.

PDFium is native code that a hostile file can send into hours of work, gigabytes of memory or death; none of that may
happen to the caller. Run as ``python -m perfscore.read.pdf_process``: limits and file come in on stdin, JSON goes out.
Lengths are whole hundredths of a point, counted to the right and down, on the page turned as it is read.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys

from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from perfscore.form import Place
from perfscore.read.pdf_grid import Page, tables


if TYPE_CHECKING:
    from collections.abc import Iterator

    from perfscore.read.grid import GridCell

    Box = tuple[int, int, int, int]
    Matrix = tuple[Any, ...]


__all__ = ["main"]

#: A filled rectangle thinner than this is a line, in hundredths of a point.
_PEN = 220

#: Forms (pages within pages) nest no deeper than this in honest files.
_MOST_NESTED = 8

_PUNCTUATION = frozenset("，。、；：（）％≥≤《》“”—…")

_IDENTITY = (1, 0, 0, 1, 0, 0)


def main() -> None:
    limits = json.loads(sys.stdin.buffer.readline())
    _confine(limits["memory"], limits["seconds"])
    try:
        answer = _answer(sys.stdin.buffer.read(), limits)
    except MemoryError:
        answer = {"error": "memory"}
    json.dump(answer, sys.stdout)


def _answer(data: bytes, limits: dict[str, int]) -> dict[str, Any]:
    pages = _read(data, limits)
    if isinstance(pages, str):
        return {"error": pages}
    codes = [code for page in pages for code, *_ in page["chars"]]
    if not codes:
        return {"error": "scan" if any(page["images"] for page in pages) else "blank"}
    if not _says_something("".join(map(chr, codes))):
        return {"error": "fonts"}
    grids = tables([Page.of(page["chars"], page["lines"]) for page in pages], limits["cells"])
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
    known = sum("\u4e00" <= sign <= "\u9fff" or "!" <= sign <= "~" or sign in _PUNCTUATION for sign in signs)
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
        content = _Page(raw, page.raw).content()
        left -= len(content["chars"]) + len(content["lines"])
        if left < 0:
            return "characters"
        pages.append(content)
        page.close()
    return pages


class _Page:
    def __init__(self, raw: Any, page: Any) -> None:
        self._raw = raw
        self._page = page
        self._images = 0

    def content(self) -> dict[str, Any]:
        lines = list(self._lines())
        chars = list(self._chars())
        turns = Counter(quarter for _, _, quarter, straight in chars if straight).most_common(1)
        turn = turns[0][0] if turns else 0
        return {
            # what stands askew is a watermark
            "chars": [
                (code, *_turned(box, turn)) for code, box, quarter, straight in chars if straight and quarter == turn
            ],
            "lines": [_turned(line, turn) for line in lines],
            "images": self._images,
        }

    def _chars(self) -> Iterator[tuple[int, Box, int, bool]]:
        """
        Every printed character: its code, its box, the quarter turn it stands in and whether it stands straight.
        """
        raw = self._raw
        text = raw.FPDFText_LoadPage(self._page)
        box = raw.FS_RECTF()
        for index in range(raw.FPDFText_CountChars(text)):
            # spaces and line ends that PDFium invents are not on the page
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            raw.FPDFText_GetLooseCharBox(text, index, box)
            # PDFium counts angles clockwise
            turns = -raw.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
            yield (
                raw.FPDFText_GetUnicode(text, index),
                _box(box.left, box.bottom, box.right, box.top),
                round(turns) % 4,
                abs(turns - round(turns)) < 0.06,  # five degrees
            )
        raw.FPDFText_ClosePage(text)

    def _lines(self) -> Iterator[Box]:
        raw = self._raw
        for index in range(raw.FPDFPage_CountObjects(self._page)):
            yield from self._object(raw.FPDFPage_GetObject(self._page, index), _IDENTITY, 0)

    def _object(self, item: Any, outer: Matrix, depth: int) -> Iterator[Box]:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._images += 1
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            self._reveal(item)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield from self._path(item, self._matrix(item, outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTED:
            matrix = self._matrix(item, outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                yield from self._object(raw.FPDFFormObj_GetObject(item, index), matrix, depth + 1)

    def _reveal(self, item: Any) -> None:
        """
        Give a text of no width one.

        PDFium leaves such texts out, and a lone character has none where its font is neither in the file nor here.
        """
        raw = self._raw
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        if right.value == left.value:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_STROKE)
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, matrix)
            # setting the matrix, even to what it is, measures the text anew: now with the width of the pen
            raw.FPDFPageObj_SetMatrix(item, matrix)

    def _matrix(self, item: Any, outer: Matrix) -> Matrix:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(item, matrix)
        a, b, c, d, e, f = (getattr(matrix, name) for name in "abcdef")
        oa, ob, oc, od, oe, of = outer
        return (
            a * oa + b * oc, a * ob + b * od,
            c * oa + d * oc, c * ob + d * od,
            e * oa + f * oc + oe, e * ob + f * od + of,
        )  # fmt: skip

    def _path(self, path: Any, matrix: Matrix) -> Iterator[Box]:
        raw = self._raw
        fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if not fill.value and not stroke.value:
            return
        for points in self._figures(path, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            thin = min(box[2] - box[0], box[3] - box[1]) < _PEN
            if thin:
                yield box
            elif stroke.value:
                for (x0, y0), (x1, y1) in pairwise(points):
                    side = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                    if min(side[2] - side[0], side[3] - side[1]) < _PEN // 4:
                        yield side

    def _figures(self, path: Any, matrix: Matrix) -> Iterator[list[tuple[int, int]]]:
        """
        The figures of a path as their corners, those with curves left out.
        """
        raw = self._raw
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[int, int]] = []
        straight = True
        for index in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if straight and len(points) > 1:
                    yield points
                points, straight = [], True
            straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
            px, py = a * x.value + c * y.value + e, b * x.value + d * y.value + f
            points.append((_hundredths(px), -_hundredths(py)))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if straight and len(points) > 1:
            yield points


def _hundredths(length: Any) -> int:
    # a broken matrix may give anything
    return round(length * 100) if abs(length) < 1_000_000 else 0


def _box(left: Any, bottom: Any, right: Any, top: Any) -> Box:
    return (_hundredths(left), -_hundredths(top), _hundredths(right), -_hundredths(bottom))


def _turned(box: Box, quarter: int) -> Box:
    """
    *box* with the page turned so that text which stands in this quarter reads from left to right.
    """
    left, top, right, bottom = box
    for _ in range(quarter):
        left, top, right, bottom = -bottom, left, -top, right
    return left, top, right, bottom


if __name__ == "__main__":
    main()
