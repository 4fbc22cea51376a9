"""
Every finding in full: its cells, its severity, its sentence in both languages, its values and its arithmetic.

One case for each shade of each rule. The sentences are those of the rule with numbers put in that were worked out by hand.
"""

from __future__ import annotations

import pytest

from attrs import evolve, frozen

import perfscore

from builders import checked, form, funds, part, row
from perfscore import Form, Goals, Remark, Section, Total
from perfscore.rulebook import Rulebook, load_rulebook


@frozen
class Told:
    """
    What one rule says of a form; *cells* are those that take part, the one to look at first.
    """

    code: str
    form: Form
    cells: str
    severity: str
    zh: str
    en: str
    stated: str | None = None
    expected: str | None = None
    derivation: str | None = None
    recipe: str | None = None
    rulebook: str | Rulebook = "national"


NATIONAL = load_rulebook("national")
SPENT = {"budget": "119.838800", "executed": "64.185681"}
SCORED = row("90", "90", "≥1次", "1次")
EXECUTION = "funds[0].score funds[0].weight funds[0].rate funds[0].executed funds[0].budget"
FIRST = "indicators[0].score indicators[0].weight indicators[0].target indicators[0].actual"
BOTH = "indicators[0].actual indicators[0].target"

#: 60 of 80 below a total row of noughts: 75 %, 7.5 of 10.
NOUGHTS = form(
    fund=(funds("0", "0", rate="0", score="0"), part(budget="80", executed="60")),
)

FUNDS = (
    Told(
        "F101",
        form(fund=(funds("100", None), part(budget="60"), part(budget="40.5"))),
        "funds[0].budget funds[1].budget funds[2].budget",
        "error",
        "明细之和为 100.5，总额填 100",
        "the components add up to 100.5, the total says 100",
        stated="100",
        expected="100.5",
        derivation="60 + 40.5 = 100.5",
    ),
    Told(
        "F102",
        form(fund=funds(**SPENT, rate="53.65%")),
        "funds[0].rate funds[0].executed funds[0].budget",
        "error",
        "执行率应为 53.56%，填 53.65%",
        "the rate should be 53.56%, the form says 53.65%",
        stated="53.65%",
        expected="53.56%",
        derivation="64.185681 / 119.838800 = 53.56%",
    ),
    Told(
        "F102",
        NOUGHTS,
        "funds[0].rate",
        "notice",
        "总额各栏填 0，按明细计算执行率为 75.00%",
        "the total row prints 0; by the rows below it the rate is 75.00%",
        stated="0",
        expected="75.00%",
    ),
    Told(
        "F102",
        NOUGHTS,
        "funds[0].rate",
        "notice",
        "总额各栏填 0，按明细计算执行率为 75.0%",
        "the total row prints 0; by the rows below it the rate is 75.0%",
        stated="0",
        expected="75.0%",
        rulebook=evolve(NATIONAL, decimals=1),
    ),
    Told(
        "F103",
        form(fund=funds(**SPENT, rate="53.56%", score="5.63")),
        EXECUTION,
        "error",
        "预算执行得分应为 5.36，填 5.63",
        "the execution score should be 5.36, the form says 5.63",
        stated="5.63",
        expected="5.36",
        derivation="10 × 53.56% = 5.36",
    ),
    Told(
        "F103",
        NOUGHTS,
        "funds[0].score",
        "notice",
        "总额各栏填 0，按明细计算得分为 7.5",
        "the total row prints 0; by the rows below it the score is 7.5",
        stated="0",
        expected="7.5",
        derivation="10 × 75.00% = 7.5",
    ),
    # 10 × 53.56 % = 5.356, cut off
    Told(
        "F103",
        form(fund=funds(**SPENT, rate="53.56%", score="5.35")),
        EXECUTION,
        "notice",
        "填 5.35，与算得的 5.36 只在舍入上不同：截尾",
        "the form says 5.35 where 5.36 was computed; only a way of rounding explains it: cut off",
        stated="5.35",
        expected="5.36",
        derivation="10 × 53.56% = 5.36",
        recipe="truncated",
        rulebook=evolve(NATIONAL, noticed_recipes=frozenset({"truncated"})),
    ),
    Told(
        "F104",
        form(fund=funds("100", "120")),
        "funds[0].executed funds[0].budget",
        "warning",
        "全年执行数 120 超过全年预算数 100",
        "executed 120 exceeds the budget 100",
        stated="120",
    ),
    Told(
        "F105",
        form(SCORED, fund=funds("100", "50", rate="50%")),
        EXECUTION,
        "warning",
        "未填写，可计算为 5",
        "is blank, though it can be computed: 5",
        expected="5",
        derivation="10 × 50% = 5",
    ),
    Told(
        "F107",
        form(fund=funds("29260000元", "2736"), currency_unit="万元"),
        "funds[0].budget",
        "warning",
        "金额带单位“元”，而表头单位为“万元”",
        "the amount is in 元, the table is in 万元",
        stated="29260000元",
    ),
    Told(
        "F107",
        form(fund=funds("119.8388", "1198388")),
        "funds[0].executed funds[0].budget",
        "warning",
        "1198388 正好是另一格 119.8388 的一万倍，可能把万元填成了元",
        "1198388 is exactly 10 000 times another amount, 119.8388: 元 filled in for 万元?",
        stated="1198388",
    ),
    Told(
        "F107",
        form(fund=funds("0.1234564", "1234.564")),
        "funds[0].executed funds[0].budget",
        "warning",
        "1234.564 正好是另一格 0.123456 的一万倍，可能把万元填成了元",
        "1234.564 is exactly 10 000 times another amount, 0.123456: 元 filled in for 万元?",
        stated="1234.564",
    ),
    Told(
        "F107",
        form(fund=funds("12.00", "120000")),
        "funds[0].executed funds[0].budget",
        "warning",
        "120000 正好是另一格 12 的一万倍，可能把万元填成了元",
        "120000 is exactly 10 000 times another amount, 12: 元 filled in for 万元?",
        stated="120000",
    ),
    Told(
        "F107",
        form(
            fund=[
                funds("860000", "845300", initial="860000"),
                part(budget="860000", executed="84.53"),
            ],
            currency_unit="元",
        ),
        "funds[1].executed funds[0].executed",
        "warning",
        "另一格 845300 正好是 84.53 的一万倍，可能把元填成了万元",
        "84.53 is exactly a ten-thousandth of another amount, 845300: 万元 filled in for 元?",
        stated="84.53",
    ),
    Told(
        "F108",
        form(fund=funds(**SPENT, initial="120.000000")),
        "funds[0].budget funds[0].initial",
        "notice",
        "年初预算数 120.000000 调整为 119.838800，请核对是否说明了调整原因",
        "the budget was changed from 120.000000 to 119.838800; see whether the form says why",
        stated="119.838800",
    ),
)


