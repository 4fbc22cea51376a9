"""
Word documents (DOCX): every table a grid.

What the page shows is read: insertions that nobody accepted yet are, deletions and hidden text are not;
content controls are looked through; the numbers of lists are counted; a ``≥`` typed as a character of the font Symbol is one.
A table of few columns inside a cell is text of that cell, any other is a table of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.form import Place, Remark
from perfscore.read.formats.docx_numbering import Numbering, numbering
from perfscore.read.formats.package import Package
from perfscore.read.formats.spans import fit_spans
from perfscore.read.formats.symbols import UNKNOWN, is_symbol_font, meaning
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from perfscore.read.document import Document


__all__ = ["grids"]

_WRAPPERS: Final = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "ruby", "rubyBase")
)
_CHANGES: Final = ("ins", "del", "moveFrom", "moveTo")
_MARKS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF: Final = frozenset(("0", "false", "off", "none"))

#: A nested table with this many columns may be a form inside a layout table.
_OWN_COLUMNS = 4


def grids(document: Document) -> list[Grid]:
    """
    The tables of a DOCX in reading order; a document without any is one grid that holds only its text.
    """
    package = Package(document)
    main = package.main("word/document.xml")
    body = package.required(main).find("body")
    return _Reader(document, numbering(package, main)).read(body) if body is not None else []


class _Reader:
    """
    One walk over a document, which remembers the text since the last table.
    """

    def __init__(self, document: Document, lists: Numbering) -> None:
        self._document = document
        self._lists = lists
        self._grids: list[Grid] = []
        self._before: list[str] = []
        #: the tables by their place among all that begin before them, those that are text of a cell too
        self._numbers: dict[Element, int] = {}
        #: the kinds of tracked changes that the document has
        self._changes: tuple[str, ...] = ()

    def read(self, body: Element) -> list[Grid]:
        self._numbers = {table: number for number, table in enumerate(body.iter("tbl"), 1)}
        self._changes = tuple(tag for tag in _CHANGES if next(body.iter(tag), None) is not None)
        for block in _inside(body):
            if block.tag == "tbl":
                self._table(block)
            elif block.tag == "p":
                self._before.append(self._paragraph(block))
        rest = "\n".join(self._before)
        if self._grids:
            self._grids[-1] = evolve(self._grids[-1], after=rest)
        else:
            self._grids.append(Grid((), before=rest))
        return self._grids

    def _table(self, table: Element) -> None:
        before, self._before = "\n".join(self._before), []
        nested: list[Element] = []
        remarks: list[Remark] = []
        cells: list[GridCell] = []
        #: by column, which of the cells began last, and how many rows those cover that go on below
        anchors: dict[int, int] = {}
        heights: dict[int, int] = {}
        for number, row in enumerate(_rows(table)):
            column = _count(_property(row, "trPr", "gridBefore"), 0)
            hidden = _is_on(_property(row, "trPr", "hidden"))
            for cell in _inside(row):
                if cell.tag != "tc":
                    continue
                width = _count(_property(cell, "tcPr", "gridSpan"), 1)
                merged = _property(cell, "tcPr", "vMerge")
                if merged is not None and merged.get("val", "continue") == "continue" and column in anchors:
                    above = anchors[column]
                    heights[above] = number - cells[above].row + 1
                else:
                    place = Place(row=number + 1, column=column + 1, table=self._numbers[table])
                    text = self._cell(cell, nested)
                    remarks.extend(self._remarks(cell, text, place))
                    anchors[column] = len(cells)
                    cells.append(GridCell(number, column, text, columns=width, place=place, hidden=hidden))
                column += width
        for index, rows in heights.items():
            cells[index] = evolve(cells[index], rows=rows)
        self._grids.append(Grid(fit_spans(cells, self._document), before=before, remarks=tuple(remarks)))
        for inner in nested:
            self._table(inner)

    def _paragraph(self, paragraph: Element) -> str:
        text, label = _text(paragraph), self._lists.label(paragraph)
        # a column of numbers may hold nothing but the automatic ones
        return label + text if text.strip() else label.rstrip()

    def _cell(self, cell: Element, nested: list[Element]) -> str:
        lines: list[str] = []
        for block in _inside(cell):
            if block.tag == "p":
                lines.append(self._paragraph(block))
            elif block.tag == "tbl" and _width(block) >= _OWN_COLUMNS:
                nested.append(block)
            elif block.tag == "tbl":
                lines.extend(self._cell(inner, nested) for row in _rows(block) for inner in _inside(row))
        return "\n".join(line for line in lines if line.strip())

    def _remarks(self, cell: Element, text: str, place: Place) -> Iterator[Remark]:
        if any(True for tag in self._changes for _ in cell.iter(tag)):
            yield Remark("changes", text, place=place)
        if UNKNOWN in text:
            yield Remark("symbol", text, place=place)


def _inside(parent: Element) -> Iterator[Element]:
    """
    The children of *parent*, those in content controls and accepted or unaccepted insertions too.
    """
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _inside(child)
        else:
            yield child


def _rows(table: Element) -> list[Element]:
    return [row for row in _inside(table) if row.tag == "tr" and row.find("trPr/del") is None]


def _width(table: Element) -> int:
    return max((sum(cell.tag == "tc" for cell in _inside(row)) for row in _rows(table)), default=0)


def _property(element: Element, group: str, name: str) -> Element | None:
    # two steps: a path with a slash in it takes several times as long
    properties = element.find(group)
    return None if properties is None else properties.find(name)


def _count(element: Element | None, default: int) -> int:
    value = "" if element is None else element.get("val", "")
    return int(value) if value.isdecimal() and len(value) < 5 else default


def _text(paragraph: Element) -> str:
    return "".join(_run(run) for run in _inside(paragraph) if run.tag == "r")


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get("val", "true") not in _OFF


def _run(run: Element) -> str:
    if _is_on(_property(run, "rPr", "vanish")):
        return ""
    fonts = _property(run, "rPr", "rFonts")
    font = "" if fonts is None else fonts.get("ascii", "")
    parts: list[str] = []
    for part in run:
        if part.tag == "t":
            parts.append(_in_font(part.text or "", font))
        elif part.tag == "sym":
            parts.append(_symbol(part))
        else:
            parts.append(_MARKS.get(part.tag, ""))
    return "".join(parts)


def _in_font(text: str, font: str) -> str:
    if not is_symbol_font(font):
        return text
    # Word writes the characters of a symbol font into its private area, other programs leave them in Latin-1
    return "".join(meaning(font, ord(char)) if char > "\x7f" and ord(char) & ~0xF0FF == 0 else char for char in text)


def _symbol(symbol: Element) -> str:
    try:
        code = int(symbol.get("char", ""), 16)
    except ValueError:
        return UNKNOWN
    return meaning(symbol.get("font", ""), code)
