"""
A reviewer's column beside the self-score: 得分 - 扣分 = 复核得分.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.number import EXACT, Number, plain, read_number
from perfscore.relations.judgement import Candidate
from perfscore.relations.parsed_form import Row
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.relations.scoring_rules import own_columns
from perfscore.rulebook import Rulebook


__all__ = ["Reviewed", "reviewed_scores"]


@frozen(eq=False, repr=False)
class Reviewed(Relation):
    """
    Self-score = reviewed score + deduction, of one row that prints all three.
    """

    reviewed: Number
    deduction: Number
    kind: ClassVar[Kind] = "reviewed"

    @property
    def inputs(self) -> tuple[str, ...]:
        return ()

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...]:
        score = EXACT.add(self.reviewed.value, abs(self.deduction.value))
        return (Candidate(score, rulebook.decimals, coarse=False),)

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        return f"{plain(self.reviewed.value, 0, 6)} + {plain(abs(self.deduction.value), 0, 6)}"


def reviewed_scores(row: Row, lexicon: Lexicon) -> Iterator[Reviewed]:
    """
    The relation of one row, where it prints a reviewed score and what was taken off.
    """
    columns = own_columns(row.indicator.extra, lexicon)
    reviewed, deduction = (read_number(next(iter(columns.get(kind, ())), None)) for kind in ("reviewed", "deduction"))
    if isinstance(reviewed, Number) and isinstance(deduction, Number):
        yield Reviewed(row.at_score, reviewed, deduction)
