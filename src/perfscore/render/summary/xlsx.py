"""
The summary as a workbook: a row for each form, a sheet of all findings, and one of files that could not be read.
"""

from __future__ import annotations

import os

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import Number, read_number
from perfscore.render.files import write_whole
from perfscore.render.office.xlsx_workbook import Cell, Figure, Link, Look, Shaded, Sheet, workbook
from perfscore.render.phrases import HEAD_CELLS, UNREAD, VERDICTS
from perfscore.render.summary import FormLine, piece
from perfscore.render.summary.columns import FINDING_COLUMNS, FORM_COLUMNS, Column, finding_cells
from perfscore.render.writer import Complaint, Style


__all__ = ["VERDICT_FILLS", "piece", "summary_workbook", "write", "write_folder"]

_FORMS: Final = Text("汇总", "summary")
_FINDINGS: Final = Text("全部问题", "findings")
_FILE: Final = Text("文件", "file")
_WHY: Final = Text("原因", "reason")

#: Green is for totals that were summed and agree; what could only partly be checked has a colour of its own.
VERDICT_FILLS: Final = MappingProxyType(
    {"consistent": "C6EFCE", "partial": "FCE4D6", "inconsistent": "FFC7CE", "unchecked": "EDEDED"}
)

_Rows = list[tuple[Look, Sequence[Cell]]]


def write(pieces: Iterable[FormLine], complaints: Collection[Complaint], path: str, style: Style) -> None:
    """
    The workbook, as the file *path*.
    """
    data = summary_workbook(pieces, complaints, os.path.dirname(os.path.abspath(path)), style.lang)
    with open(path, "wb") as out:
        out.write(data)


def write_folder(
    pieces: Iterable[FormLine],
    complaints: Collection[Complaint],
    folder: Path,
    style: Style,
    file_for: Callable[[str, str], str],  # noqa: ARG001 - the workbook is one for all documents
) -> None:
    """
    The workbook, as 汇总.xlsx or summary.xlsx in *folder*.
    """
    data = summary_workbook(pieces, complaints, os.path.abspath(folder), style.lang)
    write_whole(str(folder / f"{_FORMS.say(style.lang)}.xlsx"), data)


def summary_workbook(
    lines: Iterable[FormLine], complaints: Collection[Complaint], folder: str, lang: Language
) -> bytes:
    """
    The workbook as a file that will stand in *folder*, from where its links lead to the documents.
    """
    forms: _Rows = [("head", [column.head.say(lang) for column in FORM_COLUMNS])]
    heads = (FORM_COLUMNS[0].head, HEAD_CELLS["project"], *(column.head for column in FINDING_COLUMNS))
    findings: _Rows = [("head", [head.say(lang) for head in heads])]
    for line in lines:
        first = len(findings) + 1
        back = Link(line.name, sheet=_FORMS.say(lang), row=len(forms) + 1)
        findings += [("plain", [back, line.project, *finding_cells(finding, lang)]) for finding in line.findings]
        forms.append(("plain", [_cell(column, line, first, folder, lang) for column in FORM_COLUMNS]))
    widths = tuple(column.width for column in FORM_COLUMNS)
    sheets = [
        Sheet(_FORMS.say(lang), widths, forms, head=1),
        Sheet(_FINDINGS.say(lang), (44, 36, *(column.width for column in FINDING_COLUMNS)), findings, head=1),
    ]
    if complaints:
        rows: _Rows = [("head", [_FILE.say(lang), _WHY.say(lang)])]
        rows += [("plain", [file, text]) for file, text in complaints]
        sheets.append(Sheet(UNREAD.say(lang)[:31], (40, 90), rows, head=1))
    return workbook(sheets)


def _cell(column: Column, line: FormLine, finding: int, folder: str, lang: Language) -> Cell:
    """
    The cell of a form; the count of errors leads to the first *finding* of the form.
    """
    value = column.value(line)
    if value is None or column.kind == "text":
        return value
    if column.kind == "file":
        return Link(value, path=_relative(line.file, folder)) if line.file != "-" else value
    if column.kind == "verdict":
        return Shaded(VERDICTS[value].say(lang), VERDICT_FILLS[value])
    if column.kind == "findings" and line.findings:
        return Link(_figure(value), sheet=_FINDINGS.say(lang), row=finding)
    return _figure(value)


def _relative(file: str, folder: str) -> str:
    try:
        path = os.path.relpath(file, folder or os.curdir)
    except ValueError:
        # another drive of a Windows machine
        path = os.path.abspath(file)
    return path.replace(os.sep, "/")


@exact_arithmetic
def _figure(text: str) -> str | Figure:
    """
    A number as one that can be sorted and summed, shown as it was printed; any other text as it is.
    """
    number = read_number(text)
    plain = text.strip().removesuffix("%").lstrip("+-").replace(",", "").replace(".", "", 1)
    if not isinstance(number, Number) or not (plain.isascii() and plain.isdecimal()):
        return text
    percent = text.strip().endswith("%")
    return Figure(number.value / 100 if percent else number.value, number.places, percent)
