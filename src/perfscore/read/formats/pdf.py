"""
PDF files with a text layer and ruled tables.

PDFium works on the file in a process of its own, within limits of computing, memory and pages; whatever happens there,
the caller gets tables or a `ReadError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from attrs import asdict

from perfscore.bilingual import Text
from perfscore.read.deadline import TIME_IS_UP
from perfscore.read.document import Document
from perfscore.read.errors import ReadError
from perfscore.read.formats.pdf_gaps import with_walls
from perfscore.read.formats.pdf_grid import tables
from perfscore.read.formats.pdf_page import Page
from perfscore.read.formats.pdf_process import DrawnPage, drawn_pages, page_picture
from perfscore.read.grid import Grid
from perfscore.read.scan import NO_LIBRARY, is_installed, recognise_page


__all__ = ["grids", "grids_of"]

#: Scans are looked at as finely as this; finer ones take longer and say no more.
_DOTS_PER_INCH = 200

_SPACE: Final = ord(" ")
_PUNCTUATION: Final = frozenset("，。、；：（）％≥≤《》“”—…")

_NO_LIBRARY = Text(
    zh='读取 PDF 需要 pypdfium2，请执行：pip install "perfscore[pdf]"',
    en='reading PDF needs pypdfium2: pip install "perfscore[pdf]"',
)
#: Why the process has no pages to give.
_FAILURES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "password": Text(
            zh="PDF 已加密（需要密码），请先取消密码",
            en="this PDF is password-protected: remove the password first",
        ),
        "broken": Text(zh="PDF 已损坏或不完整，请重新下载", en="this PDF is damaged or cut short: fetch it again"),
        "pages": Text(
            zh="PDF 超过 {pages} 页，请只提供自评表的页面",
            en="this PDF has more than {pages} pages: extract those of the form",
        ),
        "characters": Text(
            zh="PDF 的内容超过 {characters} 个字符和线条，拒绝读取",
            en="this PDF draws more than {characters} characters and lines: refused",
        ),
        "scan": NO_LIBRARY,
        "blank": Text(zh="PDF 中没有文字", en="this PDF holds no text"),
        "fonts": Text(
            zh="PDF 的字体没有字符对照表，文字无法还原，请索取原始文件或作文字识别 (OCR)",
            en="the fonts of this PDF carry no character table, so its text cannot be told:"
            " get the original file or run OCR",
        ),
        "memory": Text(
            zh="读取 PDF 所需内存超过限额，拒绝读取", en="reading this PDF takes more memory than allowed: refused"
        ),
        "time": TIME_IS_UP,
        "large": Text(zh="扫描页过大，无法识别", en="a scanned page is too large to be recognised"),
        "died": Text(zh="PDF 无法读取（解析进程异常退出）", en="this PDF cannot be read (the process reading it died)"),
    }
)


def grids(document: Document) -> list[Grid]:
    """
    The ruled tables of a PDF; without any, one grid that holds its text.
    """
    if find_spec("pypdfium2") is None:
        raise ReadError(_NO_LIBRARY, file=document.name)
    drawn, reason = drawn_pages(document)
    if scanned := [number for number, page in enumerate(drawn) if _is_scanned(page)] if is_installed() else []:
        drawn, reason = _recognise_pages(drawn, scanned, document)
    reason = reason or _unreadable(drawn)
    if reason:
        raise ReadError(_FAILURES[reason].fill(**asdict(document.limits)), file=document.name)
    return grids_of(drawn, document)


def grids_of(drawn: Iterable[DrawnPage], document: Document) -> list[Grid]:
    """
    The ruled tables of pages that were opened.
    """
    pages = [Page.of(page.chars, page.lines, page.panels, page.text) for page in drawn]
    return tables(with_walls(pages), document)


def _is_scanned(page: DrawnPage) -> bool:
    return page.images > 0 and not page.text.strip() and not any(code > _SPACE for code, *_ in page.chars)


def _recognise_pages(
    drawn: Sequence[DrawnPage], scanned: Sequence[int], document: Document
) -> tuple[list[DrawnPage], str | None]:
    """
    The pages, those without text as recognition reads them, or why that failed.
    """
    pages = list(drawn)
    for count, number in enumerate(scanned, 1):
        size, dots = page_picture(document, number, _DOTS_PER_INCH)
        page, answer = recognise_page(document, size, dots, count, len(scanned)) if dots else (None, size)
        if page is None:
            return pages, answer["error"]
        pages[number] = page
    return pages, None


def _unreadable(pages: list[DrawnPage]) -> str | None:
    """
    Why pages that were opened cannot be read: fonts without a character table give control characters and random signs.
    """
    words = "".join(page.text + "".join(chr(code) for code, *_ in page.chars) for page in pages)
    if not words.strip():
        return "scan" if any(page.images for page in pages) and not is_installed() else "blank"
    if "指标" in words:
        return None
    signs = [sign for sign in words if not sign.isspace()]
    ranges = (("\u4e00", "\u9fff"), ("!", "~"), ("\uff01", "\uff5e"))
    known = sum(sign in _PUNCTUATION or any(low <= sign <= high for low, high in ranges) for sign in signs)
    return None if 2 * known >= len(signs) else "fonts"
