"""
Web pages in a single file (MHTML), as browsers and Word save them: the pages in it, one after another.

Nothing but the pages is looked at, and nothing they refer to.
"""

from __future__ import annotations

import binascii
import re

from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError
from perfscore.read.formats import html


if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from perfscore.read.document import Document
    from perfscore.read.grid import Grid


__all__ = ["grids"]

_NO_PAGE = Text(zh="单文件网页 (MHTML) 中没有网页", en="a single-file web page (MHTML) without a page in it")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")

_PAGES: Final = ("text/html", "application/xhtml+xml")

#: Bytes of the headers of a part.
_LONGEST_HEAD = 16_384

#: Parts that are looked at; a page brings its pictures and style sheets along.
_MOST_PARTS = 1_000


def grids(document: Document) -> list[Grid]:
    """
    The tables of every page in the file.
    """
    found = [grid for page in _pages(document.data) for grid in html.grids(evolve(document, data=page))]
    if not found:
        raise ReadError(_NO_PAGE, file=document.name)
    return found


def _pages(data: bytes) -> Iterator[bytes]:
    """
    The pages among the parts, in their order.
    """
    head, body = _split_headers(data)
    boundary = head.get_boundary()
    parts = [data] if boundary is None else body.split(b"--" + boundary.encode("ascii", "replace"), _MOST_PARTS)
    for part in parts[:_MOST_PARTS]:
        head, body = _split_headers(part.lstrip(b"\r\n"))
        if head.get_content_type() in _PAGES:
            yield _decode(body, head.get("Content-Transfer-Encoding", "").strip().lower())


def _split_headers(part: bytes) -> tuple[Message, bytes]:
    """
    The headers of a part and what follows them.
    """
    blank = _BLANK_LINE.search(part)
    end = blank.end() if blank else len(part)
    return BytesHeaderParser().parsebytes(part[: min(end, _LONGEST_HEAD)]), part[end:]


def _decode(body: bytes, encoding: str) -> bytes:
    try:
        if encoding == "quoted-printable":
            return binascii.a2b_qp(body)
        return binascii.a2b_base64(body) if encoding == "base64" else body
    except binascii.Error:
        return b""
