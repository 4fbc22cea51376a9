"""
`perfscore.check` on what a caller has at hand, and what is said of what it cannot take.
"""

from __future__ import annotations

import json
import re

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

import perfscore

from perfscore import Entry, Form, Indicator, check, check_file
from perfscore.cli import main


SLIP = Path(__file__).parents[2] / "examples" / "one-slip.json"


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (({},), {}, ["form must be", "dict", "form_from"]),
        (([],), {}, ["form must be", "list", "one by one"]),
        ((None,), {}, ["form must be", "NoneType"]),
        ((SLIP,), {"rules": ["F103"]}, ["rules must be", "'F103'", "select"]),
        ((SLIP,), {"rules": None}, ["rules must be a list of Rule objects", "None"]),
        ((SLIP,), {"rules": perfscore.RULES[0]}, ["rules must be a list of Rule objects"]),
        ((SLIP,), {"rulebook": 1}, ["rulebook must be", "int"]),
        ((SLIP,), {"select": "F103"}, ["select must be a list", '["F103"]']),
        ((SLIP,), {"ignore": [103]}, ["ignore must be a list", "103"]),
        ((SLIP,), {"severities": ["F103"]}, ["severities must be a dictionary", "['F103']"]),
        ((Form((Indicator(weight=10),)),), {}, ["indicators[0].weight", "int 10", "printed text", "from_rows"]),
        ((Form((), year=2022),), {}, ["year must be", "int 2022", "printed text"]),
        ((Form(({"weight": "10"},)),), {}, ["indicators must be a tuple of Indicator", "'weight'", "from_rows"]),
        ((Form(Indicator(weight="10")),), {}, ["indicators must be a tuple of Indicator"]),
        ((Form((), funds={"role": "total"}),), {}, ["funds must be a tuple of FundRow", "'role'"]),
        ((Form((), total={"score": "10"}),), {}, ["total must be Total", "'score'"]),
    ],
)
def test_misuse_says_which_argument_and_what_was_wanted(arguments, options, words):
    with pytest.raises(TypeError) as refused:
        check(*arguments, **options)

    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize("use", [perfscore.recompute, perfscore.fill, check])
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "form must be a Form.*, not dict; perfscore.form_from"),
        (Form((Indicator(weight=10),)), r"indicators\[0\].weight must be the printed text or None, not int 10"),
        (Form((), total=None), "total must be Total.*, not None"),
    ],
)
def test_whatever_takes_a_form_says_so(use, form, words):
    with pytest.raises(TypeError, match=words):
        use(form)


@pytest.mark.parametrize("use", [perfscore.read, perfscore.read_summary])
@pytest.mark.parametrize("source", [None, {}, 3])
def test_whatever_takes_a_document_says_so(use, source):
    words = f"source must be a path, the content of a document or an open file, not {type(source).__name__}"
    with pytest.raises(TypeError, match=words):
        use(source)


@pytest.mark.parametrize("side", [None, {}, 3, [{}]])
def test_what_cannot_be_compared(side):
    with pytest.raises(TypeError, match="what is compared must be a Form, an Entry, a document"):
        perfscore.compare(side, SLIP)


@pytest.mark.parametrize("sides", [(Entry({}), SLIP), (SLIP, Entry({})), ([Entry({})], [SLIP]), ([Entry({})],)])
def test_an_entry_of_no_form(sides):
    with pytest.raises(TypeError, match=r"form must be a Form in an Entry, not dict; perfscore.form_from\(data\)"):
        perfscore.compare(*sides)


@pytest.mark.parametrize("pack", [lambda form: form, Entry])
@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Form((Indicator(name=3),)), r"indicators\[0\].name must be the printed text or None, not int 3"),
        (Form(({"name": "x"},)), "indicators must be a tuple of Indicator, not .*; Form.from_rows takes dictionaries"),
    ],
)
def test_a_side_whose_cells_hold_no_texts(pack, form, words):
    for sides in ((pack(form), pack(check(SLIP).form)), (pack(check(SLIP).form), pack(form))):
        with pytest.raises(TypeError, match=words):
            perfscore.compare(*sides)


@pytest.mark.parametrize(
    "write",
    [
        check(SLIP).to_dict,
        check(SLIP).rows,
        perfscore.compare(SLIP, SLIP).to_dict,
        perfscore.compare([SLIP], [SLIP]).to_dict,
        partial(perfscore.check_file, SLIP),
        partial(perfscore.report_to, check(SLIP)),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "zh-CN", 3])
def test_a_language_that_is_not_spoken(write, lang):
    words = re.escape(f'lang must be "zh" or "en", not {lang!r}')
    with pytest.raises(ValueError, match=words):
        write(lang=lang)


def test_a_comparison_that_there_is_not():
    with pytest.raises(ValueError, match="kind must be one of targets, versions, years, summary, not 'month'"):
        perfscore.compare(SLIP, SLIP, kind="month")


def test_a_severity_that_is_none():
    with pytest.raises(ValueError, match=r"severities\['F'\] must be one of notice, warning, error, not 'fatal'"):
        check(SLIP, severities={"F": "fatal"})


def test_a_severity_to_compare_with_that_is_none():
    with pytest.raises(ValueError, match="a severity must be one of notice, warning, error, not 'fatal'"):
        assert perfscore.Severity.ERROR > "fatal"


def test_findings_are_chosen_and_weighed_as_on_the_command_line():
    report = check(SLIP, select=["f", "T401"], ignore=["F102", "F108"], severities={"F1": "warning", "F103": "notice"})

    assert {(finding.code, finding.severity.value) for finding in report.findings} == {
        ("F103", "notice"),
        ("T401", "error"),
    }


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("indicator[0].score", "did you mean indicators[0].score?"),
        ("funds[0].scroe", "did you mean funds[0].score?"),
        ("funds[99].score", "did you mean funds["),
        ("7", "cells are named like funds[0].score"),
    ],
)
def test_a_cell_that_is_not_there_names_the_nearest(address, hint):
    (form,) = perfscore.read(SLIP)

    for ask in (form.cell, lambda a: form.with_cells({a: "1"}), check(form).explain):
        with pytest.raises(KeyError) as refused:
            ask(address)
        assert address in str(refused.value)
        assert hint in str(refused.value)


class TestCheckFile:
    """
    What an engine that maps over files is given: a function of a path that gives plain data, or an error that travels.
    """

    def test_it_says_what_the_command_says(self, capsys):
        main(["check", "--no-config", "--format", "json", "--lang", "zh", str(SLIP)])

        assert check_file(SLIP, lang="zh") == json.loads(capsys.readouterr().out)["reports"]
        assert json.loads(json.dumps(check_file(str(SLIP)))) == check_file(SLIP)

    def test_options_are_those_of_check(self):
        (report,) = check_file(SLIP, select=["F103"], severities={"F103": "notice"})

        assert [(finding["code"], finding["severity"]) for finding in report["findings"]] == [("F103", "notice")]

    def test_in_a_pool(self, tmp_path):
        """
        A file that cannot be read is an error of its own; the others come back.
        """
        (tmp_path / "empty.json").touch()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            good, bad = (pool.submit(check_file, path) for path in (SLIP, tmp_path / "empty.json"))

            assert good.result() == check_file(SLIP)
            with pytest.raises(perfscore.ReadError, match=r"empty\.json"):
                bad.result()
