"""
OFD documents: texts and paths on pages.
"""

from __future__ import annotations

import time

from contextlib import suppress

import pytest

from containers import zipped

import perfscore

from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import ofd


ROWS = (
    ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "修路", "≥3公里", "3公里", "40", "40"),
    ("效益指标", "种树", "≥3亩", "3亩", "60", "59.5"),
    ("总分", "", "", "", "100", "99.5"),
)


def text(x, y, words, *, size=4, delta="", matrix="", boundary=None):
    """
    Words whose baseline begins at a point, in millimetres.
    """
    place = boundary or f"{x} {y - size} {size * len(words)} {size}"
    left, top = map(float, place.split()[:2])
    steps = f'DeltaX="{delta}"' if delta else ""
    turn = f'CTM="{matrix}"' if matrix else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{place}" Font="3" Size="{size}" {turn}>'
        f'<ofd:TextCode X="{x - left}" Y="{y - top}" {steps}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0, y0, x1, y1):
    box = f"{x0} {y0} {x1 - x0 + 0.1} {y1 - y0 + 0.1}"
    return (
        f'<ofd:PathObject ID="2" Boundary="{box}" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(rows, *, left=10, top=40, width=30, height=10, rules=True):
    xs = [left + width * n for n in range(len(rows[0]) + 1)]
    ys = [top + height * n for n in range(len(rows) + 1)]
    ruled = [line(xs[0], y, xs[-1], y) for y in ys] + [line(x, ys[0], x, ys[-1]) for x in xs]
    words = [text(xs[c] + 1, ys[r] + 7, word) for r, row in enumerate(rows) for c, word in enumerate(row) if word]
    return "".join([*(ruled if rules else ()), *words])


def written(*pages, template=""):
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'

    def page(content, uses=""):
        return f"<ofd:Page {name}>{uses}<ofd:Content><ofd:Layer ID='9'>{content}</ofd:Layer></ofd:Content></ofd:Page>"

    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    uses = '<ofd:Template TemplateID="7" ZOrder="Background"/>' if template else ""
    parts = {
        "OFD.xml": f"<ofd:OFD {name}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"<ofd:Document {name}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        "Doc_0/Tpls/Tpl_0/Content.xml": page(template),
    }
    return zipped(parts | {f"Doc_0/Pages/Page_{n}/Content.xml": page(content, uses) for n, content in enumerate(pages)})


def read(data, **limits):
    return ofd.grids(Document("a.ofd", data, Limits(**limits)))


def texts(grid):
    rows = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [tuple(row) for row in rows.values()]


def test_a_form():
    (form,) = perfscore.read(written(text(60, 20, "项目支出绩效自评表", size=6) + table(ROWS)))

    assert form.title == "项目支出绩效自评表"
    assert [(row.name, row.target, row.score) for row in form.indicators] == [
        ("修路", "≥3公里", "40"),
        ("种树", "≥3亩", "59.5"),
    ]
    assert form.total.score == "99.5"
    assert form.place("indicators[1].score").page == 1


def test_a_table_goes_on_over_the_page():
    (grid,) = read(written(table(ROWS[:2]), table(ROWS[2:])))

    assert texts(grid) == list(ROWS)


def test_rules_in_a_template_and_texts_on_the_page():
    """
    Systems print the blank form behind every page.
    """
    (grid,) = read(written(table(ROWS, rules=False), template=table([[""] * 6] * 4)))

    assert texts(grid) == list(ROWS)


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        ("g 5 4", "三级指标名称"),
        ("4 4 4 4 4", "三级指标名称"),
        ("g 3 2 8", "59.5万"),
        ("g 999999999 4", "三级"),
        ("g", "三级"),
        ("x y", "三级"),
    ],
)
def test_distances_of_characters(delta, words):
    box = "".join(line(10, y, 60, y) for y in (10, 30)) + "".join(line(x, 10, x, 30) for x in (10, 60))
    (grid,) = read(written(box + text(12, 22, words, delta=delta)))

    assert grid.cells[0].text == words


def test_cells_drawn_as_thin_rectangles_and_matrices():
    """
    A rule may be a filled rectangle, a whole cell one closed figure, and both be moved by a matrix.
    """
    cell = (
        '<ofd:PathObject Boundary="10 10 90 30" CTM="10 0 0 10 0 0"><ofd:AbbreviatedData>S 0 0 M 0 0 L 4 0 L 4 2 L 0 2 C'
        " M 4 0 L 8 0 L 8 2 L 4 2 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    rule = (
        '<ofd:PathObject Boundary="10 20 80 0.2" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L 80 0 L 80 0.2'
        " L 0 0.2 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    words = text(12, 17, "修路") + text(52, 17, "10") + text(12, 27, "种树") + text(52, 27, "20")
    (grid,) = read(written(cell + rule + words))

    assert texts(grid) == [("修路", "10"), ("种树", "20")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (written(""), "no text"),
        (written('<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>'), "pictures without text: export"),
        (written(*[""] * 20), "more than 10 pages"),
        (zipped({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}), "damaged"),
        (zipped({"OFD.xml": "<!DOCTYPE a><OFD/>"}), "DOCTYPE"),
        (written(text(1, 5, "字" * 30_000)), "20000 characters"),
        (written("<a>" * 200), "damaged|deeper"),
        (written(line(0, 0, 5, 0) * 4_000), "XML elements"),
    ],
    ids=["empty", "pictures", "pages", "elsewhere", "entities", "text", "depth", "elements"],
)
def test_what_is_refused(data, why):
    with pytest.raises(ReadError, match=why):
        read(data, pages=10, characters=20_000, elements=5_000)


@pytest.mark.parametrize(
    "content",
    [
        text(10, 10, "修路" * 20_000, delta="g 99999 4"),
        "<ofd:PathObject Boundary='0 0 9 9'><ofd:AbbreviatedData>"
        + "M 0 0 L 9 9 " * 100_000
        + "</ofd:AbbreviatedData></ofd:PathObject>",
        "".join(line(0, n, 200, n) + line(n, 0, n, 200) for n in range(2_000)) + text(1, 5, "字"),
        text(10, 10, "字", matrix="1e99999 0 0 1 0 nan"),
    ],
    ids=["a long text", "a long path", "many lines", "a wild matrix"],
)
def test_much_of_anything(content):
    """
    Read or refused, within five seconds of computing.
    """
    started = time.process_time()
    with suppress(ReadError):
        perfscore.read(written(content))

    assert time.process_time() - started < 5
