"""
Pictures of pages → what a page of a PDF draws, by character recognition in a process of its own.
"""

from __future__ import annotations

import os

from array import array
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from perfscore.bilingual import Text
from perfscore.read.document import Document
from perfscore.read.watching import PAGE_RECOGNISED


if TYPE_CHECKING:
    from perfscore.read.formats.pdf_process import DrawnPage

__all__ = ["NO_LIBRARY", "is_installed", "recognise_page"]

_SCRIPT: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scan_worker.py")

#: Recognition takes several times the memory that opening a PDF takes.
_MEMORY_TIMES = 3

#: Numbers of a character (code, box, how sure it is) and of a line; bytes of an answer.
_CHAR, _BOX, _MOST = 6, 4, 2**25

NO_LIBRARY: Final = Text(
    zh='这是图片或扫描件（没有文字层），文字识别 (OCR) 需要：pip install "perfscore[ocr]"',
    en='a picture or a scan without text; recognising it (OCR) needs: pip install "perfscore[ocr]"',
)


def is_installed() -> bool:
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def recognise_page(
    document: Document, header: dict[str, Any], data: bytes, number: int, pages: int | None = None
) -> tuple[DrawnPage | None, dict[str, Any]]:
    """
    What stands on a picture, given by its dots or by a file and the number of its ``frame``, and what else is known.

    There is no page where the answer names an ``error``.
    """
    # whether it is installed is asked far more often
    from perfscore.read.confined.process import confined_process  # noqa: PLC0415
    from perfscore.read.formats.pdf_process import DrawnPage  # noqa: PLC0415

    limits = document.limits
    bounds = {"seconds": limits.page_seconds, "memory": _MEMORY_TIMES * limits.memory}
    answer, packed = confined_process(_SCRIPT).ask(header | bounds, data, _MOST)
    if "error" in answer:
        return None, answer
    numbers = array("i", packed)
    chars, lines = answer["counts"]
    end = chars * _CHAR
    page = DrawnPage(
        chars=list(zip(*[iter(numbers[:end])] * _CHAR, strict=True)),
        lines=list(zip(*[iter(numbers[end : end + lines * _BOX])] * _BOX, strict=True)),
        panels=[],
        images=1,
        text="",
    )
    watch = PAGE_RECOGNISED.get()
    if watch is not None:
        watch(document.name, number, pages or answer["frames"])
    return page, answer
