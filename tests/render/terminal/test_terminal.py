"""
Reports, forms and rules as text.
"""

from __future__ import annotations

import io
import unicodedata

from functools import partial

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, part, row
from perfscore import Goals, Place, Remark, Section, Total
from perfscore.render import PRINTERS, write_reports, writer
from perfscore.render.terminal import report as terminal
from perfscore.rules import BY_CODE, RULES
from perfscore.rules.pages import page


PUBLISHED = form(
    row("3", "3", "≥30%", "实际支出率4.66%", name="10月底前资金支出", level2="时效指标"),
    row("87", "80", "提高", "提高", name="扩大影响", reason="疫情影响"),
    fund=[funds("119.838800", "64.185681", rate="53.56%", score="5.63", name="年度资金总额"), part("其他资金")],
    total="100",
    score="88.63",
    project="推动北京与欧美国际科技合作",
    year="2022",
)


SLIP = evolve(
    PUBLISHED,
    indicators=(evolve(PUBLISHED.indicators[0], score="0.47"), PUBLISHED.indicators[1]),
    total=Total("100", "85.83"),
)

FAR_EXCEEDED = form(
    row("34", "34", "≥20次", "27次", name="调研"),
    row("33", "33", "≥10次", "14次", name="会商"),
    row("33", "33", "≥8次", "40次", name="推介"),
    score="100",
    total="100",
)


def text(write, *things, lang="en"):
    out = io.StringIO()
    write(*things, out, lang)
    return out.getvalue()


def reported(*forms, lang="en"):
    reports = [("form.docx", index, perfscore.check(form)) for index, form in enumerate(forms)]
    return text(partial(write_reports, writer("text")), reports, lang=lang)


def words(text):
    """
    The text in one line, however it was wrapped.
    """
    return "".join(text.split())


