"""
The numbers that Word prints before the paragraphs of a list, which no paragraph holds as text.

A reader of the page sees ``1.`` before the text and so do we; the dots and squares of other lists are
decoration and left out. What a paragraph's style says of lists is not looked at, only what it says itself.
"""

from __future__ import annotations

import re

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import Factory, define, frozen


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    from perfscore.read.formats.package import Package


__all__ = ["Numbering", "numbering"]

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = 0x2460

#: No list of a form is longer.
_LONGEST = 9_999


@frozen
class _Level:
    start: int
    kind: str
    text: str
    suffix: str


@define
class Numbering:
    """
    The lists of one document, and how far each has counted.
    """

    lists: Mapping[str, tuple[str, Mapping[int, _Level]]] = MappingProxyType({})
    counted: dict[str, dict[int, int]] = Factory(lambda: defaultdict(dict))

    def label(self, paragraph: Element) -> str:
        """
        What is printed before a paragraph, which is counted by this.
        """
        properties = paragraph.find("pPr")
        listed = None if properties is None else properties.find("numPr")
        if listed is None:
            return ""
        name, depth = (_value(listed.find(tag)) for tag in ("numId", "ilvl"))
        key, levels = self.lists.get(name, ("", {}))
        at = int(depth) if depth.isdecimal() and len(depth) == 1 else 0
        level = levels.get(at)
        if level is None or level.kind not in _SHAPES:
            return ""
        counts = self.counted[key]
        counts[at] = min(counts.get(at, level.start - 1) + 1, _LONGEST)
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        return _PLACE.sub(lambda place: _shape(int(place[1]) - 1, levels, counts), level.text) + level.suffix


def numbering(package: Package, main: str) -> Numbering:
    """
    The lists that a document's numbering part describes.
    """
    part = next((part for kind, part in package.related(main).values() if kind == "numbering"), "")
    root = package.tree(part) if part else None
    if root is None:
        return Numbering()
    shapes = {shape.get("abstractNumId", ""): _levels(shape) for shape in root.iterfind("abstractNum")}
    lists: dict[str, tuple[str, Mapping[int, _Level]]] = {}
    for number in root.iterfind("num"):
        name, shape = number.get("numId", ""), _value(number.find("abstractNumId"))
        # lists of one shape go on counting together, unless one overrides where it starts
        own = number.find("lvlOverride/startOverride") is not None
        lists[name] = (f"{shape}/{name}" if own else shape, shapes.get(shape, {}))
    return Numbering(lists)


def _levels(shape: Element) -> Mapping[int, _Level]:
    found: dict[int, _Level] = {}
    for level in shape.iterfind("lvl"):
        depth, start = level.get("ilvl", ""), _value(level.find("start"))
        if depth.isdecimal() and len(depth) == 1 and int(depth) < _LEVELS:
            found[int(depth)] = _Level(
                start=int(start) if start.isdecimal() and len(start) < 5 else 1,
                kind=_value(level.find("numFmt")) or "decimal",
                text=_value(level.find("lvlText")),
                suffix=" " if _value(level.find("suff")) == "space" else "",
            )
    return found


def _value(element: Element | None) -> str:
    return "" if element is None else element.get("val", "")


def _shape(at: int, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    level = levels.get(at)
    if level is None:
        return ""
    return _SHAPES.get(level.kind, str)(counts.get(at, level.start))


def _chinese(number: int) -> str:
    if number > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 100 else str(number)


def _circled_number(number: int) -> str:
    return chr(_CIRCLED + number - 1) if 0 < number <= 20 else str(number)


_SHAPES: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
        "decimalEnclosedCircle": _circled_number,
        "decimalEnclosedCircleChinese": _circled_number,
        "lowerLetter": _letter,
        "upperLetter": lambda number: _letter(number).upper(),
        **dict.fromkeys(
            ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting"),
            _chinese,
        ),
    }
)
