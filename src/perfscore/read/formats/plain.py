"""
Plain text: its encoding, and the reader for what it holds.
"""

from __future__ import annotations

from typing import Final

from perfscore.bilingual import Text
from perfscore.form import Form
from perfscore.read.document import Document
from perfscore.read.errors import ReadError


__all__ = ["decode_text", "forms"]

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNKNOWN: Final = Text(
    "文字编码无法识别（应为 UTF-8 或 GB18030）", "has an unknown encoding (UTF-8 and GB18030 are read)"
)
_TOO_LONG: Final = Text("文字超过 {most} 个字符，不像一张表", "has more than {most} characters, too many for a form")


def decode_text(document: Document) -> str:
    """
    The text of a document: by its byte order mark, else UTF-8, else GB18030.

    :raises ReadError: when it is neither, or too long to be a form.
    """
    data, most = document.data, document.limits.characters
    named = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if len(data) > 4 * most:
        raise ReadError(_TOO_LONG.fill(most=most), file=document.name)
    for encoding in (named,) if named else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) > most:
            raise ReadError(_TOO_LONG.fill(most=most), file=document.name)
        return text
    raise ReadError(_UNKNOWN, file=document.name)


def forms(document: Document) -> list[Form]:
    """
    The forms in a plain text.
    """
    from perfscore.read.lines import forms as forms_in  # noqa: PLC0415 - not needed to decode JSON

    return forms_in(decode_text(document), document.lexicon)
