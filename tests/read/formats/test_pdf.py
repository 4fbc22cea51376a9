"""
PDF files: characters and ruled lines become tables, and nothing a file does harms the caller.
"""

from __future__ import annotations

import os
import re
import sys
import time

import pytest

from containers import pdf as written
from containers import text

from perfscore import read as read_document
from perfscore.form import Place
from perfscore.read.confined import process
from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import pdf, pdf_process
from perfscore.read.table.layout import forms


pytest.importorskip("pypdfium2")


def read(data, **limits):
    return pdf.grids(Document("a.pdf", data, Limits(**limits)))


def lines(xs, ys, *, thin=False):
    """
    A ruled grid: strokes, or filled rectangles as budget systems draw them.
    """
    if thin:
        across = [f"{xs[0]} {y} {xs[-1] - xs[0]} 0.5 re f" for y in ys]
        return " ".join(across + [f"{x} {ys[0]} 0.5 {ys[-1] - ys[0]} re f" for x in xs])
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    return " ".join(across + [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs])


def table(rows, *, left=50, top=350, width=60, height=30, size=10, **look):
    """
    A ruled table of texts; each line of a cell stands below the one before.
    """
    xs = [left + width * n for n in range(len(rows[0]) + 1)]
    ys = sorted(top - height * n for n in range(len(rows) + 1))
    words = [
        text(xs[c] + 2, top - height * r - (n + 1) * (size + 1), line, size=size)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        for n, line in enumerate(cell.split("\n"))
        if line
    ]
    return "\n".join([lines(xs, ys, **look), *words])


def texts(grid):
    rows = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [rows[number] for number in sorted(rows)]


FORM = [
    ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
    ["产出指标", "编写研究\n报告", "≥20条", "27条", "60", "60"],
    ["效益指标", "便民", "提高", "提高", "30", "28.5"],
]


@pytest.mark.parametrize("thin", [False, True])
def test_a_ruled_table(thin):
    """
    Lines are strokes or thin rectangles; text above the table stands before it.
    """
    (grid,) = read(written(text(200, 370, "绩效自评表") + table(FORM, thin=thin) + text(50, 20, "填表人")))

    assert texts(grid) == FORM
    assert (grid.before, grid.after) == ("绩效自评表", "填表人")
    assert grid.cells[7].place == Place(page=1, row=2, column=2)


def test_a_lone_character_counts_without_its_font():
    """
    PDFium leaves out a text that has no width, such as one character of a font it does not find.
    """
    (grid,) = read(written(table([["绩\n效\n指", "满意\n度"], ["分", "值"]], height=50)))

    assert texts(grid) == [["绩\n效\n指", "满意\n度"], ["分", "值"]]


def test_a_missing_wall_merges_cells():
    """
    A merged cell is one without a line across it.
    """
    walls = "50 350 m 170 350 l S 110 320 m 170 320 l S 50 290 m 170 290 l S " + " ".join(
        f"{x} 290 m {x} 350 l S" for x in (50, 110, 170)
    )
    words = text(52, 320, "产出指标") + text(112, 335, "修路") + text(112, 300, "架桥")
    (grid,) = read(written(walls + words))

    assert [(cell.text, cell.row, cell.column, cell.rows) for cell in grid.cells] == [
        ("产出指标", 0, 0, 2),
        ("修路", 0, 1, 1),
        ("架桥", 1, 1, 1),
    ]


def test_a_table_goes_on_over_the_page():
    """
    The same edges and nothing but a page number between: one table, in which a cut row is one row.
    """
    first = table(FORM[:2])
    second = table([["", "（二）", "", "", "", ""], FORM[2]])
    found = read(written(first + text(300, 20, "- 1 -"), second, second.replace(" 350 ", " 351 ")))

    assert len(found) == 1
    (form,) = forms(read(written(first + text(300, 20, "第1页"), second)))
    assert [indicator.name for indicator in form.indicators] == ["编写研究报告（二）", "便民"]
    assert form.place("indicators[1].score") == Place(page=2, row=2, column=6)


def test_a_heading_between_two_tables_keeps_them_apart():
    """
    The next form begins with its title.
    """
    found = read(written(table(FORM), text(200, 380, "绩效自评表") + table(FORM)))

    assert [grid.before for grid in found] == ["", "绩效自评表"]


