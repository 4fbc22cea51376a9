"""
Units of measurement: what a unit measures, and by which factor it converts to others of its kind.

The units themselves are data of the lexicon. A unit that stands nowhere there is comparable with itself only.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.patterns import Pattern


__all__ = ["SCALES", "Measure", "measure", "unit_at"]

#: What a number is multiplied by before its unit: 4.9万人次.
SCALES: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        "百万": Decimal(1_000_000),
        "千万": Decimal(10_000_000),
        "十万": Decimal(100_000),
        "万": Decimal(10_000),
        "亿": Decimal(100_000_000),
    }
)

#: What a unit is counted by: 元/人·月, 次每年.
_PER: Final = Pattern(r"(?:/|每)(k?m[23]|[^\s\d,，。;；:：、()（）/每]{1,6})")
#: Words that repeat a count behind it: 台(套), 场(次).
_REPEATED: Final = Pattern(r"\(([^()]{1,3})\)")


@frozen
class Measure:
    """
    What a unit measures: its *dimension* (length, money/公里, or the unit itself where nobody knows it; empty for none),
    and the *factor* to the unit that all of the dimension share.
    """

    dimension: str
    factor: Decimal


@lru_cache(maxsize=2048)
def measure(unit: str, lexicon: Lexicon) -> Measure:
    """
    The measure of a unit printed without 万 or 亿: ``公里``, ``元/人·月``.
    """
    known = _units(lexicon).get(unit)
    if known is not None:
        return known
    above, slash, below = unit.replace("每", "/", 1).partition("/")
    if not slash or not above:
        return Measure(unit, Decimal(1))
    counted = _units(lexicon).get(above, Measure(above, Decimal(1)))
    return Measure(f"{counted.dimension}/{_same_name(below, lexicon)}", counted.factor)


def _same_name(unit: str, lexicon: Lexicon) -> str:
    """
    The first name of a unit among those that mean the same: ``㎡`` and ``平米`` are ``平方米``.
    """
    known = _units(lexicon).get(unit)
    if known is None or known.dimension in ("count", "people", "firms", "households"):
        return unit
    return next(name for name, other in _units(lexicon).items() if other == known)


@lru_cache(maxsize=16)
def _units(lexicon: Lexicon) -> Mapping[str, Measure]:
    return MappingProxyType(
        {
            unit: Measure(dimension, Decimal(factor))
            for dimension in lexicon.tables("units")
            for unit, factor in lexicon.meanings("units", dimension).items()
        }
    )


@lru_cache(maxsize=16)
def _longest(lexicon: Lexicon) -> int:
    return max(map(len, _units(lexicon)))


def unit_at(text: str, start: int, lexicon: Lexicon) -> tuple[str, int]:
    """
    The unit of a folded *text* that begins at *start*, 万 and what it is counted by included, and where it ends.

    The longest unit that fits counts, whatever follows it; 千米 is a unit before it is a thousand metres.
    """
    plain, end = _plain_unit(text, start, lexicon)
    if plain:
        return _extend_unit(text, start, end, lexicon)
    for scale in SCALES:
        if text.startswith(scale, start):
            _, end = _plain_unit(text, start + len(scale), lexicon)
            return _extend_unit(text, start, end, lexicon)
    return "", start


def _plain_unit(text: str, start: int, lexicon: Lexicon) -> tuple[str, int]:
    units = _units(lexicon)
    for length in range(min(_longest(lexicon), len(text) - start), 0, -1):
        end = start + length
        # A unit of letters ends where the letters end: 5G is no unit of 5GB, 3m none of 3mm.
        if text[start:end] in units and not (
            text[end - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalpha()
        ):
            return text[start:end], end
    return "", start


def _extend_unit(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, int]:
    if per := _PER.match(text, end):
        return text[start : per.end()], per.end()
    repeated = _REPEATED.match(text, end)
    if repeated and repeated[1] in _units(lexicon):
        return text[start:end], repeated.end()
    return text[start:end], end
