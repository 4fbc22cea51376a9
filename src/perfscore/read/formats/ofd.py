"""
OFD, the national format of fixed layout (GB/T 33190): pages as a PDF draws them, told in XML inside a zip container.

Texts and paths become what a page of a PDF is, and are read by the same rules. Lengths are millimetres in the file and
whole hundredths of a point here.
"""

from __future__ import annotations

import posixpath
import re

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from attrs import define, field

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError
from perfscore.read.formats.package import Package
from perfscore.read.formats.pdf import grids_of
from perfscore.read.formats.pdf_content import drawn_figure
from perfscore.read.formats.pdf_process import DrawnPage


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from perfscore.read.document import Document
    from perfscore.read.grid import Grid


__all__ = ["grids"]

_NO_TEXT = Text(zh="OFD 文件中没有文字", en="this OFD document holds no text")
_PICTURES = Text(
    zh="OFD 的页面是图片（扫描件），没有文字，请导出为 PDF 或图片后再作文字识别 (OCR)",
    en="the pages of this OFD document are pictures without text: export it as PDF or PNG, whose text can be recognised",
)
_TOO_MANY = Text(
    zh="OFD 超过 {pages} 页，请只提供自评表的页面",
    en="this OFD document has more than {pages} pages: extract those of the form",
)

#: A placed character takes several times the memory of one that is only read.
_PLACED = 4

#: Hundredths of a point in a millimetre.
_MILLIMETRE: Final = Decimal(7200) / Decimal("25.4")

#: Millimetres; nothing is printed further out.
_FARTHEST = 100_000

#: Of the size of a character, what stands above its baseline and below it.
_ABOVE, _BELOW = Decimal("0.88"), Decimal("0.12")

#: The width of a Latin character where nothing says more.
_NARROW = Decimal("0.5")

#: How many numbers follow each sign of a path, and whether the last two of them end a straight line.
_SIGNS: Final = {"S": (2, True), "M": (2, True), "L": (2, True), "Q": (4, False), "B": (6, False), "A": (7, False)}
_WORD = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

_IDENTITY: Final = tuple(map(Decimal, (1, 0, 0, 1, 0, 0)))
_Matrix = tuple[Decimal, ...]


def grids(document: Document) -> list[Grid]:
    """
    The ruled tables of an OFD document; without any, one grid that holds its text.
    """
    package = Package(document)
    pages: list[DrawnPage] = []
    for body in package.required("OFD.xml").iterfind("DocBody"):
        root = (body.findtext("DocRoot") or "").strip().lstrip("/")
        main = package.required(root)
        folder = posixpath.dirname(root)
        templates = {t.get("ID", ""): t.get("BaseLoc", "") for t in main.iterfind("CommonData/TemplatePage")}
        listed = main.findall("Pages/Page")
        if len(pages) + len(listed) > document.limits.pages:
            raise ReadError(_TOO_MANY.fill(pages=document.limits.pages), file=document.name)
        for page in listed:
            content = package.required(_place(folder, page.get("BaseLoc", "")))
            drawing = _Drawing()
            for template in content.iterfind("Template"):
                behind = package.tree(_place(folder, templates.get(template.get("TemplateID", ""), "")))
                drawing.draw(behind, document)
            drawing.draw(content, document)
            pages.append(DrawnPage(drawing.chars, drawing.lines, drawing.panels, drawing.images, text=""))
    if not any(page.chars for page in pages):
        raise ReadError(_PICTURES if any(page.images for page in pages) else _NO_TEXT, file=document.name)
    return grids_of(pages, document)


def _place(folder: str, location: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, location)).lstrip("/")


