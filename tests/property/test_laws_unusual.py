"""
Laws of forms that look unusual and rows in every spelling: what is honest passes, what is missed is seen, and every door of
the library takes them, in whatever decimal context its caller works.
"""

from __future__ import annotations

import io

from decimal import Context, FloatOperation, Inexact, Rounded, Subnormal, localcontext
from itertools import islice
from random import Random

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

import perfscore

from perfscore import Form, Severity, load_rulebook
from perfscore.render import PRINTERS, WRITERS, printer, write_reports
from perfscore.strategies import spelled_rows, spoiled_forms, varied_forms
from perfscore.strategies.chance import Seeded
from perfscore.strategies.sheets import honest_form
from perfscore.strategies.statements import spelled_row
from perfscore.strategies.variations import vary


SETTINGS = settings(max_examples=60)
WRITTEN = [writer for writer in WRITERS if not writer.binary and not writer.copy]

#: Contexts that a caller may have set: few digits, traps, odd rounding.
HOSTILE = (
    Context(prec=3),
    Context(prec=1, rounding="ROUND_UP"),
    Context(prec=50, traps=[Inexact, Rounded, Subnormal, FloatOperation]),
    Context(prec=2, Emax=3, Emin=-3, rounding="ROUND_05UP"),
)


def errors(form):
    return [(one.code, one.cell) for one in perfscore.check(form).findings if one.severity is Severity.ERROR]


def judged(row):
    """
    The codes about the row's score, and the verdict on it.
    """
    report = perfscore.check(Form((row,), year="2024", complete=False))
    verdicts = {one.verdict for one in report.relations if one.kind == "attainment"}
    return {one.code for one in report.findings if one.code.startswith("S")}, verdicts


def said_of(form):
    """
    Everything that the library says of a form: report, suspects, explanations, filled cells, and text in each format.
    """
    report = perfscore.check(form)
    text = io.StringIO()
    for writer in WRITTEN:
        write_reports(writer, [("form", 0, report)], text, "en")
    for name in PRINTERS:
        printer(name).write_forms([("form", 0, form)], text, "en")
    cells = [cell.address for cell in form.cells() if cell.text is not None]
    explained = [report.explain(address) for address in cells]
    return report.to_dict("en"), report.suspects, explained, perfscore.fill(form), text.getvalue()


def in_every_context(form):
    """
    What is said in a plain context, having been said the same in every hostile one.
    """
    plainly = said_of(form)
    for context in HOSTILE:
        with localcontext(context):
            again = said_of(form)
        assert again[0] == plainly[0]
        assert again[1] == plainly[1]
        assert again[3:] == plainly[3:]
    return plainly


@pytest.mark.property
@SETTINGS
@given(varied_forms())
def test_an_unusual_print_is_no_error(case):
    """
    Units behind points, padded zeros, wide digits and refunds change nothing of what the form says.
    """
    assert errors(case.form) == []
    assert perfscore.check(case.form).verdict == "consistent"


@pytest.mark.property
@SETTINGS
@given(varied_forms(blanks=True))
def test_a_blank_score_leaves_a_form_partly_checked(case):
    """
    The total lies within what the blanks leave open, so that nothing is broken and nothing is called consistent.
    """
    assert errors(case.form) == []
    assert perfscore.check(case.form).verdict == ("partial" if case.blank else "consistent")


@pytest.mark.property
@settings(max_examples=300)
@given(spelled_rows())
def test_a_row_means_the_same_in_every_spelling(row):
    """
    Full marks for a met target hold; for a missed one they are an error.
    """
    codes, verdicts = judged(row.indicator)

    assert (codes, verdicts) == ((set(), {"exact"}) if row.meets else ({"S303"}, {"broken"}))


@pytest.mark.property
@settings(max_examples=15, deadline=None)
@given(st.one_of(varied_forms(blanks=True).map(lambda case: case.form), spoiled_forms().map(lambda case: case.form)))
def test_every_door_takes_them_in_a_hostile_context(form):
    in_every_context(form)


def test_two_hundred_unusual_forms_and_rows():
    """
    The same laws on forms of fixed seeds, for runs that leave out the drawn ones.
    """
    book = load_rulebook("national")
    for seed in range(200):
        chance = Seeded(Random(seed))
        case = vary(chance, honest_form(chance, rulebook=book, rows=(1, 10)), blanks=seed % 2 == 1)
        row = spelled_row(chance)

        assert errors(case.form) == []
        assert ("S303" in judged(row.indicator)[0]) is not row.meets


@pytest.mark.parametrize("seed", range(3))
def test_a_form_says_the_same_in_every_context(seed):
    """
    With blanks, a refund or a slip in it.
    """
    chance = Seeded(Random(seed))
    case = vary(chance, honest_form(chance, rulebook=load_rulebook("national"), rows=6), blanks=True)
    wrong = case.form.with_cells({"total.score": "47.3"})

    assert in_every_context(wrong)[0]["verdict"] == "inconsistent"
    assert list(islice(in_every_context(case.form), 1))
