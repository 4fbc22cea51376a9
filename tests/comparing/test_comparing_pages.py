"""
The page of every rule of comparing: said in both languages, and its two examples true.
"""

from __future__ import annotations

import re

from pathlib import Path

import pytest

from perfscore import comparing
from perfscore.comparing import COMPARING_RULES, Comparison, Summary, compare
from perfscore.comparing.catalogue import comparing_page
from perfscore.contract import form_from
from perfscore.rules import BY_CODE


FOLDER = Path(comparing.__file__).parent / "pages"

each_rule = pytest.mark.parametrize("rule", COMPARING_RULES, ids=lambda rule: rule.code)


def codes(example):
    """
    The codes found in what a page compares.
    """
    if "summary" in example:
        found = compare(Summary(tuple(map(form_from, example["summary"]))), list(map(form_from, example["forms"])))
    elif "forms" in example:
        found = compare(list(map(form_from, example["forms"])))
    else:
        before, after = form_from(example["before"]), form_from(example["after"])
        found = compare(before, after, kind=example.get("kind"))
    parts = [found] if isinstance(found, Comparison) else [found, *found.comparisons]
    return {finding.code for part in parts for finding in part.findings}


def test_rules_and_pages_belong_together():
    """
    No rule lacks a page, no page is left over, and no code is taken twice.
    """
    assert {rule.code for rule in COMPARING_RULES} == {path.stem for path in FOLDER.iterdir()}
    assert not {rule.code for rule in COMPARING_RULES} & set(BY_CODE)


@each_rule
def test_page_speaks_both_languages(rule):
    """
    Each text is written in Chinese and in English.
    """
    shown = comparing_page(rule)

    for text in (shown.purpose, shown.false_positives, rule.summary, rule.message):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert text.en.strip()
        assert text.zh != text.en


@each_rule
def test_passing_example_passes(rule):
    """
    Nothing at all is found in what is shown as right.
    """
    assert codes(comparing_page(rule).passes) == set()


@each_rule
def test_failing_example_fails(rule):
    """
    The rule fires, and no other.
    """
    assert codes(comparing_page(rule).fails) == {rule.code}
