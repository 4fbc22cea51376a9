"""
Numbers that are not printed in digits, put into digits: 三十五次, 九成四, 百分之九十四, 半年, 壹佰万元, 2百人次.

Typing mistakes that leave no doubt are mended as well: a letter for a digit (9O%), a space between groups of digits.
"""

from __future__ import annotations

import re

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.patterns import Pattern
from perfscore.notation.units import unit_at


__all__ = ["MISPRINT", "chinese_number", "in_digits", "with_letters_mended"]

#: A letter beside digits that can only be a digit itself.
MISPRINT: Final = Pattern(
    r"(?<=\d)[OoIl](?=[\d%‰.,年月日万元人次个家项件天]|$)|(?<![A-Za-z0-9])[Il](?=\d)(?!\d*[A-Za-z])"
)
_ARABIC: Final = Pattern(r"(?<![\d.])(\d+(?:\.\d+)?)([十百千])(?=[万亿余多个]|$|[^\d])")
_HALF: Final = Pattern(r"(?<![上下前后每过大小多])半(?=个?(?:年|月|小时|天|日))")
_AND_A_HALF: Final = Pattern(r"(\d+)(个?(?:年|月|小时|天))半")

_ABOUT: Final = tuple("近约超逾过达")


@frozen
class _Numerals:
    digits: Mapping[str, int]
    tens: Mapping[str, int]
    #: A sign that there is anything to put into digits.
    any: Pattern
    myriads: Mapping[str, int]
    #: A run of numerals.
    run: Pattern
    #: 百分之九十四, 三分之二.
    fraction: Pattern
    #: 九成四.
    tenths: Pattern
    #: 二〇二二年十二月三十一日.
    dates: Pattern
    never_before: tuple[str, ...]
    never_units: frozenset[str]
    never_behind: tuple[str, ...]


@lru_cache(maxsize=16)
def _numerals(lexicon: Lexicon) -> _Numerals:
    tables = {
        name: {word: int(key) for word, key in lexicon.meanings("numerals", name).items()}
        for name in ("digits", "tens", "myriads")
    }
    digit, ten, all_ = (
        "".join(tables["digits"]),
        "".join(tables["tens"]),
        "".join(word for table in tables.values() for word in table),
    )
    number = rf"(?:[{digit}{ten}]+(?:点[{digit}]+)?|\d+(?:\.\d+)?)"
    return _Numerals(
        MappingProxyType(tables["digits"]),
        MappingProxyType(tables["tens"]),
        Pattern(rf"[{digit}{ten}半成元](?<!\d元)(?<!\d[万亿]元)|分之|(?<!\d)[万亿]"),
        MappingProxyType(tables["myriads"]),
        Pattern(rf"(?<![\d.{ten}余多])[{all_}]+(?:点[{digit}]+)?"),
        Pattern(rf"([{digit}{ten}]+|\d+)分之({number})"),
        Pattern(rf"({number})成([{digit}\d](?![{digit}\d]))?(?!立|员|本|效|果|功|长|年|套|品|熟|为|活|人|交|绩)"),
        Pattern(
            rf"[{digit}]{{4}}年|(?:[{digit}]|元|十[{digit}]?)月(?:[{digit}{ten}]{{1,3}}[日号])?|(?<=月)[{digit}{ten}]{{1,3}}[日号]"
        ),
        lexicon.words("numerals", "no_number", "before"),
        frozenset(lexicon.words("numerals", "no_number", "unit")),
        lexicon.words("numerals", "no_number", "behind"),
    )


def with_letters_mended(text: str) -> str:
    """
    A folded text with digits in place of the letters that stand for them: ``9O%`` is ``90%``.
    """
    return MISPRINT.sub(lambda letter: "0" if letter[0] in "Oo" else "1", text)


def in_digits(text: str, lexicon: Lexicon) -> str:
    """
    A folded text with its Chinese numerals in digits, where they are numbers: a unit follows, or nothing does.

    ``一次性`` and ``第一`` are words, and stay.
    """
    numerals = _numerals(lexicon)
    if not numerals.any.search(text):
        return text
    text = numerals.dates.sub(lambda date: _date_in_digits(date[0], numerals), text)
    if "分之" in text:
        text = numerals.fraction.sub(lambda match: _fraction_in_digits(match, numerals), text)
    if "成" in text:
        text = numerals.tenths.sub(lambda match: _tenths_in_digits(match, numerals), text)
    has_half = "半" in text
    if has_half:
        text = _HALF.sub("0.5", text)
    text = numerals.run.sub(lambda match: _number_in_digits(match, numerals, lexicon), text)
    if has_half:
        text = _AND_A_HALF.sub(lambda match: f"{match[1]}.5{match[2]}", text)
    return _ARABIC.sub(lambda match: _multiply_out(match, lexicon), text)