def weighed(output, benefit, execution="10", **more):
    """
    Rows of output, benefit and satisfaction (10) beside the execution.
    """
    heads = (("产出指标", output), ("效益指标", benefit), ("满意度指标", "10"))
    listed = [row(weight, weight, "≥1次", "1次", level1=head) for head, weight in heads]
    return form(*listed, fund=funds("1", "1", weight=execution), **more)


WEIGHTS = (
    Told(
        "W201",
        form(row("50", "50"), row("41", "41"), fund=funds("1", "1"), total="100"),
        "total.weight funds[0].weight indicators[0].weight indicators[1].weight",
        "error",
        "各项分值之和为 101，总分值为 100",
        "the weights add up to 101, the total weight is 100",
        stated="100",
        expected="101",
        derivation="10 + 50 + 41 = 101",
    ),
    Told(
        "W201",
        form(row("50", "50"), row("45", "45")),
        "total.weight indicators[0].weight indicators[1].weight",
        "error",
        "各项分值之和为 95，通常为 100",
        "the weights add up to 95; usual is 100",
        expected="95",
        derivation="50 + 45 = 95",
    ),
    Told(
        "W202",
        form(
            row("50", "50", level1="产出指标"),
            row("50", "50", level1="效益指标"),
            fund=funds("1", "1", weight="10"),
            sections=(Section("产出指标", "50"), Section("效益指标", "50")),
            total="100",
        ),
        "total.weight funds[0].weight sections[0].weight sections[1].weight",
        "error",
        "各部分标注的分值（含预算执行）之和为 110，总分值为 100",
        "the heads, execution included, add up to 110, the total weight is 100",
        stated="100",
        expected="110",
        derivation="10 + 50 + 50 = 110",
    ),
    Told(
        "W202",
        form(
            row("30", "30", level1="产出指标"),
            row("10", "10", level1="产出指标"),
            sections=(Section("产出指标", "50"),),
            total="50",
        ),
        "sections[0].weight indicators[0].weight indicators[1].weight",
        "error",
        "其下各行分值之和为 40，标注 50",
        "its rows add up to 40, the head says 50",
        stated="50",
        expected="40",
        derivation="30 + 10 = 40",
    ),
    Told(
        "W203",
        form(row("95", "95"), row(None, "5")),
        "indicators[1].weight indicators[1].score",
        "error",
        "得 5 分，但没有分值",
        "is scored 5, but has no weight",
    ),
    Told(
        "W203",
        form(row("95", "95"), row("0", "5")),
        "indicators[1].weight",
        "error",
        "分值为 0，应大于 0",
        "the weight is 0; it should be above 0",
        stated="0",
    ),
    Told(
        "W204",
        weighed("50", "30", "100"),
        "funds[0].weight",
        "warning",
        "预算执行的分值为整张表的 100 分",
        "the execution row is given the weight of the whole form, 100",
        stated="100",
    ),
    Told(
        "W204",
        weighed("50", "30", "20"),
        "funds[0].weight",
        "notice",
        "预算执行的分值为 20，通常为 10",
        "the execution weighs 20; usual is 10",
        stated="20",
    ),
    Told(
        "W204",
        weighed("55.5", "24.5"),
        "indicators[0].weight",
        "notice",
        "各部分分值为 产出 55.5, 效益 24.5, 满意度 10，通常为 产出 50, 效益 30, 满意度 10",
        "the sections weigh 产出 55.5, 效益 24.5, 满意度 10; usual is 产出 50, 效益 30, 满意度 10",
    ),
    Told(
        "W204",
        weighed("40", "40", remarks=(Remark("unplaced", "注：产出指标50分、效益指标30分、满意度指标10分"),)),
        "indicators[0].weight",
        "warning",
        "各部分分值为 产出 40, 效益 40, 满意度 10，表内说明规定为 产出 50, 效益 30, 满意度 10",
        "the sections weigh 产出 40, 效益 40, 满意度 10; the form's own note says 产出 50, 效益 30, 满意度 10",
    ),
)

