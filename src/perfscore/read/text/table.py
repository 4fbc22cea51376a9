"""
Reads the indicator table: where it ends, its rows, its sections and its total.
"""

from __future__ import annotations

import re

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import define, field

from perfscore.form import FundRow, Indicator, Place, Remark, Section, Total
from perfscore.read.errors import ReadError
from perfscore.read.text.atoms import Atom, Gap, joined
from perfscore.read.text.body import Body, find
from perfscore.read.text.cells import Cells
from perfscore.read.text.heads import Head, Shape
from perfscore.read.text.labels import LEVEL1, TOTAL, is_label, points
from perfscore.read.text.parts import Part
from perfscore.read.text.path import Path, Reading, Row
from perfscore.read.text.rows import read_rows
from perfscore.read.text.runs import Run, number, settle
from perfscore.read.text.stream import Stream
from perfscore.read.vocabulary import fold
from perfscore.words import Text


__all__ = ["SCATTERED", "IndicatorTable", "read_indicators"]

_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
_GRADE: Final = re.compile(r"[优良中差]秀?好?|合格|不合格|较好|一般")


_PAIR: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})? \d{1,3}(?:\.\d{1,4})?")
SCATTERED: Final = Text(
    zh="文本中各列已被打散（分值与得分不在同一行），无法还原各行；请提供原 PDF、Word 或 Excel 文件，或改用按阅读顺序导出的文本",
    en="the columns of the table are scattered in this text, so that no row can be put together; give the original"
    " PDF, Word or Excel file, or a text exported in reading order",
)
#: A row of a text in order costs a few dozen; where columns are scattered nothing fits and every row costs this much.
_SCATTERED_ROW: Final = 70
_FEWEST_ROWS: Final = 3


@define
class _Draft:
    """
    A row while it is put together; *runs* are neighbouring cells that nothing parts.
    """

    cells: dict[str, str] = field(factory=dict)
    extra: dict[str, str] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    levels: dict[str, str] = field(factory=dict)
    runs: list[tuple[str, ...]] = field(factory=list)


@define
class IndicatorTable:
    """
    What an indicator table holds.
    """

    indicators: list[Indicator] = field(factory=list)
    sections: list[Section] = field(factory=list)
    total: Total = field(factory=Total)
    remarks: list[Remark] = field(factory=list)
    places: dict[str, Place] = field(factory=dict)
    complete: bool = False
    widths: Mapping[str, int] = field(factory=dict)


def read_indicators(
    stream: Stream, part: Part, body: Body, funds: Sequence[FundRow], widths: Mapping[str, int]
) -> IndicatorTable:
    """
    The indicator table of a form, over all its pages.

    The *funds* take part in its totals; *widths* are those of the form before it in the text.
    """
    table = IndicatorTable(complete=body.complete)
    pieces = list(body.atoms)
    heads = _with_block_score(table, part.tables[0].heads, pieces)
    if total := find(stream, part, TOTAL, body.end):
        table.total = _total(stream, part.tables[0].shape, heads, total.end(), part.end)
        table.places["total"] = stream.place(stream.start(total.start()))
    if not table.complete:
        _leave_torn_cell(table, stream, part, pieces)
    cells = Cells(stream.text, pieces, body.loose, cells_are_lines=part.tables[0].shape is Shape.LINES)
    path = Path(cells, ("side", *(head.role for head in heads)), torn=not table.complete)
    reading, table.widths = read_rows(path, widths)
    if is_scattered(reading, part, pieces):
        raise ReadError(SCATTERED, place=stream.place(stream.start(part.tables[0].start)))
    drafts: list[_Draft] = []
    for row in reading.rows:
        draft = _draft(table, stream, row, pieces, heads, drafts[-1].levels if drafts else {})
        if draft.cells or draft.levels:
            drafts.append(draft)
    _part_runs(table, drafts, funds)
    for draft in drafts:
        _keep(table, draft)
    for index in reading.unplaced:
        if pieces[index].text:
            table.remarks.append(Remark("unplaced", pieces[index].text, place=stream.place(pieces[index].start)))
    return table


def is_scattered(reading: Reading, part: Part, pieces: Sequence[Atom]) -> bool:
    """
    Whether the cells of the text do not come row by row.
    """
    if part.tables[0].shape not in (Shape.SPACES, Shape.LINES) or len(reading.rows) < _FEWEST_ROWS:
        return False
    # Points right behind a level head: the name and everything else of the row stand elsewhere.
    bare = sum(
        is_label(head.text)
        and weight.gap is score.gap is Gap.SPACE
        and bool(_PAIR.fullmatch(f"{weight.text} {score.text}"))
        for head, weight, score in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )
    return reading.cost > _SCATTERED_ROW * len(reading.rows) or bare * 4 > len(reading.rows)


def _with_block_score(table: IndicatorTable, heads: tuple[Head, ...], pieces: list[Atom]) -> tuple[Head, ...]:
    """
    The columns, and one for the scores where the head row ends not with a word but with the score of the whole block.
    """
    roles = {head.role for head in heads}
    first = next((piece for piece in pieces if piece.text), None)
    if roles & {"weight", "score"} or first is None or not _POINTS.fullmatch(first.text):
        return heads
    pieces.remove(first)
    table.sections.append(Section(score=first.text))
    return (*heads, Head("score", "", heads[-1].end, heads[-1].end))


