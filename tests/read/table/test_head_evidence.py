"""
Heads that are scrambled, misprinted, broken over rows, unknown or missing: the table is read as if they were right.
"""

from __future__ import annotations

import random

import pytest

from drawn_tables import drawn, fund, row

from perfscore.read.table.layout import forms


HEADS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "comparator": "指标性质",
    "target": "年度指标值",
    "unit": "度量单位",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "reason": "偏差原因分析及改进措施",
}
BODY = [
    {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "灌溉管网长度",
        "comparator": "≥",
        "target": "46",
        "unit": "公里",
        "actual": "47.5",
        "weight": "30",
        "score": "30",
    },
    {
        "level1": "产出指标",
        "level2": "质量指标",
        "name": "管网漏损率",
        "comparator": "≤",
        "target": "8",
        "unit": "%",
        "actual": "6.2",
        "weight": "25",
        "score": "25",
    },
    {
        "level1": "效益指标",
        "level2": "社会效益指标",
        "name": "受益农户数",
        "comparator": "≥",
        "target": "1300",
        "unit": "户",
        "actual": "1218",
        "weight": "25",
        "score": "23.4",
        "reason": "两村改造顺延到次年，已列入计划",
    },
    {
        "level1": "满意度指标",
        "level2": "服务对象满意度指标",
        "name": "农户满意度",
        "comparator": "≥",
        "target": "92",
        "unit": "%",
        "actual": "95",
        "weight": "10",
        "score": "10",
    },
]
ORDERS = [
    "level1 level2 name target actual weight score reason",
    "level1 level2 name weight target actual score reason",
    "level1 level2 name comparator target unit actual weight score reason",
    "level1 level2 name target actual weight score",
    "level1 level2 name target actual score reason",
    "level2 name target actual weight score",
    "name target actual weight score",
    "level1 level2 name target actual",
    "name unit comparator target actual weight score",
]


def texts(order, values):
    """
    The cells of a row; where sign and unit have no columns of their own they stand in the target.
    """
    cells = dict(values)
    if "unit" not in order:
        cells["target"] = f"{'' if 'comparator' in order else cells['comparator']}{cells['target']}{cells['unit']}"
        cells["actual"] += cells["unit"]
    return [cells.get(column) or "" for column in order]


def lines(table):
    return "\n".join(" | ".join(cells) for cells in table)


def expected(order):
    kept = [{**dict.fromkeys(HEADS, ""), **dict(zip(order, texts(order, values), strict=True))} for values in BODY]
    return [" | ".join(cells[name] for name in HEADS) for cells in kept]


def read(drawing, **around):
    (form,) = forms([drawn(drawing, **{"before": "某项目支出绩效自评表", **around})])
    return form


def table(order, heads):
    return lines([heads, *(texts(order, values) for values in BODY)])


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("seed", range(4))
def test_the_signs_of_a_head_in_another_order(order, seed):
    """
    The last two of these signs are put first, in two of the heads at a time.
    """
    order = order.split()
    chance = random.Random(seed)
    heads = [HEADS[column] for column in order]
    for at in chance.sample(range(len(heads)), 2):
        heads[at] = heads[at][2:] + heads[at][:2] if len(heads[at]) > 2 else heads[at][::-1]

    assert [row(indicator) for indicator in read(table(order, heads)).indicators] == expected(order)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("seed", range(4))
def test_a_head_with_a_sign_mistaken(order, seed):
    order = order.split()
    chance = random.Random(seed)
    heads = [HEADS[column] for column in order]
    at = chance.choice([n for n, head in enumerate(heads) if len(head) > 3])
    sign = chance.randrange(len(heads[at]))
    heads[at] = f"{heads[at][:sign]}囗{heads[at][sign + 1 :]}"

    assert [row(indicator) for indicator in read(table(order, heads)).indicators] == expected(order)


