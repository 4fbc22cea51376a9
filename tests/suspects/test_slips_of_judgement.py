"""
Full marks for a miss, a grade alone wrong, and what is said where one or two cells explain only a part.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from attrs import evolve

from builders import form, funds, row
from perfscore import check
from perfscore.checking.check import with_first_suspect_corrected
from perfscore.suspects import search
from perfscore.suspects.suspect import Explained


REST = (row("40", "40", "≥3次", "3次"), row("40", "38", "提高", "提高", reason="枯水期流量偏小"))


def generous(target, actual, **more):
    """
    Full marks of 10 for a target that was missed, in a form that adds up with them.
    """
    return form(
        row("10", "10", target, actual, name="参训人次", level2="数量指标", **more),
        *REST,
        fund=funds("200", "180", rate="90%", score="9"),
        total="100",
        score="97",
    )


def changes(suspect):
    return {change.cell: change.value for change in suspect.changes}


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        ("≥300人", "250人", Fraction(250, 300)),
        ("≥300人", "30人", Fraction(30, 300)),
        ("≥80%", "72%", Fraction(72, 80)),
        ("≥120公里", "102公里", Fraction(102, 120)),
        ("≥2000份", "200份", Fraction(1, 10)),
    ],
)
def test_full_marks_for_a_miss_are_suspected_before_any_typo(target, actual, share):
    """
    ≥30 may have become ≥300 by one digit; that somebody was generous is the commoner fault. The total follows.
    """
    score = round(float(10 * share), 2)
    first = check(generous(target, actual)).suspects[0]

    assert changes(first) == {"indicators[0].score": f"{score:g}", "total.score": f"{97 - 10 + score:g}"}
    assert [change.follows for change in first.changes] == [False, True]
    assert "full marks" in first.why.en


def test_it_is_told_of_the_cell():
    """
    Asked about the score, the report says what it should be; the total only follows.
    """
    explained = check(generous("≥300人", "250人")).explain("indicators[0].score")

    assert changes(explained.suspect)["indicators[0].score"] == "8.33"


@pytest.mark.parametrize(("score", "grade", "right"), [("97", "良", "优"), ("82", "优", "良"), ("59.99", "中", "差")])
def test_a_grade_alone_may_be_wrong(score, grade, right):
    """
    A total that adds up bears another grade.
    """
    table = form(row("100", score, "提高", "提高", reason="枯水期流量偏小"), total="100", score=score)
    suspects = check(evolve(table, total=evolve(table.total, grade=grade))).suspects

    assert changes(suspects[0]) == {"total.grade": right}


def test_the_grade_follows_the_total():
    """
    Without the generous points the total is no longer 优.
    """
    table = form(
        row("60", "60", "≥300人", "250人", name="参训人次", level2="数量指标"),
        row("40", "38", "提高", "提高", reason="枯水期流量偏小"),
        total="100",
        score="98",
    )
    first = check(evolve(table, total=evolve(table.total, grade="优"))).suspects[0]

    assert changes(first) == {"indicators[0].score": "50", "total.score": "88", "total.grade": "良"}


def test_what_a_pair_explains_of_more_errors():
    """
    Three relations are broken by three cells; two of them are named with what they fix.
    """
    table = form(
        row("50", "50", "提高", "提高"),
        row("30", "30", "提高", "提高"),
        fund=funds("200", "180", rate="80%", score="4"),
        total="90",
        score="61",
    )
    report = check(table)

    assert report.coverage.broken > 2
    assert report.suspects
    assert all("one of" not in suspect.why.en for suspect in report.suspects)


def test_a_search_that_was_cut_short_says_so(monkeypatch):
    """
    Otherwise nobody could tell it from one that found nothing.
    """
    report = check(generous("≥300人", "250人"))
    assert not report.search_was_cut_short

    monkeypatch.setattr(search, "suspects", lambda _: Explained(bounded=True))
    report = check(generous("≥300人", "250人"))
    assert report.search_was_cut_short
    assert report.suspects == ()


@pytest.mark.parametrize("actual", ["尚未建成", "因选址调整，项目取消", "未达成年度指标"])
def test_full_marks_for_what_was_not_done(actual):
    """
    The score is too high; by how much no formula says, so that nothing can be put in its place.
    """
    report = check(
        form(
            row("10", "10", "建成1个平台", actual, name="平台建设"),
            *REST,
            fund=funds("200", "180", rate="90%", score="9"),
        )
    )
    (suspect,) = report.suspects

    assert changes(suspect) == {"indicators[0].score": "<10"}
    assert suspect.changes[0].is_bound
    assert with_first_suspect_corrected(report) is None
    assert report.examination.form.cell("indicators[0].score").text == "10"
