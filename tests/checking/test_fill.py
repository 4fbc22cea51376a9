"""
Blanks that have one answer are filled in; everything else is left alone.
"""

from __future__ import annotations

from attrs import evolve

from builders import form, funds, part, row
from perfscore import check, fill, load_rulebook


def filled(table, **options):
    """
    What was filled in, by address.
    """
    after = fill(table, **options)
    return {cell.address: cell.text for cell in after.cells() if cell.text != table.cell(cell.address).text}


TABLE = form(
    row("50", None, "≥300人", "250人", level2="数量指标"),
    row("40", "38", "提高", "提高", reason="枯水期流量偏小"),
    fund=[funds("100", "50"), part("财政拨款", budget="60", executed="30"), part("结转", budget="40", executed="20")],
    total="100",
)


def test_rates_scores_and_the_total():
    """
    50 of 100, 250 of 300, and what they add up to.
    """
    assert filled(TABLE) == {
        "funds[0].rate": "50%",
        "funds[0].score": "5",
        "funds[1].rate": "50%",
        "funds[2].rate": "50%",
        "indicators[0].score": "41.67",
        "total.score": "84.67",
    }
    assert check(fill(TABLE)).verdict == "consistent"


def test_with_the_decimals_of_their_neighbours():
    """
    A form that prints 50.00% and 38.00 goes on so.
    """
    table = TABLE.with_cells({"funds[2].rate": "50.00%", "indicators[1].score": "38.00"})

    assert filled(table) == {
        "funds[0].rate": "50.00%",
        "funds[0].score": "5.00",
        "funds[1].rate": "50.00%",
        "indicators[0].score": "41.67",
        "total.score": "84.67",
    }


def test_a_row_where_less_is_better_by_the_one_formula_of_the_rulebook():
    """
    The two formulas of the national rulebook differ, so nobody can say which; one of them alone can.
    """
    table = form(row("10", None, "≤30天", "40天"), row("90", "90"), total="100")

    assert filled(table) == {}
    ratio = evolve(load_rulebook("national"), at_most=("ratio",))
    assert filled(table, rulebook=ratio) == {"indicators[0].score": "7.5", "total.score": "97.5"}


def test_a_weight_to_which_the_total_leaves_no_choice():
    """
    100 less 50 and 10; with two weights blank there is a choice, and without a printed total nobody says 100.
    """
    table = form(
        row("50", "50", "≥3次", "3次"),
        row(None, "38", "提高", "提高", reason="枯水期流量偏小"),
        fund=funds("100", "50", rate="50%", score="5"),
        total="100",
        score="93",
    )

    assert filled(table) == {"indicators[1].weight": "40"}
    assert filled(evolve(table, total=evolve(table.total, weight=None))) == {}
    assert filled(table.with_cells({"indicators[0].weight": None})) == {}
