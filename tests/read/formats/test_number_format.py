"""
Numbers as a spreadsheet shows them.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from perfscore.read.formats.number_format import numeric_cell, show_number


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("0.535600164554385", "0.00%", "53.56%"),
        ("0.53565", "0.00%", "53.57%"),
        ("0.535600164554385", "General", "0.535600165"),
        ("90.829999999999998", "General", "90.83"),
        ("120", "0.000000", "120.000000"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("999999.995", "#,##0.00", "1,000,000.00"),
        ("12345678", "0.00,", "12345.68"),
        ("5.5", "0.##", "5.5"),
        ("0.5", "#.0#", ".5"),
        ("0", "#,##0.00", "0.00"),
        ("-3", "0.00", "-3.00"),
        ("-0.001", "0.00", "0.00"),
        ("-3", "0.00_);(0.00)", "(3.00)"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("8", '"≥"0"个"', "≥8个"),
        ("8", r"0\分", "8分"),
        ("8", "[Red]0.0", "8.0"),
        ("8", "[$¥-804]#,##0.00", "¥8.00"),
        ("12345", "0.00E+00", "1.23E+4"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", "[$-804]yyyy-mm-dd", "2023-12-31"),
        ("45291.75", "yyyy/m/d h:mm", "2023/12/31 18:00"),
        ("60", "yyyy/m/d", "1900/2/28"),
        ("59", "yyyy/m/d", "1900/2/28"),
        ("-1", "yyyy/m/d", "-1"),
        ("7", "@", "7"),
        ("7", "", "7"),
        ("7", "G/通用格式", "7"),
        ("100000000000", "General", "100000000000"),
        ("0.0000001", "General", "0.0000001"),
    ],
)
def test_a_number_under_its_format(number, code, text):
    """
    What the sheet shows is what the form prints.
    """
    assert show_number(Decimal(number), code) == text


def test_dates_since_1904():
    """
    Old workbooks of the Macintosh count from another day.
    """
    assert show_number(Decimal(1), "yyyy/m/d", since_1904=True) == "1904/1/2"


@pytest.mark.parametrize(
    ("value", "code", "cell"),
    [
        ("0.53560016455438499", "0.00%", ("53.56%", "0.535600164554385")),
        ("0.5", "0.00%", ("50.00%", None)),
        ("120", "#,##0.000000", ("120.000000", None)),
        ("1234.5", "#,##0", ("1,235", "1234.5")),
        ("90.829999999999998", "General", ("90.83", None)),
        ("45291", "yyyy-mm-dd", ("2023-12-31", None)),
        ("1E+2", "General", ("100", None)),
        ("得分", "0.00", ("得分", None)),
        ("NaN", "0.00", ("NaN", None)),
        ("1E+999999", "0.00", ("1E+999999", None)),
    ],
)
def test_digits_are_kept_where_the_shown_text_hides_some(value, code, cell):
    """
    Noise of binary fractions is no hidden digit.
    """
    assert numeric_cell(value, code) == cell
