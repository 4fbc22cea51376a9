"""
The indicator table: its rows with their levels, its subtotals, and the total below it.
"""

from __future__ import annotations

import re

from typing import TYPE_CHECKING

from attrs import Factory, define, evolve

from perfscore.form import Remark
from perfscore.read.table.alignment import align
from perfscore.read.table.cell_types import misfit
from perfscore.read.table.closing import (
    is_closing_line,
    is_misprinted_total,
    is_note_row,
    reason_of_the_form,
    resembles_total,
    total_cells,
)
from perfscore.read.table.columns import NO_COLUMNS, Column, Columns, columns_below
from perfscore.read.table.draft import MARKS, Draft, Entry
from perfscore.read.table.heads import indicator_heads_in
from perfscore.read.table.labels import block_heads, grade, heading, is_note, section
from perfscore.read.table.levels import Levels, level_words
from perfscore.read.table.models import infer
from perfscore.read.table.rows import Row, is_number, printed
from perfscore.read.vocabulary import HEAD_WORDS, LEVELS1, PLACEHOLDER, fold


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.read.grid import GridCell


__all__ = ["IndicatorTable"]

#: A cell that suits its column so badly stands in another.
_MISFIT = 7

#: Below its own head, a column of the form's own may hold anything; the adjusted targets are targets.
_OWN = {"extra": "own", "adjusted": "target"}

_WEIGHT_IN_NAME = re.compile(r"\((\d{1,3}(?:\.\d+)?)分\)$")


@define
class IndicatorTable:
    """
    The columns, and what the last row left behind: its levels, its page, itself.

    *done* tells that the total was met, *noting* that a note was; *reason* is that of the whole form.
    """

    columns: Columns = NO_COLUMNS
    roles: frozenset[str] = frozenset()
    inferred: bool = False
    done: bool = False
    noting: bool = False
    levels: Levels = Factory(Levels)
    page: int | None = None
    previous: Entry | None = None
    reason: GridCell | None = None

    def heads(self, block: Sequence[Row], body: Sequence[Row], draft: Draft) -> None:
        self.columns = columns_below(indicator_heads_in(block[0].lexicon), block, body)
        draft.remarks.extend(
            Remark("heads-inferred", printed(column.head.text) or "", place=column.head.place)
            for column in self.columns.by_number.values()
            if column.inferred
        )
        self.roles |= self.columns.roles
        self.done = self.noting = False
        block_heads(block, draft)
        # a head row may end not with a word but with the points that the whole block was given
        points = [column.head for column in self.columns.by_number.values() if column.role == "score"]
        draft.sections.extend(Entry({"score": [cell]}) for cell in points if is_number(cell.text))

    def infer(self, body: Sequence[Row], draft: Draft) -> bool:
        """
        Take the columns of a table without heads from its *body*; false where it is no such table.
        """
        found = infer([row.filled for row in body])
        if found is None:
            return False
        heads = {
            number: evolve(body[0].filled[0], text=f"第{number + 1}列" if role == "extra" else HEAD_WORDS[role])
            for number, role in found.roles.items()
        }
        self.columns = Columns(
            {
                number: Column(role, heads[number], inferred=True, uncertain=number in found.uncertain)
                for number, role in found.roles.items()
            }
        )
        self.inferred = True
        self.roles |= self.columns.roles
        words = " | ".join(filter(None, (heads[number].text for number in sorted(heads))))
        draft.remarks.append(Remark("heads-inferred", words, place=body[0].filled[0].place))
        return True

    def row(self, row: Row, draft: Draft) -> None:
        """
        A row below the heads.
        """
        if not any(cell.text.strip() or cell.formula for cell in row.own) or _is_running_head(row):
            return
        if total := next((cell for cell in row.filled if heading(cell.text, row.lexicon) == "total"), None):
            self.done = True
            draft.total.cells |= {role: [cell] for role, cell in total_cells(row, total, self.columns).items()}
        elif (found := grade(row)) is not None:
            draft.total.cells["grade"] = [found]
        elif not row.filled:
            self._indicator(row, draft)
        elif self._is_note(row):
            draft.note(row.filled)
        elif not self.levels.read_section(row, self.columns, draft):
            roles = {number: _OWN.get(role, role) for number, role in self.columns.slots.items()}
            aligned, lacking = align(row, roles) or (row, False)
            if lacking:
                draft.remarks.append(Remark("uncertain", _text(row), place=row.filled[0].place))
            self._indicator(aligned, draft)

    def _is_note(self, row: Row) -> bool:
        """
        Whether a row closes the form, or is a note or its second paragraph.
        """
        if is_closing_line(row, self.columns, done=self.done, begun=self.previous is not None):
            self.done = self.noting = True
        elif is_note_row(row, self.columns, done=self.done):
            self.done, self.noting = self.done or bool(self.previous), True
            self.reason = (self.done and reason_of_the_form(row)) or self.reason
        else:
            return self.done and self.noting and len(row.filled) == 1
        return True

    def finish(self, draft: Draft) -> None:
        """
        Settle what only the whole table tells: a total under a misprinted label, and the reason for the whole form.
        """
        last = self.previous
        if last is not None and not draft.total.has("weight", "score") and is_misprinted_total(last, last=True):
            draft.indicators.remove(last)
            draft.total.cells |= {role: last.cells[role] for role in ("weight", "score") if role in last.cells}
        if self.reason is None or "reason" in self.roles:
            return
        for entry in draft.indicators:
            weight, score = (fold(entry.text(role) or "") for role in ("weight", "score"))
            if weight and score and weight != score:
                entry.cells["reason"] = [self.reason]

    def _indicator(self, row: Row, draft: Draft) -> None:
        entry, is_fresh = self._entry(row, draft)
        if self.done and not entry.has("weight", "score"):
            entry.unplace(draft)
            return
        if self.inferred and not _suits(entry):
            entry.doubt()
        self._unnamed(row, entry)
        above = None if "name" in entry.cells else self._name_above(row)
        is_cut = row.page != self.page and not is_fresh and self._is_rest(entry)
        self.page = row.page
        if self.previous is not None and (is_cut or (above is not None and not entry.has("weight", "score"))):
            self.previous.append(entry)
            return
        if above is not None:
            entry.add("name", above)
        if entry.extra and not entry.cells:
            # a text below one of the form's own columns, and nothing of an indicator
            entry.unplace(draft)
            return
        if "weight" not in self.roles and (weight := _weight_in(entry)) is not None:
            entry.cells["weight"] = [weight]
        entry.cells |= self.levels.cells
        self.previous = entry
        draft.indicators.append(entry)

    def _entry(self, row: Row, draft: Draft) -> tuple[Entry, bool]:
        """
        The cells of a row in their columns, and whether a new level begins with it.
        """
        entry, is_fresh = Entry(), False
        for cell in (cell for cell in row.own if cell.text.strip() or cell.formula):
            column = self.columns.of(cell)
            if column is None:
                self._beside(cell, draft)
            elif column.role in ("level1", "level2"):
                new_page = row.page != self.page and self.page is not None
                is_fresh |= self.levels.take(column.role, cell, draft, new_page=new_page)
                entry.own = (*entry.own, column.role)
            else:
                _put(entry, column, evolve(cell, uncertain=True) if column.uncertain else cell)
        adjusted = entry.cells.pop("adjusted", None)
        if adjusted is not None and not entry.has("target"):
            # where only the adjusted target is filled in, it is the target
            entry.cells["target"] = adjusted
        return entry, is_fresh

    def _name_above(self, row: Row) -> GridCell | None:
        """
        The name that reaches down into a row from one above.
        """
        above = (cell for cell in row.cells if cell.row != row.index)
        return next((cell for cell in above if (column := self.columns.of(cell)) and column.role == "name"), None)

    def _unnamed(self, row: Row, entry: Entry) -> None:
        """
        Give a scored row that has nothing but a first level the words of it, as 预算执行率 has for both.
        """
        own = {column.role: cell for cell in row.filled if (column := self.columns.of(cell))}
        level = own.get("level1")
        named = not own.keys().isdisjoint(("level2", "name")) or any(cell.row != row.index for cell in row.cells)
        if level is None or named or level.rows > 1 or level_words(level.text) in LEVELS1:
            return
        if entry.has("weight", "score") and (entry.has("target", "actual") or not resembles_total(level.text)):
            entry.add("name", level)

    def _beside(self, cell: GridCell, draft: Draft) -> None:
        """
        Take a cell beside all columns: the name of the whole block (绩效指标, or one that ends with its weight), or a note.
        """
        found = section(cell.text) if cell.column < self.columns.first and not is_note(cell.text) else None
        if found:
            draft.section(cell, *found, once=True)
        elif not is_note(cell.text) and (cell.column >= self.columns.first or cell.rows == 1):
            draft.unplaced(cell)

    def _is_rest(self, entry: Entry) -> bool:
        """
        Whether the first row of a page is the rest of the row before it, which the page break cut.

        Its numbers stand on one of the two pages; a form without numbers repeats no name.
        """
        previous = self.previous
        if previous is None or _is_placeholder(entry) or _is_placeholder(previous) or not entry.cells:
            return False
        numbers, before = entry.has("weight", "score"), previous.has("weight", "score")
        if numbers and before:
            return False
        if not numbers and not before:
            return not (entry.has("name") and entry.has("target", "actual"))
        return before or not (entry.has("name") and entry.has("target") and entry.has("actual"))


