"""
Reading, checking and locating, side by side with the least that could be done and with two validation libraries.

    pip install -r benchmarks/requirements.txt
    python benchmarks/comparison.py [--forms 20] [--rounds 20] [--write]

All sides take turns in every round, on forms that none of them saw before; rounds are short, and seconds are seconds of
computing, so that what else the machine does slows all of them and hardly counts. *--write* puts the tables into
docs/benchmarks.md. POSIX only.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import quantiles
from time import process_time
from typing import Any, Final

from attrs import frozen
from check_speed import bare
from honest import forms
from sides import in_pandera, in_pydantic

from perfscore import Form, check, form_to, read


_ROWS: Final = 30
_PAGE: Final = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- table -->", "<!-- end of table -->"


@frozen
class Sheet:
    """
    One form in the shapes that the sides take.
    """

    form: Form
    spoiled: Form
    json: bytes
    data: dict[str, Any]


def _sheet(random: Random, form: Form) -> Sheet:
    row = random.randrange(len(form.indicators))
    score = form.indicators[row].score or "0"
    wrong = f"{9 - int(score[0])}{score[1:]}"
    data = form_to(form)
    spoiled = form.with_cells({f"indicators[{row}].score": wrong})
    return Sheet(form, spoiled, json.dumps(data, ensure_ascii=False).encode(), data)


_SIDES: Final[dict[str, Callable[[Sheet], object]]] = {
    "bare `Decimal` recomputation": lambda sheet: bare(sheet.form),
    "pydantic, the same checks": lambda sheet: in_pydantic(sheet.data),
    "pandera, the same checks": lambda sheet: in_pandera(sheet.form),
    "`perfscore.check`": lambda sheet: check(sheet.form),
    "`perfscore.read`, JSON": lambda sheet: read(sheet.json),
    "`perfscore.check` of a form with one error, and `.suspects`": lambda sheet: check(sheet.spoiled).suspects,
}

_COMMANDS: Final = {
    "`python -c pass`": [sys.executable, "-c", "pass"],
    "`import perfscore`": [sys.executable, "-c", "import perfscore"],
    "`perfscore --version`": [sys.executable, "-m", "perfscore", "--version"],
}


def _times(side: Callable[[Sheet], object], sheets: Sequence[Sheet]) -> list[float]:
    """
    Seconds for each form.
    """
    seconds = []
    for sheet in sheets:
        started = process_time()
        side(sheet)
        seconds.append(process_time() - started)
    return seconds


def _per_start(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own commands, listed above
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _measured(random: Random, count: int, rounds: int) -> tuple[dict[str, list[list[float]]], dict[str, list[float]]]:
    """
    Seconds for the forms of each round, and for a start in each round.
    """
    sides: dict[str, list[list[float]]] = {name: [] for name in _SIDES}
    commands: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for _ in range(rounds):
        sheets = [_sheet(random, form) for form in forms(random, count, rows=_ROWS)]
        for name, side in _SIDES.items():
            sides[name].append(_times(side, sheets))
        for name, command in _COMMANDS.items():
            commands[name].append(_per_start(command))
    return sides, commands


def _spread(values: Sequence[float], digits: int) -> str:
    """
    The median, and the quarters to either side of it.
    """
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def _ratios(times: Sequence[float], least: Sequence[float]) -> str:
    """
    Both parts of a ratio come from the same round.
    """
    return _spread([a / b for a, b in zip(times, least, strict=True)], 1)


def table(sides: dict[str, list[list[float]]], commands: dict[str, list[float]]) -> str:
    """
    Both tables in Markdown.
    """
    sums = {name: [sum(times) for times in rounds] for name, rounds in sides.items()}
    least, still = next(iter(sums.values())), next(iter(commands.values()))
    count = len(next(iter(sides.values()))[0])
    what = f"Forms of {_ROWS} rows, {len(least)} rounds of {count}, CPython {platform.python_version()}"
    lines = [
        f"{what}; medians of CPU time, the middle half in brackets.",
        "",
        "| | ms per form | s per thousand forms | times the bare recomputation |",
        "|---|--:|--:|--:|",
    ]
    for name, rounds in sides.items():
        each = _spread([1000 * seconds for times in rounds for seconds in times], 2)
        thousand = _spread([1000 * total / count for total in sums[name]], 2)
        lines.append(f"| {name} | {each} | {thousand} | {_ratios(sums[name], least)} |")
    lines += ["", "| | ms to start and end | times `python -c pass` |", "|---|--:|--:|"]
    lines += [
        f"| {name} | {_spread([1000 * seconds for seconds in times], 0)} | {_ratios(times, still)} |"
        for name, times in commands.items()
    ]
    return "\n".join(lines)


def main() -> int:
    """
    Measure, print the tables, and put them into the page where that is asked for.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = table(*_measured(Random(options.seed), options.forms, options.rounds))
    print(found)
    if options.write:
        before, _, rest = _PAGE.read_text("utf-8").partition(_BEGIN)
        _, _, after = rest.partition(_END)
        _PAGE.write_text(f"{before}{_BEGIN}\n{found}\n{_END}{after}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
