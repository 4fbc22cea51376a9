"""
The lines of a cell: what the gaps between them cost, and how they fill the column.
"""

from __future__ import annotations

from attrs import define, evolve, frozen

from perfscore.read.lines import penalties
from perfscore.read.lines.widths import Break


__all__ = ["Edge", "Room"]


@frozen
class Edge:
    """
    The gap in front of a token, as the inside of a cell: its cost, and the break between lines if it is one.
    """

    cost: int
    break_: Break | None = None
    paragraph: bool = False
    blank: bool = False

    def inside(self, indent: int) -> Edge:
        """
        The break as that of a line which begins *indent* half-width characters further in.
        """
        found = self.break_
        return self if found is None else evolve(self, break_=Break(found.low - indent, found.high - indent))


@define
class Room:
    """
    The width of a column while a cell is read: *known*, or what the lines so far leave of it.
    """

    known: int | None
    low: int = 0
    high: int = penalties.IMPOSSIBLE
    broken: bool = False

    def edge(self, edge: Edge) -> int:
        if edge.break_ is None:
            return 0
        self.broken = True
        if self.known is not None:
            if edge.break_.natural(self.known):
                return penalties.BREAK_FULL + penalties.MISFIT * edge.break_.misfit(self.known)
        elif max(self.low, edge.break_.low) <= min(self.high, edge.break_.high):
            self.low, self.high = max(self.low, edge.break_.low), min(self.high, edge.break_.high)
            return penalties.BREAK_UNKNOWN
        return penalties.BREAK_PARAGRAPH if edge.paragraph else penalties.BREAK_SHORT

    def line(self, wide: int) -> int:
        """
        The cost of a line's width.
        """
        over = wide - (self.known if self.known is not None else self.high - 1)
        if over <= 0:
            return 0
        return penalties.MISFIT if over == 1 else penalties.TOO_WIDE
