"""
Numbers without judgement: every cell that can be computed, and a form with its blanks filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from perfscore.address import Address
from perfscore.checking.check import check
from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import is_blank
from perfscore.relations.examination import examine
from perfscore.rulebook import Rulebook, load_rulebook


__all__ = ["Computed", "fill", "recompute"]


#: The columns that are filled in.
_FILLED: Final = ("rate", "score")


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
    report = check(form, rulebook=book, rules=())
    derivations = {
        (relation.result, relation.expected): relation.derivation
        for relation in reversed(report.relations)
        if relation.derivation is not None
    }
    return {
        address: Computed(value, form.cell(address).text, derivation)
        for address, value in report.expected.items()
        if (derivation := derivations.get((address, value))) is not None
    }


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
    examination = examine(form, book)
    return {
        evaluation.relation.result: examination.expected(evaluation)
        for evaluation in examination.evaluations
        if evaluation.judgement.candidate is not None
        and not evaluation.judgement.ambiguous
        and Address.parse(evaluation.relation.result).column in _FILLED
        and is_blank(form.cell(evaluation.relation.result).text)
    }
