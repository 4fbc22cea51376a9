"""
X701 and X706: rows that state the project's cost (成本指标) against the fund table, and against one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, frozen

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon
from perfscore.notation.number import EXACT, Number, fold, money, plain
from perfscore.notation.rounding import matching
from perfscore.notation.statement import Statement
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.rule import Match, Rule, Severity
from perfscore.rules.unit_costs import products


__all__ = ["X701", "X706", "Cost", "costs", "total_and_parts"]

_AGAINST_BUDGET = Text("指标值 {stated} 与预算数 {budget} 不一致", "the target {stated} is not the budget, {budget}")
_COPIED = Text(
    "完成值 {stated} 照抄指标值，全年执行数为 {executed}",
    "the actual value {stated} repeats the target; {executed} was spent",
)


@frozen(eq=False)
class Cost:
    """
    A cost row with its amounts in the fund table's unit.
    """

    row: Row
    unit: str
    is_total: bool

    @property
    def target(self) -> Number | None:
        return _amount(self.row.target, self.unit, self.unit)

    @property
    def actual(self) -> Number | None:
        target, actual = self.row.target.clause, self.row.actual.clause
        # Where the unit stands in a column of its own, the actual value is in it as well.
        own = actual is not None and not actual.number.unit and target is not None and target.number.base == "元"
        return _amount(self.row.actual, target.number.unit if own and target is not None else self.unit, self.unit)


def costs(examination: Examination) -> list[Cost]:
    """
    The rows under a head of costs that state an amount, where the unit of the fund table is known.
    """
    unit, lexicon = examination.form.currency_unit, examination.rulebook.lexicon
    if unit is None:
        return []
    return [
        Cost(row, unit, _names(row.indicator.name or "", "total", lexicon))
        for (level1, level2), rows in examination.parsed.by_head.items()
        if "成本" in (level2 or level1 or "")
        for row in rows
        if not _names(row.indicator.name or "", "no_total", lexicon)
    ]


@lru_cache(maxsize=1024)
def _names(name: str, kind: str, lexicon: Lexicon) -> bool:
    folded = fold(name)
    return any(word in folded for word in lexicon.words("crosschecks", "costs", kind))


def _amount(statement: Statement, unit: str, table: str) -> Number | None:
    """
    The one amount of money in a cell, in the *table*'s unit; a bare number is in *unit*.

    492万元。主要用于… holds one, 元/人 is none.
    """
    amounts = [c for c in statement.clauses if c.number.base == "元" or (c is statement.clause and not c.number.unit)]
    if len(amounts) != 1 or amounts[0].high is not None or amounts[0].tolerance is not None or amounts[0].width:
        return None
    number = amounts[0].number
    figure = money(number if number.unit else evolve(number, unit=unit), table)
    return figure if isinstance(figure, Number) else None


def _cost_against_funds(examination: Examination) -> Iterator[Match]:
    listed = costs(examination)
    if not listed:
        return
    executed, planned = (
        _spent(examination),
        [examination.number(examination.fund(name)) for name in ("budget", "initial")],
    )
    budgets = {number.value for number in planned if number is not None and number.value}
    for cost in listed:
        target = cost.target
        if not (cost.is_total or (target is not None and target.value in budgets)):
            continue
        if target is not None and budgets:
            yield from _target_against(cost, budgets, examination)
        if executed is not None:
            yield from _actual_against(cost, executed, examination)


def _spent(examination: Examination) -> Decimal | None:
    """
    The year's spending: the total row's, or that of its parts where the total row prints 0 for them.
    """
    stated = examination.number(examination.fund("executed"))
    if stated is None:
        return None
    parts = examination.evaluation("components", examination.fund("executed") or "")
    added = parts.judgement.candidate if parts is not None and parts.broken else None
    return stated.value if stated.value or added is None else added.value


def _target_against(cost: Cost, budgets: set[Decimal], examination: Examination) -> Iterator[Match]:
    target = cost.target
    condition = cost.row.target.clause
    # An upper limit above the budget contradicts nothing.
    if target is None or (
        condition is not None and condition.comparator in ("<=", "<") and target.value >= max(budgets)
    ):
        return
    if any(matching(budget, target.value, target.places, examination.rulebook.accepted_recipes) for budget in budgets):
        return
    cells = tuple(filter(None, (cost.row.at("target"), examination.fund("budget"), examination.fund("initial"))))
    values = {"budget": " / ".join(plain(budget, 0, 6) for budget in sorted(budgets))}
    yield Match(cells[0], cells, stated=cost.row.indicator.target, values=values, message=_AGAINST_BUDGET)


def _actual_against(cost: Cost, executed: Decimal, examination: Examination) -> Iterator[Match]:
    actual, condition = cost.actual, cost.row.actual.clause
    if actual is None or actual.value == executed or (condition is not None and condition.comparator not in ("", "=")):
        return
    rounds = matching(executed, actual.value, actual.places, examination.rulebook.accepted_recipes) is not None
    copied = cost.target is not None and cost.target.value == actual.value
    if rounds and not copied:
        return
    cells = tuple(filter(None, (cost.row.at("actual"), examination.fund("executed"))))
    yield Match(
        cells[0],
        cells,
        stated=cost.row.indicator.actual,
        values={"executed": plain(executed, 0, 6)},
        message=_COPIED if rounds else None,
        severity=Severity.NOTICE if rounds else None,
    )


def total_and_parts(listed: Sequence[Cost]) -> tuple[Cost | None, Sequence[Cost]]:
    """
    The row of the total cost and those of its parts; no total where there is not one alone, or fewer than two parts.
    """
    totals = [cost for cost in listed if cost.is_total]
    parts = [cost for cost in listed if not cost.is_total and (cost.target is not None or cost.actual is not None)]
    return (totals[0] if len(totals) == 1 and len(parts) > 1 else None), parts


def _cost_parts(examination: Examination) -> Iterator[Match]:
    listed = costs(examination)
    totals = [cost.row for cost in listed if cost.is_total]
    if len(totals) == 1:
        yield from products(examination, totals[0])
    total, parts = total_and_parts(listed)
    if total is None:
        return
    columns = {
        "target": (total.target, [cost.target for cost in parts]),
        "actual": (total.actual, [cost.actual for cost in parts]),
    }
    added = {column: _written_sum(total, amounts) for column, (total, amounts) in columns.items()}
    for column, other in (("target", "actual"), ("actual", "target")):
        # That the parts are all of the cost is known where the other column adds up.
        if added[column] is not None and added[column] != "" and added[other] == "":
            at = tuple(cost.row.at(column) for cost in parts)
            cell = total.row.at(column)
            yield Match(cell, (cell, *at), stated=examination.form.cell(cell).text, values={"sum": added[column]})


def _written_sum(total: Number | None, amounts: Sequence[Number | None]) -> str | None:
    """
    The sum of *amounts* written out; empty where it is *total*, ``None`` where an amount is missing.
    """
    if total is None or None in amounts:
        return None
    numbers = [amount for amount in amounts if amount is not None]
    value = Decimal(0)
    for number in numbers:
        value = EXACT.add(value, number.value)
    if value == total.value:
        return ""
    return " + ".join(plain(number.value, 0, 6) for number in numbers) + f" = {plain(value, 0, 6)}"


X701 = Rule(
    "X701",
    "cost-against-funds",
    Severity.WARNING,
    Text("总成本与资金表一致", "the total cost agrees with the fund table"),
    Text(
        "完成值 {stated} 与全年执行数 {executed} 不一致", "the actual value {stated} is not what was spent, {executed}"
    ),
    _cost_against_funds,
    source=Text("资金表填有同一年度的预算数和执行数", "the fund table states the same year's budget and spending"),
    mark="on forms",
)
X706 = Rule(
    "X706",
    "cost-parts",
    Severity.WARNING,
    Text("分项成本之和等于总成本", "the part costs add up to the total cost"),
    Text("分项之和 {sum}，总成本填 {stated}", "the parts give {sum}, the total cost says {stated}"),
    _cost_parts,
    source=Text("成本指标中总额与其组成部分并列", "cost rows that list the parts of the total beside it"),
    mark="on forms",
)
