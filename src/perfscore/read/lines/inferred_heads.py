"""
The columns of a table whose head row is missing, told by which of the known orders its rows are read with most cheaply.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from attrs import evolve, frozen

from perfscore.lexicon import load_lexicon
from perfscore.read.lines import penalties
from perfscore.read.lines.body import read_body
from perfscore.read.lines.cells import Cells
from perfscore.read.lines.columns import Head
from perfscore.read.lines.fund_rows import FUND_NAMES
from perfscore.read.lines.heads import Header, Shape
from perfscore.read.lines.labels import LEVEL1, LEVEL2, TOTAL
from perfscore.read.lines.parts import Part
from perfscore.read.lines.path import Path
from perfscore.read.lines.stream import Stream
from perfscore.read.vocabulary import HEAD_WORDS, fold


__all__ = ["with_inferred_heads"]

#: A row has so many cells, and a table so many rows.
_FEWEST_CELLS: Final = 4
_FEWEST_ROWS: Final = 2
#: Columns are told from so many tokens at the top of the table, of which a row may cost so much on average;
#: without any label the rows themselves are all there is to show that they are some.
_SAMPLE: Final = 150
_DEAREST_ROW: Final = 45
_DEAREST_UNLABELLED: Final = 10
#: Most forms have points.
_NO_POINTS: Final = 40
#: Lines that are looked at.
_MOST_LINES: Final = 2_000
#: Nothing is said of what a column holds that no form keeps.
_ANYTHING: Final = "备注"
_CELL: Final = re.compile(r"[^\s|]+")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?%?|[-—/]")
_VALUE: Final = re.compile(r"[≥≤=<>≧≦═]{0,2}\d.*")
#: Blank cells in these columns are no reason to try an order without them.
_OFTEN_BLANK: Final = frozenset({"level1", "level2", "reason"})


@frozen
class _Line:
    start: int
    cells: Sequence[str]

    @property
    def is_row(self) -> bool:
        """
        Whether the cells may be those of an indicator: its points at the end, or values behind a level.
        """
        if len(self.cells) < _FEWEST_CELLS or FUND_NAMES.match(self.cells[0]) or TOTAL.fullmatch(self.cells[0]):
            return False
        pairs = zip(self.cells[-3:], self.cells[-2:], strict=False)
        points = any(_POINTS.fullmatch(left) and _POINTS.fullmatch(right) for left, right in pairs)
        return points or (self.is_labelled and any(_VALUE.fullmatch(cell) for cell in self.cells[1:]))

    @property
    def is_labelled(self) -> bool:
        return LEVEL1.fullmatch(self.cells[0]) is not None or LEVEL2.fullmatch(self.cells[0]) is not None


def with_inferred_heads(stream: Stream, form: Part) -> Part | None:
    """
    The form with the heads that suit its rows best, ``None`` where its text holds no rows of indicators.
    """
    lines = list(_lines(stream, form))
    rows = [line for line in lines if line.is_row]
    if len(rows) < _FEWEST_ROWS:
        return None
    text = stream.text[rows[0].start : rows[-1].start]
    shape = Shape.PIPES if "|" in text or "\t" in text else Shape.SPACES
    start = next(index for index in range(form.start, form.end) if stream.start(index) >= rows[0].start)
    headers = [_header(order, shape, start) for order in _orders()]
    body = read_body(stream, evolve(form, tables=(headers[0],)), _SAMPLE)
    cells = Cells(stream.text, list(body.tokens), body.spaced_digits)
    labelled = any(line.is_labelled for line in rows) or any(TOTAL.fullmatch(line.cells[0]) for line in lines)
    most = _DEAREST_ROW if labelled else _DEAREST_UNLABELLED
    costs = [_cost(cells, header.roles, most) for header in headers]
    best = min(costs)
    return evolve(form, tables=(headers[costs.index(best)],)) if best < penalties.IMPOSSIBLE else None


def _header(order: Sequence[str], shape: Shape, start: int) -> Header:
    """
    A head row that is not printed, with columns in a known order.
    """
    words = (_ANYTHING if role == "extra" else HEAD_WORDS[role] for role in order)
    heads = (Head(role, word, start, start) for role, word in zip(order, words, strict=True))
    return Header(tuple(heads), shape, start, start)


def _cost(cells: Cells, roles: tuple[str, ...], most: int) -> int:
    """
    The cost of reading the cells in columns of these roles, impossible where rows cost more than *most* on average.
    """
    path = Path(cells, ("side", *roles), torn=True)
    ways = [path, path.with_parts()] if {"weight", "score"} <= set(roles) else [path]
    reading = min((way.read({}) for way in ways), key=lambda reading: reading.cost)
    cost = reading.cost + (0 if "score" in roles else _NO_POINTS)
    return cost if cost <= most * len(reading.rows) else penalties.IMPOSSIBLE


def _lines(stream: Stream, form: Part) -> Iterator[_Line]:
    position = stream.start(form.funds.end if form.funds else form.start)
    end = stream.start(form.end)
    for _ in range(_MOST_LINES):
        if position >= end:
            return
        stop = stream.text.find("\n", position, end)
        stop = end if stop < 0 else stop
        if cells := [fold(cell) for cell in _CELL.findall(stream.text, position, stop)]:
            yield _Line(position, cells)
        position = stop + 1


@lru_cache(maxsize=1)
def _orders() -> tuple[tuple[str, ...], ...]:
    """
    The known orders of columns, with and without those that may be missing.
    """
    found: dict[tuple[str, ...], None] = {}
    for line in load_lexicon().words("models", "indicators", "columns"):
        roles = line.split()
        choices = [
            ((), (role[:-1],)) if role.endswith("?") and role[:-1] not in _OFTEN_BLANK else ((role.rstrip("?"),),)
            for role in roles
        ]
        for choice in product(*choices):
            found[tuple(role if role in HEAD_WORDS else "extra" for part in choice for role in part)] = None
    return tuple(found)
