"""
How the fund table breaks its total down: which component rows add up to it, which are parts of other components,
and which break the same total down a second time.

What a row's name leaves open is decided by its amounts, in whichever of the money columns they agree: a slip in one
column does not change how the table is built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from perfscore.address import cell
from perfscore.notation.number import Number, added, fold
from perfscore.relations.parsed_form import MONEY, Figures


__all__ = ["is_one_part_of_more", "top_level"]

_OF_WHICH: Final = "其中"
_SUBTOTAL: Final = "小计"
#: Rows by what the money is spent on, where the rows before them say where it comes from.
_BY_USE: Final = ("基本支出", "项目支出", "人员经费", "公用经费", "人员支出", "公用支出")


def top_level(figures: Figures) -> list[int]:
    """
    The component rows that add up to the total row.

    Left out are rows that 其中 makes parts of the component above them (地方资金, 其中: 省级, 市级), subtotals behind their
    parts, and a second breakdown of the whole (by 基本支出 and 项目支出 after the sources of the money).
    """
    components = [index for index, fund in figures.funds() if fund.role == "component"]
    names = {index: fold(figures.form.funds[index].name or "") for index in components}
    kept: list[int] = []
    left = components
    while left:
        first, *rest = left
        of_which = names[first].startswith(_OF_WHICH)
        if kept and (of_which or _begins_uses(first, kept, names)):
            inner = _inner(figures, kept, [first, *_until_of_which(rest, names)]) or int(of_which)
            if inner:
                left = left[inner:]
                continue
        if not (_SUBTOTAL in names[first] and _closes(figures, first, kept)):
            kept.append(first)
        left = rest
    return kept


def is_one_part_of_more(figures: Figures, components: Sequence[int]) -> bool:
    """
    Whether the one component that the table lists is only a part of the whole: 年度总金额 and 其中财政拨款.

    That is so where it is smaller than the total in every column; a slip makes it smaller in one.
    """
    if len(components) != 1 or not fold(figures.form.funds[components[0]].name or "").startswith(_OF_WHICH):
        return False
    pairs = [
        (whole.value, part.value)
        for name in MONEY
        if isinstance(whole := figures.numbers[cell("funds", figures.total_row or 0, name)], Number)
        and isinstance(part := figures.numbers[cell("funds", components[0], name)], Number)
    ]
    return len(pairs) > 1 and all(part < whole for whole, part in pairs)


def _until_of_which(rest: Sequence[int], names: Mapping[int, str]) -> Sequence[int]:
    end = next((place for place, index in enumerate(rest) if names[index].startswith(_OF_WHICH)), len(rest))
    return rest[:end]


def _begins_uses(row: int, kept: Sequence[int], names: Mapping[int, str]) -> bool:
    uses, *others = (any(use in names[index] for use in _BY_USE) for index in (row, *kept))
    return uses and not any(others)


def _inner(figures: Figures, kept: Sequence[int], block: Sequence[int]) -> int:
    """
    How many rows of *block*, the first included, break down the row before them, or all of them what was listed before.
    """
    parts = [(_agreement(figures, block[:end], kept[-1:]), end) for end in range(2, len(block) + 1)]
    agreement, rows = max(
        [*parts, (_agreement(figures, block, kept), len(block))], key=lambda found: (found[0], -found[1])
    )
    return rows if agreement >= 0 else 0


def _closes(figures: Figures, subtotal: int, kept: Sequence[int]) -> bool:
    """
    Whether the last of the rows before it add up to the *subtotal*.
    """
    return any(_agreement(figures, kept[start:], [subtotal]) >= 0 for start in range(len(kept) - 1))


def _agreement(figures: Figures, one: Sequence[int], other: Sequence[int]) -> int:
    """
    In how many money columns more both lists of rows come to the same amount than to another; -1 where in none.
    """
    amounts = [(_amount(figures, one, name), _amount(figures, other, name)) for name in MONEY]
    printed = [here == there for here, there in amounts if here or there]
    return 2 * sum(printed) - len(printed) if any(printed) else -1


def _amount(figures: Figures, rows: Sequence[int], name: str) -> Decimal:
    return added(n.value for index in rows if isinstance(n := figures.numbers[cell("funds", index, name)], Number))
