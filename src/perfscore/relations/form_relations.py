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

from perfscore.address import cell
from perfscore.form import Section
from perfscore.notation.number import EXACT, Figure, Mark, Number, exact_sum, fold, split_unit
from perfscore.notation.patterns import Pattern
from perfscore.relations import ExecutionScore, Grade, IndicatorScore, Present, Range, Rate, Relation, Same, Sum
from perfscore.relations.attainment import Outcome
from perfscore.relations.completion import completions
from perfscore.relations.fund_tree import is_one_part_of_more, top_level
from perfscore.relations.judgement import Why
from perfscore.relations.parsed_form import MONEY, ParsedForm, Row
from perfscore.relations.printed_twice import total_printed_again
from perfscore.relations.reviewed import reviewed_scores
from perfscore.relations.shares import share_of


__all__ = ["rates_left_blank", "relations"]

#: Amounts in 万元 with these decimals are rounded ones; with six they are exact to the 分, and a whole number of 万元
#: is what somebody assigned.
_ROUNDED_PLACES: Final = range(2, 6)

#: Rows whose scores a formula gives, if only the weight were printed.
_COMPUTED: Final = (Outcome.MISSED, Outcome.DIRECTION)

#: What the execution weighs on the forms of most places.
_EXECUTION_WEIGHTS: Final = (10, 20)

_WHOLE: Final = Decimal(100)
_ANY_AMOUNT: Final = Decimal("Infinity")
_POINTS: Final = Pattern(r"\(\d+(?:\.\d+)?分?\)$")

#: Heads over the fund table, and heads over all indicators.
_EXECUTION_HEADS: Final = ("预算执行", "资金执行", "执行率", "项目资金")
_ALL_ROWS_HEADS: Final = ("绩效指标", "绩效目标")


def relations(parsed: ParsedForm) -> Sequence[Relation]:
    """
    Every relation that the form's layout establishes, those that cannot be judged included.
    """
    return (
        *_components(parsed),
        *_execution(parsed),
        *_rows(parsed),
        *_sections(parsed),
        *_whole(parsed),
        *_printed_twice(parsed),
        *_grade(parsed),
    )


def _grade(parsed: ParsedForm) -> Iterator[Relation]:
    if "total.grade" in parsed.numbers:
        yield Grade("total.grade", "total.score")


def _components(parsed: ParsedForm) -> Iterator[Relation]:
    if parsed.total_row is None:
        return
    parts = top_level(parsed)
    blocked_by = Why.PART_MISSING if is_one_part_of_more(parsed, parts) else None
    rooms = [_room_of_amount(parsed, index) for index in parts]
    for name in MONEY:
        cells = tuple(cell("funds", index, name) for index in parts)
        printed = [address for address in cells if isinstance(parsed.numbers[address], Number)]
        if printed:
            rounded_parts = frozenset(printed) if _are_rounded(parsed, printed) else frozenset[str]()
            total = cell("funds", parsed.total_row, name)
            room = dict(zip(cells, rooms, strict=True))
            yield Sum(total, "components", cells, blocked_by, room=room, rounded_parts=rounded_parts)


def _room_of_amount(parsed: ParsedForm, index: int) -> Decimal:
    """
    What a blank amount of a component row may be: 0 where nothing came from that source, any amount where the row
    prints others.
    """
    amounts = [parsed.numbers[cell("funds", index, name)] for name in MONEY]
    return _ANY_AMOUNT if any(isinstance(amount, Number) and amount.value for amount in amounts) else Decimal(0)


def _are_rounded(parsed: ParsedForm, cells: list[str]) -> bool:
    if split_unit(parsed.form.currency_unit or "")[0] <= 1:
        return False
    places = [number.places for address in cells if isinstance(number := parsed.numbers[address], Number)]
    return len(places) > 1 and all(p in _ROUNDED_PLACES for p in places)


def _execution(parsed: ParsedForm) -> Iterator[Relation]:
    for index, fund in parsed.funds():
        at_rate, executed, budget = (cell("funds", index, name) for name in ("rate", "executed", "budget"))
        scored, printed = index == parsed.total_row, isinstance(parsed.numbers[at_rate], Number)
        if not (scored or printed):
            continue
        rate = Rate(at_rate, executed, budget, rounded=_are_rounded(parsed, [executed, budget]))
        if printed or any(isinstance(parsed.numbers[address], Number) for address in rate.inputs):
            yield rate
        # Component rows repeat the total row's 10 and 10 in some layouts; only the total row is scored.
        if scored and (fund.weight or fund.score):
            at_score, at_weight = cell("funds", index, "score"), cell("funds", index, "weight")
            rest = _left(parsed, parsed.numbers["total.weight"], [row.at_weight for row in parsed.used])
            yield ExecutionScore(at_score, at_weight, rate, room=rest or Decimal(0))
            yield from _range(parsed, at_score, at_weight)


