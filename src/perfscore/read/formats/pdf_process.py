"""
What the pages of a PDF draw, asked of the process that opens PDF files.
"""

from __future__ import annotations

import os

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import asdict, frozen

from perfscore.read.confined.process import confined_process
from perfscore.read.document import Document


__all__ = ["DrawnPage", "drawn_pages", "page_picture", "unpack_pages"]

SCRIPT: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf_worker.py")

#: Bytes of an answer for each character that a document may have: five numbers, or an escape in JSON.
_BYTES = 20

#: Bytes of a picture of a page.
_PICTURE = 2**25

_CHAR, _BOX = 5, 4


@frozen
class DrawnPage:
    """
    What a page draws: characters (code and box), boxes of lines and of filled rectangles, how many pictures; of a page
    of prose the *text* alone.
    """

    chars: list[tuple[int, ...]]
    lines: list[tuple[int, ...]]
    panels: list[tuple[int, ...]]
    images: int
    text: str


def drawn_pages(document: Document) -> tuple[list[DrawnPage], str | None]:
    """
    What the pages of a PDF draw, or why there is none: ``password``, ``broken``, ``time``, ``died`` …
    """
    limits = document.limits
    header, data = confined_process(SCRIPT).ask(asdict(limits), document.data, _BYTES * limits.characters)
    return list(unpack_pages(header.get("pages", ()), data)), header.get("error")


def page_picture(document: Document, number: int, dots_per_inch: int) -> tuple[dict[str, Any], bytes]:
    """
    Page *number*, counted from 0, as a grey picture: its ``width`` and ``height``, and its dots; or the ``error``.
    """
    header = asdict(document.limits) | {"page": number, "dots_per_inch": dots_per_inch}
    return confined_process(SCRIPT).ask(header, document.data, _PICTURE)


def unpack_pages(pages: Sequence[dict[str, Any]], data: bytes) -> Iterator[DrawnPage]:
    """
    The pages of an answer: counts by page, and all their numbers one after another.
    """
    numbers = array("i", data)
    at = 0
    for page in pages:
        parts: list[list[tuple[int, ...]]] = []
        for count, size in zip(page["counts"], (_CHAR, _BOX, _BOX), strict=True):
            block = iter(numbers[at : at + count * size])
            parts.append(list(zip(*[block] * size, strict=True)))
            at += count * size
        chars, lines, panels = parts
        yield DrawnPage(chars, lines, panels, page["images"], page["text"])
