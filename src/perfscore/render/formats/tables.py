"""
Reports as three tables: forms, findings and relations. Their columns ``file`` and ``form`` join them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from perfscore.checking.report import Report
from perfscore.render.writer import Style, as_contract


__all__ = ["COLUMNS", "NUMBERS", "Rows", "piece"]

#: The rows of one report, by table.
Rows = Mapping[str, list[tuple[Any, ...]]]

_KEY: Final = ("file", "form")
_FORM: Final = ("title", "year", "project", "department", "unit", "rulebook", "verdict")
_COVERAGE: Final = ("exact", "rounding", "broken", "open")
_FINDING: Final = ("code", "name", "severity", "cell", "message", "stated", "expected", "derivation", "recipe")
_PLACE: Final = ("page", "line", "sheet", "table", "row", "column")
_RELATION: Final = ("kind", "result", "verdict", "recipe", "stated", "expected", "derivation")

#: The columns of each table. Every value is a text, but for these numbers.
COLUMNS: Final = MappingProxyType(
    {
        "forms": (*_KEY, *_FORM, "stated_total", "expected_total", *_COVERAGE, "unchecked"),
        "findings": (*_KEY, *_FINDING, *_PLACE, "reference", "accepted"),
        "relations": (*_KEY, *_RELATION, "inputs"),
    }
)
NUMBERS: Final = frozenset(("form", *_COVERAGE, "unchecked", "page", "line", "table", "row", "column"))


def piece(report: Report, file: str, form: int, style: Style) -> Rows:
    """
    The rows of the report; the cells that a relation takes are separated by spaces.
    """
    contract = as_contract(report, file, form, style)
    key, coverage = (file, form), contract["coverage"]
    totals = (contract[column].get("total.score") for column in ("stated", "expected"))
    counts = (*(coverage.get(name, 0) for name in _COVERAGE), len(coverage["unchecked"]))
    findings = [
        (
            *key,
            *(finding[name] for name in _FINDING),
            *((finding["location"] or {}).get(name) for name in _PLACE),
            finding["reference"],
            finding.get("accepted"),
        )
        for finding in contract["findings"]
    ]
    relations = [
        (*key, *(relation.get(name) for name in _RELATION), " ".join(relation["inputs"]))
        for relation in contract["relations"]
    ]
    forms = [(*key, *(contract.get(name) for name in _FORM), *totals, *counts)]
    tables = {"forms": forms, "findings": findings, "relations": relations}
    return {name: [tuple(map(_storable, row)) for row in rows] for name, rows in tables.items()}


def _storable(value: Any) -> Any:
    """
    Half a surrogate, which no text of a database can hold, becomes a question mark.
    """
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
