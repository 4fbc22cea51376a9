"""
The JSON contract: reports, and forms in and out, as plain dictionaries and lists.

Every value of a form is the printed text or null; no number is ever a JSON number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import asdict, fields, frozen

from perfscore.form import Form, FundRow, Goals, Indicator, Place, Section, Total
from perfscore.labels import WHY
from perfscore.report import Finding, Report
from perfscore.words import Language, Text


if TYPE_CHECKING:
    from perfscore.explaining import Explanation
    from perfscore.suspects import Suspect

__all__ = [
    "EXPLANATION",
    "FORM",
    "FORMS",
    "PLAIN",
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

FORM: Final = "perfscore/form/1"
FORMS: Final = "perfscore/forms/1"
REPORT: Final = "perfscore/report/1"
REPORTS: Final = "perfscore/reports/1"
EXPLANATION: Final = "perfscore/explanation/1"

#: The cells at the head of a form.
PLAIN: Final = ("title", "year", "project", "department", "unit", "currency_unit")

_FORMS_KEYS: Final = Text(
    "应为 schema 和 forms 两个键，forms 为列表", "wants the keys schema and forms, forms being a list"
)

_Row = TypeVar("_Row", FundRow, Goals, Section, Indicator, Total)


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


def form_from(data: Any, path: str = "$") -> Form:
    """
    The form in a dictionary that follows the contract.

    Data that fits is built at once; only what does not is worth the import of the library that says exactly why.

    :raises ContractError: with every unknown key, wrong type and missing key.
    """
    form = _fitting(data)
    if form is None:
        from perfscore.structuring import structured  # noqa: PLC0415 - see above

        return structured(data, path)
    return form


def _fitting(data: Any) -> Form | None:
    """
    The form, or ``None`` where anything is not quite as the contract says.
    """
    if not isinstance(data, dict) or data.get("schema", FORM) != FORM:
        return None
    known = {"schema", "complete", "funds", "goals", "sections", "indicators", "total", *PLAIN}
    if not data.keys() <= known or not _printed({name: data.get(name) for name in PLAIN}):
        return None
    indicators, funds = _rows(Indicator, data.get("indicators")), _rows(FundRow, data.get("funds", []))
    sections, goals = _rows(Section, data.get("sections", [])), _row(Goals, data.get("goals", {}))
    total, complete = _row(Total, data.get("total", {})), data.get("complete", True)
    if None in (indicators, funds, sections, goals, total) or not isinstance(complete, bool):
        return None
    plain = {name: data.get(name) for name in PLAIN}
    return Form(indicators, funds=funds, sections=sections, goals=goals, total=total, complete=complete, **plain)  # type: ignore[arg-type]


def _rows(row: type[_Row], data: Any) -> tuple[_Row, ...] | None:
    rows = [_row(row, item) for item in data] if isinstance(data, list) else [None]
    return None if None in rows else tuple(rows)  # type: ignore[arg-type]


def _row(row: type[_Row], data: Any) -> _Row | None:
    if not isinstance(data, dict) or not data.keys() <= _NAMES[row] or not _printed(data):
        return None
    fits = row is not FundRow or data.get("role", "component") in ("total", "component")
    return row(**data) if fits else None


def _printed(data: dict[str, Any]) -> bool:
    return all(value is None or isinstance(value, str) for value in data.values())


_NAMES: Final = {
    row: frozenset(a.name for a in fields(row)) - {"extra"} for row in (FundRow, Goals, Section, Indicator, Total)
}


def forms_from(data: Any) -> list[Form]:
    """
    The forms in one FORM or in the object that ``perfscore read`` prints.

    :raises ContractError: with every problem of every form.
    """
    if not isinstance(data, dict) or data.get("schema") != FORMS:
        return [form_from(data)]
    listed = data.get("forms")
    if not isinstance(listed, list) or set(data) > {"schema", "forms"}:
        raise ContractError((Problem("$", _FORMS_KEYS),))
    forms: list[Form] = []
    problems: list[Problem] = []
    for index, item in enumerate(listed):
        try:
            forms.append(form_from(item, f"$.forms[{index}]"))
        except ContractError as error:
            problems.extend(error.problems)
    if problems:
        raise ContractError(tuple(problems))
    return forms


def form_to(form: Form) -> dict[str, Any]:
    """
    The form as the contract's dictionary; what only some forms have (*extra*, *remarks*) appears where it is not empty.
    """
    from perfscore.structuring import unstructured  # noqa: PLC0415 - checking never writes forms

    return {"schema": FORM, **unstructured(form)}


def _place_to(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    more = {name: value for name in ("column", "sheet") if (value := getattr(place, name)) is not None}
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
        "severity": finding.severity.label,
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
