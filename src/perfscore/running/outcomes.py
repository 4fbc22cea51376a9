"""
Many documents, one after the other or side by side: what became of each, in the order they were named.

One bad document never stops the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from perfscore.running.sources import STREAMS, Document, parts
from perfscore.running.task import Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["outcomes"]


def outcomes(files: Sequence[str], task: Task, jobs: int = 1, scheduler: str | None = None) -> Iterator[Outcome]:
    """
    The outcome of each file in their order, worked out here, by that many processes, or by the cluster of a *scheduler*.

    A file that holds many forms as a stream has an outcome for each part of it.
    """
    streams = any(file.lower().endswith(tuple(STREAMS)) for file in files)
    documents: Iterable[Document] = parts(files, task.style.lang) if streams else files
    if scheduler is not None:
        from perfscore.running.distributed import on_scheduler  # noqa: PLC0415 - few runs have a cluster

        return on_scheduler(documents, task, scheduler, jobs)
    if "-" in files or jobs < 2 or (len(files) < 2 and not streams):
        return map(Worker(task), documents)
    from perfscore.running.processes import in_processes  # noqa: PLC0415 - one process needs nothing of it

    return in_processes(documents, task, jobs if streams else min(jobs, len(files)))