@define
class _Drawing:
    """
    What a page draws.
    """

    chars: list[tuple[int, ...]] = field(factory=list)
    lines: list[tuple[int, ...]] = field(factory=list)
    panels: list[tuple[int, ...]] = field(factory=list)
    images: int = 0

    def draw(self, page: Element | None, document: Document) -> None:
        for item in page.iter() if page is not None else ():
            if item.tag == "TextObject":
                for code in item.iterfind("TextCode"):
                    signs = "".join(code.itertext())
                    document.charge(characters=_PLACED * len(signs))
                    self.chars.extend(_characters(item, code, signs))
            elif item.tag == "PathObject":
                path = item.findtext("AbbreviatedData") or ""
                document.charge(characters=len(path))
                self._path(item, path)
            elif item.tag == "ImageObject":
                self.images += 1

    def _path(self, item: Element, path: str) -> None:
        stroked = item.get("Stroke", "true") == "true"
        if not stroked and item.get("Fill") != "true":
            return
        matrix = _matrix(item)
        for figure in _figures(path):
            lines, panels = drawn_figure([_transform(matrix, x, y) for x, y in figure], stroked=stroked)
            self.lines.extend(lines)
            self.panels.extend(panels)


def _characters(item: Element, code: Element, signs: str) -> Iterator[tuple[int, ...]]:
    """
    The characters of a text: code and box.
    """
    matrix = _matrix(item)
    size, x, y = (
        next(_numbers(element.get(name, "")), Decimal(0))
        for element, name in ((item, "Size"), (code, "X"), (code, "Y"))
    )
    steps, downward = _steps(code.get("DeltaX", "")), _steps(code.get("DeltaY", ""))
    for sign in signs:
        own = size * (_NARROW if sign.isascii() else 1)
        step, down = next(steps, own), next(downward, Decimal(0))
        x0, y0 = _transform(matrix, x, y - size * _ABOVE)
        x1, y1 = _transform(matrix, x + own, y + size * _BELOW)
        yield (ord(sign), min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        # a text that runs down does not run to the right
        x, y = (x, y + down) if down and not code.get("DeltaX") else (x + step, y + down)


def _steps(text: str) -> Iterator[Decimal]:
    """
    The distances of characters: ``g 5 3.2`` stands for five times 3.2.
    """
    words = iter(text.split())
    for word in words:
        times = 1
        if word == "g":
            count = next(words, "")
            times = int(count) if count.isdecimal() and len(count) < 6 else 1
            word = next(words, "")  # noqa: PLW2901 - the distance that is repeated
        for number in _numbers(word):
            yield from (number for _ in range(times))


def _figures(path: str) -> Iterator[list[tuple[Decimal, Decimal]]]:
    """
    The figures of a path as their corners, those with curves left out.
    """
    points: list[tuple[Decimal, Decimal]] = []
    straight = True
    words = iter(_WORD.findall(path))
    for sign in words:
        if sign == "C" and points:
            points.append(points[0])
        count, line = _SIGNS.get(sign, (0, True))
        numbers = [number for _ in range(count) for number in _numbers(next(words, ""))]
        if sign in ("M", "S"):
            if straight and len(points) > 1:
                yield points
            points, straight = [], True
        straight = straight and line
        if count and len(numbers) == count:
            points.append((numbers[-2], numbers[-1]))
    if straight and len(points) > 1:
        yield points


def _matrix(item: Element) -> _Matrix:
    """
    From the item's own coordinates to the page: its matrix, then the corner of its boundary.
    """
    own = tuple(_numbers(item.get("CTM", "")))
    corner = tuple(_numbers(item.get("Boundary", "")))
    a, b, c, d, e, f = own if len(own) == len(_IDENTITY) else _IDENTITY
    left, top = corner[:2] if len(corner) > 1 else (Decimal(0), Decimal(0))
    return a, b, c, d, e + left, f + top


def _transform(matrix: _Matrix, x: Decimal, y: Decimal) -> tuple[int, int]:
    a, b, c, d, e, f = matrix
    return _hundredths(a * x + c * y + e), _hundredths(b * x + d * y + f)


def _hundredths(length: Decimal) -> int:
    return round(max(Decimal(-_FARTHEST), min(length, Decimal(_FARTHEST))) * _MILLIMETRE)


def _numbers(text: str) -> Iterator[Decimal]:
    for word in text.split():
        try:
            number = Decimal(word)
        except InvalidOperation:
            continue
        if number.is_finite() and abs(number) <= _FARTHEST:
            yield number