def rates_left_blank(parsed: ParsedForm) -> Iterator[Rate]:
    """
    The rates of component rows that a form leaves blank although it prints both amounts; nothing is wrong with that.
    """
    for index, fund in parsed.funds():
        at_rate, executed, budget = (cell("funds", index, name) for name in ("rate", "executed", "budget"))
        rate = Rate(at_rate, executed, budget)
        if fund.role == "component" and parsed.numbers[rate.result] is Mark.BLANK:
            yield rate


def _rows(parsed: ParsedForm) -> Iterator[Relation]:
    for row in parsed.used:
        rate = _rate_of_row(parsed, row) if row.is_execution_rate else None
        if rate is not None:
            yield rate
        if rate is not None and row.earns_by_rate:
            yield ExecutionScore(row.at_score, row.at_weight, rate, of_row=True)
        else:
            yield IndicatorScore(row.at_score, row.at_weight, row)
        if parsed.weighted and _lacks_weight(row):
            yield Present(row.at_weight, row.at_score)
        yield from _range(parsed, row.at_score, row.at_weight, row.largest)
    for row in parsed.rows:
        yield from completions(row, parsed.lexicon)
        if row.indicator.extra:
            yield from reviewed_scores(row, parsed.lexicon)


def _rate_of_row(parsed: ParsedForm, row: Row) -> Rate | None:
    if parsed.total_row is None:
        return None
    executed, budget = (cell("funds", parsed.total_row, name) for name in ("executed", "budget"))
    return Rate(row.at("actual"), executed, budget, rounded=_are_rounded(parsed, [executed, budget]))


def _lacks_weight(row: Row) -> bool:
    scored = isinstance(row.score, Number) and row.score.value != 0
    if isinstance(row.weight, Number):
        return row.weight.value < 0 or (row.weight.value == 0 and scored)
    return row.weight is Mark.BLANK and scored


def _range(parsed: ParsedForm, at_score: str, at_weight: str, percent: Decimal = _WHOLE) -> Iterator[Relation]:
    """
    That a score lies between 0 and its weight, where it does not.
    """
    score, weight = parsed.numbers[at_score], parsed.numbers[at_weight]
    above = isinstance(score, Number) and isinstance(weight, Number) and score.value > share_of(weight, percent) >= 0
    if above or (isinstance(score, Number) and score.value < 0):
        yield Range(at_score, at_weight, percent)


def _printed_twice(parsed: ParsedForm) -> Iterator[Relation]:
    if isinstance(parsed.numbers["total.score"], Number):
        for address in total_printed_again(parsed.form):
            yield Same("total.score", address)


def _sections(parsed: ParsedForm) -> Iterator[Relation]:
    if not parsed.form.sections:
        return
    headed = _rows_by_head(parsed)
    for index, section in enumerate(parsed.form.sections):
        own = parsed.numbers[cell("sections", index, "weight")]
        for name in ("weight", "score"):
            at = cell("sections", index, name)
            if parsed.numbers[at] is not Mark.BLANK:
                parts = _under(section, parsed, headed, name)
                rest = _left(parsed, own, _under(section, parsed, headed, "weight")) if name == "score" else None
                yield Sum(
                    at,
                    "section",
                    parts,
                    None if parts else Why.NO_ROWS,
                    room=_room(parsed, name),
                    rest=parsed.rest if rest is None else rest,
                    unlisted=not parsed.form.complete,
                    rounded_parts=_parts_without_inputs(parsed, parts),
                )
        yield from _range(parsed, cell("sections", index, "score"), cell("sections", index, "weight"))
    yield from _sections_together(parsed, headed)


def _left(parsed: ParsedForm, whole: Figure, weights: Sequence[str]) -> Decimal | None:
    """
    What is left of a *whole* weight without the known ones of *weights*; ``None`` where the whole is not known.
    """
    if not isinstance(whole, Number):
        return None
    known = exact_sum(n.value for at in weights if isinstance(n := parsed.numbers[at], Number))
    return max(EXACT.subtract(whole.value, known), Decimal(0))


def _sections_together(parsed: ParsedForm, headed: _Headed) -> Iterator[Relation]:
    """
    The heads add up to the form where every row stands under exactly one of them.
    """
    weights = [cell("sections", index, "weight") for index, _ in enumerate(parsed.form.sections)]
    under = [_under(section, parsed, headed, "weight") for section in parsed.form.sections]
    covered = [address for cells in under for address in cells]
    used = [row.at_weight for row in parsed.used]
    numbers = all(isinstance(parsed.numbers[address], Number) for address in weights)
    if not numbers or len(covered) != len(set(covered)) or not set(used) <= set(covered):
        return
    execution = _execution_cell(parsed, "weight")
    if execution is not None and execution not in covered:
        weights.insert(0, execution)
    rest = _left(parsed, parsed.numbers["total.weight"], weights) or Decimal(0)
    yield Sum("total.weight", "section", tuple(weights), rest=rest, unlisted=not parsed.form.complete)


