"""
Where documents come from besides files of their own: lines of JSON, Parquet, and addresses such as ``s3://…``.
"""

from __future__ import annotations

import json
import os

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Final

from attrs import frozen

from perfscore.bilingual import Language, Text
from perfscore.files import system_reason
from perfscore.read import Limits
from perfscore.read.errors import CANNOT_OPEN
from perfscore.running.task import Outcome


__all__ = ["LINES", "STREAMS", "Document", "Part", "Renamed", "addresses", "content", "is_address", "parts"]

#: Files that hold a form in each line, or in each line or row, and are read as a stream, however large.
LINES: Final = frozenset((".jsonl", ".ndjson"))
STREAMS: Final = LINES | {".parquet"}
#: Forms that travel together.
_FORMS: Final = 32

_NO_FSSPEC: Final = Text(
    '读取 {address} 需要 fsspec，请执行：pip install "perfscore[remote]"',
    '{address} needs fsspec: pip install "perfscore[remote]"',
)
_NO_PYARROW: Final = Text(
    '读取 Parquet 需要 pyarrow，请执行：pip install "perfscore[parquet]"',
    'reading Parquet needs pyarrow: pip install "perfscore[parquet]"',
)
_NO_PARQUET: Final = Text("不是可读的 Parquet 文件：{why}", "is no Parquet file that can be read: {why}")
_UNREACHABLE: Final = Text("无法读取：{why}", "cannot be reached: {why}")


@frozen
class Part:
    """
    Some forms of a large file: those from the number *first* on, each as JSON; or what keeps it from being read on.
    """

    file: str
    first: int
    forms: tuple[bytes, ...] = ()
    complaint: str | None = None


@frozen
class Renamed:
    """
    A document that goes by another name than its file's.
    """

    file: str
    path: str


#: What a worker is given: the name of a file, a part of one, or a file with a name for it.
Document = str | Part | Renamed


def parts(documents: Iterable[str], lang: Language) -> Iterator[Document]:
    """
    The *documents*, those that are streams in parts.
    """
    for file in documents:
        suffix = os.path.splitext(file)[1].lower()
        if suffix not in STREAMS or is_address(file):
            yield file
            continue
        first = 0
        try:
            forms = _rows(file, lang) if suffix == ".parquet" else _lines(file)
            while chunk := tuple(islice(forms, _FORMS)):
                yield Part(file, first, chunk)
                first += len(chunk)
        except OSError as error:
            yield Part(file, first, complaint=CANNOT_OPEN.say(lang, why=system_reason(error)))
        except _StreamError as error:
            yield Part(file, first, complaint=str(error))


class _StreamError(Exception):
    """
    A stream that cannot be read on.
    """


def _lines(file: str) -> Iterator[bytes]:
    """
    The lines that are not blank; one that is longer than a document may be is cut, and refused when it is read.
    """
    most = Limits().file_bytes + 1
    with open(file, "rb") as source:
        while line := source.readline(most):
            while len(line) == most and not line.endswith(b"\n"):
                # the rest of an endless line is of no use to anybody
                if not (rest := source.readline(most)) or rest.endswith(b"\n"):
                    break
            if line.strip():
                yield line


def _rows(file: str, lang: Language) -> Iterator[bytes]:
    """
    Each row of a Parquet file as a form in JSON: columns as the contract names them.
    """
    try:
        parquet = import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise _StreamError(_NO_PYARROW.say(lang)) from None
    arrow_error: type[Exception] = import_module("pyarrow").ArrowException
    try:
        with parquet.ParquetFile(file) as rows:
            for batch in rows.iter_batches(batch_size=_FORMS):
                for row in batch.to_pylist():
                    yield json.dumps(row, ensure_ascii=False, default=str).encode()
    except arrow_error as error:
        raise _StreamError(_NO_PARQUET.say(lang, why=error)) from None


def is_address(name: str) -> bool:
    """
    Whether *name* is an address such as ``s3://bucket/a.pdf`` or ``zip://a.pdf::forms.zip`` rather than a path.
    """
    return "://" in name


def addresses(address: str, suffixes: Iterable[str], lang: Language) -> tuple[list[str], list[Outcome]]:
    """
    The documents at an address, which may be a pattern or a folder; of a folder those that end in one of *suffixes*.
    """
    scheme, _, rest = address.partition("://")
    inner, link, outer = rest.partition("::")
    try:
        system, path = import_module("fsspec.core").url_to_fs(address)
        if any(mark in inner for mark in "*?["):
            found = sorted(system.glob(path if not link else inner))
        elif system.isdir(path):
            found = sorted(name for name in system.find(path) if os.path.splitext(name)[1].lower() in tuple(suffixes))
        else:
            found = [path]
    except ModuleNotFoundError:
        return [], [_refuse(address, _NO_FSSPEC.say(lang, address=address))]
    except Exception as error:  # noqa: BLE001 - every system of files has exceptions of its own
        return [], [_refuse(address, _UNREACHABLE.say(lang, why=str(error) or type(error).__name__))]
    return [f"{scheme}://{name.removeprefix('/')}{link}{outer}" for name in found], []


def content(address: str, lang: Language) -> bytes:
    """
    What is at an address, at most what a document may hold and a byte more.

    :raises OSError: when it cannot be reached, whatever its system of files raises.
    """
    try:
        with import_module("fsspec").open(address, "rb") as source:
            data: bytes = source.read(Limits().file_bytes + 1)
    except ModuleNotFoundError:
        raise OSError(0, _NO_FSSPEC.say(lang, address=address)) from None
    except OSError:
        raise
    except Exception as error:
        raise OSError(0, str(error) or type(error).__name__) from error
    return data


def _refuse(name: str, why: str) -> Outcome:
    return Outcome(name, complaints=(f"{name}: {why}",))
