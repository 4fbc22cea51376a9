"""
Reports, forms and rules → text on a terminal, pages, sheets, JSON, and what other tools read.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from perfscore.render.writer import Complaint, Layout, Style, Writer, write_reports


__all__ = ["PRINTERS", "WRITERS", "Complaint", "Layout", "Style", "Writer", "printer", "write_reports", "writer"]

_FORMATS: Final = "perfscore.render.formats"

#: Everything a report can be written as; two records may share a name and differ by suffix.
WRITERS: Final = (
    Writer("text", (".txt",), "perfscore.render.terminal.report"),
    Writer("json", (".json",), f"{_FORMATS}.json_text"),
    Writer("jsonl", (".jsonl", ".ndjson"), f"{_FORMATS}.jsonl"),
    # spreadsheet programs take a file for UTF-8 only where it says so
    Writer("csv", (".csv",), f"{_FORMATS}.csv_text", encoding="utf-8-sig"),
    Writer("markdown", (".md",), f"{_FORMATS}.markdown"),
    Writer("github", (".txt",), f"{_FORMATS}.github"),
    Writer("junit", (".xml",), f"{_FORMATS}.junit"),
    Writer("sarif", (".sarif", ".json"), f"{_FORMATS}.sarif"),
    # three tables: in a folder, or in one database
    Writer("parquet", (".parquet",), f"{_FORMATS}.parquet", binary=True, makes_folder=True),
    Writer("sqlite", (".sqlite", ".db"), f"{_FORMATS}.sqlite", binary=True),
    Writer("html", (".html", ".htm"), "perfscore.render.html", makes_folder=True),
    Writer("xlsx", (".xlsx", ".xlsm"), "perfscore.render.office.xlsx", binary=True, copy=True),
    Writer("summary", (".xlsx",), "perfscore.render.summary.xlsx", binary=True, makes_folder=True),
    Writer("summary", (".csv",), "perfscore.render.summary.csv_text", encoding="utf-8-sig"),
    Writer("docx", (".docx",), "perfscore.render.office.docx", binary=True, copy=True),
)

#: What forms, explanations, rules and rulebooks can be written as: modules with a function for each of these.
PRINTERS: Final = MappingProxyType({"text": "perfscore.render.terminal.report", "json": f"{_FORMATS}.json_text"})


def writer(name: str, suffix: str | None = None) -> Writer:
    """
    The writer called *name*, for files that end in *suffix* where several share the name.

    :raises ValueError: when there is none of that name.
    """
    named = [writer for writer in WRITERS if writer.name == name]
    if not named:
        msg = f"there is no format {name!r}; the formats are {', '.join(dict.fromkeys(one.name for one in WRITERS))}"
        raise ValueError(msg)
    return next((writer for writer in named if suffix in writer.suffixes), named[0])


def printer(name: str) -> Any:
    """
    The module that prints forms, explanations, rules and rulebooks in the format *name*.
    """
    return import_module(PRINTERS[name])
