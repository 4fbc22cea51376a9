"""
What stands in a report as JSON: a class for each object, an attribute for each key, in the order in which they are written.

The JSON Schemas are generated from these classes. Values are texts as the form prints them; sentences are in the
language of the report. Within ``/1`` keys and values of enumerations may be added; readers ignore what they do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen


__all__ = [
    "BoundsRecord",
    "ChangeRecord",
    "ComplaintRecord",
    "ConfigurationRecord",
    "CoverageRecord",
    "ExplanationRecord",
    "FailureRecord",
    "FindingRecord",
    "LocationRecord",
    "RelationRecord",
    "ReportRecord",
    "ReportsRecord",
    "RoleRecord",
    "SuspectRecord",
    "UncheckedRecord",
]

RelationVerdict = Literal["exact", "rounding", "broken", "open", "unchecked"]


@frozen
class LocationRecord:
    """
    Where a cell stood in its document, counted from 1; ``cell`` is its name in a worksheet, such as ``M7``.
    """

    page: int | None
    line: int | None
    row: int | None
    column: int | None = None
    sheet: str | None = None
    table: int | None = None
    cell: str | None = None


@frozen
class ChangeRecord:
    """
    A value that would put things right.
    """

    cell: str
    stated: str | None
    value: str


@frozen
class SuspectRecord:
    """
    One cell, or the smallest set of cells, that would explain what is broken.
    """

    changes: tuple[ChangeRecord, ...]
    why: str


@frozen
class FindingRecord:
    """
    Something wrong with the form: ``cell`` is where to look first, ``cells`` all that take part.
    """

    code: str
    name: str
    severity: Literal["notice", "warning", "error"]
    cell: str
    cells: tuple[str, ...]
    message: str
    stated: str | None
    expected: str | None
    derivation: str | None
    recipe: str | None
    suspects: tuple[SuspectRecord, ...]
    location: LocationRecord | None
    reference: str
    accepted: str | None = None


@frozen
class BoundsRecord:
    """
    Between which values a result lies where inputs are missing.
    """

    low: str | None
    high: str | None
    missing: tuple[str, ...]


@frozen
class RelationRecord:
    """
    A formula that binds the cell ``result`` to the cells ``inputs``, and how it was judged.
    """

    kind: str
    result: str
    inputs: tuple[str, ...]
    verdict: RelationVerdict
    recipe: str | None
    stated: str | None
    expected: str | None
    bounds: BoundsRecord | None
    derivation: str | None


@frozen
class UncheckedRecord:
    """
    A relation that could not be judged, and why.
    """

    relation: str
    cells: tuple[str, ...]
    why: str


@frozen
class CoverageRecord:
    """
    How many relations ended how.
    """

    exact: int
    rounding: int
    broken: int
    open: int
    unchecked: tuple[UncheckedRecord, ...]


@frozen
class FailureRecord:
    """
    A rule, or the search for suspects, that failed.
    """

    rule: str
    error: str


@frozen
class ConfigurationRecord:
    """
    The configuration that held, and what it did to the findings: how many it left out, accepted or gave another severity.
    """

    file: str
    left_out: int = 0
    accepted: int = 0
    changed: int = 0


@frozen
class ReportRecord:
    """
    What was found out about one form.
    """

    schema: Literal["perfscore/report/1"]
    file: str | None
    form: int
    title: str | None
    year: str | None
    project: str | None
    department: str | None
    unit: str | None
    rulebook: str
    configuration: ConfigurationRecord | None
    verdict: Literal["consistent", "partial", "inconsistent", "unchecked"]
    stated: Mapping[str, str] = field(hash=False)
    expected: Mapping[str, str] = field(hash=False)
    relations: tuple[RelationRecord, ...]
    findings: tuple[FindingRecord, ...]
    suspects: tuple[SuspectRecord, ...]
    coverage: CoverageRecord
    failures: tuple[FailureRecord, ...] = ()


@frozen
class ComplaintRecord:
    """
    What is to be said of a file that could not be read or checked.
    """

    file: str
    message: str


@frozen
class ReportsRecord:
    """
    What ``perfscore check --format json`` prints.
    """

    schema: Literal["perfscore/reports/1"]
    reports: tuple[ReportRecord, ...]
    complaints: tuple[ComplaintRecord, ...] = ()


@frozen
class RoleRecord:
    """
    The part of an explained cell in one relation.
    """

    relation: str
    role: Literal["result", "input"]
    verdict: RelationVerdict
    why: str | None
    recipe: str | None
    result: str
    stated: str | None
    expected: str | None
    derivation: str | None


@frozen
class ExplanationRecord:
    """
    How one cell is computed, and which relations it takes part in.
    """

    schema: Literal["perfscore/explanation/1"]
    cell: str
    label: str
    stated: str | None
    expected: str | None
    derivation: str | None
    suspect: SuspectRecord | None
    relations: tuple[RoleRecord, ...]
