"""
What adds up: the parts of the funds, the rows under a head, the weights, the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, islice, product
from typing import Final

from attrs import field, frozen

from perfscore.address import Address
from perfscore.notation.number import EXACT, STEPS, Mark, Number, exact_sum, plain
from perfscore.notation.rounding import HALF_UP, Interval
from perfscore.relations.judgement import Bounds, Candidate, Judgement, Why
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.rulebook import SCALED, UNROUNDED_INPUTS, Rulebook


__all__ = ["Sum"]

_ZERO: Final = Decimal(0)
_HALF: Final = Decimal("0.5")


@frozen(eq=False, repr=False)
class Sum(Relation):
    """
    result = Σ parts: components, a section, the weights, the total.

    A part that is blank or unreadable may hold up to its *room*; those without an entry there, and those that the form
    does not list if it says that there are such (*unlisted*), share the *rest*. *rounded_parts* names the parts that were
    rounded when they were printed, so that the sum may know more of them; *scaled* is the whole weight and that of the
    rows that applied, where some did not.
    """

    kind: Kind
    parts: tuple[str, ...]
    blocked_by: Why | None = None
    room: Mapping[str, Decimal] = field(factory=dict)
    rest: Decimal = _ZERO
    unlisted: bool = False
    rounded_parts: frozenset[str] = frozenset()
    scaled: tuple[Decimal, Decimal] | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.parts

    @property
    def adds_scores(self) -> bool:
        """
        Whether scores are added up; they may be unrounded, and printed with fewer decimals. Weights and amounts are
        assigned, and add up exactly.
        """
        return Address.parse(self.result).column == "score"

    @property
    def follows_scores(self) -> bool:
        return self.adds_scores

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Bounds | Why:
        if self.blocked_by is not None:
            return self.blocked_by
        marks = {part: figure for part in self.parts if isinstance(figure := numbers[part], Mark)}
        if Mark.UNCERTAIN in marks.values():
            return Why.UNCERTAIN
        values = [figure.value for part in self.parts if isinstance(figure := numbers[part], Number)]
        if not values:
            return Why.UNREADABLE if Mark.UNREADABLE in marks.values() else Why.BLANK
        candidates = self._ways(values, numbers, raw, rulebook)
        blank = tuple(marks)
        width = self._width(blank)
        if not width:
            return candidates
        sums = [candidate.value for candidate in candidates]
        missing = tuple(part for part in blank if self.room.get(part, self.rest))
        return Bounds(Interval(min(sums), EXACT.add(max(sums), width)), missing, rounded=True)

    def _width(self, blank: Sequence[str]) -> Decimal:
        """
        How much the *blank* parts, and those that are not listed, may hold together.
        """
        own = exact_sum(self.room[part] for part in blank if part in self.room)
        shared = self.unlisted or any(part not in self.room for part in blank)
        return EXACT.add(own, self.rest) if shared else own

    def _ways(self, values: Sequence[Decimal], numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...]:
        scores = self.adds_scores
        decimals = _AMOUNT_DECIMALS if Address.parse(self.result).column == "weight" else rulebook.decimals
        printed = Candidate(exact_sum(values), decimals, tuple(values), coarse=scores)
        stated = numbers[self.result]
        if isinstance(stated, Number) and stated.value == printed.value:
            return (printed,)
        ways = self._unrounded(numbers, raw) if scores else self._nested(values)
        recipe = UNROUNDED_INPUTS if scores else None
        others = [Candidate(exact_sum(way), decimals, tuple(way), recipe, coarse=scores) for way in ways]
        if self.scaled is not None:
            whole, applied = self.scaled
            value = EXACT.divide(EXACT.multiply(printed.value, whole), applied)
            others.append(Candidate(value, decimals, (tuple(values), whole, applied), SCALED, coarse=scores))
        return (printed, *others)

    def _unrounded(self, numbers: Numbers, raw: Raw) -> Iterator[Sequence[Decimal]]:
        """
        Each score may have been computed in more ways than one; a system may have added any of them unrounded.
        """
        if any(part in raw for part in self.parts):
            known = {part: number.value for part in self.parts if isinstance(number := numbers[part], Number)}
            yield from islice(product(*(raw.get(part, (value,)) for part, value in known.items())), _MOST_PICKS)

    def _nested(self, values: Sequence[Decimal]) -> Iterator[Sequence[Decimal]]:
        """
        The components without those that a component before them already adds up.
        """
        if self.kind == "components" and len(values) <= _MOST_NESTED:
            yield from (heads for heads in _heads(values) if len(heads) < len(values))

    def hidden(self, candidate: Candidate, numbers: Numbers) -> Interval | None:
        rounded = [number for part in self.rounded_parts if isinstance(number := numbers[part], Number)]
        if not rounded:
            return None
        # 11 is what systems print that drop the zeros of 11.00; it hides no half.
        off = EXACT.multiply(exact_sum(STEPS[number.places or candidate.decimals] for number in rounded), _HALF)
        return Interval(
            EXACT.subtract(candidate.value, off),
            EXACT.add(candidate.value, off),
            low_in=all(number.value > 0 for number in rounded),
            high_in=all(number.value < 0 for number in rounded),
        )

    def expected(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        candidate, stated = judgement.candidate, numbers[self.result]
        if candidate is None:
            return None
        # A blank is filled in with the decimals of what stands in its sum: 5.63 + 85.47 is 91.10.
        like = (stated,) if isinstance(stated, Number) else tuple(numbers[cell] for cell in self.parts)
        places = max((number.places for number in like if isinstance(number, Number)), default=0)
        return plain(candidate.value, places, candidate.decimals if self.adds_scores else max(places, _AMOUNT_DECIMALS))

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        if candidate.recipe == SCALED:
            values, whole, applied = candidate.basis
            return f"({_terms(values)}) × {plain(whole)} / {plain(applied)}"
        return _terms(candidate.basis)

    def solutions(
        self, cell: str, numbers: Numbers, candidates: tuple[Candidate, ...], rulebook: Rulebook
    ) -> Iterator[Decimal]:
        if cell == self.result:
            yield from Relation.solutions(self, cell, numbers, candidates, rulebook)
            return
        stated, part = numbers[self.result], numbers[cell]
        if isinstance(stated, Mark) or isinstance(part, Mark):
            return
        for candidate in candidates:
            value = EXACT.add(part.value, EXACT.subtract(stated.value, candidate.value))
            # A sum of printed parts is exact; one of unrounded scores asks for a value that the form would have rounded.
            yield value if candidate.recipe is None else HALF_UP.rounded(value, candidate.decimals)


#: Amounts are printed to the 分: with six decimals in 万元.
_AMOUNT_DECIMALS: Final = 6
#: The ways of computing the scores of one sum that are tried.
_MOST_PICKS: Final = 64
#: A fund table with more components than this is not searched for components of components.
_MOST_NESTED: Final = 12


def _heads(values: Sequence[Decimal]) -> Iterator[tuple[Decimal, ...]]:
    """
    The ways to leave out runs of two and more that the value before them already adds up: 地方资金 50 = 省级 20 + 县级 30.
    """
    if not values:
        yield ()
        return
    value, following = values[0], values[1:]
    for rest in (following, *_after_parts(value, following)):
        for heads in _heads(rest):
            yield (value, *heads)


def _after_parts(value: Decimal, following: Sequence[Decimal]) -> Iterator[Sequence[Decimal]]:
    total = _ZERO
    for count, part in enumerate(following, 1):
        total = EXACT.add(total, part)
        if count > 1 and value and total == value:
            yield following[count:]


def _terms(values: Sequence[Decimal]) -> str:
    """
    ``5.36 + 4 × 3 + 12``: a run of three and more equal terms is written as a product.
    """
    terms: list[str] = []
    for value, run in groupby(plain(value, 0, 6) for value in values):
        count = len(list(run))
        terms += [f"{value} × {count}"] if count > 2 else [value] * count
    return " + ".join(terms)
