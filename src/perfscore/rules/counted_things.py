"""
M602: target and actual value that count different things.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import Clause
from perfscore.notation.units import measure
from perfscore.relations.attainment import Outcome
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["M602"]

_WHOLE: Final = Decimal(100)
#: Dimensions that may measure the same thing: a cubic metre of water is a ton, a month is thirty days.
_ALIKE: Final = (
    frozenset({"mass", "volume"}),
    frozenset({"duration", "months"}),
    frozenset({"duration", "working_days"}),
    frozenset({"months", "working_days"}),
    frozenset({"points", "share"}),
    frozenset({"times", "share"}),
)
#: Counters of anything, people and firms included.
_OF_ANYTHING: Final = frozenset({"个", "项", "次", "件"})
_COUNTED: Final = frozenset({"count", "people", "households", "firms", "person_days"})

_UNITS: Final = Text(
    "指标值 {target} 与完成值 {stated} 计量的不是一回事",
    "target {target} and actual value {stated} count different things",
)
_COPIED_COUNT: Final = Text(
    "满意度的指标值为 {target}，不是百分比；完成值为 {stated}",
    "a satisfaction rate is promised as {target}, which is no share; the actual value is {stated}",
)


def _unit_mismatch(examination: Examination) -> Iterator[Match]:
    rated = (
        row for (level1, _), rows in examination.parsed.by_head.items() if "满意" in (level1 or "") for row in rows
    )
    for row in {row.index: row for row in (*examination.rows(Outcome.UNITS), *rated)}.values():
        words = _counts_other(row, examination)
        if words is not None:
            cells = (row.at("actual"), row.at("target"))
            yield Match(cells[0], cells, stated=row.indicator.actual, values={"target": row.target.text}, message=words)


def _counts_other(row: Row, examination: Examination) -> Text | None:
    """
    In what way target and actual value count different things; ``None`` where they may count the same.
    """
    target, actual = row.target.clause, row.actual.clause
    if target is None or actual is None:
        return None
    if row.attainment.outcome is Outcome.UNITS and target.number.unit:
        return _UNITS if _differ(target, actual, examination.rulebook.lexicon) else None
    if "满意" not in (row.indicator.level1 or ""):
        return None
    # A satisfaction rate that was promised as a bare number: more than 100, or copied from the row that counts the same.
    if target.number.unit or target.number.value == actual.number.value:
        return None
    copied = target.number.value > 1 and any(
        other.indicator.name == row.indicator.name
        and other.indicator.target == row.indicator.target
        and other.indicator.actual != row.indicator.actual
        and "满意" not in (other.indicator.level1 or "")
        for other in examination.parsed.rows
    )
    return _COPIED_COUNT if copied or target.number.value > _WHOLE else None


def _differ(target: Clause, actual: Clause, lexicon: Lexicon) -> bool:
    """
    Whether two figures surely count different things: the kinds of both units are known, and no two names of one.
    """
    units = [clause.number.base for clause in (target, actual)]
    kinds = frozenset(measure(unit, lexicon).dimension for unit in units)
    known = set(lexicon.tables("units"))
    if not kinds <= known or len(kinds) == 1 or kinds in _ALIKE:
        return False
    return not (kinds <= _COUNTED and not _OF_ANYTHING.isdisjoint(units))


M602 = Rule(
    "M602",
    "unit-mismatch",
    Severity.WARNING,
    Text("指标值与完成值计量同一事物", "target and actual value count the same thing"),
    _UNITS,
    _unit_mismatch,
    source=Text(
        "目标为百分比，实际却填人数，并按百分比计分", "a head count beside a percentage, scored as if it were one"
    ),
    mark="on forms",
)
