"""
The verdict on a form as a whole, and what keeps it from being consistent.
"""

from __future__ import annotations

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, row
from perfscore import Form, FundRow, Indicator, Remark, Severity, Total, check


GOOD = form(
    row("50", "50", "≥3次", "3次"),
    row("40", "38", "提高", "提高", reason="枯水期流量偏小"),
    fund=funds("200", "100", rate="50%", score="5"),
    total="100",
    score="93",
)


def with_cells(**texts):
    return GOOD.with_cells({name.replace("__", "."): text for name, text in texts.items()})


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        (GOOD, "consistent"),
        (evolve(GOOD, total=perfscore.Total(weight="100")), "partial"),
        (evolve(GOOD, total=perfscore.Total()), "partial"),
        (evolve(GOOD, total=perfscore.Total(), kind="declaration"), "consistent"),
        (GOOD.with_cells({"funds[0].budget": "0", "funds[0].executed": "0", "funds[0].rate": "0%", "funds[0].score": "0", "total.score": "88"}), "consistent"),
        (GOOD.with_cells({"indicators[1].score": "-"}), "partial"),
        (GOOD.with_cells({"indicators[1].score": "-", "total.score": "95.01"}), "inconsistent"),
        (GOOD.with_cells({"funds[0].budget": None, "funds[0].executed": None, "funds[0].rate": None}), "partial"),
        (evolve(GOOD, uncertain=("total.score",)), "partial"),
        (evolve(GOOD, uncertain=("funds[0].rate",)), "partial"),
        (evolve(GOOD, uncertain=("indicators[0].actual",)), "consistent"),
        (evolve(GOOD, remarks=(Remark("unplaced", "另有两行"),)), "partial"),
        (evolve(GOOD, remarks=(Remark("hidden", "旧稿"),)), "consistent"),
        (evolve(GOOD, complete=False), "partial"),
        (GOOD.with_cells({"total.score": "95O"}), "partial"),
        (form(row(None, None, "提高", "提高")), "unchecked"),
    ],
)  # fmt: skip
def test_verdicts(table, verdict):
    """
    Consistent is what was judged in all that matters; what is missing makes it partial.
    """
    assert perfscore.check(table).verdict == verdict


@pytest.mark.parametrize(
    "broken",
    [
        GOOD.with_cells({"indicators[0].actual": "未开展"}),
        GOOD.with_cells({"indicators[0].score": "51", "total.score": "94"}),
        GOOD.with_cells({"indicators[0].weight": None}),
        evolve(GOOD, title="项目支出绩效自评表（自评总分98分）"),
        evolve(GOOD, total=evolve(GOOD.total, grade="良")),
    ],
)
def test_it_is_the_same_whatever_rules_are_chosen(broken):
    """
    Every error of the catalogue rests on a relation: looking away mends nothing.
    """
    report = perfscore.check(broken)
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]

    assert errors
    assert {report.verdict, perfscore.check(broken, rules=()).verdict} == {"inconsistent"}


def test_an_uncertain_cell_binds_no_verdict():
    """
    The score of 48 would be wrong; but nobody knows that it says 48.
    """
    wrong = GOOD.with_cells({"indicators[0].score": "48"})

    assert perfscore.check(wrong).verdict == "inconsistent"
    report = perfscore.check(evolve(wrong, uncertain=("indicators[0].score",)))
    assert report.verdict == "partial"
    assert {
        relation.why for relation in report.relations if "indicators[0].score" in (relation.result, *relation.inputs)
    } == {"uncertain"}


def test_a_row_of_the_execution_rate_without_a_fund_table():
    """
    There is nothing it could be computed from.
    """
    row = Indicator("产出指标", "时效指标", "预算执行率", target="100%", actual="96%", weight="100", score="96")
    report = check(Form((row,), total=Total(weight="100", score="96")))

    assert [one.kind for one in report.relations if one.result == "indicators[0].actual"] == []


def test_an_execution_score_without_weight_and_with_an_uncertain_rate():
    """
    What could not be read for certain bounds nothing.
    """
    fund = FundRow("total", "年度资金总额", budget="100.00", executed="80.00", rate="80%", score="8")
    row = Indicator("产出指标", "数量指标", "培训期数", target="≥2期", actual="2期", weight="90", score="90")
    form = Form((row,), funds=(fund,), total=Total(score="98"), uncertain=frozenset({"funds[0].rate"}))

    [one] = [one for one in check(form).relations if one.result == "funds[0].score" and one.kind == "execution"]
    assert one.verdict == "unchecked"
