"""
Which cell is wrong: on published figures, and on generated forms whose truth is known.
"""

from __future__ import annotations

import sys

from pathlib import Path
from random import Random

import pytest

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import form as sketch
from builders import funds, part, row
from perfscore import Section, check, fill, load_rulebook, read, recompute
from perfscore.checking.check import with_first_suspect_corrected
from perfscore.relations.examination import examine
from perfscore.suspects.search import suspects


ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import locating  # noqa: E402 - the path to the benchmarks comes first


@pytest.fixture(scope="module")
def form():
    return read(ROOT / "examples" / "international-cooperation-2022.json")[0]


def changes(suspect):
    return {change.cell: change.value for change in suspect.changes}


class TestOneCell:
    @pytest.mark.parametrize(
        ("cell", "wrong", "right", "slip"),
        [
            ("funds[0].score", "5.63", "5.36", "two digits were transposed"),
            ("funds[0].rate", "35.56%", "53.56%", "two digits were transposed"),
            ("funds[0].executed", "46.185681", "64.185681", "two digits were transposed"),
            ("funds[0].budget", "1198388", "119.8388", "the decimal point was lost or moved"),
            ("funds[0].weight", "1", "10", "a digit was lost"),
            ("indicators[6].score", "0.74", "0.47", "two digits were transposed"),
            ("indicators[0].weight", "14", "4", "a digit too many"),
            ("total.weight", "10", "100", "a digit was lost"),
            ("total.score", "90.38", "90.83", "two digits were transposed"),
        ],
    )
    def test_a_slip_has_one_culprit_with_the_printed_value(self, form, cell, wrong, right, slip):
        """
        The published figure is what the first suspect says, and nobody else is as likely.
        """
        suspects = check(form.with_cells({cell: wrong})).suspects

        assert changes(suspects[0]) == {cell: right}
        assert slip in suspects[0].why.en
        assert [s.rank for s in suspects].count(1) == 1

    def test_a_full_mark_again_is_a_witness(self, form):
        """
        3 of 4 on a row whose target was met: no relation but the total is broken, yet the row is named, not the total.
        """
        suspects = check(form.with_cells({"indicators[2].score": "3"})).suspects

        assert changes(suspects[0]) == {"indicators[2].score": "4"}
        assert any(changes(s) == {"total.score": "89.83"} for s in suspects)

    def test_equally_good_explanations_share_a_rank_in_the_order_of_the_form(self, form):
        """
        Without a second row nothing tells which of total row and component has the wrong initial budget.
        """
        bare = evolve(form, funds=tuple(evolve(fund, budget=None, rate=None) for fund in form.funds))
        suspects = check(bare.with_cells({"funds[0].initial": "121.000000"})).suspects

        assert [list(changes(s)) for s in suspects] == [["funds[0].initial"], ["funds[1].initial"]]
        assert {s.rank for s in suspects} == {1}

    def test_a_target_of_nothing_is_no_explanation(self):
        """
        2 of ≥3 does not earn 8 of 10; of ≥0 anything would be met.
        """
        rows = (row("10", "8", "≥3次", "2次", level2="数量指标"), row("90", "90", "提高", "提高"))
        suspects = check(sketch(*rows, total="100", score="98")).suspects

        assert "≥0次" not in {value for suspect in suspects for value in changes(suspect).values()}
        assert {"indicators[0].actual": "3次"} in [changes(suspect) for suspect in suspects]

    def test_a_suggestion_for_full_width_digits_keeps_the_comparator(self):
        """
        9 of 2 earns 60, and 9 of ≥12 does not.
        """
        rows = row("60", "48", "≥１２公里", "９公里"), row("40", "40", "≥90%", "95%")
        suspects = check(sketch(*rows, total="100", score="88")).suspects

        assert {"indicators[0].target": "≥2公里"} in [changes(suspect) for suspect in suspects]

    def test_no_weight_earns_points_for_nothing(self):
        """
        With none of three done, a score of 5 is right under no weight.
        """
        rows = row("10", "5", "≥3次", "0次"), row("90", "90", "≥1次", "1次")
        report = check(sketch(*rows, total="100", score="95"))
        blamed = {change.cell for finding in report.findings for s in finding.suspects for change in s.changes}

        assert [finding.cell for finding in report.findings if finding.relation] == ["indicators[0].score"]
        assert blamed == {"indicators[0].actual", "indicators[0].score", "total.score"}

    def test_no_budget_is_no_explanation(self):
        """
        5 of 10 is not 60 %, and of a budget of 0 it would be no rate at all; only 6 of 10 is.
        """
        suspects = check(sketch(fund=funds("10", "5", rate="60%", score="6"))).suspects

        assert [changes(s) for s in suspects] == [{"funds[0].executed": "6"}]

    @pytest.mark.parametrize(
        ("executed", "rate", "suspected"),
        [("50", None, {"funds[0].executed": "60"}), ("0", "0%", {"funds[1].executed": "0"})],
    )
    def test_beside_a_rate_that_tells_nothing(self, executed, rate, suspected):
        """
        A component of 60 below 50 without a rate, and below 0, which a rate of 0 % confirms.
        """
        table = sketch(fund=(funds("100", executed, rate=rate), part(executed="60")))

        assert suspected in [changes(s) for s in check(table).suspects]

    def test_beside_a_blank_total(self):
        """
        10 × 2 / 4 is 5, printed 7; the total, which is not printed, asks for nothing.
        """
        suspects = check(sketch(row("10", "7", "≥4次", "2次"), row("90", "90", "≥7次", "7次"))).suspects

        assert {"indicators[0].score": "5"} in [changes(s) for s in suspects]

    def test_the_same_answer_every_time(self, form):
        wrong = form.with_cells({"total.score": "86.83"})

        assert check(wrong).suspects == check(wrong).suspects


