"""
Checking what a caller has at hand: a form, or a document with one form in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from perfscore.checking.check import check as check_form
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.read import Source, read
from perfscore.rulebook import Rulebook
from perfscore.rules import RULES, Rule


__all__ = ["check"]


def check(form: Form | Source, *, rulebook: str | Rulebook = "national", rules: Iterable[Rule] = RULES) -> Report:
    """
    Recompute everything that can be recomputed, and report every inconsistency.

    *form* is a form, or a document that holds one and no more: whatever `perfscore.read` takes.
    *rulebook* is a shipped rulebook's name, the path of one of your own, or a `Rulebook`.
    *rules* are those of the catalogue unless others are given; one that raises is reported in `Report.failures`.
    A wrong form is never an exception, it is findings.

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    :raises perfscore.ReadError: when the document cannot be read.
    :raises ValueError: when the document holds several forms, of which each has a report of its own.
    """
    if isinstance(form, Form):
        return check_form(form, rulebook=rulebook, rules=rules)
    forms = read(form)
    if len(forms) > 1:
        msg = f"the document holds {len(forms)} forms: check each of those that perfscore.read gives"
        raise ValueError(msg)
    return check_form(forms[0], rulebook=rulebook, rules=rules)
