"""
Grids → forms.

Nothing is read by its position: heads tell what their columns mean, labels what stands beside them,
and a form begins where a new head follows a finished table of indicators, whatever page or table it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.read.errors import ReadError
from perfscore.read.table.cell_types import misfit
from perfscore.read.table.form import FormReading
from perfscore.read.table.head_blocks import HeadBlocks, find_blocks
from perfscore.read.table.hidden import visible
from perfscore.read.table.labels import is_title, labels_in
from perfscore.read.table.rows import Row, rows
from perfscore.read.vocabulary import fold


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.form import Form
    from perfscore.read.grid import Grid


__all__ = ["best", "fit", "forms"]

_BLANK = Text(
    zh="这是空白表，没有填写任何内容，无可核对",
    en="a blank form: nothing is filled in, so there is nothing to check",
)
_HIDDEN = Text(
    zh="可见的工作表中没有自评表；隐藏的工作表未读取：{names}",
    en="the visible sheets contain no form; hidden sheets were not read: {names}",
)


def forms(grids: Sequence[Grid], *, file: str = "-", lexicon: Lexicon | None = None) -> list[Form]:
    """
    Every form in the document, ``[]`` where there is none.

    :raises ReadError: when all it holds are blank forms, or hidden ones.
    """
    shown, hidden = visible(grids)
    every = rows(shown, lexicon or load_lexicon())
    blocks = find_blocks(every)
    readings = [FormReading(every[part], blocks.of(part)) for part in _split(every, blocks)]
    readings = [reading for reading in readings if reading.is_form]
    found = [reading.form() for reading in readings if not reading.is_blank]
    if readings and not found:
        raise ReadError(_BLANK, file=file)
    if not found and len(shown) < len(grids):
        names = "、".join(dict.fromkeys(filter(None, map(_sheet, (grid for grid in grids if grid.hidden)))))
        raise ReadError(_HIDDEN.fill(names=names or "-"), file=file)
    if found and hidden:
        found[0] = evolve(found[0], remarks=(*found[0].remarks, *hidden))
    return found


def best(*candidates: Sequence[Form]) -> list[Form]:
    """
    Of several readings of one document the one whose cells suit their columns best; the first of equals.
    """
    return list(max(candidates, key=lambda forms: sum(map(fit, forms)), default=()))


def fit(form: Form) -> int:
    """
    How well the cells of a form suit their columns: what was read, less what suits badly or has no place.
    """
    rows = [[(role, getattr(row, role)) for role in _WEIGHED] for row in form.indicators]
    cells = [(role, text) for row in rows for role, text in row if text]
    suiting = sum(1 if misfit(role, text) < _BADLY else -_BADLY for role, text in cells)
    named = sum(bool(row.name) for row in form.indicators)
    money = sum(bool(row.budget) + bool(row.executed) for row in form.funds)
    head = sum(map(bool, (form.project, form.goals.expected, form.total.weight, form.total.score)))
    words = sum(bool(row.level1) + bool(row.level2) + bool(row.reason) for row in form.indicators)
    lost = sum(remark.kind == "unplaced" for remark in form.remarks)
    return suiting + named + words + len(form.sections) + money + head - 3 * lost


#: The columns by which readings are compared, and the misfit from which a cell counts against a reading.
_WEIGHED = ("name", "comparator", "target", "unit", "actual", "weight", "score")
_BADLY = 5


def _split(rows: Sequence[Row], blocks: HeadBlocks) -> list[slice]:
    """
    The rows of each form: one begins with the title before a second project or fund table, and with every sheet.
    """
    parts: list[slice] = []
    seen = _Seen(0)
    for index, row in enumerate(rows):
        kind = _kind(row, index, blocks)
        sheet = index > seen.start and row.sheet != rows[index - 1].sheet
        if sheet or seen.ends_before(row, kind):
            cut = index if sheet or seen.title is None else seen.title
            parts.append(slice(seen.start, cut))
            seen = _Seen(cut)
        seen.add(index, row, kind)
    parts.append(slice(seen.start, len(rows)))
    return parts


@define
class _Seen:
    """
    What was seen of a form since its *start*: the last title, its project with the page, its indicators and its total.
    """

    start: int
    title: int | None = None
    project: str = ""
    page: int | None = None
    indicators: bool = False
    total: bool = False
    below_total: bool = False

    def ends_before(self, row: Row, kind: str | None) -> bool:
        if not (self.indicators or self.below_total):
            return False
        if kind == "project":
            # a head that every printed page repeats is still the same form's
            return _project(row) != self.project or row.page == self.page
        return kind == "funds" or (kind == "indicators" and bool(self.title) and self.total)

    def add(self, index: int, row: Row, kind: str | None) -> None:
        if kind == "project":
            self.project, self.page = _project(row), row.page
        elif kind == "indicators":
            self.indicators, self.title = True, None
        elif kind == "title":
            self.title, self.below_total = index, self.total
        elif kind == "total":
            self.total = True


def _sheet(grid: Grid) -> str | None:
    return next((cell.place.sheet for cell in grid.cells if cell.place), None)


def _kind(row: Row, index: int, blocks: HeadBlocks) -> str | None:
    if is_title(row):
        return "title"
    if index in blocks.indicators:
        return "indicators"
    if index in blocks.funds:
        return "funds"
    heads = {role for role, _, _ in labels_in(row)}
    return next((kind for kind in ("project", "total") if kind in heads), None)


def _project(row: Row) -> str:
    """
    The name beside the label of the project.
    """
    return "".join(fold(cell.text) for cell in row.filled[:2])
