"""
Whether a made form is consistent by any documented way of rounding: a second opinion, in fractions.

Nothing here is the library's: texts are taken apart by patterns of their own, which know the shapes that
`perfscore.strategies` makes and no others. Of a rulebook only the parameters are used.
"""

from __future__ import annotations

import re

from fractions import Fraction
from itertools import islice, product

import attrs

import oracle


#: Ways to pick the numbers behind printed scores that are tried for one sum; a real form has one or two.
MOST_PICKS = 4096

COMPARATORS = {
    "≥": ">=",
    "≧": ">=",
    ">=": ">=",
    "不少于": ">=",
    "不低于": ">=",
    "以上": ">=",
    "≤": "<=",
    "<=": "<=",
    "不超过": "<=",
    "以内": "<=",
    "=": "=",
    "═": "=",
}
SIGNLESS = {"数量指标": ">=", "质量指标": ">=", "服务对象满意度指标": ">=", "成本指标": "<="}
TARGET = re.compile(
    r"(?P<before>≥|≧|>=|不少于|不低于|≤|<=|不超过|=|═)?(?P<digits>[\d,]+(?:\.\d+)?)(?P<many>万)?"
    r"(?P<unit>[^\d以年]*)(?P<behind>以上|以内)?"
)


def measured(text):
    """
    Comparison, value, factor and unit of ``≥1.5万人次``; ``None`` for a date or a phrase.
    """
    match = TARGET.fullmatch(text or "")
    if match is None:
        return None
    value = Fraction(match["digits"].replace(",", ""))
    return COMPARATORS.get(match["before"] or match["behind"]), value, 10_000 if match["many"] else 1, match["unit"]


def compared(target, actual):
    """
    Goal and result in one unit; ``None`` where a figure without a unit could be in either.
    """
    (_, goal, scale, unit), (_, done, done_scale, done_unit) = target, actual
    if bool(scale > 1 or unit) == bool(done_scale > 1 or done_unit) or scale == done_scale:
        return goal * scale, done * done_scale
    both = {(goal, done), (goal * scale, done * done_scale)}
    near = [pair for pair in both if 0 in pair or max(pair) <= 10 * min(pair)]
    return near[0] if len(near) == 1 else None


def prints(value, text, *, coarse=True):
    """
    Whether some recipe prints *value* as *text*; *coarse* allows fewer than two decimals.

    Points are cut off to one decimal, never to none: 86 is no way to print a score of 86.7. Per cents may be.
    """
    stated, places = oracle.number(text)
    if oracle.may_be_printed(value, stated, places):
        return True
    fewer = min(places, 2)
    cut_off = (fewer or "%" in text) and stated == oracle.truncated(value, fewer)
    return coarse and (cut_off or stated == oracle.half_up(value, fewer))


