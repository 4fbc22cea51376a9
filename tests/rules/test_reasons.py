"""
R5xx: reasons for deviations.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, funds, only, row
from perfscore.rulebook import load_rulebook


AT = "indicators[0].reason"


class TestR501:
    @pytest.mark.parametrize("reason", [None, "", "-", "/", "无", "暂无", "无。", "已完成", "按计划完成", "0", " 无 "])
    def test_points_lost_and_nothing_said(self, reason):
        """
        A dash and a filler are no reason.
        """
        assert fires(form(row("10", "9", "提高", "提高", reason=reason)), "R501") == [f"{AT} warning"]

    @pytest.mark.parametrize("reason", ["疫情影响", "定性指标，效益无法准确衡量", "无法出京调研"])
    def test_points_lost_and_explained(self, reason):
        """
        Whatever is said, something is said.
        """
        assert fires(form(row("10", "9", "提高", "提高", reason=reason)), "R501") == []

    @pytest.mark.parametrize("score", ["10", "10.00", "-", None, "优"])
    def test_no_points_lost(self, score):
        """
        Full marks, or no marks at all, need no reason.
        """
        assert fires(form(row("10", score, "提高", "提高")), "R501") == []

    def test_how_many_points(self):
        """
        3 less 0.47 is 2.53.
        """
        assert "2.53" in only(form(row("3", "0.47", "≥30%", "4.66%")), "R501").message

    @pytest.mark.parametrize(
        ("columns", "asked"),
        [((), True), (("name", "score", "weight"), False), (("name", "score", "weight", "reason"), True)],
    )
    def test_a_table_without_a_column_for_reasons(self, columns, asked):
        """
        Where nothing is known of the heads the row is asked; where they name no such column it is not.
        """
        printed = evolve(form(row("10", "9", "提高", "提高")), columns=columns)

        assert bool(fires(printed, "R501")) == asked


class TestR502:
    def test_a_missed_target_with_full_marks_and_no_reason(self):
        """
        Neither points nor words were spent on it.
        """
        assert fires(form(row("3", "3", "≥30%", "4.66%")), "R502") == [f"{AT} warning"]

    @pytest.mark.parametrize(("score", "reason"), [("3", "经费九月才到账"), ("0.47", None)])
    def test_explained_or_paid_for(self, score, reason):
        """
        A reason, or points lost, which R501 asks about.
        """
        assert fires(form(row("3", score, "≥30%", "4.66%", reason=reason)), "R502") == []

    def test_a_rulebook_that_does_not_ask(self):
        """
        Neither why points were lost nor why the target was missed.
        """
        book = evolve(load_rulebook("national"), reason_when_lost=False, reason_when_missed=False)

        assert fires(form(row("3", "3", "≥30%", "4.66%")), "R502", rulebook=book) == []
        assert fires(form(row("3", "0.47", "≥30%", "4.66%")), "R501", rulebook=book) == []


class TestLowRate:
    @pytest.mark.parametrize(
        ("rate", "fired"), [("89.99%", True), ("90%", False), ("90.00%", False), ("89.99", False), (None, False)]
    )
    def test_below_the_limit(self, rate, fired):
        """
        One region asks below 90 %; a rate without a percent sign may be a share of 1.
        """
        table = form(fund=funds("100", "89.99", rate=rate))

        assert fires(table, "R501", rulebook="sichuan") == (["funds[0].rate notice"] if fired else [])
        assert fires(table, "R501") == []


class TestR503:
    @pytest.mark.parametrize(("actual", "fires_at"), [("25条", []), ("26条", ["indicators[0].actual notice"])])
    def test_far_more_than_promised(self, actual, fires_at):
        """
        26 of at least 20 is 130 %.
        """
        assert fires(form(row("4", "4", "≥20条", actual)), "R503") == fires_at

    @pytest.mark.parametrize(
        ("score", "target", "actual", "fired"),
        [
            ("4", ">20条", "27条", True),
            ("4", "=20条", "27条", False),
            ("4", "≥0条", "5条", False),
            (None, "≥20条", "27条", False),
        ],
    )
    def test_more_of_what_was_wanted_at_least(self, score, target, actual, fired):
        """
        5 of 0 is no ratio, and what is not scored need not be explained; the rows before it are in order.
        """
        before = [row("4", "4", *cells) for cells in (("≤20条", "5条"), ("≥20条", "21条"), ("≥0条", "5条"))]
        table = form(*before, row("4", "4", "≥20条", "27条", reason="需求增加"), row("4", score, target, actual))

        assert fires(table, "R503") == (["indicators[4].actual notice"] if fired else [])

    @pytest.mark.parametrize(
        ("asks", "fired"),
        [
            ("nothing", []),
            ("a look", ["indicators[0].actual notice"]),
            ("an explanation", ["indicators[0].actual warning"]),
        ],
    )
    def test_what_the_rulebook_asks_for(self, asks, fired):
        """
        One region refuses it, another forbids to deduct for it.
        """
        book = evolve(load_rulebook("national"), over_fulfilment_asks=asks)

        assert fires(form(row("4", "4", "≥20条", "27条")), "R503", rulebook=book) == fired

    @pytest.mark.parametrize(("target", "actual", "reason"), [("≥20条", "27条", "需求增加"), ("≤20条", "5条", None)])
    def test_explained_or_less_is_better(self, target, actual, reason):
        """
        A reason is enough; staying far below a limit is no over-fulfilment.
        """
        assert fires(form(row("4", "4", target, actual, reason=reason)), "R503") == []
