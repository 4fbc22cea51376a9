"""
The grade (等级) of a total: 优, 良, 中, 差.

A grade stands for the lower limit of its band, so that it can be judged like any other printed value.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from perfscore.notation.number import Mark, plain
from perfscore.relations.judgement import Candidate, Judgement, Why
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.relations.shares import write_figure
from perfscore.rulebook import Rulebook


__all__ = ["Grade"]


@frozen(eq=False, repr=False)
class Grade(Relation):
    """
    grade = the band of the total score.
    """

    total: str
    kind: ClassVar[Kind] = "grade"

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.total,)

    @property
    def follows_scores(self) -> bool:
        return True

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        total = numbers[self.total]
        if isinstance(total, Mark):
            return Why(total.value)
        if isinstance(numbers[self.result], Mark):
            return Why.QUALITATIVE  # a word that names none of the rulebook's bands
        return (Candidate(rulebook.grade(total.value).limit, 0, coarse=False),)

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        return f"{write_figure(numbers[self.total])} ≥ {plain(candidate.value)}"

    def expected(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        return None if judgement.candidate is None else rulebook.grade(judgement.candidate.value).grade

    def derivation(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        if judgement.candidate is None:
            return None
        arithmetic = self.arithmetic(judgement.candidate, numbers, rulebook)
        return f"{arithmetic} → {self.expected(judgement, numbers, rulebook)}"
