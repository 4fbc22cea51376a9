"""
Web pages, Word's and Excel's own among them: every table a grid.

Pages leave their cells unclosed and stand forms inside layout tables, so an open cell ends where the next one starts,
and tables are kept on a stack. Nothing is followed and nothing is run.
"""

from __future__ import annotations

import re

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import Factory, define, evolve

from perfscore.bilingual import Text
from perfscore.form import Place, Remark
from perfscore.read.errors import ReadError
from perfscore.read.formats.html_style import font_of, hidden_classes, is_hidden
from perfscore.read.formats.html_tags import decode, tokens
from perfscore.read.formats.spans import fit_spans
from perfscore.read.formats.symbols import UNKNOWN, is_symbol_font, meaning
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Mapping

    from perfscore.read.document import Document


__all__ = ["grids"]

_TOO_MANY_CELLS = Text(zh="表格超过 {limit} 个单元格，拒绝读取", en="a table of more than {limit} cells: refused")
_TOO_LONG = Text(zh="网页文字超过 {limit} 个字符，拒绝读取", en="a page of more than {limit} characters: refused")
_TOO_DEEP = Text(zh="表格嵌套超过 {limit} 层，拒绝读取", en="tables nested deeper than {limit}: refused")

_SPACE = re.compile(r"[ \t\r\n\f]+")
_LATIN = re.compile(r"[A-Za-z]")

_BREAKS: Final = frozenset(
    ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "caption", "section", "article", "center", "pre")
)
#: What may hold a table, and hide it with itself.
_CONTAINERS: Final = frozenset(("div", "section", "article", "form", "center", "body"))
_CELLS: Final = frozenset(("td", "th"))

#: So many tags and texts between two looks at what the document has cost.
_STEP = 4096

#: What browsers cut spans to.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534

#: Elements that change how text reads nest no deeper than this in honest pages.
_MOST_EFFECTS = 50

#: A nested table with this many columns may be a form inside a layout table.
_OWN_COLUMNS = 4


def grids(document: Document) -> list[Grid]:
    """
    The tables of a page, an inner one before the one that holds it; a page without any is one grid of text.
    """
    return _Reader(document).read(decode(document.data))


@define
class _Table:
    before: str
    #: its place among the tables of the page, in the order in which they begin
    number: int
    #: how many pieces of text the cell around it held when it began
    begins_at: int
    cells: list[GridCell] = Factory(list)
    remarks: list[Remark] = Factory(list)
    row: int = -1
    column: int = 0
    hidden: bool = False
    hidden_row: bool = False
    hidden_cell: bool = False
    #: the columns that ``col`` elements describe, and those of them that are hidden
    described: int = 0
    hidden_columns: set[int] = Factory(set)
    #: until which row each column is taken by a cell from above
    taken: dict[int, int] = Factory(dict)
    text: list[str] | None = None
    #: how many pieces of it stand before a table inside the cell
    handed_on: int = 0
    spans: tuple[int, int] = (1, 1)
    area: int = 0
    formula: bool = False

    @property
    def width(self) -> int:
        return 1 + max(self.taken, default=0)


@define
class _Effect:
    """
    An open element that changes how its text reads: the font Symbol, or no display at all.
    """

    tag: str
    font: str
    hidden: bool
    depth: int = 1


