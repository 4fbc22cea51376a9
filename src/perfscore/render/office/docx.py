"""
The Word document back: its wrong cells shaded and commented.

Comments need python-docx ≥ 1.2, the extra ``perfscore[docx]``, which keeps every part that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from attrs import evolve

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Report
from perfscore.form import Form, Place
from perfscore.read.recognise import recognise
from perfscore.render.escaping import in_xml
from perfscore.render.office.marks import LEGEND, Mark, marks, notes
from perfscore.render.writer import NoCopyError, UnusableError


__all__ = ["annotate", "cells_of", "drop_signatures", "open_document"]

_SIGNATURE: Final = "/digital-signature/origin"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What the schema wants after the shading of a cell.
_AFTER_SHADING: Final = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers")
_NO_DOCX: Final = Text(
    "只能在 DOCX 文件上批注，其他文件请用 xlsx", "only a DOCX is commented on: take xlsx for other documents"
)
_NOT_OPENED: Final = Text(
    "无法在此文件上批注（带宏、模板或不完整：{what}），请用 xlsx，或在 Word 中另存为 .docx",
    "cannot be commented on (macros, a template or parts that are missing: {what}): take xlsx, or save it as .docx in Word",
)
_NO_LIBRARY: Final = Text(
    '写入 Word 文件需要 python-docx，请执行：pip install "perfscore[docx]"',
    'writing into a Word document needs python-docx: pip install "perfscore[docx]"',
)


def annotate(data: bytes, reports: Sequence[Report], lang: Language) -> bytes:
    """
    The document *data* with a comment on each cell that a finding speaks of, and one at its beginning with the meaning
    of the colours and what there is to say of the copy.

    :raises NoCopyError: for another kind of document, and for one that the library does not open.
    :raises UnusableError: without the library.
    """
    if recognise(data) != "docx":
        raise NoCopyError(_NO_DOCX.say(lang))
    try:
        document = open_document(data, lang)
    except UnusableError:
        raise
    except Exception as error:  # noqa: BLE001 - macros, templates, missing parts: the library says so in many ways
        raise NoCopyError(_NOT_OPENED.say(lang, what=type(error).__name__)) from None
    tables = [dict(cells_of(table)) for table in document.element.body.iter(f"{_W}tbl")]
    marked = marks([(report, _by_table(report.form), None) for report in reports], lang)
    for name, wanted in marked.items():
        cells = tables[int(name) - 1]
        for mark in wanted:
            if (mark.row, mark.column) in cells:
                _comment(document, cells[mark.row, mark.column], mark)
    remarks = notes(reports, lang, was_signed=drop_signatures(document))
    if remarks or marked:
        _explain(document, remarks, LEGEND if marked else (), lang)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def open_document(data: bytes, lang: Language) -> Any:
    """
    The document as the library has it.

    :raises UnusableError: without the library.
    """
    try:
        library = import_module("docx")
    except ModuleNotFoundError:
        raise UnusableError(_NO_LIBRARY.say(lang)) from None
    return library.Document(BytesIO(data))


def drop_signatures(document: Any) -> bool:
    """
    Take out the signatures of the original, which speak of its every byte; whether there were any.
    """
    relations = document.part.package.rels
    signatures = [name for name, relation in relations.items() if relation.reltype.endswith(_SIGNATURE)]
    for name in signatures:
        del relations[name]
    return bool(signatures)


def _explain(document: Any, remarks: Sequence[str], legend: Iterable[tuple[str, Text]], lang: Language) -> None:
    """
    A comment on the first paragraph: the *remarks*, and each colour beside its meaning.
    """
    first = import_module("docx.text.paragraph").Paragraph(next(document.element.body.iter(f"{_W}p")), document)
    runs = first.runs or [first.add_run()]
    comment = document.add_comment([runs[0], runs[-1]], in_xml("\n".join(remarks)), author="perfscore", initials="ps")
    for number, (colour, meaning) in enumerate(legend):
        line = comment.paragraphs[0] if number == 0 and not remarks else comment.add_paragraph()
        line.add_run("\u3000\u3000").element.get_or_add_rPr().append(_shading(colour))
        line.add_run(f" {meaning.say(lang)}")


def _by_table(form: Form) -> Mapping[str, Place]:
    """
    The places of a form's cells, its tables taken for sheets: the funds may stand in another table than the indicators.
    """
    return {
        address: evolve(place, sheet=str(place.table))
        for address, place in form.places.items()
        if place.table is not None
    }


def cells_of(table: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    """
    The cells of a table by row and column, counted from 1 as the reader does: what merges with the cell above has none.
    """
    rows = (row for row in _inside(table) if row.tag == f"{_W}tr" and row.find(f"{_W}trPr/{_W}del") is None)
    for number, row in enumerate(rows, 1):
        column = 1 + _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for cell in _inside(row):
            if cell.tag == f"{_W}tc":
                yield (number, column), cell
                column += _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)


def _inside(parent: Any) -> Iterator[Any]:
    """
    The children of *parent*, those in content controls and insertions too.
    """
    for child in parent:
        if child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _inside(child)
        else:
            yield child


def _number(element: Any, default: int) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return int(value) if value.isdecimal() and len(value) < 5 else default


def _comment(document: Any, cell: Any, mark: Mark) -> None:
    paragraphs = import_module("docx.text.paragraph").Paragraph
    texts = [paragraphs(element, document) for element in cell.iter(f"{_W}p")]
    runs = [run for text in texts for run in text.runs] or [texts[0].add_run()]
    document.add_comment([runs[0], runs[-1]], in_xml(mark.text), author="perfscore", initials="ps")
    if mark.colour is not None:
        properties = cell.get_or_add_tcPr()
        for shade in properties.findall(f"{_W}shd"):
            properties.remove(shade)
        _insert_shading(properties, _shading(mark.colour))


def _shading(colour: str) -> Any:
    shade = import_module("docx.oxml").OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(f"{_W}{name}", value)
    return shade


def _insert_shading(properties: Any, shade: Any) -> None:
    following = next((child for child in properties if child.tag.removeprefix(_W) in _AFTER_SHADING), None)
    if following is None:
        properties.append(shade)
    else:
        following.addprevious(shade)
