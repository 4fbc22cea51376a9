"""
Comparisons → text on a terminal, JSON, tables and pages.

Each module has ``write(comparisons, complaints, out, lang)``; that of a binary format has ``document(…)`` in its place.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Any, Final


__all__ = ["BINARY_FORMATS", "COMPARISON_FORMATS", "comparison_writer"]

#: Formats that are no text: their modules have ``document``.
BINARY_FORMATS: Final = frozenset({"xlsx"})

#: Writers by the name of their format, imported when asked for.
COMPARISON_FORMATS: Final = MappingProxyType(
    {
        "text": "perfscore.render.comparison.terminal",
        "json": "perfscore.render.comparison.json_text",
        "csv": "perfscore.render.comparison.csv_text",
        "markdown": "perfscore.render.comparison.markdown",
        "xlsx": "perfscore.render.comparison.xlsx",
        "html": "perfscore.render.comparison.page",
    }
)


def comparison_writer(name: str) -> Any:
    """
    The module that writes comparisons in the format *name*.
    """
    return import_module(COMPARISON_FORMATS[name])
