"""
The forms of one folder among themselves: the same project twice, the department against its projects, the same wording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from perfscore.address import cell
from perfscore.comparing.amounts import amount
from perfscore.comparing.catalogue import C831, C832, C833
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.comparing.likeness import name_key
from perfscore.comparing.sides import Sides
from perfscore.form import FundRow
from perfscore.notation.number import EXACT, Number, exact_sum, plain, split_unit


__all__ = ["within_folder"]

#: Characters, marks aside, from which on a text is long enough to have been copied.
_LONG: Final = 20
_FEWEST_PROJECTS: Final = 2
_WHOLE_DEPARTMENT: Final = "整体支出"
_PROJECTS: Final = "项目支出"
_TWO: Final = Decimal(2)


def within_folder(entries: Sequence[Entry]) -> Iterator[Difference]:
    """
    C831, C832 and C833.
    """
    yield from _duplicates(entries)
    yield from _departments(entries)
    yield from _wording(entries)


def _duplicates(entries: Sequence[Entry]) -> Iterator[Difference]:
    first: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        key = (entry.project_key, entry.unit_key, entry.year, entry.form.kind)
        if not entry.project_key:
            continue
        if key in first:
            named = entry.form.project or entry.form.title
            texts = (first[key].name or named, named)
            yield Sides(first[key], entry).difference(C831, "project", "project", texts=texts)
        else:
            first[key] = entry


def _is_department(entry: Entry) -> bool:
    return _WHOLE_DEPARTMENT in (entry.form.title or "") or _WHOLE_DEPARTMENT in (entry.form.project or "")


def _departments(entries: Sequence[Entry]) -> Iterator[Difference]:
    """
    The row of project spending in a department's form against the total rows of its projects.

    Only that row can be held against the projects: the department also spends on itself (基本支出).
    """
    for department in filter(_is_department, entries):
        row = next((i for i, row in enumerate(department.form.funds) if _PROJECTS in (row.name or "")), None)
        projects = [entry for entry in entries if _belongs(entry, department)]
        if row is None or len(projects) < _FEWEST_PROJECTS:
            continue
        for column in ("initial", "budget", "executed"):
            yield from _against_projects(department, row, projects, column)


def _belongs(entry: Entry, department: Entry) -> bool:
    if _is_department(entry) or entry.form.kind != department.form.kind:
        return False
    names = {name_key(entry.form.department), name_key(entry.form.unit)} - {""}
    return entry.year == department.year and department.unit_key in names


def _against_projects(department: Entry, row: int, projects: Sequence[Entry], column: str) -> Iterator[Difference]:
    stated = amount(department.form, getattr(department.form.funds[row], column), projects[0].form)
    amounts = [amount(project.form, getattr(_total(project), column, None), department.form) for project in projects]
    known = [figure for figure in amounts if figure is not None]
    if stated is None or len(known) < len(projects):
        return
    if _may_be_sum(stated, known):
        return
    total = exact_sum(figure.value for figure in known)
    factor = split_unit(department.form.currency_unit or projects[0].form.currency_unit or "")[0]
    said = plain(EXACT.divide(total, factor), 0, max(stated.places + factor.adjusted(), 0))
    at = cell("funds", row, column)
    texts = (getattr(department.form.funds[row], column), said)
    yield Sides(department, department).difference(C832, at, at, texts=texts, count=len(projects))


def _may_be_sum(stated: Number, parts: Sequence[Number]) -> bool:
    """
    Whether the sum may be the stated one, each part being off by up to half a unit of its last place.
    """
    apart = abs(EXACT.subtract(stated.value, exact_sum(part.value for part in parts)))
    return EXACT.multiply(apart, _TWO) <= exact_sum(Decimal(1).scaleb(-figure.places) for figure in (stated, *parts))


def _total(entry: Entry) -> FundRow | None:
    return next((row for row in entry.form.funds if row.role == "total"), None)


def _wording(entries: Sequence[Entry]) -> Iterator[Difference]:
    """
    Long actual values and reasons that stand word for word in the forms of several projects.
    """
    said: defaultdict[str, dict[tuple[str, str], tuple[Entry, str]]] = defaultdict(dict)
    for entry in entries:
        for index, row in enumerate(entry.form.indicators):
            for column in ("actual", "reason"):
                key = name_key(getattr(row, column))
                if len(key) >= _LONG:
                    said[key].setdefault(
                        (entry.project_key, entry.unit_key), (entry, cell("indicators", index, column))
                    )
    for found in said.values():
        if len(found) > 1:
            (first, one), (second, other), *_ = found.values()
            yield Sides(first, second).difference(C833, one, other, count=len(found))
