"""
What speaks for a change although no relation does: rows of costs that agree with the fund table and with one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from perfscore.notation.number import Number, exact_sum, money
from perfscore.notation.rounding import matching
from perfscore.relations.examination import Examination
from perfscore.rules.costs import costs, total_and_parts


__all__ = ["Witness", "witnesses"]


@frozen(eq=False)
class Witness:
    """
    An amount that should be the sum of others, all in the fund table's *unit* or in one of their own.
    """

    amount: str
    others: tuple[str, ...]
    unit: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.amount, *self.others)

    def agrees(self, number: Callable[[str], Number | None]) -> bool:
        """
        Whether the amounts agree, to the printed decimals of the first, if *number* gives what the cells hold.
        """
        amounts = [self._in_table(number(cell)) for cell in self.cells]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(amounts):
            return False
        first, *others = known
        return matching(exact_sum(n.value for n in others), first.value, first.places, frozenset()) is not None

    def _in_table(self, number: Number | None) -> Number | None:
        if number is None:
            return None
        amount = money(number if number.unit else evolve(number, unit=self.unit), self.unit)
        return amount if isinstance(amount, Number) else None


def witnesses(examination: Examination) -> Iterator[Witness]:
    """
    The agreements that X701 and X706 look for.
    """
    listed, unit = costs(examination), examination.form.currency_unit or ""
    for cost in listed:
        for column, name in (("target", "budget"), ("actual", "executed")):
            at_fund = examination.fund(name)
            if cost.is_total and at_fund is not None:
                yield Witness(cost.row.at(column), (at_fund,), unit)
    total, parts = total_and_parts(listed)
    for column in ("target", "actual"):
        if total is not None:
            yield Witness(total.row.at(column), tuple(part.row.at(column) for part in parts), unit)