def test_a_cell_left_open_at_the_page_break():
    """
    The sides go on below the last line drawn; what stands there is a row.
    """
    rows = [["产出", "修路"], ["效益", "便民"]]
    closed = table(rows)
    opened = closed.replace("50 290 m 170 290 l S", "")

    assert texts(read(written(opened))[0]) == rows


def test_a_watermark_is_not_text():
    """
    What stands askew belongs to nobody.
    """
    mark = text(60, 200, "内部资料内部资料", size=30, matrix="0.82 0.57 -0.57 0.82")

    assert texts(read(written(table(FORM) + mark))[0]) == FORM


def test_fake_bold_counts_once():
    """
    The same sign drawn twice, a quarter of a point apart; two equal signs side by side stay two.
    """
    rows = [["产出", "100"], ["——", "11"]]
    twice = table(rows) + table(rows, left=50.25).split("S\n")[-1]

    assert texts(read(written(twice))[0]) == rows


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [
        (90, "0 1 -1 0 400 0 cm"),
        (180, "-1 0 0 -1 600 400 cm"),
        (270, "0 -1 1 0 0 600 cm"),
        (0, "0 1 -1 0 400 0 cm"),
    ],
)
def test_a_turned_page(rotate, matrix):
    """
    Landscape pages are portrait pages turned; what counts is how the text stands.
    """
    box = "0 0 600 400" if rotate == 180 else "0 0 400 600"
    (grid,) = read(written(f"q {matrix} {table(FORM)} Q", rotate=rotate, box=box))

    assert texts(grid) == FORM


def test_a_number_that_wraps_is_one_number():
    """
    99.3 and 5 in a narrow cell.
    """
    rows = [["三级指标", "指标值", "完成值", "得分"], ["便民", "100%", "99.3\n5", "9"]]
    (form,) = forms(read(written(table(rows))))

    assert form.indicators[0].actual == "99.35"


def test_gaps_are_no_spaces():
    """
    Typesetters leave a gap between Chinese and digits; only the space sign is a space.
    """
    words = text(52, 335, "完成") + text(75, 335, "2021年") + text(182, 335, "New") + text(216, 335, "York")
    (grid,) = read(written(lines([50, 180, 300], [320, 350]) + "\n" + words))

    assert [cell.text for cell in grid.cells] == ["完成2021年", "New York"]


def test_text_without_a_table():
    """
    It is handed on as text.
    """
    (grid,) = read(written(text(50, 300, "绩效自评表") + text(50, 280, "得分 90")))

    assert (grid.cells, grid.before) == ((), "绩效自评表\n得分 90")


@pytest.mark.parametrize("dot", ["0.75 0.75", "1 0.4"])
def test_lines_of_dots(dot):
    """
    A browser draws a dotted border as squares, each a shape of its own.
    """
    xs, ys = (50, 110, 170), (290, 320, 350)
    dots = [f"{x} {y} {dot} re f" for y in ys for x in range(50, 171, 2)]
    dots += [f"{x} {y} {dot} re f" for x in xs for y in range(290, 351, 2)]
    words = text(52, 335, "产出") + text(112, 335, "修路") + text(52, 300, "效益") + text(112, 300, "便民")

    assert texts(read(written("\n".join(dots) + "\n" + words))[0]) == [["产出", "修路"], ["效益", "便民"]]


def test_lines_that_are_pictures():
    """
    Some converters stretch a picture of one dot.
    """
    sides = [(50, y, 120, 0.5) for y in (290, 320, 350)] + [(x, 290, 0.5, 60) for x in (50, 110, 170)]
    drawn = "".join(f"q {w} 0 0 {h} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n" for x, y, w, h in sides)
    words = text(52, 335, "产出") + text(112, 335, "修路") + text(52, 300, "效益") + text(112, 300, "便民")

    assert texts(read(written(drawn + words))[0]) == [["产出", "修路"], ["效益", "便民"]]


def test_cells_that_are_white_on_black():
    """
    Without a single line: a black table shows between the white backgrounds of its cells.
    """
    cells = [(x, y, 59.25, 29.25) for x in (50, 110) for y in (290, 320)]
    drawn = "0 g 49 289 122 62 re f 1 g " + " ".join(f"{x} {y} {w} {h} re f" for x, y, w, h in cells) + " 0 g\n"
    words = text(52, 335, "产出") + text(112, 335, "修路") + text(52, 300, "效益") + text(112, 300, "便民")

    assert texts(read(written(drawn + words))[0]) == [["产出", "修路"], ["效益", "便民"]]


