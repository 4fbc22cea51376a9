"""
What every reader is given, and what one document may cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.read.deadline import check_time
from perfscore.read.errors import ReadError


__all__ = ["Document", "Limits"]

_TOO_MUCH: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "cells": Text(zh="表格超过 {most} 个单元格，拒绝读取", en="a table of more than {most} cells: refused"),
        "characters": Text(
            zh="表格中的文字（含重复的单元格）超过 {most} 个字符，拒绝读取",
            en="tables with more than {most} characters, repeated cells counted: refused",
        ),
        "elements": Text(
            zh="文件的 XML 元素或网页标签超过 {most} 个，拒绝读取", en="more than {most} XML elements or tags: refused"
        ),
    }
)


@frozen(eq=False)
class Limits:
    """
    What one document may cost before it is refused.
    """

    #: bytes of the file itself
    file_bytes: int = 64 * 1024 * 1024
    #: bytes of one part of a zip container after decompression
    part_bytes: int = 32 * 1024 * 1024
    #: cells of all tables, each as often as it is repeated and with all that a merged one covers
    cells: int = 200_000
    #: characters of a text, or of all cells, each as often as it is repeated
    characters: int = 2_000_000
    #: pages of a PDF
    pages: int = 500
    #: XML elements or HTML tags
    elements: int = 1_000_000
    #: XML elements, or tables of a page, inside one another
    depth: int = 100
    #: seconds of computing (not of the clock) for one document, and again for the process that opens a PDF
    seconds: int = 30
    #: seconds of computing for each page whose text is recognised from a picture
    page_seconds: int = 120
    #: bytes of memory for that process, where the system can hold it to them
    memory: int = 2 * 1024 * 1024 * 1024


@frozen(eq=False)
class Document:
    """
    A file's name (only for messages and for ``location``; the format is told from the bytes) and its bytes.
    """

    name: str
    data: bytes = field(repr=False)
    limits: Limits = Limits()
    #: the words that heads and labels are told by
    lexicon: Lexicon = field(factory=load_lexicon)
    #: what it has cost so far, by kind
    _cost: Counter[str] = field(init=False, repr=False, factory=Counter)

    def charge(self, **amounts: int) -> None:
        """
        Count what a reader is about to take from the document: ``cells``, ``characters``, ``elements``.

        A few bytes can stand for gigabytes, by repeated cells or by a text that many cells share, so what counts is
        what comes out, not what stands in the file.

        :raises ReadError: when it is more than the limits allow, or when the time is up.
        """
        check_time()
        for kind, amount in amounts.items():
            most = getattr(self.limits, kind)
            if self._cost[kind] + amount > most:
                raise ReadError(_TOO_MUCH[kind].fill(most=most), file=self.name, too_large=True)
        for kind, amount in amounts.items():
            self._cost[kind] += amount
