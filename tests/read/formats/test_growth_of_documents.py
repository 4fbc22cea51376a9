"""
Eight times the rows take eight times the computing, whatever the format.
"""

from __future__ import annotations

import time

import pytest

from containers import docx, pdf, text, xls, xlsx
from test_sheets import ods, ods_table

from perfscore.read.document import Document, Limits
from perfscore.read.tables import grids


pytestmark = pytest.mark.unmeasured

#: Rows of the smallest document, and how much dearer a row may be in the largest: more than noise, less than any square.
ROWS, DEARER = 400, 2.5


def rows(count):
    return [("产出指标", f"修路第{n}段", "≥3公里", "3公里", "2", "1.5") for n in range(count)]


def of_xlsx(count):
    lines = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABCDEF"[c]}{r}" t="inlineStr"><is><t>{words}</t></is></c>' for c, words in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows(count), 1)
    )
    merged = "".join(f'<mergeCell ref="A{r}:A{r + 1}"/>' for r in range(1, count, 2))
    return xlsx(f"<sheetData>{lines}</sheetData><mergeCells>{merged}</mergeCells>")


def of_xls(count):
    cells = [(r, c, words, 0) for r, row in enumerate(rows(count)) for c, words in enumerate(row)]
    return xls(cells, merged=[(r, r + 1, 0, 0) for r in range(0, min(count, 2_000), 2)])


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
    every = rows(count // 8)
    for start in range(0, len(every), 20):
        part = every[start : start + 20]
        lines = [f"30 {380 - 18 * n} m 560 {380 - 18 * n} l S\n" for n in range(len(part) + 1)]
        lines += [f"{x} 380 m {x} {380 - 18 * len(part)} l S\n" for x in edges]
        words = [
            text(x + 2, 366 - 18 * n, word) for n, row in enumerate(part) for x, word in zip(edges, row, strict=False)
        ]
        pages.append("".join(lines + words))
    return pdf(*pages)


FORMATS = {
    "xlsx": of_xlsx,
    "xls": of_xls,
    "ods": lambda count: ods(ods_table("表", rows(count))),
    "docx": of_docx,
    "html": of_html,
    "csv": lambda count: "\n".join(",".join(row) for row in rows(count)).encode(),
    "pipes": lambda count: "\n".join("|" + "|".join(row) + "|" for row in rows(count)).encode(),
    "pdf": of_pdf,
}


def cost(data):
    """
    Seconds of computing, of the quickest of four attempts.
    """
    taken = []
    for _ in range(4):
        start = time.process_time()
        assert grids(Document("form", data, Limits()))
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_reading_grows_with_the_rows(made):
    costs = [cost(made(ROWS * times)) / times for times in (1, 2, 4, 8)]

    assert costs[-1] < DEARER * max(costs[0], 0.001)
