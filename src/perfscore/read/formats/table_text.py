"""
Tables in plain text: CSV, TSV, and Markdown or other pipe tables.

A table whose rows all have the same number of cells is a clean one. Where rows differ, their last cells were left out
because they are blank, or merged cells were printed as one: a text offers a reading for either, and the better one wins.
"""

from __future__ import annotations

import csv
import re

from io import StringIO
from typing import TYPE_CHECKING, Final

from perfscore.form import Place
from perfscore.read.formats.plain import decode_text
from perfscore.read.formats.spans import fit_spans
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perfscore.read.document import Document


__all__ = ["grids", "uneven"]

_FEWEST_COLUMNS = 4
_FEWEST_ROWS = 4
#: So many rows of enough cells make a table of rows that differ.
_FEWEST_UNEVEN = 2

_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DELIMITERS: Final = (",", "\t", ";", "，")


def grids(document: Document, *, fewest_rows: int = _FEWEST_ROWS) -> list[Grid]:
    """
    The clean tables of a text, ``[]`` where it has none; a table has at least *fewest_rows*.
    """
    text = decode_text(document)
    found = _pipe_tables(text, document, fewest_rows)
    if found:
        return found
    for delimiter in _DELIMITERS:
        rows = _split_rows(text, delimiter)
        if _is_clean(list(rows.values()), fewest_rows):
            return [Grid(fit_spans(list(_cells(rows)), document))]
    return []


def uneven(document: Document) -> Iterator[list[Grid]]:
    """
    The readings of a text as one table whose rows differ in their number of cells, none where few lines are rows.

    Bars mostly stand for merged cells, so that only the order of cells is known; tabs and commas may keep their columns.
    """
    text = decode_text(document)
    lines = text.splitlines()
    barred = {number: _bar_cells(line) for number, line in enumerate(lines, start=1) if "|" in line}
    if _is_table(barred):
        first = min(barred)
        rows = {number: _bar_cells(line) for number, line in enumerate(lines, start=1) if number >= first}
        cells = [
            GridCell(index, column, text, place=Place(line=number))
            for index, (number, row) in enumerate(rows.items())
            for column, text in enumerate(row)
        ]
        yield [Grid(fit_spans(cells, document), before="\n".join(lines[: first - 1]), ragged=True)]
    for delimiter in _DELIMITERS:
        rows = _split_rows(text, delimiter)
        if _is_table(rows) and 2 * sum(len(row) > 1 for row in rows.values()) >= len(rows):
            for ragged in (False, True):
                yield [Grid(fit_spans(list(_cells(rows, blank=ragged)), document), ragged=ragged)]


def _is_table(rows: Mapping[int, Sequence[str]]) -> bool:
    return sum(len(row) >= _FEWEST_COLUMNS for row in rows.values()) >= _FEWEST_UNEVEN


def _bar_cells(line: str) -> list[str]:
    cells = _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))
    return [_BREAK.sub("\n", cell.strip()) for cell in cells]


def _split_rows(text: str, delimiter: str) -> dict[int, list[str]]:
    """
    The rows that hold anything by their numbers; none where the text breaks the rules of CSV.
    """
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return {}
    return {number: row for number, row in enumerate(rows, start=1) if row}


def _pipe_tables(text: str, document: Document, fewest_rows: int) -> list[Grid]:
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
            numbered = dict(zip(block, rows, strict=True))
            found.append(Grid(fit_spans(list(_cells(numbered)), document), before="\n".join(before)))
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


def _cells(rows: Mapping[int, Sequence[str]], *, blank: bool = False) -> Iterator[GridCell]:
    """
    The cells of rows by their numbers. A *blank* one may belong to a merged cell before it, which no text can tell.
    """
    for index, (number, row) in enumerate(rows.items()):
        for column, text in enumerate(row):
            if blank or text.strip():
                yield GridCell(index, column, text.strip(), place=Place(row=number, column=column + 1))
