"""
What documents cost: 200 of mixed kinds in one run with two jobs and a progress bar, and a page of PDF beside PDFium.

The documents are made here, of generated forms: PDF in several styles, Word, Excel old and new, web pages, text, JSON.
Run it on Linux, with the tests' printing tools beside it, and perhaps fill the table in docs/benchmarks.md:

    python benchmarks/documents.py [--documents 200] [--jobs 2] [--seed 1] [--write]

Use of the cores: twenty times a second the processes of the run are counted that run or could run if a core were free
(state R), and no more than there are jobs; the mean share of that is what an otherwise idle machine would have had
working for us. CPU seconds by the clock would say how busy the machine is with other things. A page's cost is CPU time
of all processes, start included, less what PDFium alone takes to open the file and hand out text and paths.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import pty
import subprocess
import sys
import tempfile
import threading
import time

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from attrs import frozen
from making import KINDS, LOOKS, STYLES, fill_table, sheet, typeset
from sides import cpu, descendants

from perfscore import form_to, load_rulebook, read
from perfscore.strategies.chance import Seeded
from perfscore.strategies.sheets import honest_form


_MEGABYTE: Final = 1024 * 1024
_MILLISECOND: Final = 1000
#: Seconds between two looks at the processes.
_LOOK: Final = 0.05


def _documents(folder: Path, count: int, random: Random) -> None:
    """
    Of ten documents three are PDF, one is JSON.
    """
    makers = [(kind, make) for kind, often, make in KINDS for _ in range(often)]
    book = load_rulebook("national")
    for number in range(count):
        look = list(LOOKS)[number % len(LOOKS)]
        form = honest_form(Seeded(random), rulebook=book, rows=(11, 42), layout="national")
        turn = number % 10
        if turn < len(makers):
            kind, make = makers[turn]
            data = make(sheet(form, look))
        elif turn < len(makers) + 3:
            kind, data = "pdf", typeset([sheet(form, look)], STYLES[number // 10 % len(STYLES)])
        else:
            kind, data = "json", json.dumps(form_to(form), ensure_ascii=False).encode()
        (folder / f"{number:03}.{kind}").write_bytes(data)


@frozen
class Run:
    """
    Seconds by the clock and of computing, mean share of the cores used or wanted, the most bytes of memory of all
    processes, and what was drawn.
    """

    seconds: float
    computing: float
    used: float
    memory: int
    bar: bool
    status: int


def _look(root: int, seconds: dict[int, float]) -> tuple[int, int]:
    """
    How many processes of the tree run or could, and the bytes they hold; pages they share count once. What each has computed
    is noted in *seconds*.
    """
    running = memory = 0
    for pid in (root, *_below(root)):
        try:
            state, *fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            held = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        except OSError:
            continue
        running += state == "R"
        seconds[pid] = (int(fields[10]) + int(fields[11])) / os.sysconf("SC_CLK_TCK")
        memory += next((int(line.split()[1]) * 1024 for line in held.splitlines() if line.startswith("Pss:")), 0)
    return running, memory


def _below(root: int) -> list[int]:
    try:
        return list(descendants(root))
    except OSError:
        # one of them has just ended
        return []


def _run(folder: Path, jobs: int) -> Run:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "perfscore", "check", str(folder), "--no-config", "--format", "jsonl"]
    start, computed = time.perf_counter(), dict[int, float]()
    run = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    drawn = bytearray()
    watcher = threading.Thread(target=_drain, args=(ours, drawn), daemon=True)
    watcher.start()
    looks = used = most = 0
    while run.poll() is None:
        running, memory = _look(run.pid, computed)
        looks, used, most = looks + 1, used + min(running, jobs), max(most, memory)
        time.sleep(_LOOK)
    seconds, computing = time.perf_counter() - start, sum(computed.values())
    watcher.join(timeout=5)
    return Run(
        seconds, computing, used / max(looks, 1) / jobs, most, "━" in drawn.decode(errors="replace"), run.returncode
    )


def _drain(terminal: int, into: bytearray) -> None:
    """
    What is drawn on a terminal, until it closes.
    """
    while True:
        try:
            into += os.read(terminal, 65536)
        except OSError:
            return


def _library(data: bytes) -> int:
    """
    What PDFium does for a document: open it, hand out each page's text, boxes and paths. The number of pages.
    """
    import pypdfium2  # noqa: PLC0415 - an extra

    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(data)
    box = raw.FS_RECTF()
    for page in document:
        text = raw.FPDFText_LoadPage(page.raw)
        for index in range(raw.FPDFText_CountChars(text)):
            raw.FPDFText_GetUnicode(text, index)
            raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_ClosePage(text)
        kind = ctypes.c_int()
        stroke = raw.FPDF_BOOL()
        for index in range(raw.FPDFPage_CountObjects(page.raw)):
            item = raw.FPDFPage_GetObject(page.raw, index)
            if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
                raw.FPDFPath_GetDrawMode(item, kind, stroke)
                for segment in range(raw.FPDFPath_CountSegments(item)):
                    raw.FPDFPath_GetPathSegment(item, segment)
        page.close()
    return len(document)


def _cost(work: Callable[[], object]) -> float:
    """
    Seconds of CPU that this process and those it started took.
    """
    before = cpu()
    work()
    return cpu() - before


def _pages(documents: list[Path], rounds: int) -> tuple[int, float, float]:
    """
    Pages, and CPU milliseconds a page: PDFium alone and all of reading, the best of several rounds for each document.
    """
    pages, alone, whole = 0, 0.0, 0.0
    for path in documents:
        data = path.read_bytes()
        pages += _library(data)
        alone += min(_cost(lambda data=data: _library(data)) for _ in range(rounds))  # type: ignore[misc]
        whole += min(_cost(lambda path=path: read(path)) for _ in range(rounds))  # type: ignore[misc]
    return pages, alone / pages * _MILLISECOND, whole / pages * _MILLISECOND


def _table(count: int, jobs: int, run: Run, pages: int, alone: float, whole: float) -> str:
    return "\n".join(
        (
            f"CPython {platform.python_version()}, Linux, `--jobs {jobs}`, progress bar drawn.",
            "",
            "| | measured | wanted |",
            "|---|--:|--:|",
            f"| {count} documents: 3 of 10 PDF, 2 Word, 2 Excel, web page, text, JSON | {run.computing:.1f} s of CPU | |",
            f"| the same by the clock | {run.seconds:.1f} s | |",
            f"| cores used, or wanted while others had them | {run.used:.0%} | at least 90 % |",
            f"| most memory, all processes together | {run.memory / _MEGABYTE:.0f} MB | below 400 MB |",
            f"| a page of PDF ({pages} pages), all of reading | {whole:.0f} ms of CPU | |",
            f"| the same, PDFium alone | {alone:.0f} ms of CPU | |",
            f"| on top of it | {whole - alone:.0f} ms of CPU | at most 150 ms |",
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3, help="times each PDF is read; the best counts")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _documents(folder, options.documents, Random(options.seed))
        run = _run(folder, options.jobs)
        if run.status > 1 or not run.bar:
            sys.exit(f"exit status {run.status}, progress bar {'drawn' if run.bar else 'not drawn'}")
        found = _table(options.documents, options.jobs, run, *_pages(sorted(folder.glob("*.pdf"))[:20], options.rounds))
    print(found)
    if options.write:
        fill_table("documents", found)


if __name__ == "__main__":
    main()
