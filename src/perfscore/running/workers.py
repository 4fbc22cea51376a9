"""
The same task in several processes, its outcomes in the order of the files.

Every worker has a pipe of its own, so that a process that dies takes one file with it and we know which.
"""

from __future__ import annotations

import signal

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, Final

from attrs import Factory, define

from perfscore.bilingual import Text
from perfscore.running.task import Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["side_by_side"]

#: Files a worker has at hand; with one it would wait while its outcome is written.
_AT_HAND: Final = 2
#: Outcomes that may wait for an earlier file, by worker; what is done early must not fill the memory.
_AHEAD: Final = 64

_DIED: Final = Text("读取程序异常终止（内存不足？）", "the process that read it died (out of memory?)")


def side_by_side(files: Sequence[str], task: Task, jobs: int) -> Iterator[Outcome]:
    """
    The outcome of each file, worked out by that many processes.
    """
    crew = _Crew(task, min(jobs, len(files)))
    try:
        yield from crew.outcomes(files)
    finally:
        crew.dismiss()


@define(eq=False)
class _Hand:
    """
    One process, its pipe, and the files it has not answered for, by their numbers.
    """

    process: BaseProcess
    pipe: Connection
    waiting: deque[tuple[int, str]] = Factory(deque)

    def give(self, number: int, file: str) -> None:
        self.waiting.append((number, file))
        self.pipe.send(file)


class _Crew:
    def __init__(self, task: Task, jobs: int) -> None:
        # spawned, not forked: the same on every system, and safe whatever threads there are
        self._context = get_context("spawn")
        self._task = task
        self._hands: list[_Hand] = []
        for _ in range(jobs):
            self._hire()

    def outcomes(self, files: Sequence[str]) -> Iterator[Outcome]:
        """
        Outcomes in the order of the files; when interrupted, those that are done.
        """
        queue = deque(enumerate(files))
        done: dict[int, Outcome] = {}
        following = 0
        try:
            while following < len(files):
                for hand in self._hands:
                    while (
                        queue and len(hand.waiting) < _AT_HAND and queue[0][0] < following + _AHEAD * len(self._hands)
                    ):
                        hand.give(*queue.popleft())
                self._collect(done, queue)
                while following in done:
                    yield done.pop(following)
                    following += 1
        except KeyboardInterrupt:
            yield from (done[number] for number in sorted(done))
            raise

    def _collect(self, done: dict[int, Outcome], queue: deque[tuple[int, str]]) -> None:
        """
        Wait for a worker, and take what every worker has to say.
        """
        hands = {hand.pipe: hand for hand in self._hands}
        for pipe in wait(list(hands)):
            hand = hands[pipe]  # type: ignore[index]
            number, file = hand.waiting.popleft()
            try:
                done[number] = hand.pipe.recv()
            except (EOFError, ConnectionError):
                done[number] = Outcome(file, complaints=(f"{file}: {_DIED.say(self._task.lang)}",))
                self._replace(hand, queue)

    def _replace(self, hand: _Hand, queue: deque[tuple[int, str]]) -> None:
        """
        Another worker for one that died; what it had not begun is done again.
        """
        queue.extendleft(reversed(hand.waiting))
        self._hands.remove(hand)
        hand.process.join()
        hand.pipe.close()
        self._hire()

    def _hire(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._task), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        self._hands.append(_Hand(process, ours))

    def dismiss(self) -> None:
        """
        End every process, whatever it is doing.
        """
        for hand in self._hands:
            hand.process.terminate()
        for hand in self._hands:
            hand.process.join()
            hand.pipe.close()


def _work(pipe: Connection, task: Task) -> None:
    """
    A worker's life: files in, outcomes out, until the pipe ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ForkingPickler.register(MappingProxyType, _packed)
    worker = Worker(task)
    while True:
        try:
            file = pipe.recv()
        except EOFError:
            return
        pipe.send(worker(file))


def _packed(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    """
    What pickling cannot do by itself: the type of a read-only mapping has no name to find it by.
    """
    return _unpacked, (dict(mapping),)


def _unpacked(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


@contextmanager
def _deaf() -> Iterator[None]:
    """
    Ctrl-C goes to every process of a terminal; one born deaf to it leaves the decision to us.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
