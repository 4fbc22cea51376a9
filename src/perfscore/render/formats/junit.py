"""
Reports as JUnit XML, which every CI server shows: a suite for each form, a case for each finding.

An error is a failure, a file that could not be read an error. Warnings, notices and what somebody has accepted are skipped cases with their words: visible,
yet nothing turns red over them.
"""

from __future__ import annotations

import io

from collections.abc import Collection, Iterable, Mapping
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from perfscore.checking.report import Report
from perfscore.render.escaping import in_xml
from perfscore.render.writer import Complaint, Style, as_contract


__all__ = ["piece", "write"]


def piece(report: Report, file: str, form: int, style: Style) -> str:
    """
    One suite for the form.
    """
    suite = io.StringIO()
    _write_suite(as_contract(report, file, form, style), suite)
    return suite.getvalue()


def write(pieces: Iterable[str], complaints: Collection[Complaint], out: IO[str], _style: Style) -> None:
    """
    The suites, and one for each file that could not be read.
    """
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="perfscore">\n')
    out.writelines(pieces)
    for file, text in complaints:
        _write_error(file, text, out)
    out.write("</testsuites>\n")


def _write_suite(report: Mapping[str, Any], out: IO[str]) -> None:
    findings = report["findings"]
    name = f"{report['file']}#{report['form']}"
    failures = sum(_fails(finding) for finding in findings)
    # A form with nothing to find has one case, which says so; a suite without cases looks as if nothing had run.
    nothing_checked = not findings and report["verdict"] == "unchecked"
    skipped = len(findings) - failures + nothing_checked
    numbers = f'tests="{len(findings) or 1}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    out.write(f" <testsuite name={_quote(name)} {numbers}>\n")
    _write_properties(report, out)
    for finding in findings:
        _write_case(finding, name, out)
    if not findings:
        only = '<skipped message="unchecked"/>' if nothing_checked else ""
        out.write(f"  <testcase name={_quote(report['verdict'])} classname={_quote(name)}>{only}</testcase>\n")
    out.write(" </testsuite>\n")


def _write_properties(report: Mapping[str, Any], out: IO[str]) -> None:
    """
    The verdict, and the configuration that held with what it did.
    """
    named = {"verdict": report["verdict"], **(report["configuration"] or {})}
    listed = "".join(f"<property name={_quote(key)} value={_quote(value)}/>" for key, value in named.items())
    out.write(f"  <properties>{listed}</properties>\n")


def _write_error(file: str, text: str, out: IO[str]) -> None:
    out.write(
        f' <testsuite name={_quote(file)} tests="1" failures="0" errors="1" skipped="0" time="0">\n'
        f"  <testcase name={_quote(file)} classname={_quote(file)}>"
        f'<error type="complaint" message={_quote(text)}/></testcase>\n </testsuite>\n'
    )


def _write_case(finding: Mapping[str, Any], classname: str, out: IO[str]) -> None:
    title = f"{finding['code']} {finding['name']} {finding['cell']}"
    severity, message = finding["severity"], finding["message"]
    out.write(f"  <testcase name={_quote(title)} classname={_quote(classname)}>")
    if _fails(finding):
        more = "\n".join(str(finding[key]) for key in ("message", "derivation", "reference") if finding[key])
        out.write(f'<failure type="error" message={_quote(message)}>{escape(in_xml(more))}</failure>')
    else:
        accepted = f" ({finding['accepted']})" if "accepted" in finding else ""
        out.write(f"<skipped message={_quote(f'{severity}: {message}{accepted}')}/>")
    out.write("</testcase>\n")


def _fails(finding: Mapping[str, Any]) -> bool:
    return finding["severity"] == "error" and "accepted" not in finding


def _quote(text: object) -> str:
    return quoteattr(in_xml(text))
