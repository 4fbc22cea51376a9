"""
What the documentation shows is what the command prints.
"""

from __future__ import annotations

import sys

from pathlib import Path

import pytest


sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))

import refresh


@pytest.mark.parametrize("page", list(refresh.pages()), ids=lambda page: page.name)
def test_every_shown_output_is_the_real_one(page):
    """
    Run ``python docs/refresh.py`` after a change of words, and read what changed.
    """
    assert refresh.refreshed(page) == page.read_text(encoding="utf-8")


def test_the_readme_shows_outputs():
    """
    The check above would pass on a README without any.
    """
    assert "$ perfscore check" in (refresh.ROOT / "README.md").read_text(encoding="utf-8")
