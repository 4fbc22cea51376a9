"""
Findings as annotations of GitHub Actions, which appear beside the file in a pull request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import IO, Any, Final

from perfscore.output import contracts
from perfscore.output.characters import in_one_line
from perfscore.report import Report
from perfscore.words import Language


__all__ = ["write_contracts", "write_reports"]

#: What the workflow commands give a meaning to: in a message, and in the properties before it.
_MESSAGE: Final = str.maketrans({"%": "%25"})
_PROPERTY: Final = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    One annotation for each finding.
    """
    write_contracts(contracts(reports, lang), out, lang)


def write_contracts(reports: Iterable[Mapping[str, Any]], out: IO[str], lang: Language) -> None:  # noqa: ARG001 - the reports are in that language already
    """
    One annotation for each finding; our severities are GitHub's.
    """
    for report in reports:
        for finding in report["findings"]:
            place = finding["location"] or _NOWHERE
            properties = {
                "file": None if report["file"] == "-" else report["file"],
                "line": place["line"],
                "title": f"{finding['code']} {finding['name']}",
            }
            listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value is not None)
            out.write(f"::{finding['severity']} {listed}::{_message(finding)}\n")


_NOWHERE: Final = MappingProxyType({"line": None})


def _property(value: object) -> str:
    return in_one_line(value).translate(_PROPERTY)


def _message(finding: Mapping[str, Any]) -> str:
    derived = f" ({finding['derivation']})" if finding["derivation"] else ""
    accepted = f" [{finding['accepted']}]" if "accepted" in finding else ""
    return in_one_line(finding["message"] + derived + accepted).translate(_MESSAGE)
