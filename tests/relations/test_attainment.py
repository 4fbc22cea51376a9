"""
A target beside an actual value.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perfscore.notation.statement import read_statement
from perfscore.relations.attainment import Outcome, RowKind, attain, restate


def outcome(target, actual, means="", year=2021):
    return attain(read_statement(target, year), read_statement(actual, year), RowKind(means)).outcome


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        # published rows
        ("≥20条", "27条", Outcome.MET),
        ("≥70%", "80%", Outcome.MET),
        ("≤12月", "12个月", Outcome.MET),
        ("≥30%", "实际支出率4.66%", Outcome.MISSED),
        ("≥1项", "≥1项", Outcome.MET),
        ("2021年6月30日前拨付", "2021年12月20日前拨付", Outcome.LATE),
        ("2021年10月前完成", "12月底完成", Outcome.LATE),
        ("2021年12月31日前拨付", "2021年12月31日前拨付", Outcome.MET),
        ("2021年底前与《Nature》杂志合办圆桌会议一次", "未完成", Outcome.NOT_DONE),
        ("好坏", "好，达成年度指标", Outcome.QUALITATIVE),
        ("≥90%", "中国铁塔、航天五院502所等10家央企院反映较好", Outcome.NOT_MEASURED),
        # boundaries
        (">3次", "3次", Outcome.AT_LIMIT),
        (">3次", "4次", Outcome.MET),
        ("<3次", "3次", Outcome.AT_LIMIT),
        ("<3次", "2次", Outcome.MET),
        ("≤3次", "4次", Outcome.MISSED),
        ("≤3次", "0次", Outcome.MET),
        ("=3次", "2次", Outcome.DIRECTION),
        ("=3次", "4次", Outcome.DIRECTION),
        ("=0次", "0次", Outcome.MET),
        ("=0次", "1次", Outcome.MISSED),
        ("≥0次", "0次", Outcome.MET),
        ("=0次", "无", Outcome.MET),
        ("≤0起", "未发生", Outcome.MET),
        # units
        ("≥5000人次", "0.6万人次", Outcome.MET),
        ("≥0.6万人次", "5000人次", Outcome.MISSED),
        ("≥90%", "95", Outcome.MET),
        ("≥100", "95%", Outcome.MISSED),
        ("≥3公里", "3千米", Outcome.MET),
        ("≥3个", "4项", Outcome.MET),
        ("≥100人", "90%", Outcome.UNITS),
        ("≥100人", "100家", Outcome.UNITS),
        ("≥100人", "100人次", Outcome.MET),
        ("≥90%", "1", Outcome.UNITS),
        # what is not compared
        ("≥3次，≥90%", "3次", Outcome.SEVERAL),
        ("90%-95%", "92%", Outcome.MET),
        ("≥20家", "20余家", Outcome.MET),
        ("≥20家", "30余家", Outcome.MET),
        ("≥20家", "19余家", Outcome.MISSED),
        ("≤20家", "20余家", Outcome.APPROXIMATE),
        ("≥20家", "约20家", Outcome.APPROXIMATE),
        ("≥20家", "约19家", Outcome.APPROXIMATE),
        ("≥20场", "二十场", Outcome.MET),
        ("≥90%", "百分之九十五", Outcome.MET),
        ("≥10家", "10家重点机构", Outcome.MET),
        ("≥360", "98%", Outcome.UNITS),
        ("≥4次/年", "3次", Outcome.MISSED),
        ("≥4次", "5次/年", Outcome.MET),
        ("≥4次/月", "3次", Outcome.MISSED),
        ("≥10台(套)", "12台", Outcome.MET),
        ("≥98%", "360", Outcome.UNITS),
        ("≥110", "105%", Outcome.MISSED),
        ("≥100", "98%", Outcome.MISSED),
        ("≥95%", "93", Outcome.MISSED),
        ("3次", "4次", Outcome.DIRECTION),
        ("3次", "3次", Outcome.MET),
        ("≥3次", "-", Outcome.BLANK),
        ("-", "3次", Outcome.BLANK),
        ("10月前完成", "10月20日", Outcome.QUALITATIVE),
        ("10月前完成", "10月完成", Outcome.QUALITATIVE),
        ("2021年内完成", "2022年3月完成", Outcome.LATE),
        ("10月前完成", "9月完成", Outcome.MET),
        ("2023年12月31日前", "截至12月31日完成80%", Outcome.QUALITATIVE),
        ("2021年6月30日前", "3次", Outcome.QUALITATIVE),
    ],
)
def test_outcomes(target, actual, result):
    """
    What is known about a target without knowing which way its row counts.
    """
    assert outcome(target, actual) is result


@pytest.mark.parametrize(
    ("means", "actual", "result"),
    [
        (">=", "4次", Outcome.MET),
        (">=", "2次", Outcome.MISSED),
        ("<=", "4次", Outcome.MISSED),
        ("<=", "2次", Outcome.MET),
        ("", "2次", Outcome.DIRECTION),
    ],
)
def test_a_bare_target_means_what_its_row_means(means, actual, result):
    """
    3次 without a comparator is at least three in a row of quantities, at most three in a row of costs.
    """
    assert outcome("3次", actual, means) is result


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("=100万元", "95万元", Outcome.MET),
        ("=100万元", "100万元", Outcome.MET),
        ("=100万元", "120万元", Outcome.MISSED),
        ("=0起", "1起", Outcome.MISSED),
    ],
)
def test_equal_in_a_row_that_is_kept_down(target, actual, result):
    """
    A cost of = 100 is met by spending less.
    """
    assert outcome(target, actual, "<=") is result


def test_a_printed_comparator_beats_the_rows_meaning():
    """
    ≤ in a row of quantities is still ≤.
    """
    assert outcome("≤3次", "2次", ">=") is Outcome.MET


class TestRatio:
    def test_the_published_one(self):
        """
        4.66 % of 30 % is 0.15533…
        """
        attained = attain(read_statement("≥30%"), read_statement("实际支出率4.66%"))

        assert attained.ratio is not None
        assert abs(Fraction(attained.ratio) - Fraction(466, 3000)) < Fraction(1, 10**60)

    def test_of_a_target_of_zero_there_is_none(self):
        """
        No share of zero has a meaning.
        """
        assert attain(read_statement("≤0次"), read_statement("1次")).ratio is None

    def test_a_negative_actual_is_a_share_of_zero(self):
        """
        Less than nothing earns nothing.
        """
        assert attain(read_statement("≥5%"), read_statement("-3%")).ratio == 0


class TestRestated:
    def test_another_actual_value(self):
        """
        15 of at least 20 misses it, 25 would not.
        """
        missed = attain(read_statement("≥20条"), read_statement("15条"))
        other = read_statement("25条").clause.number

        assert restate(missed, actual=other).outcome is Outcome.MET
        assert restate(missed, actual=other).reached == 25

    def test_what_was_not_compared(self):
        """
        Of a phrase no number is the target or the actual value, and it stays what it was.
        """
        phrase = attain(read_statement("提高"), read_statement("提高"))

        assert restate(phrase, actual=read_statement("25条").clause.number) is phrase
