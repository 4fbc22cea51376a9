"""
Laws of checking whole forms: what is honest passes, under each rulebook, whatever was checked before it.
"""

from __future__ import annotations

import random

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

import perfscore

from perfscore import Severity, load_rulebook
from perfscore.relations.form_relations import relations
from perfscore.relations.parsed_form import parse_form
from perfscore.rulebook.file import shipped_rulebooks
from perfscore.strategies import forms, spoiled_forms
from perfscore.strategies.sheets import LAYOUTS
from perfscore.strategies.writing import RECIPE_NAMES


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=40)


def errors(form, rulebook="national"):
    """
    The codes and cells of the errors found.
    """
    findings = perfscore.check(form, rulebook=rulebook).findings
    return [(finding.code, finding.cell) for finding in findings if finding.severity is Severity.ERROR]


def verdicts(form):
    """
    How each relation ends, by its kind and result.
    """
    return {
        (e.relation.kind, e.relation.result): (e.judgement.verdict, e.judgement.recipe, e.judgement.why)
        for e in perfscore.check(form).examination.evaluations
    }


@pytest.mark.parametrize("recipe", RECIPE_NAMES)
@SETTINGS
@given(st.data())
def test_an_honest_form_has_no_error(recipe, data):
    """
    However its numbers were rounded, whatever its layout.
    """
    form = data.draw(forms(recipe=recipe))

    assert errors(form) == []


@pytest.mark.parametrize("rulebook", shipped_rulebooks())
@SETTINGS
@given(st.data())
def test_an_honest_form_has_no_error_under_its_rulebook(rulebook, data):
    """
    What is honest by a rulebook's own formulas passes under it.
    """
    form = data.draw(forms(rulebook=rulebook))

    assert errors(form, rulebook) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@SETTINGS
@given(st.data())
def test_an_honest_form_is_not_left_unchecked(layout, data):
    """
    Every layout has something that can be judged.
    """
    form = data.draw(forms(layout=layout))

    assert perfscore.check(form).verdict == "consistent"


@SETTINGS
@given(spoiled_forms(), st.integers())
def test_verdicts_do_not_depend_on_the_order_of_relations(spoiled, seed):
    """
    As long as a sum comes after the scores in it, whose hidden digits it may know.
    """
    book = load_rulebook("national")
    parsed = parse_form(spoiled.form, book)
    bound = list(relations(parsed))
    random.Random(seed).shuffle(bound)
    raw, found = {}, {}
    for relation in sorted(bound, key=lambda relation: relation.kind in ("section", "total")):
        judgement = relation.judge(parsed.numbers, raw, book)
        if judgement.unrounded and relation.kind in ("execution", "attainment"):
            raw[relation.result] = judgement.unrounded
        found[relation.kind, relation.result] = (judgement.verdict, judgement.recipe, judgement.why)

    assert found == verdicts(spoiled.form)


@SETTINGS
@given(st.data())
def test_rulebooks_do_not_leak_into_each_other(data):
    """
    A form checked under one rulebook is judged the same after any other was used.
    """
    one, other = data.draw(st.permutations(shipped_rulebooks()))[:2]
    form = data.draw(forms(rulebook=one))
    before = perfscore.report_to(perfscore.check(form, rulebook=one), "en")
    perfscore.check(data.draw(forms(rulebook=other)), rulebook=other)
    perfscore.check(form, rulebook=other)

    assert perfscore.report_to(perfscore.check(form, rulebook=one), "en") == before
