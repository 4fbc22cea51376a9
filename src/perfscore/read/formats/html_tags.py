"""
A web page as texts and tags, in time that grows with its length only.

The standard library's parser needs minutes for fifty kilobytes of unfinished tags and fails on some.
This one knows less: no nesting, only what a table is made of; what never ends is dropped.
"""

from __future__ import annotations

import re

from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import frozen


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


__all__ = ["Tag", "tokens"]

_NAME = re.compile(r"</?([A-Za-z][^\s/><]*)")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_STOP = re.compile(r"""[>"']""")
#: Their content is not text, whatever it looks like.
_RAW: Final = frozenset(("script", "style", "title", "template", "textarea"))


@frozen
class Tag:
    name: str
    closing: bool
    attributes: Mapping[str, str] = MappingProxyType({})


def tokens(page: str) -> Iterator[str | Tag]:
    """
    The texts, with their character references resolved, and tags of a page.
    """
    lower = page.lower()
    at, endless = 0, set[str]()
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            yield unescape(page[at:])
            return
        if start > at:
            yield unescape(page[at:start])
        if page.startswith("<!--", start):
            at = _after(page, "-->", start + 4)
        elif page.startswith(("<!", "<?"), start):
            at = _after(page, ">", start)
        elif name := _NAME.match(page, start):
            end = _end(page, name.end(), endless)
            tag = Tag(name[1].lower(), page[start + 1] == "/", _attributes(page[name.end() : end]))
            at = end + 1
            if end < len(page):
                yield tag
            if tag.name in _RAW and not tag.closing:
                at = _after(lower, f"</{tag.name}", at)
                at = _after(page, ">", at)
        else:
            yield "<"
            at = start + 1


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
        return MappingProxyType({})
    return MappingProxyType(
        {match[1].lower(): unescape((match[2] or "").strip("\"'")) for match in _ATTRIBUTE.finditer(text)}
    )
