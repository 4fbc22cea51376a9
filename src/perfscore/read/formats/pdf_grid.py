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

from attrs import Factory, define, evolve, field

from perfscore.form import Place, Remark
from perfscore.read.deadline import check_time
from perfscore.read.formats.pdf_page import NEAR, clusters, lines, nearest
from perfscore.read.grid import Grid, GridCell
from perfscore.read.vocabulary import TITLE, fold


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from perfscore.read.document import Document
    from perfscore.read.formats.pdf_page import Char, Line, Page

    #: a cell, and whether it is open at its top and at its bottom
    _Open = tuple[GridCell, bool, bool]


__all__ = ["tables"]

#: Two tables have the same edges within this.
_EDGE = 400

#: So many lines at the top and at the bottom of a page may be repeated on every page.
_MARGIN_LINES = 2

#: A cell with a character recognised less surely than this many hundredths may say something else.
_SURE = 80

#: Signs that are mistaken for each other and change no cell.
_PUNCTUATION: Final = frozenset("（）():：，。、；;“”‘’《》")

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(r"[-—–\s\d/第页共·]*")


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
        return min(*(line.start for line in self.horizontal), *(line.at for line in self.vertical))

    @property
    def right(self) -> int:
        return max(*(line.end for line in self.horizontal), *(line.at for line in self.vertical))

    @property
    def top(self) -> int:
        return min(*(line.at for line in self.horizontal), *(line.start for line in self.vertical))

    @property
    def bottom(self) -> int:
        return max(*(line.at for line in self.horizontal), *(line.end for line in self.vertical))

    def inside(self, chars: Iterable[Char]) -> list[Char]:
        """
        The characters that stand in the table.
        """
        left, right, top, bottom = self.left, self.right, self.top, self.bottom
        return [char for char in chars if left <= char.x <= right and top <= char.y <= bottom]


@define
class _Stack:
    """
    A table with its continuations on later pages, and the text that stood above it.

    *columns* are the positions of its vertical lines, shared with the tables it goes on from.
    """

    before: str
    columns: list[int]
    rulings: list[_Ruling] = Factory(list)
    chars: dict[int, list[Char]] = field(factory=lambda: defaultdict(list))


def tables(pages: Sequence[Page], document: Document) -> list[Grid]:
    """
    The tables of all pages; one that a page break interrupts is one table. Without any, one grid holds the text.

    :raises ReadError: when the lines cut tables into more cells than the limits allow.
    """
    stacks: list[_Stack] = []
    loose: list[str] = []
    running = _running(pages)
    for number, page in enumerate(pages, start=1):
        rulings = _rulings(page, number)
        held = [ruling.inside(page.chars) for ruling in rulings]
        placed = {id(char) for chars in held for char in chars}
        rest = [char for char in page.chars if id(char) not in placed]
        for ruling, chars in zip(rulings, held, strict=True):
            top = ruling.top
            above = lines(char for char in rest if char.y < top)
            rest = [char for char in rest if char.y >= top]
            loose.extend(_news(above, running, number))
            goes_on = bool(stacks) and ruling is rulings[0] and _continues(stacks[-1], ruling)
            if not goes_on or not all(_PAGE_NUMBER.fullmatch(line) for line in loose):
                # with its columns numbered as before, a table goes on below a line of text
                columns = stacks[-1].columns if goes_on else []
                stacks.append(_Stack("\n".join(loose), columns))
                loose.clear()
            stacks[-1].rulings.append(ruling)
            stacks[-1].columns.extend([*(line.at for line in ruling.vertical), ruling.left, ruling.right])
            stacks[-1].chars[number] = chars
        loose.extend(_news([*page.prose, *lines(rest)], running, number))
    rest_text = "\n".join(loose)
    grids = [_grid(stack, rest_text if stack is stacks[-1] else "", document) for stack in stacks]
    return grids or [Grid((), before=rest_text)]


def _running(pages: Sequence[Page]) -> dict[str, int]:
    """
    The first and last lines that stand on several pages, page numbers aside, and the first page that has them.

    A form's title is no such line, though every form of a volume may have the same.
    """
    seen: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages, start=1):
        every = page.text()
        for line in {_without_number(line) for line in (*every[:_MARGIN_LINES], *every[-_MARGIN_LINES:])}:
            seen[line].append(number)
    return {
        line: numbers[0] for line, numbers in seen.items() if line and len(numbers) > 1 and not TITLE.search(fold(line))
    }


def _without_number(line: str) -> str:
    # pages of prose keep spaces that others do not
    return "".join(_NUMBER.sub("", line).split())


def _news(found: Sequence[str], running: Mapping[str, int], page: int) -> list[str]:
    """
    The lines without those that an earlier page had in the same margin.
    """
    return [line for line in found if running.get(_without_number(line), page) == page]


