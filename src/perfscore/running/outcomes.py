"""
Many documents, one after the other or side by side: what became of each, in the order they were named.

One bad document never stops the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfscore.running.task import Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["outcomes"]


def outcomes(files: Sequence[str], task: Task, jobs: int = 1) -> Iterator[Outcome]:
    """
    The outcome of each file in their order, worked out here or by that many processes.
    """
    if min(jobs, len(files)) < 2 or "-" in files:
        return map(Worker(task), files)
    from perfscore.running.processes import in_processes  # noqa: PLC0415 - one process needs nothing of it

    return in_processes(files, task, jobs)
