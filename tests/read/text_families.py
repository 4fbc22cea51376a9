"""
Forms of the families of layout that provinces publish, and the ways in which their cells come out as text.
"""

from __future__ import annotations

import random

from attrs import frozen
from text_printing import random_rows, wrapped


__all__ = ["FAMILIES", "SHAPES", "Family", "filled"]

LEVELS = "level1=一级指标 level2=二级指标"
A = f"{LEVELS} name=三级指标 target=年度指标值 actual=实际完成值 weight=分值 score=得分 reason=偏差原因分析及改进措施"
SIX = "initial=年初预算数 budget=全年预算数 executed=全年执行数 weight=分值 rate=执行率 score=得分"


@frozen
class Family:
    """
    A layout: its columns, its fund columns and rows, and the labels of its totals below the table and in the head.
    """

    indicators: str
    funds: str = ""
    parts: str = ""
    total: str | None = None
    header: str | None = None

    @property
    def columns(self):
        return [tuple(pair.split("=", 1)) for pair in self.indicators.split()]

    @property
    def fund_columns(self):
        return [tuple(pair.split("=", 1)) for pair in self.funds.split()]


FAMILIES = {
    "national": Family(A, SIX, "年度资金总额 其中:当年财政拨款 上年结转资金 其他资金", "总分"),
    "poverty relief, weight before target": Family(
        f"{LEVELS} name=三级指标 weight=分值 target=年度指标值 actual=全年实际值 score=得分 reason=未完成原因及拟采取的改进措施",
        "budget=全年预算数(A) executed=全年执行数(B) weight=分值 rate=执行率(B/A) score=得分",
        "年度资金总额: 其中:本年财政拨款 其他资金",
        "总分",
    ),
    "split target": Family(
        f"{LEVELS} name=三级指标 comparator=指标性质 target=指标值 unit=度量单位 actual=完成值 weight=权重 score=得分"
        " reason=未完成原因分析",
        "initial=年初预算 budget=调整后预算数 executed=预算执行数 rate=预算执行率 weight=权重 score=得分 reason=原因",
        "总额 其中:财政资金 财政专户管理资金 单位资金 其他资金",
        "合计",
    ),
    "no weights": Family(
        f"{LEVELS} name=三级指标 target=年初目标值(A) actual=实际完成值(B) score=得分",
        "budget=预算数(A) executed=执行数(B) rate=执行率(B/A) score=得分(20分*执行率)",
        "年度财政资金总额",
        "总分",
    ),
    "total in the head, a second reviewer": Family(
        f"{LEVELS} name=三级指标 weight=分值 target=年初指标值 actual=年终完成值 score=自评分 extra=复核分",
        header="自评总分:",
    ),
    "flat": Family(
        "name=指标名称 unit=计量单位 comparator=指标性质 target=指标值 weight=指标权重(分) actual=全年完成值"
        " extra=得分系数(%) score=指标得分(分) reason=说明",
        "initial=年初预算数 budget=全年(调整)预算数 executed=全年执行数 rate=执行率 weight=执行率权重 score=执行率得分",
        "年度总金额 其中财政拨款",
        header="自评总分(分)",
    ),
    "execution not scored, total right before the funds": Family(
        f"{LEVELS} name=三级指标 weight=参考分值 target=指标值(A) actual=全年实际值(B) score=得分 reason=未完成原因分析",
        "initial=年初预算数 budget=调整预算数(A) executed=全年执行数(B) rate=执行率(B/A)",
        "年度资金总额",
        header="自评得分",
    ),
    "numbered fund columns": Family(
        f"{LEVELS} name=三级指标 target=绩效目标值 actual=实际完成值 weight=指标分值 score=自评得分 reason=未完成原因",
        "initial=年初① extra=年中调整② budget=小计③=①+② executed=拨付④ rate=支出实现率⑤=④/③ extra=结余⑥ extra=结余率⑦",
        "财政资金小计 ①项目支出 ②基本支出 单位其它收入",
    ),
    "transfer payment, no points": Family(
        f"{LEVELS} name=三级指标 target=指标值 actual=全年实际完成值 reason=未完成原因和改进措施",
        "budget=全年预算数(A) executed=全年执行数(B) rate=预算执行率(B/A×100%)",
        "年度资金总额: 其中:中央财政资金 地方资金 其他资金",
    ),
    "report with targets in brackets": Family(
        f"{LEVELS} name=指标内容 target=指标(目标)值 actual=实际完成值",
    ),
    "points without targets": Family(f"{LEVELS} name=三级指标 weight=分值 score=得分", total="合计"),
}


