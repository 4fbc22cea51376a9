"""
PDF files with a text layer and ruled tables.

The work on the file itself is done by PDFium in a process of its own, within limits of time, memory and pages;
whatever happens there, the caller gets tables or a `ReadError`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict

from perfscore.bilingual import Text
from perfscore.form import Place
from perfscore.read.errors import ReadError
from perfscore.read.grid import Grid, GridCell


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perfscore.read.document import Document


__all__ = ["grids", "unpacked"]

#: The packages whose modules the process imports, and where they lie.
_PACKAGES: Final = {name: import_module(name).__path__[0] for name in ("perfscore", "perfscore.read")}

#: It needs a handful of modules and not all that importing a package brings along, which would take longer than a page.
_PROCESS: Final = """
import json, sys, types
folders, path = json.loads(sys.argv[1])
sys.path += path
for name, folder in folders.items():
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = [folder]
from perfscore.read.formats.pdf_process import main
main()
"""

_NO_LIBRARY = Text(
    zh='读取 PDF 需要 pypdfium2，请执行：pip install "perfscore[pdf]"',
    en='reading PDF needs pypdfium2: pip install "perfscore[pdf]"',
)
_TIME = Text(
    zh="PDF 在 {seconds} 秒内未能读完，已放弃",
    en="this PDF could not be read within {seconds} seconds: given up",
)
#: What the process says it could not do.
_FAILURES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "password": Text(
            zh="PDF 已加密（需要密码），请先取消密码",
            en="this PDF is password-protected: remove the password first",
        ),
        "broken": Text(zh="PDF 已损坏或不完整，请重新下载", en="this PDF is damaged or cut short: fetch it again"),
        "pages": Text(
            zh="PDF 超过 {pages} 页，请只提供自评表的页面",
            en="this PDF has more than {pages} pages: extract those of the form",
        ),
        "characters": Text(
            zh="PDF 的内容超过 {characters} 个字符和线条，拒绝读取",
            en="this PDF draws more than {characters} characters and lines: refused",
        ),
        "cells": Text(zh="表格超过 {cells} 个单元格，拒绝读取", en="a table of more than {cells} cells: refused"),
        "scan": Text(
            zh="这是扫描件（只有图片，没有文字），请先作文字识别 (OCR)",
            en="a scanned PDF (pictures without text): run OCR first",
        ),
        "blank": Text(zh="PDF 中没有文字", en="this PDF holds no text"),
        "fonts": Text(
            zh="PDF 的字体没有字符对照表，文字无法还原，请索取原始文件或作文字识别 (OCR)",
            en="the fonts of this PDF carry no character table, so its text cannot be told:"
            " get the original file or run OCR",
        ),
        "memory": Text(
            zh="读取 PDF 所需内存超过限额，拒绝读取", en="reading this PDF takes more memory than allowed: refused"
        ),
        "died": Text(zh="PDF 无法读取（解析进程异常退出）", en="this PDF cannot be read (the process reading it died)"),
    }
)


def grids(document: Document) -> list[Grid]:
    """
    The ruled tables of a PDF; without any, one grid that holds its text.
    """
    if find_spec("pypdfium2") is None:
        raise ReadError(_NO_LIBRARY, file=document.name)
    answer = _asked(document)
    if reason := answer.get("error"):
        raise _failure(_FAILURES[reason], document)
    return unpacked(answer)


def unpacked(answer: Mapping[str, Any]) -> list[Grid]:
    """
    The grids in what the process said.
    """
    packed = answer.get("grids", ())
    return [Grid(tuple(map(_cell, grid["cells"])), before=grid["before"], after=grid["after"]) for grid in packed]


def _asked(document: Document) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own code, without a shell
            # isolated: what lies in the working folder, or what the environment names, is nobody's code to run
            [sys.executable, "-I", "-c", _PROCESS, json.dumps([_PACKAGES, _import_path()])],
            input=json.dumps(asdict(document.limits)).encode() + b"\n" + document.data,
            capture_output=True,
            check=False,
            timeout=document.limits.seconds,
        )
    except subprocess.TimeoutExpired:
        raise _failure(_TIME, document) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # it was killed before it could say why
        answer = {"error": "died"}
    return answer


def _import_path() -> list[str]:
    """
    The caller's own path, which may differ from what a new interpreter finds, without the working folder.
    """
    here = os.getcwd()
    return [folder for folder in sys.path if os.path.isabs(folder) and folder != here]


def _cell(packed: Sequence[Any]) -> GridCell:
    row, column, text, rows, columns, *place = packed
    return GridCell(
        row, column, text, rows=rows, columns=columns, place=Place(page=place[0], row=place[1], column=place[2])
    )


def _failure(reason: Text, document: Document) -> ReadError:
    values = asdict(document.limits)
    return ReadError(reason.filled(**values), file=document.name)
