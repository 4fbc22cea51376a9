"""
Relations on published figures, every recipe on a form built for it, and every reason not to judge.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, judged, part, row, verdict
from perfscore import Section


def derived(form, cell):
    return perfscore.check(form).explain(cell).derivation


class TestPublished:
    @pytest.mark.parametrize(
        ("executed", "budget", "rate", "score"),
        [
            ("64.185681", "119.838800", "53.56%", "5.36"),
            ("2,736.000000", "2,926.000000", "93.51%", "9.35"),
            ("375.544200", "492.000000", "76.33%", "7.63"),
        ],
    )
    def test_rate_and_execution_score(self, executed, budget, rate, score):
        """
        Three published fund tables hold, and no digit of the rate or score could be one higher.
        """
        good = form(fund=funds(budget, executed, rate=rate, score=score))
        rate_up = form(fund=funds(budget, executed, rate=f"{Decimal(rate[:-1]) + Decimal('0.01')}%", score=score))
        score_up = evolve(good, funds=(evolve(good.funds[0], score=str(Decimal(score) + Decimal("0.01"))),))

        assert verdict(good, "rate", "funds[0].rate") == "exact"
        assert verdict(good, "execution", "funds[0].score") == "exact"
        assert verdict(score_up, "execution", "funds[0].score") == "broken"
        assert verdict(rate_up, "rate", "funds[0].rate") == "broken"

    def test_how_they_are_derived(self):
        """
        The arithmetic as a person would write it beside the form.
        """
        published = form(fund=funds("119.838800", "64.185681", rate="53.56%", score="5.36"))

        assert derived(published, "funds[0].rate") == "64.185681 / 119.838800 = 53.56%"
        assert derived(published, "funds[0].score") == "10 × 53.56% = 5.36"

    def test_a_missed_target(self):
        """
        3 × 4.66 % / 30 % = 0.466, printed as 0.47.
        """
        published = form(row("3", "0.47", "≥30%", "实际支出率4.66%"))

        assert verdict(published, "attainment", "indicators[0].score") == "exact"
        assert derived(published, "indicators[0].score") == "3 × 4.66% / 30% = 0.466 → 0.47"

    def test_a_total(self):
        """
        A run of equal terms is written as a product.
        """
        rows = [row(score, score) for score in ("4", "4", "4", "3")]
        published = form(*rows, fund=funds("119.838800", "64.185681", rate="53.56%", score="5.36"), score="20.36")

        assert verdict(published, "total", "total.score") == "exact"
        assert derived(published, "total.score") == "5.36 + 4 × 3 + 3 = 20.36"


class TestRate:
    @pytest.mark.parametrize("rate", ["50%", "50.00%", "50", "50.00", "0.5", "0.50"])
    def test_ways_of_printing_a_half(self, rate):
        """
        Under a head 执行率(%) forms print 50, others the share itself.
        """
        assert verdict(form(fund=funds("100", "50", rate=rate)), "rate", "funds[0].rate") == "exact"

    @pytest.mark.parametrize("rate", ["51%", "5%", "0.5%", "500%", "0.05", "5"])
    def test_other_numbers_are_no_half(self, rate):
        """
        A lost or added zero is an error in every way of printing.
        """
        assert verdict(form(fund=funds("100", "50", rate=rate)), "rate", "funds[0].rate") == "broken"

    @pytest.mark.parametrize(
        ("rate", "result"), [("0", "exact"), ("0%", "exact"), ("100%", "exact"), ("50%", "broken")]
    )
    def test_nothing_of_nothing(self, rate, result):
        """
        0 / 0 is 0 in one running system and 100 % in another.
        """
        assert verdict(form(fund=funds("0", "0", rate=rate)), "rate", "funds[0].rate") == result

    @pytest.mark.parametrize(
        ("rate", "score", "result"),
        [("0%", "0", "exact"), ("100%", "10", "exact"), ("0%", "10", "broken"), ("100%", "0", "broken")],
    )
    def test_the_score_of_nothing_follows_the_rate_that_is_printed(self, rate, score, result):
        """
        A form takes 0 / 0 one way or the other, not the rate one way and the score the other.
        """
        table = form(row("90", "90", "提高", "提高"), fund=funds("0", "0", rate=rate, score=score))
        assert verdict(table, "execution", "funds[0].score") == result

    def test_money_out_of_nothing(self):
        """
        Spending on a budget of 0 has no rate.
        """
        assert verdict(form(fund=funds("0", "5", rate="100%")), "rate", "funds[0].rate") == "unchecked: no-budget"

    @pytest.mark.parametrize("rate", ["120%", "100%"])
    def test_more_than_budgeted(self, rate):
        """
        Some forms print the rate as it is, others cap it at 100 %.
        """
        assert verdict(form(fund=funds("100", "120", rate=rate)), "rate", "funds[0].rate") == "exact"

    def test_the_adjusted_budget_counts(self):
        """
        The rate is of 全年预算数, not of 年初预算数: 50 of 200 is 25 %, though 50 of 100 would be 50 %.
        """
        adjusted = form(fund=funds("200", "50", rate="25%", initial="100"))

        assert verdict(adjusted, "rate", "funds[0].rate") == "exact"

    def test_units_in_the_cells(self):
        """
        An amount in 元 in a table of 万元 is brought to 万元: 2 736 万元 of 29 260 000 元.
        """
        mixed = form(fund=funds("29260000元", "2736万元", rate="93.51%"), currency_unit="万元")

        assert verdict(mixed, "rate", "funds[0].rate") == "exact"

    def test_units_in_the_cells_alone(self):
        """
        Without a head that names the unit, 5000元 of 1万元 is still a half.
        """
        assert verdict(form(fund=funds("1万元", "5000元", rate="50%")), "rate", "funds[0].rate") == "exact"


class TestExecution:
    def test_never_more_than_the_weight(self):
        """
        A rate of 120 % earns the weight and no more.
        """
        over = form(fund=funds("100", "120", rate="120%", score="10"))

        assert verdict(over, "execution", "funds[0].score") == "exact"
        assert derived(over, "funds[0].score") == "min(10, 10 × 120%) = 10"
        assert (
            verdict(form(fund=funds("100", "120", rate="120%", score="12")), "execution", "funds[0].score") == "broken"
        )

    @pytest.mark.parametrize(
        ("score", "result"), [("6", "exact"), ("5", "rounding: unrounded-inputs"), ("5.5", "broken")]
    )
    def test_a_broken_rate_breaks_no_score(self, score, result):
        """
        60 % printed for 50 of 100: the score may follow the printed rate or the amounts, and nothing between.
        """
        wrong = form(fund=funds("100", "50", rate="60%", score=score))

        assert verdict(wrong, "rate", "funds[0].rate") == "broken"
        assert verdict(wrong, "execution", "funds[0].score") == result

    def test_without_a_printed_rate(self):
        """
        Where the rate is blank, the score follows executed / budget.
        """
        blank = form(fund=funds("119.838800", "64.185681", score="5.36"))

        assert verdict(blank, "rate", "funds[0].rate") == "unchecked: blank"
        assert verdict(blank, "execution", "funds[0].score") == "exact"
        assert derived(blank, "funds[0].score") == "10 × 64.185681 / 119.838800 = 5.36"

    @pytest.mark.parametrize("score", ["10", "0.1"])
    def test_a_rate_of_one_without_percent_sign(self, score):
        """
        1 is 100 % on some forms and 1 % on others; either score is possible.
        """
        bare = form(fund=funds(None, None, rate="1", score=score))

        assert verdict(bare, "execution", "funds[0].score") == "exact"


class TestAttainment:
    def test_a_met_target_earns_the_weight(self):
        """
        27 of at least 20 earns the weight, and no more than that.
        """
        assert verdict(form(row("4", "4", "≥20条", "27条")), "attainment", "indicators[0].score") == "exact"
        assert verdict(form(row("4", "5", "≥20条", "27条")), "attainment", "indicators[0].score") == "broken"
        assert verdict(form(row("4", "-1", "≥20条", "27条")), "attainment", "indicators[0].score") == "broken"

    @pytest.mark.parametrize(
        ("score", "result"),
        [
            ("8", "exact"),  # 10 × 100 / 125
            ("7.5", "exact"),  # 10 × (1 - 25 / 100)
            ("10", "broken"),
            ("9", "broken"),
        ],
    )
    def test_more_than_at_most(self, score, result):
        """
        125 of at most 100 earns by the ratio or by the linear form.
        """
        over = form(row("10", score, "≤100万元", "125万元"))

        assert verdict(over, "attainment", "indicators[0].score") == result

    @pytest.mark.parametrize(("score", "result"), [("0", "exact"), ("5", "broken"), ("10", "broken")])
    def test_twice_as_much_as_at_most(self, score, result):
        """
        The linear form ends at 0: 10 × (1 - 150 / 100) is less than nothing.
        """
        over = form(row("10", score, "≤100万元", "250万元"))

        assert verdict(over, "attainment", "indicators[0].score") == result
        assert (
            verdict(
                evolve(over, indicators=(row("10", "4", "≤100万元", "250万元"),)), "attainment", "indicators[0].score"
            )
            == "exact"
        )

    def test_nearly_is_not_fully(self):
        """
        10 × 99.6 / 100 = 9.96, and printing it with fewer decimals must not make full marks of it.
        """
        nearly = row("10", "10", "≥100人", "99.6人")

        assert verdict(form(nearly), "attainment", "indicators[0].score") == "broken"
        assert verdict(form(evolve(nearly, score="9.96")), "attainment", "indicators[0].score") == "exact"

    def test_a_target_that_must_be_hit(self):
        """
        = above zero is scored like ≥; = 0 is all or nothing.
        """
        one = row("10", "0", "=0次", "1次")

        assert verdict(form(one), "attainment", "indicators[0].score") == "exact"
        assert verdict(form(evolve(one, score="10")), "attainment", "indicators[0].score") == "broken"
        assert verdict(form(row("10", "8", "=10次", "8次")), "attainment", "indicators[0].score") == "exact"


class TestRecipes:
    """
    Each way of rounding on a form that was rounded so and no other way.
    """

    def test_half_even(self):
        """
        213 / 400 = 53.25 %, and 10 × 53.25 % = 5.325 is a tie: half up is 5.33, half to even 5.32.
        """
        rounded = form(fund=funds("400", "213", rate="53.25%", score="5.32"))

        assert verdict(rounded, "rate", "funds[0].rate") == "exact"
        assert verdict(rounded, "execution", "funds[0].score") == "rounding: half-even"

    def test_binary_half(self):
        """
        10 × 50.15 % = 5.015; half up and half to even are 5.02, but the double next to 5.015 lies below it.
        """
        assert Fraction(5.015) < Fraction("5.015")

        rounded = form(fund=funds("2000", "1003", rate="50.15%", score="5.01"))

        assert verdict(rounded, "execution", "funds[0].score") == "rounding: binary-half"

    def test_rounded_twice(self):
        """
        10 × 7 / 13 = 5.3846…, to three decimals 5.385, from there 5.39.
        """
        rounded = form(row("10", "5.39", "≥13次", "7次"))

        assert verdict(rounded, "attainment", "indicators[0].score") == "rounding: rounded-twice"

    def test_truncated(self):
        """
        10 × 6 / 13 = 4.6153…, half up 4.62, cut off 4.61.
        """
        rounded = form(row("10", "4.61", "≥13次", "6次"))

        assert verdict(rounded, "attainment", "indicators[0].score") == "rounding: truncated"

    def test_unrounded_inputs_of_the_execution_score(self):
        """
        80 × 33.33 % = 26.664, but 80 × 1 / 3 = 26.666… is 26.67.
        """
        rounded = form(fund=funds("3", "1", weight="80", rate="33.33%", score="26.67"))

        assert verdict(rounded, "execution", "funds[0].score") == "rounding: unrounded-inputs"

    def test_unrounded_inputs_of_the_total(self):
        """
        Three rows of 10 × 1 / 3 print 3.33 each, 9.99 together; unrounded they are 10.
        """
        third = row("10", "3.33", "≥3次", "1次")

        assert verdict(form(third, third, third, score="9.99"), "total", "total.score") == "exact"
        assert verdict(form(third, third, third, score="10.00"), "total", "total.score") == "rounding: unrounded-inputs"
        assert verdict(form(third, third, third, score="10.01"), "total", "total.score") == "broken"

    def test_fewer_decimals(self):
        """
        862 / 1000 = 86.2 %, printed as 86 %.
        """
        rounded = form(fund=funds("1000", "862", rate="86%", score="8.6"))

        assert verdict(rounded, "rate", "funds[0].rate") == "rounding: fewer-decimals"
        assert verdict(rounded, "execution", "funds[0].score") == "exact"

    def test_hidden_digits(self):
        """
        1.23 + 2.34 万元 print 3.57, but may be 1.234 + 2.344 = 3.578, which prints 3.58; 3.59 is out of reach.
        """
        parts = [part(executed="1.23"), part(executed="2.34")]
        table = [form(fund=[funds(None, total), *parts], currency_unit="万元") for total in ("3.58", "3.59")]

        assert verdict(table[0], "components", "funds[0].executed") == "rounding: hidden-digits"
        assert verdict(table[1], "components", "funds[0].executed") == "broken"

    def test_a_blank_part_hides_nothing(self):
        """
        1.23 and 2.34 hide half a hundredth each, the blank between them nothing: 3.58 may be their sum, 3.59 may not.
        """
        parts = [part(executed="1.23"), part(executed=None), part(executed="2.34")]
        table = [form(fund=[funds(None, total), *parts], currency_unit="万元") for total in ("3.58", "3.59")]

        assert verdict(table[0], "components", "funds[0].executed") == "rounding: hidden-digits"
        assert verdict(table[1], "components", "funds[0].executed") == "broken"

    def test_amounts_exact_to_the_cent_hide_nothing(self):
        """
        Six decimals of 万元 go below the 分, and 元 with two decimals are exact: nothing is left to hide.
        """
        six = [funds(None, "3.570001"), part(executed="1.230000"), part(executed="2.340000")]
        yuan = [funds(None, "3.58"), part(executed="1.23"), part(executed="2.34")]

        assert verdict(form(fund=six, currency_unit="万元"), "components", "funds[0].executed") == "broken"
        assert verdict(form(fund=yuan, currency_unit="元"), "components", "funds[0].executed") == "broken"

    @pytest.mark.parametrize(
        ("printed", "cell"),
        [
            (form(fund=funds("400", "213", rate="53.25%", score="5.32")), ("execution", "funds[0].score")),
            (form(fund=funds("2000", "1003", rate="50.15%", score="5.01")), ("execution", "funds[0].score")),
            (form(row("10", "5.39", "≥13次", "7次")), ("attainment", "indicators[0].score")),
            (form(row("10", "4.61", "≥13次", "6次")), ("attainment", "indicators[0].score")),
            (form(fund=funds("3", "1", "80", rate="33.33%", score="26.67")), ("execution", "funds[0].score")),
            (form(fund=funds("1000", "862", rate="86%")), ("rate", "funds[0].rate")),
            (
                form(fund=[funds(None, "3.58"), part(executed="1.23"), part(executed="2.34")], currency_unit="万元"),
                ("components", "funds[0].executed"),
            ),
        ],
        ids=["half-even", "binary-half", "rounded-twice", "truncated", "unrounded", "fewer", "hidden"],
    )
    def test_a_rulebook_may_refuse_each(self, printed, cell):
        """
        A recipe that the rulebook does not accept leaves the relation broken.
        """
        strict = evolve(perfscore.load_rulebook("national"), accepted_recipes=frozenset())
        report = perfscore.check(printed, rulebook=strict)
        broken = {(e.relation.kind, e.relation.result) for e in report.examination.evaluations if e.broken}

        assert cell in broken
        assert report.verdict == "inconsistent"


class TestComponents:
    def test_each_money_column_adds_up(self):
        """
        Initial, budget and executed are three sums of their own.
        """
        table = form(
            fund=[
                funds("30", "25", initial="20"),
                part(initial="10", budget="10", executed="5"),
                part(initial="10", budget="20", executed="19"),
            ]
        )

        assert verdict(table, "components", "funds[0].initial") == "exact"
        assert verdict(table, "components", "funds[0].budget") == "exact"
        assert verdict(table, "components", "funds[0].executed") == "broken"

    def test_blank_components_are_nothing(self):
        """
        上年结转资金 and 其他资金 are blank where there are none.
        """
        table = form(fund=[funds("30", "25"), part(budget="30", executed="25"), part(), part(budget="-", executed="/")])

        assert verdict(table, "components", "funds[0].budget") == "exact"

    def test_a_total_of_zero_over_parts_is_broken(self):
        """
        A total row of 0 over components of 90 contradicts them.
        """
        table = form(fund=[funds("0", "0"), part(budget="90", executed="89.974")])

        assert verdict(table, "components", "funds[0].budget") == "broken"

    @pytest.mark.parametrize(("total", "result"), [("130", "exact"), ("180", "exact"), ("150", "broken")])
    def test_subtotals_may_stand_among_their_parts(self, total, result):
        """
        地方资金 50 = 省级 20 + 县级 30: the total is 130 with the subtotal counted once, 180 where all four are parts.
        """
        names = {"中央资金": "80", "地方资金": "50", "省级": "20", "县级": "30"}
        table = form(fund=[funds(total, total), *(part(n, budget=v, executed=v) for n, v in names.items())])

        assert verdict(table, "components", "funds[0].budget") == result

    def test_subtotals_are_tried_in_every_way(self):
        """
        50 + 20 + 30 is the first row's 100 by accident; 地方 50 = 省级 20 + 县级 30 is the breakdown that fits 150.
        """
        amounts = {"中央资金": "100", "地方资金": "50", "省级": "20", "县级": "30"}
        table = form(fund=[funds("150", None), *(part(name, budget=amount) for name, amount in amounts.items())])

        assert verdict(table, "components", "funds[0].budget") == "exact"

    def test_a_later_of_which_breaks_down_the_row_above_it(self):
        """
        财政拨款 30, 其中: 省级 20: the 20 is part of the 30.
        """
        rows = [part("财政拨款", budget="30"), part("其中:省级", budget="20"), part("其他资金", budget="5")]

        assert verdict(form(fund=[funds("35", None), *rows]), "components", "funds[0].budget") == "exact"

    def test_a_component_row_has_a_rate_and_no_score(self):
        """
        The rate of a component row is checked; a repeated 10 and 10 there is not scored twice.
        """
        repeated = part(budget="100", executed="50", weight="10", rate="50%", score="10")
        table = form(
            row("90", "90"), fund=[funds("100", "50", rate="50%", score="5"), repeated], total="100", score="95"
        )

        assert verdict(table, "rate", "funds[1].rate") == "exact"
        assert verdict(table, "weights", "total.weight") == "exact"
        assert verdict(table, "total", "total.score") == "exact"


class TestSections:
    def test_a_head_adds_up_its_rows(self):
        """
        产出指标(50分) stands over the rows of that head, and the heads add up to the form.
        """
        rows = [
            row("30", "30", level1="产出指标"),
            row("20", "19", level1="产出指标"),
            row("40", "40", level1="效益指标"),
        ]
        heads = (perfscore.Section("产出指标", "50", "49"), perfscore.Section("效益指标", "40", "41"))
        table = form(*rows, fund=funds("1", "1", score="10", rate="100%"), sections=heads, total="100", score="99")

        assert verdict(table, "section", "sections[0].weight") == "exact"
        assert verdict(table, "section", "sections[0].score") == "exact"
        assert verdict(table, "section", "sections[1].score") == "broken"
        assert verdict(table, "section", "total.weight") == "exact"

    def test_a_head_without_rows(self):
        """
        A head whose rows are not found is not judged.
        """
        table = form(row("100", "100", level1="产出指标"), sections=(perfscore.Section("过程", "50"),))

        assert verdict(table, "section", "sections[0].weight") == "unchecked: no-rows"

    def test_the_execution_head_is_the_fund_row(self):
        """
        预算执行率(10分) is a head with no rows of its own.
        """
        table = form(
            row("90", "90", level1="产出指标"),
            fund=funds("1", "1", score="10", rate="100%"),
            sections=(perfscore.Section("预算执行率", "10", "10"),),
        )

        assert verdict(table, "section", "sections[0].score") == "exact"


FULL = (row("90", "90", "≥1次", "1次"),)


class TestUnchecked:
    @pytest.mark.parametrize(
        ("printed", "kind", "cell", "why"),
        [
            (form(fund=funds("100", None, rate="50%")), "rate", "funds[0].rate", "blank"),
            (form(fund=funds("100", "五十", rate="50%")), "rate", "funds[0].rate", "unreadable"),
            (form(fund=funds("100", "50", rate="一半")), "rate", "funds[0].rate", "unreadable"),
            (
                form(fund=funds("100", "50", weight="十", rate="50%", score="5")),
                "execution",
                "funds[0].score",
                "unreadable",
            ),
            (form(row("10", "-", "≥3次", "1次")), "attainment", "indicators[0].score", "blank"),
            (form(row("10", "满分", "≥3次", "1次")), "attainment", "indicators[0].score", "unreadable"),
            (form(row("10", "10", "≥3次", None)), "attainment", "indicators[0].score", "blank"),
            (form(row("10", "9", "提高", "提高")), "attainment", "indicators[0].score", "qualitative"),
            (form(row("10", "9", "≥3次，≥90%", "3次")), "attainment", "indicators[0].score", "several-conditions"),
            (form(row("10", "9", "≥3次", "效果较好")), "attainment", "indicators[0].score", "not-measured"),
            (form(row("10", "9", "≥30人", "20%")), "attainment", "indicators[0].score", "units-differ"),
            (form(row("10", "10", "3次", "2次")), "attainment", "indicators[0].score", "no-comparator"),
            (form(row("10", "9", "≥25家", "20余家")), "attainment", "indicators[0].score", "approximate"),
            (form(row("10", "0", "≥3次", "未完成")), "attainment", "indicators[0].score", "not-done"),
            (form(row("10", "9", "6月底前完成", "8月完成")), "attainment", "indicators[0].score", "late"),
            (form(row("10", "9", "≥90%", "96%")), "attainment", "indicators[0].score", "discretion"),
            (
                form(row("10", "7", "≥5次", "4次", name="每少一次扣4分")),
                "attainment",
                "indicators[0].score",
                "step-deduction",
            ),
            (form(*FULL, score=None), "total", "total.score", "blank"),
            (form(*FULL, score="优"), "total", "total.score", "unreadable"),
            (form(row("90", "十"), score="100"), "total", "total.score", "unreadable"),
            (form(row("90", None), score="100"), "total", "total.score", "blank"),
            (form(row(None, "90"), score="90"), "weights", "total.weight", "no-weights"),
        ],
    )
    def test_the_reason_is_said(self, printed, kind, cell, why):
        """
        A relation that lacks something is not judged, and says what.
        """
        assert verdict(printed, kind, cell) == f"unchecked: {why}"

    def test_what_was_not_judged_is_counted(self):
        """
        Coverage lists the unchecked relation with its cells, the result first.
        """
        coverage = perfscore.check(form(row("10", "9", "提高", "提高"), total="10", score="9")).coverage
        (unchecked,) = coverage.unchecked

        assert (coverage.exact, coverage.rounding, coverage.broken) == (2, 0, 0)
        assert unchecked.relation == "attainment"
        assert unchecked.cells[0] == "indicators[0].score"
        assert unchecked.why.value == "qualitative"

    def test_a_value_that_was_not_printed_is_still_computed(self):
        """
        The blank total of two rows of 90 and 10 would be 100.
        """
        blank = form(*FULL, row("10", "10"))

        assert perfscore.check(blank).expected["total.score"] == "100"
        assert "total.score" not in perfscore.check(blank).stated


class TestTotal:
    def test_a_blank_score_leaves_the_total_open(self):
        """
        A total that is more than the printed scores may hold the blank one; it is not called wrong.
        """
        assert verdict(form(row("60", "60"), row("40", None), score="95"), "total", "total.score") == "open"

    @pytest.mark.parametrize(
        ("total", "result"),
        [("59", "broken"), ("60", "open"), ("89.99", "open"), ("90.01", "broken"), ("180", "broken")],
    )
    def test_no_score_is_more_than_its_weight(self, total, result):
        """
        60 and a blank of 30 are 60 to 90.
        """
        table = form(row("60", "60"), row("10", "0"), row("30", None), total="100", score=total)

        assert verdict(table, "total", "total.score") == result

    def test_without_blanks_it_is_closed(self):
        """
        60 + 40 is no 95.
        """
        assert verdict(form(row("60", "60"), row("40", "40"), score="95"), "total", "total.score") == "broken"

    def test_unused_rows_do_not_count(self):
        """
        A row of dashes is a line of the template that nobody filled in.
        """
        assert verdict(form(row("100", "95"), row("-", "/"), score="95"), "total", "total.score") == "exact"

    def test_the_stated_total_weight_counts_and_100_where_none_is_stated(self):
        """
        Weights of 95 contradict the usual 100, not a stated 95.
        """
        rows = (row("50", "50"), row("45", "45"))

        assert verdict(form(*rows), "weights", "total.weight") == "broken"
        assert verdict(form(*rows, total="95"), "weights", "total.weight") == "exact"

    def test_more_decimals_than_the_scores_show(self):
        """
        5.36 hides up to half a hundredth, so 90.356 may be 85 + 5.356; 90.37 may not.
        """
        rows = (row("90", "85", "提高", "提高"),)
        tables = [
            form(*rows, fund=funds(None, None, rate="53.6%", score="5.36"), score=score)
            for score in ("90.356", "90.37")
        ]

        assert verdict(tables[0], "total", "total.score") == "rounding: hidden-digits"
        assert verdict(tables[1], "total", "total.score") == "broken"

    def test_what_the_amounts_tell_is_not_hidden(self):
        """
        10 × 64.185681 / 119.838800 is 5.3560, so 85 + 5.36 may be 90.356, but not 90.358.
        """
        fund = funds("119.838800", "64.185681", rate="53.56%", score="5.36")
        tables = [form(row("90", "85", "提高", "提高"), fund=fund, score=score) for score in ("90.356", "90.358")]

        assert verdict(tables[0], "total", "total.score") == "rounding: unrounded-inputs"
        assert verdict(tables[1], "total", "total.score") == "broken"

    def test_a_row_may_hide_digits_beside_an_execution_that_tells_them(self):
        """
        7 stands for 7.002 and 0.98 for 1.5 × 65 / 99 = 0.98485, of which a form without weights shows only the score:
        83 + 7.002 + 0.98485 is 90.99, though the printed scores add up to 90.98.
        """
        rows = (row(None, "83", "提高", "提高"), row(None, "0.98", "≥99%", "65%", level2="质量指标"))
        fund = funds(None, None, rate="70.02%", score="7")
        tables = [form(*rows, fund=fund, score=score) for score in ("90.99", "91.00")]

        assert verdict(tables[0], "total", "total.score") == "rounding: hidden-digits"
        assert verdict(tables[1], "total", "total.score") == "broken"

    def test_a_whole_score_may_hide_digits_as_well(self):
        """
        25 × 126.10 / 286.69 is 10.9962 and 19 × 5 / 9 is 10.5556, printed 11 and 10.56; with 56 that makes 77.55, not 77.56.
        """
        rows = [row(None, "56", "提高", "提高")]
        rows += [row(None, "11", "≥286.69万元", "126.10万元"), row(None, "10.56", "≥9家", "5家", level2="数量指标")]
        tables = [form(*rows, score=score) for score in ("77.55", "77.54")]

        assert verdict(tables[0], "total", "total.score") == "rounding: hidden-digits"
        assert verdict(tables[1], "total", "total.score") == "broken"

    def test_a_head_may_know_more_than_the_scores_under_it(self):
        """
        Twice 0.98485 is 1.97, twice 0.98 is 1.96; nothing makes 1.98 of them.
        """
        missed = row(None, "0.98", "≥99%", "65%", level1="产出指标", level2="质量指标")
        tables = [form(missed, missed, sections=(Section("产出指标", score=score),)) for score in ("1.97", "1.98")]

        assert verdict(tables[0], "section", "sections[0].score") == "rounding: hidden-digits"
        assert verdict(tables[1], "section", "sections[0].score") == "broken"


def test_a_relation_knows_its_cells():
    """
    The execution score depends on weight, rate, executed and budget.
    """
    report = perfscore.check(form(fund=funds("100", "50", rate="50%", score="5")))
    (execution,) = (e.relation for e in report.examination.evaluations if e.relation.kind == "execution")

    assert execution.result == "funds[0].score"
    assert set(execution.inputs) == {"funds[0].weight", "funds[0].rate", "funds[0].executed", "funds[0].budget"}
    assert judged(report.form, "execution", "funds[0].score").candidate is not None
