"""
What reading and checking cost beside what else one would use, and beside an earlier version:

    pip install -r benchmarks/requirements.txt
    python benchmarks/comparison.py [--before PYTHON] [--documents 20] [--rounds 5] [--instructions] [--write]

Every side does its work in a process of its own (`sides.py`), all sides take turns in every round, and what is measured is
seconds of computing, so that what else the machine does slows all of them and hardly counts. *--before* names the Python
of an environment with another version of perfscore. *--instructions* counts those of a document as well, by valgrind,
which takes long. *--write* puts the tables into docs/benchmarks.md. POSIX only.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from attrs import field, frozen
from honest import forms
from making import fill_table, make_documents

from perfscore import form_to


_HERE: Final = Path(__file__).parent
_EXAMPLES: Final = _HERE.parent / "examples"
_ROWS: Final = 30
#: Documents of the two runs whose difference counts instructions; the start of Python is in both.
_FEW, _MORE = 4, 8


@frozen
class Task:
    """
    What is done with the documents of a *folder*, by perfscore (*ours*) and by *others*.
    """

    what: str
    folder: str
    ours: str = "perfscore"
    others: tuple[str, ...] = ()


_TASKS: Final = (
    Task("cells of a form checked", "json", "perfscore.check", ("bare Decimal", "pydantic", "pandera", "beancount")),
    Task("a form with one error checked, its suspects found", "json", "perfscore.suspects"),
    Task("JSON", "json", others=("json.loads",)),
    Task("XLSX", "xlsx", others=("openpyxl + SUM", "python-calamine")),
    Task("XLS", "xls", others=("xlrd",)),
    Task("DOCX", "docx", others=("python-docx",)),
    Task("HTML", "html", others=("lxml",)),
    Task("PDF", "pdf", others=("pdfplumber", "camelot")),
    Task("text, cells between bars", "txt"),
    Task("text, the three published forms", "published"),
)

_STARTS: Final = {
    "`python -c pass`": ("-c", "pass"),
    "`import perfscore`": ("-c", "import perfscore"),
    "`perfscore check FILE.json`": ("-m", "perfscore", "check", str(_EXAMPLES / "one-slip.json"), "--format", "json"),
}


@frozen
class Costs:
    """
    What each side took, round by round: CPU seconds for a document, by task, side and Python.
    """

    seconds: dict[tuple[str, str, str], list[float]] = field(factory=dict)
    starts: dict[tuple[str, str], list[float]] = field(factory=dict)

    def of(self, task: Task, side: str, python: str) -> float:
        return median(self.seconds[task.what, side, python])


def _fill(place: Path, count: int, seed: int) -> None:
    """
    A folder of documents for each format.
    """
    random = Random(seed)
    made = list(forms(random, count, rows=_ROWS))
    for kind, documents in make_documents(made).items():
        (place / kind).mkdir()
        for number, data in enumerate(documents):
            (place / kind / f"{number:03}.{kind}").write_bytes(data)
    (place / "json").mkdir()
    for number, form in enumerate(made):
        # a key that version 0.1 does not know
        data = {key: value for key, value in form_to(form).items() if key != "kind"}
        (place / "json" / f"{number:03}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (place / "published").mkdir()
    for turn in "ab":
        # the first two of a run are not counted
        for path in _EXAMPLES.glob("*-20[0-9][0-9].txt"):
            shutil.copy(path, place / "published" / f"{turn}-{path.name}")


def _side(python: str, name: str, folder: Path) -> float:
    command = [python, str(_HERE / "sides.py"), name, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - our own script
    return float(done.stdout)


def _start(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own commands, listed above
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _measured(place: Path, rounds: int, pythons: Sequence[str]) -> Costs:
    costs = Costs()
    for _ in range(rounds):
        for task in _TASKS:
            for python in pythons:
                taken = _side(python, task.ours, place / task.folder)
                costs.seconds.setdefault((task.what, task.ours, python), []).append(taken)
            for other in task.others:
                taken = _side(sys.executable, other, place / task.folder)
                costs.seconds.setdefault((task.what, other, sys.executable), []).append(taken)
        for name, arguments in [*_STARTS.items()] * 5:
            for python in pythons:
                costs.starts.setdefault((name, python), []).append(_start([python, *arguments]))
    return costs


def _instructions(python: str, side: str, folder: Path) -> float:
    """
    Millions of instructions for a document, whatever else the machine does.
    """
    few, more = (
        _counted([python, str(_HERE / "sides.py"), side, str(folder), "--first", str(first)]) for first in (_FEW, _MORE)
    )
    return (more - few) / (_MORE - _FEW) / 1e6


def _counted(command: Sequence[str]) -> int:
    tool = [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
        "--trace-children=yes",
    ]
    done = subprocess.run([*tool, *command], capture_output=True, check=True, text=True)  # noqa: S603 - as above
    return sum(int(count.replace(",", "")) for count in re.findall(r"I\s+refs:\s+([\d,]+)", done.stderr))


def _table(costs: Costs, before: str | None) -> Iterator[str]:
    """
    A line for each task: ours, that of the earlier version, and the others with their multiple of ours.
    """
    now = sys.executable
    yield "| | perfscore | before | now / before | others: ms, and times perfscore |"
    yield "|---|--:|--:|--:|---|"
    for task in _TASKS:
        ours = costs.of(task, task.ours, now)
        earlier = costs.of(task, task.ours, before) if before else None
        others = ((name, costs.of(task, name, now)) for name in task.others)
        beside = "; ".join(f"{name} {1000 * taken:.2f} ({taken / ours:.2f})" for name, taken in others)
        yield f"| {task.what} | {1000 * ours:.2f} | {_beside(ours, earlier, 1000)} | {beside} |"


def _beside(ours: float, earlier: float | None, unit: float) -> str:
    return f"{unit * earlier:.2f} | {ours / earlier:.2f}" if earlier else "| "


def _starting(costs: Costs, before: str | None) -> Iterator[str]:
    yield "| | ms | times `python -c pass` | before | now / before |"
    yield "|---|--:|--:|--:|--:|"
    least = median(costs.starts["`python -c pass`", sys.executable])
    for name in _STARTS:
        ours = median(costs.starts[name, sys.executable])
        earlier = median(costs.starts[name, before]) if before else None
        yield f"| {name} | {1000 * ours:.0f} | {ours / least:.1f} | {_beside(ours, earlier, 1000)} |"


def _counting(place: Path, before: str | None) -> Iterator[str]:
    yield "| millions of instructions | perfscore | before | now / before |"
    yield "|---|--:|--:|--:|"
    for task in _TASKS:
        ours = _instructions(sys.executable, task.ours, place / task.folder)
        earlier = _instructions(before, task.ours, place / task.folder) if before else None
        yield f"| {task.what} | {ours:.1f} | {_beside(ours, earlier, 1)} |"


def main() -> int:
    """
    Measure, print the tables, and put them into the page where that is asked for.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--before", metavar="PYTHON")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _fill(place, options.documents, options.seed)
        costs = _measured(place, options.rounds, [sys.executable, *([options.before] if options.before else [])])
        counted = f"{options.rounds} rounds of {options.documents - 2} documents, CPython {platform.python_version()}"
        head = f"Forms of {_ROWS} rows, {counted}; CPU milliseconds a document, medians of the rounds."
        lines = [head, "", *_table(costs, options.before), "", *_starting(costs, options.before)]
        if options.instructions:
            lines += ["", *_counting(place, options.before)]
    found = "\n".join(lines)
    sys.stdout.write(found + "\n")
    if options.write:
        fill_table("table", found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
