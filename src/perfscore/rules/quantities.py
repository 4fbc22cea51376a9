"""
X703 and X704: the same quantity stated differently in two places.

Two figures are linked by what the form itself says of them: the noun of a row's own name, the unit, and, where two
targets promise the same uncommon number, that number. Figures that merely look alike are not the same quantity.
"""

from __future__ import annotations

import re

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, product
from typing import Final

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import Clause
from perfscore.notation.number import EXACT, Number, plain
from perfscore.notation.rounding import HALF_UP
from perfscore.notation.statement import Statement
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.mentions import Mention, alone, find_mentions, mentions, sentences
from perfscore.rules.nouns import core
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["X703", "X704"]

#: A noun of two characters (培训, 活动) is too common to link anything.
_SHORTEST_NOUN: Final = 3
#: A clause about another year, or about several.
_OTHER_YEARS: Final = r"\d年|[上去明前后近历多两三四五]年|年[均来]|每年|年-|年至"
#: Units that count anything.
_COMMON_UNITS: Final = frozenset({"个", "项", "次", "件", "%", "元"})
#: Parts that miss their sum by more than a tenth of it are not all of its parts.
_NEARLY: Final = Decimal("0.1")

_PARTS = Text(
    "文中各部分之和为 {sum}，总数写 {whole}，除非有重复计算",
    "the parts in the text add up to {sum}, their sum is given as {whole}, unless something is counted twice",
)


def _same_quantity(examination: Examination) -> Iterator[Match]:
    told: set[tuple[int, int, str]] = set()
    rows, lexicon = examination.parsed.rows, examination.rulebook.lexicon
    prose = [row for row in examination.parsed.worded if _is_prose(row.target) or _is_prose(row.actual)]
    for column, one, other, here, there in (
        *_by_noun(rows, prose, lexicon),
        *_by_number(rows, prose, lexicon),
    ):
        pair = (min(one.index, other.index), max(one.index, other.index), column)
        if pair in told or _agree(here.number, there.number):
            continue
        told.add(pair)
        values = {"row": one.index + 1, "name": one.indicator.name, "other": there.number.text}
        yield Match(other.at(column), (other.at(column), one.at(column)), stated=here.number.text, values=values)


#: Column, the two rows, and what each says there.
_Link = tuple[str, Row, Row, Mention, Mention]


def _by_noun(rows: Sequence[Row], prose: Sequence[Row], lexicon: Lexicon) -> Iterator[_Link]:
    """
    Rows of one noun (政策宣讲 under 数量 and under 时效), and a row that counts something of another's noun in the
    words of that other (政策宣讲会受众人数, and 受众 in the text of 政策宣讲会).
    """
    if not prose:
        # Then only a repeated name links two rows, and most forms have none.
        names = [row.indicator.name or "" for row in rows]
        rows = rows if len(set(names)) < len(names) else ()
    named: dict[str, dict[str | None, Row]] = {}
    for row in rows:
        noun = core(row.indicator.name or "", lexicon)
        if len(noun) >= _SHORTEST_NOUN and (row.target.clauses or row.actual.clauses):
            # Several rows of one noun under one head are parts of one thing; the first speaks for them.
            named.setdefault(noun, {}).setdefault(row.indicator.level2, row)
    nouns = sorted(named)
    for place, noun in enumerate(nouns, 1):
        for one, other in combinations(sorted(named[noun].values(), key=_index), 2):
            yield from _of_one_noun(other, one, noun, lexicon)
        first = min(named[noun].values(), key=_index)
        for longer in islice(nouns, place, None):
            if not longer.startswith(noun):
                break  # in their order, all that begin with the noun follow it
            for row in named[longer].values():
                yield from _of_longer_noun(row, first, longer[len(noun) :], lexicon)


def _index(row: Row) -> int:
    return row.index


def _is_prose(statement: Statement) -> bool:
    return statement.clause is None and bool(statement.clauses)


def _of_one_noun(one: Row, other: Row, noun: str, lexicon: Lexicon) -> Iterator[_Link]:
    for column in ("target", "actual"):
        first, second = getattr(one, column), getattr(other, column)
        for there, here in product(alone(first, lexicon), alone(second, lexicon)):
            named = all(noun in m.clause for s, m in ((first, there), (second, here)) if s.clause is None)
            if named and _comparable(there, here, column):
                yield column, one, other, here, there


