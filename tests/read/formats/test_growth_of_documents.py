"""
Eight times the rows take eight times the computing, whatever the format: from the bytes to the form.
"""

from __future__ import annotations

import json
import sys
import time

from pathlib import Path

import pytest
import test_mhtml
import test_ofd
import test_spreadsheetml

from attrs import asdict
from containers import docx, pdf, text, xls, xlsx
from test_sheets import ods, ods_table

import perfscore

from perfscore.read import confined
from perfscore.read.document import Limits


pytestmark = pytest.mark.unmeasured

#: Rows of the smallest document, and how much dearer a row may be in the largest: more than noise, less than any square.
ROWS, DEARER = 200, 2

HEADS = ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")


def rows(count):
    return [HEADS, *(("产出指标", f"修路第{n}段", "≥3公里", "3公里", "2", "1.5") for n in range(count))]


def of_xlsx(count):
    lines = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABCDEF"[c]}{r}" t="inlineStr"><is><t>{words}</t></is></c>' for c, words in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows(count), 1)
    )
    merged = "".join(f'<mergeCell ref="A{r}:A{r + 1}"/>' for r in range(2, count, 2))
    return xlsx(f"<sheetData>{lines}</sheetData><mergeCells>{merged}</mergeCells>")


def of_xls(count):
    cells = [(r, c, words, 0) for r, row in enumerate(rows(count)) for c, words in enumerate(row)]
    return xls(cells, merged=[(r, r + 1, 0, 0) for r in range(1, count, 2)])


def of_html(count):
    lines = ("".join(f"<td>{words}" for words in row) for row in rows(count))
    return ("<html><table>" + "".join(f"<tr>{line}" for line in lines) + "</table>").encode()


def of_docx(count):
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    lines = ("".join(cell.format(words) for words in row) for row in rows(count))
    return docx("<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>")


def of_pdf(count):
    """
    Pages of twenty ruled rows.
    """
    edges = [30, 110, 250, 330, 410, 480, 560]
    pages = []
    every = rows(count // 2)
    for start in range(0, len(every), 20):
        part = every[start : start + 20]
        lines = [f"30 {380 - 18 * n} m 560 {380 - 18 * n} l S\n" for n in range(len(part) + 1)]
        lines += [f"{x} 380 m {x} {380 - 18 * len(part)} l S\n" for x in edges]
        words = [
            text(x + 2, 366 - 18 * n, word) for n, row in enumerate(part) for x, word in zip(edges, row, strict=False)
        ]
        pages.append("".join(lines + words))
    return pdf(*pages)


def of_ofd(count):
    every = rows(count // 2)
    return test_ofd.written(*(test_ofd.table(every[start : start + 20]) for start in range(0, len(every), 20)))


def of_xml(count):
    return test_spreadsheetml.written(
        test_spreadsheetml.sheet("".join(test_spreadsheetml.row(*row) for row in rows(count)))
    )


def of_json(count):
    roles = ("level1", "name", "target", "actual", "weight", "score")
    indicators = [dict(zip(roles, row, strict=True)) for row in rows(count)[1:]]
    return json.dumps({"schema": "perfscore/form/1", "kind": "self-evaluation", "indicators": indicators}).encode()


def of_tables(count):
    """
    A layout table that holds a table of its own for every ten rows.
    """
    inner = of_html(9).removeprefix(b"<html>")
    return b"<html><table><tr><td>" + inner * (count // 10) + b"</table>"


#: What makes a document, and whether all its rows become indicators.
FORMATS = {
    "xlsx": of_xlsx,
    "xls": of_xls,
    "xml": of_xml,
    "ods": lambda count: ods(ods_table("表", rows(count))),
    "docx": of_docx,
    "html": of_html,
    "html in html": of_tables,
    "mhtml": lambda count: test_mhtml.written(test_mhtml.part(of_html(count), "8bit")),
    "csv": lambda count: "\n".join(",".join(row) for row in rows(count)).encode(),
    "pipes": lambda count: "\n".join("|" + "|".join(row) + "|" for row in rows(count)).encode(),
    "json": of_json,
    "ofd": of_ofd,
    "pdf": of_pdf,
}


def cost(data):
    """
    Seconds of computing to read a document, and the indicators in it.
    """
    start = time.process_time()
    forms = perfscore.read(data)
    return time.process_time() - start, sum(len(form.indicators) for form in forms)


def assert_linear(measured, made):
    """
    The dearest size in the quickest of a few attempts: other programs only ever add.
    """
    for _ in range(4):
        costs = [measured(made(ROWS * times)) for times in (1, 2, 4, 8)]
        (first, few), (last, many) = costs[0], costs[-1]
        if last / 8 < DEARER * max(first, 0.002):
            break
    assert last / 8 < DEARER * max(first, 0.002), costs
    assert 7 * few < many < 9 * few


@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_reading_grows_with_the_rows(made):
    assert_linear(cost, made)


def test_opening_a_pdf_grows_with_its_pages(monkeypatch):
    """
    What the process that opens PDF files does, here where its computing counts.
    """
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(sys, "path", [*sys.path, str(Path(confined.__file__).parent)])
    from perfscore.read.formats.pdf_worker import library, read_file  # noqa: PLC0415 - a script, with a path of its own

    pdfium = library()

    def opened(data):
        start = time.process_time()
        answer, _ = read_file(pdfium, data, asdict(Limits()))
        return time.process_time() - start, sum(page["counts"][0] for page in answer["pages"])

    assert_linear(opened, of_pdf)
