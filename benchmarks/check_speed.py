"""
How long a check takes, beside the least that could be done: ``python benchmarks/check_speed.py``.

Both sides of a ratio are measured in the same run, in turns, so that a busy machine slows both.

`bare` is what a person would write in a script: a pattern takes the number out of each cell, Decimal recomputes rate,
execution score, scores of rows and sums, and compares. It knows no date, no rounding but half up, no reason why.
Every round checks forms that were never seen before, because a cell that was read once is remembered. Seconds of a
check are seconds of computing, which other work on the machine does not add to.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

from attrs import evolve, frozen
from honest import forms

from perfscore import Form, Indicator, check, form_to


__all__ = ["Times", "bare", "check_ratio", "earned", "main", "measure_checks", "measure_command", "whole"]

ROWS: Final = 30

_NUMBER: Final = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(万(?!元))?")
_CENT: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)
_AT_LEAST: Final = re.compile(r"≥|≧|>=|不少于|不低于|.*以上")
_AT_MOST: Final = re.compile(r"≤|<=|不超过|.*以内")


def _number(text: str | None) -> Decimal | None:
    """
    The first number of a text; 1.5万 are 15000.
    """
    match = _NUMBER.search(text or "")
    if match is None:
        return None
    value = Decimal(match[1].replace(",", ""))
    return value * 10_000 if match[2] else value


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def earned(row: Indicator) -> bool:
    """
    Whether the score is the weight where the target was met, or the share of it that a missed minimum earns.
    """
    weight, score = _number(row.weight), _number(row.score)
    target, actual = _number(row.target), _number(row.actual)
    if weight is None or target is None or actual is None:
        return True
    if _AT_LEAST.match(row.target or ""):
        return score == (weight if actual >= target else _rounded(weight * actual / target))
    return score == weight if _AT_MOST.match(row.target or "") and actual <= target else True


def whole(form: Any) -> list[str]:
    """
    What does not agree in the fund table, and which sums do not; of *form* the attributes alone are used.
    """
    wrong = []
    total, *parts = form.funds
    for name in ("initial", "budget", "executed"):
        amounts = [_number(getattr(part, name)) or Decimal(0) for part in parts]
        if parts and sum(amounts) != _number(getattr(total, name)):
            wrong.append(name)
    for fund in form.funds:
        executed, budget, rate = _number(fund.executed), _number(fund.budget), _number(fund.rate)
        if executed is not None and budget and rate is not None and _rounded(executed / budget * _HUNDRED) != rate:
            wrong.append("rate")
    weight, rate, score = _number(total.weight), _number(total.rate), _number(total.score)
    if weight is not None and rate is not None and score != _rounded(weight * min(rate, _HUNDRED) / _HUNDRED):
        wrong.append("execution")
    weights, scores = weight or Decimal(0), score or Decimal(0)
    for row in form.indicators:
        weights += _number(row.weight) or Decimal(0)
        scores += _number(row.score) or Decimal(0)
    if weights != (_number(form.total.weight) or _HUNDRED):
        wrong.append("weights")
    if scores != _number(form.total.score):
        wrong.append("total")
    return wrong


def bare(form: Form) -> list[str]:
    """
    What does not agree when the form is recomputed with regular expressions and Decimal alone.
    """
    return [row.name or "" for row in form.indicators if not earned(row)] + whole(form)


@frozen
class Times:
    """
    Seconds for one form or one run, round by round.
    """

    name: str
    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    def row(self, unit: float, base: Times) -> str:
        """
        Median, the middle half of the rounds, and the ratio of medians.
        """
        ordered = sorted(self.rounds)
        quarter = len(ordered) // 4
        low, high = ordered[quarter] * unit, ordered[-1 - quarter] * unit
        spread = f"{low:.1f} - {high:.1f}"
        return f"{self.name:<44}{self.median * unit:>9.1f}{spread:>18}{self.median / base.median:>8.2f}"


def _seconds(work: Callable[[Form], object], given: Sequence[Form]) -> float:
    start = process_time()
    for form in given:
        work(form)
    return (process_time() - start) / len(given)


def _spoiled(form: Form) -> Form:
    """
    The form with its total a tenth too high.
    """
    return evolve(form, total=evolve(form.total, score=str(Decimal(form.total.score or 0) + Decimal("0.1"))))


def measure_checks(*, count: int = 200, rounds: int = 15, seed: int = 1) -> list[Times]:
    """
    Bare recomputation and checks, in turns; the first is what the others are compared with.
    """
    random = Random(seed)
    one = next(forms(random, 1, rows=ROWS))
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        fresh = list(forms(random, count, rows=ROWS))
        for name, work, given in (
            ("bare Decimal recomputation", bare, fresh),
            ("check, forms never seen before", check, fresh),
            ("check, one form again and again", check, [one] * count),
            ("check and findings, a wrong total each", lambda form: check(form).findings, [*map(_spoiled, fresh)]),
        ):
            seconds.setdefault(name, []).append(_seconds(work, given))
    return [Times(name, tuple(values)) for name, values in seconds.items()]


def check_ratio(*, count: int = 200, rounds: int = 5) -> float:
    """
    check() / bare, each by its best round; noise only ever adds.
    """
    random = Random(1)
    best: dict[Callable[[Form], object], float] = {}
    for _ in range(rounds):
        fresh = list(forms(random, count, rows=ROWS))
        for work in (bare, check):
            best[work] = min(best.get(work, 1.0), _seconds(work, fresh))
    return best[check] / best[bare]


def _run(command: Sequence[str]) -> float:
    start = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own command
    return perf_counter() - start


def measure_command(*, runs: int = 21) -> list[Times]:
    """
    An interpreter that does nothing, and the whole command on one form, in turns.
    """
    script = Path(sys.executable).with_name("perfscore")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "perfscore"]
    handle, path = tempfile.mkstemp(suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(form_to(next(forms(Random(1), 1, rows=ROWS))), file, ensure_ascii=False)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "perfscore check FILE --format json": [*command, "check", path, "--format", "json"],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for name, arguments in [*commands.items()] * (runs + 1):
            seconds[name].append(_run(arguments))
    finally:
        Path(path).unlink()
    # the first of each warms the disk
    return [Times(name, tuple(values[1:])) for name, values in seconds.items()]


def _table(head: str, unit: float, times: Iterable[Times]) -> str:
    base, *others = times
    lines = [f"{head:<44}{'median':>9}{'middle half':>18}{'ratio':>8}", base.row(unit, base)]
    return "\n".join((*lines, *(other.row(unit, base) for other in others)))


def main() -> int:
    """
    Print both tables.
    """
    parser = argparse.ArgumentParser(description="How long a check takes.")
    parser.add_argument("--forms", type=int, default=200, help="forms of a round (default: 200)")
    parser.add_argument("--rounds", type=int, default=15, help="rounds (default: 15)")
    parser.add_argument("--runs", type=int, default=21, help="runs of the command (default: 21)")
    options = parser.parse_args()
    checks = measure_checks(count=options.forms, rounds=options.rounds)
    sys.stdout.write(_table(f"forms of {ROWS} rows, µs a form", 1e6, checks) + "\n\n")
    sys.stdout.write(_table("the whole command, ms", 1e3, measure_command(runs=options.runs)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
