"""
What rules that rest on a relation have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.address import Address
from perfscore.bilingual import Text
from perfscore.notation.number import plain
from perfscore.relations import Kind
from perfscore.relations.examination import Evaluation, Examination
from perfscore.relations.labels import recipe_label
from perfscore.rules.rule import Match, Severity


__all__ = ["contradictions", "match_broken", "match_rounded"]

_OUTSIDE: Final = Text(
    "有未填的格，应在 {low} 与 {high} 之间，填 {stated}",
    "with the cells that are missing it lies between {low} and {high}; the form says {stated}",
)
_BELOW: Final = Text(
    "有未填的格，至少为 {low}，填 {stated}",
    "with the cells that are missing it is at least {low}; the form says {stated}",
)
_ROUNDED: Final = Text(
    "填 {stated}，与算得的 {expected} 只在舍入上不同：{recipe}",
    "the form says {stated} where {expected} was computed; only a way of rounding explains it: {recipe}",
)


def contradictions(examination: Examination, kind: Kind, column: str | None = None) -> Iterator[Match]:
    """
    The broken relations of one kind, and as notices those that hold only by a recipe the rulebook wants named.

    *column* chooses among the results of a kind that computes several columns.
    """
    for evaluation in examination.broken(kind):
        if _is_in(evaluation, column):
            yield match_broken(evaluation)
    yield from match_rounded(examination, kind, column)


def match_broken(evaluation: Evaluation) -> Match:
    """
    The match of a broken relation; where inputs are missing it tells within what bounds the result would lie.
    """
    result, bounds = evaluation.relation.result, evaluation.judgement.bounds
    if bounds is None:
        return Match(result, evaluation=evaluation)
    low, high = bounds.interval.low, bounds.interval.high
    if not high.is_finite():
        return Match(result, evaluation=evaluation, values={"low": plain(low, 0, 6)}, message=_BELOW)
    values = {"low": plain(low, 0, 6), "high": plain(high, 0, 6)}
    return Match(result, evaluation=evaluation, values=values, message=_OUTSIDE)


def _is_in(evaluation: Evaluation, column: str | None) -> bool:
    return column is None or Address.parse(evaluation.relation.result).column == column


def match_rounded(examination: Examination, kind: Kind, column: str | None = None) -> Iterator[Match]:
    """
    The relations of one kind that hold only by a recipe the rulebook wants named.
    """
    for evaluation in examination.noticed(kind):
        if _is_in(evaluation, column):
            values = {"recipe": recipe_label(evaluation.judgement.recipe or "")}
            result = evaluation.relation.result
            yield Match(result, evaluation=evaluation, values=values, message=_ROUNDED, severity=Severity.NOTICE)
