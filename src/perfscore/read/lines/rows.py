"""
Sorts the tokens of a table into rows and columns, and learns the widths of its columns on the way.

A first reading knows no widths; what it finds gives the widths for the next. Where the first reading was misled, the
widths at which many lines of the text break are tried for every column, and kept where they make the reading cheaper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, starmap
from typing import Final

from attrs import evolve

from perfscore.read.lines import penalties
from perfscore.read.lines.cells import ends_paragraph
from perfscore.read.lines.columns import PART, SCORED
from perfscore.read.lines.path import Path, Reading
from perfscore.read.lines.tokens import Gap, Token, width
from perfscore.read.lines.widths import Break, best_width, break_before, frequent_widths


__all__ = ["read_rows"]

#: Widths are learned from so many tokens at the top of a table.
_SAMPLE: Final = 200
#: Widths are searched for in so many.
_SEARCHED: Final = 100
#: Rows that cost more than this on average are read in another way, too, which has to cost so many hundredths of it.
_DEAR: Final = 10
_CHEAPER: Final = 90
#: A part of another row whose cells cost so much is none.
_ODD_PART: Final = 35
#: The name, the target and the actual value of a part.
_CELLS_OF_PART: Final = 3
#: Whether lines break in another way is tried in so many.
_TRIED: Final = 100
#: So many frequent widths are tried.
_WIDTHS: Final = 6
_ROUNDS: Final = 4
_WRAPPING: Final = ("level1", "level2", "name", "target", "actual", "reason")


def read_rows(path: Path, widths: Mapping[str, int]) -> tuple[Path, Reading, Mapping[str, int]]:
    """
    The cheapest reading of the table, the path it was found on, and the widths of its columns.

    *widths* are those of the table before: where they are known, widths are learned but no longer searched for.
    """
    reading, learned = _best(path, widths)
    for other in _others(path):
        if reading.cost <= _DEAR * len(reading.rows):
            break
        few, trial = (way.first(_TRIED).read({}) for way in (path, other))
        if 100 * trial.cost < _CHEAPER * few.cost and not _has_odd_parts(other, trial):
            path = other
            reading, learned = _best(path, learned)
    return path, reading, learned


def _has_odd_parts(path: Path, reading: Reading) -> bool:
    """
    Whether rows were read as parts of others whose cells are no parts, or that belong to no row with points.

    A row that has no values has parts; one that has shares its points with rows that have all values, too.
    """
    wholes, shared = False, True
    above: set[str] = set()
    parts: list[int] = []
    for row in reading.rows:
        roles = {path.roles[span.column] for span in row.spans}
        if any(role.startswith(PART) for role in roles):
            shared = shared and bool(above & {"weight", "score"}) and len(roles) >= _CELLS_OF_PART
            parts.append(row.cost)
        elif "name" in roles:
            above = roles
            wholes = wholes or bool(roles & SCORED and not roles & {"target", "actual"})
    return bool(parts) and (not (wholes or shared) or max(parts) >= _ODD_PART)


def _others(path: Path) -> Iterator[Path]:
    """
    Other ways to read a table: its lines may break in another way, and rows may be parts of the row above.
    """
    if not path.cells.cells_are_lines and any(token.gap is Gap.LINE for token in path.cells.tokens):
        yield path.flowing()
    # bars keep the blank cells by which such a row is known
    if {"weight", "score"} & set(path.roles) and all(token.gap is not Gap.PIPE for token in path.cells.tokens):
        yield path.with_parts()


def _best(path: Path, widths: Mapping[str, int]) -> tuple[Reading, Mapping[str, int]]:
    sample = path.first(_SAMPLE)
    reading, learned = _learn_widths(sample, widths)
    if not widths:
        reading, learned = _search_widths(sample, reading, learned)
    return (reading if sample is path else path.read(learned)), learned


def _learn_widths(path: Path, widths: Mapping[str, int]) -> tuple[Reading, Mapping[str, int]]:
    reading = _charge_widths(path, widths)
    for _ in range(_ROUNDS):
        learned = _widths(path, reading)
        trial = _charge_widths(path, learned)
        # The first reading knows nothing, and is cheap for that.
        if widths and trial.cost >= reading.cost:
            break
        widths, reading = learned, trial
    return reading, widths


def _search_widths(path: Path, reading: Reading, widths: Mapping[str, int]) -> tuple[Reading, Mapping[str, int]]:
    """
    The widths that make the reading cheapest, sought in the first rows and kept if they hold for all.
    """
    choices = frequent_widths(_line_breaks(path.cells.tokens), _WIDTHS)
    if not choices:
        return reading, widths
    few = path.first(_SEARCHED)
    cheapest = _charge_widths(few, widths).cost
    found, improved = widths, True
    while improved:
        improved = False
        for role in (role for role in _WRAPPING if role in path.roles):
            for choice in (choice for choice in choices if choice != found.get(role)):
                other = {**found, role: choice}
                if (cost := _charge_widths(few, other).cost) < cheapest:
                    found, cheapest, improved = other, cost, True
    trial = _charge_widths(path, found) if found is not widths else reading
    return (trial, found) if trial.cost < reading.cost else (reading, widths)


def _charge_widths(path: Path, widths: Mapping[str, int]) -> Reading:
    reading = path.read(widths)
    return evolve(reading, cost=reading.cost + penalties.COLUMN_WIDTH * len(widths))


def _widths(path: Path, reading: Reading) -> dict[str, int]:
    """
    The widths of the columns that wrap, as a reading shows them.
    """
    breaks: dict[str, list[Break]] = defaultdict(list)
    lines: dict[str, list[int]] = defaultdict(list)
    for span in (span for row in reading.rows for span in row.spans):
        role = path.roles[span.column]
        cell = path.cells.tokens[span.first : span.last]
        if role in _WRAPPING and _fills_lines(cell, flows=path.cells.flows):
            lines[role] += [width(token.text) for token in cell]
            parted = ((a.text, b.text) for a, b in pairwise(cell) if not ends_paragraph(a.text, b.text))
            breaks[role] += starmap(break_before, parted)
    found = {role: best_width(seen, lines[role]) for role, seen in breaks.items()}
    return {role: column for role, column in found.items() if column is not None}


def _fills_lines(cell: Sequence[Token], *, flows: bool) -> bool:
    """
    Whether every token of a cell is a line, but the first where cells begin behind others.
    """
    return all(token.closes and token.text for token in cell) and all(
        token.opens for token in cell[1 if flows else 0 :]
    )


def _line_breaks(tokens: Sequence[Token]) -> list[Break]:
    lines = [token.opens and token.closes and bool(token.text) for token in tokens]
    return [
        break_before(a.text, b.text)
        for (a, is_line), (b, below) in pairwise(zip(tokens, lines, strict=True))
        if is_line and below
    ]
