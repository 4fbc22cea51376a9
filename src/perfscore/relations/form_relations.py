"""
The relations of one form: what its layout says is bound to what.

Order matters in one place: sums come after the scores in them, because a system that adds unrounded scores
hides digits that only the scores' own relations know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from perfscore.form import Section
from perfscore.notation.number import Mark, Number, added, fold, split_unit
from perfscore.relations import Attained, Execution, Grade, Rate, Relation, Sum
from perfscore.relations.attainment import Outcome
from perfscore.relations.fund_tree import is_one_part_of_more, top_level
from perfscore.relations.judgement import Why
from perfscore.relations.parsed_form import MONEY, Figures, Row, cell


__all__ = ["relations"]

#: Amounts in 万元 with these decimals are rounded ones; with six they are exact to the 分, and a whole number of 万元
#: is what somebody assigned.
_ROUNDED_PLACES: Final = range(2, 6)

#: Rows whose scores a formula gives, if only the weight were printed.
_COMPUTED: Final = (Outcome.MISSED, Outcome.DIRECTION)

#: What the execution weighs on the forms of most places.
_EXECUTION_WEIGHTS: Final = (10, 20)

#: Heads over the fund table, and heads over all indicators.
_EXECUTION_HEADS: Final = ("预算执行", "资金执行", "执行率", "项目资金")
_ALL_ROWS_HEADS: Final = ("绩效指标", "绩效目标")


def relations(figures: Figures) -> Sequence[Relation]:
    """
    Every relation that the form's layout establishes, those that cannot be judged included.
    """
    return (
        *_components(figures),
        *_execution(figures),
        *[Attained(row.at_score, row.at_weight, row) for row in figures.used],
        *_sections(figures),
        *_whole(figures),
        *_grade(figures),
    )


def _grade(figures: Figures) -> Iterator[Relation]:
    if "total.grade" in figures.numbers:
        yield Grade("total.grade", "total.score")


def _components(figures: Figures) -> Iterator[Relation]:
    if figures.total_row is None:
        return
    parts = top_level(figures)
    barred = Why.PART_MISSING if is_one_part_of_more(figures, parts) else None
    for name in MONEY:
        cells = tuple(cell("funds", index, name) for index in parts)
        printed = [address for address in cells if isinstance(figures.numbers[address], Number)]
        if printed:
            hides = frozenset(printed) if _rounded(figures, printed) else frozenset[str]()
            total = cell("funds", figures.total_row, name)
            yield Sum("components", total, cells, barred, open_blanks=False, hides=hides)


def _rounded(figures: Figures, cells: list[str]) -> bool:
    if split_unit(figures.form.currency_unit or "")[0] <= 1:
        return False
    places = [number.places for address in cells if isinstance(number := figures.numbers[address], Number)]
    return len(places) > 1 and all(p in _ROUNDED_PLACES for p in places)


def _execution(figures: Figures) -> Iterator[Relation]:
    for index, fund in figures.funds():
        at_rate, executed, budget = (cell("funds", index, name) for name in ("rate", "executed", "budget"))
        scored, printed = index == figures.total_row, isinstance(figures.numbers[at_rate], Number)
        if not (scored or printed):
            continue
        rate = Rate(at_rate, executed, budget, rounded=_rounded(figures, [executed, budget]))
        if printed or any(isinstance(figures.numbers[address], Number) for address in rate.inputs):
            yield rate
        # Component rows repeat the total row's 10 and 10 in some layouts; only the total row is scored.
        if scored and (fund.weight or fund.score):
            yield Execution(cell("funds", index, "score"), cell("funds", index, "weight"), rate)


def _sections(figures: Figures) -> Iterator[Relation]:
    if not figures.form.sections:
        return
    barred = None if figures.form.complete else Why.PART_MISSING
    headed = _headed(figures)
    for index, section in enumerate(figures.form.sections):
        for name in ("weight", "score"):
            if figures.numbers[cell("sections", index, name)] is not Mark.BLANK:
                parts = _under(section, figures, headed, name)
                hides = _hides(figures, parts)
                at = cell("sections", index, name)
                yield Sum("section", at, parts, barred if parts else Why.NO_ROWS, hides=hides)
    yield from _sections_together(figures, headed, barred)


def _sections_together(figures: Figures, headed: _Headed, barred: Why | None) -> Iterator[Relation]:
    """
    The heads add up to the form where every row stands under exactly one of them.
    """
    weights = [cell("sections", index, "weight") for index, _ in enumerate(figures.form.sections)]
    under = [_under(section, figures, headed, "weight") for section in figures.form.sections]
    covered = [address for cells in under for address in cells]
    used = [row.at_weight for row in figures.used]
    numbers = all(isinstance(figures.numbers[address], Number) for address in weights)
    if not numbers or len(covered) != len(set(covered)) or not set(used) <= set(covered):
        return
    execution = _execution_cell(figures, "weight")
    if execution is not None and execution not in covered:
        weights.insert(0, execution)
    yield Sum("section", "total.weight", tuple(weights), barred)


#: The rows by the heads of level 1 and 2 over them.
_Headed = Mapping[str, Sequence[Row]]


def _headed(figures: Figures) -> _Headed:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in figures.used:
        for head in {fold(row.indicator.level1 or ""), fold(row.indicator.level2 or "")}:
            rows[head].append(row)
    return rows


def _under(section: Section, figures: Figures, headed: _Headed, name: str) -> tuple[str, ...]:
    """
    The cells that a head stands over: its level-1 or level-2 rows, the execution row, or all rows.
    """
    head = fold(section.name or "")
    rows = headed.get(head, ())
    if not rows and any(word in head for word in _EXECUTION_HEADS) and figures.total_row is not None:
        return (cell("funds", figures.total_row, name),)
    if not rows and any(word in head for word in _ALL_ROWS_HEADS):
        rows = figures.used
    return tuple(row.at(name) for row in rows)


def _whole(figures: Figures) -> Iterator[Relation]:
    if not figures.used:
        return
    incomplete = None if figures.form.complete else Why.PART_MISSING
    weights = [row.at_weight for row in figures.used]
    scores = [row.at_score for row in figures.used]
    for parts, name in ((weights, "weight"), (scores, "score")):
        execution = _execution_cell(figures, name)
        if execution is not None:
            parts.insert(0, execution)
    no_weights = None if figures.weighted else Why.NO_WEIGHTS
    unlisted = _unlisted(figures) if figures.total_row is None else Decimal(0)
    yield Sum("weights", "total.weight", tuple(weights), no_weights or incomplete, unlisted=unlisted)
    yield Sum("total", "total.score", tuple(scores), incomplete, hides=_hides(figures, scores), unlisted=unlisted)


def _unlisted(figures: Figures) -> Decimal:
    """
    The points of the execution, where rows without a fund table lack just these: the table is elsewhere.
    """
    total, weights = figures.numbers["total.weight"], [row.weight for row in figures.used]
    if not isinstance(total, Number):
        return Decimal(0)
    missing = total.value - added(weight.value for weight in weights if isinstance(weight, Number))
    return missing if missing in _EXECUTION_WEIGHTS else Decimal(0)


def _execution_cell(figures: Figures, name: str) -> str | None:
    """
    The execution row's cell, unless the execution rate is scored as one of the indicators, as some layouts have it.
    """
    if figures.total_row is None:
        return None
    address = cell("funds", figures.total_row, name)
    return None if figures.numbers[address] is Mark.BLANK and _execution_among(figures) else address


def _execution_among(figures: Figures) -> bool:
    """
    Whether the execution rate is one of the indicators.
    """
    return any("执行率" in (row.indicator.name or "") for row in figures.used)


def _hides(figures: Figures, scores: Sequence[str]) -> frozenset[str]:
    """
    Of *scores* those that were computed, though the form does not print from what: of missed rows without weights, and
    of the execution where its amounts are missing or rounded.
    """
    untold = [
        row.at_score for outcome in _COMPUTED for row in figures.by_outcome.get(outcome, ()) if row.weight is Mark.BLANK
    ]
    if figures.total_row is not None:
        amounts = [cell("funds", figures.total_row, name) for name in ("executed", "budget")]
        if _rounded(figures, amounts) or not all(isinstance(figures.numbers[at], Number) for at in amounts):
            untold.append(cell("funds", figures.total_row, "score"))
    return frozenset(at for at in untold if at in scores and isinstance(figures.numbers[at], Number))
