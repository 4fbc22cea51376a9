"""
Reports as lines of JSON: each a whole report, written as soon as its form was checked.
"""

from __future__ import annotations

import json

from collections.abc import Collection, Iterable, Mapping
from typing import IO, Any

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.render import Complaint, contracts
from perfscore.render.formats.json_text import escaped


__all__ = ["write_contracts", "write_reports"]


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    One line for each report.
    """
    write_contracts(contracts(reports, lang), (), out, lang)


def write_contracts(
    reports: Iterable[Mapping[str, Any]],
    complaints: Collection[Complaint],  # noqa: ARG001 - a line is a report
    out: IO[str],
    lang: Language,  # noqa: ARG001 - the reports are in that language already
) -> None:
    """
    One line for each report, handed on at once: who reads a pipe need not wait for the last file.
    """
    for report in reports:
        out.write(escaped(json.dumps(report, ensure_ascii=False, separators=(",", ":"))) + "\n")
        out.flush()
