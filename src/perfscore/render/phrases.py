"""
What every kind of report says, in both languages: verdicts, severities, the heads of its columns, its first and last lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Counted, Language, Text
from perfscore.checking.check import with_first_suspect_corrected
from perfscore.checking.report import Finding, Report
from perfscore.relations.judgement import Verdict
from perfscore.rules import Severity
from perfscore.suspects import Suspect


__all__ = [
    "ACCEPTED",
    "AS_LIKELY",
    "BLANK",
    "CHECKED",
    "CODE",
    "COMPUTED",
    "DERIVATION",
    "DIFFERENCE",
    "FINDING",
    "HEAD_CELLS",
    "MOST_SUSPECTS",
    "NOTHING",
    "NOTHING_LISTED",
    "PLACE",
    "PLURALS",
    "REMARKS",
    "SEVERITIES",
    "SEVERITY",
    "SOURCE",
    "STATED",
    "STATED_TOTAL",
    "SUMMED_TOTAL",
    "SUSPECTS",
    "UNKNOWN",
    "UNREAD",
    "VERDICT",
    "VERDICTS",
    "colon",
    "count_severities",
    "describe_bounds",
    "describe_configuration",
    "describe_correction",
    "describe_counts",
    "describe_total",
    "describe_total_bounds",
    "describe_verdicts",
    "explain_no_correction",
    "join_words",
    "pick_best",
    "semicolon",
    "stated_apart",
]

VERDICTS: Final = MappingProxyType(
    {
        "consistent": Text("数字一致", "consistent"),
        "partial": Text("部分核对", "partly checked"),
        "inconsistent": Text("数字矛盾", "inconsistent"),
        "unchecked": Text("无可核对", "nothing could be checked"),
    }
)

SEVERITIES: Final = MappingProxyType(
    {
        Severity.ERROR: Text("错误", "error"),
        Severity.WARNING: Text("警告", "warning"),
        Severity.NOTICE: Text("提示", "notice"),
    }
)

#: Above a column of their numbers.
PLURALS: Final = MappingProxyType(
    {
        Severity.ERROR: Text("错误", "errors"),
        Severity.WARNING: Text("警告", "warnings"),
        Severity.NOTICE: Text("提示", "notices"),
    }
)

#: What a reader of documents remarks.
REMARKS: Final = MappingProxyType(
    {
        "unplaced": Text("未能归位的文字", "text that fits no cell"),
        "no-result": Text("公式没有结果", "formula without a stored result"),
        "hidden": Text("隐藏的内容，未读取", "hidden content, left out"),
        "left-out": Text("工作表过大，未读取", "sheet too large to be a form, not read"),
        "note": Text("说明、签名等", "notes and signatures"),
        "recognised": Text("由图像识别，平均把握", "recognised in a picture, sure in the mean"),
        "heads-inferred": Text("没有表头，列的含义系推断", "no head row: the meaning of the columns was inferred"),
        "changes": Text("未接受的修订", "tracked changes that were not accepted"),
        "symbol": Text("无法辨认的符号", "unreadable symbol"),
        "uncertain": Text("难以确定单元格的文字", "text whose cells are uncertain"),
    }
)

VERDICT: Final = Text("结论", "verdict")
SEVERITY: Final = Text("级别", "severity")
CODE: Final = Text("代码", "code")
FINDING: Final = Text("问题", "finding")
PLACE: Final = Text("位置", "place")
STATED: Final = Text("填写", "stated")
#: What the inputs give; not "expected", because a wrong input gives a wrong result.
COMPUTED: Final = Text("算得", "computed")
DERIVATION: Final = Text("计算", "arithmetic")
SOURCE: Final = Text("依据", "source")
BLANK: Final = Text("未填", "blank")
UNKNOWN: Final = Text("无法计算", "not computable")
ACCEPTED: Final = Text("已接受：{reason}", "accepted: {reason}")
NOTHING: Final = Text("没有发现问题", "nothing found")

#: Where rules were left out or findings are known, an empty list is not the same as nothing to find.
NOTHING_LISTED: Final = Text(
    "没有要列出的问题：矛盾之处已记入基线，或属于没有选用的规则",
    "nothing to list: the contradictions are known from the baseline or belong to rules that were not selected",
)

#: Above the complaints about files, where a run is told in one document.
UNREAD: Final = Text("未能读取或核对的文件", "Files that could not be read or checked")

DIFFERENCE: Final = Text("相差", "difference")
#: How many relations could be judged.
CHECKED: Final = Text("已核对", "checked")
STATED_TOTAL: Final = Text("填报总分", "stated total")
SUMMED_TOTAL: Final = Text("各项得分之和", "sum of the scores")

SUSPECTS: Final = Counted(
    Text("最可能填错的单元格", "most likely wrong"),
    Text("最可能填错的单元格（其中之一）", "most likely wrong, one of these"),
)
#: Explanations that are named where several are equally likely.
MOST_SUSPECTS: Final = 3
AS_LIKELY: Final = Counted(
    Text("另有 1 处同样可能", "1 more is as likely"), Text("另有 {count} 处同样可能", "{count} more are as likely")
)
_UNEXPLAINED: Final = Text(
    "更正一两个单元格无法消除全部矛盾，请逐项核对",
    "no correction of one or two cells fixes everything; check the findings one by one",
)
_CUT_SHORT: Final = Text(
    "涉及的单元格太多，没有逐一试完；请逐项核对",
    "too many cells are involved to try every correction; check the findings one by one",
)
_IMPACT: Final = Counted(
    Text("更正后：总分 {total}，{verdict}", "after this correction: total {total}, {verdict}"),
    Text("按第一处更正后：总分 {total}，{verdict}", "after the first correction: total {total}, {verdict}"),
)

_SAME: Final = Text("总分 {stated}，与各项得分之和一致", "total {stated}, equal to the sum of the scores")
_APART: Final = Text("总分填 {stated}，各项得分之和为 {summed}", "total {stated}, but the scores add up to {summed}")
_NO_TOTAL: Final = Text("总分未填，各项得分之和为 {summed}", "no total; the scores add up to {summed}")
_NO_SUM: Final = Text("总分 {stated}，各项得分无法相加", "total {stated}; the scores cannot be added up")
_BETWEEN: Final = Text(
    "总分 {stated}，各项得分之和可能为 {bounds}",
    "total {stated}; possible sum of the scores: {bounds}",
)
_BOUNDS: Final = Text("{low} 至 {high}", "{low} to {high}")
_NEITHER: Final = Text("总分未填，各项得分无法相加", "no total, and the scores cannot be added up")

_COUNTED: Final = MappingProxyType(
    {
        Severity.ERROR: Counted(Text("{count} 处错误", "{count} error"), Text("{count} 处错误", "{count} errors")),
        Severity.WARNING: Counted(
            Text("{count} 处警告", "{count} warning"), Text("{count} 处警告", "{count} warnings")
        ),
        Severity.NOTICE: Counted(Text("{count} 处提示", "{count} notice"), Text("{count} 处提示", "{count} notices")),
    }
)
_FORMS: Final = Counted(Text("{count} 张表", "{count} form"), Text("{count} 张表", "{count} forms"))
_BY_VERDICT: Final = Text(
    "{forms}：{consistent} 张数字一致，{partial} 张部分核对，{inconsistent} 张数字矛盾，{unchecked} 张无可核对",
    "{forms}: {consistent} consistent, {partial} partly checked, {inconsistent} inconsistent, {unchecked} with nothing to check",
)

_CONFIGURED: Final = Text(
    "配置 {file}：略去 {left_out} 处问题，接受 {accepted} 处，调整级别 {changed} 处",
    "configuration {file}: {left_out} findings left out, {accepted} accepted, {changed} with another severity",
)

#: The cells above the tables, as forms call them.
HEAD_CELLS: Final = MappingProxyType(
    {
        "project": Text("项目名称", "project"),
        "department": Text("主管部门", "department"),
        "unit": Text("实施单位", "unit"),
        "year": Text("年度", "year"),
        "currency_unit": Text("金额单位", "currency unit"),
        "goals.expected": Text("预期目标", "expected goal"),
        "goals.actual": Text("实际完成情况", "actual result"),
    }
)


def describe_configuration(report: Report, lang: Language) -> str | None:
    """
    The configuration that held, and what it did to the findings; a reader must not take its silence for a clean form.
    """
    use = report.configuration
    if use is None:
        return None
    return _CONFIGURED.say(lang, file=use.file, left_out=use.left_out, accepted=use.accepted, changed=use.changed)


def join_words(parts: list[str], lang: Language) -> str:
    """
    A list within a sentence.
    """
    return ("，" if lang == "zh" else ", ").join(parts)


def colon(lang: Language) -> str:
    """
    What stands between a name and what is said of it.
    """
    return "：" if lang == "zh" else ": "


def semicolon(lang: Language) -> str:
    """
    What stands between two statements of one line.
    """
    return "；" if lang == "zh" else "; "


def describe_total(report: Report, lang: Language) -> str:
    """
    The printed total beside what the printed scores add up to; which of them is wrong, only the findings tell.
    """
    stated, summed = report.form.total.score, report.expected.get("total.score")
    if stated is None:
        return (_NEITHER if summed is None else _NO_TOTAL).say(lang, summed=summed)
    if summed is None:
        bounds = describe_total_bounds(report, lang)
        return _NO_SUM.say(lang, stated=stated) if bounds is None else _BETWEEN.say(lang, stated=stated, bounds=bounds)
    held = not any(r.verdict is Verdict.BROKEN for r in report.relations if r.result == "total.score")
    return (_SAME if held else _APART).say(lang, stated=stated, summed=summed)


def describe_total_bounds(report: Report, lang: Language) -> str | None:
    """
    Between which values the sum of the scores lies where some of them are missing.
    """
    bounds = next((r.bounds for r in report.relations if r.result == "total.score" and r.bounds is not None), None)
    return None if bounds is None else describe_bounds(bounds, lang)


def describe_bounds(bounds: tuple[str | None, str | None], lang: Language) -> str:
    """
    ``89.35 to 99.35``; a side without a limit is left open.
    """
    low, high = bounds
    if low is None or high is None:
        return f"≥ {low}" if high is None else f"≤ {high}"
    return _BOUNDS.say(lang, low=low, high=high)


def pick_best(suspects: Iterable[Suspect]) -> tuple[Suspect, ...]:
    """
    The explanations that no other one beats.
    """
    return tuple(suspect for suspect in suspects if suspect.rank == 1)


def explain_no_correction(report: Report) -> Text:
    """
    What is said where no correction was found: that there is none, or that the search was cut short.
    """
    return _CUT_SHORT if report.search_was_cut_short else _UNEXPLAINED


def describe_correction(report: Report, lang: Language) -> str | None:
    """
    What the form would come to with its first suspect corrected.
    """
    impact = with_first_suspect_corrected(report)
    if impact is None:
        return None
    total = impact.form.total.score or impact.expected.get("total.score") or UNKNOWN
    return _IMPACT.say(lang, len(pick_best(report.suspects)), total=total, verdict=VERDICTS[impact.verdict])


def count_severities(findings: Iterable[Finding]) -> Counter[Severity]:
    """
    How many findings there are of each severity; what somebody has accepted does not count.
    """
    return Counter(finding.severity for finding in findings if finding.accepted is None)


def describe_counts(severities: Mapping[Severity, int], lang: Language, *, every: bool = False) -> str:
    """
    ``2 errors, 1 notice``; severities that did not come up are left out unless *every* one is asked for.
    """
    worst_first = sorted(Severity, reverse=True)
    return join_words(
        [_COUNTED[s].say(lang, severities.get(s, 0)) for s in worst_first if every or severities.get(s)],
        lang,
    )


def describe_verdicts(verdicts: Mapping[str, int], lang: Language) -> str:
    """
    How many forms ended how.
    """
    count = sum(verdicts.values())
    numbers = {verdict: verdicts.get(verdict, 0) for verdict in VERDICTS}
    return _BY_VERDICT.say(lang, forms=_FORMS.say(lang, count), **numbers)


def stated_apart(finding: Finding, lang: Language) -> str | None:
    """
    The stated text, where the sentence of the finding does not quote it already and no computed value stands beside it.
    """
    quoted = finding.expected is None and (finding.stated or "") in finding.say(lang)
    return None if quoted else finding.stated
