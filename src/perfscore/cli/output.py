"""
Which format a run writes and where, as far as the command line leaves that open.
"""

from __future__ import annotations

import os

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.render import WRITERS, Writer


__all__ = ["FormatError", "chosen_writer", "open_page", "page_folder"]

_MISMATCH: Final = Text(
    "{output}: 扩展名属于 {other}，与 --format {name} 不符",
    "{output}: the suffix is that of {other}, not of --format {name}",
)
_RESULTS: Final = Text("核对结果", "perfscore-results")


class FormatError(Exception):
    """
    A format that does not go with the name of its file.
    """


def chosen_writer(name: str | None, output: str | None, lang: Language, writers: Sequence[Writer] = WRITERS) -> Writer:
    """
    Of *writers* that of the format *name*, or, where none is named, of the suffix of *output*; otherwise the first, text.

    :raises FormatError: where the suffix is another format's.
    """
    suffix = "" if output is None or os.path.isdir(output) else os.path.splitext(output)[1].lower()
    claiming = [writer for writer in writers if suffix in writer.suffixes]
    if name is None:
        return claiming[0] if claiming else writers[0]
    named = [writer for writer in writers if writer.name == name]
    chosen = next((writer for writer in named if writer in claiming), named[0])
    if claiming and suffix not in chosen.suffixes:
        raise FormatError(_MISMATCH.say(lang, output=output, other=claiming[0].name, name=name))
    return chosen


def page_folder(paths: Sequence[str], lang: Language) -> str:
    """
    Where pages go that somebody only wants to see: a folder beside the first document, or a temporary one.
    """
    beside = os.path.dirname(os.path.abspath(paths[0]))
    if os.path.isdir(beside) and os.access(beside, os.W_OK):
        return os.path.join(beside, _RESULTS.say(lang), "")
    from tempfile import mkdtemp  # noqa: PLC0415 - few runs need it

    return os.path.join(mkdtemp(prefix="perfscore-"), "")


def open_page(path: str) -> None:
    """
    Show the file in the browser, where there is one.
    """
    import webbrowser  # noqa: PLC0415 - few runs open a page

    webbrowser.open(Path(path).absolute().as_uri())
