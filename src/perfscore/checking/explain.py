"""
How one cell is computed, and which relations it takes part in.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from perfscore.bilingual import Text
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import Number
from perfscore.relations import Kind
from perfscore.relations.examination import Evaluation, Examination
from perfscore.relations.judgement import Verdict, Why
from perfscore.relations.labels import label
from perfscore.suspects import Suspect
from perfscore.suspects.investigation import Investigation


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
    How a cell is computed, which relations it takes part in, and the change of it that would mend broken ones.
    """

    cell: str
    label: Text
    stated: str | None
    expected: str | None
    derivation: str | None
    parts: tuple[Part, ...]
    suspect: Suspect | None = None


@exact_arithmetic
def explain(examination: Examination, cell: str, investigation: Investigation) -> Explanation:
    """
    The derivation of *cell*, each relation it takes part in, and what it would have to be where one of them is broken.

    :raises KeyError: when the form has no such cell.
    """
    stated = examination.form.cell(cell).text
    parts = tuple(
        _part(examination, cell, evaluation)
        for evaluation in examination.evaluations
        if cell == evaluation.relation.result or cell in evaluation.relation.inputs
    )
    own = next((part for part in parts if part.role == "result"), None)
    expected, derived = (own.expected, own.derivation) if own else (None, None)
    return Explanation(
        cell, label(examination.form, cell), stated, expected, derived, parts, _suspect(cell, investigation)
    )


def _suspect(cell: str, investigation: Investigation) -> Suspect | None:
    """
    The best change of this cell alone, and of what follows from it.
    """
    explained = investigation.explained
    if explained is None:
        return None
    every = (explained.whole, explained.most, *explained.of.values())
    alone = (
        s
        for suspects in every
        for s in suspects
        if [change.cell for change in s.changes if not change.follows] == [cell]
    )
    return next(alone, None)


def _part(examination: Examination, cell: str, evaluation: Evaluation) -> Part:
    relation, judgement, numbers = evaluation.relation, evaluation.judgement, examination.parsed.numbers
    stated = numbers[relation.result]
    return Part(
        relation.kind,
        "result" if cell == relation.result else "input",
        judgement.verdict,
        judgement.why,
        judgement.recipe,
        relation.result,
        stated.text if isinstance(stated, Number) else None,
        examination.expected(evaluation),
        examination.derivation(evaluation),
    )
