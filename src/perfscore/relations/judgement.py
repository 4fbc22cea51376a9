"""
How a printed number is judged against what its inputs give.

A relation ends in one of four verdicts: *exact* (the printed result is what the printed inputs give, rounded half up to
the printed decimals), *rounding* (another admissible recipe gives it, and is named), *broken*, or *unchecked* with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from perfscore.notation.number import Figure, Mark, Number
from perfscore.notation.rounding import FEWER_DECIMALS, HALF_UP, matching
from perfscore.rulebook import Rulebook


__all__ = ["Below", "Candidate", "Judgement", "Verdict", "Why", "judge"]


class Verdict(StrEnum):
    """
    How a relation ends.
    """

    EXACT = "exact"
    ROUNDING = "rounding"
    BROKEN = "broken"
    UNCHECKED = "unchecked"


class Why(StrEnum):
    """
    Why a relation could not be judged.
    """

    BLANK = "blank"
    UNREADABLE = "unreadable"
    PART_MISSING = "part-missing"
    NO_WEIGHTS = "no-weights"
    NO_ROWS = "no-rows"
    NO_BUDGET = "no-budget"
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

    *arithmetic* writes the computation as a person would, up to the equals sign; *decimals* are the usual ones of such
    a result; *recipe* names what was done to the inputs, ``None`` for nothing; *coarse* is whether printing it with
    fewer decimals than usual is admissible.
    """

    value: Decimal
    decimals: int
    arithmetic: Callable[[], str] = field(eq=False)
    recipe: str | None = None
    coarse: bool = True


@frozen(eq=False)
class Below:
    """
    The result lies below *limit*, and no formula says more of it; anything less is unchecked for the reason *why*.
    """

    limit: Decimal
    why: Why


@frozen(eq=False)
class Judgement:
    """
    A verdict, the candidate it rests on (the one that fits, or what the printed inputs give), the recipe that made the
    printed number where that was not plain rounding, and the unrounded values that may stand behind it.
    *ambiguous* is set where a blank result could be filled in more than one way (the rate of 0 / 0).
    """

    verdict: Verdict
    candidate: Candidate | None = None
    recipe: str | None = None
    why: Why | None = None
    behind: tuple[Decimal, ...] = ()
    ambiguous: bool = False


_EXACT: Final = Verdict.EXACT


@lru_cache(maxsize=1024)
def _as_printed(candidate: Candidate) -> Judgement:
    """
    The judgement on a form that prints just this value, as most do of a row with full marks.
    """
    return Judgement(_EXACT, candidate)


def judge(stated: Figure, candidates: tuple[Candidate, ...], rulebook: Rulebook) -> Judgement:
    """
    Judge a printed number against the candidates, the first of which is what the printed inputs give.
    """
    first = candidates[0]
    if isinstance(stated, Mark):
        ways = {candidate.value for candidate in candidates if candidate.recipe is None}
        return Judgement(Verdict.UNCHECKED, first, why=Why(stated.value), ambiguous=len(ways) > 1)
    if len(candidates) == 1:
        if first.value == stated.value:
            return _as_printed(first)
        # What follows comes to the same; this is how nearly all computed figures are printed.
        if first.recipe is None and HALF_UP.rounded(first.value, max(stated.places, first.decimals)) == stated.value:
            return Judgement(_EXACT, first, behind=(first.value,))
    fitting = [(candidate, recipe) for candidate in candidates if (recipe := _recipe(stated, candidate, rulebook))]
    if not fitting:
        return Judgement(Verdict.BROKEN, first)
    # What gives the printed number by plain rounding needs no recipe, whichever formula it is.
    candidate, recipe = next((pair for pair in fitting if pair[1] == HALF_UP.name), fitting[0])
    behind = tuple(dict.fromkeys([candidate.value for candidate, _ in fitting]))
    behind = () if behind == (stated.value,) else behind
    if recipe == HALF_UP.name:
        return Judgement(_EXACT, candidate, behind=behind)
    return Judgement(Verdict.ROUNDING, candidate, recipe, behind=behind)


def _recipe(stated: Number, candidate: Candidate, rulebook: Rulebook) -> str | None:
    """
    The recipe that prints *candidate* as *stated*; ``None`` where no accepted one does.
    """
    accepted = rulebook.accepted_recipes
    if candidate.recipe is not None and candidate.recipe not in accepted:
        return None
    value, places = candidate.value, stated.places
    rounding = matching(value, stated.value, max(places, candidate.decimals), accepted)
    if rounding is None and FEWER_DECIMALS in accepted:
        # 86 % for 86.20 %, where that is admissible; or two decimals shown as four: 53.5600 %.
        # 1 is no way to print 85 %: a share keeps the decimals that whole per cents have.
        fewer = max(min(places, candidate.decimals), candidate.decimals - rulebook.decimals)
        if candidate.coarse and HALF_UP.rounded(value, fewer) == stated.value:
            rounding = FEWER_DECIMALS
    if rounding is None or candidate.recipe is None:
        return rounding
    return candidate.recipe if rounding == HALF_UP.name else f"{candidate.recipe}+{rounding}"
