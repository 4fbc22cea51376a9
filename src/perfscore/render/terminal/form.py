"""
A form on a terminal, as it was read: its head, its tables, its total, and what could not be placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import IO, Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from perfscore.bilingual import Language, Text
from perfscore.form import Form, Indicator
from perfscore.relations.labels import COLUMNS
from perfscore.render.phrases import HEAD_CELLS, colon
from perfscore.render.terminal.drawing import clean, console_on


__all__ = ["form_parts", "heading", "show", "where_of", "write_forms"]

_FUND_COLUMNS: Final = ("name", "initial", "budget", "executed", "weight", "rate", "score")
_SECTION_COLUMNS: Final = ("name", "weight", "score")
_INDICATOR_COLUMNS: Final = tuple("level1 level2 name comparator target unit actual weight score reason".split())
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
#: What a head that goes on over the next row is written as.
_DITTO: Final = "〃"
_FUNDS: Final = Text("项目资金", "funds")
_SECTIONS: Final = Text("分项", "section")
_TOTAL: Final = Text("总分", "total")
_UNPLACED: Final = Text("未能归位的文字", "text that could not be placed")
_REMARKS: Final = Text("读取说明", "remarks of the reader")
_INCOMPLETE: Final = Text("表格不完整", "part of the form is missing")


def where_of(file: str, index: int) -> str:
    """
    A document, and which of its forms where it holds several.
    """
    return file if index == 0 else f"{file}#{index}"


def show(text: str | None) -> Line:
    """
    A cell's text, or nothing for a blank.
    """
    return Line("" if text is None else clean(text))


def heading(form: Form, where: str) -> Line:
    """
    The line over a form or its report: the document, and what the form is about.
    """
    return Line.assemble((f"{clean(where)}  " if where else "", "bold"), clean(_title(form)))


def _title(form: Form) -> str:
    year = f"（{form.year}）" if form.year else ""
    return (form.project or form.title or "") + year


def write_forms(forms: Iterable[tuple[str, int, Form]], out: IO[str], lang: Language) -> None:
    """
    Each form as tables, cell by cell, with the text that could not be placed below it.
    """
    console = console_on(out)
    for file, index, form in forms:
        for part in form_parts(form, lang, where_of(file, index)):
            console.print(part)
        console.print()


def form_parts(form: Form, lang: Language, where: str = "") -> Iterator[RenderableType]:
    """
    What is drawn of one form, from the top down.
    """
    yield heading(form, where)
    if not form.complete:
        yield Line(_INCOMPLETE.say(lang), style="yellow")
    yield from _head(form, lang)
    if form.funds:
        yield _grid(form.funds, _FUND_COLUMNS, lang, named=_FUNDS)
    if form.sections:
        yield _grid(form.sections, _SECTION_COLUMNS, lang, named=_SECTIONS)
    if form.indicators:
        own = [row.extra for row in form.indicators]
        yield _grid(form.indicators, _INDICATOR_COLUMNS, lang, named=COLUMNS["name"], own=own)
    yield _total(form, lang)
    yield from _remarks(form, lang)


def _head(form: Form, lang: Language) -> Iterator[Line]:
    for address, name in HEAD_CELLS.items():
        text = form.cell(address).text
        if text and text not in (form.project, form.year):  # those are in the heading
            yield Line.assemble((name.say(lang), "bold"), colon(lang), clean(text))


def _grid(
    rows: Sequence[Any], columns: Sequence[str], lang: Language, *, named: Text, own: Sequence[Mapping[str, str]] = ()
) -> Table:
    """
    The columns that somebody filled in, that of names under the head *named*, then the form's *own* under its own heads.
    """
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    used = [name for name in columns if any(getattr(row, name) for row in rows)]
    for name in used:
        table.add_column((named if name == "name" else COLUMNS[name]).say(lang), overflow="fold")
    heads = list(dict.fromkeys(head for texts in own for head in texts))
    for head in heads:
        table.add_column(show(head), overflow="fold")
    above = None
    for row, texts in zip_longest(rows, own, fillvalue=_NONE):
        cells = [_DITTO if _goes_on(name, row, above) else getattr(row, name) for name in used]
        table.add_row(*map(show, cells), *(show(texts.get(head)) for head in heads))
        above = row
    return table


def _goes_on(name: str, row: Any, above: Any) -> bool:
    """
    Whether a head of level 1 or 2 is that of the row above, as merged cells show it.
    """
    if not isinstance(above, Indicator) or name not in ("level1", "level2") or not getattr(row, name):
        return False
    same = getattr(row, name) == getattr(above, name)
    return same and (name == "level1" or row.level1 == above.level1)


def _total(form: Form, lang: Language) -> Line:
    total = form.total
    parts = [
        f"{COLUMNS[name].say(lang)} {clean(value)}"
        for name in ("weight", "score", "grade")
        if (value := getattr(total, name))
    ]
    return Line(f"{_TOTAL.say(lang)}  " + "  ".join(parts), style="bold")


def _remarks(form: Form, lang: Language) -> Iterator[Line]:
    for head, remarks in (
        (_UNPLACED, form.unplaced),
        (_REMARKS, tuple(remark for remark in form.remarks if remark.kind != "unplaced")),
    ):
        if remarks:
            yield Line(head.say(lang), style="yellow")
        for remark in remarks:
            line = remark.place and (remark.place.line or remark.place.row)
            yield Line(f"  {f'{line}: ' if line else ''}{clean(remark.text)}")
