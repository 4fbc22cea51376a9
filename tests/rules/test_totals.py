"""
T4xx: totals and section scores.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, funds, only, row
from perfscore import Section, Total


ROWS = (row("50", "48.5", "提高", "提高", level1="产出指标"), row("40", "40", "提高", "提高", level1="效益指标"))
EXECUTION = funds("119.838800", "64.185681", rate="53.56%", score="5.36")


class TestT401:
    @pytest.mark.parametrize("score", ["93.68", "98.36", "93.87", "9386", "88.5"])
    def test_a_total_that_is_no_sum(self, score):
        """
        5.36 + 48.5 + 40 = 93.86: swapped digits, the next hundredth, a lost point, the execution row left out.
        """
        finding = only(form(*ROWS, fund=EXECUTION, score=score), "T401")

        assert (finding.cell, finding.stated, finding.expected) == ("total.score", score, "93.86")
        assert finding.derivation == "5.36 + 48.5 + 40 = 93.86"

    @pytest.mark.parametrize("score", ["93.86", "93.860", "93.9", "94", None, "-", "优"])
    def test_a_total_that_is(self, score):
        """
        The sum itself, with fewer decimals, or none stated.
        """
        assert fires(form(*ROWS, fund=EXECUTION, score=score), "T401") == []

    def test_a_cut_form(self):
        """
        The rows that are missing may hold the difference.
        """
        assert fires(form(*ROWS, score="99", complete=False), "T401") == []


class TestT402:
    def test_a_section_score_that_is_no_sum(self):
        """
        48.5 under a head that says 49.5.
        """
        table = form(*ROWS, sections=(Section("产出指标", "50", "49.5"), Section("效益指标", "40", "40")))

        assert fires(table, "T402") == ["sections[0].score error"]

    def test_sections_without_scores(self):
        """
        Heads that print weights alone state no score.
        """
        assert fires(form(*ROWS, sections=(Section("产出指标", "50"),)), "T402") == []


class TestT403:
    @pytest.mark.parametrize("score", [None, "-", ""])
    def test_a_blank_total(self, score):
        """
        The rows are weighted and scored; the sum is not stated.
        """
        finding = only(form(*ROWS, score=score), "T403")

        assert (finding.cell, finding.severity.value, finding.expected) == ("total.score", "warning", "88.5")

    @pytest.mark.parametrize(
        "printed",
        [form(*ROWS, score="88.5"), form(*ROWS, score=None, complete=False), form(row(None, "5")), form()],
    )
    def test_stated_or_not_to_be_expected(self, printed):
        """
        A cut form, and one without weights, need no total.
        """
        assert fires(printed, "T403") == []


class TestT404:
    @pytest.mark.parametrize(
        ("title", "fires_at"),
        [
            ("项目支出绩效自评表（自评得分95分）", ["total.score error"]),
            ("项目支出绩效自评表（自评得分90分）", []),
            ("项目支出绩效自评表（自评得分90.00分）", []),
            ("项目支出绩效自评表", []),
        ],
    )
    def test_a_total_in_the_title(self, title, fires_at):
        """
        The head and the table state the same total.
        """
        assert fires(form(row("100", "90"), title=title, score="90"), "T404") == fires_at

    @pytest.mark.parametrize(("score", "fires_at"), [("95", ["total.score error"]), ("90.0", []), (None, [])])
    def test_a_total_in_a_cell_of_the_head(self, score, fires_at):
        """
        Some layouts print 总分 beside the funds as well as under the last row.
        """
        head = Section("总分", score=score)
        assert fires(form(row("100", "90"), sections=(head,), score="90"), "T404") == fires_at


class TestT405:
    def graded(self, grade, score):
        return evolve(form(row("100", score)), total=Total("100", score, grade))

    @pytest.mark.parametrize(("grade", "score"), [("优", "89.99"), ("良好", "90"), ("中", "59.9"), ("差", "60")])
    def test_another_band(self, grade, score):
        """
        90 and more is 优, 80 良, 60 中, less 差.
        """
        assert fires(self.graded(grade, score), "T405") == ["total.grade error"]

    @pytest.mark.parametrize(
        ("grade", "score"),
        [
            ("优", "90"),
            ("优秀", "100"),
            ("良", "89.99"),
            ("良好", "80"),
            ("中", "60"),
            ("差", "59.99"),
            ("A", "95"),
            (None, "95"),
        ],
    )
    def test_the_right_band_or_none(self, grade, score):
        """
        The lower bound belongs to the band; a word that names no band is not judged.
        """
        assert fires(self.graded(grade, score), "T405") == []

    def test_without_a_total(self):
        """
        A grade of nothing cannot be wrong.
        """
        assert fires(self.graded("优", None), "T405") == []
