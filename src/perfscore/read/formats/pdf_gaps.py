"""
Tables without upright lines: columns told by the gaps between texts, drawn in, and then read like any ruled table.

A row of heads says how many columns there are; the texts below it how far each reaches. What stands across a gap is a
cell of several columns. Lengths are hundredths of a point.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import Factory, define, evolve, frozen

from perfscore.read.formats.pdf_page import Line, Page, clusters, join_lines
from perfscore.read.formats.pdf_rows import Band, Span, bands, level_rows, line_pitch
from perfscore.read.grid import GridCell
from perfscore.read.table.heads import fund_heads, indicator_heads
from perfscore.read.table.labels import heading
from perfscore.read.table.rows import Row


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


__all__ = ["with_walls"]

#: More upright lines than the two sides of a frame draw columns.
_FRAME = 2

#: How far a table reaches beyond its texts.
_MARGIN = 300


@define
class _Section:
    """
    A row of heads with the rows below it; *columns* are the ranges its texts take, *walls* the lines between them.
    """

    columns: list[Span]
    bands: list[Band] = Factory(list)
    levels: list[Span] = Factory(list)
    walls: tuple[int, ...] = ()


@frozen
class _Carried:
    """
    What a page hands on to the next, which goes on without heads.
    """

    walls: tuple[int, ...]
    left: int
    right: int


def with_walls(pages: Sequence[Page]) -> list[Page]:
    """
    The pages, those without upright lines given the lines that gaps between texts stand for.
    """
    pitch = line_pitch(page for page in pages if _is_bare(page))
    drawn: list[Page] = []
    carried: _Carried | None = None
    for page in pages:
        if not _is_bare(page):
            drawn.append(page)
            carried = None
            continue
        page, carried = _draw_page(page, pitch, carried)  # noqa: PLW2901 - the same page, with its lines
        drawn.append(page)
    return drawn


def _is_bare(page: Page) -> bool:
    return len(clusters(line.at for line in page.vertical)) <= _FRAME


def _draw_page(page: Page, pitch: int, carried: _Carried | None) -> tuple[Page, _Carried | None]:
    found, levels = bands(page, pitch)
    sections = list(_sections(found, carried is not None))
    if not sections or not (carried or any(section.columns for section in sections)):
        return page, None
    _furnish(sections, levels, carried)
    left, right = _reach(page, found, levels, carried)
    ruled, top, bottom = found[0].ruled, found[0].top, found[-1].bottom
    vertical = [Line(x, top, bottom) for x in (left, right)]
    horizontal: list[Line] = [] if ruled else [Line(bottom, left, right)]
    for section in sections:
        vertical += [Line(x, band.top, band.bottom) for band in section.bands for x in _sides(band, section.walls)]
        horizontal += [] if ruled else _rules(section, left, right)
    last = next((s.walls for s in reversed(sections) if s.walls), ())
    whole = evolve(page, horizontal=(*page.horizontal, *horizontal), vertical=join_lines(vertical))
    return whole, _Carried(last, left, right) if last else None


def _furnish(sections: Sequence[_Section], levels: Sequence[Span], carried: _Carried | None) -> None:
    """
    Give the sections their levels, and their walls: by their own heads, or those of the page before.
    """
    for span in levels:
        home = next((section for section in reversed(sections) if section.bands[0].top <= span.y), None)
        if home is not None:
            home.levels.append(span)
    if carried is not None:
        sections[0].walls = carried.walls
    for section in sections:
        if section.columns:
            section.walls = tuple(_walls(_columns(section)))


def _reach(page: Page, found: Sequence[Band], levels: Sequence[Span], carried: _Carried | None) -> tuple[int, int]:
    """
    How far a table reaches to the left and to the right.
    """
    every = [*(span for band in found for span in band.spans), *levels]
    reach = [(span.left - _MARGIN, span.right + _MARGIN) for span in every]
    reach += [(line.start, line.end) for line in page.horizontal] if found[0].ruled else []
    reach += [(carried.left, carried.right)] if carried is not None else []
    return min(start for start, _ in reach), max(end for _, end in reach)


def _sections(found: Sequence[Band], goes_on: bool) -> Iterator[_Section]:
    """
    The bands under each row of heads; those above the first one each for themselves, unless a page goes on.
    """
    section: _Section | None = _Section([]) if goes_on else None
    for band in found:
        if _is_head(band):
            if section is not None and section.bands:
                yield section
            section = _Section(list(band.spans))
        if section is None:
            yield _Section([], [band])
        else:
            section.bands.append(band)
    if section is not None and section.bands:
        yield section


def _is_head(band: Band) -> bool:
    row = Row(tuple(GridCell(0, number, span.text) for number, span in enumerate(band.spans)), 0, 0)
    return indicator_heads.start(row) or fund_heads.start(row)


def _columns(section: _Section) -> list[Span]:
    """
    The ranges of the columns: those of the heads, wider where a text below reaches further, and any that has no head.
    """
    heads = section.columns
    columns = list(heads)
    loose: list[tuple[int, Span]] = []
    rows = [band.spans for band in section.bands if _is_full(band)]
    for number, spans in enumerate([*rows, *([level] for level in section.levels)]):
        for span in spans:
            under = [index for index, head in enumerate(heads) if head.meets(span)]
            if len(under) == 1:
                columns[under[0]] = columns[under[0]].joined(span)
            elif not under:
                loose.append((number, span))
    return _with_loose(columns, loose, rows)


def _is_full(band: Band) -> bool:
    """
    Whether a row has figures in several columns, so that its texts keep to them.
    """
    return sum(span.is_short for span in band.spans) > 1


def _with_loose(columns: list[Span], loose: list[tuple[int, Span]], rows: list[tuple[Span, ...]]) -> list[Span]:
    groups: list[tuple[Span, set[int]]] = []
    for number, span in sorted(loose, key=lambda item: item[1].left):
        if groups and groups[-1][0].meets(span):
            groups[-1] = (groups[-1][0].joined(span), groups[-1][1] | {number})
        else:
            groups.append((span, {number}))
    for group, numbers in groups:
        under = [index for index, column in enumerate(columns) if column.meets(group)]
        if not under:
            under = _beside(columns, group, numbers, rows)
        if under:
            columns[under[0]] = columns[under[0]].joined(group)
        else:
            columns.append(group)
            columns.sort(key=lambda column: column.left)
    return columns


def _beside(columns: Sequence[Span], group: Span, numbers: set[int], rows: Sequence[tuple[Span, ...]]) -> list[int]:
    """
    The column right of texts without a head, where they are its own.

    Texts at the left of a column whose head stands in its middle never have a neighbour under that head.
    """
    if not columns[0].left < group.left or not group.right < columns[-1].right:
        return []
    beside = next((index for index, column in enumerate(columns) if column.left > group.right), None)
    if beside is None:
        return []
    with_text = {number for number, spans in enumerate(rows) if any(columns[beside].meets(span) for span in spans)}
    return [] if numbers & with_text else [beside]


def _walls(columns: Sequence[Span]) -> Iterator[int]:
    for left, right in pairwise(columns):
        yield (left.right + right.left) // 2


def _sides(band: Band, walls: Sequence[int]) -> Iterator[int]:
    """
    The walls that stand in a band: those no text stands across, and one between any two texts.
    """
    standing = [wall for wall in walls if not any(span.left < wall < span.right for span in band.spans)]
    yield from standing
    for left, right in pairwise(band.spans):
        if not any(left.right <= wall <= right.left for wall in standing):
            yield (left.right + right.left) // 2


def _rules(section: _Section, left: int, right: int) -> Iterator[Line]:
    """
    The lines above each row of a section that nothing rules; through a column of levels only where another begins.
    """
    edges = [left, *section.walls, right]
    first = 1 if section.columns else 0
    tops, bottom = [band.top for band in section.bands], section.bands[-1].bottom
    # 自评得分 is also what a column is called
    totals = (band for band in section.bands[first:] if any(heading(s.text) == "total" for s in band.spans))
    end = next((band.top for band in totals), bottom + 1)
    starts = [top for top in (*tops[first:], bottom) if top <= end]
    through = {*tops[: first + 1], *(top for top in tops if top >= end)}
    for start, stop in pairwise(edges):
        own = [level for level in section.levels if start <= level.x <= stop]
        closed = through | level_rows(own, starts) if own else tops
        yield from (Line(top, start, stop) for top in tops if top in closed)
