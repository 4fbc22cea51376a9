"""
perfscore recomputes and checks finished performance self-evaluation forms (项目支出绩效自评表).

::

    import perfscore

    for form in perfscore.read("form.docx"):
        report = perfscore.check(form)
        print(report.verdict, report.expected["total.score"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from perfscore.bilingual import Text
from perfscore.checking.recompute import fill, recompute
from perfscore.checking.report import Coverage, Failure, Finding, Report
from perfscore.contract import ContractError, form_from, form_to, report_to
from perfscore.form import Cell, Form, FundRow, Goals, Indicator, Place, Remark, Section, Total
from perfscore.read import ReadError, read
from perfscore.rulebook import Rulebook, RulebookError, load_rulebook
from perfscore.rules import RULES, Match, Rule, Severity
from perfscore.running.documents import check


if TYPE_CHECKING:
    from perfscore.comparing import Comparison, Comparisons, Difference, Entry, Summary
    from perfscore.read.summary import read_summary
    from perfscore.running.comparison import compare

__version__ = "0.1.0"

__all__ = [
    "RULES",
    "Cell",
    "Comparison",
    "Comparisons",
    "ContractError",
    "Coverage",
    "Difference",
    "Entry",
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
    "Summary",
    "Text",
    "Total",
    "check",
    "compare",
    "fill",
    "form_from",
    "form_to",
    "load_rulebook",
    "read",
    "read_summary",
    "recompute",
    "report_to",
]

#: What only those who compare need, by the module that holds it.
_COMPARING = {
    **dict.fromkeys(("Comparison", "Comparisons", "Difference", "Entry", "Summary"), "perfscore.comparing"),
    "compare": "perfscore.running.comparison",
    "read_summary": "perfscore.read.summary",
}


def __getattr__(name: str) -> Any:
    """
    Names that are imported when they are asked for: checking a form should not wait for them.
    """
    if name in _COMPARING:
        return getattr(import_module(_COMPARING[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
