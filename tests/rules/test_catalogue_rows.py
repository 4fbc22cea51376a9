"""
Rules about rows, weights and amounts: where they fire, and where they must not.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, funds, only, part, row
from perfscore import Goals, Remark


def one(**cells):
    """
    A form of one row, of which nothing else is known.
    """
    return form(row("10", "10", **cells), complete=False)


class TestQualitativeBand:
    @pytest.mark.parametrize(
        ("actual", "score", "fired"),
        [
            ("达成年度指标", "8", False),
            ("达成预期指标", "7.9", True),
            ("好，达成年度指标", "9", False),
            ("部分达成预期目标并具有一定效果", "6", False),
            ("部分达成预期目标并具有一定效果", "8", True),
            ("部分达成", "5.9", True),
            ("未达成预期目标且效果较差", "5.9", False),
            ("未达成预期目标且效果较差", "6", True),
            ("效果明显", "3", False),
            ("达到国内先进水平", "3", False),
            ("通过组织各类宣讲和入户走访，基本达到预期目标，群众反映良好", "3", False),
        ],
    )
    def test_the_bands(self, actual, score, fired):
        """
        80 to 100 % for met, [60, 80) for partly, below 60 for not met.
        """
        stated = form(row("10", score, "明显改善", actual, reason="推迟"), complete=False)

        assert bool(fires(stated, "S306")) == fired


class TestUnits:
    @pytest.mark.parametrize(
        ("target", "actual", "fired"),
        [
            ("≥52人", "100%", True),
            ("≥12月", "12个月", False),
            ("325人", "333位", False),
            ("≥50个", "52家", False),
            ("≥50", "52家", False),
            ("≥100户", "300人", True),
            ("10万元", "30人", True),
            ("530元/人·月", "583元/人*月", False),
        ],
    )
    def test_what_is_counted(self, target, actual, fired):
        """
        Things of another kind, not another measure word.
        """
        assert bool(fires(one(level2="数量指标", name="帮扶", target=target, actual=actual), "M602")) == fired

    @pytest.mark.parametrize(
        ("target", "actual", "fired"),
        [("52", "100", True), ("90", "95", False), ("300", "98%", True), ("52", "52", False)],
    )
    def test_a_satisfaction_rate_that_is_a_head_count(self, target, actual, fired):
        """
        52 people are helped; a satisfaction of 52 is their number once more, and 300 can be no share.
        """
        helped = row("20", "3.85", "52", "10", level1="产出指标", name="资助学生", reason="x")
        content = row("10", "10", target, actual, level1="满意度指标", name="资助学生")

        assert bool(fires(form(helped, content, complete=False), "M602")) == fired


class TestDirection:
    @pytest.mark.parametrize(
        ("level2", "name", "target", "fired"),
        [
            ("数量指标", "开展示范村建设数量", "≤4", True),
            ("数量指标", "开展示范村建设数量", "≥4", False),
            ("数量指标", "在职人员数", "≤120人", False),
            ("数量指标", "召开会议次数", "≤10次", False),
            ("数量指标", "安全事故发生数", "≤1起", False),
            ("时效指标", "完成改造时间", "≤12月", False),
            ("成本指标", "项目总成本", "≥90万元", True),
            ("成本指标", "项目总成本", "≤90万元", False),
            ("成本指标", "救助补助标准", "≥530元", False),
            ("成本指标", "节约成本", "≥5万元", False),
            ("成本指标", "成本节约率", "≥5%", False),
        ],
    )
    def test_which_way_it_points(self, level2, name, target, fired):
        """
        More of what is delivered, less of what is paid.
        """
        assert bool(fires(one(level2=level2, name=name, target=target, actual="4"), "M603")) == fired


class TestShares:
    @pytest.mark.parametrize(
        ("name", "actual", "fired"),
        [
            ("居民满意度", "290%", True),
            ("验收合格率", "100%", False),
            ("增长率", "135%", False),
            ("任务完成率", "120%", False),
            ("覆盖人数", "290", False),
        ],
    )
    def test_of_a_whole(self, name, actual, fired):
        """
        A part is no more than the whole.
        """
        assert bool(fires(one(name=name, target="≥90%", actual=actual), "M604")) == fired


class TestCopies:
    def test_words_are_one_notice(self):
        """
        For all the rows, and words of a scale are no copy.
        """
        copied = form(
            row("10", "10", "建立健全长效管护机制", "建立健全长效管护机制"),
            row("10", "10", "显著提升", "显著提升"),
            row("10", "10", "严格执行相关制度规定", "严格执行相关制度规定"),
            row("10", "10", "12月底前完成", "12月底前完成"),
            complete=False,
        )

        finding = only(copied, "M601")
        assert (finding.severity.value, finding.cells) == ("notice", ("indicators[0].actual", "indicators[2].actual"))

    def test_the_goal(self):
        """
        What became of it is the goal, word for word.
        """
        copied = form(goals=Goals("完成年度监管任务", "完成年度监管任务"), complete=False)

        assert fires(copied, "M601") == ["goals.actual notice"]


class TestSplit:
    HEADS = (("产出指标", "50"), ("效益指标", "30"), ("满意度指标", "10"))

    def split(self, *weights, fund="10", **more):
        rows = [row(w, w, "达标", "达标", level1=head) for (head, _), w in zip(self.HEADS, weights, strict=False)]
        return form(
            *rows, fund=funds("20", "20", weight=fund, rate="100%", score="10"), total="100", score="100", **more
        )

    @pytest.mark.parametrize(
        ("weights", "more", "fired"),
        [
            (("50", "30", "10"), {}, []),
            (("60", "20", "10"), {}, ["indicators[0].weight notice"]),
            (("60", "20", "10"), {"complete": False}, []),
            (("50", "30"), {"fund": "20"}, ["funds[0].weight notice", "indicators[0].weight notice"]),
            (("50", "30", "10"), {"fund": "100"}, ["funds[0].weight warning"]),
        ],
    )
    def test_against_the_rulebook(self, weights, more, fired):
        """
        50, 30 and 10 beside an execution of 10; 100 for the execution is that of the whole form.
        """
        assert fires(self.split(*weights, **more), "W204") == fired

    def test_against_the_forms_own_note(self):
        """
        A form that breaks what it says itself is warned.
        """
        note = Remark("unplaced", "注:分值统一设置为:产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分")

        assert fires(evolve(self.split("60", "20", "10"), remarks=(note,)), "W204") == ["indicators[0].weight warning"]
        assert fires(evolve(self.split("50", "30", "10"), remarks=(note,)), "W204") == []


class TestAmounts:
    @pytest.mark.parametrize(
        ("amount", "fired"),
        [("125.00", []), ("125.00万元", []), ("1250000元", ["funds[0].budget warning"]), ("约125元", [])],
    )
    def test_the_unit_of_the_table(self, amount, fired):
        """
        万元.
        """
        assert fires(form(fund=funds(amount, "100", rate=None), currency_unit="万元", complete=False), "F107") == fired

    @pytest.mark.parametrize(("other", "fired"), [("1250000", ["funds[1].budget warning"]), ("12500", [])])
    def test_ten_thousand_times_as_much(self, other, fired):
        """
        One in 元, one in 万元.
        """
        mixed = form(fund=(funds("125", "100"), part(name="财政拨款", budget=other)), complete=False)

        assert fires(mixed, "F107") == fired

    @pytest.mark.parametrize(
        ("initial", "fired"), [("125.00", []), ("100.00", ["funds[0].budget notice"]), (None, []), ("-", [])]
    )
    def test_a_changed_budget(self, initial, fired):
        """
        Somebody will want to know why.
        """
        changed = form(fund=funds("125.00", "100.00", initial=initial, rate="80%"), complete=False)

        assert fires(changed, "F108") == fired

    def test_a_total_row_of_noughts(self):
        """
        0, 0 and 0 over 89.974 of 89.974: by the rows below, 100 % and 10 of 10.
        """
        fund = (funds("0", "0", rate="0", score="0"), part(name="财政拨款", budget="89.974", executed="89.974"))
        noughts = form(fund=fund, complete=False)

        assert (only(noughts, "F102").expected, only(noughts, "F103").expected) == ("100.00%", "10")
        assert fires(noughts, "F102") == ["funds[0].rate notice"]


class TestParts:
    GOALS = Goals("完成路灯维修", "维修路灯126盏")

    @pytest.mark.parametrize(
        ("more", "fired"),
        [
            ({"goals": GOALS, "fund": funds("20", "20")}, []),
            ({"goals": Goals("完成路灯维修"), "fund": funds("20", "20")}, ["goals.actual notice"]),
            ({"goals": GOALS}, ["funds notice"]),
            ({"goals": GOALS, "fund": funds("-", "-")}, ["funds notice"]),
            ({}, []),
            ({"goals": GOALS, "complete": False}, []),
        ],
    )
    def test_what_is_missing(self, more, fired):
        """
        Fund table, goal, result; a form of rows alone is a layout of its own.
        """
        assert fires(form(row("90", "90", "提高", "提高"), **more), "D003") == fired


def test_the_same_indicator_twice():
    """
    Under output and under benefit.
    """
    twice = form(
        row("10", "10", "≥12场", "12场", level1="产出指标", name="举办招聘会"),
        row("10", "10", "≥12场", "12场", level1="效益指标", name="举办招聘会"),
        row("10", "10", "≥24场", "24场", level1="效益指标", name="举办招聘会"),
        complete=False,
    )

    assert fires(twice, "M605") == ["indicators[1].name notice"]
