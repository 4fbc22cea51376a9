"""
The workbench on which changes of cells are tried: what would become of the relations they touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import define, evolve, field, frozen

from perfscore.address import Address
from perfscore.notation.number import Figure, Number, is_blank
from perfscore.notation.rounding import HALF_UP
from perfscore.relations import IndicatorScore, Rate, Relation
from perfscore.relations.attainment import restate
from perfscore.relations.examination import Examination
from perfscore.relations.judgement import Candidate, Judgement, Verdict, Why
from perfscore.relations.parsed_form import Row
from perfscore.suspects.edits import Slip, printed_like, slip, slips
from perfscore.suspects.trial import Trial
from perfscore.suspects.witnesses import Witness, witnesses


__all__ = ["MOST_TRIALS", "WhatIf"]

#: Changes that one search may try.
MOST_TRIALS: Final = 600

_HOLDING: Final = (Verdict.EXACT, Verdict.ROUNDING)


@define(eq=False, slots=False)
class WhatIf:
    """
    The workbench: an examined form, what changes of its cells would do to its relations, and how many were tried.
    """

    examination: Examination
    tried: int = 0

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(e.relation for e in self.examination.evaluations)

    @cached_property
    def broken(self) -> frozenset[int]:
        """
        The numbers of the broken relations.
        """
        return frozenset(i for i, e in enumerate(self.examination.evaluations) if e.broken)

    @cached_property
    def touching(self) -> Mapping[str, tuple[int, ...]]:
        """
        The relations that each cell takes part in.
        """
        found: dict[str, list[int]] = {}
        for index, relation in enumerate(self.relations):
            for cell in dict.fromkeys((relation.result, *relation.inputs)):
                found.setdefault(cell, []).append(index)
        return {cell: tuple(indexes) for cell, indexes in found.items()}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """
        Cells in the order of the form.
        """
        return {cell.address: index for index, cell in enumerate(self.examination.form.cells())}

    @cached_property
    def raw(self) -> Mapping[str, tuple[Decimal, ...]]:
        return {
            e.relation.result: e.judgement.unrounded
            for e in self.examination.evaluations
            if e.judgement.unrounded and e.relation.passes_on_digits
        }

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """
        The rows by the addresses of their cells.
        """
        return {
            row.at(name): row
            for row in self.examination.parsed.rows
            for name in ("target", "actual", "weight", "score")
        }

    @cached_property
    def witnesses(self) -> tuple[Witness, ...]:
        return tuple(witnesses(self.examination))

    @property
    def exhausted(self) -> bool:
        """
        Whether the bound on trials was reached.
        """
        return self.tried >= MOST_TRIALS

    def number(self, cell: str) -> Number | None:
        """
        The number printed in *cell*; of a target or an actual value the one that is compared.
        """
        figure = self.examination.parsed.numbers.get(cell)
        if isinstance(figure, Number):
            return figure
        row, column = self.rows.get(cell), Address.parse(cell).column
        return getattr(row.attainment, str(column)) if row is not None and column in _STATEMENTS else None

    def trial(self, changes: Mapping[str, Number]) -> Trial | None:
        """
        What *changes* do; ``None`` where a relation breaks by them, or a score outgrows its weight.
        """
        self.tried += 1
        outcome = self._judged(changes) if self._possible(changes) else None
        if outcome is None:
            return None
        after, follow = outcome
        before = {index: self.examination.evaluations[index].judgement.verdict for index in after}
        mended = frozenset(i for i, j in after.items() if i in self.broken and j.verdict is not Verdict.BROKEN)
        gained = sum((j.verdict in _HOLDING) - (before[i] in _HOLDING) for i, j in after.items())
        rounded = sum((j.verdict is Verdict.ROUNDING) - (before[i] is Verdict.ROUNDING) for i, j in after.items())
        for witness in self.witnesses:
            if not changes.keys().isdisjoint(witness.cells):
                gained += witness.agrees(lambda cell: changes.get(cell) or self.number(cell))
                gained -= witness.agrees(self.number)
        for row in {Address.parse(cell).row for cell in changes}:
            gained += self._oddities(row, {}) - self._oddities(row, changes)
        typos = [
            Slip(None, 1) if Address.parse(cell).column == "grade" else slip(stated, value)
            for cell, value in changes.items()
            if (stated := self.number(cell)) is not None
        ]
        whole = typos[0] if len(typos) == 1 else Slip(None, sum(typo.cost for typo in typos))
        return Trial(changes, mended, gained, rounded, whole, follow, self._excuses(changes))

    def _excuses(self, changes: Mapping[str, Number]) -> bool:
        return any(
            self.rows[cell].full_marks
            for cell in changes
            if cell in self.rows and Address.parse(cell).column in _STATEMENTS
        )

    def _possible(self, changes: Mapping[str, Number]) -> bool:
        for cell, number in changes.items():
            at = Address.parse(cell)
            # With a target of 0 everything is reached, which explains any loss and so none.
            if (number.value < 0 and at.column not in _SIGNED) or (not number.value and at.column == "target"):
                return False
            if at.column in ("score", "weight"):
                score, weight = self._of_row(at.row, changes, "score", "weight")
                if score is not None and weight is not None and score.value > weight.value:
                    return False
        return True

    def _of_row(self, row: Address, changes: Mapping[str, Number], *columns: str) -> list[Number | None]:
        """
        The numbers in these columns of a row with the *changes* made.
        """
        cells = [str(row.at(column)) for column in columns]
        return [changes.get(cell) or self.number(cell) for cell in cells]

    def _oddities(self, row: Address, changes: Mapping[str, Number]) -> int:
        """
        What is odd about a row in itself: more points than its weight, points lost and no word why; amounts with other
        decimals than their neighbours, a budget that is not the initial one.
        """
        if row.part == "funds":
            initial, budget, executed = self._of_row(row, changes, "initial", "budget", "executed")
            places = {amount.places for amount in (initial, budget, executed) if amount is not None}
            adjusted = initial is not None and budget is not None and initial.value != budget.value
            return max(len(places) - 1, 0) + adjusted
        scored = self.rows.get(str(row.at("score")))
        score, weight = self._of_row(row, changes, "score", "weight")
        if scored is None or score is None or weight is None:
            return 0
        unexplained = score.value < weight.value and is_blank(scored.indicator.reason)
        return int(score.value > weight.value or unexplained)

    def _judged(self, changes: Mapping[str, Number]) -> tuple[dict[int, Judgement], dict[str, Number]] | None:
        """
        The judgements of the relations that *changes* reach, through unrounded scores and through sums that follow as
        well, and the sums that follow; ``None`` if another relation breaks.
        """
        numbers = {**self.examination.parsed.numbers, **changes}
        raw = self.raw
        follow: dict[str, Number] = {}
        pending = sorted({i for cell in changes for i in self.touching.get(cell, ())})
        judged: dict[int, Judgement] = {}
        while pending:
            index = pending.pop(0)
            original = self.relations[index]
            relation = self._restated(original, changes)
            judgement = relation.judge(numbers, raw, self.examination.rulebook)
            if relation is not original and judgement.why not in (None, Why.DISCRETION):
                judgement = self.examination.evaluations[index].judgement  # a target beyond comparison mends nothing
            if judgement.verdict is Verdict.BROKEN and index not in self.broken:
                followed = self._followed(relation, judgement, {**changes, **follow})
                if followed is None:
                    return None
                numbers[relation.result] = follow[relation.result] = followed
                judgement = relation.judge(numbers, raw, self.examination.rulebook)
                pending = sorted({*pending, *self.touching[relation.result]} - judged.keys() - {index})
            judged[index] = judgement
            if relation.passes_on_digits and judgement.unrounded != raw.get(relation.result, ()):
                # An empty sequence would add nothing to a sum, so a score without digits behind it leaves the mapping.
                others = {cell: unrounded for cell, unrounded in raw.items() if cell != relation.result}
                raw = {**others, relation.result: judgement.unrounded} if judgement.unrounded else others
                pending = sorted({*pending, *self.touching[relation.result]} - judged.keys())
        return judged, follow

    def _followed(self, relation: Relation, judgement: Judgement, changes: Mapping[str, Number]) -> Number | None:
        """
        What the result of a sum of scores, or the grade of one, becomes by *changes* of scores; ``None`` for all else.
        """
        stated, candidate = self.number(relation.result), judgement.candidate
        scored = {Address.parse(cell).column for cell in changes} <= {"score"}
        if (
            not (relation.follows_scores and scored)
            or relation.result in changes
            or stated is None
            or candidate is None
        ):
            return None
        followed = self.printed(relation.result, HALF_UP.rounded(candidate.value, candidate.decimals), stated)
        return followed if self._possible({relation.result: followed}) else None

    def printed(self, cell: str, value: Decimal, stated: Number) -> Number:
        """
        *value* as the cell would print it: a grade by its name.
        """
        if Address.parse(cell).column == "grade":
            return Number(self.examination.rulebook.grade(value).grade, value, 0)
        return printed_like(value, stated)

    @staticmethod
    def _restated(relation: Relation, changes: Mapping[str, Number]) -> Relation:
        if not isinstance(relation, IndicatorScore):
            return relation
        target, actual = (changes.get(relation.row.at(name)) for name in ("target", "actual"))
        if target is None and actual is None:
            return relation
        attainment = restate(relation.row.attainment, target=target, actual=actual)
        return evolve(relation, row=evolve(relation.row, attainment=attainment))

    def singles(self, changed: Mapping[str, Number], targets: frozenset[int], cells: Iterable[str]) -> list[Trial]:
        """
        For each of *cells* the best change that, with *changed*, mends one of *targets* and breaks nothing; best first.
        """
        numbers = {**self.examination.parsed.numbers, **changed}
        asked = _Asked(self, numbers)
        # What is computed is tried before what it is computed from, so that a bound on the search does not hide it.
        results = {self.relations[index].result for index in targets}
        ordered = sorted(set(cells) - changed.keys(), key=lambda c: (c not in results, self.order.get(c, 0)))
        stated = {cell: number for cell in ordered if (number := self.number(cell)) is not None}
        # What relations ask for is tried for every cell before any slip: a long amount has hundreds of those.
        best = {cell: self._best(cell, stated[cell], changed, targets, asked.values(cell)) for cell in stated}
        for cell in (c for c, trial in best.items() if trial is None or (trial.slip.name is None and not changed)):
            slipped = self._best(cell, stated[cell], changed, targets, self._slipped(cell, stated[cell], numbers))
            best[cell] = min(filter(None, (best[cell], slipped)), key=lambda t: t.order, default=None)
        found = [trial for trial in best.values() if trial is not None]
        return sorted(found, key=lambda t: t.order)

    def _best(
        self,
        cell: str,
        stated: Number,
        changed: Mapping[str, Number],
        targets: frozenset[int],
        values: Iterable[Decimal],
    ) -> Trial | None:
        tried = (
            self.trial({**changed, cell: self.printed(cell, value, stated)})
            for value in values
            if value != stated.value and not self.exhausted
        )
        return min((t for t in tried if t is not None and t.mended & targets), key=lambda t: t.order, default=None)

    def _slipped(self, cell: str, stated: Number, numbers: Mapping[str, Figure]) -> Iterator[Decimal]:
        """
        The values of which one slip makes the printed text, for cells that relations fix only up to rounding.
        """
        if Address.parse(cell).column not in _BY_INTERVAL:
            return
        rates = [r for i in self.touching[cell] if i in self.broken and isinstance(r := self.relations[i], Rate)]
        yield from (v for v in slips(stated) if all(rate.is_near(cell, v, numbers) for rate in rates))

    def cells(self, targets: Iterable[int]) -> frozenset[str]:
        """
        The cells that every one of *targets* touches; a total weight that is the usual 100 is above suspicion.
        """
        each = [frozenset((self.relations[i].result, *self.relations[i].inputs)) for i in targets]
        common = frozenset.intersection(*each) if each else frozenset()
        return common - _USUAL if self._usual_total() else common

    def _usual_total(self) -> bool:
        total = self.number("total.weight")
        return total is not None and total.value == self.examination.rulebook.total_weight


@frozen(eq=False)
class _Asked:
    """
    What the relations of a cell ask it to be, as things stand; each relation is computed once.
    """

    what_if: WhatIf
    numbers: Mapping[str, Figure]
    _results: dict[int, tuple[Candidate, ...]] = field(factory=dict)

    def values(self, cell: str) -> Iterable[Decimal]:
        """
        The values asked for, each once.
        """
        asked: dict[Decimal, None] = {}
        rulebook = self.what_if.examination.rulebook
        for index in self.what_if.touching[cell]:
            relation = self.what_if.relations[index]
            solutions = relation.solutions(cell, self.numbers, self._candidates(index), rulebook)
            asked.update(dict.fromkeys(solutions))
        return asked

    def _candidates(self, index: int) -> tuple[Candidate, ...]:
        if index not in self._results:
            relation = self.what_if.relations[index]
            found = relation.candidates(self.numbers, self.what_if.raw, self.what_if.examination.rulebook)
            self._results[index] = found if isinstance(found, tuple) else ()
        return self._results[index]


_USUAL: Final = frozenset({"total.weight"})

#: Cells whose numbers stand in running text.
_STATEMENTS: Final = frozenset({"target", "actual"})

#: Cells that may hold a number below 0: refunds, falling rates.
_SIGNED: Final = frozenset({"initial", "budget", "executed", "rate", "actual"})

#: Cells that relations fix only up to rounding.
_BY_INTERVAL: Final = frozenset({"initial", "budget", "executed", "target", "actual"})
