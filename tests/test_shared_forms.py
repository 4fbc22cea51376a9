"""
Forms kept outside the repository, each with what a careful person found wrong with it; skipped where they are absent.
"""

from __future__ import annotations

import json

from pathlib import Path

import pytest

import perfscore

from perfscore import Severity
from perfscore.rules import BY_CODE


FORMS = Path(__file__).parents[2] / "shared" / "forms"
CASES = sorted(path for kind in ("seeds", "real") for path in (FORMS / kind).glob("*.form.json"))


def judged(path):
    """
    The codes that are justified, and the definite findings with the codes that each may bear.
    """
    listed = json.loads(Path(str(path).replace(".form.json", ".findings.json")).read_text(encoding="utf-8"))
    justified = {code for finding in listed for code in finding["codes"]}
    return justified, [finding for finding in listed if finding["certainty"] == "definite"]


@pytest.mark.skipif(not CASES, reason=f"{FORMS} is not there: the forms of others are NOT checked")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".form.json"))
class TestSharedForm:
    def test_no_error_that_nobody_can_justify(self, path):
        """
        An honest form is not accused.
        """
        justified, _ = judged(path)
        for form in perfscore.read(path):
            errors = {f.code for f in perfscore.check(form).findings if f.severity is Severity.ERROR}
            assert errors <= justified

    def test_what_is_surely_wrong_is_found(self, path):
        """
        Every definite finding whose code the registry knows is made.
        """
        _, definite = judged(path)
        codes = {f.code for form in perfscore.read(path) for f in perfscore.check(form).findings}
        missed = [
            finding
            for finding in definite
            if set(finding["codes"]) & set(BY_CODE) and not set(finding["codes"]) & codes
        ]

        assert missed == []
