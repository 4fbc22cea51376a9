"""
Text from a form, made safe for where it goes.

A form may hold anything: escape sequences, line breaks, formulas, characters that XML forbids.
"""

from __future__ import annotations

import re

from typing import Final


__all__ = ["as_cell", "in_one_line", "in_xml", "lines_of", "starts_formula"]

#: Marks that turn the text that follows around, so that a reader sees another one.
_TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TURNED: Final = re.compile(f"[{_TURNING}]")
#: What XML 1.0 forbids, and the controls above it that it only discourages.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Controls, lone surrogates, the separators that some programs take for line ends, and marks that turn text around.
_NOT_IN_A_LINE: Final = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_TURNING}]+")
#: Where a spreadsheet would take the text for a formula; East Asian ones take the wide signs too.
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")


def in_xml(text: object) -> str:
    """
    *text* with U+FFFD for each character that XML cannot carry, and without marks that turn text around.
    """
    return _NOT_IN_XML.sub("\ufffd", _TURNED.sub("", str(text)))


def in_one_line(text: object) -> str:
    """
    *text* with a space for line breaks and controls.
    """
    return _NOT_IN_A_LINE.sub(" ", str(text))


def as_cell(text: object) -> str:
    """
    *text* as a spreadsheet's cell that stays text, in one line; nothing at all is an empty cell.
    """
    if text is None:
        return ""
    said = str(text)
    return f"'{in_one_line(said)}" if starts_formula(said) else in_one_line(said)


def starts_formula(text: str) -> bool:
    """
    Whether a spreadsheet program would compute *text* if it were typed into a cell.
    """
    return text.startswith(_FORMULA)


def lines_of(text: str, width: int) -> int:
    """
    How many lines *text* takes where *width* letters stand in one; a Chinese character is as wide as two.
    """
    return sum(1 + sum(2 if char > "\u2e80" else 1 for char in line) // width for line in text.split("\n"))