class TestStories:
    def test_budget_and_executed_changed_places(self, form):
        wrong = form.with_cells({"funds[0].budget": "64.185681", "funds[0].executed": "119.838800"})
        (suspect,) = check(wrong).suspects

        assert changes(suspect) == {"funds[0].budget": "119.838800", "funds[0].executed": "64.185681"}
        assert "were exchanged" in suspect.why.en

    def test_a_rate_of_the_initial_budget(self, form):
        """
        64.185681 / 120 = 53.49 %, and 10 × 53.49 % = 5.35 carried into the total 90.82.
        """
        wrong = form.with_cells({"funds[0].rate": "53.49%", "funds[0].score": "5.35", "total.score": "90.82"})

        assert any("initial budget" in s.why.en for s in check(wrong).suspects)

    def test_beside_a_total_that_is_not_printed(self, form):
        """
        Then only the execution score has followed the wrong rate.
        """
        wrong = form.with_cells({"funds[0].rate": "53.49%", "funds[0].score": "5.35", "total.score": None})
        told = [s for s in check(wrong).suspects if "initial budget" in s.why.en]

        assert {"funds[0].rate": "53.56%", "funds[0].score": "5.36"} in [changes(s) for s in told]

    def test_a_row_missing_from_the_sum(self, form):
        """
        90.83 without the 15 points of the quality row is 75.83.
        """
        suspects = check(form.with_cells({"total.score": "75.83"})).suspects

        assert changes(suspects[0]) == {"total.score": "90.83"}
        assert "missing from the sum: 梳理信息可用率" in suspects[0].why.en

    def test_a_row_counted_twice(self, form):
        suspects = check(form.with_cells({"total.score": "105.83"})).suspects

        assert "counted twice in the sum: 梳理信息可用率" in suspects[0].why.en

    def test_a_component_row_added_to_the_total(self, form):
        """
        Some layouts repeat 10 and 5.36 on the component row; added, they make 96.19 of 90.83.
        """
        repeated = {"funds[1].weight": "10", "funds[1].score": "5.36", "total.score": "96.19"}
        suspects = check(form.with_cells(repeated)).suspects

        assert "a component row was added to the sum" in suspects[0].why.en

    def test_scores_shifted_by_a_row(self, form):
        """
        The scores 4 and 3 of the last two quantity rows stand in each other's row.
        """
        wrong = form.with_cells({"indicators[2].score": "3", "indicators[3].score": "4"})
        suspects = check(wrong).suspects

        assert any(
            changes(s) == {"indicators[2].score": "4", "indicators[3].score": "3"} and "shifted" in s.why.en
            for s in suspects
        )

    @pytest.mark.parametrize(
        ("total", "followed"), [("54.76", {}), ("56", {"total.score": "54.76"})], ids=["kept", "carried"]
    )
    def test_scores_rounded_up(self, total, followed):
        """
        10 × 1 / 3 is 3.33 and 90 × 4 / 7 is 51.43, printed 4 and 52, whether or not the total was added up from these.
        """
        rows = (row("10", "4", "≥3次", "1次", reason="疫情"), row("90", "52", "≥7次", "4次", reason="疫情"))
        suspects = check(sketch(*rows, total="100", score=total)).suspects

        assert [changes(s) for s in suspects if "rounded up" in s.why.en] == [
            {"indicators[0].score": "3.33", "indicators[1].score": "51.43", **followed}
        ]

    def test_yuan_for_ten_thousand_yuan(self, form):
        suspects = check(form.with_cells({"funds[0].executed": "641856.81"})).suspects

        assert changes(suspects[0]) == {"funds[0].executed": "64.185681"}


