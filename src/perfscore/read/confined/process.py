"""
The caller's side of a confined process: one of a kind for each process of ours, which takes request after request.

Starting one costs as much as reading a page, so it is kept, and replaced when it has died or has done much.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading

from functools import cache
from importlib.util import find_spec
from typing import Any

from attrs import define, field

from perfscore.read.confined import frames


__all__ = ["Confined", "confined_process"]

#: Requests that one process answers; what libraries leak in them is then given back.
_MOST_REQUESTS = 200

#: Where a process cannot be held to its computing, it is ended by the clock after so many times that.
_PATIENCE = 4


def confined_process(script: str) -> Confined:
    """
    The process that runs *script*, which lies in this package and knows nothing of it but what it names itself.
    """
    return _process_of(script, os.getpid())


@cache
def _process_of(script: str, _pid: int) -> Confined:
    # a forked process has its own
    process = Confined(script)
    atexit.register(process.end)
    return process


@define(eq=False)
class Confined:
    """
    A process that is started when there is something to do.
    """

    script: str
    _process: subprocess.Popen[bytes] | None = None
    _requests: int = 0
    _lock: threading.Lock = field(factory=threading.Lock)

    def ask(self, header: dict[str, Any], data: bytes, most: int) -> tuple[dict[str, Any], bytes]:
        """
        The process's answer of at most *most* bytes; its ``error`` is ``time``, ``memory`` or ``died`` where it came to
        an end. *header* names its limits, ``seconds`` of computing and bytes of ``memory``, besides what is asked.
        """
        with self._lock:
            if self._requests >= _MOST_REQUESTS:
                self._end()
            fresh = self._requests == 0
            answer = self._exchange(header, data, most)
            if answer[0].get("error") == "died" and not fresh:
                # what earlier requests left behind must not count against this one
                answer = self._exchange(header, data, most)
            return answer

    def end(self) -> None:
        with self._lock:
            self._end()

    def _exchange(self, header: dict[str, Any], data: bytes, most: int) -> tuple[dict[str, Any], bytes]:
        process = self._process = self._process or _start(self.script)
        self._requests += 1
        clock = _clock(process, header["seconds"])
        try:
            frames.send(process.stdin, header, data)  # type: ignore[arg-type]
            answer = frames.receive(process.stdout, most)  # type: ignore[arg-type]
        except (OSError, ValueError):
            answer = None
        finally:
            clock.cancel()
        if answer is not None and answer[0].get("error") != "memory":
            return answer
        status = self._end()
        if answer is not None:
            return answer
        return {"error": "time" if status == -getattr(signal, "SIGXCPU", 0) else "died"}, b""

    def _end(self) -> int:
        """
        End the process; its exit status, which is its own where it was dead already.
        """
        process, self._process, self._requests = self._process, None, 0
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close()  # type: ignore[union-attr]
            except OSError:
                # what could not be sent to a dead process
                continue
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _start(script: str) -> subprocess.Popen[bytes]:
    # isolated: what lies in the working folder, or what the environment names, is nobody's code to run
    return subprocess.Popen(  # noqa: S603 - our own code, without a shell
        [sys.executable, "-I", script, os.path.dirname(frames.__file__), *_import_path()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _import_path() -> list[str]:
    """
    The caller's own path, which may differ from what a new interpreter finds, without the working folder.
    """
    here = os.getcwd()
    return [folder for folder in sys.path if os.path.isabs(folder) and folder != here]


def _clock(process: subprocess.Popen[bytes], seconds: int) -> threading.Timer:
    """
    What ends the process by the clock, running only where the system cannot count what it computes.
    """
    timer = threading.Timer(_PATIENCE * seconds, process.kill)
    if find_spec("resource") is None:
        timer.start()
    return timer
