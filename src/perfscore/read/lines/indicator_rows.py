"""
The rows of an indicator table: text in the order of its cells, cut into cells and laid under the heads.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from perfscore.read.lines.body import Body
from perfscore.read.lines.cells import Cells
from perfscore.read.lines.columns import REST, Head
from perfscore.read.lines.draft import LEVELS, Draft
from perfscore.read.lines.grid_rows import FIRST_COLUMN, GridRows, Text
from perfscore.read.lines.heads import Shape
from perfscore.read.lines.labels import is_label, is_placeholder
from perfscore.read.lines.parts import Part
from perfscore.read.lines.path import Path, Reading
from perfscore.read.lines.rows import read_rows
from perfscore.read.lines.tokens import ROW_END, Gap, Token
from perfscore.read.lines.total_row import write_total
from perfscore.read.lines.unspaced_rows import mark_guesses, part_numbers
from perfscore.read.vocabulary import LEVELS1, LEVELS2, fold


__all__ = ["write_indicators"]

_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?%?")
_CUT_BY_PAGES: Final = frozenset({"name", "target", "actual", "reason"})
_SCORED: Final = frozenset({"weight", "score"})
_LEVELS: Final = frozenset((*LEVELS1, *LEVELS2))
#: A part of a level head that is no word of its own.
_FEWEST_OF_HEAD: Final = 3
_PAIR: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})? \d{1,3}(?:\.\d{1,4})?")
#: A row of a text in order costs a few dozen; where columns are scattered nothing fits and every row costs this much.
_SCATTERED_ROW: Final = 70
#: So does a level head with nothing beside it.
_EMPTY_ROW: Final = 30
_FEWEST_ROWS: Final = 3


def write_indicators(out: GridRows, form: Part, body: Body, widths: Mapping[str, int]) -> Mapping[str, int]:
    """
    Write the indicator table of a form, over all its pages, and its total; the widths of its columns.

    *widths* are those of the form before it in the text.
    """
    stream, first = out.stream, form.tables[0]
    displaced = (Token(h.text, stream.start(h.start), stream.end(h.end), Gap.SPACE) for h in first.displaced)
    tokens = [*displaced, *body.tokens]
    heads = _with_block_score(first.heads, tokens)
    out.add(Text(n, head.text, stream.start(head.start)) for n, head in enumerate(heads, start=FIRST_COLUMN))
    if not body.complete:
        out.cut = True
        _leave_torn_cell(out, form, tokens)
    lines = first.shape in (Shape.LINES, Shape.PARAGRAPHS)
    cells = Cells(stream.text, tokens, body.spaced_digits, cells_are_lines=lines)
    columns = ("side", *(head.role for head in (*heads, *_rests(heads, tokens))))
    path, reading, widths = read_rows(Path(cells, columns, torn=not body.complete), widths)
    if is_scattered(reading, form, tokens, path.roles):
        out.cut = True
        out.remark("unplaced", stream.text[stream.start(first.end) : stream.start(body.end)].strip(), tokens[0].start)
    else:
        roles = ("side", *(head.role for head in heads))
        for draft in _drafts(out, path, reading, roles, unspaced=first.shape is Shape.UNSPACED):
            _write(out, draft, roles, complete=body.complete)
        for token in (tokens[index] for index in reading.unplaced if tokens[index].text):
            out.remark("unplaced", token.text, token.start)
    write_total(out, form, body.end, [head.role for head in heads])
    return widths


def _drafts(out: GridRows, path: Path, reading: Reading, roles: Sequence[str], *, unspaced: bool) -> list[Draft]:
    """
    The rows of a reading with their uncertain cells marked, without those that nothing speaks for.
    """
    tokens = path.cells.tokens
    drafts = [Draft.of(row, tokens, path.roles) for row in reading.rows]
    part_numbers(drafts, roles)
    if unspaced:
        mark_guesses(drafts, roles)
    for draft in (draft for draft in drafts if draft.is_guess):
        out.cut = True
        out.remark("uncertain", draft.text, draft.position)
    drafts = [draft for draft in drafts if not draft.is_guess]
    if is_interleaved(tokens):
        for draft in drafts:
            draft.uncertain |= {roles.index("name")} & draft.cells.keys()
    return drafts


def _write(out: GridRows, draft: Draft, roles: Sequence[str], *, complete: bool) -> None:
    """
    Write a row, or say what was found where no row is.
    """
    found = draft.by_role(roles)
    level1 = next((text for n, text in draft.cells.items() if roles[n] == "level1"), "")
    if found and all(map(is_placeholder, found.values())) and not level1:
        return
    if found and not found.keys() - {"name", "reason"} and not complete:
        out.remark("unplaced", draft.text, draft.position)
        return
    texts = draft.cells.items()
    # what names the whole table is of interest for the points it prints
    kept = ((n, text) for n, text in texts if n or re.search(r"\d分?[)）]?$", text))
    out.add(Text(n, text, draft.positions[n], n in draft.uncertain) for n, text in kept)


def is_interleaved(pieces: Sequence[Token]) -> bool:
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


def is_scattered(reading: Reading, part: Part, pieces: Sequence[Token], roles: Sequence[str]) -> bool:
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
    empty = sum(all(roles[span.column] in LEVELS for span in row.spans) for row in reading.rows)
    most = _SCATTERED_ROW * (len(reading.rows) - empty) + _EMPTY_ROW * empty
    dear = len(reading.rows) >= _FEWEST_ROWS and reading.cost > most
    return dear or (bare > 1 and bare * 4 > len(reading.rows))


def _with_block_score(heads: tuple[Head, ...], tokens: list[Token]) -> tuple[Head, ...]:
    """
    The columns, and one for the scores where the head row ends not with a word but with the score of the whole block.
    """
    roles = {head.role for head in heads}
    first = next((token for token in tokens if token.text), None)
    if roles & _SCORED or first is None or not _POINTS.fullmatch(first.text):
        return heads
    tokens.remove(first)
    return (*heads, Head("score", first.text, heads[-1].end, heads[-1].end))


def _rests(heads: Sequence[Head], tokens: Sequence[Token]) -> Iterator[Head]:
    """
    Columns for what page breaks have cut off cells.
    """
    if any(token.gap is Gap.PAGE for token in tokens[1:]):
        yield from (evolve(head, role=REST + head.role) for head in heads if head.role in _CUT_BY_PAGES)


def _leave_torn_cell(out: GridRows, form: Part, tokens: list[Token]) -> None:
    """
    A text that ends inside a table may end inside a cell: where pipes close the cells, the last one is not closed.
    """
    last = tokens[-1] if tokens else None
    if form.tables[0].shape is not Shape.PIPES or last is None or not last.text:
        return
    text = out.stream.text
    rest = text[last.end :]
    # where bars close no row, a line break does
    closed = "\n" in rest and ROW_END.search(text) is None
    if not rest.strip() and not closed:
        tokens.pop()
        out.remark("uncertain", last.text, last.start)
