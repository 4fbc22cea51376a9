"""
Pictures of forms: photographs and scans as PNG, JPEG or TIFF, whose text is recognised.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import asdict

from perfscore.bilingual import Text
from perfscore.read.deadline import TIME_IS_UP
from perfscore.read.document import Document
from perfscore.read.errors import ReadError
from perfscore.read.formats.pdf import grids_of
from perfscore.read.formats.pdf_process import DrawnPage
from perfscore.read.grid import Grid
from perfscore.read.scan import NO_LIBRARY, is_installed, recognise_page


__all__ = ["FAILURES", "grids"]

#: Why a picture cannot be recognised.
FAILURES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "broken": Text(
            zh="图片已损坏或不完整，请重新下载", en="this picture is damaged or cut short: download it again"
        ),
        "large": Text(
            zh="图片过大（超过六千万像素），请缩小后再读",
            en="this picture has more than 60 million dots: scale it down",
        ),
        "time": TIME_IS_UP,
        "memory": Text(zh="识别图片所需内存超过限额", en="recognising this picture takes more memory than allowed"),
        "died": Text(zh="图片无法识别（识别进程异常退出）", en="this picture cannot be recognised (the process died)"),
    }
)

_NO_TEXT: Final = Text(zh="图片中没有识别出文字", en="no text was recognised in this picture")
_TOO_MANY: Final = Text(zh="图片超过 {pages} 页", en="more than {pages} pages in this picture")


def grids(document: Document) -> list[Grid]:
    """
    The ruled tables on every page of a picture; without any, one grid that holds its text.
    """
    if not is_installed():
        raise ReadError(NO_LIBRARY, file=document.name)
    pages: list[DrawnPage] = []
    frames = 1
    while len(pages) < frames:
        page, answer = recognise_page(document, {"frame": len(pages)}, document.data, len(pages) + 1)
        if page is None:
            raise _refusal(FAILURES[answer["error"]], document)
        pages.append(page)
        frames = answer["frames"]
        if frames > document.limits.pages:
            raise _refusal(_TOO_MANY, document)
    if not any(page.chars for page in pages):
        raise ReadError(_NO_TEXT, file=document.name)
    return grids_of(pages, document)


def _refusal(reason: Text, document: Document) -> ReadError:
    values = asdict(document.limits) | {"seconds": document.limits.page_seconds}
    return ReadError(reason.fill(**values), file=document.name)
