"""
The workbench on which changes of cells are tried: what would become of the relations they touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from perfscore.notation.number import EXACT, Figure, Number, is_blank
from perfscore.relations import IndicatorScore, Rate, Relation, Sum
from perfscore.relations.attainment import restated
from perfscore.relations.examination import Examination
from perfscore.relations.judgement import Candidate, Judgement, Verdict, Why
from perfscore.relations.parsed_form import Row
from perfscore.suspects.edits import Slip, printed_like, slip, slips


__all__ = ["MOST_TRIALS", "Trial", "Trials"]

#: Changes that one search may try.
MOST_TRIALS: Final = 600

_HOLDING: Final = (Verdict.EXACT, Verdict.ROUNDING)


@frozen(eq=False)
class Trial:
    """
    Cells with other values by which no relation breaks, and what becomes of those they touch.

    *mended* are the broken relations (by their number) that hold or cannot be judged any more, *gained* is how many
    witnesses more there are than before: relations that hold, rows that are not odd in themselves; *rounded* is how many
    more relations hold only by another way of rounding.
    """

    changes: Mapping[str, Number]
    mended: frozenset[int]
    gained: int
    rounded: int
    slip: Slip

    @property
    def order(self) -> tuple[int, int, int, int]:
        """
        What ranks it among others; smaller is better.
        """
        return (-len(self.mended), -self.gained, self.rounded, self.slip.cost)


@frozen(eq=False, slots=False)
class Trials:
    """
    The workbench: a case, and what changes of its cells would do to its relations.
    """

    case: Examination
    _spent: list[int] = field(factory=lambda: [0], repr=False)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(e.relation for e in self.case.evaluations)

    @cached_property
    def broken(self) -> frozenset[int]:
        """
        The numbers of the broken relations.
        """
        return frozenset(i for i, e in enumerate(self.case.evaluations) if e.broken)

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
        return {cell.address: index for index, cell in enumerate(self.case.form.cells())}

    @cached_property
    def raw(self) -> Mapping[str, tuple[Decimal, ...]]:
        return {
            e.relation.result: e.judgement.unrounded
            for e in self.case.evaluations
            if e.judgement.unrounded and e.relation.passes_on_digits
        }

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """
        The rows by the addresses of their cells.
        """
        return {row.at(name): row for row in self.case.figures.rows for name in ("target", "actual", "weight", "score")}

    @property
    def exhausted(self) -> bool:
        """
        Whether the bound on trials was reached.
        """
        return self._spent[0] >= MOST_TRIALS

    def number(self, cell: str) -> Number | None:
        """
        The number printed in *cell*; of a target or an actual value the one that is compared.
        """
        figure = self.case.figures.numbers.get(cell)
        if isinstance(figure, Number):
            return figure
        row, name = self.rows.get(cell), cell.rpartition(".")[2]
        return getattr(row.attainment, name) if row is not None and name in ("target", "actual") else None

    def trial(self, changes: Mapping[str, Number]) -> Trial | None:
        """
        What *changes* do; ``None`` where a relation breaks by them, or a score outgrows its weight.
        """
        self._spent[0] += 1
        after = self._judged(changes) if self._possible(changes) else None
        if after is None:
            return None
        before = self.case.evaluations
        mended = frozenset(i for i, j in after.items() if i in self.broken and j.verdict is not Verdict.BROKEN)
        gained = sum((j.verdict in _HOLDING) - (before[i].judgement.verdict in _HOLDING) for i, j in after.items())
        ways = [(j.verdict, before[i].judgement.verdict) for i, j in after.items()]
        rounded = sum((now is Verdict.ROUNDING) - (then is Verdict.ROUNDING) for now, then in ways)
        for row in {cell.rpartition(".")[0] for cell in changes}:
            gained += self._oddities(row, {}) - self._oddities(row, changes)
        made = [slip(stated, value) for cell, value in changes.items() if (stated := self.number(cell)) is not None]
        whole = made[0] if len(made) == 1 else Slip(None, sum(s.cost for s in made))
        return Trial(changes, mended, gained, rounded, whole)

    def _possible(self, changes: Mapping[str, Number]) -> bool:
        for cell, number in changes.items():
            part, _, name = cell.rpartition(".")
            # With a target of 0 everything is reached, which explains any loss and so none.
            if (number.value < 0 and name not in _SIGNED) or (not number.value and name == "target"):
                return False
            if name not in ("score", "weight") or part == "total":
                continue
            score, weight = (changes.get(f"{part}.{n}") or self.number(f"{part}.{n}") for n in ("score", "weight"))
            if score is not None and weight is not None and score.value > weight.value:
                return False
        return True

    def _oddities(self, row: str, changes: Mapping[str, Number]) -> int:
        """
        What is odd about a row in itself: more points than its weight, points lost and no word why; amounts with other
        decimals than their neighbours, a budget that is not the initial one.
        """

        def numbers(*names: str) -> list[Number | None]:
            return [changes.get(at := f"{row}.{name}") or self.number(at) for name in names]

        if row.startswith("funds["):
            initial, budget, executed = numbers("initial", "budget", "executed")
            places = {amount.places for amount in (initial, budget, executed) if amount is not None}
            adjusted = initial is not None and budget is not None and initial.value != budget.value
            return max(len(places) - 1, 0) + adjusted
        scored = self.rows.get(f"{row}.score")
        score, weight = numbers("score", "weight")
        if scored is None or score is None or weight is None:
            return 0
        unexplained = score.value < weight.value and is_blank(scored.indicator.reason)
        return int(score.value > weight.value or unexplained)

    def _judged(self, changes: Mapping[str, Number]) -> dict[int, Judgement] | None:
        """
        The judgements of the relations that *changes* reach, through unrounded scores as well; ``None`` if one breaks.
        """
        numbers = {**self.case.figures.numbers, **changes}
        raw = self.raw
        pending = sorted({i for cell in changes for i in self.touching.get(cell, ())})
        judged: dict[int, Judgement] = {}
        while pending:
            index = pending.pop(0)
            if self._far_off(index, changes):
                if index not in self.broken:
                    return None
                judged[index] = self.case.evaluations[index].judgement
                continue
            relation = self._restated(self.relations[index], changes)
            judgement = relation.judge(numbers, raw, self.case.rulebook)
            if relation is not self.relations[index] and judgement.why not in (None, Why.DISCRETION):
                judgement = self.case.evaluations[index].judgement  # a target beyond comparison mends nothing
            judged[index] = judgement
            if judgement.verdict is Verdict.BROKEN and index not in self.broken:
                return None
            if relation.passes_on_digits and judgement.unrounded != raw.get(relation.result, ()):
                # An empty sequence would add nothing to a sum, so a score without digits behind it leaves the mapping.
                others = {cell: behind for cell, behind in raw.items() if cell != relation.result}
                raw = {**others, relation.result: judgement.unrounded} if judgement.unrounded else others
                pending = sorted({*pending, *self.touching[relation.result]} - judged.keys())
        return judged

    @cached_property
    def _gaps(self) -> Mapping[int, tuple[Decimal, frozenset[str]]]:
        """
        By how much each sum misses its printed result, and its parts, where all of them are numbers.
        """
        gaps: dict[int, tuple[Decimal, frozenset[str]]] = {}
        for index, relation in enumerate(self.relations):
            if isinstance(relation, Sum) and relation.barred is None:
                stated, *parts = (self.number(cell) for cell in (relation.result, *relation.parts))
                if stated is not None and all(parts):
                    total = sum((part.value for part in parts if part is not None), Decimal(0))
                    gaps[index] = EXACT.subtract(stated.value, total), frozenset(relation.parts)
        return gaps

    def _far_off(self, index: int, changes: Mapping[str, Number]) -> bool:
        """
        Whether *changes* leave a sum off by more than any rounding explains; that costs less than judging it.
        """
        known = self._gaps.get(index)
        if known is None:
            return False
        gap, parts = known
        for cell, number in changes.items():
            old = self.number(cell)
            moved = number.value - old.value if old is not None else number.value
            if cell == self.relations[index].result:
                gap += moved
            elif cell in parts:
                gap -= moved
        return abs(gap) > _MOST_ROUNDING

    @staticmethod
    def _restated(relation: Relation, changes: Mapping[str, Number]) -> Relation:
        if not isinstance(relation, IndicatorScore):
            return relation
        target, actual = (changes.get(relation.row.at(name)) for name in ("target", "actual"))
        if target is None and actual is None:
            return relation
        attainment = restated(relation.row.attainment, target=target, actual=actual)
        return evolve(relation, row=evolve(relation.row, attainment=attainment))

    def singles(self, changed: Mapping[str, Number], targets: frozenset[int], cells: Iterable[str]) -> list[Trial]:
        """
        For each of *cells* the best change that, with *changed*, mends one of *targets* and breaks nothing; best first.
        """
        numbers = {**self.case.figures.numbers, **changed}
        asked = _Asked(self, numbers)
        ordered = sorted(set(cells) - changed.keys(), key=lambda c: self.order.get(c, 0))
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
            self.trial({**changed, cell: printed_like(value, stated)})
            for value in values
            if value != stated.value and not self.exhausted
        )
        return min((t for t in tried if t is not None and t.mended & targets), key=lambda t: t.order, default=None)

    def _slipped(self, cell: str, stated: Number, numbers: Mapping[str, Figure]) -> Iterator[Decimal]:
        """
        The values of which one slip makes the printed text, for cells that relations fix only up to rounding.
        """
        if cell.rpartition(".")[2] not in _BY_INTERVAL:
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
        return total is not None and total.value == self.case.rulebook.total_weight


@frozen(eq=False)
class _Asked:
    """
    What the relations of a cell ask it to be, as things stand; each relation is computed once.
    """

    trials: Trials
    numbers: Mapping[str, Figure]
    _results: dict[int, tuple[Candidate, ...]] = field(factory=dict)

    def values(self, cell: str) -> Iterable[Decimal]:
        """
        The values asked for, each once.
        """
        asked: dict[Decimal, None] = {}
        rulebook = self.trials.case.rulebook
        for index in self.trials.touching[cell]:
            relation = self.trials.relations[index]
            solutions = relation.solutions(cell, self.numbers, self._candidates(index), rulebook)
            asked.update(dict.fromkeys(solutions))
        return asked

    def _candidates(self, index: int) -> tuple[Candidate, ...]:
        if index not in self._results:
            relation = self.trials.relations[index]
            found = relation.candidates(self.numbers, self.trials.raw, self.trials.case.rulebook)
            self._results[index] = found if isinstance(found, tuple) else ()
        return self._results[index]


_USUAL: Final = frozenset({"total.weight"})

#: No rounding of parts or result moves a sum by more than this.
_MOST_ROUNDING: Final = 1

#: Cells that may hold a number below 0: refunds, falling rates.
_SIGNED: Final = frozenset({"initial", "budget", "executed", "rate", "actual"})

#: Cells that relations fix only up to rounding.
_BY_INTERVAL: Final = frozenset({"initial", "budget", "executed", "target", "actual"})
