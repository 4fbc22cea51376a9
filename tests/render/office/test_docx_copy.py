"""
The Word document back: what is commented on, and that nothing else changed.
"""

from __future__ import annotations

import sys

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

import perfscore

from perfscore.cli import main
from perfscore.render.office import docx as written
from perfscore.render.writer import NoCopyError, UnusableError
from perfscore.rules import select_rules


library = pytest.importorskip("docx")
pytest.importorskip("docx.comments", reason="comments came with python-docx 1.2")

ROWS = [
    ["项目名称", "修路", "", "", "", "", ""],
    ["项目资金（万元）", "", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "10", "9", "10", "90%", "8"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "修路", "≥3公里", "3公里", "60", "60"],
    ["效益指标", "社会效益指标", "便民", "提高", "提高", "30", "30"],
    ["总分", "", "", "", "", "100", "99"],
]


def rich_document():
    """
    A table of something else, the form, its head and foot, a comment that was there, and cells that span others.
    """
    document = library.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_heading("项目支出绩效自评表", 1)
    other = document.add_table(2, 2)
    other.cell(0, 0).text = "附件"
    document.add_paragraph("（2024年度）")
    table = document.add_table(len(ROWS), 7, style="Table Grid")
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(0, 1).merge(table.cell(0, 6))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(6, 0).merge(table.cell(6, 4))
    bold = table.cell(2, 6).paragraphs[0].runs[0]
    bold.bold = True
    last = document.add_paragraph("填表人：")
    document.add_comment(last.runs, text="请签字", author="王")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def source():
    return rich_document()


@pytest.fixture(scope="module")
def copy(source):
    rules = select_rules(("F103", "T401"))
    return written.annotate(source, [perfscore.check(form, rules=rules) for form in perfscore.read(source)], "zh")


def texts(document):
    """
    Every paragraph and cell, in order, with the looks of its runs.
    """
    found = [
        [(run.text, run.bold, run.font.name) for run in paragraph.runs if run.text] for paragraph in document.paragraphs
    ]
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                found += [[(run.text, run.bold) for run in text.runs if run.text] for text in cell.paragraphs]
    return found


def text_of(cell):
    return "".join(part.text or "" for part in cell.iter(f"{written._W}t"))


def shades(document):
    """
    The cells with a fill: table, text, colour.
    """
    fills = {}
    for number, table in enumerate(document.tables):
        for cell in table._tbl.iter(f"{written._W}tc"):
            for shade in cell.iter(f"{written._W}shd"):
                fills[number, text_of(cell)] = shade.get(f"{written._W}fill")
    return fills


def test_the_wrong_cells_are_commented_on(copy):
    document = library.Document(BytesIO(copy))
    *ours, _ = (comment for comment in document.comments if comment.author == "perfscore")

    assert [[line for line in c.text.splitlines() if line.endswith("错误")] for c in ours] == [
        ["F103 错误"],
        ["T401 错误"],
    ]
    assert ours[0].text.startswith("最可能填错的单元格：8 → 9")
    assert "算得：9" in ours[0].text
    # the total is right once the culprit is
    assert ours[1].text.endswith("更正“年度资金总额 得分”后，此处即一致")
    assert shades(document) == {(1, "8"): "FF8080", (1, "99"): "E4DFEC"}


def test_each_comment_stands_in_its_cell(copy):
    document = library.Document(BytesIO(copy))
    anchored = {
        anchor.get(f"{written._W}id"): text_of(cell)
        for cell in document.element.body.iter(f"{written._W}tc")
        for anchor in cell.iter(f"{written._W}commentRangeStart")
    }

    assert {
        str(comment.comment_id): comment.author for comment in document.comments if str(comment.comment_id) in anchored
    }
    assert sorted(anchored.values()) == ["8", "99"]


def test_the_first_paragraph_tells_what_the_colours_mean(copy):
    document = library.Document(BytesIO(copy))
    *_, legend = document.comments
    (anchor,) = document.paragraphs[0]._p.iter(f"{written._W}commentRangeStart")
    colours = [shade.get(f"{written._W}fill") for shade in legend._comment_elm.iter(f"{written._W}shd")]

    assert anchor.get(f"{written._W}id") == str(legend.comment_id)
    assert set(shades(document).values()) <= set(colours)
    assert [line.text.strip() for line in legend.paragraphs] == [
        "最可能填错的单元格",
        "错误",
        "更正最可能填错的单元格后即一致，或随之更正",
        "警告",
        "提示",
    ]


def test_a_copy_without_marks_has_no_legend(source):
    copy = written.annotate(source, [], "zh")

    assert [comment.author for comment in library.Document(BytesIO(copy)).comments] == ["王"]


