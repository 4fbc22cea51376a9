"""
Reports as Parquet: ``forms.parquet``, ``findings.parquet`` and ``relations.parquet`` in a folder, for DuckDB, pandas and others.

Needs pyarrow, the extra ``perfscore[parquet]``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, Final

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


def write(pieces: Iterable[Rows], complaints: Collection[Complaint], path: str, style: Style) -> None:  # noqa: ARG001 - a writer's arguments
    """
    :raises UnusableError: always: three tables are no one file.
    """
    raise UnusableError(_NEEDS_FOLDER.say(style.lang))


def write_folder(
    pieces: Iterable[Rows],
    complaints: Collection[Complaint],  # noqa: ARG001 - a row is a form, a finding or a relation
    folder: Path,
    style: Style,
    *_: Any,
) -> None:
    """
    The three files; rows are written as they come, some thousands at a time.

    :raises UnusableError: without the library.
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise UnusableError(_NO_LIBRARY.say(style.lang)) from None
    schemas = {
        table: arrow.schema([(name, arrow.int64() if name in NUMBERS else arrow.string()) for name in columns])
        for table, columns in COLUMNS.items()
    }
    with ExitStack() as files:
        writers = {
            table: files.enter_context(
                parquet.ParquetWriter(files.enter_context(file_in_making(str(folder / f"{table}.parquet"))), schema)
            )
            for table, schema in schemas.items()
        }
        waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        for rows in pieces:
            for table, more in rows.items():
                waiting[table] += more
                if len(waiting[table]) >= _ROWS:
                    writers[table].write_table(_as_table(arrow.table, schemas[table], waiting[table]))
                    waiting[table] = []
        for table, last in waiting.items():
            writers[table].write_table(_as_table(arrow.table, schemas[table], last))


def _as_table(table: Callable[..., Any], schema: Any, rows: list[tuple[Any, ...]]) -> Any:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema.names)
    texts = ([_printable(value) for value in column] for column in columns)
    return table(dict(zip(schema.names, map(list, texts), strict=True)), schema=schema)


def _printable(value: Any) -> Any:
    """
    Half a surrogate, which no Parquet text can hold, becomes a question mark.
    """
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
