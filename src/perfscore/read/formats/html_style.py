"""
What styles say of how the elements of a web page are shown: whether at all, and in which font.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping


__all__ = ["font_of", "hidden_classes", "is_hidden"]

_FAMILY = re.compile(r"font-family\s*:\s*([^;,]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse|mso-hide\s*:\s*all", re.IGNORECASE)
_CLASS = re.compile(r"(?:tr|td|th|col)?\.([\w-]+)")


def font_of(values: Mapping[str, str]) -> str:
    """
    The font that the attributes of an element name, ``""`` where they name none.
    """
    family = _FAMILY.search(values.get("style", ""))
    return family[1] if family else values.get("face", "")


def hidden_classes(sheet: str) -> Iterator[str]:
    """
    The classes that a style sheet does not show, told by selectors of a class alone: ``.old``, ``tr.old``.
    """
    for rule in sheet.replace("<!--", "").split("}"):
        selectors, _, style = rule.partition("{")
        if _HIDDEN.search(style):
            classes = (_CLASS.fullmatch(selector.strip()) for selector in selectors.split(","))
            yield from (found[1] for found in classes if found)


def is_hidden(values: Mapping[str, str]) -> bool:
    return "hidden" in values or bool(_HIDDEN.search(values.get("style", "")))
