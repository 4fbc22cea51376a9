"""
Cuts text without any gaps, ``安装水标尺10≥266米≥266米10``, wherever a cell may begin or end.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from perfscore.lexicon import load_lexicon
from perfscore.read.lines.labels import COMPARED_WORDS, LEVEL1, LEVEL2, SIDE
from perfscore.read.lines.tokens import Gap, Token
from perfscore.read.vocabulary import in_text


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
    re.compile(f"(?={COMPARED_WORDS})"),
    # around what names end in, results, and what tells a kind of value
    re.compile(f"(?={in_text('seams', 'before')})"),
    *(re.compile(f"(?<={words})") for words in load_lexicon().words("lines", "seams", "behind")),
)
#: What belongs to the number before it: 98%以上, 3500人次, 2021年12月31日.
_HELD: Final = re.compile(in_text("seams", "held"))
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
