"""
The work of ``perfscore check``: documents in, reports out, and what the exit status says about them.
"""

from __future__ import annotations

import os
import sys

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from perfscore.bilingual import Language, Text
from perfscore.render import write, writer
from perfscore.rules import Severity
from perfscore.running.listing import listed
from perfscore.running.outcomes import Interruptible, outcomes
from perfscore.running.task import Check, Checked, Outcome, Product, Task


if TYPE_CHECKING:
    from perfscore.render.counts import Counts

__all__ = ["CLEAN", "FOUND", "INTERRUPTED", "TROUBLE", "Order", "check_documents"]

CLEAN, FOUND, TROUBLE, INTERRUPTED = 0, 1, 2, 130

_KNOWN: Final = Text("基线中已有的 {count} 处问题未列出", "{count} findings are known to the baseline and left out")
_WRITTEN: Final = Text("{count} 处问题已记入 {file}", "{count} findings written to {file}")
_STOPPED: Final = Text("已中断：核对了 {files} 个文件，共 {all} 个", "interrupted: {files} of {all} files were checked")


class Order(NamedTuple):
    """
    What the command line asks for.
    """

    paths: Sequence[str]
    format: str
    lang: Language
    fail_on: Severity
    prepare: Callable[[], Check]
    output: str | None = None
    jobs: int = 1
    quiet: bool = False
    statistics: bool = False
    write_baseline: str | None = None


class _Seen:
    """
    What has come by so far.
    """

    def __init__(self, order: Order, complain: Callable[[str], object]) -> None:
        self.order = order
        self.complain = complain
        self.counts = _counts(order)
        self.files = 0
        self.found = False
        self.trouble = False
        self.known = 0
        self.said: set[str] = set()
        self.kept: list[Checked] = []

    def note(self, outcome: Outcome) -> None:
        self.files += 1
        for complaint in outcome.complaints:
            self.trouble = True
            # the same configuration may be wrong for every file below it
            if complaint not in self.said:
                self.complain(complaint)
            self.said.add(complaint)
        for checked in outcome.checked:
            limit = self.order.fail_on
            self.found |= any(found.severity >= limit and not found.is_accepted for found in checked.findings)
            self.known += checked.known
            if self.counts is not None:
                self.counts.add(checked)
            if self.order.write_baseline is not None:
                self.kept.append(checked._replace(report=None))


def check_documents(order: Order, complain: Callable[[str], object]) -> int:
    """
    Check everything, write everything, and say how it went; *complain* takes what belongs on stderr.
    """
    files, refused = listed(order.paths, order.lang)
    made = writer(order.format)
    seen = _Seen(order, complain)
    run = Interruptible(chain(refused, _outcomes(order, list(files), made)), listening=len(files) > 1)
    if order.output is None and not hasattr(made, "annotated"):
        write(made, _noted(run, seen), sys.stdout, order.lang)
    else:
        from perfscore.running.delivery import DeliveryError, Destination, deliver  # noqa: PLC0415 - most reports go to stdout

        try:
            destination = Destination(order.output, files)
            deliver(_noted(run, seen), order.format, made, destination, order.lang)
        except DeliveryError as error:
            complain(error.reason.say(order.lang))
            return TROUBLE
    if seen.counts is not None:
        is_text = order.format == "text" and order.output is None
        seen.counts.write(sys.stdout if is_text else sys.stderr, order.lang)
    if seen.known and not order.quiet:
        complain(_KNOWN.say(order.lang, count=seen.known))
    if run.interrupted:
        complain(_STOPPED.say(order.lang, files=seen.files - len(refused), all=len(files)))
        return INTERRUPTED
    if order.write_baseline is not None:
        return _write_baseline(order, seen, order.write_baseline, files)
    return TROUBLE if seen.trouble else FOUND if seen.found else CLEAN


def _outcomes(order: Order, files: Sequence[str], made: Any) -> Iterator[Outcome]:
    write = getattr(made, "annotated", None)
    product: Product = "document" if write else "contracts" if hasattr(made, "write_contracts") else "reports"
    stream = outcomes(files, Task(product, order.lang, order.prepare, write), order.jobs)
    if order.quiet or len(files) < 2 or not sys.stderr.isatty():
        return stream
    from perfscore.running.progress import watched  # noqa: PLC0415 - only a person waits for a folder

    beside_text = order.output is None and sys.stdout.isatty()
    return watched(stream, len(files), order.lang, beside_text=beside_text)


def _noted(run: Interruptible, seen: _Seen) -> Iterator[Outcome]:
    for outcome in run:
        seen.note(outcome)
        yield outcome


def _counts(order: Order) -> Counts | None:
    if not order.statistics:
        return None
    from perfscore.render.counts import Counts  # noqa: PLC0415 - tables are drawn by a library that takes a while

    return Counts()


def _write_baseline(order: Order, seen: _Seen, file: str, documents: Iterable[str]) -> int:
    """
    Accept everything that was found; what could not be read is trouble still.
    """
    from perfscore.running.baseline import entries, written  # noqa: PLC0415 - few runs write one
    from perfscore.running.delivery import DeliveryError, save  # noqa: PLC0415 - as above

    found = [entry for checked in seen.kept for entry in entries(checked, os.path.dirname(file))]
    try:
        save(file, written(found), documents)
    except DeliveryError as error:
        seen.complain(error.reason.say(order.lang))
        return TROUBLE
    if not order.quiet:
        seen.complain(_WRITTEN.say(order.lang, count=len(found), file=file))
    return TROUBLE if seen.trouble else CLEAN
