"""
Money that stands beside its labels, without a row of heads: 预算数 2.38 执行数 2.38, over one row or several,
on two sides, or with the sources as heads and each kind of money in a row of its own.
"""

from __future__ import annotations

import re

from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import evolve, frozen

from perfscore.read.table.columns import Column, Columns
from perfscore.read.table.draft import MARKS, Draft, Entry
from perfscore.read.table.funds import MONEY, FundTable, is_amount, is_total
from perfscore.read.table.heads import fund_heads_in
from perfscore.read.table.labels import block_heads, section
from perfscore.read.table.rows import Row, bare
from perfscore.read.vocabulary import BLOCK, FUND_COMPONENTS, FUND_NAME, PERIOD, SOURCES, SPENDING, STUBS, fold


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from perfscore.read.grid import GridCell


__all__ = ["labelled_funds"]

T = TypeVar("T")

_COLON: Final = re.compile("[:：]")


@frozen
class _Pairs:
    """
    A row as labels with the amounts they announce, and the cells that are neither.
    """

    pairs: tuple[tuple[GridCell, GridCell], ...]
    rest: tuple[GridCell, ...]


@frozen
class _Money:
    """
    The rows of the form that some rows of the document tell of, how many those are, the columns of the amounts, and
    the cells that speak of another time than the form's year.
    """

    entries: Sequence[Entry]
    count: int
    columns: Mapping[int, Column] | None = None
    other: tuple[GridCell, ...] = ()


def labelled_funds(rows: Sequence[Row], at: int, table: FundTable, draft: Draft) -> int:
    """
    Take the money that begins in ``rows[at]``; of how many rows it is, 0 where none does.

    Rows below that have names are left to *table*, whose columns are those of the amounts.
    """
    arrangements = _ARRANGEMENTS if table.columns.by_number else (*_ARRANGEMENTS, _by_name)
    found = next(filter(None, (arrangement(rows[at], _same_grid(rows, at)) for arrangement in arrangements)), None)
    if found is None:
        return 0
    if found.columns is not None:
        table.columns, table.sources = Columns(found.columns), None
    for entry in found.entries:
        entry.role = "total" if is_total(entry.text("name") or "") else entry.role
    draft.funds.extend(found.entries)
    block_heads(rows[at : at + found.count], draft)
    draft.note(found.other)
    return found.count


def _same_grid(rows: Sequence[Row], at: int) -> Iterator[Row]:
    """
    The rows below ``rows[at]`` in its grid.
    """
    return takewhile(lambda row: row.grid == rows[at].grid, islice(rows, at + 1, None))


def _by_source(head: Row, below: Iterable[Row]) -> _Money | None:
    """
    A table that stands on its side: its heads are the sources, and each row below is one kind of money.
    """
    names = {cell.column: cell for cell in head.filled if bare(cell.text) in SOURCES}
    if len(names) < 2:
        return None
    kinds = _up_to_none(_of_sources(row, names) for row in below)
    entries = {column: Entry({"name": [cell]}) for column, cell in names.items()}
    for role, amounts in kinds:
        for column, cell in amounts.items():
            entries[column].add(role, cell)
    totals = [entry for entry in entries.values() if is_total(entry.text("name") or "")]
    spent = any({"budget", "executed"} <= entry.cells.keys() for entry in totals)
    return _Money(tuple(entries.values()), len(kinds) + 1) if spent else None


def _of_sources(row: Row, names: Mapping[int, GridCell]) -> tuple[str, Mapping[int, GridCell]] | None:
    """
    The kind of money in a row, and the amounts by the columns of their sources.
    """
    heads = fund_heads_in(row.lexicon)
    label = next((cell for cell in row.filled if heads.likely(cell.text) in MONEY), None)
    if label is None or label.column >= min(names):
        return None
    amounts = [cell for cell in row.filled if cell.column > label.column]
    # a text that left merged cells out has the amounts in the order of the sources, but not below them
    columns = list(names) if len(amounts) == len(names) else [cell.column for cell in amounts]
    if not names.keys() >= set(columns) or not all(is_amount(cell.text) for cell in amounts):
        return None
    return str(heads.likely(label.text)), dict(zip(columns, amounts, strict=True))


def _by_label(head: Row, below: Iterable[Row]) -> _Money | None:
    """
    One row of the form whose amounts stand beside their labels, 年初预算 560 全年预算 480 / 实际支出 456 执行率 95%.
    """
    entry = Entry()
    columns: dict[int, Column] = {}
    count = 0
    for row in (head, *below) if _pairs(head).pairs else ():
        found = _pairs(row)
        roles = [fund_heads_in(row.lexicon).role(label.text) or "" for label, _ in found.pairs]
        if not _are_new(roles, entry) or (count and found.rest):
            break
        for role, (label, beside) in zip(roles, found.pairs, strict=True):
            entry.add(role, beside)
            columns[beside.column] = Column(role, label)
        if not _take_rest(found.rest, row, entry):
            break
        count += 1
    return _Money((entry,), count, columns) if count and {"budget", "executed"} <= entry.cells.keys() else None


def _are_new(roles: Sequence[str], entry: Entry) -> bool:
    """
    Whether these are kinds of money, each once, that a row of the form does not have yet.
    """
    new = set(roles) & set(MONEY) - entry.cells.keys()
    return bool(roles) and len(new) == len(roles)


