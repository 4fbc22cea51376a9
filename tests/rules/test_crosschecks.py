"""
X7xx: cells that speak of the same thing in different places.
"""

from __future__ import annotations

import pytest

from builders import fires, form, funds, row


PUBLISHED = funds("2,926.000000", "2,736.000000", rate="93.51%", score="9.35")


def spent(name="经费支出进度", target="2021年12月31日前支出100%", actual="2021年12月31日前支出100%"):
    return form(row("2", "2", target, actual, name=name, level2="时效指标"), fund=PUBLISHED, year="2021")


class TestX702:
    def test_all_is_said_to_be_spent_and_was_not(self):
        """
        The published form claims 100 % by the end of the year; 93.51 % were executed.
        """
        assert fires(spent(), "X702") == ["indicators[0].actual warning"]

    @pytest.mark.parametrize("actual", ["93.51%", "93.5%", "94%", "12月支出93.51%"])
    def test_the_rate_itself(self, actual):
        """
        The same share, with whatever decimals.
        """
        assert fires(spent(actual=actual), "X702") == []

    @pytest.mark.parametrize(
        "name", ["资金到位率", "制度执行率", "支出合规率", "10月底前资金支出进度", "预算编制准确率"]
    )
    def test_rows_that_speak_of_something_else(self, name):
        """
        Arrival, compliance, or an earlier date are no claim about the year's spending.
        """
        assert fires(spent(name=name, target="100%", actual="100%"), "X702") == []

    def test_a_share_at_an_earlier_date(self):
        """
        Half by June says nothing about December.
        """
        assert fires(spent(target="2021年6月30日前支出50%", actual="2021年6月30日前支出50%"), "X702") == []
