"""
The characters of a web page, and the page as texts and tags, in time that grows with its length only.

The standard library's parser needs minutes for fifty kilobytes of unfinished tags and fails on some.
This one knows less: no nesting, only what a table is made of; what never ends is dropped.
"""

from __future__ import annotations

import codecs
import re

from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Final

from attrs import frozen


__all__ = ["Tag", "decode", "tokens"]

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/><]*)")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_STOP = re.compile(r"""[>"']""")
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
#: Where elements end whose content is not text, whatever it looks like.
_RAW: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        name: re.compile(rf"</{name}[^>]*>?", re.IGNORECASE)
        for name in ("script", "style", "title", "template", "textarea")
    }
)


def decode(data: bytes) -> str:
    """
    The characters of a page: by its byte order mark, by what it declares, else strict UTF-8 or GB18030.

    Pages that declare gb2312 hold characters gb2312 never had; GB18030 holds them all.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    declared = _CHARSET.search(data[:4096])
    name = "utf-8-sig" if declared is None else declared[1].decode("ascii", errors="replace").lower()
    chinese = name.startswith("gb") or name in ("hz-gb-2312", "x-gbk", "cp936")
    if not chinese:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    if name in ("big5", "big5-hkscs"):
        return data.decode("big5hkscs", errors="replace")
    return data.decode("gb18030", errors="replace")


@frozen
class Tag:
    name: str
    closing: bool
    attributes: Mapping[str, str] = _NONE
    #: of an element whose content is no text, such as a style sheet
    content: str = ""


def tokens(page: str) -> Iterator[str | Tag]:
    """
    The texts, with their character references resolved, and tags of a page.
    """
    at, endless = 0, set[str]()
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            yield unescape(page[at:])
            return
        if start > at:
            yield unescape(page[at:start])
        if name := _NAME.match(page, start):
            tag, at = _tag(page, name, endless)
            if tag is not None:
                yield tag
        elif page.startswith("<!--", start):
            at = _after(page, "-->", start + 4)
        elif page.startswith(("<!", "<?"), start):
            at = _after(page, ">", start)
        else:
            yield "<"
            at = start + 1


def _tag(page: str, name: re.Match[str], endless: set[str]) -> tuple[Tag | None, int]:
    """
    The tag that begins with this name, ``None`` for one that never ends, and where what follows it stands.
    """
    end = _end(page, name.end(), endless)
    if end == len(page):
        return None, end
    attributes = _attributes(page[name.end() : end])
    tag, closing = name[2].lower(), bool(name[1])
    if closing or tag not in _RAW:
        return Tag(tag, closing, attributes), end + 1
    close = _RAW[tag].search(page, end + 1)
    content = page[end + 1 : close.start() if close else len(page)]
    return Tag(tag, closing, attributes, content), close.end() if close else len(page)


def _after(page: str, words: str, at: int) -> int:
    found = page.find(words, at)
    return len(page) if found < 0 else found + len(words)


def _end(page: str, at: int, endless: set[str]) -> int:
    """
    Where a tag's ``>`` stands; one inside a quoted value is not it.

    *endless* remembers the quotes that nothing closes any more, so that no tag looks for them again.
    """
    while stop := _STOP.search(page, at):
        at = stop.start()
        quote = stop[0]
        if quote == ">":
            return at
        closed = -1
        # a quote opens a value only behind an equals sign: <td title=5">
        if page[at - 2 : at].rstrip().endswith("="):
            closed = -1 if quote in endless else page.find(quote, at + 1)
            if closed < 0:
                endless.add(quote)
        at = max(at, closed) + 1
    return len(page)


def _attributes(text: str) -> Mapping[str, str]:
    if "=" not in text and "hidden" not in text:
        return _NONE
    return MappingProxyType(
        {match[1].lower(): unescape((match[2] or "").strip("\"'")) for match in _ATTRIBUTE.finditer(text)}
    )
