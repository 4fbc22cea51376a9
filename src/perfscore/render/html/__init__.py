"""
Reports as web pages: one for each form, or one with an index in front; each a single file that needs nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import IO, Final
from zlib import crc32

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.render import Complaint
from perfscore.render.html.document import document, style
from perfscore.render.html.drawing import form_tables
from perfscore.render.html.icons import ICONS
from perfscore.render.html.index import HEADING, Entry, index
from perfscore.render.html.listing import findings_list, relations_table, remarks_list
from perfscore.render.html.sheet import Sheet, printed, title
from perfscore.render.html.summary import summary
from perfscore.render.html.tags import Child, Markup, fragment, tag
from perfscore.render.phrases import SEVERITIES, VERDICTS
from perfscore.rules import Severity


__all__ = ["form_fragment", "report_fragment", "write_folder", "write_reports", "write_run"]

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
_EACH: Final = Text("各表详情", "Form by form")
_BACK: Final = Text("回到全部表格", "Back to all forms")


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    The form's page for one report; for several, one page with the index in front and each form folded up below it.
    """
    write_run(reports, (), out, lang)


def write_run(
    reports: Iterable[tuple[str, int, Report]], complaints: Collection[Complaint], out: IO[str], lang: Language
) -> None:
    """
    As `write_reports`, with *complaints* about what could not be read; they are complete when the reports are.
    """
    listed = list(reports)
    if len(listed) == 1 and not complaints:
        ((file, number, report),) = listed
        sheet = Sheet(report.form, lang, report=report, file=_where(file, number))
        out.write(document(title(report.form), lang, _heading(sheet), _body(sheet, report)))
        return
    entries = [
        Entry(Sheet(report.form, lang, f"form-{count}", report, _where(file, number), 3), report, f"#form-{count}")
        for count, (file, number, report) in enumerate(listed, start=1)
    ]
    sections = (_folded(entry) for entry in entries)
    out.write(
        document(
            HEADING.say(lang, count=len(listed)),
            lang,
            index(entries, lang, complaints),
            tag("h2", _EACH.say(lang)) if entries else None,
            sections,
        )
    )


def write_folder(
    reports: Iterable[tuple[str, int, Report]], folder: Path, lang: Language, complaints: Collection[Complaint] = ()
) -> None:
    """
    ``index.html`` and a page for each form, in a folder that is made where it does not exist.

    The index lists the *complaints* about what could not be read; they are complete when the reports are.
    """
    listed = list(reports)
    folder.mkdir(parents=True, exist_ok=True)
    digits = len(str(len(listed)))
    entries = [
        Entry(
            Sheet(report.form, lang, report=report, file=_where(file, number)), report, f"form-{count:0{digits}}.html"
        )
        for count, (file, number, report) in enumerate(listed, start=1)
    ]
    _write(
        folder / "index.html", document(HEADING.say(lang, count=len(listed)), lang, index(entries, lang, complaints))
    )
    back = tag("nav", tag("a", "← ", _BACK.say(lang), href="index.html"))
    for entry in entries:
        body = (back, _heading(entry.sheet), _body(entry.sheet, entry.report))
        _write(folder / entry.href, document(title(entry.report.form), lang, *body))


def report_fragment(report: Report, lang: Language) -> str:
    """
    The report as part of another page, such as a notebook: styled, without script.
    """
    sheet = Sheet(report.form, lang, _unique(report.form), report)
    return _styled(fragment(_heading(sheet), _body(sheet, report)))


def form_fragment(form: Form, lang: Language) -> str:
    """
    The form as part of another page.
    """
    sheet = Sheet(form, lang, _unique(form))
    return _styled(fragment(_heading(sheet), form_tables(sheet), remarks_list(sheet)))


def _unique(form: Form) -> str:
    """
    A name for anchors on a page that may hold other forms: the same for the same form.
    """
    return f"perfscore-{crc32(repr(form).encode(errors='replace')):08x}"


def _styled(body: Markup) -> str:
    return fragment(tag("style", Markup(style())), tag("div", body, class_="perfscore")).html


def _where(file: str, number: int) -> str:
    return file if number == 0 else f"{file}#{number}"


def _heading(sheet: Sheet) -> Markup:
    return tag(
        "header",
        tag(f"h{sheet.level - 1}", printed(title(sheet.form), sheet.lang)),
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
    marks = (
        tag("span", tag("span", ICONS[mark], class_=f"icon {mark}", aria_hidden="true"), sheet.say(words))
        for mark, words in _MARKS
    )
    return tag("p", marks, tag("span", sheet.say(_HOW), class_="how"), class_="legend")


def _folded(entry: Entry) -> Markup:
    """
    The form behind its title. The anchor stands inside, so that going there unfolds it.
    """
    sheet, verdict = entry.sheet, entry.report.verdict
    ended = tag("span", ICONS[verdict], class_=f"icon {verdict}", role="img", aria_label=sheet.say(VERDICTS[verdict]))
    return tag(
        "details",
        tag("summary", ended, _heading(sheet)),
        tag("p", tag("a", "↑ ", sheet.say(_BACK), href="#index")),
        _body(sheet, entry.report),
        class_="folded",
    )


def _write(path: Path, page: str) -> None:
    path.write_text(page, encoding="utf-8", newline="\n")
