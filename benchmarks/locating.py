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

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from attrs import Factory, define
from honest import LIKE_PUBLISHED, forms

from perfscore import Form, Report, check, read
from perfscore.strategies.chance import Chance, Seeded
from perfscore.strategies.slips import Spoiled, spoil


_EXAMPLES: Final = Path(__file__).parent.parent / "examples"
_REAL: Final = ("international-cooperation-2022", "overseas-liaison-2021", "central-enterprises-2021")

_SLIPS: Final = ("digit replaced", "digits swapped", "digit lost", "point moved")
#: More tries than any form needs that has a place for the error.
_MOST_TRIES: Final = 2000
#: More errors than any form needs that some relation would see.
_MOST_TRIES_SEEN: Final = 60
_KINDS: Final = (*_SLIPS, "copied from the row above", "row left out of the total", "score too generous")
#: The columns that errors are put into: every printed weight, score, rate, total and amount.
_COLUMNS: Final = frozenset({"initial", "budget", "executed", "weight", "rate", "score"})


def _wrong(chance: Chance, form: Form, slips: Sequence[str], errors: int = 1) -> Spoiled | None:
    """
    The form with so many errors of the kinds *slips*, all of them in the columns that are tried; ``None`` for one that
    has no place for them: where every figure is whole there is no point to move.
    """
    for _ in range(_MOST_TRIES):
        spoiled = spoil(chance, form, errors=errors, slips=slips)
        columns = {change.cell.rpartition(".")[2] for change in spoiled.changes}
        if columns <= _COLUMNS and set(spoiled.slips) <= set(slips):
            return spoiled
    return None


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
        alone = [s for s in report.suspects if [c.cell for c in s.changes if not c.follows] == [truth]]
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
    started = time.process_time()
    report.suspects  # noqa: B018 - the search runs when it is asked for
    return report, time.process_time() - started


def _errors(random: Random, honest: Iterator[Form]) -> Iterator[tuple[str, str, Report, float, int, int]]:
    chance = Seeded(random)
    for number, form in enumerate(honest):
        kind = _KINDS[number % len(_KINDS)]
        seen = _seen(chance, form, kind)
        if seen is None:
            continue
        spoiled, report, elapsed = seen
        change = spoiled.changes[0]  # the total that was added up with a wrong score follows it
        touching = [
            e.relation for e in report.examination.evaluations if change.cell in (e.relation.result, *e.relation.inputs)
        ]
        most = len({c for r in touching for c in (r.result, *r.inputs)})
        yield kind, change.cell, report, elapsed, _noticing(form, report), most


def _seen(chance: Chance, form: Form, kind: str) -> tuple[Spoiled, Report, float] | None:
    """
    An error of that kind which some relation sees, the report on it, and how long the search took; ``None`` for a form
    on which no relation would see one: where no target was missed, no score can be too generous.
    """
    for _ in range(_MOST_TRIES_SEEN):
        spoiled = _wrong(chance, form, (kind,))
        if spoiled is None:
            return None
        report, elapsed = _measured(spoiled.form)
        if _sees(report, spoiled):
            return spoiled, report, elapsed
    return None


def _sees(report: Report, spoiled: Spoiled) -> bool:
    """
    Whether a relation is broken; of a score that its total follows, the one that computes that score.
    """
    broken = {e.relation.result for e in report.examination.evaluations if e.broken}
    return bool(broken) if len(spoiled.changes) == 1 else spoiled.changes[0].cell in broken


def _noticing(honest: Form, spoiled: Report) -> int:
    """
    How many relations see the error at all: a rate does not see the sixth decimal of an amount.
    """
    before = {(r.kind, r.result): r.verdict for r in check(honest).relations}
    return sum(before.get((r.kind, r.result)) is not r.verdict for r in spoiled.relations)


def recomputable(random: Random, count: int) -> Iterator[Form]:
    """
    Forms of which every row can be recomputed: all targets are figures, and every fund row prints its rate.
    """
    made = forms(random, 100 * count, rows=LIKE_PUBLISHED, qualitative=0)
    return islice((form for form in made if all((row.rate or "-") != "-" for row in form.funds)), count)


def located(random: Random, honest: Iterator[Form]) -> dict[str, Tally]:
    """
    One error in each of the forms: the tallies of all, of each kind of error, and of those that one relation alone sees.
    """
    tallies: dict[str, Tally] = {}
    for kind, cell, report, elapsed, noticing, most in _errors(random, honest):
        for name in ("all", kind, *(("seen by one relation only",) if noticing == 1 else ())):
            tallies.setdefault(name, Tally()).count(report, cell, elapsed, most)
    return tallies


def pairs(random: Random, honest: Iterator[Form]) -> tuple[int, int, int]:
    """
    Of forms with two errors: those that a single cell explains, those where two are needed, those of them found.
    """
    chance = Seeded(random)
    one = two = found = 0
    for form in honest:
        spoiled = _wrong(chance, form, _SLIPS, errors=2)
        if spoiled is None:
            continue
        report = check(spoiled.form)
        if not report.coverage.broken:
            continue
        sizes = {sum(not c.follows for c in s.changes) for s in report.suspects}
        if 1 in sizes:
            one += 1
            continue
        two += 1
        cells = {change.cell for change in spoiled.changes}
        found += any({c.cell for c in s.changes if not c.follows} == cells for s in report.suspects)
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
        "all rows recomputable": recomputable(random, options.forms),
        "half the rows qualitative": forms(random, options.forms, rows=LIKE_PUBLISHED, qualitative=50),
        "the three published forms": (published()[i % 3] for i in range(options.forms // 4)),
    }
    for population, honest in populations.items():
        tallies = located(random, honest)
        for name in ("all", *_KINDS, "seen by one relation only"):
            if name in tallies:
                print(tallies[name].row(f"{population}: {name}"))
    one, two, found = pairs(random, forms(random, options.forms // 4, rows=LIKE_PUBLISHED))
    share = 100 * found / two if two else 0
    print(f"\nTwo errors: {one} forms that one cell explains, {two} that need two; both cells found in {share:.1f} %.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
