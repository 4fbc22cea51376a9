"""
D0xx: what could not be read.
"""

from __future__ import annotations

import pytest

from builders import fires, form, funds, only, row
from perfscore import Goals, Remark, Severity


class TestD001:
    @pytest.mark.parametrize("text", ["满分", "9.35/10", "10 5", "≥5", "7" * 40])
    def test_a_score_that_is_no_number(self, text):
        """
        What is left out of the checks is said to be.
        """
        finding = only(form(row("10", text)), "D001")

        assert (finding.cell, finding.stated, finding.severity.value) == ("indicators[0].score", text, "warning")

    @pytest.mark.parametrize("text", [None, "-", "无", "10", "10分", "分", "％"])
    def test_blanks_and_numbers(self, text):
        """
        A dash is an answer, and a unit alone stands in the template.
        """
        assert fires(form(row("10", text)), "D001") == []

    def test_every_kind_of_cell(self):
        """
        Amounts, rates, weights and totals too.
        """
        table = form(
            row("十", "9"), fund=funds("一百", "五十", rate="一半", weight="十", score="五"), total="百", score="多"
        )

        assert fires(table, "D001") == [
            f"{cell} warning"
            for cell in (
                *("funds[0].budget", "funds[0].executed", "funds[0].weight", "funds[0].rate", "funds[0].score"),
                *("total.weight", "total.score", "indicators[0].weight"),
            )
        ]

    def test_a_formula_without_a_result(self):
        """
        The reader met a cell whose value the file does not hold.
        """
        remark = Remark("no-result", "=SUM(G7:G20)", cell="total.score")

        assert fires(form(row("10", "9"), remarks=(remark,)), "D001") == ["total.score warning"]


class TestD002:
    def test_text_that_belongs_nowhere(self):
        """
        A row that could not be read is reported, never dropped.
        """
        lost = tuple(Remark("unplaced", f"备注{index}") for index in range(5))
        finding = only(form(row("10", "9"), remarks=lost), "D002")

        assert "5" in finding.message
        assert "备注0" in finding.message

    def test_other_remarks(self):
        """
        A hidden row was read.
        """
        assert fires(form(row("10", "9"), remarks=(Remark("hidden", "行 7"),)), "D002") == []

    def test_cells_that_were_hard_to_tell_apart(self):
        """
        A damaged text may hold other cells than those that were read, so "consistent" is not all there is to say.
        """
        doubtful = (
            Remark("uncertain", "发放宣传手册 2000份"),
            Remark("uncertain", "群众知晓率 95%", "indicators[0].name"),
        )
        finding = only(form(row("10", "9"), remarks=doubtful), "D002")

        assert (finding.severity, finding.values["count"]) == (Severity.NOTICE, 2)
        assert finding.say("en").endswith("read wrong: 发放宣传手册 2000份 | 群众知晓率 95%")


class TestD003:
    def test_a_goal_without_a_result(self):
        """
        The fund table and the goal are there; what became of it is not.
        """
        table = form(row("1", "1"), fund=funds("1", "1"), goals=Goals("办会", None))

        assert fires(table, "D003") == ["goals.actual notice"]

    def test_a_whole_form_and_a_sketch(self):
        """
        A form of indicators alone is a layout of its own.
        """
        assert fires(form(row("1", "1"), fund=funds("1", "1"), goals=Goals("办会", "办了")), "D003") == []
        assert fires(form(row("1", "1")), "D003") == []
