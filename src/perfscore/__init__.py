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

# not when it is asked for: the package of that name becomes an attribute as soon as anybody imports it
from perfscore.read import ReadError as ReadError
from perfscore.read import read as read
from perfscore.version import VERSION


if TYPE_CHECKING:
    from perfscore.bilingual import Text as Text
    from perfscore.checking.explain import Explanation as Explanation
    from perfscore.checking.fill import fill as fill
    from perfscore.checking.recompute import Computed as Computed
    from perfscore.checking.recompute import recompute as recompute
    from perfscore.checking.report import Coverage as Coverage
    from perfscore.checking.report import Failure as Failure
    from perfscore.checking.report import Finding as Finding
    from perfscore.checking.report import Report as Report
    from perfscore.comparing import Comparison as Comparison
    from perfscore.comparing import Comparisons as Comparisons
    from perfscore.comparing import Difference as Difference
    from perfscore.comparing import Entry as Entry
    from perfscore.comparing import Summary as Summary
    from perfscore.contract import ContractError as ContractError
    from perfscore.contract import form_from as form_from
    from perfscore.contract import form_to as form_to
    from perfscore.contract import report_to as report_to
    from perfscore.form import Cell as Cell
    from perfscore.form import Form as Form
    from perfscore.form import FundRow as FundRow
    from perfscore.form import Goals as Goals
    from perfscore.form import Indicator as Indicator
    from perfscore.form import Place as Place
    from perfscore.form import Remark as Remark
    from perfscore.form import Section as Section
    from perfscore.form import Total as Total
    from perfscore.read.summary import read_summary as read_summary
    from perfscore.rulebook import Rulebook as Rulebook
    from perfscore.rulebook import RulebookError as RulebookError
    from perfscore.rulebook import load_rulebook as load_rulebook
    from perfscore.rules import RULES as RULES
    from perfscore.rules import Match as Match
    from perfscore.rules import Rule as Rule
    from perfscore.rules import Severity as Severity
    from perfscore.running.comparison import compare as compare
    from perfscore.running.documents import check as check
    from perfscore.running.documents import check_file as check_file
    from perfscore.suspects import Change as Change
    from perfscore.suspects import Suspect as Suspect


__version__ = VERSION

#: Every public name, by the module that holds it and is imported when the name is asked for.
_MODULES = {
    "perfscore.bilingual": "Text",
    "perfscore.checking.explain": "Explanation",
    "perfscore.checking.fill": "fill",
    "perfscore.checking.recompute": "Computed recompute",
    "perfscore.checking.report": "Coverage Failure Finding Report",
    "perfscore.comparing": "Comparison Comparisons Difference Entry Summary",
    "perfscore.contract": "ContractError form_from form_to report_to",
    "perfscore.form": "Cell Form FundRow Goals Indicator Place Remark Section Total",
    "perfscore.read.summary": "read_summary",
    "perfscore.rulebook": "Rulebook RulebookError load_rulebook",
    "perfscore.rules": "RULES Match Rule Severity",
    "perfscore.running.comparison": "compare",
    "perfscore.running.documents": "check check_file",
    "perfscore.suspects": "Change Suspect",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = ["ReadError", "read", *_HOMES]  # noqa: PLE0604 - the names are strings


def __getattr__(name: str) -> Any:
    """
    The public *name*, or one of our modules: nobody waits for what is not asked for.
    """
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    elif name == "distributed":
        value = import_module("perfscore.running.distributed")
    else:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
