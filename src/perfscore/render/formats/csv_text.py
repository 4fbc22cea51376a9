"""
Findings as a table in CSV, one row each.
"""

from __future__ import annotations

import csv
import io

from collections.abc import Collection, Iterable
from typing import IO, Final

from perfscore.checking.report import Report
from perfscore.render.escaping import as_cell
from perfscore.render.writer import Complaint, Style, as_contract


__all__ = ["COLUMNS", "piece", "write"]

_OF_REPORT: Final = ("file", "form", "project")
_OF_FINDING: Final = ("code", "name", "severity", "cell", "message", "stated", "expected", "derivation", "recipe")
_OF_PLACE: Final = ("page", "line", "sheet", "table", "row", "column")

#: The names in the first row: those of the JSON contract.
COLUMNS: Final = (*_OF_REPORT, *_OF_FINDING, *_OF_PLACE, "reference", "accepted")


def piece(report: Report, file: str, form: int, style: Style) -> str:
    """
    One row for each finding; no cell can start a formula.
    """
    rows = io.StringIO()
    table = csv.writer(rows, lineterminator="\n")
    contract = as_contract(report, file, form, style)
    head = [contract[name] for name in _OF_REPORT]
    for finding in contract["findings"]:
        place = finding["location"] or {}
        cells = [finding[name] for name in _OF_FINDING]
        where = [place.get(name) for name in _OF_PLACE]
        table.writerow(map(as_cell, (*head, *cells, *where, finding["reference"], finding.get("accepted"))))
    return rows.getvalue()


def write(
    pieces: Iterable[str],
    complaints: Collection[Complaint],  # noqa: ARG001 - a row is a finding
    out: IO[str],
    style: Style,  # noqa: ARG001 - the pieces are in its language already
) -> None:
    """
    The names of the columns, and the rows.
    """
    out.write(",".join(COLUMNS) + "\n")
    out.writelines(pieces)
