"""
Comparisons as dictionaries, their sentences in one language.
"""

from __future__ import annotations

from typing import Any

from perfscore.bilingual import Language
from perfscore.checking.report import Finding
from perfscore.comparing.comparison import Comparison, Comparisons, Versions
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.contract.schema import COMPARISON, COMPARISONS
from perfscore.form import Place
from perfscore.relations.places import cell_of


__all__ = ["comparison_to", "comparisons_to"]


def comparison_to(comparison: Comparison, lang: Language) -> dict[str, Any]:
    """
    One comparison; *certainty* is a number from 0 to 1.
    """
    return {
        "schema": COMPARISON,
        "kind": comparison.kind,
        "guessed": comparison.guessed,
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "findings": [_difference(finding, lang) for finding in comparison.findings],
        "pairs": [
            {
                "before": pair.before[0] if len(pair.before) == 1 else list(pair.before),
                "after": pair.after[0] if len(pair.after) == 1 else list(pair.after),
                "certainty": pair.certainty / 100,
            }
            for pair in comparison.pairs
        ],
        "unmatched": {"before": list(comparison.unmatched.before), "after": list(comparison.unmatched.after)},
        **({} if comparison.versions is None else _versions(comparison.versions, lang)),
    }


def comparisons_to(comparisons: Comparisons, lang: Language) -> dict[str, Any]:
    """
    Many comparisons, and what was found about the whole.
    """
    return {
        "schema": COMPARISONS,
        "comparisons": [comparison_to(comparison, lang) for comparison in comparisons.comparisons],
        "findings": [
            {**_difference(finding, lang), "before_file": finding.before_file, "file": finding.file}
            for finding in comparisons.findings
        ],
        "unmatched": {
            "before": [_side(entry) for entry in comparisons.unmatched_before],
            "after": [_side(entry) for entry in comparisons.unmatched_after],
        },
    }


def _side(entry: Entry) -> dict[str, Any]:
    return {"file": entry.file, "form": entry.index, "project": entry.form.project, "year": entry.form.year}


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
        "before_location": _location(finding.before_place),
        "location": _location(finding.place),
    }


def _versions(versions: Versions, lang: Language) -> dict[str, Any]:
    totals = [
        {"stated": report.stated.get("total.score"), "expected": report.expected.get("total.score")}
        for report in (versions.before, versions.after)
    ]
    return {
        "mended": [_finding(finding, lang) for finding in versions.mended],
        "new": [_finding(finding, lang) for finding in versions.new],
        "totals": {"before": totals[0], "after": totals[1]},
    }


def _finding(finding: Finding, lang: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "cell": finding.cell,
        "message": f"{finding.label.say(lang)}: {finding.say(lang)}",
        "stated": finding.stated,
        "expected": finding.expected,
    }


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    more = {name: value for name in ("column", "sheet", "table") if (value := getattr(place, name)) is not None}
    cell = cell_of(place)
    return {"page": place.page, "line": place.line, "row": place.row, **more, **({"cell": cell} if cell else {})}
