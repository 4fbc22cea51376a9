"""
Numbers as forms print them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from perfscore.notation.number import Mark, Number, fold, is_blank, money, percent, plain, read_number, split_unit


class TestReadNumber:
    @pytest.mark.parametrize(
        ("text", "value", "places", "unit"),
        [
            ("0", "0", 0, ""),
            ("10", "10", 0, ""),
            ("5.36", "5.36", 2, ""),
            ("64.185681", "64.185681", 6, ""),
            ("2,926.000000", "2926.000000", 6, ""),
            ("1,234,567", "1234567", 0, ""),
            ("1，234", "1234", 0, ""),
            ("53.56%", "53.56", 2, "%"),
            ("53.56％", "53.56", 2, "%"),
            ("53.56 %", "53.56", 2, "%"),
            ("100百分比", "100", 0, "%"),
            ("９０．８３", "90.83", 2, ""),
            ("10分", "10", 0, "分"),
            ("95.00 分", "95.00", 2, "分"),
            ("2736.00万元", "2736.00", 2, "万元"),
            ("4.9万人次", "4.9", 1, "万人次"),
            ("\u30005\u3000", "5", 0, ""),
            (" 5\n", "5", 0, ""),
            ("-3.5", "-3.5", 1, ""),
            ("－3.5", "-3.5", 1, ""),
            ("+3", "3", 0, ""),
            ("−3.5", "-3.5", 1, ""),
            ("010", "10", 0, ""),
        ],
    )
    def test_value_decimals_and_unit(self, text, value, places, unit):
        """
        A number is its value as printed, the decimals shown, and the unit behind it.
        """
        number = read_number(text)

        assert isinstance(number, Number)
        assert (number.value, number.places, number.unit) == (Decimal(value), places, unit)
        assert number.text == text

    def test_any_amount_of_white_space_around_it(self):
        """
        A number at the end of a long blank cell is a number.
        """
        number = read_number(" " * 60 + "10" + " " * 60)

        assert isinstance(number, Number)
        assert number.value == 10

    @pytest.mark.parametrize(
        "text", [None, "", " ", "\u3000", "-", "－", "—", "——", "–", "−", "/", "／", "一", "无", "暂无", "万元", "％"]
    )
    def test_nothing(self, text):
        """
        An empty cell, a dash, a stroke, 无 and a unit by itself say that there is no number.
        """
        assert read_number(text) is Mark.BLANK

    @pytest.mark.parametrize(
        "text",
        [
            "5 3",
            "5\n3",
            "1\t2",
            "1,23",
            "12,34,567",
            "1.2.3",
            ".5",
            "5.",
            "1e5",
            "0x10",
            "NaN",
            "Infinity",
            "≥90%",
            "约5",
            "50%-60%",
            "9.35/10",
            "8分(满分10分)",
            "3家5项",
            "2021年12月31日",
            "2021-12-31",
            "满分",
            "(5)",
            "五",
            "½",
            "5  3",
            "5 \n 3",
        ],
    )
    def test_half_understood_is_not_understood(self, text):
        """
        Two numbers, a comparison, a date or a sentence never pass for one number.
        """
        assert read_number(text) is Mark.UNREADABLE

    def test_thirty_digits_are_read(self):
        """
        Thirty digits are more than any form prints, and still read exactly.
        """
        whole, broken = read_number("1" * 30), read_number("1" * 28 + ".11")

        assert isinstance(whole, Number)
        assert isinstance(broken, Number)
        assert whole.value == (10**30 - 1) // 9
        assert 100 * Fraction(broken.value) == whole.value

    @pytest.mark.parametrize("text", ["10①", "10²", "10⁽¹⁾", "①10", "10❶", "10㈠"])
    def test_footnote_marks_are_no_digits(self, text):
        """
        10 with a footnote is 10 or unreadable, never 101.
        """
        number = read_number(text)

        assert number is Mark.UNREADABLE or (isinstance(number, Number) and number.value == 10)

    @pytest.mark.parametrize("digits", [31, 60, 1_000_000])
    def test_more_digits_are_no_figure(self, digits):
        """
        A longer run of digits is no figure of a form, and costs nothing to refuse.
        """
        assert read_number("7" * digits) is Mark.UNREADABLE

    @pytest.mark.parametrize(
        ("text", "quantity", "base"),
        [
            ("4.9万人次", 49_000, "人次"),
            ("1.5亿元", 150_000_000, "元"),
            ("2百万元", 2_000_000, "元"),
            ("5万", 50_000, ""),
            ("12元", 12, "元"),
            ("4.66%", Decimal("4.66"), "%"),
        ],
    )
    def test_quantity_is_free_of_ten_thousands(self, text, quantity, base):
        """
        4.9万人次 counts 49 000 人次.
        """
        number = read_number(text)

        assert isinstance(number, Number)
        assert (number.quantity, number.base) == (quantity, base)

    @pytest.mark.parametrize("text", ["20余家", "20多家"])
    def test_more_than_a_number_is_approximate(self, text):
        """
        余 and 多 behind the digits say that the true figure is a little more.
        """
        number = read_number(text)

        assert isinstance(number, Number)
        assert number.approximate
        assert (number.value, number.unit) == (20, "家")

    def test_percent_is_a_unit(self):
        """
        53.56% is the number 53.56 whose unit is the percent sign.
        """
        share, score = read_number("53.56%"), read_number("53.56")

        assert isinstance(share, Number)
        assert isinstance(score, Number)
        assert share.is_percent
        assert not score.is_percent


class TestBlank:
    def test_a_statement_is_no_blank(self):
        """
        无 answers the question; a dash leaves it open.
        """
        assert is_blank("—")
        assert is_blank(None)
        assert not is_blank("无")
        assert not is_blank("0")


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("≥ 20 条", "≥20条"),
            ("（５０分）", "(50分)"),
            ("2021年 6月 30日 前", "2021年6月30日前"),
            ("总\n分", "总分"),
            ("5 3", "5 3"),
            ("5 \n\u3000 3", "5 3"),
            ("ab", "ab"),
        ],
    )
    def test_widths_and_white_space_do_not_count(self, text, folded):
        """
        Only white space between two digits is kept, because it separates two numbers.
        """
        assert fold(text) == folded


class TestMoney:
    @pytest.mark.parametrize(
        ("text", "table", "value"),
        [
            ("2736", "万元", "2736"),
            ("2736万元", "万元", "2736"),
            ("27360000元", "万元", "2736"),
            ("27,360,000.50元", "万元", "2736.00005"),
            ("0.2736亿元", "万元", "2736"),
            ("2736万元", "元", "27360000"),
        ],
    )
    def test_amounts_are_brought_to_the_tables_unit(self, text, table, value):
        """
        A cell may add its own unit to an amount: 27 360 000元 in a table of 万元 is 2736.
        """
        amount = money(read_number(text), table)

        assert isinstance(amount, Number)
        assert amount.value == Decimal(value)

    def test_without_a_table_unit_amounts_are_still_brought_together(self):
        """
        Where no head names the unit, 1万元 and 10 000元 are the same amount.
        """
        one, other = money(read_number("1万元"), None), money(read_number("10000元"), None)

        assert isinstance(one, Number)
        assert isinstance(other, Number)
        assert one.value == other.value

    @pytest.mark.parametrize("text", ["12人", "53%", "2美元"])
    def test_what_is_no_money_is_no_amount(self, text):
        """
        People and shares are no amounts.
        """
        assert money(read_number(text), "万元") is Mark.UNREADABLE

    @pytest.mark.parametrize("mark", list(Mark))
    def test_marks_stay(self, mark):
        """
        A blank amount is blank in every unit.
        """
        assert money(mark, "元") is mark


class TestPlain:
    @pytest.mark.parametrize(
        ("value", "places", "decimals", "text"),
        [
            ("5.356", 0, 2, "5.36"),
            ("5.355", 0, 2, "5.36"),
            ("5.3549", 0, 2, "5.35"),
            ("5.30", 0, 2, "5.3"),
            ("5.30", 2, 2, "5.30"),
            ("5", 0, 2, "5"),
            ("5", 2, 2, "5.00"),
            ("100", 0, 2, "100"),
            ("0.466", 0, 4, "0.466"),
            ("-2.345", 0, 2, "-2.35"),
            ("0.0000004", 0, 6, "0"),
        ],
    )
    def test_as_a_form_would_print_it(self, value, places, decimals, text):
        """
        Half up, without zeros beyond the decimals that the form shows.
        """
        assert plain(Decimal(value), places, decimals) == text

    def test_percent(self):
        """
        A share of 1 is printed with two decimals and a percent sign.
        """
        assert percent(Decimal("0.5356")) == "53.56%"
        assert percent(Decimal(1)) == "100.00%"


@pytest.mark.parametrize(
    ("unit", "scale", "base"),
    [
        ("万元", 10_000, "元"),
        ("亿", 100_000_000, ""),
        ("百万人次", 1_000_000, "人次"),
        ("元", 1, "元"),
        ("百分比", 1, "%"),
    ],
)
def test_units_carry_a_factor(unit, scale, base):
    """
    万 and 亿 multiply, whatever they stand before.
    """
    assert split_unit(unit) == (scale, base)
