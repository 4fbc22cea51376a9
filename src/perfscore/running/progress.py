"""
How far a long run is: a bar on the terminal, below what is printed and gone in the end.
"""

from __future__ import annotations

import sys
import time

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from perfscore.bilingual import Language, Text
from perfscore.running.task import Outcome


__all__ = ["with_progress"]

#: Nanoseconds between two drawings.
_PAUSE: Final = 100_000_000

_COUNTS: Final = Text("{forms} 张表，{findings} 处问题", "{forms} forms, {findings} findings")


def with_progress(outcomes: Iterable[Outcome], files: int, lang: Language, *, beside_text: bool) -> Iterator[Outcome]:
    """
    The outcomes, with a bar on stderr while the next one is awaited.

    *beside_text* says that the reports go to the same terminal, or complaints do: the bar makes room for them.
    """
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    forms = findings = 0
    drawn = 0
    task = bar.add_task(_COUNTS.say(lang, forms=0, findings=0), total=files)
    try:
        bar.start()
        for outcome in outcomes:
            forms += len(outcome.checked)
            findings += sum(len(checked.findings) for checked in outcome.checked)
            bar.update(task, advance=1, description=_COUNTS.say(lang, forms=forms, findings=findings))
            if beside_text or outcome.complaints:
                bar.stop()
            yield outcome
            now = time.monotonic_ns()
            if now - drawn > _PAUSE:
                bar.start()
                bar.refresh()
                drawn = now
    finally:
        bar.stop()
        sys.stderr.flush()
