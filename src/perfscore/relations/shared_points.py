"""
Rows that share one weight and one score: a row with points, and below it the rows of its head that have none.

The points stand in a merged cell, or beside a parent (栽种面积) whose parts (其中：水稻, 小麦) have targets of their own.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import evolve

from perfscore.relations.outcome import Attainment, Outcome


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perfscore.relations.parsed_form import Row


__all__ = ["judge_together"]


def judge_together(rows: Sequence[Row]) -> tuple[Row, ...]:
    """
    *rows*, with one attainment for all that share the points of a row: met where each of them is, and else without a
    formula.

    A parent whose part was missed has missed its target; of rows that a blank score may leave unscored nobody knows.
    """
    if all(row.has_points for row in rows):
        return tuple(rows)
    return tuple(_with_parts(row, tuple(_parts(rows, row))) for row in rows)


def _parts(rows: Sequence[Row], row: Row) -> Iterator[Row]:
    if row.has_points and (row.indicator.level2 or _is_parent(row)):
        heads = row.indicator.level1, row.indicator.level2
        below = takewhile(
            lambda other: (other.indicator.level1, other.indicator.level2) == heads, rows[row.index + 1 :]
        )
        yield from takewhile(lambda other: not other.has_points and not _is_parent(other), below)


def _is_parent(row: Row) -> bool:
    return row.target.blank and row.actual.blank


def _with_parts(row: Row, parts: Sequence[Row]) -> Row:
    if not parts or row.attainment.outcome is Outcome.UNCERTAIN:
        return row
    judged = parts if _is_parent(row) else (row, *parts)
    unmet = [one.attainment for one in judged if one.attainment.outcome is not Outcome.MET]
    if not unmet:
        return evolve(row, attainment=Attainment(Outcome.MET))
    missed = next((one for one in unmet if one.outcome is Outcome.MISSED), None)
    if missed is not None and (missed is row.attainment or _is_parent(row)):
        return evolve(row, attainment=evolve(missed, exact=False))
    return evolve(row, attainment=Attainment(Outcome.SEVERAL))
