"""
The documents that a command line names: files, stdin, and what folders hold.
"""

from __future__ import annotations

import os

from collections.abc import Iterator, Sequence
from typing import Final


__all__ = ["SUFFIXES", "listed"]

#: Names under which forms are published; in a folder, other files are passed over.
SUFFIXES: Final = frozenset(
    (
        ".json .txt .md .csv .tsv .html .htm .mht .mhtml .docx .docm .doc .wps .rtf .xlsx .xlsm .xls .et"
        " .ods .odt .pdf .ofd"
    ).split()
)

#: How JSON of ours begins, blanks left out, and how it does where it is a form.
_OURS: Final = b'{"schema":"perfscore/'
_FORMS: Final = (_OURS + b"form/", _OURS + b"forms/")


def listed(paths: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """
    Every document once, those of a folder sorted, with its name as seen from the folder; and the folders that hold none.

    Of a folder, what cannot be a form by its name is passed over, and so are baselines and reports in JSON.
    """
    found: dict[str, str] = {}
    empty: list[str] = []
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            found.setdefault(path, "stdin" if path == "-" else os.path.basename(path))
            continue
        inside = sorted(_walk(path))
        if not inside:
            empty.append(path)
        for file in inside:
            found.setdefault(file, os.path.relpath(file, path))
    return found, empty


def _walk(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            path, suffix = os.path.join(place, name), os.path.splitext(name)[1].lower()
            if suffix in SUFFIXES and not (suffix == ".json" and _is_told(path)):
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
