"""
Findings as annotations of GitHub Actions, which appear beside the file in a pull request.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import IO, Any, Final

from perfscore.checking.report import Report
from perfscore.render.escaping import in_one_line
from perfscore.render.writer import Complaint, Style, as_contract


__all__ = ["piece", "write"]

#: What the workflow commands give a meaning to: in a message, and in the properties before it.
_MESSAGE: Final = str.maketrans({"%": "%25"})
_PROPERTY: Final = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def piece(report: Report, file: str, form: int, style: Style) -> str:
    """
    One annotation for each finding; our severities are GitHub's.

    What somebody has accepted is a notice: nothing turns red over it.
    """
    return "".join(_annotations(as_contract(report, file, form, style)))


def write(pieces: Iterable[str], complaints: Collection[Complaint], out: IO[str], _style: Style) -> None:
    """
    The annotations, and one for each file that could not be read.
    """
    out.writelines(pieces)
    for file, text in complaints:
        out.write(f"::error {_place(file, None, 'perfscore')}::{_words(text)}\n")


def _annotations(report: Mapping[str, Any]) -> Iterator[str]:
    """
    An annotation for each finding; the configuration that held is named, so that its silence is not taken for a clean form.
    """
    if report["configuration"]:
        done = "; ".join(f"{key}: {value}" for key, value in report["configuration"].items())
        yield f"::notice {_place(report['file'], None, 'perfscore configuration')}::{_words(done)}\n"
    for finding in report["findings"]:
        line = finding["location"] and finding["location"]["line"]
        title = f"{finding['code']} {finding['name']}"
        severity = "notice" if "accepted" in finding else finding["severity"]
        yield f"::{severity} {_place(report['file'], line, title)}::{_message(finding)}\n"


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
