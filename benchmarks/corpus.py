"""
A hundred thousand honest forms and as many spoiled ones: how often an honest form is called wrong, how often an error is missed.

    python benchmarks/corpus.py [--forms 100000] [--seed 1] [--processes 2]

An error that no documented way of rounding leaves visible is no miss: a second opinion, in fractions and without a line
of the library, decides (`tests/consistency.py`). The command fails where the two disagree on any form.
"""

from __future__ import annotations

import argparse
import sys
import time

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Final

from attrs import Factory, define

import perfscore

from perfscore import Form, Report, Rulebook, Severity, load_rulebook
from perfscore.rulebook.file import shipped_rulebooks
from perfscore.strategies.chance import Seeded
from perfscore.strategies.sheets import honest_form
from perfscore.strategies.slips import Spoiled, spoil


_TESTS: Final = Path(__file__).parent.parent / "tests"
sys.path.append(str(_TESTS))

from consistency import contradictions  # noqa: E402 - a module of the tests


_PART: Final = 1000
#: Disagreements that are shown; seed, part and number make the form again.
_SHOWN: Final = 20
#: The columns that hold figures.
_FIGURES: Final = frozenset({"initial", "budget", "executed", "weight", "rate", "score"})


@define
class Tally:
    """
    What became of the forms of one part.
    """

    honest: int = 0
    false_errors: int = 0
    found: int = 0
    invisible: int = 0
    missed: int = 0
    disputed: int = 0
    cells: int = 0
    checked: int = 0
    slips: Counter[str] = Factory(Counter)
    invisible_slips: Counter[str] = Factory(Counter)
    shown: list[str] = Factory(list)

    def add(self, other: Tally) -> None:
        """
        Put the figures of another part to these.
        """
        for name in ("honest", "false_errors", "found", "invisible", "missed", "disputed", "cells", "checked"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slips += other.slips
        self.invisible_slips += other.invisible_slips
        self.shown += other.shown

    def count_honest(self, form: Form, book: Rulebook) -> None:
        report = perfscore.check(form, rulebook=book)
        self.honest += 1
        if _errors(report) or report.verdict != "consistent":
            self.false_errors += 1
            self.shown.append(f"form {self.honest}: false error under {book.name}: {_errors(report)}")
        figures = {cell.address for cell in form.cells() if _is_figure(cell.address, cell.text)}
        judged = {
            address
            for evaluation in report.examination.evaluations
            if evaluation.judgement.why is None
            for address in (evaluation.relation.result, *evaluation.relation.inputs)
        }
        self.cells += len(figures)
        self.checked += len(figures & judged)

    def count_spoiled(self, spoiled: Spoiled, book: Rulebook) -> None:
        (slip,) = spoiled.slips
        self.slips[slip] += 1
        errors = _errors(perfscore.check(spoiled.form, rulebook=book))
        wrong = contradictions(spoiled.form, book)
        if errors and not wrong:
            self.disputed += 1
            self.shown.append(f"form {self.honest}: disputed under {book.name}: {slip}: {spoiled.changes}: {errors}")
        self.found += bool(errors)
        if errors:
            return
        if wrong:
            self.missed += 1
            self.shown.append(f"form {self.honest}: missed under {book.name}: {slip}: {spoiled.changes}: {wrong}")
        else:
            self.invisible += 1
            self.invisible_slips[slip] += 1


def _errors(report: Report) -> list[str]:
    return [finding.message for finding in report.findings if finding.severity is Severity.ERROR]


def _is_figure(address: str, text: str | None) -> bool:
    return address.rpartition(".")[2] in _FIGURES and any(c.isdigit() for c in text or "")


def run(seed: int, part: int, forms: int) -> Tally:
    """
    One part of the corpus; the same seed and part make the same forms.
    """
    random = Random(f"{seed}/{part}")
    chance = Seeded(random)
    books = [load_rulebook(name) for name in shipped_rulebooks()]
    tally = Tally()
    for _ in range(forms):
        book = random.choice(books)
        rows, qualitative = random.randint(1, 42), random.choice((0, 20, 50))
        form = honest_form(chance, rulebook=book, rows=rows, qualitative=qualitative)
        tally.count_honest(form, book)
        tally.count_spoiled(spoil(chance, form), book)
    return tally


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def _print(tally: Tally, seed: int, seconds: float) -> None:
    spoiled = tally.slips.total()
    flagged = tally.found + tally.false_errors
    visible = spoiled - tally.invisible
    print(f"seed {seed}, {seconds:.0f} s\n")
    print("| | |\n|---|--:|")
    for name, figure in (
        ("honest forms", f"{tally.honest:,}"),
        ("false errors", f"{tally.false_errors:,}"),
        ("forms with one error", f"{spoiled:,}"),
        ("found", f"{tally.found:,}"),
        ("honest by some way of rounding, as the second opinion confirms", f"{tally.invisible:,}"),
        ("missed", f"{tally.missed:,}"),
        ("errors that the second opinion does not see", f"{tally.disputed:,}"),
        ("precision", _share(tally.found, flagged)),
        ("recall of the errors that can be seen", _share(tally.found, visible)),
        ("recall of all errors", _share(tally.found, spoiled)),
        ("figures in no judged relation", _share(tally.cells - tally.checked, tally.cells)),
    ):
        print(f"| {name} | {figure} |")
    print("\n| error | forms | cannot be seen |\n|---|--:|--:|")
    for slip, count in sorted(tally.slips.items()):
        print(f"| {slip} | {count:,} | {_share(tally.invisible_slips[slip], count)} |")
    for text in tally.shown[:_SHOWN]:
        print(f"\n{text}")


def main() -> int:
    """
    Run the corpus and print what became of it; 1 where anything is false, missed or disputed.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    started = time.perf_counter()
    sizes = [min(_PART, options.forms - first) for first in range(0, options.forms, _PART)]
    tally = Tally()
    with ProcessPoolExecutor(options.processes) as pool:
        for number, part in enumerate(pool.map(run, [options.seed] * len(sizes), range(len(sizes)), sizes)):
            part.shown = [f"part {number}, {text}" for text in part.shown]
            tally.add(part)
    _print(tally, options.seed, time.perf_counter() - started)
    return 1 if tally.false_errors or tally.missed or tally.disputed else 0


if __name__ == "__main__":
    sys.exit(main())
