"""
S3xx: the score of a row against its weight, target and actual value.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, funds, only, row


AT = "indicators[0].score"


class TestS301:
    @pytest.mark.parametrize(
        ("score", "fires_at"), [("11", [f"{AT} error"]), ("10.01", [f"{AT} error"]), ("-1", [f"{AT} error"])]
    )
    def test_out_of_range(self, score, fires_at):
        """
        More than the weight, by however little, and less than nothing.
        """
        assert fires(form(row("10", score)), "S301") == fires_at

    @pytest.mark.parametrize("score", ["0", "10", "10.00", "9.99", "-", None, "优"])
    def test_in_range(self, score):
        """
        Both bounds belong to the range; what is no number is in no range.
        """
        assert fires(form(row("10", score)), "S301") == []

    def test_of_the_execution_row(self):
        """
        12 of 10 for spending more than everything.
        """
        assert fires(form(fund=funds("100", "120", rate="120%", score="12")), "S301") == ["funds[0].score error"]


class TestS302:
    def test_a_partial_score_that_follows_no_formula(self):
        """
        2 of 4 earn 5 of 10, not 7.
        """
        finding = only(form(row("10", "7", "≥4次", "2次", reason="疫情")), "S302")

        assert (finding.stated, finding.expected, finding.derivation) == ("7", "5", "10 × 2 / 4 = 5")

    @pytest.mark.parametrize("score", ["5", "5.0"])
    def test_one_that_does(self, score):
        """
        10 × 2 / 4.
        """
        assert fires(form(row("10", score, "≥4次", "2次")), "S302") == []

    def test_a_row_with_a_scoring_rule_of_its_own(self):
        """
        少一次扣1分 is not ours to compute.
        """
        assert fires(form(row("10", "8", "≥4次", "2次", name="举办培训（少一次扣1分）")), "S302") == []

    def test_discretion_over_a_met_target(self):
        """
        9 of 10 for 96 % of at least 90 % is no formula's business.
        """
        assert fires(form(row("10", "9", "≥90%", "96%")), "S302") == []


class TestS303:
    def test_full_marks_for_a_missed_target(self):
        """
        The published row, with 3 for 0.47.
        """
        finding = only(form(row("3", "3", "≥30%", "实际支出率4.66%")), "S303")

        assert (finding.cell, finding.stated, finding.expected) == (AT, "3", "0.47")
        assert finding.derivation == "3 × 4.66% / 30% = 0.466 → 0.47"

    @pytest.mark.parametrize(
        ("target", "actual"), [("≥30%", "30%"), ("≤12月", "12个月"), ("≤3次", "0次"), ("好", "好")]
    )
    def test_met_or_not_measured(self, target, actual):
        """
        Full marks for a target that was met, or that no figure tells.
        """
        assert fires(form(row("3", "3", target, actual)), "S303") == []

    def test_nearly(self):
        """
        89.9 % is less than 90 %.
        """
        assert fires(form(row("10", "10", "≥90%", "89.9%")), "S303") == [f"{AT} error"]

    def test_costs(self):
        """
        Spending more than the limit misses it; spending less does not.
        """
        over, under = (row("10", "10", "100万元", actual, level2="成本指标") for actual in ("101万元", "99万元"))

        assert fires(form(over), "S303") == [f"{AT} error"]
        assert fires(form(under), "S303") == []


class TestS304:
    @pytest.mark.parametrize(
        ("target", "actual"),
        [("2021年6月30日前拨付", "2021年12月20日前拨付"), ("2021年10月前完成", "12月底完成"), ("第二季度", "7月")],
    )
    def test_late_and_full_marks(self, target, actual):
        """
        Published rows that were paid half a year late and lost nothing.
        """
        assert fires(form(row("3", "3", target, actual), year="2021"), "S304") == [f"{AT} warning"]

    @pytest.mark.parametrize(
        ("target", "actual", "score"),
        [
            ("2021年6月30日前拨付", "2021年12月20日前拨付", "2"),
            ("2021年12月31日前拨付", "2021年12月31日前拨付", "3"),
            ("10月前", "10月", "3"),
            ("12月底前", "11月", "3"),
        ],
    )
    def test_in_time_or_paid_for(self, target, actual, score):
        """
        Points were lost, or nobody can say that it was late.
        """
        assert fires(form(row("3", score, target, actual), year="2021"), "S304") == []


class TestS305:
    def test_points_lost_with_a_reason(self):
        """
        A reviewer may want to look; the published row was scored 9 for lack of evidence.
        """
        published = row("10", "9", "≥90%", "96%", reason="支撑材料不充分")

        assert fires(form(published), "S305") == [f"{AT} notice"]
        assert fires(form(evolve(published, reason=None)), "S305") == [f"{AT} warning"]
        assert fires(form(evolve(published, reason="无")), "S305") == [f"{AT} warning"]

    @pytest.mark.parametrize(("score", "actual"), [("10", "96%"), ("9", "80%"), ("9", "较高")])
    def test_nothing_lost_or_not_met(self, score, actual):
        """
        Only a met target can lose points without cause.
        """
        assert fires(form(row("10", score, "≥90%", actual)), "S305") == []


class TestS307:
    def test_points_for_nothing(self):
        """
        A row with a score and neither target nor actual value.
        """
        assert fires(form(row("90", "90", "≥1次", "1次"), row("10", "10")), "S307") == ["indicators[1].score warning"]

    def test_several_rows_are_told_once(self):
        """
        One finding names them all and their points.
        """
        table = form(row("80", "80", "≥1次", "1次"), row("10", "10"), row("10", "9"))
        finding = only(table, "S307")

        assert finding.cells == ("indicators[1].score", "indicators[2].score")
        assert "19" in finding.message

    def test_the_goal_as_a_whole(self):
        """
        年度目标完成情况 is scored for the goal above the rows, not for a target of its own.
        """
        goal = row("20", "20", name="年度目标完成情况")

        assert fires(form(row("80", "80", "≥1次", "1次"), goal), "S307") == []

    def test_a_layout_without_these_columns(self):
        """
        Where no row has a target, the form has no such column.
        """
        assert fires(form(row("90", "90"), row("10", "10")), "S307") == []

    def test_no_points_for_nothing(self):
        """
        0 of a blank row is not too much.
        """
        assert fires(form(row("90", "90", "≥1次", "1次"), row("10", "0")), "S307") == []


class TestS308:
    @pytest.mark.parametrize("actual", ["未完成", "未开展", "没有召开", "尚未启动"])
    def test_not_done_and_full_marks(self, actual):
        """
        The cell says that it was not done.
        """
        assert fires(form(row("5", "5", "≥3次", actual)), "S308") == [f"{AT} error"]

    @pytest.mark.parametrize(
        ("score", "actual"), [("0", "未完成"), ("2.5", "未完成"), ("5", "未发生"), ("5", "已完成")]
    )
    def test_done_or_paid_for(self, score, actual):
        """
        Points were lost, or nothing bad happened.
        """
        assert fires(form(row("5", score, "安全事故0起", actual)), "S308") == []


class TestS309:
    @pytest.mark.parametrize("score", [None, "-", "/"])
    def test_a_form_that_was_not_scored(self, score):
        """
        Weights and no score at all.
        """
        table = form(row("60", score, "≥3次", "3次"), row("40", score))

        assert fires(table, "S309") == [f"{AT} warning"]
        assert "2" in only(table, "S309").message

    def test_a_form_that_was(self):
        """
        One score, a genuine 0, is a score.
        """
        assert fires(form(row("60", "0"), row("40", None)), "S309") == []

    def test_a_form_without_weights(self):
        """
        Nothing can be scored in it.
        """
        assert fires(form(row(None, None, "≥3次", "3次")), "S309") == []


class TestS306:
    @pytest.mark.parametrize(
        ("actual", "score"),
        [
            ("达成年度指标", "7.9"),
            ("部分达成年度指标并具有一定效果", "8"),
            ("部分达成年度指标并具有一定效果", "5.9"),
            ("未达成年度指标且效果较差", "6"),
            ("全部或基本达成预期指标", "7"),
        ],
    )
    def test_outside_the_band_of_the_stated_result(self, actual, score):
        """
        Of 10 points: met earns 8 to 10, partly met less than 8, not met less than 6.
        """
        assert fires(form(row("10", score, "提高", actual)), "S306") == [f"{AT} warning"]

    @pytest.mark.parametrize(
        ("actual", "score"),
        [
            ("达成年度指标", "10"),
            ("达成年度指标", "8"),
            ("部分达成年度指标并具有一定效果", "6"),
            ("部分达成年度指标并具有一定效果", "7.9"),
            ("未达成年度指标且效果较差", "0"),
            ("较好", "1"),
            ("基本达成预期目标", "7"),
            ("基本达到预期效果", "9"),
            ("达成年度指标", "-"),
        ],
    )
    def test_inside_it_or_without_one(self, actual, score):
        """
        The lower bound belongs to the band; what states no result has no band.
        """
        assert fires(form(row("10", score, "提高", actual)), "S306") == []


def test_a_declaration_has_no_scores_yet():
    """
    Approved targets are weighted and not scored; that is no fault of theirs.
    """
    declared = evolve(form(row("100", None, "≥5家", None), total="100"), kind="declaration")

    assert fires(declared, "S309") == []
    assert fires(declared, "T403") == []


def test_an_aim_that_was_missed_and_cost_points():
    """
    力争 makes a soft target: only full marks for missing it are worth a look.
    """
    assert fires(form(row("10", "9", "力争≥50次", "45次", reason="停电")), "S303") == []
    assert fires(form(row("10", "10", "力争≥50次", "45次", reason="停电")), "S303") == ["indicators[0].score notice"]
