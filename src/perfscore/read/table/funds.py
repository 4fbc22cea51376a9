"""
The fund table: the row that is scored and the rows it is made of.
"""

from __future__ import annotations

import re

from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, evolve

from perfscore.read.table.columns import NO_COLUMNS, Column, Columns, columns_below
from perfscore.read.table.draft import MARKS, Draft, Entry
from perfscore.read.table.heads import fund_heads
from perfscore.read.table.labels import block_heads, heading, is_note
from perfscore.read.table.rows import Row, bare, key
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_NAME, FUND_TOTALS, fold


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.read.grid import GridCell


__all__ = ["FundTable", "by_label", "by_source", "settle"]

_MONEY = ("initial", "budget", "executed", "weight", "rate", "score")
_AMOUNT = re.compile(r"[-+]?[\d,.]*\d[\d,.]*(?:亿元|万元|千元|万|元|%|分)?|(?:亿元|万元|元|%)")
_SOURCES = FUND_TOTALS.union(FUND_COMPONENTS, map(fold, ("财政拨款", "其他资金", "自筹资金", "单位自筹", "其他")))
_SENTENCE = re.compile("[。；，;]")
_HEAD_WEIGHT = re.compile(r"\((\d{1,3}(?:\.\d+)?)分")


@define
class FundTable:
    """
    The columns of the fund table, and the weight where only its heads print one: 预算执行情况(20分), 得分(20分*执行率).
    """

    columns: Columns = NO_COLUMNS
    weight: GridCell | None = None

    def heads(self, block: Sequence[Row], draft: Draft) -> None:
        self.columns = _with_sources(columns_below(fund_heads, block), block)
        block_heads(block, draft)
        cells = [cell for row in block for cell in row.cells]
        found = next(((cell, match) for cell in cells if (match := _HEAD_WEIGHT.search(fold(cell.text)))), None)
        if found and "weight" not in self.columns.roles:
            self.weight = evolve(found[0], text=found[1][1])

    def row(self, row: Row) -> Entry | None:
        """
        A row of the table, ``None`` where the table has ended.
        """
        if any(heading(cell.text) not in (None, "total") for cell in row.filled):
            return None
        entry = Entry()
        for cell in row.own:
            column = self.columns.of(cell)
            if column is not None and (cell.text.strip() or cell.formula):
                entry.add(column.role, cell)
        first = self.columns.leftmost(*_MONEY)
        left = [cell for cell in row.filled if cell.column + cell.columns <= first and not _is_amount(cell.text)]
        named = [cell for cell in entry.cells.pop("name", ()) if cell.column + cell.columns <= first]
        headed = any(column.role == "name" for column in self.columns.by_number.values())
        name = next(reversed(named or left), None)
        words = "" if name is None else bare(name.text)
        money = [cell for role in _MONEY for cell in entry.cells.get(role, ())]
        if not money and (name is None or is_note(name.text) or _SENTENCE.search(name.text)):
            return None
        # a row of other words may be an indicator's whose heads are missing
        if not all(_is_amount(cell.text) for cell in money):
            return None
        # below a head such as 任务名称 any name will do
        if not (FUND_NAME.search(words) or (money and (not words or (headed and named)))):
            return None
        if name is not None:
            entry.cells["name"] = [name]
        if words in FUND_TOTALS or (name is not None and key(name.text) in FUND_TOTALS):
            entry.role = "total"
            if self.weight is not None:
                entry.add("weight", self.weight)
        return entry

    def labelled(self, row: Row) -> Entry | None:
        """
        Money that stands beside labels, 预算数: 2.38 执行数: 2.38; the rows below keep to the same columns.
        """
        entry, taken = Entry(), {}
        for label, beside in pairwise(row.own):
            role = fund_heads.role(label.text)
            if role in _MONEY and beside.text.strip() and _is_amount(beside.text):
                entry.add(role, beside)
                taken[beside.column] = Column(role, label)
        if not {"budget", "executed"} <= set(entry.cells):
            return None
        self.columns = Columns(taken)
        name, last = row.filled[0], row.filled[-1]
        if fund_heads.role(name.text) is None:
            entry.add("name", name)
        if last.column not in taken and _is_amount(last.text):
            entry.add("score", last)
        return entry


