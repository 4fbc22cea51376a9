"""
The sets that figures denote, and numbers that are not printed in digits.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfscore.lexicon import load_lexicon
from perfscore.notation.dates import read_dates
from perfscore.notation.numerals import chinese_number, in_digits
from perfscore.notation.statement import read_statement


LEXICON = load_lexicon()
ANY = "Infinity"


@pytest.mark.parametrize(
    ("text", "low", "high", "closed"),
    [
        ("≥20条", "20", ANY, (True, False)),
        (">20条", "20", ANY, (False, False)),
        ("≤20条", f"-{ANY}", "20", (False, True)),
        ("不足20条", f"-{ANY}", "20", (False, False)),
        ("20条", "20", "20", (True, True)),
        ("20-30条", "20", "30", (True, True)),
        ("85%≤合格率≤95%", "85", "95", (True, True)),
        ("90±5%", "85", "95", (True, True)),
        ("100家±5%", "95", "105", (True, True)),
        ("100家±5", "95", "105", (True, True)),
        ("100万元±5", "950000", "1050000", (True, True)),
        ("500余人", "500", "600", (True, False)),
        ("210余人", "210", "220", (True, False)),
        ("1.2万余人", "12000", "13000", (True, False)),
        ("近190人", "171", "190", (True, False)),
        ("约200人", "180", "220", (True, True)),
        ("200人左右", "180", "220", (True, True)),
        ("200+人", "200", ANY, (True, False)),
        ("200（人次）", "200", "200", (True, True)),
        ("100万元以下（不含）", f"-{ANY}", "1000000", (False, False)),
        ("5%±1%", "4", "6", (True, True)),
    ],
)
def test_what_a_figure_denotes(text, low, high, closed):
    """
    An interval in the unit without 万, each end in or out.
    """
    (clause,) = read_statement(text).clauses
    values = clause.values(LEXICON)

    assert (values.low, values.high) == (Decimal(low), Decimal(high))
    assert (values.low_in, values.high_in) == closed


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("三十五次", "35次"),
        ("一百零三人", "103人"),
        ("两万五千人次", "25000人次"),
        ("壹佰贰拾万元", "1200000元"),
        ("一百余家", "100余家"),
        ("百余家", "100余家"),
        ("近千人", "近1000人"),
        ("3百人次", "300人次"),
        ("3千米", "3千米"),
        ("百分之九十五点六", "95.6%"),
        ("千分之三", "3‰"),
        ("四分之三", "75%"),
        ("九成", "90%"),
        ("九成四", "94%"),
        ("8成5", "85%"),
        ("半年", "0.5年"),
        ("一年半", "1.5年"),
        ("上半年", "上半年"),
        ("二〇二二年十二月三十一日", "2022年12月31日"),
        ("元月", "1月"),
        ("一次性", "一次性"),
        ("第一期", "第一期"),
        ("一期工程", "一期工程"),
        ("三年行动计划", "三年行动计划"),
        ("统一", "统一"),
        ("一级", "一级"),
        ("五成立", "五成立"),
        ("零分之三", "零分之三"),
        ("十二成", "十二成"),
        ("三五家", "三五家"),
        ("平方千米", "平方千米"),
    ],
)
def test_numerals(text, digits):
    """
    Where a unit follows, or nothing does, a numeral is a number; in words of other meanings it stays.
    """
    assert in_digits(text, LEXICON) == digits


@pytest.mark.parametrize("text", ["三五", "五三十二一", "九十点"])
def test_what_is_no_numeral(text):
    """
    Digits side by side are an estimate, and a point wants digits behind it.
    """
    assert chinese_number(text, LEXICON) is None


def test_a_year_far_off_is_a_number():
    """
    2022.12 is December on a form of 2022, and on one of 2010 a number.
    """
    assert len(read_dates("2022.12", 2022)) == 1
    assert read_dates("2022.12", 2010) == ()


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("11月31日前", ("11月31日",)),
        ("2月30日", ("2月30日",)),
        ("2月29日", ()),
        ("2023年2月29日", ("2023年2月29日",)),
        ("2024年2月29日", ()),
        ("13月5日", ("13月5日",)),
        ("5月0日", ("5月0日",)),
        ("2022.13.01", ("2022.13.01",)),
        ("2022年13月", ("2022年13月",)),
        ("12/31", ()),
        ("6月30日", ()),
        ("2022年93.51万元", ()),
        ("2022年20-30个", ()),
    ],
)
def test_days_that_no_calendar_has(text, impossible):
    """
    They are told as they are printed; 29 February may be a day of another year where none is printed.
    """
    assert read_statement(text, 2022).words.impossible == impossible


@pytest.mark.parametrize(
    ("text", "misprinted"),
    [("9O%", True), ("12月3l日", True), ("l50人", True), ("90%", False), ("PM2.5", False), ("5G", False)],
)
def test_letters_for_digits(text, misprinted):
    """
    A letter that can only be a digit is read as one, and said to be a misprint.
    """
    assert read_statement(text).misprinted is misprinted
