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


def listed(paths: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """
    Every document once, those of a folder sorted, with its name as seen from the folder; and the folders that hold none.
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
        yield from (os.path.join(place, name) for name in names if os.path.splitext(name)[1].lower() in SUFFIXES)
