"""
Cells that speak of the same thing: what links them, and what must not.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, funds, only, part, row
from perfscore import Goals, Remark


def rows(*indicators, **more):
    """
    A form of these rows, of which nothing else is known.
    """
    return form(*indicators, complete=False, **more)


QUANTITY, TIMELINESS, QUALITY, BENEFIT = "数量指标", "时效指标", "质量指标", "社会效益指标"


class TestSameQuantity:
    def test_one_noun_two_promises(self):
        """
        15 sessions under quantity, 10 under timeliness, both of 消防宣讲.
        """
        two = rows(
            row(level2=QUANTITY, name="组织消防宣讲", target="面向社区提供不少于15次的消防宣讲服务，覆盖1000户以上"),
            row(level2=TIMELINESS, name="消防宣讲", target="12月底前完成线上线下消防宣讲不少于10次"),
        )

        finding = only(two, "X703")
        assert (finding.cell, finding.stated, finding.values["other"]) == ("indicators[0].target", "15次", "10次")

    def test_something_counted_of_it(self):
        """
        9000 listeners in the row that counts them, 4.9万 in the words about the talks themselves.
        """
        two = rows(
            row(level2=QUANTITY, name="政策讲座听众人数", target="6800人次", actual="9000人次"),
            row(level2=QUALITY, name="政策讲座", target="有针对性", actual="走进十个区县，现场听众达4.9万人次"),
        )

        assert fires(two, "X703") == ["indicators[1].actual notice"]

    def test_the_same_uncommon_promise(self):
        """
        Both rows promise 140家次; one says that it became 150, the other 140.
        """
        two = rows(
            row(level2=QUANTITY, name="对接企业需求", target="140家次", actual="150家次"),
            row(
                level2=BENEFIT,
                name="开拓市场",
                target="为出海企业提供140家次服务，扩大市场",
                actual="为出海企业提供140家次服务，市场扩大",
            ),
        )

        assert fires(two, "X703") == ["indicators[1].actual notice"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            # the same number
            (("消防宣讲", "≥15次"), ("消防宣讲", "完成消防宣讲不少于15次")),
            # another unit
            (("消防宣讲", "≥15次"), ("消防宣讲", "完成消防宣讲不少于10场")),
            # another noun in the clause
            (("消防宣讲", "≥15次"), ("消防宣讲", "完成巡查10次")),
            # an average
            (("消防宣讲", "≥15次"), ("消防宣讲", "每月消防宣讲2次")),
            # an ordinal
            (("消防宣讲", "≥15次"), ("消防宣讲", "开展第10次消防宣讲")),
            # a noun of two characters
            (("培训", "≥15次"), ("培训", "完成培训不少于10次")),
            # two figures of one unit
            (("消防宣讲", "≥15次"), ("消防宣讲", "上半年消防宣讲10次、下半年5次")),
            # a round number in 万
            (("听众人数统计", "49001人次"), ("听众人数统计", "听众人数统计4.9万人次")),
        ],
    )
    def test_what_links_nothing(self, one, other):
        """
        Precision before recall.
        """
        pair = rows(
            row(level2=QUANTITY, name=one[0], target=one[1]), row(level2=TIMELINESS, name=other[0], target=other[1])
        )

        assert fires(pair, "X703") == []

    def test_two_parts_of_one_thing(self):
        """
        Rows of one name under the same head are two things.
        """
        pair = rows(
            row(level2=QUANTITY, name="补助标准", target="500元"), row(level2=QUANTITY, name="补助标准", target="800元")
        )

        assert fires(pair, "X703") == []

    def test_what_was_done_at_least(self):
        """
        1000家次以上 and 2000家次以上 do not contradict each other.
        """
        pair = rows(
            row(level2=QUANTITY, name="服务企业数量", target="1000家次以上", actual="1000家次以上"),
            row(
                level2=BENEFIT,
                name="服务企业",
                target="服务企业1000家次以上，成效好",
                actual="服务企业2000家次以上，成效好",
            ),
        )

        assert fires(pair, "X703") == []


class TestGoal:
    HOUSES = row(level2=QUANTITY, name="指标3:完成农村危旧房屋改造数量", target="≥2000", actual="2847")

    @pytest.mark.parametrize(
        ("told", "fired"),
        [
            ("1.启动村庄建设;3.完成农村危旧房屋改造2847户;", []),
            ("1.启动村庄建设;3.完成农村危旧房屋改造2874户;", ["indicators[0].actual notice"]),
            ("3.农村危旧房屋改造全面完成", []),
            ("完成农村危旧房屋改造约3000户", []),
            ("农村危旧房屋改造涉及12个村2847户", []),
            ("2022年完成农村危旧房屋改造1800户", []),
        ],
    )
    def test_what_became_of_it(self, told, fired):
        """
        The clause holds the row's noun and one figure.
        """
        assert fires(rows(self.HOUSES, goals=Goals(actual=told), year="2023"), "X704") == fired

    @pytest.mark.parametrize(
        ("promised", "fired"),
        [
            ("年度目标：全年消防宣讲不少于12场", ["indicators[0].target notice"]),
            ("项目期目标：消防宣讲36场。年度目标：全年消防宣讲不少于15场", []),
            ("项目期目标：三年消防宣讲36场", []),
        ],
    )
    def test_what_was_promised(self, promised, fired):
        """
        The goal of a longer period is not that of the year.
        """
        talks = row(level2=QUANTITY, name="消防宣讲", target="≥15场", actual="16场")

        assert fires(rows(talks, goals=Goals(expected=promised)), "X704") == fired

    @pytest.mark.parametrize(
        ("told", "fired"),
        [
            ("涉及企业610家，其中新产品涉及498家、新服务涉及137家", ["goals.actual notice"]),  # 498 + 137 = 635
            (
                "报送信息共185篇，其中政策24篇、研究15篇、人才62篇、技术47篇、产业37篇",
                [],
            ),  # 24 + 15 + 62 + 47 + 37 = 185
            ("引荐人才333位，其中61位出席论坛", []),
            ("举办活动20场，其中线上5场、国际3场", []),
            ("约620家企业，其中甲类498家、乙类137家", []),
        ],
    )
    def test_parts_and_their_sum(self, told, fired):
        """
        Parts that come close to the sum and miss it; a partial list does not come close.
        """
        assert fires(rows(row(), goals=Goals(actual=told)), "X704") == fired


class TestCosts:
    FUND = funds("119.8388", "64.185681", rate="53.56%")

    def cost(self, name="项目预算控制数", target="≤119.8388万元", actual="64.185681万元", **more):
        return row(level1="产出指标", level2="成本指标", name=name, target=target, actual=actual, **more)

    @pytest.mark.parametrize(
        ("changes", "fired"),
        [
            ({}, []),
            ({"actual": "641856.81元"}, []),
            ({"actual": "64.19万元"}, []),
            ({"actual": "64.158681万元"}, ["indicators[0].actual warning"]),
            ({"actual": "控制在预算内"}, []),
            ({"actual": "≤119.8388万元"}, []),
            ({"target": "119.3888万元"}, ["indicators[0].target warning"]),
            ({"target": "≤130万元"}, []),
            ({"target": "119.8388万元。主要用于调研", "actual": "46.19万元"}, ["indicators[0].actual warning"]),
            ({"name": "单位成本", "target": "≤3万元", "actual": "2万元"}, []),
            ({"name": "专家费", "target": "≤10万元", "actual": "9万元"}, []),
            # linked by the very number of the budget
            ({"name": "经费", "actual": "46.19万元"}, ["indicators[0].actual warning"]),
        ],
    )
    def test_total_cost_against_the_fund_table(self, changes, fired):
        """
        Its target is the budget, its actual value what was spent.
        """
        assert fires(rows(self.cost(**changes), fund=self.FUND, currency_unit="万元"), "X701") == fired

    @pytest.mark.parametrize(
        ("target", "fired"), [("119.3888万元", ["indicators[0].target warning"]), ("119.8388万元", [])]
    )
    def test_a_target_is_compared_before_anything_was_spent(self, target, fired):
        """
        The budget is known though 全年执行数 is blank.
        """
        fund = funds("119.838800", None)
        assert fires(rows(self.cost(target=target), fund=fund, currency_unit="万元"), "X701") == fired

    def test_a_target_copied_where_rounding_would_do(self):
        """
        90 beside a target of ≤90, and 89.974 spent: 90 may be that in whole 万元, or the target once more.
        """
        fund = (funds("0", "0", rate="0"), part(name="财政拨款", budget="89.974", executed="89.974"))
        copied = rows(self.cost(name="项目总成本", target="≤90万元", actual="90"), fund=fund, currency_unit="万元")

        assert fires(copied, "X701") == ["indicators[0].actual notice"]

    @pytest.mark.parametrize(
        ("actuals", "fired"),
        [(("2736", "2100", "486", "150"), []), (("2736", "2100", "468", "150"), ["indicators[0].actual warning"])],
    )
    def test_parts_of_the_cost(self, actuals, fired):
        """
        2100 + 676 + 150 = 2926 promised, 2100 + 486 + 150 = 2736 spent.
        """
        names = ("项目总成本", "定额工作经费", "补助经费", "考察经费")
        targets = ("2926", "2100", "676", "150")
        costs = [
            self.cost(name, f"{target}万元", f"{actual}万元")
            for name, target, actual in zip(names, targets, actuals, strict=True)
        ]

        assert fires(rows(*costs, currency_unit="万元"), "X706") == fired

    def test_a_list_that_is_not_complete(self):
        """
        Where neither column adds up, the rows may be some of the parts.
        """
        costs = [
            self.cost("项目总成本", "90万元", "84万元"),
            self.cost("设备费", "60万元", "58万元"),
            self.cost("安装费", "20万元", "16万元"),
        ]

        assert fires(rows(*costs, currency_unit="万元"), "X706") == []


class TestYear:
    @pytest.mark.parametrize(
        ("title", "fired"),
        [
            ("2022年度项目支出绩效自评表", ["title warning"]),
            ("2023年度项目支出绩效自评表", []),
            ("关于2024年开展2023年度自评的表", []),
            ("项目支出绩效自评表", []),
            (None, []),
        ],
    )
    def test_of_the_title(self, title, fired):
        """
        One of the years in the title is the form's.
        """
        assert fires(rows(row(), title=title, year="2023"), "X705") == fired

    @pytest.mark.parametrize(
        ("target", "actual", "fired"),
        [
            ("2022年12月31日前", "2022年11月", ["indicators[0].target warning"]),
            ("2022年12月31日前", "2023年3月", []),
            ("2023年12月31日前", "2022年11月", []),
            ("2024年6月30日前", "2023年11月", []),
            ("12月底前", "11月", []),
            ("较2020年提高，12月底前", "已提高", []),
        ],
    )
    def test_of_a_deadline(self, target, actual, fired):
        """
        A deadline that had passed before the year began, and nothing said about this year.
        """
        late = row(level2=TIMELINESS, name="完成时间", target=target, actual=actual)

        assert fires(rows(late, year="2023"), "X705") == fired


class TestScoreOutrunsSpending:
    def scored(self, spent, score, total, **more):
        fund = funds("100", spent, rate=f"{spent}%", score=score)
        return form(row("90", "85.5", "提高", "提高"), fund=fund, total="100", score=total, **more)

    @pytest.mark.parametrize(
        ("spent", "score", "total", "fired"),
        [("90.25", "9.03", "94.53", []), ("90", "9", "94.5", ["total.score notice"])],
    )
    def test_the_limit(self, spent, score, total, fired):
        """
        85.5 of 90 is 95 %. (0.95 − 0.903) / 0.95 = 4.95 %; (0.95 − 0.9) / 0.95 = 5.26 %.
        """
        assert fires(self.scored(spent, score, total), "X707") == fired

    def test_the_derivation(self):
        """
        What a person would write.
        """
        fund = funds("119.8388", "64.185681", rate="53.56%", score="5.36")
        scored = form(row("90", "85.47", "提高", "提高"), fund=fund, total="100", score="90.83")

        assert only(scored, "X707").derivation == "(85.47/90 - 5.36/10) / (85.47/90) = 43.56%"

    def test_a_part_of_a_form(self):
        """
        Of a page that was cut off nobody knows what the rest earned, nor of rows that are not scored.
        """
        half = self.scored("50", "5", "90.5")
        unscored = evolve(half, indicators=(*half.indicators, row("5", None, "提高", "提高")))

        assert fires(half, "X707") == ["total.score notice"]
        assert fires(evolve(half, complete=False), "X707") == []
        assert fires(unscored, "X707") == []


class TestTotalsDisagree:
    @pytest.mark.parametrize(
        ("title", "fired"),
        [
            ("绩效自评表（项目总得分99分）", ["total.score error"]),
            ("绩效自评表（项目总得分94分）", []),
            ("绩效自评表 自评总分(分):94.0", []),
            ("绩效自评表（满分100分）", []),
        ],
    )
    def test_of_the_title(self, title, fired):
        """
        94 in the table.
        """
        assert fires(rows(row("100", "94", "提高", "提高"), title=title, score="94"), "T404") == fired

    def test_of_text_that_has_no_cell(self):
        """
        The reader could not place it, but it is there.
        """
        head = rows(row("100", "94", "提高", "提高"), score="94", remarks=(Remark("unplaced", "自评得分：98分"),))

        assert fires(head, "T404") == ["total.score error"]
