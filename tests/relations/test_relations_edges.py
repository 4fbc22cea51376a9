"""
The edges of the relations: the last value that a formula, a cap, a rounding or an excuse allows, and the first it does not.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, judged, part, row, verdict
from perfscore import Section
from perfscore.rulebook import load_rulebook


NATIONAL = load_rulebook("national")
SCORE = ("attainment", "indicators[0].score")


def derived(form, cell, **options):
    return perfscore.check(form, **options).explain(cell).derivation


def scored(score, target, actual, book=NATIONAL, **more):
    """
    The verdict on one row of 10 points.
    """
    return verdict(form(row("10", score, target, actual, **more)), *SCORE, rulebook=book)


class TestFormulas:
    @pytest.mark.parametrize(
        ("formula", "target", "actual", "earned"),
        [
            ("proportional", "≥0.5吨", "0.25吨", Fraction(5)),
            ("proportional", "≥4次", "2次", Fraction(10 * 2, 4)),
            ("proportional", "≥4", "-1", Fraction(0)),
            ("proportional", "≥0", "-1", Fraction(0)),
            ("proportional", ">4次", "2次", Fraction(5)),
            ("ratio", "≤0.5吨", "0.8吨", Fraction(5, 1) / Fraction(8, 10)),
            ("ratio", "≤4次", "5次", Fraction(10 * 4, 5)),
            ("ratio", "<4次", "5次", Fraction(8)),
            ("ratio", "≤0次", "1次", Fraction(0)),
            ("ratio", "≤-2", "0", Fraction(0)),
            ("ratio", "≤-2", "-1", Fraction(0)),
            ("ratio", "≤-2", "3", Fraction(0)),
            ("linear", "≤0.5吨", "0.8吨", Fraction(4)),
            ("linear", "≤4次", "5次", Fraction(30, 4)),
            ("linear", "≤4次", "8次", Fraction(0)),
            ("linear", "≤4次", "9次", Fraction(0)),
            ("linear", "≤0次", "1次", Fraction(0)),
            ("linear", "≤-2", "-1", Fraction(0)),
        ],
    )
    def test_alone(self, formula, target, actual, earned):
        """
        What it gives for 10 points, worked out in fractions, and nothing beside that.
        """
        only = dict.fromkeys(("at_least", "at_most", "equal"), (formula,))
        missed = form(row("10", "3", target, actual, reason="x"))
        judgement = judged(missed, *SCORE, rulebook=evolve(NATIONAL, **only))

        assert Fraction(judgement.candidate.value) == earned
        assert judgement.verdict.value == "broken"

    def test_which_of_them(self):
        """
        By the comparator; a rulebook may score = unlike ≥.
        """
        book = evolve(NATIONAL, equal=("linear",))

        assert scored("8", "≥10次", "8次", book) == "exact"
        assert scored("8", "10次", "8次", book, level2="数量指标") == "exact"
        assert scored("8", "=10次", "8次", book) == "broken"
        assert derived(form(row("10", "8", "=10次", "8次")), SCORE[1], rulebook=book) == "10 × (1 - (8 - 10) / 10) = 12"
        assert scored("8", "<10次", "12.5次", book) == "exact"

    @pytest.mark.parametrize(
        ("target", "actual", "arithmetic"),
        [
            ("≥3次", "2次", "10 × 2 / 3 = 6.6667 → 6.67"),
            ("≥80.0%", "60%", "10 × 60% / 80.0% = 7.5"),
            ("≤4万元", "5万元", "10 × 4 / 5 = 8"),
            ("≥0.125吨", "0.100吨", "10 × 0.100 / 0.125 = 8"),
        ],
    )
    def test_as_a_person_writes_them(self, target, actual, arithmetic):
        """
        Figures as printed, without the units that cancel out.
        """
        assert derived(form(row("10", "1", target, actual)), SCORE[1]) == arithmetic


class TestExcuses:
    @pytest.mark.parametrize(
        ("score", "result"),
        [
            ("10", "exact"),
            ("9", "unchecked: discretion"),
            ("0.5", "unchecked: discretion"),
            ("0", "unchecked: discretion"),
            ("-1", "broken"),
            ("10.4", "broken"),
        ],
    )
    def test_a_met_target(self, score, result):
        """
        Points may be taken off down to 0; there are none to be added.
        """
        assert scored(score, "≥4次", "5次") == result

    def test_full_marks_are_not_rounded(self):
        """
        4.5 points printed as 5 are half a point too many.
        """
        table = form(row("4.5", "5", "≥4次", "5次"))

        assert verdict(table, *SCORE) == "broken"
        assert derived(form(row(" 4.50 ", "4.50", "≥4次", "5次")), SCORE[1]) == "4.50 = 4.50"

    @pytest.mark.parametrize(
        ("score", "name", "result"),
        [
            ("7", "举办培训（少一次扣1分）", "unchecked: step-deduction"),
            ("10", "举办培训（少一次扣1分）", "broken"),
            ("7", "举办培训", "broken"),
            ("6.67", "举办培训（少一次扣1分）", "exact"),
        ],
    )
    def test_a_scoring_rule_of_its_own(self, score, name, result):
        """
        少一次扣1分 explains 7 points for 2 of 4, but no full marks.
        """
        target = ("≥3次", "2次") if score == "6.67" else ("≥4次", "2次")

        assert scored(score, *target, name=name) == result

    def test_fewer_decimals_of_a_partial_score(self):
        """
        10 × 2 / 3 printed as 7.
        """
        assert scored("7", "≥3次", "2次") == "rounding: fewer-decimals"


def rated(rate, executed, budget, book=NATIONAL, **more):
    """
    The verdict on one execution rate.
    """
    return verdict(form(fund=funds(budget, executed, rate=rate), **more), "rate", "funds[0].rate", rulebook=book)


class TestRate:
    @pytest.mark.parametrize(
        ("rate", "executed", "budget", "capped", "result"),
        [
            ("120%", "120", "100", True, "exact"),
            ("100%", "120", "100", True, "exact"),
            ("100%", "120", "100", False, "broken"),
            ("100%", "0.6", "0.5", True, "exact"),
            ("110%", "120", "100", True, "broken"),
            ("100%", "99", "100", True, "broken"),
            ("100%", "-50", "-100", True, "unchecked: negative-budget"),
            ("1.2", "120", "100", True, "exact"),
            ("1", "120", "100", True, "exact"),
            ("1", "120", "100", False, "broken"),
            ("100", "120", "100", True, "exact"),
        ],
    )
    def test_a_cap(self, rate, executed, budget, capped, result):
        """
        Some forms cap the printed rate too, where the rulebook caps the score; a negative budget has no cap.
        """
        assert rated(rate, executed, budget, evolve(NATIONAL, execution_capped=capped)) == result

    @pytest.mark.parametrize(
        ("rate", "result"),
        [
            ("0.5356", "exact"),
            ("0.53560", "exact"),
            ("0.5357", "broken"),
            ("0.536", "rounding: fewer-decimals"),
            ("53.56", "exact"),
            ("53.57", "broken"),
            ("5356", "broken"),
        ],
    )
    def test_without_a_percent_sign(self, rate, result):
        """
        64.185681 / 119.8388 is 0.535600…, as a share of 1 or of 100.
        """
        assert rated(rate, "64.185681", "119.838800") == result

    @pytest.mark.parametrize(
        ("rate", "executed", "budget", "unit", "result"),
        [
            # 1.235 / 4.555 = 27.113 %, 1.225 / 4.565 = 26.835 %
            ("27.11%", "1.23", "4.56", "万元", "rounding: hidden-digits"),
            ("27.12%", "1.23", "4.56", "万元", "broken"),
            ("26.83%", "1.23", "4.56", "万元", "rounding: hidden-digits"),
            ("26.82%", "1.23", "4.56", "万元", "broken"),
            ("27.11%", "1.23", "4.56", "元", "broken"),
            ("27.11%", "1.23", "4.560000", "万元", "broken"),
            ("0.05%", "0.00", "4.56", "万元", "broken"),
            # 0.015 / 0.005 = 300 %: the smallest amount that is printed at all
            ("290.00%", "0.01", "0.01", "万元", "rounding: hidden-digits"),
            ("310.00%", "0.01", "0.01", "万元", "broken"),
        ],
    )
    def test_digits_that_the_amounts_hide(self, rate, executed, budget, unit, result):
        """
        Amounts in 万元 with two decimals hide up to half a hundredth each; amounts exact to the 分 hide nothing.
        """
        assert rated(rate, executed, budget, currency_unit=unit) == result

    def test_what_hidden_digits_stand_behind(self):
        """
        The amounts as printed still say what the rate should be, and lend their quotient to the score.
        """
        table = form(fund=funds("4.56", "1.23", rate="27.11%"), currency_unit="万元")
        judgement = judged(table, "rate", "funds[0].rate")

        assert abs(Fraction(judgement.candidate.value) - Fraction(12300, 456)) < Fraction(1, 10**60)
        assert judgement.unrounded == (judgement.candidate.value,)

    def test_hidden_digits_may_be_refused(self):
        """
        As every way of rounding.
        """
        strict = evolve(NATIONAL, accepted_recipes=frozenset())

        assert rated("27.11%", "1.23", "4.56", strict, currency_unit="万元") == "broken"


class TestExecution:
    def execution(self, score, book=NATIONAL, **fund):
        whole = {"budget": "100", "executed": "50", "rate": "50%", **fund}
        return verdict(form(fund=funds(**whole, score=score)), "execution", "funds[0].score", rulebook=book)

    @pytest.mark.parametrize(
        ("capped", "score", "result"),
        [(True, "10", "exact"), (True, "12", "broken"), (False, "12", "exact"), (False, "10", "broken")],
    )
    def test_the_cap(self, capped, score, result):
        """
        120 % of 10.
        """
        book = evolve(NATIONAL, execution_capped=capped)

        assert self.execution(score, book, executed="120", rate="120%") == result

    @pytest.mark.parametrize(
        ("rate", "arithmetic"),
        [
            ("50%", "10 × 50% = 5"),
            ("50", "10 × 50% = 5"),
            ("100%", "10 × 100% = 10"),
            ("120%", "min(10, 10 × 120%) = 10"),
            (None, "10 × 50 / 100 = 5"),
        ],
    )
    def test_how_it_is_written(self, rate, arithmetic):
        """
        By the printed rate, or by the quotient where none is printed.
        """
        table = form(fund=funds("100", "50", rate=rate, score="1"))

        assert derived(table, "funds[0].score") == arithmetic

    @pytest.mark.parametrize(
        ("rate", "score", "result"),
        [
            ("0.5", "5", "exact"),
            ("0.5", "0.05", "exact"),
            ("1", "10", "exact"),
            ("1", "0.1", "exact"),
            ("1.5", "0.15", "exact"),
            ("1.5", "10", "broken"),
            ("0.5%", "5", "broken"),
            ("1%", "10", "broken"),
        ],
    )
    def test_a_rate_without_a_percent_sign(self, rate, score, result):
        """
        Up to 1 it may be the share itself; above, and with the sign, it is a percentage.
        """
        assert self.execution(score, budget=None, executed=None, rate=rate) == result

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"weight": "十"}, "unreadable"),
            ({"rate": None, "executed": None}, "blank"),
            ({"rate": None, "budget": "0"}, "no-budget"),
        ],
    )
    def test_what_it_needs(self, cells, why):
        """
        A weight, and a rate printed or computed.
        """
        assert self.execution("5", **cells) == f"unchecked: {why}"

    @pytest.mark.parametrize(
        ("score", "rate", "rows", "result"),
        [
            ("50", "50%", None, "open"),
            ("50.01", "50%", None, "broken"),
            ("5", "50%", "90", "open"),
            ("5.01", "50%", "90", "broken"),
            ("-0.01", "50%", "90", "broken"),
            ("10", None, "90", "open"),
            ("10.01", None, "90", "broken"),
            ("5", "50%", "100", "unchecked: blank"),
        ],
    )
    def test_a_weight_that_is_not_printed(self, score, rate, rows, result):
        """
        It is at most what the other rows leave of 100: half of 100, half of 10, all of 10.
        """
        rest = () if rows is None else (row(rows, rows, "提高", "提高"),)
        asked = form(*rest, fund=funds(None, None, weight=None, rate=rate, score=score))

        assert verdict(asked, "execution", "funds[0].score") == result

    def test_a_share_of_nothing(self):
        """
        0 of 0 without a printed rate is 0 or 100 %: 0 points or 10, not 5.
        """
        nothing = {"budget": "0", "executed": "0", "rate": None}

        assert [self.execution(score, **nothing) for score in ("0", "10", "5")] == ["exact", "exact", "broken"]

    def test_digits_behind_the_printed_rate(self):
        """
        2 / 3 is printed 66.67 %, of which 3000 points earn 2000.1; of the quotient they earn 2000.00.
        """
        fund = {"weight": "3000", "budget": "3", "executed": "2", "rate": "66.67%"}

        assert self.execution("2000.1", **fund) == "exact"
        assert self.execution("2000.00", **fund) == "rounding: unrounded-inputs"
        assert self.execution("2000", **fund) == "rounding: fewer-decimals"
        assert self.execution("2001", **fund) == "broken"
        assert derived(form(fund=funds(**fund, score="2000.00")), "funds[0].score") == "3000 × 2 / 3 = 2000.00"


class TestSums:
    def total(self, parts, total, **more):
        listed = [part(budget=amount) for amount in parts]
        return verdict(form(fund=[funds(total, None), *listed], **more), "components", "funds[0].budget")

    @pytest.mark.parametrize(
        ("parts", "total", "result"),
        [
            (("60", "20", "40", "5"), "65", "exact"),
            (("5", "60", "20", "40"), "65", "exact"),
            (("60", "20", "40", "30", "10", "20"), "90", "exact"),
            (("60", "20", "41", "5"), "65", "broken"),
            (("50", "50"), "50", "broken"),  # one part is no breakdown
            (("0", "0", "0", "7"), "7", "exact"),
            (("60", "20", "40", "1", "1", "1", "1", "1", "1", "1", "1", "1"), "69", "exact"),
            (("60", "20", "40", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1"), "70", "broken"),
        ],
    )
    def test_components_that_break_down_others(self, parts, total, result):
        """
        60 = 20 + 40 counts once; of more than twelve amounts such runs are not looked for.
        """
        assert self.total(parts, total) == result

    @pytest.mark.parametrize(
        ("scores", "written"),
        [
            (("4", "4", "4", "3"), "4 × 3 + 3 = 15"),
            (("4", "4", "3", "4"), "4 + 4 + 3 + 4 = 15"),
            (("4.0", "4", "4.00", "4"), "4 × 4 = 16"),
            (("0.123456", "1"), "0.123456 + 1 = 1.12"),
        ],
    )
    def test_how_they_are_written(self, scores, written):
        """
        Three equal terms and more in a row become a product.
        """
        assert derived(form(*(row("10", score) for score in scores), score="1"), "total.score") == written

    @pytest.mark.parametrize(
        ("scores", "total", "result"),
        [
            (("5", None), "5", "open"),
            (("5", None), "6", "open"),
            (("5", None), "16", "broken"),
            (("5", None), "4", "broken"),
            (("5", None), None, "unchecked: blank"),
            ((None, None), "6", "unchecked: blank"),
            (("5", "良"), "5", "open"),
            (("5", "-"), "5", "open"),
        ],
    )
    def test_scores_that_are_no_numbers(self, scores, total, result):
        """
        A blank may be a point that is not printed; a word may be anything.
        """
        rows = [row("10", score, "提高", "提高") for score in scores]

        assert verdict(form(*rows, score=total), "total", "total.score") == result

    @pytest.mark.parametrize(
        ("total", "result"), [("13.33", "rounding: unrounded-inputs"), ("13.34", "exact"), ("13.32", "broken")]
    )
    def test_a_total_of_unrounded_scores(self, total, result):
        """
        6.666… and 6.666… are 13.333…, printed 6.67 and 6.67.
        """
        rows = [row("10", "6.67", "≥3次", "2次", reason="x")] * 2

        assert verdict(form(*rows, score=total), "total", "total.score") == result

    @pytest.mark.parametrize(
        ("total", "result"),
        [("33.3", "rounding: fewer-decimals"), ("33", "rounding: fewer-decimals"), ("34", "broken")],
    )
    def test_scores_may_be_added_up_with_fewer_decimals(self, total, result):
        """
        30.25 and 3.09 are 33.34.
        """
        rows = [row("40", "30.25", "提高", "提高"), row("5", "3.09", "提高", "提高")]

        assert verdict(form(*rows, score=total), "total", "total.score") == result

    def test_weights_may_not(self):
        """
        60.4 and 40 are no 100.
        """
        table = form(row("60.4", "1"), row("40", "1"), total="100")

        assert verdict(table, "weights", "total.weight") == "broken"

    @pytest.mark.parametrize(
        ("total", "result"),
        [
            ("3.58", "rounding: hidden-digits"),
            ("3.56", "rounding: hidden-digits"),
            ("3.59", "broken"),
            ("3.55", "broken"),
        ],
    )
    def test_what_two_rounded_amounts_hide(self, total, result):
        """
        1.23 and 2.34 stand for [3.56, 3.58), and 3.58 for values from 3.575 on.
        """
        assert self.total(("1.23", "2.34"), total, currency_unit="万元") == result

    @pytest.mark.parametrize(
        ("total", "head", "results"),
        [("60", "46", ("open", "open")), ("97", "52", ("broken", "broken")), ("43", "43", ("broken", "broken"))],
    )
    def test_a_cut_form_may_hold_the_rest(self, total, head, results):
        """
        Rows that earned 44 of 48: the whole earns 44 to 96, and what stands under a head of 50 points 44 to 46.
        """
        table = form(
            row("48", "44", level1="产出"), sections=(Section("产出", "50", head),), score=total, complete=False
        )

        assert verdict(table, "total", "total.score") == results[0]
        assert verdict(table, "section", "sections[0].score") == results[1]


class TestGrade:
    @pytest.mark.parametrize(
        ("score", "grade", "result"),
        [
            ("90", "优", "exact"),
            ("89.99", "优", "broken"),
            ("-1", "差", "exact"),
            ("90", "A", "unchecked: phrase"),
            (None, "优", "unchecked: blank"),
            ("多", "优", "unchecked: unreadable"),
        ],
    )
    def test_by_its_total(self, score, grade, result):
        """
        The lower limit of its band belongs to it.
        """
        table = form(row("100", "90"), score=score).with_cells({"total.grade": grade})

        assert verdict(table, "grade", "total.grade").split(":")[0] == result.split(":")[0]
        if result == "broken":
            assert judged(table, "grade", "total.grade").candidate.value == Decimal(80)
