"""
Finds the head row of a table: the words of its columns, their order, and what parts them.

What stands between the heads tells how the cells below are parted, because both were written by the same program.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import dropwhile
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from perfscore.read.lines.columns import (
    SCORED,
    Head,
    is_numbered,
    kind_of_extra,
    one_tier,
    with_rate,
    without_weights_of_levels,
)
from perfscore.read.lines.stream import Stream
from perfscore.read.table.heads import Heads, fund_heads, indicator_heads
from perfscore.read.table.rows import is_number
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_TOTALS, INDICATOR_COLUMNS


__all__ = ["Header", "Shape", "fund_headers", "has_stray_heads", "indicator_headers"]


class Shape(Enum):
    """
    What parts one cell from the next.
    """

    PIPES = "a pipe or a tab; blank cells are kept"
    LINES = "a line break; blank cells may have vanished"
    PARAGRAPHS = "a blank line, and cells wrap over lines; blank cells may have vanished"
    SPACES = "a blank or a line break, and cells wrap over lines; blank cells have vanished"
    UNSPACED = "nothing"


@frozen
class Header:
    """
    The heads of a table in the order of its columns; *start* and *end* are positions in the folded text.

    *displaced* are cells of the first row that some programs print among the heads.
    """

    heads: tuple[Head, ...]
    shape: Shape
    start: int
    end: int
    displaced: tuple[Head, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(head.role for head in self.heads)


def _words(columns: Mapping[str, str], *, points: str) -> re.Pattern[str]:
    ordered = sorted(columns, key=len, reverse=True)
    # 年初预算数① and 年初预算数 15 read the same when folded
    exact = (re.escape(word) + (r"(?![\d,.])" if word[-1].isdigit() else "") for word in ordered)
    # A head may carry a formula or a unit that the vocabulary does not list, 实际完成值(B); a bracket that holds
    # nothing but points, (50分), is the weight of the section below, if there may be one.
    return re.compile(rf"({'|'.join(exact)})(?:\({points}[^()]{{0,24}}\))?")


_INDICATOR_WORDS: Final = _words(indicator_heads.words, points=r"(?!\d+(?:\.\d+)?分?\))")
_FUND_WORDS: Final = _words(fund_heads.words, points="")
#: What is a head only behind other heads: elsewhere it is a label, or nothing.
_INSIDE: Final = MappingProxyType(
    {"单位": "unit", "备注": "extra"}
    | dict.fromkeys(("实际完成情况", "全年实际完成情况", "年度实际完成情况", "全年完成情况", "完成情况"), "actual")
)
_INSIDE_WORDS: Final = re.compile("|".join(sorted(_INSIDE, key=len, reverse=True)))

#: What a head in nobody's list is about, told from a part of it.
_PARTS_OF_HEADS: Final[Mapping[str, str]] = MappingProxyType(
    {"原因": "reason", "措施": "reason", "完成值": "actual", "实际": "actual", "目标值": "target", "指标值": "target"}
    | {"权重": "weight", "分值": "weight", "自评": "score", "得分": "score"}
)

#: The longest head nobody has listed, in characters.
_STRANGER: Final = 16

#: More columns than this have not been met.
_MOST_HEADS: Final = 40


#: So many heads in front of the first known one are looked for.
_MOST_BEFORE: Final = 4


#: A title or a fact is longer than a head in front of the others.
_SHORT: Final = 8
#: So few heads are no row of them.
_FEW: Final = 2
_LONG: Final = 24

#: What a row below may begin with.
_FUND_ROWS: Final = FUND_TOTALS.union(FUND_COMPONENTS)

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")

#: What only goes on with the head before it, as 及改进措施 does.
_GOES_ON: Final = re.compile("[及和与或、]")

_LEVELS = frozenset({"level1", "level2", "name"})
_FUNDS = frozenset({"initial", "budget", "executed"})


def indicator_headers(stream: Stream) -> Iterator[Header]:
    """
    The head rows of indicator tables, in the order of the text.
    """
    for found in _runs(stream, _INDICATOR_WORDS, indicator_heads):
        displaced = tuple(head for head in found if is_numbered(head.text))
        run = tuple(head for head in found if head not in displaced)
        heads = _indicator_columns(run)
        roles = {head.role for head in heads}
        if "name" in roles and len(roles & _LEVELS) + len(roles & SCORED) >= 4 and roles & SCORED:
            yield Header(heads, _shape(stream, run), run[0].start, run[-1].end, displaced)


def _indicator_columns(run: tuple[Head, ...]) -> tuple[Head, ...]:
    """
    The columns under a row of heads.
    """
    heads = without_weights_of_levels(one_tier(run, indicator_heads.role))
    if "name" not in {head.role for head in heads}:
        # in a form of two levels the lower one is what is scored
        heads = tuple(evolve(head, role="name") if head.role == "level2" else head for head in heads)
    return tuple(evolve(head, role=kind_of_extra(head)) if head.role == "extra" else head for head in heads)


def fund_headers(stream: Stream) -> Iterator[Header]:
    """
    The head rows of fund tables, in the order of the text.
    """
    for run in _runs(stream, _FUND_WORDS, fund_heads):
        # What stands in front of the amounts, such as the total of the form, is no column of theirs.
        heads = tuple(dropwhile(lambda head: head.role not in _FUNDS, run))
        # 年度预算数 is printed beside the heads and names the table, not a column.
        doubled = sum(
            head.role != "extra" and head.role in {other.role for other in heads[i + 1 :]}
            for i, head in enumerate(heads)
        )
        columns = with_rate(heads[doubled:]) if heads else ()
        if len({head.role for head in columns} & _FUNDS) >= 2:
            yield Header(columns, _shape(stream, columns), columns[0].start, columns[-1].end)


def has_stray_heads(stream: Stream) -> bool:
    """
    Whether heads of an indicator table stand in the text, each by itself.
    """
    stray = {
        INDICATOR_COLUMNS.get(match[0])
        for match in _INDICATOR_WORDS.finditer(stream.folded)
        if stream.between(match.start(), match.start()) and stream.between(match.end(), match.end())
    }
    return {"level1", "level2", "name"} < stray and len(stray & SCORED) >= 2


def _runs(stream: Stream, words: re.Pattern[str], kind: Heads) -> Iterator[tuple[Head, ...]]:
    position = taken = 0
    while first := words.search(stream.folded, position):
        heads = _heads(stream, first, kind)
        heads = [*_before(stream, heads[0], kind, taken), *heads]
        while len(heads) < _MOST_HEADS and (following := _next(stream, words, kind, heads)):
            heads = following
        # a word or two are no row of heads, and the next one may belong to another
        position = heads[-1].end if len(heads) > _FEW else first.end()
        taken = heads[-1].end if len(heads) > _FEW else taken
        yield tuple(_settled(heads, kind))


def _heads(stream: Stream, match: re.Match[str], kind: Heads) -> list[Head]:
    word, start, end = match[0], match.start(), match.end()
    columns = kind.words
    # 执行率得分 is one head, 执行率 得分 are two.
    for cut in range(start + 2, end - 1):
        if stream.between(cut, cut) and word[: cut - start] in columns and word[cut - start :] in columns:
            parts = ((start, cut), (cut, end))
            return [Head(columns[stream.folded[a:b]], stream.folded[a:b], a, b) for a, b in parts]
    stop = _cell_end(stream, kind, start)
    if stop > end and stream.between(start, start) and (role := kind.likely(stream.folded[start:stop])):
        return [Head(role, stream.folded[start:stop], start, stop)]
    return [Head(columns.get(word) or columns[match[1]], word, start, end)]


def _cell_end(stream: Stream, kind: Heads, start: int) -> int:
    """
    Where the cell that begins at *start* ends: at the next gap, unless lines of it go on below.
    """
    before = stream.between(start, start)
    wraps = _BLANK_LINE.search(before) or ("|" in before and stream.barred)
    end = best = _word_end(stream, start)
    while wraps and end < min(start + _STRANGER, len(stream.folded)) and stream.between(end, end) == "\n":
        piece = end
        end = _word_end(stream, piece)
        if kind.likely(stream.folded[piece:end]):
            break
        best = end if kind.likely(stream.folded[start:end]) else best
    return best


def _word_end(stream: Stream, start: int) -> int:
    """
    Where the word that begins at *start* ends, if that is not too far.
    """
    last = min(start + _STRANGER, len(stream.folded))
    return next((stop for stop in range(start + 1, last) if stream.between(stop, stop)), last)


def _before(stream: Stream, first: Head, kind: Heads, position: int) -> list[Head]:
    """
    The heads in front of the first one that is known by its exact words, 指标类型 in front of 指标内容.
    """
    found: list[Head] = []
    end = first.start
    while len(found) < _MOST_BEFORE and end > position and stream.between(end, end):
        start = end - 1
        while start > position and not stream.between(start, start):
            start -= 1
        word = stream.folded[start:end]
        # what stands on a line of its own above the others is a head only where it is short
        gap = stream.between(end, end)
        longest = _SHORT if "\n" in gap and "|" not in gap else _LONG
        role = kind.likely(word) if len(word) <= longest and word not in _FUND_ROWS else None
        if role in (None, "weight", "score") or role in {head.role for head in (*found, first)}:
            break
        found.insert(0, Head(role, word, start, end))
        end = start
    return found


def _next(stream: Stream, words: re.Pattern[str], kind: Heads, heads: list[Head]) -> list[Head] | None:
    """
    *heads* with what goes on behind them, ``None`` where nothing does.
    """
    end = heads[-1].end
    match = words.match(stream.folded, end)
    if stream.between(end, end):
        longer = _with_likely(stream, kind, heads, match)
        if longer or match is None:
            return longer or _behind_strangers(stream, words, kind, heads)
    if match:
        return [*heads, *_heads(stream, match, kind)]
    following = _scrambled(stream, words, kind, end) or _inner(stream, kind, heads)
    return [*heads, following] if following else None


def _with_likely(stream: Stream, kind: Heads, heads: list[Head], match: re.Match[str] | None) -> list[Head] | None:
    """
    *heads* with a word behind them that resembles a head, or goes on with the last one, and is not just the *match*.
    """
    end = heads[-1].end
    stop = _cell_end(stream, kind, end)
    word = stream.folded[end:stop]
    if match and (match.end() >= stop or stream.between(match.end(), match.end())):
        return None
    if _GOES_ON.match(word) and kind.likely(heads[-1].text + word) == heads[-1].role:
        return [*heads[:-1], evolve(heads[-1], text=heads[-1].text + word, end=stop)]
    role = _likely(stream, kind, heads, word)
    return [*heads, Head(role, word, end, stop)] if role else None


def _inner(stream: Stream, kind: Heads, heads: list[Head]) -> Head | None:
    """
    A word that is a head only behind others: where nothing parts the heads, a longer run of them is the only evidence.
    """
    end = heads[-1].end
    inner = _INSIDE_WORDS.match(stream.folded, end)
    if inner is None or len(heads) < _FEW or kind is not indicator_heads:
        return None
    return Head(_INSIDE[inner[0]], inner[0], end, inner.end())


def _behind_strangers(stream: Stream, words: re.Pattern[str], kind: Heads, heads: list[Head]) -> list[Head] | None:
    """
    *heads* with the next one that is known, and the strangers before it: columns, as gaps part them from both neighbours.
    """
    end = heads[-1].end
    match = words.search(stream.folded, end, end + 2 * _STRANGER)
    if match is None or match.start() > end + _STRANGER or not stream.between(match.start(), match.start()):
        return None
    between = list(_strangers(stream, end, match.start()))
    # labels with their amounts beside them are no heads
    if any(is_number(head.text) for head in between):
        return None
    return [*heads, *between, *_heads(stream, match, kind)]


def _scrambled(stream: Stream, words: re.Pattern[str], kind: Heads, start: int) -> Head | None:
    """
    A head whose signs stand in another order, in front of one that is printed right, where nothing parts them.
    """
    for end in range(start + _FEW + 1, start + _SHORT + 1):
        word = stream.folded[start:end]
        if words.match(stream.folded, end) and (role := kind.likely(word)):
            return Head(role, word, start, end)
    return None


def _settled(heads: list[Head], kind: Heads) -> Iterator[Head]:
    """
    *heads* where one that only resembles a word gives way to one that is the word, wherever that stands.
    """
    exact = {head.role for head in heads if kind.role(head.text)}
    for head in heads:
        yield head if kind.role(head.text) or head.role not in exact else evolve(head, role="extra")


def _likely(stream: Stream, kind: Heads, heads: list[Head], word: str) -> str | None:
    """
    The role of a word behind *heads* that resembles a head, and not the first cell below them.
    """
    role = kind.likely(word)
    roles = {head.role for head in heads}
    end = heads[-1].end
    if role == "level1":
        # 指标类型 behind the names tells 定量 from 定性
        return "extra"
    if role is None or (role in roles and role != "extra") or word.rstrip(":") in _FUND_ROWS:
        return None
    # the rows of a table without levels begin with names, which may resemble anything
    below = "\n" in stream.between(end, end) and "level1" not in roles
    return None if below and any("\n" not in stream.between(head.start, head.start) for head in heads[1:]) else role


def _strangers(stream: Stream, start: int, end: int) -> Iterator[Head]:
    text = stream.text[stream.start(start) : stream.end(end)]
    parts = text.split("|") if "|" in text else text.split()
    position = start
    for part in parts:
        word = "".join(part.split())
        if not word:
            continue
        role = next((role for piece, role in _PARTS_OF_HEADS.items() if piece in word), "extra")
        yield Head(role, word, position, position + len(word))
        position += len(word)


def _shape(stream: Stream, heads: tuple[Head, ...]) -> Shape:
    votes = Counter(_shape_of(stream.between(head.start, head.start)) for head in heads[1:])
    # Blank lines part the cells only where nothing else does.
    if len(votes) > 1:
        votes[Shape.LINES] += votes.pop(Shape.PARAGRAPHS, 0)
    return max(votes, key=lambda shape: votes[shape])


def _shape_of(gap: str) -> Shape:
    if "|" in gap or "\t" in gap:
        return Shape.PIPES
    if "\n" in gap:
        return Shape.PARAGRAPHS if gap.count("\n") > 1 else Shape.LINES
    return Shape.SPACES if gap else Shape.UNSPACED
