"""
HTML that is safe by construction: whatever is put into a tag is escaped, and only tags can be put in unescaped.
"""

from __future__ import annotations

import unicodedata

from collections.abc import Iterable
from html import escape
from typing import Final

from attrs import frozen

from perfscore.bilingual import Language


__all__ = ["Child", "Markup", "fragment", "head_row", "quote_form", "tag"]


@frozen
class Markup:
    """
    Finished HTML; made by `tag` and `fragment`, never from a form's text.
    """

    html: str


#: What may stand in a tag; ``None`` stands for nothing, so that a part can be left out where it is named.
Child = Markup | str | int | None | Iterable["Child"]

_VOID: Final = frozenset({"br", "col", "input", "link", "meta"})


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """
    An element: ``tag("td", text, class_="score", rowspan=2)``.

    An underscore in an attribute's name stands for a hyphen, one at its end for nothing.
    ``True`` is an attribute without value; ``None`` and ``False`` leave it out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    end = "" if name in _VOID else f"{fragment(*children).html}</{name}>"
    return Markup(f"<{name}{written}>{end}")


def fragment(*children: Child) -> Markup:
    """
    Several children without an element around them.
    """
    return Markup("".join(_html_of(child) for child in children))


def head_row(words: Iterable[Child]) -> Markup:
    """
    The heads of a table's columns.
    """
    return tag("thead", tag("tr", (tag("th", word, scope="col") for word in words)))


def quote_form(text: Child, lang: Language, **attributes: str | None) -> Markup:
    """
    Words of the form, which are Chinese on an English page too.
    """
    if lang == "zh" and not attributes:
        return fragment(text)
    return tag("span", text, lang=None if lang == "zh" else "zh-CN", **attributes)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(_printable(str(value)))}"'


def _html_of(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child.html
    if isinstance(child, str | int):
        return escape(_printable(str(child)))
    return "".join(_html_of(part) for part in child)


def _printable(text: str) -> str:
    """
    *text* without what HTML cannot hold (control characters, half surrogates) and without invisible formatting,
    which could turn the text that follows around.
    """
    return text if text.isprintable() else "".join(_character(c) for c in text)


def _character(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    return "" if category == "Cf" else " " if category in ("Cc", "Cs", "Zl", "Zp") else character
