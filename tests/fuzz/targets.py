"""
What is fuzzed: each target takes any bytes and may do nothing worse than refuse them with a `ReadError`.
"""

from __future__ import annotations

import sys

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from attrs import asdict

from perfscore.notation.dates import read_dates
from perfscore.notation.number import Mark, fold, is_blank, read_number
from perfscore.notation.statement import read_statement, spelled_out
from perfscore.read import Limits, ReadError, confined, read
from perfscore.read.document import Document
from perfscore.read.formats.docx import grids as docx_grids
from perfscore.read.formats.html import grids as html_grids
from perfscore.read.formats.json_form import forms as json_forms
from perfscore.read.formats.ods import grids as ods_grids
from perfscore.read.formats.pdf import grids_of
from perfscore.read.formats.pdf_process import unpack_pages
from perfscore.read.formats.xls import grids as xls_grids
from perfscore.read.formats.xlsx import grids as xlsx_grids
from perfscore.read.lines import forms as text_forms
from perfscore.read.table import layout


# The process that opens PDF files is a script, which finds what it needs on a path of its own.
sys.path += [str(Path(__file__).parent.parent / "read"), str(Path(confined.__file__).parent)]

from containers import pdf as page_of

from perfscore.read.formats.pdf_worker import library, read_file


PDFIUM = library()

#: A fuzzer makes small files; a reader that needs more than this for one of them has a fault.
LIMITS = Limits(file_bytes=2**20, part_bytes=2**22, cells=50_000, characters=200_000, elements=100_000)


PARTS = {
    "manifest": "META-INF/manifest.xml",
    "workbook": "xl/workbook.xml",
    "relations": "xl/_rels/workbook.xml.rels",
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    f' xmlns:r="{OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def any_document(data):
    """
    Whatever the bytes look like.
    """
    with suppress(ReadError):
        read(data, limits=LIMITS)


def in_tables(grids, wrap=bytes):
    """
    A target that reads the tables of a document of one kind and looks for a form in them.

    *wrap* puts the bytes where a fuzzer would not find them: into a zip container.
    """

    def target(data):
        with suppress(ReadError):
            layout.forms(grids(Document("fuzzed", wrap(data), LIMITS)))

    return target


def zipped(part, **others):
    """
    A container with the fuzzed bytes as one of its parts.
    """

    def wrap(data):
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            archive.writestr(part, data)
            for name, content in others.items():
                archive.writestr(PARTS[name], content)
        return out.getvalue()

    return wrap


def json(data):
    """
    A form in the contract's shape, or not.
    """
    with suppress(ReadError):
        json_forms(Document("fuzzed", data, LIMITS))


def text(data):
    """
    A dump of a table, however broken.
    """
    with suppress(ReadError):
        text_forms(data.decode("utf-8", "replace"))


def pdf(data):
    """
    What a page of a PDF draws: lines, letters, pictures, their matrices and clips; the file round it is sound.

    PDFium is watched by others for what it does with broken files; here nothing stands between it and us.
    """
    answer, numbers = read_file(PDFIUM, page_of(*data.split(b"\f")), asdict(LIMITS))
    with suppress(ReadError):
        layout.forms(grids_of(unpack_pages(answer.get("pages", ()), numbers), Document("fuzzed", data, LIMITS)))


def number(data):
    """
    A cell that may hold a number: what is read keeps its text, and reading it again gives the same.
    """
    cell = data.decode("utf-8", "replace")
    figure = read_number(cell)
    assert isinstance(figure, Mark) or (figure.text.strip() == cell.strip() and not is_blank(cell))


def statement(data):
    """
    A target or an actual value: dates lie inside the text in which they are looked for, whose numbers are in digits.
    """
    cell = data.decode("utf-8", "replace")
    said = read_statement(cell)
    assert said.text == cell
    longest = len(spelled_out(cell))
    assert all(0 <= period.span[0] < period.span[1] <= longest for period in said.dates)
    read_dates(fold(cell), 2024)


#: Every target by its name.
TARGETS = {
    "document": any_document,
    "docx": in_tables(docx_grids, zipped("word/document.xml")),
    "html": in_tables(html_grids),
    "json": json,
    "ods": in_tables(ods_grids, zipped("content.xml", manifest="<manifest/>")),
    "xls": in_tables(xls_grids),
    "xlsx": in_tables(xlsx_grids, zipped("xl/worksheets/sheet1.xml", workbook=WORKBOOK, relations=RELATIONS)),
    "pdf": pdf,
    "text": text,
    "number": number,
    "statement": statement,
}
