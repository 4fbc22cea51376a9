"""
Differences as a table in CSV, one row each.
"""

from __future__ import annotations

import csv

from collections.abc import Sequence
from typing import IO, Final

from perfscore.comparing import Comparison, Comparisons
from perfscore.render.escaping import as_cell
from perfscore.render.writer import Style


__all__ = ["COLUMNS", "write"]

#: The names of the plain rows of a comparison.
COLUMNS: Final = tuple(
    "kind before_file file code name severity direction before_cell cell before after message before_place place accepted".split()
)


def write(result: Comparison | Comparisons, _complaints: Sequence[str], out: IO[str], style: Style) -> None:
    """
    One row for each difference; no cell can start a formula.
    """
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in result.rows(style.lang):
        table.writerow([as_cell(row[name]) for name in COLUMNS])
