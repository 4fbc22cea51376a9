"""
Comparisons as a web page: the two documents side by side, row by row, differences marked in both.

A mark is a link to the difference in full, which the page also shows beside the cell that is pointed at or focused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Final

from attrs import frozen

from perfscore.address import Address
from perfscore.bilingual import Language, Text
from perfscore.comparing import Comparison, Comparisons, Difference
from perfscore.comparing.targets import fund_pairs
from perfscore.form import Form
from perfscore.relations.labels import COLUMNS
from perfscore.relations.places import place_text
from perfscore.render.comparison.words import (
    AFTER,
    BEFORE,
    MENDED,
    NEW,
    all_comparisons,
    describe_comparison,
    name_of,
    outcome_of,
    said_of,
    sentence_of,
    totals_of,
    uncertain_pairs,
)
from perfscore.render.html.document import document
from perfscore.render.html.icons import draw_flag, draw_icon, draw_severity
from perfscore.render.html.tags import Child, Markup, tag
from perfscore.render.phrases import PLACE, UNREAD
from perfscore.render.writer import Style


__all__ = ["write"]

_TITLE: Final = Text("比较结果", "Comparison")
_COUNTED: Final = Text("{words}（{count}）", "{words} ({count})")
_DIFFERENCES: Final = Text("差异（{count}）", "Differences ({count})")
_FUNDS: Final = Text("项目资金", "funds")
_SOURCE: Final = Text("资金来源", "source")
_INDICATORS: Final = Text("绩效指标", "indicators")
_OVERALL: Final = Text("总体", "The whole")
_MADE: Final = Text(
    "由 perfscore {version} 比较生成。标出的是两份文件不同之处，文件本身没有改动。",
    "Made by perfscore {version}. What is marked differs between the two documents, which were not changed.",
)
#: The columns by table.
_TABLES: Final = (
    ("funds", _FUNDS, ("name", "initial", "budget", "executed", "rate")),
    ("indicators", _INDICATORS, ("name", "target", "actual", "weight", "score")),
)
#: Columns that approved targets do not have: a side that leaves one blank throughout does not show it.
_OF_RESULTS: Final = frozenset({"executed", "rate", "actual", "score"})


@frozen(eq=False)
class _Page:
    """
    One comparison on its way to the page; *name* begins its anchors.
    """

    comparison: Comparison
    lang: Language
    name: str

    def anchor(self, number: int) -> str:
        return f"{self.name}-difference-{number}"

    def marks(self, cell: str | None, *, before: bool) -> list[tuple[int, Difference]]:
        """
        The differences at a cell, with their numbers.
        """
        return [
            (number, finding)
            for number, finding in enumerate(self.comparison.findings, start=1)
            if cell is not None and cell == (finding.before_cell if before else finding.cell)
        ]


def write(result: Comparison | Comparisons, complaints: Sequence[str], out: IO[str], style: Style) -> None:
    """
    One page: what concerns the whole, then each comparison; of several each folds up behind its title.
    """
    pages = [_Page(one, style.lang, f"form-{n}") for n, one in enumerate(all_comparisons(result), start=1)]
    alone = isinstance(result, Comparison)
    whole = () if isinstance(result, Comparison) else result.findings
    unread = (
        [tag("h2", UNREAD.say(style.lang)), tag("ul", (tag("li", text) for text in complaints))] if complaints else None
    )
    out.write(
        document(
            _TITLE.say(style.lang),
            style.lang,
            tag("header", tag("h1", _TITLE.say(style.lang))),
            tag("section", unread, class_="unread warning") if unread else None,
            _whole(whole, style.lang),
            [_body(page) for page in pages] if alone else [_fold(page) for page in pages],
            made=_MADE,
        )
    )


def _whole(findings: Sequence[Difference], lang: Language) -> Child:
    if not findings:
        return None
    items = (_item(finding, lang, f"whole-difference-{n}") for n, finding in enumerate(findings, start=1))
    return tag("section", tag("h2", _OVERALL.say(lang)), tag("ol", items, class_="findings"), class_="listing")


def _fold(page: _Page) -> Markup:
    comparison = page.comparison
    worst = max((finding.severity for finding in comparison.findings), default=None)
    icon = draw_icon(worst.value, own_colour=True) if worst else None
    title = tag("h2", name_of(comparison.after), " ", tag("small", outcome_of(comparison, page.lang)))
    return tag("details", tag("summary", icon, tag("header", title)), _body(page), class_="folded")


def _body(page: _Page) -> Markup:
    comparison, lang = page.comparison, page.lang
    remarks = [*uncertain_pairs(comparison, lang)]
    total = totals_of(comparison, lang)
    return tag(
        "article",
        tag("p", f"{name_of(comparison.before)} → {name_of(comparison.after)}", class_="file"),
        tag("p", describe_comparison(comparison, lang)),
        tag("p", total) if total else None,
        tag("div", (_table(page, *table) for table in _TABLES), class_="sheet"),
        tag("ul", (tag("li", remark) for remark in remarks)) if remarks else None,
        _listing(page),
        _versions(page),
        class_="form",
        id=page.name,
    )


def _table(page: _Page, part: str, words: Text, columns: tuple[str, ...]) -> Child:
    """
    Both sides of one part, a row for each pair, then what has no partner.
    """
    rows = list(_rows(page.comparison, part))
    if not rows:
        return None
    lang = page.lang
    forms = page.comparison.before.form, page.comparison.after.form
    old, new = (
        [
            column
            for column in columns
            if column not in _OF_RESULTS or any(row and _text(form, row, column) for row in side)
        ]
        for form, side in zip(forms, zip(*rows, strict=True), strict=True)
    )
    sides = tag(
        "tr",
        tag("th", BEFORE.say(lang), colspan=len(old), scope="colgroup"),
        tag("th", AFTER.say(lang), colspan=len(new), scope="colgroup"),
    )
    names = {**COLUMNS, "name": _SOURCE if part == "funds" else COLUMNS["name"]}
    heads = tag("tr", (tag("th", names[column].say(lang), scope="col") for column in (*old, *new)))
    body = (
        tag("tr", _cells(page, forms[0], one, old, before=True), _cells(page, forms[1], other, new, before=False))
        for one, other in rows
    )
    caption = tag("caption", words.say(lang))
    return tag("table", caption, tag("thead", sides, heads), tag("tbody", body), class_=f"{part} side-by-side")


def _rows(comparison: Comparison, part: str) -> Iterator[tuple[Address | None, Address | None]]:
    """
    The rows that stand beside each other, by their addresses; several against one take a line each.
    """
    if part == "funds":
        yield from _fund_rows(comparison.before.form, comparison.after.form)
        return
    for pair in comparison.pairs:
        for index in range(max(len(pair.before), len(pair.after))):
            one, other = (
                Address.parse(side[index]) if index < len(side) else None for side in (pair.before, pair.after)
            )
            yield one, other
    yield from ((Address.parse(row), None) for row in comparison.unmatched.before)
    yield from ((None, Address.parse(row)) for row in comparison.unmatched.after)


def _fund_rows(before: Form, after: Form) -> Iterator[tuple[Address | None, Address | None]]:
    partner = {new: old for old, new in fund_pairs(before, after)}
    for index in range(len(after.funds)):
        yield (Address("funds", partner[index]) if index in partner else None), Address("funds", index)
    for index in range(len(before.funds)):
        if index not in partner.values():
            yield Address("funds", index), None


def _cells(page: _Page, form: Form, row: Address | None, columns: Sequence[str], *, before: bool) -> Iterator[Markup]:
    if row is None:
        yield tag("td", colspan=len(columns))
        return
    for column in columns:
        marks = [mark for at in _drawn_in(row, column) for mark in page.marks(str(at), before=before)]
        worst = max((finding.severity for _, finding in marks), default=None)
        yield tag(
            "td",
            tag("span", _text(form, row, column), class_="stated", lang=None if page.lang == "zh" else "zh-CN"),
            (draw_flag(finding.severity, finding.code, page.anchor(number), page.lang) for number, finding in marks),
            class_=f"of-{column}" + (f" marked {worst.value}" if worst else ""),
            data_cells=f"{'before' if before else 'after'}:{row.at(column)}",
        )


def _drawn_in(row: Address, column: str) -> tuple[Address, ...]:
    """
    What one cell of the page shows: a target with its comparator and unit; what concerns a row as a whole, with its name.
    """
    if column == "target":
        return row.at("target"), row.at("comparator"), row.at("unit")
    return (row.at("name"), row) if column == "name" else (row.at(column),)


def _text(form: Form, row: Address, column: str) -> str | None:
    if column != "target":
        return form.cell(str(row.at(column))).text
    return "".join(form.cell(str(row.at(name))).text or "" for name in ("comparator", "target", "unit"))


def _listing(page: _Page) -> Markup:
    findings = page.comparison.findings
    items = (_item(finding, page.lang, page.anchor(number)) for number, finding in enumerate(findings, start=1))
    heading = tag("h3", _DIFFERENCES.say(page.lang, count=len(findings)))
    return tag("section", heading, tag("ol", items, class_="findings"), class_="listing")


def _item(finding: Difference, lang: Language, anchor: str) -> Markup:
    places = [place_text(place, lang) for place in (finding.before_place, finding.place)]
    facts = (
        (BEFORE.say(lang), finding.before),
        (AFTER.say(lang), finding.after),
        (PLACE.say(lang), " → ".join(filter(None, places)) or None),
    )
    return tag(
        "li",
        tag(
            "p",
            draw_severity(finding.severity, lang),
            tag("span", finding.code, class_="code"),
            " ",
            sentence_of(finding, lang),
            class_="message",
        ),
        tag("dl", (tag("div", tag("dt", term), tag("dd", fact)) for term, fact in facts if fact)),
        id=anchor,
        class_=f"finding {finding.severity.value}",
        # the partner of a marked cell lights up with it
        data_cells=f"before:{finding.before_cell} after:{finding.cell}",
        tabindex=-1,
    )


def _versions(page: _Page) -> Child:
    versions = page.comparison.versions
    if versions is None:
        return None
    return [
        tag(
            "section",
            tag("h3", _COUNTED.say(page.lang, words=words, count=len(findings))),
            tag("ul", (tag("li", said_of(finding, page.lang)) for finding in findings)),
        )
        for words, findings in ((MENDED, versions.mended), (NEW, versions.new))
        if findings
    ]
