"""
The user's own workbook or Word document with values in its blank cells; nothing that stands there is touched.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from attrs import evolve

from perfscore.address import Address
from perfscore.bilingual import Language, Text
from perfscore.form import Form, Place
from perfscore.read.recognise import recognise
from perfscore.relations.places import cell_name
from perfscore.render.office.docx import cells_of, drop_signatures, open_document
from perfscore.render.office.office_copy import OfficeCopy
from perfscore.render.office.splicing import Edit, Span, apply_edits, in_ascii, spans
from perfscore.render.office.worksheet import Row, list_rows, list_sheets
from perfscore.render.writer import NoCopyError


__all__ = ["fill_copy", "fill_document", "find_blanks"]

_NOT_FILLED: Final = Text(
    "只能填写 .xlsx、.xlsm 和 .docx 文件中的空格", "only the blanks of .xlsx, .xlsm and .docx files can be filled"
)
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")

#: Texts for the blanks of a document, by their place.
Blanks = Mapping[Place, str]


def fill_document(data: bytes, forms: Sequence[Form], filled: Sequence[Form], lang: Language) -> tuple[bytes, int]:
    """
    The document *data* with what *filled* has in cells that are blank in its *forms*, and how many cells that were.

    :raises NoCopyError: for a document of another kind.
    :raises UnusableError: without the library that a Word document needs.
    """
    blanks = {at: text for pair in zip(forms, filled, strict=True) for at, text in find_blanks(*pair).items()}
    return fill_copy(data, blanks, lang)


def find_blanks(blank: Form, filled: Form) -> Blanks:
    """
    What *filled* has in cells that are blank in *blank*, by where these are in their document.
    """
    texts = {cell.address: cell.text for cell in filled.cells()}
    return {
        place: text
        for cell in blank.cells()
        if not cell.text and (text := texts.get(cell.address)) and (place := _place(blank, cell.address)) is not None
    }


def _place(form: Form, address: str) -> Place | None:
    """
    Where a blank cell is: in the row of its row's name, or of the total, and in the one column in which all other rows
    print the same; ``None`` where these do not tell. A reader notes no place for what is not there.
    """
    if (known := form.places.get(address)) is not None:
        return known
    at = Address.parse(address)
    places = [(Address.parse(name), place) for name, place in form.places.items()]
    own = [place for one, place in places if _is_row(one, at)]
    if len({(place.sheet, place.table, place.row) for place in own}) != 1:
        return None
    part = "indicators" if at.part == "total" else at.part
    alike = (place for one, place in places if _is_column(one, part, at.column))
    columns = {place.column for place in alike if (place.sheet, place.table) == (own[0].sheet, own[0].table)}
    return evolve(own[0], column=columns.pop()) if len(columns) == 1 else None


def _is_row(one: Address, at: Address) -> bool:
    """
    Whether *one* stands in the row of *at* alone; levels may reach over several.
    """
    heads = ("level1", "level2")
    return (one.part, one.index) == (at.part, at.index) and one.column is not None and one.column not in heads


def _is_column(one: Address, part: str, column: str | None) -> bool:
    return one.part == part and one.index is not None and one.column == column


def fill_copy(data: bytes, blanks: Blanks, lang: Language) -> tuple[bytes, int]:
    """
    The document *data* with the *blanks* filled, and how many were.

    :raises NoCopyError: for a document of another kind.
    :raises UnusableError: without the library that a Word document needs.
    """
    kind = recognise(data)
    if kind == "xlsx":
        return _workbook(data, blanks)
    if kind == "docx":
        return _document(data, blanks, lang)
    raise NoCopyError(_NOT_FILLED.say(lang))


def _workbook(data: bytes, blanks: Blanks) -> tuple[bytes, int]:
    copy, count = OfficeCopy(data), 0
    for name, part in list_sheets(copy):
        texts: dict[int, dict[int, str]] = {}
        for place, text in blanks.items():
            if place.sheet == name and place.row is not None and place.column is not None:
                texts.setdefault(place.row, {})[place.column] = text
        edits = list(_edits(copy.part(part), texts)) if texts else []
        if edits:
            copy.change(part, apply_edits(copy.part(part), edits))
        count += len(edits)
    return copy.pack(), count


def _edits(data: bytes, texts: Mapping[int, Mapping[int, str]]) -> Iterator[Edit]:
    """
    The cells that hold nothing, with their texts by row and column.
    """
    contents = [span.start for span in spans(data, ("f", "v", "is"))]
    for row in list_rows(data):
        for column, text in sorted(texts.get(row.number, {}).items()):
            cell = row.cells.get(column)
            if cell is None:
                yield _insert(row, column, text)
            elif not any(cell.start < start < cell.end for start in contents):
                xml = _cell(cell, cell_name(row.number, column), cell.attributes.get("s"), text)
                yield Edit(cell.start, cell.end, in_ascii(xml))


def _insert(row: Row, column: int, text: str) -> Edit:
    """
    A cell that its row leaves out, in its place.
    """
    xml = _cell(row.span, cell_name(row.number, column), None, text)
    following = next((span for at, span in row.cells.items() if at > column), None)
    return row.span.append(xml) if following is None else Edit(following.start, following.start, in_ascii(xml))


def _cell(like: Span, name: str, style: str | None, text: str) -> str:
    """
    A cell that holds *text*, as a number where it is one, so that the workbook's own formulas count it.
    """
    styled = f' s="{style}"' if style and style.isdecimal() else ""
    tag, value = like.beside("c"), like.beside("v")
    if _NUMBER.fullmatch(text):
        return f'<{tag} r="{name}"{styled}><{value}>{text}</{value}></{tag}>'
    inline, inner = like.beside("is"), like.beside("t")
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<{tag} r="{name}"{styled} t="inlineStr"><{inline}><{inner}>{safe}</{inner}></{inline}></{tag}>'


def _document(data: bytes, blanks: Blanks, lang: Language) -> tuple[bytes, int]:
    document = open_document(data, lang)
    paragraph = import_module("docx.text.paragraph").Paragraph
    tables: list[dict[tuple[int, int], Any]] = [
        dict(cells_of(table)) for table in document.element.body.iter(f"{{{_W}}}tbl")
    ]
    count = 0
    for place, text in blanks.items():
        if place.table is None or place.row is None or place.column is None or place.table > len(tables):
            continue
        cell = tables[place.table - 1].get((place.row, place.column))
        if cell is None or "".join(cell.itertext()).strip():
            continue
        paragraph(next(cell.iter(f"{{{_W}}}p")), document).add_run(text)
        count += 1
    drop_signatures(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue(), count
