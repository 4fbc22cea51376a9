"""
What every relation has, and how one is evaluated.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Final, Literal

from attrs import frozen

from perfscore.notation.number import Figure, Mark, Number, plain
from perfscore.notation.rounding import HALF_UP, Interval
from perfscore.relations.judgement import (
    Bounds,
    Candidate,
    Judgement,
    Verdict,
    Why,
    judge,
    judge_bounds,
    judge_hidden,
)
from perfscore.rulebook import Rulebook


__all__ = ["Kind", "Numbers", "Raw", "Relation"]

Kind = Literal[
    "components",
    "rate",
    "execution",
    "attainment",
    "section",
    "weights",
    "total",
    "grade",
    "range",
    "present",
    "same",
    "completion",
    "reviewed",
]
Numbers = Mapping[str, Figure]
#: The unrounded values that may stand behind a printed rate or score, by its address.
Raw = Mapping[str, Sequence[Decimal]]

#: Six decimals are the most that forms print.
_MOST_DECIMALS: Final = 6


@frozen(eq=False, repr=False)
class Relation(ABC):
    """
    A formula that binds the cell *result* to the cells `inputs`.
    """

    result: str

    #: Whether a sum may have added the unrounded result.
    passes_on_digits: ClassVar[bool] = False

    @property
    def follows_scores(self) -> bool:
        """
        Whether the result is nothing but what scores come to, so that it changes with them.
        """
        return False

    @property
    @abstractmethod
    def kind(self) -> Kind:
        """
        The name of its kind in the contract.
        """

    @property
    @abstractmethod
    def inputs(self) -> tuple[str, ...]:
        """
        The cells that the result is computed from.
        """

    @abstractmethod
    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Bounds | Why:
        """
        What the result should be, first from the inputs as printed; the bounds of what it may be; or why neither can
        be said.
        """

    def judge(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Judgement:
        """
        The verdict on the relation with *numbers* put in.
        """
        stated = numbers[self.result]
        if stated is Mark.UNCERTAIN:
            return Judgement(Verdict.UNCHECKED, why=Why.UNCERTAIN)
        candidates = self.candidates(numbers, raw, rulebook)
        if isinstance(candidates, Why):
            return Judgement(Verdict.UNCHECKED, why=candidates)
        if isinstance(candidates, Bounds):
            return judge_bounds(stated, candidates, rulebook)
        judgement = judge(stated, candidates, rulebook)
        if judgement.verdict is not Verdict.BROKEN or isinstance(stated, Mark):
            return judgement
        tolerated = self.tolerated_by(stated, candidates, numbers)
        if tolerated is not None:
            return Judgement(Verdict.UNCHECKED, why=tolerated)
        for candidate in candidates:
            hidden = self.hidden(candidate, numbers)
            if hidden is not None and (found := judge_hidden(stated, candidate, hidden, rulebook)):
                return found
        return judgement

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        """
        The computation as a person would write it, up to the equals sign; empty where nothing is computed.
        """
        return ""  # pragma: no cover - it is asked only of what was computed

    def hidden(self, candidate: Candidate, numbers: Numbers) -> Interval | None:
        """
        The results that inputs which hide digits allow; ``None`` where the inputs are exact.
        """
        return None

    def tolerated_by(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> Why | None:
        """
        Why a result that no candidate fits is still not called broken.
        """
        return None

    def expected(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        """
        The computed result as the form would print it; ``None`` where there is none.
        """
        candidate, stated = judgement.candidate, numbers[self.result]
        if candidate is None:
            return None
        places = stated.places if isinstance(stated, Number) else 0
        return plain(candidate.value, places, candidate.decimals)

    def derivation(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        """
        The arithmetic a person can follow: ``10 × 53.56% = 5.36``.
        """
        expected = self.expected(judgement, numbers, rulebook)
        if judgement.candidate is None or expected is None:
            return None
        return f"{self.arithmetic(judgement.candidate, numbers, rulebook)} = {expected}"

    def solutions(
        self, cell: str, numbers: Numbers, candidates: tuple[Candidate, ...], rulebook: Rulebook
    ) -> Iterator[Decimal]:
        """
        The values of *cell* for which the relation holds, the other cells being right; *candidates* are the results it
        gives as things stand.
        """
        if cell == self.result:
            for candidate in candidates:
                yield HALF_UP.rounded(candidate.value, max(candidate.decimals, _decimals(candidate.value)))


def _decimals(value: Decimal) -> int:
    """
    The decimals of an exact sum; a quotient has too many to be printed.
    """
    exponent = -int(value.as_tuple().exponent)
    return exponent if 0 <= exponent <= _MOST_DECIMALS else 0
