"""
Honest indicator rows: the target is met and earns the weight, is missed and earns its share, or is a phrase.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from attrs import evolve, frozen

from perfscore.form import Indicator
from perfscore.notation.number import STEPS
from perfscore.strategies.chance import Chance, happens
from perfscore.strategies.vocabulary import COMPARATORS, HEADS, MEASURES, PHRASES, QUALITIES, REASONS, Measure
from perfscore.strategies.writing import Hand, digits


__all__ = ["Draft", "Printed", "Row", "any_row", "rate_row", "target_text", "with_score"]

#: Heads and comparisons under which a target says without a sign which way is better: 20 家 are at least 20.
_SIGNLESS = {"数量指标": ">=", "质量指标": ">=", "服务对象满意度指标": ">=", "成本指标": "<="}
_TEN_THOUSAND = 10_000


@frozen
class Printed:
    """
    A number as printed, and the exact one behind it.
    """

    value: Decimal
    exact: Fraction


@frozen
class Row:
    """
    An honest row and its score.
    """

    indicator: Indicator
    score: Printed


@frozen
class Draft:
    """
    A row before its weight is known: the share of it that is earned, by a formula or at will.
    """

    indicator: Indicator
    share: Fraction
    computed: bool = True


@frozen
class _Target:
    """
    A target in its columns.
    """

    comparator: str | None
    text: str
    unit: str | None


def _printed_target(chance: Chance, hand: Hand, measure: Measure, value: Decimal, *, split: bool) -> _Target:
    before, behind = chance.one_of(COMPARATORS[measure.comparator])
    figure = hand.amount(value)
    if split:
        return _Target(COMPARATORS[measure.comparator][0][0], figure, measure.unit)
    if measure.comparator == _SIGNLESS.get(measure.head) and happens(chance, 10):
        return _Target(None, figure + measure.unit, None)
    if measure.unit == "人次" and value % 1000 == 0 and value >= _TEN_THOUSAND // 2 and happens(chance, 50):
        figure = f"{digits(value / _TEN_THOUSAND)}万"
    return _Target(None, f"{before}{figure}{measure.unit}{behind}", None)


def target_text(chance: Chance, hand: Hand) -> str:
    """
    A target in one cell: a comparison, a date or a phrase.
    """
    kind = chance.one_of(("figure", "figure", "date", "phrase"))
    if kind == "date":
        return f"2024年{chance.whole(1, 12)}月底前"
    if kind == "phrase":
        return chance.one_of(QUALITIES)[2]
    measure = chance.one_of(MEASURES)
    return _printed_target(chance, hand, measure, _draw_target(chance, measure), split=False).text


def _draw_target(chance: Chance, measure: Measure) -> Decimal:
    scale: int = 10**measure.places
    value = Decimal(chance.whole(measure.low * scale, measure.high * scale)).scaleb(-measure.places)
    # Most counts that somebody sets as a goal are round.
    return value - value % 100 if value > 1000 and happens(chance, 70) else value


def _draw_actual(chance: Chance, measure: Measure, wanted: Decimal, *, missed: bool) -> Decimal:
    """
    What was done: at or beyond the target, or short of it.
    """
    places = max(measure.places, 2 if measure.unit == "%" and happens(chance, 50) else 0)
    goal = int(wanted.scaleb(places))
    short = missed is (measure.comparator != "<=")
    if short:
        done = chance.whole(goal // 3, max(goal - 1, 0))
    else:
        most = 100 * 10**places if measure.unit == "%" else goal + goal // 4 + int(missed)
        done = goal + chance.whole(int(missed), max(most - goal, int(missed)))
    return Decimal(done).scaleb(-places)


def _share(chance: Chance, hand: Hand, measure: Measure, wanted: Decimal, reached: Decimal) -> Fraction:
    """
    The share of the weight that a missed target earns, by one of the rulebook's formulas.
    """
    goal, done = Fraction(wanted), Fraction(reached)
    allowed = {">=": hand.rulebook.at_least, "<=": hand.rulebook.at_most, "=": hand.rulebook.equal}
    formula = chance.one_of(allowed[measure.comparator])
    if formula == "proportional":
        return max(done, Fraction(0)) / goal if goal > 0 else Fraction(0)
    if formula == "ratio":
        return max(goal, Fraction(0)) / done if done > 0 else Fraction(0)
    return max(Fraction(0), 1 - (done - goal) / goal) if goal > 0 else Fraction(0)


def figure_row(chance: Chance, hand: Hand, measure: Measure, *, split: bool = False) -> Draft:
    """
    A row with a target in figures.
    """
    wanted = _draw_target(chance, measure)
    can_miss = wanted > 0 or measure.comparator == "<="
    missed = can_miss and happens(chance, 20)
    reached = _draw_actual(chance, measure, wanted, missed=missed)
    target = _printed_target(chance, hand, measure, wanted, split=split)
    # Beside 1.5万人次 a bare 15000 could be either.
    unit = measure.unit if measure.unit == "%" or "万" in target.text or happens(chance, 60) else ""
    indicator = Indicator(
        level1=HEADS[measure.head],
        level2=measure.head,
        name=measure.name,
        comparator=target.comparator,
        target=target.text,
        unit=target.unit,
        actual=hand.amount(reached) + unit,
        reason=chance.one_of(REASONS) if missed else None,
    )
    return Draft(indicator, _share(chance, hand, measure, wanted, reached) if missed else Fraction(1))


def phrase_row(chance: Chance) -> Draft:
    """
    A row that is described in words; its score lies in the band that the words claim.
    """
    head, name, target = chance.one_of(QUALITIES)
    actual, least, most = chance.one_of(PHRASES)
    share = Fraction(chance.whole(-(-least // 5), most // 5), 20)
    reason = chance.one_of(REASONS) if share < 1 else None
    indicator = Indicator(HEADS[head], head, name, target=target, actual=actual, reason=reason)
    return Draft(indicator, share, computed=False)


def deadline_row(chance: Chance) -> Draft:
    """
    A row with a deadline that was kept.
    """
    due = chance.whole(3, 12)
    done = f"2024年{chance.whole(1, due)}月"
    return Draft(
        Indicator("产出指标", "时效指标", "项目完成时间", target=f"2024年{due}月底前", actual=done), Fraction(1)
    )


def rate_row(percent: Decimal) -> Draft:
    """
    预算执行率 as an indicator: its target is all of the money.
    """
    share = min(Fraction(percent) / 100, Fraction(1))
    reason = "部分款项跨年支付" if share < 1 else None
    indicator = Indicator("产出指标", "数量指标", "预算执行率", target="≥100%", actual=f"{percent:f}%", reason=reason)
    return Draft(indicator, share)


def any_row(chance: Chance, hand: Hand, *, in_words: bool, split: bool = False) -> Draft:
    """
    A phrase, or a row with figures and now and then a deadline.
    """
    if in_words:
        return phrase_row(chance)
    if happens(chance, 5):
        return deadline_row(chance)
    return figure_row(chance, hand, chance.one_of(MEASURES), split=split)


def with_score(draft: Draft, hand: Hand, weight: Decimal) -> Row:
    """
    The row with its weight, and the score that it earns.
    """
    exact = Fraction(weight) * draft.share
    if draft.share == 1:
        value = weight
    elif draft.computed:
        value = hand.rounded(exact)
        # Nobody gets full marks for a missed target by leaving decimals out: 4.84 of 5 is no 5.
        value = value if value < weight else hand.rounded(exact, decimals=hand.rulebook.decimals)
    else:
        # The lower end of a band is a whole number of hundredths, so that leaving out digits does not leave the band.
        value = (weight * draft.share.numerator / draft.share.denominator).quantize(STEPS[2], ROUND_DOWN)
        exact = Fraction(value)
    indicator = evolve(draft.indicator, weight=hand.points(weight), score=hand.points(value))
    return Row(indicator, Printed(value, exact))
