"""
A form with everything that was computed about it: what the rules look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import field, frozen

from perfscore.address import cell
from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import Mark, Number
from perfscore.relations import Kind, Relation
from perfscore.relations.attainment import Outcome
from perfscore.relations.form_relations import relations
from perfscore.relations.form_verdict import Overall, Shortfall, overall, shortfalls
from perfscore.relations.judgement import Judgement, Verdict
from perfscore.relations.parsed_form import ParsedForm, Row, parse_form
from perfscore.rulebook import Rulebook


__all__ = ["Evaluation", "Examination", "examine"]


@frozen(eq=False, repr=False)
class Evaluation:
    """
    A relation and how it was judged.
    """

    relation: Relation
    judgement: Judgement

    @property
    def broken(self) -> bool:
        return self.judgement.verdict is Verdict.BROKEN


@frozen(eq=False, repr=False)
class Examination:
    """
    The form as printed and as parsed, the rulebook in force, and every relation with its judgement.
    """

    form: Form
    parsed: ParsedForm
    rulebook: Rulebook
    evaluations: tuple[Evaluation, ...]
    _by_kind: Mapping[Kind, Mapping[str, Evaluation]] = field(repr=False)
    _broken: Mapping[Kind, list[Evaluation]] = field(repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        """
        What travels is the form and the rulebook: the same examination follows from them.
        """
        return examine, (self.form, self.rulebook)

    @cached_property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """
        What keeps the form from being consistent although no relation is broken.
        """
        at_score = self.fund("score")
        missing = (Shortfall.NO_TOTAL,) if self.is_total_missing else ()
        total = (self.form.total.score, Shortfall.TOTAL, self._verdict("total", "total.score"))
        if at_score is None:
            return (*missing, *shortfalls(self.form, [total]))
        execution = (self.form.cell(at_score).text, Shortfall.EXECUTION, self._verdict("execution", at_score))
        return (*missing, *shortfalls(self.form, [total, execution]))

    @cached_property
    def is_total_missing(self) -> bool:
        """
        Whether the total score is blank although the rows of a whole form have weights: the templates print a total.
        """
        weighted = any(isinstance(row.weight, Number) for row in self.parsed.rows)
        finished = self.form.kind == "self-evaluation" and self.form.complete
        return weighted and finished and self.parsed.numbers["total.score"] is Mark.BLANK

    @cached_property
    def verdict(self) -> Overall:
        """
        The verdict on the form as a whole.
        """
        return overall((e.judgement.verdict for e in self.evaluations), self.shortfalls)

    def _verdict(self, kind: Kind, result: str) -> Verdict | None:
        evaluation = self.evaluation(kind, result)
        return None if evaluation is None else evaluation.judgement.verdict

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
        figure = self.parsed.numbers.get(address or "")
        return figure if isinstance(figure, Number) else None

    def fund(self, name: str) -> str | None:
        """
        The address of a cell of the scored fund row.
        """
        return None if self.parsed.total_row is None else cell("funds", self.parsed.total_row, name)

    def expected(self, evaluation: Evaluation) -> str | None:
        """
        The value that the relation gives, as the form would print it; ``None`` where none could be computed.
        """
        return evaluation.relation.expected(evaluation.judgement, self.parsed.numbers, self.rulebook)

    def derivation(self, evaluation: Evaluation) -> str | None:
        """
        The arithmetic a person can follow: ``10 × 53.56% = 5.36``, ``3 × 4.66% / 30% = 0.466 → 0.47``.
        """
        return evaluation.relation.derivation(evaluation.judgement, self.parsed.numbers, self.rulebook)

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
        return self.parsed.by_outcome.get(outcome, ())


@exact_arithmetic
def examine(form: Form, rulebook: Rulebook) -> Examination:
    """
    Put the form's numbers into all its relations.
    """
    parsed = parse_form(form, rulebook)
    raw: dict[str, tuple[Decimal, ...]] = {}
    evaluations: list[Evaluation] = []
    by_kind: defaultdict[Kind, dict[str, Evaluation]] = defaultdict(dict)
    broken: defaultdict[Kind, list[Evaluation]] = defaultdict(list)
    for relation in relations(parsed):
        judgement = relation.judge(parsed.numbers, raw, rulebook)
        evaluation = by_kind[relation.kind][relation.result] = Evaluation(relation, judgement)
        evaluations.append(evaluation)
        if judgement.unrounded and relation.passes_on_digits:
            raw[relation.result] = judgement.unrounded
        if judgement.verdict is Verdict.BROKEN:
            broken[relation.kind].append(evaluation)
    return Examination(form, parsed, rulebook, tuple(evaluations), by_kind, broken)
