"""
The forms that are measured: honest ones of `perfscore.strategies`, from a seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from perfscore import Form, load_rulebook
from perfscore.strategies.chance import Seeded
from perfscore.strategies.sheets import honest_form


__all__ = ["LIKE_PUBLISHED", "forms"]

#: Published forms have from so many rows to so many.
LIKE_PUBLISHED: Final = (11, 42)


def forms(random: Random, count: int, *, rows: int | tuple[int, int], qualitative: int = 25) -> Iterator[Form]:
    """
    Forms of the national layout, of 100 rows about *qualitative* in words, rounded half up.

    Rounded in any other way they would make a bare script cry wolf.
    """
    chance, book = Seeded(random), load_rulebook("national")
    for _ in range(count):
        yield honest_form(
            chance, rulebook=book, rows=rows, recipe="half-up", layout="national", qualitative=qualitative
        )
