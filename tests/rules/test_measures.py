"""
M6xx: what targets and actual values measure.
"""

from __future__ import annotations

import pytest

from builders import fires, form, row


AT = "indicators[0].actual"


class TestM601:
    @pytest.mark.parametrize(
        ("target", "actual"),
        [
            ("≥90%", "≥90%"),
            ("≥5场", "≥ 5 场"),
            ("1000家次以上", "1000家次以上"),
            ("≥90%", "不低于90%"),
            ("≤3次", "≤3次"),
        ],
    )
    def test_the_target_once_more(self, target, actual):
        """
        Published rows: an inequality is no measurement.
        """
        assert fires(form(row("10", "10", target, actual)), "M601") == [f"{AT} warning"]

    @pytest.mark.parametrize(
        ("target", "actual"), [("≥90%", "90%"), ("≥90%", "≥95%"), ("90%", "90%"), ("=3次", "=3次")]
    )
    def test_a_measurement(self, target, actual):
        """
        The same number without the inequality may well be measured.
        """
        assert fires(form(row("10", "10", target, actual)), "M601") == []


class TestM606:
    @pytest.mark.parametrize("actual", ["较高", "10家央企院反映较好", "已完成"])
    def test_a_figure_was_promised_and_none_is_told(self, actual):
        """
        ≥90% wants a percentage.
        """
        assert fires(form(row("10", "9", "≥90%", actual)), "M606") == [f"{AT} warning"]

    @pytest.mark.parametrize(
        ("target", "actual"),
        [
            ("≥90%", "96%"),
            ("≥90%", "满意度96%，较上年提高"),
            ("好", "好"),
            ("≥90%", None),
            ("≥90%", "未完成"),
            ("≥20场", "二十场"),
        ],
    )
    def test_measured_or_not_measurable(self, target, actual):
        """
        A figure among words is a figure, figures in words are figures, and a stated failure needs none.
        """
        assert fires(form(row("10", "9", target, actual)), "M606") == []

    def test_not_in_a_row_without_a_score(self):
        """
        What is not scored need not be measured.
        """
        assert fires(form(row("10", None, "≥90%", "较高")), "M606") == []
