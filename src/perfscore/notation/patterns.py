"""
Regular expressions that are compiled when they are first used.

To compile those of all statements, dates and reasons takes longer than to check a form, which needs few of them.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterator
from functools import cached_property


__all__ = ["Pattern"]

_Found = re.Match[str] | None


class Pattern:
    """
    A regular expression with the methods of a compiled one.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    @cached_property
    def match(self) -> Callable[..., _Found]:
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., _Found]:
        return self._compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., _Found]:
        return self._compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self._compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self._compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self._compiled.sub
