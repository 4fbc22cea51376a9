"""
The documents that a command line names: files, stdin, and what folders hold.
"""

from __future__ import annotations

import os

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from perfscore.read.errors import CANNOT_OPEN
from perfscore.running.task import Outcome
from perfscore.words import Language, Text


__all__ = ["SUFFIXES", "listed"]

#: Names under which forms are published; in a folder, other files are passed over.
SUFFIXES: Final = frozenset(
    (
        ".json .txt .md .csv .tsv .html .htm .mht .mhtml .docx .docm .doc .wps .rtf .xlsx .xlsm .xls .et"
        " .ods .odt .pdf .ofd"
    ).split()
)

_EMPTY: Final = Text("文件夹中没有可读的文件", "the folder holds no file that could be a form")

#: How JSON of ours begins, blanks left out, and how it does where it is a form.
_OURS: Final = b'{"schema":"perfscore/'
_FORMS: Final = (_OURS + b"form/", _OURS + b"forms/")


def listed(paths: Sequence[str], lang: Language) -> tuple[dict[str, str], list[Outcome]]:
    """
    Every document once, those of a folder sorted, with its name as seen from the folder; and what became of folders
    that cannot be opened, or hold no document.

    Of a folder, what cannot be a form by its name is passed over, and so are baselines and reports in JSON.
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
            if suffix not in SUFFIXES or name.lower().startswith("readme"):
                continue
            # a pipe would keep the run waiting; what is not there at all is complained of by the reader
            if os.path.exists(path) and not os.path.isfile(path):
                continue
            if not (suffix == ".json" and _is_told(path)):
                yield path


def _is_told(path: str) -> bool:
    """
    Whether *path* is what a run said of forms, such as a baseline or reports, and is kept beside them.
    """
    try:
        with open(path, "rb") as file:
            begun = b"".join(file.read(64).split())
    except OSError:
        # the reader will say so
        return False
    return begun.startswith(_OURS) and not begun.startswith(_FORMS)
