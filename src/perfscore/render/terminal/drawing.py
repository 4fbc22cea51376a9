"""
What everything drawn on a terminal has in common: the console, colours, and text without control characters.
"""

from __future__ import annotations

import unicodedata

from types import MappingProxyType
from typing import IO, Final

from rich.console import Console

from perfscore.rules import Severity


__all__ = ["COLOURS", "clean", "console_on"]

#: Columns of text where no terminal tells its width.
_WIDTH: Final = 120

COLOURS: Final = MappingProxyType({Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"})


def console_on(out: IO[str]) -> Console:
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=False)
    return (
        console if console.is_terminal else Console(file=out, highlight=False, markup=False, emoji=False, width=_WIDTH)
    )


def clean(text: object) -> str:
    """
    *text* without control and formatting characters: a form cannot speak to the terminal.
    """
    return "".join(
        " " if c in "\n\t" else c for c in str(text) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf")
    )
