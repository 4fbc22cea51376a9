"""
Finds rows of heads in running text: a known word, and what goes on behind it and in front of it.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from perfscore.lexicon import Lexicon
from perfscore.read.lines.columns import Head
from perfscore.read.lines.stream import Stream
from perfscore.read.table.heads import Heads, fund_heads_in, indicator_heads_in
from perfscore.read.table.rows import is_number
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_TOTALS


__all__ = ["HeadSearch"]

#: The longest head that no list holds, and the longest in front of others, in characters; a short one may stand above them.
_LONGEST: Final = 16
_LONGEST_BEFORE: Final = 24
_SHORT: Final = 8
#: So few heads are no row of them, and so many have not been met; of so many in front of the first known one.
_FEW: Final = 2
_MOST: Final = 40
_MOST_BEFORE: Final = 4
#: So many columns make a row of heads whatever else stands in it.
_SURE: Final = 4
#: What a row below may begin with.
_FUND_ROWS: Final = FUND_TOTALS.union(FUND_COMPONENTS)
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
#: What only goes on with the head before it, as 及改进措施 does.
_GOES_ON: Final = re.compile("[及和与或、]")


@frozen
class HeadSearch:
    """
    The search for heads of one *kind*: their exact *words*, and words that are heads only *inside* a row of them.
    """

    stream: Stream
    kind: Heads
    words: re.Pattern[str]
    inside: Mapping[str, str]

    @classmethod
    def for_indicators(cls, stream: Stream) -> HeadSearch:
        """
        The search for the heads of indicators, in the words of the stream's lexicon.
        """
        inside = stream.lexicon.meanings("heads", "indicators", "inside")
        return cls(stream, indicator_heads_in(stream.lexicon), _words(stream.lexicon, "indicators"), inside)

    @classmethod
    def for_funds(cls, stream: Stream) -> HeadSearch:
        """
        The search for the heads of the fund table, in the words of the stream's lexicon.
        """
        return cls(stream, fund_heads_in(stream.lexicon), _words(stream.lexicon, "funds"), MappingProxyType({}))

    def rows(self) -> Iterator[tuple[Head, ...]]:
        """
        What may be a row of heads, in the order of the text.
        """
        position = above = 0
        while first := self.words.search(self.stream.folded, position):
            heads = self._heads_of_word(first)
            heads = [*self._before(heads[0], above), *heads]
            while len(heads) < _MOST and (longer := self._longer(heads)):
                heads = longer
            # a word or two are no row of heads, and the next one may belong to another
            position = heads[-1].end if len(heads) > _FEW else first.end()
            above = heads[-1].end if len(heads) > _FEW else above
            yield tuple(self._drop_weaker_heads(heads))

    def alone(self) -> set[str]:
        """
        The roles of the known words that something parts from their neighbours on both sides.
        """
        matches = self.words.finditer(self.stream.folded)
        alone = (match[0] for match in matches if self._gap(match.start()) and self._gap(match.end()))
        return {self.kind.words[word] for word in alone if word in self.kind.words}

    def _gap(self, position: int) -> str:
        """
        What parts the folded text at a position: white space, bars or nothing.
        """
        return self.stream.between(position, position)

    def _heads_of_word(self, match: re.Match[str]) -> list[Head]:
        """
        The heads that a known word stands for, which may be one, two, or the beginning of a longer one.
        """
        word, start, end = match[0], match.start(), match.end()
        columns = self.kind.words
        # 执行率得分 is one head, 执行率 得分 are two.
        for cut in range(start + 2, end - 1):
            left, right = word[: cut - start], word[cut - start :]
            if self._gap(cut) and left in columns and right in columns:
                return [Head(columns[left], left, start, cut), Head(columns[right], right, cut, end)]
        stop = self._cell_end(start)
        if stop > end and self._gap(start) and (role := self.kind.likely(self.stream.folded[start:stop])):
            return [Head(role, self.stream.folded[start:stop], start, stop)]
        return [Head(columns.get(word) or columns[match[1]], word, start, end)]

    def _cell_end(self, start: int) -> int:
        """
        Where the cell that begins at *start* ends: at the next gap, unless lines of it go on below.
        """
        before = self._gap(start)
        wraps = _BLANK_LINE.search(before) or ("|" in before and self.stream.barred)
        end = best = self._word_end(start)
        while wraps and end < min(start + _LONGEST, len(self.stream.folded)) and self._gap(end) == "\n":
            piece = end
            end = self._word_end(piece)
            if self.kind.likely(self.stream.folded[piece:end]):
                break
            best = end if self.kind.likely(self.stream.folded[start:end]) else best
        return best

    def _word_end(self, start: int) -> int:
        """
        Where the word that begins at *start* ends, if that is not too far.
        """
        last = min(start + _LONGEST, len(self.stream.folded))
        return next((stop for stop in range(start + 1, last) if self._gap(stop)), last)

    def _before(self, first: Head, position: int) -> list[Head]:
        """
        The heads in front of the first one that is known by its exact words, 指标类型 in front of 指标内容.
        """
        found: list[Head] = []
        end = first.start
        while len(found) < _MOST_BEFORE and end > position and (gap := self._gap(end)):
            start = next((start for start in range(end - 1, position, -1) if self._gap(start)), position)
            word = self.stream.folded[start:end]
            # what stands on a line of its own above the others is a head only where it is short
            longest = _SHORT if "\n" in gap and "|" not in gap else _LONGEST_BEFORE
            role = self.kind.likely(word) if len(word) <= longest and word not in _FUND_ROWS else None
            if role in (None, "weight", "score") or role in {head.role for head in (*found, first)}:
                break
            found.insert(0, Head(role, word, start, end))
            end = start
        return found

    def _longer(self, heads: list[Head]) -> list[Head] | None:
        """
        *heads* with what goes on behind them, ``None`` where nothing does.
        """
        end = heads[-1].end
        match = self.words.match(self.stream.folded, end)
        if self._gap(end):
            longer = self._with_likely(heads, match)
            if longer or match is None:
                return longer or self._with_strangers(heads)
        if match:
            return [*heads, *self._heads_of_word(match)]
        following = self._find_scrambled(end) or self._inside(heads) or self._find_unlisted(heads)
        return [*heads, following] if following else None

    def _with_likely(self, heads: list[Head], match: re.Match[str] | None) -> list[Head] | None:
        """
        *heads* with a word behind them that resembles a head, or goes on with the last one, and is not just the *match*.
        """
        last = heads[-1]
        stop = self._cell_end(last.end)
        word = self.stream.folded[last.end : stop]
        if match and (match.end() >= stop or self._gap(match.end())):
            return None
        if _GOES_ON.match(word) and self.kind.likely(last.text + word) == last.role:
            return [*heads[:-1], evolve(last, text=last.text + word, end=stop)]
        role = self._likely(heads, word)
        return [*heads, Head(role, word, last.end, stop)] if role else None

    def _likely(self, heads: list[Head], word: str) -> str | None:
        """
        The role of a word behind *heads* that resembles a head, and not the first cell below them.
        """
        role = self.kind.likely(word)
        roles = {head.role for head in heads}
        if role == "level1":
            # 指标类型 behind the names tells 定量 from 定性
            return "extra"
        if role is None or (role in roles and role != "extra") or word.rstrip(":") in _FUND_ROWS:
            return None
        # the rows of a table without levels begin with names, which may resemble anything
        below = "\n" in self._gap(heads[-1].end) and "level1" not in roles
        return None if below and any("\n" not in self._gap(head.start) for head in heads[1:]) else role

    def _inside(self, heads: list[Head]) -> Head | None:
        """
        A word that is a head only behind others: where nothing parts the heads, a longer run of them is the only evidence.
        """
        end = heads[-1].end
        if len(heads) < _FEW:
            return None
        stop = next(
            (end + size for size in range(_SHORT, 0, -1) if self.stream.folded[end : end + size] in self.inside), end
        )
        word = self.stream.folded[end:stop]
        return Head(self.inside[word], word, end, stop) if word else None

    def _find_scrambled(self, start: int) -> Head | None:
        """
        A head whose signs stand in another order, in front of one that is printed right, where nothing parts them.
        """
        for end in range(start + _FEW + 1, start + _SHORT + 1):
            word = self.stream.folded[start:end]
            if self.words.match(self.stream.folded, end) and (role := self.kind.likely(word)):
                return Head(role, word, start, end)
        return None

    def _find_unlisted(self, heads: list[Head]) -> Head | None:
        """
        A short word in front of a known head, where nothing parts the heads and enough of them make a row.
        """
        start = heads[-1].end
        roles = {head.role for head in heads}
        following = self.words.search(self.stream.folded, start + _FEW, start + _SHORT + _LONGEST)
        if len(roles) < _SURE or following is None or following.start() > start + _SHORT:
            return None
        # the row below may begin with such words, but not with those of a column that is still lacking
        if self.kind.words[following[1]] in {*roles, "extra"}:
            return None
        word = self.stream.folded[start : following.start()]
        return Head(self.kind.likely(word) or "extra", word, start, following.start())

    def _with_strangers(self, heads: list[Head]) -> list[Head] | None:
        """
        *heads* with the next one that is known, and the strangers before it: columns, if gaps part them from both.
        """
        end = heads[-1].end
        match = self.words.search(self.stream.folded, end, end + 2 * _LONGEST)
        if match is None or match.start() > end + _LONGEST or not self._gap(match.start()):
            return None
        between = list(self._strangers(end, match.start()))
        # labels with their amounts beside them are no heads
        if any(is_number(head.text) for head in between):
            return None
        return [*heads, *between, *self._heads_of_word(match)]

    def _strangers(self, start: int, end: int) -> Iterator[Head]:
        text = self.stream.text[self.stream.start(start) : self.stream.end(end)]
        words = ["".join(part.split()) for part in (text.split("|") if "|" in text else text.split())]
        position = start
        for word in filter(None, words):
            yield Head(self.kind.likely(word) or "extra", word, position, position + len(word))
            position += len(word)

    def _drop_weaker_heads(self, heads: list[Head]) -> Iterator[Head]:
        """
        *heads* where one that only resembles a word gives way to one that is the word, wherever that stands.
        """
        exact = {head.role for head in heads if self.kind.role(head.text)}
        for head in heads:
            yield head if self.kind.role(head.text) or head.role not in exact else evolve(head, role="extra")


@lru_cache(maxsize=64)
def _words(lexicon: Lexicon, table: str) -> re.Pattern[str]:
    """
    The exact words of the heads of a table, each perhaps with a bracket behind it.
    """
    kind = indicator_heads_in(lexicon) if table == "indicators" else fund_heads_in(lexicon)
    # 年初预算数① and 年初预算数 15 read the same when folded
    exact = (
        re.escape(word) + (r"(?![\d,.])" if word[-1].isdigit() else "")
        for word in sorted(kind.words, key=len, reverse=True)
    )
    # A head may carry a formula or a unit that the vocabulary does not list, 实际完成值(B); over indicators a bracket
    # that holds nothing but points, (50分), is the weight of the section below.
    points = r"(?!\d+(?:\.\d+)?分?\))" if table == "indicators" else ""
    return re.compile(rf"({'|'.join(exact)})(?:\({points}[^()]{{0,24}}\))?")
