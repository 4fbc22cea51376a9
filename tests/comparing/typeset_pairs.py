"""
The two forms of a pair as documents, in layouts that are published.
"""

from __future__ import annotations

from written_forms import Written, as_docx, as_html, as_ods, as_xlsx, cells


__all__ = ["FORMATS", "LAYOUTS", "typeset"]

FORMATS = {"docx": as_docx, "html": as_html, "ods": as_ods, "xlsx": as_xlsx}

HEADS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "comparator": "指标性质",
    "target": "年度指标值",
    "unit": "度量单位",
    "weight": "分值",
    "actual": "实际完成值",
    "score": "得分",
    "reason": "偏差原因分析及改进措施",
}
#: The columns of a layout, and whether every part of the form is a table of its own.
LAYOUTS = {
    "national": ("level1 level2 name target actual weight score reason", False),
    "in parts": ("level1 level2 name target actual weight score reason", True),
    "columns of targets": ("level1 level2 name comparator target unit actual weight score", False),
    "weights first": ("level1 level2 name weight target actual score", False),
    "score before the actual value": ("level1 level2 name target weight score actual", True),
    "no reasons": ("level1 level2 name target weight actual score", False),
}


def typeset(form, layout):
    """
    The tables of *form*.
    """
    columns, in_parts = LAYOUTS[layout]
    roles = columns.split()
    head = [
        (("项目名称", 1, 1), (form.project, 1, len(roles) - 1)),
        (("实施单位", 1, 1), (form.unit, 1, len(roles) - 1)),
    ]
    (total,) = form.funds
    money = [
        cells(f"项目资金（{form.currency_unit}）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        cells("年度资金总额", total.initial or "", total.budget, total.executed or "", "", "", ""),
    ]
    rows = [cells(*(HEADS[role] for role in roles))]
    rows += [cells(*(_text(indicator, role, roles) for role in roles)) for indicator in form.indicators]
    parts = (head, money, rows) if in_parts else ([*head, *money, *rows],)
    return Written(
        ("项目支出绩效自评表", f"（{form.year}年度）"), tuple(map(tuple, parts)), (), (), ("", ""), form.project
    )


def _text(indicator, role, roles):
    if role == "target" and "unit" not in roles:
        return "".join(filter(None, (indicator.comparator, indicator.target, indicator.unit)))
    return getattr(indicator, role) or ""
