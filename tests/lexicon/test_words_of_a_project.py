"""
A project's own words reach the judgement of a form with the rulebook.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, row
from perfscore.lexicon import load_lexicon
from perfscore.rulebook import load_rulebook


NATIONAL = load_rulebook("national")
SCORE = ["indicators[0].score error"]


@pytest.mark.parametrize(
    ("own", "printed", "code", "fired"),
    [
        ({"units": {"length": {"1609.344": "英里"}}}, row("10", "10", "≥2英里", "3公里"), "S303", SCORE),
        ({"comparators": {"before": {">=": "务必达到"}}}, row("10", "10", "务必达到30份", "25份"), "S303", SCORE),
        ({"directions": {"less": {"bad": "串货"}}}, row("10", "10", "3%", "4%", name="串货率"), "S303", SCORE),
        (
            {"reasons": {"hollow": {"words": "另行说明"}}},
            row("10", "9", "好", "好", reason="另行说明"),
            "R504",
            ["indicators[0].reason warning"],
        ),
        (
            {"phrases": {"quality": {"4": "甲等", "3": "乙等"}}},
            row("10", "10", "甲等", "乙等"),
            "S306",
            ["indicators[0].score warning"],
        ),
    ],
)
def test_words_of_a_project(own, printed, code, fired):
    """
    What nobody else says is understood where a project has said what it means, and only there.
    """
    assert fires(form(printed), code) == []
    assert fires(form(printed), code, rulebook=evolve(NATIONAL, lexicon=load_lexicon(own))) == fired
