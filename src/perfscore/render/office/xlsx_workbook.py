"""
A new workbook: sheets of text cells, written by hand because that is all they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import Final, Literal
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import frozen

from perfscore.relations.places import cell_name
from perfscore.render.escaping import lines_of, starts_formula
from perfscore.render.office.xlsx_comments import in_cell


__all__ = ["Look", "Sheet", "workbook"]

Look = Literal["plain", "head", "title"]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

#: Styles by look, and the one of a text that would be a formula if somebody typed it: it is shown with a quote in front.
_STYLES: Final = MappingProxyType({"plain": 1, "head": 2, "title": 3})
_QUOTED: Final = 4

_STYLE_SHEET: Final = f"""<styleSheet xmlns="{_MAIN}">
<fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font>\
<font><b/><sz val="16"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/>\
<right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@frozen
class Sheet:
    """
    A sheet: its name, the widths of its columns in characters, and its rows of texts, each with the look of its cells.

    The last cell of a row in *wide*, which counts from 1, takes up the rest of the row.
    """

    name: str
    widths: tuple[int, ...]
    rows: Sequence[tuple[Look, Sequence[str | None]]]
    wide: frozenset[int] = frozenset()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """
    The workbook as a file.
    """
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    targets = [*((f"worksheets/sheet{n}.xml", "worksheet") for n in numbers), ("styles.xml", "styles")]
    types = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers),
    ]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in types)
        + "</Types>",
        "_rels/.rels": _relationships([("xl/workbook.xml", "officeDocument")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(targets),
        "xl/styles.xml": _STYLE_SHEET,
        **{f"xl/worksheets/sheet{n}.xml": _sheet(sheet) for n, sheet in zip(numbers, sheets, strict=True)},
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'
            archive.writestr(ZipInfo(name), declared.encode("utf-8"), ZIP_DEFLATED)
    return out.getvalue()


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(sheet.widths, 1)
    )
    rows = "".join(
        f'<row r="{number}" ht="{_height(sheet, number)}" customHeight="1">'
        + "".join(_cell(cell_name(number, n), look, text) for n, text in enumerate(texts, 1))
        + "</row>"
        for number, (look, texts) in enumerate(sheet.rows, 1)
    )
    last = len(sheet.widths)
    merges = "".join(
        f'<mergeCell ref="{cell_name(number, len(sheet.rows[number - 1][1]))}:{cell_name(number, last)}"/>'
        for number in sorted(sheet.wide)
    )
    area = f"A1:{cell_name(max(len(sheet.rows), 1), last)}"
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols>'
        f"<sheetData>{rows}</sheetData>{f'<mergeCells>{merges}</mergeCells>' if merges else ''}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        # the form's numbers are kept as printed, which Excel would mark in every cell
        f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _height(sheet: Sheet, number: int) -> int:
    """
    The height of a row in points, by its longest text.
    """
    look, texts = sheet.rows[number - 1]
    widths = [*sheet.widths[: len(texts)]]
    if number in sheet.wide:
        widths[-1] = sum(sheet.widths[len(texts) - 1 :])
    lines = [lines_of(text, width) for text, width in zip(texts, widths, strict=True) if text]
    # Excel draws no row higher than 409 points
    return min(max(lines, default=1) * (16 if look == "plain" else 24), 400)


def _cell(name: str, look: Look, text: str | None) -> str:
    style = _QUOTED if text and starts_formula(text) and look == "plain" else _STYLES[look]
    if text is None:
        return f'<c r="{name}" s="{style}"/>'
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{in_cell(text)}</t></is></c>'
