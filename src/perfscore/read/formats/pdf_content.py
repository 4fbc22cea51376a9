"""
What one page of a PDF draws: its characters, its lines and its filled rectangles, as PDFium tells them.

Imported by the process that opens PDF files, which knows nothing of this package: only the standard library stands here.

Lengths are whole hundredths of a point, counted to the right and down, on the page turned as it is read.
"""

from __future__ import annotations

import ctypes
import math

from collections import Counter
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterator

    Box = tuple[int, int, int, int]
    Matrix = tuple[Any, ...]


__all__ = ["content", "drawn_figure"]

#: A filled rectangle thinner than this is a line, in hundredths of a point.
_PEN = 220

#: Forms (pages within pages) nest no deeper than this in honest files.
_MOST_NESTED = 8

#: A page without ruled cells is prose when so many hundredths of its characters stand in runs of at least this length:
#: lines of a cell are shorter.
_PROSE = 60
_RUN = 16

#: So many filled rectangles may be the cells of a table.
_FEW_PANELS = 3

_IDENTITY = (1, 0, 0, 1, 0, 0)

#: Points; nothing is printed further out.
_FARTHEST = 1_000_000


def content(raw: Any, page: Any) -> dict[str, Any]:
    """
    The page behind the handle *page* of the library *raw*: ``chars`` (code and box), ``lines``, ``panels``, ``images``;
    of a page of prose its ``text`` alone, which costs a tenth of what asking for each character does.
    """
    return _Page(raw, page).content()