def _take_rest(rest: Sequence[GridCell], row: Row, entry: Entry) -> bool:
    """
    Take what has no label: a name at the beginning of the row and points at its end; false where more is left.
    """
    if rest and rest[0] is row.filled[0] and not is_amount(rest[0].text):
        entry.add("name", rest[0])
    if rest and rest[-1] is row.filled[-1] and is_amount(rest[-1].text) and "score" not in entry.cells:
        entry.add("score", rest[-1])
    return len(rest) <= len({"name", "score"} & entry.cells.keys())


def _on_two_sides(head: Row, below: Iterable[Row]) -> _Money | None:
    """
    Sources with their budget on one side and what was spent on the other, 中央 165 | 中央 84.5.
    """
    sides = _up_to_none(_two_sides(row) for row in chain((head,), below))
    entries = [entry for entry, _ in sides]
    if len(entries) < 2 or not any(is_spent for _, is_spent in sides):
        return None
    if not any(is_total(entry.text("name") or "") for entry in entries):
        entries[0].role = "total"
    return _Money(entries, len(entries))


def _two_sides(row: Row) -> tuple[Entry, bool] | None:
    """
    A row with a source on either side, and whether its right side speaks of spending.
    """
    found = _pairs(row)
    labels = [label for label, _ in found.pairs]
    known = len(labels) == 2 and all(FUND_NAME.search(bare(label.text)) for label in labels)
    if not known or not all(_is_stub(cell) for cell in found.rest):
        return None
    name = next((label for label in labels if is_total(label.text)), labels[0])
    (_, budget), (_, executed) = found.pairs
    is_spent = any(SPENDING.search(cell.text) for cell in (*found.rest[-1:], labels[1]))
    return Entry({"name": [name], "budget": [budget], "executed": [executed]}), is_spent


def _by_name(head: Row, below: Iterable[Row]) -> _Money | None:
    """
    Sources with what was planned, as a declaration prints them: 年度资金总额 100, 其中：财政拨款 80, 其他资金 20.

    A self-evaluation prints them below heads. Of two halves side by side, the one with the money of several years is a
    note.
    """
    planned = _up_to_none(_planned_amounts(row) for row in chain((head,), below))
    pairs = [pair for found in planned for pair in found]
    period = {label.column for label, _ in pairs if PERIOD.search(bare(label.text))}
    year = {label.column for label, _ in pairs if is_total(label.text)} - period
    if not year:
        return None
    others = [pair for pair in pairs if period and _is_nearer(pair[0].column, period, year)]
    entries = [Entry({"name": [name], "budget": [amount]}) for name, amount in pairs if (name, amount) not in others]
    return _Money(entries, len(planned), other=tuple(cell for pair in others for cell in pair))


def _is_nearer(column: int, one: AbstractSet[int], other: AbstractSet[int]) -> bool:
    return min(abs(column - number) for number in one) < min(abs(column - number) for number in other)


def _planned_amounts(row: Row) -> Sequence[tuple[GridCell, GridCell]] | None:
    """
    The names and amounts of a row that holds nothing else.
    """
    found = _pairs(row)
    rest = [cell for cell in found.rest if not _is_stub(cell) and bare(cell.text) not in _COMPONENTS]
    known = all(
        is_total(label.text) or bare(label.text) in _COMPONENTS or PERIOD.search(bare(label.text))
        for label, _ in found.pairs
    )
    return found.pairs if known and not rest and (found.pairs or found.rest) else None


def _up_to_none(found: Iterable[T | None]) -> list[T]:
    """
    What was found in the first rows, up to one that holds nothing.
    """
    kept: list[T] = []
    for item in found:
        if item is None:
            break
        kept.append(item)
    return kept


#: With heads above, names with one amount are rows of their table.
_ARRANGEMENTS: Final = (_by_source, _by_label, _on_two_sides)

_COMPONENTS: Final = frozenset((*FUND_COMPONENTS, *(f"其中:{name}" for name in FUND_COMPONENTS)))


def _pairs(row: Row) -> _Pairs:
    pairs: list[tuple[GridCell, GridCell]] = []
    rest: list[GridCell] = []
    label: GridCell | None = None
    for cell in row.filled:
        words, _, value = _COLON.sub(":", cell.text).partition(":")
        if value.strip() and _is_figure(value):
            inside = evolve(cell, text=words), evolve(cell, text=cell.text[len(words) + 1 :].strip())
            rest.extend(filter(None, (label,)))
            pairs.append(inside)
            label = None
        elif label is not None and _is_figure(cell.text):
            pairs.append((label, cell))
            label = None
        else:
            rest.extend(filter(None, (label,)))
            label = None if is_amount(cell.text) else cell
            if label is None:
                rest.append(cell)
    rest.extend(filter(None, (label,)))
    return _Pairs(tuple(pairs), tuple(rest))


def _is_figure(text: str) -> bool:
    return fold(text) not in MARKS and is_amount(text)


def _is_stub(cell: GridCell) -> bool:
    """
    Whether a cell names a block, 资金使用情况(万元).
    """
    words = bare((section(cell.text) or (cell.text,))[0])
    return words in STUBS or BLOCK.search(words) is not None or cell.rows > 1
