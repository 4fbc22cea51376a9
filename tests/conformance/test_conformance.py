"""
The conformance suite: forms in our own words, each with what any implementation of the contract must say of it.

The README beside this file says how the cases are read.
"""

from __future__ import annotations

import json

from pathlib import Path

import pytest

import perfscore

from perfscore import form_from


FOLDER = Path(__file__).parent
CASES = [
    case for path in sorted(FOLDER.glob("*.json")) for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
]
FORMS = [case for case in CASES if "form" in case]
COMPARED = [case for case in CASES if "form" not in case]


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def matches(found, wanted):
    """
    Whether each key of *wanted* is in *found* with its value, or with one of several admissible ones.
    """
    return all(
        found.get(key) in value if isinstance(value, list) else found.get(key) == value for key, value in wanted.items()
    )


def complaints(report, expect):
    """
    What a report says otherwise than a case expects.
    """
    findings = [(one["code"], one["cell"]) for one in report["findings"]]
    errors = sorted((one["code"], one["cell"]) for one in report["findings"] if one["severity"] == "error")
    if "verdict" in expect and report["verdict"] != expect["verdict"]:
        yield f"verdict {report['verdict']}, not {expect['verdict']}"
    for wanted in expect.get("relations", ()):
        if not any(matches(one, wanted) for one in report["relations"]):
            same = [
                one
                for one in report["relations"]
                if one["kind"] == wanted["kind"] and one["result"] == wanted["result"]
            ]
            yield f"no relation {wanted}, but {same}"
    for code, *cell in expect.get("findings", ()):
        if not any(found[0] == code and found[1:][: len(cell)] == tuple(cell) for found in findings):
            yield f"no {code} at {cell}, but {findings}"
    if "errors" in expect and errors != sorted(map(tuple, expect["errors"])):
        yield f"errors {errors}, not {expect['errors']}"
    for prefix in expect.get("absent", ()):
        if any(code.startswith(prefix) for code, _ in findings):
            yield f"{prefix} among {findings}"


@named(FORMS)
def test_a_form_is_judged_as_the_case_says(case):
    report = perfscore.check(form_from(case["form"]), rulebook=case.get("rulebook", "national")).to_dict("en")

    assert list(complaints(report, case["expect"])) == []


def compared(case):
    """
    What comparing the documents of a case finds, in the whole and in each pair.
    """
    forms = [form_from(form) for form in case.get("forms", ())]
    if "summary" in case:
        found = perfscore.compare(perfscore.Summary(tuple(map(form_from, case["summary"]))), forms)
    elif "forms" in case:
        found = perfscore.compare(forms)
    else:
        return perfscore.compare(
            form_from(case["before"]), form_from(case["after"]), kind=case.get("kind", "targets")
        ).findings
    return (*found.findings, *(one for comparison in found.comparisons for one in comparison.findings))


@named(COMPARED)
def test_documents_differ_as_the_case_says(case):
    found = [[one.code, one.direction] for one in compared(case)]

    assert sorted(found, key=repr) == sorted(case["expect"]["differences"], key=repr)


def test_a_wrong_report_would_be_seen():
    """
    Every kind of expectation fails where the opposite is said.
    """
    report = {
        "verdict": "consistent",
        "relations": [{"kind": "rate", "result": "funds[0].rate", "verdict": "exact"}],
        "findings": [{"code": "S303", "cell": "indicators[0].score", "severity": "error"}],
    }
    wrong = {
        "verdict": "inconsistent",
        "relations": [{"kind": "rate", "result": "funds[0].rate", "verdict": ["broken", "open"]}],
        "findings": [["S303", "indicators[1].score"], ["S302"]],
        "errors": [],
        "absent": ["S3"],
    }
    right = {
        "verdict": "consistent",
        "relations": [{"kind": "rate", "result": "funds[0].rate", "verdict": "exact"}],
        "findings": [["S303"], ["S303", "indicators[0].score"]],
        "errors": [["S303", "indicators[0].score"]],
        "absent": ["S302"],
    }

    assert len(list(complaints(report, wrong))) == 6
    assert list(complaints(report, right)) == []


def test_cases_are_many_and_their_names_unique():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 400
