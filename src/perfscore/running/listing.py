"""
The documents that a command line names: files, stdin, and what folders hold.
"""

from __future__ import annotations

import os

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.read.errors import CANNOT_OPEN
from perfscore.running.task import Outcome


__all__ = ["SUFFIXES", "listed"]

#: Names under which forms are published; in a folder, other files are passed over.
SUFFIXES: Final = frozenset(
    (
        ".json .txt .md .csv .tsv .html .htm .mht .mhtml .docx .docm .doc .wps .rtf .xlsx .xlsm .xls .et"
        " .ods .odt .pdf .ofd"
    ).split()
)

_EMPTY: Final = Text("文件夹中没有可读的文件", "the folder holds no file that could be a form")

#: What folders hold beside forms: a word to the reader, and what Office and macOS leave beside an open or copied file.
_NO_FORMS: Final = ("readme", "~$", "._")

#: What stands at the beginning of what a run wrote, blanks left out; forms as JSON begin like its reports.
_OWN_OUTPUT: Final = MappingProxyType(
    {
        ".json": b'{"schema":"perfscore/',
        ".html": b'<metaname="generator"content="perfscore',
        ".csv": b"file,form,project,code,name,severity,",
    }
)
_FORMS: Final = (_OWN_OUTPUT[".json"] + b"form/", _OWN_OUTPUT[".json"] + b"forms/")


def listed(paths: Sequence[str], lang: Language) -> tuple[dict[str, str], list[Outcome]]:
    """
    Every document once, those of a folder sorted, with its name as seen from the folder; and what became of folders
    that cannot be opened, or hold no document.

    Of a folder, what cannot be a form by its name is passed over, and so is what an earlier run wrote.
    """
    found: dict[str, str] = {}
    refused: list[Outcome] = []
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            found.setdefault(path, "stdin" if path == "-" else os.path.basename(path))
            continue
        closed: list[OSError] = []
        inside = sorted(_walk(path, closed.append))
        refused += [_refused(error.filename, CANNOT_OPEN.say(lang, why=error.strerror)) for error in closed]
        if not inside and not closed:
            refused.append(_refused(path, _EMPTY.say(lang)))
        for file in inside:
            found.setdefault(file, os.path.relpath(file, path))
    return found, refused


def _refused(folder: str, why: str) -> Outcome:
    return Outcome(folder, complaints=(f"{folder}: {why}",))


def _walk(folder: str, complain: Callable[[OSError], object]) -> Iterator[str]:
    for place, _, names in os.walk(folder, onerror=complain):
        for name in names:
            path, suffix = os.path.join(place, name), os.path.splitext(name)[1].lower()
            if suffix not in SUFFIXES or name.lower().startswith(_NO_FORMS):
                continue
            # a pipe would keep the run waiting; what is not there at all is complained of by the reader
            if os.path.exists(path) and not os.path.isfile(path):
                continue
            if suffix not in _OWN_OUTPUT or not _is_own_output(path, _OWN_OUTPUT[suffix]):
                yield path


def _is_own_output(path: str, mark: bytes) -> bool:
    """
    Whether *path* is what a run said of forms, such as a page, reports or a baseline, and is kept beside them.
    """
    try:
        with open(path, "rb") as file:
            begun = b"".join(file.read(256).split())
    except OSError:
        # the reader will say so
        return False
    return mark in begun and not begun.startswith(_FORMS)
