"""
One target in the hands of libFuzzer; `fuzz.py` starts this once for each target, in a process of its own.

    python tests/fuzz/guided.py TARGET SECONDS CORPUS [libFuzzer's own flags]
"""

from __future__ import annotations

import pkgutil
import sys
import time

from importlib import import_module
from pathlib import Path

import atheris


sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["perfscore"]):
    from targets import TARGETS

    # Readers import much of what they need when they need it; only what is imported here is watched.
    for module in pkgutil.walk_packages(import_module("perfscore.read").__path__, "perfscore.read."):
        import_module(module.name)


#: Seconds of computing that one input may take. A busy machine is not a hang: the clock on the wall gets more.
MOST_SECONDS = 2
WALL_SECONDS = 60
MEMORY_MB = 500
#: Bytes of the longest input.
LONGEST = 20_000


class HangError(Exception):
    """
    One input took longer than any may.
    """


def timed(target):
    """
    The target, which may also not take more than `MOST_SECONDS` of computing.
    """

    def run(data):
        started = time.process_time()
        target(data)
        taken = time.process_time() - started
        if taken > MOST_SECONDS:
            msg = f"{taken:.1f} s of computing for {len(data)} bytes"
            raise HangError(msg)

    return run


def main():
    name, seconds, corpus, *flags = sys.argv[1:]
    own = [
        f"-max_total_time={seconds}",
        f"-timeout={WALL_SECONDS}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-max_len={LONGEST}",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *own, *flags, corpus], timed(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