class TestTheWhole:
    def test_a_consistent_form_has_no_suspects(self, form):
        report = check(form)

        assert report.suspects == ()
        assert with_first_suspect_corrected(report) is None
        assert suspects(report.examination).whole == ()

    def test_four_unrelated_errors_are_not_explained_by_two_cells(self):
        spoiled = read(ROOT / "examples" / "international-cooperation-2022-spoiled.json")[0]
        report = check(spoiled)

        assert report.suspects == ()
        assert not report.investigation.explained.bounded
        by_code = {finding.code: finding for finding in report.findings}
        assert changes(by_code["F103"].suspects[0]) == {"funds[0].score": "5.36"}

    def test_two_errors_are_a_pair(self, form):
        wrong = form.with_cells({"funds[0].rate": "35.56%", "indicators[6].score": "0.74"})
        suspects = check(wrong).suspects

        assert changes(suspects[0]) == {"funds[0].rate": "53.56%", "indicators[6].score": "0.47"}

    def test_the_impact_is_the_form_with_the_first_suspect_corrected(self, form):
        impact = with_first_suspect_corrected(check(form.with_cells({"funds[0].score": "5.63"})))

        assert impact.verdict == "consistent"
        assert impact.form.total.score == "90.83"

    def test_explain_says_what_the_cell_would_have_to_be(self, form):
        report = check(form.with_cells({"funds[0].score": "5.63"}))

        assert changes(report.explain("funds[0].score").suspect) == {"funds[0].score": "5.36"}
        assert report.explain("funds[0].initial").suspect is None


class TestLongAmounts:
    def test_what_the_sum_asks_for_is_tried_before_the_slips_of_other_cells(self):
        """
        Three amounts above have hundreds of slips each, and the search has an end.
        """
        amounts = ("5046.473121", "2312.936059", "2177.238406", "5562.98656")
        total, *parts = amounts
        fund = [funds(total, total, rate="100%", score="10", initial=total, name="年度资金总额")]
        fund += [part(f"资金{number}", budget=amount) for number, amount in enumerate(parts)]
        found = check(sketch(row("90", "90", "≥1次", "1次"), fund=fund, total="100", score="100")).suspects

        assert {"funds[3].budget": "556.298656"} in [changes(suspect) for suspect in found]


