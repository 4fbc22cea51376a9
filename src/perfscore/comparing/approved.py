"""
One report for both: what contradicts itself in a form, and what differs from its approved targets.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from attrs import evolve

from perfscore.address import Address
from perfscore.bilingual import Text
from perfscore.checking.report import Failure, Finding, Report
from perfscore.comparing.compare import target_findings
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry


__all__ = ["with_targets"]

_RULES: Final = "C8"
_NO_TARGETS: Final = "no approved targets of this project"
#: Where a reader is sent for an approved row that the form does not have.
_WHOLE: Final = "project"


def with_targets(report: Report, approved: Sequence[Entry], codes: Container[str]) -> Report:
    """
    The report with the differences from the *approved* targets of the same project, as far as their *codes* are wanted.

    A form without approved targets is told of in `Report.failures`. The verdict, which speaks of the form alone, stays.
    """
    differences = target_findings(approved, report.form, report.examination.rulebook)
    if differences is None:
        return evolve(report, failures=(*report.failures, Failure(_RULES, _NO_TARGETS)))
    found = [_finding(difference) for difference in differences if difference.code in codes]
    findings = sorted((*report.findings, *found), key=lambda finding: finding.severity, reverse=True)
    return evolve(report, findings=tuple(findings))


def _finding(difference: Difference) -> Finding:
    """
    The difference as a finding: *stated* is what the form prints, *expected* what was approved.
    """
    cell = difference.cell or _WHOLE
    at = Address.parse(cell)
    shown = cell if at.index is None or at.column is not None else str(at.at("name"))
    return Finding(
        code=difference.code,
        name=difference.name,
        severity=difference.severity,
        cell=shown,
        cells=(shown,),
        label=difference.label,
        text=_literal(difference.text),
        values={},
        stated=difference.after,
        expected=difference.before,
        location=difference.place,
    )


def _literal(text: Text) -> Text:
    """
    A sentence that is finished: braces in it are the form's own.
    """
    return Text(*(said.replace("{", "{{").replace("}", "}}") for said in (text.zh, text.en)))
