"""
Cells in the form's own words: what a person would call ``indicators[7].score``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from perfscore.address import Address
from perfscore.bilingual import Text
from perfscore.form import Form
from perfscore.relations.judgement import Why


__all__ = ["COLUMNS", "MARKS", "RECIPES", "RELATIONS", "WHY", "label", "recipe_label", "row_label"]

#: What forms call the columns.
COLUMNS: Final = MappingProxyType(
    {
        "initial": Text("年初预算数", "initial budget"),
        "budget": Text("全年预算数", "budget"),
        "executed": Text("全年执行数", "executed"),
        "weight": Text("分值", "weight"),
        "rate": Text("执行率", "execution rate"),
        "score": Text("得分", "score"),
        "level1": Text("一级指标", "level 1"),
        "level2": Text("二级指标", "level 2"),
        "name": Text("三级指标", "indicator"),
        "comparator": Text("指标性质", "comparator"),
        "target": Text("年度指标值", "target"),
        "unit": Text("度量单位", "unit"),
        "actual": Text("实际完成值", "actual value"),
        "reason": Text("偏差原因", "reason"),
        "grade": Text("等级", "grade"),
        "expected": Text("预期目标", "expected goal"),
    }
)

#: Why a relation was not judged.
WHY: Final = MappingProxyType(
    {
        Why.BLANK: Text("未填写", "a cell is blank"),
        Why.UNREADABLE: Text("单元格不是数字", "a cell is no number"),
        Why.UNCERTAIN: Text("读取不确定", "a cell could not be read for certain"),
        Why.PART_MISSING: Text("表格不完整", "part of the form is missing"),
        Why.NO_WEIGHTS: Text("表中没有分值", "the form prints no weights"),
        Why.NO_ROWS: Text("没有找到其下的行", "no rows under this head"),
        Why.NO_BUDGET: Text("预算为 0 而有支出", "money was spent on a budget of 0"),
        Why.NEGATIVE_BUDGET: Text("预算为负数", "the budget is negative"),
        Why.QUALITATIVE: Text("定性或多义的表述", "a phrase, not a figure"),
        Why.SEVERAL: Text("一格内有多个条件", "several conditions in one cell"),
        Why.UNITS: Text("单位不同", "target and actual differ in unit"),
        Why.DIRECTION: Text("未写明越大越好还是越小越好", "no comparator printed"),
        Why.APPROXIMATE: Text("约数", "an approximate figure"),
        Why.NOT_MEASURED: Text("实际完成值没有数值", "the actual value holds no figure"),
        Why.NOT_DONE: Text("写明未完成，扣分无公式", "not done; no formula for the score"),
        Why.SOFT: Text("力争性目标未达到", "a target that was only aimed at"),
        Why.GRADE: Text("定性结果低于目标，扣分无公式", "a lower grade; no formula for the score"),
        Why.PARTLY: Text("部分未完成，扣分无公式", "partly not done; no formula for the score"),
        Why.NOT_APPLICABLE: Text("本年度不适用", "does not apply"),
        Why.BOUND: Text("实际完成值只是一个界限", "the actual value is only a bound"),
        Why.AT_LIMIT: Text("恰好等于界限", "exactly at a strict limit"),
        Why.EXPLAINED: Text("按表中另写的规则扣分", "the form explains the score by a rule of its own"),
        Why.LATE: Text("逾期，扣分无公式", "late; no formula for the score"),
        Why.DISCRETION: Text("已完成而酌情扣分", "met, points taken off at discretion"),
        Why.STEPS: Text("该行另有扣分规则", "the row has a scoring rule of its own"),
    }
)

#: What each kind of relation computes.
RELATIONS: Final = MappingProxyType(
    {
        "components": Text("资金明细合计", "sum of the fund rows"),
        "rate": Text("执行率", "execution rate"),
        "execution": Text("预算执行得分", "execution score"),
        "attainment": Text("指标得分", "score from target and actual"),
        "completion": Text("完成率", "a printed share of its own numbers"),
        "reviewed": Text("复核得分", "self-score, deduction and reviewed score"),
        "section": Text("分项合计", "sum of a section"),
        "weights": Text("分值合计", "sum of the weights"),
        "total": Text("总分", "sum of the scores"),
        "grade": Text("等级", "grade of the total"),
        "range": Text("得分范围", "score between 0 and the weight"),
        "present": Text("应有分值", "weight of a scored row"),
        "same": Text("两处总分一致", "total printed twice"),
    }
)

#: Recipes by which a number may have been rounded.
RECIPES: Final = MappingProxyType(
    {
        "half-even": Text("四舍六入五成双", "rounded half to even"),
        "binary-half": Text("按二进制浮点四舍五入", "rounded as a binary float"),
        "rounded-twice": Text("两次四舍五入", "rounded twice"),
        "truncated": Text("截尾", "cut off"),
        "unrounded-inputs": Text("按未舍入的数计算", "computed from unrounded inputs"),
        "fewer-decimals": Text("小数位较少", "printed with fewer decimals"),
        "hidden-digits": Text("各部分隐去了尾数", "the parts hide digits"),
        "scaled": Text("不适用的行除外，按比例折算", "scaled up without the rows that do not apply"),
    }
)

#: How sure a source is.
MARKS: Final = MappingProxyType(
    {
        "read": Text("读到原文", "read"),
        "in use": Text("业务系统在用", "in use"),
        "on forms": Text("见于已公开的表", "on forms"),
        "unconfirmed": Text("未经证实", "unconfirmed"),
    }
)

_TOTAL: Final = Text("总分", "total (总分)")
_GOALS: Final = Text("年度总体目标", "annual goal (年度总体目标)")


def row_label(form: Form, address: str) -> Text:
    """
    The row a cell belongs to, as the form names it; a nameless row by its number.
    """
    at = Address.parse(address)
    if at.index is None:
        named = {"total": _TOTAL, "goals": _GOALS}
        return named.get(at.part, Text("表头", "head of the form"))
    row = getattr(form, at.part)[at.index]
    name = " ".join((row.name or "").split()).rstrip(":：")
    if not name:
        return Text(f"第{at.index + 1}行", f"row {at.index + 1}")
    # The same name stands under several heads (定额工作经费 under 时效 and under 成本).
    level = getattr(row, "level2", None) or getattr(row, "level1", None)
    repeated = level and (at.part, row.name) in form.repeated_names
    full = f"{level}/{name}" if repeated else name
    return Text(full, full)


def label(form: Form, address: str) -> Text:
    """
    Row and column of a cell: ``年度资金总额 执行率``.
    """
    row, column = row_label(form, address), COLUMNS.get(Address.parse(address).column or "")
    if column is None:
        return row
    return Text(f"{row.zh} {column.zh}", f"{row.en} {column.en}")


def recipe_label(recipe: str) -> Text:
    """
    A recipe's name in words; ``unrounded-inputs+truncated`` is two.
    """
    names = [RECIPES[name] for name in recipe.split("+")]
    return Text("，".join(name.zh for name in names), ", ".join(name.en for name in names))
