"""
What is suspected: a cell with the value that would put things right, and why.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from perfscore.bilingual import Text
from perfscore.relations import Kind


__all__ = ["Change", "Explained", "Suspect"]


@frozen
class Change:
    """
    A value that would put things right: ``funds[0].score``, printed ``5.63``, should be ``5.36``.

    *follows* is set for a sum or a grade that only changes with the others. A *value* such as ``<10`` says no more than
    that the printed one is too high: full marks for what was not done.
    """

    cell: str
    stated: str | None
    value: str
    follows: bool = False

    @property
    def is_bound(self) -> bool:
        """
        Whether the value only says what the right one is below.
        """
        return self.value.startswith("<")


@frozen
class Suspect:
    """
    One cell, or the smallest set of cells, that would explain what is broken, and why it is suspected.

    *rank* counts from 1; explanations that are equally good share it.
    """

    changes: tuple[Change, ...]
    why: Text
    rank: int = 1


@frozen(eq=False)
class Explained:
    """
    The explanations of everything broken, best first, and of each broken relation by its result; *most* are those of
    the largest part, where one or two cells do not explain everything.

    *bounded* tells that the search stopped at its bound, so that there may be others.
    """

    whole: tuple[Suspect, ...] = ()
    of: Mapping[tuple[Kind, str], tuple[Suspect, ...]] = field(factory=dict)
    most: tuple[Suspect, ...] = ()
    bounded: bool = False
