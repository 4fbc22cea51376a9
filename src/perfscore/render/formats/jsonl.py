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
    return (
        escape_marks(json.dumps(as_contract(report, file, form, style), ensure_ascii=False, separators=(",", ":")))
        + "\n"
    )


def write(
    pieces: Iterable[str],
    complaints: Collection[Complaint],  # noqa: ARG001 - a line is a report
    out: IO[str],
    style: Style,  # noqa: ARG001 - a line looks the same everywhere
) -> None:
    """
    One line for each report, handed on at once: who reads a pipe need not wait for the last file.
    """
    for line in pieces:
        out.write(line)
        out.flush()
