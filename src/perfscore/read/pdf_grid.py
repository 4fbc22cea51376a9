"""
Ruled lines and characters of a PDF's pages → tables.

The lines cut a page into elementary cells; neighbours without a wall between them are one cell,
which so needs no closed border: a merged cell that goes on over the page has none.
A character belongs to the cell that holds its centre, because fonts claim boxes far taller than their signs.
Lengths are hundredths of a point.
"""

from __future__ import annotations

import re

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from attrs import Factory, define, field, frozen

from perfscore.form import Place
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


__all__ = ["Char", "Line", "Page", "tables"]

#: Lines closer than this are one line, and reach each other.
_NEAR = 200

#: The gap that a dotted line may have.
_DOTS = 400

#: Two tables have the same edges within this.
_EDGE = 400

#: In Noto and Source Han these are one sign with two characters in the same box.
_DOUBLE = frozenset("—…")

_PAGE_NUMBER: Final = re.compile(r"[-—–\s\d/第页共·]*")


@frozen
class Char:
    text: str
    left: int
    top: int
    right: int
    bottom: int

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
    chars: tuple[Char, ...]
    horizontal: tuple[Line, ...]
    vertical: tuple[Line, ...]

    @classmethod
    def of(cls, chars: Iterable[Sequence[int]], boxes: Iterable[Sequence[int]]) -> Page:
        """
        A page from its characters (code and box) and the boxes of its thin shapes.
        """
        horizontal: list[Line] = []
        vertical: list[Line] = []
        for left, top, right, bottom in boxes:
            if right - left >= bottom - top:
                horizontal.append(Line((top + bottom) // 2, left, right))
            else:
                vertical.append(Line((left + right) // 2, top, bottom))
        printable = (Char(chr(code), *box) for code, *box in chars if code > 31 and not 0xD800 <= code < 0xE000)
        return cls(tuple(_without_doubles(printable)), tuple(_joined(horizontal)), tuple(_joined(vertical)))


@define
class _Ruling:
    """
    The lines of one table on one page.
    """

    number: int
    horizontal: list[Line] = Factory(list)
    vertical: list[Line] = Factory(list)

    @property
    def left(self) -> int:
        return min(line.start for line in self.horizontal)

    @property
    def right(self) -> int:
        return max(line.end for line in self.horizontal)

    @property
    def top(self) -> int:
        return min(*(line.at for line in self.horizontal), *(line.start for line in self.vertical))

    @property
    def bottom(self) -> int:
        return max(*(line.at for line in self.horizontal), *(line.end for line in self.vertical))

    def holds(self, char: Char) -> bool:
        return self.left <= char.x <= self.right and self.top <= char.y <= self.bottom


@define
class _Stack:
    """
    A table with its continuations on later pages, and the text that stood above it.
    """

    rulings: list[_Ruling]
    before: str
    chars: dict[int, list[Char]] = field(factory=lambda: defaultdict(list))


def tables(pages: Sequence[Page], most: int) -> list[Grid] | None:
    """
    The tables of all pages; one that a page break interrupts is one table. Without any, one grid holds the text.

    ``None`` where the lines cut a table into more than *most* cells.
    """
    stacks: list[_Stack] = []
    loose: list[str] = []
    for number, page in enumerate(pages, start=1):
        rulings = _rulings(page, number)
        rest = [char for char in page.chars if not any(ruling.holds(char) for ruling in rulings)]
        for ruling in rulings:
            above = _lines(char for char in rest if char.y < ruling.top)
            rest = [char for char in rest if char.y >= ruling.top]
            loose.extend(above)
            if not (stacks and ruling is rulings[0] and _continues(stacks[-1], ruling, loose)):
                stacks.append(_Stack([], before="\n".join(loose)))
                loose.clear()
            stacks[-1].rulings.append(ruling)
            stacks[-1].chars[number] = [char for char in page.chars if ruling.holds(char)]
        loose.extend(_lines(rest))
    rest_text = "\n".join(loose)
    grids: list[Grid] = []
    for stack in stacks:
        grid = _grid(stack, rest_text if stack is stacks[-1] else "", most)
        if grid is None:
            return None
        grids.append(grid)
    return grids or [Grid((), before=rest_text)]


def _without_doubles(chars: Iterable[Char]) -> Iterator[Char]:
    """
    The characters without those that are drawn twice to look bold.
    """
    seen: dict[tuple[str, int, int], list[Char]] = defaultdict(list)
    for char in chars:
        step = max(100, (char.right - char.left) // 2)
        place = (char.text, char.x // step, char.y // step)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((char.text, place[1] + dx, place[2] + dy), ())
        )
        reach = 12 * (char.right - char.left)
        if (
            char.text in _DOUBLE
            or char.text.isspace()
            or not any(100 * abs(char.x - other.x) <= reach and 100 * abs(char.y - other.y) <= reach for other in near)
        ):
            seen[place].append(char)
            yield char


def _joined(lines: list[Line]) -> Iterator[Line]:
    """
    Lines with their pieces put together: cells draw their own sides, and dotted lines are many.
    """
    groups: dict[int, list[Line]] = defaultdict(list)
    middles = _clusters(line.at for line in lines)
    for line in lines:
        groups[_index(middles, line.at)].append(line)
    for middle, pieces in groups.items():
        pieces.sort(key=lambda line: line.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _DOTS:
                yield Line(middles[middle], start, end)
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        yield Line(middles[middle], start, end)


def _clusters(positions: Iterable[int]) -> list[int]:
    """
    Positions with those that are all but the same made one.
    """
    groups: list[list[int]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][-1] <= _NEAR:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [sum(group) // len(group) for group in groups]


def _index(positions: Sequence[int], position: int) -> int:
    """
    Which of the ordered *positions* is nearest.
    """
    after = bisect_right(positions, position)
    near = range(max(after - 1, 0), min(after + 1, len(positions)))
    return min(near, key=lambda index: abs(positions[index] - position))


def _rulings(page: Page, number: int) -> list[_Ruling]:
    """
    The tables of a page from top to bottom: sets of lines that reach each other.
    """
    lines = [*page.horizontal, *page.vertical]
    parent = list(range(len(lines)))
    count = len(page.horizontal)
    for h, across in enumerate(page.horizontal):
        for v, down in enumerate(page.vertical, start=count):
            if (
                down.start - _NEAR <= across.at <= down.end + _NEAR
                and across.start - _NEAR <= down.at <= across.end + _NEAR
            ):
                parent[_root(parent, h)] = _root(parent, v)
    found: dict[int, _Ruling] = {}
    for index, line in enumerate(lines):
        ruling = found.setdefault(_root(parent, index), _Ruling(number))
        (ruling.horizontal if index < count else ruling.vertical).append(line)
    whole = [ruling for ruling in found.values() if len(ruling.horizontal) > 1 and len(ruling.vertical) > 1]
    return sorted(whole, key=lambda ruling: (ruling.top, ruling.left))


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _continues(stack: _Stack, ruling: _Ruling, between: Sequence[str]) -> bool:
    """
    Whether a table goes on from the page before: the same edges, and nothing but page numbers between.
    """
    last = stack.rulings[-1]
    return (
        last.number == ruling.number - 1
        and abs(last.left - ruling.left) <= _EDGE
        and abs(last.right - ruling.right) <= _EDGE
        and all(_PAGE_NUMBER.fullmatch(line) for line in between)
    )


def _grid(stack: _Stack, after: str, most: int) -> Grid | None:
    verticals = [line.at for ruling in stack.rulings for line in ruling.vertical]
    edges = [edge for ruling in stack.rulings for edge in (ruling.left, ruling.right)]
    xs = _clusters([*verticals, *edges])
    cells: list[GridCell] = []
    rows = 0
    for ruling in stack.rulings:
        ys = _clusters([*(line.at for line in ruling.horizontal), ruling.top, ruling.bottom])
        if (rows + len(ys) - 1) * (len(xs) - 1) > most:
            return None
        cells.extend(_cells(ruling, xs, ys, stack.chars[ruling.number], rows))
        rows += len(ys) - 1
    return Grid(tuple(cells), before=stack.before, after=after)


def _cells(ruling: _Ruling, xs: list[int], ys: list[int], chars: list[Char], offset: int) -> Iterator[GridCell]:
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))
    down, across = _walls(ruling.vertical, xs, ys), _walls(ruling.horizontal, ys, xs)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in down:
                parent[_root(parent, here)] = _root(parent, here + 1)
            if row + 1 < rows and (row + 1, column) not in across:
                parent[_root(parent, here)] = _root(parent, here + columns)
    regions: dict[int, list[int]] = defaultdict(list)
    for here in range(columns * rows):
        regions[_root(parent, here)].append(here)
    texts: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        column = min(max(bisect_right(xs, char.x) - 1, 0), columns - 1)
        row = min(max(bisect_right(ys, char.y) - 1, 0), rows - 1)
        texts[_root(parent, row * columns + column)].append(char)
    for root, members in sorted(regions.items(), key=lambda item: item[1][0]):
        tops = [member // columns for member in members]
        lefts = [member % columns for member in members]
        top, left = min(tops), min(lefts)
        yield GridCell(
            offset + top,
            left,
            "\n".join(_lines(texts[root])),
            rows=max(tops) - top + 1,
            columns=max(lefts) - left + 1,
            place=Place(page=ruling.number, row=top + 1, column=left + 1),
        )


def _walls(lines: Sequence[Line], across: list[int], along: list[int]) -> set[tuple[int, int]]:
    """
    The elementary sides that are drawn: (number of the line's position, number of the step along it).
    """
    walls: set[tuple[int, int]] = set()
    for line in lines:
        position = _index(across, line.at)
        for step in range(len(along) - 1):
            if line.start - _NEAR <= (along[step] + along[step + 1]) // 2 <= line.end + _NEAR:
                walls.add((position, step))
    return walls


def _lines(chars: Iterable[Char]) -> list[str]:
    """
    Characters as lines of text, told by their vertical centres.
    """
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.y):
        if lines and 2 * (char.y - lines[-1][0].y) < max(char.height, lines[-1][0].height):
            lines[-1].append(char)
        else:
            lines.append([char])
    texts = (_line(sorted(line, key=lambda char: char.left)) for line in lines)
    return [text for text in texts if text.strip()]


def _line(chars: list[Char]) -> str:
    parts: list[str] = []
    last: Char | None = None
    for char in chars:
        # a gap is a space only between Latin letters; beside Chinese it is the typesetter's
        if last is not None and _are_latin(last, char) and 4 * (char.left - last.right) > char.height:
            parts.append(" ")
        parts.append(char.text)
        last = char
    return "".join(parts).replace("\xa0", " ")


def _are_latin(one: Char, other: Char) -> bool:
    return all(char.text.isascii() and char.text.isalpha() for char in (one, other))
