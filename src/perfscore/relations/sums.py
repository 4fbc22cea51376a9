"""
What adds up: the parts of the funds, the rows under a head, the weights, the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby, islice, product
from typing import Final

from attrs import frozen

from perfscore.notation.number import EXACT, Mark, Number, added, plain
from perfscore.notation.rounding import HALF_UP, HIDDEN_DIGITS, point
from perfscore.relations.judgement import Candidate, Why
from perfscore.relations.relation import Kind, Numbers, Raw
from perfscore.rulebook import UNROUNDED_INPUTS, Rulebook


__all__ = ["Sum"]

_ZERO: Final = Decimal(0)


@frozen(eq=False, repr=False)
class Sum:
    """
    result = Σ parts: components, a section, the weights, the total.

    *barred* says beforehand why the sum cannot be judged; *open_blanks* that a blank part is not a zero;
    *hides* names the parts that were rounded when they were printed, so that the sum may know more of them;
    *unlisted* is how much the result may hold of a part that the form does not list.
    """

    kind: Kind
    result: str
    parts: tuple[str, ...]
    barred: Why | None = None
    open_blanks: bool = True
    hides: frozenset[str] = frozenset()
    unlisted: Decimal = _ZERO

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.parts

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        if self.barred is not None:
            return self.barred
        figures = [numbers[part] for part in self.parts]
        values = [figure.value for figure in figures if isinstance(figure, Number)]
        if len(values) < len(figures) and Mark.UNREADABLE in figures:
            return Why.UNREADABLE
        stated = numbers[self.result]
        if not values or (stated is Mark.BLANK and self.open_blanks and len(values) < len(self.parts)):
            return Why.BLANK
        printed = self._added(values, rulebook)
        if isinstance(stated, Number) and stated.value == printed.value:
            return (printed,)
        ways = self._unrounded(numbers, raw) if self.result.endswith(".score") else self._nested(values)
        recipe = UNROUNDED_INPUTS if self.result.endswith(".score") else None
        return (printed, *(self._added(way, rulebook, recipe) for way in ways))

    def _added(self, values: Sequence[Decimal], rulebook: Rulebook, recipe: str | None = None) -> Candidate:
        # Scores may be added up and printed with fewer decimals; weights and amounts are assigned, and add up exactly.
        coarse = self.result.endswith(".score")
        return Candidate(added(values), rulebook.decimals, partial(_terms, values), recipe, coarse)

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

    def _open(self, numbers: Numbers) -> bool:
        return self.open_blanks and any(numbers[part] is Mark.BLANK for part in self.parts)

    def excuse(self, stated: Number, candidates: tuple[Candidate, ...], numbers: Numbers) -> Why | str | None:
        if self._open(numbers):
            return Why.BLANK
        if _ZERO < EXACT.subtract(stated.value, candidates[0].value) <= self.unlisted:
            return Why.PART_MISSING
        rounded = [number for part in self.hides if isinstance(number := numbers[part], Number)]
        # 11 is what systems print that drop the zeros of 11.00; it hides no half.
        usual = candidates[0].decimals
        hides = (HALF_UP.unrounded(n.value, n.places or usual).shifted(-n.value) for n in rounded)
        hidden = sum(hides, point(_ZERO))
        printed = HALF_UP.unrounded(stated.value, stated.places)
        known = any(printed.meets(hidden.shifted(candidate.value)) for candidate in candidates)
        return HIDDEN_DIGITS if rounded and known else None


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
