"""
Rows that share the points of one of them are judged together.
"""

from __future__ import annotations

import pytest

from perfscore.checking.check import check
from perfscore.form import Form, Indicator


def checked(*rows, level2="数量指标"):
    """
    The report on a form of rows of name, target, actual, weight and score under one head.
    """
    columns = ("name", "target", "actual", "weight", "score")
    indicators = (Indicator(level1="产出指标", level2=level2, **dict(zip(columns, row, strict=True))) for row in rows)
    return check(Form(indicators=tuple(indicators)))


def verdicts(report):
    return {relation.result: relation.verdict.value for relation in report.relations if relation.kind == "attainment"}


def codes(report):
    return {(finding.code, str(finding.cell)) for finding in report.findings}


PARENT = ("疏浚沟渠", None, None, "40", "40")
OTHER = ("修复堤段", "≥3处", "3处", "60", "60")


def test_a_parent_is_met_where_its_parts_are():
    report = checked(
        PARENT, ("东支沟渠", "≥2公里", "2.4公里", None, None), ("西支沟渠", "≥1公里", "1公里", None, None), OTHER
    )

    assert verdicts(report) == {"indicators[0].score": "exact", "indicators[3].score": "exact"}
    assert "S307" not in {code for code, _ in codes(report)}


def test_full_marks_of_a_parent_with_a_missed_part_are_wrong():
    report = checked(
        PARENT, ("东支沟渠", "≥2公里", "1.4公里", None, None), ("西支沟渠", "≥1公里", "1公里", None, None), OTHER
    )

    assert ("S303", "indicators[0].score") in codes(report)
    assert verdicts(report)["indicators[0].score"] == "broken"


@pytest.mark.parametrize("reached", ["2公里", "良好"])
def test_a_score_for_rows_of_which_one_is_not_met_has_no_formula(reached):
    """
    A row without points may share those above it or have been left out of the scoring: nothing decides.
    """
    report = checked(("东支沟渠", "≥2公里", "2公里", "40", "35"), ("西支沟渠", "≥3公里", reached, None, None), OTHER)

    assert verdicts(report)["indicators[0].score"] == "unchecked"
    assert "S305" not in {code for code, _ in codes(report)}


def test_a_row_that_missed_its_own_target_gets_no_full_marks_for_another():
    report = checked(("东支沟渠", "≥2公里", "1公里", "40", "40"), ("西支沟渠", "≥3公里", "4公里", None, None), OTHER)

    assert ("S303", "indicators[0].score") in codes(report)


def test_rows_of_other_heads_share_nothing():
    rows = (
        Indicator(level1="产出指标", level2="数量指标", name="疏浚沟渠", weight="50", score="50"),
        Indicator(level1="产出指标", level2="质量指标", name="验收合格率", target="≥95%", actual="96%"),
        Indicator(
            level1="产出指标", level2="质量指标", name="返工率", target="≤2%", actual="1%", weight="50", score="50"
        ),
    )
    report = check(Form(indicators=rows))

    assert ("S307", "indicators[0].score") in codes(report)


def test_without_heads_only_a_parent_has_parts():
    rows = (("东支沟渠", "≥2公里", "2公里", "40", "35"), ("西支沟渠", "≥3公里", "1公里", None, None), OTHER)

    assert ("S305", "indicators[0].score") in codes(checked(*rows, level2=None))
