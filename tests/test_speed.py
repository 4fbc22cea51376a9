"""
A check costs no more than a few times the bare arithmetic; ``benchmarks/check_speed.py`` shows the figures.
"""

from __future__ import annotations

import importlib
import sys

from pathlib import Path
from random import Random

import pytest


pytestmark = pytest.mark.unmeasured


@pytest.fixture
def speed(monkeypatch):
    """
    The benchmark as a module.
    """
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    yield importlib.import_module("check_speed")
    for name in ("check_speed", "honest"):
        sys.modules.pop(name, None)


def test_the_bare_arithmetic_really_checks(speed):
    """
    What is compared with finds nothing in honest forms and the wrong total in spoiled ones.
    """
    forms = list(speed.forms(Random(7), 50, rows=30))

    assert [speed.bare(form) for form in forms] == [[]] * 50
    assert [speed.bare(speed._spoiled(form)) for form in forms] == [["total"]] * 50
    assert all(speed.check(form).verdict == "consistent" for form in forms)
    assert all(speed.check(speed._spoiled(form)).verdict == "inconsistent" for form in forms)


def test_the_tables(speed, capsys, monkeypatch):
    """
    One command prints both.
    """
    monkeypatch.setattr(sys, "argv", ["check_speed.py", "--forms", "5", "--rounds", "3", "--runs", "3"])

    assert speed.main() == 0
    printed = capsys.readouterr().out
    for line in (
        "bare Decimal recomputation",
        "check, forms never seen before",
        "python -c pass",
        "perfscore check FILE",
    ):
        assert line in printed