SCORES = (
    Told(
        "S301",
        form(row("10", "11")),
        "indicators[0].score indicators[0].weight",
        "error",
        "得分 11 超过分值 10",
        "the score 11 exceeds the weight 10",
        stated="11",
    ),
    Told(
        "S301",
        form(row("10", "-1")),
        "indicators[0].score",
        "error",
        "得分为负数 -1",
        "the score -1 is negative",
        stated="-1",
    ),
    Told(
        "S301",
        form(fund=funds("100", "120", rate="120%", score="12")),
        "funds[0].score funds[0].weight",
        "error",
        "得分 12 超过分值 10",
        "the score 12 exceeds the weight 10",
        stated="12",
    ),
    Told(
        "S302",
        form(row("10", "7", "4", "2次", comparator="≥", unit="次", reason="疫情")),
        FIRST,
        "error",
        "目标 ≥4次，完成 2次，得分应为 5，填 7",
        "target ≥4次, reached 2次: the score should be 5, the form says 7",
        stated="7",
        expected="5",
        derivation="10 × 2 / 4 = 5",
    ),
    # 10 × 2 / 3 = 6.66…, cut off
    Told(
        "S302",
        form(row("10", "6.66", "≥3次", "2次", reason="疫情")),
        "indicators[0].score indicators[0].weight indicators[0].target indicators[0].actual",
        "notice",
        "填 6.66，与算得的 6.67 只在舍入上不同：截尾",
        "the form says 6.66 where 6.67 was computed; only a way of rounding explains it: cut off",
        stated="6.66",
        expected="6.67",
        derivation="10 × 2 / 3 = 6.6667 → 6.67",
        recipe="truncated",
        rulebook=evolve(NATIONAL, noticed_recipes=frozenset({"truncated"})),
    ),
    Told(
        "S303",
        form(row("3", "3", "≥30%", "实际支出率4.66%")),
        FIRST,
        "error",
        "目标 ≥30%，完成 实际支出率4.66%，未达标却得满分 3，按公式为 0.47",
        "target ≥30%, reached 实际支出率4.66%: missed, yet full marks (3) were given; the formula gives 0.47",
        stated="3",
        expected="0.47",
        derivation="3 × 4.66% / 30% = 0.466 → 0.47",
    ),
    Told(
        "S304",
        form(row("3", "3", "2021年6月30日前拨付", "2021年12月20日前拨付"), year="2021"),
        FIRST,
        "warning",
        "应于“2021年6月30日前拨付”完成，实际为“2021年12月20日前拨付”，逾期却得满分 3",
        "due 2021年6月30日前拨付, done 2021年12月20日前拨付: late, yet full marks (3) were given",
        stated="3",
    ),
    Told(
        "S305",
        form(row("10", "9", "≥90%", "96%", reason="支撑材料不充分")),
        FIRST,
        "notice",
        "指标已完成（96% / ≥90%），得 9 分（分值 10），已说明原因",
        "the target is met (96% / ≥90%), yet 9 of 10 was given; a reason is given",
        stated="9",
    ),
    Told(
        "S305",
        form(row("10", "9", "≥90%", "96%")),
        FIRST,
        "warning",
        "指标已完成（96% / ≥90%），得 9 分（分值 10），未说明原因",
        "the target is met (96% / ≥90%), yet 9 of 10 was given, without a reason",
        stated="9",
    ),
    Told(
        "S306",
        form(row("20", "15.9", "提高", "达成年度指标")),
        FIRST,
        "warning",
        "实际完成值为“达成年度指标”，应得分值的 80%～100%，得 15.9 分（分值 20，79.5%）",
        "the result is 达成年度指标, which earns 80 to 100 % of the weight; 15.9 of 20 (79.5 %) was given",
        stated="15.9",
    ),
    Told(
        "S307",
        form(row("90", "90", "≥1次", "1次"), row("10", "9")),
        "indicators[1].score indicators[1].weight indicators[1].target indicators[1].actual",
        "warning",
        "既无年度指标值也无实际完成值，却得 9 分",
        "is scored 9 with neither target nor actual value",
        stated="9",
    ),
    Told(
        "S307",
        form(row("80", "80", "≥1次", "1次"), row("10", "10"), row("10", "9.5")),
        "indicators[1].score indicators[2].score",
        "warning",
        "2 行（共 19.5 分）既无年度指标值也无实际完成值，却有得分",
        "2 rows (19.5 points) are scored with neither target nor actual value",
    ),
    Told(
        "S308",
        form(row("5", "5", "≥3次", "未完成")),
        FIRST,
        "error",
        "实际完成值为“未完成”，却得满分 5",
        "the actual value says 未完成 (not done), yet full marks (5) were given",
        stated="5",
    ),
    Told(
        "S309",
        form(row("60", None, "≥3次", "3次"), row(None, None), row("40", "-")),
        "indicators[0].score indicators[2].score",
        "warning",
        "2 行有分值而没有得分，表格尚未自评",
        "2 rows have a weight and no score: the form has not been scored",
    ),
    # 3/4 of 10 is 7.5
    Told(
        "S310",
        form(row("10", "6", "≥4次", "3次", reason="按本单位评分办法扣分")),
        FIRST,
        "warning",
        "目标 ≥4次，完成 3次，得 6 分（分值 10），不合公式；表中所写的扣分规则无法核对",
        "target ≥4次, reached 3次: 6 of 10 follows no formula, and the form explains it by a rule that cannot be checked",
        stated="6",
    ),
    # 138/160 is 86.25 %
    Told(
        "S311",
        form(row("10", "10", "≥90%", "96%（回收问卷160份，满意138份）", name="家长满意度")),
        "indicators[0].actual",
        "error",
        "所写的比率与表中数字不符：138 / 160 = 86.25%",
        "the printed share is not that of its own numbers: 138 / 160 = 86.25%",
        stated="96%（回收问卷160份，满意138份）",
        expected="86.25%",
        derivation="138 / 160 = 86.25%",
    ),
    Told(
        "S303",
        form(row("10", "10", "≥200人次", "不足200人次", reason="停电")),
        FIRST,
        "error",
        "目标 ≥200人次，完成 不足200人次，未达标却得满分 10",
        "target ≥200人次, reached 不足200人次: missed, yet full marks (10) were given",
        stated="10",
    ),
    Told(
        "S303",
        form(row("10", "10", "力争200人次以上", "190人次")),
        FIRST,
        "notice",
        "力争目标 力争200人次以上，完成 190人次，未达到而得满分 10",
        "target 力争200人次以上 (only aimed at), reached 190人次: missed, and full marks (10) were given",
        stated="10",
    ),
    Told(
        "S306",
        form(row("10", "10", "优", "良", level1="效益指标")),
        FIRST,
        "warning",
        "目标为“优”，结果为“良”，低于目标却得满分 10",
        "the target is 优, the result only 良, yet full marks (10) were given",
        stated="10",
    ),
    Told(
        "S308",
        form(row("10", "10", "建成", "主体已完工，附属设施尚未建成", level1="产出指标")),
        FIRST,
        "notice",
        "实际完成值“主体已完工，附属设施尚未建成”说有一部分未完成，得满分 10",
        "the actual value says that part of it was not done (主体已完工，附属设施尚未建成), and full marks (10) were given",
        stated="10",
    ),
)

