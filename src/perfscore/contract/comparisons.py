"""
Comparisons as dictionaries, their sentences in one language.
"""

from __future__ import annotations

from typing import Any, Final

from perfscore.bilingual import Language, require_language
from perfscore.checking.report import Finding, Report
from perfscore.comparing.comparison import Comparison, Comparisons
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.contract.comparison_records import (
    ComparisonRecord,
    ComparisonsRecord,
    DifferenceRecord,
    FolderDifferenceRecord,
    PairRecord,
    SideRecord,
    TotalRecord,
    TotalsRecord,
    UnmatchedRecord,
    UnmatchedSidesRecord,
    VersionFindingRecord,
)
from perfscore.contract.reports import location_of
from perfscore.structuring import plain


__all__ = ["comparison_to", "comparisons_to"]

#: Keys that only some comparisons have.
_SPARSE: Final = frozenset({"accepted", "complaints", "column", "sheet", "table"})
_OF_VERSIONS: Final = frozenset({"mended", "new", "totals"})


def comparison_to(comparison: Comparison, lang: Language) -> dict[str, Any]:
    """
    One comparison as the contract's dictionary.

    :raises ValueError: for a language that is neither ``zh`` nor ``en``.
    """
    require_language(lang)
    return _write(_comparison(comparison, lang))


def comparisons_to(comparisons: Comparisons, lang: Language) -> dict[str, Any]:
    """
    Many comparisons, and what was found about the whole.

    :raises ValueError: for a language that is neither ``zh`` nor ``en``.
    """
    require_language(lang)
    record = ComparisonsRecord(
        "perfscore/comparisons/1",
        (),
        tuple(
            FolderDifferenceRecord(**_difference(one, lang), before_file=one.before_file, file=one.file)
            for one in comparisons.findings
        ),
        UnmatchedSidesRecord(
            tuple(map(_side, comparisons.unmatched_before)), tuple(map(_side, comparisons.unmatched_after))
        ),
    )
    written: dict[str, Any] = plain(record, sparse=_SPARSE)
    written["comparisons"] = [comparison_to(comparison, lang) for comparison in comparisons.comparisons]
    return written


def _write(record: ComparisonRecord) -> dict[str, Any]:
    without = _OF_VERSIONS if record.totals is None else frozenset[str]()
    written: dict[str, Any] = plain(record, sparse=_SPARSE, without=without)
    return written


def _comparison(comparison: Comparison, lang: Language) -> ComparisonRecord:
    versions = comparison.versions
    return ComparisonRecord(
        schema="perfscore/comparison/1",
        kind=comparison.kind,
        guessed=comparison.guessed,
        before=_side(comparison.before),
        after=_side(comparison.after),
        findings=tuple(DifferenceRecord(**_difference(one, lang)) for one in comparison.findings),
        pairs=tuple(
            PairRecord(_one_or_several(pair.before), _one_or_several(pair.after), pair.certainty / 100)
            for pair in comparison.pairs
        ),
        unmatched=UnmatchedRecord(comparison.unmatched.before, comparison.unmatched.after),
        mended=None if versions is None else tuple(_finding(one, lang) for one in versions.mended),
        new=None if versions is None else tuple(_finding(one, lang) for one in versions.new),
        totals=None if versions is None else TotalsRecord(_total(versions.before), _total(versions.after)),
    )


def _side(entry: Entry) -> SideRecord:
    return SideRecord(entry.file, entry.index, entry.form.project, entry.form.year)


def _one_or_several(cells: tuple[str, ...]) -> str | tuple[str, ...]:
    return cells[0] if len(cells) == 1 else cells


def _difference(finding: Difference, lang: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "direction": finding.direction,
        "before_cell": finding.before_cell,
        "cell": finding.cell,
        "before": finding.before,
        "after": finding.after,
        "message": finding.message_in(lang),
        "before_location": location_of(finding.before_place),
        "location": location_of(finding.place),
        "accepted": finding.accepted,
    }


def _total(report: Report) -> TotalRecord:
    return TotalRecord(report.stated.get("total.score"), report.expected.get("total.score"))


def _finding(finding: Finding, lang: Language) -> VersionFindingRecord:
    return VersionFindingRecord(
        finding.code, finding.severity.value, finding.cell, finding.message_in(lang), finding.stated, finding.expected
    )
