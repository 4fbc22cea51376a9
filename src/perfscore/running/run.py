"""
The work of ``perfscore check``: documents in, reports out, and what the exit status says about them.
"""

from __future__ import annotations

import os
import sys

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from perfscore.bilingual import Counted, Language, Text
from perfscore.lexicon import Lexicon
from perfscore.render import Layout, Style, Writer
from perfscore.render.writer import UnusableError
from perfscore.rules import Severity
from perfscore.running.configuration import Acceptance, Configuration
from perfscore.running.delivery import DeliveryError, Destination, deliver, save
from perfscore.running.interruption import Interruptible
from perfscore.running.listing import Listing, list_documents
from perfscore.running.outcomes import outcomes
from perfscore.running.sources import STREAMS
from perfscore.running.task import Check, Checked, Outcome, Task


if TYPE_CHECKING:
    from perfscore.render.counts import Counts

__all__ = ["CLEAN", "FOUND", "INTERRUPTED", "TROUBLE", "CheckRequest", "check_documents"]

CLEAN, FOUND, TROUBLE, INTERRUPTED = 0, 1, 2, 130

_KNOWN: Final = Text("基线中已有的 {count} 处问题未列出", "{count} findings are known to the baseline and left out")
_WRITTEN: Final = Text("{count} 处问题已记入 {file}", "{count} findings written to {file}")
_RESULT: Final = Counted(
    Text(
        "已写入 {path}：{count} 张，{inconsistent} 张矛盾",
        "written to {path}: {count} form, {inconsistent} inconsistent",
    ),
    Text(
        "已写入 {path}：{count} 张，{inconsistent} 张矛盾",
        "written to {path}: {count} forms, {inconsistent} inconsistent",
    ),
)
_STOPPED: Final = Text("已中断：核对了 {files} 个文件，共 {all} 个", "interrupted: {files} of {all} files were checked")


@frozen
class CheckRequest:
    """
    What the command line asks for. *complain* takes what belongs on stderr, *show* the file to be shown in the end.

    *compares* tells that targets are compared too, *configuration* which one holds for a file, and *cache* what the outcome for a file depends on besides the
    file; without it outcomes are neither kept nor taken from earlier runs.
    """

    paths: Sequence[str]
    writer: Writer
    lang: Language
    fail_on: Severity
    prepare: Callable[[], Check]
    complain: Callable[[str], object]
    lexicons: Callable[[], Callable[[str], Lexicon]] | None = None
    compares: bool = False
    configuration: Callable[[str], Configuration | None] = lambda _: None
    cache: Callable[[str], str] | None = None
    output: str | None = None
    show: Callable[[str], object] | None = None
    jobs: int = 1
    scheduler: str | None = None
    quiet: bool = False
    statistics: bool = False
    write_baseline: str | None = None

    @property
    def to_stdout(self) -> bool:
        return self.output is None


@frozen
class _Tally:
    """
    What has come by so far.
    """

    request: CheckRequest
    counts: Counts | None
    said: set[str] = field(factory=set)
    numbers: Counter[str] = field(factory=Counter)
    kept: list[Checked] = field(factory=list)
    #: How often each entry of a configuration that accepts a finding was met, for entries on files of this run.
    accepted: Counter[tuple[str, Acceptance]] = field(factory=Counter)

    def note(self, outcome: Outcome) -> None:
        self.numbers["files"] += 1
        for complaint in outcome.complaints:
            self.complain(complaint)
        self.numbers["copies"] += outcome.document is not None
        self._count_accepted(outcome)
        for checked in outcome.checked:
            self.numbers.update(("forms", checked.verdict))
            limit = self.request.fail_on
            self.numbers["found"] += any(
                found.severity >= limit and not found.is_accepted for found in checked.findings
            )
            self.numbers["known"] += checked.known
            if self.counts is not None:
                self.counts.add(checked)
            if self.request.write_baseline is not None:
                self.kept.append(evolve(checked, piece=None))

    def _count_accepted(self, outcome: Outcome) -> None:
        configuration = self.request.configuration(outcome.file) if outcome.checked else None
        if configuration is None:
            return
        path = configuration.path_of(outcome.file)
        for entry in configuration.accepted:
            is_of_comparing = entry.code.startswith("C8") and not self.request.compares
            if fnmatchcase(path, entry.file) and not is_of_comparing:
                found = (one for checked in outcome.checked for one in checked.findings)
                met = sum(entry.covers(one.code, one.cell, path) for one in found)
                self.accepted[configuration.source, entry] += met

    def complain(self, complaint: str) -> None:
        """
        Say it once: the same configuration may be wrong for every file below it.
        """
        if complaint not in self.said:
            self.request.complain(complaint)
        self.said.add(complaint)

    @property
    def status(self) -> int:
        return TROUBLE if self.said else FOUND if self.numbers["found"] else CLEAN


