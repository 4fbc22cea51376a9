"""
Completion in a shell: a script made from the arguments themselves, so that it cannot fall behind.
"""

from __future__ import annotations

import argparse

from collections.abc import Iterator
from importlib import import_module
from typing import Final


__all__ = ["script"]

#: How arguments that are files are called in the help.
_FILES: Final = frozenset(("PATH", "FILE", "NAME|FILE", "FILE|DIR"))


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """
    The script for *shell*.

    :raises ModuleNotFoundError: without the library that writes it, the extra ``perfscore[completion]``.
    """
    shtab = import_module("shtab")
    for action in _arguments(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    written: str = shtab.complete(parser, shell)
    return written


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse tells in no other way what it was given
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for below in action.choices.values():
                yield from _arguments(below)