class Opinion:
    """
    The relations of one form, each tried with every recipe; `contradictions` names those that none satisfies.
    """

    def __init__(self, form, rulebook):
        self.form = form
        self.book = rulebook
        self.contradictions = []
        total = next((row for row in form.funds if row.role == "total"), None)
        self.behind = {}
        self.total_funds = total
        self.money(total)
        for index, row in enumerate(form.indicators):
            self.row(index, row)
        self.sections(total)
        self.whole(total)

    def say(self, holds, relation):
        if not holds:
            self.contradictions.append(relation)

    def money(self, total):
        parts = [row for row in self.form.funds if row.role == "component"]
        for name in ("initial", "budget", "executed"):
            texts = [text for row in parts if oracle.number(text := getattr(row, name))]
            if total and texts and oracle.number(getattr(total, name)):
                self.say(self.adds_up(getattr(total, name), texts), f"components {name}")
        for index, row in enumerate(self.form.funds):
            shares = self.shares(row)
            if shares is not None and oracle.number(row.rate):
                self.say(self.rate_holds(row, shares), f"rate {index}")
        if total and oracle.number(total.weight) and oracle.number(total.score):
            self.execution(total)

    def adds_up(self, stated, texts):
        value = sum(oracle.number(text)[0] for text in texts)
        if prints(value, stated, coarse=False):
            return True
        places = [oracle.number(text)[1] for text in texts]
        if self.form.currency_unit != "万元" or len(texts) < 2 or not all(2 <= p <= 5 for p in places):
            return False
        # Each part and the sum stand for half a unit of their last place on either side.
        number, shown = oracle.number(stated)
        return abs(number - value) < (Fraction(1, 10**shown) + sum(Fraction(1, 10**p) for p in places)) / 2

    def rate_holds(self, row, shares):
        if any(prints(100 * share, row.rate) for share in shares):
            return True
        if not self.rounded_amounts(row):
            return False
        (budget, more), (executed, less) = oracle.number(row.budget), oracle.number(row.executed)
        hidden, unspent = Fraction(1, 10**more) / 2, Fraction(1, 10**less) / 2
        if budget <= hidden or executed < unspent:
            return False
        stated, shown = oracle.number(row.rate)
        low, high = (executed - unspent) / (budget + hidden), (executed + unspent) / (budget - hidden)
        half = Fraction(1, 10**shown) / 2
        return stated - half < 100 * high and stated + half > 100 * low

    def rounded_amounts(self, row):
        """
        Whether the amounts of a fund row were rounded when they were printed, or are not printed at all.
        """
        amounts = [oracle.number(text) for text in (row.budget, row.executed)]
        return None in amounts or (self.form.currency_unit == "万元" and all(2 <= places <= 5 for _, places in amounts))

    def shares(self, row):
        budget, executed = oracle.number(row.budget), oracle.number(row.executed)
        if budget is None or executed is None:
            return None
        if budget[0]:
            share = executed[0] / budget[0]
            return (share, Fraction(1)) if share > 1 and self.book.execution_capped else (share,)
        return None if executed[0] else tuple(Fraction(rate) / 100 for rate in self.book.zero_budget_rates)

    def execution(self, total):
        weight, rate = oracle.number(total.weight)[0], oracle.number(total.rate)[0]
        self.say(oracle.number(total.score)[0] <= weight, "execution score range")
        shares = [rate / 100]
        exact = self.shares(total)
        if exact is not None and self.rate_holds(total, exact):
            # 0 of 0 is 0 or 100 %, whichever is printed, but not both in one form.
            spent = oracle.number(total.budget)[0] > 0
            shares += [share for share in exact if spent or prints(100 * share, total.rate)]
        values = [weight * self.earned(share) for share in shares]
        self.behind["execution"] = {value for value in values if prints(value, total.score)}
        self.say(self.behind["execution"], "execution score")

    def earned(self, share):
        if self.book.execution_method == "banded":
            return next(Fraction(b.earns) / 100 for b in self.book.execution_bands if share * 100 >= b.limit)
        return min(share, 1) if self.book.execution_capped else share

    def is_rate(self, row):
        """
        Whether the actual value of an indicator is the execution rate of the form.
        """
        total = self.total_funds
        return row.name in ("预算执行率", "资金执行率") and total is not None and oracle.number(row.actual) is not None

    def rate_of_row(self, index, row):
        """
        An indicator that is the execution rate agrees with the amounts of the fund table.
        """
        as_fund = attrs.evolve(self.total_funds, rate=row.actual)
        exact = self.shares(as_fund)
        agrees = exact is None or self.rate_holds(as_fund, exact)
        self.say(agrees, f"rate of row {index}")
        return [oracle.number(row.actual)[0] / 100, *(exact or () if agrees else ())]

    def row(self, index, row):
        weight, score = oracle.number(row.weight), oracle.number(row.score)
        shares = self.rate_of_row(index, row) if self.is_rate(row) else []
        if weight is None or score is None:
            return
        self.say(score[0] <= weight[0], f"score range {index}")
        self.say(weight[0] > 0 or score[0] == 0, f"weight {index}")
        # 未达成预期指标 is no full success, whatever the weight.
        self.say(score[0] < weight[0] or "未达成" not in (row.actual or ""), f"not done {index}")
        if shares and (row.target is None or measured(row.target)[1] == 100):
            values = [weight[0] * earned for share in shares for earned in (self.earned(share), min(share, 1))]
            self.behind[index] = {value for value in values if prints(value, row.score)}
            self.say(self.behind[index], f"score by the rate {index}")
            return
        outcome = self.outcome(row)
        if outcome is None:
            return
        comparator, goal, done, met = outcome
        if met:
            # Whoever scores may take points off a target that was met.
            self.say(prints(weight[0], row.score, coarse=False) or score[0] < weight[0], f"full marks {index}")
            return
        allowed = {">=": self.book.at_least, "<=": self.book.at_most, "=": self.book.equal}[comparator]
        values = [weight[0] * self.formula(name, goal, done) for name in allowed]
        coarse = score[0] != weight[0]
        self.behind[index] = {value for value in values if prints(value, row.score, coarse=coarse)}
        self.say(self.behind[index], f"attainment {index}")

    @staticmethod
    def outcome(row):
        """
        Comparison, goal, result and whether the goal was reached; ``None`` where the row does not tell.
        """
        target, actual = measured(row.target), measured(row.actual)
        if target is None or actual is None:
            return None
        target = target if target[3] or not row.unit else measured(f"{row.target}{row.unit}")
        figures = compared(target, actual)
        comparator = COMPARATORS.get(row.comparator) or target[0] or SIGNLESS.get(row.level2)
        if figures is None:
            return None
        goal, done = figures
        less = comparator == "<=" or (comparator == "=" and goal == 0)
        return comparator, goal, done, done <= goal if less else done >= goal

    @staticmethod
    def formula(name, goal, done):
        if name == "ratio":
            return goal / done if done > 0 else Fraction(0)
        if goal <= 0:
            return Fraction(0)
        return done / goal if name == "proportional" else max(Fraction(0), 1 - (done - goal) / goal)

    def scores_add_up(self, stated, parts):
        """
        *parts* are pairs of a printed score and the name under which the numbers behind it are known.
        """
        printed = [oracle.number(text)[0] for text, _ in parts]
        if prints(sum(printed), stated):
            return True
        picks = [self.behind.get(name) or {value} for value, (_, name) in zip(printed, parts, strict=True)]
        sums = [sum(printed), *(sum(pick) for pick in islice(product(*picks), MOST_PICKS))]
        if any(prints(value, stated) for value in sums):
            return True
        hidden = sum(self.hidden(text, name) for text, name in parts)
        number, places = oracle.number(stated)
        return bool(hidden) and any(abs(number - value) < hidden + Fraction(1, 10**places) / 2 for value in sums)

    def hidden(self, text, name):
        """
        How much the sum may know of a computed score that nothing else on the form tells: half a unit of its last place.
        """
        places = oracle.number(text)[1]
        if name == "execution":
            if not self.rounded_amounts(next(row for row in self.form.funds if row.role == "total")):
                return 0
        else:
            row = self.form.indicators[name]
            outcome = self.outcome(row)
            if row.weight or outcome is None or outcome[3]:
                return 0
        return Fraction(1, 10 ** (places or 2)) / 2

    def sections(self, total):
        rows = list(enumerate(self.form.indicators))
        for section in self.form.sections:
            if section.name == "预算执行情况":
                weights, scores = [total.weight], [(total.score, "execution")]
            else:
                below = rows if section.name == "绩效指标" else [r for r in rows if r[1].level1 == section.name]
                weights, scores = [row.weight for _, row in below], [(row.score, index) for index, row in below]
            self.weights_add_up(section.weight, weights, f"weight of {section.name}")
            self.say(self.scores_add_up(section.score, scores), f"score of {section.name}")
        if self.form.sections and not any(section.name == "预算执行情况" for section in self.form.sections):
            weights = [total.weight, *(section.weight for section in self.form.sections)]
            self.weights_add_up(self.total_weight(), weights, "weights of the sections")

    def weights_add_up(self, stated, weights, relation):
        value = sum(oracle.number(text)[0] for text in weights if oracle.number(text))
        self.say(prints(value, stated, coarse=False), relation)

    def total_weight(self):
        return self.form.total.weight or str(self.book.total_weight)

    def whole(self, total):
        rows = self.form.indicators
        scores = [(row.score, index) for index, row in enumerate(rows)]
        weights = [row.weight for row in rows]
        if oracle.number(total.score):
            scores.insert(0, (total.score, "execution"))
            weights.insert(0, total.weight)
        if any(row.weight for row in rows):
            self.weights_add_up(self.total_weight(), weights, "weights")
        self.say(self.scores_add_up(self.form.total.score, scores), "total")
        self.say(oracle.number(self.form.total.score)[0] <= oracle.number(self.total_weight())[0], "total range")
        if self.form.total.grade:
            stated = oracle.number(self.form.total.score)[0]
            grade = next(band.grade for band in self.book.grades if stated >= band.limit)
            self.say(self.form.total.grade == grade, "grade")


def contradictions(form, rulebook):
    """
    The relations of a made form that no documented recipe satisfies.
    """
    return Opinion(form, rulebook).contradictions
