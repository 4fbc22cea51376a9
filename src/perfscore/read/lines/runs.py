"""
Numbers that run together, ``202010100.00%10``: every way to part them, and the one that the relations of the form leave.

Nothing is guessed: where the relations leave several ways, the cells stay blank and the reader says so.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Final

from attrs import frozen


__all__ = ["Run", "number", "settle", "splits"]

#: No text that runs together longer than this is tried.
_LONGEST: Final = 48
_MOST: Final = 400

_WHOLE: Final = r"(?:0|[1-9]\d{0,8}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,6})?"
_POINTS: Final = re.compile(r"(?:100|[1-9]?\d)(?:\.\d{1,2})?分?")
_VALUE: Final = re.compile(rf"[≥≤=<>≧≦═]{{0,2}}{_WHOLE}(?:\D*)")
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "initial": re.compile(_WHOLE),
        "budget": re.compile(_WHOLE),
        "executed": re.compile(_WHOLE),
        "rate": re.compile(rf"{_WHOLE}%?"),
        "weight": _POINTS,
        "score": _POINTS,
    }
)


@frozen
class Run:
    """
    Neighbouring cells of one row that nothing parts: the number of the row, their columns and their text.
    """

    row: int
    roles: tuple[str, ...]
    text: str

    def ways(self, weight: str | None) -> list[tuple[str, ...]]:
        """
        The ways to part the text, with a score no greater than the weight of the row.
        """
        found = []
        for way in islice(splits(self.text, self.roles), _MOST):
            cells = {"weight": weight, **dict(zip(self.roles, way, strict=True))}
            points, score = number(cells["weight"]), number(cells.get("score"))
            if points is None or score is None or score <= points:
                found.append(way)
        return found


def number(text: str | None) -> Decimal | None:
    """
    The number a text begins with.
    """
    match = re.match(r"-?\d[\d,]*(?:\.\d+)?", text or "")
    return Decimal(match[0].replace(",", "")) if match else None


def splits(text: str, roles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """
    Every way to part *text* into one cell for each of *roles*; no number begins with a needless 0.
    """
    if not roles:
        if not text:
            yield ()
        return
    if len(text) > _LONGEST:
        return
    pattern = _PATTERNS.get(roles[0], _VALUE)
    for end in range(1, len(text) + 1):
        if pattern.fullmatch(text, 0, end):
            for rest in splits(text[end:], roles[1:]):
                yield (text[:end], *rest)


def settle(
    runs: Sequence[tuple[Run, Sequence[tuple[str, ...]]]], missing: Mapping[str, Decimal]
) -> Mapping[int, tuple[str, ...]]:
    """
    For every run the way that was chosen, by its position; a run with several ways is left out.

    *missing* is what the runs' weights, and their scores, have to add up to, so that the totals printed come out.
    """
    chosen = {i: ways[0] for i, (_, ways) in enumerate(runs) if len(ways) == 1}
    open_ = [i for i, (_, ways) in enumerate(runs) if len(ways) > 1]
    if not open_ or not missing:
        return chosen
    sums: dict[tuple[Decimal, ...], tuple[int, tuple[tuple[str, ...], ...]]] = {(Decimal(0),) * len(missing): (1, ())}
    for run, ways in runs:
        following: dict[tuple[Decimal, ...], tuple[int, tuple[tuple[str, ...], ...]]] = {}
        for reached, (count, path) in sums.items():
            for way in ways:
                cells = dict(zip(run.roles, way, strict=True))
                key = tuple(old + (number(cells.get(role)) or 0) for old, role in zip(reached, missing, strict=True))
                before = following.get(key, (0, ()))[0]
                following[key] = (before + count, (*path, way))
        sums = dict(islice(following.items(), _MOST * _MOST))
    count, path = sums.get(tuple(missing.values()), (0, ()))
    return dict(enumerate(path)) if count == 1 else chosen
