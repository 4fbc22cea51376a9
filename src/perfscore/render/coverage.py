"""
What is said of the relations of a form: how each was judged, how many ended how, and why some could not be judged.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Counted, Language, Text
from perfscore.checking.report import Coverage
from perfscore.relations.judgement import Verdict, Why
from perfscore.relations.labels import WHY


__all__ = ["JUDGED", "describe_coverage", "unchecked_reasons"]

JUDGED: Final = MappingProxyType(
    {
        Verdict.EXACT: Text("一致", "exact"),
        Verdict.ROUNDING: Text("舍入后一致", "by rounding"),
        Verdict.BROKEN: Text("不符", "broken"),
        Verdict.OPEN: Text("在可能范围内", "within bounds"),
        Verdict.UNCHECKED: Text("未核对", "not checked"),
    }
)

_RELATIONS: Final = Counted(
    Text("核对 {count} 项勾稽关系", "{count} relation"), Text("核对 {count} 项勾稽关系", "{count} relations")
)
_COVERAGE: Final = Text(
    "{relations}：一致 {exact}，舍入后一致 {rounding}，不符 {broken}{open}，未核对 {unchecked}{why}",
    "{relations}: {exact} exact, {rounding} by rounding, {broken} broken{open}, {unchecked} not checked{why}",
)
_OPEN: Final = Text("，在可能范围内 {count}", ", {count} within bounds")


def _reason(zh: str, one: str, many: str | None = None) -> Counted:
    return Counted(
        Text(f"{zh} {{count}}", f"{{count}} {one}"), Text(f"{zh} {{count}}", f"{{count}} {many or one + 's'}")
    )


#: The reasons of `WHY` as things that can be counted.
_COUNTED: Final = MappingProxyType(
    {
        Why.BLANK: _reason("未填写", "blank cell"),
        Why.UNREADABLE: _reason("不是数字", "cell that is not a number", "cells that are not numbers"),
        Why.UNCERTAIN: _reason("读取不确定", "cell read with uncertainty", "cells read with uncertainty"),
        Why.PART_MISSING: _reason("表格不完整", "with part of the form missing", "with part of the form missing"),
        Why.NO_WEIGHTS: _reason("表中没有分值", "without printed weights", "without printed weights"),
        Why.NO_ROWS: _reason("没有找到其下的行", "head without rows", "heads without rows"),
        Why.NO_BUDGET: _reason("预算为 0 而有支出", "budget of 0 with spending", "budgets of 0 with spending"),
        Why.NEGATIVE_BUDGET: _reason("预算为负数", "negative budget"),
        Why.QUALITATIVE: _reason("定性指标", "qualitative target"),
        Why.SEVERAL: _reason("一格内有多个条件", "cell with several conditions", "cells with several conditions"),
        Why.UNITS: _reason("单位不同", "pair of different units", "pairs of different units"),
        Why.DIRECTION: _reason(
            "未写明越大越好还是越小越好", "target without a comparator", "targets without a comparator"
        ),
        Why.APPROXIMATE: _reason("约数", "approximate value"),
        Why.NOT_MEASURED: _reason(
            "实际完成值没有数值", "actual value without a number", "actual values without a number"
        ),
        Why.NOT_DONE: _reason("写明未完成", "target not reached", "targets not reached"),
        Why.LATE: _reason("逾期", "missed deadline"),
        Why.DISCRETION: _reason("酌情扣分", "discretionary deduction"),
        Why.STEPS: _reason("另有扣分规则", "row with its own scoring rule", "rows with their own scoring rules"),
    }
)


def describe_coverage(coverage: Coverage, lang: Language, *, reasons: bool = True) -> str:
    """
    How many relations ended how, and, with *reasons*, why some were not checked.
    """
    why = unchecked_reasons(coverage, lang) if reasons else ""
    bracketed = {"zh": f"（{why}）", "en": f" ({why})"}[lang] if why else ""
    unchecked = len(coverage.unchecked)
    return _COVERAGE.say(
        lang,
        relations=_RELATIONS.say(
            lang, coverage.exact + coverage.rounding + coverage.broken + coverage.open + unchecked
        ),
        exact=coverage.exact,
        rounding=coverage.rounding,
        broken=coverage.broken,
        open=_OPEN.say(lang, count=coverage.open) if coverage.open else "",
        unchecked=unchecked,
        why=bracketed,
    )


def unchecked_reasons(coverage: Coverage, lang: Language) -> str:
    """
    Why relations were not checked, the most frequent reason first: ``1 qualitative target, 1 discretionary deduction``.
    """
    counts = Counter(unchecked.why for unchecked in coverage.unchecked)
    return ("；" if lang == "zh" else ", ").join(_reason_text(why, count, lang) for why, count in counts.most_common())


def _reason_text(why: Why, count: int, lang: Language) -> str:
    if why in _COUNTED:
        return _COUNTED[why].say(lang, count)
    return f"{WHY[why].say(lang)} {count}" if lang == "zh" else f"{count} × {WHY[why].say(lang)}"
