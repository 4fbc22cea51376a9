"""
Tables in plain text: CSV, TSV, and Markdown or other pipe tables whose rows all have the same number of cells.

A text whose rows differ is no clean table but a dump of one; reading those is not guessed at here.
"""

from __future__ import annotations

import csv
import re

from io import StringIO
from typing import TYPE_CHECKING, Final

from perfscore.form import Place
from perfscore.read.formats.plain import decoded
from perfscore.read.formats.spans import fitted
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perfscore.read.document import Document


__all__ = ["grids", "ragged"]

_FEWEST_COLUMNS = 4
_FEWEST_ROWS = 4

_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DELIMITERS: Final = (",", "\t", ";")


def grids(document: Document, *, fewest_rows: int = _FEWEST_ROWS) -> list[Grid]:
    """
    The clean tables of a text, ``[]`` where it has none; a table has at least *fewest_rows*.
    """
    text = decoded(document)
    found = _piped(text, document, fewest_rows)
    if found:
        return found
    for delimiter in _DELIMITERS:
        rows = _separated(text, delimiter, fewest_rows)
        if rows:
            return [Grid(fitted(list(_cells(rows, range(1, len(rows) + 1))), document))]
    return []


def ragged(document: Document) -> list[Grid]:
    """
    The text as one table whose lines are its rows, whatever their numbers of cells; ``[]`` where few lines have bars.
    """
    lines = decoded(document).splitlines()
    first = next((at for at, line in enumerate(lines) if "|" in line), len(lines))
    rows = [
        [cell.strip() for cell in _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))]
        for line in lines[first:]
    ]
    if sum(len(row) >= _FEWEST_COLUMNS for row in rows) < 2:
        return []
    cells = (
        GridCell(index, column, _BREAK.sub("\n", text), place=Place(line=first + index + 1))
        for index, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return [Grid(fitted(list(cells), document), before="\n".join(lines[:first]), ragged=True)]


def _separated(text: str, delimiter: str, fewest_rows: int) -> list[list[str]]:
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return []
    rows = [row for row in rows if row]
    return rows if _is_clean(rows, fewest_rows) else []


def _piped(text: str, document: Document, fewest_rows: int) -> list[Grid]:
    """
    Tables drawn with pipes, each with the lines that stand above it.
    """
    found: list[Grid] = []
    before: list[str] = []
    block: dict[int, str] = {}
    large = False
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if "|" in line:
            if not _RULE.fullmatch(line.strip()):
                block[number] = line.strip()
            continue
        if block:
            rows = _split(list(block.values()))
            if not _is_even(rows):
                return []
            large = large or _is_clean(rows, fewest_rows)
            found.append(Grid(fitted(list(_cells(rows, list(block))), document), before="\n".join(before)))
            before, block = [], {}
        before.append(line)
    # small tables beside a large one are its head; by themselves they are lines with bars
    return found if large else []


def _split(lines: Sequence[str]) -> list[list[str]]:
    """
    The cells of each line; a bar at the edge is one only where all lines have it, else it closes a blank cell.
    """
    left = all(line.startswith("|") for line in lines)
    right = all(line.endswith("|") and not line.endswith("\\|") for line in lines)
    inner = (line[1 if left else 0 : -1 if right else None] for line in lines)
    return [[_BREAK.sub("\n", cell.replace("\\|", "|")).strip() for cell in _PIPE.split(line)] for line in inner]


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    return len({len(row) for row in rows}) == 1 and len(rows[0]) > 1


def _is_clean(rows: Sequence[Sequence[str]], fewest_rows: int) -> bool:
    return len(rows) >= fewest_rows and _is_even(rows) and len(rows[0]) >= _FEWEST_COLUMNS


def _cells(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Iterator[GridCell]:
    """
    The cells that hold text; a blank one may belong to a merged cell before it, which no text can tell.
    """
    for index, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        for column, text in enumerate(row):
            if text.strip():
                yield GridCell(index, column, text.strip(), place=Place(row=number, column=column + 1))
