"""
What was handed to the page and not removed yet.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time

from tempfile import mkdtemp
from threading import Lock, Thread
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.web.batch import Batch, Decisions, Limits, RefusedError


__all__ = ["Store"]

_BUSY: Final = Text("正在核对的太多，请稍后再试", "too many checks at once: try again later")
#: Seconds.
_MOMENT: Final = 2


class Store:
    """
    The batches of a running page, in a folder that only this user can read and that goes with the program.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._folder = mkdtemp(prefix="perfscore-")
        self._batches: dict[str, Batch] = {}
        self._workers: list[Thread] = []
        self._lock = Lock()

    def new(self, lang: Language) -> tuple[str, Batch]:
        """
        An empty batch and its name, which cannot be guessed. Batches that are too old are removed.

        :raises RefusedError: when too many are under way.
        """
        with self._lock:
            for name, batch in list(self._batches.items()):
                if batch.finished and time.monotonic() - batch.began > self.limits.kept_seconds:
                    self._remove(name)
            if len(self._batches) >= self.limits.batches:
                oldest = next((name for name, batch in self._batches.items() if batch.finished), None)
                if oldest is None:
                    raise RefusedError(_BUSY.say(lang))
                self._remove(oldest)
            name = secrets.token_urlsafe(16)
            folder = os.path.join(self._folder, name)
            os.makedirs(folder)
            batch = self._batches[name] = Batch(folder, lang, self.limits)
        return name, batch

    def check(self, batch: Batch, decisions: Decisions) -> None:
        """
        Check a batch in a thread of its own, for which the program does not wait when it ends.
        """
        worker = Thread(target=batch.check, args=(decisions,), daemon=True)
        with self._lock:
            self._workers = [one for one in self._workers if one.is_alive()]
            self._workers.append(worker)
            worker.start()

    def names(self) -> list[str]:
        """
        The batches that are there, the oldest first.
        """
        return list(self._batches)

    def get(self, name: str) -> Batch | None:
        return self._batches.get(name)

    def remove(self, name: str) -> None:
        """
        Forget a batch and delete its files.
        """
        with self._lock:
            if name in self._batches:
                self._remove(name)

    def _remove(self, name: str) -> None:
        batch = self._batches.pop(name)
        batch.stopped = True
        shutil.rmtree(batch.folder, ignore_errors=True)

    def close(self) -> None:
        """
        Delete everything; what is being checked is given a moment to notice.
        """
        for batch in list(self._batches.values()):
            batch.stopped = True
        for worker in self._workers:
            worker.join(_MOMENT)
        shutil.rmtree(self._folder, ignore_errors=True)
