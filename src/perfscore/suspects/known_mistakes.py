"""
Slips that a person recognises: a row left out of the sum, two cells of a row exchanged, a rate of the wrong budget.

A known mistake is a set of changes with words for it. It is named only where the changes mend everything that is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final

from attrs import frozen

from perfscore.address import Address, cell
from perfscore.bilingual import Text
from perfscore.notation.number import EXACT, Figure, Mark, Number
from perfscore.notation.rounding import HALF_UP
from perfscore.relations import ExecutionScore, IndicatorScore, Sum
from perfscore.relations.labels import row_label
from perfscore.suspects.edits import printed_like
from perfscore.suspects.what_if import WhatIf


__all__ = ["KnownMistake", "known_mistakes", "mistake_in_sum", "recomputed"]

#: A sum's difference that fits more rows than this names none of them.
_MOST_NAMED: Final = 3

_LEFT_OUT: Final = Text("合计漏加了：{rows}", "missing from the sum: {rows}")
_TWICE: Final = Text("合计重复加了：{rows}", "counted twice in the sum: {rows}")
_COMPONENT: Final = Text("合计误加了资金明细行：{rows}", "a component row was added to the sum: {rows}")
_STALE: Final = Text("扣分后合计未更新：{rows}", "the sum was not updated when points were taken off: {rows}")
_EXCHANGED: Final = Text("{row}：预算数与执行数填反", "{row}: budget and executed were exchanged")
_INITIAL: Final = Text("执行率按年初预算数计算", "the rate was computed from the initial budget")
_SHIFTED: Final = Text("得分一列从“{row}”起错了一行", "the scores are shifted by a row from {row} on")
_RECOMPUTED: Final = Text("按公式重算，合计随之更正", "recomputed, and the sums that rest on it")
_UP: Final = Text("得分都进位为整数", "every score was rounded up to a whole number")


@frozen
class KnownMistake:
    """
    Changes, and the slip they would undo.
    """

    changes: Mapping[str, Number]
    words: Text


def known_mistakes(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    Every known mistake whose changes could be made; whether they mend anything is for `WhatIf.trial` to say.
    """
    for find in _KNOWN:
        yield from find(what_if)


def recomputed(what_if: WhatIf) -> KnownMistake | None:
    """
    Every broken rate and score as it is computed, and what rests on it; ``None`` where a sum is wrong in itself.

    Full marks for a missed target, or for money that was not spent, are no slip of the pen: the total was added up with them.
    """
    changes: dict[str, Number] = {}
    for index in what_if.broken:
        relation, judgement = what_if.relations[index], what_if.case.evaluations[index].judgement
        candidate = judgement.candidate
        if judgement.bounds is not None and not judgement.bounds.rounded:
            continue  # a score out of its range is put right by what it is computed from
        stated = what_if.number(relation.result)
        if not relation.passes_on_digits or candidate is None or stated is None:
            return None
        value = HALF_UP.rounded(candidate.value, max(candidate.decimals, stated.places))
        changes[relation.result] = printed_like(value, stated)
    return KnownMistake(_followed(what_if, changes), _RECOMPUTED) if changes else None


def _named(words: Text, rows: Sequence[Text]) -> Text:
    joined = Text("、".join(row.zh for row in rows), ", ".join(row.en for row in rows))
    return words.filled(rows=joined)


def mistake_in_sum(what_if: WhatIf, relation: Sum) -> Text | None:
    """
    Why a printed sum may differ from its parts: which rows fit the difference; ``None`` where none does.
    """
    numbers, form = what_if.case.parsed.numbers, what_if.case.form
    stated, candidates = numbers[relation.result], relation.candidates(numbers, what_if.raw, what_if.case.rulebook)
    if isinstance(stated, Mark) or not isinstance(candidates, tuple):  # pragma: no cover - it was solved for its result
        return None
    difference = EXACT.subtract(stated.value, candidates[0].value)
    parts = {part: n.value for part in relation.parts if isinstance(n := numbers[part], Number) and n.value}
    column = str(Address.parse(relation.result).column)
    beside = (cell("funds", i, column) for i, fund in what_if.case.parsed.funds() if fund.role == "component")
    loose = {address: n.value for address in beside if isinstance(n := numbers[address], Number) and n.value}
    stale = (
        {row.at("score"): row.lost for row in what_if.case.parsed.rows if row.lost} if relation.kind == "total" else {}
    )
    for words, fitting in (
        (_LEFT_OUT, [part for part, value in parts.items() if difference == -value]),
        (_STALE, [part for part, lost in stale.items() if difference == lost]),
        (_COMPONENT, [part for part, value in loose.items() if difference == value and relation.kind != "components"]),
        (_TWICE, [part for part, value in parts.items() if difference == value]),
    ):
        if 0 < len(fitting) <= _MOST_NAMED:
            return _named(words, [row_label(form, part) for part in fitting])
    return None


