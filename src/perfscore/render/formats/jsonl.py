"""
Reports as lines of JSON: each a whole report, written as soon as its form was checked.
"""

from __future__ import annotations

import json

from collections.abc import Collection, Iterable
from typing import IO

from perfscore.checking.report import Report
from perfscore.render.formats.json_text import escape_marks
from perfscore.render.writer import Complaint, Style, as_contract


__all__ = ["piece", "write"]


def piece(report: Report, file: str, form: int, style: Style) -> str:
    """
    The report as a line.
    """
    contract = as_contract(report, file, form, style)
    return escape_marks(json.dumps(contract, ensure_ascii=False, separators=(",", ":"))) + "\n"


def write(pieces: Iterable[str], _complaints: Collection[Complaint], out: IO[str], _style: Style) -> None:
    """
    One line for each report, handed on at once: who reads a pipe need not wait for the last file.
    """
    for line in pieces:
        out.write(line)
        out.flush()
