"""
How numbers are printed on forms, and the exact values behind them.

A number keeps its text, its decimals and its unit: ``53.56%`` is the value 53.56 with two decimals and the unit ``%``.
A cell that is only half understood is `Mark.UNREADABLE`, never a number.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Iterable
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from enum import Enum
from functools import lru_cache, reduce
from typing import Final

from attrs import frozen

from perfscore.notation.patterns import Pattern


__all__ = [
    "EXACT",
    "STEPS",
    "Figure",
    "Mark",
    "Number",
    "exact_sum",
    "fold",
    "is_blank",
    "join_digit_groups",
    "money",
    "percent",
    "plain",
    "read_number",
    "split_unit",
]

#: No printed number has more digits than this; a longer one is no figure of a form.
MOST_DIGITS: Final = 30

#: Nor is a cell that holds one longer than this.
_LONGEST: Final = 50

#: Arithmetic in which sums and products of printed numbers are exact, and in which a quotient of two of them is closer
#: to the truth than any rounding boundary: n/d differs from a tie at p decimals by at least 1/(2·10^p·d) > 10^-61
#: for p and the digits of d up to 30, and here it is off by less than 10^-69.
#: Every setting is stated, so that nothing of a caller's default context is taken over.
EXACT: Final = Context(
    prec=100,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[DivisionByZero, InvalidOperation, Overflow],
)

#: The value of one unit in the last place, by the number of decimals.
STEPS: Final = tuple(Decimal(1).scaleb(-places) for places in range(MOST_DIGITS + 1))

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)

#: What a form prints where there is nothing: 一 is the dash of a text recognition.
_DASHES: Final = "-—–−―/\\一_"
#: What it prints besides where there is no number; a unit by itself waits for one that nobody filled in.
_NO_NUMBER: Final = frozenset({"无", "暂无", "...", "......", "元", "万元", "亿元", "%", "分"})

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER: Final = Pattern(
    rf"(?:人民币|RMB)?(?P<sign>[+-]?)¥?(?P<digits>{_DIGITS})(?P<more>[余多])?(?P<unit>[^\d\s,.;:、。()<>=≥≤+-][^\d\s,;:、。<>=≥≤]{{0,11}})?"
)

#: Groups of three digits with a space, or an apostrophe, between them.
_GROUPED: Final = Pattern(r"(?<![\d.,])[1-9]\d{0,2}(?:[ '’]\d{3})+(?![\d' ’])")

#: The shape of nearly all figures, which needs no folding: 53.56%.
_PLAINLY: Final = Pattern(r"(-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,10}))?)(%?)")

#: White space, told apart where it stands between two digits.
_SPACE: Final = Pattern(r"((?<=\d)\s+(?=\d))|\s+")
#: Footnote marks and the like, which folding would turn into digits: 10① is not 101.
_MARKS: Final = Pattern("[¹²³⁰-⁹₀-₉①-⓿❶-➓㈠-㉟㊀-㊿]")

_SCALES: Final = (("万", Decimal(10_000)), ("亿", Decimal(100_000_000)), ("百万", Decimal(1_000_000)))
_PERCENT: Final = frozenset({"%", "百分比", "百分之"})


class Mark(Enum):
    """
    What stands in a cell that holds no number.
    """

    BLANK = "blank"
    UNREADABLE = "unreadable"
    UNCERTAIN = "uncertain"


@frozen
class Number:
    """
    A printed number: its value as printed (53.56 for ``53.56%``), the decimals shown, and the unit behind it.
    """

    text: str
    value: Decimal
    places: int
    unit: str = ""
    approximate: bool = False

    @property
    def quantity(self) -> Decimal:
        """
        The value in the unit without 万 or 亿: 4.9万人次 is 49000 人次.
        """
        scale = split_unit(self.unit)[0]
        return self.value if scale == 1 else EXACT.multiply(self.value, scale)

    @property
    def base(self) -> str:
        """
        The unit without 万 or 亿.
        """
        return split_unit(self.unit)[1]

    @property
    def is_percent(self) -> bool:
        return self.base == "%"


#: What a cell that should hold a number turns out to hold.
Figure = Number | Mark


def fold(text: str) -> str:
    """
    *text* with half-width letters, digits and punctuation, and no white space but between two digits,
    where it separates two numbers.
    """
    return _short_folded(text) if len(text) <= _LONGEST else _fold(text)


def _fold(text: str) -> str:
    if text.isascii() and not _SPACE.search(text):
        return text
    if _MARKS.search(text):
        parts = _MARKS.split(text)
        marks = _MARKS.findall(text)
        text = "".join(
            unicodedata.normalize("NFKC", part) + mark for part, mark in zip(parts, [*marks, ""], strict=True)
        )
    else:
        text = unicodedata.normalize("NFKC", text)
    text = text.replace("−", "-")
    solid = text.split(maxsplit=1)[:1] == [text]
    return text if solid else _SPACE.sub(lambda gap: " " if gap[1] else "", text)


#: Heads, names and figures come again and again; long texts do not.
_short_folded: Final = lru_cache(maxsize=8192)(_fold)


def join_digit_groups(text: str) -> str:
    """
    A folded text without the spaces or apostrophes between groups of three digits: ``1 234.56`` is ``1234.56``.
    """
    return _GROUPED.sub(lambda groups: re.sub("[ '’]", "", groups[0]), text)


@lru_cache(maxsize=4096)
def split_unit(unit: str) -> tuple[Decimal, str]:
    """
    The factor that a unit carries, and the unit without it: ``万元`` is 10 000 ``元``.
    """
    if unit in _PERCENT:
        return _ONE, "%"
    for word, scale in _SCALES:
        if unit.startswith(word):
            return scale, unit[len(word) :]
    return _ONE, unit


def is_blank(text: str | None) -> bool:
    """
    Whether a cell holds nothing but a dash or a stroke. 无 is a statement, not a blank.
    """
    return text is None or not fold(text).strip(_DASHES)


def read_number(text: str | None) -> Figure:
    """
    The number that fills the whole of a cell.

    White space, thousands separators, full-width digits and a unit are understood; a date, a comparison or a sentence
    is not a number, nor are digits that no form would print (more than 30).
    """
    if text is None:
        return Mark.BLANK
    if len(text) <= _LONGEST:
        return _read(text)
    bare = text.strip()
    return _read(bare) if len(bare) <= _LONGEST else Mark.BLANK if is_blank(bare) else Mark.UNREADABLE


@lru_cache(maxsize=8192)
def _read(text: str) -> Figure:
    plainly = _PLAINLY.fullmatch(text)
    if plainly is not None:
        number, fraction, percent_sign = plainly.groups("")
        return Number(text, Decimal(number.replace(",", "")), len(fraction), percent_sign)
    folded = join_digit_groups(fold(text))
    if not folded.strip(_DASHES) or folded in _NO_NUMBER:
        return Mark.BLANK
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return Mark.UNREADABLE
    digits = match["digits"].replace(",", "")
    if len(digits.replace(".", "")) > MOST_DIGITS:
        return Mark.UNREADABLE
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    unit = match["unit"] or ""
    return Number(
        text, Decimal(match["sign"] + digits), places, "%" if unit in _PERCENT else unit, match["more"] is not None
    )


def money(figure: Figure, currency_unit: str | None) -> Figure:
    """
    An amount in the fund table's own unit (元 or 万元), whatever unit its cell adds.
    """
    if isinstance(figure, Mark) or not figure.unit or figure.unit == currency_unit:
        return figure
    if figure.base not in ("元", ""):
        return Mark.UNREADABLE
    # Without a head that names the unit, amounts are brought to 万元, in which most tables are.
    currency_unit = currency_unit or "万元"
    table = split_unit(currency_unit)[0]
    value = EXACT.divide(figure.quantity, table)
    return Number(figure.text, value, max(0, -int(value.as_tuple().exponent)), currency_unit)


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """
    The exact sum of printed numbers.
    """
    return reduce(EXACT.add, values, _ZERO)


def plain(value: Decimal, places: int = 0, decimals: int = 2) -> str:
    """
    *value* as a form would print it: rounded half up to *decimals*, without zeros beyond *places*.
    """
    rounded = value.quantize(STEPS[max(places, decimals)], ROUND_HALF_UP, EXACT)
    whole, point, fraction = f"{rounded:f}".partition(".")
    fraction = fraction[:places] + fraction[places:].rstrip("0")
    return whole + (point + fraction if fraction else "")


def percent(share: Decimal, decimals: int = 2) -> str:
    """
    A share of 1 as a percentage: 0.5356 is ``53.56%``.
    """
    return plain(EXACT.multiply(share, _HUNDRED), decimals, decimals) + "%"
