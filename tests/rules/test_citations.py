"""
What a rule rests on, as a finding says it.
"""

from __future__ import annotations

from datetime import date

import pytest

from attrs import evolve

from perfscore import Text
from perfscore.rulebook import Source, load_rulebook
from perfscore.rules import BY_CODE


CITY = Source(Text("市财〔2021〕5号", "the city's rules"), "read", "city")


def cited(year=None, **changes):
    """
    What F103 cites under a rulebook that has its parameter from this source.
    """
    national = load_rulebook("national")
    sources = {**national.sources, "execution.method": evolve(CITY, **changes)}
    return BY_CODE["F103"].cited(evolve(national, sources=sources), year)


class TestCited:
    def test_source_mark_rulebook_and_key(self):
        """
        In the order in which either language would say them.
        """
        assert cited() == Text(
            "市财〔2021〕5号（读到原文；规则手册 city：execution.method）",
            "city: execution.method (read): the city's rules",
        )

    @pytest.mark.parametrize(
        ("dates", "said"),
        [
            ({}, ""),
            ({"since": date(2021, 3, 1)}, " [2021-03-01 – ]"),
            ({"until": date(2022, 12, 31)}, " [ – 2022-12-31]"),
            ({"since": date(2021, 3, 1), "until": date(2022, 12, 31)}, " [2021-03-01 – 2022-12-31]"),
        ],
    )
    def test_the_days_on_which_it_holds(self, dates, said):
        """
        Both ends, one, or none.
        """
        undated, dated = cited(), cited(**dates)

        assert (dated.zh, dated.en) == (undated.zh + said, undated.en + said)

    @pytest.mark.parametrize(("year", "late"), [(2020, True), (2021, False), (2022, False), (2023, True)])
    def test_a_form_of_another_year(self, year, late):
        """
        From 2021 to 2022, both included.
        """
        dates = {"since": date(2021, 3, 1), "until": date(2022, 6, 30)}
        undated, dated = cited(**dates), cited(year, **dates)

        assert dated.zh == undated.zh + (f" [{year} 年不适用]" if late else "")
        assert dated.en == undated.en + (f" [not in force in {year}]" if late else "")


class TestCitation:
    def test_of_a_parameter(self):
        """
        Before any rulebook is known, its key.
        """
        assert BY_CODE["F103"].citation == Text("规则手册：execution.method", "rulebook: execution.method")

    def test_of_a_source_of_its_own(self):
        """
        With how sure that is, where that is said; the same under every rulebook.
        """
        own = evolve(BY_CODE["F103"], parameter=None, source=Text("市规", "city rules"), mark="in use")

        assert own.citation == Text("市规（业务系统在用）", "city rules (in use)")
        assert own.cited(load_rulebook("national"), 2021) == own.citation
        assert evolve(own, mark=None).citation == Text("市规", "city rules")
        assert evolve(own, mark=None, source=None).citation == Text("", "")
