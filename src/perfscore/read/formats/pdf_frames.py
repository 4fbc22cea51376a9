"""
How the process that opens PDF files and its caller talk: a header in JSON and a block of bytes, both preceded by their
lengths. Used on both sides, so only the standard library stands here.
"""

from __future__ import annotations

import json
import struct

from typing import IO, Any


__all__ = ["receive", "send"]

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
