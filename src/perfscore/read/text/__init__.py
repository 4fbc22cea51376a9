"""
Plain text → forms: what is left of a table when a program has printed its cells one after the other.
"""

from __future__ import annotations

from attrs import evolve

from perfscore.form import Form, Place, Remark
from perfscore.read.text.facts import facts, goals, header_total
from perfscore.read.text.funds import FundTable, read_funds
from perfscore.read.text.parts import Part, parts
from perfscore.read.text.stream import Stream, clean
from perfscore.read.text.table import IndicatorTable, read_indicators


__all__ = ["forms"]


def forms(text: str) -> list[Form]:
    """
    Every form in the text, ``[]`` where there is none.

    :raises ReadError: when the columns of the table are scattered, so that no row can be put together.
    """
    stream = Stream.of(clean(text))
    return [_form(stream, part) for part in parts(stream) if part.funds or part.tables]


def _form(stream: Stream, part: Part) -> Form:
    found, places = facts(stream, part)
    expected, goals_start, _ = goals(stream, part)
    funds = read_funds(stream, part.funds, goals_start) if part.funds else FundTable()
    table = read_indicators(stream, part, funds.rows) if part.tables else IndicatorTable()
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
        goals=expected,
        sections=tuple(table.sections),
        total=total,
        remarks=remarks,
        places=every,
    )
