"""
What a file is, told from its bytes: names lie, an HTML page called ``.xls`` is common.
"""

from __future__ import annotations

import re

from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from perfscore.bilingual import Text


if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["REFUSALS", "recognise"]

_HEAD = 4096

#: A zip container is known by the first of these parts it holds.
_ZIP_PARTS: Final = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "slides"),
    ("OFD.xml", "ofd"),
)

#: Else, where it is an Office file, by the first of these folders.
_ZIP_FOLDERS: Final = (("word", "docx"), ("xl", "xlsx"), ("ppt", "slides"))

_ODF_TYPES: Final = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)

#: An OLE2 container is known by the stream that its directory names first; embedded objects come later.
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "slides"),
)

_MAGIC: Final = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
)

_MARKUP: Final = (
    (re.compile(rb"\A\s*(?:\{|\[\s*[{\]])"), "json"),
    (re.compile(rb"\A\s*(?:(?:From |[\w-]+:|[ \t]).*\r?\n){0,20}MIME-Version:", re.IGNORECASE), "mhtml"),
    (re.compile(rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet"), "spreadsheetml"),
    (re.compile(rb"<(?:html|!doctype\s+html|table|head|body|meta|style|div)\b", re.IGNORECASE), "html"),
    (re.compile(rb"\A\s*<(?:p|h[1-6]|span|center|font|section|br)\b", re.IGNORECASE), "html"),
    (re.compile(rb"\A\s*<\?xml|<(?:w:wordDocument|Workbook)\b"), "xml"),
)

_CONVERT = Text(
    zh="请在 {program} 或 WPS 中另存为 .{to}，或安装 LibreOffice",
    en="save it as .{to} in {program} or WPS, or install LibreOffice",
)


def _convert(what: Text, to: str) -> Text:
    how = _CONVERT.fill(to=to, program="Word" if to == "docx" else "Excel")
    return Text(zh=f"{what.zh}，{how.zh}", en=f"{what.en}: {how.en}")


#: Why a file of this kind is not read, and what would help.
REFUSALS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "doc": _convert(Text(zh="这是旧版 Word 文档 (.doc)", en="a legacy Word document (.doc)"), "docx"),
        "rtf": _convert(Text(zh="这是 RTF 文档", en="an RTF document"), "docx"),
        "odt": _convert(Text(zh="这是 OpenDocument 文本 (.odt)", en="an OpenDocument text (.odt)"), "docx"),
        "xlsb": _convert(Text(zh="这是二进制 Excel 工作簿 (.xlsb)", en="a binary Excel workbook (.xlsb)"), "xlsx"),
        "xml": Text(
            zh="这是 XML 文件，请在 Word、Excel 或 WPS 中另存为 .docx 或 .xlsx",
            en="an XML file: save it as .docx or .xlsx in Word, Excel or WPS",
        ),
        "slides": Text(zh="这是演示文稿，不是自评表", en="a slide show, not a form"),
        "encrypted": Text(
            zh="文件已加密（需要密码），请先取消密码",
            en="the file is password-protected: remove the password first",
        ),
        "archive": Text(zh="这是压缩包，请先解压", en="an archive: unpack it first"),
        "broken-zip": Text(
            zh="文件已损坏或不完整（压缩结构无法读取），请重新下载",
            en="the file is damaged or cut short (its zip directory cannot be read): fetch it again",
        ),
        "ole": Text(zh="这是无法识别的旧版 Office 文件", en="a legacy Office file of unknown kind"),
        "binary": Text(zh="这不是文档（二进制数据）", en="not a document (binary data)"),
        "empty": Text(zh="文件是空的", en="the file is empty"),
    }
)


def recognise(data: bytes) -> str:
    """
    The kind of file, one of those that `perfscore.read.tables` has readers for, ``json``, or one of `REFUSALS`.
    """
    head = data[:_HEAD]
    if not head.strip():
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    # bare BIFF streams of the years before OLE2
    if head.startswith((b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00")):
        return "xls"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _text_kind(head)


def _zip_kind(data: bytes) -> str:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - JSON and text start without it

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return "broken-zip"
    for part, kind in _ZIP_PARTS:
        if part in names:
            return kind
    for mime, kind in _ODF_TYPES:
        if mimetype.startswith(mime):
            return kind
    # the main part may have another name, word/document2.xml; an Office file says so of itself
    folders = {name.partition("/")[0] for name in names if "/" in name and "[Content_Types].xml" in names}
    return next((kind for folder, kind in _ZIP_FOLDERS if folder in folders), "archive")


def _ole_kind(data: bytes) -> str:
    found = [(data.find(name.encode("utf-16-le") + b"\0\0"), kind) for name, kind in _OLE_STREAMS]
    return min(((at, kind) for at, kind in found if at >= 0), default=(0, "ole"))[1]


def _text_kind(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
    elif b"\0" in head:
        return "binary"
    head = head.removeprefix(b"\xef\xbb\xbf")
    for pattern, kind in _MARKUP:
        if pattern.search(head):
            return kind
    return "text"
