"""
F1xx: what is wrong with a fund table, and what is not.
"""

from __future__ import annotations

import pytest

from builders import checked, fires, form, funds, only, part, row
from perfscore import Goals


SCORED = row("90", "90", "≥1次", "1次")


class TestF101:
    @pytest.mark.parametrize("name", ["initial", "budget", "executed"])
    def test_every_money_column(self, name):
        """
        Components of 100 under a total of 90 are an error in whichever column.
        """
        table = form(fund=[funds(**{"budget": None, "executed": None, name: "90"}), part(**{name: "100"})])

        assert fires(table, "F101") == [f"funds[0].{name} error"]

    def test_a_total_of_zero_over_parts(self):
        """
        A published form: total row 0, its only component 90.
        """
        finding = only(form(fund=[funds("0", None), part(budget="90")]), "F101")

        assert (finding.stated, finding.expected) == ("0", "90")

    def test_parts_that_add_up(self):
        """
        60 + 40 under 100.
        """
        assert fires(form(fund=[funds("100", None), part(budget="60"), part(budget="40"), part()]), "F101") == []

    def test_a_blank_total_states_nothing(self):
        """
        What is not stated cannot be wrong.
        """
        assert fires(form(fund=[funds(None, None), part(budget="90")]), "F101") == []

    def test_the_cents_count(self):
        """
        120.004000 万元 under 120.000000 is 40 yuan too much.
        """
        table = [funds("120.000000", None), part(budget="120.004000")]

        assert fires(form(fund=table, currency_unit="万元"), "F101") == ["funds[0].budget error"]


class TestF102:
    @pytest.mark.parametrize("rate", ["53.65%", "5.36%", "53.57%", "0.53%"])
    def test_a_wrong_rate(self, rate):
        """
        64.185681 / 119.838800 is 53.56 %: swapped digits, a moved point and the next hundredth are errors.
        """
        finding = only(form(fund=funds("119.838800", "64.185681", rate=rate)), "F102")

        assert (finding.cell, finding.stated, finding.expected) == ("funds[0].rate", rate, "53.56%")
        assert finding.derivation == "64.185681 / 119.838800 = 53.56%"

    @pytest.mark.parametrize("rate", ["53.56%", "53.6%", "54%", "53.5600%", "53.56", "0.5356"])
    def test_ways_of_printing_the_right_one(self, rate):
        """
        Fewer decimals, more decimals, no percent sign.
        """
        assert fires(form(fund=funds("119.838800", "64.185681", rate=rate)), "F102") == []

    @pytest.mark.parametrize(("rate", "fired"), [("1", True), ("0.9", True), ("0.8", True), ("0.86", False)])
    def test_a_share_is_as_fine_as_a_percentage(self, rate, fired):
        """
        37.24 of 43.2 is 0.862; 86 % is that, 1 and 0.9 are not.
        """
        assert bool(fires(form(fund=funds("43.2", "37.24", rate=rate)), "F102")) == fired

    @pytest.mark.parametrize("executed", ["100", "99.6"])
    def test_a_share_of_nearly_everything(self, executed):
        """
        1 is what is left of 100 %, also where that was rounded.
        """
        assert fires(form(fund=funds("100", executed, rate="1")), "F102") == []

    def test_of_a_component_row(self):
        """
        Rates are checked in every row that prints one.
        """
        table = form(fund=[funds("100", "50", rate="50%"), part(budget="100", executed="50", rate="60%")])

        assert fires(table, "F102") == ["funds[1].rate error"]


