"""
The names of the contract, and what is said of data that does not keep it.
"""

from __future__ import annotations

from typing import Final

from perfscore.structuring import Problem, StructureError


__all__ = ["EXPLANATION", "FORM", "FORMS", "REPORT", "REPORTS", "ContractError", "Problem"]

FORM: Final = "perfscore/form/1"
FORMS: Final = "perfscore/forms/1"
REPORT: Final = "perfscore/report/1"
REPORTS: Final = "perfscore/reports/1"
EXPLANATION: Final = "perfscore/explanation/1"


class ContractError(StructureError):
    """
    Data that is no form: every problem with its path.
    """