def test_comments_that_were_there_stay(copy):
    (old,) = [comment for comment in library.Document(BytesIO(copy)).comments if comment.author == "王"]

    assert old.text == "请签字"


def test_every_text_and_its_looks_are_the_same(source, copy):
    before, after = library.Document(BytesIO(source)), library.Document(BytesIO(copy))

    assert texts(after) == texts(before)
    assert after.sections[0].header.paragraphs[0].text == "内部资料"
    assert perfscore.read(copy) == perfscore.read(source)


def test_other_parts_say_the_same(source, copy):
    """
    Written anew, perhaps, but with the same content.
    """
    with ZipFile(BytesIO(source)) as old, ZipFile(BytesIO(copy)) as new:
        assert set(old.namelist()) == set(new.namelist())
        for name in set(old.namelist()) - {"word/document.xml", "word/comments.xml"}:
            was, now = old.read(name), new.read(name)
            assert was == now or ET.canonicalize(was.decode()) == ET.canonicalize(now.decode()), name


def test_an_empty_cell_can_be_commented_on():
    """
    A score that was not filled in.
    """
    document = library.Document(BytesIO(rich_document()))
    document.tables[1].cell(2, 6).paragraphs[0].runs[0].text = ""
    out = BytesIO()
    document.save(out)
    rules = select_rules(("F105",))
    reports = [perfscore.check(form, rules=rules) for form in perfscore.read(out.getvalue())]

    copy = library.Document(BytesIO(written.annotate(out.getvalue(), reports, "en")))

    first, _ = (comment.text.splitlines()[0] for comment in copy.comments if comment.author == "perfscore")
    assert first == "F105 warning"


def test_a_form_in_two_tables():
    """
    Row 3, column 7 holds the execution score in the one and a right score in the other; a small table inside a cell counts too.
    """
    document = library.Document()
    for rows in (ROWS[:3], ROWS[3:]):
        table = document.add_table(len(rows), 7)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
        document.add_paragraph("绩效指标")
    document.tables[0].cell(0, 1).add_table(1, 1)
    out = BytesIO()
    document.save(out)
    (form,) = perfscore.read(out.getvalue())
    report = perfscore.check(form, rules=select_rules(("F103", "T401")))

    copy = library.Document(BytesIO(written.annotate(out.getvalue(), [report], "zh")))

    assert {number: form.places[cell].table for number, cell in enumerate(("funds[0].score", "total.score"))} == {
        0: 1,
        1: 3,
    }
    assert shades(copy) == {(0, "8"): "FF8080", (1, "99"): "E4DFEC"}


def test_other_documents():
    with pytest.raises(NoCopyError, match="only a DOCX"):
        written.annotate(b"{}", [], "en")


def test_a_document_with_macros(source, tmp_path, capsys):
    """
    It is read, and the library does not open it.
    """
    with ZipFile(BytesIO(source)) as old, ZipFile(tmp_path / "a.docm", "w") as new:
        for name in old.namelist():
            kinds = old.read(name).replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            )
            new.writestr(name, kinds if name == "[Content_Types].xml" else old.read(name))

    assert perfscore.read(tmp_path / "a.docm") == perfscore.read(source)
    assert (
        main(
            ["check", str(tmp_path / "a.docm"), "--no-config", "--format", "docx", "--output", str(tmp_path / "b.docx")]
        )
        == 2
    )
    assert capsys.readouterr().err.startswith(f"perfscore: {tmp_path / 'a.docm'}: cannot be commented on (macros")
    assert not (tmp_path / "b.docx").exists()


def test_without_the_library(source, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(UnusableError, match='pip install "perfscore\\[docx\\]"'):
        written.annotate(source, [], "en")


def test_a_signature_does_not_outlive_the_change(source):
    """
    The copy carries no signature of the original, which spoke of every byte.
    """
    with ZipFile(BytesIO(source)) as archive:
        signed = {name: archive.read(name) for name in archive.namelist()}
    signed["_xmlsignatures/origin.sigs"] = b""
    signed["_rels/.rels"] = signed["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/'
        b'origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
    )
    signed["[Content_Types].xml"] = signed["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/></Types>',
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in signed.items():
            archive.writestr(name, content)
    reports = [perfscore.check(form) for form in perfscore.read(out.getvalue())]

    data = written.annotate(out.getvalue(), reports, "en")
    *_, note = library.Document(BytesIO(data)).comments
    assert (
        note.paragraphs[0].text == "The digital signature of the original does not hold for this copy and was removed"
    )
    with ZipFile(BytesIO(data)) as copy:
        assert not [name for name in copy.namelist() if "sig" in name]
        assert b"signature" not in copy.read("_rels/.rels")
