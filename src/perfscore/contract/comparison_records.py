"""
What stands in a comparison as JSON: a class for each object, an attribute for each key, in the order in which they are written.

Values are texts as the documents print them; sentences are in the language of the comparison.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from perfscore.contract.records import LocationRecord


__all__ = [
    "ComparisonRecord",
    "ComparisonsRecord",
    "DifferenceRecord",
    "FolderDifferenceRecord",
    "PairRecord",
    "SideRecord",
    "TotalRecord",
    "TotalsRecord",
    "UnmatchedRecord",
    "UnmatchedSidesRecord",
    "VersionFindingRecord",
]

_Severity = Literal["notice", "warning", "error"]


@frozen
class SideRecord:
    """
    One of the two documents; ``form`` is the place of the form in its file, from 0.
    """

    file: str
    form: int
    project: str | None
    year: str | None


@frozen(kw_only=True)
class DifferenceRecord:
    """
    A difference: ``before_cell`` and ``cell`` are addresses in the first and the second document.
    """

    code: str
    name: str
    severity: _Severity
    direction: str | None
    before_cell: str | None
    cell: str | None
    before: str | None
    after: str | None
    message: str
    before_location: LocationRecord | None
    location: LocationRecord | None
    #: why somebody has accepted it; only where somebody has
    accepted: str | None = None


@frozen(kw_only=True)
class FolderDifferenceRecord(DifferenceRecord):
    """
    A difference that concerns a whole folder, with the files of its two cells.
    """

    before_file: str
    file: str


@frozen
class PairRecord:
    """
    Rows that are one and the same, several where a row was split or merged; ``certainty`` is from 0 to 1.
    """

    before: str | tuple[str, ...]
    after: str | tuple[str, ...]
    #: the one number that is a JSON number: no document prints it
    certainty: float


@frozen
class UnmatchedRecord:
    """
    The addresses of rows that have no partner.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen
class VersionFindingRecord:
    """
    A finding of checking one of two versions.
    """

    code: str
    severity: _Severity
    cell: str
    message: str
    stated: str | None
    expected: str | None


@frozen
class TotalRecord:
    """
    The total score as printed and as recomputed.
    """

    stated: str | None
    expected: str | None


@frozen
class TotalsRecord:
    """
    What became of the total.
    """

    before: TotalRecord
    after: TotalRecord


@frozen
class ComparisonRecord:
    """
    Two documents compared. ``mended``, ``new`` and ``totals`` stand where two versions are compared.
    """

    schema: Literal["perfscore/comparison/1"]
    kind: Literal["targets", "versions", "years", "summary"]
    guessed: bool
    before: SideRecord
    after: SideRecord
    findings: tuple[DifferenceRecord, ...]
    pairs: tuple[PairRecord, ...]
    unmatched: UnmatchedRecord
    mended: tuple[VersionFindingRecord, ...] | None = None
    new: tuple[VersionFindingRecord, ...] | None = None
    totals: TotalsRecord | None = None


@frozen
class UnmatchedSidesRecord:
    """
    The documents that have no partner.
    """

    before: tuple[SideRecord, ...]
    after: tuple[SideRecord, ...]


@frozen
class ComparisonsRecord:
    """
    Many documents compared; ``findings`` concern the whole, ``complaints`` documents that were not compared.
    """

    schema: Literal["perfscore/comparisons/1"]
    comparisons: tuple[ComparisonRecord, ...]
    findings: tuple[FolderDifferenceRecord, ...]
    unmatched: UnmatchedSidesRecord
    complaints: tuple[str, ...] | None = None