def test_a_picture_and_a_coloured_band_are_no_lines():
    """
    Where lines draw the table, backgrounds say nothing.
    """
    band = "0.9 g 50 325 170 20 re f 0 g q 40 0 0 40 400 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"

    assert texts(read(written(band + table(FORM)))[0]) == FORM


def merged(first, second):
    """
    Two pages of a table whose left cell goes on over the break, with what it says on each.
    """
    walls = " ".join(f"{x} 290 m {x} 350 l S" for x in (50, 110, 170))
    pages = []
    for said, ys, words in ((first, (350, 320), ("修路", "架桥")), (second, (320, 290), ("植树", "清淤"))):
        rules = " ".join(f"110 {y} m 170 {y} l S" for y in (350, 320, 290))
        outer = f"50 {350 if said is first else 290} m 110 {350 if said is first else 290} l S"
        body = text(112, 335, words[0]) + text(112, 300, words[1]) + (text(52, 318, said) if said else "")
        pages.append(f"{walls} {rules} {outer}\n{body}")
        assert ys
    return written(*pages)


@pytest.mark.parametrize("said", [("产出指标", ""), ("", "产出指标")])
def test_a_cell_over_the_break_is_one_cell(said):
    """
    Nothing closes it at the break, and its text stands where its middle is: the rows of both pages are beside it.
    """
    (grid,) = read(merged(*said))

    assert [(cell.text, cell.row, cell.rows) for cell in grid.cells if cell.column == 0] == [("产出指标", 0, 4)]
    assert grid.cells[0].place == Place(page=1, row=1, column=1)


def test_cells_with_text_on_both_pages_stay_two():
    """
    Whether the second is the rest of the first is told by what their columns mean.
    """
    (grid,) = read(merged("产出", "指标"))

    assert [cell.text for cell in grid.cells if cell.column == 0] == ["产出", "指标"]


def test_a_page_that_has_lost_the_left_side_goes_on():
    """
    Browsers leave out the side of a cell that began on the page before.
    """
    rows = [["绩效指标", "产出指标", "修路"], ["绩效指标", "效益指标", "便民"]]
    second = table([row[1:] for row in rows], left=110)
    (grid,) = read(written(table(rows), second, table(rows)))

    assert [cell.column for cell in grid.cells if cell.text == "修路"] == [2, 2, 2]
    assert {cell.place.page for cell in grid.cells} == {1, 2, 3}


def test_sides_without_ends_belong_to_the_table():
    """
    A cell that goes on over both breaks of a page has nothing but sides.
    """
    rows = [["修路", "3"], ["架桥", "5"]]
    side = "50 290 m 50 350 l S\n" + text(55, 320, "产出")
    (grid,) = read(written(table(rows, left=110) + side))

    assert ("产出", 2) in [(cell.text, cell.rows) for cell in grid.cells]


def test_a_running_head_does_not_end_a_table():
    """
    The same line on every page, and a number in it that counts.
    """
    heads = [text(50, 380, f"某市2024年度部门决算公开 第{page}页") for page in (1, 2)]
    (grid,) = read(written(heads[0] + table(FORM[:2]), heads[1] + table(FORM[2:])))

    assert texts(grid) == FORM
    assert grid.before == "某市2024年度部门决算公开 第1页"


def test_below_a_line_of_text_the_columns_keep_their_numbers():
    """
    A note at the foot of one page ends the table, and the next page goes on in the same columns.
    """
    first = table(FORM[:2]) + "\n80 290 m 80 320 l S\n" + text(50, 20, "注：以上为产出指标")
    found = read(written(first, table(FORM[2:])))

    assert [grid.before for grid in found] == ["", "注：以上为产出指标"]
    assert [cell.column for cell in found[1].cells] == [0, 2, 3, 4, 5, 6]
    assert [indicator.name for indicator in forms(found)[0].indicators] == ["编写研究报告", "便民"]


def test_what_does_not_show_is_not_read():
    """
    Spreadsheets print a merged cell's text on all its pages, cut off by a clip or beyond the paper's edge.
    """
    hidden = f"q 50 290 360 60 re W n {text(60, 370, '产出指标')} Q\n" + text(60, -20, "绩效指标")
    (grid,) = read(written(table(FORM) + hidden))

    assert (grid.before, grid.after) == ("", "")
    assert texts(grid) == FORM