#: 48.5 + 40 = 88.5 points.
TWO = (row("50", "48.5", "提高", "提高", level1="产出指标"), row("50", "40", "提高", "提高", level1="效益指标"))

TOTALS = (
    Told(
        "T401",
        form(*TWO, score="85.8"),
        "total.score indicators[0].score indicators[1].score",
        "error",
        "各项得分之和为 88.5，总分填 85.8",
        "the scores add up to 88.5, the total says 85.8",
        stated="85.8",
        expected="88.5",
        derivation="48.5 + 40 = 88.5",
    ),
    Told(
        "T402",
        form(*TWO, sections=(Section("产出指标", "50", "49.5"),)),
        "sections[0].score indicators[0].score",
        "error",
        "其下各行得分之和为 48.5，标注 49.5",
        "its rows add up to 48.5, the head says 49.5",
        stated="49.5",
        expected="48.5",
        derivation="48.5 = 48.5",
    ),
    Told(
        "T403",
        form(*TWO),
        "total.score indicators[0].score indicators[1].score",
        "warning",
        "总分未填写，各项得分之和为 88.5",
        "the total score is blank; the scores add up to 88.5",
        expected="88.5",
        derivation="48.5 + 40 = 88.5",
    ),
    Told(
        "T403",
        form(row("100", None)),
        "total.score",
        "warning",
        "总分未填写",
        "the total score is blank",
    ),
    Told(
        "T404",
        form(row("100", "90"), title="项目支出绩效自评表（自评得分95分）", score="90"),
        "total.score",
        "error",
        "表内总分 90，表头为 95",
        "the table's total is 90, the head says 95",
        stated="90",
    ),
    Told(
        "T404",
        form(row("100", "90"), sections=(Section("自评得分", None, "95.50"),), score="90"),
        "total.score sections[0].score",
        "error",
        "表内总分 90，表头为 95.5",
        "the table's total is 90, the head says 95.5",
        stated="90",
    ),
    Told(
        "T405",
        evolve(form(row("100", "89.99")), total=Total("100", "89.99", "优")),
        "total.grade total.score",
        "error",
        "按总分等级应为 良，填 优",
        "the total makes the grade 良, the form says 优",
        stated="优",
        expected="良",
        derivation="89.99 ≥ 80 → 良",
    ),
)