class TestWrongAmounts:
    """
    An amount of the total row that its components contradict is one error: rate and balance follow from it.
    """

    @pytest.mark.parametrize(
        "table",
        [
            [funds("35", "326800", rate="93.37%"), part(budget="35", executed="32.68")],
            [funds("3200000", "318.6", rate="99.56%"), part(budget="320", executed="318.6")],
            [funds("35", "3268", rate="93.37%"), part(budget="20", executed="20"), part(budget="15", executed="12.68")],
        ],
    )
    def test_the_rate_is_that_of_the_components(self, table):
        """
        32.68 of 35 is 93.37 %, whatever was typed above them.
        """
        assert len(fires(form(fund=table), "F101")) == 1
        assert fires(form(fund=table), "F102") == []
        assert fires(form(fund=table), "F104") == []

    def test_a_rate_of_neither(self):
        """
        39.37 % is wrong by the total row and by its components.
        """
        table = form(fund=[funds("35", "326800", rate="39.37%"), part(budget="35", executed="32.68", rate="39.37%")])

        assert fires(table, "F102") == ["funds[0].rate error", "funds[1].rate error"]
        assert fires(table, "F104") == ["funds[0].executed warning"]


class TestF103:
    def test_swapped_digits(self):
        """
        5.63 for 5.36.
        """
        assert fires(form(fund=funds("119.838800", "64.185681", rate="53.56%", score="5.63")), "F103") == [
            "funds[0].score error"
        ]

    @pytest.mark.parametrize("score", ["5.36", "5.35", "5.4", "5.360"])
    def test_ways_of_rounding(self, score):
        """
        10 × 53.56 % = 5.356: half up, cut off, one decimal.
        """
        assert fires(form(fund=funds("119.838800", "64.185681", rate="53.56%", score=score)), "F103") == []

    def test_full_marks_for_a_low_rate(self):
        """
        93.51 % of 10 is 9.35, not 10.
        """
        finding = only(form(fund=funds("2926", "2736", rate="93.51%", score="10")), "F103")

        assert finding.expected == "9.35"

    def test_a_wrong_rate_is_one_error(self):
        """
        86 % was printed as 68 %; the score 8.6 is what the amounts give.
        """
        table = form(fund=funds("43.2", "37.24", rate="68.20%", score="8.62"))

        assert fires(table, "F102") == ["funds[0].rate error"]
        assert fires(table, "F103") == []

    @pytest.mark.parametrize(
        ("money", "fired"),
        [
            # The components bear the amounts out, so rate and score are both too high.
            ([funds("640", "544", rate="95%", score="9.5"), part(budget="640", executed="544")], True),
            ([funds("640", "544", rate="95%", score="9.5"), part(budget="640", executed="608")], False),
            # A single row: 95 % may be a slip in 544 (for 608); 100 % and full marks were just filled in.
            (funds("640", "544", rate="95%", score="9.5"), False),
            (funds("640", "544", rate="100%", score="10"), True),
            (funds("640", "544", rate="1", score="10"), True),
            (funds("640", "704", rate="100%", score="10"), False),
            # The score is not that of the printed rate either, or is right.
            (funds("640", "544", rate="100%", score="9"), False),
            (funds("640", "544", rate="100%", score="8.5"), False),
        ],
    )
    def test_a_score_by_a_wrong_rate(self, money, fired):
        """
        544 of 640 is 85 %, which earns 8.5.
        """
        found = [finding for finding in checked(form(fund=money)).findings if finding.code == "F103"]

        assert [f.expected for f in found if f.severity.value == "warning"] == (["8.5"] if fired else [])

    def test_a_dash_is_not_wrong(self):
        """
        A row that is not scored has no score to check.
        """
        assert fires(form(fund=funds("100", "50", weight="-", rate="50%", score="-")), "F103") == []


class TestF104:
    def test_more_spent_than_budgeted(self):
        """
        120 of 100; the component rows only repeat it.
        """
        table = form(fund=[funds("100", "120"), part(budget="100", executed="120")])

        assert fires(table, "F104") == ["funds[0].executed warning"]

    @pytest.mark.parametrize("executed", ["100", "99.99", "0", None, "-"])
    def test_no_more_than_budgeted(self, executed):
        """
        All of it is not too much.
        """
        assert fires(form(fund=funds("100", executed)), "F104") == []