def by_source(rows: Sequence[Row], at: int, draft: Draft) -> int:
    """
    Take a fund table that stands on its side; of how many rows it is, 0 where ``rows[at]`` heads none.

    Its heads are the sources, 合计 and 财政拨款, and each row below is one kind of money.
    """
    head = rows[at]
    names = {cell.column: cell for cell in head.filled if bare(cell.text) in _SOURCES}
    entries = {column: Entry({"name": [cell]}) for column, cell in names.items()}
    block = [head]
    for row in rows[at + 1 :]:
        label = next((cell for cell in row.filled if fund_heads.likely(cell.text) in _MONEY), None)
        amounts = [cell for cell in row.own if cell.column in names]
        if label is None or row.grid != head.grid or not all(_is_amount(cell.text) for cell in amounts):
            break
        block.append(row)
        for cell in amounts:
            if cell.text.strip() or cell.formula:
                entries[cell.column].add(str(fund_heads.likely(label.text)), cell)
    totals = [entry for column, entry in entries.items() if bare(names[column].text) in FUND_TOTALS]
    if len(entries) < 2 or not any({"budget", "executed"} <= entry.cells.keys() for entry in totals):
        return 0
    for entry in totals:
        entry.role = "total"
    draft.funds.extend(entries.values())
    block_heads(block, draft)
    return len(block)


def by_label(rows: Sequence[Row], at: int, draft: Draft) -> int:
    """
    Take money that stands beside its labels over several rows; of how many rows it is, 0 where ``rows[at]`` begins none.

    年初预算 560 调整后预算 480, and below it 实际支出 456 执行率 95%.
    """
    entry = Entry()
    block: list[Row] = []
    for row in rows[at:]:
        pairs = list(zip(row.filled[::2], row.filled[1::2], strict=False))
        roles = [fund_heads.role(label.text) for label, _ in pairs]
        told = all(role in _MONEY and role not in entry.cells for role in roles) and len(set(roles)) == len(roles)
        amounts = all(beside.text.strip() not in MARKS and _is_amount(beside.text) for _, beside in pairs)
        if row.grid != rows[at].grid or len(row.filled) % 2 or not pairs or not told or not amounts:
            break
        block.append(row)
        for role, (_, beside) in zip(roles, pairs, strict=True):
            entry.add(str(role), beside)
    if len(block) < 2 or not {"budget", "executed"} <= entry.cells.keys():
        return 0
    draft.funds.append(entry)
    block_heads(block, draft)
    return len(block)


def _with_sources(columns: Columns, block: Sequence[Row]) -> Columns:
    """
    The columns of a table that sets the sources of money side by side: 中央, 本级, 其他, and 合计 for the budget.
    """
    heads = [cell for row in block for cell in row.filled if cell.row + cell.rows <= block[-1].index + 1]
    total = next((cell for cell in heads if bare(cell.text) in FUND_TOTALS), None)
    if total is None or "budget" in columns.roles:
        return columns
    sources = {cell.column: Column("extra", cell) for cell in heads if cell.column < total.column}
    return Columns({**sources, **columns.by_number, total.column: Column("budget", total)})


def settle(funds: list[Entry]) -> None:
    """
    Leave one row the total: the scored one, else 合计, else the first that calls itself one.

    A table without such a name has its total in the row that is scored, in the one above the first 其中, or in its
    only row.
    """
    named = [row for row in funds if row.role == "total"]
    scored = [row for row in named or funds if row.has("score") or row.has("weight")]
    sums = [row for row in named if bare(row.text("name") or "") == "合计"]
    for row in funds:
        row.role = "component"
    split = [row for row, part in pairwise(funds) if fold(part.text("name") or "").startswith("其中")]
    only = funds if len(funds) == 1 else []
    for row in (scored or sums or named or split or only)[:1]:
        row.role = "total"


def _is_amount(text: str) -> bool:
    folded = fold(text)
    return folded in MARKS or _AMOUNT.fullmatch(folded) is not None
