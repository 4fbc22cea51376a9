"""
Reports as Parquet: ``forms.parquet``, ``findings.parquet`` and ``relations.parquet`` in a folder, for DuckDB, pandas and others.

Needs pyarrow, the extra ``perfscore[parquet]``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack, closing
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from attrs import Factory, define

from perfscore.bilingual import Text
from perfscore.render.files import file_in_making
from perfscore.render.formats.tables import COLUMNS, NUMBERS, Rows, piece
from perfscore.render.writer import Complaint, Style, UnusableError


__all__ = ["piece", "write", "write_folder"]

_NO_LIBRARY: Final = Text(
    '写 Parquet 需要 pyarrow，请执行：pip install "perfscore[parquet]"',
    'Parquet needs pyarrow: pip install "perfscore[parquet]"',
)
_NEEDS_FOLDER: Final = Text(
    "parquet 写三张表，请用 --output 指定文件夹，如 结果/",
    "parquet makes three tables: name a folder, such as results/",
)
#: Rows that are written together.
_ROWS: Final = 10_000


def write(_pieces: Iterable[Rows], _complaints: Collection[Complaint], _path: str, style: Style) -> None:
    """
    :raises UnusableError: always: three tables are no one file.
    """
    raise UnusableError(_NEEDS_FOLDER.say(style.lang))


def write_folder(
    pieces: Iterable[Rows], _complaints: Collection[Complaint], folder: Path, style: Style, *_: Any
) -> None:
    """
    The three files; rows are written as they come, some thousands at a time.

    :raises UnusableError: without the library.
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise UnusableError(_NO_LIBRARY.say(style.lang)) from None
    with ExitStack() as files:
        tables = {}
        for name, columns in COLUMNS.items():
            schema = arrow.schema(
                [(column, arrow.int64() if column in NUMBERS else arrow.string()) for column in columns]
            )
            path = files.enter_context(file_in_making(str(folder / f"{name}.parquet")))
            out = files.enter_context(parquet.ParquetWriter(path, schema))
            tables[name] = files.enter_context(closing(_Table(out, schema, arrow.table)))
        for rows in pieces:
            for name, more in rows.items():
                tables[name].add(more)


@define
class _Table:
    """
    A table that is written some thousands of rows at a time.
    """

    out: Any
    schema: Any
    table: Callable[..., Any]
    waiting: list[tuple[Any, ...]] = Factory(list)

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        self.waiting += rows
        if len(self.waiting) >= _ROWS:
            self.close()

    def close(self) -> None:
        """
        Write the rows that wait.
        """
        columns = map(list, zip(*self.waiting, strict=True)) if self.waiting else [[]] * len(self.schema.names)
        self.out.write_table(self.table(dict(zip(self.schema.names, columns, strict=True)), schema=self.schema))
        self.waiting = []
