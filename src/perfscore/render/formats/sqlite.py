"""
Reports as an SQLite database with the tables ``forms``, ``findings`` and ``relations``.
"""

from __future__ import annotations

import sqlite3

from collections.abc import Collection, Iterable
from contextlib import closing
from typing import Any

from perfscore.render.formats.tables import COLUMNS, NUMBERS, Rows, piece
from perfscore.render.writer import Complaint, Style


__all__ = ["piece", "write"]


def write(
    pieces: Iterable[Rows],
    complaints: Collection[Complaint],  # noqa: ARG001 - a row is a form, a finding or a relation
    path: str,
    style: Style,  # noqa: ARG001 - the pieces are in its language already
) -> None:
    """
    The database at *path*; rows are inserted as they come.
    """
    with closing(sqlite3.connect(path)) as database, database:
        for table, columns in COLUMNS.items():
            typed = ", ".join(f'"{name}" {"INTEGER" if name in NUMBERS else "TEXT"}' for name in columns)
            database.execute(f'CREATE TABLE "{table}" ({typed})')
        for rows in pieces:
            for table, more in rows.items():
                holes = ", ".join("?" * len(COLUMNS[table]))
                database.executemany(f'INSERT INTO "{table}" VALUES ({holes})', map(_printable, more))  # noqa: S608 - our own words


def _printable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """
    Half a surrogate, which no text of SQLite can hold, becomes a question mark.
    """
    return tuple(value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in row)
