"""
The examples are what their README says.
"""

from __future__ import annotations

import json
import subprocess
import sys

from pathlib import Path

import pytest

import perfscore

from perfscore import Severity
from perfscore.rulebook import shipped_rulebooks


EXAMPLES = Path(__file__).parent.parent / "examples"
PUBLISHED = {
    "international-cooperation-2022": "90.83",
    "central-enterprises-2021": "93.83",
    "overseas-liaison-2021": "99.35",
}


def example(name):
    (form,) = perfscore.read(EXAMPLES / name)
    return form


def errors(form):
    return [f.code for f in perfscore.check(form).findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(("name", "total"), PUBLISHED.items())
class TestPublished:
    def test_the_json_is_consistent(self, name, total):
        """
        A form published by a careful unit brings no error, and its total is recomputed to the last digit.
        """
        form = example(f"{name}.json")
        report = perfscore.check(form)

        assert report.verdict == "consistent"
        assert errors(form) == []
        assert report.stated["total.score"] == report.expected["total.score"] == form.total.score == total

    def test_the_text_holds_the_same_figures(self, name, total):
        """
        Read from text, the form has the same rows, scores and money, and no errors either.
        """
        kept, printed = example(f"{name}.json"), example(f"{name}.txt")

        assert [(r.weight, r.score) for r in printed.indicators] == [(r.weight, r.score) for r in kept.indicators]
        assert [f.rate for f in printed.funds] == [f.rate for f in kept.funds]
        assert [f.executed for f in printed.funds] == [f.executed for f in kept.funds]
        assert printed.total.score == total
        assert errors(printed) == []

    def test_it_is_checked_in_every_rulebook(self, name, total):
        """
        Other places have other rules; none of them is a crash, and the total stays what it is.
        """
        for rulebook in shipped_rulebooks():
            assert perfscore.check(example(f"{name}.json"), rulebook=rulebook).expected["total.score"] == total


class TestSpoiled:
    def test_four_cells_four_errors(self):
        """
        An execution score, a weight, full marks and a total were spoiled by hand.
        """
        good = {c.address: c.text for c in example("international-cooperation-2022.json").cells()}
        spoiled = {c.address: c.text for c in example("international-cooperation-2022-spoiled.json").cells()}
        changed = {address: (good[address], text) for address, text in spoiled.items() if good[address] != text}

        assert changed == {
            "funds[0].score": ("5.36", "5.63"),
            "indicators[9].weight": ("18", "19"),
            "indicators[6].score": ("0.47", "3"),
            "total.score": ("90.83", "96.63"),
        }
        assert sorted(errors(example("international-cooperation-2022-spoiled.json"))) == [
            "F103",
            "S303",
            "T401",
            "W201",
        ]

    def test_the_text_shows_the_same_errors(self):
        """
        The spoiled text is read as it is printed.
        """
        assert sorted(errors(example("international-cooperation-2022-spoiled.txt"))) == ["F103", "S303", "T401", "W201"]


def test_the_readme_names_the_totals():
    """
    What the README says of each form is true.
    """
    lines = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()

    for name, total in {**PUBLISHED, "international-cooperation-2022-spoiled": "96.63"}.items():
        (line,) = (line for line in lines if line.startswith(f"| `{name}`"))
        assert f"| {total} |" in line
        assert f"| {perfscore.check(example(f'{name}.json')).verdict}" in line


def test_check_folder():
    """
    The script prints one line for every JSON form.
    """
    command = [sys.executable, str(EXAMPLES / "check_folder.py")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True, text=True, encoding="utf-8")
    lines = done.stdout.splitlines()

    assert len(lines) == len(list(EXAMPLES.glob("*.json")))
    assert "international-cooperation-2022.json: consistent, total 90.83, recomputed 90.83" in done.stdout
    assert "international-cooperation-2022-spoiled.json: inconsistent, total 96.63, recomputed 93.63" in done.stdout


def test_no_value_is_a_json_number():
    """
    The examples keep the contract: printed text or null.
    """

    def values(data):
        for value in data.values() if isinstance(data, dict) else data:
            yield from values(value) if isinstance(value, (dict, list)) else [value]

    for path in EXAMPLES.glob("*.json"):
        kinds = {type(value) for value in values(json.loads(path.read_text(encoding="utf-8")))}
        assert kinds <= {str, type(None), bool}
