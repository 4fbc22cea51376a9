"""
How long reading one document may take: seconds of computing of the thread that reads it, never of the clock.

On a busy machine a document takes no more of them than on an idle one.
"""

from __future__ import annotations

import time

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from attrs import frozen

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError


__all__ = ["TIME_IS_UP", "check_time", "cpu_deadline"]

TIME_IS_UP: Final = Text(
    zh="{seconds} 秒的计算时间内未能读完，已放弃",
    en="could not be read within {seconds} seconds of computing: given up",
)


@frozen
class _Deadline:
    end: int
    seconds: int
    file: str


_DEADLINE: Final[ContextVar[_Deadline | None]] = ContextVar("deadline", default=None)


@contextmanager
def cpu_deadline(seconds: int, file: str) -> Iterator[None]:
    """
    Give what is done inside so many seconds of computing.
    """
    token = _DEADLINE.set(_Deadline(time.thread_time_ns() + seconds * 1_000_000_000, seconds, file))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def check_time() -> None:
    """
    To be called by whatever reads, at least once for each row, line or thousand steps; costs a third of a microsecond.

    :raises ReadError: when the document that is being read has had its time.
    """
    deadline = _DEADLINE.get()
    if deadline is not None and time.thread_time_ns() > deadline.end:
        raise ReadError(TIME_IS_UP.fill(seconds=deadline.seconds), file=deadline.file)
