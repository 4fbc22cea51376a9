"""
Output formats: one record for each, which says what the format is called and takes, and where its functions stand.

Writing has two halves. ``piece`` turns one report into what the format says of it; it runs where the form is checked, perhaps
in another process, and its result is small and can be pickled. ``write`` joins the pieces, in the order of the documents,
where the run was started. So nothing but one report at a time is kept in memory, and a format that fails on a form
fails on this form alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import IO, Any, Literal

from attrs import frozen

from perfscore.bilingual import Language, require_language
from perfscore.checking.report import Report


__all__ = [
    "Colours",
    "Complaint",
    "Layout",
    "NoCopyError",
    "Style",
    "UnusableError",
    "Writer",
    "as_contract",
    "pieces_of",
    "write_reports",
]

#: The names rich has for what a terminal can show.
Colours = Literal["standard", "256", "truecolor", "windows"]
#: What a report is part of: it is the only one, one of several in a file, or has a file of its own.
Layout = Literal["alone", "among others", "own file"]
#: A file, and what kept it from being read or checked.
Complaint = tuple[str, str]


class NoCopyError(Exception):
    """
    A document of which no copy can be written; the message does not name it.
    """


class UnusableError(Exception):
    """
    Something that the run needs and that cannot be used, such as a configuration or a library; the message says what.
    """


@frozen
class Style:
    """
    How pieces are to look.

    *width* (columns), *colours* (as rich names them) and *encoding* are those of the terminal, where there is one.
    """

    lang: Language
    width: int | None = None
    colours: Colours | None = None
    encoding: str = "utf-8"
    layout: Layout = "among others"


@frozen
class Writer:
    """
    An output format.

    *suffixes* are those of its files; new files get the first. *module* holds its functions:

    - ``piece(report, file, form, style)`` and ``write(pieces, complaints, out, style)``, *out* being an open text file,
      or, for a *binary* format, the path of a file to be made;
    - ``write_folder(pieces, complaints, folder, style, file_for)`` where *makes_folder* says so; ``file_for(document, suffix)``
      is the path of a file about one document;
    - ``annotate(data, reports, lang)`` in place of all these for a *copy* of the document that was checked.

    Complaints are complete once the pieces are used up.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    encoding: str = "utf-8"
    binary: bool = False
    copy: bool = False
    makes_folder: bool = False

    @property
    def suffix(self) -> str:
        return self.suffixes[0]

    @property
    def functions(self) -> Any:
        """
        The module of the format, imported when asked for: JSON never waits for the terminal library.
        """
        return import_module(self.module)


def as_contract(report: Report, file: str, form: int, style: Style) -> dict[str, Any]:
    """
    The piece of most formats: the report as the JSON contract has it.
    """
    from perfscore.contract import report_to  # noqa: PLC0415 - the rules are listed without it

    return report_to(report, style.lang, file=file, form=form)


def pieces_of(writer: Writer, reports: Iterable[tuple[str, int, Report]], style: Style) -> Iterable[Any]:
    """
    The pieces for *reports*, each given with its file and its place in it, as they come.
    """
    piece = writer.functions.piece
    return (piece(report, file, form, style) for file, form, report in reports)


def write_reports(
    writer: Writer,
    reports: Iterable[tuple[str, int, Report]],
    out: IO[str],
    lang: Language,
    *,
    alone: bool = False,
) -> None:
    """
    Write *reports*, each given with its file and its place in it; *alone* says that there is only one.

    :raises ValueError: for a format that is no text, or a language that is neither ``zh`` nor ``en``.
    """
    require_language(lang)
    if writer.binary:
        msg = f"{writer.name} is no text; the command writes it: perfscore check --format {writer.name}"
        raise ValueError(msg)
    style = Style(lang, layout="alone" if alone else "among others")
    writer.functions.write(pieces_of(writer, reports, style), (), out, style)
