"""
The process that opens PDF files, as a script: it knows nothing of this package but the modules beside it.

PDFium is native code that a hostile file can send into hours of work, gigabytes of memory or death; none of that may
happen to the caller. Files come in on stdin, one after another, and what their pages draw goes out on stdout.
"""

from __future__ import annotations

import ctypes
import os
import sys

from array import array
from importlib import import_module
from itertools import chain
from typing import Any


# behind all else: what the caller names, then this folder
sys.path += [*sys.argv[1:], os.path.dirname(os.path.abspath(__file__))]

# a script has no package
from frames import serve  # type: ignore[import-not-found]
from pdf_content import content  # type: ignore[import-not-found]


__all__ = ["library", "main", "read_file", "render_page"]

#: A placed character takes several times the memory of one that is only read.
_PLACED = 4

#: Dots along the longer side of a picture of a page.
_MOST_DOTS = 4_000


def library() -> Any:
    # the optional dependency, untyped; its own helpers take longer to import than a page to read
    raw = import_module("pypdfium2_raw")
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
    return raw


def read_file(raw: Any, data: bytes, limits: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    """
    What the pages of a document draw, or the ``error`` that kept us from it.

    The header counts characters, lines and panels by page; the bytes are their numbers, one page after another.
    """
    buffer = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        return {"error": "password" if locked else "broken"}, b""
    try:
        return _pages(raw, document, limits)
    finally:
        raw.FPDF_CloseDocument(document)


def _pages(raw: Any, document: Any, limits: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    count = raw.FPDF_GetPageCount(document)
    if count > limits["pages"]:
        return {"error": "pages"}, b""
    pages: list[dict[str, Any]] = []
    numbers = array("i")
    left = limits["characters"]
    for number in range(count):
        page = raw.FPDF_LoadPage(document, number)
        if not page:
            return {"error": "broken"}, b""
        drawn = content(raw, page)
        raw.FPDF_ClosePage(page)
        placed = [drawn[name] for name in ("chars", "lines", "panels")]
        left -= len(drawn["text"]) + _PLACED * sum(map(len, placed))
        if left < 0:
            return {"error": "characters"}, b""
        pages.append({"counts": [*map(len, placed)], "images": drawn["images"], "text": drawn["text"]})
        numbers.extend(chain.from_iterable(chain.from_iterable(placed)))
    return {"pages": pages}, numbers.tobytes()


def render_page(raw: Any, data: bytes, number: int, dots_per_inch: int) -> tuple[dict[str, Any], bytes]:
    """
    A page as a grey picture: its width and height, and its dots row by row.
    """
    buffer = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(buffer, len(data), None)
    page = raw.FPDF_LoadPage(document, number)
    longest = max(raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    scale = min(dots_per_inch / 72, _MOST_DOTS / max(longest, 1))
    width = max(1, int(raw.FPDF_GetPageWidthF(page) * scale))
    height = max(1, int(raw.FPDF_GetPageHeightF(page) * scale))
    dots = ctypes.create_string_buffer(width * height)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, dots, width)
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    raw.FPDFBitmap_Destroy(bitmap)
    raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(document)
    return {"width": width, "height": height}, dots.raw


def main() -> None:
    raw = library()

    def answer(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        if "page" in header:
            return render_page(raw, data, header["page"], header["dots_per_inch"])
        return read_file(raw, data, header)

    serve(answer)


if __name__ == "__main__":
    main()
