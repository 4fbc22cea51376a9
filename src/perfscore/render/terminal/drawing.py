"""
What everything drawn on a terminal has in common: the console, colours, and text without control characters.
"""

from __future__ import annotations

import unicodedata

from types import MappingProxyType
from typing import IO, Final, cast

from rich.console import Console

from perfscore.bilingual import Language
from perfscore.render.writer import Colours, Style
from perfscore.rules import Severity


__all__ = ["COLOURS", "clean", "console_for", "console_on", "style_of"]

#: Columns of text where no terminal tells its width.
_WIDTH: Final = 120

COLOURS: Final = MappingProxyType({Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"})


def console_on(out: IO[str]) -> Console:
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=False)
    return (
        console if console.is_terminal else Console(file=out, highlight=False, markup=False, emoji=False, width=_WIDTH)
    )


def style_of(out: IO[str], lang: Language) -> Style:
    """
    How text is to look on *out*: on a terminal, in its width and colours.
    """
    console = console_on(out)
    return Style(lang, console.width, cast("Colours | None", console.color_system), console.encoding)


def console_for(out: IO[str], style: Style) -> Console:
    """
    A console that writes to *out* as if it were the terminal of *style*.
    """
    return Console(
        file=out,
        highlight=False,
        markup=False,
        emoji=False,
        width=style.width or _WIDTH,
        force_terminal=style.colours is not None,
        color_system=style.colours,
    )


def clean(text: object) -> str:
    """
    *text* without control and formatting characters: a form cannot speak to the terminal.
    """
    return "".join(
        " " if c in "\n\t" else c for c in str(text) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf")
    )
