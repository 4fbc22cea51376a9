"""
How such a process and its caller talk: a header in JSON and a block of bytes, both preceded by their lengths.

Used on both sides, so only the standard library stands here.
"""

from __future__ import annotations

import json
import struct
import sys

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Any


__all__ = ["receive", "send", "serve"]

#: The length of the header, and that of the bytes behind it.
_LENGTHS = struct.Struct(">IQ")


def send(stream: IO[bytes], header: dict[str, Any], data: bytes = b"") -> None:
    packed = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(packed), len(data)) + packed)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> tuple[dict[str, Any], bytes] | None:
    """
    The next header and its bytes; ``None`` where the stream ends before both are whole, or they are larger than *most*.
    """
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header_size, size = _LENGTHS.unpack(lengths)
    if header_size + size > most:
        return None
    packed, data = stream.read(header_size), stream.read(size)
    if len(packed) + len(data) < header_size + size:
        return None
    header: dict[str, Any] = json.loads(packed)
    return header, data


def serve(answer: Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]) -> None:
    """
    Give *answer* every request that comes in on stdin, each within the limits that its header names.
    """
    while request := receive(sys.stdin.buffer, sys.maxsize):
        header, data = request
        _confine(header["memory"], header["seconds"])
        try:
            reply, payload = answer(header, data)
        except MemoryError:
            reply, payload = {"error": "memory"}, b""
        send(sys.stdout.buffer, reply, payload)


def _confine(memory: int, seconds: int) -> None:
    """
    Hold this process to so much memory, and to so many seconds of computing from now on.
    """
    if find_spec("resource") is None:
        # Windows bounds a process in other ways; there the caller's clock runs
        return
    resource = import_module("resource")
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, until), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))
