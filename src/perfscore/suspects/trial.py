"""
What a change of cells does to a form.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from perfscore.notation.number import Number
from perfscore.suspects.edits import Slip


__all__ = ["Trial"]


@frozen(eq=False)
class Trial:
    """
    Cells with other values by which no relation breaks, and what becomes of those they touch.

    *follow* are the sums and the grade that have to change with them. *excuses* is set where a target or an actual value
    is changed in a row with full marks: that the score was given too generously is more likely. *mended* are the broken relations (by their number) that hold or cannot be judged any more, *gained* is how many
    witnesses more there are than before: relations that hold, rows that are not odd in themselves; *rounded* is how many
    more relations hold only by another way of rounding.
    """

    changes: Mapping[str, Number]
    mended: frozenset[int]
    gained: int
    rounded: int
    slip: Slip
    follow: Mapping[str, Number]
    excuses: bool

    @property
    def order(self) -> tuple[int, ...]:
        """
        What ranks it among others; smaller is better.
        """
        return (-len(self.mended), self.excuses, -self.gained, self.rounded, len(self.follow), self.slip.cost)

    @property
    def all_changes(self) -> Mapping[str, Number]:
        """
        The changes with what follows from them.
        """
        return {**self.changes, **self.follow}