class TestF105:
    def test_a_score_that_can_be_computed(self):
        """
        The other rows are scored, and the execution row is not.
        """
        blank = form(SCORED, fund=funds("100", "50", rate="50%"))

        assert fires(blank, "F105") == ["funds[0].score warning"]
        assert only(blank, "F105").expected == "5"

    def test_a_rate_that_can_be_computed(self):
        """
        Executed and budget are there, the rate is not.
        """
        assert fires(form(SCORED, fund=funds("100", "50", score="5")), "F105") == ["funds[0].rate warning"]

    def test_not_in_a_form_that_was_not_scored(self):
        """
        Nothing is scored, so nothing is missing.
        """
        assert fires(form(row("90", None), fund=funds("100", "50")), "F105") == []

    def test_not_where_nothing_can_be_computed(self):
        """
        Without money there is no rate.
        """
        assert fires(form(SCORED, fund=funds(None, None)), "F105") == []

    def test_not_for_nothing_of_nothing(self):
        """
        0 of 0 is 0 or 100 %; which belongs in the cell is not ours to say.
        """
        assert fires(form(SCORED, fund=funds("0", "0")), "F105") == []


class TestF107:
    def test_an_amount_in_another_unit(self):
        """
        29 260 000元 in a table of 万元 is read as 2926, and remarked on.
        """
        table = form(fund=funds("29260000元", "2736", rate="93.51%"), currency_unit="万元")

        assert fires(table, "F107") == ["funds[0].budget warning"]
        assert fires(table, "F102") == []

    def test_ten_thousand_times_another(self):
        """
        119.8388 beside 1198388 is 万元 beside 元.
        """
        assert fires(form(fund=funds("119.8388", "1198388")), "F107") == ["funds[0].executed warning"]

    @pytest.mark.parametrize("executed", ["2736", "2736万元", "0", None])
    def test_the_tables_own_unit(self, executed):
        """
        万元 in a table of 万元 contradicts nothing.
        """
        assert fires(form(fund=funds("2926万元", executed), currency_unit="万元"), "F107") == []


class TestF108:
    def test_a_changed_budget(self):
        """
        120 became 119.8388.
        """
        assert fires(form(fund=funds("119.838800", "64.185681", initial="120.000000")), "F108") == [
            "funds[0].budget notice"
        ]

    @pytest.mark.parametrize(
        ("carried", "fired"),
        [
            (part("上年结转资金", initial="0", budget="15.5"), False),
            (part("上年结转资金", budget="15.5"), False),
            (part("上年结转资金", initial="10", budget="15.5"), True),
            (part("上年结转资金", initial="0", budget="5.5"), True),
            (part("其他资金", initial="0", budget="15.5"), True),
            (part("上年结转资金"), True),
        ],
    )
    def test_money_carried_over(self, carried, fired):
        """
        120 and the 15.5 left over from last year are 135.5: the table says why the budget grew.
        """
        table = form(fund=[funds("135.5", "118.2", initial="120"), carried])

        assert bool(fires(table, "F108")) == fired

    @pytest.mark.parametrize(
        ("reason", "goal", "fired"),
        [
            ("年中追加预算，第四季度才到位", None, False),
            (None, "因压减一般性支出，完成培训3期", False),
            ("人员调整", "完成培训3期", True),
        ],
    )
    def test_a_change_that_the_form_speaks_of(self, reason, goal, fired):
        """
        The reason stands in the cells that there are.
        """
        table = form(
            row("10", "9", "≥4期", "3期", reason=reason),
            fund=funds("135.5", "118.2", initial="120"),
            goals=Goals("培训4期", goal),
        )

        assert bool(fires(table, "F108")) == fired

    @pytest.mark.parametrize("initial", ["120", "120.00", None, "-"])
    def test_an_unchanged_one(self, initial):
        """
        Decimals make no other amount, and a blank says nothing.
        """
        assert fires(form(fund=funds("120", "64", initial=initial)), "F108") == []
