"""
Where a cell stands in a form: ``funds[0].score``, ``total.score``, ``year``.

Nothing else in the library takes an address apart or glues one together.
"""

from __future__ import annotations

import re

from functools import lru_cache
from typing import Final

from attrs import evolve, frozen


__all__ = ["Address", "cell"]

_PRINTED: Final = re.compile(r"(?P<part>[a-z_]+)(?:\[(?P<index>\d{1,6})\])?(?:\.(?P<column>[a-z0-9_]+))?")


@frozen(order=True)
class Address:
    """
    The address of a cell, a row or a part of a form.

    *part* is ``funds``, ``sections``, ``indicators``, ``goals``, ``total`` or the name of a cell at the head of the form;
    *index* counts the rows of the part from 0; *column* names the cell of the row.
    """

    part: str
    index: int | None = None
    column: str | None = None

    @classmethod
    def parse(cls, text: str) -> Address:
        """
        The address that prints as *text*.

        :raises ValueError: when *text* is not an address.
        """
        return _parse(text)

    @property
    def row(self) -> Address:
        """
        The row of the cell, or the part where it has no rows.
        """
        return evolve(self, column=None)

    def at(self, column: str) -> Address:
        """
        The cell of the same row in another column.
        """
        return evolve(self, column=column)

    def __str__(self) -> str:
        if self.column is not None:
            return cell(self.part, self.index, self.column)
        return self.part if self.index is None else f"{self.part}[{self.index}]"


@lru_cache(maxsize=4096)
def cell(part: str, index: int | None, column: str) -> str:
    """
    The printed address of a cell: ``indicators[7].score``.
    """
    return f"{part}.{column}" if index is None else f"{part}[{index}].{column}"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Address:
    match = _PRINTED.fullmatch(text)
    if match is None:
        msg = f"not the address of a cell: {text!r}"
        raise ValueError(msg)
    index = match["index"]
    return Address(match["part"], None if index is None else int(index), match["column"])
