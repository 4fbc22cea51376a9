"""
What every reader is given, and what one document may cost.
"""

from __future__ import annotations

from attrs import field, frozen


__all__ = ["Document", "Limits"]


@frozen(eq=False)
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
    #: XML elements, or tables of a page, inside one another
    depth: int = 100
    #: seconds for one PDF, which is read in a process of its own
    seconds: int = 60
    #: bytes of memory for that process, where the system can hold it to them
    memory: int = 2 * 1024 * 1024 * 1024


@frozen(eq=False)
class Document:
    """
    A file's name (only for messages and for ``location``; the format is told from the bytes) and its bytes.
    """

    name: str
    data: bytes = field(repr=False)
    limits: Limits = Limits()
