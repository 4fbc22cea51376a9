"""
One changed cell gives a finding, or leaves a form that is honest under some recipe.

The second opinion is in fractions and shares no code with the library.
"""

from __future__ import annotations

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

import perfscore

from consistency import contradictions
from perfscore import Severity, load_rulebook
from perfscore.rulebook.file import shipped_rulebooks
from perfscore.strategies import forms, spoiled_forms


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=150)
BOOKS = st.sampled_from(shipped_rulebooks())


def errors(form, rulebook):
    """
    The messages of the errors found.
    """
    findings = perfscore.check(form, rulebook=rulebook).findings
    return [finding.message for finding in findings if finding.severity is Severity.ERROR]


@SETTINGS
@given(BOOKS.flatmap(lambda name: st.tuples(st.just(name), forms(rulebook=name))))
def test_the_second_opinion_agrees_that_honest_forms_are_honest(drawn):
    """
    Without this, the law below would say nothing.
    """
    name, form = drawn

    assert contradictions(form, load_rulebook(name)) == []


@SETTINGS
@given(BOOKS.flatmap(lambda name: st.tuples(st.just(name), spoiled_forms(rulebook=name))))
def test_one_changed_cell_gives_an_error_or_leaves_a_form_that_is_honest_under_some_recipe(drawn):
    """
    Exactly one of the two: no tolerance hides an error, and no honest rounding is called one.
    """
    name, spoiled = drawn

    assert bool(errors(spoiled.form, name)) == bool(contradictions(spoiled.form, load_rulebook(name)))


@SETTINGS
@given(BOOKS.flatmap(lambda name: st.tuples(st.just(name), spoiled_forms(rulebook=name, errors=2))))
def test_a_second_error_does_not_hide_the_first(drawn):
    """
    The same holds with two errors.
    """
    name, spoiled = drawn

    assert bool(errors(spoiled.form, name)) == bool(contradictions(spoiled.form, load_rulebook(name)))
