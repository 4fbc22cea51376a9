"""
Reads the indicator table: where it ends, its rows, its sections and its total.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from attrs import define, evolve, field

from perfscore.bilingual import Text
from perfscore.form import FundRow, Indicator, Place, Remark, Section, Total
from perfscore.read.errors import ReadError
from perfscore.read.lines.body import Body, find
from perfscore.read.lines.cell_boundaries import has_sure_points, is_above, plain_cells
from perfscore.read.lines.cells import Cells
from perfscore.read.lines.columns import Head
from perfscore.read.lines.draft import Draft, missing, part_runs
from perfscore.read.lines.facts import GoalBlock
from perfscore.read.lines.heads import Shape
from perfscore.read.lines.labels import TOTAL, is_label, is_placeholder
from perfscore.read.lines.parts import Part
from perfscore.read.lines.path import REST, Path, Reading
from perfscore.read.lines.rows import read_rows
from perfscore.read.lines.runs import number
from perfscore.read.lines.stream import Stream
from perfscore.read.lines.tokens import CELL_END, ROW_END, Atom, Gap
from perfscore.read.vocabulary import LEVELS1, LEVELS2, fold


__all__ = ["SCATTERED", "IndicatorTable", "read_indicators"]

_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
_CUT_BY_PAGES: Final = frozenset({"name", "target", "actual", "reason"})
_SCORED: Final = frozenset({"weight", "score"})
_LEVELS: Final = frozenset((*LEVELS1, *LEVELS2))
#: A part of a level head that is no word of its own.
_FEWEST_OF_HEAD: Final = 3
_EXTRA: Final = frozenset({"extra", "adjusted", "wordy"})
_MARK: Final = re.compile(r"[-—–/]+")
_GRADE: Final = re.compile(r"[优良中差]秀?好?|合格|不合格|较好|一般")


_PAIR: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})? \d{1,3}(?:\.\d{1,4})?")
SCATTERED: Final = Text(
    zh="文本中各列已被打散（分值与得分不在同一行），无法还原各行；请提供原 PDF、Word 或 Excel 文件，或改用按阅读顺序导出的文本",
    en="the columns of the table are scattered in this text, so that no row can be put together; give the original"
    " PDF, Word or Excel file, or a text exported in reading order",
)
#: A row of a text in order costs a few dozen; where columns are scattered nothing fits and every row costs this much.
_SCATTERED_ROW: Final = 70
#: So does a level head with nothing beside it.
_EMPTY_ROW: Final = 30
_HEADS: Final = frozenset({"side", "level1", "level2"})
#: In text without gaps a row that costs more is a guess.
_UNCERTAIN_ROW: Final = 55
_FEWEST_ROWS: Final = 3


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
    stream: Stream, part: Part, body: Body, funds: Sequence[FundRow], widths: Mapping[str, int], goals: GoalBlock
) -> IndicatorTable:
    """
    The indicator table of a form, over all its pages.

    The *funds* take part in its totals; *widths* are those of the form before it in the text. A score of the block of
    the *goals* is a row of its own.
    """
    table = IndicatorTable(complete=body.complete)
    if goals.score and goals.place:
        table.indicators.append(goals.score)
        table.places["indicators[0]"] = goals.place
    pieces = list(body.atoms)
    heads = _with_block_score(table, part.tables[0].heads, pieces)
    if total := find(stream, part, TOTAL, body.end):
        table.total = _total(stream, part.tables[0].shape, heads, total.end(), part.end)
        table.places["total"] = stream.place(stream.start(total.start()))
    if not table.complete:
        _leave_torn_cell(table, stream, part, pieces)
    cells = Cells(
        stream.text, pieces, body.loose, cells_are_lines=part.tables[0].shape in (Shape.LINES, Shape.PARAGRAPHS)
    )
    heads = (*heads, *_rests(heads, pieces))
    path = Path(cells, ("side", *(head.role for head in heads)), torn=not table.complete)
    reading, table.widths = read_rows(path, widths)
    if is_scattered(reading, part, pieces, path.roles):
        raise ReadError(SCATTERED, place=stream.place(stream.start(part.tables[0].start)))
    drafts: list[Draft] = []
    for row in reading.rows:
        drafts.append(Draft.of(stream, row, pieces, heads, drafts[-1] if drafts else None))
    table.remarks += part_runs(drafts, table.total, funds)
    if part.tables[0].shape is Shape.GLUED:
        _check_guesses(table, drafts, heads, funds)
    for draft in drafts:
        _keep(table, draft)
    if is_interleaved(pieces):
        table.remarks += [
            Remark("uncertain", row.name, f"indicators[{i}].name", table.places.get(f"indicators[{i}]"))
            for i, row in enumerate(table.indicators)
            if row.name
        ]
    for index in reading.unplaced:
        if pieces[index].text:
            table.remarks.append(Remark("unplaced", pieces[index].text, place=stream.place(pieces[index].start)))
    return table


def is_interleaved(pieces: Sequence[Atom]) -> bool:
    """
    Whether the lines of cells that stand side by side come one line at a time, so that no text is sure to be whole.

    Then a level head that wraps is cut by the cells beside it: ``生态效益指 种群数量 20 20`` and below it ``标 变化``.
    """
    starts = [i for i, piece in enumerate(pieces) if piece.opens]
    for start, following in pairwise([*starts, len(pieces)]):
        rest = fold(pieces[following].text) if following < len(pieces) else ""
        for piece in pieces[start : min(following - 1, start + 2)]:
            cut = fold(piece.text)
            if rest and len(cut) >= _FEWEST_OF_HEAD and cut not in _LEVELS and cut + rest in _LEVELS:
                return True
    return False


def is_scattered(reading: Reading, part: Part, pieces: Sequence[Atom], roles: Sequence[str]) -> bool:
    """
    Whether the cells of the text do not come row by row.
    """
    if part.tables[0].shape not in (Shape.SPACES, Shape.LINES, Shape.PARAGRAPHS):
        return False
    # Points right behind a level head: the name and everything else of the row stand elsewhere.
    bare = sum(
        is_label(head.text)
        and weight.gap is score.gap is Gap.SPACE
        and bool(_PAIR.fullmatch(f"{weight.text} {score.text}"))
        for head, weight, score in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )
    empty = sum(all(roles[span.column] in _HEADS for span in row.spans) for row in reading.rows)
    most = _SCATTERED_ROW * (len(reading.rows) - empty) + _EMPTY_ROW * empty
    dear = len(reading.rows) >= _FEWEST_ROWS and reading.cost > most
    return dear or (bare > 1 and bare * 4 > len(reading.rows))


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


def _rests(heads: Sequence[Head], pieces: Sequence[Atom]) -> Iterator[Head]:
    """
    Columns for what page breaks have cut off cells.
    """
    if any(piece.gap is Gap.PAGE for piece in pieces[1:]):
        yield from (evolve(head, role=REST + head.role) for head in heads if head.role in _CUT_BY_PAGES)


def _leave_torn_cell(table: IndicatorTable, stream: Stream, part: Part, pieces: list[Atom]) -> None:
    """
    A text that ends inside a table may end inside a cell: where pipes close the cells, the last one is not closed.
    """
    last = pieces[-1] if pieces else None
    if part.tables[0].shape is not Shape.PIPES or last is None or not last.text:
        return
    rest = stream.text[last.end :]
    # Where bars close no row, a line break does.
    closed = "\n" in rest and ROW_END.search(stream.text) is None
    if not rest.strip() and not closed:
        pieces.pop()
        table.remarks.append(Remark("uncertain", last.text, place=stream.place(last.start)))


def _total(stream: Stream, shape: Shape, heads: Sequence[Head], start: int, end: int) -> Total:
    text = stream.text[stream.end(start) : stream.start(end)]
    match shape:
        case Shape.PIPES:
            cells = [cell.strip() for cell in CELL_END.split(text)[1:]]
        case Shape.GLUED:
            # The weights of a whole form are a hundred.
            points = re.match(r"(100(?:\.0+)?(?=\d))?([\d.]*)", "".join(text.split()))
            cells = [cell for cell in points.groups() if cell] if points else []
        case _:
            cells = text.split()
    cells = list(takewhile(_in_total, cells))
    shown = [cell for cell in cells if _POINTS.fullmatch(fold(cell))]
    grade = next((cell for cell in cells if _GRADE.fullmatch(fold(cell))), None)
    if "weight" not in {head.role for head in heads}:
        return Total(None, shown[0] if shown else None, grade)
    # A lone number is the weight if it is the whole hundred and stands where the weight would.
    if len(shown) == 1 and not (number(shown[0]) == 100 and cells[0] == shown[0]):
        shown.insert(0, "")
    weight, score = (*shown, "", "")[:2]
    return Total(weight or None, score or None, grade)


def _in_total(cell: str) -> bool:
    return not cell or any(pattern.fullmatch(fold(cell)) for pattern in (_POINTS, _GRADE, _MARK))


def _check_guesses(
    table: IndicatorTable, drafts: Sequence[Draft], heads: Sequence[Head], funds: Sequence[FundRow]
) -> None:
    """
    In text without gaps, take back what is no more than a guess.
    """
    points: dict[str, list[str | None]] = {role: [draft.cells.get(role) for draft in drafts] for role in _SCORED}
    # Forms differ in whether the execution counts into the total.
    left = [missing(points, table.total, counted) for counted in (funds, ())]
    sound = bool(left[0]) and not all(any(lack.values()) for lack in left)
    columns = _SCORED & {head.role for head in heads}
    if columns and not sound:
        # A row was misread or the form is wrong, and nothing tells which.
        table.complete = False
    limit = _UNCERTAIN_ROW if sound or not left[0] else _UNCERTAIN_ROW // 2
    ended = any(a.role == "actual" and b.role in _SCORED for a, b in pairwise(heads))
    # Without any level that is known, every name may begin with one.
    nameless = any(head.role == "level2" for head in heads) and not any("level2" in draft.levels for draft in drafts)
    reasons = [head.role for head in heads if not head.role.startswith(REST)][-1:] == ["reason"]
    for above, draft, below in zip([None, *drafts], drafts, [*drafts[1:], None], strict=False):
        if not draft.cells:
            continue
        plain = plain_cells(draft.cells, labelled=draft.labelled, ends=ended or (below is None or below.labelled))
        if nameless or draft.cost >= limit or is_above(draft.cells) or (columns and not columns & draft.cells.keys()):
            plain = frozenset()
        plain -= set(_shared(draft, heads))
        if reasons and above is not None and not draft.labelled and _lacks_reason(above):
            plain -= {"name"}
        if draft.cells.keys() - _SCORED <= plain:
            continue
        table.remarks.append(Remark("uncertain", draft.text, place=draft.place))
        # The points at the end of a row are told by what they add up to, its texts by nothing.
        kept = plain | (_SCORED if plain or has_sure_points(draft.cells, sound=sound) else frozenset())
        draft.cells = {role: text for role, text in draft.cells.items() if role in kept}


def _lacks_reason(draft: Draft) -> bool:
    """
    Whether points were lost and no reason was found, which may then stand in front of the next name.
    """
    weight, score = number(draft.cells.get("weight")), number(draft.cells.get("score"))
    return "reason" not in draft.cells and weight is not None and score is not None and score < weight


def _shared(draft: Draft, heads: Sequence[Head]) -> Iterator[str]:
    """
    The columns whose cells may hold what belongs to a blank cell beside them, in a column that nothing is kept of.
    """
    for left, right in pairwise(heads):
        for head, beside in ((left, right), (right, left)):
            if beside.role in _EXTRA and beside.text not in draft.extra:
                yield head.role


def _keep(table: IndicatorTable, draft: Draft) -> None:
    """
    Add a row, or say what was found where no row is.
    """
    known = {section.name for section in table.sections if section.name}
    table.sections += [section for section in draft.sections if section.name not in known]
    if not draft.cells or all(map(is_placeholder, draft.cells.values())):
        return
    if not draft.cells.keys() - {"name", "reason"} and not table.complete:
        table.remarks.append(Remark("unplaced", draft.text, place=draft.place))
        return
    address = f"indicators[{len(table.indicators)}]"
    table.places[address] = draft.place
    table.places.update({f"{address}.{role}": place for role, place in draft.places.items() if role in draft.cells})
    table.indicators.append(Indicator(**draft.levels, **draft.cells, extra=draft.extra))
