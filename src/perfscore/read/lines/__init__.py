"""
Plain text → grids: what is left of a table when a program has printed its cells one after the other.

A text becomes one grid for each of its forms: cells are told apart by bars, line breaks, blanks, or by what they say,
laid under the heads, and handed to the reader of tables, which puts the form together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from perfscore.bilingual import Text
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.read.errors import ReadError
from perfscore.read.grid import Grid
from perfscore.read.lines.body import read_body
from perfscore.read.lines.form_head import goals_start, write_goals, write_head
from perfscore.read.lines.fund_rows import write_funds
from perfscore.read.lines.grid_rows import GridRows
from perfscore.read.lines.heads import has_stray_heads
from perfscore.read.lines.indicator_rows import write_indicators
from perfscore.read.lines.inferred_heads import with_inferred_heads
from perfscore.read.lines.labelled_funds import write_labelled_funds
from perfscore.read.lines.parts import Part, parts
from perfscore.read.lines.prose import write_prose
from perfscore.read.lines.stream import Stream, clean
from perfscore.read.table import layout


__all__ = ["forms", "grids"]

#: A table of more tokens than this is refused.
_MOST_TOKENS: Final = 12_000
_TOO_LONG: Final = Text(
    zh="文本中的表格过长，请按单个自评表拆分后再读取",
    en="the tables of this text are too long; split it, one form per file",
)
_SCATTERED: Final = Text(
    zh="文本中各列已被打散（分值与得分不在同一行），无法还原各行；请提供原 PDF、Word 或 Excel 文件，或改用按阅读顺序导出的文本",
    en="the columns of the table are scattered in this text, so that no row can be put together; give the original"
    " PDF, Word or Excel file, or a text exported in reading order",
)


def forms(text: str, lexicon: Lexicon | None = None) -> list[Form]:
    """
    Every form in the text, ``[]`` where there is none; the words of the *lexicon* are those of a table's labels.

    :raises ReadError: when the columns of a table are scattered, so that no row can be put together, or it is too long.
    """
    stream = Stream.of(clean(text), lexicon)
    found = [form for grid in _grids(stream) for form in layout.forms([grid], lexicon=lexicon)]
    if not any(_is_read(form) for form in found) and (found or has_stray_heads(stream)):
        raise ReadError(_SCATTERED)
    return found


def _is_read(form: Form) -> bool:
    return bool(form.indicators or form.total.score) or any(fund.executed for fund in form.funds)


def grids(text: str) -> list[Grid]:
    """
    One grid for each form in the text.
    """
    return list(_grids(Stream.of(clean(text))))


def _grids(stream: Stream) -> Iterator[Grid]:
    """
    The grids of the tables, or where the text has none, that of what its sentences tell.
    """
    tables = list(_table_grids(stream))
    out = GridRows(stream)
    if any(grid.cells for grid in tables) or not write_prose(out):
        yield from tables
    else:
        yield out.grid()


def _table_grids(stream: Stream) -> Iterator[Grid]:
    widths: Mapping[str, int] = {}
    for found in parts(stream):
        inferred = None if found.tables else with_inferred_heads(stream, found)
        form = inferred or found
        if not form.tables and not form.funds:
            continue
        out = GridRows(stream)
        if inferred:
            out.cut = True
            words = " ".join(head.text for head in inferred.tables[0].heads)
            out.remark("heads-inferred", words, stream.start(inferred.tables[0].start))
        write_head(out, form)
        _write_money(out, form)
        write_goals(out, form)
        if form.tables:
            body = read_body(stream, form, _MOST_TOKENS + 1)
            if len(body.tokens) > _MOST_TOKENS:
                raise ReadError(_TOO_LONG, place=stream.place(stream.start(form.start)))
            widths = write_indicators(out, form, body, widths)
        yield out.grid()


def _write_money(out: GridRows, part: Part) -> None:
    end = goals_start(out.stream, part)
    if part.funds:
        write_funds(out, part.funds, end)
    else:
        write_labelled_funds(out, part.start, end)
