"""
Every notice of the catalogue stands under one heading, and none is lost.
"""

from __future__ import annotations

from perfscore.render.notices import group_by_action
from perfscore.rules import RULES


def test_every_rule_has_its_place():
    groups = group_by_action(RULES, lambda rule: rule.code)
    codes = {words.en: {rule.code for rule in rules} for words, rules in groups}

    assert sorted(code for found in codes.values() for code in found) == sorted(rule.code for rule in RULES)
    assert {"R503", "F108", "R501"} <= codes["Worth an explanation"]
    assert {"D003", "W204", "M605"} <= codes["Complete or adjust the form"]
    assert {"X703", "X707", "S305"} <= codes["Compare with the records"]


def test_the_order_within_a_group_is_kept():
    assert group_by_action(["X707", "R503", "X703", "R501"], str) == [
        (group_by_action(["R503"], str)[0][0], ("R503", "R501")),
        (group_by_action(["X703"], str)[0][0], ("X707", "X703")),
    ]
