"""
The indicator table: its rows with their levels, its subtotals, and the total below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, define, evolve

from perfscore.form import Remark
from perfscore.read.table.cell_types import misfit
from perfscore.read.table.columns import NO_COLUMNS, Column, Columns, columns_below
from perfscore.read.table.draft import MARKS, Draft, Entry
from perfscore.read.table.heads import indicator_heads
from perfscore.read.table.labels import block_heads, closes, grade, heading, is_note, section
from perfscore.read.table.models import infer
from perfscore.read.table.rows import Row, bare, is_number, printed
from perfscore.read.vocabulary import GRADES, HEAD_WORDS, LEVELS1, LEVELS2, PLACEHOLDER, fold


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.read.grid import GridCell


__all__ = ["IndicatorTable"]

#: A cell that suits its column so badly stands in another.
_MISFIT = 7


@define
class IndicatorTable:
    """
    The columns, and what the last row left behind: its levels, the weights their heads print, its page, itself.
    """

    columns: Columns = NO_COLUMNS
    roles: frozenset[str] = frozenset()
    inferred: bool = False
    done: bool = False
    noting: bool = False
    levels: dict[str, list[GridCell]] = Factory(dict)
    weights: dict[str, tuple[str, str]] = Factory(dict)
    page: int | None = None
    previous: Entry | None = None

    def heads(self, block: Sequence[Row], body: Sequence[Row], draft: Draft) -> None:
        self.columns = columns_below(indicator_heads, block, body)
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
            number: evolve(body[0].filled[0], text=HEAD_WORDS.get(role, "")) for number, role in found.roles.items()
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
        total = next((cell for cell in row.filled if heading(cell.text) == "total"), None)
        if total is not None:
            self._total(row, total, draft)
        elif not any(cell.text.strip() or cell.formula for cell in row.own) or _is_running_head(row):
            return
        elif (found := grade(row)) is not None:
            draft.head.cells["total.grade"] = [found]
        elif self._is_closing(row):
            self.done = self.noting = True
        elif self._is_note(row):
            self.done, self.noting = self.done or bool(self.previous), True
        elif self.done and self.noting and len(row.filled) == 1:
            # the second paragraph of a note
            return
        elif not self._section(row, draft):
            self._indicator(row, draft)

    def _is_closing(self, row: Row) -> bool:
        """
        Whether a row closes the form; above the total an indicator may be called like the label of a signature.
        """
        if not closes(row):
            return False
        if self.done:
            return True
        scored = any(
            is_number(cell.text)
            for cell in row.filled
            if (column := self.columns.of(cell)) and column.role in ("weight", "score")
        )
        return self.previous is not None and not scored and _labels_itself(row.filled[0])

    def _is_note(self, row: Row) -> bool:
        """
        Whether a row is a label with a text, or several of them; 使用规范性 with a weight beside it is an indicator.
        """
        cells = row.filled
        if not cells or not is_note(cells[0].text):
            return False
        if self.done:
            return True
        scored = (
            column.role in ("weight", "score") and is_number(cell.text)
            for cell in cells
            if (column := self.columns.of(cell))
        )
        if sum(is_note(cell.text) for cell in cells) > 1 and not any(scored):
            return True
        return len(cells) < 3 and not any(is_number(cell.text) for cell in cells)

    def _total(self, row: Row, label: GridCell, draft: Draft) -> None:
        self.done = True
        beside = [cell for cell in row.own if cell.column > label.column and (cell.text.strip() or cell.formula)]
        head = draft.head.cells
        found: dict[str, GridCell] = {}
        for cell in beside:
            column = self.columns.of(cell)
            role = "" if column is None else column.role
            if bare(cell.text) in GRADES:
                found["grade"] = cell
            elif role in ("weight", "score") and not self.columns.covers(cell, "weight", "score"):
                found.setdefault(role, cell)
        numbers = [cell for cell in beside if is_number(cell.text)]
        if len(numbers) > 1 and not {"weight", "score"} <= set(found):
            found |= {"weight": numbers[0], "score": numbers[1]}
        elif len(numbers) == 1 and not found.keys() & {"weight", "score"}:
            found["score"] = numbers[0]
        head.update({f"total.{role}": [cell] for role, cell in found.items()})

    def _section(self, row: Row, draft: Draft) -> bool:
        """
        Take a row that is a head of its own: 小计, or a level that stands over all columns of levels and names.
        """
        label = row.filled[0] if row.filled else None
        if label is None:
            return False
        subtotal = any(bare(cell.text).endswith(("小计", "分项合计")) for cell in row.filled)
        level = self._level_words(label.text) in LEVELS1 and self._stands_over(label, row)
        if not subtotal and not level:
            return False
        entry = Entry()
        for cell in row.filled:
            column = self.columns.of(cell)
            if column is not None and column.role in ("weight", "score") and is_number(cell.text):
                entry.add(column.role, cell)
            elif cell is not label and not subtotal:
                draft.unplaced(cell)
        if level:
            self._level("level1", label, draft)
            self.levels.pop("level2", None)
        if entry.cells:
            entry.cells["name"] = self.levels.get("level1", [label])
            draft.sections.append(entry)
        return True

    def _stands_over(self, label: GridCell, row: Row) -> bool:
        """
        Whether a level reaches over the columns of names, or has nothing beside it but its weight and score.
        """
        if self.columns.covers(label, "level1", "name"):
            return True
        beside = {column.role for cell in row.filled[1:] if (column := self.columns.of(cell))}
        return (
            self.columns.covers(label, "level1")
            and label.rows == 1
            and bool(beside)
            and beside <= {"weight", "score"}
            and all(cell.row == row.index for cell in row.cells if cell.column > label.column)
        )

    def _level_words(self, text: str) -> str:
        found = section(text)
        return bare(found[0] if found else text)

    def _level(self, role: str, cell: GridCell, draft: Draft) -> None:
        found = section(cell.text)
        if found is None:
            self.levels[role] = [cell]
            return
        name, weight = found
        # a head printed again on every row of its block states its weight once
        if self.weights.get(role) != found:
            draft.section(cell, name, weight)
        # some forms lose the words of a head and keep its weight: (50分)
        self.levels[role], self.weights[role] = [evolve(cell, text=name or cell.text)], found

    def _indicator(self, row: Row, draft: Draft) -> None:
        entry, above, adjusted = Entry(), None, None
        fresh = False
        for cell in row.cells:
            column = self.columns.of(cell)
            begins = cell.row == row.index
            if column is not None and column.uncertain:
                cell = evolve(cell, uncertain=True)  # noqa: PLW2901 - the same cell, marked
            if column is None:
                if begins and not is_note(cell.text) and not self._is_stub(cell, draft):
                    draft.unplaced(cell)
            elif column.role in ("level1", "level2"):
                if cell.text.strip() and begins:
                    fresh |= self._new_level(column.role, cell, row, draft)
            elif not begins:
                above = cell if column.role == "name" else above
            elif cell.text.strip() or cell.formula:
                if column.role in ("extra", "adjusted"):
                    entry.extra.setdefault(printed(column.head.text) or "", []).append(cell)
                    adjusted = cell if column.role == "adjusted" else adjusted
                else:
                    entry.add(column.role, cell)
        if adjusted is not None and not entry.has("target"):
            # where only the adjusted target is filled in, it is the target
            entry.cells["target"] = [adjusted]
        if self.done and not entry.has("weight", "score"):
            for cell in (cell for cells in (*entry.cells.values(), *entry.extra.values()) for cell in cells):
                draft.unplaced(cell)
            return
        if self.inferred and not _suits(entry):
            entry.doubt()
        self._unnamed(row, entry)
        cut = row.page != self.page and self.previous is not None and not fresh and self._is_rest(entry)
        self.page = row.page
        if above is not None and "name" not in entry.cells:
            cut = cut or not entry.has("weight", "score")
            entry.add("name", above) if not cut else None
        if cut and self.previous is not None:
            self.previous.append(entry)
            return
        entry.cells |= self.levels
        self.previous = entry
        draft.indicators.append(entry)

    def _unnamed(self, row: Row, entry: Entry) -> None:
        """
        Give a scored row that has nothing but a first level the words of it, as 预算执行率 has for both.
        """
        own = {column.role: cell for cell in row.filled if (column := self.columns.of(cell))}
        level = own.get("level1")
        named = not own.keys().isdisjoint(("level2", "name")) or any(cell.row != row.index for cell in row.cells)
        if level is None or named or level.rows > 1 or self._level_words(level.text) in LEVELS1:
            return
        if entry.has("weight", "score") and entry.has("target", "actual"):
            entry.add("name", level)

    def _new_level(self, role: str, cell: GridCell, row: Row, draft: Draft) -> bool:
        """
        Take a level's text; true when it is another level and not the old one that a new page repeats or goes on with.
        """
        known = LEVELS1 if role == "level1" else LEVELS2
        old = printed("\n".join(part.text for part in self.levels.get(role, ()))) or ""
        new = self._level_words(cell.text)
        if row.page != self.page and old and self.page is not None:
            if bare(old) == new:
                return False
            if new not in known and bare(old + new) in known:
                self.levels[role].append(cell)
                return False
        # other words end what the head before them said of its weight
        if not new or new != bare(old):
            self.weights.pop(role, None)
        # a level printed again, on the next table or on every row, begins nothing new
        if role == "level1" and (not new or new != bare(old)):
            self.levels.pop("level2", None)
        self._level(role, cell, draft)
        return True

    def _is_stub(self, cell: GridCell, draft: Draft) -> bool:
        """
        Whether a cell is the name of the whole block, left of all columns: 绩效指标, or one that ends with its weight.
        """
        if cell.column >= self.columns.first:
            return False
        if found := section(cell.text):
            draft.section(cell, *found, once=True)
        return cell.rows > 1 or found is not None

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


def _suits(entry: Entry) -> bool:
    """
    Whether the cells of a row are such as their columns hold.
    """
    return all(
        misfit(role, text) < _MISFIT for role in ("name", "weight", "score") if (text := entry.text(role)) is not None
    )


def _labels_itself(cell: GridCell) -> bool:
    """
    Whether a cell is a label with a colon, or with what it announces behind one.
    """
    return ":" in fold(cell.text)


def _is_running_head(row: Row) -> bool:
    """
    Whether a page repeats the form's head above its part of the table.
    """
    return any(heading(cell.text) in ("project", "department", "unit") for cell in row.filled[:1])


def _is_placeholder(row: Entry) -> bool:
    name = fold(row.text("name") or "")
    return bool(name) and name not in MARKS and bool(PLACEHOLDER.fullmatch(name)) and not row.has("target", "actual")
