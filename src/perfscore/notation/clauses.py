"""
The figures of a target or an actual value: each a clause of comparator, number, unit and the words around.

    clause     = words? comparator? about? number unit? (range | tolerance)? comparator-behind? ends?
    range      = ("-" | "~" | "至" | "到") number unit?
    tolerance  = "±" number unit?
    comparator = the words of the lexicon: ≥, 不少于, 控制在 … 以内, 以 … 为限, 200+

A clause denotes a set of numbers, an interval with open or closed ends.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from attrs import evolve, frozen

from perfscore.lexicon import Lexicon, alternatives
from perfscore.notation.number import EXACT, Number, split_unit
from perfscore.notation.patterns import Pattern
from perfscore.notation.rounding import Interval
from perfscore.notation.units import unit_at


__all__ = ["INFINITE", "PERCENT_WORDS", "Clause", "Comparator", "Span", "clauses", "comparator_of"]

Comparator = Literal[">=", ">", "<=", "<", "=", ""]
Span = tuple[int, int]

INFINITE: Final = Decimal("Infinity")

_NUMBER: Final = Pattern(
    r"(?<![\d.A-Za-z])(?P<digits>(?:(?:^|(?<=[<>=≥≤]))[+-])?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)(?!\.?\d)"
)
#: A range, or the number between two comparisons: 80%-90%, 85%≤合格率≤95%.
_DASHES: Final = Pattern(r"[-~—–至到]+|≤?[^\d≤<,，;；。]{0,8}(?:≤|<)")
_PLUS_MINUS: Final = Pattern(r"±|\+-|\+/-|正负|上下浮动|上下")
_BRACKETED_UNIT: Final = Pattern(r"\(([^()\d]{1,4})\)")
_CLAUSE_ENDS: Final = Pattern(r"[,，。;；、!?！？:：()（）\n]")
#: 2021年 names a year; it is no number of years.
_YEARS: Final = range(1900, 2100)
_OF_DATES: Final = ("年", "月")
#: 1.2万余人, 200余人, 200+人.
_MORE: Final = Pattern(r"(?:(百万|千万|十万|万|亿)?([余多]))?(\+)?")
_CONTINUED: Final = "部容外诉重点源到草"


@frozen(eq=False)
class Clause:
    """
    One figure: ``≥20条``, ``90%-95%``, ``约200人``.

    *comparator* is empty where none was printed; *high* is the other end of a range; *tolerance* what follows ±;
    *width* is how the number is approximate: ``~`` for 约, ``<~`` for 近, ``more`` for 余.
    *before* and *after* are the words of its part of the sentence, *period* how often a year it counts (12 for 每月).
    """

    comparator: Comparator
    number: Number
    high: Number | None = None
    tolerance: Number | None = None
    width: str = ""
    #: 降至, 提高到: which way a target moves.
    moves: Comparator = ""
    soft: bool = False
    before: str = ""
    after: str = ""
    period: int | None = None
    #: Whether the figure stands in brackets, behind what it explains.
    bracketed: bool = False
    span: Span = (0, 0)

    @property
    def approximate(self) -> bool:
        """
        Whether the number is only about or nearly what is printed.
        """
        return self.width in ("~", "<~")

    @property
    def is_exact(self) -> bool:
        """
        Whether the clause denotes one number.
        """
        return self.comparator in ("", "=") and self.high is None and self.tolerance is None and not self.width

    def values(self, lexicon: Lexicon) -> Interval:
        """
        The numbers that the clause denotes, in its unit without 万.
        """
        number = self.number.quantity
        if self.comparator in (">=", ">"):
            return Interval(number, INFINITE, self.comparator == ">=", False)
        if self.comparator in ("<=", "<"):
            return Interval(-INFINITE, number, False, self.comparator == "<=")
        if self.high is not None:
            return Interval(min(number, self.high.quantity), max(number, self.high.quantity))
        if self.tolerance is not None:
            return _around(self.number, self.tolerance)
        if self.width == "more":
            return Interval(number, EXACT.add(number, _last_unit(self.number)), True, False)
        if self.width:
            share = EXACT.divide(Decimal(lexicon.words("approximations", "width", self.width)[0]), Decimal(100))
            off = EXACT.multiply(abs(number), share)
            if self.width == "<~":
                return Interval(EXACT.subtract(number, off), number, True, False)
            return Interval(EXACT.subtract(number, off), EXACT.add(number, off))
        return Interval(number, number)


def _around(centre: Number, tolerance: Number) -> Interval:
    """
    What ± allows; ±5% of a number in another unit is a share of it.
    """
    off = tolerance.quantity
    if tolerance.is_percent and not centre.is_percent:
        off = EXACT.divide(EXACT.multiply(abs(centre.quantity), tolerance.value), Decimal(100))
    elif not tolerance.unit and tolerance.base != centre.base:
        off = EXACT.multiply(tolerance.value, split_unit(centre.unit)[0])
    return Interval(EXACT.subtract(centre.quantity, off), EXACT.add(centre.quantity, off))


def _last_unit(number: Number) -> Decimal:
    """
    One unit of the last digit that is not a padding zero: 100 for 500, 10 for 210, 0.1 万 for 1.2万.
    """
    digits = number.value.normalize() if number.places == 0 else number.value
    step = Decimal(1).scaleb(int(digits.as_tuple().exponent))
    return EXACT.multiply(step, split_unit(number.unit)[0])


@frozen
class _Grammar:
    #: What stands before a number, up to it: 力争不少于约¥.
    before: Pattern
    behind: Pattern
    comparators: dict[str, str]
    moves: dict[str, str]
    suffixes: dict[str, str]
    ends: Pattern
    outs: tuple[str, ...]
    periods: Pattern
    times: dict[str, str]


@lru_cache(maxsize=16)
def _grammar(lexicon: Lexicon) -> _Grammar:
    comparators = dict(lexicon.meanings("comparators", "before"))
    about = [word for word, key in comparators.items() if "~" in key]
    compared = [word for word, key in comparators.items() if "~" not in key]
    moves = dict(lexicon.meanings("comparators", "moves"))
    suffixes = dict(lexicon.meanings("comparators", "behind"))
    ends = [word for key in ("in", "out") for word in lexicon.words("comparators", "ends", key)]
    times = dict(lexicon.meanings("statements", "periods"))
    soft = lexicon.words("comparators", "aims", "soft")
    return _Grammar(
        Pattern(
            rf"(?P<soft>(?:{alternatives(soft)})(?:完成|实现|达到)?)?(?:(?P<moves>{alternatives(moves)})(?P<inside>(?:{alternatives(compared)})?))?"
            rf"(?P<comparator>{alternatives(compared)})?(?P<about>{alternatives(about)})?(?:人民币)?¥?$"
        ),
        Pattern(
            rf"(?P<ends>\((?:{alternatives(ends)})[^()\d]{{0,4}}\))?(?P<suffix>(?:{alternatives(suffixes)})(?![{_CONTINUED}]))?"
        ),
        comparators,
        moves,
        suffixes,
        Pattern(rf"\((?P<word>{alternatives(ends)})[^()\d]{{0,4}}\)"),
        lexicon.words("comparators", "ends", "out"),
        Pattern(rf"(?:每个?|按)({alternatives(times)})|({alternatives([t for t in times if len(t) == 1])})均"),
        times,
    )


def clauses(text: str, lexicon: Lexicon) -> Iterator[Clause]:
    """
    The clauses of a folded *text* whose numerals are in digits, in their order.
    """
    grammar, end, previous = _grammar(lexicon), 0, 0
    while match := _NUMBER.search(text, end):
        number, width, end = _number(text, match, lexicon)
        following = text[end : end + 1]
        if following.isascii() and (following.isalpha() or (following.isdigit() and number.unit in _OF_DATES)):
            continue  # part of a name (Nature2021, 5G) or of a date (6月30日)
        before = _said_before(text, match.start(), grammar)
        start = before.start()
        said = before["comparator"] or before["inside"] or ""
        if number.unit == "年" and number.value in _YEARS and not said:
            continue
        clause = Clause(
            comparator_of(grammar.comparators.get(said, "")),
            number,
            width=width or grammar.comparators.get(before["about"] or "", ""),
            moves=comparator_of(grammar.moves.get(before["moves"] or "", "")),
            soft=before["soft"] is not None,
        )
        clause, end = _with_range_or_tolerance(clause, text, end, lexicon)
        clause, end = _compared_behind(clause, text, end, grammar)
        yield _with_words_around(clause, text, (start, end), previous, grammar)
        previous = end


def comparator_of(key: str) -> Comparator:
    return key  # type: ignore[return-value]  # the keys of the lexicon's table are the comparators


def _said_before(text: str, number: int, grammar: _Grammar) -> re.Match[str]:
    """
    The comparison that ends at *number*; the words of it are hardly longer than sixteen characters.
    """
    found = grammar.before.search(text, max(0, number - 16), number)
    if found is None:  # pragma: no cover - every part may be missing
        raise AssertionError
    return found


def _number(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[Number, str, int]:
    """
    The number at *match* with its unit, how approximate it is (``+`` for 200+人), and where it ends.
    """
    digits = match["digits"].replace(",", "")
    first, last = match.span("digits")
    scale, width, behind = _MORE.match(text, last).groups("")  # type: ignore[union-attr]  # every part may be missing
    unit, end = unit_at(text, last + len(scale + width + behind), lexicon)
    if width:  # 1.2万余人
        unit = scale + unit
    elif behind and unit:  # 200+人
        width = behind
    else:
        unit, end = unit_at(text, last, lexicon)
    if not unit and (bracketed := _BRACKETED_UNIT.match(text, last)):
        inner, inner_end = unit_at(bracketed[1], 0, lexicon)
        if inner_end == len(bracketed[1]):
            unit, end = inner, bracketed.end()
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    more = width not in ("", "+")
    number = Number(text[first:end], Decimal(digits), places, "%" if unit in PERCENT_WORDS else unit, more)
    return number, "more" if more else width, end


PERCENT_WORDS: Final = frozenset({"百分比", "百分之", "个百分点", "百分点"})


def _with_range_or_tolerance(clause: Clause, text: str, end: int, lexicon: Lexicon) -> tuple[Clause, int]:
    """
    The clause with what a range or a tolerance adds to it.
    """
    if clause.width == "+":
        clause = evolve(clause, width="", comparator=clause.comparator or ">=")
    for pattern, name in ((_PLUS_MINUS, "tolerance"), (_DASHES, "high")):
        joint = pattern.match(text, end)
        upper = _NUMBER.match(text, joint.end()) if joint is not None else None
        if joint is None or upper is None:
            continue
        other, _, stop = _number(text, upper, lexicon)
        if name == "high" and joint[0][-1] in "≤<" and other.value <= clause.number.value:
            continue
        number = clause.number if clause.number.unit or name == "tolerance" else evolve(clause.number, unit=other.unit)
        if name == "tolerance" and not number.unit and other.unit:
            number = evolve(number, unit=other.unit)
        if name == "tolerance":
            return evolve(clause, number=number, tolerance=other), stop
        other = other if other.unit else evolve(other, unit=number.unit)
        return evolve(clause, number=number, comparator="", high=other), stop
    return clause, end


def _compared_behind(clause: Clause, text: str, end: int, grammar: _Grammar) -> tuple[Clause, int]:
    """
    The clause with the comparator behind it: 200人次及以上, 200人次(含)以上, 100万元以下(不含).
    """
    behind = grammar.behind.match(text, end)
    if behind is None:  # pragma: no cover - every part may be missing
        raise AssertionError
    end = behind.end()
    ends = behind["ends"] or ""
    if not ends and (later := grammar.ends.match(text, end)):
        ends, end = later[0], later.end()
    meaning = grammar.suffixes.get(behind["suffix"] or "", "")
    if meaning == "~":
        return evolve(clause, width="~"), end
    comparator = clause.comparator or comparator_of(meaning)
    if any(ends.startswith(out, 1) for out in grammar.outs):
        strict: dict[Comparator, Comparator] = {">=": ">", "<=": "<"}
        comparator = strict.get(comparator, comparator)
    if clause.high is not None:
        comparator = ""
    return evolve(clause, comparator=comparator), end


def _with_words_around(clause: Clause, text: str, span: Span, previous: int, grammar: _Grammar) -> Clause:
    """
    The clause with the words around it, back to the clause before it.
    """
    start, end = span
    opened = max((match.end() for match in _CLAUSE_ENDS.finditer(text, previous, start)), default=previous)
    closed = _CLAUSE_ENDS.search(text, end)
    before, after = text[opened:start], text[end : closed.start() if closed else len(text)]
    period, number = None, clause.number
    if times := grammar.periods.search(before):
        period = int(grammar.times[times[1] or times[2]])
    above, slash, below = number.unit.replace("每", "/", 1).partition("/")
    if slash and below in grammar.times and "元" not in above:
        period, number = int(grammar.times[below]), evolve(number, unit=above)
    bracketed = text.count("(", 0, start) > text.count(")", 0, start)
    return evolve(clause, number=number, before=before, after=after, period=period, bracketed=bracketed, span=span)
