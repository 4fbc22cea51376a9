"""
What a cell would have to be for one relation to hold, the other cells being right.

A sum fixes the value; a rate or a score fixes it only up to rounding, so that slips of the printed text that fall into
the right interval are worth a try as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import singledispatch
from typing import Final

from perfscore.notation.number import EXACT, Figure, Mark, Number
from perfscore.notation.rounding import HALF_UP
from perfscore.relations import Attained, Execution, Numbers, Rate, Relation, Sum
from perfscore.relations.judgement import Candidate
from perfscore.rulebook import Rulebook


__all__ = ["Candidates", "near", "points"]

Candidates = tuple[Candidate, ...]

_HUNDRED: Final = Decimal(100)
#: Percentage points within which a rate may be mended at all; the exact judgement comes after.
_NEAR: Final = 1


@singledispatch
def points(
    relation: Relation, cell: str, numbers: Numbers, candidates: Candidates, rulebook: Rulebook
) -> Iterator[Decimal]:
    """
    The values of *cell* for which *relation* holds exactly; *candidates* are the results it gives as things stand.
    """
    return iter(())


def _results(candidates: Candidates) -> Iterator[Decimal]:
    for candidate in candidates:
        yield HALF_UP.rounded(candidate.value, max(candidate.decimals, _places(candidate.value)))


def _places(value: Decimal) -> int:
    """
    The decimals of an exact sum; a quotient has too many to be printed.
    """
    exponent = -int(value.as_tuple().exponent)
    return exponent if 0 <= exponent <= 6 else 0  # six decimals are the most that forms print


@points.register
def _(relation: Sum, cell: str, numbers: Numbers, candidates: Candidates, rulebook: Rulebook) -> Iterator[Decimal]:
    if cell == relation.result:
        yield from _results(candidates)
        return
    stated, part = numbers[relation.result], numbers[cell]
    if isinstance(stated, Mark) or isinstance(part, Mark) or cell not in relation.parts:
        return
    for candidate in candidates:
        value = EXACT.add(part.value, EXACT.subtract(stated.value, candidate.value))
        # A sum of printed parts is exact; one of unrounded scores asks for a value that the form would have rounded.
        yield value if candidate.recipe is None else HALF_UP.rounded(value, candidate.decimals)


@points.register
def _(relation: Rate, cell: str, numbers: Numbers, candidates: Candidates, rulebook: Rulebook) -> Iterator[Decimal]:
    if cell == relation.result:
        yield from _results(candidates)
        return
    rate, executed, budget = (numbers[address] for address in (relation.result, relation.executed, relation.budget))
    if isinstance(rate, Mark) or not rate.value:
        return
    share = EXACT.divide(rate.value, _HUNDRED) if rate.is_percent or rate.value > 1 else rate.value
    if cell == relation.executed and isinstance(budget, Number) and isinstance(executed, Number):
        yield HALF_UP.rounded(EXACT.multiply(budget.value, share), executed.places)
    if cell == relation.budget and isinstance(budget, Number) and isinstance(executed, Number):
        yield HALF_UP.rounded(EXACT.divide(executed.value, share), budget.places)


@points.register
def _(
    relation: Execution, cell: str, numbers: Numbers, candidates: Candidates, rulebook: Rulebook
) -> Iterator[Decimal]:
    if cell == relation.result:
        yield from _results(candidates)
        return
    score, weight = numbers[relation.result], numbers[relation.weight]
    rate = numbers[relation.of.result]
    if isinstance(score, Mark) or isinstance(weight, Mark) or isinstance(rate, Mark):
        return
    if cell == relation.weight and rate.value:
        share = EXACT.divide(rate.value, _HUNDRED) if rate.is_percent or rate.value > 1 else rate.value
        yield HALF_UP.rounded(EXACT.divide(score.value, share), weight.places)
    if cell == relation.of.result and weight.value:
        yield HALF_UP.rounded(EXACT.multiply(EXACT.divide(score.value, weight.value), _HUNDRED), rulebook.decimals)


@points.register
def _(relation: Attained, cell: str, numbers: Numbers, candidates: Candidates, rulebook: Rulebook) -> Iterator[Decimal]:
    score, weight = numbers[relation.result], numbers[relation.weight]
    if cell == relation.result:
        yield from _results(candidates)
    if cell != relation.weight or isinstance(score, Mark) or isinstance(weight, Mark):
        return
    for candidate in candidates:
        if candidate.value and weight.value:
            share = EXACT.divide(candidate.value, weight.value)
            yield HALF_UP.rounded(EXACT.divide(score.value, share), max(weight.places, 0))


def near(rate: Rate, cell: str, value: Decimal, numbers: Numbers) -> bool:
    """
    Whether *value* in *cell* brings the quotient near the printed rate; most slips do not, and are not worth a trial.
    """
    stated = numbers[rate.result]
    executed, budget = (value if at == cell else _value(numbers[at]) for at in (rate.executed, rate.budget))
    if not isinstance(stated, Number) or executed is None or not budget:
        return False  # with a budget of 0 there is no rate any more, which would mend nothing
    share = EXACT.divide(executed, budget)
    return min(abs(share * 100 - stated.value), abs(share - stated.value)) <= _NEAR


def _value(figure: Figure) -> Decimal | None:
    return figure.value if isinstance(figure, Number) else None
