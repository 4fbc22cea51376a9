"""
The edge of each rule: the last form in which it is silent beside the first in which it fires, and what it needs.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from attrs import evolve

from builders import fires, form, funds, part, row
from perfscore import Goals, Remark, Section, Total, check
from perfscore.rulebook import load_rulebook
from perfscore.rulebook.values import Band


NATIONAL = load_rulebook("national")
ACTUAL, TARGET = ["indicators[0].actual warning"], ["indicators[0].target warning"]


def cost(target, actual, name="项目总成本", **more):
    return row("10", "10", target, actual, name=name, **{"level2": "成本指标", **more})


class TestCosts:
    FUND = funds("492.000000", "375.544200")

    @pytest.mark.parametrize(
        ("indicator", "fired"),
        [
            (cost("492万元", "460万元", level1="成本指标", level2=None), ACTUAL),
            (cost("492万元", "460万元", level2="数量指标"), []),
            (cost("492万元", "460万元", name="人均总成本"), []),
            (cost("492万元", "=460万元"), ACTUAL),
            (cost("492万元", "375万元"), []),  # cut off
            (cost("492万元", "≤460万元"), []),
            (cost("491万元", "375.5442万元"), TARGET),
            (cost("529万元", "375.5442万元"), TARGET),
            (cost("<529万元", "375.5442万元"), []),
            (cost("429万元（编号7）", "375.5442万元"), TARGET),
            (cost("约429万元", "375.5442万元"), []),
            (cost("429余万元", "375.5442万元"), []),
            (cost("400-429万元", "375.5442万元"), []),
            (cost("429万元，其中专家费100万元", "375.5442万元"), []),
            (cost("提高", "良好"), []),
        ],
    )
    def test_one_amount_in_a_row_of_total_cost(self, indicator, fired):
        """
        492 were budgeted and 375.5442 spent; a row of another level, a unit cost, a range or about so much is no claim.
        """
        assert fires(form(indicator, fund=self.FUND, currency_unit="万元"), "X701") == fired

    def test_a_budget_printed_cut_off(self):
        """
        491.6 cut off is 491; 490 is another amount.
        """
        tables = [
            form(cost(f"{target}万元", "300万元"), fund=funds("491.600000", "300"), currency_unit="万元")
            for target in ("491", "490")
        ]

        assert [fires(table, "X701") for table in tables] == [[], TARGET]

    def test_a_table_in_yuan(self):
        """
        Amounts are compared in the unit of the table, whichever that is.
        """
        table = form(cost("4920000元", "3755442元"), fund=funds("4920000", "3755442"), currency_unit="元")

        assert fires(table, "X701") == []
        assert fires(evolve(table, currency_unit=None), "X701") == []

    def test_everything_was_spent(self):
        """
        Budget, target, executed and actual are the same 492: nothing was copied.
        """
        table = form(cost("≤492万元", "492万元"), fund=funds("492", "492"), currency_unit="万元")

        assert fires(table, "X701") == []

    def test_a_stated_sum_counts_though_its_parts_give_another(self):
        """
        Only a total row of 0 is replaced by the sum of its components.
        """
        fund = (self.FUND, part(executed="400"), part(executed="100"))

        assert fires(form(cost("492万元", "375.5442万元"), fund=fund, currency_unit="万元"), "X701") == []


class TestCostParts:
    #: 2100 + 676 + 150 = 2926 promised, 2100 + 486 + 150 = 2736 spent.
    ROWS = (
        cost("2926万元", "2736万元"),
        cost("2100万元", "2100万元", "定额工作经费"),
        cost("676万元", "486万元", "补助经费"),
        cost("150万元", "150万元", "考察经费"),
    )

    def check(self, changes=(), more=()):
        rows = [evolve(indicator, **dict(changes).get(index, {})) for index, indicator in enumerate(self.ROWS)]
        return fires(form(*rows, *more, currency_unit="万元"), "X706")

    def test_as_published(self):
        """
        Both columns add up.
        """
        assert self.check() == []

    @pytest.mark.parametrize(("column", "fired"), [("target", TARGET), ("actual", ACTUAL)])
    def test_either_column(self, column, fired):
        """
        The column that adds up shows that the parts are all of it, and the other does not.
        """
        assert self.check({3: {column: "105万元"}}) == fired

    @pytest.mark.parametrize("index", [0, 3])
    def test_an_amount_that_is_missing(self, index):
        """
        Without it nothing can be said of its column, nor by that column of the other.
        """
        assert self.check({index: {"actual": "控制在预算内"}}) == []
        assert self.check({index: {"actual": "控制在预算内"}, 2: {"target": "667万元"}}) == []

    def test_a_part_without_an_actual_amount_is_a_part(self):
        """
        2100 + 486 are the 2586 spent, but the third part says nothing of its own.
        """
        assert self.check({0: {"actual": "2586万元"}, 3: {"actual": "控制在预算内"}}) == []

    def test_a_row_without_amounts_is_no_part(self):
        """
        成本控制 良好 adds nothing and takes nothing away.
        """
        assert self.check({3: {"actual": "105万元"}}, [cost("良好", "良好", "成本控制情况")]) == ACTUAL

    def test_two_totals(self):
        """
        Nobody knows which of them the parts make up.
        """
        assert self.check({3: {"actual": "105万元"}}, [cost("3000万元", "2800万元", "资金总额")]) == []

    def test_one_part_is_no_list(self):
        """
        A single amount below the total is an example of it.
        """
        rows = (cost("90万元", "84万元"), cost("90万元", "58万元", "设备费"))

        assert fires(form(*rows, currency_unit="万元"), "X706") == []


#: A total row of noughts over components of 80 and 60.
NOUGHTS = form(fund=(funds("0", "0", rate="0", score="0"), part(budget="80", executed="60")))


class TestFundsOfParts:
    @pytest.mark.parametrize(
        ("cells", "rate", "score"),
        [
            ({}, ["funds[0].rate notice"], ["funds[0].score notice"]),
            (
                {"funds[1].budget": "0.8", "funds[1].executed": "0.6"},
                ["funds[0].rate notice"],
                ["funds[0].score notice"],
            ),
            ({"funds[0].weight": None}, ["funds[0].rate notice"], []),
            ({"funds[1].executed": "90"}, [], []),
            ({"funds[1].executed": "0"}, [], []),
            ({"funds[1].budget": None}, [], []),
            ({"funds[0].rate": None}, [], []),
            ({"funds[0].rate": "75%", "funds[0].score": "7.5"}, [], []),
            ({"funds[0].budget": "100", "funds[0].executed": "50"}, ["funds[0].rate error"], []),
        ],
    )
    def test_a_total_row_of_noughts(self, cells, rate, score):
        """
        Where all of it prints 0, the components' share is told: not more than all, and not where the row says otherwise.
        """
        table = NOUGHTS.with_cells(cells)

        assert (fires(table, "F102"), fires(table, "F103")) == (rate, score)

    def test_a_banded_score(self):
        """
        Weight times rate is not what a rulebook with bands would give.
        """
        banded = evolve(NATIONAL, execution_method="banded", execution_bands=(Band(Decimal(0), Decimal(0)),))

        assert fires(NOUGHTS, "F103", rulebook=banded) == []


class TestFunds:
    def test_a_blank_score_beside_a_rate_without_amounts(self):
        """
        The rate cannot be computed, but 10 × 50% can.
        """
        table = form(row("90", "90", "≥1次", "1次"), fund=funds(None, None, rate="50%"))

        assert fires(table, "F105") == ["funds[0].score warning"]

    @pytest.mark.parametrize(
        ("initial", "budget", "executed", "fired"),
        [
            ("12", "120000", "12", ["funds[0].budget warning"]),
            ("0", "20000", "1.5", []),
            ("-12", "-120000", "1", []),
            (None, None, None, []),
        ],
    )
    def test_ten_thousand_times_nothing_is_nothing(self, initial, budget, executed, fired):
        """
        0 is every multiple of 0, and below 0 no amount is looked at.
        """
        assert fires(form(fund=funds(budget, executed, initial=initial)), "F107") == fired

    def test_a_rulebook_that_does_not_ask_why_the_budget_changed(self):
        """
        Then nobody is asked.
        """
        table = form(fund=funds("110", "100", initial="100"))

        assert fires(table, "F108") == ["funds[0].budget notice"]
        assert fires(table, "F108", rulebook=evolve(NATIONAL, reason_when_changed=False)) == []


def scored(*targets_and_actuals, **more):
    """
    Rows of 10 points with these cells.
    """
    return [row("10", "10", target, actual, **more) for target, actual in targets_and_actuals]


class TestMeasures:
    def test_a_copy_after_rows_that_are_none(self):
        """
        Every row is looked at.
        """
        rows = scored(("好", "好"), ("≥90%", "95%"), ("≥90%", "较高"), ("≥90%", "≥90%"))

        assert fires(form(*rows), "M601") == ["indicators[3].actual warning"]

    @pytest.mark.parametrize(
        ("target", "actual", "fired"),
        [
            ("≥50个", "52人", False),  # 个 counts anything
            ("≥50户", "52人", True),
            ("≥50元/人", "52人", False),
        ],
    )
    def test_what_counts_anything(self, target, actual, fired):
        """
        Only where both units are of known and different kinds they contradict.
        """
        assert bool(fires(form(*scored((target, actual))), "M602")) == fired

    @pytest.mark.parametrize(
        ("target", "actual", "other", "fired"),
        [
            ("1", "95", "10", False),
            ("2", "95", "10", True),
            ("52", "95", "52", True),
            ("52", "95", "95", False),
            ("100", "98%", "98%", False),
            ("101", "98%", "101", True),
            ("52分", "95", "10", False),
            ("较高", "98%", "较高", False),
            ("90%", "较高", "较高", False),
        ],
    )
    def test_a_satisfaction_rate_copied_from_a_count(self, target, actual, other, fired):
        """
        1 may be the whole and 100 a percentage; a bare 52, which a row of the same name counts too, is neither.
        """
        count = row("10", "10", target, other, name="资助学生", level1="产出指标", reason="x")
        content = row("10", "10", target, actual, name="资助学生", level1="满意度指标", reason="x")

        assert ("indicators[1].actual warning" in fires(form(count, content), "M602")) == fired
        assert ("indicators[1].actual warning" in fires(form(evolve(count, level1=None), content), "M602")) == fired

    def test_two_satisfaction_rates_of_one_name(self):
        """
        Neither is a count that the other could have been copied from.
        """
        rows = scored(("52", "95"), ("52", "96"), name="学生", level1="满意度指标")

        assert fires(form(*rows), "M602") == []

    @pytest.mark.parametrize(
        ("level2", "name", "target", "fired"),
        [
            ("成本指标", "项目总成本", "100万元", False),
            ("成本指标", "项目总成本", "=100万元", False),
            ("成本指标", "项目总成本", ">100万元", True),
            ("成本指标", "项目总成本", "不高于预算", False),
            ("成本指标", None, "≥100万元", False),
            ("数量指标", "举办培训班", "<3次", True),
            ("数量指标", "举办培训班", "≤3%", False),
            (None, "举办培训班", "≤3次", False),
        ],
    )
    def test_a_comparator_that_may_point_either_way(self, level2, name, target, fired):
        """
        Without one, or without knowing what is counted, nothing points anywhere.
        """
        rows = [row("10", "10", "好", "好"), row("10", "10", target, "3", level2=level2, name=name)]

        assert fires(form(*rows), "M603") == (["indicators[1].target warning"] if fired else [])

    def test_a_target_above_everybody(self):
        """
        290 % cannot be promised either; 100 % can.
        """
        table = form(*scored(("≥290%", "290%"), ("≥100%", "100%"), name="群众满意度"), row("1", "1", "≥290%", "290%"))

        assert fires(table, "M604") == TARGET + ACTUAL

    @pytest.mark.parametrize("cells", [{"name": None}, {"target": None}, {"target": "-"}, {"score": None}])
    def test_rows_that_are_no_duplicates(self, cells):
        """
        Without a name, a target or a score there is nothing that could be counted twice.
        """
        twice = row("4", "4", "≥3次", "3次", name="培训")
        rows = [evolve(twice, **cells)] * 2

        assert fires(form(*rows), "M605") == []
        assert fires(form(*rows, twice, twice), "M605") == ["indicators[3].name notice"]


class TestProgress:
    FUND = funds("2,926.000000", "2,736.000000", rate="93.51%", score="9.35")

    def spent(self, name="经费支出进度", target="100%", actual="100%", fund=FUND, before=()):
        return fires(form(*before, row("2", "2", target, actual, name=name), fund=fund, year="2021"), "X702")

    @pytest.mark.parametrize(
        ("claim", "fired"),
        [
            ({}, True),
            ({"actual": "=100%"}, True),
            ({"actual": "≥90%"}, False),
            ({"actual": "120%"}, False),
            ({"actual": "93%"}, False),  # cut off
            ({"actual": "92%"}, True),
            ({"actual": "支出100万元，占93.51%"}, False),
            ({"actual": "上半年支出50%，全年93.51%"}, False),
            ({"actual": "全年93.51%，上半年支出50%"}, False),
            ({"actual": "首付50%，累计支付93.51%"}, False),
            ({"actual": "累计支付93.51%，尾款6.49%"}, False),
            ({"actual": "2021年6月30日支出50%"}, False),
            ({"actual": "2021年12月20日支出50%"}, True),
            ({"actual": "按计划支出"}, False),
            ({"name": "活动完成率"}, False),
            ({"name": "资金支付及时率"}, False),
            ({"name": None}, False),
            ({"name": "12月预算执行率"}, True),
            ({"name": "9月预算执行率"}, False),
            ({"fund": evolve(FUND, rate="93.51")}, False),
            ({"fund": evolve(FUND, rate=None)}, False),
            ({"before": [row("2", "2", "好", "好")]}, True),
        ],
    )
    def test_what_is_a_claim_about_the_year(self, claim, fired):
        """
        One share of at most 100 %, of the year's money, at its end; the largest where a row names several.
        """
        assert bool(self.spent(**claim)) == fired

    def test_without_a_fund_table(self):
        """
        There is no rate to compare with.
        """
        assert self.spent(fund=()) == []


def test_the_year_is_looked_for_in_every_row():
    """
    A row without a deadline stands before the one that was carried over.
    """
    late = row(target="2022年12月31日前", actual="11月")

    assert fires(form(row(target="好"), late, year="2023"), "X705") == ["indicators[1].target warning"]
    assert fires(form(late, year="二〇二三"), "X705") == []


class TestOutrun:
    """
    Scores against spending: (S/Sw - E/Ew) / (S/Sw), of which more than 5 % is worth a look.
    """

    def outrun(self, *rows, **fund):
        whole = {"weight": "10", "score": "5.36", "budget": "119.838800", "executed": "64.185681", **fund}
        return bool(fires(form(*rows, fund=funds(**whole), score="50"), "X707"))

    @pytest.mark.parametrize(("score", "fired"), [("9.5", False), ("9.4", True)])
    def test_the_limit_belongs_to_what_is_usual(self, score, fired):
        """
        (90/90 - 9.5/10) / (90/90) is 5 %.
        """
        assert self.outrun(row("90", "90"), score=score) == fired

    @pytest.mark.parametrize(
        ("indicator", "fund", "fired"),
        [
            (row("90", "1"), {"score": "0"}, True),  # 1/90 and nothing spent
            (row("90", "0"), {"score": "0"}, False),
            (row("90", "-1"), {"score": "0"}, False),
            (row("1", "1"), {}, True),
            (row("0.5", "0.5"), {}, True),
            (row("0", "1"), {}, False),
            (row("90", "85"), {"weight": "0"}, False),
            (row("90", "85"), {"weight": None}, False),
            (row("90", "85"), {"score": None}, False),
            (row("90", "85"), {"budget": "0", "executed": "0"}, False),
            (row("90", "85"), {"budget": None}, False),
            (row(None, "85"), {}, False),
        ],
    )
    def test_what_it_needs(self, indicator, fund, fired):
        """
        Points earned of points to earn on either side, and a budget.
        """
        assert self.outrun(indicator, **fund) == fired

    def test_a_fund_table_alone(self):
        """
        Without rows there are no scores that could outrun anything.
        """
        assert not self.outrun()


class TestNoticedRounding:
    """
    A rulebook that wants a way of rounding named gets it from the rule of that column, and from no other.
    """

    BOOK = evolve(NATIONAL, noticed_recipes=frozenset({"fewer-decimals"}))

    def test_a_section_score(self):
        """
        Rows of 30.25 and 3.09 under a head that says 33.
        """
        rows = (row("40", "30.25", "提高", "提高", level1="产出"), row("5", "3.09", "提高", "提高", level1="产出"))
        table = form(*rows, sections=(Section("产出", "45", "33"),))

        assert fires(table, "T402", rulebook=self.BOOK) == ["sections[0].score notice"]
        assert fires(table, "W202", rulebook=self.BOOK) == ["total.weight error"]
        assert fires(table, "T402") == []


class TestScores:
    @pytest.mark.parametrize(
        ("weight", "score", "fired"),
        [
            ("0", "1", True),
            ("0.5", "1", True),
            ("-5", "0", False),
            ("-5", "-1", True),
            (None, "-1", True),
            (None, "5", False),
        ],
    )
    def test_out_of_range(self, weight, score, fired):
        """
        More than nothing is too much where nothing can be earned; what a negative weight allows nobody knows.
        """
        assert bool(fires(form(row(weight, score)), "S301")) == fired

    @pytest.mark.parametrize(
        ("score", "fired"), [("0", False), ("0.5", False), ("10", False), ("10.5", True), ("-0.5", True)]
    )
    def test_the_execution_row(self, score, fired):
        """
        From 0 to its weight, both included.
        """
        assert bool(fires(form(fund=funds("1", "1", score=score)), "S301")) == fired

    def test_a_partial_score_is_no_full_mark(self):
        """
        7 of 10 for 2 of 4 is wrong, but not for being full.
        """
        assert fires(form(row("10", "7", "≥4次", "2次")), "S303") == []

    def test_a_met_target_after_a_missed_one(self):
        """
        Both lost points; only the second should not have.
        """
        rows = (row("10", "5", "≥4次", "2次", reason="停电"), row("10", "9", "≥4次", "4次", reason="停电"))

        assert fires(form(*rows), "S305") == ["indicators[1].score notice"]

    @pytest.mark.parametrize(
        ("weight", "score", "fired"),
        [
            ("10", "10", True),
            ("10", "11", False),  # S301 says that
            ("10", "7.9", False),
            ("10", None, False),
            (None, "10", False),
            ("0", "0", False),
            ("0.9", "0.9", True),
            ("-5", "-5", False),
        ],
    )
    def test_the_band_of_a_partly_met_goal(self, weight, score, fired):
        """
        At least 60 % and less than 80 % of a weight above 0; the rows before it are in order.
        """
        before = [row("10", "10", "提高", actual) for actual in ("达成年度指标", "较好")]
        table = form(row("10", "10", "≥1次", "1次"), *before, row(weight, score, "提高", "部分达成年度指标"))

        assert fires(table, "S306") == (["indicators[3].score warning"] if fired else [])

    def test_a_blank_row_beside_half_filled_ones(self):
        """
        The layout has both columns, though no row fills them both.
        """
        table = form(row("50", "50", "≥1次"), row("40", "40", None, "1次"), row("10", "0.5"))

        assert fires(table, "S307") == ["indicators[2].score warning"]

    def test_a_total_in_the_title_alone(self):
        """
        Nothing in the table contradicts it.
        """
        assert fires(form(row("100", "90"), title="自评得分95分"), "T404") == []
        assert fires(form(row("100", "90"), sections=(Section("总分", None, "95"),)), "T404") == []


class TestWeights:
    def test_a_stated_total_weight(self):
        """
        The form's own, not the rulebook's.
        """
        table = form(row("60", "60"), row("50", "50"), total="101")

        assert [f.stated for f in check(table).findings if f.code == "W201"] == ["101"]

    @pytest.mark.parametrize(("weight", "fired"), [("0.5", False), ("0.01", False), ("0", True)])
    def test_a_small_weight(self, weight, fired):
        """
        Above 0 is enough.
        """
        assert bool(fires(form(row("90", "90"), row(weight, "0.5")), "W203")) == fired

    def test_a_wrong_section_score_is_no_wrong_section_weight(self):
        """
        Each column of the head has its rule.
        """
        table = form(row("50", "48", level1="产出"), sections=(Section("产出", "50", "47"),), total="50")

        assert (fires(table, "T402"), fires(table, "W202")) == (["sections[0].score error"], [])

    @pytest.mark.parametrize(("weights", "fired"), [(("30", "20"), False), (("30", "25"), True), (("20", "20"), True)])
    def test_the_rows_of_a_head_are_added_up(self, weights, fired):
        """
        30 and 20 are the usual 50 of output.
        """
        heads = [*(("产出指标", weight) for weight in weights), ("效益指标", "30"), ("满意度指标", "10")]
        rows = [row(weight, weight, "≥1次", "1次", level1=head) for head, weight in heads]

        assert bool(fires(form(*rows, fund=funds("1", "1")), "W204")) == fired
        apart = [evolve(indicator, level2=f"二级{index}") for index, indicator in enumerate(rows)]
        assert bool(fires(form(*apart, fund=funds("1", "1")), "W204")) == fired

    @pytest.mark.parametrize(
        ("note", "severity"),
        [
            ("注：产出指标40分", "notice"),
            ("注：产出指标40分、效益指标40分", "none"),
            ("注：产出指标50分、效益指标30分、满意度指标10分", "warning"),
            ("注：无", "notice"),
        ],
    )
    def test_a_note_that_fixes_the_split(self, note, severity):
        """
        One head is no split; one that leaves out 满意度 does not speak of this form.
        """
        heads = (("产出指标", "40"), ("效益指标", "40"), ("满意度指标", "10"))
        rows = [row(weight, weight, "≥1次", "1次", level1=head) for head, weight in heads]
        table = form(*rows, fund=funds("1", "1"), remarks=(Remark("unplaced", note),))

        assert fires(table, "W204") == ([] if severity == "none" else [f"indicators[0].weight {severity}"])


class TestDocument:
    def test_a_grade_that_is_no_grade(self):
        """
        A word is what a grade is made of.
        """
        assert fires(evolve(form(row("100", "90")), total=Total("100", "90", "甲")), "D001") == []

    @pytest.mark.parametrize(("goal", "fired"), [("—", True), ("-----", True), ("", True), ("办会", False)])
    def test_an_empty_goal(self, goal, fired):
        """
        Dashes are no goal, two words are one.
        """
        table = form(row("1", "1"), fund=funds("1", "1"), goals=Goals(goal, "办了三场会"))

        assert bool(fires(table, "D003")) == fired

    def test_nothing_is_missing(self):
        """
        Nothing is said of it.
        """
        assert fires(form(row("1", "1"), fund=funds("1", "1"), goals=Goals("办会", "办了三场会")), "D003") == []
