"""
The spreadsheet back: a marked copy of a workbook, or a new one of a form that came from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Finding, Report
from perfscore.form import Place
from perfscore.read.recognise import recognise
from perfscore.relations.places import cell_name
from perfscore.render.office.form_sheet import lay_out
from perfscore.render.office.marks import LEGEND, marks, notes
from perfscore.render.office.office_copy import OfficeCopy
from perfscore.render.office.xlsx_marking import mark_workbook
from perfscore.render.office.xlsx_workbook import Cell, Link, Look, Shaded, Sheet, workbook
from perfscore.render.phrases import PLACE
from perfscore.render.summary import finding_lines
from perfscore.render.summary.columns import FINDING_COLUMNS, finding_cells


__all__ = ["annotate"]


_FORM: Final = Text("自评表", "form")
_FINDINGS: Final = Text("核对结果", "findings")
_NUMBER: Final = Text("表", "form")
#: Which of the columns of a finding leads to its cell.
_AT_PLACE: Final = next(number for number, column in enumerate(FINDING_COLUMNS) if column.head is PLACE)
_Placed = tuple[Report, Mapping[str, Place], str | None]

_NOT_MARKED: Final = Text("无法在原文件上标注", "the file itself could not be marked")


def annotate(data: bytes, reports: Sequence[Report], lang: Language) -> bytes:
    """
    The workbook *data* with its wrong cells coloured and commented, and a sheet of findings with a legend at its end;
    for any other kind of file a new workbook.
    """
    why = None
    if recognise(data) == "xlsx":
        try:
            return _copy(data, reports, lang)
        except (LookupError, ValueError) as error:
            # a part, or an entry in one, that others refer to is missing, or is built in a way of its own
            why = f"{_NOT_MARKED.say(lang)}: {error}"
    return _new(reports, lang, why)


def _copy(data: bytes, reports: Sequence[Report], lang: Language) -> bytes:
    wanted = marks([(report, report.form.places, None) for report in reports], lang)
    if not any(report.findings for report in reports):
        return mark_workbook(data, wanted)

    def findings(copy: OfficeCopy) -> Sheet:
        placed = [(report, report.form.places, None) for report in reports]
        return _findings(placed, lang, notes(reports, lang, was_signed=copy.is_signed))

    return mark_workbook(data, wanted, findings)


def _new(reports: Sequence[Report], lang: Language, why: str | None) -> bytes:
    """
    A sheet for each form, marked like a workbook that was handed in, and one of all findings.
    """
    sheets: list[Sheet] = []
    placed: list[_Placed] = []
    for number, report in enumerate(reports, 1):
        name = _FORM.say(lang) + (f" {number}" if len(reports) > 1 else "")
        sheet, places = lay_out(report.form, name, lang)
        sheets.append(sheet)
        placed.append((report, places, name))
    sheets.append(_findings(placed, lang, [*([why] if why else []), *notes(reports, lang)]))
    return mark_workbook(workbook(sheets), marks(placed, lang))


def _findings(placed: Sequence[_Placed], lang: Language, remarks: Sequence[str]) -> Sheet:
    """
    The sheet of findings: what there is to say of the copy, the meaning of the colours, and a row for each finding.
    """
    rows: list[tuple[Look, Sequence[Cell]]] = [("title", [remark]) for remark in remarks]
    rows += [("plain", [Shaded("", colour), words.say(lang)]) for colour, words in LEGEND]
    wide = frozenset(range(len(remarks) + 1, len(rows) + 1))
    rows.append(("head", [_NUMBER.say(lang), *(column.head.say(lang) for column in FINDING_COLUMNS)]))
    head = len(rows)
    for number, (report, places, name) in enumerate(placed, 1):
        for finding, line in zip(report.findings, finding_lines(report, lang), strict=True):
            cells: list[Cell] = [*finding_cells(line, lang)]
            cells[_AT_PLACE] = _link(finding, places, name, cells[_AT_PLACE])
            rows.append(("plain", [str(number), *cells]))
    return Sheet(_FINDINGS.say(lang), (6, *(column.width for column in FINDING_COLUMNS)), rows, wide, head)


def _link(finding: Finding, places: Mapping[str, Place], name: str | None, otherwise: Cell) -> Cell:
    """
    The place of the finding's cell, leading to it where the workbook has it.
    """
    place = places.get(finding.cell)
    sheet = name or (place and place.sheet)
    if place is None or not sheet or place.row is None or place.column is None:
        return otherwise
    return Link(cell_name(place.row, place.column), sheet=sheet, row=place.row, column=place.column)
