"""
Summary tables (汇总表): a head row, and a row for each project.

Columns are known by their heads, which may stand in two or three rows and be called by many names.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Final

from attrs import frozen

from perfscore.address import cell
from perfscore.bilingual import Text
from perfscore.comparing.likeness import name_key
from perfscore.comparing.summary import Summary
from perfscore.form import Form, FundRow, Place, Total
from perfscore.lexicon import Lexicon
from perfscore.notation.number import Number, fold, read_number
from perfscore.read import Source, open_document
from perfscore.read.deadline import cpu_deadline
from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import table_text
from perfscore.read.grid import Grid, GridCell
from perfscore.read.recognise import recognise
from perfscore.read.tables import grids


__all__ = ["read_summary"]

_NO_HEADS: Final = Text(
    "没有找到汇总表的表头（项目名称、预算数、执行数、执行率、得分、等级）",
    "no heads of a summary table were found (project, budget, executed, rate, score, grade)",
)
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
#: Rows a head may begin in, and how many it may take.
_FIRST_ROWS, _MOST_HEAD_ROWS = 20, 3
_FUND_CELLS: Final = ("initial", "budget", "executed", "rate")
_FIGURES: Final = frozenset((*_FUND_CELLS, "score", "grade"))
_FEWEST_FIGURES: Final = 1
_FEWEST_ROWS: Final = 2


@frozen
class _Words:
    """
    What heads and rows of summaries are called: *whole* heads by their columns, and *parts* of longer ones in their order.
    """

    whole: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    totals: frozenset[str]
    subtotals: frozenset[str]
    units: tuple[str, ...]

    def column(self, head: str) -> str | None:
        """
        What a column with this head holds; ``None`` for one that is none of ours.
        """
        if head in self.whole:
            return self.whole[head]
        role = next((role for role, words in self.parts.items() if any(word in head for word in words)), None)
        return None if role == "none" else role

    def is_sum(self, text: str | None) -> bool:
        return name_key(text) in self.totals | self.subtotals


@lru_cache(maxsize=16)
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        {name_key(word): role for word, role in lexicon.meanings("summary", "heads").items()},
        lexicon.lists("summary", "parts"),
        frozenset(lexicon.words("summary", "rows", "total")),
        frozenset(lexicon.words("summary", "rows", "subtotal")),
        lexicon.words("summary", "currency", "units"),
    )


#: The cells of a table by row and column, a merged one at each place it covers.
_Table = Mapping[tuple[int, int], GridCell]


def read_summary(
    source: Source, *, name: str | None = None, limits: Limits | None = None, lexicon: Lexicon | None = None
) -> Summary:
    """
    The rows of a summary table in any readable format; of several tables all that have its heads.

    *lexicon* knows the words of the field, and those of a project's own.

    :raises ReadError: when the document cannot be read, or no table has heads that are known.
    """
    document = open_document(source, name=name, limits=limits, lexicon=lexicon)
    words = _words(document.lexicon)
    with cpu_deadline(document.limits.seconds, document.name):
        kind = recognise(document.data)
        rows = _forms(document) if kind == "json" else _rows(_grids(document, kind), words)
    if not rows:
        raise ReadError(_NO_HEADS, file=document.name)
    totals = [row for row in rows if name_key(row.project) in words.totals]
    listed = [row for row in rows if not words.is_sum(row.project)]
    return Summary(tuple(listed), totals[-1] if totals else None, document.name)


def _grids(document: Document, kind: str) -> list[Grid]:
    """
    The tables of the document; a summary of one project has two rows.
    """
    return table_text.grids(document, fewest_rows=_FEWEST_ROWS) if kind == "text" else grids(document)


def _forms(document: Document) -> list[Form]:
    """
    A summary as JSON is a list of forms that hold a head, a fund row and a total.
    """
    reader: Callable[[Document], list[Form]] = import_module("perfscore.read.formats.json_form").forms
    return reader(document)


def _rows(found: Sequence[Grid], words: _Words) -> list[Form]:
    """
    The rows of all tables; one without heads that is as wide as the table before it goes on with it.
    """
    rows: list[Form] = []
    columns: Mapping[int, str] = {}
    width, currency = 0, None
    for grid in found:
        table = _table(grid)
        wide = max((column for _, column in table), default=-1) + 1
        deep = max((row for row, _ in table), default=-1) + 1
        head = _head(table, deep, wide, words)
        if head is not None:
            start, columns = head
            width, currency = wide, _currency(grid, table, start, words)
        elif columns and wide == width:
            start = 0
        else:
            continue
        rows += (
            form for row in range(start, deep) if (form := _form(table, row, columns, currency, words)) is not None
        )
    return rows


def _table(grid: Grid) -> _Table:
    return {
        (row, column): cell
        for cell in grid.cells
        if not cell.hidden
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }


def _head(table: _Table, deep: int, wide: int, words: _Words) -> tuple[int, Mapping[int, str]] | None:
    """
    The row after the heads, and what each column means; the heads are the rows that name the most columns.
    """
    best: tuple[int, int, Mapping[int, str]] | None = None
    for first in range(min(deep, _FIRST_ROWS)):
        for last in range(first, min(first + _MOST_HEAD_ROWS, deep)):
            columns = _columns(table, first, last, wide, words)
            roles = set(columns.values())
            if "project" not in roles or len(roles & _FIGURES) < _FEWEST_FIGURES:
                continue
            if best is None or len(roles) > best[0]:
                best = len(roles), last + 1, columns
    return None if best is None else best[1:]


def _columns(table: _Table, first: int, last: int, wide: int, words: _Words) -> Mapping[int, str]:
    """
    The columns by their lowest head; one that only says how (小计, 金额) together with the one above it.
    """
    columns: dict[int, str] = {}
    for column in range(wide):
        texts = [cell.text for row in range(first, last + 1) if (cell := table.get((row, column))) is not None]
        heads = [_bare(text) for text in dict.fromkeys(texts) if text.strip()]
        role = words.column(heads[-1]) if heads else None
        if role is None and len(heads) > 1:
            role = words.column("".join(heads))
        if role is not None and role not in columns.values():
            columns[column] = role
    return columns


def _bare(text: str) -> str:
    return name_key(_BRACKETS.sub("", fold(text)))


def _currency(grid: Grid, table: _Table, start: int, words: _Words) -> str | None:
    """
    The unit of the amounts, by the heads or by what stands above them.
    """
    above = [fold(cell.text) for (row, _), cell in sorted(table.items()) if row < start]
    said = "".join(re.findall(r"[(（][^()（）]*[)）]|单位[:：]?[^\s]{0,6}", " ".join((fold(grid.before), *above))))
    return next((unit for unit in words.units if unit in said), None)


def _form(table: _Table, row: int, columns: Mapping[int, str], currency: str | None, words: _Words) -> Form | None:
    """
    The row as a form; ``None`` where it holds no project or no figure, as a heading inside the table.
    """
    cells = {role: cell for column, role in columns.items() if (cell := table.get((row, column))) is not None}
    texts = {role: " ".join(cell.text.split()) or None for role, cell in cells.items()}
    label = _sum_label(table, row, words)
    named = label or texts.get("project")
    if named is None or not any(_is_figure(texts.get(role)) for role in _FIGURES):
        return None
    fund = FundRow("total", **{role: texts.get(role) for role in _FUND_CELLS})
    return Form(
        (),
        project=named,
        unit=texts.get("unit"),
        department=texts.get("department"),
        currency_unit=currency,
        funds=(fund,),
        total=Total(score=texts.get("score"), grade=texts.get("grade")),
        places=_places(cells),
    )


def _is_figure(text: str | None) -> bool:
    return isinstance(read_number(text), Number) or (text is not None and len(text) <= 3)


def _sum_label(table: _Table, row: int, words: _Words) -> str | None:
    """
    合计 and its like, in whichever of the first columns it stands.
    """
    texts = (table[row, column].text for column in range(4) if (row, column) in table)
    return next((text for text in texts if words.is_sum(text)), None)


def _places(cells: Mapping[str, GridCell]) -> dict[str, Place]:
    return {_address(role): found.place for role, found in cells.items() if found.place is not None}


def _address(role: str) -> str:
    """
    The address of a column of the summary in a form of its own.
    """
    if role in _FUND_CELLS:
        return cell("funds", 0, role)
    return cell("total", None, role) if role in ("score", "grade") else role