REASONS = (
    Told(
        "R501",
        form(row("3", "0.47", "≥30%", "4.66%")),
        "indicators[0].reason indicators[0].score indicators[0].weight",
        "warning",
        "扣 2.53 分，未说明偏差原因",
        "points lost: 2.53; no reason is given",
    ),
    Told(
        "R501",
        form(row("10", "9", "提高", "提高", reason="无。")),
        "indicators[0].reason indicators[0].score indicators[0].weight",
        "warning",
        "扣 1 分，偏差原因栏写的是“无。”",
        "points lost: 1; the reason cell says that there is none: 无。",
        stated="无。",
    ),
    Told(
        "R501",
        form(fund=funds("100", "89.99", rate="89.99%")),
        "funds[0].rate",
        "notice",
        "执行率 89.99% 低于 90%，请核对是否说明了原因",
        "the execution rate 89.99% is below 90 %; see whether the form says why",
        stated="89.99%",
        rulebook="sichuan",
    ),
    Told(
        "R502",
        form(row("3", "3", "≥30%", "4.66%")),
        "indicators[0].reason indicators[0].actual indicators[0].target",
        "warning",
        "目标 ≥30%，完成 4.66%，未达标且未说明原因",
        "target ≥30%, reached 4.66%: missed, and no reason is given",
    ),
    Told(
        "R504",
        form(row("10", "9", "提高", "提高", reason="酌情扣分")),
        "indicators[0].reason indicators[0].score indicators[0].weight",
        "warning",
        "扣 1 分，“酌情扣分”不是偏差原因",
        "points lost: 1; 酌情扣分 is no cause",
        stated="酌情扣分",
    ),
    Told(
        "R505",
        form(row("10", "10", "≥200份", "210份", reason="因停电，抽检任务未完成")),
        "indicators[0].reason indicators[0].actual indicators[0].score",
        "notice",
        "目标 ≥200份，完成 210份，得满分，偏差原因却写“因停电，抽检任务未完成”",
        "target ≥200份, reached 210份, full marks, yet the reason says that it was not done: 因停电，抽检任务未完成",
        stated="因停电，抽检任务未完成",
    ),
    # 27 / 20 = 1.35
    Told(
        "R503",
        form(row("4", "4", "≥20条", "27条")),
        "indicators[0].actual indicators[0].target indicators[0].reason",
        "notice",
        "目标 ≥20条，完成 27条，为目标的 135.0%，未说明原因",
        "target ≥20条, reached 27条, which is 135.0% of it, without an explanation",
        stated="27条",
    ),
    Told(
        "R503",
        form(row("4", "4", "≥20条", "26条")),
        "indicators[0].actual indicators[0].target indicators[0].reason",
        "warning",
        "目标 ≥20条，完成 26条，为目标的 130.0%，未说明原因",
        "target ≥20条, reached 26条, which is 130.0% of it, without an explanation",
        stated="26条",
        rulebook="guangxi",
    ),
)

