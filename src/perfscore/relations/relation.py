"""
What every relation has, and how one is evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, Protocol

from perfscore.notation.number import Figure, Mark, Number
from perfscore.relations.judgement import Below, Candidate, Judgement, Verdict, Why, judge
from perfscore.rulebook import Rulebook


__all__ = ["PASSED_ON", "Kind", "Numbers", "Raw", "Relation", "evaluate"]

Kind = Literal["components", "rate", "execution", "attainment", "section", "weights", "total", "grade"]
Numbers = Mapping[str, Figure]
#: The unrounded values that may stand behind a printed rate or score, by its address.
Raw = Mapping[str, Sequence[Decimal]]

#: The relations whose unrounded results others may have been computed from.
PASSED_ON: Final[frozenset[Kind]] = frozenset({"rate", "execution", "attainment"})

_BROKEN: Final = Verdict.BROKEN
_UNCHECKED: Final = MappingProxyType({why: Judgement(Verdict.UNCHECKED, why=why) for why in Why})


class Relation(Protocol):
    """
    What every relation has.
    """

    @property
    def kind(self) -> Kind: ...
    @property
    def result(self) -> str: ...
    @property
    def inputs(self) -> tuple[str, ...]: ...

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Below | Why:
        """
        What the result should be, first from the inputs as printed; a limit that it does not reach; or why neither can
        be said.
        """
        ...

    def excuse(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> Why | str | None:
        """
        What else explains a result that no candidate fits: a reason not to judge, a recipe, or nothing.
        """
        ...


def evaluate(relation: Relation, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Judgement:
    """
    The verdict on *relation* with *numbers* put in.
    """
    candidates = relation.candidates(numbers, raw, rulebook)
    if isinstance(candidates, Why):
        return _UNCHECKED[candidates]
    stated = numbers[relation.result]
    if isinstance(candidates, Below):
        reached = isinstance(stated, Number) and stated.value >= candidates.limit
        return Judgement(_BROKEN) if reached else _UNCHECKED[candidates.why]
    judgement = judge(stated, candidates, rulebook)
    if judgement.verdict is not _BROKEN or isinstance(stated, Mark):
        return judgement
    excuse = relation.excuse(stated, candidates, numbers)
    if isinstance(excuse, Why):
        return _UNCHECKED[excuse]
    if excuse is not None and excuse in rulebook.accepted_recipes:
        return Judgement(Verdict.ROUNDING, candidates[0], excuse, behind=(candidates[0].value,))
    return judgement
