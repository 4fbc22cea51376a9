"""
Small files written by hand: zip containers, workbooks of the old kind, and PDFs of a few lines.
"""

from __future__ import annotations

import struct
import zlib

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


__all__ = ["docx", "ole", "pdf", "text", "xls", "xlsx", "zipped"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body, *, prolog=""):
    """
    A document with this body.
    """
    return zipped({"word/document.xml": f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'})


def xlsx(*sheets, strings="", styles="", prolog=""):
    """
    A workbook of sheets, each ``(attributes, content)`` or content alone.
    """
    pairs = [sheet if isinstance(sheet, tuple) else ("", sheet) for sheet in sheets]
    entries = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}" {attributes}/>' for n, (attributes, _) in enumerate(pairs, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(pairs) + 1)
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{P}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
    }
    for n, (_, content) in enumerate(pairs, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = f'{prolog}<worksheet xmlns="{S}">{content}</worksheet>'
    return zipped(parts)


def xls(cells, *, merged=(), formats=("General",), hidden_rows=(), visibility=0):
    """
    A workbook of one sheet as a bare BIFF8 stream: ``(row, column, value, format)`` and merged ranges.
    """

    def record(kind, data):
        return struct.pack("<HH", kind, len(data)) + data

    def string(value, length="<H"):
        return struct.pack(length, len(value)) + b"\x01" + value.encode("utf-16-le")

    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + string("宋体", "<B"))
    codes = b"".join(record(0x41E, struct.pack("<H", 164 + n) + string(code)) for n, code in enumerate(formats))
    looks = b"".join(record(0xE0, struct.pack("<HH", 0, 164 + n) + bytes(16)) for n in range(len(formats)))
    style = record(0x293, struct.pack("<HBB", 0x8000, 0, 0xFF))
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + font * 5 + codes + looks + style
    name = "表1"
    position = len(start) + 4 + 6 + 2 + 2 * len(name) + 4
    start += record(0x85, struct.pack("<IBB", position, visibility, 0) + string(name, "<B")) + record(0x0A, b"")
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    for row in hidden_rows:
        sheet += record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x120))
    for row, column, value, look in cells:
        head = struct.pack("<HHH", row, column, look)
        if isinstance(value, str):
            sheet += record(0x204, head + string(value))
        else:
            sheet += record(0x203, head + struct.pack("<d", value))
    if merged:
        ranges = b"".join(struct.pack("<HHHH", *area) for area in merged)
        sheet += record(0xE5, struct.pack("<H", len(merged)) + ranges)
    return start + sheet + record(0x0A, b"")


def ole(stream):
    """
    What recognising looks at in an OLE2 file: its signature and the name of a stream.
    """
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + (stream.encode("utf-16-le")).ljust(512, b"\0")


def text(x, y, words, *, size=10, matrix=None):
    """
    The operators that print words at a point, in a Chinese font that is not in the file.
    """
    place = f"{matrix or '1 0 0 1'} {x} {y} Tm"
    return f"BT /F1 {size} Tf {place} <{words.encode('utf-16-be').hex()}> Tj ET\n"


def pdf(*pages, rotate=0, catalog="", compress=False, box="0 0 600 400"):
    """
    A PDF of these content streams.
    """
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        ),
    ]
    for n, content in enumerate(pages):
        data = content if isinstance(content, bytes) else content.encode()
        extra = ""
        if compress:
            data, extra = zlib.compress(data), "/Filter /FlateDecode"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotate} /Contents {7 + 2 * n} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(data)} {extra} >>\nstream\n".encode() + data + b"\nendstream")
    out, offsets = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
