"""
How a printed number is judged against what its inputs give.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from attrs import evolve

from perfscore import load_rulebook
from perfscore.notation.number import Mark, read_number
from perfscore.relations.judgement import Candidate, Verdict, Why, judge


NATIONAL = load_rulebook("national")
STRICT = evolve(NATIONAL, accepted_recipes=frozenset())


def candidate(value, recipe=None, *, coarse=True):
    return Candidate(Decimal(value), 2, lambda: value, recipe, coarse=coarse)


def verdict(stated, *values, rulebook=NATIONAL):
    candidates = tuple(value if isinstance(value, Candidate) else candidate(value) for value in values)
    judgement = judge(read_number(stated), candidates, rulebook)
    return judgement.recipe or judgement.verdict.value


class TestJudge:
    @pytest.mark.parametrize(
        ("stated", "value", "result"),
        [
            ("5.36", "5.36", "exact"),
            ("5.36", "5.356", "exact"),
            ("5.36", "5.355", "exact"),
            ("5.3560", "5.356", "exact"),
            ("5", "5.00", "exact"),
            ("5.34", "5.345", "half-even"),
            ("5.01", "5.015", "binary-half"),
            ("5.39", "5.3846", "rounded-twice"),
            ("5.35", "5.356", "truncated"),
            ("5.4", "5.36", "fewer-decimals"),
            ("5", "5.36", "fewer-decimals"),
            ("5.3600", "5.3561", "exact"),
            ("5.3500", "5.3561", "truncated"),
            ("5.37", "5.356", "broken"),
            ("5.3", "5.36", "fewer-decimals+truncated"),
            ("5.2", "5.36", "broken"),
            ("6", "5.36", "broken"),
            ("-5.36", "5.36", "broken"),
            ("5.63", "5.36", "broken"),
        ],
    )
    def test_against_one_value(self, stated, value, result):
        """
        Plain rounding is exact, another recipe is named, and what none gives is broken.
        """
        assert verdict(stated, value) == result

    @pytest.mark.parametrize("stated", ["5.34", "5.35", "5.4"])
    def test_a_strict_rulebook_accepts_rounding_half_up_only(self, stated):
        """
        Without accepted recipes, every other way of rounding is broken.
        """
        assert verdict(stated, "5.345" if stated == "5.34" else "5.3561", rulebook=STRICT) == "broken"

    def test_a_value_that_must_not_be_coarse(self):
        """
        4.84 of 5 is no 5 where fewer decimals would make full marks of a missed target.
        """
        assert verdict("5", candidate("4.84")) == "fewer-decimals"
        assert verdict("5", candidate("4.84", coarse=False)) == "broken"

    def test_what_was_done_to_the_inputs_is_named_with_the_recipe(self):
        """
        Cut off from unrounded inputs is two steps, and both are named.
        """
        unrounded = candidate("26.6667", "unrounded-inputs")

        assert verdict("26.67", "26.664", unrounded) == "unrounded-inputs"
        assert verdict("26.66", "20", unrounded) == "unrounded-inputs+truncated"
        assert verdict("26.67", "20", unrounded, rulebook=STRICT) == "broken"

    def test_the_printed_inputs_come_first(self):
        """
        What the printed inputs give is exact, whatever else would give it too.
        """
        assert verdict("5.36", "5.36", candidate("5.356", "unrounded-inputs")) == "exact"

    def test_a_broken_result_keeps_what_the_printed_inputs_give(self):
        """
        The expected value of a broken relation is computed from what the form prints.
        """
        judgement = judge(read_number("7"), (candidate("5.36"), candidate("5.356", "unrounded-inputs")), NATIONAL)

        assert judgement.verdict is Verdict.BROKEN
        assert judgement.candidate is not None
        assert judgement.candidate.value == Decimal("5.36")

    def test_the_digits_that_may_stand_behind_a_result_are_kept(self):
        """
        A total may know the unrounded 0.466 behind the printed 0.47.
        """
        assert judge(read_number("0.47"), (candidate("0.466"),), NATIONAL).unrounded == (Decimal("0.466"),)
        assert judge(read_number("4"), (candidate("4"),), NATIONAL).unrounded == ()

    @pytest.mark.parametrize(("mark", "why"), [(Mark.BLANK, Why.BLANK), (Mark.UNREADABLE, Why.UNREADABLE)])
    def test_a_result_that_is_no_number_is_not_judged(self, mark, why):
        """
        The value that belongs there is still known.
        """
        judgement = judge(mark, (candidate("5.36"),), NATIONAL)

        assert (judgement.verdict, judgement.why) == (Verdict.UNCHECKED, why)
        assert judgement.candidate is not None
        assert not judgement.ambiguous

    def test_a_blank_with_two_readings_is_ambiguous(self):
        """
        The rate of 0 / 0 is 0 to one system and 100 to another; nobody can say what belongs in the cell.
        """
        assert judge(Mark.BLANK, (candidate("0"), candidate("100")), NATIONAL).ambiguous
