"""
Slips that a person recognises: a row left out of the sum, two cells of a row exchanged, a rate of the wrong budget.

A known mistake is a set of changes with words for it. It is named only where the changes mend everything that is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from itertools import islice, product
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


__all__ = ["KnownMistake", "known_mistakes", "mistake_in_sum", "recompute_all"]

#: A sum's difference that fits more rows than this names none of them.
_MOST_NAMED: Final = 3
#: Fund rows in which exchanged columns are looked for; no fund table of a form is as long.
_MOST_FUNDS: Final = 60

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


def recompute_all(what_if: WhatIf) -> KnownMistake | None:
    """
    Every broken rate and score as it is computed, and what rests on it; ``None`` where a sum is wrong in itself.

    Full marks for a missed target, or for money that was not spent, are no slip of the pen: the total was added up with them.
    """
    changes: dict[str, Number] = {}
    for index in what_if.broken:
        relation, judgement = what_if.relations[index], what_if.examination.evaluations[index].judgement
        candidate = judgement.candidate
        if judgement.bounds is not None and not judgement.bounds.rounded:
            continue  # a score out of its range is put right by what it is computed from
        stated = what_if.number(relation.result)
        if not relation.passes_on_digits or candidate is None or stated is None:
            return None
        value = HALF_UP.rounded(candidate.value, max(candidate.decimals, stated.places))
        changes[relation.result] = printed_like(value, stated)
    return KnownMistake(_follow(what_if, changes), _RECOMPUTED) if changes else None


def _name_rows(words: Text, rows: Sequence[Text]) -> Text:
    joined = Text("、".join(row.zh for row in rows), ", ".join(row.en for row in rows))
    return words.fill(rows=joined)


def mistake_in_sum(what_if: WhatIf, relation: Sum) -> Text | None:
    """
    Why a printed sum may differ from its parts: which rows fit the difference; ``None`` where none does.
    """
    numbers = what_if.examination.parsed.numbers
    stated, candidates = (
        numbers[relation.result],
        relation.candidates(numbers, what_if.raw, what_if.examination.rulebook),
    )
    if isinstance(stated, Mark) or not isinstance(candidates, tuple):  # pragma: no cover - it was solved for its result
        return None
    difference = EXACT.subtract(stated.value, candidates[0].value)
    for words, added in _wrongly_added(what_if, relation):
        fitting = [part for part, value in added.items() if value and value == difference]
        if 0 < len(fitting) <= _MOST_NAMED:
            return _name_rows(words, [row_label(what_if.examination.form, part) for part in fitting])
    return None


def _wrongly_added(what_if: WhatIf, relation: Sum) -> Iterator[tuple[Text, Mapping[str, Decimal]]]:
    """
    What a sum may hold too much (less than 0: too little), by the cell that it comes from, and the words for it.
    """
    parsed = what_if.examination.parsed
    parts = _values(what_if, relation.parts)
    yield _LEFT_OUT, {part: -value for part, value in parts.items()}
    yield _STALE, {row.at_score: row.lost for row in parsed.rows if row.lost and row.at_score in relation.parts}
    column = str(Address.parse(relation.result).column)
    beside = [cell("funds", i, column) for i, fund in parsed.funds() if fund.role == "component"]
    yield _COMPONENT, _values(what_if, [address for address in beside if address not in relation.parts])
    yield _TWICE, parts


def _values(what_if: WhatIf, cells: Sequence[str]) -> Mapping[str, Decimal]:
    return {at: number.value for at in cells if isinstance(number := what_if.examination.parsed.numbers[at], Number)}


def _columns_exchanged(what_if: WhatIf) -> Iterator[KnownMistake]:
    for index, _ in islice(what_if.examination.parsed.funds(), _MOST_FUNDS):
        budget, executed = cell("funds", index, "budget"), cell("funds", index, "executed")
        one, other = what_if.number(budget), what_if.number(executed)
        if one is not None and other is not None and one.value != other.value:
            row = row_label(what_if.examination.form, budget)
            yield KnownMistake({budget: other, executed: one}, _EXCHANGED.fill(row=row))


def _rate_of_initial_budget(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    The rate divides by 年初预算数; the execution score and the total follow it.
    """
    index = what_if.examination.parsed.total_row
    if index is None:
        return
    names = ("initial", "executed", "budget", "rate")
    initial, executed, budget, rate = (what_if.number(cell("funds", index, name)) for name in names)
    if initial is None or executed is None or budget is None or rate is None or not initial.value or not budget.value:
        return
    wrong = _percentage(executed.value, initial.value)
    if HALF_UP.rounded(wrong, rate.places) == rate.value and initial.value != budget.value:
        right = HALF_UP.rounded(
            _percentage(executed.value, budget.value), max(rate.places, what_if.examination.rulebook.decimals)
        )
        changes = {cell("funds", index, "rate"): printed_like(right, rate)}
        yield KnownMistake(changes, _INITIAL)
        yield KnownMistake(_follow(what_if, changes), _INITIAL)


def _percentage(part: Decimal, whole: Decimal) -> Decimal:
    return EXACT.multiply(EXACT.divide(part, whole), Decimal(100))


def _follow(what_if: WhatIf, changes: Mapping[str, Number]) -> Mapping[str, Number]:
    """
    *changes*, with the execution score and then the sums of scores recomputed from them.
    """
    numbers: dict[str, Figure] = {**what_if.examination.parsed.numbers, **changes}
    follow: dict[str, Number] = dict(changes)
    for relation in what_if.relations:
        follows = relation.follows_scores or isinstance(relation, ExecutionScore)
        if not follows or relation.result in changes:
            continue
        candidates, stated = relation.candidates(numbers, {}, what_if.examination.rulebook), numbers[relation.result]
        if isinstance(candidates, tuple) and isinstance(stated, Number):
            value = HALF_UP.rounded(candidates[0].value, candidates[0].decimals)
            if value != stated.value:
                numbers[relation.result] = follow[relation.result] = what_if.printed(relation.result, value, stated)
    return follow


def _scores_shifted(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    The scores between the first and the last broken row, one row further up or down.
    """
    scores = [(row.at_score, row.score) for row in what_if.examination.parsed.rows if isinstance(row.score, Number)]
    wrong = {what_if.relations[i].result for i in what_if.broken if isinstance(what_if.relations[i], IndicatorScore)}
    places = [place for place, (address, _) in enumerate(scores) if address in wrong]
    if not places:
        return
    firsts, lasts = {places[0], max(places[0] - 1, 0)}, {places[-1], min(places[-1] + 1, len(scores) - 1)}
    for first, last, step in product(firsts, lasts, (1, -1)):
        run = scores[first : last + 1]
        turned = [score for _, score in run[step:] + run[:step]]
        moved = {at: new for (at, old), new in zip(run, turned, strict=True) if new != old}
        if len(moved) > 1:
            yield KnownMistake(moved, _SHIFTED.fill(row=row_label(what_if.examination.form, run[0][0])))


def _scores_rounded_up(what_if: WhatIf) -> Iterator[KnownMistake]:
    """
    Every broken score is its formula's value, rounded up to a whole number or to full marks; the total may have followed.
    """
    changes: dict[str, Number] = {}
    words = _RECOMPUTED
    for index in what_if.broken:
        relation, judgement = what_if.relations[index], what_if.examination.evaluations[index].judgement
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
        yield KnownMistake(_follow(what_if, changes), words)


_KNOWN: Final[tuple[Callable[[WhatIf], Iterator[KnownMistake]], ...]] = (
    _columns_exchanged,
    _rate_of_initial_budget,
    _scores_shifted,
    _scores_rounded_up,
)