MEASURES = (
    Told(
        "M601",
        form(row("10", "10", "≥90%", "≥ 90%")),
        BOTH,
        "warning",
        "实际完成值“≥ 90%”照抄指标值，不是实际数值",
        "the actual value ≥ 90% repeats the target and is no measurement",
        stated="≥ 90%",
    ),
    Told(
        "M601",
        form(
            row("10", "10", "建立健全长效管护机制", "建立健全长效管护机制"),
            row("10", "10", "严格执行相关制度规定", "严格执行相关制度规定"),
        ),
        "indicators[0].actual indicators[1].actual",
        "notice",
        "2 行的实际完成值照抄指标值，如“建立健全长效管护机制”",
        "2 rows repeat the target's words as the actual value, such as 建立健全长效管护机制",
        stated="建立健全长效管护机制",
    ),
    Told(
        "M601",
        form(row("10", "10", *["对接创新主体，形成互动机制，打造企业跨界协同创新交流服务的平台"] * 2)),
        "indicators[0].actual",
        "notice",
        "实际完成值照抄指标值：“对接创新主体，形成互动机制，打造企业跨界协同创新交流服务的平…”",
        "the actual value repeats the target's words: 对接创新主体，形成互动机制，打造企业跨界协同创新交流服务的平…",
        stated="对接创新主体，形成互动机制，打造企业跨界协同创新交流服务的平台",
    ),
    Told(
        "M601",
        form(goals=Goals("完成监管", "完成监管")),
        "goals.actual goals.expected",
        "notice",
        "年度总体目标的完成情况照抄预期目标",
        "what became of the annual goal repeats the goal word for word",
        stated="完成监管",
    ),
    Told(
        "M602",
        form(row("4", "4", "≥100人", "90%")),
        BOTH,
        "warning",
        "指标值 ≥100人 与完成值 90% 计量的不是一回事",
        "target ≥100人 and actual value 90% count different things",
        stated="90%",
    ),
    Told(
        "M602",
        form(row("10", "10", "300", "98%", level1="满意度指标")),
        BOTH,
        "warning",
        "满意度的指标值为 300，不是百分比；完成值为 98%",
        "a satisfaction rate is promised as 300, which is no share; the actual value is 98%",
        stated="98%",
    ),
    Told(
        "M603",
        form(row("4", "4", "≥100万元", "3次", level2="成本指标", name="项目总成本")),
        "indicators[0].target",
        "warning",
        "成本写成了“不低于”（≥100万元），应为 ≤",
        "a cost is promised as at least ≥100万元; it should be at most",
        stated="≥100万元",
    ),
    Told(
        "M603",
        form(row("4", "4", "≤3次", "3次", level2="数量指标", name="举办培训班")),
        "indicators[0].target",
        "warning",
        "需要完成的数量写成了“不超过”（≤3次），应为 ≥ 或 =",
        "a count to be delivered is promised as at most (≤3次); it should be at least",
        stated="≤3次",
    ),
    Told(
        "M604",
        form(row("4", "4", "≥90%", "290%", name="群众满意度")),
        "indicators[0].actual",
        "warning",
        "290% 超过 100%，这类比率不可能大于 100%",
        "290% is more than 100 %, which this share cannot be",
        stated="290%",
    ),
    Told(
        "M605",
        form(row("4", "4", "≥3次", "3次", name="培训"), row("4", "4", "≥3次", "3次", name="培训")),
        "indicators[1].name indicators[0].name",
        "notice",
        "与第 1 行名称、指标值（≥3次）相同，重复计分",
        "has name and target (≥3次) of row 1 and is scored again",
        stated="培训",
    ),
    Told(
        "M606",
        form(row("10", "9", "≥90%", "较高")),
        BOTH,
        "warning",
        "指标值为 ≥90%，实际完成值没有相应的数值",
        "the target is ≥90%, the actual value holds no such figure",
        stated="较高",
    ),
    Told(
        "M606",
        form(row("10", "10", "≥200人次", "≥180人次")),
        BOTH,
        "warning",
        "指标值为 ≥200人次，实际完成值“≥180人次”只是一个界限，看不出是否达到",
        "the target is ≥200人次; the actual value ≥180人次 is only a bound that leaves it open",
        stated="≥180人次",
    ),
    Told(
        "M607",
        form(row("10", "10", "≥××人次", "180人次")),
        "indicators[0].target",
        "warning",
        "“≥××人次”中留有表样的占位符",
        "≥××人次 still holds a placeholder of the template",
        stated="≥××人次",
    ),
    Told(
        "M608",
        form(row("10", "10", "11月31日前", "11月20日")),
        "indicators[0].target",
        "warning",
        "“11月31日前”中的 11月31日 不存在",
        "11月31日 in 11月31日前 is no day of the calendar",
        stated="11月31日前",
    ),
    Told(
        "M609",
        form(row("10", "10", ">90%", "90%")),
        BOTH,
        "notice",
        "指标值为 >90%，完成值 90% 恰好等于该界限，是否达标看如何理解",
        "the target is >90%; 90% is just that limit, and whether it is met depends on the reading",
        stated="90%",
    ),
)


def cost(target, actual, name="项目预算控制数"):
    """
    A row of the project's cost.
    """
    return row("10", "10", target, actual, name=name, level2="成本指标")


BUDGETED = funds("492.000000", "375.544200", initial="500.000000")