@pytest.mark.property
class TestGenerated:
    def test_the_culprit_is_named_where_every_row_can_be_recomputed(self):
        """
        A sample of the experiment in benchmarks/locating.py, whose table is in the documentation.
        """
        random = Random(20)
        tally = locating.located(random, locating.recomputable(random, 480))["all"]

        assert tally.unique_first >= 0.98 * tally.forms
        assert tally.listed == tally.forms

    def test_half_the_rows_qualitative(self):
        random = Random(21)
        tally = locating.located(random, locating.forms(random, 240, rows=(11, 42), qualitative=50))["all"]

        assert tally.shared_first >= 0.85 * tally.forms
        assert tally.listed == tally.forms
        assert tally.too_long == 0

    def test_two_errors(self):
        random = Random(22)
        _, two, found = locating.pairs(random, locating.forms(random, 200, rows=(11, 42)))

        assert found >= 0.8 * two > 0

    @settings(max_examples=60, deadline=None)
    @given(seed=st.integers(0, 10**6), qualitative=st.sampled_from((0, 50, 100)))
    def test_every_suggestion_mends_what_it_claims_and_breaks_nothing(self, seed, qualitative):
        """
        Checked again from the start with the suggested text in the cell.
        """
        random = Random(seed)
        _, _, report, *_ = next(locating._errors(random, locating.forms(random, 1, rows=12, qualitative=qualitative)))
        broken = {(e.relation.kind, e.relation.result) for e in report.examination.evaluations if e.broken}

        for suspect in report.suspects:
            mended = check(report.form.with_cells(changes(suspect)))
            assert mended.coverage.broken == 0
        for finding in report.findings:
            for suspect in finding.suspects:
                after = check(report.form.with_cells(changes(suspect)))
                left = {(e.relation.kind, e.relation.result) for e in after.examination.evaluations if e.broken}
                assert finding.relation not in left
                assert left <= broken


class TestNumbersOnly:
    def test_recompute_gives_every_computable_cell_with_its_arithmetic(self, form):
        computed = recompute(form)

        assert computed["funds[0].rate"].derivation == "64.185681 / 119.838800 = 53.56%"
        assert computed["funds[0].score"].value == "5.36"
        assert computed["indicators[6].score"].derivation == "3 × 4.66% / 30% = 0.466 → 0.47"
        assert computed["total.score"].value == "90.83"

    def test_fill_computes_rate_score_and_total_of_a_form_in_preparation(self, form):
        """
        The qualitative row and the row with points taken off are the scorer's; the rest follows.
        """
        blank = {"funds[0].rate": None, "funds[0].score": None, "indicators[6].score": None, "total.score": None}
        filled = fill(form.with_cells(blank))

        assert filled.funds[0].rate == "53.56%"
        assert filled.funds[0].score == "5.36"
        assert filled.indicators[6].score == "0.47"
        assert filled.total.score == "90.83"

    def test_fill_never_touches_a_printed_value(self, form):
        wrong = form.with_cells({"funds[0].score": "5.63", "total.score": None})
        filled = fill(wrong)

        assert filled.funds[0].score == "5.63"
        assert filled.total.score == "91.10"

    def test_fill_leaves_blank_what_has_two_answers(self, form):
        """
        0 of 0 is printed as 0 % by one system and as 100 % by another.
        """
        nothing = {"funds[0].budget": "0", "funds[0].executed": "0", "funds[0].rate": None, "funds[0].score": None}

        assert fill(form.with_cells(nothing)).funds[0].rate is None


