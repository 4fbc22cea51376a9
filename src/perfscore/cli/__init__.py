"""
The ``perfscore`` command: arguments in, an exit status out; each command stands in a module of its own.
"""

from __future__ import annotations

import os
import sys

from collections.abc import Sequence
from importlib import import_module
from typing import Final

from perfscore.bilingual import Text, preferred_language
from perfscore.cli.arguments import parser
from perfscore.running.run import FOUND, INTERRUPTED


__all__ = ["command", "main"]

_CANNOT_WRITE: Final = Text("{where}: 无法写入：{why}", "{where}: cannot be written: {why}")


def command() -> None:
    """
    The ``perfscore`` command: `main`, and out.

    The interpreter is not taken apart afterwards; everything is written by then, and that would take as long as a check.
    """
    # the interpreters of worker processes must not import from the working folder, where strangers' files may lie
    os.environ["PYTHONSAFEPATH"] = "1"
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command; the exit status is 0 when nothing was found, 1 when something was, 2 for unusable input or arguments.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # closed, or a program without a terminal on Windows
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as the process lives
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding=None if getattr(options, "format", "text") == "text" else "utf-8", errors="replace"
            )
    options.lang = options.lang or preferred_language()
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
        return complain(_CANNOT_WRITE.say(options.lang, where=error.filename or "stdout", why=error.strerror or error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _silence() -> None:
    """
    What is still to be written has nowhere to go, and must not fail again when the process ends.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
