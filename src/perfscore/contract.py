"""
The JSON contract: forms and reports to and from plain dictionaries and lists.

Every value of a form is the printed text or null; no number is ever a JSON number.
What does not fit is refused with its path, all problems at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from attrs import asdict, fields, frozen
from cattrs import BaseValidationError, ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

from perfscore.form import Form, FundRow, Goals, Indicator, Place, Remark, Section, Total
from perfscore.labels import WHY
from perfscore.report import Explanation, Finding, Report, Suspect
from perfscore.words import Language, Text


__all__ = ["EXPLANATION", "FORM", "FORMS", "REPORT", "REPORTS", "ContractError", "Problem", "explanation_to", "form_from", "form_to", "forms_from", "report_to"]

FORM: Final = "perfscore/form/1"
FORMS: Final = "perfscore/forms/1"
REPORT: Final = "perfscore/report/1"
REPORTS: Final = "perfscore/reports/1"
EXPLANATION: Final = "perfscore/explanation/1"


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


_UNKNOWN: Final = Text("没有这个键，可用的键有 {known}", "is no key of a form; there are {known}")
_MISSING: Final = Text("缺少这个键", "is missing")
_NOT_TEXT: Final = Text("应为打印的文字或 null", "wants the printed text or null")
_NOT_OBJECT: Final = Text("应为对象", "wants an object")
_NOT_LIST: Final = Text("应为列表", "wants a list")
_NOT_BOOLEAN: Final = Text("应为 true 或 false", "wants true or false")
_NOT_ROLE: Final = Text('应为 "total" 或 "component"', 'wants "total" or "component"')
_SCHEMA: Final = Text("应为 {known}", "wants {known}")


class _WrongType(ValueError):  # noqa: N818 - carries a text, never leaves this module
    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def _printed(value: Any, _: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise _WrongType(_NOT_TEXT)


def _complete(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _WrongType(_NOT_BOOLEAN)


def _role(value: Any, _: Any) -> Any:
    if value in ("total", "component"):
        return value
    raise _WrongType(_NOT_ROLE)


def _extra(value: Any, _: Any) -> Mapping[str, str]:
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return value
    raise _WrongType(_NOT_TEXT)


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise _WrongType(_NOT_OBJECT)


def _structured(converter: Converter, row: type) -> Callable[[Any, Any], Any]:
    hooks: dict[str, Callable[[Any, Any], Any]] = {"role": _role, "extra": _extra}
    overrides = {a.name: override(struct_hook=hooks.get(a.name, _printed)) for a in fields(row)}
    structure = make_dict_structure_fn(row, converter, _cattrs_forbid_extra_keys=True, **overrides)  # type: ignore[arg-type]
    return lambda value, kind: structure({} if value is None else _object(value), kind)


def _listed(converter: Converter, row: type) -> Callable[[Any, Any], Any]:
    """
    A list of *row*, each problem with its index; null counts as an empty list.
    """

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if value is not None and not isinstance(value, list):
            raise _WrongType(_NOT_LIST)
        return converter.structure(value or [], tuple[row, ...])  # type: ignore[valid-type]

    return structure


@lru_cache(maxsize=1)
def _form_converter() -> Converter:
    converter = Converter(detailed_validation=True)
    for row in (FundRow, Goals, Section, Indicator, Total, Place):
        converter.register_structure_hook(row, _structured(converter, row))
    converter.register_structure_hook(Remark, _remark)
    lists = {"funds": FundRow, "sections": Section, "indicators": Indicator, "remarks": Remark}
    hooks: dict[str, Any] = {name: override(struct_hook=_listed(converter, row)) for name, row in lists.items()}
    hooks |= {name: override(struct_hook=_printed) for name in ("title", "year", "project", "department", "unit", "currency_unit")}
    hooks |= {"complete": override(struct_hook=_complete), "places": override(omit=True), "stored": override(omit=True)}
    structure = make_dict_structure_fn(Form, converter, _cattrs_forbid_extra_keys=True, **hooks)
    converter.register_structure_hook(Form, lambda value, kind: structure(_object(value), kind))
    return converter


def _remark(value: Any, _: Any) -> Remark:
    remark = _object(value)
    place = remark.get("place")
    return Remark(remark["kind"], remark["text"], remark.get("cell"), None if place is None else Place(**place))


def form_from(data: Any, path: str = "$") -> Form:
    """
    The form in a dictionary that follows the contract.

    :raises ContractError: with every unknown key, wrong type and missing key.
    """
    if isinstance(data, dict) and data.get("schema", FORM) != FORM:
        raise ContractError((Problem(f"{path}.schema", Text(_SCHEMA.zh.format(known=FORM), _SCHEMA.en.format(known=FORM))),))
    bare = {key: value for key, value in data.items() if key != "schema"} if isinstance(data, dict) else data
    try:
        return _form_converter().structure(bare, Form)
    except (BaseValidationError, _WrongType) as error:
        raise ContractError(tuple(_problems(error, path))) from None


def forms_from(data: Any) -> list[Form]:
    """
    The forms in one FORM or in the object that ``perfscore read`` prints.

    :raises ContractError: with every problem of every form.
    """
    if not isinstance(data, dict) or data.get("schema") != FORMS:
        return [form_from(data)]
    listed = data.get("forms")
    if not isinstance(listed, list) or set(data) > {"schema", "forms"}:
        raise ContractError((Problem("$.forms", _NOT_LIST),))
    forms, problems = [], []
    for index, item in enumerate(listed):
        try:
            forms.append(form_from(item, f"$.forms[{index}]"))
        except ContractError as error:
            problems.extend(error.problems)
    if problems:
        raise ContractError(tuple(problems))
    return forms


def _problems(error: BaseException, path: str) -> Iterator[Problem]:
    """
    The problems in a tree of validation errors, each with its own path.
    """
    if isinstance(error, IterableValidationError):
        for inner, note in error.group_exceptions()[0]:
            yield from _problems(inner, f"{path}[{note.index}]")
    elif isinstance(error, ClassValidationError):
        with_notes, without = error.group_exceptions()
        for inner, note in with_notes:
            yield from _problems(inner, f"{path}.{note.name}")
        for inner in without:
            yield from _problems(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = ", ".join(a.name for a in fields(error.cl))
        for key in sorted(error.extra_fields):
            yield Problem(f"{path}.{key}", Text(_UNKNOWN.zh.format(known=known), _UNKNOWN.en.format(known=known)))
    elif isinstance(error, KeyError):
        yield Problem(path if "." in path.rpartition("]")[2] else f"{path}.{error.args[0]}", _MISSING)
    else:
        yield Problem(path, getattr(error, "text", _NOT_TEXT))


def form_to(form: Form) -> dict[str, Any]:
    """
    The form as the contract's dictionary; what only some forms have (*extra*, *remarks*) appears where it is not empty.
    """
    plain = {name: getattr(form, name) for name in ("title", "year", "project", "department", "unit", "currency_unit", "complete")}
    written = {
        "schema": FORM,
        **plain,
        "funds": [asdict(row) for row in form.funds],
        "goals": asdict(form.goals),
        "sections": [asdict(section) for section in form.sections],
        "indicators": [_indicator_to(row) for row in form.indicators],
        "total": asdict(form.total),
    }
    if form.remarks:
        written["remarks"] = [asdict(remark) for remark in form.remarks]
    return written


def _indicator_to(row: Indicator) -> dict[str, Any]:
    written = {a.name: getattr(row, a.name) for a in fields(Indicator) if a.name != "extra"}
    return {**written, "extra": dict(row.extra)} if row.extra else written


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
        "coverage": {
            "exact": report.coverage.exact,
            "rounding": report.coverage.rounding,
            "broken": report.coverage.broken,
            "unchecked": [
                {"relation": u.relation, "cells": list(u.cells), "why": WHY[u.why].say(lang)} for u in report.coverage.unchecked
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
        "reference": finding.reference,
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
