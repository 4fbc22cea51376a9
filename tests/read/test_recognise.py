"""
The kind of a file is told from its bytes.
"""

from __future__ import annotations

import pytest

from containers import docx, ole, pdf, xls, xlsx, zipped

from perfscore.read.recognise import REFUSALS, recognise


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("pdf", pdf("")),
        ("pdf", b"\xef\xbb\xbf\n%PDF-1.4\n"),
        ("docx", docx("")),
        ("xlsx", xlsx("")),
        ("xls", xls([(0, 0, "得分", 0)])),
        ("xls", ole("Workbook")),
        ("xls", ole("Book")),
        ("ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""})),
        ("html", b"<!DOCTYPE html><html><body>"),
        ("html", "\ufeff<HTML>".encode()),
        ("html", "<html>".encode("utf-16")),
        ("html", b"<p>" + "说明".encode() * 900 + b"<table>"),
        ("html", b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html>'),
        ("html", b"<div class=content>" * 900 + b"<table>"),
        ("html", "<!-- 导出 --><table border=1><tr>".encode("gb18030")),
        ("json", b'{"schema": "perfscore/form/1"}'),
        ("json", b' [{"indicators": []}]'),
        ("json", '{"goals": {"expected": "见<table>附表</table>"}}'.encode()),
        (
            "spreadsheetml",
            b'<?xml version="1.0"?><Workbook\n xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style/><Table>',
        ),
        ("mhtml", b"From: <saved by a browser>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n\r\n<html>"),
        ("text", "项目支出绩效自评表".encode()),
        ("text", "[155]民政局".encode("gb18030")),
        ("text", "得分".encode("utf-16")),
        # what is refused
        ("doc", ole("WordDocument")),
        ("encrypted", ole("EncryptedPackage")),
        ("ole", ole("Something")),
        ("slides", ole("PowerPoint Document")),
        ("rtf", b"{\\rtf1\\ansi"),
        ("mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related"),
        ("odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"})),
        ("ofd", zipped({"OFD.xml": "<ofd:OFD/>"})),
        ("xlsb", zipped({"xl/workbook.bin": ""})),
        ("archive", zipped({"a.docx": ""})),
        ("archive", b"Rar!\x1a\x07\x00"),
        ("image", b"\x89PNG\r\n\x1a\n"),
        ("image", b"\xff\xd8\xff\xe0"),
        ("xml", b'<?xml version="1.0"?><w:wordDocument>'),
        ("broken-zip", docx("")[:60]),
        ("binary", b"\x01\x02\x00\x03"),
        ("empty", b""),
        ("empty", b" \r\n"),
    ],
)
def test_a_kind_is_told_from_content(kind, data):
    """
    Whatever its name says.
    """
    assert recognise(data) == kind


def test_every_refusal_is_one_line_in_two_languages():
    """
    What the file is and what would help fits on a line.
    """
    for kind, reason in REFUSALS.items():
        for line in (reason.zh, reason.en):
            assert line, kind
            assert "\n" not in line, kind


def test_an_embedded_workbook_leaves_a_document_a_document():
    """
    The stream that the directory names first decides.
    """
    both = ole("WordDocument") + ole("Workbook")

    assert recognise(both) == "doc"
