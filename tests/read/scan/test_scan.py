"""
Scans of forms: our own forms printed, turned, made noisy, and read back from the picture.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from importlib import import_module
from importlib.util import find_spec
from io import BytesIO

import pytest

from containers import pdf, text

import perfscore

from perfscore.read import Limits, ReadError
from perfscore.read.document import Document
from perfscore.read.formats.pdf_process import page_picture
from perfscore.read.watching import PAGE_RECOGNISED


def _has_chinese_font():
    lister = shutil.which("fc-list")
    return lister and b":" in subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout


NEEDED = [name for name in ("rapidocr", "onnxruntime", "pypdfium2") if find_spec(name) is None]
needs_recognition = pytest.mark.skipif(
    bool(NEEDED) or not _has_chinese_font(),
    reason=f"NO SCAN WAS READ: {', '.join(NEEDED) or 'a Chinese font'} IS NOT INSTALLED",
)

ROWS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "新建农村公路", "≥12.5公里", "13.2公里", "30", "30"),
    ("", "质量指标", "工程验收合格率", "≥95%", "93.6%", "20", "19.7"),
    ("", "时效指标", "按期完工率", "100%", "100%", "10", "10"),
    ("效益指标", "社会效益", "受益群众人数", "≥2000人", "2150人", "30", "28.5"),
    ("总分", "", "", "", "", "90", "88.2"),
)
FUNDS = (
    ("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("年度资金总额", "120.50", "118.00", "106.20", "10", "90%", "9"),
)


def printed(rows=(*FUNDS, *ROWS), title="项目支出绩效自评表"):
    """
    A page with a ruled table.
    """
    xs = [20, 100, 180, 270, 350, 430, 500, 570]
    top, height = 350, 30
    ys = [top - height * n for n in range(len(rows) + 1)]
    rules = "".join(f"20 {y} m 570 {y} l S\n" for y in ys) + "".join(f"{x} {top} m {x} {ys[-1]} l S\n" for x in xs)
    words = (
        text(xs[c] + 4, top - height * r - 19, word, size=11 if len(word) < 8 else 9)
        for r, row in enumerate(rows)
        for c, word in enumerate(row)
        if word
    )
    return text(220, 372, title, size=16) + rules + "".join(words)


def scanned(*pages, angle=0.0, noise=0, dpi=200, turn=0):
    """
    The pages as a scanner gives them: grey pictures.
    """
    np, image = import_module("numpy"), import_module("PIL.Image")
    document = Document("printed.pdf", pdf(*pages))
    pictures = []
    for number in range(len(pages)):
        size, dots = page_picture(document, number, dpi)
        picture = image.frombytes("L", (size["width"], size["height"]), dots)
        sheet = image.new("L", (picture.width + 80, picture.height + 80), 255)
        sheet.paste(picture, (40, 40))
        sheet = sheet.rotate(angle, resample=image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
        grey = np.asarray(sheet, np.float32) + np.random.default_rng(7).normal(
            0, noise or 0.001, (sheet.height, sheet.width)
        )
        pictures.append(image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    return pictures


def saved(pictures, kind, **options):
    out = BytesIO()
    pictures[0].save(out, kind, save_all=len(pictures) > 1, append_images=pictures[1:], **options)
    return out.getvalue()


def rows_of(form):
    return [(row.name, row.target, row.actual, row.weight, row.score) for row in form.indicators]


EXPECTED = [row[2:] for row in ROWS[1:5]]


@needs_recognition
@pytest.mark.unmeasured
class TestForms:
    """
    The numbers of every row, the funds and the total come out as they were printed.
    """

    def whole(self, data, doubtful=0):
        (form,) = perfscore.read(data)

        assert rows_of(form) == EXPECTED
        assert [(fund.initial, fund.budget, fund.executed, fund.rate, fund.score) for fund in form.funds] == [
            ("120.50", "118.00", "106.20", "90%", "9")
        ]
        assert (form.total.weight, form.total.score) == ("90", "88.2")
        assert len(form.uncertain) <= doubtful
        assert [remark.kind for remark in form.remarks] == ["recognised"]
        return form

    def test_a_clean_picture(self):
        form = self.whole(saved(scanned(printed()), "PNG"))

        assert form.title == "项目支出绩效自评表"
        assert form.place("indicators[0].score").page == 1

    @pytest.mark.parametrize("angle", [1.0, -1.3])
    def test_askew_and_noisy(self, angle):
        self.whole(saved(scanned(printed(), angle=angle, noise=12), "JPEG", quality=80), doubtful=2)

    def test_a_scanned_pdf(self):
        """
        Pages without text among the pages of a PDF are looked at.
        """
        self.whole(saved(scanned(printed(), angle=0.5), "PDF", resolution=200), doubtful=2)

    def test_a_tiff_of_two_pages(self):
        """
        A table goes on over the page, as in any PDF; who waits is told page by page.
        """
        pages = scanned(printed((*FUNDS, *ROWS[:3])), printed(ROWS[3:], title=""))
        told = []
        token = PAGE_RECOGNISED.set(lambda *page: told.append(page))
        try:
            self.whole(saved(pages, "TIFF"))
        finally:
            PAGE_RECOGNISED.reset(token)

        assert told == [("-", 1, 2), ("-", 2, 2)]

    @pytest.mark.parametrize("turn", [90, 180])
    def test_a_page_that_lies_on_its_side(self, turn):
        self.whole(saved(scanned(printed(), turn=turn), "PNG"))


@needs_recognition
@pytest.mark.unmeasured
def test_a_blotted_figure_is_uncertain():
    """
    Where a figure can hardly be made out its cell is uncertain, and nothing built on it is called right or wrong.
    """
    (page,) = scanned(printed())
    draw = import_module("PIL.ImageDraw").Draw(page)
    # over the score of the second indicator, 19.7, which stands at 504 and 189 points from the corner
    for n in range(6):
        draw.line(
            [(round(40 + x * 200 / 72), round(40 + y * 200 / 72)) for x, y in ((503 + 4 * n, 178), (508 + 4 * n, 191))],
            90,
            3,
        )
    (form,) = perfscore.read(saved([page], "PNG"))

    assert form.uncertain == ("indicators[1].score",) or form.indicators[1].score is None


@needs_recognition
@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(5_000), "damaged"),
        (b"II*\x00\x08\x00\x00\x00\x00\x00", "damaged"),
    ],
)
def test_a_broken_picture(data, why):
    with pytest.raises(ReadError, match=why):
        perfscore.read(data)


@needs_recognition
@pytest.mark.unmeasured
@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process there")
def test_pictures_that_want_too_much():
    """
    Six gigabytes of white in half a megabyte, and a page that takes longer than it may.
    """
    huge = import_module("PIL.Image").new("1", (30_000, 30_000), 1)
    with pytest.raises(ReadError, match="60 million"):
        perfscore.read(saved([huge], "PNG"))
    with pytest.raises(ReadError, match="1 seconds"):
        perfscore.read(saved(scanned(printed()), "PNG"), limits=Limits(page_seconds=1))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"MM\x00*"])
def test_without_the_extra_one_line_names_it(monkeypatch, data):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(ReadError) as caught:
        perfscore.read(data + bytes(100))

    for lang in ("zh", "en"):
        assert 'pip install "perfscore[ocr]"' in caught.value.say(lang)
        assert "\n" not in caught.value.say(lang)


def test_a_scanned_pdf_without_the_extra(monkeypatch):
    pytest.importorskip("pypdfium2")
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    picture = "q 500 0 0 300 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    with pytest.raises(ReadError, match=r"perfscore\[ocr\]"):
        perfscore.read(pdf(picture))
