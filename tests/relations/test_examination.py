"""
What is computed about a form before any rule looks at it.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import form, funds, part, row
from perfscore import load_rulebook
from perfscore.relations.examination import examine


NATIONAL = load_rulebook("national")


def expected(form, kind, cell):
    case = examine(form, NATIONAL)
    return case.expected(case.evaluation(kind, cell))


def derived(form, kind, cell):
    case = examine(form, NATIONAL)
    return case.derivation(case.evaluation(kind, cell))


class TestExpectedText:
    @pytest.mark.parametrize(
        ("rate", "text"),
        [(None, "53.56%"), ("50%", "53.56%"), ("50.0000%", "53.5600%"), ("50", "53.56"), ("53.5600", "53.5600")],
    )
    def test_a_rate_is_printed_the_way_the_form_prints_it(self, rate, text):
        """
        With a percent sign where the form has one or nothing, and with the form's decimals: 64.185681 / 119.8388 = 0.5356001….
        """
        assert expected(form(fund=funds("119.838800", "64.185681", rate=rate)), "rate", "funds[0].rate") == text

    @pytest.mark.parametrize(
        ("printed", "text"), [("3.5", "3.57"), ("3.57", "3.57"), ("3.570000", "3.570000"), (None, "3.57")]
    )
    def test_sums_of_money_keep_their_decimals(self, printed, text):
        """
        Amounts are not rounded to two decimals.
        """
        table = form(fund=[funds("0", printed), part(executed="1.23"), part(executed="2.34")])

        assert expected(table, "components", "funds[0].executed") == text

    def test_sums_of_money_to_the_cent(self):
        """
        Six decimals of 万元 are exact to the 分.
        """
        table = form(fund=[funds("0", "1"), part(executed="1.230001"), part(executed="2.34")])

        assert expected(table, "components", "funds[0].executed") == "3.570001"

    def test_what_cannot_be_computed(self):
        """
        A phrase has no expected score.
        """
        assert expected(form(row("10", "9", "提高", "提高")), "attainment", "indicators[0].score") is None


class TestDerivation:
    @pytest.mark.parametrize(
        ("printed", "text"),
        [
            (row("3", "0.47", "≥30%", "实际支出率4.66%"), "3 × 4.66% / 30% = 0.466 → 0.47"),
            (row("10", "5", "≥4次", "2次"), "10 × 2 / 4 = 5"),
            (row("10", "8", "≤100万元", "125万元"), "10 × 100 / 125 = 8"),
            (row("10", "5.38", "≥13次", "7次"), "10 × 7 / 13 = 5.3846 → 5.38"),
            (row("4", "4", "≥20条", "27条"), "4 = 4"),
        ],
    )
    def test_of_a_score(self, printed, text):
        """
        The formula, the unrounded value where it differs, and the value as it should be printed.
        """
        assert derived(form(printed), "attainment", "indicators[0].score") == text

    def test_of_an_unknown(self):
        """
        Without a computation there is no derivation.
        """
        assert derived(form(row("10", "9", "提高", "提高")), "attainment", "indicators[0].score") is None


class TestExamine:
    def test_relations_are_found_by_kind_and_result(self):
        """
        The same cell may be the result of two relations.
        """
        case = examine(form(row("100", "100")), NATIONAL)

        assert case.evaluation("weights", "total.weight") is not None
        assert case.evaluation("rate", "total.weight") is None

    def test_broken_relations_of_one_kind(self):
        """
        Weights of 95 are no 100, and that is the only broken relation.
        """
        case = examine(form(row("95", "95"), score="95"), NATIONAL)

        assert [e.relation.result for e in case.broken("weights")] == ["total.weight"]
        assert list(case.broken("total")) == []

    def test_missed_rows(self):
        """
        Only quantitative rows with a score that no formula gives: 9 × 2 / 3 is 6.
        """
        rows = (
            row("9", "9", "≥3次", "2次"),
            row("9", None, "≥3次", "2次"),
            row("9", "9", "≥3次", "3次"),
            row("9", "9", "好", "差"),
            row("9", "6", "≥3次", "2次"),
        )
        case = examine(form(*rows), NATIONAL)

        assert [(missed.index, broken.relation.result) for missed, broken in case.missed()] == [
            (0, "indicators[0].score")
        ]


class TestParsedForm:
    def test_points_lost(self):
        """
        Weight less score, where both are numbers.
        """
        lost = [r.lost for r in examine(form(row("3", "0.47"), row("4", "4"), row("5", "-")), NATIONAL).parsed.rows]

        assert lost == [Decimal("2.53"), 0, None]

    def test_full_marks_of_nothing_are_none(self):
        """
        0 of 0 earned nothing.
        """
        rows = examine(form(row("4", "4"), row("0", "0"), row("4", "3")), NATIONAL).parsed.rows

        assert [r.full_marks for r in rows] == [True, False, False]

    def test_the_scored_fund_row_is_the_first_total(self):
        """
        Only the row with role total is scored.
        """
        assert examine(form(fund=[part(), funds("1", "1")]), NATIONAL).parsed.total_row == 1
        assert examine(form(fund=part()), NATIONAL).parsed.total_row is None

    def test_dates_without_a_year_are_of_the_forms_year(self):
        """
        8月 on a form of 2021 is after 2021年7月, and before 2022年7月 on one of 2022.
        """
        late = row("9", "9", "2021年7月完成", "8月完成")

        outcomes = [
            examine(form(late, year=year), NATIONAL).parsed.rows[0].attainment.outcome.value
            for year in ("2021", "2020")
        ]

        assert outcomes == ["late", "met"]
