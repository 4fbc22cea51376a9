"""
A copy of an Office file in which some parts are changed or new, and every other part is what it was, byte for byte.
"""

from __future__ import annotations

import posixpath

from copy import copy as shallow
from io import BytesIO
from typing import Final
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from perfscore.read.document import Document
from perfscore.read.formats.package import Package
from perfscore.render.office.splicing import Edit, apply_edits, spans


__all__ = ["RELATIONSHIPS", "OfficeCopy"]

#: What unpacking all parts together may give: they have to be unpacked to be copied.
_MOST_BYTES: Final = 512 * 1024 * 1024

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "[Content_Types].xml"
_ROOT: Final = "_rels/.rels"
_SIGNATURES: Final = "_xmlsignatures/"
_NO_RELATIONS: Final = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"/>'.encode()
)


class OfficeCopy:
    """
    :raises ValueError: for a file too large to be unpacked.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(BytesIO(data))
        self._changed: dict[str, bytes] = {}
        self.package = Package(Document("", data))
        if sum(info.file_size for info in self._archive.infolist()) > _MOST_BYTES:
            msg = f"unpacks to more than {_MOST_BYTES} bytes"
            raise ValueError(msg)

    @property
    def is_signed(self) -> bool:
        """
        Whether the file carries a digital signature. It speaks of every byte, so a copy that differs must not carry it.
        """
        return any(name.startswith(_SIGNATURES) for name in self._archive.namelist())

    def part(self, name: str) -> bytes:
        """
        A part as it is now.
        """
        return self._changed.get(name) or self._archive.read(name)

    def change(self, name: str, content: bytes) -> None:
        """
        Give a part other content.
        """
        self._changed[name] = content

    def add(self, pattern: str, content: bytes, content_type: str, *, owner: str, kind: str) -> tuple[str, str]:
        """
        A new part that *owner* refers to by this *kind* of relation: its name and the relation's id.

        *pattern* is its name with ``{}`` for a number that no other part has.
        """
        taken = {name.lower() for name in (*self._archive.namelist(), *self._changed)}
        number = next(n for n in range(1, len(taken) + 2) if pattern.format(n).lower() not in taken)
        name = pattern.format(number)
        self._changed[name] = content
        self._declare(name, content_type)
        return name, self._relate(owner, name, kind)

    def _declare(self, name: str, content_type: str) -> None:
        types = self.part(_TYPES)
        (root,) = spans(types, ("Types",))
        entry = f'<{root.beside("Override")} PartName={quoteattr("/" + name)} ContentType="{content_type}"/>'
        self._changed[_TYPES] = apply_edits(types, [root.append(entry)])

    def _relate(self, owner: str, name: str, kind: str) -> str:
        folder, base = posixpath.split(owner)
        relations = f"{folder}/_rels/{base}.rels"
        known = relations in self._changed or relations in self._archive.namelist()
        data = self.part(relations) if known else _NO_RELATIONS
        found = spans(data, ("Relationships", "Relationship"))
        ids = {span.attributes.get("Id") for span in found}
        new = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rId{n}" not in ids)
        root = found[-1]
        entry = (
            f'<{root.beside("Relationship")} Id="{new}" Type="{RELATIONSHIPS}/{kind}" Target={quoteattr("/" + name)}/>'
        )
        self._changed[relations] = apply_edits(data, [root.append(entry)])
        return new

    def _forget_signatures(self) -> None:
        """
        Take out what refers to the signatures.
        """
        for name, element, attribute in ((_ROOT, "Relationship", "Target"), (_TYPES, "Override", "PartName")):
            data = self.part(name)
            named = (span for span in spans(data, (element,)) if span.name == element)
            gone = [span for span in named if _SIGNATURES in span.attributes.get(attribute, "")]
            self._changed[name] = apply_edits(data, [Edit(span.start, span.end, b"") for span in gone])

    def pack(self, comment: bytes = b"") -> bytes:
        """
        The copy, without the signatures of the original; *comment* is that of the zip.
        """
        if self.is_signed:
            self._forget_signatures()
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as copy:
            copy.comment = comment
            # a name that stands twice counts by its last entry, as for every reader
            for name in dict.fromkeys(self._archive.namelist()):
                if name.startswith(_SIGNATURES):
                    continue
                copy.writestr(shallow(self._archive.getinfo(name)), self.part(name))
            for name in self._changed:
                if name not in self._archive.namelist():
                    # a date of its own would make two copies of one file differ
                    copy.writestr(ZipInfo(name), self._changed[name], ZIP_DEFLATED)
        return out.getvalue()
