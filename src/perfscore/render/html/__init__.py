"""
Reports as web pages: one for each form, or one with an index in front; each a single file that needs nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import IO, Final
from zlib import crc32

from attrs import frozen

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.render.files import write_whole
from perfscore.render.html.document import document, style
from perfscore.render.html.drawing import form_tables
from perfscore.render.html.icons import ICONS
from perfscore.render.html.index import HEADING, Entry, index
from perfscore.render.html.listing import findings_list, relations_table, remarks_list
from perfscore.render.html.sheet import Sheet, difference, printed, title
from perfscore.render.html.summary import summary
from perfscore.render.html.tags import Child, Markup, fragment, tag
from perfscore.render.phrases import SEVERITIES, VERDICTS, severities
from perfscore.render.writer import Complaint, Style
from perfscore.rules import Severity


__all__ = ["Page", "form_fragment", "piece", "report_fragment", "write", "write_folder"]

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


@frozen
class Page:
    """
    A report drawn: its line in the index, and the form as part of a page.

    *name* begins the addresses within it; *alone* says that it was drawn as the only form of its page.
    """

    entry: Entry
    name: str
    body: Markup
    alone: bool


def piece(report: Report, file: str, form: int, style: Style) -> Page:
    """
    The form with its marks, its findings, and what was checked.
    """
    where, among = _where(file, form), style.layout == "among others"
    name = f"form-{crc32(where.encode(errors='replace')):08x}" if among else "form"
    sheet = Sheet(report.form, style.lang, name, report, where, 3 if among else 2)
    return Page(_entry(sheet, report), name, _section(sheet, report, folded=among), style.layout == "alone")


def write(pieces: Iterable[Page], complaints: Collection[Complaint], out: IO[str], style: Style) -> None:
    """
    The form's page where there is only one; otherwise one page with the index in front and each form folded up below it.
    """
    pages, lang = list(pieces), style.lang
    if len(pages) == 1 and pages[0].alone and not complaints:
        out.write(document(pages[0].entry.title, lang, pages[0].body))
        return
    out.write(
        document(
            HEADING.say(lang, count=len(pages)),
            lang,
            index({f"#{page.name}": page.entry for page in pages}, lang, complaints),
            tag("h2", _EACH.say(lang)) if pages else None,
            (page.body for page in pages),
        )
    )


def write_folder(pieces: Iterable[Page], complaints: Collection[Complaint], folder: Path, style: Style) -> None:
    """
    ``index.html`` and a page for each form, in a folder that is made where it does not exist.

    The index lists the *complaints* about what could not be read. Each page is written as it comes.
    """
    lang, entries = style.lang, dict[str, Entry]()
    folder.mkdir(parents=True, exist_ok=True)
    back = tag("nav", tag("a", "← ", _BACK.say(lang), href="index.html"))
    for number, page in enumerate(pieces, start=1):
        href = f"form-{number}.html"
        entries[href] = page.entry
        write_whole(str(folder / href), document(page.entry.title, lang, back, page.body).encode())
    overview = document(HEADING.say(lang, count=len(entries)), lang, index(entries, lang, complaints))
    write_whole(str(folder / "index.html"), overview.encode())


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


def _entry(sheet: Sheet, report: Report) -> Entry:
    stated, relations = report.examination.number("total.score"), len(report.relations)
    return Entry(
        title=title(report.form),
        file=sheet.file,
        verdict=report.verdict,
        stated=report.form.total.score,
        expected=report.expected.get("total.score"),
        total=None if stated is None else stated.value,
        apart=difference(report),
        found=severities(report.findings),
        codes=tuple(finding.code for finding in report.findings),
        judged=relations - len(report.coverage.unchecked),
        relations=relations,
    )


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
        tag("p", tag("a", "↑ ", sheet.say(_BACK), href="#index")),
        _body(sheet, report),
        class_="folded",
    )