@pytest.mark.parametrize("order", ORDERS)
def test_heads_broken_over_two_rows(order):
    order = order.split()
    heads = [HEADS[column] for column in order]
    cut = [len(head) // 2 for head in heads]
    upper = [head[:at] for head, at in zip(heads, cut, strict=True)]
    lower = [head[at:] for head, at in zip(heads, cut, strict=True)]
    drawing = lines([upper, lower, *(texts(order, values) for values in BODY)])

    assert [row(indicator) for indicator in read(drawing).indicators] == expected(order)


@pytest.mark.parametrize("role", ["target", "actual", "name"])
def test_what_stands_below_an_unknown_head_tells_the_column_the_table_lacks(role):
    order = ORDERS[0].split()
    heads = ["栏目甲" if column == role else HEADS[column] for column in order]
    form = read(table(order, heads))

    assert [row(indicator) for indicator in form.indicators] == expected(order)
    assert [remark.text for remark in form.remarks if remark.kind == "heads-inferred"] == ["栏目甲"]


def test_an_unknown_last_head_keeps_its_column():
    order = ORDERS[3].split()
    drawing = "\n".join(
        f"{line} | {last}"
        for line, last in zip(table(order, [HEADS[c] for c in order]).splitlines(), "栏甲乙丙丁", strict=True)
    )
    form = read(drawing)

    assert [row(indicator) for indicator in form.indicators] == expected(order)
    assert [dict(indicator.extra) for indicator in form.indicators] == [{"栏": sign} for sign in "甲乙丙丁"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("stub", [True, False])
@pytest.mark.parametrize("merged", [True, False])
def test_a_table_without_heads(order, stub, merged):
    """
    It is read by what stands in its columns; what was inferred is said, and nothing is said of the whole form.
    """
    order = order.split()
    stub = stub or not {"level1", "level2"} & set(order)
    body = [texts(order, values) for values in BODY]
    if merged and "level1" in order:
        body[1][0] = "^"
    if stub:
        body = [["绩效指标" if n == 0 else "^", *cells] for n, cells in enumerate(body)]
    total = ["总分", *["<"] * (len(body[0]) - 1)]
    if "weight" in order and "score" in order:
        total[int(stub) + order.index("weight")], total[int(stub) + order.index("score")] = "100", "98.4"
    form = read(lines([*body, total]), before="")

    assert [row(indicator) for indicator in form.indicators] == expected(order)
    assert not form.complete
    assert [remark.kind for remark in form.remarks] == ["heads-inferred"]
    assert form.uncertain == ()
    if "weight" in order and "score" in order:
        assert (form.total.weight, form.total.score) == ("100", "98.4")


def test_a_second_form_below_one_whose_head_is_missing():
    order = ORDERS[3].split()
    first = lines([*(texts(order, values) for values in BODY), ["合计", "<", "<", "<", "<", "100", "98.4"]])
    second = "另一项目绩效自评表（2023年度） | < | < | < | < | < | <\n项目名称 | 渠道衬砌 | < | < | < | < | <\n"
    found = forms([drawn(first + "\n" + second + table(order, [HEADS[column] for column in order]))])

    assert [(len(form.indicators), form.complete, form.total.score, form.project) for form in found] == [
        (4, False, "98.4", None),
        (4, True, None, "渠道衬砌"),
    ]


@pytest.mark.parametrize(
    "drawing",
    [
        "序号 | 姓名 | 职务 | 科室\n1 | 某甲 | 科长 | 办公室\n2 | 某乙 | 科员 | 财务科",
        "日期 | 地点 | 内容 | 人数\n3月1日 | 会议室 | 培训 | 40\n4月2日 | 礼堂 | 讲座 | 120",
    ],
)
def test_a_table_of_something_else_is_no_form_without_heads(drawing):
    assert forms([drawn(drawing)]) == []


FUND_HEADS = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]


def damaged(word, chance):
    """
    A head with one sign mistaken, or with its signs in another order.
    """
    if len(word) > 2 and chance.random() < 0.5:
        sign = chance.randrange(len(word))
        return f"{word[:sign]}囗{word[sign + 1 :]}"
    signs = list(word)
    chance.shuffle(signs)
    return "".join(signs)


@pytest.mark.parametrize("seed", range(40))
def test_two_damaged_heads_of_the_fund_table(seed):
    """
    A head that resembles two is the one that no other head is.
    """
    chance = random.Random(seed)
    heads = list(FUND_HEADS)
    for at in chance.sample(range(len(heads)), 2):
        heads[at] = damaged(heads[at], chance)
    order = ORDERS[3].split()
    money = f"资金来源 | {' | '.join(heads)}\n年度资金总额 | 57 | 58 | 55 | 10 | 94.83% | 9.48\n"
    form = read(money + table(order, [HEADS[column] for column in order]))

    assert [fund(entry) for entry in form.funds] == ["total: 年度资金总额 | 57 | 58 | 55 | 10 | 94.83% | 9.48"]


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[1], ORDERS[2]])
@pytest.mark.parametrize("seed", range(20))
def test_two_damaged_heads_of_the_indicators(order, seed):
    order = order.split()
    chance = random.Random(seed)
    heads = [HEADS[column] for column in order]
    for at in chance.sample(range(3, len(heads)), 2):
        heads[at] = damaged(heads[at], chance)

    assert [row(indicator) for indicator in read(table(order, heads)).indicators] == expected(order)
