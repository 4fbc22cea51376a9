"""
The rows of a grid while they are written, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from attrs import define, field, frozen

from perfscore.form import Remark
from perfscore.read.grid import Grid, GridCell
from perfscore.read.lines.stream import Stream


__all__ = ["FIRST_COLUMN", "GridRows", "Text"]

#: Left of the columns stands what names the whole block.
FIRST_COLUMN: Final = 1


@frozen
class Text:
    """
    What a cell is to hold, the position in the text where that stands, and whether it is uncertain.
    """

    column: int
    text: str
    position: int
    uncertain: bool = False


@define
class GridRows:
    """
    The cells of the rows so far, and what there is to say about them.
    """

    stream: Stream
    cells: list[GridCell] = field(factory=list)
    remarks: list[Remark] = field(factory=list)
    cut: bool = False
    _row: int = field(default=0, init=False)

    def add(self, texts: Iterable[Text]) -> None:
        """
        Write a row; one without any text is left out.
        """
        cells = [
            GridCell(
                self._row,
                text.column,
                text.text,
                place=self.stream.place(text.position),
                uncertain=text.uncertain,
            )
            for text in texts
            if text.text
        ]
        self.cells += cells
        self._row += bool(cells)

    def remark(self, kind: Literal["uncertain", "unplaced", "heads-inferred"], text: str, position: int) -> None:
        """
        Tell of *text* that is uncertain, that no cell holds, or of heads that are not printed.
        """
        self.remarks.append(Remark(kind, text, place=self.stream.place(position)))

    def grid(self) -> Grid:
        """
        The finished grid.
        """
        return Grid(tuple(self.cells), remarks=tuple(self.remarks), cut=self.cut)
