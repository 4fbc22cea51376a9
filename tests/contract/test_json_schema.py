"""
The JSON Schemas: valid themselves, and every form and report that perfscore writes fits them.
"""

from __future__ import annotations

import json
import tomllib

from pathlib import Path
from random import Random

import pytest

from hypothesis import given, settings
from jsonschema import Draft202012Validator, ValidationError

import perfscore

from builders import form, funds, row
from perfscore.cli import main
from perfscore.contract.comparisons import comparison_to, comparisons_to
from perfscore.contract.json_schema import DESCRIBED, json_schema
from perfscore.strategies import spoiled_forms
from perfscore.strategies.chance import Seeded
from perfscore.strategies.pairs import changed_pair
from strategies import CONTRACTS, misfits


ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))
RULEBOOKS = sorted((ROOT / "src" / "perfscore" / "rulebooks").glob("*.toml"))


def fits(name, data):
    Draft202012Validator(json_schema(name)).validate(json.loads(json.dumps(data, default=str)))


@pytest.mark.parametrize("name", [*DESCRIBED, "configuration"])
def test_a_schema_is_one(name, capsys):
    assert main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:perfscore:{name}:1"
    assert name not in DESCRIBED or schema == json_schema(name)


def test_an_unknown_schema_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["schema", "colour"])

    assert refused.value.code == 2
    assert "form" in capsys.readouterr().err


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_examples_fit(path, lang, capsys):
    for read in perfscore.read(path):
        report = perfscore.check(read)
        fits("form", perfscore.form_to(read))
        fits("report", report.to_dict(lang, file=str(path)))
    for command, name in (("read", "forms"), ("check", "reports")):
        main([command, str(path), "--format", "json", "--lang", lang])
        fits(name, json.loads(capsys.readouterr().out))


def test_a_report_with_everything_in_it_fits():
    broken = perfscore.Rule(
        code="Q001",
        name="fails",
        severity=perfscore.Severity.ERROR,
        summary=perfscore.Text("x", "x"),
        message=perfscore.Text("x", "x"),
        matches=lambda case: iter([1 / 0 for _ in [case]]),
    )
    read = form(row("90", "80", "≥3次", "2次"), fund=funds("100", "50", rate="60%", score="5"), score="85")
    report = perfscore.check(read, rules=[*perfscore.RULES, broken]).to_dict("en")

    assert report["failures"]
    fits("report", report)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_explanations_fit(path, capsys):
    main(["explain", str(path), "total.score", "--format", "json", "--lang", "en"])

    fits("explanation", json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("path", RULEBOOKS, ids=lambda path: path.name)
def test_shipped_rulebooks_fit(path):
    fits("rulebook", tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "[execution]\nweight = 20",
        '[execution.weight]\nvalue = 20\nsource = "x"\nmark = "read"',
        '[execution.weight]\nvalue = "20"\nsource = "x"\nmark = "sure"',
        '[execution.wieght]\nvalue = "20"\nsource = "x"\nmark = "read"',
    ],
)
def test_what_the_loader_refuses_fits_no_schema(text):
    with pytest.raises(ValidationError):
        fits("rulebook", tomllib.loads(text))


@pytest.mark.property
@settings(max_examples=200)
@given(misfits())
def test_the_schema_and_the_library_agree_on_forms(data):
    """
    What one of them takes, the other takes too.
    """
    try:
        perfscore.form_from(data)
        taken = True
    except perfscore.ContractError:
        taken = False

    assert Draft202012Validator(json_schema("form")).is_valid(data) == taken


@pytest.mark.property
@settings(max_examples=200)
@given(CONTRACTS)
def test_whatever_is_written_fits(data):
    read = perfscore.form_from(data)

    fits("form", perfscore.form_to(read))
    fits("report", perfscore.check(read).to_dict("zh"))


@pytest.mark.property
@settings(max_examples=60)
@given(spoiled_forms())
def test_reports_on_spoiled_forms_fit(spoiled):
    fits("report", perfscore.check(spoiled.form).to_dict("en"))


def test_comparisons_fit():
    """
    Of targets with every kind of change, of versions, and of a folder.
    """
    random = Random(5)
    pairs = [changed_pair(Seeded(random)) for _ in range(20)]
    for lang in ("zh", "en"):
        for pair in pairs:
            fits("comparison", comparison_to(perfscore.compare(pair.before, pair.after), lang))
        fits("comparison", comparison_to(perfscore.compare(pairs[0].after, pairs[1].after, kind="versions"), lang))
        folder = [pair.after for pair in pairs]
        fits("comparisons", comparisons_to(perfscore.compare(folder), lang))
        fits("comparisons", comparisons_to(perfscore.compare([pair.before for pair in pairs[:2]], folder[1:]), lang))