class _Page:
    def __init__(self, raw: Any, page: Any) -> None:
        self._raw = raw
        self._page = page
        self._images = 0
        self._panels: list[Box] = []
        self._texts: list[tuple[Any, int]] = []
        self._clips: dict[int, Box] = {}

    def content(self) -> dict[str, Any]:
        raw = self._raw
        lines = list(self._lines())
        panels = self._panels
        text = raw.FPDFText_LoadPage(self._page)
        if not self._may_be_table(lines):
            words = self._words(text)
            if _is_prose(words):
                raw.FPDFText_ClosePage(text)
                return {"chars": [], "lines": [], "panels": [], "images": self._images, "text": words}
        if self._reveal_texts():
            raw.FPDFText_ClosePage(text)
            text = raw.FPDFText_LoadPage(self._page)
        chars = list(self._chars(text))
        raw.FPDFText_ClosePage(text)
        turns = Counter(quarter for _, _, quarter, straight in chars if straight).most_common(1)
        turn = turns[0][0] if turns else 0
        return {
            # what stands askew is a watermark
            "chars": [
                (code, *_turn(box, turn)) for code, box, quarter, straight in chars if straight and quarter == turn
            ],
            "lines": [_turn(line, turn) for line in lines],
            "panels": [_turn(panel, turn) for panel in panels],
            "images": self._images,
            "text": "",
        }

    def _may_be_table(self, lines: list[Box]) -> bool:
        upright = sum(bottom - top > right - left for left, top, right, bottom in lines)
        return min(upright, len(lines) - upright) > 1 or len(self._panels) > _FEW_PANELS

    def _words(self, text: Any) -> str:
        """
        The whole text of the page, as PDFium puts it together.
        """
        count = self._raw.FPDFText_CountChars(text)
        # surrogate pairs, and a zero at the end
        buffer = (ctypes.c_ushort * (2 * count + 1))()
        written = self._raw.FPDFText_GetText(text, 0, count, buffer)
        return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")

    def _reveal_texts(self) -> bool:
        """
        Whether a text had to be given a width; the clips of all texts are noted on the way.
        """
        revealed = False
        for item, depth in self._texts:
            revealed |= self._reveal(item)
            if depth == 0 and (clip := self._clip(item)):
                self._clips[_address(item)] = clip
        return revealed

    def _chars(self, text: Any) -> Iterator[tuple[int, Box, int, bool]]:
        """
        Every printed character: its code, its box, the quarter turn it stands in and whether it stands straight.
        """
        raw = self._raw
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self._page, box)
        sheet = _box(box.left, box.bottom, box.right, box.top)
        for index in range(raw.FPDFText_CountChars(text)):
            # spaces and line ends that PDFium invents are not on the page
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            raw.FPDFText_GetLooseCharBox(text, index, box)
            place = _box(box.left, box.bottom, box.right, box.top)
            clip = self._clips.get(_address(raw.FPDFText_GetTextObject(text, index)), sheet) if self._clips else sheet
            # spreadsheets print the text of a merged cell on every page, where it does not show
            if not (_holds(sheet, place) and _holds(clip, place)):
                continue
            # PDFium counts angles clockwise
            turns = -raw.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
            yield (
                raw.FPDFText_GetUnicode(text, index),
                place,
                round(turns) % 4,
                abs(turns - round(turns)) < 0.06,  # five degrees
            )

    def _lines(self) -> Iterator[Box]:
        raw = self._raw
        for index in range(raw.FPDFPage_CountObjects(self._page)):
            yield from self._object(raw.FPDFPage_GetObject(self._page, index), _IDENTITY, 0)

    def _object(self, item: Any, outer: Matrix, depth: int) -> Iterator[Box]:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._images += 1
            # some programs draw a line as a stretched dot
            box = _around(self._matrix(item, outer))
            if _is_thin(box):
                yield box
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            self._texts.append((item, depth))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield from self._path(item, self._matrix(item, outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTED:
            matrix = self._matrix(item, outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                yield from self._object(raw.FPDFFormObj_GetObject(item, index), matrix, depth + 1)

    def _reveal(self, item: Any) -> bool:
        """
        Give a text of no width one, if this is such a text.

        PDFium leaves such texts out, and a lone character has none where its font is neither in the file nor here.
        """
        raw = self._raw
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        without_width = bool(right.value == left.value)
        if without_width:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_STROKE)
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, matrix)
            # setting the matrix, even to what it is, measures the text anew: now with the width of the pen
            raw.FPDFPageObj_SetMatrix(item, matrix)
        return without_width

    def _clip(self, item: Any) -> Box | None:
        """
        The box outside of which nothing of *item* shows, as far as straight clips say.
        """
        raw = self._raw
        clip = raw.FPDFPageObj_GetClipPath(item)
        x, y = ctypes.c_float(), ctypes.c_float()
        found: Box | None = None
        for path in range(raw.FPDFClipPath_CountPaths(clip)):
            xs, ys = [], []
            for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
                xs.append(x.value)
                ys.append(y.value)
            if xs:
                box = _box(min(xs), min(ys), max(xs), max(ys))
                found = box if found is None else _overlap(found, box)
        return found

    def _matrix(self, item: Any, outer: Matrix) -> Matrix:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(item, matrix)
        a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        if outer == _IDENTITY:
            return a, b, c, d, e, f
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
            lines, panels = drawn_figure(points, stroked=bool(stroke.value))
            yield from lines
            self._panels.extend(panels)

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


def drawn_figure(points: list[tuple[int, int]], *, stroked: bool) -> tuple[list[Box], list[Box]]:
    """
    A figure of straight sides as lines, or as the panel that it fills.
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if _is_thin(box):
        return [box], []
    if not stroked:
        is_rectangle = set(points) == set(product((box[0], box[2]), (box[1], box[3])))
        return [], [box] if is_rectangle else []
    sides = [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for (x0, y0), (x1, y1) in pairwise(points)]
    return [side for side in sides if min(side[2] - side[0], side[3] - side[1]) < _PEN // 4], []


def _is_prose(words: str) -> bool:
    runs = words.split()
    return 100 * sum(len(run) for run in runs if len(run) >= _RUN) >= _PROSE * max(1, sum(map(len, runs)))


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _hundredths(length: Any) -> int:
    if -_FARTHEST < length < _FARTHEST:
        hundredths: int = round(length * 100)
        return hundredths
    # a broken matrix may give anything, even what is no number
    return 100 * (_FARTHEST if length > 0 else -_FARTHEST if length < 0 else 0)


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) < _PEN


def _holds(box: Box, other: Box) -> bool:
    """
    Whether the middle of *other* lies in *box*.
    """
    x, y = (other[0] + other[2]) // 2, (other[1] + other[3]) // 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _overlap(one: Box, other: Box) -> Box:
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def _around(matrix: Matrix) -> Box:
    """
    The box that a picture fills: the unit square, as its matrix stretches and turns it.
    """
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return _box(min(xs), min(ys), max(xs), max(ys))


def _box(left: Any, bottom: Any, right: Any, top: Any) -> Box:
    return (_hundredths(left), -_hundredths(top), _hundredths(right), -_hundredths(bottom))


def _turn(box: Box, quarter: int) -> Box:
    """
    *box* with the page turned so that text which stands in this quarter reads from left to right.
    """
    left, top, right, bottom = box
    for _ in range(quarter):
        left, top, right, bottom = -bottom, left, -top, right
    return left, top, right, bottom
