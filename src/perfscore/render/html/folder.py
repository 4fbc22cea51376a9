"""
A folder of pages: one for each form, named after its document, with an index in front.

A page is written as soon as the next one is there, so that it can lead to it and nothing but lines is kept in memory.
"""

from __future__ import annotations

import os

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import Final
from urllib.parse import quote

from perfscore.bilingual import Language, Text
from perfscore.render.files import write_whole
from perfscore.render.html.document import GENERATOR, document
from perfscore.render.html.form_table import mark_choice
from perfscore.render.html.index import HEADING, index
from perfscore.render.html.page import Page
from perfscore.render.html.tags import Markup, tag
from perfscore.render.summary import FormLine
from perfscore.render.writer import Complaint, Style


__all__ = ["write_folder"]

_BACK: Final = Text("全部表格", "All forms")
_BEFORE: Final = Text("上一张", "Previous")
_AFTER: Final = Text("下一张", "Next")
#: Bytes in which a page says what made it.
_BEGINNING: Final = 512


def write_folder(
    pieces: Iterable[Page],
    complaints: Collection[Complaint],
    folder: Path,
    style: Style,
    file_for: Callable[[str, str], str],
) -> None:
    """
    ``index.html`` and a page for each form, in a folder that is made where it does not exist.

    *file_for* gives the path of the page for a document. The index lists the *complaints* about what could not be read,
    and the pages of earlier runs that were not written again.
    """
    lang, lines = style.lang, dict[str, FormLine]()
    named = ((page, file_for(page.line.file, ".html")) for page in pieces)
    for before, (page, path), after in _neighbours(named):
        lines[_address(path, folder)] = page.line
        nav = _navigation(page.line, path, before, after, folder, lang)
        write_whole(path, document(page.line.title, lang, nav, page.body).encode())
    stale = sorted(_stale(folder, set(lines)))
    folder.mkdir(parents=True, exist_ok=True)
    overview = document(HEADING.say(lang, count=len(lines)), lang, index(lines, lang, complaints, stale))
    write_whole(str(folder / "index.html"), overview.encode())


def _neighbours(
    pages: Iterable[tuple[Page, str]],
) -> Iterator[tuple[str | None, tuple[Page, str], str | None]]:
    """
    Each page with the paths of the one before it and the one after it.
    """
    before: str | None = None
    for one, after in pairwise(chain(pages, [None])):
        if one is not None:
            yield before, one, None if after is None else after[1]
            before = one[1]


def _address(path: str, folder: str | Path) -> str:
    """
    The address of a page as seen from *folder*.
    """
    return quote(os.path.relpath(path, folder).replace(os.sep, "/").encode(errors="surrogateescape"))


def _navigation(
    line: FormLine, path: str, before: str | None, after: str | None, folder: Path, lang: Language
) -> Markup:
    here = os.path.dirname(path)
    back = _address(str(folder / "index.html"), here)
    return tag(
        "nav",
        tag("a", "← ", _BACK.say(lang), href=back, class_="back"),
        tag("a", _BEFORE.say(lang), href=_address(before, here), rel="prev") if before else None,
        tag("a", _AFTER.say(lang), href=_address(after, here), rel="next") if after else None,
        mark_choice(lang, line),
        class_="pages",
        data_page=_address(path, folder),
    )


def _stale(folder: Path, written: Collection[str]) -> Iterator[str]:
    """
    The addresses of pages that an earlier run has left.
    """
    for path in folder.rglob("*.html"):
        address = _address(str(path), folder)
        if address not in written and address != "index.html" and _is_page(path):
            yield address


def _is_page(path: Path) -> bool:
    try:
        with path.open("rb") as page:
            return f'<meta name="generator" content="{GENERATOR}'.encode() in page.read(_BEGINNING)
    except OSError:
        return False
