"""
Many documents, one after the other or side by side: what became of each, in the order they were named.

One bad document never stops the run, and Ctrl-C ends it after what is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from perfscore.running.task import Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["Interruptible", "outcomes"]


def outcomes(files: Sequence[str], task: Task, jobs: int = 1) -> Iterator[Outcome]:
    """
    The outcome of each file in their order, worked out here or by that many processes.

    Reports themselves do not travel between processes; where they are asked for, the others only read.
    """
    if min(jobs, len(files)) < 2 or "-" in files:
        return map(Worker(task), files)
    from perfscore.running.workers import side_by_side  # noqa: PLC0415 - one process needs nothing of it

    if task.product == "reports":
        return map(Worker(task).checked, side_by_side(files, task._replace(product="forms", prepare=None), jobs))
    return side_by_side(files, task, jobs)


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
        before = _handled_by(self._heard)
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
            _handled_by(before)

    def _heard(self, *_: object) -> None:
        if self._working or self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True


def _handled_by(handler: Any) -> Any:
    """
    Set what Ctrl-C does, and tell what it did; only the main thread may, and nobody interrupts the others.
    """
    import signal  # noqa: PLC0415 - reading needs nothing of it

    try:
        return signal.signal(signal.SIGINT, handler)
    except ValueError:
        return None
