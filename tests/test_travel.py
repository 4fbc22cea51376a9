"""
Every public value can be pickled, copied and compared, and hashed where it is frozen.
"""

from __future__ import annotations

import copy
import pickle

from concurrent.futures import ProcessPoolExecutor
from inspect import isclass
from pathlib import Path

import pytest

import perfscore

from perfscore.address import Address
from perfscore.running.baseline import BaselineError
from perfscore.running.configuration import Acceptance, Configuration, ConfigurationError
from perfscore.structuring import Problem, SettingsError, StructureError


EXAMPLES = Path(__file__).parents[1] / "examples"
SPOILED = perfscore.read(EXAMPLES / "one-slip.json")[0]
REPORT = perfscore.check(SPOILED)
TEXT = perfscore.Text("错", "wrong")
PROBLEMS = (Problem("$.x", TEXT),)

LOWERED = SPOILED.with_cells({"indicators[0].target": "≥1%"})
VERSIONS = perfscore.compare(SPOILED, LOWERED, kind="versions")

VALUES = {
    "Form": SPOILED,
    "Form from a document": perfscore.read(EXAMPLES / "one-slip.json")[0],
    "Indicator": perfscore.Indicator(name="x", extra={"评分标准": "缺一扣一"}),
    "FundRow": SPOILED.funds[0],
    "Goals": perfscore.Goals("a", "b"),
    "Section": perfscore.Section("产出", "50", "40"),
    "Total": SPOILED.total,
    "Cell": SPOILED.cell("total.score"),
    "Place": perfscore.Place(page=1, row=3),
    "Remark": perfscore.Remark("hidden", "x", place=perfscore.Place(row=2)),
    "Report": REPORT,
    "Finding": REPORT.findings[0],
    "Coverage": REPORT.coverage,
    "Failure": perfscore.Failure("F103", "x"),
    "Rulebook": perfscore.load_rulebook("national"),
    "Severity": perfscore.Severity.ERROR,
    "Text": TEXT,
    "Rule": perfscore.RULES[0],
    "Match": perfscore.Match("total.score", values={"sum": "9"}),
    "Suspect": REPORT.suspects[0],
    "Change": REPORT.suspects[0].changes[0],
    "Explanation": REPORT.explain("funds[0].score"),
    "Computed": perfscore.recompute(SPOILED)["funds[0].score"],
    "Comparison": perfscore.compare(SPOILED, LOWERED, kind="targets"),
    "Comparison of versions": VERSIONS,
    "Comparisons": perfscore.compare([SPOILED], [LOWERED]),
    "Difference": VERSIONS.findings[0],
    "Entry": perfscore.Entry(SPOILED, "x.json", 1),
    "Summary": perfscore.Summary((SPOILED,), file="x.csv"),
    "Address": Address("funds", 0, "score"),
    "Configuration": Configuration(severity={"F": perfscore.Severity.NOTICE}, accepted=(Acceptance("F103", "x"),)),
}

ERRORS = {
    "ReadError": perfscore.ReadError(
        TEXT, file="x.pdf", place=perfscore.Place(line=3), path="$.x", more=(("$.y", TEXT),)
    ),
    "ContractError": perfscore.ContractError(PROBLEMS),
    "RulebookError": perfscore.RulebookError("x.toml", PROBLEMS),
    "ConfigurationError": ConfigurationError("x.toml", PROBLEMS),
    "SettingsError": SettingsError("x.toml", PROBLEMS),
    "StructureError": StructureError(PROBLEMS),
    "BaselineError": BaselineError("x.json", TEXT),
}


def test_every_public_class_is_here():
    public = {value for name in perfscore.__all__ if isclass(value := getattr(perfscore, name))}

    assert public <= {type(value) for value in (*VALUES.values(), *ERRORS.values())}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_travels(name):
    value = VALUES[name]

    for other in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):  # noqa: S301 - our own
        assert other == value
        assert hash(other) == hash(value)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_travels(name):
    error = ERRORS[name]
    other = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

    assert (type(other), str(other), vars(other)) == (type(error), str(error), vars(error))


def test_a_report_that_travelled_says_all_it_said_before():
    other = pickle.loads(pickle.dumps(REPORT))  # noqa: S301 - our own

    for lang in ("zh", "en"):
        assert perfscore.report_to(other, lang) == perfscore.report_to(REPORT, lang)
    assert other.suspects == REPORT.suspects


def test_a_document_that_cannot_be_read_does_not_break_a_pool(tmp_path):
    """
    The error of one document reaches the caller, and the others are checked.
    """
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    with ProcessPoolExecutor(1) as pool:
        failed, done = pool.submit(perfscore.check, bad), pool.submit(perfscore.check, EXAMPLES / "one-slip.json")

        assert done.result(timeout=60).verdict == "inconsistent"
        assert isinstance(failed.exception(timeout=60), perfscore.ReadError)


def test_severities_compare_with_their_names():
    error = REPORT.findings[0].severity

    assert error == "error"
    assert error >= "warning"
    assert error > perfscore.Severity.NOTICE
    assert not error <= "notice"
    assert not error < "error"
    assert sorted(perfscore.Severity) == ["notice", "warning", "error"]
    assert str(error) == f"{error}" == "error"
