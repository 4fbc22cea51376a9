"""
A new workbook: sheets of texts, numbers and links, written by hand because that is all they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from types import MappingProxyType
from typing import Final, Literal, Protocol
from urllib.parse import quote
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import evolve, frozen

from perfscore.relations.places import cell_name
from perfscore.render.escaping import lines_of, starts_formula
from perfscore.render.files import WORKBOOK_MARK
from perfscore.render.office.workbook_styles import CellLook, StyleSheet
from perfscore.render.office.xlsx_comments import in_cell


__all__ = ["Cell", "Figure", "Link", "Look", "Shaded", "Sheet", "Styles", "sheet_xml", "workbook"]

Look = Literal["plain", "head", "title"]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_LOOKS: Final = MappingProxyType(
    {"plain": CellLook(), "head": CellLook("head", "F2F2F2"), "title": CellLook("title", is_bordered=False)}
)
#: Excel draws no row higher than 409 points.
_HIGHEST: Final = 400


@frozen
class Figure:
    """
    A number, shown with so many decimals, perhaps as a percentage.
    """

    value: Decimal
    places: int = 0
    is_percent: bool = False

    @property
    def format(self) -> str:
        decimals = f"0.{'0' * self.places}" if self.places else "0"
        return f"{decimals}%" if self.is_percent else decimals


@frozen
class Link:
    """
    A text or number that leads somewhere: to a cell of the workbook (*sheet*, *row*, *column*), or to the file *path*
    beside it.
    """

    shown: str | Figure
    path: str | None = None
    sheet: str | None = None
    row: int = 1
    column: int = 1

    @property
    def location(self) -> str:
        """
        The cell, as a formula would name it.
        """
        sheet = (self.sheet or "").replace("'", "''")
        return f"'{sheet}'!{cell_name(self.row, self.column)}"


@frozen
class Shaded:
    """
    A text on a fill, as ``RRGGBB``.
    """

    text: str
    fill: str


Cell = str | Figure | Link | Shaded | None


@frozen
class Sheet:
    """
    A sheet: its name, the widths of its columns in characters, and its rows of cells, each row with its look.

    The last cell of a row in *wide*, which counts from 1, takes up the rest of the row. The rows down to *head* stay in
    view when the sheet is scrolled, and the last of them carries filters.
    """

    name: str
    widths: tuple[int, ...]
    rows: Sequence[tuple[Look, Sequence[Cell]]]
    wide: frozenset[int] = frozenset()
    head: int = 0


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """
    The workbook as a file.
    """
    styles, numbered = StyleSheet(), list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>' for n, sheet in numbered)
    targets = [*((f"worksheets/sheet{n}.xml", "worksheet", "") for n, _ in numbered), ("styles.xml", "styles", "")]
    types = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{n}.xml", "worksheet") for n, _ in numbered),
    ]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in types)
        + "</Types>",
        "_rels/.rels": _relationships([("xl/workbook.xml", "officeDocument", "")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(targets),
        **{f"xl/worksheets/sheet{n}.xml": sheet_xml(sheet, styles) for n, sheet in numbered},
        "xl/styles.xml": styles.xml(),
        **{
            f"xl/worksheets/_rels/sheet{n}.xml.rels": _relationships(files) for n, s in numbered if (files := _files(s))
        },
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.comment = WORKBOOK_MARK
        for name, content in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'
            archive.writestr(ZipInfo(name), declared.encode("utf-8"), ZIP_DEFLATED)
    return out.getvalue()


def _relationships(targets: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}{more}/>'
        for n, (target, kind, more) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


class Styles(Protocol):
    """
    Where looks have numbers.
    """

    def number(self, look: CellLook) -> int: ...


def sheet_xml(sheet: Sheet, styles: Styles) -> str:
    """
    The sheet as a part of a workbook. Links to files need the relations of the part; those to cells need nothing.
    """
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(sheet.widths, 1)
    )
    rows = "".join(
        f'<row r="{number}" ht="{_height(sheet, number)}" customHeight="1">'
        + "".join(_cell(cell_name(number, n), look, cell, styles) for n, cell in enumerate(cells, 1))
        + "</row>"
        for number, (look, cells) in enumerate(sheet.rows, 1)
    )
    last = len(sheet.widths)
    merges = "".join(
        f'<mergeCell ref="{cell_name(number, len(sheet.rows[number - 1][1]))}:{cell_name(number, last)}"/>'
        for number in sorted(sheet.wide)
    )
    end = cell_name(max(len(sheet.rows), 1), last)
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{_view(sheet)}'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData>"
        f"{_filters(sheet, end)}"
        f"{f'<mergeCells>{merges}</mergeCells>' if merges else ''}{_hyperlinks(sheet)}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        # the form's numbers are kept as printed, which Excel would mark in every cell
        f'<ignoredErrors><ignoredError sqref="A1:{end}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _view(sheet: Sheet) -> str:
    """
    The rows that stay in view.
    """
    if not sheet.head:
        return ""
    below = f'topLeftCell="A{sheet.head + 1}" activePane="bottomLeft" state="frozen"'
    return f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{sheet.head}" {below}/></sheetView></sheetViews>'


def _filters(sheet: Sheet, end: str) -> str:
    return f'<autoFilter ref="A{sheet.head}:{end}"/>' if sheet.head else ""


def _links(sheet: Sheet) -> Iterator[tuple[str, Link]]:
    for number, (_, cells) in enumerate(sheet.rows, 1):
        yield from ((cell_name(number, n), cell) for n, cell in enumerate(cells, 1) if isinstance(cell, Link))


def _files(sheet: Sheet) -> list[tuple[str, str, str]]:
    """
    The files that links lead to. A colon is written as its number, so that no name of a file is another address.
    """
    paths = dict.fromkeys(link.path for _, link in _links(sheet) if link.path is not None)
    return [(quote(path.encode(errors="replace")), "hyperlink", ' TargetMode="External"') for path in paths]


def _hyperlinks(sheet: Sheet) -> str:
    paths = list(dict.fromkeys(link.path for _, link in _links(sheet) if link.path is not None))
    listed = "".join(
        f'<hyperlink ref="{name}" r:id="rId{paths.index(link.path) + 1}"/>'
        if link.path is not None
        else f'<hyperlink ref="{name}" location={quoteattr(link.location)}/>'
        for name, link in _links(sheet)
    )
    return f"<hyperlinks>{listed}</hyperlinks>" if listed else ""


def _height(sheet: Sheet, number: int) -> int:
    """
    The height of a row in points, by its longest text.
    """
    look, cells = sheet.rows[number - 1]
    widths = [*sheet.widths[: len(cells)]]
    if number in sheet.wide:
        widths[-1] = sum(sheet.widths[len(cells) - 1 :])
    texts = ((_text(cell), width) for cell, width in zip(cells, widths, strict=True))
    # the edges of a cell take the room of a wide character
    lines = [lines_of(text, max(width - 2, 2)) for text, width in texts if text]
    return min(max(lines, default=1) * (16 if look == "plain" else 24), _HIGHEST)


def _text(cell: Cell) -> str | None:
    shown = cell.shown if isinstance(cell, Link) else cell
    if isinstance(shown, Shaded):
        return shown.text
    return None if isinstance(shown, Figure) else shown


def _cell(name: str, look: Look, cell: Cell, styles: Styles) -> str:
    base, shown = _LOOKS[look], cell
    if isinstance(cell, Link):
        base, shown = evolve(base, font="link"), cell.shown
    if isinstance(shown, Figure):
        style = styles.number(evolve(base, number=shown.format))
        return f'<c r="{name}" s="{style}"><v>{shown.value:f}</v></c>'
    text = _text(cell)
    if isinstance(shown, Shaded):
        base = evolve(base, fill=shown.fill)
    style = styles.number(evolve(base, is_quoted=bool(text) and starts_formula(text or "") and look == "plain"))
    if not text:
        return f'<c r="{name}" s="{style}"/>'
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{in_cell(text)}</t></is></c>'
