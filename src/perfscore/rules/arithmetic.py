"""
What rules that rest on a relation have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.bilingual import Text
from perfscore.relations import Kind
from perfscore.relations.examination import Examination
from perfscore.relations.labels import recipe_label
from perfscore.rules.rule import Match, Severity


__all__ = ["contradictions", "rounded"]

_ROUNDED: Final = Text(
    "填 {stated}，与算得的 {expected} 只在舍入上不同：{recipe}",
    "the form says {stated} where {expected} was computed; only a way of rounding explains it: {recipe}",
)


def contradictions(case: Examination, kind: Kind, column: str = "") -> Iterator[Match]:
    """
    The broken relations of one kind, and as notices those that hold only by a recipe the rulebook wants named.

    *column* chooses among the results of a kind that computes several columns.
    """
    for evaluation in case.broken(kind):
        if evaluation.relation.result.endswith(column):
            yield Match(evaluation.relation.result, evaluation=evaluation)
    yield from rounded(case, kind, column)


def rounded(case: Examination, kind: Kind, column: str = "") -> Iterator[Match]:
    """
    The relations of one kind that hold only by a recipe the rulebook wants named.
    """
    for evaluation in case.noticed(kind):
        if evaluation.relation.result.endswith(column):
            values = {"recipe": recipe_label(evaluation.judgement.recipe or "")}
            result = evaluation.relation.result
            yield Match(result, evaluation=evaluation, values=values, message=_ROUNDED, severity=Severity.NOTICE)
