"""
Forms as dictionaries, in and out.
"""

from __future__ import annotations

from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.contract.schema import FORM, FORMS, ContractError
from perfscore.form import Form
from perfscore.structuring import Problem, StructureError, plain, structure


__all__ = ["EVIDENCE", "form_from", "form_to", "forms_from"]

#: Evidence about the document, which is not part of the contract.
EVIDENCE: Final = frozenset({"places", "stored", "columns"})
#: What only some forms have is written where there is any.
_SPARSE: Final = frozenset({"extra", "remarks", "uncertain"})
#: The order of the contract, which begins with the head of the form.
_ORDER: Final = tuple(
    "kind title year project department unit currency_unit complete funds goals sections indicators total"
    " remarks uncertain".split()
)
_SCHEMA: Final = Text("应为 {known}", "must be {known}")
_FORMS_KEYS: Final = Text(
    "应为 schema 和 forms 两个键，forms 为列表", "must have the keys schema and forms, and forms must be a list"
)


def form_from(data: Any, path: str = "$") -> Form:
    """
    The form in a dictionary that follows the contract.

    :raises ContractError: with every unknown key, wrong type and missing key.
    """
    held = data
    if isinstance(data, dict) and "schema" in data:
        if data["schema"] != FORM:
            raise ContractError((Problem(f"{path}.schema", _SCHEMA.fill(known=FORM)),))
        held = {key: value for key, value in data.items() if key != "schema"}
    try:
        return structure(held, Form, path=path, without=EVIDENCE)
    except StructureError as error:
        raise ContractError(error.problems) from None


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
    The form as the contract's dictionary; what only some forms have (*extra*, *remarks*, *uncertain*) appears where it
    is not empty.
    """
    written = plain(form, without=EVIDENCE, sparse=_SPARSE)
    return {"schema": FORM, **{name: written[name] for name in _ORDER if name in written}}
