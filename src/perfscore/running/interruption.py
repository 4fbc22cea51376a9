"""
Ctrl-C ends a run after what is done.
"""

from __future__ import annotations

import signal

from collections.abc import Iterable, Iterator
from typing import Any

from perfscore.running.task import Outcome


__all__ = ["Interruptible"]


class Interruptible:
    """
    Outcomes until the user presses Ctrl-C.

    While a file is worked on, Ctrl-C stops that; while something is written it waits until the writer asks for more,
    so that what is done comes out whole. A second one stops everything. Who is not *listening* leaves Ctrl-C alone.
    """

    def __init__(self, outcomes: Iterable[Outcome], *, listening: bool = True) -> None:
        self._outcomes = iter(outcomes)
        self._listening = listening
        self._working = False
        self.interrupted = False

    def __iter__(self) -> Iterator[Outcome]:
        return self._until_interrupted() if self._listening else self._outcomes

    def _until_interrupted(self) -> Iterator[Outcome]:
        before = _handle_by(self._interrupt)
        try:
            while not self.interrupted:
                try:
                    self._working = True
                    outcome = next(self._outcomes, None)
                except KeyboardInterrupt:
                    self.interrupted = True
                    return
                finally:
                    self._working = False
                if outcome is None:
                    return
                yield outcome
        finally:
            _handle_by(before)

    def _interrupt(self, *_: object) -> None:
        if self._working or self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True


def _handle_by(handler: Any) -> Any:
    """
    Set what Ctrl-C does, and tell what it did; only the main thread may, and nobody interrupts the others.
    """
    try:
        return signal.signal(signal.SIGINT, handler)
    except ValueError:
        return None
