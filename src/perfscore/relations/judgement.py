"""
Everything printed denotes a set.

A printed number stands for the values that some way of rounding would print so; a blank score of a row stands for all
values from 0 to its weight; inputs that hide digits stand for intervals. A relation computes the set of results that
its inputs allow and compares it with the set of the printed result:

- *exact*: the printed result is what the printed inputs give, rounded half up to the printed decimals;
- *rounding*: another admissible recipe gives it, and is named;
- *broken*: the two sets have no value in common;
- *open*: inputs are missing; the result is one of those that their admissible values give, and no more can be said;
- *unchecked*: nothing can be said, for a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Any, Final

from attrs import frozen

from perfscore.notation.number import STEPS, Figure, Mark, Number
from perfscore.notation.rounding import FEWER_DECIMALS, HALF_UP, HIDDEN_DIGITS, RECIPES, Interval, matching, point
from perfscore.rulebook import Rulebook


__all__ = ["Bounds", "Candidate", "Judgement", "Verdict", "Why", "judge", "judge_bounds", "judge_hidden"]

_TRUNCATED: Final = "truncated"


class Verdict(StrEnum):
    """
    How a relation ends.
    """

    EXACT = "exact"
    ROUNDING = "rounding"
    BROKEN = "broken"
    OPEN = "open"
    UNCHECKED = "unchecked"


class Why(StrEnum):
    """
    Why a relation could not be judged.
    """

    BLANK = "blank"
    UNREADABLE = "unreadable"
    UNCERTAIN = "uncertain"
    PART_MISSING = "part-missing"
    NO_WEIGHTS = "no-weights"
    NO_ROWS = "no-rows"
    NO_BUDGET = "no-budget"
    NEGATIVE_BUDGET = "negative-budget"
    QUALITATIVE = "qualitative"
    SEVERAL = "several-conditions"
    UNITS = "units-differ"
    DIRECTION = "no-comparator"
    APPROXIMATE = "approximate"
    NOT_MEASURED = "not-measured"
    NOT_DONE = "not-done"
    LATE = "late"
    SOFT = "soft-target"
    GRADE = "lower-grade"
    PARTLY = "partly-done"
    NOT_APPLICABLE = "not-applicable"
    BOUND = "only-a-bound"
    AT_LIMIT = "at-strict-limit"
    EXPLAINED = "explained-by-a-rule"
    DISCRETION = "discretion"
    STEPS = "step-deduction"


@frozen(eq=False)
class Candidate:
    """
    A value that the result may have been printed from.

    *decimals* are the usual ones of such a result; *basis* is what the relation computed it from, for the derivation;
    *recipe* names what was done to the inputs, ``None`` for nothing; *coarse* is whether printing it with fewer
    decimals than usual is admissible.
    """

    value: Decimal
    decimals: int
    basis: Any = None
    recipe: str | None = None
    coarse: bool = True


@frozen(eq=False)
class Bounds:
    """
    The results that are admissible where inputs are *missing*, or where no formula says more (*why*).

    *rounded* is whether such a result may be rounded when it is printed.
    """

    interval: Interval
    missing: tuple[str, ...] = ()
    why: Why | None = None
    rounded: bool = False


@frozen(eq=False)
class Judgement:
    """
    A verdict, the candidate it rests on (the one that fits, or what the printed inputs give), the recipe that made the
    printed number where that was not plain rounding, and the unrounded values that may stand behind it.

    *ambiguous* is set where a blank result could be filled in more than one way (the rate of 0 / 0); *bounds* where the
    result could only be confined.
    """

    verdict: Verdict
    candidate: Candidate | None = None
    recipe: str | None = None
    why: Why | None = None
    unrounded: tuple[Decimal, ...] = ()
    ambiguous: bool = False
    bounds: Bounds | None = None


def judge(stated: Figure, candidates: tuple[Candidate, ...], rulebook: Rulebook) -> Judgement:
    """
    Judge a printed number against the candidates, the first of which is what the printed inputs give.
    """
    first = candidates[0]
    if isinstance(stated, Mark):
        ways = {candidate.value for candidate in candidates if candidate.recipe is None}
        return Judgement(Verdict.UNCHECKED, first, why=Why(stated.value), ambiguous=len(ways) > 1)
    if len(candidates) == 1 and first.recipe is None and first.value == stated.value:
        return Judgement(Verdict.EXACT, first)
    fitting = [(candidate, recipe) for candidate in candidates if (recipe := _recipe(stated, candidate, rulebook))]
    if not fitting:
        return Judgement(Verdict.BROKEN, first)
    # What gives the printed number by plain rounding needs no recipe, whichever formula it is.
    candidate, recipe = next((pair for pair in fitting if pair[1] == HALF_UP.name), fitting[0])
    unrounded = tuple(dict.fromkeys([candidate.value for candidate, _ in fitting]))
    unrounded = () if unrounded == (stated.value,) else unrounded
    if recipe == HALF_UP.name:
        return Judgement(Verdict.EXACT, candidate, unrounded=unrounded)
    return Judgement(Verdict.ROUNDING, candidate, recipe, unrounded=unrounded)


def judge_bounds(stated: Figure, bounds: Bounds, rulebook: Rulebook) -> Judgement:
    """
    Judge a printed number that inputs which are missing leave some freedom.
    """
    if isinstance(stated, Mark):
        return Judgement(Verdict.UNCHECKED, why=Why(stated.value), bounds=bounds)
    if not any(printed.meets(bounds.interval) for printed in _values_of(stated, bounds, rulebook)):
        return Judgement(Verdict.BROKEN, bounds=bounds)
    if bounds.why is not None:
        return Judgement(Verdict.UNCHECKED, why=bounds.why, bounds=bounds)
    return Judgement(Verdict.OPEN if bounds.rounded else Verdict.EXACT, bounds=bounds)


def _values_of(stated: Number, bounds: Bounds, rulebook: Rulebook) -> Iterator[Interval]:
    """
    The values that *stated* may stand for.
    """
    if not bounds.rounded:
        yield point(stated.value)
        return
    for recipe in RECIPES:
        if recipe is HALF_UP or _admits(rulebook, recipe.name):
            yield recipe.unrounded(stated.value, stated.places)


def judge_hidden(stated: Number, candidate: Candidate, hidden: Interval, rulebook: Rulebook) -> Judgement | None:
    """
    The judgement on a result whose inputs hide digits, so that it may be any value of the interval; ``None`` where it
    is none of them.
    """
    printed = HALF_UP.unrounded(stated.value, stated.places)
    if not _admits(rulebook, HIDDEN_DIGITS) or not printed.meets(hidden):
        return None
    return Judgement(Verdict.ROUNDING, candidate, HIDDEN_DIGITS, unrounded=(candidate.value,))


def _admits(rulebook: Rulebook, recipe: str) -> bool:
    return recipe in rulebook.accepted_recipes


def _recipe(stated: Number, candidate: Candidate, rulebook: Rulebook) -> str | None:
    """
    The recipe that prints *candidate* as *stated*; ``None`` where no admissible one does.
    """
    if candidate.recipe is not None and not _admits(rulebook, candidate.recipe):
        return None
    rounding = next(_roundings(stated, candidate, rulebook), None)
    if rounding is None or candidate.recipe is None:
        return rounding
    return candidate.recipe if rounding == HALF_UP.name else f"{candidate.recipe}+{rounding}"


def _roundings(stated: Number, candidate: Candidate, rulebook: Rulebook) -> Iterator[str]:
    value, usual, accepted = candidate.value, candidate.decimals, rulebook.accepted_recipes
    places = stated.places
    if rounding := matching(value, stated.value, max(places, usual), accepted):
        yield rounding
    # 13.6700 is 13.67 with zeros behind it; 8.90 claims two decimals.
    bare = max(_significant(stated), usual)
    if candidate.coarse and places > bare and (padded := matching(value, stated.value, bare, accepted)):
        yield padded
    if FEWER_DECIMALS in accepted and candidate.coarse:
        # 86 % for 86.20 %, where that is admissible.
        # 1 is no way to print 85 %: a share keeps the decimals that whole per cents have.
        fewer = max(min(places, usual), usual - rulebook.decimals)
        if HALF_UP.rounded(value, fewer) == stated.value:
            yield FEWER_DECIMALS
        elif fewer and _TRUNCATED in accepted and value.quantize(STEPS[fewer], ROUND_DOWN) == stated.value:
            yield f"{FEWER_DECIMALS}+{_TRUNCATED}"


def _significant(stated: Number) -> int:
    """
    The decimals of a printed number without zeros at its end.
    """
    return max(-int(stated.value.normalize().as_tuple().exponent), 0)
