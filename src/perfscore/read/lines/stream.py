"""
A text and the same text folded (no white space, half width), with the way back from one to the other.

Words of the form are looked for in the folded text, where a head wrapped over three lines is one word again.
Cells are cut from the text itself.
"""

from __future__ import annotations

import re
import unicodedata

from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from attrs import field, frozen

from perfscore.form import Place
from perfscore.lexicon import Lexicon, load_lexicon


__all__ = ["Stream", "clean"]

_PAGE_FOOT = re.compile(r"^[ \t]*(?:[-—–][ \t]*\d{1,4}[ \t]*[-—–]|第[ \t]*\d{1,4}[ \t]*页.{0,16})[ \t]*$", re.MULTILINE)
_LINE_MARK = re.compile(r"^[ \t]*(\d{1,3})、", re.MULTILINE)
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\x00"))
# Fonts of some PDFs name their characters by radical: ⽬ for 目.
_RADICALS = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFAD9))
}


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    return "".join(unicodedata.normalize("NFKC", character).split())


@frozen
class Stream:
    """
    *folded* holds neither white space nor pipes; ``origin[i]`` is the position in *text* of its *i*-th character.
    *barred* tells whether bars close lines, so that a line without one goes on below; the *lexicon* holds the words of
    heads and labels.
    """

    text: str = field(repr=False)
    folded: str = field(repr=False)
    origin: tuple[int, ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)
    pages: tuple[int, ...] = field(repr=False)
    barred: bool = False
    lexicon: Lexicon = field(factory=load_lexicon, repr=False)

    @classmethod
    def of(cls, text: str, lexicon: Lexicon | None = None) -> Stream:
        folded: list[str] = []
        origin: list[int] = []
        for position, character in enumerate(text):
            if character in " \n|\t":
                continue
            for part in _fold(character):
                folded.append(part)
                origin.append(position)
        return cls(
            text,
            "".join(folded),
            tuple(origin),
            tuple(match.start() for match in re.finditer("\n", text)),
            tuple(match.start() for match in re.finditer("\f", text)),
            re.search(r"\|[ \t]*$", text, re.MULTILINE) is not None,
            lexicon or load_lexicon(),
        )

    def place(self, position: int) -> Place:
        """
        Where *position* of the text stands; pages are known only where form feeds part them.
        """
        page = bisect_right(self.pages, position) + 1 if self.pages else None
        return Place(page=page, line=bisect_right(self.lines, position - 1) + 1)

    def start(self, index: int) -> int:
        """
        The position in the text of the folded text's *index*-th character.
        """
        return self.origin[index] if index < len(self.origin) else len(self.text)

    def end(self, index: int) -> int:
        """
        The position just behind the *index*-th character, the last one of a word.
        """
        return self.origin[index - 1] + 1 if index else 0

    def between(self, left: int, right: int) -> str:
        """
        What the text holds between two words: white space, pipes or nothing.
        """
        return self.text[self.end(left) : self.start(right)]


def clean(text: str) -> str:
    """
    *text* without what extraction put between the lines: page feet, and the ``1、 2、`` some sites number pages with.

    Blanks take their place, so that lines keep their number.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE | _RADICALS)
    text = _PAGE_FOOT.sub(lambda match: " " * len(match[0]), text)
    marks = list(_LINE_MARK.finditer(text))
    lines = Counter(bool(line.strip()) for line in text.split("\n"))[True]
    # Every line is a page then, and the numbers count the lines; an enumeration inside a cell does not.
    if marks and [int(mark[1]) for mark in marks] == list(range(1, lines + 1)):
        text = _LINE_MARK.sub(lambda match: " " * len(match[0]), text)
    return text
