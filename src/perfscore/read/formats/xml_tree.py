"""
XML from strangers as a tree whose names have lost their namespaces.

The strict and the transitional dialect of OOXML differ in nothing else that matters here. Office files never declare a
DOCTYPE, which is what attacks by entities need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError


if TYPE_CHECKING:
    from perfscore.read.document import Document


__all__ = ["DAMAGED", "parse_xml"]

#: So many elements between two looks at what the document has cost.
_STEP = 4096

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
    builder = TreeBuilder()
    depth = elements = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if elements == _STEP:
            document.charge(elements=elements)
            elements = 0
        if depth > document.limits.depth:
            raise ReadError(_TOO_DEEP.filled(part=part, limit=document.limits.depth), file=document.name)
        builder.start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(tag))

    def doctype(*_: object) -> None:
        raise ReadError(_DOCTYPE.filled(part=part), file=document.name)

    parser = expat.ParserCreate(encoding, " ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise ReadError(DAMAGED.filled(part=part), file=document.name) from None
    document.charge(elements=elements)
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
