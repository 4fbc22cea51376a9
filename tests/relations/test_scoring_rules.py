"""
Scores by the rules of a rulebook and of the form itself: bands, steps, pass marks, points taken off by hand.

Every expected score is worked out in the docstring or beside it.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from attrs import evolve

from builders import fires, form, row, verdict
from perfscore.lexicon import load_lexicon
from perfscore.relations.scoring_rules import scoring_rule
from perfscore.rulebook import load_rulebook
from perfscore.rulebook.values import Band, Step, Word


NATIONAL = load_rulebook("national")
AT = "indicators[0].score"
BANDS = tuple(Band(Decimal(limit), Decimal(earns)) for limit, earns in ((100, 100), (80, 70), (60, 50), (0, 0)))


def scored(score, target="≥50次", actual="40次", weight="10", rulebook=NATIONAL, **more):
    return verdict(form(row(weight, score, target, actual, **more)), "attainment", AT, rulebook=rulebook)


@pytest.mark.parametrize(
    ("actual", "score", "result"),
    [
        ("40次", "7", "exact"),  # 80 % earns 70 %
        ("45次", "7", "exact"),
        ("39次", "5", "exact"),  # 78 % earns 50 %
        ("29次", "0", "exact"),  # 58 % earns nothing
        ("40次", "8", "broken"),
        ("50次", "10", "exact"),
    ],
)
def test_bands_of_a_rulebook(actual, score, result):
    """
    A missed target earns the share of its band.
    """
    book = evolve(NATIONAL, at_least=("banded",), attainment_bands=BANDS)

    assert scored(score, actual=actual, rulebook=book) == result


@pytest.mark.parametrize(
    ("begun", "actual", "score", "result"),
    [
        (False, "40次", "6", "exact"),  # 20 % missed, 2 % of 10 for each: 4 points
        (False, "39.8次", "6", "exact"),  # 20.4 %: 20 whole steps
        (True, "39.8次", "5.8", "exact"),  # 20.4 %: 21 steps begun, 4.2 points
        (True, "40次", "6", "exact"),
        (False, "40次", "8", "broken"),
        (False, "10次", "0", "exact"),  # 80 steps are more than all
    ],
)
def test_steps_of_a_rulebook(begun, actual, score, result):
    """
    So many points for every per cent missed, down to 0.
    """
    steps = (Step(Decimal(1), Decimal(2), begun=begun),)
    book = evolve(NATIONAL, at_least=("steps",), attainment_steps=steps)

    assert scored(score, actual=actual, rulebook=book) == result


@pytest.mark.parametrize(
    ("target", "actual", "score", "result"),
    [
        ("≥50次", "29次", "0", "exact"),  # 58 %
        ("≥50次", "29次", "5.8", "broken"),
        ("≥50次", "30次", "6", "exact"),  # 60 % is enough
        ("≤60天", "110天", "0", "exact"),  # 60/110 = 54.5 %
    ],
)
def test_a_pass_mark_of_a_rulebook(target, actual, score, result):
    """
    Below the mark nothing is earned.
    """
    book = evolve(NATIONAL, pass_mark=Decimal(60))

    assert scored(score, target, actual, rulebook=book) == result


@pytest.mark.parametrize(
    ("reason", "score", "result"),
    [
        ("按比例得8分，另因台账缺页扣1分", "7", "exact"),  # 10 × 40/50 - 1
        ("台账缺页扣0.5分，逾期报送扣0.5分", "7", "exact"),
        ("台账缺页，扣1分", "8", "exact"),
        ("扣9分", "0", "exact"),  # 8 - 9 is below 0
        ("台账缺页，扣1分", "6", "unchecked: explained-by-a-rule"),
        ("停电", "7", "broken"),
    ],
)
def test_points_taken_off_by_hand(reason, score, result):
    """
    Score = formula - deduction, but not below 0.
    """
    assert scored(score, reason=reason) == result


def test_points_off_a_met_target():
    """
    10 - 1.5 = 8.5.
    """
    assert scored("8.5", actual="60次", reason="资料归档不全，扣1.5分") == "exact"
    assert scored("8", actual="60次", reason="资料归档不全，扣1.5分") == "unchecked: discretion"


def test_a_rulebook_without_deductions_by_hand():
    """
    Then they explain nothing that can be computed.
    """
    book = evolve(NATIONAL, deductions_by_hand=False)

    assert scored("7", reason="台账缺页，扣1分", rulebook=book) == "unchecked: explained-by-a-rule"


@pytest.mark.parametrize(
    ("criterion", "actual", "score", "result"),
    [
        ("每少1次扣0.5分，扣完为止", "40次", "5", "exact"),  # 10 missed, 5 off
        ("每少一次扣0.5分", "46次", "8", "exact"),
        ("完成率每低于目标1%扣0.3分", "40次", "4", "exact"),  # 20 % missed, 6 off
        ("完成率每降低1个百分点扣0.3分", "45次", "7", "exact"),  # 10 % missed, 3 off
        ("每少1次扣0.5分", "40次", "8", "exact"),  # in proportion is admitted as well
        ("完成率低于60%不得分，其余按比例得分", "25次", "0", "exact"),
        ("完成率低于60%的，得0分", "25次", "0", "exact"),
        ("完成得满分，未完成不得分", "49次", "0", "exact"),
        ("由专家组评定", "40次", "6", "unchecked: explained-by-a-rule"),
    ],
)
def test_the_forms_own_criterion(criterion, actual, score, result):
    """
    What a column 评分标准 says is applied where it can be read, and never called an error where it cannot.
    """
    assert scored(score, actual=actual, reason="停电", extra={"评分标准": criterion}) == result


@pytest.mark.parametrize(
    ("printed", "score", "result"),
    [("1", "7", "exact"), ("-1", "7", "exact"), ("2", "7.5", "unchecked: explained-by-a-rule")],
)
def test_a_column_of_deductions(printed, score, result):
    """
    扣减分数: 10 × 40/50 - 1 = 7.
    """
    extra = {"评分标准": "按比例", "扣减分数": printed}

    assert scored(score, reason="停电", extra=extra) == result


def test_a_score_explained_by_a_rule_is_a_warning():
    """
    A local rule that cannot be read is no error of the form.
    """
    explained = form(row("10", "5", "≥50次", "40次", reason="按本单位评分办法扣分"))

    assert fires(explained, "S302") == []
    assert fires(explained, "S310") == [f"{AT} warning"]


def test_full_marks_are_never_explained_away():
    """
    A miss with full marks stays one, whatever the reason says.
    """
    assert fires(form(row("10", "10", "≥50次", "40次", reason="按评分标准得分")), "S303") == [f"{AT} error"]


@pytest.mark.parametrize(
    ("actual", "score", "fired"), [("良", "8", []), ("良", "9", [f"{AT} warning"]), ("较好", "8", [])]
)
def test_words_that_earn_a_fixed_share(actual, score, fired):
    """
    良 earns 80 %, where a place fixes that; it says nothing of other words.
    """
    book = evolve(NATIONAL, words_earn=(Word("优", Decimal(100)), Word("良", Decimal(80))))

    assert fires(form(row("10", score, "优", actual, reason="停电")), "S306", rulebook=book) == fired


@pytest.mark.parametrize("text", ["停电", "受疫情影响", "部分企业停产"])
def test_a_cause_is_no_rule(text):
    """
    Most reasons say nothing of how a row is scored.
    """
    indicator = row("10", "8", "≥50次", "40次", reason=text)

    assert scoring_rule(indicator, load_lexicon()).explains is False


@pytest.mark.parametrize(
    ("name", "level", "score", "fired"),
    [
        ("成本指标", "成本指标", "8", []),
        ("成本指标", "成本指标", "8.01", ["indicators[0].score error"]),
        ("成本指标", "成本指标", "10", ["indicators[0].score error"]),
        ("设备购置成本", "成本指标", "10", []),
        ("成本指标", "数量指标", "10", []),
    ],
)
def test_the_largest_score_of_a_default_row_of_costs(name, level, score, fired):
    """
    80 % of 10 points are 8; rows that somebody named are held to their weight only.
    """
    book = evolve(NATIONAL, largest_cost_score=Decimal(80))
    asked = form(row("10", score, "≤50万元", "48万元", level1="产出指标", level2=level, name=name))

    assert fires(asked, "S301", rulebook=book) == fired


@pytest.mark.parametrize(("score", "fired"), [("8", []), ("7", ["indicators[0].reason warning"])])
def test_the_largest_score_of_a_default_row_is_all_it_can_earn(score, fired):
    """
    8 of the 8 points it may earn lose nothing, so that no reason is asked for.
    """
    book = evolve(NATIONAL, largest_cost_score=Decimal(80))
    asked = form(row("10", score, "≤50万元", "48万元", level1="产出指标", level2="成本指标", name="成本指标"))

    assert fires(asked, "R501", rulebook=book) == fired
    assert fires(asked, "S305", rulebook=book) == (["indicators[0].score warning"] if fired else [])
