"""
A page of a PDF as it is drawn: characters, ruled lines, and the lines of text that characters make.

Lengths are hundredths of a point, counted to the right and down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


__all__ = ["NEAR", "Char", "Line", "Page", "clusters", "join_lines", "lines", "nearest", "text_lines"]

_T = TypeVar("_T")

#: Lines closer than this are one line, and reach each other.
NEAR = 200

#: The gap that a dotted line may have.
_DOTS = 400

#: What is no longer than this is a dot, not a line.
_DOT = 250

#: No table has more lines on a page.
_MOST_LINES = 2_000

#: Dots of one line stand no further apart across it.
_SAME = 20

#: In Noto and Source Han these are one sign with two characters in the same box.
_DOUBLE = frozenset("—…")


@frozen
class Char:
    text: str
    left: int
    top: int
    right: int
    bottom: int
    #: hundredths, of a character that was recognised in a picture
    certainty: int | None = None

    @property
    def x(self) -> int:
        return (self.left + self.right) // 2

    @property
    def y(self) -> int:
        return (self.top + self.bottom) // 2

    @property
    def height(self) -> int:
        return self.bottom - self.top


@frozen
class Line:
    """
    A ruled line: at *at* across its direction, from *start* to *end* along it.
    """

    at: int
    start: int
    end: int


@frozen
class Page:
    """
    A page by what it draws, or by the *prose* that is all it holds.
    """

    chars: tuple[Char, ...]
    horizontal: tuple[Line, ...]
    vertical: tuple[Line, ...]
    prose: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        chars: Iterable[Sequence[int]],
        boxes: Iterable[Sequence[int]],
        panels: Sequence[Sequence[int]] = (),
        text: str = "",
    ) -> Page:
        """
        A page from its characters (code, box and certainty), the boxes of its thin shapes, and filled rectangles.

        Where nothing else draws a table, its cells' backgrounds do.
        """
        horizontal, vertical = _find_rules(boxes)
        if not horizontal and not vertical and _tile(panels):
            horizontal = [Line(y, left, right) for left, top, right, bottom in panels for y in (top, bottom)]
            vertical = [Line(x, top, bottom) for left, top, right, bottom in panels for x in (left, right)]
        printable = (Char(chr(code), *box) for code, *box in chars if code > 31 and not 0xD800 <= code < 0xE000)
        across, down = join_lines(horizontal), join_lines(vertical)
        if max(len(across), len(down)) > _MOST_LINES:
            # a map or a chart
            across = down = ()
        prose = tuple(line for line in text.splitlines() if line.strip())
        return cls(tuple(_without_doubles(printable)), across, down, prose)

    def text(self) -> list[str]:
        """
        The lines of text on the page.
        """
        return [*self.prose, *lines(self.chars)]


def _find_rules(boxes: Iterable[Sequence[int]]) -> tuple[list[Line], list[Line]]:
    """
    Thin shapes as lines across and lines down.
    """
    dots: list[Sequence[int]] = []
    horizontal: list[Line] = []
    vertical: list[Line] = []
    for box in boxes:
        left, top, right, bottom = box
        if max(right - left, bottom - top) < _DOT:
            dots.append(box)
        elif right - left >= bottom - top:
            horizontal.append(Line((top + bottom) // 2, left, right))
        else:
            vertical.append(Line((left + right) // 2, top, bottom))
    # a dot may stand in a line of dots either way
    horizontal += _find_dotted_lines(((top + bottom) // 2, left, right) for left, top, right, bottom in dots)
    vertical += _find_dotted_lines(((left + right) // 2, top, bottom) for left, top, right, bottom in dots)
    return horizontal, vertical


def _without_doubles(chars: Iterable[Char]) -> Iterator[Char]:
    """
    The characters without those that are drawn twice to look bold.
    """
    seen: dict[tuple[str, int, int], list[Char]] = defaultdict(list)
    for char in chars:
        width = char.right - char.left
        step, reach = max(100, width // 2), 12 * width // 100
        near = (
            other
            for x in range((char.x - reach) // step, (char.x + reach) // step + 1)
            for y in range((char.y - reach) // step, (char.y + reach) // step + 1)
            for other in seen.get((char.text, x, y), ())
        )
        if (
            char.text in _DOUBLE
            or char.text.isspace()
            or not any(abs(char.x - other.x) <= reach and abs(char.y - other.y) <= reach for other in near)
        ):
            seen[char.text, char.x // step, char.y // step].append(char)
            yield char


def _tile(panels: Sequence[Sequence[int]]) -> bool:
    """
    Whether backgrounds fill what they stand in, as those of all cells do; a band behind every second row does not.
    """
    if not panels:
        return False
    lefts, tops, rights, bottoms = zip(*panels, strict=True)
    whole = (max(rights) - min(lefts)) * (max(bottoms) - min(tops))
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in panels]
    inside = sum(area for area in areas if 2 * area < whole)
    return bool(10 * inside >= 8 * whole)


def _find_dotted_lines(dots: Iterable[tuple[int, int, int]]) -> list[Line]:
    """
    Dots that stand in a row, and near each other, as lines.
    """
    rows: dict[int, list[Line]] = defaultdict(list)
    for at, start, end in sorted(dots, key=lambda dot: dot[1]):
        row = rows[at // _SAME]
        if row and start <= row[-1].end + _DOTS:
            row[-1] = Line(row[-1].at, row[-1].start, end)
        else:
            row.append(Line(at, start, end))
    return [line for row in rows.values() for line in row if line.end - line.start > _DOT]


def join_lines(lines: list[Line]) -> tuple[Line, ...]:
    """
    Lines with their pieces put together: cells draw their own sides, and dotted lines are many.
    """
    whole: list[Line] = []
    for group in _near(lines, lambda line: line.at):
        middle = sum(line.at for line in group) // len(group)
        pieces = sorted(group, key=lambda line: line.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _DOTS:
                whole.append(Line(middle, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        whole.append(Line(middle, start, end))
    return tuple(whole)


def clusters(positions: Iterable[int]) -> list[int]:
    """
    Positions with those that are all but the same made one.
    """
    return [sum(group) // len(group) for group in _near(positions, int)]


def _near(items: Iterable[_T], position: Callable[[_T], int]) -> list[list[_T]]:
    """
    The items in the order of their positions, in groups of those that are all but the same.
    """
    groups: list[list[_T]] = []
    last: int | None = None
    for item in sorted(items, key=position):
        at = position(item)
        if last is not None and at - last <= NEAR:
            groups[-1].append(item)
        else:
            groups.append([item])
        last = at
    return groups


def nearest(positions: Sequence[int], position: int) -> int:
    """
    Which of the ordered *positions* is nearest.
    """
    after = bisect_right(positions, position)
    near = range(max(after - 1, 0), min(after + 1, len(positions)))
    return min(near, key=lambda index: abs(positions[index] - position))


def lines(chars: Iterable[Char]) -> list[str]:
    """
    Characters as lines of text.
    """
    texts = (_line(line) for line in text_lines(chars))
    return [text for text in texts if text.strip()]


def text_lines(chars: Iterable[Char]) -> list[list[Char]]:
    """
    The characters of each line, told by their vertical centres.
    """
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.y):
        if rows and 2 * (char.y - rows[-1][0].y) < max(char.height, rows[-1][0].height):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(line, key=lambda char: char.left) for line in rows]


def _line(chars: list[Char]) -> str:
    parts: list[str] = []
    last: Char | None = None
    for char in chars:
        # a gap is a space only between Latin letters; beside Chinese it is the typesetter's
        if last is not None and 4 * (char.left - last.right) > char.height and _are_latin(last, char):
            parts.append(" ")
        parts.append(char.text)
        last = char
    return "".join(parts).replace("\xa0", " ")


def _are_latin(one: Char, other: Char) -> bool:
    return all(char.text.isascii() and char.text.isalpha() for char in (one, other))