def _leave_torn_cell(table: IndicatorTable, stream: Stream, part: Part, pieces: list[Atom]) -> None:
    """
    A text that ends inside a table may end inside a cell: where pipes close the cells, the last one is not closed.
    """
    last = pieces[-1] if pieces else None
    if (
        part.tables[0].shape is Shape.PIPES
        and last
        and last.text
        and not stream.text[last.end : stream.start(part.end)].strip()
    ):
        pieces.pop()
        table.remarks.append(Remark("uncertain", last.text, place=stream.place(last.start)))


def _total(stream: Stream, shape: Shape, heads: Sequence[Head], start: int, end: int) -> Total:
    text = stream.text[stream.end(start) : stream.start(end)]
    match shape:
        case Shape.PIPES:
            cells = [cell.strip() for cell in re.split(r"[|\t]", text)[1:4]]
        case Shape.GLUED:
            printed = re.match(r"(\d{3})(\d.*)?|(\d.*)", "".join(re.findall(r"^[\d.]*", "".join(text.split()))))
            cells = [cell for cell in printed.groups() if cell] if printed else []
        case _:
            cells = text.split()[:3]
    numbers = [cell for cell in cells if not cell or _POINTS.fullmatch(fold(cell))]
    if "weight" not in {head.role for head in heads}:
        numbers = ["", *numbers]
    weight, score = (*numbers, "", "")[:2]
    grade = next((cell for cell in cells if _GRADE.fullmatch(fold(cell))), None)
    return Total(weight or None, score or None, grade)


def _draft(
    table: IndicatorTable,
    stream: Stream,
    row: Row,
    pieces: Sequence[Atom],
    heads: Sequence[Head],
    carried: dict[str, str],
) -> _Draft:
    draft = _Draft(levels=dict(carried))
    run: list[str] = []
    for before, span in zip((None, *row.spans), row.spans, strict=False):
        if span.column == 0 or not (text := joined(pieces[span.first : span.last])):
            continue
        head = heads[span.column - 1]
        if head.role == "level1":
            draft.levels = {"level1": _level1(table, text)}
        elif head.role == "level2":
            draft.levels["level2"] = text
        elif head.role == "extra":
            draft.extra[head.text] = text
        else:
            draft.cells[head.role] = text
        draft.places[head.role] = stream.place(pieces[span.first].start)
        together = before is not None and _run_together(pieces[span.first - 1], pieces[span.first])
        if not together:
            draft.runs.append(tuple(run))
            run = []
        run.append(head.role)
    draft.runs = [tuple(run) for run in (*draft.runs, run) if len(run) > 1]
    return draft


def _run_together(before: Atom, atom: Atom) -> bool:
    return atom.gap is Gap.NONE and before.text[-1].isdigit() and atom.text[0].isdigit()


def _level1(table: IndicatorTable, text: str) -> str:
    """
    The head without the points it prints, which become a section of the form.
    """
    match = LEVEL1.fullmatch(fold(text))
    if match is None or (weight := points(match)) is None:
        return text
    if match["name"] is None or match["name"] not in {section.name for section in table.sections}:
        table.sections.append(Section(match["name"], weight))
    return match["name"] or text


def _part_runs(table: IndicatorTable, drafts: Sequence[_Draft], funds: Sequence[FundRow]) -> None:
    """
    Check how numbers that run together were parted, and blank them where it cannot be known.
    """
    runs = [
        (Run(i, roles, "".join(draft.cells[role] for role in roles)), draft)
        for i, draft in enumerate(drafts)
        for roles in draft.runs
    ]
    if not runs:
        return
    inside = {(run.row, role) for run, _ in runs for role in run.roles}
    missing: dict[str, Decimal] = {}
    for role, printed in (("weight", table.total.weight), ("score", table.total.score)):
        if (total := number(printed)) is not None:
            scored = [number(getattr(fund, role)) for fund in funds if fund.role == "total"]
            rest = [number(draft.cells.get(role)) for i, draft in enumerate(drafts) if (i, role) not in inside]
            missing[role] = total - sum(filter(None, scored + rest), Decimal(0))
    choices = settle([(run, run.ways(draft.cells.get("weight"))) for run, draft in runs], missing)
    for i, (run, draft) in enumerate(runs):
        if i in choices:
            draft.cells.update(zip(run.roles, choices[i], strict=True))
            continue
        for role in run.roles:
            del draft.cells[role]
        table.remarks.append(Remark("uncertain", run.text, place=draft.places[run.roles[0]]))


def _keep(table: IndicatorTable, draft: _Draft) -> None:
    """
    Add a row, or say what was found where no row is.
    """
    if not draft.cells:
        return
    if not draft.cells.keys() - {"name", "reason"} and not table.complete:
        place = min(draft.places.values(), key=lambda place: place.line or 0)
        table.remarks.append(Remark("unplaced", " ".join(draft.cells.values()), place=place))
        return
    address = f"indicators[{len(table.indicators)}]"
    table.places[address] = min(draft.places.values(), key=lambda place: place.line or 0)
    table.places.update({f"{address}.{role}": place for role, place in draft.places.items() if role != "extra"})
    table.indicators.append(Indicator(**draft.levels, **draft.cells, extra=draft.extra))
