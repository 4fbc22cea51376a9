"""
How one cell is computed, and which relations it takes part in.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from perfscore.case import Case, Evaluation, derivation, expected_text
from perfscore.labels import label
from perfscore.number import Number
from perfscore.relations import Kind
from perfscore.verdict import Verdict, Why
from perfscore.words import Text


__all__ = ["Explanation", "Part", "explain"]


@frozen
class Part:
    """
    A cell's role in one relation: it is the result, or one of the inputs.
    """

    relation: Kind
    role: Literal["result", "input"]
    verdict: Verdict
    why: Why | None
    recipe: str | None
    result: str
    stated: str | None
    expected: str | None
    derivation: str | None


@frozen
class Explanation:
    """
    How a cell is computed, and which relations it takes part in.
    """

    cell: str
    label: Text
    stated: str | None
    expected: str | None
    derivation: str | None
    parts: tuple[Part, ...]


def explain(case: Case, cell: str) -> Explanation:
    """
    The derivation of *cell*, and each relation it takes part in.

    :raises KeyError: when the form has no such cell.
    """
    stated = case.form.cell(cell).text
    parts = tuple(
        _part(case, cell, evaluation)
        for evaluation in case.evaluations
        if cell == evaluation.relation.result or cell in evaluation.relation.inputs
    )
    own = next((part for part in parts if part.role == "result"), None)
    expected, derived = (own.expected, own.derivation) if own else (None, None)
    return Explanation(cell, label(case.form, cell), stated, expected, derived, parts)


def _part(case: Case, cell: str, evaluation: Evaluation) -> Part:
    relation, judgement, numbers = evaluation.relation, evaluation.judgement, case.figures.numbers
    stated = numbers[relation.result]
    return Part(
        relation.kind,
        "result" if cell == relation.result else "input",
        judgement.verdict,
        judgement.why,
        judgement.recipe,
        relation.result,
        stated.text if isinstance(stated, Number) else None,
        expected_text(evaluation, numbers, case.rulebook),
        derivation(evaluation, numbers, case.rulebook),
    )
