"""
Reports, forms and rules → text on a terminal, JSON, and what other tools read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Final


if TYPE_CHECKING:
    from perfscore.bilingual import Language
    from perfscore.checking.report import Report
    from perfscore.running.task import Outcome

__all__ = ["DOCUMENT_FORMATS", "FORMATS", "REPORT_FORMATS", "Complaint", "contracts", "reports_and", "write", "writer"]

#: A file, and what kept it from being read or checked.
Complaint = tuple[str, str]

#: Writers by the name of their format; imported when asked for, so that JSON never waits for the terminal library.
FORMATS: Final = MappingProxyType(
    {"text": "perfscore.render.terminal.report", "json": "perfscore.render.formats.json_text"}
)

#: Writers of reports, and of nothing else.
REPORT_FORMATS: Final = MappingProxyType(
    {
        **FORMATS,
        "jsonl": "perfscore.render.formats.jsonl",
        "csv": "perfscore.render.formats.csv_text",
        "markdown": "perfscore.render.formats.markdown",
        "github": "perfscore.render.formats.github",
        "junit": "perfscore.render.formats.junit",
        "sarif": "perfscore.render.formats.sarif",
        "html": "perfscore.render.html",
    }
)


#: Writers of whole documents: each has ``annotated``, which takes the document that was read and gives its copy.
DOCUMENT_FORMATS: Final = MappingProxyType(
    {"xlsx": "perfscore.render.office.xlsx", "docx": "perfscore.render.office.docx"}
)


def writer(name: str) -> Any:
    """
    The module that writes the format *name*.

    Every one but those of documents has ``write_reports``.
    Those that need nothing but the contract's dictionaries also have ``write_contracts``, which another process may feed.
    """
    return import_module(REPORT_FORMATS.get(name) or DOCUMENT_FORMATS[name])


def write(made: Any, outcomes: Iterable[Outcome], out: IO[str], lang: Language) -> None:
    """
    Write what a run has come to, with the writer *made* for one of the `REPORT_FORMATS`.

    Every writer but the terminal's is given the complaints too, for a reader who does not see stderr.
    """
    complaints: list[Complaint] = []
    reports = reports_and(complaints, outcomes)
    if hasattr(made, "write_contracts"):
        made.write_contracts((report for _, _, report in reports), complaints, out, lang)
    elif hasattr(made, "write_run"):
        made.write_run(reports, complaints, out, lang)
    else:
        made.write_reports(reports, out, lang)


def reports_and(complaints: list[Complaint], outcomes: Iterable[Outcome]) -> Iterator[tuple[str, int, Any]]:
    """
    The reports of a run, each with its file and its place in it; *complaints* is filled on the way.
    """
    for outcome in outcomes:
        complaints.extend((outcome.file, complaint) for complaint in outcome.complaints)
        yield from ((one.file, one.form, one.report) for one in outcome.checked)


def contracts(reports: Iterable[tuple[str, int, Report]], lang: Language) -> Iterator[dict[str, Any]]:
    """
    The reports as the contract's dictionaries, one after the other.
    """
    from perfscore.contract import report_to  # noqa: PLC0415 - the rules are listed without it

    return (report_to(report, lang, file=file, form=index) for file, index, report in reports)
