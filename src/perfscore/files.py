"""
Small files that steer a check: configuration, rulebooks, word lists, baselines.

They may come with a stranger's folder, where such a name can also be a pipe, a device or gigabytes of zeros.
"""

from __future__ import annotations

import errno
import os
import stat

from typing import Final


__all__ = ["MOST_BYTES", "read_small_file"]

#: No configuration, rulebook or baseline written for forms comes near this.
MOST_BYTES: Final = 1024 * 1024


def read_small_file(path: str, most: int = MOST_BYTES) -> bytes:
    """
    The content of the regular file *path*, at most *most* bytes.

    :raises OSError: as `open` does; also when *path* is no regular file, or holds more.
    """
    # without O_NONBLOCK, opening a pipe waits until somebody writes to it
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(number, "rb") as file:
        mode = os.fstat(number).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most // 1024} kB", path)
    return data
