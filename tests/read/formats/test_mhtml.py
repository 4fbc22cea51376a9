"""
Web pages saved in one file.
"""

from __future__ import annotations

import base64
import quopri
import time

import pytest

import perfscore

from perfscore.read.errors import ReadError


PAGE = (
    "<html><head><meta charset={charset}></head><table><tr><td>一级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分"
    "<tr><td>产出指标<td>修路<td>≥3公里<td>3公里<td>100<td>100</table></html>"
)


def written(*parts, boundary='"----=_Part_0"'):
    mark = boundary.strip('"')
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: http://forms.example/\r\nSubject: =?utf-8?Q?=E8=A1=A8?=\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary={boundary}\r\n\r\n'
    )
    return (
        head.encode()
        + b"".join(f"--{mark}\r\n".encode() + part + b"\r\n" for part in parts)
        + f"--{mark}--\r\n".encode()
    )


def part(body, encoding, kind="text/html"):
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_form_in_a_page(encoding, charset):
    page = PAGE.format(charset=charset).encode("gb18030" if charset == "gb2312" else charset)
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[encoding](page)
    style = part(b"td { color: red }", "8bit", "text/css")
    (form,) = perfscore.read(written(style, part(coded, encoding), part(b"R0lGOD", "base64", "image/gif")))

    assert [(row.name, row.target, row.score) for row in form.indicators] == [("修路", "≥3公里", "100")]


def test_a_message_of_one_part():
    page = PAGE.format(charset="utf-8").encode()

    assert perfscore.read(b"MIME-Version: 1.0\n" + part(page, "8bit").replace(b"\r\n", b"\n"))[0].indicators


@pytest.mark.parametrize(
    "data",
    [
        written(),
        written(part(b"R0lGOD", "base64", "image/gif")),
        written(part(b"=\xff", "base64")),
        b"MIME-Version: 1.0\r\n",
    ],
    ids=["empty", "a picture", "broken", "a head"],
)
def test_nothing_to_read(data):
    with pytest.raises(ReadError):
        perfscore.read(data)


@pytest.mark.parametrize(
    "filler", [b"------=_Part_0\r\n", b"Content-Type: multipart/mixed\r\n", b"\r\n\r\n", b"a: b\r\n"]
)
def test_much_of_nothing(filler):
    """
    A million boundaries, parts in parts, heads without end: read or refused within a second or two of computing.
    """
    started = time.process_time()
    with pytest.raises(ReadError):
        perfscore.read(written(filler * 500_000))

    assert time.process_time() - started < 5
