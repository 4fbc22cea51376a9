"""
The ``perfscore`` command: arguments in, an exit status out; each command stands in a module of its own.
"""

from __future__ import annotations

import gc
import os
import sys

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import Final

from perfscore.bilingual import Language, Text, preferred_language
from perfscore.cli.arguments import parser
from perfscore.cli.commands import COMMANDS
from perfscore.files import CANNOT_WRITE, system_reason
from perfscore.read.watching import PAGE_RECOGNISED
from perfscore.running.listing import looks_like_path
from perfscore.running.run import FOUND, INTERRUPTED, TROUBLE


__all__ = ["command", "main"]

_RECOGNISED: Final = Text("{file}：已识别 {number}/{pages} 页", "{file}: page {number} of {pages} recognised")


def command() -> None:
    """
    The ``perfscore`` command: `main`, and out.

    The interpreter is not taken apart afterwards; everything is written by then, and that would take as long as a check.
    """
    # what is imported by now stays to the end: the garbage collector need not look through it again and again
    gc.freeze()
    # the interpreters of worker processes must not import from the working folder, where strangers' files may lie
    os.environ["PYTHONSAFEPATH"] = "1"
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    if "multiprocessing" in sys.modules:
        # what several processes shared is given back on the way
        sys.exit(status)
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command; the exit status is 0 when nothing was found, 1 when something was, 2 for unusable input or arguments.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # closed, or a program without a terminal on Windows
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as the process lives
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    known = parser(lang)
    if not given:
        known.print_help(sys.stderr)
        return TROUBLE
    options = known.parse_args(_with_command(given))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding=None if getattr(options, "format", None) in (None, "text") else "utf-8", errors="replace"
            )
    options.lang = lang
    if sys.stderr.isatty() and not getattr(options, "quiet", False):
        PAGE_RECOGNISED.set(partial(_show_page, options.lang))
    try:
        module, _, name = options.run.partition(":")
        status: int = getattr(import_module(module), name)(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe (head, less) has seen enough.
        _silence()
        return FOUND
    except OSError as error:
        from perfscore.cli.settings import complain  # noqa: PLC0415 - a full disk is rare

        _silence()
        return complain(CANNOT_WRITE.say(options.lang, path=error.filename or "stdout", why=system_reason(error)))
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _language(arguments: Sequence[str]) -> Language:
    """
    The language that the arguments ask for: what is wrong with them is said in it too.
    """
    chosen = preferred_language()
    for argument, following in pairwise([*arguments, ""]):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or following
            chosen = "zh" if value == "zh" else "en" if value == "en" else chosen
    return chosen


def _with_command(arguments: list[str]) -> list[str]:
    """
    The arguments with the command that they leave out: paths alone are checked and the result is shown.
    """
    first = next((argument for argument in arguments if not argument.startswith("-")), None)
    if first is None or first in COMMANDS or not looks_like_path(first):
        return arguments
    return ["check", "--open", *arguments]


def _show_page(lang: Language, file: str, number: int, pages: int) -> None:
    """
    How far the recognition of a scan is, on a line of the terminal that is gone in the end.
    """
    line = _RECOGNISED.say(lang, file=os.path.basename(file), number=number, pages=pages) if number < pages else ""
    sys.stderr.write(f"\r{line}\x1b[K")
    sys.stderr.flush()


def _silence() -> None:
    """
    What is still to be written has nowhere to go, and must not fail again when the process ends.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
