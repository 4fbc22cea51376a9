"""
Eight times the rows, or eight times the forms, take eight times the computing: of checking, of the search for suspects and
of every format that is written.
"""

from __future__ import annotations

import importlib
import io
import time

from decimal import Decimal
from functools import lru_cache
from itertools import count

import pytest

from containers import xlsx

import perfscore

from perfscore import Form, FundRow, Indicator, Total
from perfscore.render import WRITERS, Style
from perfscore.render.writer import pieces_of


pytestmark = pytest.mark.unmeasured

#: How much dearer a row may be in the largest form, or a form in the longest run: more than noise, less than any square.
DEARER = 2.5
ROWS = (125, 250, 500, 1000)
FORMS = (10, 20, 40, 80)
HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")

JOINING = [writer for writer in WRITERS if not writer.copy]
COPYING = [writer for writer in WRITERS if writer.copy]


@lru_cache
def form(rows, *, wrong=0, total_off=0):
    """
    Every third row misses its target; every row of that many more has a wrong score.
    """
    listed = tuple(_row(number, is_wrong=wrong and number % wrong == 0) for number in range(rows))
    fund = FundRow("total", "年度资金总额", budget="100", executed="100", weight="10", rate="100%", score="10")
    score = sum(Decimal(row.score) for row in listed) + 10 + total_off
    return Form(listed, funds=(fund,), total=Total(weight=str(2 * rows + 10), score=str(score)))


def _row(number, *, is_wrong):
    is_met = number % 3 != 0
    return Indicator(
        level1="产出指标",
        level2="数量指标",
        name=f"修路第{number}段",
        target="≥30公里",
        actual="30公里" if is_met else "25公里",
        weight="2",
        score="1.1" if is_wrong else "2" if is_met else "1.67",
        reason=None if is_met else "雨季停工，下年续建",
    )


@lru_cache
def report(rows, *, wrong=5):
    """
    A report whose suspects were searched already: what is measured is the writing.
    """
    made = perfscore.check(form(rows, wrong=wrong))
    assert len(made.suspects) + len(made.findings) > rows // wrong
    return made


def assert_linear(work, sizes):
    """
    The dearest size in the quickest of a few attempts: other programs only ever add.
    """
    for attempt in count(1):
        costs = [_seconds(work, size) / size for size in sizes]
        if costs[-1] < DEARER * costs[0]:
            return
        assert attempt < 4, costs


def _seconds(work, size):
    start = time.process_time()
    work(size)
    return time.process_time() - start


def written(writer, reports, place):
    """
    Everything that the writer makes of the *reports*, in the folder *place*.
    """
    style = Style("zh", layout="own file" if writer.makes_folder else "among others")
    pieces = pieces_of(writer, reports, style)
    if writer.makes_folder:
        folder = place / "folder"
        folder.mkdir(exist_ok=True)
        writer.functions.write_folder(pieces, [], folder, style, lambda name, suffix: str(folder / (name + suffix)))
    elif writer.binary:
        (place / "file").unlink(missing_ok=True)
        writer.functions.write(pieces, (), str(place / "file"), style)
    else:
        writer.functions.write(pieces, (), io.StringIO(), style)


class TestRows:
    def test_checking(self):
        assert_linear(lambda rows: perfscore.check(form(rows)), ROWS)

    @pytest.mark.parametrize("wrong", [{"total_off": 1}, {"wrong": 5}, {"wrong": 1}], ids=str)
    def test_the_search_for_suspects(self, wrong):
        """
        Of a wrong total, and where every fifth row or each is wrong.
        """
        assert_linear(lambda rows: perfscore.check(form(rows, **wrong)).suspects, ROWS)

    @pytest.mark.parametrize("writer", JOINING, ids=lambda writer: writer.name + writer.suffix)
    def test_writing(self, writer, tmp_path):
        if writer.name == "parquet":
            pytest.importorskip("pyarrow")
        for rows in ROWS:
            report(rows)

        assert_linear(lambda rows: written(writer, [("a.json", 0, report(rows))], tmp_path), ROWS)

    @pytest.mark.parametrize("writer", COPYING, ids=lambda writer: writer.name)
    def test_marking_a_copy(self, writer):
        made = {rows: {"xlsx": workbook, "docx": word}[writer.name](form(rows, wrong=5)) for rows in ROWS}
        reports = {rows: [perfscore.check(one) for one in perfscore.read(data)] for rows, data in made.items()}
        assert [len(found.form.indicators) for (found,) in reports.values()] == list(ROWS)
        for (found,) in reports.values():
            assert found.suspects is not None

        assert_linear(lambda rows: writer.functions.annotate(made[rows], reports[rows], "zh"), ROWS)


@pytest.mark.parametrize("writer", JOINING, ids=lambda writer: writer.name + writer.suffix)
def test_writing_many_forms(writer, tmp_path):
    if writer.name == "parquet":
        pytest.importorskip("pyarrow")
    one = report(12)

    assert_linear(
        lambda forms: written(writer, ((f"{number}.json", 0, one) for number in range(forms)), tmp_path), FORMS
    )


def cells(made):
    rows = (
        (row.level1, row.level2, row.name, row.target, row.actual, row.weight, row.score, row.reason or "")
        for row in made.indicators
    )
    return [HEADS, *rows, ("总分", "", "", "", "", made.total.weight, made.total.score, "")]


def workbook(made):
    lines = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABCDEFGH"[c]}{r}" t="inlineStr"><is><t>{words}</t></is></c>' for c, words in enumerate(row))
        + "</row>"
        for r, row in enumerate(cells(made), 1)
    )
    return xlsx(f"<sheetData>{lines}</sheetData>")


def word(made):
    """
    A document of python-docx, whose own way to make a table takes the square of its rows.
    """
    library, parse_xml = pytest.importorskip("docx"), importlib.import_module("docx.oxml").parse_xml
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in row) + "</w:tr>"
        for row in cells(made)
    )
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = library.Document()
    document.add_paragraph("项目支出绩效自评表")
    document.element.body.insert(1, parse_xml(f"<w:tbl {namespace}>{lines}</w:tbl>"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