CROSSCHECKS = (
    Told(
        "X701",
        form(cost("429万元", "375.5442万元"), fund=BUDGETED, currency_unit="万元"),
        "indicators[0].target funds[0].budget funds[0].initial",
        "warning",
        "指标值 429万元 与预算数 492 / 500 不一致",
        "the target 429万元 is not the budget, 492 / 500",
        stated="429万元",
    ),
    Told(
        "X701",
        form(cost("110万元", "64万元"), fund=funds("119.8388004", "64.1856814"), currency_unit="万元"),
        "indicators[0].target funds[0].budget funds[0].initial",
        "warning",
        "指标值 110万元 与预算数 119.8388 不一致",
        "the target 110万元 is not the budget, 119.8388",
        stated="110万元",
    ),
    Told(
        "X701",
        form(cost("≤492万元", "460万元"), fund=BUDGETED, currency_unit="万元"),
        "indicators[0].actual funds[0].executed",
        "warning",
        "完成值 460万元 与全年执行数 375.5442 不一致",
        "the actual value 460万元 is not what was spent, 375.5442",
        stated="460万元",
    ),
    Told(
        "X701",
        form(cost("≤492万元", "460万元"), fund=funds("492", "375.1234567"), currency_unit="万元"),
        "indicators[0].actual funds[0].executed",
        "warning",
        "完成值 460万元 与全年执行数 375.123457 不一致",
        "the actual value 460万元 is not what was spent, 375.123457",
        stated="460万元",
    ),
    Told(
        "X701",
        form(cost("≤492万元", "460万元"), fund=funds("492", "375.00"), currency_unit="万元"),
        "indicators[0].actual funds[0].executed",
        "warning",
        "完成值 460万元 与全年执行数 375 不一致",
        "the actual value 460万元 is not what was spent, 375",
        stated="460万元",
    ),
    # 491.6 is 492 in whole 万元, which is also the target.
    Told(
        "X701",
        form(cost("≤492万元", "492万元"), fund=funds("492.000000", "491.600000"), currency_unit="万元"),
        "indicators[0].actual funds[0].executed",
        "notice",
        "完成值 492万元 照抄指标值，全年执行数为 491.6",
        "the actual value 492万元 repeats the target; 491.6 was spent",
        stated="492万元",
    ),
    Told(
        "X702",
        form(
            row("2", "2", "2021年12月31日前支出100%", "2021年12月31日前支出100%", name="经费支出进度"),
            fund=funds("2926", "2736", rate=" 93.51%"),
            year="2021",
        ),
        "indicators[0].actual funds[0].rate",
        "warning",
        "称支出 100%，执行率为 93.51%",
        "claims that 100% was spent, the execution rate is 93.51%",
        stated="2021年12月31日前支出100%",
    ),
    Told(
        "X703",
        form(
            row(level2="数量指标", name="组织消防宣讲", target="面向社区提供不少于15次的消防宣讲服务，覆盖1000户以上"),
            row(level2="时效指标", name="消防宣讲", target="12月底前完成线上线下消防宣讲不少于10次"),
        ),
        "indicators[0].target indicators[1].target",
        "notice",
        "此处为 15次，第 2 行“消防宣讲”为 10次",
        "15次 here, 10次 in row 2 (消防宣讲)",
        stated="15次",
    ),
    Told(
        "X704",
        form(row(name="完成厕所改造数量", target="≥2000", actual="3061"), goals=Goals(actual="完成厕所改造3016户")),
        "indicators[0].actual goals.actual",
        "notice",
        "该行为 3061，总体目标中为 3016户",
        "3061 in this row, 3016户 in the goal",
        stated="3061",
    ),
    Told(
        "X704",
        form(row(name="完成厕所改造数量", target="≥2000户"), goals=Goals("完成厕所改造1800户")),
        "indicators[0].target goals.expected",
        "notice",
        "该行为 ≥2000户，总体目标中为 1800户",
        "≥2000户 in this row, 1800户 in the goal",
        stated="≥2000户",
    ),
    Told(
        "X704",
        form(row(), goals=Goals("涉及企业610家，其中新产品涉及498家、新服务涉及137家")),
        "goals.expected",
        "notice",
        "文中各部分之和为 498家 + 137家 = 635，总数写 610家，除非有重复计算",
        "the parts in the text add up to 498家 + 137家 = 635, their sum is given as 610家, "
        "unless something is counted twice",
        stated="610家",
    ),
    Told(
        "X704",
        form(row(), goals=Goals(actual="涉及企业610.5吨，其中新产品涉及498.254吨、新服务涉及137吨")),
        "goals.actual",
        "notice",
        "文中各部分之和为 498.254吨 + 137吨 = 635.254，总数写 610.5吨，除非有重复计算",
        "the parts in the text add up to 498.254吨 + 137吨 = 635.254, their sum is given as 610.5吨, "
        "unless something is counted twice",
        stated="610.5吨",
    ),
    Told(
        "X705",
        form(row(), title="2022年度项目支出绩效自评表", year="2023"),
        "title year",
        "warning",
        "2022年度项目支出绩效自评表 与自评年度 2023 不一致",
        "'2022年度项目支出绩效自评表' is not of 2023, the year of the form",
        stated="2022年度项目支出绩效自评表",
    ),
    Told(
        "X705",
        form(row(target="2022年12月31日前", actual="11月"), year="2023"),
        "indicators[0].target",
        "warning",
        "2022年12月31日前 与自评年度 2023 不一致",
        "'2022年12月31日前' is not of 2023, the year of the form",
        stated="2022年12月31日前",
    ),
    Told(
        "X706",
        form(
            cost("2926万元", "2736万元", "项目总成本"),
            cost("2100万元", "2100万元", "定额工作经费"),
            cost("676万元", "467.500001万元", "补助经费"),
            cost("150万元", "150万元", "考察经费"),
            currency_unit="万元",
        ),
        "indicators[0].actual indicators[1].actual indicators[2].actual indicators[3].actual",
        "warning",
        "分项之和 2100 + 467.500001 + 150 = 2717.500001，总成本填 2736万元",
        "the parts give 2100 + 467.500001 + 150 = 2717.500001, the total cost says 2736万元",
        stated="2736万元",
    ),
    Told(
        "X706",
        form(
            cost("2926万元", "2736万元", "项目总成本"),
            cost("2100万元", "2100万元", "定额工作经费"),
            cost("826万元", "618.0000004万元", "补助经费"),
            currency_unit="万元",
        ),
        "indicators[0].actual indicators[1].actual indicators[2].actual",
        "warning",
        "分项之和 2100 + 618 = 2718，总成本填 2736万元",
        "the parts give 2100 + 618 = 2718, the total cost says 2736万元",
        stated="2736万元",
    ),
    # 85.47 / 90 = 94.97 %; 5.36 / 10 = 53.6 %; (85.47 / 90 - 5.36 / 10) / (85.47 / 90) = 37.23 / 85.47 = 43.56 %
    Told(
        "X707",
        form(
            row("90", "85.47", "提高", "提高"),
            fund=funds(**SPENT, rate="53.56%", score=" 5.36"),
            total="100",
            score="90.83",
        ),
        "total.score funds[0].score",
        "notice",
        "指标得分率 94.97%，预算执行得分率 53.60%，低 43.56%（限 5%）；请看指标值是否偏低、评分是否偏宽",
        "the indicators earned 94.97% of their weight, the execution 53.60%, which is 43.56% less (limit 5 %); check whether the targets were too low or the scores too generous",
        derivation="(85.47/90 - 5.36/10) / (85.47/90) = 43.56%",
    ),
)

