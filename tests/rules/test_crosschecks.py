"""
X7xx: cells that speak of the same thing in different places.
"""

from __future__ import annotations

import pytest

from builders import fires, form, funds, row
from perfscore import Goals


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


def cost(target, actual, name="项目预算控制数"):
    return row("10", "10", target, actual, name=name, level2="成本指标")


class TestX701:
    @pytest.mark.parametrize(
        ("target", "actual", "fires_at"),
        [
            ("492万元", "375.5442万元", []),
            ("492万元", "376万元", []),
            ("492万元。主要用于国际学术交流", "375.5442万元", []),
            ("492万元", "492万元", ["indicators[0].actual warning"]),
            ("429万元", "375.5442万元", ["indicators[0].target warning"]),
        ],
    )
    def test_the_total_cost_is_what_was_budgeted_and_spent(self, target, actual, fires_at):
        """
        The published row, one that repeats the target, one with swapped digits.
        """
        table = form(cost(target, actual), fund=funds("492.000000", "375.544200"), currency_unit="万元")

        assert fires(table, "X701") == fires_at

    def test_a_unit_cost(self):
        """
        500元/人 is no total.
        """
        table = form(cost("≤500元/人", "400元/人", "人均培训成本"), fund=funds("492", "375"), currency_unit="万元")

        assert fires(table, "X701") == []


class TestX706:
    @pytest.mark.parametrize(("part", "fires_at"), [("486万元", []), ("468万元", ["indicators[0].actual warning"])])
    def test_the_parts_make_up_the_total(self, part, fires_at):
        """
        2100 + 486 + 150 = 2736, as published; 468 has two digits swapped.
        """
        table = form(
            cost("2926万元", "2736万元", "项目总成本预算控制数"),
            cost("2100万元", "2100万元", "定额工作经费"),
            cost("676万元", part, "后绩效补助经费"),
            cost("150万元", "150万元", "海外人才考察项目经费"),
            fund=PUBLISHED,
            currency_unit="万元",
        )

        assert fires(table, "X706") == fires_at


class TestX707:
    def table(self, score, total):
        return form(
            row("90", score, "提高", "提高", reason="疫情影响"),
            fund=funds("119.838800", "64.185681", rate="53.56%", score="5.36"),
            total="100",
            score=total,
        )

    def test_scores_outrun_the_money(self):
        """
        85.47 of 90 points for 53.56 % of the money.
        """
        assert fires(self.table("85.47", "90.83"), "X707") == ["total.score notice"]

    def test_scores_in_step_with_the_money(self):
        """
        50 of 90 points are 55.6 %.
        """
        assert fires(self.table("50", "55.36"), "X707") == []


class TestExecutionRateOfTheGoal:
    def claimed(self, text, rate="93.51%"):
        printed = form(row("90", "90", "≥1次", "1次"), fund=funds("100", "93.51", rate=rate), goals=Goals(actual=text))
        return fires(printed, "X702")

    def test_another_rate_than_the_fund_table(self):
        """
        89 % was not spent where the fund table says 93.51 %.
        """
        assert self.claimed("全年预算执行率89%，各项任务完成。") == ["goals.actual warning"]

    @pytest.mark.parametrize(
        "text",
        ["全年预算执行率93.51%", "执行率94%", "6月底执行率50%", "执行率约90%", "参与率89%", "执行率89%，次年执行率95%"],
    )
    def test_nothing_that_contradicts(self, text):
        """
        The same rate, rounded or at an earlier date; something else; or more than one.
        """
        assert self.claimed(text) == []
