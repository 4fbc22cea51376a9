"""
Numbers without judgement: every cell that can be computed.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from perfscore.checking.check import check
from perfscore.checking.misuse import require_form
from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.rulebook import Rulebook, load_rulebook


__all__ = ["Computed", "recompute"]


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
    :raises TypeError: for what is no form, or a cell of the form that holds no text.
    """
    book = load_rulebook(rulebook)
    with require_form(form):
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
