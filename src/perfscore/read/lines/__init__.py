"""
Plain text → forms: what is left of a table when a program has printed its cells one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve

from perfscore.bilingual import Text
from perfscore.form import Form, Place, Remark
from perfscore.read.errors import ReadError
from perfscore.read.lines.body import read_body
from perfscore.read.lines.facts import GoalBlock, facts, goals, header_total
from perfscore.read.lines.funds import FundTable, read_funds
from perfscore.read.lines.heads import has_stray_heads
from perfscore.read.lines.labelled import labelled_funds
from perfscore.read.lines.parts import Part, parts
from perfscore.read.lines.stream import Stream, clean
from perfscore.read.lines.table import SCATTERED, IndicatorTable, read_indicators


__all__ = ["forms"]

#: More atoms than this, in all tables of a text together, are refused.
_MOST_ATOMS: Final = 12_000
#: What a head row counts as, in atoms.
_HEAD_ROW: Final = 30
_TOO_LONG: Final = Text(
    zh="文本中的表格过长，请按单个自评表拆分后再读取",
    en="the tables of this text are too long; split it, one form per file",
)


def forms(text: str) -> list[Form]:
    """
    Every form in the text, ``[]`` where there is none.

    :raises ReadError: when the columns of a table are scattered, so that no row can be put together, or it is too long.
    """
    stream = Stream.of(clean(text))
    found: list[Form] = []
    left = _MOST_ATOMS
    widths: Mapping[str, int] = {}
    for part in parts(stream):
        block = goals(stream, part)
        if not part.tables:
            if part.funds:
                found.append(_form(stream, part, _funds(stream, part, block), block, IndicatorTable()))
            continue
        left -= _HEAD_ROW * len(part.tables)
        body = read_body(stream, part, max(left + 1, 0))
        left -= len(body.atoms)
        if left < 0:
            raise ReadError(_TOO_LONG, place=stream.place(stream.start(part.start)))
        funds = _funds(stream, part, block)
        table = read_indicators(stream, part, body, funds.rows, widths, block)
        widths = table.widths
        found.append(_form(stream, part, funds, block, table))
    if not any(form.indicators or form.funds for form in found) and has_stray_heads(stream):
        raise ReadError(SCATTERED)
    return found


def _funds(stream: Stream, part: Part, block: GoalBlock) -> FundTable:
    if part.funds:
        return read_funds(stream, part.funds, block.start)
    return labelled_funds(stream, part.start, block.start)


def _form(stream: Stream, part: Part, funds: FundTable, block: GoalBlock, table: IndicatorTable) -> Form:
    found, places = facts(stream, part)
    total = table.total
    if total.score is None and (printed := header_total(stream, part)):
        total = evolve(total, score=printed[0])
        places["total"] = printed[1]
    every: dict[str, Place] = {**places, **dict(funds.places), **table.places}
    remarks: tuple[Remark, ...] = (*funds.remarks, *table.remarks)
    return Form(
        tuple(table.indicators),
        title=found.get("title"),
        year=found.get("year"),
        project=found.get("project"),
        department=found.get("department"),
        unit=found.get("unit"),
        currency_unit=found.get("currency_unit"),
        complete=table.complete,
        funds=funds.rows,
        goals=block.goals,
        sections=tuple(table.sections),
        total=total,
        remarks=remarks,
        places=every,
    )
