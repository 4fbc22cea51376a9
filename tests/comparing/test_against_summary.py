"""
A summary table against its forms, and the forms of one folder among themselves.
"""

from __future__ import annotations

import time

import pytest

from attrs import evolve

from perfscore import Form, FundRow, Indicator, Summary, Total, compare


def project(number, **more):
    """
    A project's form: 40.00 plus its number was the budget, nine tenths of it spent.
    """
    budget = 4000 + 100 * number
    fund = FundRow(
        "total",
        "年度资金总额",
        None,
        f"{budget // 100}.00",
        f"{budget * 9 // 1000}.{budget * 9 // 10 % 100:02}",
        "10",
        "90%",
        "9.00",
    )
    row = Indicator("产出指标", "数量指标", f"第{number}类设施养护数量", None, "≥100处", None, "120处", "90", "90")
    form = Form(
        (row,),
        project=f"城市道路{number}号片区设施养护",
        unit="某市市政处",
        currency_unit="万元",
        year="2023",
        funds=(fund,),
        total=Total("100", "99.00", "优"),
    )
    return evolve(form, **more)


def summed(form):
    """
    The row of a summary that says the same.
    """
    fund = form.funds[0]
    return Form(
        (),
        project=form.project,
        currency_unit=form.currency_unit,
        funds=(FundRow("total", None, None, fund.budget, fund.executed, rate="90.00%"),),
        total=Total(None, "99", "优秀"),
    )


FORMS = [project(number) for number in range(20)]
ROWS = [summed(form) for form in FORMS]


def codes(summary, forms):
    """
    Code, cell of the summary and project of everything that is found.
    """
    found = compare(summary, forms)
    own = [(finding.code, finding.before_cell) for finding in found.findings]
    return own, [(f.code, f.before_cell, c.after.form.project) for c in found.comparisons for f in c.findings]


def changed(row, **cells):
    """
    The row of the summary with other texts in the cells of its fund row, its score or its grade.
    """
    total = {name: cells.pop(name) for name in ("score", "grade") if name in cells}
    return evolve(row, funds=(evolve(row.funds[0], **cells),), total=evolve(row.total, **total))


def test_a_summary_that_agrees():
    assert codes(Summary(tuple(reversed(ROWS))), FORMS) == ([], [])


@pytest.mark.parametrize(
    "cells",
    [{"budget": "47.00"}, {"executed": "37.80"}, {"rate": "91.00%"}, {"score": "98.00"}, {"grade": "良"}],
    ids=lambda cells: next(iter(cells)),
)
def test_one_wrong_figure_is_one_finding(cells):
    """
    What else it makes the summary contradict is not told again.
    """
    (name,) = cells
    part = "total" if name in ("score", "grade") else "funds[0]"
    rows = [changed(ROWS[0], **cells), *ROWS[1:]]

    assert codes(Summary(tuple(rows)), FORMS) == ([], [("C822", f"{part}.{name}", FORMS[0].project)])


def test_missing_and_surplus_projects():
    other = evolve(ROWS[0], project="河道绿化补植")

    own, _ = codes(Summary((other, *ROWS[1:])), FORMS)

    assert own == [("C821", "project"), ("C821", None)]


def test_a_name_that_is_nearly_the_same_is_matched():
    """
    And 元 are converted.
    """
    form = evolve(FORMS[0], project="城市道路0号片区设施养护项目")
    row = changed(evolve(ROWS[0], currency_unit="元"), budget="400000", executed="360000.00")
    assert FORMS[0].funds[0].budget == "40.00"

    assert codes(Summary((row,)), [form]) == ([], [])


def test_a_summary_without_a_unit_is_in_that_of_the_form():
    """
    One without the heads' 万元 is common; amounts that differ by more are still seen.
    """
    rows = [evolve(row, currency_unit=None) for row in ROWS]

    assert codes(Summary(tuple(rows)), FORMS) == ([], [])
    rows[0] = changed(rows[0], budget="400000")
    assert codes(Summary(tuple(rows)), FORMS) == ([], [("C822", "funds[0].budget", FORMS[0].project)])


