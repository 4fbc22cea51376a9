"""
A form as a sheet of a new workbook, laid out as the templates are, so that reading it gives the same form again.

The words are those of the templates in either language; in English each is followed by its meaning in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from perfscore.address import cell
from perfscore.bilingual import Language, Text
from perfscore.form import Form, Place
from perfscore.relations.labels import COLUMNS
from perfscore.render.office.xlsx_workbook import Look, Sheet
from perfscore.render.phrases import HEAD_CELLS


__all__ = ["lay_out"]

_TITLES: Final = {"self-evaluation": "项目支出绩效自评表", "declaration": "项目支出绩效目标申报表"}
_FUNDS: Final = Text("项目资金", "funds")
_SUBTOTAL: Final = "小计"
_TOTAL: Final = Text("总分", "total")

_FUND_COLUMNS: Final = ("name", "initial", "budget", "executed", "weight", "rate", "score")
_TARGET_COLUMNS: Final = tuple("level1 level2 name comparator target unit".split())
#: The last columns of a self-evaluation, and of approved targets, which have no results.
_LAST_COLUMNS: Final = {"self-evaluation": ("actual", "weight", "score", "reason"), "declaration": ("weight",)}
_WIDTHS: Final = (14, 16, 28, 12, 24, 10, 24, 10, 10, 36)
_OWN_WIDTH: Final = 16


@frozen
class _Line:
    """
    A row of texts, each with the address of its cell; a word of the template has none.
    """

    cells: Sequence[tuple[str | None, str | None]]
    look: Look = "plain"
    is_wide: bool = False


def lay_out(form: Form, name: str, lang: Language) -> tuple[Sheet, Mapping[str, Place]]:
    """
    The sheet called *name*, and where each cell of the form stands in it.
    """
    own = tuple(dict.fromkeys(head for row in form.indicators for head in row.extra))
    title = _Line([("title", form.title or _TITLES[form.kind])], "title")
    lines = [title, *_head(form, lang), *_funds(form, lang), *_indicators(form, own, lang)]
    places = {
        address: Place(row=row, column=column)
        for row, line in enumerate(lines, 1)
        for column, (address, _) in enumerate(line.cells, 1)
        if address is not None
    }
    rows = [(line.look, [text for _, text in line.cells]) for line in lines]
    wide = frozenset(row for row, line in enumerate(lines, 1) if line.is_wide)
    return Sheet(name, (*_WIDTHS, *[_OWN_WIDTH] * len(own)), rows, wide), places


def _word(text: Text, lang: Language) -> str:
    return text.zh if lang == "zh" else f"{text.zh} ({text.en})"


def _cell(form: Form, address: str) -> tuple[str, str | None]:
    return address, form.cell(address).text


def _head(form: Form, lang: Language) -> Iterator[_Line]:
    for address, words in HEAD_CELLS.items():
        yield _Line([(None, _word(words, lang)), _cell(form, address)], is_wide=True)


def _heads(first: Text, columns: Sequence[str], lang: Language) -> list[tuple[None, str]]:
    return [(None, _word(word, lang)) for word in (first, *(COLUMNS[column] for column in columns[1:]))]


def _funds(form: Form, lang: Language) -> Iterator[_Line]:
    if form.funds:
        yield _Line(_heads(_FUNDS, _FUND_COLUMNS, lang), "head")
    for index in range(len(form.funds)):
        yield _Line([_cell(form, cell("funds", index, column)) for column in _FUND_COLUMNS])


def _indicators(form: Form, own: Sequence[str], lang: Language) -> Iterator[_Line]:
    """
    The rows, then the subtotals of sections and the total, which stand below the weights and scores they add up.
    """
    columns = (*_TARGET_COLUMNS, *_LAST_COLUMNS[form.kind])
    yield _Line([*_heads(COLUMNS["level1"], columns, lang), *((None, head) for head in own)], "head")
    for index, row in enumerate(form.indicators):
        cells = [_cell(form, cell("indicators", index, column)) for column in columns]
        yield _Line([*cells, *((None, row.extra.get(head)) for head in own)])
    blank = [(None, None)] * (columns.index("weight") - 1)
    for index, section in enumerate(form.sections):
        name = (cell("sections", index, "name"), f"{section.name or ''}{_SUBTOTAL}")
        yield _Line([name, *blank, *(_cell(form, cell("sections", index, column)) for column in ("weight", "score"))])
    totals = [_cell(form, cell("total", None, column)) for column in ("weight", "score", "grade")]
    yield _Line([(None, _word(_TOTAL, lang)), *blank, *totals])