def test_a_clip_keeps_what_is_inside():
    """
    Most office programs clip every cell.
    """
    (grid,) = read(written(f"q 40 280 400 90 re W n {table(FORM)} Q"))

    assert texts(grid) == FORM


def test_tall_letters_stay_in_their_cells():
    """
    Fonts for Chinese claim boxes three times as high as their signs: the middle of a sign says where it stands.
    """
    tall = written(table(FORM)).replace(b"/Ascent 880 /Descent -120", b"/Ascent 2000 /Descent -1000")

    assert texts(read(tall)[0]) == FORM


def test_punctuation_stands_where_it_was_printed():
    """
    Its ink lies at the left of its box and a point is narrow: the box counts, or 0.5 becomes 05. and commas move.
    """
    rows = [["宣讲有针对性、及时性，聚焦", "0.5"], ["（一）；", "99.35%"]]

    assert texts(read(written(table(rows, width=150)))[0]) == rows


def test_a_font_that_is_not_embedded_in_another_encoding():
    """
    Old systems print in the national encoding, with figures of full width.
    """
    words = ["得分", "２０２１", "９０．８３％"]
    unicode = written(table([words]))
    gbk = unicode.replace(b"UniGB-UCS2-H", b"GBK-EUC-H")
    for word in words:
        gbk = gbk.replace(word.encode("utf-16-be").hex().encode(), word.encode("gbk").hex().encode())

    assert texts(read(gbk)[0]) == [words]


def test_several_rectangles_in_one_path():
    """
    A path's bounds are those of all its figures together; each is a line of its own.
    """
    walls = " ".join(f"{x} 290 0.5 60 re" for x in (50, 110, 170)) + " "
    walls += " ".join(f"50 {y} 120 0.5 re" for y in (290, 320, 350)) + " f\n"
    words = text(52, 335, "产出") + text(112, 335, "修路") + text(52, 300, "效益") + text(112, 300, "便民")

    assert texts(read(written(walls + words))[0]) == [["产出", "修路"], ["效益", "便民"]]


def test_a_thick_pen_draws_in_the_middle():
    """
    A stroked line takes room on both sides of where it is.
    """
    assert texts(read(written("6 w\n" + table(FORM)))[0]) == FORM


def test_columns_that_were_printed_one_after_the_other():
    """
    All names, then all targets, then all scores: no row can be put together, and that is said.
    """
    heads = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
    columns = "产出指标 效益指标 数量指标 社会效益指标 培训场次 学员就业率 ≥12场 ≥80% 12场 85% 50 40 50 38"
    data = written("".join(text(50, 380 - 15 * n, line) for n, line in enumerate(f"{heads} {columns}".split())))

    with pytest.raises(ReadError) as caught:
        read_document(data)
    assert "scattered" in caught.value.say("en")
    assert "\n" not in caught.value.say("en")


GAPS = [["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"]]
GAPS += [["产出指标", f"修路{n}", f"≥{n}0条", f"{n}0条", "10", "9"] for n in (1, 2, 3)]


BESIDE = [["一级指标", "三级指标", "指标值", "完成值", "分值", "自评得分"]]
BESIDE += [["产出指标", "修路", "≥10条", "10条", "10", "9"], ["", "架桥", "≥20座", "20座", "10", "9"]]
BESIDE += [["", "通水", "≥30户", "30户", "10", "9"], ["效益指标", "便民", "≥40户", "40户", "60", "60"]]


def test_levels_beside_the_first_of_their_rows_told_by_gaps():
    """
    A head 自评得分 is no total, and levels at the top of their rows are not in the middle of other ones.
    """
    (form,) = forms(read(written(re.sub("[^\\n]* l S\\n", "", table(BESIDE)))))

    assert [(row.level1, row.name, row.score) for row in form.indicators] == [
        ("产出指标", "修路", "9"),
        ("产出指标", "架桥", "9"),
        ("产出指标", "通水", "9"),
        ("效益指标", "便民", "60"),
    ]


def test_columns_told_by_gaps():
    """
    No line at all: heads say how many columns there are, and two figures below each other that a row has ended.
    """
    (form,) = forms(read(written(re.sub("[^\\n]* l S\\n", "", table(GAPS)))))

    assert [(row.name, row.target, row.actual, row.weight, row.score) for row in form.indicators] == [
        tuple(row[1:]) for row in GAPS[1:]
    ]


