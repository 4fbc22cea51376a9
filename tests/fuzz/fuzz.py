"""
Fuzz one target, guided by coverage:

    python tests/fuzz/fuzz.py TARGET [--seconds 600] [--hang 2] [--corpus FOLDER]

The run stops at the first crash, at a hang of more than 2 seconds, or when more than 500 MB are in use; the input that
did it is left in the folder where the command was run. New inputs that reach new code go to the corpus folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

from pathlib import Path

import atheris


HERE = Path(__file__).parent
MEMORY_MB = 500

sys.path.insert(0, str(HERE))

with atheris.instrument_imports(include=["perfscore"]):
    from targets import TARGETS


def seeds(target, folder):
    """
    The small corpus kept in the repository, copied where the fuzzer may add to it.
    """
    kept = HERE / "corpus" / target
    for file in sorted(kept.iterdir()) if kept.is_dir() else ():
        (folder / file.name).write_bytes(file.read_bytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--hang", type=int, default=2, help="seconds; more where the machine has other work")
    parser.add_argument("--corpus", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus or Path(scratch)
        os.makedirs(corpus, exist_ok=True)
        seeds(options.target, corpus)
        flags = [
            f"-max_total_time={options.seconds}",
            f"-timeout={options.hang}",
            f"-rss_limit_mb={MEMORY_MB}",
            "-max_len=20000",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *flags, str(corpus)], TARGETS[options.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