def _joined(between, end="", line="\n", *, blanks=True):
    def text(grid):
        return line.join(between.join(cell for cell in row if cell or blanks) + end for row in grid) + line

    return text


def _wrapped(between, line, column):
    def text(grid):
        rows = (["\n".join(wrapped(cell, column)) for cell in row if cell] for row in grid)
        return line.join(between.join(row) for row in rows) + line

    return text


SHAPES = {
    "pipes": _joined(" | ", " |"),
    "pipes, blank cells gone": _joined(" | ", " |", blanks=False),
    "pipes, one cell per line": _joined(" |\n", " |"),
    "tabs": _joined("\t"),
    "blanks": _joined(" ", blanks=False),
    "one long line": _joined(" ", line=" ", blanks=False),
    "one cell per line": _joined("\n", blanks=False),
    "one cell per paragraph, wrapped": _wrapped("\n\n", "\n\n", 12),
}


def _row(rng, row, family):
    """
    A row of `random_rows` with what the family prints in other columns.
    """
    roles = [role for role, _ in family.columns]
    row = {**row, "extra": row["score"], "reason": row["reason"] or ""}
    if "comparator" in roles:
        number = rng.choice(["1", "12", "60", "100", "3500"])
        row |= {
            "comparator": rng.choice("≥≤＝"),
            "target": number,
            "unit": rng.choice(["个", "%", "人次"]),
            "actual": number,
        }
    return {role: row[role] for role in roles}


def _fund_rows(rng, family):
    budget, executed, rate = rng.choice(
        [("120", "120", "100%"), ("860", "748.2", "87.00%"), ("119.838800", "64.190000", "53.56%")]
    )
    score = {"100%": "10", "87.00%": "8.7", "53.56%": "5.36"}[rate]
    whole = {"initial": budget, "budget": budget, "executed": executed, "weight": "10", "rate": rate, "score": score}
    whole |= {"extra": "0", "reason": ""}
    # 得分(20分*执行率) prints the weight of the execution, too
    told = {"weight": "20"} if "(20分*" in family.funds else {}
    for i, name in enumerate(family.parts.split()):
        kept = {
            0: whole,
            1: {**whole, "weight": "", "score": ""},
            2: dict.fromkeys(("initial", "budget", "executed"), "0"),
        }
        row = {role: kept.get(i, {}).get(role, "") for role, _ in family.fund_columns}
        yield {"name": name, **row, **(told if i == 0 else {})}


def filled(family, shape, seed):
    """
    A form as text, and its rows, its fund rows and its total as they were filled in.
    """
    rng = random.Random(seed)
    levels = {"level1", "level2"} <= {role for role, _ in family.columns}
    rows = [(row["level1"], row["level2"], _row(rng, row, family)) for row in random_rows(rng)]
    funds = list(_fund_rows(rng, family))
    score = f"{sum(float(row['score']) for _, _, row in rows if row.get('score')):g}"
    grid = [["项目支出绩效自评表(2022年度)"], ["项目名称", "城乡公路养护", "实施单位", "某县公路站"]]
    if family.header:
        grid[-1] += [family.header, score]
    if funds:
        grid.append(["项目资金(万元)", *(word for _, word in family.fund_columns)])
        grid += [["", row["name"], *(row[role] for role, _ in family.fund_columns)] for row in funds]
    grid.append(["年度总体目标", "预期目标", "实际完成情况"])
    grid.append(["", "完成养护任务，保障安全畅通。", "完成养护任务，安全畅通。"])
    grid.append(["绩效指标", *(word for _, word in family.columns)])
    above = (None, None)
    for level1, level2, row in rows:
        heads = ["" if above[0] == level1 else level1, "" if above == (level1, level2) else level2]
        above = (level1, level2)
        cells = [row[role] for role, _ in family.columns if not role.startswith("level")]
        grid.append(["", *(heads if levels else []), *cells])
    if family.total:
        weight = ["100"] if any(role == "weight" for role, _ in family.columns) else []
        grid.append([family.total, *weight, score])
    total = score if family.total or family.header else None
    return SHAPES[shape](grid), [row for *_, row in rows], funds, total
