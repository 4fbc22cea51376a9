"""
The process that opens PDF files, as a script: it knows nothing of this package but the modules beside it.

PDFium is native code that a hostile file can send into hours of work, gigabytes of memory or death; none of that may
happen to the caller. Files come in on stdin, one after another, and what their pages draw goes out on stdout.
"""

from __future__ import annotations

import ctypes
import os
import sys

from array import array
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import IO, Any


# behind all else: the caller's path, then this folder
sys.path += [*sys.argv[1:], os.path.dirname(os.path.abspath(__file__))]

# a script has no package
from pdf_content import content  # type: ignore[import-not-found]
from pdf_frames import receive, send  # type: ignore[import-not-found]


#: No request is larger: that is for the caller to see to.
_MOST = 2**40

__all__ = ["library", "main", "read_file"]

#: A placed character takes several times the memory of one that is only read.
_PLACED = 4


def main(requests: IO[bytes], answers: IO[bytes]) -> None:
    raw = library()
    while request := receive(requests, _MOST):
        limits, data = request
        _confine(limits["memory"], limits["seconds"])
        try:
            answer, payload = read_file(raw, data, limits)
        except MemoryError:
            answer, payload = {"error": "memory"}, b""
        send(answers, answer, payload)


def library() -> Any:
    # the optional dependency, untyped; its own helpers take longer to import than a page to read
    raw = import_module("pypdfium2_raw")
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
    return raw


def _confine(memory: int, seconds: int) -> None:
    """
    Hold this process to so much memory, and to so many seconds of computing from now on.
    """
    if find_spec("resource") is None:
        # Windows bounds a process in other ways; there the caller's clock runs
        return
    resource = import_module("resource")
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, until), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))


def read_file(raw: Any, data: bytes, limits: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    """
    What the pages of a document draw, or the ``error`` that kept us from it.

    The header counts characters, lines and panels by page; the bytes are their numbers, one page after another.
    """
    buffer = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        return {"error": "password" if locked else "broken"}, b""
    try:
        return _pages(raw, document, limits)
    finally:
        raw.FPDF_CloseDocument(document)


def _pages(raw: Any, document: Any, limits: dict[str, int]) -> tuple[dict[str, Any], bytes]:
    count = raw.FPDF_GetPageCount(document)
    if count > limits["pages"]:
        return {"error": "pages"}, b""
    pages: list[dict[str, Any]] = []
    numbers = array("i")
    left = limits["characters"]
    for number in range(count):
        page = raw.FPDF_LoadPage(document, number)
        if not page:
            return {"error": "broken"}, b""
        drawn = content(raw, page)
        raw.FPDF_ClosePage(page)
        placed = [drawn[name] for name in ("chars", "lines", "panels")]
        left -= len(drawn["text"]) + _PLACED * sum(map(len, placed))
        if left < 0:
            return {"error": "characters"}, b""
        pages.append({"counts": [*map(len, placed)], "images": drawn["images"], "text": drawn["text"]})
        numbers.extend(chain.from_iterable(chain.from_iterable(placed)))
    return {"pages": pages}, numbers.tobytes()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
