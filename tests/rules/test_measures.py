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

    @pytest.mark.parametrize(
        ("words", "fired"),
        [
            ("显著提升", False),
            ("达到国家标准", False),
            ("逐步提高", True),
            ("不断完善", True),
            ("每周1次", False),
            ("1份年度报告、4份季度报告", False),
            ("2023年6月底前完成全部招标", False),
            ("严格执行相关制度规定", True),
            ("进行对接交流不少于5场，协同创新发展", True),
        ],
    )
    def test_the_words_of_a_target_once_more(self, words, fired):
        """
        Words of a scale and facts are answers; a phrase or a promise is copied.
        """
        found = ["indicators[0].actual notice"] if fired else []

        assert fires(form(row("10", "10", words, words)), "M601") == found


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
            ("≥3期", "三期"),
            ("≥500人", "五百余人"),
            ("≥2公里", "两公里"),
        ],
    )
    def test_measured_or_not_measurable(self, target, actual):
        """
        A figure among words is a figure, figures in words are figures, and a stated failure needs none.
        """
        assert fires(form(row("10", "9", target, actual)), "M606") == []

    @pytest.mark.parametrize(("score", "fired"), [("0", []), ("5", [f"{AT} warning"])])
    def test_no_points_claim_no_result(self, score, fired):
        """
        The project was given up and earned nothing: there is no figure to tell.
        """
        assert fires(form(row("10", score, "≥90%", "按新规划另行组织", reason="规划调整")), "M606") == fired

    @pytest.mark.parametrize(
        ("target", "actual"),
        [("≥1次/季度", "每季度1次"), ("≤1200元/平方米", "1180元/㎡"), ("≥3篇/人", "人均3.2篇")],
    )
    def test_counted_by_something(self, target, actual):
        """
        The figure is there, only what it is counted by is written otherwise.
        """
        assert fires(form(row("10", "10", target, actual)), "M606") == []

    def test_not_in_a_row_without_a_score(self):
        """
        What is not scored need not be measured.
        """
        assert fires(form(row("10", None, "≥90%", "较高")), "M606") == []


class TestM602:
    def test_people_and_per_cent(self):
        """
        90 % is no head count.
        """
        assert fires(form(row("4", "4", "≥100人", "90%")), "M602") == [f"{AT} warning"]

    @pytest.mark.parametrize(
        ("target", "actual"),
        [("≤12月", "12个月"), ("≥90%", "95"), ("≥3个", "3项"), ("≥1200万吨", "1256万立方米"), ("1", "100%")],
    )
    def test_the_same_thing_in_other_words(self, target, actual):
        """
        A unit left out, or another counter, is the same thing.
        """
        assert fires(form(row("4", "4", target, actual)), "M602") == []

    @pytest.mark.parametrize("actual", ["98%", "98"])
    @pytest.mark.parametrize("name", ["慰问对象满意度", "服务对象"])
    def test_satisfaction_promised_as_a_number_of_people(self, actual, name):
        """
        360 was copied from the row of those served; 98 does not miss it.
        """
        asked = row("10", "10", "360", actual, name=name, level1="满意度指标")

        assert fires(form(asked), "M602") == [f"{AT} warning"]
        assert fires(form(asked), "S303") == []

    def test_a_satisfaction_rate_of_a_hundred_is_missed(self):
        """
        100 is a share, also without its sign.
        """
        asked = row("10", "10", "100", "98", name="学生满意度", level1="满意度指标")

        assert fires(form(asked), "S303") == ["indicators[0].score error"]

    def test_a_count_under_another_head_is_missed(self):
        """
        98 of 360 people are a count.
        """
        helped = row("10", "10", "360", "98", name="慰问人数", level1="产出指标", level2="数量指标")

        assert fires(form(helped), "S303") == ["indicators[0].score error"]


class TestM603:
    @pytest.mark.parametrize(
        ("level2", "name", "target"), [("成本指标", "项目总成本", "≥100万元"), ("数量指标", "举办培训班", "≤3次")]
    )
    def test_the_wrong_way_round(self, level2, name, target):
        """
        At least so much spent, at most so much delivered.
        """
        assert fires(form(row("4", "4", target, "3次", level2=level2, name=name)), "M603") == [
            "indicators[0].target warning"
        ]

    @pytest.mark.parametrize(
        ("level2", "name", "target"),
        [
            ("成本指标", "项目总成本", "≤100万元"),
            ("成本指标", "低保标准", "≥735元/人·月"),
            ("数量指标", "举办培训班", "≥3次"),
            ("质量指标", "安全事故", "≤3次"),
        ],
    )
    def test_the_right_way(self, level2, name, target):
        """
        Accidents are not to be delivered.
        """
        assert fires(form(row("4", "4", target, "3次", level2=level2, name=name)), "M603") == []


class TestM604:
    def test_more_than_everybody(self):
        """
        A published form: 290 % of the people are satisfied.
        """
        assert fires(form(row("4", "4", "≥90%", "290%", name="群众满意度")), "M604") == [f"{AT} warning"]

    def test_growth_has_no_limit(self):
        """
        Growing by 120 % is possible.
        """
        assert fires(form(row("4", "4", "≥90%", "120%", name="增长率")), "M604") == []


class TestM605:
    def test_the_same_row_twice(self):
        """
        Name and target are the same, and both are scored.
        """
        twice = [row("4", "4", "≥3次", "3次", name="培训")] * 2

        assert fires(form(*twice), "M605") == ["indicators[1].name notice"]

    def test_the_same_name_with_another_target(self):
        """
        Quantity and quality of the same thing.
        """
        rows = (row("4", "4", "≥3次", "3次", name="培训"), row("4", "4", "≥90%", "95%", name="培训"))

        assert fires(form(*rows), "M605") == []