DOCUMENT = (
    Told(
        "D001",
        form(row("10", "满分")),
        "indicators[0].score",
        "warning",
        "“满分”不是数字，未参与核对",
        "'满分' is not a number, and was left out of the checks",
        stated="满分",
    ),
    # Sixty characters are quoted whole, of sixty-one the first sixty.
    Told(
        "D001",
        form(row("10", "满" * 60)),
        "indicators[0].score",
        "warning",
        f"“{'满' * 60}”不是数字，未参与核对",
        f"'{'满' * 60}' is not a number, and was left out of the checks",
        stated="满" * 60,
    ),
    Told(
        "D001",
        form(row("10", "满" * 61)),
        "indicators[0].score",
        "warning",
        f"“{'满' * 60}…”不是数字，未参与核对",
        f"'{'满' * 60}…' is not a number, and was left out of the checks",
        stated="满" * 60 + "…",
    ),
    Told(
        "D001",
        form(row("10", "9"), remarks=(Remark("no-result", "=SUM(G7:G20)", cell="indicators[0].score"),)),
        "indicators[0].score",
        "warning",
        "单元格是公式，文件中没有保存计算结果",
        "the cell holds a formula whose result was not stored in the file",
        stated="=SUM(G7:G20)",
    ),
    Told(
        "D001",
        form(row("10", "9"), remarks=(Remark("no-result", ""),)),
        "total.score",
        "warning",
        "单元格是公式，文件中没有保存计算结果",
        "the cell holds a formula whose result was not stored in the file",
    ),
    Told(
        "D002",
        form(row("10", "9"), remarks=tuple(Remark("unplaced", f"备 \n注{index}") for index in range(4))),
        "indicators",
        "warning",
        "有 4 处文字无法归入单元格：备 注0 | 备 注1 | 备 注2 …",
        "4 pieces of text could not be placed: 备 注0 | 备 注1 | 备 注2 …",
    ),
    Told(
        "D002",
        form(
            row("10", "9"), remarks=(Remark("unplaced", "甲" * 41), Remark("unplaced", "乙"), Remark("unplaced", "丙"))
        ),
        "indicators",
        "warning",
        f"有 3 处文字无法归入单元格：{'甲' * 40} | 乙 | 丙",
        f"3 pieces of text could not be placed: {'甲' * 40} | 乙 | 丙",
    ),
    Told(
        "D003",
        form(row("1", "1"), goals=Goals(None, "办了三场会")),
        "funds goals.expected",
        "notice",
        "缺少或未填写：项目资金、年度总体目标",
        "missing or empty: the fund table, the annual goal",
    ),
    Told(
        "D003",
        form(row("1", "1"), fund=funds("1", "1"), goals=Goals("办三场会", "-")),
        "goals.actual",
        "notice",
        "缺少或未填写：总体目标完成情况",
        "missing or empty: what became of the goal",
    ),
    Told(
        "D004",
        form(row("60", "60"), row("40", None), total="100", score="95"),
        "total.score",
        "notice",
        "只核对了一部分：总分无法核对",
        "only partly checked: the total could not be checked",
        stated="95",
    ),
    Told(
        "D004",
        form(row("100", "60"), fund=funds(None, None, weight="0", score="0"), complete=False),
        "total.score",
        "notice",
        "只核对了一部分：预算执行得分无法核对；表格不完整",
        "only partly checked: the execution score could not be checked; part of the form is missing",
    ),
    Told(
        "D005",
        form(row("10", "9"), remarks=(Remark("hidden", "旧指标 \n10 10"), Remark("hidden", "旧稿"))),
        "indicators",
        "notice",
        "文件中隐藏的 2 处内容未读取，也未参与核对：旧指标 10 10 | 旧稿",
        "hidden rows, columns or sheets (2) were left out: 旧指标 10 10 | 旧稿",
    ),
)

CASES = (*FUNDS, *WEIGHTS, *SCORES, *TOTALS, *REASONS, *MEASURES, *CROSSCHECKS, *DOCUMENT)


@pytest.mark.parametrize("told", CASES, ids=[f"{told.code}-{told.zh[:12]}" for told in CASES])
def test_a_finding_in_full(told):
    """
    Nothing of it is left to chance, and the rule fires once.
    """
    (finding,) = (found for found in checked(told.form, rulebook=told.rulebook).findings if found.code == told.code)

    assert (finding.cell, " ".join(finding.cells)) == (told.cells.split()[0], told.cells)
    assert (finding.severity.value, finding.recipe) == (told.severity, told.recipe)
    assert (finding.say("zh"), finding.say("en")) == (told.zh, told.en)
    assert (finding.stated, finding.expected, finding.derivation) == (told.stated, told.expected, told.derivation)


def test_every_rule_is_here():
    """
    A rule that is added to the catalogue gets its sentence written down here.
    """
    assert {told.code for told in CASES} == {rule.code for rule in perfscore.RULES}