class _Reader:
    """
    One walk over a page: the tables that are open, and what changes how their text reads.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._grids: list[Grid] = []
        self._tables: list[_Table] = []
        self._begun = 0
        self._hidden_classes: set[str] = set()
        self._length = 0
        self._effects: list[_Effect] = []
        self._before: list[str] = []

    def read(self, page: str) -> list[Grid]:
        number = 0
        for number, token in enumerate(tokens(page), 1):
            if number % _STEP == 0:
                self._document.charge(elements=_STEP)
            if isinstance(token, str):
                self._text(token)
            elif token.closing:
                self._close(token.name)
            elif token.name == "style":
                self._hidden_classes.update(hidden_classes(token.content))
            else:
                self._open(token.name, token.attributes)
        self._document.charge(elements=number % _STEP)
        return self._finish()

    def _open(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "table":
            self._open_table(values)
        elif tag == "col" and self._tables:
            self._open_column(self._tables[-1], values)
        elif tag == "tr" and self._tables:
            self._open_row(values)
        elif tag in _CELLS and self._tables:
            self._open_cell(values)
        else:
            if tag in _BREAKS:
                self._write("\n")
            self._open_effect(tag, values)

    def _close(self, tag: str) -> None:
        if tag == "table" and self._tables:
            self._close_table()
        elif tag in ("tr", "td", "th") and self._tables:
            self._close_cell(self._tables[-1])
        else:
            if tag in _BREAKS:
                self._write("\n")
            self._close_effect(tag)

    def _text(self, words: str) -> None:
        self._length += len(words.strip())
        if self._length > self._document.limits.characters:
            raise self._refusal(_TOO_LONG, self._document.limits.characters)
        if any(effect.hidden for effect in self._effects):
            return
        font = next((effect.font for effect in reversed(self._effects) if effect.font), "")
        if is_symbol_font(font):
            # codes of Latin-1 or of Word's private area; a page may also hold the meant character itself
            words = "".join(
                meaning(font, ord(char)) if char > "\x7f" and ord(char) & ~0xF0FF == 0 and char != "\xa0" else char
                for char in words
            )
        # line feeds of the source become breaks only where an element says so
        self._write(words.replace("\r", " ").replace("\n", "\f"))

    def _finish(self) -> list[Grid]:
        while self._tables:
            self._close_table()
        rest = _lines("".join(self._before))
        if self._grids:
            self._grids[-1] = evolve(self._grids[-1], after=rest)
            return self._grids
        return [Grid((), before=rest)]

    def _write(self, text: str) -> None:
        if self._tables and self._tables[-1].text is not None:
            self._tables[-1].text.append(text)
        else:
            self._before.append(text)

    def _refusal(self, reason: Text, limit: int) -> ReadError:
        return ReadError(reason.fill(limit=limit), file=self._document.name)

    def _open_table(self, values: Mapping[str, str]) -> None:
        depth = self._document.limits.depth
        if len(self._tables) == depth:
            raise self._refusal(_TOO_DEEP, depth)
        hidden = (
            is_hidden(values)
            or any(effect.hidden and effect.tag in _CONTAINERS for effect in self._effects)
            or any(outer.hidden or outer.hidden_row or outer.hidden_cell for outer in self._tables[-1:])
        )
        begins_at = len(self._tables[-1].text or ()) if self._tables else 0
        self._begun += 1
        self._tables.append(_Table("".join(self._before), self._begun, begins_at, hidden=hidden))
        self._before.clear()
        self._effects.clear()

    def _hides(self, values: Mapping[str, str]) -> bool:
        """
        Whether a row, column or cell is hidden, by itself or by its class.
        """
        return is_hidden(values) or not self._hidden_classes.isdisjoint(values.get("class", "").split())

    def _open_column(self, table: _Table, values: Mapping[str, str]) -> None:
        start = table.described
        table.described = min(start + (_span(values.get("span")) or 1), _MOST_COLUMNS)
        if self._hides(values) or values.get("width") == "0":
            table.hidden_columns.update(range(start, table.described))

    def _open_row(self, values: Mapping[str, str]) -> None:
        table = self._tables[-1]
        self._close_cell(table)
        table.row, table.column = table.row + 1, 0
        table.hidden_row = self._hides(values)

    def _open_cell(self, values: Mapping[str, str]) -> None:
        table = self._tables[-1]
        self._close_cell(table)
        table.row = max(table.row, 0)
        while table.taken.get(table.column, -1) >= table.row:
            table.column += 1
        columns = min(_span(values.get("colspan")) or 1, _MOST_COLUMNS)
        # rowspan=0 reaches to the end of the table
        rows = min(_span(values.get("rowspan")) or _MOST_ROWS, _MOST_ROWS)
        table.area += columns
        limit = self._document.limits.cells
        if table.area > limit:
            raise self._refusal(_TOO_MANY_CELLS, limit)
        table.hidden_cell = self._hides(values)
        if table.hidden_cell:
            # the next cell moves into its place
            columns = 0
        for column in range(table.column, table.column + columns):
            table.taken[column] = table.row + rows - 1
        table.spans = (rows, columns)
        table.formula = "x:fmla" in values
        table.text, table.handed_on = [], 0

    def _close_cell(self, table: _Table) -> None:
        if table.text is None:
            return
        text, table.text = _lines("".join(table.text)), None
        rows, columns = table.spans
        place = Place(row=table.row + 1, column=table.column + 1, table=table.number)
        self._effects.clear()
        if table.hidden_cell:
            table.hidden_cell = False
            if text:
                table.remarks.append(Remark("hidden", text, place=place))
            return
        table.cells.append(
            GridCell(
                table.row,
                table.column,
                text,
                rows=rows,
                columns=columns,
                place=place,
                formula=table.formula,
                hidden=table.hidden_row or table.column in table.hidden_columns,
            )
        )
        if UNKNOWN in text:
            table.remarks.append(Remark("symbol", text, place=place))
        table.column += columns

    def _close_table(self) -> None:
        table = self._tables.pop()
        self._close_cell(table)
        outer = self._tables[-1] if self._tables else None
        if outer is not None and outer.text is not None and table.width < _OWN_COLUMNS and not table.hidden:
            outer.text.extend(f"\n{cell.text}" for cell in table.cells)
            return
        cells = fit_spans(table.cells, self._document)
        if table.hidden:
            table.remarks = [Remark("hidden", " ".join(cell.text for cell in cells if cell.text))]
        before = self._before_table(table)
        self._grids.append(Grid(cells, before=before, hidden=table.hidden, remarks=tuple(table.remarks)))

    def _before_table(self, table: _Table) -> str:
        """
        The text before a table: what stands before the tables around it, and in them so far, belongs to it too.
        """
        pieces: list[str] = []
        for outer, inner in pairwise((*self._tables, table)):
            pieces += (outer.before, "\n", *(outer.text or ())[outer.handed_on : inner.begins_at], "\n")
            outer.before, outer.handed_on = "", inner.begins_at
        return _lines("".join((*pieces, table.before)))

    def _open_effect(self, tag: str, values: Mapping[str, str]) -> None:
        font, hidden = font_of(values), is_hidden(values)
        matters = hidden or (font and (is_symbol_font(font) or self._effects))
        if matters and len(self._effects) < _MOST_EFFECTS:
            self._effects.append(_Effect(tag, font, hidden))
        elif self._effects and self._effects[-1].tag == tag:
            self._effects[-1].depth += 1

    def _close_effect(self, tag: str) -> None:
        if self._effects and self._effects[-1].tag == tag:
            self._effects[-1].depth -= 1
            if not self._effects[-1].depth:
                self._effects.pop()


def _span(value: str | None) -> int:
    if value is None:
        return 1
    digits = value.strip()
    return (int(digits) if len(digits) < 8 else _MOST_ROWS) if digits.isdecimal() else 1


def _lines(text: str) -> str:
    """
    *text* as a browser sets it: white space collapsed, breaks kept, blank lines dropped.
    """
    lines = (_SPACE.sub(_collapse, line).replace("\xa0", " ").strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _collapse(match: re.Match[str]) -> str:
    # a line feed of the source between two Chinese characters is no space
    if "\f" not in match[0]:
        return " "
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    return " " if _LATIN.search(around) else ""