class TestRecomputed:
    """
    What no slip of the pen explains: points that were given, and added up, where the formula gives fewer.
    """

    MONEY = (
        funds("640", "544", rate="85%", score="10"),
        part(budget="640", executed="544", rate="85%", weight="-"),
    )

    def test_full_marks_for_money_that_was_not_spent(self):
        """
        85 % earns 8.5, and the total that was added up with 10 loses 1.5.
        """
        found = check(sketch(row("90", "90", "提高", "提高"), fund=self.MONEY, total="100", score="100")).suspects

        assert [changes(s) for s in found] == [{"funds[0].score": "8.5", "total.score": "98.5"}]

    def test_a_rate_that_was_just_filled_in(self):
        """
        100 % for 544 of 640: rate, score and total follow one from the other.
        """
        money = (evolve(self.MONEY[0], rate="100%"), evolve(self.MONEY[1], rate=None))
        found = check(sketch(row("90", "90", "提高", "提高"), fund=money, total="100", score="100")).suspects

        assert [changes(s) for s in found] == [{"funds[0].rate": "85%", "funds[0].score": "8.5", "total.score": "98.5"}]

    def test_with_the_heads_of_sections(self):
        """
        The 1.5 points too many are in the head's sum as well.
        """
        heads = (Section("预算执行情况", "10", "10"), Section("绩效指标", "90", "90"))
        table = sketch(row("90", "90", "提高", "提高"), fund=self.MONEY, sections=heads, total="100", score="100")

        assert [changes(s) for s in check(table).suspects] == [
            {"funds[0].score": "8.5", "sections[0].score": "8.5", "total.score": "98.5"}
        ]

    def test_full_marks_for_missed_targets(self):
        """
        27 of at most 20 and 345 of at most 300 earned full marks: the scores are wrong, not both targets.
        """
        rows = (
            row("15", "15", "≤20批次", "27批次", level2="质量指标"),
            row("10", "10", "≤300元", "345元", level2="质量指标"),
            row("75", "75", "提高", "提高"),
        )
        (found,) = check(sketch(*rows, total="100", score="100")).suspects

        # 15 × 20 / 27 = 11.11, 10 × 300 / 345 = 8.70
        assert changes(found) == {"indicators[0].score": "11.11", "indicators[1].score": "8.7", "total.score": "94.81"}
        assert "rounded up" not in found.why.en

    def test_points_below_zero(self):
        """
        The sign goes with the digits.
        """
        rows = (row("10", "-10", "≥90%", "92%", level2="质量指标"), row("90", "90", "提高", "提高"))
        found = check(sketch(*rows, total="100", score="100")).suspects

        assert {"indicators[0].score": "10"} in [changes(s) for s in found]

    def test_not_beside_a_sum_that_is_wrong_in_itself(self):
        """
        A total that was not added up with the full marks either is another matter.
        """
        found = check(sketch(row("90", "90", "提高", "提高"), fund=self.MONEY, total="100", score="73")).suspects

        assert all(len(changes(s)) < 3 for s in found)


def test_the_usual_total_is_above_suspicion():
    """
    Weights of 95 under a total of 100: some weight is wrong, not the 100.
    """
    rows = (row("50", "50", "提高", "提高"), row("45", "45", "提高", "提高"))

    for printed in ("100", None):
        found = check(sketch(*rows, total=printed, score="95")).suspects
        assert not any("total.weight" in changes(s) for s in found)

    found = check(sketch(*rows, total="59", score="95")).suspects
    assert {"total.weight": "95"} in [changes(s) for s in found]


def test_more_points_than_the_weight_are_not_explained_by_the_actual_value():
    """
    15 of 10 for 100 % of 100 %: no 150 % would have earned it.
    """
    rows = (row("10", "15", "100%", "100%", level2="时效指标"), row("90", "90", "提高", "提高"))
    found = check(sketch(*rows, total="100", score="105")).suspects

    assert not any("indicators[0].actual" in changes(s) or "indicators[0].target" in changes(s) for s in found)
    assert {"indicators[0].score": "10", "total.score": "100"} in [changes(s) for s in found]


def test_a_search_that_gives_up():
    """
    Three contradictions among long amounts leave more slips to try than one search may; it says so.
    """
    table = sketch(
        fund=[
            funds("2926.123456", "2736.654321", rate="93.53%", score="3.95"),
            part(budget="1926.123456", executed="1736.654399", rate="90.16%"),
            part(budget="1000.000055", executed="999.123456", rate="99.91%"),
        ]
    )
    explained = suspects(examine(table, load_rulebook("national")))

    assert explained.bounded
