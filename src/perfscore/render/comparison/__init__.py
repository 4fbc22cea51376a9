"""
Comparisons → text on a terminal, JSON, tables and pages.

The module of each format has ``write(result, complaints, out, style)``, *out* being an open text file, or the path of a
file to be made where the format is *binary*.
"""

from __future__ import annotations

from typing import Final

from perfscore.render.writer import Writer


__all__ = ["COMPARISON_WRITERS", "comparison_writer"]

_MODULES: Final = "perfscore.render.comparison."

COMPARISON_WRITERS: Final = (
    Writer("text", (".txt",), f"{_MODULES}terminal"),
    Writer("json", (".json",), f"{_MODULES}json_text"),
    # spreadsheet programs take a file for UTF-8 only where it says so
    Writer("csv", (".csv",), f"{_MODULES}csv_text", encoding="utf-8-sig"),
    Writer("markdown", (".md",), f"{_MODULES}markdown"),
    Writer("xlsx", (".xlsx",), f"{_MODULES}xlsx", binary=True),
    Writer("html", (".html", ".htm"), f"{_MODULES}page"),
)


def comparison_writer(name: str) -> Writer:
    """
    The writer of the format *name*.
    """
    return next(writer for writer in COMPARISON_WRITERS if writer.name == name)
