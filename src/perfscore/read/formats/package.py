"""
Safe access to the parts of Office files, which are XML inside a zip container.

Only the parts asked for are decompressed, each up to a limit, and XML comes as a tree whose names have lost their
namespaces: the strict and the transitional dialect of OOXML differ in nothing else that matters here.
"""

from __future__ import annotations

import posixpath
import zlib

from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from perfscore.bilingual import Text
from perfscore.read.deadline import check_time
from perfscore.read.errors import ReadError


if TYPE_CHECKING:
    from perfscore.read.document import Document


__all__ = ["Package"]

#: So many elements between two looks at the time.
_STEP = 4096

#: So many parts of the largest size may one file have.
_PARTS = 4

_DAMAGED = Text(
    zh="文件已损坏，{part} 无法读取，请重新下载或另存一次",
    en="the file is damaged, {part} cannot be read: fetch it again or save it once more",
)
_TOO_LARGE = Text(
    zh="{part} 解压后超过 {limit} 字节，拒绝读取",
    en="{part} unpacks to more than {limit} bytes: refused",
)
_DOCTYPE = Text(
    zh="{part} 含有 DOCTYPE 声明（可能是实体攻击），拒绝读取",
    en="{part} declares a DOCTYPE, which Office files never do (entity attack?): refused",
)
_TOO_MANY = Text(zh="{part} 的元素超过 {limit} 个，拒绝读取", en="{part} has more than {limit} elements: refused")
#: Reached where less of the document might still be read.
_SIZES = frozenset((_TOO_LARGE, _TOO_MANY))
_TOO_DEEP = Text(
    zh="{part} 的元素嵌套超过 {limit} 层，拒绝读取", en="{part} nests deeper than {limit} elements: refused"
)
_ENCRYPTED = Text(
    zh="文件已加密（需要密码），请先取消密码",
    en="the file is password-protected: remove the password first",
)


class Package:
    """
    The parts of one Office file.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        try:
            self._archive = ZipFile(BytesIO(document.data))
        except (BadZipFile, EOFError, OSError, ValueError):
            raise self.refusal(_DAMAGED, part="zip") from None
        self._names = frozenset(self._archive.namelist())
        # what all parts together may still take: a workbook may have a thousand sheets
        self._bytes = _PARTS * document.limits.part_bytes
        self._elements = document.limits.elements

    def refusal(self, reason: Text, **values: object) -> ReadError:
        return ReadError(reason.filled(**values), file=self._document.name, too_large=reason in _SIZES)

    def claimed_size(self, name: str) -> int:
        """
        The bytes of a part as the zip directory has them: a stranger's word, good enough to tell large from small.
        """
        return self._archive.getinfo(name).file_size if name in self._names else 0

    def part(self, name: str) -> bytes | None:
        """
        The bytes of a part, ``None`` where there is no such part.
        """
        if name not in self._names:
            return None
        if self._archive.getinfo(name).flag_bits & 1:
            raise self.refusal(_ENCRYPTED)
        limit = min(self._document.limits.part_bytes, self._bytes)
        try:
            # the sizes a zip directory claims are a stranger's words
            with self._archive.open(name) as stream:
                data = stream.read(limit + 1)
        except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
            raise self.refusal(_DAMAGED, part=name) from None
        if len(data) > limit:
            raise self.refusal(_TOO_LARGE, part=name, limit=limit)
        self._bytes -= len(data)
        return data

    def tree(self, name: str) -> Element | None:
        """
        A part as a tree of local names.
        """
        data = self.part(name)
        return None if data is None else self._parse(name, data)

    def required(self, name: str) -> Element:
        """
        A part without which there is no document.
        """
        root = self.tree(name)
        if root is None:
            raise self.refusal(_DAMAGED, part=name)
        return root

    def main(self, default: str) -> str:
        """
        The part the file says its content begins with; Word calls it document2.xml at times.
        """
        return next((part for kind, part in self.related("").values() if kind == "officeDocument"), default)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """
        What a part refers to, the whole file under the name "": id → kind of relation and name of the other part.
        """
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, f"_rels/{base}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in root
            if relation.get("TargetMode") != "External"
        }

    def _parse(self, name: str, data: bytes) -> Element:
        builder, limits = TreeBuilder(), self._document.limits
        depth = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements -= 1
            if self._elements % _STEP == 0:
                check_time()
            if self._elements < 0:
                raise self.refusal(_TOO_MANY, part=name, limit=limits.elements)
            if depth > limits.depth:
                raise self.refusal(_TOO_DEEP, part=name, limit=limits.depth)
            builder.start(_local(tag), {_local(key): value for key, value in attributes.items()})

        def end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            builder.end(_local(tag))

        def doctype(*_: object) -> None:
            raise self.refusal(_DOCTYPE, part=name)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = builder.data
        parser.StartDoctypeDeclHandler = doctype
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise self.refusal(_DAMAGED, part=name) from None
        return builder.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
