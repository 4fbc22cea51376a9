"""
The ruled lines of a page as the tables that they draw.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Factory, define

from perfscore.read.deadline import check_time
from perfscore.read.formats.pdf_page import NEAR, Char, Line, Page


__all__ = ["Ruling", "root_of", "rulings"]

#: Two tables have the same edges within this.
_EDGE = 400


@define
class Ruling:
    """
    The lines of one table on one page.
    """

    number: int
    horizontal: list[Line] = Factory(list)
    vertical: list[Line] = Factory(list)

    @property
    def left(self) -> int:
        return min(*(line.start for line in self.horizontal), *(line.at for line in self.vertical))

    @property
    def right(self) -> int:
        return max(*(line.end for line in self.horizontal), *(line.at for line in self.vertical))

    @property
    def top(self) -> int:
        return min(*(line.at for line in self.horizontal), *(line.start for line in self.vertical))

    @property
    def bottom(self) -> int:
        return max(*(line.at for line in self.horizontal), *(line.end for line in self.vertical))

    def inside(self, chars: Iterable[Char]) -> list[Char]:
        """
        The characters that stand in the table.
        """
        left, right, top, bottom = self.left, self.right, self.top, self.bottom
        return [char for char in chars if left <= char.x <= right and top <= char.y <= bottom]


def rulings(page: Page, number: int) -> list[Ruling]:
    """
    The tables of a page from top to bottom: sets of lines that reach each other.
    """
    lines = [*page.horizontal, *page.vertical]
    parent = list(range(len(lines)))
    count = len(page.horizontal)
    for h, across in enumerate(page.horizontal):
        check_time()
        for v, down in enumerate(page.vertical, start=count):
            if _meet(across, down):
                parent[root_of(parent, h)] = root_of(parent, v)
    found: dict[int, Ruling] = {}
    for index, line in enumerate(lines):
        ruling = found.setdefault(root_of(parent, index), Ruling(number))
        (ruling.horizontal if index < count else ruling.vertical).append(line)
    whole = [ruling for ruling in found.values() if len(ruling.horizontal) > 1 and len(ruling.vertical) > 1]
    for ruling in whole:
        # cells that go on over both breaks of a page have nothing but sides
        top, bottom = ruling.top, ruling.bottom
        ruling.vertical += [
            line
            for other in found.values()
            if not other.horizontal
            for line in other.vertical
            if abs(line.start - top) <= _EDGE and abs(line.end - bottom) <= _EDGE
        ]
    return sorted(whole, key=lambda ruling: (ruling.top, ruling.left))


def _meet(across: Line, down: Line) -> bool:
    return down.start - NEAR <= across.at <= down.end + NEAR and across.start - NEAR <= down.at <= across.end + NEAR


def root_of(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index
