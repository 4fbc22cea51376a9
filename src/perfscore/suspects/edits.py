"""
How a printed number may have come from another by one slip of the hand.

A slip is what a person does who copies figures: two digits change places, one digit is replaced, lost or doubled, the
decimal point is lost or moved, 元 are written for 万元.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.bilingual import Text
from perfscore.notation.number import MOST_DIGITS, Number, plain


__all__ = ["Slip", "printed_like", "slip", "slips"]

#: The slips, and what a slip that is none of them costs at least.
_NAMES: Final = MappingProxyType(
    {
        "swapped": Text("相邻两位数字颠倒", "two digits were transposed"),
        "replaced": Text("一位数字写错", "one digit is wrong"),
        "point": Text("小数点丢失或移位", "the decimal point was lost or moved"),
        "sign": Text("负号漏写或多写", "a minus sign is missing or too many"),
        "lost": Text("漏写一位数字", "a digit was lost"),
        "added": Text("多写一位数字", "a digit too many"),
        "ten-thousand": Text("元与万元混淆", "元 and 万元 were confused"),
    }
)
_ONE: Final = 2
_MANY: Final = 3
_TEN_THOUSAND: Final = Decimal(10_000)


@frozen
class Slip:
    """
    How one text becomes the other: its name (``None`` where no single slip does it), and how much it takes.
    """

    name: Text | None
    cost: int


def printed_like(value: Decimal, like: Number) -> Number:
    """
    *value* as the cell of *like* would print it: with its decimals (more where needed) and its unit.
    """
    digits = plain(value, like.places, max(like.places, 6))
    places = len(digits.partition(".")[2])
    suffix = like.text.strip()[len(like.text.strip().rstrip(like.unit)) :] if like.unit else ""
    return Number(digits + suffix, Decimal(digits), places, like.unit)


def slip(stated: Number, value: Number) -> Slip:
    """
    The slip that made *stated* of *value*.
    """
    before, after = _digits(value), _digits(stated)
    same_sign = value.value.is_signed() == stated.value.is_signed()
    if before == after and not same_sign:
        return Slip(_NAMES["sign"], 1)
    for name, told in _SIGNS.items() if same_sign else ():
        if told(before, after):
            return Slip(_NAMES[name], 1)
    if stated.value in (value.value * _TEN_THOUSAND, value.value / _TEN_THOUSAND):
        return Slip(_NAMES["ten-thousand"], 1)
    different = sum(a != b for a, b in zip(before.rjust(len(after)), after.rjust(len(before)), strict=True))
    return Slip(None, max(_ONE, min(different, _MANY)))


def _is_swap(before: str, after: str) -> bool:
    at = [i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
    if len(before) != len(after) or len(at) != 2:  # two digits
        return False
    i, j = at
    return before[i] == after[j] and before[j] == after[i] and not before[i + 1 : j].strip(".")


def _is_replacement(before: str, after: str) -> bool:
    different = [a + b for a, b in zip(before, after, strict=False) if a != b]
    return len(before) == len(after) and len(different) == 1 and "." not in different[0]


def _is_point(before: str, after: str) -> bool:
    return before.replace(".", "").lstrip("0") == after.replace(".", "").lstrip("0")


def _is_loss(before: str, after: str) -> bool:
    shorter = (before[:i] + before[i + 1 :] for i, c in enumerate(before) if c.isdigit())
    return len(before) == len(after) + 1 and after in shorter


def _is_addition(before: str, after: str) -> bool:
    return _is_loss(after, before)


_SIGNS: Final = MappingProxyType(
    {
        "swapped": _is_swap,
        "replaced": _is_replacement,
        "lost": _is_loss,
        "added": _is_addition,
        "point": _is_point,
    }
)


def slips(stated: Number) -> Iterator[Decimal]:
    """
    The values of which one slip makes *stated*: its digits swapped, replaced, added and removed, its point moved, and,
    below 0, its sign too many.
    """
    digits = _digits(stated)
    seen = {stated.value}
    # A lost digit is undone by adding one, so the slips undo each other.
    for made in _SLIPS.values():
        for text in sorted(made(digits)):
            value = -Decimal(text) if stated.value < 0 else Decimal(text)
            if value not in seen and len(text) <= MOST_DIGITS:
                seen.add(value)
                yield value
    if stated.value < 0:
        yield -stated.value


def _digits(number: Number) -> str:
    """
    The digits and the point, without the sign.
    """
    return f"{abs(number.value):f}"


def _swap_digits(text: str) -> frozenset[str]:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    return frozenset(_exchange(text, i, j) for i, j in pairwise(places) if text[i] != text[j])


def _exchange(text: str, i: int, j: int) -> str:
    letters = list(text)
    letters[i], letters[j] = letters[j], letters[i]
    return "".join(letters)


def _replace_digit(text: str) -> frozenset[str]:
    return frozenset(
        text[:i] + d + text[i + 1 :] for i, c in enumerate(text) if c.isdigit() for d in "0123456789" if d != c
    )


def _point_moved(text: str) -> frozenset[str]:
    bare = text.replace(".", "")
    moved = {f"{bare[:i]}.{bare[i:]}" for i in range(1, len(bare))}
    return frozenset((moved | {bare, f"0.{bare}"}) - {text})


def _with_digit_lost(text: str) -> frozenset[str]:
    shorter = (text[:i] + text[i + 1 :] for i, c in enumerate(text) if c.isdigit())
    return frozenset(s.rstrip(".") if s.endswith(".") else s for s in shorter if s.strip(".") and not s.startswith("."))


def _with_digit_added(text: str) -> frozenset[str]:
    return frozenset(text[:i] + d + text[i:] for i in range(len(text) + 1) for d in "0123456789")


_SLIPS: Final = MappingProxyType(
    {
        "swapped": _swap_digits,
        "replaced": _replace_digit,
        "point": _point_moved,
        "lost": _with_digit_lost,
        "added": _with_digit_added,
    }
)
