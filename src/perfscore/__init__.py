"""
perfscore recomputes and checks finished performance self-evaluation forms (项目支出绩效自评表).

::

    import perfscore

    for form in perfscore.read("form.docx"):
        report = perfscore.check(form)
        print(report.verdict, report.expected["total.score"])
"""

from __future__ import annotations

from perfscore.bilingual import Text
from perfscore.checking.recompute import fill, recompute
from perfscore.checking.report import Coverage, Failure, Finding, Report
from perfscore.contract import ContractError, form_from, form_to, report_to
from perfscore.form import Cell, Form, FundRow, Goals, Indicator, Place, Remark, Section, Total
from perfscore.read import ReadError, read
from perfscore.rulebook import Rulebook, RulebookError, load_rulebook
from perfscore.rules import RULES, Match, Rule, Severity
from perfscore.running.documents import check


__version__ = "0.1.0"

__all__ = [
    "RULES",
    "Cell",
    "ContractError",
    "Coverage",
    "Failure",
    "Finding",
    "Form",
    "FundRow",
    "Goals",
    "Indicator",
    "Match",
    "Place",
    "ReadError",
    "Remark",
    "Report",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Section",
    "Severity",
    "Text",
    "Total",
    "check",
    "fill",
    "form_from",
    "form_to",
    "load_rulebook",
    "read",
    "recompute",
    "report_to",
]
