"""
How much a text looks like a cell of a given column, as a cost: 0 is typical, `NEVER` impossible.

The costs are in one currency with those of `rows`: about the natural logarithm of how surprising a thing is.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from perfscore.read.lines.columns import PART
from perfscore.read.lines.labels import (
    BEFORE_NUMBERS,
    COMPARED_WORDS,
    LEVEL1,
    LEVEL1_LIKE,
    LEVEL2,
    LEVEL2_LIKE,
    LEVEL_WORD,
    SIDE,
    is_label,
)
from perfscore.read.table.cell_types import cell_type
from perfscore.read.vocabulary import in_text


__all__ = ["ANY_LEVEL", "LIKE_LEVEL", "NEVER", "column_cost"]

NEVER: Final = 1000

#: A level head that only resembles the known ones; any other short word.
LIKE_LEVEL: Final = 6
ANY_LEVEL: Final = 30

#: Cells of more characters have not been met.
_LONGEST: Final = 2000
#: So are heads and points of more.
_LONGEST_OF: Final[Mapping[str, int]] = MappingProxyType(
    dict.fromkeys(("side", "level1", "level2"), 60) | dict.fromkeys(("weight", "score"), 20)
)
_MARK: Final = re.compile(r"[-—–/一]+|\\|无")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
#: Some forms print weights in per cent.
_SHARE: Final = re.compile(r"(?:100|\d{1,2})(?:\.\d{1,2})?%")
_LEADING_ZERO: Final = re.compile(r"[≥≤=<>≧≦═]*0\d")
_COMPARATOR: Final = re.compile(rf"[≥≤=<>≧≦═＝≈±~]{{1,2}}|{in_text('cells', 'kind')}|大于等于|小于等于|等于|大于|小于")
_SYMBOL: Final = re.compile(r"[≥≤=<>≧≦═≈±~]{1,2}")
_VALUE: Final = re.compile(
    rf"(?:[≥≤=<>≧≦═≈]{{1,2}}|{BEFORE_NUMBERS})?"
    r"-?\d[\d,]*(?:\.\d+)?(?:[%‰℃]|百分比|[^\d\s,。,;:≥≤]{1,8})?(?:以[上下内]|及以[上下])?"
)
_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_DATE: Final = re.compile(
    r"(?=\d+[年月日])(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?底?[之以]?[前内后]?(?:完成|拨付|支付)?"
)
_COMPARED: Final = re.compile(f"[≥≤=<>≧≦═≈]|{COMPARED_WORDS}")
#: What names of indicators end in.
_MEASURED: Final = re.compile(f"{in_text('cells', 'measured')}$")
_UNIT_PARTS: Final = re.compile("[/·*每万亿]")
_UNIT: Final = re.compile(r"[%‰℃]|百分比|[^\d\s,。;:≥≤]{1,6}")
_CLOSING: Final = "、,。;:?!)》】”’%…·"
_OPENING: Final = "(《【“‘"
#: A weight and its score that run together behind a name, or in front of another name and its value.
_POINTS_INSIDE: Final = re.compile(r"(?:[一-鿿]{2}(?P<a>\d{2,3})(?P=a)(?![\d.年])|^(?P<b>\d{2,3})(?P=b)[一-鿿]{3,}\d)")
_ORDINAL: Final = re.compile(r"指标\d{1,2}:?.")
_RESULT: Final = re.compile(in_text("cells", "result"))


#: A cell in a column that is mostly left blank.
_SELDOM: Final = 12


def _points(text: str) -> int:
    if _LEADING_ZERO.match(text):
        return NEVER
    if _POINTS.fullmatch(text):
        return 0 if int(re.split(r"\D", text)[0]) <= 100 else NEVER
    if _SHARE.fullmatch(text):
        return 8
    return 15 if _MARK.fullmatch(text) and text != "无" else NEVER


def _level(sure: re.Pattern[str], like: re.Pattern[str]) -> Callable[[str], int]:
    def cost(text: str) -> int:
        if sure.fullmatch(text):
            return 0
        if like.fullmatch(text):
            return LIKE_LEVEL
        return ANY_LEVEL if LEVEL_WORD.fullmatch(text) else NEVER

    return cost


def _side(text: str) -> int:
    return 0 if SIDE.fullmatch(text) else NEVER


def _words(text: str) -> int:
    """
    What speaks against a text being one whole cell.
    """
    cost = 0
    if text[0] in _CLOSING:
        cost += 30
    if text[-1] in "、," or text[-1] in _OPENING:
        cost += 25
    if _ORDINAL.match(text):
        cost += 40
    if _LEADING_ZERO.match(text):
        cost += 60
    if _POINTS_INSIDE.search(text):
        cost += 30
    if any(text.count(left) != text.count(right) for left, right in ("()", "《》", "“”")):
        cost += 20
    return cost


def _as_label(text: str) -> int:
    return 25 if is_label(text) else 0


def _as_level(text: str) -> int:
    """
    What speaks against a word that could be a level head being the last cell of the row above it.
    """
    return 20 if LEVEL1_LIKE.fullmatch(text) or LEVEL2_LIKE.fullmatch(text) else 0


def _name(text: str) -> int:
    cost = _words(text) + _as_label(text)
    if _NUMBER.fullmatch(text) or _MARK.fullmatch(text):
        return cost + 80
    if _VALUE.fullmatch(text):
        cost += 35
    elif _COMPARED.match(text):
        cost += 40
    if len(text) == 1:
        cost += 20
    if "。" in text[:-1]:
        cost += 40
    cost += 2 * min(text.count(","), 5) - (6 if _MEASURED.search(text) else 0)
    if _COMPARED.search(text) or "%" in text:
        cost += 15
    if _ORDINAL.match(text):
        cost -= 50
    return cost


def _target(text: str) -> int:
    cost = _words(text) + 4 * _as_label(text)
    if _SYMBOL.fullmatch(text):
        return cost + 60
    if _MARK.fullmatch(text):
        return cost + 15
    if _VALUE.fullmatch(text) or _DATE.fullmatch(text):
        return cost + (4 if _NUMBER.fullmatch(text) and not text.endswith("%") else 0)
    return cost + (4 if _COMPARED.search(text) or re.search(r"\d", text) else 10)


def _actual(text: str) -> int:
    cost = _words(text) + 4 * _as_label(text)
    if _SYMBOL.fullmatch(text):
        return cost + 60
    if _MARK.fullmatch(text):
        return cost + 10
    if _VALUE.fullmatch(text) or _RESULT.fullmatch(text) or _DATE.fullmatch(text):
        return cost
    if len(text) == 1:
        # 盏 is a unit
        return cost + 20
    return cost + (5 if re.search(r"\d", text) else 8)


def _part(value: Callable[[str], int]) -> Callable[[str], int]:
    """
    The cost of a value of a row without points: bare numbers are rather the points of a row without values.
    """
    return lambda text: value(text) + (40 if _NUMBER.fullmatch(text) and not text.endswith("%") else 0)


def _reason(text: str) -> int:
    if _MARK.fullmatch(text):
        return 5
    cost = _words(text) + 4 * _as_label(text) + _as_level(text)
    return cost + (40 if _VALUE.fullmatch(text) or _COMPARED.match(text) else 16)


def _unit(text: str) -> int:
    if not _UNIT.fullmatch(text):
        return 60
    # 元/人·月 is made of units
    return 0 if all(cell_type(word) == "unit" for word in _UNIT_PARTS.split(text) if word) else 12


def _rest(text: str) -> int:
    """
    What a page break cut off may begin with anything, but it is no number.
    """
    return 60 if _VALUE.fullmatch(text) or is_label(text) else 5


def _matching(pattern: re.Pattern[str], other: int) -> Callable[[str], int]:
    return lambda text: 0 if pattern.fullmatch(text) else other


_BY_ROLE: Final[Mapping[str, Callable[[str], int]]] = MappingProxyType(
    {
        "side": _side,
        "level1": _level(LEVEL1, LEVEL1_LIKE),
        "level2": _level(LEVEL2, LEVEL2_LIKE),
        "name": _name,
        "comparator": _matching(_COMPARATOR, 60),
        "target": _target,
        "unit": _unit,
        "actual": _actual,
        PART + "name": _name,
        PART + "target": _part(_target),
        PART + "actual": _part(_actual),
        "weight": _points,
        "score": _points,
        "reason": _reason,
        "extra": lambda text: _words(text) + _as_level(text),
        "wordy": lambda text: _words(text) + _as_level(text) + (30 if _NUMBER.fullmatch(text) else 0),
        "adjusted": lambda text: _target(text) + _SELDOM,
    }
)


def column_cost(role: str, text: str) -> int:
    """
    The cost of taking a folded *text* for a cell of the column *role*.
    """
    if len(text) > _LONGEST_OF.get(role, _LONGEST):
        return NEVER
    return _BY_ROLE.get(role, _rest)(text)