def _of_longer_noun(one: Row, other: Row, more: str, lexicon: Lexicon) -> Iterator[_Link]:
    for column in ("target", "actual"):
        first, second = getattr(one, column), getattr(other, column)
        if first.clause is None or not _is_prose(second) or more not in second.text:
            continue
        for there, here in product(alone(first, lexicon), alone(second, lexicon)):
            if more in here.clause and _comparable(there, here, column):
                yield column, one, other, here, there


def _comparable(one: Mention, other: Mention, column: str) -> bool:
    """
    Whether two figures of one unit should agree; what was done is compared only where both say exactly how much.
    """
    exactly = column == "target" or not (one.loose or other.loose)
    return exactly and one.number.base == other.number.base != "%"


def _by_number(rows: Sequence[Row], prose: Sequence[Row], lexicon: Lexicon) -> Iterator[_Link]:
    """
    A row whose text promises the very number that another row promises: both actual values tell what became of it.
    """
    promising = _by_target(rows) if prose else {}
    for other in prose:
        for promise in find_mentions(other.target, lexicon) if _is_prose(other.target) else ():
            number = promise.number
            same = promising.get((number.base, number.quantity), []) if promise.uncommon else []
            for one in same if len(same) == 1 else ():
                here, there = _became(promise, other, lexicon), find_mentions(one.actual, lexicon)
                if here is None or one.actual.clause is None or len(there) != 1 or there[0].loose:
                    continue
                if there[0].number.base == here.number.base:
                    yield "actual", one, other, here, there[0]


def _by_target(rows: Sequence[Row]) -> Mapping[tuple[str, Decimal], Sequence[Row]]:
    """
    The rows whose whole target is one number, by its unit and quantity.
    """
    found: defaultdict[tuple[str, Decimal], list[Row]] = defaultdict(list)
    for row in rows:
        if row.target.clause is not None:
            number = row.target.clause.number
            found[number.base, number.quantity].append(row)
    return found


def _became(promise: Mention, row: Row, lexicon: Lexicon) -> Mention | None:
    """
    The figure of the row's actual value that stands between the same words as *promise* did in its target.
    """
    found = [
        m
        for m in find_mentions(row.actual, lexicon)
        if m.number.base == promise.number.base
        and not m.loose
        and (m.after[:2] == promise.after[:2] != "" or m.before[-2:] == promise.before[-2:] != "")
    ]
    return found[0] if len(found) == 1 else None


def _agree(one: Number, other: Number) -> bool:
    """
    Whether the two are the same quantity, or one is the other in round 万; a number without a unit may have the other's.
    """
    unitless = not (one.unit and other.unit)
    if one.quantity == other.quantity or (unitless and one.value == other.value):
        return True
    for exact, coarse in ((one, other), (other, one)):
        if coarse.quantity != coarse.value and coarse.value:
            scale = EXACT.divide(coarse.quantity, coarse.value)
            if HALF_UP.rounded(EXACT.divide(exact.quantity, scale), coarse.places) == coarse.value:
                return True
    return False


def _goal_against_rows(examination: Examination) -> Iterator[Match]:
    goals = examination.form.goals
    for goal, column, text in (
        ("goals.expected", "target", _this_year(goals.expected or "")),
        ("goals.actual", "actual", goals.actual or ""),
    ):
        if text:
            yield from _rows_against(goal, column, text, examination)
            yield from _parts(goal, text, examination.rulebook.lexicon)


def _this_year(text: str) -> str:
    """
    The goal of the year where the goal of a longer period stands before it.
    """
    _, found, rest = text.rpartition("年度目标")
    return rest if found else "" if "项目期目标" in text else text


