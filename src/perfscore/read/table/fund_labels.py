"""
Money that stands beside its labels, without a row of heads: 预算数 2.38 执行数 2.38, over one row or several,
on two sides, or with the sources as heads and each kind of money in a row of its own.
"""

from __future__ import annotations

import re

from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from perfscore.read.table.columns import Column, Columns
from perfscore.read.table.draft import MARKS, Draft, Entry
from perfscore.read.table.funds import MONEY, FundTable, is_amount, is_total
from perfscore.read.table.heads import fund_heads_in
from perfscore.read.table.labels import block_heads, section
from perfscore.read.table.rows import Row, bare
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_NAME, SOURCES, STUBS, fold


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perfscore.read.grid import GridCell


__all__ = ["labelled_funds"]

_COLON: Final = re.compile("[:：]")
_EXECUTED: Final = re.compile("使用|执行|支出|支付|拨付")


@frozen
class _Pairs:
    """
    A row as labels with the amounts they announce, and the cells that are neither.
    """

    pairs: tuple[tuple[GridCell, GridCell], ...]
    rest: tuple[GridCell, ...]


def labelled_funds(rows: Sequence[Row], at: int, table: FundTable, draft: Draft) -> int:
    """
    Take the money that begins in ``rows[at]``; of how many rows it is, 0 where none does.

    Rows below that have names are left to *table*, whose columns are those of the amounts.
    """
    for arrangement in _ARRANGEMENTS:
        if count := arrangement(rows, at, table, draft):
            block_heads(rows[at : at + count], draft)
            return count
    return 0


def _by_source(rows: Sequence[Row], at: int, _table: FundTable, draft: Draft) -> int:
    """
    A table that stands on its side: its heads are the sources, and each row below is one kind of money.
    """
    head, heads = rows[at], fund_heads_in(rows[at].lexicon)
    names = {cell.column: cell for cell in head.filled if bare(cell.text) in SOURCES}
    entries = {column: Entry({"name": [cell]}) for column, cell in names.items()}
    count = 1
    for row in rows[at + 1 :]:
        label = next((cell for cell in row.filled if heads.likely(cell.text) in MONEY), None)
        if label is None or row.grid != head.grid:
            break
        amounts = [cell for cell in row.filled if cell.column > label.column]
        # a text that left merged cells out has the amounts in the order of the sources, but not below them
        columns = list(names) if len(amounts) == len(names) else [cell.column for cell in amounts]
        if not names.keys() >= set(columns) or not all(is_amount(cell.text) for cell in amounts):
            break
        count += 1
        for column, cell in zip(columns, amounts, strict=True):
            entries[column].add(str(heads.likely(label.text)), cell)
    totals = [entry for column, entry in entries.items() if is_total(names[column].text)]
    if len(entries) < 2 or not any({"budget", "executed"} <= entry.cells.keys() for entry in totals):
        return 0
    for entry in totals:
        entry.role = "total"
    draft.funds.extend(entries.values())
    return count


def _by_label(rows: Sequence[Row], at: int, table: FundTable, draft: Draft) -> int:
    """
    One row of the form whose amounts stand beside their labels, 年初预算 560 全年预算 480 / 实际支出 456 执行率 95%.
    """
    entry, taken = Entry(), {}
    count = 0
    for row in rows[at:]:
        found = _pairs(row)
        roles = [fund_heads_in(row.lexicon).role(label.text) for label, _ in found.pairs]
        fresh = all(role in MONEY and role not in entry.cells for role in roles) and len(set(roles)) == len(roles)
        if row.grid != rows[at].grid or not roles or not fresh or (count and found.rest):
            break
        for role, (label, beside) in zip(roles, found.pairs, strict=True):
            entry.add(str(role), beside)
            taken[beside.column] = Column(str(role), label)
        if found.rest:
            first, last = found.rest[0], found.rest[-1]
            if first is row.filled[0] and not is_amount(first.text):
                entry.add("name", first)
            if last is row.filled[-1] and is_amount(last.text) and "score" not in entry.cells:
                entry.add("score", last)
            if len(found.rest) > len({"name", "score"} & entry.cells.keys()):
                break
        count += 1
    if not count or not {"budget", "executed"} <= entry.cells.keys():
        return 0
    table.columns, table.sources = Columns(taken), None
    draft.funds.append(entry)
    return count


def _on_two_sides(rows: Sequence[Row], at: int, _table: FundTable, draft: Draft) -> int:
    """
    Sources with their budget on one side and what was spent on the other, 中央 165 | 中央 84.5.
    """
    entries: list[Entry] = []
    spent = False
    for row in rows[at:]:
        found = _pairs(row)
        labels = [label for label, _ in found.pairs]
        known = len(labels) == 2 and all(FUND_NAME.search(bare(label.text)) for label in labels)
        if row.grid != rows[at].grid or not known or not all(_is_stub(cell) for cell in found.rest):
            break
        spent = spent or any(_EXECUTED.search(cell.text) for cell in (*found.rest[-1:], labels[1]))
        name = next((label for label in labels if is_total(label.text)), labels[0])
        (_, budget), (_, executed) = found.pairs
        entries.append(Entry({"name": [name], "budget": [budget], "executed": [executed]}))
    if len(entries) < 2 or not spent:
        return 0
    first = entries[0]
    if not any(is_total(entry.text("name") or "") for entry in entries):
        first.role = "total"
    for entry in entries:
        entry.role = "total" if is_total(entry.text("name") or "") else entry.role
    draft.funds.extend(entries)
    return len(entries)


def _by_name(rows: Sequence[Row], at: int, table: FundTable, draft: Draft) -> int:
    """
    Sources with what was planned, as a declaration prints them: 年度资金总额 100, 其中：财政拨款 80, 其他资金 20.

    A self-evaluation prints them below heads.
    """
    if table.columns.by_number:
        return 0
    entries: list[Entry] = []
    count = 0
    for row in rows[at:]:
        found = _pairs(row)
        rest = [cell for cell in found.rest if not _is_stub(cell) and bare(cell.text) not in _COMPONENTS]
        known = all(is_total(label.text) or bare(label.text) in _COMPONENTS for label, _ in found.pairs)
        if row.grid != rows[at].grid or rest or not known or not (found.pairs or found.rest):
            break
        entries.extend(Entry({"name": [name], "budget": [amount]}) for name, amount in found.pairs)
        count += 1
    if not any(is_total(entry.text("name") or "") for entry in entries):
        return 0
    for entry in entries:
        entry.role = "total" if is_total(entry.text("name") or "") else "component"
    draft.funds.extend(entries)
    return count


_ARRANGEMENTS: Final[tuple[Callable[[Sequence[Row], int, FundTable, Draft], int], ...]] = (
    _by_source,
    _by_label,
    _on_two_sides,
    _by_name,
)

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
    return words in STUBS or words.endswith("情况") or cell.rows > 1
