"""
Cells in the form's own words.
"""

from __future__ import annotations

import pytest

from builders import form, funds, row
from perfscore import Indicator, Section
from perfscore.notation.rounding import FEWER_DECIMALS, HALF_UP, HIDDEN_DIGITS
from perfscore.notation.rounding import RECIPES as ROUNDING
from perfscore.relations.judgement import Why
from perfscore.relations.labels import COLUMNS, RECIPES, RELATIONS, WHY, label, recipe_label


FORM = form(
    Indicator(level2="时效指标", name="定额工作经费"),
    Indicator(level2="成本指标", name="定额工作经费"),
    Indicator(name="调研\n报告："),
    row("4", "4"),
    fund=funds("1", "1", name="年度资金总额"),
    sections=(Section("产出指标(50分)"),),
)


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        ("funds[0].rate", "年度资金总额 执行率", "年度资金总额 execution rate"),
        ("indicators[0].score", "时效指标/定额工作经费 得分", "时效指标/定额工作经费 score"),
        ("indicators[1].score", "成本指标/定额工作经费 得分", "成本指标/定额工作经费 score"),
        ("indicators[2].actual", "调研 报告 实际完成值", "调研 报告 actual value"),
        ("indicators[3].weight", "第4行 分值", "row 4 weight"),
        ("sections[0].weight", "产出指标(50分) 分值", "产出指标(50分) weight"),
        ("total.score", "总分 得分", "total (总分) score"),
    ],
)
def test_row_and_column(address, zh, en):
    """
    A row is called by its name; by its kind too where the name stands twice, by its number where it has none.
    """
    words = label(FORM, address)

    assert words.zh == zh
    assert words.en == en


@pytest.mark.parametrize("address", ["year", "title", "indicators", "goals.actual"])
def test_cells_outside_the_tables_have_names_too(address):
    """
    Every cell can be called something in both languages.
    """
    words = label(FORM, address)

    assert words.zh
    assert words.en


def test_every_reason_relation_and_recipe_has_words():
    """
    Nothing is printed by its inner name.
    """
    assert set(WHY) == set(Why)
    assert set(RELATIONS) >= {"components", "rate", "execution", "attainment", "section", "weights", "total"}
    assert set(RECIPES) >= {recipe.name for recipe in ROUNDING if recipe is not HALF_UP} | {
        FEWER_DECIMALS,
        HIDDEN_DIGITS,
    }


def test_words_differ_between_the_languages():
    """
    Chinese is Chinese and English is English.
    """
    for words in (*WHY.values(), *RELATIONS.values(), *RECIPES.values(), *COLUMNS.values()):
        assert words.en.isascii()
        assert not words.zh.isascii()


def test_a_recipe_of_two_steps_is_called_by_both():
    """
    Unrounded inputs, then cut off.
    """
    assert recipe_label("unrounded-inputs+truncated").en == "computed from unrounded inputs, cut off"