#: The rows by the heads of level 1 and 2 over them.
_Headed = Mapping[str, Sequence[Row]]


def _rows_by_head(parsed: ParsedForm) -> _Headed:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in parsed.used:
        for head in {_without_points(row.indicator.level1), _without_points(row.indicator.level2)}:
            rows[head].append(row)
    return rows


def _without_points(head: str | None) -> str:
    """
    A head without the points that some forms print behind it: 产出指标(50分).
    """
    return _POINTS.sub("", fold(head or ""))


def _under(section: Section, parsed: ParsedForm, headed: _Headed, name: str) -> tuple[str, ...]:
    """
    The cells that a head stands over: its level-1 or level-2 rows, the execution row, or all rows.
    """
    head = _without_points(section.name)
    rows = headed.get(head, ()) if head else ()
    if not rows and any(word in head for word in _EXECUTION_HEADS) and parsed.total_row is not None:
        return (cell("funds", parsed.total_row, name),)
    if not rows and any(word in head for word in _ALL_ROWS_HEADS):
        rows = parsed.used
    return tuple(row.at(name) for row in rows)


def _whole(parsed: ParsedForm) -> Iterator[Relation]:
    if not parsed.used:
        return
    cells: dict[str, tuple[str, ...]] = {}
    for name in ("weight", "score"):
        execution = _execution_cell(parsed, name)
        rows = [row.at_weight if name == "weight" else row.at_score for row in parsed.used]
        cells[name] = tuple(rows if execution is None else [execution, *rows])
    weights, scores = cells["weight"], cells["score"]
    rest = _left(parsed, parsed.numbers["total.weight"], weights) or Decimal(0)
    cut = not parsed.form.complete
    elsewhere = parsed.total_row is None and rest in _EXECUTION_WEIGHTS
    no_weights = None if parsed.weighted else Why.NO_WEIGHTS
    yield Sum("total.weight", "weights", weights, no_weights, rest=rest, unlisted=cut or elsewhere)
    yield Sum(
        "total.score",
        "total",
        scores,
        room=_room(parsed, "score"),
        rest=parsed.rest,
        unlisted=cut or (elsewhere and isinstance(parsed.numbers["total.score"], Number)),
        rounded_parts=_parts_without_inputs(parsed, scores),
        scaled=_scaling_weights(parsed),
    )
    yield from _range(parsed, "total.score", "total.weight")


def _room(parsed: ParsedForm, column: str) -> dict[str, Decimal]:
    """
    What the blank scores of weighted rows may be at most: the weight, and nothing where the row does not apply.
    """
    if column != "score":
        return {}
    rows = [(row.at_score, row.at_weight, row.does_not_apply) for row in parsed.used]
    if parsed.total_row is not None:
        rows.append((cell("funds", parsed.total_row, "score"), cell("funds", parsed.total_row, "weight"), False))
    return {
        score: Decimal(0) if nothing else max(weight.value, Decimal(0))
        for score, at_weight, nothing in rows
        if isinstance(parsed.numbers[score], Mark) and isinstance(weight := parsed.numbers[at_weight], Number)
    }


def _scaling_weights(parsed: ParsedForm) -> tuple[Decimal, Decimal] | None:
    """
    The total weight, and that of the rows that apply; ``None`` where all do.
    """
    left_out = exact_sum(
        row.weight.value for row in parsed.used if row.does_not_apply and isinstance(row.weight, Number)
    )
    total = parsed.numbers["total.weight"]
    if not left_out or not isinstance(total, Number) or left_out >= total.value:
        return None
    return total.value, EXACT.subtract(total.value, left_out)


def _execution_cell(parsed: ParsedForm, name: str) -> str | None:
    """
    The execution row's cell, unless the execution rate is scored as one of the indicators, as some layouts have it.
    """
    if parsed.total_row is None:
        return None
    address = cell("funds", parsed.total_row, name)
    return None if parsed.numbers[address] is Mark.BLANK and _execution_among(parsed) else address


def _execution_among(parsed: ParsedForm) -> bool:
    """
    Whether the execution rate is one of the indicators.
    """
    return any("执行率" in (row.indicator.name or "") for row in parsed.used)


def _parts_without_inputs(parsed: ParsedForm, scores: Sequence[str]) -> frozenset[str]:
    """
    Of *scores* those that were computed, though the form does not print from what: of missed rows without weights, and
    of the execution where its amounts are missing or rounded.
    """
    untold = [
        row.at_score for outcome in _COMPUTED for row in parsed.by_outcome.get(outcome, ()) if row.weight is Mark.BLANK
    ]
    if parsed.total_row is not None:
        amounts = [cell("funds", parsed.total_row, name) for name in ("executed", "budget")]
        if _are_rounded(parsed, amounts) or not all(isinstance(parsed.numbers[at], Number) for at in amounts):
            untold.append(cell("funds", parsed.total_row, "score"))
    return frozenset(at for at in untold if at in scores and isinstance(parsed.numbers[at], Number))
