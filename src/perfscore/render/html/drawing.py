"""
The form as the official table: head, funds, goals, indicators with merged levels, total.

Every cell is drawn where a person who knows the printed form looks for it; what was found stands in the cell as words
and signs, and refers to its full text below the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from attrs import frozen

from perfscore.address import Address, cell
from perfscore.bilingual import Text
from perfscore.checking.report import Finding
from perfscore.form import FundRow, Indicator
from perfscore.relations.labels import COLUMNS
from perfscore.render.html.icons import ICONS, draw_flag, draw_icon
from perfscore.render.html.sheet import Sheet
from perfscore.render.html.tags import Child, Markup, fragment, head_row, quote_form, tag
from perfscore.render.phrases import HEAD_CELLS
from perfscore.rules import Severity


__all__ = ["flag", "form_tables"]

_TITLE: Final = Text("项目支出绩效自评表", "performance self-evaluation form")
_FUNDS: Final = Text("项目资金", "funds")
_SOURCE: Final = Text("资金来源", "source")
_CURRENCY: Final = Text("金额单位：", "amounts in ")
_GOALS: Final = Text("年度总体目标", "annual goal")
_EXPECTED_GOAL: Final = Text("预期目标", "expected")
_ACTUAL_GOAL: Final = Text("实际完成情况", "achieved")
_INDICATORS: Final = Text("绩效指标", "indicators")
_TOTAL: Final = Text("总分", "total")
_EXPECTED: Final = Text("应为 {text}", "expected {text}")
#: Where another cell may be the culprit, what this one's inputs give must not read like a correction.
_COMPUTED: Final = Text("按所填算得 {text}", "inputs give {text}")
#: Where a sum differs from its parts, either may be wrong.
_SUMMED: Final = Text("各项之和 {text}", "adds up to {text}")
_SUSPECTED: Final = Text("疑应为 {text}", "probably {text}")
_FOLLOWING: Final = Text("随之为 {text}", "then {text}")
_HELD: Final = Text("重算一致", "recomputed, holds")
_INCOMPLETE: Final = Text("表格不完整", "part of the form is missing")

_SUMS: Final = ("components", "section", "weights", "total")

_FUND_COLUMNS: Final = ("initial", "budget", "executed", "weight", "rate", "score")
_LEVELS: Final = ("level1", "level2")
_INDICATOR_COLUMNS: Final = ("name", "comparator", "target", "unit", "actual", "weight", "score", "reason")
#: Columns that only some forms print.
_OPTIONAL: Final = frozenset({"comparator", "unit"})


def form_tables(sheet: Sheet) -> Markup:
    """
    The whole form.
    """
    form = sheet.form
    incomplete = None if form.complete else tag("p", sheet.say(_INCOMPLETE), class_="incomplete")
    goals = (form.goals.expected, form.goals.actual) != (None, None)
    tables = (
        _head(sheet),
        _funds(sheet) if form.funds or _concerns(sheet, "funds", "currency_unit") else None,
        _goals(sheet) if goals or _concerns(sheet, "goals") else None,
        _indicators(sheet),
    )
    # Wide forms scroll on their own; what scrolls must be reachable by keyboard.
    label = sheet.form.title or sheet.say(_TITLE)
    return tag("div", incomplete, tables, class_="sheet", role="region", aria_label=label, tabindex=0)


def _concerns(sheet: Sheet, *parts: str) -> bool:
    """
    Whether something was found in a part, were it only that it is missing.
    """
    return any(Address.parse(address).part in parts for address in sheet.marked)


def _caption(sheet: Sheet, part: str, words: Text, *more: Child) -> Markup:
    """
    A part's name, with what was found about the part as a whole.
    """
    findings = sheet.findings.get(part, ())
    flags = (flag(sheet, number, finding) for number, finding in findings)
    worst = f"marked {max(finding.severity for _, finding in findings).value}" if findings else None
    return tag("caption", sheet.say(words), " ", more, flags, id=sheet.anchor(part), class_=worst, data_cells=part)


def _head(sheet: Sheet) -> Markup:
    title = _cell(sheet, "title", element="span") if sheet.form.title or "title" in sheet.marked else sheet.say(_TITLE)
    dated = sheet.form.year or "year" in sheet.marked
    project = _pair(sheet, "project", colspan=1 if dated else 3)
    return tag(
        "table",
        tag("caption", title, class_="title"),
        tag("tr", project, _pair(sheet, "year") if dated else None),
        tag("tr", _pair(sheet, "department"), _pair(sheet, "unit")),
        class_="head",
    )


def _pair(sheet: Sheet, address: str, colspan: int = 1) -> Markup:
    return fragment(tag("th", sheet.say(HEAD_CELLS[address]), scope="row"), _cell(sheet, address, colspan=colspan))


def _funds(sheet: Sheet) -> Markup:
    heads = (_SOURCE, *(COLUMNS[name] for name in _FUND_COLUMNS))
    currency = sheet.form.currency_unit or "currency_unit" in sheet.marked
    unit = tag("small", sheet.say(_CURRENCY), _cell(sheet, "currency_unit", element="span")) if currency else None
    return tag(
        "table",
        _caption(sheet, "funds", _FUNDS, unit),
        head_row(map(sheet.say, heads)),
        tag("tbody", (_fund_row(sheet, index, row) for index, row in enumerate(sheet.form.funds))),
        class_="funds",
    )


def _fund_row(sheet: Sheet, index: int, row: FundRow) -> Markup:
    return tag(
        "tr",
        _cell(sheet, cell("funds", index, "name"), element="th", scope="row"),
        (_cell(sheet, cell("funds", index, name)) for name in _FUND_COLUMNS),
        class_=row.role,
    )


def _goals(sheet: Sheet) -> Markup:
    return tag(
        "table",
        _caption(sheet, "goals", _GOALS),
        head_row((sheet.say(_EXPECTED_GOAL), sheet.say(_ACTUAL_GOAL))),
        tag("tbody", tag("tr", _cell(sheet, "goals.expected"), _cell(sheet, "goals.actual"))),
        class_="goals",
    )


@frozen
class _Columns:
    """
    The columns of the indicator table: the levels, whose cells are merged, those that forms share, and this form's own.
    """

    levels: tuple[str, ...]
    shared: tuple[str, ...]
    own: tuple[str, ...]

    @classmethod
    def of(cls, sheet: Sheet) -> _Columns:
        levels = tuple(name for name in _LEVELS if _has_column(sheet, name))
        shared = tuple(name for name in _INDICATOR_COLUMNS if name not in _OPTIONAL or _has_column(sheet, name))
        own = tuple(dict.fromkeys(head for row in sheet.form.indicators for head in row.extra))
        return cls(levels, shared, own)


def _has_column(sheet: Sheet, name: str) -> bool:
    marked = map(Address.parse, sheet.marked)
    return any(getattr(row, name) for row in sheet.form.indicators) or any(
        (at.part, at.column) == ("indicators", name) for at in marked
    )


def _indicators(sheet: Sheet) -> Markup:
    columns = _Columns.of(sheet)
    heads = (
        (
            tag("th", sheet.say(COLUMNS[name]), scope="col", class_=f"of-{name}")
            for name in (*columns.levels, *columns.shared)
        ),
        (tag("th", quote_form(head, sheet.lang), scope="col") for head in columns.own),
    )
    return tag(
        "table",
        _caption(sheet, "indicators", _INDICATORS),
        tag("thead", tag("tr", heads)),
        (tag("tbody", _block(sheet, columns, block)) for block in _runs(enumerate(sheet.form.indicators), "level1")),
        tag("tfoot", _foot(sheet, columns)),
        class_="indicators",
    )


def _runs(rows: Iterable[tuple[int, Indicator]], level: str) -> Iterator[list[tuple[int, Indicator]]]:
    """
    The rows that stand together under the same head.
    """
    return (list(run) for _, run in groupby(rows, lambda row: getattr(row[1], level)))


def _block(sheet: Sheet, columns: _Columns, block: Sequence[tuple[int, Indicator]]) -> Iterator[Markup]:
    """
    The rows under one level-1 head, which the merged cell on the printed form holds together.
    """
    runs = list(_runs(block, "level2"))
    merged = {("level1", block[0][0]): block, **{("level2", run[0][0]): run for run in runs}}
    for index, row in block:
        under = ((name, merged[name, index]) for name in columns.levels if (name, index) in merged)
        heads = (_level_cell(sheet, name, [at for at, _ in run]) for name, run in under)
        cells = (_indicator_cell(sheet, index, name) for name in columns.shared)
        own = (tag("td", quote_form(row.extra.get(head), sheet.lang)) for head in columns.own)
        yield tag("tr", heads, cells, own)


def _level_cell(sheet: Sheet, name: str, indices: Sequence[int]) -> Markup:
    """
    One head for several rows; the findings of all of them belong to it.
    """
    addresses = [cell("indicators", index, name) for index in indices]
    return _cell(sheet, *addresses, element="th", scope="rowgroup", rowspan=len(indices))


def _indicator_cell(sheet: Sheet, index: int, name: str) -> Markup:
    address = cell("indicators", index, name)
    return _cell(sheet, address, element="th", scope="row") if name == "name" else _cell(sheet, address)


def _foot(sheet: Sheet, columns: _Columns) -> Iterator[Markup]:
    """
    The heads that print a weight or score of their own, and the total, each figure below its column.
    """
    before = len(columns.levels) + columns.shared.index("weight")
    after = len(columns.shared) - columns.shared.index("score") - 1 + len(columns.own)
    for index in range(len(sheet.form.sections)):
        name, weight, score = (cell("sections", index, name) for name in ("name", "weight", "score"))
        head = _cell(sheet, name, element="th", scope="row", colspan=before)
        yield tag("tr", head, _cell(sheet, weight), _cell(sheet, score), tag("td", colspan=after), class_="section")
    yield tag(
        "tr",
        tag("th", sheet.say(_TOTAL), scope="row", colspan=before),
        _cell(sheet, "total.weight"),
        _cell(sheet, "total.score"),
        _cell(sheet, "total.grade", colspan=after),
        class_="grand-total",
    )


def _cell(
    sheet: Sheet,
    address: str,
    *merged: str,
    element: str = "td",
    scope: str | None = None,
    rowspan: int | None = None,
    colspan: int | None = None,
) -> Markup:
    """
    A cell with its text and what was found in it; *merged* are the other cells that the same text stands for.
    """
    every = (address, *merged)
    findings = [numbered for one in every for numbered in sheet.findings.get(one, ())]
    at = Address.parse(address)
    classes = [f"of-{at.column or at.part}"]
    if findings:
        classes += ["marked", max(finding.severity for _, finding in findings).value]
    if any(one in sheet.suspected and not sheet.suspected[one].follows for one in every):
        classes.append("suspected")
    text = sheet.form.cell(address).text
    return tag(
        element,
        quote_form(text, sheet.lang, class_="stated") if text is not None else None,
        _draw_expected(sheet, every, findings),
        (flag(sheet, number, finding) for number, finding in findings),
        _draw_held(sheet) if address in sheet.held and not findings else None,
        id=sheet.anchor(address),
        class_=" ".join(classes),
        data_cells=" ".join(every),
        scope=scope,
        rowspan=rowspan if rowspan != 1 else None,
        colspan=colspan if colspan != 1 else None,
    )


def _draw_expected(sheet: Sheet, addresses: Sequence[str], findings: Sequence[tuple[int, Finding]]) -> Child:
    """
    What the cell should hold: its likely correction, and else what its inputs give.
    """
    for address in addresses:
        if address in sheet.suspected:
            change = sheet.suspected[address]
            icon = None if change.follows else draw_icon("suspect", own_colour=True)
            text = sheet.say(_FOLLOWING if change.follows else _SUSPECTED, text=change.value)
            return tag("a", icon, text, class_="expected", href=f"#{sheet.name}-suspects")
    stated = sheet.form.cell(addresses[0]).text
    first = next((finding for _, finding in findings if finding.expected not in (None, stated)), None)
    if first is None:
        return None
    if first.relation is not None and first.relation[0] in _SUMS:
        words = _SUMMED
    else:
        words = _COMPUTED if sheet.suspected or _on_sand(sheet, first) else _EXPECTED
    return tag("span", sheet.say(words, text=first.expected), class_="expected")


def _on_sand(sheet: Sheet, finding: Finding) -> bool:
    """
    Whether something that the value is computed from has an error of its own.
    """
    inputs = set(finding.cells) - {finding.cell}
    return any(other.severity is Severity.ERROR for one in inputs for _, other in sheet.findings.get(one, ()))


def flag(sheet: Sheet, number: int, finding: Finding) -> Markup:
    """
    The mark of a finding, which leads to its full text.
    """
    return draw_flag(finding.severity, finding.code, sheet.finding_anchor(number), sheet.lang)


def _draw_held(sheet: Sheet) -> Markup:
    return tag("span", ICONS["held"], class_="held", role="img", aria_label=sheet.say(_HELD))
