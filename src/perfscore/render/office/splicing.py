"""
Changes to an XML part that leave every other byte as it was.

A part that is parsed and written again loses what the library did not know: prefixes, extensions of later versions,
the order of things. Here the parser only tells where elements stand, and new text is put between the old.
"""

from __future__ import annotations

import re

from collections.abc import Collection, Iterable
from typing import Any, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from attrs import Factory, define, frozen


__all__ = ["Edit", "Span", "apply_edits", "in_ascii", "spans", "with_attributes"]

_TAG: Final = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


@frozen
class Span:
    """
    An element: its name with and without prefix, and its bytes.

    *start* to *inner* is its start tag, *close* to *end* its end tag; in ``<a/>`` all but the first are one.
    *parent* is the local name of the element around it.
    """

    name: str
    prefix: str
    parent: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int
    end: int

    def beside(self, name: str) -> str:
        """
        *name* with this element's prefix.
        """
        return f"{self.prefix}:{name}" if self.prefix else name

    def append(self, xml: str) -> Edit:
        """
        *xml* as the element's last child.
        """
        if self.close < self.end:
            return Edit(self.close, self.close, in_ascii(xml))
        # <a/> has to become <a>…</a>
        return Edit(self.end - 2, self.end, in_ascii(f">{xml}</{self.beside(self.name)}>"))


@frozen
class Edit:
    """
    New bytes for those from *start* to *end*.
    """

    start: int
    end: int
    text: bytes


def in_ascii(xml: str) -> bytes:
    """
    XML that says the same in whatever encoding a part is.
    """
    return xml.encode("ascii", "xmlcharrefreplace")


def spans(data: bytes, names: Collection[str] = (), *, children_of: str = "") -> list[Span]:
    """
    The elements with one of these local names, and the children of one element, each after what it holds.

    :raises ValueError: for what is no XML in an encoding of which ASCII is a part.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        msg = "the part is in UTF-16"
        raise ValueError(msg)
    parser, finder = expat.ParserCreate(), _Finder(data, names, children_of)
    parser.StartElementHandler = lambda tag, attributes: finder.start(tag, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: finder.end(parser.CurrentByteIndex)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return finder.found


def _refuse_doctype(*_: Any) -> None:
    msg = "the part declares a DOCTYPE"
    raise ValueError(msg)


@define
class _Finder:
    """
    Takes the tags of *data* as the parser meets them, and keeps the elements that are asked for.
    """

    data: bytes
    names: Collection[str]
    children_of: str
    found: list[Span] = Factory(list)
    #: name, prefix, parent, attributes, where the start tag begins, and where it ends, 0 for what nobody asked for
    _open: list[tuple[str, str, str, dict[str, str], int, int]] = Factory(list)

    def start(self, tag: str, attributes: dict[str, str], begin: int) -> None:
        prefix, _, name = tag.rpartition(":")
        parent = self._open[-1][0] if self._open else ""
        wanted = name in self.names or (parent == self.children_of != "")
        match = _TAG.match(self.data, begin) if wanted else None
        self._open.append((name, prefix, parent, attributes if wanted else {}, begin, match.end() if match else 0))

    def end(self, at: int) -> None:
        name, prefix, parent, attributes, begin, inner = self._open.pop()
        if not inner:
            return
        if self.data.endswith(b"/>", begin, inner):
            close = until = inner
        else:
            close, until = at, self.data.index(b">", at) + 1
        self.found.append(Span(name, prefix, parent, attributes, begin, inner, close, until))


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """
    *data* with all edits made; those at the same place in the order given.
    """
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [data[position : edit.start], edit.text]
        position = edit.end
    return b"".join([*pieces, data[position:]])


def with_attributes(tag: bytes, values: dict[str, str]) -> bytes:
    """
    A start tag with these attributes set, the others as they were.
    """
    for name, value in values.items():
        written = in_ascii(f"{name}={quoteattr(value)}")
        old = re.search(rb"(?<=\s)" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag)
        if old:
            tag = tag[: old.start()] + written + tag[old.end() :]
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + b" " + written + tag[end:]
    return tag
