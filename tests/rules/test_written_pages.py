"""
The written pages are those of the rules and rulebooks as they are.
"""

from __future__ import annotations

import sys

from pathlib import Path

import pytest


sys.path.insert(0, str(Path(__file__).parent.parent.parent / "docs"))

import write_rules as writer

from perfscore import RULES


WRITTEN = dict(writer.pages())


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(writer.DOCS)))
def test_a_page_is_up_to_date(path):
    """
    Run ``python docs/write_rules.py`` after a change of a rule, its page or a rulebook.
    """
    assert path.read_text(encoding="utf-8") == WRITTEN[path]


def test_none_is_left_over():
    """
    Of a rule that went away.
    """
    folders = {path.parent for path in WRITTEN}

    assert len(folders) == 4  # rules and rulebooks, in both languages
    there = {path for folder in folders for path in folder.glob("*.md")}

    assert there == WRITTEN.keys()


def test_every_rule_says_how_sure_it_is():
    """
    Its source ends in a mark, or names the parameter whose rulebook says so.
    """
    for rule in RULES:
        assert rule.parameter or rule.mark in ("read", "in use", "on forms", "unconfirmed"), rule.code
