"""
What a folder of forms costs: time against reading and checking alone, and memory by number of forms. Run it with

    python benchmarks/folders.py [--forms 1000] [--seed 1]

Each run is a process of its own; memory is the most it ever held (Linux only). What documents and several processes
cost, benchmarks/documents.py tells.
"""

from __future__ import annotations

import argparse
import json
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


_MEGABYTE: Final = 1024


@frozen
class Cost:
    """
    Seconds of computing, and the most kilobytes held.
    """

    cpu: float
    memory: int


def _forms(folder: Path, count: int, random: Random) -> None:
    for number, form in enumerate(forms(random, count, rows=LIKE_PUBLISHED)):
        text = json.dumps(form_to(form), ensure_ascii=False)
        (folder / f"{number:05}.json").write_text(text, encoding="utf-8")


def _command(folder: Path) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "from perfscore.cli import main; import sys; status = main(); sys.stdout.flush()"
    code += "; sys.stderr.write(open('/proc/self/status').read()); sys.exit(status > 1)"
    arguments = [sys.executable, "-c", code, "check", str(folder), "--no-config", "--format", "jsonl"]
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)  # noqa: S603 - our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, _most_memory(done.stderr.decode()))


def _most_memory(status: str) -> int:
    """
    The kilobytes a Linux process ever held; what `resource` tells begins with those of its parent.
    """
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def _alone(folder: Path) -> Cost:
    """
    Reading and checking every form in this process.
    """
    before = time.process_time()
    for path in sorted(folder.iterdir()):
        for form in read(path):
            check(form)
    return Cost(time.process_time() - before, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        few, many = (Path(place, name) for name in ("few", "many"))
        for folder in (few, many):
            folder.mkdir()
        _forms(few, options.forms, random)
        _forms(many, options.forms * 10, random)

        alone, run = _alone(few), _command(few)
        print(f"{options.forms} forms: read and check {alone.cpu:.2f} s of CPU, to jsonl {run.cpu:.2f} s", end="")
        print(f", ratio {run.cpu / alone.cpu:.2f} (at most 3)")

        large = _command(many)
        print(f"memory: {run.memory / _MEGABYTE:.1f} MB for {options.forms} forms", end="")
        print(f", {large.memory / _MEGABYTE:.1f} MB for {options.forms * 10}", end="")
        print(f", ratio {large.memory / run.memory:.2f} (at most 1.2)")


if __name__ == "__main__":
    main()
