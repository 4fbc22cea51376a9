"""
Where reports go: stdout, a file, or a folder with one for each document; never over a document that was read.
"""

from __future__ import annotations

import os
import sys

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.files import CANNOT_WRITE, system_reason
from perfscore.render import Complaint, Style, Writer
from perfscore.render.files import file_in_making, short_name, write_whole
from perfscore.running.task import Outcome


__all__ = ["DeliveryError", "Destination", "deliver", "save"]

_INPUT: Final = Text(
    "{path} 是被核对的文件，不能覆盖", "{path} is one of the documents that are checked: it is not overwritten"
)
_NEEDS_FOLDER: Final = Text(
    "{format} 为每个文件各写一份，请用 --output 指定文件夹；全部写成一份汇总表，用 --format summary",
    "{format} makes a file of its own for each document: name a folder with --output, or take --format summary for all in one",
)
_NEEDS_FILE: Final = Text(
    "{format} 不能显示在终端上，请用 --output 指定文件",
    "{format} cannot be written to a terminal: name a file with --output",
)


class DeliveryError(Exception):
    """
    A place where nothing may or can be written.
    """

    def __init__(self, reason: Text, **values: object) -> None:
        self.reason = reason.fill(**values)
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
            _refuse_overwrite(output, self._inputs)

    def file(self, document: str, suffix: str) -> str:
        """
        The file in the folder for what is said about *document*: ``a.docx.json``, and ``a.checked.xlsx`` for a copy of ``a.xlsx``.

        A name that the file system would find too long is cut.

        :raises DeliveryError: where that is a document itself.
        """
        stem, kind = os.path.splitext(self._names[document])
        folder, name = os.path.split(f"{stem}.checked" if kind.lower() == suffix else stem + kind)
        names = (short_name(name, ending) for ending in chain([suffix], (f"-{n}{suffix}" for n in count(2))))
        paths = (os.path.join(self.output or "", folder, name) for name in names)
        path = next(path for path in paths if path not in self._taken)
        self._taken.add(path)
        _refuse_overwrite(path, self._inputs)
        return path

    def main_file(self, writer: Writer) -> str | None:
        """
        What to open first: the file, the index of a folder of pages, or the folder.
        """
        if self.output is None or not self.is_folder:
            return self.output
        has_index = writer.makes_folder and writer.suffix == ".html"
        return os.path.join(self.output, "index.html") if has_index else self.output

    def folder_without_inputs(self) -> Path:
        """
        The folder, for a writer that names its files itself.

        :raises DeliveryError: where a document lies in it.
        """
        folder = Path(self.output or "")
        for found in folder.glob("*"):
            _refuse_overwrite(str(found), self._inputs)
        return folder

    def refuse_terminal(self, format_name: str) -> None:
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
    _refuse_overwrite(path, _identities(documents))
    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise DeliveryError(CANNOT_WRITE, path=path, why=system_reason(error)) from None


def _refuse_overwrite(path: str, inputs: Collection[tuple[int, int]]) -> None:
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


def deliver(
    outcomes: Iterable[Outcome],
    writer: Writer,
    destination: Destination,
    style: Style,
    complain: Callable[[Text], object],
) -> None:
    """
    Write what *writer* makes of the outcomes to where it belongs, as they come.

    In a folder with a file for each document, *complain* takes what is to be said of one that cannot be written.

    :raises DeliveryError: where nothing may or can be written.
    """
    complaints: list[Complaint] = []
    if writer.copy:
        destination.refuse_terminal(writer.name)
    if destination.is_folder and not writer.makes_folder:
        for outcome in outcomes:
            try:
                with _as_delivery_error(destination.output):
                    _deliver_one(outcome, writer, destination, style)
            except DeliveryError as error:
                complain(error.reason)
        return
    with _as_delivery_error(destination.output):
        if writer.copy:
            for outcome in outcomes:
                _write_copy(outcome, destination.output)
        elif destination.is_folder:
            folder = destination.folder_without_inputs()
            writer.functions.write_folder(_pieces(outcomes, complaints), complaints, folder, style, destination.file)
        else:
            _write(writer, _pieces(outcomes, complaints), complaints, destination.output, style)


def _deliver_one(outcome: Outcome, writer: Writer, destination: Destination, style: Style) -> None:
    """
    The file in the folder for one document.
    """
    if writer.copy and outcome.document is not None:
        _write_copy(outcome, destination.file(outcome.file, writer.suffix))
    elif not writer.copy and outcome.checked:
        complaints: list[Complaint] = []
        path = destination.file(outcome.file, writer.suffix)
        _write(writer, _pieces([outcome], complaints), complaints, path, style)


@contextmanager
def _as_delivery_error(output: str | None) -> Iterator[None]:
    """
    What the system has against writing, as a `DeliveryError`; a pipe whose reader has seen enough is none.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DeliveryError(CANNOT_WRITE, path=output or "stdout", why=system_reason(error)) from None


def _pieces(outcomes: Iterable[Outcome], complaints: list[Complaint]) -> Iterator[Any]:
    """
    The writer's pieces, one for each form that has one; *complaints* is filled on the way.
    """
    for outcome in outcomes:
        complaints.extend((outcome.file, complaint) for complaint in outcome.complaints)
        yield from (checked.piece for checked in outcome.checked if checked.piece is not None)


def _write(
    writer: Writer, pieces: Iterable[Any], complaints: Collection[Complaint], path: str | None, style: Style
) -> None:
    """
    One file, or stdout, with everything in it.
    """
    if path is None and writer.binary:
        raise DeliveryError(_NEEDS_FILE, format=writer.name)
    if path is None:
        writer.functions.write(pieces, complaints, sys.stdout, style)
        return
    with file_in_making(path) as made:
        if writer.binary:
            writer.functions.write(pieces, complaints, made, style)
            return
        with open(made, "w", encoding=writer.encoding, errors="replace", newline="\n") as out:
            writer.functions.write(pieces, complaints, out, style)


def _write_copy(outcome: Outcome, path: str | None) -> None:
    if outcome.document is None:
        return
    if path is None:
        sys.stdout.buffer.write(outcome.document)
    else:
        write_whole(path, outcome.document)
