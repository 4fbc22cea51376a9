"""
Findings as annotations of GitHub Actions, which appear beside the file in a pull request.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import IO, Any, Final

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.render import Complaint, contracts
from perfscore.render.escaping import in_one_line


__all__ = ["write_contracts", "write_reports"]

#: What the workflow commands give a meaning to: in a message, and in the properties before it.
_MESSAGE: Final = str.maketrans({"%": "%25"})
_PROPERTY: Final = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    One annotation for each finding.
    """
    write_contracts(contracts(reports, lang), (), out, lang)


def write_contracts(
    reports: Iterable[Mapping[str, Any]],
    complaints: Collection[Complaint],
    out: IO[str],
    lang: Language,  # noqa: ARG001 - the reports are in that language already
) -> None:
    """
    One annotation for each finding and each file that could not be read; our severities are GitHub's.

    What somebody has accepted is a notice: nothing turns red over it.
    """
    for report in reports:
        for finding in report["findings"]:
            line = finding["location"] and finding["location"]["line"]
            title = f"{finding['code']} {finding['name']}"
            severity = "notice" if "accepted" in finding else finding["severity"]
            out.write(f"::{severity} {_place(report['file'], line, title)}::{_message(finding)}\n")
    for file, text in complaints:
        out.write(f"::error {_place(file, None, 'perfscore')}::{_words(text)}\n")


def _place(file: str | None, line: int | None, title: str) -> str:
    properties = {"file": None if file == "-" else file, "line": line, "title": title}
    return ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value is not None)


def _property(value: object) -> str:
    return in_one_line(value).translate(_PROPERTY)


def _message(finding: Mapping[str, Any]) -> str:
    derived = f" ({finding['derivation']})" if finding["derivation"] else ""
    accepted = f" [{finding['accepted']}]" if "accepted" in finding else ""
    return _words(finding["message"] + derived + accepted)


def _words(text: str) -> str:
    return in_one_line(text).translate(_MESSAGE)
