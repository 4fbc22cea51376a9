"""
Safe access to the parts of Office files, which are XML inside a zip container.

Only the parts asked for are decompressed, each up to a limit.
"""

from __future__ import annotations

import posixpath
import zlib

from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError
from perfscore.read.formats.xml_tree import DAMAGED, parse_xml


if TYPE_CHECKING:
    from perfscore.read.document import Document


__all__ = ["Package"]

#: So many parts of the largest size may one file have.
_PARTS = 4

_TOO_LARGE = Text(
    zh="{part} 解压后超过 {limit} 字节，拒绝读取",
    en="{part} unpacks to more than {limit} bytes: refused",
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
            raise self.refusal(DAMAGED, part="zip") from None
        self._names = frozenset(self._archive.namelist())
        # what all parts together may still take: a workbook may have a thousand sheets
        self._bytes = _PARTS * document.limits.part_bytes

    def refusal(self, reason: Text, **values: object) -> ReadError:
        return ReadError(reason.fill(**values), file=self._document.name, too_large=reason is _TOO_LARGE)

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
            raise self.refusal(DAMAGED, part=name) from None
        if len(data) > limit:
            raise self.refusal(_TOO_LARGE, part=name, limit=limit)
        self._bytes -= len(data)
        return data

    def tree(self, name: str) -> Element | None:
        """
        A part as a tree of local names.
        """
        data = self.part(name)
        return None if data is None else parse_xml(data, name, self._document)

    def required(self, name: str) -> Element:
        """
        A part without which there is no document.
        """
        root = self.tree(name)
        if root is None:
            raise self.refusal(DAMAGED, part=name)
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
