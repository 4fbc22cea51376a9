"""
Reports as web pages: one for each form, or one with an index in front; each a single file that needs nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import IO, Final

from perfscore.bilingual import Text
from perfscore.render.html.document import document
from perfscore.render.html.folder import write_folder
from perfscore.render.html.index import HEADING, index
from perfscore.render.html.page import Page, form_fragment, piece, report_fragment
from perfscore.render.html.tags import tag
from perfscore.render.writer import Complaint, Style


__all__ = ["form_fragment", "piece", "report_fragment", "write", "write_folder"]

_EACH: Final = Text("各表详情", "Form by form")


def write(pieces: Iterable[Page], complaints: Collection[Complaint], out: IO[str], style: Style) -> None:
    """
    The form's page where there is only one; otherwise one page with the index in front and each form folded up below it.
    """
    pages, lang = list(pieces), style.lang
    if len(pages) == 1 and pages[0].alone and not complaints:
        out.write(document(pages[0].line.title, lang, pages[0].body))
        return
    out.write(
        document(
            HEADING.say(lang, count=len(pages)),
            lang,
            index({f"#{page.name}": page.line for page in pages}, lang, complaints),
            tag("h2", _EACH.say(lang)) if pages else None,
            (page.body for page in pages),
        )
    )
