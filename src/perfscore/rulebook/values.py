"""
The values of a rulebook file, from TOML to what the rules use.

Every number stands in quotes, so that it enters as text and never as a binary float.
Each converter takes what TOML gave and raises `ValueError` with what it wants instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any


__all__ = ["Bands", "decimal", "decimals", "grades", "one_of", "shares", "some_of", "splits", "truth", "whole", "words"]

#: What holds from a limit upwards, the highest limit first.
Bands = tuple[tuple[Decimal, Decimal], ...]


def decimal(value: Any) -> Decimal:
    if not isinstance(value, str):
        msg = 'wants a number in quotes, such as "10"'
        raise ValueError(msg)
    try:
        number = Decimal(value)
    except ArithmeticError:
        msg = f'"{value}" is no number'
        raise ValueError(msg) from None
    if not number.is_finite() or number < 0:
        msg = f'"{value}" is no number from 0 up'
        raise ValueError(msg)
    return number


def decimals(value: Any) -> tuple[Decimal, ...]:
    return tuple(map(decimal, value if isinstance(value, list) else [value]))


def whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 6:
        msg = "wants a whole number from 0 to 6"
        raise ValueError(msg)
    return value


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        msg = "wants true or false"
        raise ValueError(msg)
    return value


def words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        msg = "wants a list of words"
        raise ValueError(msg)
    return tuple(value)


def one_of(*allowed: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in allowed:
            msg = f"wants one of {', '.join(allowed)}"
            raise ValueError(msg)
        return str(value)

    return convert


def some_of(*allowed: str) -> Callable[[Any], tuple[str, ...]]:
    def convert(value: Any) -> tuple[str, ...]:
        chosen = words(value)
        if strange := [word for word in chosen if word not in allowed]:
            msg = f"does not know {strange[0]!r}; wants some of {', '.join(allowed)}"
            raise ValueError(msg)
        return chosen

    return convert


def shares(value: Any) -> Bands:
    """
    ``{ from = "80", earns = "70" }``: what an execution rate of 80 % and more earns, in per cent of the weight.
    """
    return tuple((limit, decimal(earned)) for limit, earned in _steps(value, "earns"))


def grades(value: Any) -> tuple[tuple[Decimal, str], ...]:
    """
    ``{ from = "90", grade = "优" }``: what a total of 90 and more is called.
    """
    steps = _steps(value, "grade")
    if strange := [name for _, name in steps if not isinstance(name, str) or not name]:
        msg = f"wants a grade's name, not {strange[0]!r}"
        raise ValueError(msg)
    return tuple(steps)


def _steps(value: Any, gives: str) -> list[tuple[Decimal, Any]]:
    """
    The steps of a ladder from the top down. It reaches 0, so that every value stands on one of them; it may be empty.
    """
    if not isinstance(value, list) or not all(
        isinstance(step, dict) and set(step) == {"from", gives} for step in value
    ):
        msg = f'wants a list of {{ from = "…", {gives} = "…" }}'
        raise ValueError(msg)
    steps = [(decimal(step["from"]), step[gives]) for step in value]
    limits = [limit for limit, _ in steps]
    if limits and (sorted(set(limits), reverse=True) != limits or limits[-1] != 0):
        msg = "wants falling limits, the last of them 0"
        raise ValueError(msg)
    return steps


def splits(value: Any) -> tuple[Mapping[str, Decimal], ...]:
    """
    One or several admissible splits: ``[{ "产出" = "50", "效益" = "30", "满意度" = "10" }]``.
    """
    if not isinstance(value, list) or not all(isinstance(split, dict) and split for split in value):
        msg = 'wants a list of splits such as { "产出" = "50", "效益" = "30" }'
        raise ValueError(msg)
    return tuple(MappingProxyType({head: decimal(weight) for head, weight in split.items()}) for split in value)
