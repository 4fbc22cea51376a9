"""
The rows of a table of indicators whose heads are missing.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.read.table.cell_types import cell_type
from perfscore.read.table.labels import closes, heading, section
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import LEVELS1, LEVELS2, STUBS


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.read.table.rows import Row


__all__ = ["begins_body", "body_below"]

#: A row of a table of indicators has so many cells, and its levels stand in the first ones.
_FEWEST_CELLS: Final = 4
_LEVEL_COLUMNS: Final = 3


def begins_body(row: Row) -> bool:
    """
    Whether a row may be the first of a table of indicators without heads: it begins with a level, or with 绩效指标,
    or holds a target and points.
    """
    words = [bare((section(cell.text) or (cell.text,))[0]) for cell in row.filled]
    levels = any(word in LEVELS1 or word in LEVELS2 for word in words[:_LEVEL_COLUMNS])
    stub = bool(words) and words[0] in STUBS and words[0].endswith("指标")
    return len(words) >= _FEWEST_CELLS and (levels or stub or _is_scored(row))


def body_below(rows: Sequence[Row], at: int) -> Sequence[Row]:
    """
    The rows of a table of indicators without heads, down to its total.
    """
    first = rows[at]
    same = takewhile(lambda row: row.grid == first.grid and not row.loose, rows[at:])
    body = [row for row in takewhile(lambda row: not _ends(row), same) if row.filled]
    if not first.ragged:
        return body
    # what a row lacks are mostly the levels on its left, which were printed above
    width = max(len(row.own) for row in body)
    return [_move_row(row, width - len(row.own)) for row in body]


def _ends(row: Row) -> bool:
    """
    Whether a row ends the table of indicators.
    """
    return bool(row.filled) and (closes(row) or any(heading(cell.text, row.lexicon) == "total" for cell in row.filled))


def _move_row(row: Row, columns: int) -> Row:
    """
    A row with its cells so many *columns* further to the right.
    """
    return evolve(row, cells=tuple(evolve(cell, column=cell.column + columns) for cell in row.cells))


def _is_scored(row: Row) -> bool:
    """
    Whether a row reads like an indicator: words, a target with a sign or a unit, and points side by side.
    """
    types = [cell_type(cell.text) for cell in row.filled]
    # a number before the name counts the rows
    named = types[1:] if types[0] == "points" else types
    return (
        named[:1] in (["phrase"], ["word"])
        and ("points", "points") in pairwise(types[1:])
        and not {"sign", "compared"}.isdisjoint(types)
    )
