"""
XML from strangers as a tree whose names have lost their namespaces.

The strict and the transitional dialect of OOXML differ in nothing else that matters here. Office files never declare a
DOCTYPE, which is what attacks by entities need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, ParseError, XMLParser

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError


if TYPE_CHECKING:
    from perfscore.read.document import Document


__all__ = ["DAMAGED", "parse_xml"]

#: The declaration in every encoding that expat reads: in all but two of them ASCII is ASCII.
_DECLARATIONS: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))

DAMAGED = Text(
    zh="文件已损坏，{part} 无法读取，请重新下载或另存一次",
    en="the file is damaged, {part} cannot be read: download it again or save it once more",
)
_DOCTYPE = Text(
    zh="{part} 含有 DOCTYPE 声明（可能是实体攻击），拒绝读取",
    en="{part} declares a DOCTYPE, which Office files never do (entity attack?): refused",
)
_TOO_DEEP = Text(
    zh="{part} 的元素嵌套超过 {limit} 层，拒绝读取", en="{part} nests deeper than {limit} elements: refused"
)


def parse_xml(data: bytes, part: str, document: Document, *, encoding: str | None = None) -> Element:
    """
    The tree of a *part* of a document; *encoding*, where it is given, overrules what the data declare.

    :raises ReadError: when it is no XML, nests too deep, declares a DOCTYPE, or has more elements than are left.
    """
    if any(declaration in data for declaration in _DECLARATIONS):
        raise ReadError(_DOCTYPE.fill(part=part), file=document.name)
    document.charge(elements=data.count(b"<") - data.count(b"</"))
    parser = XMLParser(encoding=encoding)  # noqa: S314 - entities, which attacks are made of, need a DOCTYPE
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (LookupError, ParseError, ValueError):
        raise ReadError(DAMAGED.fill(part=part), file=document.name) from None
    if not _drop_namespaces(root, document.limits.depth):
        raise ReadError(_TOO_DEEP.fill(part=part, limit=document.limits.depth), file=document.name)
    return root


def _drop_namespaces(root: Element, most: int) -> bool:
    """
    Take the namespaces off the names of elements and attributes; whether the tree is at most so many elements deep.
    """
    level = [root]
    for _ in range(most):
        for element in level:
            element.tag = _local(element.tag)
            for name, value in element.items():
                if name[0] == "{":
                    del element.attrib[name]
                    element.attrib.setdefault(_local(name), value)
        level = [child for element in level for child in element]
    return not level


def _local(name: str) -> str:
    return name.rpartition("}")[2]