def _columns_exchanged(what_if: WhatIf) -> Iterator[KnownMistake]:
    for index, _ in what_if.case.parsed.funds():
        budget, executed = cell("funds", index, "budget"), cell("funds", index, "executed")
        one, other = what_if.number(budget), what_if.number(executed)
        if one is not None and other is not None and one.value != other.value:
            row = row_label(what_if.case.form, budget)
            yield KnownMistake({budget: other, executed: one}, _EXCHANGED.filled(row=row))


def _rate_of_initial_budget(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    The rate divides by 年初预算数; the execution score and the total follow it.
    """
    index = what_if.case.parsed.total_row
    if index is None:
        return
    names = ("initial", "executed", "budget", "rate")
    initial, executed, budget, rate = (what_if.number(cell("funds", index, name)) for name in names)
    if initial is None or executed is None or budget is None or rate is None or not initial.value or not budget.value:
        return
    wrong = _percentage(executed.value, initial.value)
    if HALF_UP.rounded(wrong, rate.places) == rate.value and initial.value != budget.value:
        right = HALF_UP.rounded(
            _percentage(executed.value, budget.value), max(rate.places, what_if.case.rulebook.decimals)
        )
        changes = {cell("funds", index, "rate"): printed_like(right, rate)}
        yield KnownMistake(changes, _INITIAL)
        yield KnownMistake(_followed(what_if, changes), _INITIAL)


def _percentage(part: Decimal, whole: Decimal) -> Decimal:
    return EXACT.multiply(EXACT.divide(part, whole), Decimal(100))


def _followed(what_if: WhatIf, changes: Mapping[str, Number]) -> Mapping[str, Number]:
    """
    *changes*, with the execution score and then the sums of scores recomputed from them.
    """
    numbers: dict[str, Figure] = {**what_if.case.parsed.numbers, **changes}
    follow: dict[str, Number] = dict(changes)
    for relation in what_if.relations:
        follows = relation.follows_scores or isinstance(relation, ExecutionScore)
        if not follows or relation.result in changes:
            continue
        candidates, stated = relation.candidates(numbers, {}, what_if.case.rulebook), numbers[relation.result]
        if isinstance(candidates, tuple) and isinstance(stated, Number):
            value = HALF_UP.rounded(candidates[0].value, candidates[0].decimals)
            if value != stated.value:
                numbers[relation.result] = follow[relation.result] = what_if.printed(relation.result, value, stated)
    return follow


def _scores_shifted(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    The scores between the first and the last broken row, one row further up or down.
    """
    rows = [row for row in what_if.case.parsed.rows if isinstance(row.score, Number)]
    wrong = {what_if.relations[i].result for i in what_if.broken if isinstance(what_if.relations[i], IndicatorScore)}
    places = [place for place, row in enumerate(rows) if row.at("score") in wrong]
    if not places:
        return
    for first in {places[0], max(places[0] - 1, 0)}:
        for last in {places[-1], min(places[-1] + 1, len(rows) - 1)}:
            run = rows[first : last + 1]
            scores = [row.score for row in run if isinstance(row.score, Number)]
            words = _SHIFTED.filled(row=row_label(what_if.case.form, run[0].at("score")))
            for turned in (scores[1:] + scores[:1], scores[-1:] + scores[:-1]):
                moved = {row.at("score"): score for row, score in zip(run, turned, strict=True) if score != row.score}
                if len(moved) > 1:
                    yield KnownMistake(moved, words)


def _scores_rounded_up(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    Every broken score is its formula's value, rounded up to a whole number or to full marks; the total may have followed.
    """
    changes: dict[str, Number] = {}
    words = _RECOMPUTED
    for index in what_if.broken:
        relation, judgement = what_if.relations[index], what_if.case.evaluations[index].judgement
        stated = what_if.number(relation.result)
        if not isinstance(relation, (IndicatorScore, ExecutionScore)) or judgement.candidate is None or stated is None:
            continue
        value, weight = judgement.candidate.value, what_if.number(str(Address.parse(relation.result).at("weight")))
        if weight is None or stated.value != weight.value:
            words = _UP
            if value.to_integral_value(ROUND_CEILING) != stated.value:
                return
        changes[relation.result] = printed_like(HALF_UP.rounded(value, judgement.candidate.decimals), stated)
    if len(changes) > 1:
        yield KnownMistake(_followed(what_if, changes), words)


_KNOWN: Final[tuple[Callable[[WhatIf], Iterator[KnownMistake]], ...]] = (
    _columns_exchanged,
    _rate_of_initial_budget,
    _scores_shifted,
    _scores_rounded_up,
)