class TestReports:
    def test_what_a_reader_needs(self):
        """
        File, project, verdict, totals, and for each finding its code, cell, both values and the arithmetic.
        """
        shown = reported(PUBLISHED)

        for needed in (
            "form.docx",
            "推动北京与欧美国际科技合作（2022）",
            "inconsistent",
            "88.63",
            "F103",
            "5.63",
            "5.36",
        ):
            assert needed in shown
        assert words("10 × 53.56% = 5.36") in words(shown)
        assert "3×4.66%/30%=0.466→0.47" in words(shown)

    def test_coverage_counts_every_relation(self):
        """
        rate, execution, two rows, weights, total: 6 relations, one of them a phrase.
        """
        assert "6 relations: 3 exact, 0 by rounding, 2 broken, 1 not checked (1 qualitative target)" in reported(
            PUBLISHED
        )

    def test_in_chinese(self):
        """
        The same report for those who fill the forms in.
        """
        shown = reported(PUBLISHED, lang="zh")

        assert "数字矛盾" in shown
        assert "预算执行得分应为5.36" in words(shown)
        assert "inconsistent" not in shown

    def test_several_forms_are_summed_up(self):
        """
        The second form of a file is told from the first, and the last line counts them.
        """
        blank = form()
        shown = reported(PUBLISHED, blank)

        assert "form.docx#1" in shown
        assert (
            "2 forms: 0 consistent, 0 partly checked, 1 inconsistent, 1 with nothing to check; 2 errors, 1 warning, 2 notices"
            in shown
        )
        assert "nothing could be checked" in shown

    def test_the_likely_culprit_stands_before_the_findings(self):
        """
        A total that only adds up a wrong score is not called wrong: the cell to look at comes first.
        """
        shown = reported(SLIP)

        assert "total 85.83, but the scores add up to 86.10" in shown
        assert "recomputed" not in shown
        assert shown.index("5.63 → 5.36  fixes both contradictions") < shown.index("F103")
        assert "after this correction: total 85.83, consistent" in shown

    @pytest.mark.parametrize(
        ("stated", "actual", "line"),
        [
            ("100", "提高", "total 100, equal to the sum of the scores"),
            ("99", "提高", "total 99, but the scores add up to 100"),
            (None, "提高", "no total; the scores add up to 100"),
        ],
    )
    def test_the_total_beside_its_scores(self, stated, actual, line):
        assert line in reported(form(row("100", "100", "提高", actual), score=stated))

    def test_a_total_nobody_can_add_up(self):
        """
        A score that is no number leaves the sum unknown, and the line says so.
        """
        unscored = form(row("50", "好", "提高", "提高"), row("50", "50", "提高", "提高"), score="90")

        assert "total 90; possible sum of the scores: 50 to 100" in reported(unscored)
        assert "总分 90，各项得分之和可能为 50 至 100" in reported(unscored, lang="zh")

    @pytest.mark.parametrize(
        ("lang", "line"),
        [
            ("en", "3 places; the rule: a target far exceeded is explained"),
            ("zh", "3 处；规则：大幅超额完成应说明原因"),
        ],
    )
    def test_notices_of_one_rule_stand_together(self, lang, line):
        """
        What the rule asks for once, then a line for each row; each row keeps its own figures.
        """
        shown = reported(FAR_EXCEEDED, lang=lang)

        assert [f.code for f in perfscore.check(FAR_EXCEEDED).findings].count("R503") == 3
        assert shown.count("R503") == 1
        assert line in shown
        for name, done in (("调研", "27次"), ("会商", "14次"), ("推介", "40次")):
            assert f"- {name}" in shown
            assert done in shown

    def test_a_notice_alone_is_not_gathered(self):
        single = evolve(FAR_EXCEEDED, indicators=FAR_EXCEEDED.indicators[:1], total=Total("34", "34"))

        shown = reported(single)

        assert shown.count("R503") == 1
        assert "- 调研" not in shown
        assert "调研 actual value: target ≥20次, reached 27次" in shown

    @pytest.mark.parametrize(
        ("lang", "counts"),
        [("en", "[1 error]"), ("zh", "[1 处错误]")],
    )
    def test_one_is_one(self, lang, counts):
        """
        One error is no "errors".
        """
        assert counts in reported(form(row("100", "100", "提高", "提高"), score="99"), lang=lang)

    def test_nothing_found(self):
        """
        Silence is said aloud.
        """
        silent = perfscore.check(form(row("100", "100", "提高", "提高"), score="100"), rules=())

        assert "nothing found" in text(partial(write_reports, writer("text")), [("form.docx", 0, silent)])

    def test_nothing_listed_of_a_form_that_contradicts(self):
        """
        A baseline or a choice of rules empties the list, and mends nothing.
        """
        silent = perfscore.check(PUBLISHED, rules=())
        shown = words(text(partial(write_reports, writer("text")), [("form.docx", 0, silent)]))

        assert "nothingtolist:thecontradictionsareknownfromthebaseline" in shown
        assert "nothingfound" not in shown

    def test_no_colour_where_there_is_no_terminal(self):
        """
        A pipe receives plain text.
        """
        assert "\x1b" not in reported(PUBLISHED)


EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202e\u2066\x00\x7f\r\b"


class TestControlCharacters:
    def evil(self):
        rows = tuple(evolve(r, name=EVIL, actual=EVIL, reason=EVIL, score=EVIL) for r in PUBLISHED.indicators)
        spoken = {"project": EVIL, "title": EVIL, "year": EVIL, "indicators": rows}
        remarks = (Remark("unplaced", EVIL, place=Place(line=3)), Remark("hidden", EVIL))
        return evolve(PUBLISHED, **spoken, remarks=remarks, total=evolve(PUBLISHED.total, score=EVIL, grade=EVIL))

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_a_form_cannot_speak_to_the_terminal(self, lang):
        """
        Nothing that moves, colours or reorders text passes from a cell to the output.
        """
        bad, report = self.evil(), perfscore.check(self.evil())
        shown = "".join(
            (
                text(partial(write_reports, writer("text")), [(EVIL, 0, report)], lang=lang),
                text(terminal.write_forms, [(EVIL, 0, bad)], lang=lang),
                *(
                    text(terminal.write_explanation, report.explain(c), lang=lang)
                    for c in ("total.score", "indicators[0].score")
                ),
            )
        )

        assert {c for c in shown if unicodedata.category(c) in ("Cc", "Cf")} == {"\n"}
        assert "red" in shown


