"""
Which rules are chosen by codes and their beginnings.
"""

from __future__ import annotations

import pytest

from perfscore.rules import BY_CODE, RULES, select_rules


def codes(*choice):
    return [rule.code for rule in select_rules(*choice)]


class TestSelected:
    def test_all_of_them(self):
        """
        Where nothing is chosen.
        """
        assert select_rules() == RULES

    def test_by_families_and_codes(self):
        """
        In the order of the catalogue, each once.
        """
        assert codes(["T4", "F101", "F1"]) == [code for code in BY_CODE if code.startswith(("F", "T"))]

    def test_some_are_left_out(self):
        """
        Of what is chosen, and of all of them.
        """
        assert codes(["T"], ["T401", "T405"]) == ["T402", "T403", "T404"]
        assert codes([], ["F", "W", "S", "T", "R", "M", "X"]) == ["D001", "D002", "D003", "D004", "D005"]
        assert codes(["T401"], ["T"]) == []

    @pytest.mark.parametrize("choice", [(["Z"],), ([], ["F999"]), (["F101", ""],)])
    def test_a_code_that_fits_no_rule(self, choice):
        """
        A slip would otherwise choose nothing in silence.
        """
        wrong = (choice[-1])[-1]

        with pytest.raises(ValueError, match=f"^no rule has a code that starts with '{wrong}'$"):
            select_rules(*choice)

    def test_among_other_rules(self):
        """
        Those of the catalogue need not be there.
        """
        mine = (BY_CODE["F101"], BY_CODE["T401"])

        assert select_rules(["T"], rules=mine) == (BY_CODE["T401"],)
        with pytest.raises(ValueError, match="'S'"):
            select_rules(["S"], rules=mine)
