"""
Findings as a table in CSV, one row each.
"""

from __future__ import annotations

import csv
import io

from collections.abc import Collection, Iterable
from typing import IO, Final

from perfscore.checking.report import Report
from perfscore.contract.rows import FINDING_COLUMNS, finding_rows
from perfscore.render.escaping import as_cell
from perfscore.render.writer import Complaint, Style, as_contract


__all__ = ["COLUMNS", "piece", "write"]

#: The names in the first row.
COLUMNS: Final = (*FINDING_COLUMNS, "verdict", "configuration")


def piece(report: Report, file: str, form: int, style: Style) -> str:
    """
    One row for each finding; no cell can start a formula.
    """
    rows = io.StringIO()
    table = csv.writer(rows, lineterminator="\n")
    contract = as_contract(report, file, form, style)
    configuration = contract["configuration"]
    of_report = (contract["verdict"], configuration and configuration["file"])
    for finding in finding_rows(contract):
        table.writerow(map(as_cell, (*finding.values(), *of_report)))
    return rows.getvalue()


def write(pieces: Iterable[str], _complaints: Collection[Complaint], out: IO[str], _style: Style) -> None:
    """
    The names of the columns, and the rows.
    """
    out.write(",".join(COLUMNS) + "\n")
    out.writelines(pieces)