def test_too_much_text_for_gaps_is_left_alone():
    """
    Comparing each text with each would take too long on a page that is no form.
    """
    words = "".join(text(5 + 30 * (n % 19), 399 - n // 19, "10", size=1) for n in range(4_000))
    started = time.process_time()
    (grid,) = read(written(text(50, 300, "指标") + words))

    assert grid.cells == ()
    assert time.process_time() - started < 10


def computed():
    """
    Seconds that this process and those it has ended have computed.
    """
    usage = os.times()
    return usage.user + usage.system + usage.children_user + usage.children_system


class TestRefusals:
    def refused(self, data, zh, en, **limits):
        with pytest.raises(ReadError) as caught:
            read(data, **limits)
        assert zh in caught.value.say("zh")
        assert en in caught.value.say("en")
        assert "\n" not in caught.value.say("en")

    def test_a_scan(self, monkeypatch):
        """
        A picture of a form has no text.
        """
        monkeypatch.setitem(sys.modules, "rapidocr", None)
        picture = "q 600 0 0 400 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
        self.refused(written(picture), "扫描件", "OCR")

    def test_an_empty_page(self):
        """
        Neither text nor picture.
        """
        self.refused(written(""), "没有文字", "no text")

    def test_fonts_without_characters(self):
        """
        Text that comes out as control characters.
        """
        self.refused(
            written(table([["\x01\x02\x03", "\x04\x05"], ["\x06\x07", "\x08\x0e"]])), "字符对照表", "character table"
        )

    def test_a_password(self):
        """
        A file that asks for one.
        """
        encryption = (
            "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
            f" /O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<{'33' * 16}> <{'33' * 16}>]"
        )
        data = written(table(FORM)).replace(b"/Root 1 0 R", f"/Root 1 0 R {encryption}".encode())
        self.refused(data, "密码", "password")

    @pytest.mark.parametrize("keep", [9, 400])
    def test_a_truncated_file(self, keep):
        """
        Too little to repair.
        """
        self.refused(written(table(FORM))[:keep], "损坏", "damaged")

    def test_a_page_that_is_not_there(self):
        """
        The page tree names an object that the file has lost.
        """
        self.refused(written(table(FORM)).replace(b"6 0 obj", b"9 0 obj"), "损坏", "damaged")

    def test_too_many_pages(self):
        """
        A budget volume of thousands of pages.
        """
        self.refused(written(*[""] * 30), "超过 20 页", "more than 20 pages", pages=20)

    def test_too_much_on_a_page(self):
        """
        Characters and lines are counted together.
        """
        self.refused(written(table(FORM)), "10 个字符", "more than 10 characters", characters=10)

    def test_too_many_cells(self):
        """
        Lines that cut a page into dust.
        """
        dust = lines([5 * n for n in range(1, 100)], [5 * n for n in range(1, 70)])
        self.refused(written(dust + text(50, 50, "指标")), "1000 个单元格", "more than 1000 cells", cells=1_000)

    def test_endless_work_ends(self):
        """
        Megabytes of drawing in a few kilobytes of file.
        """
        data = written("0 0 m 9 9 l S\n" * 2_000_000, compress=True)
        started = computed()
        self.refused(data, "1 秒", "1 seconds", seconds=1)
        # a second and what is left of the one it began in
        assert computed() - started < 4

    @pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process there")
    def test_endless_memory_ends(self):
        """
        Forms that draw forms that draw forms.
        """
        data = written(b" " * 400_000_000, compress=True)
        self.refused(data, "PDF", "PDF", memory=300 * 1024 * 1024)

    def test_a_dead_process_is_an_ordinary_refusal(self, monkeypatch, tmp_path):
        """
        Native code may take its process down, and only that.
        """
        monkeypatch.setattr(sys, "executable", os.fspath(_script(tmp_path, "exit 134")))
        monkeypatch.setattr(pdf_process, "confined_process", process.Confined)
        self.refused(written(table(FORM)), "异常退出", "died")

    def test_without_the_library_the_message_says_how_to_get_it(self, monkeypatch):
        """
        The extra is named as pip wants it.
        """
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
        self.refused(b"%PDF-", 'pip install "perfscore[pdf]"', 'pip install "perfscore[pdf]"')


def _script(folder, line):
    if sys.platform == "win32":
        pytest.skip("needs a shell")
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path
