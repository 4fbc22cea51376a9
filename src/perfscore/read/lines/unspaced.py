"""
Cuts text without any gaps, ``安装水标尺10≥266米≥266米10``, wherever a cell may begin or end.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from perfscore.read.lines.labels import LEVEL1, LEVEL2, SIDE
from perfscore.read.lines.tokens import Gap, Token


__all__ = ["unspaced_tokens"]

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
    re.compile(r"(?=达成预期|已完成|未完成|基本完成|完成(?=\d))|(?<=达成预期指标)|(?<=已完成)|(?<=未完成)"),
    # around what tells a kind of value, and the grades of a scale
    re.compile(r"(?=定[性量])|(?<=定[性量]指标)|(?<=定[性量])(?!指标)|(?<=优良中低差)|(?<=优良中差)|(?<=好坏)"),
    # before what is hoped for
    re.compile(r"(?=有效|显著|逐步|不断|明显|持续|稳步|长期|及时|严格)"),
)
#: What belongs to the number before it: 98%以上, 3500人次, 2021年12月31日.
_HELD: Final = re.compile(
    r"(?<!\d)20\d\d年\d{1,2}月(?:\d{1,2}日|底)?|(?<!\d)(?:1[012]|[1-9])月底?[之以]?前|(?:[\d%‰]|(?<=[\d%‰])[一-鿿]{1,3}?)(?:及?以[上下内]|左右)|\d(?:[人场项家件批户台架车]次|万?公里|(?:万|亿)[元人亩吨]|万?平方米|万?立方米|公斤)"
)
#: Two values in one unit, whatever it is: 26次28次, 5.5亩5.5亩.
_SAME_UNIT: Final = re.compile(r"(?<=\d)(?P<unit>[^\d\s,.;:%≥≤=。，；、-]{1,6})(?=[≥≤]?\d[\d,.]*(?P<again>(?P=unit)))")
#: Brackets, colons and digits are as often printed in full width.
_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
#: Words said twice: 显著提升显著提升.
_TWICE: Final = re.compile(r"(?=(?P<word>[^\d\s]{1,12})(?P=word))")


def unspaced_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """
    The pieces of ``text[start:end]`` between the places where a cell may begin or end.
    """
    origin = [position for position in range(start, end) if not text[position].isspace()]
    printed = "".join(text[position] for position in origin)
    compact = printed.translate(_HALF_WIDTH)
    seams = {match.start() for seam in _SEAMS for match in seam.finditer(compact)}
    for match in _TWICE.finditer(compact):
        size = len(match["word"])
        seams |= {match.start(), match.start() + size, match.start() + 2 * size}
    for match in _HELD.finditer(compact):
        seams -= set(range(match.start() + 1, match.end()))
    for match in _SAME_UNIT.finditer(compact):
        for unit in ("unit", "again"):
            seams -= set(range(match.start(unit), match.end(unit)))
            seams.add(match.end(unit))
    for label in (LEVEL1, LEVEL2, SIDE):
        for match in label.finditer(compact):
            seams -= set(range(match.start() + 1, match.end()))
            seams |= {match.start(), match.end()}
    for left, right in pairwise(sorted(seams | {0, len(compact)})):
        yield Token(printed[left:right], origin[left], origin[right - 1] + 1, Gap.NONE, opens=False, closes=False)
