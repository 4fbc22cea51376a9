"""
The rows of a table without upright lines: what stands between two ruled lines, or what its texts say by themselves.

Lines of one cell stand closer than rows do. How close is told by the figures: two columns that both have another figure
below have another row there. Lengths are hundredths of a point.
"""

from __future__ import annotations

import re

from collections import defaultdict
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from perfscore.read.formats.pdf_page import Char, clusters, text_lines
from perfscore.read.table.heads import indicator_heads
from perfscore.read.table.labels import heading, section
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import LEVELS1, LEVELS2, STUBS


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from perfscore.read.formats.pdf_page import Page


__all__ = ["Band", "Span", "bands", "level_rows", "line_pitch"]

#: A gap of this many hundredths of the widest sign of a line parts two cells.
_GAP = 45

#: So many ruled lines across a page draw its rows.
_RULED = 8

#: Lines closer than this many hundredths of the distance of two rows belong to one cell.
_CLOSE = 93

#: The longest figure, and the shortest that may need two lines.
_SHORT = 10
_LONG = 6
_REST = re.compile(r"[\d.]{1,3}[%％]?")
_FIGURE = re.compile(
    r"[-—/]|(?:不低于|不少于|不超过|[≥≤≧≦═=<>]{0,2})[\d,.]*\d(?:[%％]|万?[\u4e00-\u9fff]{0,2})(?:以上|以内)?"
)
#: Comparing each with each, so many texts on a page are done in a second or two.
_MOST_PIECES = 3_000

_LEVELS = frozenset((*LEVELS1, *LEVELS2, *STUBS))


@frozen
class Span:
    """
    A text of one or more lines, and the room it takes.
    """

    left: int
    right: int
    top: int
    bottom: int
    text: str

    @property
    def x(self) -> int:
        return (self.left + self.right) // 2

    @property
    def y(self) -> int:
        return (self.top + self.bottom) // 2

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _SHORT and _FIGURE.fullmatch(self.text) is not None

    @property
    def is_level(self) -> bool:
        found = section(self.text)
        return bare(found[0] if found else self.text) in _LEVELS

    def meets(self, other: Span) -> bool:
        """
        Whether both take some of the same width.
        """
        return self.left < other.right and other.left < self.right

    def joined(self, other: Span) -> Span:
        return Span(
            min(self.left, other.left),
            max(self.right, other.right),
            min(self.top, other.top),
            max(self.bottom, other.bottom),
            f"{self.text}\n{other.text}",
        )


@frozen
class Band:
    """
    A row: where it begins and ends, its texts from left to right, and whether lines are drawn around it.
    """

    top: int
    bottom: int
    spans: tuple[Span, ...]
    ruled: bool


def bands(page: Page, pitch: int) -> tuple[list[Band], list[Span]]:
    """
    The rows of a page's table, and the levels that stand beside several of them.

    Lines no further apart than *pitch* belong to one cell.
    """
    pieces = _page_pieces(page)
    edges = clusters(line.at for line in page.horizontal)
    if len(edges) >= _RULED:
        return [
            Band(top, bottom, _side_by_side(piece for piece in pieces if top <= piece.y < bottom), ruled=True)
            for top, bottom in pairwise(edges)
        ], []
    return _close_bands(pieces, pitch) if pitch else ([], [])


def _close_bands(pieces: Sequence[Span], pitch: int) -> tuple[list[Band], list[Span]]:
    """
    The rows of a table that no lines part, and its levels.
    """
    cells = _cells(pieces, pitch)
    levels = [cell for cell in cells if cell.is_level and _stands_alone(cell, cells)]
    rows = _rows([cell for cell in cells if cell not in levels])
    several = [number for number, row in enumerate(rows) if len(row) > 1]
    if not several:
        return [], []
    rows = rows[several[0] : several[-1] + 1]
    height = max(cell.bottom - cell.top for cell in rows[0])
    middles = [
        (max(cell.bottom for cell in above) + min(cell.top for cell in below)) // 2 for above, below in pairwise(rows)
    ]
    ends = [min(cell.top for cell in rows[0]) - height, *middles, max(cell.bottom for cell in rows[-1]) + height]
    found = [
        Band(top, bottom, _side_by_side(row), ruled=False)
        for (top, bottom), row in zip(pairwise(ends), rows, strict=True)
    ]
    return found, [level for level in levels if ends[0] <= level.y <= ends[-1]]


