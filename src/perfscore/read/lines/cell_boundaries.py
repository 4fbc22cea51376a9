"""
In text without gaps: which cells of a row have borders that nothing else could be.

A border is plain where one kind of text meets another: a name and a comparison, a percentage and a word, two values
with one unit, or the same words said twice. Two phrases in a row could be parted anywhere, so that no part is a cell.
"""

from __future__ import annotations

import re

from collections.abc import Mapping
from typing import Final

from perfscore.read.lines.labels import COMPARED_WORDS
from perfscore.read.vocabulary import fold, in_text


__all__ = ["plain_cells"]

_TEXTS: Final = frozenset({"name", "comparator", "target", "unit", "actual", "reason"})
_COMPARED: Final = re.compile(f"[≥≤=<>≈]|{COMPARED_WORDS}")
_VALUE: Final = re.compile(
    rf"(?:{_COMPARED.pattern})*-?\d[\d,]*(?:\.\d+)?(?P<unit>[^\d.,;。，；]{{0,4}}?)(?:及?以[上下内]|左右)?"
)
_RESULT: Final = re.compile(in_text("cells", "plain-result"))
_DOUBTFUL: Final = re.compile(r"[\d,;:。!?%]")
_TWICE: Final = re.compile(r"(?P<words>[一-鿿]{2,})(?P=words)")
_ORDINAL: Final = re.compile(r"指标\d{1,2}:")


def plain_cells(cells: Mapping[str, str], *, labelled: bool, ends: bool) -> frozenset[str]:
    """
    The columns whose cells have plain borders, points aside.

    *labelled* tells whether a level head stands before the row; *ends* whether a number or a head ends its actual value.
    """
    name, target, actual = (fold(cells.get(role, "")) for role in ("name", "target", "actual"))
    if not _could_be_name(name, labelled=labelled):
        return frozenset()
    if not target and not actual:
        return frozenset({"name"}) if cells.keys() & {"weight", "score"} else frozenset()
    value, found = _VALUE.fullmatch(target), _VALUE.fullmatch(actual)
    twice = target == actual and (len(target) > 1 or _RESULT.fullmatch(target) is not None)
    if not (twice or value):
        return frozenset()
    known = {"name", "comparator", "target", "unit"}
    unit = value["unit"] if value else ""
    if twice or (found and found["unit"] == unit) or (ends and (found or _RESULT.fullmatch(actual))):
        return frozenset(_TEXTS if ends or twice else {*known, "actual"})
    # Behind a percentage begins something else; where that ends is not told.
    return frozenset(known) if target.endswith(("%", "‰")) else frozenset()


def _could_be_name(name: str, *, labelled: bool) -> bool:
    rest = _ORDINAL.sub("", name, count=1)
    # words that are said twice are a target and an actual value
    if len(rest) < 2 or _COMPARED.search(rest) or _TWICE.search(rest):
        return False
    return labelled or not _DOUBTFUL.search(rest)
