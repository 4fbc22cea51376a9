"""
How the fund table breaks its total down: which component rows add up to it, which are parts of other components,
and which break the same total down a second time.

What a row's name leaves open is decided by its amounts, in whichever of the money columns they agree: a slip in one
column does not change how the table is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from perfscore.address import cell
from perfscore.notation.number import EXACT, Number, fold
from perfscore.relations.parsed_form import MONEY, ParsedForm


__all__ = ["is_one_part_of_more", "top_level"]

#: The amounts of rows, one for each money column.
_Amounts = tuple[Decimal, ...]
_NO_AMOUNTS: Final[_Amounts] = (Decimal(0),) * len(MONEY)

_OF_WHICH: Final = "其中"
_SUBTOTAL: Final = "小计"
#: Rows by what the money is spent on, where the rows before them say where it comes from.
_BY_USE: Final = ("基本支出", "项目支出", "人员经费", "公用经费", "人员支出", "公用支出")


def top_level(parsed: ParsedForm) -> list[int]:
    """
    The component rows that add up to the total row.

    Left out are rows that 其中 makes parts of the component above them (地方资金, 其中: 省级, 市级), subtotals behind their
    parts, and a second breakdown of the whole (by 基本支出 and 项目支出 after the sources of the money).
    """
    components = [index for index, fund in parsed.funds() if fund.role == "component"]
    names = [fold(parsed.form.funds[index].name or "") for index in components]
    amounts = [_amounts(parsed, index) for index in components]
    ends = _ends_of_blocks(names)
    kept: list[int] = []
    whole = _NO_AMOUNTS
    by_use, position = False, 0
    while position < len(components):
        name = names[position]
        of_which, is_use = name.startswith(_OF_WHICH), any(use in name for use in _BY_USE)
        if kept and (of_which or (is_use and not by_use)):
            block = amounts[position : ends[position]]
            inner = _inner(block, amounts[kept[-1]], whole) or int(of_which)
            if inner:
                position += inner
                continue
        if not (_SUBTOTAL in name and _closes(amounts[position], [amounts[at] for at in kept])):
            kept.append(position)
            whole = _plus(whole, amounts[position])
            by_use = by_use or is_use
        position += 1
    return [components[at] for at in kept]


def is_one_part_of_more(parsed: ParsedForm, components: Sequence[int]) -> bool:
    """
    Whether the one component that the table lists is only a part of the whole: 年度总金额 and 其中财政拨款.

    That is so where it is smaller than the total in every column; a slip makes it smaller in one.
    """
    if len(components) != 1 or not fold(parsed.form.funds[components[0]].name or "").startswith(_OF_WHICH):
        return False
    pairs = [
        (whole.value, part.value)
        for name in MONEY
        if isinstance(whole := parsed.numbers[cell("funds", parsed.total_row or 0, name)], Number)
        and isinstance(part := parsed.numbers[cell("funds", components[0], name)], Number)
    ]
    return len(pairs) > 1 and all(part < whole for whole, part in pairs)


def _ends_of_blocks(names: Sequence[str]) -> list[int]:
    """
    For each row the first one behind it that opens a breakdown of its own.
    """
    ends: list[int] = []
    end = len(names)
    for position in reversed(range(len(names))):
        ends.append(end)
        if names[position].startswith(_OF_WHICH):
            end = position
    return ends[::-1]


def _inner(block: Sequence[_Amounts], before: _Amounts, whole: _Amounts) -> int:
    """
    How many rows of *block*, the first included, break down the row *before* them, or all of them the *whole* that was
    listed before.
    """
    best, rows = -1, 0
    added = _NO_AMOUNTS
    for count, amounts in enumerate(block, 1):
        added = _plus(added, amounts)
        if count > 1 and (agreement := _agreement(added, before)) > best:
            best, rows = agreement, count
    if _agreement(added, whole) > best:
        return len(block)
    return rows


def _closes(subtotal: _Amounts, kept: Sequence[_Amounts]) -> bool:
    """
    Whether the last of the rows before it, two at least, add up to the *subtotal*.
    """
    added = _NO_AMOUNTS
    for count, amounts in enumerate(reversed(kept), 1):
        added = _plus(added, amounts)
        if count > 1 and _agreement(added, subtotal) >= 0:
            return True
    return False


def _agreement(one: _Amounts, other: _Amounts) -> int:
    """
    In how many money columns more both come to the same amount than to another; -1 where in none.
    """
    printed = [here == there for here, there in zip(one, other, strict=True) if here or there]
    return 2 * sum(printed) - len(printed) if any(printed) else -1


def _plus(one: _Amounts, other: _Amounts) -> _Amounts:
    return tuple(EXACT.add(here, there) for here, there in zip(one, other, strict=True))


def _amounts(parsed: ParsedForm, row: int) -> _Amounts:
    numbers = (parsed.numbers[cell("funds", row, name)] for name in MONEY)
    return tuple(number.value if isinstance(number, Number) else Decimal(0) for number in numbers)
