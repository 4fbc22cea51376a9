"""
The caller's side of the process that opens PDF files: one for each process of ours, which reads file after file.

Starting one costs as much as reading a page, so it is kept, and replaced when it has died or has read many files.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading

from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from attrs import asdict, define, field, frozen

from perfscore.read.document import Document
from perfscore.read.formats import pdf_frames


__all__ = ["DrawnPage", "drawn_pages", "unpacked"]

_SCRIPT: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf_worker.py")

#: Files that one process reads; what PDFium leaks in them is then given back.
_MOST_FILES = 200

#: Bytes of an answer for each character that a document may have: five numbers, or an escape in JSON.
_BYTES = 20

#: Where a process cannot be held to its computing, it is ended by the clock after so many times that.
_PATIENCE = 4

_CHAR, _BOX = 5, 4


@frozen
class DrawnPage:
    """
    What a page draws: characters (code and box), boxes of lines and of filled rectangles, how many pictures; of a page
    of prose the *text* alone.
    """

    chars: list[tuple[int, ...]]
    lines: list[tuple[int, ...]]
    panels: list[tuple[int, ...]]
    images: int
    text: str


def drawn_pages(document: Document) -> tuple[list[DrawnPage], str | None]:
    """
    What the pages of a PDF draw, or why there is none: ``password``, ``broken``, ``time``, ``died`` …
    """
    answer = _worker(os.getpid()).ask(document)
    if isinstance(answer, str):
        return [], answer
    header, data = answer
    return list(unpacked(header.get("pages", ()), data)), header.get("error")


def unpacked(pages: Sequence[dict[str, Any]], data: bytes) -> Iterator[DrawnPage]:
    """
    The pages of an answer: counts by page, and all their numbers one after another.
    """
    numbers = array("i", data)
    at = 0
    for page in pages:
        parts: list[list[tuple[int, ...]]] = []
        for count, size in zip(page["counts"], (_CHAR, _BOX, _BOX), strict=True):
            block = iter(numbers[at : at + count * size])
            parts.append(list(zip(*[block] * size, strict=True)))
            at += count * size
        chars, lines, panels = parts
        yield DrawnPage(chars, lines, panels, page["images"], page["text"])


@cache
def _worker(_pid: int) -> _Worker:
    """
    The worker of this process; a forked one has its own.
    """
    worker = _Worker()
    atexit.register(worker.end)
    return worker


@define(eq=False)
class _Worker:
    """
    A process that opens PDF files, started when a file is given to it.
    """

    _process: subprocess.Popen[bytes] | None = None
    _files: int = 0
    _lock: threading.Lock = field(factory=threading.Lock)

    def ask(self, document: Document) -> tuple[dict[str, Any], bytes] | str:
        """
        The process's answer, or how it came to its end.
        """
        with self._lock:
            if self._files >= _MOST_FILES:
                self._end()
            fresh = self._files == 0
            answer = self._exchange(document)
            if answer == "died" and not fresh:
                # what earlier files left behind must not count against this one
                answer = self._exchange(document)
            return answer

    def end(self) -> None:
        with self._lock:
            self._end()

    def _exchange(self, document: Document) -> tuple[dict[str, Any], bytes] | str:
        process = self._process = self._process or _started()
        self._files += 1
        clock = _clock(process, document.limits.seconds)
        try:
            pdf_frames.send(process.stdin, asdict(document.limits), document.data)  # type: ignore[arg-type]
            answer = pdf_frames.receive(process.stdout, _BYTES * document.limits.characters)  # type: ignore[arg-type]
        except (OSError, ValueError):
            answer = None
        finally:
            clock.cancel()
        if answer is not None and answer[0].get("error") != "memory":
            return answer
        status = self._end()
        if answer is not None:
            return answer
        return "time" if status == -getattr(signal, "SIGXCPU", 0) else "died"

    def _end(self) -> int:
        """
        End the process; its exit status, which is its own where it was dead already.
        """
        process, self._process, self._files = self._process, None, 0
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close()  # type: ignore[union-attr]
            except OSError:
                # what could not be sent to a dead process
                continue
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _started() -> subprocess.Popen[bytes]:
    # isolated: what lies in the working folder, or what the environment names, is nobody's code to run
    return subprocess.Popen(  # noqa: S603 - our own code, without a shell
        [sys.executable, "-I", _SCRIPT, *_import_path()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _import_path() -> list[str]:
    """
    The caller's own path, which may differ from what a new interpreter finds, without the working folder.
    """
    here = os.getcwd()
    return [folder for folder in sys.path if os.path.isabs(folder) and folder != here]


def _clock(process: subprocess.Popen[bytes], seconds: int) -> threading.Timer:
    """
    What ends the process by the clock, running only where the system cannot count what it computes.
    """
    timer = threading.Timer(_PATIENCE * seconds, process.kill)
    if find_spec("resource") is None:
        timer.start()
    return timer
