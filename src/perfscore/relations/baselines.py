"""
Targets and actual values that are compared with something named: last year, the budget.

A baseline is an unknown number. Two cells that name the same one are compared by their comparators; the budget is known
where the fund table prints it; everything else is undecided.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from perfscore.lexicon import Lexicon
from perfscore.notation.baselines import Baseline
from perfscore.notation.clauses import Clause
from perfscore.notation.number import Number
from perfscore.notation.statement import Statement
from perfscore.relations.comparison import RowKind, compare_clauses
from perfscore.relations.outcome import Attainment, Outcome


__all__ = ["Amounts", "against_baseline"]

#: The amounts of the fund table that go by the name of a baseline.
Amounts = tuple[tuple[str, Number], ...]

_DECIDED: Final = (Outcome.MET, Outcome.MISSED, Outcome.SOFT, Outcome.AT_LIMIT)


def against_baseline(
    target: Statement, actual: Statement, kind: RowKind, amounts: Amounts, lexicon: Lexicon
) -> Attainment | None:
    """
    What a comparison with a baseline says of a row; ``None`` where neither cell makes one, or nothing follows from it.
    """
    if target.words.baseline is None and actual.words.baseline is None:
        return None
    for wanted, reached in _pairs(target, actual, amounts):
        outcome = compare_clauses(wanted, reached, kind, lexicon).outcome
        if outcome in _DECIDED:
            return Attainment(outcome)
    return None


def _pairs(target: Statement, actual: Statement, amounts: Amounts) -> Iterator[tuple[Clause, Clause]]:
    wanted = None if target.clauses else target.words.baseline
    # 较上年提高3%: the figure is the change, where the target names the baseline alone.
    reached = actual.words.baseline if wanted is not None or not actual.clauses else None
    if wanted is not None and reached is not None:
        if wanted.name == reached.name:
            unknown = Number(wanted.name, Decimal(1), 0, wanted.name)
            yield Clause(wanted.comparator, unknown, soft=target.words.soft), Clause(reached.comparator, unknown)
    elif wanted is not None and actual.clause is not None:
        for limit in _known_amount(wanted, amounts):
            yield Clause(wanted.comparator, limit, soft=target.words.soft), actual.clause
    elif reached is not None and target.clause is not None:
        for limit in _known_amount(reached, amounts):
            yield target.clause, Clause(reached.comparator, limit)


def _known_amount(baseline: Baseline, amounts: Amounts) -> Iterator[Number]:
    """
    The amount that a baseline stands for, where the form prints it.
    """
    return (number for name, number in amounts if name == baseline.name)
