"""
Files that are whole or not there: a full disk or a program that is killed never destroys what stood there before.
"""

from __future__ import annotations

import os

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final


__all__ = ["WORKBOOK_MARK", "file_in_making", "short_name", "write_whole"]

#: The comment of the zip that a workbook of ours is; an office program that saves it leaves it out.
WORKBOOK_MARK: Final = b"perfscore: results, not a form"

#: Bytes that a file's name may have.
_LONGEST: Final = 255


@contextmanager
def file_in_making(path: str) -> Iterator[str]:
    """
    The path of a new file beside *path*, which it replaces once the block has ended; it is removed where the block raises.

    The folder is made where it does not exist. What is no regular file, such as ``/dev/stdout``, is itself written to.

    :raises OSError: when it cannot be written.
    """
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - what goes to stdout makes no file

    folder = os.path.dirname(path)
    os.makedirs(folder or os.curdir, exist_ok=True)
    if os.path.exists(path) and not os.path.isfile(path):
        yield path
        return
    target = os.path.realpath(path)
    # a short name of its own: the file's, with a suffix, might be too long
    with NamedTemporaryFile(dir=os.path.dirname(target), prefix=".perfscore-", delete=False) as made:
        pass
    try:
        yield made.name
        os.chmod(made.name, _mode(target))
        os.replace(made.name, target)
    except BaseException:
        os.unlink(made.name)
        raise


def short_name(stem: str, suffix: str) -> str:
    """
    ``stem + suffix`` as the name of a file: where that is too long, the stem is cut and keeps apart by a few digits of its hash.
    """
    if len(os.fsencode(stem + suffix)) <= _LONGEST:
        return stem + suffix
    from hashlib import sha256  # noqa: PLC0415 - few names are too long

    ending = f"~{sha256(os.fsencode(stem)).hexdigest()[:8]}{suffix}"
    room = _LONGEST - len(os.fsencode(ending))
    return os.fsencode(stem)[:room].decode(errors="ignore") + ending


def write_whole(path: str, content: bytes) -> None:
    """
    Write *content* to *path*, or leave what is there.

    :raises OSError: when it cannot be written.
    """
    with file_in_making(path) as made, open(made, "wb") as out:
        out.write(content)


def _mode(path: str) -> int:
    """
    The permissions of the file, or those that a new one would get.
    """
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
