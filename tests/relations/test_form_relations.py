"""
Which relations a layout establishes.
"""

from __future__ import annotations

import pytest

from builders import form, funds, judged, kinds, part, row, verdict
from perfscore import Section


def test_the_relations_of_a_whole_form():
    """
    Money first, then the rows, then the sums, which may know the digits behind the scores.
    """
    table = form(
        row("50", "50", "≥1次", "1次", level1="产出指标"),
        row("40", "40", "提高", "提高", level1="效益指标"),
        fund=[funds("100", "50", rate="50%", score="5"), part(budget="100", executed="50", rate="50%", weight="-")],
        sections=(Section("产出指标", "50"), Section("效益指标", "40", "40")),
        total="100",
        score="95",
    )

    assert kinds(table) == [
        ("components", "funds[0].budget"),
        ("components", "funds[0].executed"),
        ("rate", "funds[0].rate"),
        ("execution", "funds[0].score"),
        ("rate", "funds[1].rate"),
        ("attainment", "indicators[0].score"),
        ("attainment", "indicators[1].score"),
        ("section", "sections[0].weight"),
        ("section", "sections[1].weight"),
        ("section", "sections[1].score"),
        ("section", "total.weight"),
        ("weights", "total.weight"),
        ("total", "total.score"),
    ]


def test_a_form_without_cells_has_no_relations():
    """
    Nothing is invented.
    """
    assert kinds(form()) == []


@pytest.mark.parametrize(
    ("weight", "total", "results"),
    [
        ("90", "90", ("open", "open")),
        ("90", "98.6", ("open", "open")),
        ("80", "98.6", ("open", "open")),
        ("90", "101", ("open", "broken")),
        ("90", "89", ("open", "broken")),
        ("95", "98.6", ("broken", "broken")),
        ("110", "110", ("broken", "exact")),
        ("100", "98.6", ("exact", "broken")),
    ],
)
def test_rows_that_lack_just_the_points_of_the_execution(weight, total, results):
    """
    Indicators of 90 points and no fund table: the execution's 10 are on another page, and so is its score.
    """
    table = form(row(weight, weight), score=total)

    assert (verdict(table, "weights", "total.weight"), verdict(table, "total", "total.score")) == results


def test_rows_beside_a_fund_table_lack_nothing():
    """
    The money is there and weighs nothing: 90 points are 90.
    """
    money = funds("100", "100", weight="0", score="0")

    assert verdict(form(row("90", "90"), fund=money), "weights", "total.weight") == "broken"


def test_a_form_without_funds():
    """
    Without a fund table, the rows alone make the sums.
    """
    assert kinds(form(row("100", "100"))) == [
        ("attainment", "indicators[0].score"),
        ("weights", "total.weight"),
        ("total", "total.score"),
    ]


def test_component_rows_without_a_total_row_are_bound_to_nothing():
    """
    Nobody knows what they add up to; their rates are still rates.
    """
    assert kinds(form(fund=[part(budget="10", executed="5", rate="50%")])) == [("rate", "funds[0].rate")]


def test_unused_rows_are_bound_to_nothing():
    """
    A row that holds neither weight nor score is a line of the template.
    """
    assert [kind for kind, _ in kinds(form(row("100", "100"), row(None, "-", "≥3次", "3次")))].count("attainment") == 1


class TestHeads:
    def test_a_level_2_head(self):
        """
        A head may stand over the rows of a level-2 kind.
        """
        table = form(
            row("60", "60", level1="产出指标", level2="数量指标"),
            row("40", "40", level1="产出指标", level2="质量指标"),
            sections=(Section("数量指标", "60"),),
        )

        assert verdict(table, "section", "sections[0].weight") == "exact"

    def test_widths_and_white_space_of_heads_do_not_count(self):
        """
        A head printed with breaks and full-width brackets is the same head.
        """
        table = form(row("100", "100", level1="产出指标(100分)"), sections=(Section("产出\n指标（100分）", "100"),))

        assert verdict(table, "section", "sections[0].weight") == "exact"

    def test_heads_that_leave_a_row_out_do_not_make_up_the_form(self):
        """
        The heads add up to the form only where every row stands under exactly one of them.
        """
        table = form(
            row("60", "60", level1="产出指标"),
            row("40", "40", level1="效益指标"),
            sections=(Section("产出指标", "60"),),
        )

        assert ("section", "total.weight") not in kinds(table)

    @pytest.mark.parametrize("head", ["预算执行率", "项目资金"])
    def test_a_head_over_the_fund_table(self, head):
        """
        A head of 12 for the execution, whose row has 10.
        """
        table = form(row("90", "90", level1="产出"), fund=funds("1", "1"), sections=(Section(head, "12"),))

        assert judged(table, "section", "sections[0].weight").candidate.value == 10
        assert verdict(table, "section", "sections[0].weight") == "broken"

    def test_a_head_over_all_rows(self):
        """
        绩效指标 names no level, but the indicators as a whole: 50 + 38.
        """
        rows = (row("50", "50", level1="产出"), row("38", "38", level1="效益"))
        table = form(*rows, fund=funds("1", "1"), sections=(Section("绩效指标", "90"),))

        assert judged(table, "section", "sections[0].weight").candidate.value == 88

    def test_blank_heads_are_not_bound(self):
        """
        A head without a score of its own states nothing about scores.
        """
        table = form(row("100", "90", level1="产出指标"), sections=(Section("产出指标", "100"),))

        assert ("section", "sections[0].score") not in kinds(table)


class TestExecutionAmongTheRows:
    @pytest.mark.parametrize("weight", [None, "-"])
    def test_it_is_not_counted_twice(self, weight):
        """
        Where 预算执行率 is scored as an indicator, the fund row's cells are blank and no part of the sums.
        """
        table = form(
            row("10", "5", "100%", "50%", name="预算执行率", level2="成本指标"),
            row("90", "90"),
            fund=funds("100", "50", weight=weight, rate="50%"),
            total="100",
            score="95",
        )

        assert verdict(table, "weights", "total.weight") == "exact"
        assert verdict(table, "total", "total.score") == "exact"

    def test_without_a_fund_table_beside_a_total_weight_that_is_no_number(self):
        """
        How much the execution might weigh cannot be told, and the scores are added up all the same.
        """
        table = form(row("60", "60"), row("40", "40"), total="满分", score="100")

        assert verdict(table, "weights", "total.weight") == "unchecked: unreadable"
        assert verdict(table, "total", "total.score") == "exact"

    def test_a_blank_execution_score_leaves_the_total_open(self):
        """
        A weighted fund row without a score is a blank part of the total.
        """
        table = form(row("90", "90"), fund=funds("100", "50", rate="50%"), total="100", score="95")

        assert verdict(table, "total", "total.score") == "open"
