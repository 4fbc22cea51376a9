"""
The fund table under its heads: the row that is scored and the rows it is made of.
"""

from __future__ import annotations

import re

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import define, evolve

from perfscore.read.table.alignment import align
from perfscore.read.table.columns import NO_COLUMNS, Column, Columns, columns_below
from perfscore.read.table.draft import MARKS, Draft, Entry
from perfscore.read.table.heads import fund_heads_in
from perfscore.read.table.labels import block_heads, heading, is_note
from perfscore.read.table.rows import Row, bare, key
from perfscore.read.vocabulary import FUND_NAME, FUND_TOTALS, PART, SOURCES, fold


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perfscore.read.grid import GridCell


__all__ = ["MONEY", "FundTable", "is_amount", "is_total", "settle"]

#: The columns that hold figures.
MONEY: Final = ("initial", "budget", "executed", "weight", "rate", "score")
_AMOUNTS: Final = ("initial", "budget", "executed")
_AMOUNT: Final = re.compile(
    r"(?:[-+]?[\d,.]*\d[\d,.]*(?:亿元|万元|千元|万|元|%|分)?|(?:亿元|万元|元|%))(?:\([^()]*\))?"
)
#: What the cells of a component row may lack, those of an indicator have.
_COSTED: Final = {"weight": "fund-weight", "score": "fund-score", "extra": "fund-own"}
_SENTENCE: Final = re.compile("[。；，;]")
_HEAD_WEIGHT: Final = re.compile(r"\((\d{1,3}(?:\.\d+)?)分")


def is_amount(text: str) -> bool:
    """
    Whether a text is money, a rate, points or a mark, perhaps with a note in brackets.
    """
    folded = fold(text)
    return folded in MARKS or _AMOUNT.fullmatch(folded) is not None


def is_total(name: str) -> bool:
    """
    Whether a row of this name is the whole of the others.
    """
    return bare(name) in FUND_TOTALS or key(name) in FUND_TOTALS


