"""
The same task in several processes, its outcomes in the order of the files.

Files travel in batches. A process that dies takes its executor with it; the batch that was waited for is then done
file by file, so that one file is lost and we know which, and a new executor does the rest.
"""

from __future__ import annotations

import pickle
import signal

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.running.sources import Document, Part
from perfscore.running.task import Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["Batch", "in_batches", "in_processes", "report_death"]

#: Documents that travel together.
Batch = tuple[Document, ...]

#: Files that travel together at most; few enough that every process gets some of a short run.
_BATCH: Final = 32
#: Batches for each process that are under way or wait for an earlier one; what is done early must not fill the memory.
_AHEAD: Final = 3

_DIED: Final = Text("读取程序异常终止（内存不足？）", "the process that read it died (out of memory?)")

#: Made once in each process.
_worker: Worker | None = None


def in_processes(documents: Iterable[Document], task: Task, jobs: int) -> Iterator[Outcome]:
    """
    The outcome of each document, worked out by that many processes.

    When interrupted, what is done is given before `KeyboardInterrupt` is raised again.
    """
    batches = in_batches(documents, jobs)
    #: handed out and not yet done, in their order
    waiting: deque[Batch] = deque()
    while True:
        yield from _run_until_broken(batches, waiting, task, jobs)
        if not waiting:
            return
        yield from _one_by_one(waiting.popleft(), task)


def in_batches(documents: Iterable[Document], jobs: int) -> Iterator[Batch]:
    """
    Documents that travel together: of a short run, few enough that every process gets some; a part of a stream alone.
    """
    known = len(documents) if isinstance(documents, Sequence) else _BATCH * jobs * 4
    size = max(1, min(_BATCH, known // (jobs * 4)))
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) >= size or isinstance(document, Part):
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def _run_until_broken(batches: Iterator[Batch], waiting: deque[Batch], task: Task, jobs: int) -> Iterator[Outcome]:
    """
    The outcomes of what is *waiting* and of the *batches*, until a process dies.
    """
    with _executor(task, jobs) as executor:
        running = deque(executor.submit(_work, batch) for batch in waiting)
        try:
            while True:
                for batch in islice(batches, jobs * _AHEAD - len(running)):
                    waiting.append(batch)
                    running.append(executor.submit(_work, batch))
                if not running:
                    return
                outcomes: list[Outcome] = pickle.loads(running[0].result())  # noqa: S301 - our own process made it
                running.popleft()
                waiting.popleft()
                yield from outcomes
        except BrokenProcessPool:
            return
        except KeyboardInterrupt:
            for future in running:
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield from pickle.loads(future.result())  # noqa: S301 - as above
            raise


def _one_by_one(batch: Batch, task: Task) -> Iterator[Outcome]:
    """
    The outcomes of a batch, of which one document may end the process that reads it.
    """
    left = deque(batch)
    while left:
        with _executor(task, 1) as executor:
            try:
                while left:
                    yield from pickle.loads(executor.submit(_work, (left[0],)).result())  # noqa: S301 - as above
                    left.popleft()
            except BrokenProcessPool:
                yield report_death(left.popleft(), task)


def report_death(document: Document, task: Task) -> Outcome:
    """
    The outcome for a document that ended the process which read it.
    """
    file = document if isinstance(document, str) else document.file
    return Outcome(file, complaints=(f"{file}: {_DIED.say(task.style.lang)}",))


class _Context(SpawnContext):
    """
    Spawns processes and knows them: an executor ends only those that have nothing to do.
    """

    def __init__(self) -> None:
        super().__init__()
        self.started: list[BaseProcess] = []

    def Process(self, *arguments: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802 - its name
        process = SpawnProcess(*arguments, **named)
        self.started.append(process)
        return process


@contextmanager
def _executor(task: Task, jobs: int) -> Iterator[ProcessPoolExecutor]:
    """
    An executor whose processes end with the block, whatever they are doing.

    They are spawned, not forked: the same on every system, and safe whatever threads there are.
    """
    context = _Context()
    executor = ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(task,))
    try:
        with _ignore_interrupts():
            # something to do for each starts them; they ignore Ctrl-C, which goes to every process of a terminal
            for _ in range(jobs):
                executor.submit(int)
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in context.started:
            process.terminate()
            process.join()


def _start(task: Task) -> None:
    global _worker  # noqa: PLW0603 - an executor's way to give each process what it needs once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = Worker(task)


def _work(batch: Batch) -> bytes:
    """
    The outcomes of a batch, pickled once: the executor's own messages then carry bytes.
    """
    if _worker is None:
        raise RuntimeError
    return pickle.dumps([_worker(document) for document in batch], pickle.HIGHEST_PROTOCOL)


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    """
    Within the block Ctrl-C does nothing. Only the main thread may say so, and nobody interrupts the others.
    """
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