def check_documents(request: CheckRequest) -> int:
    """
    Check everything, write everything, and say how it went.
    """
    listing = list_documents(request.paths, request.lang)
    files, refused = listing.files, listing.refused
    tally = _Tally(request, _counts(request))
    try:
        destination = Destination(request.output, files)
        style = _style(request, destination, alone=len(files) == 1 and not refused)
        run = Interruptible(chain(refused, _outcomes(request, list(files), style)), listening=len(files) > 1)
        deliver(
            _count_each(run, tally, listing),
            request.writer,
            destination,
            style,
            lambda text: tally.complain(text.say(request.lang)),
        )
    except DeliveryError as error:
        request.complain(error.reason.say(request.lang))
        return TROUBLE
    except UnusableError as error:
        request.complain(str(error))
        return TROUBLE
    _remark(request, tally, listing, destination)
    if tally.counts is not None:
        is_text = request.writer.name == "text" and request.to_stdout
        tally.counts.write(sys.stdout if is_text else sys.stderr, request.lang)
    if run.interrupted:
        return INTERRUPTED
    if request.write_baseline is not None:
        return _write_baseline(request, tally, request.write_baseline, list(files))
    return tally.status


def _remark(request: CheckRequest, tally: _Tally, listing: Listing, destination: Destination) -> None:
    """
    What a person should know at the end: what was passed over or left out, and where the results are.
    """
    nothing_written = request.writer.copy and not tally.numbers["copies"]
    path = None if nothing_written else destination.main_file(request.writer)
    if path is not None and request.show is not None:
        request.show(path)
    if request.quiet:
        return
    for line in listing.passed_over:
        request.complain(line)
    if tally.numbers["known"]:
        request.complain(_KNOWN.say(request.lang, count=tally.numbers["known"]))
    for (file, entry), met in tally.accepted.items():
        if not met:
            request.complain(entry.not_met(file).say(request.lang))
    if path is not None:
        inconsistent = tally.numbers["inconsistent"]
        request.complain(_RESULT.say(request.lang, tally.numbers["forms"], path=path, inconsistent=inconsistent))


def _style(request: CheckRequest, destination: Destination, *, alone: bool) -> Style:
    """
    How the pieces are to look: those of a terminal depend on it, those of a page on what else is in it.
    """
    if request.writer.name == "text" and request.to_stdout:
        from perfscore.render.terminal.drawing import style_of  # noqa: PLC0415 - JSON never waits for the terminal library

        return style_of(sys.stdout, request.lang)
    layout: Layout = "own file" if destination.is_folder and request.writer.makes_folder else "among others"
    return Style(request.lang, layout="alone" if alone and not destination.is_folder else layout)


def _outcomes(request: CheckRequest, files: Sequence[str], style: Style) -> Iterator[Outcome]:
    stream = _recall_or_make(request, files, Task(style, request.prepare, request.writer, request.lexicons))
    if request.quiet or len(files) < 2 or not sys.stderr.isatty():
        return stream
    from perfscore.running.progress import with_progress  # noqa: PLC0415 - only a person waits for a folder

    beside_text = request.to_stdout and sys.stdout.isatty()
    return with_progress(stream, len(files), request.lang, beside_text=beside_text)


def _recall_or_make(request: CheckRequest, files: Sequence[str], task: Task) -> Iterator[Outcome]:
    """
    The outcomes, of which those that an earlier run has left are not made again.
    """

    def make(missing: Sequence[str]) -> Iterator[Outcome]:
        return outcomes(missing, task, request.jobs, request.scheduler)

    streams = any(os.path.splitext(file)[1].lower() in STREAMS for file in files)
    if request.cache is None or streams or len(files) < 2:
        yield from make(files)
        return
    import sqlite3  # noqa: PLC0415 - a single file is checked without it

    from perfscore.running.cache import Cache, cache_folder, with_cache  # noqa: PLC0415 - as above

    try:
        cache = Cache(cache_folder())
    except (OSError, sqlite3.Error):
        yield from make(files)
        return
    words = repr((task.style, task.writer))
    with cache:
        yield from with_cache(files, words, request.cache, cache, make)


def _count_each(run: Interruptible, tally: _Tally, listing: Listing) -> Iterator[Outcome]:
    """
    The outcomes, each counted; after an interruption one that says so to whoever reads the report later.
    """
    for outcome in run:
        tally.note(outcome)
        yield outcome
    if run.interrupted:
        done = tally.numbers["files"] - len(listing.refused)
        stopped = _STOPPED.say(tally.request.lang, files=done, all=len(listing.files))
        tally.request.complain(stopped)
        yield Outcome("-", complaints=(stopped,))


def _counts(request: CheckRequest) -> Counts | None:
    if not request.statistics:
        return None
    from perfscore.render.counts import Counts  # noqa: PLC0415 - tables are drawn by a library that takes a while

    return Counts()


def _write_baseline(request: CheckRequest, tally: _Tally, file: str, documents: Sequence[str]) -> int:
    """
    Accept everything that was found; what could not be read is trouble still.
    """
    from perfscore.running.baseline import as_file, entries  # noqa: PLC0415 - few runs write one

    found = [entry for checked in tally.kept for entry in entries(checked, os.path.dirname(file))]
    try:
        save(file, as_file(found), documents)
    except DeliveryError as error:
        request.complain(error.reason.say(request.lang))
        return TROUBLE
    if not request.quiet:
        request.complain(_WRITTEN.say(request.lang, count=len(found), file=file))
    return TROUBLE if tally.said else CLEAN
