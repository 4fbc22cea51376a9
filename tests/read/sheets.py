"""
Forms laid out as published sheets are: which cells stand where, before any program has drawn them.

A sheet is 1000 wide; a cell says how much of that it takes and how many rows it reaches down.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from attrs import frozen


__all__ = ["LOOKS", "Cell", "Sheet", "form_of", "sheet"]

HEADS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "comparator": "指标性质",
    "target": "年度指标值",
    "unit": "度量单位",
    "actual": "实际完成值",
    "rate": "完成率",
    "weight": "分值",
    "score": "得分",
    "reason": "偏差原因分析及改进措施",
}
FUND_HEADS = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "rate": "执行率",
    "score": "得分",
}
WIDTHS = {
    "level1": 70,
    "level2": 80,
    "name": 180,
    "comparator": 60,
    "target": 140,
    "unit": 60,
    "actual": 140,
    "rate": 60,
    "weight": 60,
    "score": 60,
    "reason": 150,
}

#: The columns of indicators and money by the family of layout; the words that differ from the national ones.
LOOKS = {
    "national": (
        ("level1", "level2", "name", "target", "actual", "weight", "score", "reason"),
        ("initial", "budget", "executed", "weight", "rate", "score"),
        {},
    ),
    "weight first": (
        ("level1", "level2", "name", "weight", "target", "actual", "score", "reason"),
        ("budget", "executed", "weight", "rate", "score"),
        {"actual": "全年实际值", "reason": "未完成原因及拟采取的改进措施"},
    ),
    "split target": (
        ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "reason"),
        ("initial", "budget", "executed", "weight", "rate", "score"),
        {"target": "指标值", "weight": "权重", "reason": "未完成原因分析"},
    ),
    "completion rate": (
        ("level1", "level2", "name", "target", "actual", "rate", "weight", "score", "reason"),
        ("initial", "budget", "executed", "weight", "rate", "score"),
        {},
    ),
    "flat": (
        ("name", "unit", "comparator", "target", "actual", "weight", "score", "reason"),
        ("initial", "budget", "executed", "rate", "weight", "score"),
        {"name": "指标名称", "unit": "计量单位", "reason": "说明"},
    ),
    "no scores": (
        ("level1", "level2", "name", "target", "actual", "reason"),
        ("budget", "executed", "rate"),
        {"actual": "全年实际完成值", "reason": "未完成原因和改进措施"},
    ),
}


@frozen
class Cell:
    row: int
    left: int
    right: int
    text: str
    rows: int = 1


@frozen
class Sheet:
    """
    *heads* are the rows that a program may repeat on every page.
    """

    title: str
    cells: tuple[Cell, ...]
    rows: int
    heads: tuple[int, ...] = ()
    above: str = ""
    below: str = ""


def _edges(start, widths):
    """
    The edges of columns of these proportions, from *start* to 1000.
    """
    total, edges = sum(widths), [start]
    for width in widths:
        edges.append(edges[-1] + width)
    return [start + (1000 - start) * (edge - start) // total for edge in edges]


def form_of(form, look):
    """
    What is left of a form in a family that prints no such columns, as `Form` fields by name.
    """
    columns, money, _ = LOOKS[look]
    split = "comparator" in columns
    rows = []
    for indicator in form.indicators:
        row = {role: getattr(indicator, role, None) for role in HEADS if role != "rate"}
        if not split:
            row["target"] = "".join(filter(None, (row.pop("comparator"), row["target"], row.pop("unit")))) or None
        rows.append({role: text for role, text in row.items() if role in columns})
    funds = [
        {"name": fund.name, "role": fund.role} | {role: getattr(fund, role) for role in money} for fund in form.funds
    ]
    scored = "score" in columns
    return {"indicators": rows, "funds": funds, "total": form.total if scored else None}


def sheet(form, look="national", *, stub=True, merge=True):
    """
    The sheet of a form: facts, money, goals, indicators, total; *merge* puts equal levels into one cell.
    """
    columns, money, words = LOOKS[look]
    heads = HEADS | words
    facts = form_of(form, look)
    cells: list[Cell] = []
    at = 0

    def put(edges, texts, rows=1):
        nonlocal at
        cells.extend(
            Cell(at, left, right, text or "", rows) for (left, right), text in zip(pairwise(edges), texts, strict=True)
        )
        at += 1

    put((0, 160, 1000), ("项目名称", form.project))
    put((0, 160, 500, 640, 1000), ("主管部门", form.department, "实施单位", form.unit))
    side = 60 if stub else 0
    if facts["funds"]:
        edges = _edges(60, (230, *(110 for _ in money)))
        cells.append(Cell(at, 0, 60, f"项目资金（{form.currency_unit or '万元'}）", 1 + len(facts["funds"])))
        put(edges, ("", *(FUND_HEADS[role] for role in money)))
        for fund in facts["funds"]:
            put(edges, (fund["name"], *(fund[role] for role in money)))
    if form.goals.expected or form.goals.actual:
        cells.append(Cell(at, 0, 60, "年度总体目标", 2))
        put((60, 530, 1000), ("预期目标", "实际完成情况"))
        put((60, 530, 1000), (form.goals.expected, form.goals.actual))
    edges = _edges(side, [WIDTHS[role] for role in columns])
    if stub:
        cells.append(Cell(at, 0, side, "绩效指标", 1 + len(facts["indicators"])))
    head = at
    put(edges, [heads[role] for role in columns])
    spans = _spans(facts["indicators"]) if merge else {}
    for number, row in enumerate(facts["indicators"]):
        for (left, right), role in zip(pairwise(edges), columns, strict=True):
            depth = spans.get((role, number), 1)
            if depth:
                cells.append(Cell(at, left, right, row.get(role) or "", depth))
        at += 1
    if facts["total"] and facts["total"].score:
        weight, score = columns.index("weight"), columns.index("score")
        total = facts["total"]
        texts = {"weight": total.weight, "score": total.score}
        first = min(weight, score)
        put((0, *edges[first:]), ("总分", *(texts.get(role) for role in columns[first:])))
    return Sheet(
        f"{form.title or '项目支出绩效自评表'}", tuple(cells), at, (head,), f"（{form.year or '2024'}年度）", "填表人："
    )


def _spans(rows):
    """
    How far the cell of a level reaches down from its first row; 0 for the rows below.
    """
    spans = {}
    numbers = range(len(rows))
    for role, outer in (("level1", ("level1",)), ("level2", ("level1", "level2"))):
        for _, run in groupby(numbers, key=lambda n: tuple(rows[n].get(level) for level in outer)):
            first, *rest = run
            spans[role, first] = 1 + len(rest)
            spans |= {(role, number): 0 for number in rest}
    return spans
