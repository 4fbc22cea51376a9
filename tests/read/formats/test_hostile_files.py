"""
Files made to exhaust whoever reads them.

Each is read by the command in a process of its own that may take so much memory and compute so long and no more; it ends
with the form, or with exit status 2 and one line.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import test_ofd
import test_spreadsheetml

from containers import P, R, S, W, docx, ole, xls, xlsx, zipped

import perfscore


pytestmark = pytest.mark.unmeasured

resource = pytest.importorskip("resource", reason="needs limits of memory for a process")

#: Enough for Python, the largest part and its tree; a tenth of what libraries were seen to take.
MEMORY = 700 * 1024 * 1024
#: Of computing: a busy machine does not make a file hostile.
SECONDS = 5

ROWS = (
    ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "修路", "≥3公里", "3公里", "90", "90"),
)


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word_table(rows=ROWS, *, properties=""):
    cells = ("".join(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def sheet_rows(rows=ROWS, *, at=1):
    return "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, at)
    )


def page(rows=ROWS, *, attributes=""):
    cells = ("".join(f"<td {attributes}>{text}</td>" for text in row) for row in rows)
    return "<html><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></html>"


def large(name, size, parts):
    """
    A container with one part of *size* zeros, written in pieces.
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            if part != name:
                archive.writestr(part, content)
        with archive.open(name, "w") as part:
            for _ in range(size // 1024**2):
                part.write(bytes(1024**2))
    return out.getvalue()


def web(page):
    return page.encode()


def half(data):
    return data[: len(data) // 2]


def ods(content):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    body = f"<office:body><office:spreadsheet><table:table>{content}</table:table></office:spreadsheet></office:body>"
    return zipped(
        {"mimetype": kind, "content.xml": f"<office:document-content {names}>{body}</office:document-content>"}
    )


def ods_row(rows=1, columns=1, spans=1, text="1"):
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" table:number-rows-spanned="{spans}"'
        f' table:number-columns-spanned="{spans}"><text:p>{text}</text:p></table:table-cell>'
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
GIANT = "1000000000"
SHARED = "<row>" + '<c t="s"><v>0</v></c>' * 40 + "</row>"
SHEETS = f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{{}}</sheets></workbook>'
LONG = "修建农村公路" * 1_000

REFUSED = {
    "docx: a part of 200 MB": lambda: large("word/document.xml", 200 * 1024**2, {}),
    "docx: entities in entities": lambda: docx(paragraph("&a9;"), prolog=LAUGHS),
    "docx: an entity from outside": lambda: docx(paragraph("&a;"), prolog=OUTSIDE),
    "docx: a million paragraphs": lambda: docx("<w:p/>" * 2_000_000),
    "docx: nested without end": lambda: docx("<w:sdt><w:sdtContent>" * 200_000),
    "docx: nested tables": lambda: docx("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300),
    "docx: wide cells": lambda: docx(word_table([["1"] * 40] * 500, properties='<w:gridSpan w:val="9999"/>')),
    "xlsx: 200 MB of strings": lambda: large("xl/sharedStrings.xml", 200 * 1024**2, parts_of(xlsx(""))),
    "xlsx: a million rows": lambda: xlsx(f"<sheetData>{'<row><c><v>1</v></c></row>' * 600_000}</sheetData>"),
    "xlsx: hundreds of sheets": lambda: xlsx(*[f"<sheetData>{'<row><c/></row>' * 2_000}</sheetData>"] * 300),
    "xlsx: all cells merged": lambda: xlsx(
        f'<sheetData>{sheet_rows()}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A3:XFC1048575"/><mergeCell ref="A1:XFC1048576"/></mergeCells>'
    ),
    "xlsx: entities in entities": lambda: xlsx("<a>&a9;</a>", prolog=LAUGHS),
    "ods: a row for ever": lambda: ods(ods_row(rows=1_000_000, columns=1_000)),
    "ods: columns for ever": lambda: ods(ods_row(columns=999_999_999)),
    "ods: a long text in many columns": lambda: ods(ods_row(columns=2_000, text=LONG)),
    "ods: a long text in many rows": lambda: ods(ods_row(rows=8_000, text=LONG)),
    "ods: tables of repeated rows": lambda: ods(f"{ods_row(rows=1_000, columns=150)}</table:table><table:table>" * 100),
    "xlsx: one long string in many cells": lambda: xlsx(
        f"<sheetData>{SHARED * 50}</sheetData>",
        strings=f"<si><t>{LONG}</t></si>",
    ),
    "xlsx: ranges merged over each other": lambda: xlsx(
        f'<sheetData>{sheet_rows()}<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData><mergeCells>'
        + "".join(f'<mergeCell ref="A{n}:XFD{n + 9}"/>' for n in range(4, 5_000))
        + "</mergeCells>"
    ),
    "xls: one long string in many cells": lambda: xls([(r, c, LONG, 0) for r in range(60) for c in range(6)]),
    "docx: a long text in many cells": lambda: docx(word_table([[LONG] * 40] * 10)),
    "html: a long text in many cells": lambda: web(page([[LONG] * 40] * 10)),
    "csv: a long text in many cells": lambda: web("\n".join([",".join([LONG] * 40)] * 10)),
    "md: a long text in many cells": lambda: web("\n".join(["|" + "|".join([LONG] * 40) + "|"] * 10)),
    "html: many wide and high cells": lambda: page(
        [["1"]] * 2_000, attributes='colspan="1000" rowspan="65534"'
    ).encode(),
    "html: nested tables": lambda: web("<table><tr><td>" * 100_000),
    "html: a million tags": lambda: web("<td>" * 1_200_000 + page()),
    "csv: a million cells": lambda: web("1,2,3,4,5\n" * 250_000),
    "html: a text of 30 MB": lambda: web(page() + "字 " * 7_500_000),
    "html: signs without a tag": lambda: web(page() + "<" * 20_000_000),
    "xlsx: a million merged ranges": lambda: xlsx(
        f"<sheetData>{sheet_rows()}</sheetData><mergeCells>"
        + "".join(f'<mergeCell ref="A{n}:C{n + 1}"/>' for n in range(4, 500_000))
        + "</mergeCells>"
    ),
    "ofd: a text of a million characters": lambda: test_ofd.written(test_ofd.text(10, 10, "字" * 1_000_000)),
    "ofd: a path of a million strokes": lambda: test_ofd.written(
        test_ofd.table(ROWS) + test_ofd.line(0, 0, 9, 9).replace("M 0 0", "M 0 0 L 9 9 " * 500_000)
    ),
    "ofd: a template on every page": lambda: test_ofd.written(
        *[""] * 400, template=test_ofd.table([["修路" * 8] * 10] * 60)
    ),
    "xls: encrypted": lambda: ole("EncryptedPackage"),
    "xls: cut in the middle": lambda: half(xls([(0, n, "得分", 0) for n in range(200)])),
    "zip: of zips": lambda: zipped({"a.zip": zipped({"b.zip": b"0" * 1_000_000})}),
    "zip: with a lying directory": lambda: docx(word_table()).replace(b"word/document.xml", b"word/documenu.xml", 1),
}

READ = {
    "docx: a picture of 200 MB": lambda: large("word/media/image1.png", 200 * 1024**2, parts_of(docx(word_table()))),
    "docx: twenty thousand parts": lambda: zipped(
        parts_of(docx(word_table())) | {f"word/media/{n}.png": b"" for n in range(20_000)}
    ),
    "xlsx: a range to the far corner": lambda: xlsx(
        f'<sheetData>{sheet_rows()}</sheetData><mergeCells><mergeCell ref="A30:XFD1048576"/></mergeCells>'
    ),
    "xlsx: a claim of all rows": lambda: xlsx(
        f'<dimension ref="A1:XFD1048576"/><sheetData>{sheet_rows(at=1_000_000)}</sheetData>'
    ),
    "xlsx: columns hidden again and again": lambda: xlsx(
        "<cols>"
        + '<col min="900" max="16384" hidden="1"/>' * 100_000
        + f"</cols><sheetData>{sheet_rows()}{SHARED * 50}</sheetData>"
    ),
    "xlsx: a format of a megabyte": lambda: xlsx(
        f'<sheetData>{sheet_rows()}<row r="9">{"<c><v>0.5</v></c>" * 50}</row></sheetData>',
        styles=(
            f'<numFmts><numFmt numFmtId="200" formatCode="{"yyyy-mm:ss-" * 100_000}"/></numFmts>'
            '<cellXfs><xf numFmtId="200"/></cellXfs>'
        ),
    ),
    "xlsx: numbers of a million digits": lambda: xlsx(
        f'<sheetData>{sheet_rows()}<row r="9">{"<c><v>1e999999</v></c>" * 5_000}</row></sheetData>'
    ),
    "ods: numbers of a million digits": lambda: ods(
        "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
            + "</table:table-row>"
            for row in ROWS
        )
        + "<table:table-row>"
        + '<table:table-cell office:value-type="float" office:value="1e999999"/>' * 5_000
        + "</table:table-row>"
    ),
    "xlsx: one part for hundreds of sheets": lambda: zipped(
        parts_of(xlsx(f"<sheetData>{sheet_rows()}</sheetData>"))
        | {"xl/workbook.xml": SHEETS.format("".join(f'<sheet name="{n}" r:id="rId1"/>' for n in range(900)))}
    ),
    "xml: columns described again and again": lambda: test_spreadsheetml.written(
        test_spreadsheetml.sheet(
            "".join(test_spreadsheetml.row(*row) for row in ROWS),
            columns='<Column ss:Index="900" ss:Span="15000" ss:Hidden="1"/>' * 20_000,
        )
    ),
    "html: tables without end in one cell": lambda: web(
        "<table><tr><td>" + "文字<table><tr><td>字</table>" * 60_000 + "</table>" + page()
    ),
    "html: a giant span": lambda: web(page().replace("</table>", f"<tr><td colspan={GIANT} rowspan={GIANT}></table>")),
    "html: a hundred thousand open divs": lambda: web("<div>" * 100_000 + page()),
    "html: tags that never end": lambda: web(page() + "<a href='" * 100_000),
    "html: a comment that never ends": lambda: web(page() + "<!--" * 500_000),
}


def parts_of(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def command(tmp_path, data):
    file = tmp_path / "form"
    file.write_bytes(data)
    return subprocess.run(
        [sys.executable, "-m", "perfscore", "read", "--format", "json", "--lang", "en", str(file)],
        capture_output=True,
        check=False,
        preexec_fn=limited,
        text=True,
        timeout=600,
        env=os.environ | {"NO_COLOR": "1"},
    )


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_one_line_within_the_limits(made, tmp_path):
    """
    No traceback, no hang, no memory beyond the limit.
    """
    done = command(tmp_path, made())

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert str(tmp_path / "form") in done.stderr


@pytest.mark.parametrize("made", READ.values(), ids=READ)
def test_it_is_read_within_the_limits(made, tmp_path):
    """
    What is huge about it is not the form, which is read as if nothing else were there.
    """
    done = command(tmp_path, made())

    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.count('"修路"') == 1


def test_nothing_outside_is_ever_fetched(monkeypatch):
    """
    Templates, linked workbooks, pictures, scripts and style sheets stay where they are.
    """

    def refuse(*_arguments):
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    link = "http://forms.example/{}"
    relation = f'<Relationship Id="r9" Type="{R}/{{}}" Target="{link}" TargetMode="External"/>'
    word = parts_of(docx(word_table()))
    word["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{P}">'
        + "".join(relation.format(kind, kind) for kind in ("attachedTemplate", "image", "numbering", "styles"))
        + "</Relationships>"
    )
    book = parts_of(xlsx(f"<sheetData>{sheet_rows()}</sheetData>"))
    book["xl/_rels/workbook.xml.rels"] = book["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", (relation.format("sharedStrings", "strings") + "</Relationships>").encode()
    )
    web = (
        f'<base href="{link}"><link rel=stylesheet href="{link}"><script src="{link}"></script><iframe src="{link}">'
        f'</iframe><img src="{link}"><meta http-equiv=refresh content="0;url={link}">{page()}'
    )

    for data in (zipped(word), zipped(book), web.encode()):
        (form,) = perfscore.read(data)
        assert [row.name for row in form.indicators] == ["修路"]
        assert W not in str(form)
