"""
Reports, forms and rules → text on a terminal, JSON.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Any, Final


__all__ = ["FORMATS", "writer"]

#: Writers by the name of their format; imported when asked for, so that JSON never waits for the terminal library.
FORMATS: Final = MappingProxyType({"text": "perfscore.output.terminal", "json": "perfscore.output.json_text"})


def writer(name: str) -> Any:
    """
    The module that writes the format *name*.
    """
    return import_module(FORMATS[name])
