"""
What every reader is given, and the one middle form that tables come in.
"""

from __future__ import annotations


from attrs import field, frozen

from perfscore.form import Place, Remark


__all__ = ["Document", "Grid", "GridCell", "Limits"]


@frozen
class Limits:
    """
    What one document may cost before it is refused.
    """

    #: bytes of the file itself
    file_bytes: int = 64 * 1024 * 1024
    #: bytes of one part of a zip container after decompression
    part_bytes: int = 32 * 1024 * 1024
    #: cells of one table
    cells: int = 200_000
    #: characters of a text
    characters: int = 2_000_000
    #: pages of a PDF
    pages: int = 500
    #: XML elements or HTML tags of one part
    elements: int = 1_000_000
    #: XML elements inside one another
    depth: int = 100
    #: seconds for one PDF, which is read in a process of its own
    seconds: int = 60
    #: bytes of memory for that process, where the system can hold it to them
    memory: int = 2 * 1024 * 1024 * 1024


@frozen
class Document:
    """
    A file's name (only for messages and for ``location``; the format is told from the bytes) and its bytes.
    """

    name: str
    data: bytes = field(repr=False)
    limits: Limits = Limits()


@frozen
class GridCell:
    """
    One cell of a table.

    *row* and *column* count from 0 in its grid and are those of the top left corner; *text* keeps ``\\n`` where the cell
    breaks its lines. *stored* is the number behind the shown one, *formula* whether the cell is computed.
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


@frozen
class Grid:
    """
    A table of cells with row and column spans, in reading order, and what its reader had to say about it.

    *before* is the text that stood between the table before it and this one (titles, the year, the currency unit).
    """

    cells: tuple[GridCell, ...]
    before: str = ""
    after: str = ""
    hidden: bool = False
    remarks: tuple[Remark, ...] = ()
