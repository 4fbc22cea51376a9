"""
What a printed cell denotes: blanks, cells with something behind the number, rates without digits, rows that do not apply.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import checked, form, found, funds, judged, only, part, row, verdict
from perfscore import Section, load_rulebook


WHOLE = form(
    row("50", "50", "≥3次", "3次"),
    row("40", "40", "提高", "提高"),
    fund=funds("100", "50", rate="50%", score="5"),
    total="100",
    score="95",
)
WITHOUT_AMOUNTS = WHOLE.with_cells({"funds[0].budget": None, "funds[0].executed": None})


class TestUnitsOfColumns:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            *(("funds[0].rate", text) for text in ("50‰", "50万", "50元", "50O%", "50余")),
            *(("funds[0].score", text) for text in ("5万", "5O", "5x", "5?", "5分半", "5e")),
            *(("total.score", text) for text in ("95O", "95万", "95分整")),
            *(("indicators[0].weight", text) for text in ("5O", "50元")),
            *(("total.weight", text) for text in ("1OO", "100人")),
        ],
    )
    def test_anything_behind_a_number_makes_it_unreadable(self, cell, text):
        """
        It is not that number, and accuses no other cell.
        """
        table = WHOLE.with_cells({cell: text})

        assert found(table) == [f"D001 {cell}"]

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("funds[0].score", "5分"),
            ("total.score", "95分"),
            ("indicators[0].weight", "50分"),
            ("funds[0].rate", "50"),
            ("funds[0].rate", "50％"),
        ],
    )
    def test_the_unit_of_the_column_may_stand_there(self, cell, text):
        """
        分 behind points, % behind a rate.
        """
        table = WHOLE.with_cells({cell: text})

        assert found(table) == []
        assert checked(table).verdict == "consistent"


class TestBlanks:
    @pytest.mark.parametrize(
        ("total", "result"),
        [("12", "broken"), ("89.9", "broken"), ("90", "open"), ("98", "open"), ("100", "open"), ("100.1", "broken")],
    )
    @pytest.mark.parametrize("blank", [{"weight": None, "score": None}, {"weight": "-", "score": "/"}, {"score": "-"}])
    def test_an_execution_that_is_not_scored_may_be_worth_what_is_left(self, blank, total, result):
        """
        Rows of 90 points that earned all of them, and 10 that nobody filled in.
        """
        texts = {f"funds[0].{column}": text for column, text in blank.items()}

        assert verdict(WHOLE.with_cells({**texts, "total.score": total}), "total", "total.score") == result

    def test_nothing_is_left_where_the_weights_are_complete(self):
        """
        With 100 points on the rows the fund table is worth none.
        """
        table = form(row("60", "60"), row("40", "38"), fund=funds("1", "1", weight=None), total="100", score="98")

        assert verdict(table, "total", "total.score") == "exact"

    @pytest.mark.parametrize(("total", "recipes", "result"), [("84", {"truncated"}, "open"), ("84", set(), "broken")])
    def test_bounds_count_every_admissible_way_of_rounding(self, total, recipes, result):
        """
        84.6 at least: cut off to 84, but not rounded to it.
        """
        strict = evolve(load_rulebook("national"), accepted_recipes=frozenset(recipes))
        table = form(row("90", "84.6"), row("10", None), total="100", score=total)

        assert verdict(table, "total", "total.score", rulebook=strict) == result

    def test_what_is_missing_is_named(self):
        """
        Bounds and cells stand in the relation and in the finding.
        """
        table = WHOLE.with_cells({"indicators[1].score": "-", "total.score": "12"})
        report = checked(table)
        relation = next(r for r in report.relations if (r.kind, r.result) == ("total", "total.score"))

        assert (relation.verdict, relation.expected) == ("broken", None)
        assert (relation.bounds, relation.missing) == (("55", "95"), ("indicators[1].score",))
        assert "between 55 and 95; the form says 12" in only(table, "T401").say("en")

    @pytest.mark.parametrize(
        ("blank", "result"),
        [
            ({"executed": None}, "exact"),
            ({"budget": None, "executed": None}, "exact"),
            ({"executed": None, "budget": "0"}, "exact"),
        ],
    )
    def test_an_empty_component_row_is_nothing(self, blank, result):
        """
        Nothing came from that source.
        """
        parts = (part("财政拨款", budget="100", executed="50"), part("其他资金", **blank))

        assert verdict(evolve(WHOLE, funds=(WHOLE.funds[0], *parts)), "components", "funds[0].executed") == result

    @pytest.mark.parametrize(("executed", "result"), [("30", "open"), ("50", "open"), ("60", "broken")])
    def test_a_single_blank_amount_is_unknown(self, executed, result):
        """
        The other source was given 40, so something of it may have been spent; what is printed is spent at least.
        """
        parts = (part("财政拨款", budget="60", executed=executed), part("其他资金", budget="40"))
        table = evolve(WHOLE, funds=(WHOLE.funds[0], *parts))

        assert verdict(table, "components", "funds[0].executed") == result
        if result == "broken":
            assert "at least 60" in only(table, "F101").say("en")


class TestRates:
    @pytest.mark.parametrize(
        ("rate", "score", "result"),
        [
            ("57%", "5.65", "rounding: hidden-digits"),
            ("57%", "5.70", "exact"),
            ("57%", "5.74", "rounding: hidden-digits"),
            ("57%", "5.64", "broken"),
            ("57%", "5.76", "broken"),
            ("56.5%", "5.65", "exact"),
            ("56.5%", "5.656", "broken"),
            ("100%", "10.04", "broken"),
        ],
    )
    def test_without_amounts_a_rate_hides_its_digits(self, rate, score, result):
        """
        57 % stands for 56.5 to 57.5; a score never exceeds its weight.
        """
        table = WITHOUT_AMOUNTS.with_cells({"funds[0].rate": rate, "funds[0].score": score})

        assert verdict(table, "execution", "funds[0].score") == result

    def test_with_amounts_it_hides_nothing(self):
        """
        64.9 of 114.9 is 56.48 %; the score of 5.74 follows neither.
        """
        table = WHOLE.with_cells(
            {"funds[0].budget": "114.9", "funds[0].executed": "64.9", "funds[0].rate": "56%", "funds[0].score": "5.74"}
        )

        assert verdict(table, "execution", "funds[0].score") == "broken"

    @pytest.mark.parametrize(
        ("score", "result"), [("9.19", "exact"), ("9.20", "rounding: fewer-decimals"), ("9.21", "broken")]
    )
    def test_a_rate_nobody_can_read_may_have_been_rounded(self, score, result):
        """
        61023.57 of 66431.70 is 91.859 %, printed as 92 % at the coarsest.
        """
        table = WHOLE.with_cells(
            {
                "funds[0].budget": "66431.70",
                "funds[0].executed": "61023.57",
                "funds[0].rate": "9二.%",
                "funds[0].score": score,
            }
        )

        assert verdict(table, "execution", "funds[0].score") == result

    @pytest.mark.parametrize(
        ("score", "result"),
        [("9.4", "rounding: fewer-decimals+truncated"), ("9.5", "rounding: fewer-decimals"), ("9.48", "rounding: truncated"), ("9.4800", "rounding: truncated"), ("9.4900", "exact"), ("9.40", "broken"), ("9.3", "broken")],
    )  # fmt: skip
    def test_decimals_that_were_cut_off_or_padded(self, score, result):
        """
        94.859 % of 10 points.
        """
        table = WHOLE.with_cells(
            {
                "funds[0].budget": "100",
                "funds[0].executed": "94.859",
                "funds[0].rate": "94.86%",
                "funds[0].score": score,
            }
        )

        assert verdict(table, "execution", "funds[0].score") == result

    def test_a_negative_budget_has_no_rate(self):
        """
        Nobody can say what a share of it is.
        """
        table = WHOLE.with_cells({"funds[0].budget": "-100", "funds[0].rate": "-50%"})

        assert verdict(table, "rate", "funds[0].rate") == "unchecked: negative-budget"

    def test_a_negative_rate_earns_nothing(self):
        """
        More was paid back than spent.
        """
        table = WHOLE.with_cells({"funds[0].executed": "-5", "funds[0].rate": "-5%", "funds[0].score": "0"})

        assert verdict(table, "rate", "funds[0].rate") == "exact"
        assert verdict(table, "execution", "funds[0].score") == "exact"


class TestRowsThatDoNotApply:
    TABLE = form(
        row("50", "46", "≥3次", "3次", reason="酌情扣分"),
        row("40", "-", "≥3次", "不适用"),
        fund=funds("100", "50", rate="50%", score="5"),
        total="100",
    )

    @pytest.mark.parametrize(
        ("total", "result"),
        [
            ("51", "exact"),
            ("85", "rounding: scaled"),
            ("85.00", "rounding: scaled"),
            ("91", "broken"),
            ("60", "broken"),
        ],
    )
    def test_the_total_has_two_recipes(self, total, result):
        """
        46 + 5 is 51; of the 60 points that applied, that is 85 of 100.
        """
        assert verdict(self.TABLE.with_cells({"total.score": total}), "total", "total.score") == result

    def test_the_scaled_total_is_written_out(self):
        """
        A person can follow it.
        """
        report = checked(self.TABLE.with_cells({"total.score": "85"}))
        relation = next(r for r in report.relations if r.kind == "total")

        assert relation.derivation == "(5 + 46) × 100 / 60 = 85"

    def test_a_rulebook_may_refuse_it(self):
        """
        Where the plain sum is all that counts.
        """
        national = load_rulebook("national")
        strict = evolve(national, accepted_recipes=national.accepted_recipes - {"scaled"})
        table = self.TABLE.with_cells({"total.score": "85"})

        assert verdict(table, "total", "total.score", rulebook=strict) == "broken"

    def test_nothing_is_scaled_where_no_weight_is_left(self):
        """
        A form of which nothing applies has nothing to scale.
        """
        table = form(
            row("100", "-", "≥3次", "不适用"), fund=funds("1", "1", weight="0", score="0"), total="100", score="0"
        )

        assert verdict(table, "total", "total.score") == "exact"


class TestRowsThatAreTheExecutionRate:
    TABLE = form(
        row("10", "10", "100%", "100%", name="预算执行率"),
        row("90", "90", "≥3次", "3次"),
        fund=funds("64.8", "64.8", weight=None),
        total="100",
        score="100",
    )

    def test_full_marks_for_all_of_the_money(self):
        assert checked(self.TABLE).verdict == "consistent"

    def test_less_than_full_marks_for_all_of_the_money(self):
        """
        64.8 of 64.8 is no 9 of 10.
        """
        assert "F103 indicators[0].score" in found(self.TABLE.with_cells({"indicators[0].score": "9"}))

    def test_a_wrong_rate(self):
        """
        61.26192 of 64.8 is 94.54 %.
        """
        table = self.TABLE.with_cells({"funds[0].executed": "61.26192", "indicators[0].actual": "98%"})

        assert "F102 indicators[0].actual" in found(table)

    def test_a_promise_below_100_is_a_target_like_others(self):
        """
        96 % of at least 95 % earns full marks.
        """
        table = self.TABLE.with_cells(
            {"funds[0].executed": "62.208", "indicators[0].target": "≥95%", "indicators[0].actual": "96%"}
        )

        assert found(table) == []


def test_heads_and_rows_may_print_their_points():
    """
    产出指标(50分) beside the rows is the head 产出指标.
    """
    table = evolve(
        WHOLE,
        indicators=(
            evolve(WHOLE.indicators[0], level1="产出指标（50分）"),
            evolve(WHOLE.indicators[1], level1="效益指标（40分）"),
        ),
        sections=(Section("产出指标", "50", "50"), Section("效益指标", "40", "40")),
    )

    assert found(table) == []
    assert verdict(table, "section", "sections[0].score") == "exact"
    assert "W202 sections[1].weight" in found(evolve(table, sections=(table.sections[0], Section("效益指标", "30"))))


def test_what_two_relations_compute_is_that_of_the_broken_one():
    """
    Heads of 50 and 30 come to 90 with the execution; the rows come to 100.
    """
    table = evolve(
        WHOLE,
        indicators=(evolve(WHOLE.indicators[0], level1="产出指标"), evolve(WHOLE.indicators[1], level1="效益指标")),
        sections=(Section("产出指标", "50"), Section("效益指标", "30")),
    )
    report = checked(table)

    assert report.expected["total.weight"] == "90"
    assert [(r.kind, r.expected) for r in report.relations if r.result == "total.weight"] == [
        ("section", "90"),
        ("weights", "100"),
    ]
    assert judged(table, "weights", "total.weight").verdict == "exact"


@pytest.mark.parametrize(("score", "result"), [("5", "exact"), ("0", "exact"), ("7", "broken")])
def test_an_indicator_of_the_execution_may_earn_the_plain_share_beside_bands(score, result):
    """
    Half of the money earns nothing by the bands of Jiangxi, and half of the points as a target like others.
    """
    table = form(
        row("10", score, "100%", "50%", name="资金执行率", reason="跨年支付"),
        row("90", "90", "≥3次", "3次"),
        fund=funds("100", "50", weight=None),
    )

    assert verdict(table, "execution", "indicators[0].score", rulebook="jiangxi") == result


def test_no_digits_hide_behind_a_band():
    """
    57 % lies in one band, whatever its digits.
    """
    table = WITHOUT_AMOUNTS.with_cells({"funds[0].rate": "57%", "funds[0].score": "5.65"})

    assert verdict(table, "execution", "funds[0].score", rulebook="jiangxi") == "broken"
