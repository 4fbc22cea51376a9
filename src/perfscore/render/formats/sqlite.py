"""
Reports as an SQLite database with the tables ``forms``, ``findings`` and ``relations``.
"""

from __future__ import annotations

import sqlite3

from collections.abc import Collection, Iterable
from contextlib import closing

from perfscore.render.formats.tables import COLUMNS, NUMBERS, Rows, piece
from perfscore.render.writer import Complaint, Style


__all__ = ["piece", "write"]


def write(pieces: Iterable[Rows], _complaints: Collection[Complaint], path: str, _style: Style) -> None:
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
                database.executemany(f'INSERT INTO "{table}" VALUES ({holes})', more)  # noqa: S608 - our own words
