"""
Cuts a stretch of text into atoms: pieces that no cell border runs through.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.read.text.heads import Shape
from perfscore.read.vocabulary import fold


__all__ = ["Atom", "Gap", "atoms", "cell_text", "width"]


class Gap(Enum):
    """
    What stands before an atom.
    """

    NONE = "nothing"
    SPACE = "blanks"
    LINE = "a line break"
    BLANK = "a blank line"
    PAGE = "a form feed, or three blank lines"
    PIPE = "a pipe or a tab"


@frozen
class Atom:
    """
    *start* and *end* are positions in the text; *opens* and *closes* tell whether a line begins or ends with it.
    """

    text: str
    start: int
    end: int
    gap: Gap
    opens: bool = True
    closes: bool = True


_SEPARATORS: Final = {
    Shape.PIPES: re.compile(r"[|\t]"),
    Shape.LINES: re.compile(r"\s*\n\s*"),
    Shape.SPACES: re.compile(r"[\s|]+"),
}
_ROW_END: Final = re.compile(r"\|[ \t]*$", re.MULTILINE)
_BREAK: Final = re.compile(r"(?P<before>\S)[ \t\f\r]*\n\s*(?P<after>\S)")


def atoms(text: str, start: int, end: int, shape: Shape) -> tuple[Atom, ...]:
    """
    The atoms of ``text[start:end]``.
    """
    separator = _SEPARATORS[shape]
    if shape is Shape.PIPES and not _ROW_END.search(text, start, end):
        # Rows without a closing pipe end with their line.
        separator = re.compile(r"[|\t\n]")
    return tuple(_cut(text, start, end, separator, blanks=shape is Shape.PIPES))


def _cut(text: str, start: int, end: int, separator: re.Pattern[str], *, blanks: bool) -> Iterator[Atom]:
    left = start
    gap = text[start:start]
    pieces = [*((m.start(), m.end()) for m in separator.finditer(text, start, end)), (end, end)]
    for position, (stop, after) in enumerate(pieces):
        piece = text[left:stop].strip()
        if piece or (blanks and 0 < position < len(pieces) - 1):
            begin = left + (len(text[left:stop]) - len(text[left:stop].lstrip())) if piece else left
            opens = "\n" in gap or not gap
            closes = "\n" in text[stop:after] or stop == end
            yield Atom(piece, begin, begin + len(piece), _gap(gap, start=not gap), opens, closes)
        left, gap = after, text[stop:after]


def _gap(between: str, *, start: bool) -> Gap:
    if "|" in between or "\t" in between:
        return Gap.PIPE
    breaks = between.count("\n")
    if "\f" in between or breaks > 3:
        return Gap.PAGE
    if breaks > 1:
        return Gap.BLANK
    return Gap.LINE if breaks or start else Gap.SPACE


def cell_text(piece: str) -> str:
    """
    A cell's text on one line. Chinese goes on without a blank where a line broke, two Latin words do not.
    """

    def mend(match: re.Match[str]) -> str:
        latin = (
            match["before"].isascii()
            and match["before"].isalpha()
            and match["after"].isascii()
            and match["after"].isalpha()
        )
        return match["before"] + (" " if latin else "") + match["after"]

    # A line of one character is the end of one match and the start of the next.
    return _BREAK.sub(mend, _BREAK.sub(mend, piece.strip()))


@lru_cache(maxsize=8192)
def _advance(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def width(text: str) -> int:
    """
    How wide *text* runs, in half-width characters.
    """
    return sum(map(_advance, text))


def folded(atom: Atom) -> str:
    return fold(atom.text)
