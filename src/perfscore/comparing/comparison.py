"""
What a comparison comes to: of two forms, and of many.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from attrs import frozen

from perfscore.bilingual import Language, preferred_language
from perfscore.checking.report import Finding, Report
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.display import DisplayedComparison, DisplayedComparisons
from perfscore.relations.places import place_text


__all__ = ["Comparison", "Comparisons", "Kind", "Matched", "Unmatched", "Versions"]

#: What is compared: approved targets with the self-evaluation, two versions of it, two years, a summary's row with a form.
Kind = Literal["targets", "versions", "years", "summary"]


@frozen
class Matched:
    """
    Rows that are one and the same, by their addresses; several where a row was split or merged. *certainty* is in per cent.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    certainty: int

    @property
    def is_uncertain(self) -> bool:
        """
        Whether somebody should look at the pair.
        """
        return self.certainty < _SURE


#: Per cent. What is matched less surely is said to be uncertain.
_SURE = 75


@frozen
class Unmatched:
    """
    The rows that have no partner on the other side, by their addresses.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@frozen
class Versions:
    """
    What checking each of two versions says: *mended* was found in the first only, *new* in the second only.
    """

    before: Report
    after: Report
    mended: tuple[Finding, ...]
    new: tuple[Finding, ...]


@frozen
class Comparison(DisplayedComparison):
    """
    Two documents compared.

    *guessed* tells that nobody named the *kind*. *versions* is filled where two versions were compared.
    """

    kind: Kind
    before: Entry
    after: Entry
    findings: tuple[Difference, ...]
    pairs: tuple[Matched, ...]
    unmatched: Unmatched
    guessed: bool = False
    versions: Versions | None = None

    def rows(self, lang: Language | None = None) -> Iterator[dict[str, Any]]:
        """
        A plain row for each finding, for a table or a DataFrame.
        """
        return (_plain(finding, self.kind, lang or preferred_language()) for finding in self.findings)


@frozen
class Comparisons(DisplayedComparisons):
    """
    Many documents compared: *comparisons* of those that belong together, and *findings* about the whole.

    *unmatched* are the entries that have no partner, by side.
    """

    comparisons: tuple[Comparison, ...] = ()
    findings: tuple[Difference, ...] = ()
    unmatched_before: tuple[Entry, ...] = ()
    unmatched_after: tuple[Entry, ...] = ()

    def rows(self, lang: Language | None = None) -> Iterator[dict[str, Any]]:
        """
        A plain row for each finding of the whole and of every comparison.
        """
        said = lang or preferred_language()
        yield from (_plain(finding, "folder", said) for finding in self.findings)
        for comparison in self.comparisons:
            yield from comparison.rows(said)


def _plain(finding: Difference, kind: str, lang: Language) -> dict[str, Any]:
    return {
        "kind": kind,
        "before_file": finding.before_file,
        "file": finding.file,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "direction": finding.direction,
        "before_cell": finding.before_cell,
        "cell": finding.cell,
        "before": finding.before,
        "after": finding.after,
        "message": finding.message_in(lang),
        "before_place": place_text(finding.before_place, lang),
        "place": place_text(finding.place, lang),
        "accepted": finding.accepted,
    }
