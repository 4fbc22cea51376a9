"""
Last year against this year: actual values that were copied, carry-over, targets below what was achieved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.address import cell
from perfscore.comparing.amounts import agree, amount
from perfscore.comparing.catalogue import C811, C812, C813
from perfscore.comparing.difference import Difference
from perfscore.comparing.meaning import Bound, figure, printed_target, promise, readings
from perfscore.comparing.rows import Pair
from perfscore.comparing.sides import Sides
from perfscore.form import FundRow
from perfscore.notation.number import EXACT, Number, plain, split_unit


__all__ = ["against_last_year"]

_FEWEST_ROWS: Final = 3
#: Of the repeated values, those that are neither 100 % nor just the target must be at least this many.
_FEWEST_OWN: Final = 2
_WHOLE: Final = 100
_CARRIED: Final = ("结转", "结余")


def against_last_year(sides: Sides, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    """
    C811 to C813.
    """
    yield from _repeated_results(sides, pairs)
    yield from _carried_over(sides)
    yield from _below(sides, pairs)


def _single(pairs: tuple[Pair, ...]) -> Iterator[tuple[int, int]]:
    return ((pair.before[0], pair.after[0]) for pair in pairs if len(pair.before) == len(pair.after) == 1)


def _repeated_results(sides: Sides, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    counted, same, own = 0, [], 0
    for before, after in _single(pairs):
        old, new = sides.before.form.indicators[before], sides.after.form.indicators[after]
        one, other = figure(old.actual, sides.before), figure(new.actual, sides.after)
        if one is None or other is None:
            continue
        counted += 1
        if one == other:
            same.append((before, after))
            own += other.low != _WHOLE and not _is_target(other, promise(new, sides.after).bounds)
    if counted >= _FEWEST_ROWS and 2 * len(same) > counted and own >= _FEWEST_OWN:
        before, after = same[0]
        cells = cell("indicators", before, "actual"), cell("indicators", after, "actual")
        yield sides.difference(C811, *cells, count=counted, same=len(same))


def _is_target(actual: Bound, targets: tuple[Bound, ...]) -> bool:
    return any(actual.low in (target.low, target.high) for target in targets)


def _carried_over(sides: Sides) -> Iterator[Difference]:
    """
    What last year's total row did not spend against this year's row of carried-over money.
    """
    last = next(((i, row) for i, row in enumerate(sides.before.form.funds) if row.role == "total"), None)
    years = sides.before.year, sides.after.year
    if last is None or (None not in years and years[1] != (years[0] or 0) + 1):
        return
    index, total = last
    last_form, form = sides.before.form, sides.after.form
    budget, executed = amount(last_form, total.budget, form), amount(last_form, total.executed, form)
    if budget is None or executed is None:
        return
    left = Number("", EXACT.subtract(budget.value, executed.value), max(budget.places, executed.places))
    for number, row in enumerate(form.funds):
        column = _carried_column(row)
        carried = amount(form, getattr(row, column), last_form) if column else None
        if carried is None or agree(carried, left):
            continue
        factor = split_unit(last_form.currency_unit or form.currency_unit or "")[0]
        unspent = plain(EXACT.divide(left.value, factor), max(left.places + factor.adjusted(), 0), 0)
        at = cell("funds", number, column)
        texts = (unspent, getattr(row, column or "budget"))
        yield sides.difference(C812, cell("funds", index, "executed"), at, texts=texts)


def _carried_column(row: FundRow) -> str | None:
    if not any(word in (row.name or "") for word in _CARRIED):
        return None
    return "initial" if row.initial else "budget" if row.budget else None


def _below(sides: Sides, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    for before, after in _single(pairs):
        old, new = sides.before.form.indicators[before], sides.after.form.indicators[after]
        achieved = figure(old.actual, sides.before)
        targets = promise(new, sides.after).bounds
        if achieved is None or len(targets) != 1 or not _is_easier(targets[0], achieved):
            continue
        cells = cell("indicators", before, "actual"), cell("indicators", after, "target")
        yield sides.difference(C813, *cells, texts=(old.actual, printed_target(new)), direction="easier")


def _is_easier(target: Bound, achieved: Bound) -> bool:
    """
    Whether the achieved value lies strictly on the good side of a target that is bounded on the other.
    """
    if target.unit and achieved.unit and target.unit != achieved.unit:
        return False
    return all(_is_beyond(one, other) for one in readings(target, achieved) for other in readings(achieved, target))


def _is_beyond(target: Bound, achieved: Bound) -> bool:
    if achieved.low is None:
        return False
    if target.low is not None and target.high is None:
        return achieved.low > target.low
    return target.high is not None and target.low is None and achieved.low < target.high
