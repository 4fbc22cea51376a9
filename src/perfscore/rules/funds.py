"""
F1xx: the fund table (项目资金).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from perfscore.address import cell
from perfscore.bilingual import Text
from perfscore.notation.number import EXACT, Mark, Number, percent, plain, read_number
from perfscore.relations import Kind
from perfscore.relations.examination import Evaluation, Examination
from perfscore.relations.judgement import Verdict
from perfscore.relations.parsed_form import MONEY
from perfscore.rules.arithmetic import contradictions
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["F101", "F102", "F103", "F104", "F105", "F107", "F108"]

_TEN_THOUSAND: Final = Decimal(10_000)
_HUNDRED: Final = Decimal(100)
_SHARED: Final = ("budget", "executed")
_RATE_OF_PARTS: Final = Text(
    "总额各栏填 0，按明细计算执行率为 {expected}", "the total row prints 0; by the rows below it the rate is {expected}"
)
_SCORE_OF_PARTS: Final = Text(
    "总额各栏填 0，按明细计算得分为 {expected}", "the total row prints 0; by the rows below it the score is {expected}"
)
_TOO_LARGE: Final = Text(
    "{stated} 正好是另一格 {other} 的一万倍，可能把万元填成了元",
    "{stated} is exactly 10 000 times another amount, {other}: 元 filled in for 万元?",
)
_TOO_SMALL: Final = Text(
    "另一格 {other} 正好是 {stated} 的一万倍，可能把元填成了万元",
    "{stated} is exactly a ten-thousandth of another amount, {other}: 万元 filled in for 元?",
)
_FOLLOWS: Final = Text(
    "得分 {stated} 按所填的执行率 {rate} 计算；按预算数和执行数应为 {expected}",
    "the score {stated} follows the printed rate, {rate}; by budget and executed it should be {expected}",
)
#: How forms speak of a budget that was changed during the year.
_CHANGED: Final = (*"追加 追减 调增 调减 核减 压减 压缩 收回".split(), "预算调整", "调整预算")
_HOLDING: Final = (Verdict.EXACT, Verdict.ROUNDING)
_WHOLE: Final = 100
_EXECUTION: Final[tuple[tuple[Kind, str], ...]] = (("rate", "rate"), ("execution", "score"))


def _components(examination: Examination) -> Iterator[Match]:
    yield from contradictions(examination, "components")


def _rate(examination: Examination) -> Iterator[Match]:
    follows = _rate_of_parts_holds(examination)
    for match in contradictions(examination, "rate"):
        if match.cell != examination.fund("rate") or not follows:
            yield match
    share = _share_of_parts(examination)
    if share is not None:
        yield Match(
            examination.fund("rate") or "",
            stated=examination.form.cell(examination.fund("rate") or "").text,
            expected=percent(share, examination.rulebook.decimals),
            message=_RATE_OF_PARTS,
            severity=Severity.NOTICE,
        )


def _rate_of_parts_holds(examination: Examination) -> bool:
    """
    Whether an amount of the total row contradicts its components, and the printed rate is that of the components: then
    the amount is wrong, which is said of it, and not the rate.
    """
    rate = examination.evaluation("rate", examination.fund("rate") or "")
    if rate is None or not rate.broken:
        return False
    sums = (examination.evaluation("components", at) for name in _SHARED if (at := examination.fund(name)) is not None)
    added = {
        known.relation.result: Number("", known.judgement.candidate.value, 0)
        for known in sums
        if known is not None and known.broken and known.judgement.candidate is not None
    }
    numbers = {**examination.parsed.numbers, **added}
    return bool(added) and rate.relation.judge(numbers, {}, examination.rulebook).verdict in _HOLDING


def _execution_score(examination: Examination) -> Iterator[Match]:
    yield from contradictions(examination, "execution")
    yield from _follows_a_wrong_rate(examination)
    share, weight = _share_of_parts(examination), examination.number(examination.fund("weight"))
    if share is not None and weight is not None and examination.rulebook.execution_method == "linear":
        yield Match(
            examination.fund("score") or "",
            stated=examination.form.cell(examination.fund("score") or "").text,
            expected=plain(EXACT.multiply(weight.value, share)),
            derivation=f"{weight.text.strip()} × {percent(share)} = {plain(EXACT.multiply(weight.value, share))}",
            message=_SCORE_OF_PARTS,
            severity=Severity.NOTICE,
        )


def _follows_a_wrong_rate(examination: Examination) -> Iterator[Match]:
    """
    A score that is right by the printed rate and wrong by the amounts, where these are surely not the slip.
    """
    rate = examination.evaluation("rate", examination.fund("rate") or "")
    score = examination.evaluation("execution", examination.fund("score") or "")
    if rate is None or not rate.broken or score is None or score.broken or not _amounts_hold(examination):
        return
    right = read_number(examination.expected(rate))
    numbers = {**examination.parsed.numbers, rate.relation.result: right}
    judgement = score.relation.judge(numbers, {}, examination.rulebook)
    if judgement.verdict is Verdict.BROKEN:
        values = {"rate": (examination.form.cell(rate.relation.result).text or "").strip()}
        by_amounts = Evaluation(score.relation, judgement)
        at = score.relation.result
        yield Match(at, evaluation=by_amounts, values=values, message=_FOLLOWS, severity=Severity.WARNING)


def _amounts_hold(examination: Examination) -> bool:
    """
    Whether the components bear the amounts out, or 100 % was filled in for whatever was spent.
    """
    rate, budget, executed = (examination.number(examination.fund(name)) for name in ("rate", "budget", "executed"))
    sums = [examination.evaluation("components", examination.fund(name) or "") for name in ("budget", "executed")]
    if all(known is not None and known.judgement.verdict in _HOLDING for known in sums):
        return True
    spent = budget is not None and executed is not None and executed.value < budget.value
    return spent and rate is not None and rate.value == (_WHOLE if rate.is_percent else 1)


def _share_of_parts(examination: Examination) -> Decimal | None:
    """
    The share of the component rows' money that was spent, where the total row prints 0 for all of it.
    """
    sums = []
    broken = {
        evaluation.relation.result: evaluation.judgement.candidate for evaluation in examination.broken("components")
    }
    for name in ("executed", "budget") if broken else ():
        candidate, stated = broken.get(examination.fund(name) or ""), examination.number(examination.fund(name))
        if candidate is None or stated is None or stated.value:
            return None
        sums.append(candidate.value)
    if not sums:
        return None
    rate = examination.number(examination.fund("rate"))
    executed, budget = sums
    return EXACT.divide(executed, budget) if rate is not None and not rate.value and 0 < executed <= budget else None


def _over_executed(examination: Examination) -> Iterator[Match]:
    if _rate_of_parts_holds(examination):
        return
    for index, _ in examination.parsed.funds():
        budget, executed = (examination.parsed.numbers[cell("funds", index, name)] for name in ("budget", "executed"))
        if isinstance(budget, Number) and isinstance(executed, Number) and executed.value > budget.value:
            cells = (cell("funds", index, "executed"), cell("funds", index, "budget"))
            yield Match(cells[0], cells, stated=executed.text, values={"budget": budget.text})
            return  # the components only repeat what the total row says


def _execution_blank(examination: Examination) -> Iterator[Match]:
    if examination.parsed.total_row is None or not any(
        isinstance(row.score, Number) for row in examination.parsed.rows
    ):
        return
    if not isinstance(examination.parsed.numbers[cell("funds", examination.parsed.total_row, "weight")], Number):
        return
    for kind, name in _EXECUTION:
        address = cell("funds", examination.parsed.total_row, name)
        evaluation = examination.evaluation(kind, address)
        # 0 of 0 has two readings; which one belongs in the cell is not ours to say.
        if evaluation is None or evaluation.judgement.candidate is None or evaluation.judgement.ambiguous:
            continue
        if examination.parsed.numbers[address] is Mark.BLANK:
            yield Match(address, evaluation=evaluation)


def _currency_unit(examination: Examination) -> Iterator[Match]:
    table = examination.form.currency_unit
    numbers = examination.parsed.numbers
    amounts = [
        (address, figure)
        for index, _ in examination.parsed.funds()
        for name in MONEY
        if isinstance(figure := numbers[address := cell("funds", index, name)], Number)
    ]
    for address, number in amounts:
        printed = read_number(number.text) if number.unit else Mark.BLANK
        if table and isinstance(printed, Number) and printed.base == "元" and printed.unit != table:
            yield Match(address, stated=number.text, values={"unit": printed.unit, "table": table})
            return
    yield from _ten_thousandfold(amounts)


def _ten_thousandfold(amounts: list[tuple[str, Number]]) -> Iterator[Match]:
    printed = [number.value for _, number in amounts if number.value > 0]
    if not printed or max(printed) < EXACT.multiply(min(printed), _TEN_THOUSAND):
        return
    places = {number.value: address for address, number in reversed(amounts) if number.value > 0}
    for value in places:
        large = EXACT.multiply(value, _TEN_THOUSAND)
        if large in places:
            # The one beside fewer amounts of its own size is the odd one.
            odd, usual = sorted((large, value), key=lambda amount: sum(_same_size(amount, other) for other in printed))
            cells = (places[odd], places[usual])
            words = _TOO_LARGE if odd == large else _TOO_SMALL
            yield Match(cells[0], cells, stated=plain(odd, 0, 6), values={"other": plain(usual, 0, 6)}, message=words)
            return


def _same_size(one: Decimal, other: Decimal) -> bool:
    return max(one, other) < EXACT.multiply(min(one, other), _HUNDRED)


def _budget_changed(examination: Examination) -> Iterator[Match]:
    initial, budget = examination.number(examination.fund("initial")), examination.number(examination.fund("budget"))
    if (
        not examination.rulebook.reason_when_changed
        or initial is None
        or budget is None
        or initial.value == budget.value
    ):
        return
    if _says_why_changed(examination, EXACT.subtract(budget.value, initial.value)):
        return
    cells = (examination.fund("budget") or "", examination.fund("initial") or "")
    yield Match(cells[0], cells, stated=budget.text, values={"initial": initial.text})


def _says_why_changed(examination: Examination, change: Decimal) -> bool:
    """
    Whether the form speaks of the change, or the money left over from the year before is all of it.
    """
    texts = (examination.form.goals.actual, *(row.indicator.reason for row in examination.parsed.rows))
    return any(word in text for text in texts if text for word in _CHANGED) or any(
        "结转" in (fund.name or "")
        and (budget := examination.number(cell("funds", index, "budget"))) is not None
        and budget.value == change
        and ((initial := examination.number(cell("funds", index, "initial"))) is None or not initial.value)
        for index, fund in examination.parsed.funds()
    )


F101 = Rule(
    "F101",
    "fund-components",
    Severity.ERROR,
    Text("资金明细之和等于年度资金总额", "the component rows add up to the total fund row"),
    Text("明细之和为 {expected}，总额填 {stated}", "the components add up to {expected}, the total says {stated}"),
    _components,
    source=Text(
        "表样：年度资金总额，其中：当年财政拨款、上年结转资金、其他资金",
        "the templates' 年度资金总额, 其中: 当年财政拨款, 上年结转资金, 其他资金",
    ),
    mark="on forms",
)
F102 = Rule(
    "F102",
    "execution-rate",
    Severity.ERROR,
    Text("执行率 = 全年执行数 / 全年预算数", "the execution rate is executed / budget"),
    Text("执行率应为 {expected}，填 {stated}", "the rate should be {expected}, the form says {stated}"),
    _rate,
    source=Text(
        "表样和业务系统：执行率 = 全年执行数 ÷ 全年预算数（调整后）",
        "templates and running systems: the rate is executed / adjusted budget",
    ),
    mark="in use",
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
    source=Text("执行率超过 100% 的，填报时不予受理", "a rate above 100 % is refused when the form is filed"),
    mark="in use",
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
F107 = Rule(
    "F107",
    "currency-unit",
    Severity.WARNING,
    Text("金额与表头的金额单位一致", "amounts are in the unit of the table"),
    Text("金额带单位“{unit}”，而表头单位为“{table}”", "the amount is in {unit}, the table is in {table}"),
    _currency_unit,
    source=Text("表头单位为万元，金额却以元填写", "amounts in 元 printed under a head in 万元"),
    mark="on forms",
)
F108 = Rule(
    "F108",
    "budget-changed",
    Severity.NOTICE,
    Text("预算调整应说明原因", "a changed budget is explained"),
    Text(
        "年初预算数 {initial} 调整为 {stated}，请核对是否说明了调整原因",
        "the budget was changed from {initial} to {stated}; see whether the form says why",
    ),
    _budget_changed,
    parameter="reason.when_budget_changed",
)
