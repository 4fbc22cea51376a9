"""
A copy of a workbook with some cells coloured and commented, a sheet more at its end, and nothing else changed.

Only what has to change is written anew: the cell's style number, one style more in the style sheet, the comments with
their shapes, and the lists in which a package names its parts.
Formulas, merged ranges, pictures, macros and whatever a later version of Excel invented stay as they are, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from attrs import frozen

from perfscore.relations.places import cell_name
from perfscore.render.files import WORKBOOK_MARK
from perfscore.render.office.marks import Mark
from perfscore.render.office.office_copy import RELATIONSHIPS, OfficeCopy
from perfscore.render.office.splicing import Edit, Span, apply_edits, in_ascii, spans, with_attributes
from perfscore.render.office.workbook_styles import CellLook
from perfscore.render.office.worksheet import find_workbook, list_rows, list_sheets
from perfscore.render.office.xlsx_comments import NO_COMMENTS, NO_SHAPES, add_comments, add_shapes
from perfscore.render.office.xlsx_styles import Styles
from perfscore.render.office.xlsx_workbook import Sheet, sheet_xml


__all__ = ["mark_workbook"]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_WORKSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"

#: What may stand in a sheet before its ``legacyDrawing``, for which the schema has one place only.
_BEFORE_DRAWING: Final = frozenset(
    (
        "sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate"
        " customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions"
        " pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors"
        " smartTags drawing"
    ).split()
)


def mark_workbook(
    data: bytes, marks: Mapping[str, Sequence[Mark]], more: Callable[[OfficeCopy], Sheet] | None = None
) -> bytes:
    """
    The workbook with these marks, no two for one cell, by the names of its sheets, and one sheet *more* at its end.

    :raises ValueError: for a workbook built in a way that we cannot change safely.
    """
    copy = OfficeCopy(data)
    workbook = find_workbook(copy)
    style_sheet = next((part for kind, part in copy.package.related(workbook).values() if kind == "styles"), None)
    styles = Styles(copy.part(style_sheet)) if style_sheet else None
    for name, part in list_sheets(copy):
        if wanted := marks.get(name):
            _mark_sheet(copy, part, wanted, styles)
    if more is not None:
        _add_sheet(copy, workbook, more(copy), styles)
    if style_sheet and styles:
        copy.change(style_sheet, styles.write())
    return copy.pack(WORKBOOK_MARK)


@frozen
class _Borrowed:
    """
    The looks of our sheet in the style sheet of somebody else's workbook: its usual style, filled where we fill.
    """

    styles: Styles | None

    def number(self, look: CellLook) -> int:
        return (self.styles and look.fill and self.styles.fill(0, look.fill)) or 0


def _add_sheet(copy: OfficeCopy, workbook: str, sheet: Sheet, styles: Styles | None) -> None:
    data = copy.part(workbook)
    found = spans(data, ("sheets", "sheet"))
    root = next(span for span in found if span.name == "sheets")
    known = [span.attributes for span in found if span.name == "sheet"]
    taken = {each.get("name", "").lower() for each in known}
    name = next(
        n for n in (sheet.name, *(f"{sheet.name} {i}" for i in range(2, len(known) + 3))) if n.lower() not in taken
    )
    number = max((int(each.get("sheetId", "0")) for each in known), default=0) + 1
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{sheet_xml(sheet, _Borrowed(styles))}'
    _, relation = copy.add("xl/worksheets/sheet{}.xml", content.encode(), _WORKSHEET, owner=workbook, kind="worksheet")
    tag = root.beside("sheet")
    entry = f'<{tag} xmlns:r="{RELATIONSHIPS}" name={quoteattr(name)} sheetId="{number}" r:id="{relation}"/>'
    copy.change(workbook, apply_edits(data, [root.append(entry)]))


def _mark_sheet(copy: OfficeCopy, sheet: str, marks: Sequence[Mark], styles: Styles | None) -> None:
    data = copy.part(sheet)
    blocks = spans(data, ("worksheet",), children_of="worksheet")
    if _MAIN not in blocks[-1].attributes.values():
        msg = "the workbook is in the strict dialect"
        raise ValueError(msg)
    edits = list(_style_edits(data, marks, styles)) if styles else []
    drawing, edit = _find_drawing(copy, sheet, blocks)
    copy.change(sheet, apply_edits(data, [*edits, edit] if edit else edits))
    comments = _find_comments(copy, sheet)
    content, had = add_comments(copy.part(comments), ((cell_name(mark.row, mark.column), mark.text) for mark in marks))
    copy.change(comments, content)
    new = [(mark.row, mark.column, mark.text) for mark in marks if cell_name(mark.row, mark.column) not in had]
    copy.change(drawing, add_shapes(copy.part(drawing), new))


def _find_comments(copy: OfficeCopy, sheet: str) -> str:
    """
    The part that holds the comments of the sheet, a new one where it has none.
    """
    known = (part for kind, part in copy.package.related(sheet).values() if kind == "comments")
    return next(known, None) or copy.add("xl/comments{}.xml", NO_COMMENTS, _COMMENTS, owner=sheet, kind="comments")[0]


def _find_drawing(copy: OfficeCopy, sheet: str, blocks: Sequence[Span]) -> tuple[str, Edit | None]:
    """
    The part that holds the shapes of the comments, and how the sheet comes to name it where it has none.

    Headers may have a drawing of the same kind, so the sheet says which is the cells'.
    """
    named = next((block for block in blocks if block.name == "legacyDrawing"), None)
    if named is not None:
        (relation,) = (value for key, value in named.attributes.items() if key.endswith(":id"))
        return copy.package.related(sheet)[relation][1], None
    drawing, relation = copy.add("xl/drawings/vmlDrawing{}.vml", NO_SHAPES, _DRAWING, owner=sheet, kind="vmlDrawing")
    at = max(block.end for block in blocks if block.name in _BEFORE_DRAWING)
    tag = f'<{blocks[-1].beside("legacyDrawing")} xmlns:r="{RELATIONSHIPS}" r:id="{relation}"/>'
    return drawing, Edit(at, at, in_ascii(tag))


def _style_edits(data: bytes, marks: Sequence[Mark], styles: Styles) -> Iterator[Edit]:
    """
    New style numbers for the cells that are to be coloured.
    """
    colours = {(mark.row, mark.column): mark.colour for mark in marks}
    cells = ((colours.get((row.number, column)), span) for row in list_rows(data) for column, span in row.cells.items())
    for colour, span in cells:
        style = styles.fill(int(span.attributes.get("s", "0")), colour) if colour else None
        if style is not None:
            tag = with_attributes(data[span.start : span.inner], {"s": str(style)})
            yield Edit(span.start, span.inner, tag)
