"""
Rows of a program's own, such as those of a database or a DataFrame, in; findings as plain rows out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.contract.forms import form_from
from perfscore.contract.schema import ContractError
from perfscore.form import Form
from perfscore.notation.rounding import HALF_UP
from perfscore.structuring import Problem


__all__ = ["FINDING_COLUMNS", "finding_rows", "form_from_rows"]

_OF_REPORT: Final = ("file", "form", "project")
_OF_FINDING: Final = ("code", "name", "severity", "cell", "message", "stated", "expected", "derivation", "recipe")
_OF_PLACE: Final = ("page", "line", "sheet", "table", "row", "column")
#: The columns of a finding's row: the names of the JSON contract.
FINDING_COLUMNS: Final = (*_OF_REPORT, *_OF_FINDING, *_OF_PLACE, "reference", "accepted")

_NO_DECIMALS: Final = Text(
    "{kind} 没有确定的小数位数，请传入文字、Decimal，或指定 decimals",
    "a {kind} has no fixed number of decimals: pass a string or a Decimal, or say decimals=",
)
_NO_VALUE: Final = Text(
    "{kind} 不能作为单元格的值", "a {kind} cannot be the value of a cell; pass a string, int, Decimal, date or None"
)


def form_from_rows(indicators: Iterable[Mapping[str, Any]], *, decimals: int | None = None, **parts: Any) -> Form:
    """
    A form of rows whose values are strings, ints, Decimals, dates or None.

    *parts* are ``funds`` and ``sections``, rows too, ``goals`` and ``total``, mappings, and the cells at the head of the
    form (``project="…"``). With *decimals*, numbers that are no ints are rounded half up to so many decimals; without,
    a Decimal is printed with its own. NaN and NaT are None. A DataFrame gives its rows by ``df.to_dict("records")``.

    :raises ContractError: naming the row and column of every value or key that does not fit.
    """
    problems: list[Problem] = []

    def texts(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            return {str(key): texts(inner, f"{path}.{key}") for key, inner in value.items()}
        if isinstance(value, Iterable) and not isinstance(value, str):
            return [texts(inner, f"{path}[{index}]") for index, inner in enumerate(value)]
        return _printed(value, decimals, path, problems)

    data = texts({"indicators": indicators, **{name: part for name, part in parts.items() if part is not None}}, "$")
    if problems:
        raise ContractError(tuple(problems))
    return form_from(data)


def _printed(value: Any, decimals: int | None, path: str, problems: list[Problem]) -> Any:
    """
    The value as a form would print it.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if value != value:  # noqa: PLR0124 - NaN and NaT, of whichever library, are those that differ from themselves
        return None
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal) or (isinstance(value, Real) and decimals is not None):
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        return f"{exact if decimals is None else HALF_UP.rounded(exact, decimals):f}"
    said = _NO_DECIMALS if isinstance(value, Real) else _NO_VALUE
    problems.append(Problem(path, said.filled(kind=type(value).__name__)))
    return None


def finding_rows(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """
    The findings of a report in the contract's form as flat rows, keyed by `FINDING_COLUMNS`.
    """
    for finding in report["findings"]:
        place = finding["location"] or {}
        yield {
            **{name: report[name] for name in _OF_REPORT},
            **{name: finding[name] for name in _OF_FINDING},
            **{name: place.get(name) for name in _OF_PLACE},
            "reference": finding["reference"],
            "accepted": finding.get("accepted"),
        }