def _rulings(page: Page, number: int) -> list[_Ruling]:
    """
    The tables of a page from top to bottom: sets of lines that reach each other.
    """
    lines = [*page.horizontal, *page.vertical]
    parent = list(range(len(lines)))
    count = len(page.horizontal)
    for h, across in enumerate(page.horizontal):
        check_time()
        for v, down in enumerate(page.vertical, start=count):
            if (
                down.start - NEAR <= across.at <= down.end + NEAR
                and across.start - NEAR <= down.at <= across.end + NEAR
            ):
                parent[_root(parent, h)] = _root(parent, v)
    found: dict[int, _Ruling] = {}
    for index, line in enumerate(lines):
        ruling = found.setdefault(_root(parent, index), _Ruling(number))
        (ruling.horizontal if index < count else ruling.vertical).append(line)
    whole = [ruling for ruling in found.values() if len(ruling.horizontal) > 1 and len(ruling.vertical) > 1]
    for ruling in whole:
        # cells that go on over both breaks of a page have nothing but sides
        top, bottom = ruling.top, ruling.bottom
        ruling.vertical += [
            line
            for other in found.values()
            if not other.horizontal
            for line in other.vertical
            if abs(line.start - top) <= _EDGE and abs(line.end - bottom) <= _EDGE
        ]
    return sorted(whole, key=lambda ruling: (ruling.top, ruling.left))


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _continues(stack: _Stack, ruling: _Ruling) -> bool:
    """
    Whether a table goes on from the page before: most of its vertical lines stand where that one's do.

    A merged cell that goes on over the page may have lost its left side.
    """
    own = clusters([*(line.at for line in ruling.vertical), ruling.left, ruling.right])
    known = sum(any(abs(position - at) <= _EDGE for position in stack.columns) for at in own)
    return (
        stack.rulings[-1].number == ruling.number - 1
        and min(stack.columns) - _EDGE <= ruling.left
        and abs(max(stack.columns) - ruling.right) <= _EDGE
        and 2 * known > len(own)
    )


def _grid(stack: _Stack, after: str, document: Document) -> Grid:
    xs = clusters(stack.columns)
    cells: list[_Open] = []
    rows = 0
    for ruling in stack.rulings:
        ys = clusters([*(line.at for line in ruling.horizontal), ruling.top, ruling.bottom])
        chars = stack.chars[ruling.number]
        document.charge(cells=(len(ys) - 1) * (len(xs) - 1), characters=len(chars))
        found = list(_cells(ruling, xs, ys, chars, rows))
        cells = _over_the_break(cells, found, rows) if rows else found
        rows += len(ys) - 1
    return Grid(
        tuple(cell for cell, _, _ in cells), before=stack.before, after=after, remarks=tuple(_recognised(stack))
    )


def _recognised(stack: _Stack) -> Iterator[Remark]:
    """
    That the characters of a table come from a picture, and how surely in the mean.
    """
    every = [char.certainty for chars in stack.chars.values() for char in chars if char.certainty is not None]
    if every:
        yield Remark("recognised", f"{sum(every) // len(every)}%")


def _over_the_break(above: list[_Open], below: list[_Open], row: int) -> list[_Open]:
    """
    The cells of two pages, those made one that the break cuts and whose text stands on one page only.

    Where both parts have text it may be a row that is cut, or two rows: that is told by what the columns mean.
    """
    ends = {
        (cell.column, cell.columns): index for index, (cell, _, _) in enumerate(above) if cell.row + cell.rows == row
    }
    joined = list(above)
    for part in below:
        cell, _, open_below = part
        index = ends.get((cell.column, cell.columns)) if cell.row == row else None
        if index is None or not _is_one(joined[index], part):
            joined.append(part)
            continue
        first, was_open, _ = joined[index]
        told = first if first.text else cell
        whole = evolve(
            first,
            text=told.text,
            rows=first.rows + cell.rows,
            uncertain=told.uncertain,
            certainty=told.certainty,
        )
        joined[index] = (whole, was_open, open_below)
    return joined


def _is_one(above: _Open, below: _Open) -> bool:
    (first, _, open_below), (second, open_above, _) = above, below
    if open_below and open_above:
        return max(first.rows, second.rows) > 1 and not (first.text and second.text)
    # Some programs close a cell at the break: what it says stands in its longer part, and the other is blank.
    return not first.text and second.text != "" and second.rows > 1


def _cells(ruling: _Ruling, xs: list[int], ys: list[int], chars: list[Char], offset: int) -> Iterator[_Open]:
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
        certainty = _certainty(texts[root])
        cell = GridCell(
            offset + top,
            left,
            "\n".join(lines(texts[root])),
            rows=max(tops) - top + 1,
            columns=max(lefts) - left + 1,
            place=Place(page=ruling.number, row=top + 1, column=left + 1),
            uncertain=certainty is not None and certainty < _SURE,
            certainty=certainty,
        )
        sides = range(left, max(lefts) + 1)
        yield (
            cell,
            not any((top, column) in across for column in sides),
            not any((max(tops) + 1, column) in across for column in sides),
        )


def _certainty(chars: Iterable[Char]) -> int | None:
    """
    How surely the least certain character of a cell was recognised, brackets and commas between clauses aside.
    """
    return min(
        (char.certainty for char in chars if char.certainty is not None and char.text not in _PUNCTUATION), default=None
    )


def _walls(lines: Sequence[Line], across: list[int], along: list[int]) -> set[tuple[int, int]]:
    """
    The elementary sides that are drawn: (number of the line's position, number of the step along it).
    """
    walls: set[tuple[int, int]] = set()
    for line in lines:
        check_time()
        position = nearest(across, line.at)
        for step in range(len(along) - 1):
            if line.start - NEAR <= (along[step] + along[step + 1]) // 2 <= line.end + NEAR:
                walls.add((position, step))
    return walls
