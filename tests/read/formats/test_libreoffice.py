"""
Formats that LibreOffice reads for us, where it is installed; elsewhere one line says what to save the document as.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from io import BytesIO
from zipfile import ZipFile

import pytest

from containers import docx, ole, zipped

import perfscore

from perfscore.read.document import Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import libreoffice


ROWS = (
    ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "修路", "≥3公里", "3公里", "40", "40"),
    ("效益指标", "种树", "≥3亩", "3亩", "60", "59.5"),
    ("总分", "", "", "", "100", "99.5"),
)


def word_file():
    cell = "<w:tc><w:tcPr><w:tcW w:w='1500'/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    lines = ("<w:tr>" + "".join(cell.format(text) for text in row) + "</w:tr>" for row in ROWS)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    )
    with ZipFile(BytesIO(docx(f"<w:tbl>{''.join(lines)}</w:tbl>"))) as archive:
        main = archive.read("word/document.xml")
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": main})


@pytest.fixture
def missing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(libreoffice, "_PLACES", ())


@pytest.mark.parametrize(
    ("data", "to"),
    [
        (ole("WordDocument"), "docx"),
        (b"{\\rtf1\\ansi}", "docx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "docx"),
        (zipped({"xl/workbook.bin": ""}), "xlsx"),
    ],
    ids=["doc", "rtf", "odt", "xlsb"],
)
@pytest.mark.usefixtures("missing")
def test_without_it_one_line_says_what_to_do(data, to):
    with pytest.raises(ReadError) as caught:
        perfscore.read(data)

    for lang in ("zh", "en"):
        assert f".{to}" in caught.value.say(lang)
        assert "WPS" in caught.value.say(lang)
        assert "\n" not in caught.value.say(lang)


def test_one_in_the_working_folder_is_not_run(monkeypatch, tmp_path):
    """
    A folder of documents may hold a program of that name.
    """
    (tmp_path / "soffice").write_text("#!/bin/sh\ntouch ran\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{tmp_path}{os.pathsep}")
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    with pytest.raises(ReadError, match="WPS"):
        perfscore.read(ole("WordDocument"))

    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("script", ["exit 1", "while :; do :; done", "echo hello", "kill -9 $$", "sleep 600"])
def test_a_program_that_does_not_convert(monkeypatch, tmp_path, script):
    """
    Whatever becomes of it, the caller gets one line; what computes or waits without end is ended.
    """
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(libreoffice, "_PATIENCE", 1)
    with pytest.raises(ReadError, match="could not convert"):
        perfscore.read(ole("WordDocument"), limits=Limits(seconds=1))


@pytest.mark.unmeasured
@pytest.mark.skipif(not shutil.which("soffice"), reason="LIBREOFFICE IS NOT INSTALLED: NO OLD FORMAT WAS READ")
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_a_form(kind, tmp_path):
    """
    Our own form, saved by LibreOffice in the old format.
    """
    (tmp_path / "form.docx").write_bytes(word_file())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "form.docx"],  # noqa: S607
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    (form,) = perfscore.read(tmp_path / f"form.{kind}")

    assert [(row.name, row.target, row.actual, row.weight, row.score) for row in form.indicators] == [
        row[1:] for row in ROWS[1:3]
    ]
    assert form.total.score == "99.5"
