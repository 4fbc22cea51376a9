"""
W2xx: weights that do not add up.
"""

from __future__ import annotations

import pytest

from builders import fires, form, funds, only, row
from perfscore import Section


def rows(*weights, **more):
    return [row(weight, weight, "≥1次", "1次", **more) for weight in weights]


class TestW201:
    @pytest.mark.parametrize(
        ("total", "fires_at"), [("100", []), (None, []), ("-", []), ("101", ["total.weight error"])]
    )
    def test_execution_included(self, total, fires_at):
        """
        10 of the execution row and 90 of the others are 100, the usual total where none is stated.
        """
        whole = form(*rows("50", "40"), fund=funds("1", "1", rate="100%", score="10"), total=total)

        assert fires(whole, "W201") == fires_at

    @pytest.mark.parametrize(
        ("weights", "added"), [(("50", "41"), "101"), (("50", "39.5"), "99.5"), (("5", "40"), "55")]
    )
    def test_weights_that_do_not_add_up(self, weights, added):
        """
        A slip in one weight changes the sum, however small.
        """
        finding = only(form(*rows(*weights), fund=funds("1", "1", rate="100%", score="10"), total="100"), "W201")

        assert (finding.stated, finding.expected) == ("100", added)

    def test_the_usual_total_is_said_where_none_is_printed(self):
        """
        A blank total weight is measured against 100.
        """
        finding = only(form(*rows("50", "45")), "W201")

        assert finding.stated is None
        assert "100" in finding.message

    def test_a_form_without_weights(self):
        """
        Some forms print scores alone.
        """
        assert fires(form(row(None, "50"), row(None, "40")), "W201") == []

    def test_a_cut_form(self):
        """
        Nothing is said about the sum of rows that may be missing.
        """
        assert fires(form(*rows("50"), total="100", complete=False), "W201") == []


class TestW202:
    def test_a_head_that_does_not_add_up(self):
        """
        产出指标(50分) over rows of 30 and 10.
        """
        table = form(
            *rows("30", "10", level1="产出指标"),
            *rows("60", level1="效益指标"),
            sections=(Section("产出指标", "50"), Section("效益指标", "60")),
            total="100",
        )

        assert "sections[0].weight error" in fires(table, "W202")
        assert "sections[1].weight error" not in fires(table, "W202")

    def test_heads_that_do_not_make_up_the_form(self):
        """
        Heads of 50 and 40 and no execution row are no 100.
        """
        table = form(
            *rows("50", level1="产出指标"),
            *rows("40", level1="效益指标"),
            sections=(Section("产出指标", "50"), Section("效益指标", "40")),
            total="100",
        )

        assert "total.weight error" in fires(table, "W202")

    def test_heads_that_do(self):
        """
        50 and 40 with the 10 of the execution row.
        """
        table = form(
            *rows("50", level1="产出指标"),
            *rows("40", level1="效益指标"),
            fund=funds("1", "1", rate="100%", score="10"),
            sections=(Section("产出指标", "50"), Section("效益指标", "40")),
            total="100",
        )

        assert fires(table, "W202") == []


class TestW203:
    @pytest.mark.parametrize("weight", [None, "-", ""])
    def test_a_scored_row_without_a_weight(self, weight):
        """
        Where other rows have weights, 5 points of nothing are an error.
        """
        assert fires(form(*rows("95"), row(weight, "5")), "W203") == ["indicators[1].weight error"]

    @pytest.mark.parametrize(("weight", "score"), [("0", "5"), ("-5", "0"), ("-5", "5")])
    def test_a_weight_that_is_not_positive(self, weight, score):
        """
        No points can be earned of 0 or less.
        """
        assert fires(form(*rows("95"), row(weight, score)), "W203") == ["indicators[1].weight error"]

    @pytest.mark.parametrize(("weight", "score"), [(None, None), ("-", "-"), (None, "0"), ("0", "0"), ("5", "0")])
    def test_rows_that_are_not_scored(self, weight, score):
        """
        Without points nothing was earned.
        """
        assert fires(form(*rows("95"), row(weight, score)), "W203") == []

    def test_a_form_without_weights(self):
        """
        Where no row has a weight, none is missing.
        """
        assert fires(form(row(None, "5"), row(None, "6")), "W203") == []


class TestW204:
    def test_the_weight_of_the_whole_form(self):
        """
        100 points for the execution row alone are those of the form, in the wrong cell.
        """
        assert fires(form(*rows("90"), fund=funds("1", "1", weight="100")), "W204") == ["funds[0].weight warning"]

    def test_an_unusual_weight(self):
        """
        20 points for the execution are possible, and worth a look.
        """
        assert fires(form(*rows("80"), fund=funds("1", "1", weight="20")), "W204") == ["funds[0].weight notice"]

    @pytest.mark.parametrize(("output", "fires_at"), [("50", []), ("55", ["indicators[0].weight notice"])])
    def test_the_split_of_the_sections(self, output, fires_at):
        """
        50, 30 and 10 are usual; 55, 25 and 10 are not.
        """
        table = form(
            *rows(output, level1="产出指标"),
            *rows(str(80 - int(output)), level1="效益指标"),
            *rows("10", level1="满意度指标"),
            fund=funds("1", "1"),
        )

        assert fires(table, "W204") == fires_at