def test_a_form_that_is_silent_leaves_the_summary_to_itself():
    """
    Its own rate and grade still have to be right.
    """
    silent = evolve(FORMS[0], funds=(), total=Total())

    assert codes(Summary((changed(ROWS[0], rate="95%"),)), [silent])[1] == [("C822", "funds[0].rate", silent.project)]
    assert codes(Summary((changed(ROWS[0], grade="良"),)), [silent])[1] == [("C822", "total.grade", silent.project)]


@pytest.mark.parametrize(
    ("cells", "said"),
    [({"rate": "95%"}, "95%，按其他各数应为 90%"), ({"grade": "良"}, "良，按其他各数应为 优")],
)
def test_a_contradiction_names_the_summary_alone(cells, said):
    """
    What the rest of the row gives is not what a form says.
    """
    silent = evolve(FORMS[0], funds=(), total=Total())
    (comparison,) = compare(Summary((changed(ROWS[0], **cells),)), [silent]).comparisons
    (finding,) = comparison.findings

    assert finding.say("zh") == f"汇总表自相矛盾：写的是 {said}"
    assert "form" not in finding.say("en")


def test_the_row_of_sums_is_added_up():
    budgets = sum(4000 + 100 * number for number in range(20))
    total = Form((), funds=(FundRow("total", "合计", None, f"{budgets // 100}.00", None),), currency_unit="万元")
    wrong = evolve(total, funds=(evolve(total.funds[0], budget="999.00"),))

    assert codes(Summary(tuple(ROWS), total), FORMS) == ([], [])
    assert codes(Summary(tuple(ROWS), wrong), FORMS) == ([("C822", "funds[0].budget")], [])


@pytest.mark.unmeasured
def test_twelve_errors_among_two_hundred_forms():
    """
    All of them, no more, and in a second.
    """
    forms = [project(number) for number in range(200)]
    rows = [summed(form) for form in forms]
    planted = {
        3: {"budget": "53.00"},
        17: {"executed": "1.25"},
        29: {"rate": "88%"},
        41: {"score": "89.00"},
        58: {"grade": "中"},
        77: {"budget": "171.00"},
        102: {"rate": "9%"},
        113: {"score": "96.50"},
        150: {"executed": "170.00"},
        163: {"grade": "差"},
    }
    for index, cells in planted.items():
        rows[index] = changed(rows[index], **cells)
    rows[190] = evolve(rows[190], project="另一个完全不同的名称")
    start = time.process_time()

    own, pairs = codes(Summary(tuple(rows)), forms)

    assert own == [("C821", "project"), ("C821", None)]
    assert len(pairs) == len(planted)
    assert {name for _, _, name in pairs} == {forms[index].project for index in planted}
    assert time.process_time() - start < 2


class TestFolder:
    def test_the_same_project_twice(self):
        (finding,) = compare([*FORMS, evolve(FORMS[3], project="城市道路3号片区 设施养护")]).findings

        assert (finding.code, finding.severity) == ("C831", "warning")

    def test_another_year_or_unit_is_another_evaluation(self):
        assert compare([FORMS[0], evolve(FORMS[0], year="2022"), evolve(FORMS[0], unit="某县市政处")]).findings == ()

    def whole(self, amount):
        """
        The form of the department whose projects have this amount.
        """
        rows = (FundRow("total", "年度资金总额", None, "2000.00"), FundRow("component", "其中：项目支出", None, amount))
        return Form(
            (), title="部门整体支出绩效自评表", year="2023", department="某市市政处", currency_unit="万元", funds=rows
        )

    def test_the_department_against_its_projects(self):
        budgets = f"{sum(40 + number for number in range(20))}.00"

        assert compare([*FORMS, self.whole(budgets)]).findings == ()
        (finding,) = compare([*FORMS, self.whole("980.00")]).findings
        assert (finding.code, finding.cell, finding.after) == ("C832", "funds[1].budget", "990")

    def test_the_same_long_words_in_two_projects(self):
        said = "受持续强降雨影响，部分设施的养护作业顺延至下一年度实施"
        copied = [evolve(form, indicators=(evolve(form.indicators[0], reason=said),)) for form in FORMS[:3]]

        (finding,) = compare([*copied, *FORMS[3:]]).findings
        assert (finding.code, finding.severity) == ("C833", "notice")
        assert "3" in finding.say("en")
        short = [evolve(form, indicators=(evolve(form.indicators[0], reason="受强降雨影响"),)) for form in FORMS[:3]]
        assert compare(short).findings == ()
