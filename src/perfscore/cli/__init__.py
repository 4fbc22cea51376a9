"""
The ``perfscore`` command: arguments in, an exit status out; each command stands in a module of its own.
"""

from __future__ import annotations

import os
import sys

from collections.abc import Sequence
from importlib import import_module

from perfscore.cli.arguments import parser
from perfscore.running.folders import FOUND, INTERRUPTED
from perfscore.words import preferred_language


__all__ = ["command", "main"]


def command() -> None:
    """
    The ``perfscore`` command: `main`, and out.

    The interpreter is not taken apart afterwards; everything is written by then, and that would take as long as a check.
    """
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command; the exit status is 0 when nothing was found, 1 when something was, 2 for unusable input or arguments.
    """
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
