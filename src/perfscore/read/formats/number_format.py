"""
How a spreadsheet shows a number: ``0.5356…`` under ``0.00%`` is ``53.56%``.

A file stores the digits behind the shown ones, and the shown ones are what the form prints.
"""

from __future__ import annotations

import re

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


__all__ = ["BUILTIN", "numeric_cell", "says", "show_number", "without_noise"]

#: Number formats that files name by number only; 27 to 58 as Excel has them in China.
BUILTIN: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
        12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
        18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
        27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
        36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
        40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss",
        46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
        52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"',
        57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
    }
)  # fmt: skip

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<number>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)(?P<scale>,*)(?P<exponent>[Ee][+-]0+)?|(?P<general>General|常规|G/通用格式)"
    r"|(?P<date>(?i:y+|m+|d+|h+|s+|AM/PM|上午/下午))|(?P<other>.)",
    re.DOTALL,
)

#: No program takes a longer format; a stranger's file may hold one.
_LONGEST = 255

#: A double holds 15 digits; what stands behind them is noise.
_DIGITS = 15

#: Digits of doubles are no further from their points.
_FARTHEST = 400

#: A cell of format General shows at most this many digits.
_GENERAL_DIGITS = 10

#: Serials from here on are not dates in any program.
_LAST_SERIAL = 2_958_466


def numeric_cell(value: str, code: str, *, since_1904: bool = False) -> tuple[str, str | None]:
    """
    The text a number is shown as, and its own digits where they say something else.
    """
    try:
        number = without_noise(Decimal(value))
        text = show_number(number, code, since_1904=since_1904)
    except (InvalidOperation, ValueError):
        return value, None
    digits = format(number, "f")
    return text, None if says(text, number) else digits


def says(text: str, number: Decimal) -> bool:
    """
    Whether the text shown says the whole number, so that no digits are hidden.
    """
    plain = text.replace(",", "").removesuffix("%")
    try:
        printed = Decimal(plain)
    except InvalidOperation:
        # a date or a text: its serial is nobody's hidden digits
        return True
    return printed == (number * 100 if text.endswith("%") else number)


def without_noise(number: Decimal) -> Decimal:
    """
    *number* without the noise behind its fifteenth digit, which a binary double leaves.

    :raises InvalidOperation: for a number that no double is: written out, it may have a million digits.
    """
    if abs(number.adjusted()) > _FARTHEST:
        raise InvalidOperation
    return _to_digits(number, _DIGITS)


def show_number(number: Decimal, code: str, *, since_1904: bool = False) -> str:
    """
    *number* as a cell with the number format *code* shows it.
    """
    tokens, number = _section(number, code)
    numbers = [token for token in tokens if token["number"]]
    if not numbers and any(token["date"] for token in tokens):
        return _date(number, tokens, since_1904=since_1904)
    percent = sum(token["other"] == "%" for token in tokens)
    number = without_noise(number).scaleb(2 * percent)
    sign, number = ("-" if number < 0 else ""), abs(number)
    # "0 0" and "0/0" are no formats of forms; the first group takes the number
    text = "".join(_part(number, token) for token in tokens if token not in numbers[1:]).strip()
    return sign + text if any(digit in text for digit in "123456789") else text


def _section(number: Decimal, code: str) -> tuple[Sequence[re.Match[str]], Decimal]:
    """
    The part of a format that is meant for *number*, and the number as that part shows it.
    """
    sections = _sections(code if len(code) <= _LONGEST else "General")
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return sections[2 if number == 0 and len(sections) > 2 else 0], number


def _part(number: Decimal, token: re.Match[str]) -> str:
    if token["general"] or token["other"] == "@":
        return _general(number)
    if token["number"]:
        return _group_digits(number, token)
    if token["pad"] or token["fill"] or token["bracket"] is not None:
        return _currency(token["bracket"] or "")
    return token["quoted"] or token["escaped"] or token["other"] or ""


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[tuple[re.Match[str], ...], ...]:
    """
    The parts of a format as their tokens: for positive numbers, for negative ones, for zero.
    """
    parts, quoted, escaped = [""], False, False
    for char in code:
        if char == ";" and not quoted and not escaped:
            parts.append("")
            continue
        parts[-1] += char
        quoted ^= char == '"' and not escaped
        escaped = char == "\\" and not escaped
    return tuple(tuple(_TOKEN.finditer(part)) for part in [parts[0] or "General", *parts[1:]])


def _currency(bracket: str) -> str:
    # [$¥-804] prints a sign, [Red], [$-804] and [DBNum1] do not
    return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""


def _to_digits(number: Decimal, digits: int) -> Decimal:
    if not number or len(number.as_tuple().digits) <= digits:
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1), rounding=ROUND_HALF_UP)


def _general(number: Decimal) -> str:
    if number.adjusted() < _GENERAL_DIGITS:
        number = number.quantize(
            Decimal(1).scaleb(max(number.adjusted(), 0) - _GENERAL_DIGITS + 1), rounding=ROUND_HALF_UP
        )
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _group_digits(number: Decimal, token: re.Match[str]) -> str:
    whole, _, decimals = token["number"].partition(".")
    if token["exponent"]:
        return f"{number:.{len(decimals)}E}"
    trailing = len(token["scale"]) + len(whole) - len(whole.rstrip(","))
    whole = whole.rstrip(",")
    number = number.scaleb(-3 * trailing)
    text = format(number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP), "f")
    digits, _, fraction = text.partition(".")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    kept = fraction[: len(fraction) - optional] + fraction[len(fraction) - optional :].rstrip("0")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
    return digits + ("." + kept if "." in token["number"] else "")


def _date(serial: Decimal, tokens: Sequence[re.Match[str]], *, since_1904: bool) -> str:
    if not 0 <= serial < _LAST_SERIAL:
        return _general(serial)
    days = int(serial)
    # Excel counts a 29 February 1900 that never was
    day = date(1904, 1, 1) if since_1904 else date(1899, 12, 30) if days > 59 else date(1899, 12, 31)
    day += timedelta(days=days)
    seconds = int(((serial - days) * 86_400).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    clock = {"h": seconds // 3600, "s": seconds % 60}
    parts: list[str] = []
    last = ""
    for token in tokens:
        letter = (token["date"] or "")[:1].lower()
        width = len(token["date"] or "")
        if letter == "y":
            parts.append(f"{day:%Y}" if width > 2 else f"{day:%y}")
        elif letter == "m" and (last == "h" or _next_letter(token, tokens) == "s"):
            parts.append(str(seconds // 60 % 60).rjust(width, "0"))
        elif letter in ("m", "d"):
            parts.append(str(day.month if letter == "m" else day.day).rjust(min(width, 2), "0"))
        elif letter in clock:
            parts.append(str(clock[letter]).rjust(width, "0"))
        else:
            parts.append(token["quoted"] or token["escaped"] or token["other"] or "")
        last = letter or last
    return "".join(parts).strip()


def _next_letter(token: re.Match[str], tokens: Sequence[re.Match[str]]) -> str:
    later = (other["date"][:1].lower() for other in tokens if other.start() > token.start() and other["date"])
    return next(later, "")
