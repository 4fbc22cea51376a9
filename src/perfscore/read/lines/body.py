"""
The body of an indicator table: where it ends, and its tokens over all pages.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from itertools import islice
from typing import Final

from attrs import evolve, frozen

from perfscore.read.lines.heads import Shape
from perfscore.read.lines.labels import ENDS, TOTAL, is_placeholder
from perfscore.read.lines.parts import Part, stands_alone
from perfscore.read.lines.stream import Stream
from perfscore.read.lines.tokens import Gap, Token, tokens
from perfscore.read.lines.unspaced import unspaced_tokens
from perfscore.read.vocabulary import in_text


__all__ = ["Body", "find", "read_body"]

#: Where text has no gaps, only these words are safe to end a table.
_UNSPACED_END: Final = re.compile(in_text("ends", "unspaced"))
_END: Final = re.compile(f"{TOTAL.pattern}|{ENDS.pattern}")

# Some programs print a blank between digits and Chinese characters; it then parts no cells. In front of a number
# that shows only behind words which lead up to one, because cells end before numbers, too.
_SPACED: Final = (re.compile(r"\d[ ][一-鿿]"), re.compile(r"[年月第共约近达到等于为有在余][ ]\d"))
_TIGHT: Final = (re.compile(r"\d[一-鿿]"), re.compile(r"[年月第共约近达到等于为有在余]\d"))


@frozen
class Body:
    """
    The tokens of a table and where it ends in the folded text; not *complete* if no end was found.

    *spaced_digits* tells whether blanks stand between a digit and a character, and between a character and a digit, everywhere.
    """

    tokens: tuple[Token, ...]
    end: int
    complete: bool
    spaced_digits: tuple[bool, bool]


def read_body(stream: Stream, part: Part, most: int) -> Body:
    """
    The body of a form's table, of no more than *most* tokens.
    """
    shape = part.tables[0].shape
    ending = find(stream, part, _UNSPACED_END if shape is Shape.UNSPACED else _END, part.tables[-1].end)
    end = ending.start() if ending else part.end
    text = stream.text[stream.start(part.start) : stream.start(part.end)]
    counts = [[len(pattern.findall(text)) for pattern in patterns] for patterns in (_SPACED, _TIGHT)]
    first, second = (spaced > 3 * tight + 2 for spaced, tight in zip(*counts, strict=True))
    return Body(
        tuple(islice(_tokens(stream, part, end), most)),
        end,
        # A word at the very end of the text may be the beginning of a cell that was cut off.
        ending is not None and ending.end() < part.end,
        (first, second),
    )


def find(stream: Stream, part: Part, words: re.Pattern[str], start: int) -> re.Match[str] | None:
    """
    The first of *words* that is a cell of its own, or any where nothing parts the cells.
    """
    unspaced = part.tables[0].shape is Shape.UNSPACED
    at = start
    while match := words.search(stream.folded, at, part.end):
        if unspaced or (stands_alone(stream, match.start()) and _ends_word(stream, match.end())):
            return match
        # The next may begin within this one: 支撑材料不充分 | 总分 has 分总 in it, a scrambled 总分.
        at = match.start() + 1
    return None


def _ends_word(stream: Stream, index: int) -> bool:
    return stands_alone(stream, index) or ":" in stream.folded[index - 1 : index + 1]


def _tokens(stream: Stream, part: Part, end: int) -> Iterator[Token]:
    """
    The tokens without the head rows repeated on later pages, and without unused rows where their blank cells are lost.
    """
    stops = [*(header.start for header in part.tables[1:] if header.start < end), end]
    for page, (header, stop) in enumerate(zip(part.tables, stops, strict=False)):
        first, last = stream.end(header.end), stream.start(stop)
        unspaced = header.shape is Shape.UNSPACED
        gap = Gap.PAGE if page else None
        for token in (
            unspaced_tokens(stream.text, first, last) if unspaced else tokens(stream.text, first, last, header.shape)
        ):
            if header.shape is not Shape.PIPES and is_placeholder(token.text):
                gap = gap or Gap.CUT
            else:
                yield evolve(token, gap=gap) if gap and token.gap is not Gap.PIPE else token
                gap = None
