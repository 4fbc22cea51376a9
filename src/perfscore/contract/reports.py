"""
Reports and explanations as dictionaries, their sentences in one language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from perfscore.bilingual import Language, require_language
from perfscore.checking.report import Finding, Report
from perfscore.contract.records import (
    BoundsRecord,
    ChangeRecord,
    ConfigurationRecord,
    CoverageRecord,
    ExplanationRecord,
    FailureRecord,
    FindingRecord,
    LocationRecord,
    RelationRecord,
    ReportRecord,
    RoleRecord,
    SuspectRecord,
    UncheckedRecord,
)
from perfscore.contract.schema import EXPLANATION, REPORT
from perfscore.form import Place
from perfscore.relations.labels import WHY
from perfscore.relations.places import cell_of
from perfscore.structuring import plain


if TYPE_CHECKING:
    from perfscore.checking.explain import Explanation
    from perfscore.suspects import Suspect

__all__ = ["explanation_to", "location_of", "report_to"]

#: What only some reports have appears where there is any.
_SPARSE: Final = frozenset({"failures", "accepted", "column", "sheet", "table", "cell"})


def report_to(report: Report, lang: Language, *, file: str | None = None, form: int = 0) -> dict[str, Any]:
    """
    The report as the contract's dictionary, its sentences in *lang*; *file* and *form* say which form was checked.

    What only some reports have (failures of rules, reasons why a finding was accepted) appears where there is any.

    :raises ValueError: for a language that is neither ``zh`` nor ``en``.
    """
    require_language(lang)
    head, use = report.form, report.configuration
    record = ReportRecord(
        schema=REPORT,
        file=file,
        form=form,
        title=head.title,
        year=head.year,
        project=head.project,
        department=head.department,
        unit=head.unit,
        rulebook=report.rulebook,
        configuration=None if use is None else ConfigurationRecord(use.file, use.left_out, use.accepted, use.changed),
        verdict=report.verdict,
        stated=report.stated,
        expected=report.expected,
        relations=tuple(_relations(report)),
        findings=tuple(_finding(finding, lang) for finding in report.findings),
        suspects=tuple(_suspect(suspect, lang) for suspect in report.suspects),
        coverage=_coverage(report, lang),
        # after the suspects, whose search may be what failed
        failures=tuple(FailureRecord(failure.rule, failure.error) for failure in report.failures),
    )
    written: dict[str, Any] = plain(record, sparse=_SPARSE)
    return written


def _relations(report: Report) -> Iterator[RelationRecord]:
    for relation in report.relations:
        yield RelationRecord(
            kind=relation.kind,
            result=relation.result,
            inputs=relation.inputs,
            verdict=relation.verdict.value,
            recipe=relation.recipe,
            stated=relation.stated,
            expected=relation.expected,
            bounds=None if relation.bounds is None else BoundsRecord(*relation.bounds, relation.missing),
            derivation=relation.derivation,
        )


def _coverage(report: Report, lang: Language) -> CoverageRecord:
    coverage = report.coverage
    unchecked = tuple(UncheckedRecord(u.relation, u.cells, WHY[u.why].say(lang)) for u in coverage.unchecked)
    return CoverageRecord(coverage.exact, coverage.rounding, coverage.broken, coverage.open, unchecked)


def _finding(finding: Finding, lang: Language) -> FindingRecord:
    return FindingRecord(
        code=finding.code,
        name=finding.name,
        severity=finding.severity.value,
        cell=finding.cell,
        cells=finding.cells,
        message=finding.message_in(lang),
        stated=finding.stated,
        expected=finding.expected,
        derivation=finding.derivation,
        recipe=finding.recipe,
        suspects=tuple(_suspect(suspect, lang) for suspect in finding.suspects),
        location=location_of(finding.location),
        reference=finding.source.say(lang),
        accepted=finding.accepted,
    )


def location_of(place: Place | None) -> LocationRecord | None:
    """
    The place of a cell, where the document told one.
    """
    if place is None:
        return None
    return LocationRecord(place.page, place.line, place.row, place.column, place.sheet, place.table, cell_of(place))


def _suspect(suspect: Suspect, lang: Language) -> SuspectRecord:
    changes = tuple(ChangeRecord(change.cell, change.stated, change.value) for change in suspect.changes)
    return SuspectRecord(changes, suspect.why.say(lang))


def explanation_to(explanation: Explanation, lang: Language) -> dict[str, Any]:
    """
    An explanation as a plain dictionary.
    """
    roles = tuple(
        RoleRecord(
            relation=part.relation,
            role=part.role,
            verdict=part.verdict.value,
            why=WHY[part.why].say(lang) if part.why else None,
            recipe=part.recipe,
            result=part.result,
            stated=part.stated,
            expected=part.expected,
            derivation=part.derivation,
        )
        for part in explanation.parts
    )
    written: dict[str, Any] = plain(
        ExplanationRecord(
            schema=EXPLANATION,
            cell=explanation.cell,
            label=explanation.label.say(lang),
            stated=explanation.stated,
            expected=explanation.expected,
            derivation=explanation.derivation,
            suspect=_suspect(explanation.suspect, lang) if explanation.suspect else None,
            relations=roles,
        )
    )
    return written
