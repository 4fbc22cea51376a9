"""
What many forms cost, in one process, in two, and on a cluster of this machine:

    python benchmarks/scale.py [--forms 20000] [--jobs 2] [--write]

Files of JSON are checked to JSONL, lines of JSON to Parquet; of the cluster's workers one is killed twice in another run.
Every run of the same work must write the same bytes. What is measured is seconds of computing, of the run itself and of
its workers; *--write* puts the table into docs/benchmarks.md. Needs ``perfscore[dask,parquet]``; Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from attrs import field, frozen
from honest import LIKE_PUBLISHED, forms
from making import fill_table
from sides import descendants

from perfscore import form_to


#: How many of the forms are files of their own as well.
_FILES: Final = 4
#: Seconds between two looks at the processes, and those that a worker has computed when it is killed.
_LOOK, _AT_WORK = 0.05, 2.5


@frozen
class Run:
    """
    A run of the command: seconds by the clock, those that it and its workers computed, bytes of memory held by all its
    processes at most, and a hash of what it wrote.
    """

    what: str
    forms: int
    clock: float
    own: float
    workers: float
    memory: int
    written: str
    killed: int = 0

    def line(self, note: str = "") -> str:
        """
        Its line of the table.
        """
        parts = (f"{self.clock:.0f}", f"{self.own:.1f}", f"{self.workers:.1f}", f"{self.memory / 1e6:.0f}", note)
        return f"| {self.what} | {self.forms:,} | " + " | ".join(parts) + " |"


@frozen
class _Watch:
    """
    What has been seen of the processes of a run: the seconds that each has computed, and the most memory.
    """

    root: int
    seconds: dict[int, float] = field(factory=dict)
    memory: list[int] = field(factory=lambda: [0])

    def look(self) -> None:
        held = 0
        for process in (self.root, *_below(self.root)):
            try:
                fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            self.seconds[process] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            held += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        self.memory[0] = max(self.memory[0], held)

    def worker_at_work(self) -> int | None:
        """
        A worker that has begun.
        """
        alive = set(_below(self.root))
        return next((one for one, taken in self.seconds.items() if one in alive and taken > _AT_WORK), None)


def _below(root: int) -> list[int]:
    try:
        return list(descendants(root))
    except OSError:
        # one of them has just ended
        return []


def _run(what: str, forms: int, source: Path, output: Path, options: Sequence[str], kills: int = 0) -> Run:
    command = [sys.executable, "-m", "perfscore", "check", str(source), "--no-config", "--no-cache", "--quiet"]
    start, written = time.perf_counter(), f"{output}{'' if output.suffix else os.sep}"
    with subprocess.Popen([*command, "--output", written, *options]) as process:  # noqa: S603 - our own command
        watch, killed = _Watch(process.pid), 0
        while process.poll() is None:
            watch.look()
            if killed < kills and (worker := watch.worker_at_work()):
                os.kill(worker, signal.SIGKILL)
                killed += 1
            time.sleep(_LOOK)
    clock = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{what}: exit status {process.returncode}")
    own = watch.seconds.pop(process.pid)
    return Run(what, forms, clock, own, sum(watch.seconds.values()), watch.memory[0], _hash(output), killed)


def _hash(output: Path) -> str:
    """
    A hash of a file, or of the files in a folder.
    """
    found = sorted(output.iterdir()) if output.is_dir() else [output]
    return sha256(b"\0".join(path.read_bytes() for path in found)).hexdigest()


def _fill(place: Path, count: int, seed: int) -> None:
    """
    ``forms.jsonl``, ``one.jsonl``, and the first quarter as files.
    """
    (place / "files").mkdir()
    texts = (json.dumps(form_to(one), ensure_ascii=False) for one in forms(Random(seed), count, rows=LIKE_PUBLISHED))
    with (place / "forms.jsonl").open("w", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            lines.write(text + "\n")
            if number < count // _FILES:
                (place / "files" / f"{number:06}.json").write_text(text, "utf-8")
    with (place / "forms.jsonl").open(encoding="utf-8") as lines:
        (place / "one.jsonl").write_text("".join(islice(lines, 1)), "utf-8")


def _table(place: Path, count: int, jobs: int) -> Iterator[str]:
    yield "| | forms | s by the clock | s of CPU, the run | its workers | MB, all processes | |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    files, lines = place / "files", place / "forms.jsonl"
    several, cluster = ["--jobs", str(jobs)], ["--scheduler", "local", "--jobs", str(jobs)]
    alone = _run("files of JSON to JSONL", count // _FILES, files, place / "1.jsonl", [])
    yield alone.line()
    shared = _run(f"the same, `--jobs {jobs}`", alone.forms, files, place / "2.jsonl", several)
    yield shared.line(_same(alone, shared) + f"; the run takes {shared.own / shared.workers:.1%} of its workers' CPU")
    parquet = _run(f"JSONL to Parquet, `--jobs {jobs}`", count, lines, place / "3", [*several, "--format", "parquet"])
    yield parquet.line()
    start = _run(
        "one form, `--scheduler local`", 1, place / "one.jsonl", place / "4", [*cluster, "--format", "parquet"]
    )
    yield start.line("what the cluster's start takes")
    spread = _run("JSONL to Parquet, `--scheduler local`", count, lines, place / "5", [*cluster, "--format", "parquet"])
    ratio = (spread.own + spread.workers - start.own - start.workers) / (parquet.own + parquet.workers)
    yield spread.line(_same(parquet, spread) + f"; {ratio:.2f} times the CPU of `--jobs {jobs}`, the start left out")
    killed = _run("the same, a worker killed twice", count, lines, place / "6", [*cluster, "--format", "parquet"], 2)
    yield killed.line(f"{_same(parquet, killed)}; killed: {killed.killed}")


def _same(one: Run, other: Run) -> str:
    if one.written != other.written:
        sys.exit(f"{other.what}: other bytes than {one.what}")
    return "the same bytes"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), options.forms, options.seed)
        lines = [f"CPython {platform.python_version()}, forms of 11 to 42 rows.", ""]
        for line in _table(Path(folder), options.forms, options.jobs):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
            lines.append(line)
    if options.write:
        fill_table("scale", "\n".join(lines))


if __name__ == "__main__":
    main()
