"""
Outcomes of earlier runs: what was checked once and has not changed is not checked again, nor after a run that was killed.

An outcome depends on what is in the file and how it is called, on the settings, and on this program's own code; all
of it is in its key. Outcomes with complaints are not kept: a library may have been missing, or a file half written.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
import time

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import Final, Self

from attrs import frozen

from perfscore.read import Limits
from perfscore.running.task import Outcome


__all__ = ["Cache", "cache_folder", "with_cache"]

_NAME: Final = "outcomes-1.sqlite"
#: Bytes that outcomes may take; beyond it the older half is forgotten.
_MOST_BYTES: Final = 512 * 1024**2


def cache_folder() -> str:
    """
    Where this user's programs keep what they can make again; ``PERFSCORE_CACHE_DIR`` names another place.
    """
    if own := os.environ.get("PERFSCORE_CACHE_DIR"):
        return own
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "perfscore")


class Cache:
    """
    The outcomes kept in *folder*, which nobody else may read: they hold what the forms hold. A store that cannot be used
    any more, because another run locks it or the disk is full, keeps and gives nothing.

    :raises OSError: when the folder cannot be used, or is another user's.
    :raises sqlite3.Error: as above.
    """

    def __init__(self, folder: str) -> None:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if hasattr(os, "getuid") and os.stat(folder).st_uid != os.getuid():
            raise PermissionError(folder)
        self.path = os.path.join(folder, _NAME)
        self._database = sqlite3.connect(self.path, isolation_level=None)
        # what is lost with the power can be made again
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS outcomes (key BLOB PRIMARY KEY, used INTEGER, outcome BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __contains__(self, key: bytes) -> bool:
        return self._outcome(key) is not None

    def get(self, key: bytes) -> Outcome | None:
        """
        The outcome of that key, if there is one.
        """
        data = self._outcome(key)
        if data is None:
            return None
        outcome: Outcome = pickle.loads(data)  # noqa: S301 - from a folder that only this user can write to
        return outcome

    def _outcome(self, key: bytes) -> bytes | None:
        try:
            row = self._database.execute("SELECT outcome FROM outcomes WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return row and bytes(row[0])

    def put(self, key: bytes, outcome: Outcome) -> None:
        """
        Keep the outcome, unless something was wrong.
        """
        if not outcome.complaints:
            data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
            with suppress(sqlite3.Error):
                self._database.execute(
                    "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", (key, int(time.time()), data)
                )

    def size(self) -> tuple[int, int]:
        """
        How many outcomes there are, and how many bytes they take.
        """
        count, size = self._database.execute(
            "SELECT count(*), coalesce(sum(length(outcome)), 0) FROM outcomes"
        ).fetchone()
        return count, size

    def clear(self) -> None:
        """
        Forget everything.
        """
        self._database.execute("DELETE FROM outcomes")
        self._database.execute("VACUUM")

    def close(self) -> None:
        """
        Close the file; where it has grown too large, the older half is forgotten first.
        """
        with suppress(sqlite3.Error):
            self._forget_the_oldest()
        self._database.close()

    def _forget_the_oldest(self) -> None:
        count, size = self.size()
        if size > _MOST_BYTES:
            oldest = "SELECT key FROM outcomes ORDER BY used LIMIT ?"
            self._database.execute(f"DELETE FROM outcomes WHERE key IN ({oldest})", (count // 2,))  # noqa: S608 - our own words
            self._database.execute("VACUUM")


@frozen
class _Keys:
    """
    The key of each file's outcome, which *settings* and the *task*'s words are part of; ``None`` for what cannot be read.
    """

    task: str
    settings: Callable[[str], str]

    def of(self, file: str) -> bytes | None:
        content = None if file == "-" else _content_hash(file)
        if content is None:
            return None
        return sha256(
            "\0".join((_code(), self.task, self.settings(file), file, content)).encode(errors="replace")
        ).digest()


def with_cache(
    files: Sequence[str],
    task: str,
    settings: Callable[[str], str],
    cache: Cache,
    make: Callable[[Sequence[str]], Iterator[Outcome]],
) -> Iterator[Outcome]:
    """
    The outcome of each file in their order: that of an earlier run, or else what *make* gives for those that have none.

    *task* is what outcomes depend on for all files, *settings* says what they depend on for each.
    """
    keys: Mapping[str, bytes | None] = dict(zip(files, map(_Keys(task, settings).of, files), strict=True))
    kept = {file for file, key in keys.items() if key is not None and key in cache}
    made = make([file for file in files if file not in kept])
    # one that is left before the end must not leave processes behind
    try:
        for file in files:
            key = keys[file]
            outcome = cache.get(key) if key is not None and file in kept else None
            if outcome is None:
                # what was there a moment ago may be gone: another run has emptied the store
                outcome = next(make([file]) if file in kept else made)
                if key is not None:
                    cache.put(key, outcome)
            yield outcome
    finally:
        if close := getattr(made, "close", None):
            close()


def _content_hash(file: str) -> str | None:
    """
    The hash of what is in a file; ``None`` for what is no file of the usual kind, or too large to be read.
    """
    try:
        if not os.path.isfile(file) or os.path.getsize(file) > Limits().file_bytes:
            return None
        with open(file, "rb") as source:
            return sha256(source.read()).hexdigest()
    except OSError:
        return None


@lru_cache(maxsize=1)
def _code() -> str:
    """
    A hash of this program: its files with their times and sizes.
    """
    root, stamps = os.path.dirname(os.path.dirname(__file__)), list[str]()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            found = os.stat(os.path.join(folder, name))
            stamps.append(f"{name} {found.st_mtime_ns} {found.st_size}")
    return sha256("\n".join(stamps).encode()).hexdigest()
