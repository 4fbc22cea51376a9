"""
Laws of suspects: what is suggested mends, what is consistent is left alone.
"""

from __future__ import annotations

import pytest

from hypothesis import assume, given, settings

import perfscore

from perfscore import Severity
from perfscore.strategies import forms, spoiled_forms


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=60)


def errors(report):
    """
    The errors found, by code and cell.
    """
    return {(f.code, f.cell) for f in report.findings if f.severity is Severity.ERROR}


def broken(report):
    """
    The broken relations, by kind and result.
    """
    return {(e.relation.kind, e.relation.result) for e in report.examination.evaluations if e.broken}


def corrected(form, suspect):
    """
    The report on *form* with a suspect's values put in.
    """
    return perfscore.check(form.with_cells({change.cell: change.value for change in suspect.changes}))


@SETTINGS
@given(forms())
def test_a_consistent_form_has_no_suspects(form):
    """
    Nobody is suspected where nothing happened.
    """
    assert perfscore.check(form).suspects == ()


@SETTINGS
@given(spoiled_forms())
def test_every_suggested_value_mends_all_that_is_broken(spoiled):
    """
    Put in alone, it leaves no relation broken and no error that was not there before.
    """
    report = perfscore.check(spoiled.form)

    for suspect in report.suspects:
        mended = corrected(spoiled.form, suspect)
        assert broken(mended) == set(), suspect
        assert errors(mended) <= errors(report), suspect


@SETTINGS
@given(spoiled_forms(errors=2))
def test_every_suspect_of_a_finding_mends_what_the_finding_rests_on(spoiled):
    """
    It mends that relation and breaks no other.
    """
    report = perfscore.check(spoiled.form)

    for finding in report.findings:
        for suspect in finding.suspects[:5]:
            left = broken(corrected(spoiled.form, suspect))
            assert finding.relation not in left, suspect
            assert left <= broken(report), suspect


@SETTINGS
@given(spoiled_forms())
def test_one_error_is_always_explained(spoiled):
    """
    Undoing the error would mend whatever it broke, so there is an explanation to be found.
    """
    report = perfscore.check(spoiled.form)
    assume(report.coverage.broken)

    assert report.suspects


@SETTINGS
@given(spoiled_forms(errors=2))
def test_explanations_are_ranked_from_one(spoiled):
    """
    Ranks never fall, the first is 1, and asking twice gives the same list.
    """
    ranks = [suspect.rank for suspect in perfscore.check(spoiled.form).suspects]

    assert ranks == sorted(ranks)
    assert ranks[:1] in ([], [1])
    assert [suspect.rank for suspect in perfscore.check(spoiled.form).suspects] == ranks
