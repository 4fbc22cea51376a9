"""
Where reports go: stdout, a file, or a folder with one for each document; never over a document that was read.
"""

from __future__ import annotations

import os
import sys

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Final

from perfscore.bilingual import Language, Text
from perfscore.render import Complaint, reports_and, write
from perfscore.running.task import Outcome


if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DeliveryError", "Destination", "deliver", "save"]

#: What a folder's files are called after, by format.
_SUFFIXES: Final = MappingProxyType(
    {
        "text": ".txt",
        "json": ".json",
        "jsonl": ".jsonl",
        "csv": ".csv",
        "markdown": ".md",
        "github": ".txt",
        "junit": ".xml",
        "sarif": ".sarif",
        "xlsx": ".xlsx",
        "docx": ".docx",
    }
)

_INPUT: Final = Text(
    "{path} 是被核对的文件，不能覆盖", "{path} is one of the documents that are checked: it is not overwritten"
)
_CANNOT_WRITE: Final = Text("{path}: 无法写入：{why}", "{path}: cannot be written: {why}")
_NEEDS_FOLDER: Final = Text(
    "{format} 为每个文件各写一份，请用 --output 指定文件夹",
    "{format} makes a file of its own for each document: name a folder with --output",
)
_NEEDS_FILE: Final = Text(
    "{format} 不能显示在终端上，请用 --output 指定文件", "{format} is nothing for a terminal: name a file with --output"
)


class DeliveryError(Exception):
    """
    A place where nothing may or can be written.
    """

    def __init__(self, reason: Text, **values: object) -> None:
        self.reason = reason.filled(**values)
        super().__init__(self.reason.en)


class Destination:
    """
    What ``--output`` names, ``None`` being stdout; a folder is one that exists or whose name ends like one.

    *files* are the documents with their names as seen from their folder.

    :raises DeliveryError: where it would overwrite what is read.
    """

    def __init__(self, output: str | None, files: Mapping[str, str]) -> None:
        self.output = output
        self.is_folder = output is not None and (output.endswith(("/", os.sep)) or os.path.isdir(output))
        self._names = files
        self._inputs = frozenset() if output is None else _identities(files)
        self._taken: set[str] = set()
        if output is not None and not self.is_folder:
            _spare(output, self._inputs)

    def file(self, document: str, suffix: str) -> str:
        """
        The file in the folder for what is said about *document*: ``a.docx.json``, and ``a.checked.xlsx`` for a copy of ``a.xlsx``.

        :raises DeliveryError: where that is a document itself.
        """
        stem, kind = os.path.splitext(self._names[document])
        base = f"{stem}.checked" if kind.lower() == suffix else stem + kind
        path = os.path.join(self.output or "", base + suffix)
        count = 2
        while path in self._taken:
            path = os.path.join(self.output or "", f"{base}-{count}{suffix}")
            count += 1
        self._taken.add(path)
        _spare(path, self._inputs)
        return path

    def spare_folder(self) -> Path:
        """
        The folder, for a writer that names its files itself.

        :raises DeliveryError: where a document lies in it.
        """
        from pathlib import Path  # noqa: PLC0415 - takes a tenth of the start-up

        folder = Path(self.output or "")
        for found in folder.glob("*"):
            _spare(str(found), self._inputs)
        return folder

    def spare_terminal(self, format_name: str) -> None:
        """
        :raises DeliveryError: where documents would be shown on a terminal, or one written over the other.
        """
        if not self.is_folder and len(self._names) > 1:
            raise DeliveryError(_NEEDS_FOLDER, format=format_name)
        if self.output is None and sys.stdout.isatty():
            raise DeliveryError(_NEEDS_FILE, format=format_name)


def save(path: str, text: str, documents: Iterable[str]) -> None:
    """
    Write what a run leaves beside its reports, such as a baseline.

    :raises DeliveryError: where *path* is one of the *documents*, or cannot be written.
    """
    _spare(path, _identities(documents))
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise DeliveryError(_CANNOT_WRITE, path=path, why=error.strerror or str(error)) from None


def _spare(path: str, inputs: Collection[tuple[int, int]]) -> None:
    if _identity(path) in inputs:
        raise DeliveryError(_INPUT, path=path)


def _identities(files: Iterable[str]) -> frozenset[tuple[int, int]]:
    return frozenset(filter(None, map(_identity, files)))


def _identity(path: str) -> tuple[int, int] | None:
    """
    What two names of one file have in common; ``None`` where there is no file.
    """
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def deliver(outcomes: Iterable[Outcome], format_name: str, made: Any, destination: Destination, lang: Language) -> None:
    """
    Write what *made*, the writer, makes of the outcomes to where it belongs, as they come.

    :raises DeliveryError: where that may not or cannot be done.
    """
    suffix = _SUFFIXES.get(format_name, f".{format_name}")
    try:
        if hasattr(made, "annotated"):
            destination.spare_terminal(format_name)
            _deliver_documents(outcomes, suffix, destination)
        elif destination.output is None:
            write(made, outcomes, sys.stdout, lang)
        elif not destination.is_folder:
            with _opened(destination.output, made) as out:
                write(made, outcomes, out, lang)
        elif hasattr(made, "write_folder"):
            complaints: list[Complaint] = []
            made.write_folder(reports_and(complaints, outcomes), destination.spare_folder(), lang, complaints)
        else:
            for outcome in outcomes:
                if outcome.checked:
                    with _opened(destination.file(outcome.file, suffix), made) as out:
                        write(made, [outcome], out, lang)
    except BrokenPipeError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise DeliveryError(_CANNOT_WRITE, path=error.filename or destination.output or "stdout", why=why) from None


def _deliver_documents(outcomes: Iterable[Outcome], suffix: str, destination: Destination) -> None:
    for outcome in outcomes:
        if outcome.document is None:
            continue
        if destination.is_folder:
            path = destination.file(outcome.file, suffix)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _save(path, outcome.document)
        elif destination.output is not None:
            _save(destination.output, outcome.document)
        else:
            sys.stdout.buffer.write(outcome.document)


def _save(path: str, document: bytes) -> None:
    with open(path, "wb") as out:
        out.write(document)


def _opened(path: str, made: Any) -> IO[str]:
    if folder := os.path.dirname(path):
        os.makedirs(folder, exist_ok=True)
    return open(path, "w", encoding=getattr(made, "ENCODING", "utf-8"), errors="replace", newline="\n")
