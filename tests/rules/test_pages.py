"""
The page of every rule: said in both languages, and its two examples true.
"""

from __future__ import annotations

import re
import tomllib

from pathlib import Path

import pytest

from perfscore import rules
from perfscore.checking.check import check
from perfscore.contract import form_from
from perfscore.rules.pages import page


FOLDER = Path(rules.__file__).parent / "pages"

each_rule = pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)


def codes(example):
    """
    The codes that are found in a form written the way the JSON contract writes it.
    """
    return {finding.code for finding in check(form_from(example)).findings}


def test_rules_and_pages_belong_together():
    """
    No rule lacks a page, and no page is left over from a rule that went away.
    """
    assert set(rules.BY_CODE) == {path.stem for path in FOLDER.iterdir()}


@each_rule
class TestPage:
    def test_holds_four_parts(self, rule):
        """
        A page is its purpose, its false positives and two examples, and nothing that no reader would be shown.
        """
        table = tomllib.loads((FOLDER / f"{rule.code}.toml").read_text(encoding="utf-8"))

        assert list(table) == ["purpose", "false_positives", "passes", "fails"]

    def test_is_the_page_of_its_rule(self, rule):
        """
        Not of another.
        """
        assert page(rule).rule is rule

    def test_speaks_both_languages(self, rule):
        """
        Each text is written in Chinese and in English, not copied from one to the other.
        """
        for text in (page(rule).purpose, page(rule).false_positives):
            assert text.zh.strip()
            assert text.en.strip()
            assert text.zh != text.en
            assert re.search(r"[\u4e00-\u9fff]", text.zh)

    def test_passing_example_passes(self, rule):
        """
        The rule finds nothing in the form that is shown as right.
        """
        assert rule.code not in codes(page(rule).passes)

    def test_failing_example_fails(self, rule):
        """
        The rule fires in the form that is shown as wrong.
        """
        assert rule.code in codes(page(rule).fails)

    def test_passing_example_brings_in_no_other_fault(self, rule):
        """
        What other rules find in the passing example they find in the failing one too; only that it was partly checked
        is not said of a form with a contradiction.
        """
        shown = page(rule)

        assert codes(shown.passes) - {"D004"} <= codes(shown.fails)
