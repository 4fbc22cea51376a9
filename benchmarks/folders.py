"""
What a folder costs: time against reading and checking alone, memory by number of forms, and the use of the cores.

Forms are generated, documents are made from them in the formats that the standard library can write. Run it with

    python benchmarks/folders.py [--forms 1000] [--documents 200] [--jobs 2] [--seed 1]

Each run is a process of its own; memory is the most it ever held, its workers not counted (Linux only).
The use of the cores tells something on a machine that has nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

from pathlib import Path
from random import Random
from typing import Final

from attrs import frozen
from honest import LIKE_PUBLISHED, forms

from perfscore import check, form_to, read
from perfscore.output.xlsx import annotated


_MEGABYTE: Final = 1024


@frozen
class Cost:
    """
    Seconds on the clock, seconds of all processes together, and kilobytes of the largest.
    """

    wall: float
    cpu: float
    memory: int


def _forms(folder: Path, count: int, random: Random) -> None:
    for number, form in enumerate(forms(random, count, rows=LIKE_PUBLISHED)):
        text = json.dumps(form_to(form), ensure_ascii=False)
        (folder / f"{number:05}.json").write_text(text, encoding="utf-8")


def _documents(folder: Path, count: int, random: Random) -> None:
    """
    Workbooks, which take their time to be read.
    """
    for number, form in enumerate(forms(random, count, rows=LIKE_PUBLISHED)):
        (folder / f"{number:05}.xlsx").write_bytes(annotated(b"{}", [check(form)], "zh"))


def _command(folder: Path, *options: str) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    code = "from perfscore.cli import main; import sys; status = main(); sys.stdout.flush()"
    code += "; sys.stderr.write(open('/proc/self/status').read()); sys.exit(status > 1)"
    arguments = [sys.executable, "-c", code, "check", str(folder), "--no-config", "--format", "jsonl", *options]
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)  # noqa: S603 - our own
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, _most_memory(done.stderr.decode()))


def _most_memory(status: str) -> int:
    """
    The kilobytes a Linux process ever held; what `resource` tells begins with those of its parent.
    """
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def _alone(folder: Path) -> Cost:
    """
    Reading and checking every form in this process.
    """
    start, before = time.perf_counter(), time.process_time()
    for path in sorted(folder.iterdir()):
        for form in read(path):
            check(form)
    return Cost(time.perf_counter() - start, time.process_time() - before, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        few, many, documents = (Path(place, name) for name in ("few", "many", "documents"))
        for folder in (few, many, documents):
            folder.mkdir()
        _forms(few, options.forms, random)
        _forms(many, options.forms * 10, random)
        _documents(documents, options.documents, random)

        alone, run = _alone(few), _command(few)
        print(f"{options.forms} forms: read and check {alone.cpu:.2f} s of CPU, to jsonl {run.cpu:.2f} s", end="")
        print(f", ratio {run.cpu / alone.cpu:.2f} (at most 3)")

        large = _command(many)
        print(f"memory: {run.memory / _MEGABYTE:.1f} MB for {options.forms} forms", end="")
        print(f", {large.memory / _MEGABYTE:.1f} MB for {options.forms * 10}", end="")
        print(f", ratio {large.memory / run.memory:.2f} (at most 1.2)")

        one, several = _command(documents), _command(documents, "--jobs", str(options.jobs))
        used = several.cpu / several.wall / options.jobs
        print(f"{options.documents} documents: {one.wall:.2f} s, with {options.jobs} jobs {several.wall:.2f} s", end="")
        print(f", {used:.0%} of the cores used (at least 90 %)")


if __name__ == "__main__":
    main()
