"""
When two printed amounts or figures are the same.
"""

from __future__ import annotations

from decimal import Decimal

from perfscore.form import Form
from perfscore.notation.number import EXACT, STEPS, Mark, Number, money, read_number, split_unit


__all__ = ["agree", "amount", "close", "differ"]

#: Two printings may each be off by half a unit of their last place.
_HALF = Decimal("0.5")


def amount(form: Form, text: str | None, beside: Form) -> Number | None:
    """
    The money in a cell of the form's fund table, in 元; ``None`` where there is none that can be read.

    A form that does not print its currency unit takes that of the one *beside* it.
    """
    unit = form.currency_unit or beside.currency_unit
    figure = money(read_number(text), unit)
    if isinstance(figure, Mark):
        return None
    factor = split_unit(figure.unit or unit or "")[0]
    return Number(figure.text, EXACT.multiply(figure.value, factor), figure.places - factor.adjusted())


def agree(one: Number, other: Number) -> bool:
    """
    Whether two printings may stand for one value: they agree at the fewer decimals.
    """
    return close(one.value, other.value, min(one.places, other.places))


def close(one: Decimal, other: Decimal, places: int) -> bool:
    """
    Whether two values are no further apart than half a unit of the last of *places* decimals.
    """
    unit = STEPS[places] if places >= 0 else Decimal(1).scaleb(-places)
    return abs(EXACT.subtract(one, other)) <= EXACT.multiply(unit, _HALF)


def differ(before: str | None, after: str | None) -> bool:
    """
    Whether two cells print different numbers; false where one of them holds none.
    """
    one, other = read_number(before), read_number(after)
    return isinstance(one, Number) and isinstance(other, Number) and one.value != other.value
