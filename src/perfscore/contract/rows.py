"""
Rows of a program's own, such as those of a database or a DataFrame, in; findings as plain rows out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from numbers import Integral, Rational, Real
from typing import Any, Final

from attrs import field, frozen

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
#: The parts of a form that are rows.
_ROWS: Final = ("funds", "sections", "indicators")
#: The columns of a finding's row: the names of the JSON contract.
FINDING_COLUMNS: Final = (*_OF_REPORT, *_OF_FINDING, *_OF_PLACE, "reference", "accepted")

_NO_DECIMALS: Final = Text(
    "{kind} 没有确定的小数位数，请传入文字、Decimal，或指定 decimals",
    "a {kind} has no fixed number of decimals: pass a string or a Decimal, or say decimals=",
)
_NO_VALUE: Final = Text(
    "{value!r} 不能作为单元格的值，请传入文字、整数、Decimal、日期或 None",
    "{value!r} cannot be the value of a cell; pass a string, int, Decimal, date or None",
)
_NO_ROW: Final = Text(
    '每行应为字典，而不是 {value!r}；DataFrame 的行由 df.to_dict("records") 得到',
    'a row must be a dictionary, not {value!r}; those of a DataFrame are df.to_dict("records")',
)


def form_from_rows(indicators: Iterable[Mapping[str, Any]], *, decimals: int | None = None, **parts: Any) -> Form:
    """
    A form of rows whose values are strings, ints, Decimals, dates or None.

    *parts* are ``funds`` and ``sections``, rows too, ``goals`` and ``total``, mappings, and the cells at the head of the
    form (``project="…"``). With *decimals*, numbers that are no ints are rounded half up to so many decimals; without,
    a Decimal is printed with its own. NaN and NaT are None. A DataFrame gives its rows by ``df.to_dict("records")``.

    :raises ContractError: naming the row and column of every value or key that does not fit.
    """
    if decimals is not None and (type(decimals) is not int or decimals < 0):
        msg = f"decimals must be an integer, 0 or more, not {decimals!r}"
        raise ValueError(msg)
    printing = _Printing(decimals)
    given = {"indicators": indicators, **{name: part for name, part in parts.items() if part is not None}}
    data = {
        name: (printing.rows if name in _ROWS else printing.texts)(part, f"$.{name}") for name, part in given.items()
    }
    if printing.problems:
        raise ContractError(tuple(printing.problems))
    return form_from(data)


@frozen
class _Printing:
    """
    Values as a form would print them, and what cannot be printed.
    """

    decimals: int | None
    problems: list[Problem] = field(factory=list)

    def rows(self, value: Any, path: str) -> Any:
        if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
            return value
        found = list(value)
        wrong = [(index, row) for index, row in enumerate(found) if not isinstance(row, Mapping)]
        for index, row in wrong:
            self._refuse(f"{path}[{index}]", _NO_ROW, value=row)
        return [] if wrong else self.texts(found, path)

    def texts(self, value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            return {str(key): self.texts(inner, f"{path}.{key}") for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.texts(inner, f"{path}[{index}]") for index, inner in enumerate(value)]
        return self._text(value, path)

    def _text(self, value: Any, path: str) -> Any:
        if isinstance(value, bool):
            return value
        if _is_missing(value):
            return None
        if isinstance(value, str | Integral):
            return str(value)
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        is_float = isinstance(value, Real) and not isinstance(value, Rational)
        if is_float and self.decimals is None:
            return self._refuse(path, _NO_DECIMALS, kind=type(value).__name__)
        # a float stands for the shortest decimal that it prints as
        exact = value if isinstance(value, Decimal) else Decimal(str(value)) if is_float else None
        if exact is None or not exact.is_finite():
            return self._refuse(path, _NO_VALUE, value=value)
        return f"{exact if self.decimals is None else HALF_UP.rounded(exact, self.decimals):f}"

    def _refuse(self, path: str, reason: Text, **values: Any) -> None:
        self.problems.append(Problem(path, reason.fill(**values)))


def _is_missing(value: Any) -> bool:
    """
    None, NaN, NaT, and what else is not equal to itself; pandas' NA says that of comparing it nothing is known.
    """
    if value is None or isinstance(value, Decimal):
        return value is None or value.is_nan()
    try:
        return not value == value  # noqa: PLR0124, SIM201 - that is the question
    except TypeError:
        return True


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
