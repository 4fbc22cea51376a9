"""
The same task on a cluster: Dask, with whatever its workers run on (this machine, Slurm, Kubernetes).

Results come back in the order of the documents. A worker that is killed costs nothing: Dask gives its work to another;
a document that ends several workers is complained of. Needs the extra ``perfscore[dask]``.
"""

from __future__ import annotations

import logging
import os
import pickle

from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import ExitStack
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.read import ReadError
from perfscore.render.writer import UnusableError
from perfscore.running.documents import check_file
from perfscore.running.processes import Batch, in_batches, report_death
from perfscore.running.sources import Document
from perfscore.running.task import Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["check", "on_cluster", "on_scheduler"]

_NO_DASK: Final = Text(
    '在集群上运行需要 dask，请执行：pip install "perfscore[dask]"',
    'a cluster needs dask: pip install "perfscore[dask]"',
)
_NO_CLUSTER: Final = Text("{address}: 无法连接：{why}", "{address}: cannot be connected to: {why}")
#: How long a scheduler may take to answer.
_TIMEOUT: Final = "10s"
#: Batches for each thread of the cluster that are under way or wait for an earlier one.
_AHEAD: Final = 4


def check(paths: Iterable[str | os.PathLike[str]], client: Any, **options: Any) -> Iterator[dict[str, Any]]:
    """
    The reports on every form of the files, as `perfscore.check_file` gives them, in the order of *paths*.

    *client* is a ``dask.distributed.Client``; its workers must see the files under the same paths. *options* are those of
    `perfscore.check_file`. A file that cannot be read gives ``{"file": …, "error": …}``.
    """
    waiting: deque[Any] = deque()
    names = (os.fspath(path) for path in paths)
    while True:
        for name in islice(names, _room(client, waiting)):
            waiting.append(client.submit(_reports, name, options, pure=False))
        if not waiting:
            return
        yield from waiting.popleft().result()


def _reports(name: str, options: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        return check_file(name, **options)
    except ReadError as error:
        return [{"file": name, "error": str(error)}]


def on_scheduler(documents: Iterable[Document], task: Task, scheduler: str, jobs: int) -> Iterator[Outcome]:
    """
    The outcome of each document by the cluster at an address, or, for ``local``, by *jobs* workers on this machine.

    :raises UnusableError: without dask, or where nobody answers.
    """
    try:
        dask = import_module("dask.distributed")
    except ModuleNotFoundError:
        raise UnusableError(_NO_DASK.say(task.style.lang)) from None
    with ExitStack() as stack:
        try:
            address: Any = scheduler
            if scheduler == "local":
                # workers look at their own stacks a hundred times a second otherwise, for a page that nobody opens
                stack.enter_context(import_module("dask").config.set({"distributed.worker.profile.enabled": False}))
                cluster = dask.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.ERROR
                )
                address = stack.enter_context(cluster)
            client = stack.enter_context(dask.Client(address, timeout=_TIMEOUT))
        except (OSError, ValueError) as error:
            raise UnusableError(_NO_CLUSTER.say(task.style.lang, address=scheduler, why=error)) from None
        yield from on_cluster(documents, task, client)


def on_cluster(documents: Iterable[Document], task: Task, client: Any) -> Iterator[Outcome]:
    """
    The outcome of each document, worked out by the workers of a ``dask.distributed.Client``.
    """
    killed: type[Exception] = import_module("dask.distributed").KilledWorker
    batches, words = in_batches(documents, _threads(client)), pickle.dumps(task)
    waiting: deque[tuple[Batch, Any]] = deque()
    while True:
        for batch in islice(batches, _room(client, waiting)):
            waiting.append((batch, client.submit(_work, words, batch, pure=False)))
        if not waiting:
            return
        batch, future = waiting.popleft()
        try:
            yield from pickle.loads(future.result())  # noqa: S301 - from the workers of this run
        except killed:
            yield from _one_by_one(batch, task, words, client, killed)


def _one_by_one(
    batch: Sequence[Document], task: Task, words: bytes, client: Any, killed: type[Exception]
) -> Iterator[Outcome]:
    """
    The outcomes of a batch, of which one document ends every worker that is given it.
    """
    for document in batch:
        try:
            future = client.submit(_work, words, (document,), pure=False)
            yield from pickle.loads(future.result())  # noqa: S301 - as above
        except killed:
            yield report_death(document, task)


def _room(client: Any, waiting: Sized) -> int:
    """
    How many more pieces of work may be under way: what is done early must not fill the memory.

    There is no room while a worker that was killed has not been replaced.
    """
    return max(0, _threads(client) * _AHEAD - len(waiting))


def _threads(client: Any) -> int:
    threads: int = sum(client.nthreads().values())
    return max(1, threads)


def _work(words: bytes, batch: Batch) -> bytes:
    """
    The outcomes of a batch, pickled once: the cluster's own messages then carry bytes.
    """
    worker = _worker(words)
    return pickle.dumps([worker(document) for document in batch], pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=4)
def _worker(words: bytes) -> Worker:
    """
    The worker for a task, made once in each process.
    """
    return Worker(pickle.loads(words))  # noqa: S301 - from the run that uses the cluster
