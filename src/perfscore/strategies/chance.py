"""
Where the choices come from: Hypothesis, which can shrink them, or a seeded generator, which is fast.

Forms are made by plain functions of a `Chance`, so that a test that shrinks and a corpus of a hundred thousand forms
are made of the same forms. Of several choices the first is the simplest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol, TypeVar

from attrs import frozen
from hypothesis import strategies as st


__all__ = ["Chance", "Drawn", "Seeded", "happens"]

_T = TypeVar("_T")


class Chance(Protocol):
    """
    A source of choices.
    """

    def whole(self, low: int, high: int) -> int:
        """
        A whole number, both ends included.
        """
        ...

    def one_of(self, options: Sequence[_T]) -> _T:
        """
        One of *options*.
        """
        ...

    def part(self, make: Callable[[Chance], _T]) -> _T:
        """
        What *make* makes: a part that may be left out as a whole when a form is shrunk.
        """
        ...


@frozen
class Seeded:
    """
    Choices of a seeded generator: the same seed makes the same forms.
    """

    random: Random

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def one_of(self, options: Sequence[_T]) -> _T:
        return self.random.choice(options)

    def part(self, make: Callable[[Chance], _T]) -> _T:
        return make(self)


@frozen
class Drawn:
    """
    Choices that Hypothesis makes, replays and shrinks.
    """

    draw: st.DrawFn

    def whole(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def one_of(self, options: Sequence[_T]) -> _T:
        return self.draw(st.sampled_from(options))

    def part(self, make: Callable[[Chance], _T]) -> _T:
        return self.draw(_made(make))


@st.composite
def _made(draw: st.DrawFn, make: Callable[[Chance], _T]) -> _T:
    return make(Drawn(draw))


def happens(chance: Chance, percent: int) -> bool:
    """
    Whether something happens that does so in *percent* of 100 cases; the simplest form is one without it.
    """
    return chance.whole(1, 100) > 100 - percent
