"""
The characters of symbol fonts that stand in forms: ``≥`` is often typed as character B3 of the font Symbol.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final


if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["UNKNOWN", "is_symbol_font", "meaning"]

#: Stands for a symbol whose meaning is not known.
UNKNOWN: Final = "\ufffd"

_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xD6: "√", 0xE5: "∑", 0x2D: "−",
}  # fmt: skip
# boxes, ticked and empty
_WINGDINGS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑"}
_WINGDINGS_2 = {0x50: "√", 0x52: "☑", 0x53: "☒", 0xA3: "□"}

_FONTS: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
)


def is_symbol_font(name: str) -> bool:
    return name.strip("\"' ").lower() in _FONTS


def meaning(font: str, code: int) -> str:
    """
    The character that *code* draws in *font*; Word moves such codes up to F000.
    """
    code &= 0xFF
    name = font.strip("\"' ").lower()
    # Symbol keeps digits, the percent sign and brackets where ASCII has them
    if name == "symbol" and (0x20 <= code < 0x2D or 0x2E <= code < 0x40):
        return chr(code)
    return _FONTS.get(name, {}).get(code, UNKNOWN)