def line_pitch(pages: Iterable[Page]) -> int:
    """
    The largest distance of two lines that belong to one cell; 0 where pages have too few figures to tell.
    """
    pitches = sorted(pitch for page in pages for pitch in _row_pitches(page))
    # a few figures that are broken over two lines do not make rows
    few = max(1, len(pitches) // 10)
    common = (one for one, other in zip(pitches, pitches[few:], strict=False) if 100 * one >= 95 * other)
    return _CLOSE * next(common, 0)


def _row_pitches(page: Page) -> Iterator[int]:
    """
    The distances of rows that have figures below each other in two columns, in points.
    """
    pieces = sorted(_page_pieces(page), key=lambda piece: piece.y)
    figures = [piece for piece in pieces if piece.is_short]
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for number, upper in enumerate(figures):
        lower = next(
            (below for below in islice(figures, number + 1, None) if below.y > upper.y and below.meets(upper)), None
        )
        # the rest of an amount that is too long for its cell is no other figure
        if lower is not None and not (len(upper.text) >= _LONG and _REST.fullmatch(lower.text)):
            pairs[upper.y // 100, lower.y // 100] += 1
    yield from (lower - upper for (upper, lower), count in pairs.items() if count > 1)


def _page_pieces(page: Page) -> list[Span]:
    """
    The texts of a page, none where there are more than any page of a form has.
    """
    pieces = (piece for line in text_lines(page.chars) for piece in _pieces(line))
    found = list(islice(pieces, _MOST_PIECES))
    return found if len(found) < _MOST_PIECES else []


def _stands_alone(level: Span, cells: Sequence[Span]) -> bool:
    """
    Whether a head or another level stands right above or below: an indicator may have a level's name.
    """
    column = [cell for cell in cells if cell.meets(level)]
    above = max((cell for cell in column if cell.y < level.y), key=lambda cell: cell.y, default=None)
    below = min((cell for cell in column if cell.y > level.y), key=lambda cell: cell.y, default=None)
    beside = [cell for cell in (above, below) if cell is not None]
    return not beside or any(cell.is_level or _is_head(cell.text) for cell in beside)


def _is_head(text: str) -> bool:
    return indicator_heads.role(text) is not None or heading(text) not in (None, "total")


def level_rows(levels: Sequence[Span], tops: Sequence[int]) -> set[int]:
    """
    Those of the rows that begin at *tops* in which a level begins; the last of *tops* is where the rows end.

    A level stands in the middle of its rows or beside the first of them, whichever fits.
    """
    ordered = sorted(levels, key=lambda level: level.y)
    start, middle, off = tops[0], [tops[0]], 0
    for level in ordered:
        end = 2 * level.y - start
        start = _nearest([top for top in tops if top > level.y], end, start)
        off = max(off, abs(start - end))
        middle.append(start)
    # a level in the middle of its rows is off by no more than what its row is higher than others
    most = max((below - above for above, below in pairwise(tops)), default=0)
    beside = [max((top for top in tops if top <= level.top), default=tops[0]) for level in ordered]
    fits = off <= most and abs(middle[-1] - tops[-1]) <= abs(beside[0] - tops[0])
    return set(middle if fits else beside)


def _nearest(tops: Sequence[int], at: int, default: int) -> int:
    return min(tops, key=lambda top: abs(top - at), default=default)


def _pieces(line: Sequence[Char]) -> Iterator[Span]:
    """
    The texts of a line, parted where a gap is.
    """
    signs = [char for char in line if not char.text.isspace()]
    if not signs:
        return
    widest = max(char.right - char.left for char in signs)
    run: list[Char] = []
    for char in line:
        if run and 100 * (char.left - run[-1].right) > _GAP * widest:
            yield from _span(run)
            run = []
        run.append(char)
    yield from _span(run)


def _span(run: Sequence[Char]) -> Iterator[Span]:
    text = "".join(char.text for char in run).strip()
    if text:
        signs = [char for char in run if not char.text.isspace()]
        # half of its width and of its height at least is the sign's own
        middle = sum(char.y for char in signs) // len(signs)
        half = min(char.right - char.left for char in signs) // 2
        yield Span(signs[0].left, signs[-1].right, middle - half, middle + half, text)


def _cells(pieces: Sequence[Span], most: int) -> list[Span]:
    """
    The texts, those made one whose lines stand as close as lines of one cell do.
    """
    ordered = sorted(pieces, key=lambda piece: piece.y)
    done: list[Span] = []
    open_cells: list[tuple[Span, int]] = []
    for piece in ordered:
        near = [(cell, last) for cell, last in open_cells if piece.y - last <= most]
        done += [cell for cell, last in open_cells if piece.y - last > most]
        above = next(
            (pair for pair in near if pair[0].meets(piece) and piece.y > pair[1] and _fits(pair[0], piece)), None
        )
        if above is not None:
            near.remove(above)
            near.append((above[0].joined(piece), piece.y))
        else:
            near.append((piece, piece.y))
        open_cells = near
    return done + [cell for cell, _ in open_cells]


def _fits(cell: Span, piece: Span) -> bool:
    """
    Whether a line may go on with a cell: what names a level ends where no longer name begins so.
    """
    begun = bare(cell.text + piece.text).partition("(")[0]
    return not cell.is_level or any(level.startswith(begun) for level in _LEVELS)


def _rows(cells: Iterable[Span]) -> list[list[Span]]:
    """
    The texts that stand side by side.
    """
    rows: list[list[Span]] = []
    end = 0
    for cell in sorted(cells, key=lambda cell: cell.top):
        if rows and cell.top < end:
            rows[-1].append(cell)
            end = max(end, cell.bottom)
        else:
            rows.append([cell])
            end = cell.bottom
    return rows


def _side_by_side(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """
    The texts of a row, those made one that stand above each other.
    """
    found: list[Span] = []
    for piece in sorted(pieces, key=lambda piece: (piece.left, piece.y)):
        if found and found[-1].meets(piece):
            found[-1] = found[-1].joined(piece)
        else:
            found.append(piece)
    return tuple(found)