def _number_in_digits(match: re.Match[str], numerals: _Numerals, lexicon: Lexicon) -> str:
    text, end = match.string, match.end()
    before, behind = text[: match.start()], text[end:]
    value = chinese_number(match[0], lexicon)
    more = behind[:1] in ("余", "多")
    unit, unit_end = unit_at(text, end + more, lexicon)
    counts = unit and unit not in numerals.never_units and not text.startswith(numerals.never_behind, unit_end)
    alone = not behind and not before
    # 千米 and 万户 hold no number; 百余家 and 近千人 do.
    bare = match[0][0] not in numerals.digits and match[0][0] != "十" and not (more or before.endswith(_ABOUT))
    if value is None or bare or before.endswith(numerals.never_before) or not (counts or alone):
        return match[0]
    return f"{value:f}"


def chinese_number(text: str, lexicon: Lexicon) -> Decimal | None:
    """
    The value of a Chinese numeral, such as 三十五, 一百零三, 两万五千 or 九十五点六; ``None`` for one that is not well formed.
    """
    numerals = _numerals(lexicon)
    whole, point, fraction = text.partition("点")
    value = _whole(whole, numerals)
    if value is None or (point and not fraction):
        return None
    digits = "".join(str(numerals.digits[digit]) for digit in fraction)
    return Decimal(f"{value}.{digits}" if digits else value)


def _whole(text: str, numerals: _Numerals) -> int | None:
    if len(text) > 1 and all(character in numerals.digits for character in text):
        return None if len(text) < 3 else int("".join(str(numerals.digits[c]) for c in text))
    total, section, digit = 0, 0, None
    for character in text:
        if character in numerals.digits:
            if digit:
                return None
            digit = numerals.digits[character]
        elif character in numerals.tens:
            section += (1 if digit is None else digit or 1) * numerals.tens[character]
            digit = None
        else:
            total = (total + section + (digit or 0) or 1) * numerals.myriads[character]
            section, digit = 0, None
    return total + section + (digit or 0)


def _date_in_digits(date: str, numerals: _Numerals) -> str:
    def digits(part: re.Match[str]) -> str:
        if len(part[0]) == 4:
            return "".join(str(numerals.digits[character]) for character in part[0])
        value = _whole(part[0], numerals)
        return part[0] if value is None else str(value)

    return re.sub(rf"[{''.join((*numerals.digits, *numerals.tens))}]+", digits, date.replace("元月", "1月"))


def _plain_number(text: str, numerals: _Numerals) -> Decimal | None:
    if text[0].isdecimal():
        return Decimal(text)
    whole, _, fraction = text.partition("点")
    value = _whole(whole, numerals)
    return None if value is None else Decimal(f"{value}.{''.join(str(numerals.digits[c]) for c in fraction) or 0}")


def _fraction_in_digits(match: re.Match[str], numerals: _Numerals) -> str:
    whole, part = (_plain_number(text, numerals) for text in match.groups())
    if not whole or part is None:
        return match[0]
    if whole in (100, 1000):
        return f"{part.normalize():f}{'%' if whole == 100 else '‰'}"
    return f"{(part * 100 / whole).quantize(Decimal('0.01')).normalize():f}%"


def _tenths_in_digits(match: re.Match[str], numerals: _Numerals) -> str:
    tenths = _plain_number(match[1], numerals)
    if tenths is None or tenths > 10:
        return match[0]
    more = match[2] and (match[2] if match[2].isdecimal() else str(numerals.digits[match[2]]))
    return f"{(tenths * 10 + Decimal(more or 0)).normalize():f}%"


def _multiply_out(match: re.Match[str], lexicon: Lexicon) -> str:
    if unit_at(match.string, match.start(2), lexicon)[0]:
        return match[0]  # 3千米 is three kilometres
    ten = lexicon.meanings("numerals", "tens")[match[2]]
    return f"{Decimal(match[1]) * int(ten):f}"
