"""
Whole forms without a contradiction, in the layouts that are published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

from attrs import evolve, frozen

from perfscore.form import Form, Goals, Section, Total
from perfscore.notation.rounding import FEWER_DECIMALS
from perfscore.rulebook import Rulebook
from perfscore.strategies.chance import Chance, happens
from perfscore.strategies.money import Funds, fund_table
from perfscore.strategies.rows import Draft, Printed, Row, any_row, rate_row, with_score
from perfscore.strategies.vocabulary import AREAS, HEADS
from perfscore.strategies.writing import Hand, digits, recipes_of


__all__ = ["LAYOUTS", "MOST_ROWS", "Layout", "LayoutName", "honest_form"]

LayoutName = Literal["national", "headed", "split", "no-initial", "rate-row", "no-weights", "two-parts"]

#: A form with more rows than this has weights below any that are printed.
MOST_ROWS: Final = 80


@frozen
class Layout:
    """
    What a layout prints, and where.
    """

    #: 年初预算数 has a column
    initial: bool = True
    #: level-1 heads print what is below them: 产出指标(50分)
    headed: bool = False
    #: comparator, value and unit of a target stand in three columns
    split: bool = False
    #: the execution rate is scored as one of the indicators
    rate_row: bool = False
    #: rows print their weights
    weights: bool = True
    #: two heads over everything: 预算执行情况(10分) and 绩效指标(90分)
    two_parts: bool = False
    #: the total comes with a grade
    grade: bool = False


LAYOUTS: Final = MappingProxyType(
    {
        "national": Layout(),
        "headed": Layout(headed=True),
        "split": Layout(split=True, grade=True),
        "no-initial": Layout(initial=False),
        "rate-row": Layout(rate_row=True),
        "no-weights": Layout(weights=False),
        "two-parts": Layout(split=True, two_parts=True),
    }
)

_ORDER: Final = tuple(HEADS)


def honest_form(
    chance: Chance,
    *,
    rulebook: Rulebook,
    rows: int | tuple[int, int],
    recipe: str | None = None,
    layout: str | None = None,
    qualitative: int = 20,
) -> Form:
    """
    A form on which everything agrees under *rulebook*; recipe and layout are left to *chance* where none is given.

    *rows* is how many there are, or between which numbers; each is in words in *qualitative* of 100 cases.
    """
    hand = _hand(chance, rulebook, recipe or chance.one_of(recipes_of(rulebook)))
    shape = LAYOUTS[layout or chance.one_of(tuple(LAYOUTS))]
    funds = fund_table(chance, hand, initial=shape.initial, scored=not shape.rate_row)
    listed = _rows(chance, hand, shape, rows, qualitative)
    if shape.rate_row:
        listed = [with_score(rate_row(funds.rate.value), hand, rulebook.execution_weight), *listed]
    sections: tuple[Section, ...] = ()
    if shape.headed:
        listed, sections = _with_heads(hand, listed)
    if shape.two_parts:
        sections = _two_parts(hand, listed, funds)
    return Form(
        tuple(row.indicator if shape.weights else evolve(row.indicator, weight=None) for row in listed),
        title="项目支出绩效自评表",
        year="2024",
        project=chance.one_of(("公共服务能力提升项目", "基础设施维护项目", "业务培训项目")),
        department="某市某局",
        unit="某市某中心",
        currency_unit=funds.unit,
        funds=funds.rows,
        goals=Goals("完成年度各项任务，服务能力持续提升", "各项任务基本完成"),
        sections=sections,
        total=_total(chance, hand, listed, funds, shape),
    )


def _hand(chance: Chance, rulebook: Rulebook, recipe: str) -> Hand:
    coarse = chance.whole(1, 2) if recipe == FEWER_DECIMALS else 0
    return Hand(rulebook, recipe, coarse, zeros=happens(chance, 30), separators=happens(chance, 20))


@frozen
class _Weighed:
    """
    A row, and how much weight it has beside the others.
    """

    draft: Draft
    importance: int


def _weights(points: Decimal, step: int, importances: Sequence[int]) -> list[Decimal]:
    """
    Weights above 0 that add up to *points*, in steps of 1, 1/2 or 1/10 of a point, finer where there are too many rows.
    """
    count = len(importances)
    steps = next(n for n in (step, 2, 10, 100) if n >= step and points * n >= count and points * n % 1 == 0)
    free = int(points * steps) - count
    units = [1 + free * importance // sum(importances) for importance in importances]
    rest = int(points * steps) - sum(units)
    return [Decimal(unit + (index < rest)) / steps for index, unit in enumerate(units)]


def _weights_by_head(rulebook: Rulebook, step: int, weighed: Sequence[_Weighed]) -> list[Decimal] | None:
    """
    The weights of rows whose heads weigh what the rulebook's first split gives them, as on most forms; ``None`` where the
    rows are not under all of its heads, or it has none.
    """
    split = rulebook.splits[0] if rulebook.splits else {}
    heads = [
        next((head for head in split if _is_head_of_split(head, row.draft.indicator.level1)), None) for row in weighed
    ]
    if not heads or set(heads) != set(split):
        return None
    below = {
        head: iter(
            _weights(points, step, [row.importance for row, at in zip(weighed, heads, strict=True) if at == head])
        )
        for head, points in split.items()
    }
    return [next(below[head]) for head in heads if head is not None]


def _is_head_of_split(head: str, level: str | None) -> bool:
    """
    Whether a level-1 head is one of those that a head of a split names: 效益+满意度 names two.
    """
    return any(name in (level or "") for name in head.split("+"))


def _rows(chance: Chance, hand: Hand, shape: Layout, rows: int | tuple[int, int], qualitative: int) -> list[Row]:
    """
    The rows in the order of their heads.
    """
    step, usual = chance.one_of((1, 2, 10)), happens(chance, 70)
    row = partial(_draw_weighed_row, hand=hand, qualitative=qualitative, split=shape.split)
    # Drawn right before the rows, so that a form that shrinks can lose any of them.
    count = rows if isinstance(rows, int) else chance.whole(*rows)
    weighed = [chance.part(row) for _ in range(count)]
    points = hand.rulebook.total_weight - hand.rulebook.execution_weight
    split = _weights_by_head(hand.rulebook, step, weighed) if usual else None
    weights = split or _weights(points, step, [row.importance for row in weighed])
    listed = [with_score(row.draft, hand, weight) for row, weight in zip(weighed, weights, strict=True)]
    return _told_apart(sorted(listed, key=lambda row: _ORDER.index(row.indicator.level2 or "")))


def _draw_weighed_row(chance: Chance, *, hand: Hand, qualitative: int, split: bool) -> _Weighed:
    importance = chance.whole(1, 8) if happens(chance, 50) else 1
    return _Weighed(any_row(chance, hand, in_words=happens(chance, qualitative), split=split), importance)


def _told_apart(rows: Iterable[Row]) -> list[Row]:
    """
    The same rows with a name of its own for each.
    """
    seen: Counter[str | None] = Counter()
    listed = []
    for row in rows:
        name = row.indicator.name
        area = AREAS[seen[name]] if seen[name] < len(AREAS) else f"第{seen[name] + 1}片区"
        seen[name] += 1
        listed.append(evolve(row, indicator=evolve(row.indicator, name=f"{area}{name}")))
    return listed


def _sum(hand: Hand, scores: Iterable[Printed]) -> Decimal:
    """
    The sum of scores as printed, or rounded from the digits behind them.
    """
    listed = list(scores)
    if hand.adds_unrounded:
        return hand.rounded(sum((score.exact for score in listed), Fraction(0)))
    return sum((score.value for score in listed), Decimal(0))


def _with_heads(hand: Hand, rows: Sequence[Row]) -> tuple[list[Row], tuple[Section, ...]]:
    """
    The rows with the weight of their level-1 head printed in it, and the heads with weight and score.
    """
    listed: list[Row] = []
    sections: list[Section] = []
    for head, group in groupby(rows, key=lambda row: row.indicator.level1):
        below = list(group)
        weight = hand.points(sum((Decimal(row.indicator.weight or 0) for row in below), Decimal(0)))
        name = f"{head}({weight}分)"
        sections.append(Section(name, weight, hand.points(_sum(hand, (row.score for row in below)))))
        listed += [evolve(row, indicator=evolve(row.indicator, level1=name)) for row in below]
    return listed, tuple(sections)


def _two_parts(hand: Hand, rows: Sequence[Row], funds: Funds) -> tuple[Section, ...]:
    book = hand.rulebook
    execution, indicators = book.execution_weight, book.total_weight - book.execution_weight
    return (
        Section("预算执行情况", digits(execution), hand.points(funds.score.value)),
        Section("绩效指标", digits(indicators), hand.points(_sum(hand, (row.score for row in rows)))),
    )


def _total(chance: Chance, hand: Hand, rows: Sequence[Row], funds: Funds, shape: Layout) -> Total:
    scores = [row.score for row in rows]
    score = _sum(hand, scores if shape.rate_row else [funds.score, *scores])
    weight = None if happens(chance, 10) else digits(hand.rulebook.total_weight)
    graded = shape.grade and hand.rulebook.grades
    return Total(weight, hand.points(score), hand.rulebook.grade(score).grade if graded else None)
