"""
The rules of comparing, C8xx, and what they say.

They stand beside the rules on one form and are chosen, ignored and shown like them; checking one form never fires them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Text
from perfscore.relations.examination import Examination
from perfscore.rules.pages import Page, page
from perfscore.rules.rule import Match, Rule, Severity


__all__ = [
    "C801",
    "C802",
    "C803",
    "C804",
    "C805",
    "C811",
    "C812",
    "C813",
    "C821",
    "C822",
    "C831",
    "C832",
    "C833",
    "CHANGES",
    "COMPARING_RULES",
    "comparing_page",
]

_PAGES: Final = Path(__file__).parent / "pages"
#: No document prescribes these comparisons.
_BY_HAND: Final = Text("审核人员逐项对照的做法，没有找到条文", "what reviewers compare by hand; no article was found")


def _abstains(_: Examination) -> Iterator[Match]:
    """
    One form alone gives these rules nothing to compare.
    """
    return iter(())


def _rule(code: str, name: str, severity: Severity, summary: Text, message: Text) -> Rule:
    return Rule(code, name, severity, summary, message, _abstains, source=_BY_HAND, mark="unconfirmed")


C801: Final = _rule(
    "C801",
    "target-changed",
    Severity.WARNING,
    Text("指标值、符号或单位与批复的绩效目标不一致", "a target, its comparator or unit is not the approved one"),
    Text("指标值改变：{before} → {after}", "target changed: {before} → {after}"),
)
C802: Final = _rule(
    "C802",
    "indicator-dropped",
    Severity.WARNING,
    Text("批复的指标没有评价", "an approved indicator is not evaluated"),
    Text("缺少指标：{before}", "dropped: {before}"),
)
C803: Final = _rule(
    "C803",
    "indicator-added",
    Severity.NOTICE,
    Text("评价了未经批复的指标", "an evaluated indicator was not approved"),
    Text("增加指标：{after}", "added: {after}"),
)
C804: Final = _rule(
    "C804",
    "weight-changed",
    Severity.WARNING,
    Text("分值与批复的不一致", "a weight is not the approved one"),
    Text("分值改变：{before} → {after}", "weight changed: {before} → {after}"),
)
C805: Final = _rule(
    "C805",
    "budget-differs",
    Severity.WARNING,
    Text("年初预算数或全年预算数与批复的金额不一致", "initial budget or budget is not the approved amount"),
    Text("金额改变：{before} → {after}", "amount changed: {before} → {after}"),
)
C811: Final = _rule(
    "C811",
    "actual-repeats-last-year",
    Severity.NOTICE,
    Text("多数定量指标的实际完成值与上年相同", "most quantitative rows have last year's actual values"),
    Text(
        "{count} 个定量指标中有 {same} 个的实际完成值与上年相同",
        "{same} of {count} quantitative rows have the actual value of last year",
    ),
)
C812: Final = _rule(
    "C812",
    "carry-over",
    Severity.WARNING,
    Text("上年结转资金不等于上年未用完的资金", "the carried-over money is not what last year left unspent"),
    Text(
        "上年结转为 {after}，上年自评表结余为 {before}",
        "carried over {after}, while last year's form left {before} unspent",
    ),
)
C813: Final = _rule(
    "C813",
    "target-below-last-year",
    Severity.NOTICE,
    Text("指标值低于上年已经达到的水平", "a target lies below what last year achieved"),
    Text("上年已完成 {before}，今年的指标值为 {after}", "last year achieved {before}; this year's target is {after}"),
)
C821: Final = _rule(
    "C821",
    "not-in-summary",
    Severity.WARNING,
    Text("汇总表与自评表的项目对不上", "a project of the summary has no form, or the other way round"),
    Text("汇总表中没有这个项目：{after}", "the summary does not list the project {after}"),
)
C822: Final = _rule(
    "C822",
    "summary-differs",
    Severity.ERROR,
    Text("汇总表的数与自评表不一致，或自相矛盾", "the summary differs from the form, or contradicts itself"),
    Text("汇总表为 {before}，自评表为 {after}", "the summary says {before}, the form {after}"),
)
C831: Final = _rule(
    "C831",
    "duplicate-project",
    Severity.WARNING,
    Text("同一项目评价了两次", "the same project is evaluated twice"),
    Text("与 {before} 是同一项目：{after}", "the same project as in {before}: {after}"),
)
C832: Final = _rule(
    "C832",
    "department-sum",
    Severity.WARNING,
    Text("部门整体自评表与所属项目合计不一致", "the department's form and the sum of its projects disagree"),
    Text(
        "部门表为 {before}，{count} 个项目合计为 {after}",
        "the department says {before}, its {count} projects add up to {after}",
    ),
)
C833: Final = _rule(
    "C833",
    "same-wording",
    Severity.NOTICE,
    Text("不同项目的完成情况或原因说明文字相同", "forms of different projects say the same in the same long words"),
    Text("{count} 份表写着同样的话：{after}", "{count} forms say the same: {after}"),
)

COMPARING_RULES: Final = (C801, C802, C803, C804, C805, C811, C812, C813, C821, C822, C831, C832, C833)


def comparing_page(rule: Rule) -> Page:
    """
    The page of one of these rules; its examples hold what is compared: *before* and *after*, *summary* and *forms*, or *forms*.
    """
    return page(rule, _PAGES)


#: What is said of a changed target, by the kind of change.
CHANGES: Final = MappingProxyType(
    {
        "easier": Text("指标值放宽：{before} → {after}", "easier: {before} → {after}"),
        "harder": Text("指标值收紧：{before} → {after}", "harder: {before} → {after}"),
        "turned": Text("符号反转：{before} → {after}", "comparator turned: {before} → {after}"),
        "unit": Text("单位改变：{before} → {after}", "unit changed: {before} → {after}"),
        "dropped": Text("一方没有符号：{before} → {after}", "a comparator on one side only: {before} → {after}"),
        "wording": Text("目标表述改变：{before} → {after}", "worded differently: {before} → {after}"),
        "other": C801.message,
        "filled": Text("原来没有指标值：{after}", "a target where there was none: {after}"),
        "blank": Text("没有填写指标值：{before}", "the target is left out: {before}"),
        "renamed": Text("指标改名：{before} → {after}", "renamed: {before} → {after}"),
        "split": Text("指标拆分：{before} → {after}", "split into several rows: {before} → {after}"),
        "merged": Text("指标合并：{before} → {after}", "several rows merged: {before} → {after}"),
    }
)
