"""
Forms as dictionaries, in and out.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from attrs import fields

from perfscore.bilingual import Text
from perfscore.contract.schema import FORM, FORMS, PLAIN, ContractError, Problem
from perfscore.form import Form, FundRow, Goals, Indicator, Section, Total


__all__ = ["form_from", "form_to", "forms_from"]

_FORMS_KEYS: Final = Text(
    "应为 schema 和 forms 两个键，forms 为列表", "wants the keys schema and forms, forms being a list"
)

_Row = TypeVar("_Row", FundRow, Goals, Section, Indicator, Total)


def form_from(data: Any, path: str = "$") -> Form:
    """
    The form in a dictionary that follows the contract.

    Data that fits is built at once; only what does not is worth the import of the library that says exactly why.

    :raises ContractError: with every unknown key, wrong type and missing key.
    """
    form = _fitting(data)
    if form is None:
        from perfscore.contract.structuring import structured  # noqa: PLC0415 - see above

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
    from perfscore.contract.structuring import unstructured  # noqa: PLC0415 - checking never writes forms

    return {"schema": FORM, **unstructured(form)}
