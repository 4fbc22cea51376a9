"""
F1xx: the fund table (项目资金).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.case import Case
from perfscore.figures import cell
from perfscore.number import Mark, Number
from perfscore.relations import Kind
from perfscore.rules.rule import Hit, Rule, Severity
from perfscore.words import Text


__all__ = ["F101", "F102", "F103", "F104", "F105"]

_EXECUTION: Final[tuple[tuple[Kind, str], ...]] = (("rate", "rate"), ("execution", "score"))


def _components(case: Case) -> Iterator[Hit]:
    for broken in case.broken("components"):
        yield Hit(broken.relation.result, evaluation=broken)


def _rate(case: Case) -> Iterator[Hit]:
    for broken in case.broken("rate"):
        yield Hit(broken.relation.result, evaluation=broken)


def _execution_score(case: Case) -> Iterator[Hit]:
    for broken in case.broken("execution"):
        yield Hit(broken.relation.result, evaluation=broken)


def _over_executed(case: Case) -> Iterator[Hit]:
    for index, _ in case.figures.funds():
        budget, executed = (case.figures.numbers[cell("funds", index, name)] for name in ("budget", "executed"))
        if isinstance(budget, Number) and isinstance(executed, Number) and executed.value > budget.value:
            cells = (cell("funds", index, "executed"), cell("funds", index, "budget"))
            yield Hit(cells[0], cells, stated=executed.text, values={"budget": budget.text})
            return  # the components only repeat what the total row says


def _execution_blank(case: Case) -> Iterator[Hit]:
    if case.figures.total_row is None or not any(isinstance(row.score, Number) for row in case.figures.rows):
        return
    if not isinstance(case.figures.numbers[cell("funds", case.figures.total_row, "weight")], Number):
        return
    for kind, name in _EXECUTION:
        address = cell("funds", case.figures.total_row, name)
        evaluation = case.evaluation(kind, address)
        # 0 of 0 has two readings; which one belongs in the cell is not ours to say.
        if evaluation is None or evaluation.judgement.candidate is None or evaluation.judgement.ambiguous:
            continue
        if case.figures.numbers[address] is Mark.BLANK:
            yield Hit(address, evaluation=evaluation)


F101 = Rule(
    "F101",
    "fund-components",
    Severity.ERROR,
    Text("资金明细之和等于年度资金总额", "the component rows add up to the total fund row"),
    Text("明细之和为 {expected}，总额填 {stated}", "the components add up to {expected}, the total says {stated}"),
    _components,
    source="official template: 年度资金总额, 其中: 当年财政拨款, 上年结转资金, 其他资金",
)
F102 = Rule(
    "F102",
    "execution-rate",
    Severity.ERROR,
    Text("执行率 = 全年执行数 / 全年预算数", "the execution rate is executed / budget"),
    Text("执行率应为 {expected}，填 {stated}", "the rate should be {expected}, the form says {stated}"),
    _rate,
    parameter="rounding.accepted",
)
F103 = Rule(
    "F103",
    "execution-score",
    Severity.ERROR,
    Text("预算执行得分 = 分值 × 执行率", "the execution score is weight × rate"),
    Text(
        "预算执行得分应为 {expected}，填 {stated}", "the execution score should be {expected}, the form says {stated}"
    ),
    _execution_score,
    parameter="execution.method",
)
F104 = Rule(
    "F104",
    "over-executed",
    Severity.WARNING,
    Text("全年执行数不超过全年预算数", "no more was spent than budgeted"),
    Text("全年执行数 {stated} 超过全年预算数 {budget}", "executed {stated} exceeds the budget {budget}"),
    _over_executed,
    source="a rate above 100 % is refused when the form is filed (in use)",
)
F105 = Rule(
    "F105",
    "execution-blank",
    Severity.WARNING,
    Text("能计算的执行率和执行得分应填写", "a rate or execution score that can be computed is filled in"),
    Text("未填写，可计算为 {expected}", "is blank, though it can be computed: {expected}"),
    _execution_blank,
    parameter="execution.method",
)
