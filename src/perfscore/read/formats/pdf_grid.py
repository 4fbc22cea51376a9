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
from perfscore.read.formats.pdf_ruling import Ruling, root_of, rulings
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
class _Stack:
    """
    A table with its continuations on later pages, and the text that stood above it.

    *columns* are the positions of its vertical lines, shared with the tables it goes on from.
    """

    before: str
    columns: list[int]
    rulings: list[Ruling] = Factory(list)
    chars: dict[int, list[Char]] = field(factory=lambda: defaultdict(list))

    def add(self, ruling: Ruling, chars: list[Char]) -> None:
        self.rulings.append(ruling)
        self.columns.extend([*(line.at for line in ruling.vertical), ruling.left, ruling.right])
        self.chars[ruling.number] = chars


def tables(pages: Sequence[Page], document: Document) -> list[Grid]:
    """
    The tables of all pages; one that a page break interrupts is one table. Without any, one grid holds the text.

    :raises ReadError: when the lines cut tables into more cells than the limits allow.
    """
    walk = _Walk(_running(pages))
    for number, page in enumerate(pages, start=1):
        walk.page(page, number)
    rest = "\n".join(walk.loose)
    grids = [_grid(stack, rest if stack is walk.stacks[-1] else "", document) for stack in walk.stacks]
    return grids or [Grid((), before=rest)]


@define
class _Walk:
    """
    The tables found so far, and the *loose* text since the last of them; *running* lines stand on every page.
    """

    running: Mapping[str, int]
    stacks: list[_Stack] = Factory(list)
    loose: list[str] = Factory(list)

    def page(self, page: Page, number: int) -> None:
        tables = rulings(page, number)
        held = [ruling.inside(page.chars) for ruling in tables]
        placed = {id(char) for chars in held for char in chars}
        rest = [char for char in page.chars if id(char) not in placed]
        for ruling, chars in zip(tables, held, strict=True):
            self._text([char for char in rest if char.y < ruling.top], number)
            rest = [char for char in rest if char.y >= ruling.top]
            self._table(ruling, chars, may_continue=ruling is tables[0])
        self.loose.extend(_news(page.prose, self.running, number))
        self._text(rest, number)

    def _text(self, chars: Sequence[Char], number: int) -> None:
        self.loose.extend(_news(lines(chars), self.running, number))

    def _table(self, ruling: Ruling, chars: list[Char], *, may_continue: bool) -> None:
        goes_on = may_continue and bool(self.stacks) and _continues(self.stacks[-1], ruling)
        if not goes_on or not all(_PAGE_NUMBER.fullmatch(line) for line in self.loose):
            # with its columns numbered as before, a table goes on below a line of text
            columns = self.stacks[-1].columns if goes_on else []
            self.stacks.append(_Stack("\n".join(self.loose), columns))
            self.loose.clear()
        self.stacks[-1].add(ruling, chars)


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


def _continues(stack: _Stack, ruling: Ruling) -> bool:
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
        tuple(cell for cell, _, _ in cells),
        before=stack.before,
        after=after,
        remarks=tuple(_recognition_remarks(stack)),
    )


def _recognition_remarks(stack: _Stack) -> Iterator[Remark]:
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


def _cells(ruling: Ruling, xs: list[int], ys: list[int], chars: list[Char], offset: int) -> Iterator[_Open]:
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))
    down, across = _walls(ruling.vertical, xs, ys), _walls(ruling.horizontal, ys, xs)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in down:
                parent[root_of(parent, here)] = root_of(parent, here + 1)
            if row + 1 < rows and (row + 1, column) not in across:
                parent[root_of(parent, here)] = root_of(parent, here + columns)
    regions: dict[int, list[int]] = defaultdict(list)
    for here in range(columns * rows):
        regions[root_of(parent, here)].append(here)
    texts: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        column = min(max(bisect_right(xs, char.x) - 1, 0), columns - 1)
        row = min(max(bisect_right(ys, char.y) - 1, 0), rows - 1)
        texts[root_of(parent, row * columns + column)].append(char)
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
