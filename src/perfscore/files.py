"""
Small files that steer a check: configuration, rulebooks, word lists, baselines.

They may come with a stranger's folder, where such a name can also be a pipe, a device or gigabytes of zeros.
"""

from __future__ import annotations

import errno
import os
import stat

from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Text


__all__ = ["CANNOT_WRITE", "MOST_BYTES", "read_small_file", "system_reason"]

CANNOT_WRITE: Final = Text("{path}: 无法写入：{why}", "{path}: cannot be written: {why}")

#: No configuration, rulebook or baseline written for forms comes near this.
MOST_BYTES: Final = 1024 * 1024

#: What a system has against opening or writing a file, where a person can do something about it.
_REASONS: Final = MappingProxyType(
    {
        errno.EACCES: "没有权限，或文件正在其他程序中打开",
        errno.EPERM: "没有权限",
        errno.ENOENT: "文件或文件夹不存在",
        errno.EINVAL: "不是普通文件",
        errno.EFBIG: "文件过大",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EISDIR: "是文件夹，不是文件",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已满",
        errno.EROFS: "磁盘为只读",
        errno.ENAMETOOLONG: "文件名过长",
        errno.EIO: "读写磁盘出错",
        errno.ELOOP: "链接循环",
    }
)


def system_reason(error: OSError) -> Text:
    """
    Why the system refused, in both languages as far as there are words for it.
    """
    english = error.strerror or str(error)
    return Text(_REASONS.get(error.errno or 0, english), english)


def read_small_file(path: str, most: int = MOST_BYTES) -> bytes:
    """
    The content of the regular file *path*, at most *most* bytes.

    :raises OSError: as `open` does; also when *path* is no regular file, or holds more.
    """
    with open(path, "rb", opener=_open_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most // 1024} kB", path)
    return data


def _open_without_waiting(path: str, flags: int) -> int:
    """
    Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
    """
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
