"""
The names of the contract, and what is said of data that does not keep it.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from perfscore.bilingual import Text


__all__ = ["EXPLANATION", "FORM", "FORMS", "PLAIN", "REPORT", "REPORTS", "ContractError", "Problem"]

FORM: Final = "perfscore/form/1"
FORMS: Final = "perfscore/forms/1"
REPORT: Final = "perfscore/report/1"
REPORTS: Final = "perfscore/reports/1"
EXPLANATION: Final = "perfscore/explanation/1"

#: The cells at the head of a form.
PLAIN: Final = ("title", "year", "project", "department", "unit", "currency_unit")


@frozen
class Problem:
    """
    What does not fit, and where: ``$.indicators[3].score``.
    """

    path: str
    text: Text


class ContractError(ValueError):
    """
    Data that is no form: every problem with its path.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.text.en}" for problem in problems))
        self.problems = problems
