"""
Numbers without judgement: every cell that can be computed, and a form with its blanks filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import is_blank
from perfscore.relations.examination import derivation, examine, expected_text
from perfscore.rulebook import Rulebook, load_rulebook


__all__ = ["Computed", "fill", "recompute"]


@frozen
class Computed:
    """
    A computed cell: what it should be, what is printed, and the arithmetic.
    """

    value: str
    stated: str | None
    derivation: str


@exact_arithmetic
def recompute(form: Form, *, rulebook: str | Rulebook = "national") -> Mapping[str, Computed]:
    """
    Every cell that can be computed from the others, by its address.

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    """
    book = load_rulebook(rulebook) if isinstance(rulebook, str) else rulebook
    case = examine(form, book)
    found: dict[str, Computed] = {}
    for evaluation in case.evaluations:
        value = expected_text(evaluation, case.figures.numbers, book)
        derived = derivation(evaluation, case.figures.numbers, book)
        if value is not None and derived is not None:
            address = evaluation.relation.result
            found[address] = Computed(value, form.cell(address).text, derived)
    return found


@exact_arithmetic
def fill(form: Form, *, rulebook: str | Rulebook = "national") -> Form:
    """
    The same form with its blank rates, scores and totals filled in where they can be computed.

    A printed value is never touched, and what has more than one answer (the rate of 0 / 0) stays blank.

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    """
    book = load_rulebook(rulebook) if isinstance(rulebook, str) else rulebook
    # A rate makes an execution score, which makes a total; every pass leaves fewer blanks.
    while blanks := _computable(form, book):
        form = form.with_cells(blanks)
    return form


def _computable(form: Form, book: Rulebook) -> dict[str, str | None]:
    """
    The blank rates, scores and totals that can be computed, with their one answer.
    """
    case = examine(form, book)
    return {
        e.relation.result: expected_text(e, case.figures.numbers, book)
        for e in case.evaluations
        if e.judgement.candidate is not None
        and not e.judgement.ambiguous
        and e.relation.result.endswith((".rate", ".score"))
        and is_blank(form.cell(e.relation.result).text)
    }