def _rows_against(goal: str, column: str, text: str, examination: Examination) -> Iterator[Match]:
    lexicon = examination.rulebook.lexicon
    said = [
        mention for mention in mentions(text, lexicon) if not mention.vague and _of_year(mention, examination.form.year)
    ]
    if not said:
        return
    things = [_counted_thing(row, column, lexicon) for row in examination.parsed.rows]
    counted = Counter(things)
    for row, thing in zip(examination.parsed.rows, things, strict=True):
        statement: Statement = getattr(row, column)
        if thing is None or statement.clause is None or _is_common(thing, counted[thing]):
            continue
        there = _said_of(thing, statement.clause, said, exactly=column == "actual")
        if there is not None and not _agree(there.number, statement.clause.number):
            cells = (row.at(column), goal)
            yield Match(cells[0], cells, stated=statement.text, values={"goal": there.number.text})


def _is_common(thing: tuple[str, str], rows: int) -> bool:
    """
    Whether a noun links nothing: a short one (培训) does so only where one row alone counts it in such a unit.
    """
    noun, unit = thing
    return len(noun) < _SHORTEST_NOUN and (not unit or unit in _COMMON_UNITS or rows > 1)


def _said_of(thing: tuple[str, str], clause: Clause, said: Sequence[Mention], *, exactly: bool) -> Mention | None:
    """
    The one figure of the goal that counts what a row counts in its *clause*; ``None`` where there is none or several, or
    where one of the two leaves room although the count is to be compared *exactly*.
    """
    noun, unit = thing
    near = [mention for mention in said if noun in mention.clause]
    same = [m for m in near if m.number.base == unit] if unit else near
    if clause.high is not None or len(same) != 1 or (not unit and same[0].number.is_percent):
        return None
    loose = exactly and (same[0].loose or clause.comparator not in ("", "="))
    return None if loose else same[0]


def _counted_thing(row: Row, column: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """
    The noun and the unit that a row counts; ``None`` where the cell is no figure.
    """
    statement: Statement = getattr(row, column)
    noun = core(row.indicator.name or "", lexicon)
    if statement.clause is None or len(noun) < 2:
        return None
    # Where the unit stands in a column of its own, the actual value is in it as well.
    promised = row.target.clause.number.base if row.target.clause is not None else ""
    return noun, statement.clause.number.base or promised


def _of_year(mention: Mention, year: str | None) -> bool:
    """
    Whether a figure of the goal speaks of the form's year: none is named, or this one.
    """
    if year is None or "年" not in mention.clause or year in mention.clause:
        return True
    return not re.search(_OTHER_YEARS, mention.clause)


def _parts(goal: str, text: str, lexicon: Lexicon) -> Iterator[Match]:
    """
    其中 breaks a number down; parts that come close to it and miss it are a slip, or count something twice.
    """
    if "其中" not in text:
        return
    for sentence in sentences(text, lexicon):
        whole, _, parts = sentence.partition("其中")
        listed = mentions(parts, lexicon)
        for total in {mention.number.base: mention for mention in mentions(whole, lexicon)}.values():
            counted = [m for m in listed if m.number.base == total.number.base]
            if len(counted) < 2 or total.loose or total.number.is_percent or any(m.loose for m in counted):
                continue
            added = _sum(m.number.quantity for m in counted)
            if 0 < abs(added - total.number.quantity) <= total.number.quantity * _NEARLY:
                values = {"sum": " + ".join(m.number.text for m in counted) + f" = {plain(added, 0, 6)}"}
                yield Match(
                    goal, stated=total.number.text, values={**values, "whole": total.number.text}, message=_PARTS
                )


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


X703 = Rule(
    "X703",
    "same-quantity",
    Severity.NOTICE,
    Text("同一数量在各行一致", "the same quantity is the same in every row"),
    Text("此处为 {stated}，第 {row} 行“{name}”为 {other}", "{stated} here, {other} in row {row} ({name})"),
    _same_quantity,
    source=Text("不同指标下说的是同一件事", "rows that speak of the same thing under different heads"),
    mark="on forms",
)
X704 = Rule(
    "X704",
    "goal-against-rows",
    Severity.NOTICE,
    Text("总体目标中的数量与指标一致", "the numbers in the goal agree with the rows"),
    Text("该行为 {stated}，总体目标中为 {goal}", "{stated} in this row, {goal} in the goal"),
    _goal_against_rows,
    source=Text("总体目标重复了指标中的数量", "goals that restate what the rows count"),
    mark="on forms",
)
