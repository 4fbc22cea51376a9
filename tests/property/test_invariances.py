"""
What does not change a verdict: order, separators, widths, trailing zeros, checking again.
"""

from __future__ import annotations

import sys

from collections import Counter
from copy import deepcopy
from types import MappingProxyType

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

import perfscore

from perfscore import form_from, form_to, load_rulebook, report_to
from perfscore.rulebook import shipped_rulebooks
from perfscore.strategies import forms, spoiled_forms
from strategies import full_width, in_thousands, sheets


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=150)

#: Forms of every layout, some with an error in them, beside those whose scores are often wrong.
SHEETS = st.one_of(sheets(), forms().map(form_to), spoiled_forms().map(lambda spoiled: form_to(spoiled.form)))
FIGURES = frozenset({"initial", "budget", "executed", "weight", "rate", "score", "target", "actual"})


def rewritten(data, texts, columns=FIGURES):
    """
    The same form with the figures of some columns written in another way.
    """
    other = deepcopy(data)
    for row in (*other["funds"], *other["indicators"], *other.get("sections", ()), other["total"]):
        row |= {name: texts(row[name]) for name in row.keys() & columns if any(c.isdigit() for c in row[name] or "")}
    return other


def said(data):
    """
    Every relation with its verdict, recipe and reason, by the names of rows and not by their places; and the findings, by
    code and severity.
    """
    report = perfscore.check(form_from(data))
    names = {
        f"indicators[{index}].{column}": (row["name"], column)
        for index, row in enumerate(data["indicators"])
        for column in ("weight", "score", "target", "actual")
    }
    verdicts = Counter(
        (e.relation.kind, names.get(e.relation.result, e.relation.result), j.verdict, j.recipe, j.why)
        for e in report.examination.evaluations
        for j in [e.judgement]
    )
    return verdicts, Counter((f.code, f.severity) for f in report.findings)


@SETTINGS
@given(SHEETS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows(data, random):
    """
    The same rows in another order add up to the same.
    """
    shuffled = deepcopy(data)
    random.shuffle(shuffled["indicators"])

    assert said(shuffled) == said(data)


@SETTINGS
@given(st.one_of(sheets(), forms().map(form_to)))
def test_thousands_separators(data):
    """
    2,926.000000 is 2926.000000. A digit that got lost between separators leaves no number: 2,92 is none.
    """
    bare = rewritten(data, lambda text: text.replace(",", ""))
    separated = rewritten(bare, in_thousands, {"initial", "budget", "executed"})

    assert said(separated) == said(bare) == said(data)


@SETTINGS
@given(SHEETS)
def test_full_width_digits(data):
    """
    ５３．５６％ is 53.56%.
    """
    wide = rewritten(data, full_width)

    assert said(wide) == said(data)


@SETTINGS
@given(SHEETS, st.integers(1, 4))
def test_trailing_zeros_of_assigned_cells(data, zeros):
    """
    A weight of 4 is one of 4.00.
    """
    longer = rewritten(data, lambda text: text + ("" if "." in text else ".") + "0" * zeros, {"weight"})

    assert said(longer) == said(data)


@SETTINGS
@given(SHEETS, st.sampled_from([" ", "\n", "\u3000", "\u00a0", "  "]))
def test_white_space_around_figures(data, space):
    """
    A figure is the same at either edge of its cell.
    """
    spaced = rewritten(data, lambda text: space + text + space, FIGURES - {"target", "actual"})

    assert said(spaced) == said(data)


@SETTINGS
@given(sheets())
def test_columns_of_their_own(data):
    """
    ≥20家 in one cell, or ≥, 20 and 家 in three.
    """
    split = deepcopy(data)
    for row in split["indicators"]:
        if row["target"].startswith("≥"):
            row |= {"comparator": "≥", "target": row["target"][1:-1], "unit": "家"}

    assert said(split)[0] == said(data)[0]


@SETTINGS
@given(sheets())
def test_checking_twice(data):
    """
    A check leaves nothing behind: the same form brings the same report.
    """
    form = form_from(data)
    first, second = (report_to(perfscore.check(form), "zh") for _ in range(2))

    assert first == second


@SETTINGS
@given(sheets())
def test_what_the_check_expects_is_consistent(data):
    """
    Where a rate, an execution score and the sums are replaced by what the check expects, they are no longer broken.
    """
    mended = deepcopy(data)
    for _ in range(3):
        expected = perfscore.check(form_from(mended)).expected
        for part, name in (("funds", "rate"), ("funds", "score")):
            mended[part][0][name] = expected.get(f"{part}[0].{name}", mended[part][0][name])
        mended["total"] |= {name: expected[f"total.{name}"] for name in ("weight", "score")}
    left = {e.relation.kind for e in perfscore.check(form_from(mended)).examination.evaluations if e.broken}

    assert left <= {"attainment"}


def registries():
    """
    Every table, list and set that the loaded modules of perfscore hold, as text.
    """
    return {
        (name, variable): repr(value)
        for name, module in sorted(sys.modules.items())
        if name.partition(".")[0] == "perfscore"
        for variable, value in vars(module).items()
        if isinstance(value, (dict, list, set, tuple, MappingProxyType)) and not variable.startswith("__")
    }


@settings(max_examples=25)
@given(sheets(), st.sampled_from(shipped_rulebooks()))
def test_running_twice_changes_no_registry(data, rulebook):
    """
    Neither the rules nor a rulebook nor any other table is another one after a check.
    """
    form, sources = form_from(data), dict(load_rulebook(rulebook).sources)
    report_to(perfscore.check(form, rulebook=rulebook), "zh")
    before = registries()
    report_to(perfscore.check(form, rulebook=rulebook), "en")
    after = registries()

    assert before.items() <= after.items()
    assert ("perfscore.rules", "RULES") in before
    assert dict(load_rulebook(rulebook).sources) == sources


@SETTINGS
@given(sheets())
def test_findings_point_at_cells_of_the_form(data):
    """
    Every cell that a finding names is one that the form has, or a whole part of it.
    """
    form = form_from(data)
    known = {cell.address for cell in form.cells()} | {"indicators", "funds", "sections", "total", "goals"}

    for finding in perfscore.check(form).findings:
        assert {finding.cell, *finding.cells} <= known
        assert finding.severity.value in ("error", "warning", "notice")
        assert finding.say("zh")
        assert finding.say("en")