class TestForms:
    def test_every_figure_is_shown(self):
        """
        The fund table, the rows, the total and what could not be placed.
        """
        remarks = (Remark("unplaced", "备注：另附说明", place=Place(line=41)), Remark("hidden", "第 9 行"))
        shown = text(terminal.write_forms, [("form.docx", 0, evolve(PUBLISHED, remarks=remarks, complete=False))])

        for needed in ("119.838800", "53.56%", "≥30%", "实际支出率4.66%", "88.63", "41: 备注：另附说明", "第 9 行"):
            assert needed in shown
        assert "part of the form is missing" in shown

    def test_columns_of_the_form_s_own_are_shown(self):
        """
        What nothing is computed from is read all the same, and control characters in a head do nothing.
        """
        rows = tuple(evolve(r, extra={"数据来源\x1b": f"台账{n}"}) for n, r in enumerate(PUBLISHED.indicators))
        shown = text(terminal.write_forms, [("form.docx", 0, evolve(PUBLISHED, indicators=rows))])

        assert "数据来源" in shown
        assert "\x1b" not in shown
        assert "台账0" in shown
        assert "台账1" in shown

    def test_head_goals_sections_and_levels_are_shown(self):
        """
        A head that goes on over the next row is printed once, as the merged cells of a form show it.
        """
        rows = tuple(
            row("10", "10", level1=one, level2=two, name=name)
            for one, two, name in (("产出", "数量", "培训"), ("产出", "数量", "宣讲"), ("效益", "数量", "就业"))
        )
        sections = (Section("产出", weight="20"),)
        read = form(*rows, project="某项目", department="某局", goals=Goals("开展培训", "已开展"), sections=sections)
        shown = text(terminal.write_forms, [("form.docx", 0, read)])

        for needed in ("department: 某局", "expected goal: 开展培训", "actual result: 已开展"):
            assert needed in shown
        tables = [line.split() for line in shown.splitlines()]
        assert ["产出", "20"] in tables
        assert [line[:3] for line in tables if len(line) == 5 and line[3:] == ["10", "10"]] == [
            ["产出", "数量", "培训"],
            ["〃", "〃", "宣讲"],
            ["效益", "数量", "就业"],
        ]

    def test_columns_that_nobody_filled_in_are_left_out(self):
        """
        A form without a comparator column shows none.
        """
        assert "comparator" not in text(terminal.write_forms, [("form.docx", 0, PUBLISHED)])


class TestExplanation:
    def test_step_by_step(self):
        """
        The derivation, and each relation with its verdict.
        """
        shown = text(terminal.write_explanation, perfscore.check(PUBLISHED).explain("funds[0].score"))

        assert "funds[0].score = 5.63" in shown
        assert "10 × 53.56% = 5.36" in shown
        assert "broken" in shown
        assert "total.score" in shown

    def test_of_a_cell_without_relations(self):
        """
        A reason is computed from nothing.
        """
        assert "takes part in no relation" in text(
            terminal.write_explanation, perfscore.check(PUBLISHED).explain("indicators[0].reason")
        )


class TestRules:
    def test_the_catalogue_lists_every_rule(self):
        """
        One line for each code.
        """
        lines = text(terminal.write_rules, RULES).splitlines()

        assert [line.split()[0] for line in lines if line[:1].strip()] == [rule.code for rule in RULES]

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_a_page(self, lang):
        """
        Why, source, an example that passes, one that fails, known false positives.
        """
        shown = text(terminal.write_page, page(BY_CODE["F103"]), lang=lang)
        titles = (
            ("说明", "来源", "通过", "不通过", "误报")
            if lang == "zh"
            else ("Why", "Source", "Passes", "Fails", "Known false")
        )

        assert shown.startswith("F103 execution-score")
        assert all(title in shown for title in titles)


@pytest.mark.parametrize("name", PRINTERS)
def test_every_format_writes_reports(name):
    """
    A format that can be asked for has a writer for the main job.
    """
    out = io.StringIO()
    write_reports(writer(name), [("form.docx", 0, perfscore.check(PUBLISHED))], out, "en")

    assert out.getvalue().strip()
