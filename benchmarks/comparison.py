"""
Reading, checking and locating, side by side with the least that could be done and with two validation libraries.

    pip install -r benchmarks/requirements.txt
    python benchmarks/comparison.py [--forms 100] [--rounds 7] [--write]

All sides take turns in every round, on forms that none of them saw before, so that a busy machine slows all of them.
*--write* puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, Final

from attrs import frozen
from check_speed import bare
from generated import honest_form
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


def _sheet(random: Random) -> Sheet:
    form = honest_form(random, rows=_ROWS)
    row = random.randrange(_ROWS)
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


def _per_form(side: Callable[[Sheet], object], sheets: Sequence[Sheet]) -> float:
    started = perf_counter()
    for sheet in sheets:
        side(sheet)
    return (perf_counter() - started) / len(sheets)


def _per_start(command: Sequence[str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own commands, listed above
    return perf_counter() - started


def _measured(random: Random, forms: int, rounds: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """
    Seconds for a form and for a start, one figure for each round.
    """
    sides: dict[str, list[float]] = {name: [] for name in _SIDES}
    commands: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for _ in range(rounds):
        sheets = [_sheet(random) for _ in range(forms)]
        for name, side in _SIDES.items():
            sides[name].append(_per_form(side, sheets))
        for name, command in _COMMANDS.items():
            commands[name].append(_per_start(command))
    return sides, commands


def _ratio(times: Sequence[float], least: Sequence[float]) -> str:
    """
    The median of the rounds' ratios; both parts of a ratio come from the same round.
    """
    return f"{median(a / b for a, b in zip(times, least, strict=True)):.1f}"


def _spread(times: Sequence[float], scale: int) -> str:
    return f"{min(times) * scale:.2f} to {max(times) * scale:.2f}"


def table(sides: dict[str, list[float]], commands: dict[str, list[float]]) -> str:
    """
    Both tables in Markdown.
    """
    least, still = next(iter(sides.values())), next(iter(commands.values()))
    lines = [
        f"Forms of {_ROWS} rows, CPython {platform.python_version()}, medians of {len(least)} rounds.",
        "",
        "| | ms per form | lowest to highest | s per thousand forms | times the bare recomputation |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {name} | {median(times) * 1000:.2f} | {_spread(times, 1000)} | {median(times) * 1000:.2f} | {_ratio(times, least)} |"
        for name, times in sides.items()
    ]
    lines += ["", "| | ms to start and end | lowest to highest | times `python -c pass` |", "|---|--:|--:|--:|"]
    lines += [
        f"| {name} | {median(times) * 1000:.0f} | {_spread(times, 1000)} | {_ratio(times, still)} |"
        for name, times in commands.items()
    ]
    return "\n".join(lines)


def main() -> int:
    """
    Measure, print the tables, and put them into the page where that is asked for.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
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
