"""
One form's rows, read from top to bottom.
"""

from __future__ import annotations

from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from perfscore.read.table.cell_types import cell_type
from perfscore.read.table.draft import Draft, Entry
from perfscore.read.table.fund_labels import labelled_funds
from perfscore.read.table.funds import FundTable, settle
from perfscore.read.table.heads import fund_heads_in
from perfscore.read.table.indicators import IndicatorTable
from perfscore.read.table.labels import (
    closes,
    grade,
    heading,
    is_note,
    is_title,
    labelled,
    read_line,
    score_in,
    section,
)
from perfscore.read.table.rows import bare, is_number
from perfscore.read.vocabulary import DECLARATION, LEVELS1, LEVELS2, STUBS


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.form import Form
    from perfscore.read.grid import GridCell
    from perfscore.read.table.head_blocks import HeadBlocks
    from perfscore.read.table.rows import Row


__all__ = ["FormReading"]

#: What the head of a form says of it.
_FACTS = ("project", "department", "unit", "total.score", "goals.expected")

#: The columns that somebody fills in.
_FILLED = ("target", "actual", "weight", "score", "reason", "initial", "budget", "executed", "rate")

#: Rows below the heads that show what their columns hold.
_SHOWN = 40

#: A row of a table of indicators has so many cells, and its levels stand in the first ones.
_FEWEST_CELLS, _LEVEL_COLUMNS = 4, 3


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
        head = self._draft.head
        titled = "自评" in (head.text("title") or "")
        return (
            bool(self._indicators.roles)
            or "executed" in self._funds.columns.roles
            or any("executed" in entry.cells for entry in self._draft.funds)
            or (titled and (bool(self._draft.funds) or not head.cells.keys().isdisjoint(_FACTS)))
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
            or draft.head.has("goals.expected", "goals.actual", "total.score")
        )

    @property
    def _kind(self) -> Literal["self-evaluation", "declaration"]:
        """
        A form is a declaration of targets where it has no columns of results, or where its title calls itself one.
        """
        title = self._draft.head.text("title") or ""
        results = not self._indicators.roles.isdisjoint(("actual", "score"))
        declared = not results and ("自评" not in title if self._indicators.roles else bool(DECLARATION.search(title)))
        return "declaration" if declared else "self-evaluation"

    def form(self) -> Form:
        draft = self._draft
        settle(draft.funds)
        self._indicators.finish(draft)
        if self._header is not None:
            if draft.head.text("total.score") is None:
                draft.head.cells["total.score"] = [self._header]
            else:
                # a total in the head and another below the table are two statements
                draft.sections.append(Entry({"name": [evolve(self._header, text="总分")], "score": [self._header]}))
        for role, cell in self._above.items():
            draft.head.cells.setdefault(role, [cell])
        draft.kind = self._kind
        if not any(column.inferred for column in self._indicators.columns.by_number.values()):
            draft.columns = self._indicators.roles
        # a table without its heads, or cut by the document, is a part of a form
        draft.complete = bool(self._indicators.roles) and not self._headless and not any(row.cut for row in self._rows)
        return draft.form()

    def _read(self) -> None:
        skip = 0
        tables = {
            row.grid
            for at, row in enumerate(self._rows)
            if at in self._blocks.indicators
            or at in self._blocks.funds
            or _tells(row)
            or (self._headless and self._begins_body(row))
        }
        for at, row in enumerate(self._rows):
            self._draft.remarks.extend(row.remarks)
            if skip:
                skip -= 1
            elif not (row.loose or row.grid in tables or (self._part == "indicators" and not self._indicators.done)):
                # a table of the page's own layout, or one that has nothing to do with the form
                continue
            elif row.loose or is_title(row):
                self._line(row)
            elif block := self._blocks.indicators.get(at):
                self._part, skip = "indicators", len(block) - 1
                self._indicators.heads(block, self._below(at + len(block)), self._draft)
            elif self._part == "indicators":
                self._indicators.row(row, self._draft)
            elif block := self._blocks.funds.get(at):
                self._part, skip = "funds", len(block) - 1
                self._funds.heads(block, self._draft)
            elif self._part != "goals" and (count := labelled_funds(self._rows, at, self._funds, self._draft)):
                self._part, skip = "funds", count - 1
            elif self._headless and self._begins_body(row) and self._indicators.infer(self._body(at), self._draft):
                self._part = "indicators"
                self._indicators.row(row, self._draft)
            elif self._part == "funds" and (entries := self._funds.rows(row)) is not None:
                self._draft.funds.extend(entries)
            else:
                self._head(row)

    def _below(self, at: int) -> Sequence[Row]:
        """
        The rows below the heads that show what their columns hold.
        """
        rows = self._rows[at : at + _SHOWN]
        return [row for row in rows if not row.loose and row.grid == self._rows[at - 1].grid]

    def _body(self, at: int) -> Sequence[Row]:
        """
        The rows of a table of indicators without heads, down to its total.
        """
        first = self._rows[at]
        same = takewhile(lambda row: row.grid == first.grid and not row.loose, self._rows[at:])
        body = [row for row in takewhile(lambda row: not _ends(row), same) if row.filled]
        if not first.ragged:
            return body
        # what a row lacks are mostly the levels on its left, which were printed above
        width = max(len(row.own) for row in body)
        return [_moved(row, width - len(row.own)) for row in body]

    def _begins_body(self, row: Row) -> bool:
        """
        Whether a row may be the first of a table of indicators without heads: it begins with a level, or with 绩效指标,
        or holds a target and points.
        """
        words = [bare((section(cell.text) or (cell.text,))[0]) for cell in row.filled]
        levels = any(word in LEVELS1 or word in LEVELS2 for word in words[:_LEVEL_COLUMNS])
        stub = bool(words) and words[0] in STUBS and words[0].endswith("指标")
        return len(words) >= _FEWEST_CELLS and (levels or stub or _is_scored(row))

    def _line(self, row: Row) -> None:
        # below the heads of the indicators, a title is the running head of a page
        if self._part == "indicators":
            return
        read_line(row, self._draft.head)
        for role, _, beside in labelled(row):
            # what the table itself says of its project comes before what stands above it
            if role in ("project", "department", "unit") and beside is not None:
                self._above.setdefault(role, beside)
        for cell in row.filled:
            if found := score_in(cell.text):
                self._header = evolve(cell, text=found)

    def _head(self, row: Row) -> None:
        told = read_line(row, self._draft.head)
        labels = list(labelled(row))
        heads = {role: cell for role, cell, beside in labels if beside is None or not beside.text.strip()}
        if "actual" in heads and not heads.keys().isdisjoint(("expected", "stub")):
            self._part = "goals"
            self._goals = {"expected": heads.get("expected") or heads["stub"], "actual": heads["actual"]}
            self._points(row)
        elif found := grade(row):
            self._draft.head.cells["total.grade"] = [found]
        elif labels:
            for role, _, beside in labels:
                if role == "total" and beside is not None and _goes_on(row, beside):
                    self._others(row)
                else:
                    self._labelled(role, beside)
            used = {cell.column for _, label, beside in labels for cell in (label, beside) if cell is not None}
            if rest := tuple(cell for cell in row.filled if cell.column not in used):
                self._draft.note(evolve(row, cells=rest))
        elif self._part == "goals" and not any(is_note(cell.text) for cell in row.filled[:1]):
            self._goal(row)
        elif not told:
            self._others(row)

    def _labelled(self, role: str, beside: GridCell | None) -> None:
        head = self._draft.head
        if beside is None or not beside.text.strip():
            return
        if role == "total":
            self._header = beside if is_number(beside.text) else self._header
        elif role in ("expected", "actual", "stub"):
            head.add("goals.actual" if role == "actual" else "goals.expected", beside)
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
        for cell in row.filled:
            under = (role for role, head in self._goals.items() if _overlap(cell, head))
            if role := next(under, None):
                self._draft.head.add(f"goals.{role}", cell)
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
            self._draft.note(evolve(row, cells=noted))


def _ends(row: Row) -> bool:
    """
    Whether a row ends the table of indicators.
    """
    return bool(row.filled) and (closes(row) or any(heading(cell.text, row.lexicon) == "total" for cell in row.filled))


def _moved(row: Row, columns: int) -> Row:
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


def _goes_on(row: Row, cell: GridCell) -> bool:
    """
    Whether another number follows a number: the weight and the score of a table whose heads are missing.
    """
    later = next((other for other in row.filled if other.column > cell.column), None)
    return later is not None and is_number(cell.text) and is_number(later.text)


def _tells(row: Row) -> bool:
    heads = fund_heads_in(row.lexicon)
    return not row.loose and (
        any(heads.role(cell.text) in heads.needed for cell in row.filled) or next(labelled(row), None) is not None
    )


def _overlap(one: GridCell, other: GridCell) -> bool:
    return one.column < other.column + other.columns and other.column < one.column + one.columns
