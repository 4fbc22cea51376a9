"""
D0xx: what could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from perfscore.address import cell
from perfscore.bilingual import Text
from perfscore.notation.number import Mark, is_blank
from perfscore.relations.examination import Examination
from perfscore.relations.form_verdict import Shortfall
from perfscore.relations.parsed_form import MONEY
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["D001", "D002", "D003", "D004", "D005"]

#: What is quoted of a cell that is no number.
_LONGEST: Final = 60
_NO_RESULT = Text(
    "单元格是公式，文件中没有保存计算结果", "the cell holds a formula whose result was not stored in the file"
)
_LETTER = Text(
    "“{stated}”中有字母代替了数字，按数字核对", "a letter stands for a digit in {stated}; it was read as the digit"
)
_UNCERTAIN = Text(
    "有 {count} 处单元格的界限难以辨认，可能读错：{some}",
    "where {count} cells begin and end was hard to tell; they may be read wrong: {some}",
)
_SHORTFALLS: Final = MappingProxyType(
    {
        Shortfall.TOTAL: Text("总分无法核对", "the total could not be checked"),
        Shortfall.EXECUTION: Text("预算执行得分无法核对", "the execution score could not be checked"),
        Shortfall.READING: Text("有的文字没有读懂或没有归位", "some text could not be read or placed"),
        Shortfall.CUT: Text("表格不完整", "part of the form is missing"),
    }
)
_SHOWN = 3
_SHORT = 10
_FUNDS = Text("项目资金", "the fund table")
_GOAL = Text("年度总体目标", "the annual goal")
_RESULT = Text("总体目标完成情况", "what became of the goal")


def _unreadable_cell(examination: Examination) -> Iterator[Match]:
    unreadable = Mark.UNREADABLE
    for address in [at for at, figure in examination.parsed.numbers.items() if figure is unreadable]:
        if address != "total.grade":
            text = examination.form.cell(address).text or ""
            yield Match(address, stated=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    for row in examination.parsed.rows:
        for name, statement in (("target", row.target), ("actual", row.actual)):
            if statement.misprinted:
                yield Match(row.at(name), stated=statement.text, message=_LETTER)
    for remark in examination.form.remarks:
        if remark.kind == "no-result":
            yield Match(remark.cell or "total.score", stated=remark.text or None, message=_NO_RESULT)


def _unread_rows(examination: Examination) -> Iterator[Match]:
    shades = (("unplaced", None, None), ("uncertain", _UNCERTAIN, Severity.NOTICE))
    for kind, message, severity in shades if examination.form.remarks else ():
        texts = [" ".join(remark.text.split())[:40] for remark in examination.form.remarks if remark.kind == kind]
        if texts:
            some = " | ".join(texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")
            yield Match("indicators", values={"count": len(texts), "some": some}, message=message, severity=severity)


def _partly_checked(examination: Examination) -> Iterator[Match]:
    # of a blank total T403 speaks
    reasons = [_SHORTFALLS[shortfall] for shortfall in examination.shortfalls if shortfall is not Shortfall.NO_TOTAL]
    if examination.verdict == "partial" and reasons:
        why = Text("；".join(reason.zh for reason in reasons), "; ".join(reason.en for reason in reasons))
        yield Match("total.score", stated=examination.form.total.score, values={"why": why})


def _hidden_content(examination: Examination) -> Iterator[Match]:
    texts = [" ".join(remark.text.split())[:40] for remark in examination.form.remarks if remark.kind == "hidden"]
    if texts:
        some = " | ".join(texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")
        yield Match("indicators", values={"count": len(texts), "some": some})


def _part_missing(examination: Examination) -> Iterator[Match]:
    form = examination.form
    if not form.complete:
        return  # cut off, which coverage says already
    money = any(
        examination.number(cell("funds", index, name)) for index, _ in examination.parsed.funds() for name in MONEY
    )
    parts = {
        "funds": None if money else _FUNDS,
        "goals.expected": _GOAL if _empty(form.goals.expected) else None,
        "goals.actual": _RESULT if _empty(form.goals.actual) and form.kind != "declaration" else None,
    }
    missing = {address: words for address, words in parts.items() if words is not None}
    # A form of indicators alone is a layout of its own, or a sketch.
    if 0 < len(missing) < len(parts):
        names = Text("、".join(w.zh for w in missing.values()), ", ".join(w.en for w in missing.values()))
        yield Match(next(iter(missing)), tuple(missing), values={"parts": names})


def _empty(text: str | None) -> bool:
    return text is None or (len(text) < _SHORT and is_blank(text))


D001 = Rule(
    "D001",
    "unreadable-cell",
    Severity.WARNING,
    Text("数字单元格应为数字", "a cell that should hold a number holds one"),
    Text("“{stated}”不是数字，未参与核对", "{stated!r} is not a number, and was left out of the checks"),
    _unreadable_cell,
    source=Text("没有读到的内容无从核对", "what is not read is not checked"),
    mark="in use",
)
D002 = Rule(
    "D002",
    "unread-rows",
    Severity.WARNING,
    Text("表中文字应都能归位", "every line of the table could be placed"),
    Text("有 {count} 处文字无法归入单元格：{some}", "{count} pieces of text could not be placed: {some}"),
    _unread_rows,
    source=Text("没有读到的内容无从核对", "what is not read is not checked"),
    mark="in use",
)
D003 = Rule(
    "D003",
    "part-missing",
    Severity.NOTICE,
    Text("表的各部分都已填写", "no part of the form is missing"),
    Text("缺少或未填写：{parts}", "missing or empty: {parts}"),
    _part_missing,
    source=Text(
        "表样有项目资金、年度总体目标及其实际完成情况",
        "the templates have a fund table, an annual goal and what became of it",
    ),
    mark="on forms",
)
D004 = Rule(
    "D004",
    "partly-checked",
    Severity.NOTICE,
    Text("总分、预算执行得分都核对过，各行都读到了", "total and execution score were checked, and every row was read"),
    Text("只核对了一部分：{why}", "only partly checked: {why}"),
    _partly_checked,
    source=Text("没有核对的不能算一致", "what was not checked cannot be called consistent"),
    mark="in use",
)
D005 = Rule(
    "D005",
    "hidden-content",
    Severity.NOTICE,
    Text("文件中没有隐藏的行、列和工作表", "no row, column or sheet of the document is hidden"),
    Text(
        "文件中隐藏的 {count} 处内容未读取，也未参与核对：{some}",
        "hidden rows, columns or sheets ({count}) were left out: {some}",
    ),
    _hidden_content,
    source=Text("没有读到的内容无从核对", "what is not read is not checked"),
    mark="in use",
)
