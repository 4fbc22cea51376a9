"""
Reports and explanations as dictionaries, their sentences in one language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict

from perfscore.bilingual import Language
from perfscore.checking.report import Finding, Report
from perfscore.contract.schema import EXPLANATION, REPORT
from perfscore.form import Place
from perfscore.relations.labels import WHY


if TYPE_CHECKING:
    from perfscore.checking.explain import Explanation
    from perfscore.suspects import Suspect

__all__ = ["explanation_to", "report_to"]


def _place_to(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    more = {name: value for name in ("column", "sheet", "table") if (value := getattr(place, name)) is not None}
    return {"page": place.page, "line": place.line, "row": place.row, **more}


def _suspect_to(suspect: Suspect, lang: Language) -> dict[str, Any]:
    return {"changes": [asdict(change) for change in suspect.changes], "why": suspect.why.say(lang)}


def report_to(report: Report, lang: Language, *, file: str | None = None, form: int = 0) -> dict[str, Any]:
    """
    The report as the contract's dictionary, its sentences in *lang*.

    What only some reports have (failures of rules, reasons why a finding was accepted) appears where there is any.
    """
    return {
        "schema": REPORT,
        "file": file,
        "form": form,
        "project": report.form.project,
        "rulebook": report.rulebook,
        "verdict": report.verdict,
        "stated": dict(report.stated),
        "expected": dict(report.expected),
        "findings": [_finding_to(finding, lang) for finding in report.findings],
        "suspects": [_suspect_to(suspect, lang) for suspect in report.suspects],
        **({"failures": [asdict(failure) for failure in report.failures]} if report.failures else {}),
        "coverage": {
            "exact": report.coverage.exact,
            "rounding": report.coverage.rounding,
            "broken": report.coverage.broken,
            "unchecked": [
                {"relation": u.relation, "cells": list(u.cells), "why": WHY[u.why].say(lang)}
                for u in report.coverage.unchecked
            ],
        },
    }


def _finding_to(finding: Finding, lang: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "cell": finding.cell,
        "cells": list(finding.cells),
        "message": f"{finding.label.say(lang)}: {finding.say(lang)}",
        "stated": finding.stated,
        "expected": finding.expected,
        "derivation": finding.derivation,
        "recipe": finding.recipe,
        "suspects": [_suspect_to(suspect, lang) for suspect in finding.suspects],
        "location": _place_to(finding.location),
        "reference": finding.source.say(lang),
        **({} if finding.accepted is None else {"accepted": finding.accepted}),
    }


def explanation_to(explanation: Explanation, lang: Language) -> dict[str, Any]:
    """
    An explanation as a plain dictionary.
    """
    return {
        "schema": EXPLANATION,
        "cell": explanation.cell,
        "label": explanation.label.say(lang),
        "stated": explanation.stated,
        "expected": explanation.expected,
        "derivation": explanation.derivation,
        "suspect": _suspect_to(explanation.suspect, lang) if explanation.suspect else None,
        "relations": [
            {
                "relation": part.relation,
                "role": part.role,
                "verdict": part.verdict.value,
                "why": WHY[part.why].say(lang) if part.why else None,
                "recipe": part.recipe,
                "result": part.result,
                "stated": part.stated,
                "expected": part.expected,
                "derivation": part.derivation,
            }
            for part in explanation.parts
        ],
    }
