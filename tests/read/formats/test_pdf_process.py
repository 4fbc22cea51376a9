"""
The process that opens PDF files: kept for many files, replaced when it dies, never in the way of the next one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from containers import pdf as written
from containers import text
from test_pdf import FORM, table, texts

from perfscore.read.confined import process
from perfscore.read.document import Document, Limits
from perfscore.read.formats import pdf, pdf_process


pytest.importorskip("pypdfium2")

PROSE = "本单位围绕年度总体目标开展了各项工作，资金使用规范，项目管理到位，取得了较好的社会效益和经济效益。"


@pytest.fixture
def worker(monkeypatch):
    """
    A worker of the test's own, which notes the processes that it starts.
    """
    own = process.Confined(pdf_process.SCRIPT)
    started, start = [], process._start

    def noted(script):
        started.append(start(script))
        return started[-1]

    monkeypatch.setattr(process, "_start", noted)
    monkeypatch.setattr(pdf_process, "confined_process", lambda _script: own)
    yield started
    own.end()


def read(data, **limits):
    return pdf.grids(Document("a.pdf", data, Limits(**limits)))


def test_one_process_reads_many_files(worker):
    for _ in range(5):
        assert texts(read(written(table(FORM)))[0]) == FORM

    assert len(worker) == 1


def test_a_new_one_after_many_files(worker, monkeypatch):
    monkeypatch.setattr(process, "_MOST_REQUESTS", 2)
    for _ in range(5):
        assert texts(read(written(table(FORM)))[0]) == FORM

    assert [started.poll() for started in worker] == [0, 0, None]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSEGV])
def test_a_new_one_after_its_death(worker, end):
    """
    What killed it was not the next file, which is read as if nothing had happened.
    """
    read(written(table(FORM)))
    os.kill(worker[0].pid, end)
    worker[0].wait()

    assert texts(read(written(table(FORM)))[0]) == FORM
    assert len(worker) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process there")
def test_the_next_file_has_all_its_time(worker):
    """
    Each file has its own seconds of computing, however long the files before it took.
    """
    busy = written("0 0 m 9 9 l S\n" * 20_000)
    for _ in range(12):
        with pytest.raises(pdf.ReadError, match="no text"):
            read(busy, seconds=1)

    assert texts(read(written(table(FORM)), seconds=1)[0]) == FORM
    assert len(worker) == 1


def test_no_process_is_left_behind():
    """
    The command ends without a word, and the process that opened the file ends with it.
    """
    code = (
        "import sys; from perfscore.read.formats import pdf_process as p; from perfscore.read.document import Document;"
        "p.drawn_pages(Document('a', sys.stdin.buffer.read())); print(p.confined_process(p.SCRIPT)._process.pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=written(table(FORM)), capture_output=True, check=True)

    assert done.stderr == b""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


class TestProse:
    """
    A report's pages of text cost their text, not the place of each character.
    """

    def pages(self, *pages):
        return pdf_process.drawn_pages(Document("a.pdf", written(*pages)))[0]

    def test_a_page_of_full_lines(self):
        lines = "".join(text(40, 380 - 14 * n, f"{n}{PROSE}") for n in range(20))
        rule = "30 390 m 560 390 l S\n"
        page, form = self.pages(rule + lines, table(FORM))

        assert page.chars == []
        assert "".join(page.text.split()) == "".join(f"{n}{PROSE}" for n in range(20))
        assert form.text == ""

    def test_it_stands_before_the_table_of_the_next_page(self):
        lines = "".join(text(40, 380 - 14 * n, f"{n}{PROSE}") for n in range(3))
        (grid,) = read(written(lines, table(FORM)))

        assert grid.before.split("\n") == [f"{n}{PROSE}" for n in range(3)]
        assert texts(grid) == FORM

    def test_a_table_without_lines_is_none(self):
        """
        Short texts side by side: where they stand matters.
        """
        rows = "".join(
            text(40 + 120 * c, 380 - 16 * r, word)
            for r in range(20)
            for c, word in enumerate(("修路里程", "≥3公里", "10", "10"))
        )
        (page,) = self.pages(rows)

        assert page.text == ""
        assert len(page.chars) == 20 * len("修路里程≥3公里1010")

    def test_a_ruled_cell_of_long_lines_is_none(self):
        box = "30 390 m 560 390 l S 30 30 m 560 30 l S 30 390 m 30 30 l S 560 390 m 560 30 l S\n"
        (page,) = self.pages(box + "".join(text(40, 370 - 14 * n, PROSE) for n in range(10)))

        assert page.text == ""
