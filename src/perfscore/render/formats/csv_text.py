"""
Findings as a table in CSV, one row each.
"""

from __future__ import annotations

import csv

from collections.abc import Collection, Iterable, Mapping
from typing import IO, Any, Final

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.render import Complaint, contracts
from perfscore.render.escaping import as_cell


__all__ = ["COLUMNS", "ENCODING", "write_contracts", "write_reports"]

#: Spreadsheet programs take a file for UTF-8 only where it says so.
ENCODING: Final = "utf-8-sig"

_OF_REPORT: Final = ("file", "form", "project")
_OF_FINDING: Final = ("code", "name", "severity", "cell", "message", "stated", "expected", "derivation", "recipe")
_OF_PLACE: Final = ("page", "line", "sheet", "table", "row", "column")

#: The names in the first row: those of the JSON contract.
COLUMNS: Final = (*_OF_REPORT, *_OF_FINDING, *_OF_PLACE, "reference", "accepted")


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    One row for each finding.
    """
    write_contracts(contracts(reports, lang), (), out, lang)


def write_contracts(
    reports: Iterable[Mapping[str, Any]],
    complaints: Collection[Complaint],  # noqa: ARG001 - a row is a finding
    out: IO[str],
    lang: Language,  # noqa: ARG001 - the reports are in that language already
) -> None:
    """
    One row for each finding; no cell can start a formula.
    """
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for report in reports:
        head = [report[name] for name in _OF_REPORT]
        for finding in report["findings"]:
            place = finding["location"] or {}
            cells = [finding[name] for name in _OF_FINDING]
            where = [place.get(name) for name in _OF_PLACE]
            table.writerow(map(as_cell, (*head, *cells, *where, finding["reference"], finding.get("accepted"))))
