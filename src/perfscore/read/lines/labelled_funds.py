"""
Reads amounts that stand behind labels instead of below heads: ``预算数: 2.38 执行数: 2.38 20``.

Older forms for transfer payments print the budget on the left and the execution on the right of one block, name every
part on both sides, and close the block with its score.
"""

from __future__ import annotations

import re

from itertools import takewhile
from typing import Final

from perfscore.read.lines.fund_rows import FUND_NAMES
from perfscore.read.lines.grid_rows import FIRST_COLUMN, GridRows, Text
from perfscore.read.lines.parts import stands_alone
from perfscore.read.lines.stream import Stream
from perfscore.read.vocabulary import in_text


__all__ = ["write_labelled_funds"]

_BLOCK: Final = re.compile(
    rf"(?P<name>{in_text('form', 'fund-block')})?(?:\((?:万元|元|\d{{1,2}}分|[,，、])+\))?:?"
    f"(?P<budget>{in_text('form', 'budget')})(?P<between>[^:]{{0,24}}?)(?P<executed>{in_text('form', 'executed')})"
)
_MONEY: Final = re.compile(r"(?:\d[\d,]*(?:\.\d+)?)?(?:万?元)?")
_POINTS: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})?分?|100分?")
_WORD: Final = re.compile(r"[^\s|]+")


def write_labelled_funds(out: GridRows, start: int, end: int) -> None:
    """
    Write the fund rows of such a block between two positions of the folded text, nothing where there is no block.
    """
    stream = out.stream
    match = next((m for m in _BLOCK.finditer(stream.folded, start, end) if stands_alone(stream, m.start())), None)
    if match is None:
        return
    names = [m for m in FUND_NAMES.finditer(stream.folded, match.end(), end) if stands_alone(stream, m.start())]
    first = names[0].start() if names else end
    budget = _amounts(stream, match.end("budget"), match.start("executed"))
    executed = _amounts(stream, match.end("executed"), first)
    if len(budget) > 1 or not 0 < len(executed) < 3 or (len(executed) == 2 and not _POINTS.fullmatch(executed[1])):
        return
    texts = (match["name"], match["budget"], "".join(budget), match["executed"], *executed)
    position = stream.start(match.start())
    out.add(Text(column, text or "", position) for column, text in enumerate(texts, FIRST_COLUMN))
    stops = [*(name.start() for name in names[1:]), end]
    sides = [(name, _amounts(stream, name.end(), stop)) for name, stop in zip(names, stops, strict=True)]
    while sides:
        (name, amounts), *sides = sides
        if sides and sides[0][0][0] == name[0] and len(amounts) < 2:
            # a name on both sides, with an amount behind each
            amounts = [*(amounts or [""]), *sides.pop(0)[1]]
        position = stream.start(name.start())
        columns = (FIRST_COLUMN, FIRST_COLUMN + 2, FIRST_COLUMN + 4)
        out.add(Text(n, text, position) for n, text in zip(columns, (name[0], *amounts), strict=False))


def _amounts(stream: Stream, start: int, end: int) -> list[str]:
    """
    The amounts at the beginning of a stretch; a unit belongs to the number before it.
    """
    words = _WORD.findall(stream.text[stream.end(start) : stream.start(end)])
    amounts: list[str] = []
    for word in takewhile(_MONEY.fullmatch, words):
        if amounts and not word[0].isdigit():
            amounts[-1] += word
        else:
            amounts.append(word)
    return amounts
