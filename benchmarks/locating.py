"""
How often the wrong cell is named, and how long that takes.

One error (then two) is put into a generated form whose truth is known. Run it with

    python benchmarks/locating.py [--forms 2000] [--seed 1]

and the table below is printed; `docs/locating.md` holds the last one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

from attrs import Factory, define
from generated import honest_form

from perfscore import Form, Report, check, read


_EXAMPLES: Final = Path(__file__).parent.parent / "examples"
_REAL: Final = ("international-cooperation-2022", "overseas-liaison-2021", "central-enterprises-2021")


def _digit_replaced(random: Random, text: str) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = random.choice(places)
    return text[:at] + random.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def _digits_swapped(random: Random, text: str) -> str:
    places = [i for i, c in enumerate(text[:-1]) if c.isdigit() and text[i + 1].isdigit() and c != text[i + 1]]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _digit_lost(random: Random, text: str) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = random.choice(places)
    rest = text[:at] + text[at + 1 :]
    return rest if rest and rest[0].isdigit() and ".%" not in rest and not rest.endswith(".") else text


def _point_moved(random: Random, text: str) -> str:
    if "." not in text:
        return text
    bare, unit = text.replace(".", "").rstrip("%"), "%" if text.endswith("%") else ""
    at = random.choice([0, *(i for i in range(1, len(bare)) if i != text.index("."))])
    return (f"{bare[:at]}.{bare[at:]}" if at else bare) + unit


_SLIPS: Final[dict[str, Callable[[Random, str], str]]] = {
    "digit replaced": _digit_replaced,
    "digits swapped": _digits_swapped,
    "digit lost": _digit_lost,
    "point lost or moved": _point_moved,
}
_KINDS: Final = (*_SLIPS, "neighbouring row", "row left out of the sum")


def _cells(form: Form) -> list[str]:
    """
    The cells that errors are put into: every printed weight, score, rate, total and amount.
    """
    names = ("initial", "budget", "executed", "weight", "rate", "score")
    return [c.address for c in form.cells() if c.address.rpartition(".")[2] in names and c.text and c.text != "-"]


def _spoiled(random: Random, form: Form, kind: str) -> tuple[str, str] | None:
    """
    A cell and its wrong text; ``None`` where this draw gives none.
    """
    if kind == "row left out of the sum":
        row = random.choice(form.indicators)
        total = Decimal(form.total.score or 0) - Decimal(row.score or 0)
        return "total.score", f"{total:f}"
    if kind == "neighbouring row":
        index, name = random.randrange(1, len(form.indicators)), random.choice(("score", "weight"))
        text = getattr(form.indicators[index - 1], name)
        return (f"indicators[{index}].{name}", text) if text else None
    cell = random.choice(_cells(form))
    text = form.cell(cell).text or ""
    return cell, _SLIPS[kind](random, text)


@define
class Tally:
    """
    What became of the errors of one group.
    """

    forms: int = 0
    unique_first: int = 0
    shared_first: float = 0.0
    listed: int = 0
    lengths: list[int] = Factory(list)
    too_long: int = 0
    seconds: list[float] = Factory(list)

    def count(self, report: Report, truth: str, elapsed: float, most: int) -> None:
        first = [s for s in report.suspects if s.rank == 1]
        alone = [s for s in report.suspects if [c.cell for c in s.changes] == [truth]]
        self.forms += 1
        self.unique_first += len(first) == 1 and first == alone[:1]
        self.shared_first += 1 / len(first) if any(s in first for s in alone) else 0
        self.listed += bool(alone)
        self.lengths.append(len(report.suspects))
        self.too_long += len(report.suspects) > most
        self.seconds.append(elapsed)

    def row(self, name: str) -> str:
        share = [f"{100 * part / self.forms:.1f} %" for part in (self.unique_first, self.shared_first, self.listed)]
        mean, ms = statistics.mean(self.lengths), 1000 * statistics.median(self.seconds)
        return f"| {name} | {self.forms} | {' | '.join(share)} | {mean:.1f} | {self.too_long} | {ms:.1f} |"


def published() -> list[Form]:
    """
    The three published forms.
    """
    return [read(_EXAMPLES / f"{name}.json")[0] for name in _REAL]


def _measured(form: Form) -> tuple[Report, float]:
    report = check(form)
    started = time.perf_counter()
    report.suspects  # noqa: B018 - the search runs when it is asked for
    return report, time.perf_counter() - started


def _errors(random: Random, forms: Iterator[Form]) -> Iterator[tuple[str, str, Report, float, int, int]]:
    for number, form in enumerate(forms):
        kind = _KINDS[number % len(_KINDS)]
        while True:
            drawn = _spoiled(random, form, kind)
            if drawn is None or drawn[1] == form.cell(drawn[0]).text:
                continue
            report, elapsed = _measured(form.with_cells(dict([drawn])))
            if report.coverage.broken:
                break
        touching = [e.relation for e in report.evaluations if drawn[0] in (e.relation.result, *e.relation.inputs)]
        most = len({c for r in touching for c in (r.result, *r.inputs)})
        yield kind, drawn[0], report, elapsed, _noticing(form, report), most


def _noticing(honest: Form, spoiled: Report) -> int:
    """
    How many relations see the error at all: a rate does not see the sixth decimal of an amount.
    """
    pairs = zip(check(honest).evaluations, spoiled.evaluations, strict=True)
    return sum(a.judgement.verdict is not b.judgement.verdict for a, b in pairs)


def located(random: Random, forms: Iterator[Form]) -> dict[str, Tally]:
    """
    One error in each of *forms*: the tallies of all, of each kind of error, and of those that one relation alone sees.
    """
    tallies: dict[str, Tally] = {}
    for kind, cell, report, elapsed, noticing, most in _errors(random, forms):
        for name in ("all", kind, *(("seen by one relation only",) if noticing == 1 else ())):
            tallies.setdefault(name, Tally()).count(report, cell, elapsed, most)
    return tallies


def pairs(random: Random, forms: Iterator[Form]) -> tuple[int, int, int]:
    """
    Of forms with two errors: those that a single cell explains, those where two are needed, those of them found.
    """
    one = two = found = 0
    for form in forms:
        cells: dict[str, str] = {}
        while len(cells) < 2:
            drawn = _spoiled(random, form, random.choice(list(_SLIPS)))
            if drawn is not None and drawn[1] != form.cell(drawn[0]).text:
                cells[drawn[0]] = drawn[1]
        report = check(form.with_cells(cells))
        if not report.coverage.broken:
            continue
        sizes = {len(s.changes) for s in report.suspects}
        if 1 in sizes:
            one += 1
            continue
        two += 1
        found += any({c.cell for c in s.changes} == set(cells) for s in report.suspects)
    return one, two, found


def main() -> int:
    """
    Run the experiment and print its table.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random = Random(options.seed)
    heads = "| forms with one error | forms | true cell alone first | first, ties shared | listed | mean list | too long | ms |"
    print(heads)
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    populations = {
        "all rows recomputable": (honest_form(random) for _ in range(options.forms)),
        "half the rows qualitative": (honest_form(random, qualitative=0.5) for _ in range(options.forms)),
        "the three published forms": (published()[i % 3] for i in range(options.forms // 4)),
    }
    for population, forms in populations.items():
        tallies = located(random, forms)
        for name in ("all", *_KINDS, "seen by one relation only"):
            if name in tallies:
                print(tallies[name].row(f"{population}: {name}"))
    one, two, found = pairs(random, (honest_form(random, qualitative=0.25) for _ in range(options.forms // 4)))
    share = 100 * found / two if two else 0
    print(f"\nTwo errors: {one} forms that one cell explains, {two} that need two; both cells found in {share:.1f} %.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