@define
class FundTable:
    """
    The columns of the fund table, and the weight where only its heads print one: 预算执行情况(20分), 得分(20分*执行率).

    *sources* names the source of each column where the sources stand side by side.
    """

    columns: Columns = NO_COLUMNS
    weight: GridCell | None = None
    sources: dict[int, GridCell] | None = None

    def heads(self, block: Sequence[Row], body: Sequence[Row], draft: Draft) -> None:
        self.columns, self.sources = columns_below(fund_heads_in(block[0].lexicon), block), None
        first = next((row.filled[0] for row in body if row.filled), None)
        if block[0].ragged and not self.columns.leftmost(*MONEY) and first and not is_amount(first.text):
            # a text that left merged cells out has no head over the names
            self.columns = Columns({number + 1: column for number, column in self.columns.by_number.items()})
        self._find_sources(block)
        block_heads(block, draft)
        cells = [cell for row in block for cell in row.cells]
        found = next(((cell, match) for cell in cells if (match := _HEAD_WEIGHT.search(fold(cell.text)))), None)
        if found and "weight" not in self.columns.roles:
            self.weight = evolve(found[0], text=found[1][1])

    def _find_sources(self, block: Sequence[Row]) -> None:
        """
        Take sources that stand side by side, 中央 省 市县 合计, under each kind of money or as the parts of the budget.
        """
        end = block[-1].index + 1
        cells = [cell for row in block for cell in row.filled if cell.row + cell.rows <= end]
        sources = {cell.column: cell for cell in cells if cell.columns == 1 and bare(cell.text) in SOURCES}
        if len(sources) < 2 or not any(is_total(cell.text) for cell in sources.values()):
            return
        kinds = {
            number: Column(role, cell)
            for cell in cells
            if (role := fund_heads_in(block[0].lexicon).likely(cell.text)) in _AMOUNTS
            for number in range(cell.column, cell.column + cell.columns)
            if number in sources
        }
        if not kinds and "budget" in self.columns.roles:
            return
        budget = {number: kinds.get(number, Column("budget", cell)) for number, cell in sources.items()}
        self.columns, self.sources = Columns({**self.columns.by_number, **budget}), sources

    def rows(self, row: Row) -> list[Entry] | None:
        """
        What a row of the table holds, a row of the form for each source; ``None`` where the table has ended.
        """
        cells = self._in_columns(row)
        money = [cell for role, cell in cells if role in MONEY]
        # a row of other words may be an indicator's whose heads are missing
        if _has_label(row) or not all(is_amount(cell.text) for cell in money):
            return None
        if self.sources is not None:
            return self._by_source(cells) if money else None
        name, is_headed = self._name(row, cells)
        if not (_may_have_money(name, is_headed=is_headed) if money else _names_money(name)):
            return None
        named = [] if name is None else [("name", name)]
        entry = _entry([*named, *(found for found in cells if found[0] != "name")])
        if name is not None and is_total(name.text):
            entry.role = "total"
            entry.cells |= {"weight": [self.weight]} if self.weight else {}
        return [entry] if entry.cells else []

    def _name(self, row: Row, cells: Sequence[tuple[str, GridCell]]) -> tuple[GridCell | None, bool]:
        """
        The name of a row, left of its money, and whether it stands below a head of names.
        """
        first = self.columns.leftmost(*MONEY)
        named = [cell for role, cell in cells if role == "name" and cell.column + cell.columns <= first]
        left = [cell for cell in row.filled if cell.column + cell.columns <= first and not is_amount(cell.text)]
        return next(reversed(named or left), None), bool(named)

    def _in_columns(self, row: Row) -> list[tuple[str, GridCell]]:
        """
        The cells of a row with their columns; a row of more amounts than there are columns is aligned on the right.
        """
        by_number = self.columns.by_number
        numbers = sorted(number for number, column in by_number.items() if column.role in MONEY)
        amounts = [cell for cell in row.filled if numbers and cell.column >= numbers[0] and is_amount(cell.text)]
        surplus = len(amounts) - len(numbers)
        if surplus <= 0 or amounts[-1].column <= max(by_number):
            aligned, _ = align(row, self._roles(row)) or (row, False)
            return [
                (column.role, cell)
                for cell in aligned.own
                if (cell.text.strip() or cell.formula) and (column := self.columns.of(cell)) is not None
            ]
        # which of the amounts is one too many nobody knows; equal ones are no matter
        return [
            (role, evolve(cell, uncertain=role in _AMOUNTS and cell.text != amounts[index].text))
            for index, (role, cell) in enumerate(
                zip((by_number[number].role for number in numbers), amounts[surplus:], strict=True)
            )
        ]

    def _roles(self, row: Row) -> dict[int, str]:
        """
        The roles of the columns for a row that begins with its name, left of the money.
        """
        first = self.columns.leftmost(*MONEY)
        if not row.own or row.own[0].column >= first:
            return {}
        roles = {number: _COSTED.get(role, role) for number, role in self.columns.slots.items() if number >= first}
        return {row.own[0].column: "name", **roles}

    def _by_source(self, cells: Sequence[tuple[str, GridCell]]) -> list[Entry]:
        sources = self.sources or {}
        total = next(cell for cell in sources.values() if is_total(cell.text))
        entries: dict[str, Entry] = {bare(total.text): Entry({"name": [total]}, role="total")}
        for role, cell in cells:
            source = sources.get(cell.column, total)
            if role in MONEY:
                entries.setdefault(bare(source.text), Entry({"name": [source]})).add(role, cell)
        if self.weight is not None:
            entries[bare(total.text)].add("weight", self.weight)
        return list(entries.values())


def _entry(cells: Iterable[tuple[str, GridCell]]) -> Entry:
    entry = Entry()
    for role, cell in cells:
        entry.add(role, cell)
    return entry


def _has_label(row: Row) -> bool:
    return any(heading(cell.text, row.lexicon) not in (None, "total") for cell in row.filled)


def _names_money(name: GridCell | None) -> bool:
    """
    Whether a row without money is one of the table: its name is that of a source, and no note.
    """
    return name is not None and not (is_note(name.text) or _SENTENCE.search(name.text)) and _is_source(name)


def _may_have_money(name: GridCell | None, *, is_headed: bool) -> bool:
    """
    Whether money may stand beside a name: that of a source, none, or any below a head such as 任务名称.
    """
    return name is None or is_headed or _is_source(name)


def _is_source(name: GridCell) -> bool:
    return FUND_NAME.search(bare(name.text)) is not None


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
    split = [row for row, part in pairwise(funds) if PART.search(fold(part.text("name") or ""))]
    only = funds if len(funds) == 1 else []
    for row in (scored or sums or named or split or only)[:1]:
        row.role = "total"
