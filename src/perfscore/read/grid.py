"""
The one middle form that tables come in, whatever document they stood in.
"""

from __future__ import annotations

from attrs import frozen

from perfscore.form import Place, Remark


__all__ = ["Grid", "GridCell"]


@frozen
class GridCell:
    r"""
    One cell of a table.

    *row* and *column* count from 0 in its grid and are those of the top left corner; *text* keeps ``\n`` where the cell
    breaks its lines. *stored* is the number behind the shown one, *formula* whether the cell is computed.
    *uncertain* tells that the reader of the document could not say for certain what the cell holds; *certainty* is, in
    hundredths, how surely the least certain character of a recognised cell was recognised.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    place: Place | None = None
    stored: str | None = None
    formula: bool = False
    hidden: bool = False
    uncertain: bool = False
    certainty: int | None = None


@frozen
class Grid:
    """
    A table of cells with row and column spans, in reading order, and what its reader had to say about it.

    *before* is the text that stood between the table before it and this one (titles, the year, the currency unit);
    *cut* tells that the document begins or ends inside the table, *ragged* that its rows have lost cells, so that the
    number of a column is only the order of the cell in its row.
    """

    cells: tuple[GridCell, ...]
    before: str = ""
    after: str = ""
    hidden: bool = False
    remarks: tuple[Remark, ...] = ()
    cut: bool = False
    ragged: bool = False
