"""
One form's rows, read from top to bottom.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from perfscore.read.table.bodies import begins_body, body_below
from perfscore.read.table.draft import Draft, Entry
from perfscore.read.table.fund_labels import labelled_funds
from perfscore.read.table.funds import FundTable, settle
from perfscore.read.table.heads import fund_heads_in
from perfscore.read.table.indicators import IndicatorTable
from perfscore.read.table.labels import (
    grade,
    is_note,
    is_title,
    labels_in,
    read_line,
    score_in,
)
from perfscore.read.table.rows import is_number
from perfscore.read.vocabulary import DECLARATION, SELF_EVALUATION


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.form import Form
    from perfscore.read.grid import GridCell
    from perfscore.read.table.head_blocks import HeadBlocks
    from perfscore.read.table.rows import Row


__all__ = ["FormReading"]

#: What a label announces, the label, and the cell beside it.
_Label = tuple[str, "GridCell", "GridCell | None"]

#: What the head of a form says of it.
_FACTS = ("project", "department", "unit")

#: The heads of goals, as they are called here.
_GOALS = ("period", "expected", "actual")

#: The columns that somebody fills in.
_FILLED = ("target", "actual", "weight", "score", "reason", "initial", "budget", "executed", "rate")

#: Rows below the heads that show what their columns hold.
_SHOWN = 40

#: So much of a table that has nothing to do with the form is kept.
_MOST_SHOWN = 160


class FormReading:
    """
    The state of one walk down a form: which part of it we are in, and what its tables' columns mean.
    """

    def __init__(self, rows: Sequence[Row], blocks: HeadBlocks) -> None:
        self._rows = rows
        self._blocks = blocks
        self._draft = Draft()
        self._part = "head"
        self._funds = FundTable()
        self._indicators = IndicatorTable()
        self._goals: dict[str, GridCell] = {}
        self._header: GridCell | None = None
        self._above: dict[str, GridCell] = {}
        self._headless = not blocks.indicators
        self._read()

    @property
    def is_form(self) -> bool:
        """
        Whether anything of a form was read: indicators, money that was spent, or at least the head of a self-evaluation.
        """
        draft = self._draft
        titled = SELF_EVALUATION.search(draft.head.text("title") or "") is not None
        told = (
            bool(draft.funds)
            or draft.head.cells.keys() & _FACTS
            or draft.total.cells
            or "expected" in draft.goals.cells
        )
        return (
            bool(self._indicators.roles)
            or "executed" in self._funds.columns.roles
            or any("executed" in entry.cells for entry in draft.funds)
            or (titled and bool(told))
        )

    @property
    def is_blank(self) -> bool:
        """
        Whether nobody filled the form in.
        """
        draft = self._draft
        tables = bool(self._indicators.roles or self._funds.columns.roles)
        rows = (*draft.indicators, *draft.funds)
        return tables and not (
            any(remark.kind in ("unplaced", "uncertain") for remark in draft.remarks)
            or any(row.has(*_FILLED) for row in rows)
            or draft.goals.has("expected", "actual")
            or draft.total.has("score")
        )

    @property
    def _kind(self) -> Literal["self-evaluation", "declaration"]:
        """
        A form is a declaration of targets where it has no columns of results, or where its title calls itself one.
        """
        title = self._draft.head.text("title") or ""
        results = not self._indicators.roles.isdisjoint(("actual", "score"))
        declared = not results and bool(
            DECLARATION.search(title) if not self._indicators.roles else not SELF_EVALUATION.search(title)
        )
        return "declaration" if declared else "self-evaluation"

    def form(self) -> Form:
        draft = self._draft
        settle(draft.funds)
        self._indicators.finish(draft)
        if self._header is not None:
            if draft.total.text("score") is None:
                draft.total.cells["score"] = [self._header]
            else:
                # a total in the head and another below the table are two statements
                draft.sections.append(Entry({"name": [evolve(self._header, text="总分")], "score": [self._header]}))
        for role, cell in self._above.items():
            draft.head.cells.setdefault(role, [cell])
        draft.kind = self._kind
        if not any(column.inferred for column in self._indicators.columns.by_number.values()):
            draft.columns = self._indicators.roles
        draft.complete = bool(self._indicators.roles) and not self._headless and not self._is_cut
        return draft.form()

    @property
    def _is_cut(self) -> bool:
        """
        Whether the document holds a part of the form; a text that lost cells may have lost its beginning or its end too.
        """
        draft = self._draft
        begun = bool(draft.head.cells or draft.funds)
        lost = any(row.ragged for row in self._rows) and not (begun and draft.total.cells)
        return lost or any(row.cut for row in self._rows)

    def _read(self) -> None:
        skip = 0
        tables = {row.grid for at, row in enumerate(self._rows) if self._concerns(at, row)}
        others: dict[int, list[Row]] = {}
        for at, row in enumerate(self._rows):
            self._draft.remarks.extend(row.remarks)
            if skip:
                skip -= 1
            elif row.loose or row.grid in tables or (self._part == "indicators" and not self._indicators.done):
                skip = self._take(at, row)
            else:
                # a table of the page's own layout, or one that has nothing to do with the form
                others.setdefault(row.grid, []).append(row)
        for table in others.values():
            self._draft.note((cell for row in table for cell in row.filled), most=_MOST_SHOWN)

    def _concerns(self, at: int, row: Row) -> bool:
        """
        Whether a row shows that its table is one of the form's.
        """
        known = at in self._blocks.indicators or at in self._blocks.funds or _tells(row)
        return known or (self._headless and begins_body(row))

    def _take(self, at: int, row: Row) -> int:
        """
        Read a row; how many rows below it were read with it.
        """
        read = 1
        if row.loose or is_title(row):
            self._line(row)
        elif block := self._blocks.indicators.get(at):
            self._part, read = "indicators", len(block)
            self._indicators.heads(block, self._below(at + len(block)), self._draft)
        elif self._part == "indicators":
            self._indicators.row(row, self._draft)
        elif block := self._blocks.funds.get(at):
            self._part, read = "funds", len(block)
            self._funds.heads(block, self._below(at + len(block)), self._draft)
        elif self._part != "goals" and (count := labelled_funds(self._rows, at, self._funds, self._draft)):
            self._part, read = "funds", count
        elif self._headless and begins_body(row) and self._indicators.infer(body_below(self._rows, at), self._draft):
            self._part = "indicators"
            self._indicators.row(row, self._draft)
        elif self._part == "funds" and (entries := self._funds.rows(row)) is not None:
            self._draft.funds.extend(entries)
        else:
            self._head(row)
        return read - 1

    def _below(self, at: int) -> Sequence[Row]:
        """
        The rows below the heads that show what their columns hold.
        """
        rows = self._rows[at : at + _SHOWN]
        return [row for row in rows if not row.loose and row.grid == self._rows[at - 1].grid]

    def _line(self, row: Row) -> None:
        # below the heads of the indicators, a title is the running head of a page
        if self._part == "indicators":
            return
        read_line(row, self._draft.head)
        for role, _, beside in labels_in(row):
            # what the table itself says of its project comes before what stands above it
            if role in ("project", "department", "unit") and beside is not None:
                self._above.setdefault(role, beside)
        for cell in row.filled:
            if found := score_in(cell.text):
                self._header = evolve(cell, text=found)

    def _head(self, row: Row) -> None:
        told = read_line(row, self._draft.head)
        labels = list(labels_in(row))
        goals = _goal_heads(labels)
        if len(goals) > 1:
            self._part, self._goals = "goals", goals
            self._points(row)
        elif found := grade(row):
            self._draft.total.cells["grade"] = [found]
        elif labels and not (self._part == "goals" and _are_goals(labels)):
            self._labels(row, labels)
        elif self._part == "goals" and not any(is_note(cell.text) for cell in row.filled[:1]):
            self._goal(row)
        elif not told:
            self._others(row)

    def _labels(self, row: Row, labels: Sequence[_Label]) -> None:
        """
        Take what stands beside labels; the rest of their row is a note.
        """
        used: set[int] = set()
        for role, label, beside in labels:
            used |= {cell.column for cell in (label, beside) if cell is not None}
            if role == "total" and beside is not None and _goes_on(row, beside):
                self._others(row)
            elif role == "period" and beside is not None:
                used -= {label.column, beside.column}
            else:
                self._labelled(role, beside)
        if rest := tuple(cell for cell in row.filled if cell.column not in used):
            self._draft.note(rest)

    def _labelled(self, role: str, beside: GridCell | None) -> None:
        head = self._draft.head
        if beside is None or not beside.text.strip():
            return
        if role == "total":
            self._header = beside if is_number(beside.text) else self._header
        elif role in ("expected", "actual", "stub"):
            self._draft.goals.add("actual" if role == "actual" else "expected", beside)
        elif role not in head.cells:
            head.add(role, beside)

    def _points(self, row: Row) -> None:
        """
        Keep the points that some forms give for reaching the goal, beside its heads.
        """
        if points := next((cell for cell in row.filled if is_number(cell.text)), None):
            name = row.filled[0]
            entry = Entry({"level1": [name], "name": [name], "score": [points]})
            self._draft.indicators.append(entry)

    def _goal(self, row: Row) -> None:
        # a text that left merged cells out has the goals in the order of their heads, but not below them
        heads = sorted(self._goals.items(), key=lambda item: item[1].column)
        is_shifted = len(row.filled) == len(heads) and row.filled[0].column < heads[0][1].column
        in_order = [role for role, _ in heads] if is_shifted else []
        for index, cell in enumerate(row.filled):
            under = (role for role, head in heads if _overlap(cell, head))
            role = in_order[index] if in_order else next(under, None)
            if role == "period":
                self._draft.note((cell,))
            elif role is not None:
                self._draft.goals.add(role, cell)
            else:
                self._draft.unplaced(cell)

    def _others(self, row: Row) -> None:
        """
        What stands beside a label that no cell of the form belongs to is a note; any other text has no place.
        """
        # above the first label stand form numbers and the like: 公开14表
        known = self._part == "head" and not self._draft.head.cells.keys() - {"title", "year", "currency_unit"}
        noted = tuple(dropwhile(lambda cell: not (known or is_note(cell.text)), row.filled))
        for cell in row.filled[: len(row.filled) - len(noted)]:
            self._draft.unplaced(cell)
        if noted:
            self._draft.note(noted)


def _goal_heads(labels: Sequence[_Label]) -> dict[str, GridCell]:
    """
    The heads of goals that stand side by side, 年初设定目标 beside 全年实际完成情况 or 实施期目标 beside 年度目标.
    """
    # points for the goal may stand behind its last head
    heads = {role: cell for role, cell, beside in labels if beside is None or _is_blank_or_points(beside.text)}
    found: dict[str, GridCell] = {role: heads[role] for role in _GOALS if role in heads}
    if "actual" in found and "stub" in heads:
        found.setdefault("expected", heads["stub"])
    return {role: cell for role, cell in found.items() if found.keys() != {"period", "actual"}}


def _are_goals(labels: Sequence[_Label]) -> bool:
    """
    Whether labels stand inside the goals themselves, ``年度目标：…``.
    """
    return all(
        role in ("expected", "actual") and beside is not None and beside.column == label.column
        for role, label, beside in labels
    )


def _is_blank_or_points(text: str) -> bool:
    return not text.strip() or is_number(text)


def _goes_on(row: Row, cell: GridCell) -> bool:
    """
    Whether another number follows a number: the weight and the score of a table whose heads are missing.
    """
    later = next((other for other in row.filled if other.column > cell.column), None)
    return later is not None and is_number(cell.text) and is_number(later.text)


def _tells(row: Row) -> bool:
    heads = fund_heads_in(row.lexicon)
    return not row.loose and (
        any(heads.role(cell.text) in heads.needed for cell in row.filled) or next(labels_in(row), None) is not None
    )


def _overlap(one: GridCell, other: GridCell) -> bool:
    return one.column < other.column + other.columns and other.column < one.column + one.columns
