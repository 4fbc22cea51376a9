"""
The JSON contract: reports, and forms in and out, as plain dictionaries and lists.

Every value of a form is the printed text or null; no number is ever a JSON number.
"""

from __future__ import annotations

from perfscore.contract.forms import form_from, form_to, forms_from
from perfscore.contract.reports import explanation_to, report_to
from perfscore.contract.schema import FORM, FORMS, REPORT, REPORTS, ContractError, Problem


__all__ = [
    "FORM",
    "FORMS",
    "REPORT",
    "REPORTS",
    "ContractError",
    "Problem",
    "explanation_to",
    "form_from",
    "form_to",
    "forms_from",
    "report_to",
]
