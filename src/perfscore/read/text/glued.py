"""
Cuts text without any gaps, ``安装水标尺10≥266米≥266米10``, wherever a cell may begin or end.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from perfscore.read.text.atoms import Atom, Gap
from perfscore.read.text.labels import LEVEL1, LEVEL2, SIDE


__all__ = ["glued_atoms"]

_SEAMS: Final = (
    # before a comparison, before a number, and behind one with its sign
    re.compile(r"(?<![≥≤=<>≧≦═])(?=[≥≤=<>≧≦═])"),
    re.compile(r"(?<![\d.,≥≤=<>≧≦═])(?=\d)"),
    re.compile(r"(?<=[\d%‰])(?![\d.,%‰])|(?<![\d%‰])(?=[%‰])"),
    # between two digits, which may belong to two numbers
    re.compile(r"(?<=\d)(?=\d)"),
    # behind a unit
    re.compile(r"(?<=\d[一-鿿])|(?<=\d[一-鿿]{2})|(?<=\d[一-鿿]{3})"),
    # before a comparison in words
    re.compile(r"(?=不少于|不低于|不超过|不高于|不大于|不小于|大于等于|小于等于)"),
    # before a numbered name, behind a name that ends in what is measured, and behind a sentence
    re.compile(
        r"(?=指标\d{1,2}:)|(?<=[率性。])|(?<=[人次]数)|(?<=[数质]量)|(?<=场次)|(?<=面积)|(?<=[意程]度)|(?<=成本)|(?<=情况)"
    ),
    # around a result
    re.compile(r"(?=达成预期|已完成|未完成|基本完成)|(?<=达成预期指标)|(?<=已完成)|(?<=未完成)"),
)
#: Words said twice: 显著提升显著提升.
_TWICE: Final = re.compile(r"(?=(?P<word>[^\d\s]{1,12})(?P=word))")


def glued_atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    """
    The pieces of ``text[start:end]`` between the places where a cell may begin or end.
    """
    origin = [position for position in range(start, end) if not text[position].isspace()]
    compact = "".join(text[position] for position in origin)
    seams = {match.start() for seam in _SEAMS for match in seam.finditer(compact)}
    for match in _TWICE.finditer(compact):
        size = len(match["word"])
        seams |= {match.start(), match.start() + size, match.start() + 2 * size}
    for label in (LEVEL1, LEVEL2, SIDE):
        for match in label.finditer(compact):
            seams -= set(range(match.start() + 1, match.end()))
            seams |= {match.start(), match.end()}
    for left, right in pairwise(sorted(seams | {0, len(compact)})):
        yield Atom(compact[left:right], origin[left], origin[right - 1] + 1, Gap.NONE, opens=False, closes=False)
