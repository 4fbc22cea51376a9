"""
Numbers that run together, ``202010100.00%10``: every way to part them, ranked by how numbers are printed.

Only typography counts: a value that is printed twice, decimals as in the neighbouring amounts, a weight that other
rows have. Whether the quotient or the product comes out right is for the checks to say, and decides nothing here.
Where several ways are about as likely, the cells in which they differ are uncertain.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice
from types import MappingProxyType
from typing import Final

from attrs import Factory, frozen


__all__ = ["Known", "Parted", "part"]

#: No text that runs together longer than this is tried, and no more ways than that.
_LONGEST: Final = 60
_MOST: Final = 8_000

_WHOLE: Final = r"(?:0|[1-9]\d{0,8}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,6})?"
_AMOUNT: Final = re.compile(rf"{_WHOLE}(?:亿元|万元|亿|万|元)?")
_POINTS: Final = re.compile(r"(?:100|[1-9]?\d)(?:\.\d{1,2})?分?")
_RATE: Final = re.compile(rf"{_WHOLE}%?")
_VALUE: Final = re.compile(rf"[≥≤=<>≧≦═]{{0,2}}{_WHOLE}(?:[^\d|]*)")
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {"rate": _RATE}
    | dict.fromkeys(("initial", "budget", "executed", "extra"), _AMOUNT)
    | dict.fromkeys(("weight", "score"), _POINTS)
)
_MONEY: Final = frozenset({"initial", "budget", "executed", "extra"})
_PAIRS: Final = (
    ("initial", "budget"),
    ("budget", "executed"),
    ("weight", "score"),
    ("score", "extra"),
    ("target", "actual"),
)
#: Between cells that something does part: a mark for a blank cell.
_BOUNDARY: Final = "|"
_MARKS: Final = re.compile(r"[-—–/一]+")

# Penalties, in the order of how odd the print looks.
_ODD_WEIGHT: Final = 4
_LONG_DECIMALS: Final = 4
_LARGE_RATE: Final = 2
_OTHER_DECIMALS: Final = 2
_SHORT_RATE: Final = 1
_NO_PERCENT: Final = 2
_TWICE: Final = -6
#: 0 beside other amounts, where it may be the last digit of its neighbour.
_LONE_ZERO: Final = 2
_MET_BEFORE: Final = -2
#: A way that costs so much more than the best one is no rival of it.
_MARGIN: Final = 4

_FEW_DECIMALS: Final = 2
_PERCENT_DIGITS: Final = 2


@frozen
class Known:
    """
    What the rest of the form prints: amounts, weights, and the row's other cells by their columns.
    """

    amounts: Collection[str] = ()
    weights: Collection[str] = ()
    row: Mapping[str, str] = Factory(dict)


@frozen
class Parted:
    """
    The cells of the likeliest way by the number of their column, and those in which another way is about as likely.
    """

    cells: Mapping[int, str]
    uncertain: frozenset[int]


def part(text: str, roles: Sequence[str], blank: Mapping[str, int], known: Known) -> Parted | None:
    """
    *text* parted into cells of columns with the given *roles*, ``None`` where no way fits.

    *blank* is the penalty of leaving a column blank, by its role; those that it does not list are never blank.
    """
    text = _MARKS.sub(_BOUNDARY, text)
    if not text or len(text) > _LONGEST:
        return None
    ranked: list[tuple[int, dict[int, str]]] = []
    for choice in _choices(roles, blank):
        lacking = sum(blank[role] for number, role in enumerate(roles) if number not in choice)
        for way in islice(_splits(text, choice, roles, -1), _MOST - len(ranked)):
            cells = dict(zip(choice, way, strict=True))
            ranked.append((_penalty([roles[number] for number in choice], way, known) + lacking, cells))
    if not ranked:
        return None
    best, cells = min(ranked, key=lambda way: way[0])
    rivals = [way for penalty, way in ranked if penalty < best + _MARGIN]
    return Parted(cells, frozenset(n for n in range(len(roles)) if len({way.get(n) for way in rivals}) > 1))


def _choices(roles: Sequence[str], blank: Mapping[str, int]) -> Iterator[tuple[int, ...]]:
    """
    The columns that may be filled, most columns first.
    """
    for count in range(len(roles), 0, -1):
        for choice in combinations(range(len(roles)), count):
            if all(role in blank for number, role in enumerate(roles) if number not in choice):
                yield choice


def _splits(text: str, columns: Sequence[int], roles: Sequence[str], last: int) -> Iterator[tuple[str, ...]]:
    """
    Every way to part *text* into one cell for each of *columns*; no number begins with a needless 0.

    A mark stands for a blank cell: what follows it belongs to a column that is not next to the *last* one.
    """
    if text.startswith(_BOUNDARY):
        text = text.removeprefix(_BOUNDARY)
        if (columns[0] if columns else len(roles)) <= last + 1:
            return
    if not columns or not text:
        if not columns and not text:
            yield ()
        return
    pattern = _PATTERNS.get(roles[columns[0]], _VALUE)
    for end in range(1, len(text) + 1):
        if text[end - 1] == _BOUNDARY:
            return
        if pattern.fullmatch(text, 0, end):
            for rest in _splits(text[end:], columns[1:], roles, columns[0]):
                yield (text[:end], *rest)


def _penalty(roles: Sequence[str], texts: Sequence[str], known: Known) -> int:
    cells = dict(zip(roles, texts, strict=True))
    row = {**known.row, **cells}
    amounts = [text for role, text in zip(roles, texts, strict=True) if role in _MONEY and text != "0"]
    found = _amounts_penalty(amounts) if amounts else 0
    found += _MET_BEFORE * sum(amount in known.amounts for amount in amounts)
    # two digits that are equal may be one number
    found += _TWICE * sum(len(row.get(left, "")) > 1 and row[left] == row.get(right) for left, right in _PAIRS)
    if rate := cells.get("rate"):
        found += _rate_penalty(rate)
    if "weight" in cells and known.weights and cells["weight"] not in known.weights:
        # nor is it of any weight that another cell says the same
        twice = len(cells["weight"]) > 1 and cells["weight"] == cells.get("score")
        found += _ODD_WEIGHT - _TWICE * twice
    if "0" in texts and amounts:
        found += _LONE_ZERO * sum(role in _MONEY for role, text in zip(roles, texts, strict=True) if text == "0")
    return found


def _amounts_penalty(amounts: Sequence[str]) -> int:
    """
    How odd amounts look side by side: their decimals, and how much their lengths differ.
    """
    parts = [amount.partition(".") for amount in amounts]
    decimals = Counter(len(part[2]) for part in parts)
    digits = [len(part[0]) for part in parts]
    found = _OTHER_DECIMALS * (len(amounts) - max(decimals.values())) + (max(digits) - min(digits)) // 2
    long = sum(count for length, count in decimals.items() if length > _FEW_DECIMALS)
    return found + (_LONG_DECIMALS * long if len(decimals) > 1 else 0)


def _rate_penalty(rate: str) -> int:
    whole, _, decimals = rate.rstrip("%").partition(".")
    found = 0 if rate.endswith("%") else _NO_PERCENT
    found += _LARGE_RATE * max(len(whole) - _PERCENT_DIGITS, 0) if whole != "100" else 0
    found += _LONG_DECIMALS if len(decimals) > _FEW_DECIMALS else 0
    return found + (_SHORT_RATE if len(whole) == 1 and whole != "0" else 0)
