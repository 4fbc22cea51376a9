"""
``perfscore cache``: where the results of earlier runs are kept.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys

from typing import Final

from perfscore.bilingual import Text
from perfscore.cli.settings import complain
from perfscore.running.cache import Cache, cache_folder
from perfscore.running.run import CLEAN


__all__ = ["cache"]

_STATE: Final = Text("{path}：{count} 份文件的结果，{size} kB\n", "{path}: results on {count} files, {size} kB\n")
_UNUSABLE: Final = Text("{folder}: 无法使用：{why}", "{folder}: cannot be used: {why}")


def cache(options: argparse.Namespace) -> int:
    """
    Tell where the cache is and how large, or empty it.
    """
    try:
        with Cache(cache_folder()) as kept:
            if options.clear:
                kept.clear()
            count, size = kept.size()
    except (OSError, sqlite3.Error) as error:
        return complain(_UNUSABLE.say(options.lang, folder=cache_folder(), why=error))
    sys.stdout.write(_STATE.say(options.lang, path=kept.path, count=count, size=size // 1024))
    return CLEAN
