"""
The grade (等级) of a total: 优, 良, 中, 差.

A grade stands for the lower limit of its band, so that it can be judged like any other printed value.
"""

from __future__ import annotations

from attrs import field, frozen

from perfscore.notation.number import Mark, Number, plain
from perfscore.relations.judgement import Candidate, Why
from perfscore.relations.relation import Kind, Numbers, Raw
from perfscore.rulebook import Rulebook


__all__ = ["Grade"]


@frozen(eq=False)
class Grade:
    """
    grade = the band of the total score.
    """

    result: str
    total: str
    kind: Kind = field(default="grade", init=False)

    @property
    def inputs(self) -> tuple[str, ...]:
        return (self.total,)

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        total = numbers[self.total]
        if isinstance(total, Mark):
            return Why(total.value)
        if isinstance(numbers[self.result], Mark):
            return Why.QUALITATIVE  # a word that names none of the rulebook's bands
        limit = rulebook.grade(total.value).limit
        return (Candidate(limit, 0, lambda: f"{total.text.strip()} ≥ {plain(limit)}", coarse=False),)

    def excuse(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> None:
        return None