def _put(entry: Entry, column: Column, cell: GridCell) -> None:
    if column.role not in ("extra", "adjusted"):
        entry.add(column.role, cell)
        if column.role == "name":
            entry.own = (*entry.own, "name")
        return
    entry.extra.setdefault(printed(column.head.text) or "", []).append(cell)
    if column.role == "adjusted":
        entry.add("adjusted", cell)


def _suits(entry: Entry) -> bool:
    """
    Whether the cells of a row are such as their columns hold.
    """
    return all(
        misfit(role, text) < _MISFIT for role in ("name", "weight", "score") if (text := entry.text(role)) is not None
    )


def _weight_in(entry: Entry) -> GridCell | None:
    """
    The weight that a name carries where the table has no column of weights: ``明确性(5分)``.
    """
    name = next(iter(entry.cells.get("name", ())), None)
    found = None if name is None else _WEIGHT_IN_NAME.search(fold(name.text))
    return None if name is None or found is None else evolve(name, text=found[1])


def _text(row: Row) -> str:
    return " | ".join(printed(cell.text) or "" for cell in row.own)


def _is_running_head(row: Row) -> bool:
    """
    Whether a page repeats the form's head above its part of the table.
    """
    return any(heading(cell.text, row.lexicon) in ("project", "department", "unit") for cell in row.filled[:1])


def _is_placeholder(row: Entry) -> bool:
    name = fold(row.text("name") or "")
    return bool(name) and name not in MARKS and bool(PLACEHOLDER.fullmatch(name)) and not row.has("target", "actual")
