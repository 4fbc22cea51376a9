"""
Cuts a stretch of text into tokens: pieces that no cell border runs through.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.read.lines.heads import Shape


__all__ = [
    "CELL_END",
    "NEW_LINE",
    "ROW_END",
    "Gap",
    "Token",
    "append_token",
    "join_tokens",
    "on_one_line",
    "tokens",
    "width",
]


class Gap(Enum):
    """
    What stands before a token.
    """

    NONE = "nothing"
    SPACE = "blanks"
    LINE = "a line break"
    BLANK = "a blank line"
    PAGE = "a form feed, or three blank lines"
    PIPE = "a pipe or a tab"
    CUT = "something that was left out"


#: Gaps behind which another line begins.
NEW_LINE: Final = frozenset({Gap.LINE, Gap.BLANK, Gap.PAGE})


@frozen
class Token:
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
    Shape.PARAGRAPHS: re.compile(r"\s*\n[^\S\n]*\n\s*"),
    Shape.SPACES: re.compile(r"[\s|]+"),
}
#: What ends a cell where bars or tabs part them; a bar at the end of a line ends the line's last cell.
CELL_END: Final = re.compile(r"[|\t] *\n|[|\t\n]")
ROW_END: Final = re.compile(r"\|[ \t]*$", re.MULTILINE)


def tokens(text: str, start: int, end: int, shape: Shape) -> Iterator[Token]:
    """
    The tokens of ``text[start:end]``.
    """
    separator = _SEPARATORS[shape]
    if shape is Shape.PIPES and not ROW_END.search(text, start, end):
        # Rows without a closing pipe end with their line.
        separator = re.compile(r"[|\t\n]")
    blanks = shape is Shape.PIPES
    left, gap = start, ""
    for match in separator.finditer(text, start, end):
        yield from _token(text, left, match.start(), gap, match[0], blank=blanks and left > start)
        left, gap = match.end(), match[0]
    yield from _token(text, left, end, gap, "\n", blank=False)


def _token(text: str, start: int, end: int, before: str, after: str, *, blank: bool) -> Iterator[Token]:
    piece = text[start:end].strip()
    if piece or blank:
        begin = text.index(piece, start)
        opens, closes = "\n" in before or not before, "\n" in after
        yield Token(on_one_line(piece), begin, begin + len(piece), _gap(before), opens, closes)


def _gap(between: str) -> Gap:
    if "|" in between or "\t" in between:
        return Gap.PIPE
    breaks = between.count("\n")
    if "\f" in between or breaks > 3:
        return Gap.PAGE
    if breaks > 1:
        return Gap.BLANK
    return Gap.LINE if breaks or not between else Gap.SPACE


def join_tokens(tokens: Sequence[Token]) -> str:
    """
    The text of a cell. Chinese goes on without a blank where a line broke, two Latin words do not.
    """
    text = tokens[0].text
    for token in tokens[1:]:
        text = append_token(text, token)
    return text


def append_token(text: str, token: Token) -> str:
    """
    The text of a cell with one token more.
    """
    if token.gap is Gap.NONE:
        return text + token.text
    latin = _is_latin(text[-1:]) and _is_latin(token.text[:1])
    return f"{text} {token.text}" if latin or token.gap is Gap.SPACE else text + token.text


def on_one_line(text: str) -> str:
    """
    *text* on one line.
    """
    lines = [line.strip() for line in text.split("\n")]
    return join_tokens([Token(line, 0, 0, Gap.LINE) for line in lines if line] or [Token("", 0, 0, Gap.LINE)])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


@lru_cache(maxsize=8192)
def _advance(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def width(text: str) -> int:
    """
    How wide *text* runs, in half-width characters.
    """
    return sum(map(_advance, text))
