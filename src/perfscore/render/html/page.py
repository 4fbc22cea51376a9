"""
A report drawn: its line in the index, and the form with its marks, its findings and what was checked.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

from attrs import frozen

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.render.html.document import style as style_sheet
from perfscore.render.html.drawing import form_tables
from perfscore.render.html.icons import ICONS, draw_icon
from perfscore.render.html.listing import findings_list, relations_table, remarks_list
from perfscore.render.html.sheet import Sheet
from perfscore.render.html.summary import summary
from perfscore.render.html.tags import Child, Markup, fragment, quote_form, tag
from perfscore.render.phrases import SEVERITIES, VERDICTS
from perfscore.render.summary import FormLine, form_line, title
from perfscore.render.writer import Style
from perfscore.rules import Severity


__all__ = ["Page", "form_fragment", "piece", "report_fragment"]

_MARKS: Final = (
    ("held", Text("重算一致", "recomputed, holds")),
    ("error", SEVERITIES[Severity.ERROR]),
    ("warning", SEVERITIES[Severity.WARNING]),
    ("notice", SEVERITIES[Severity.NOTICE]),
    ("suspect", Text("最可能填错", "most likely wrong")),
)
_HOW: Final = Text(
    "指向或选中标记，可看计算与依据；按 Esc 关闭。表下列出全部问题。",
    "Point at a mark or move to it for arithmetic and source, press Esc to close; all findings are listed below the form.",
)
_FORM: Final = Text("自评表", "The form")
_BACK: Final = Text("回到全部表格", "Back to all forms")


@frozen(eq=False, weakref_slot=True)
class Page:
    """
    A report drawn: its line in the index, and the form as part of a page.

    *name* begins the addresses within it; *alone* says that it was drawn as the only form of its page.
    """

    line: FormLine
    name: str
    body: Markup
    alone: bool


def piece(report: Report, file: str, form: int, style: Style) -> Page:
    """
    The page of a report, drawn for the layout that *style* asks for.
    """
    where, among = file if form == 0 else f"{file}#{form}", style.layout == "among others"
    name = f"form-{crc32(where.encode(errors='replace')):08x}" if among else "form"
    sheet = Sheet(report.form, style.lang, name, report, where, 3 if among else 2)
    line = form_line(report, file, form, style.lang).without_findings()
    return Page(line, name, _section(sheet, report, folded=among), style.layout == "alone")


def report_fragment(report: Report, lang: Language) -> str:
    """
    The report as part of another page, such as a notebook: styled, without script.
    """
    sheet = Sheet(report.form, lang, _unique(report.form), report)
    return _add_style(fragment(_heading(sheet), _body(sheet, report)))


def form_fragment(form: Form, lang: Language) -> str:
    """
    The form as part of another page.
    """
    sheet = Sheet(form, lang, _unique(form))
    return _add_style(fragment(_heading(sheet), form_tables(sheet), remarks_list(sheet)))


def _unique(form: Form) -> str:
    """
    A name for anchors on a page that may hold other forms: the same for the same form.
    """
    return f"perfscore-{crc32(repr(form).encode(errors='replace')):08x}"


def _add_style(body: Markup) -> str:
    return fragment(tag("style", Markup(style_sheet())), tag("div", body, class_="perfscore")).html


def _heading(sheet: Sheet) -> Markup:
    return tag(
        "header",
        tag(f"h{sheet.level - 1}", quote_form(title(sheet.form), sheet.lang)),
        tag("p", sheet.file, class_="file") if sheet.file else None,
    )


def _body(sheet: Sheet, report: Report) -> Child:
    return tag(
        "article",
        summary(sheet, report),
        tag(
            "section",
            sheet.heading(sheet.say(_FORM), class_="unseen"),
            _legend(sheet),
            form_tables(sheet),
        ),
        findings_list(sheet, report),
        remarks_list(sheet),
        relations_table(sheet, report),
        class_="form",
        id=sheet.name,
    )


def _legend(sheet: Sheet) -> Markup:
    """
    What the marks in the form mean.
    """
    marks = (tag("span", draw_icon(mark, own_colour=True), sheet.say(words)) for mark, words in _MARKS)
    return tag("p", marks, tag("span", sheet.say(_HOW), class_="how"), class_="legend")


def _section(sheet: Sheet, report: Report, *, folded: bool) -> Markup:
    """
    The form, or, *folded*, the form behind its title. The anchor stands inside, so that going there unfolds it.
    """
    if not folded:
        return fragment(_heading(sheet), _body(sheet, report))
    verdict = report.verdict
    ended = tag("span", ICONS[verdict], class_=f"icon {verdict}", role="img", aria_label=sheet.say(VERDICTS[verdict]))
    return tag(
        "details",
        tag("summary", ended, _heading(sheet)),
        tag("p", tag("a", "↑ ", sheet.say(_BACK), href="#index", class_="back")),
        _body(sheet, report),
        class_="folded",
    )
