"""
A form with everything that was computed about it: what the rules look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import define, field, frozen

from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import Number, plain
from perfscore.relations import PASSED_ON, Kind, Numbers, Relation, evaluate
from perfscore.relations.attainment import Outcome
from perfscore.relations.form_relations import relations
from perfscore.relations.judgement import Judgement, Verdict
from perfscore.relations.parsed_form import Figures, Row, cell, read_figures
from perfscore.rulebook import Rulebook


__all__ = ["Evaluation", "Examination", "derivation", "examine", "expected_text"]

_BROKEN: Final = Verdict.BROKEN

#: Decimals in which an unrounded score is shown before it is rounded.
_SHOWN_BEFORE_ROUNDING: Final = 4


# A form has one for each row, and a frozen one takes three times as long to make.
@define(eq=False, repr=False)
class Evaluation:
    """
    A relation and how it was judged.
    """

    relation: Relation
    judgement: Judgement

    @property
    def broken(self) -> bool:
        return self.judgement.verdict is _BROKEN


@frozen(eq=False, repr=False)
class Examination:
    """
    The form, its figures, the rulebook in force, and every relation with its judgement.
    """

    form: Form
    figures: Figures
    rulebook: Rulebook
    evaluations: tuple[Evaluation, ...]
    _by_kind: Mapping[Kind, Mapping[str, Evaluation]] = field(repr=False)
    _broken: Mapping[Kind, list[Evaluation]] = field(repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        """
        What travels is the form and the rulebook: the same examination follows from them.
        """
        return examine, (self.form, self.rulebook)

    def broken(self, kind: Kind) -> Iterator[Evaluation]:
        """
        The broken relations of one kind.
        """
        return iter(self._broken.get(kind, ()))

    def noticed(self, kind: Kind) -> Iterator[Evaluation]:
        """
        The relations of one kind that hold by a way of rounding which the rulebook wants named.
        """
        recipes = self.rulebook.noticed_recipes
        return (
            e
            for e in (self.evaluations if recipes else ())
            if e.relation.kind == kind and e.judgement.recipe and not recipes.isdisjoint(e.judgement.recipe.split("+"))
        )

    def number(self, address: str | None) -> Number | None:
        """
        The number printed in a cell, or ``None`` where there is none.
        """
        figure = self.figures.numbers.get(address or "")
        return figure if isinstance(figure, Number) else None

    def fund(self, name: str) -> str | None:
        """
        The address of a cell of the scored fund row.
        """
        return None if self.figures.total_row is None else cell("funds", self.figures.total_row, name)

    def evaluation(self, kind: Kind, result: str) -> Evaluation | None:
        """
        The relation of that kind that computes the cell *result*.
        """
        return self._by_kind.get(kind, {}).get(result)

    def missed(self) -> Iterator[tuple[Row, Evaluation]]:
        """
        The rows whose quantitative target was missed and whose score is not what a formula gives.
        """
        broken = {evaluation.relation.result: evaluation for evaluation in self.broken("attainment")}
        for row in self.rows(Outcome.MISSED) if broken else ():
            if row.at_score in broken:
                yield row, broken[row.at_score]

    def rows(self, outcome: Outcome) -> Sequence[Row]:
        """
        The rows of whose target that is known.
        """
        return self.figures.by_outcome.get(outcome, ())


@exact_arithmetic
def examine(form: Form, rulebook: Rulebook) -> Examination:
    """
    Put the form's numbers into all its relations.
    """
    figures = read_figures(form, rulebook)
    raw: dict[str, tuple[Decimal, ...]] = {}
    evaluations: list[Evaluation] = []
    by_kind: defaultdict[Kind, dict[str, Evaluation]] = defaultdict(dict)
    broken: defaultdict[Kind, list[Evaluation]] = defaultdict(list)
    for relation in relations(figures):
        judgement = evaluate(relation, figures.numbers, raw, rulebook)
        evaluation = by_kind[relation.kind][relation.result] = Evaluation(relation, judgement)
        evaluations.append(evaluation)
        if judgement.behind and relation.kind in PASSED_ON:
            raw[relation.result] = judgement.behind
        if judgement.verdict is _BROKEN:
            broken[relation.kind].append(evaluation)
    return Examination(form, figures, rulebook, tuple(evaluations), by_kind, broken)


@exact_arithmetic
def expected_text(evaluation: Evaluation, numbers: Numbers, rulebook: Rulebook) -> str | None:
    """
    The value that the relation gives, as the form would print it; ``None`` where none could be computed.
    """
    candidate = evaluation.judgement.candidate
    if candidate is None:
        return None
    if evaluation.relation.kind == "grade":
        return rulebook.grade(candidate.value).grade
    stated = numbers[evaluation.relation.result]
    # A blank is filled in with the decimals of what stands in its sum: 5.63 + 85.47 is 91.10.
    like = (stated,) if isinstance(stated, Number) else tuple(numbers.get(cell) for cell in evaluation.relation.inputs)
    summed = isinstance(stated, Number) or evaluation.relation.kind in ("total", "section")
    places = max((number.places for number in like if isinstance(number, Number)), default=0) if summed else 0
    if evaluation.relation.kind in ("components", "weights"):
        return plain(candidate.value, places, max(places, 6))
    text = plain(candidate.value, places, candidate.decimals)
    share = candidate.decimals > rulebook.decimals
    is_rate = evaluation.relation.kind == "rate" and not share
    return text + "%" if is_rate and (not isinstance(stated, Number) or stated.is_percent) else text


@exact_arithmetic
def derivation(evaluation: Evaluation, numbers: Numbers, rulebook: Rulebook) -> str | None:
    """
    The arithmetic a person can follow: ``10 × 53.56% = 5.36``, ``3 × 4.66% / 30% = 0.466 → 0.47``.
    """
    candidate, expected = evaluation.judgement.candidate, expected_text(evaluation, numbers, rulebook)
    if candidate is None or expected is None:
        return None
    arithmetic = candidate.arithmetic()
    if evaluation.relation.kind == "grade":
        return f"{arithmetic} → {expected}"
    if evaluation.relation.kind != "attainment":
        return f"{arithmetic} = {expected}"
    unrounded = plain(candidate.value, 0, _SHOWN_BEFORE_ROUNDING)
    if expected in (unrounded, arithmetic):
        return f"{arithmetic} = {expected}"
    return f"{arithmetic} = {unrounded} → {expected}"
