"""
Many documents, one after the other: what became of each, in the order they were named.

One bad document never stops the run, and Ctrl-C ends it after what is done.

The records here are named tuples, which are made in a tenth of the time that attrs takes: every command waits for them.
"""

from __future__ import annotations

import sys

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple

from perfscore.form import Form
from perfscore.read import ReadError, read
from perfscore.report import Report
from perfscore.rules import Severity
from perfscore.words import Language, Text


__all__ = [
    "Check",
    "Checked",
    "Interruptible",
    "Noted",
    "Outcome",
    "Product",
    "Task",
    "UnusableError",
    "Worker",
    "outcomes",
]

#: Checks a form, given its file and its place in it; says how many findings were left out because they are known.
Check = Callable[[Form, str, int], tuple[Report, int]]
#: What a worker hands over of each form, or of the whole document.
Product = Literal["forms", "reports", "contracts", "document"]

_FAILED: Final = Text("{file}: 规则 {rule} 出错：{what}", "{file}: rule {rule} failed: {what}")
_CRASH: Final = Text("程序出错（{what}），请报告此问题", "perfscore failed on this file ({what}); please report it")


class Task(NamedTuple):
    """
    What a worker has to know, in this process or another.

    *prepare* makes the check, because rules and rulebooks do not travel; without it forms are only read.
    *write* makes the document that is handed over.
    """

    product: Product
    lang: Language
    prepare: Callable[[], Check] | None = None
    write: Callable[[bytes, list[Report], Language], bytes] | None = None


class Noted(NamedTuple):
    """
    What a run keeps of a finding: enough to count it, and to know it again.
    """

    code: str
    severity: Severity
    cell: str
    stated: str | None
    expected: str | None
    is_accepted: bool = False


class Checked(NamedTuple):
    """
    A form that was checked: its report in the shape that was asked for, and what the run keeps.

    *known* is how many more findings a baseline accepts.
    """

    file: str
    form: int
    report: Any
    project: str | None
    verdict: str
    findings: tuple[Noted, ...]
    known: int = 0


class Outcome(NamedTuple):
    """
    What became of one file: its forms, or complaints, or both where a rule failed.
    """

    file: str
    checked: tuple[Checked, ...] = ()
    forms: tuple[Form, ...] = ()
    document: bytes | None = None
    complaints: tuple[str, ...] = ()


class UnusableError(Exception):
    """
    Something the check needs that cannot be used, such as a configuration; the message says what.
    """


class Worker:
    """
    Does the task for one file at a time; whatever goes wrong with it becomes a complaint about this file.

    An `UnusableError` that the check raises is one that other files may share.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._check = task.prepare and task.prepare()

    def __call__(self, file: str) -> Outcome:
        """
        Read *file*, and check what is in it.
        """
        try:
            data = sys.stdin.buffer.read() if file == "-" else None
            forms = tuple(read(file if data is None else data, name=file))
        except ReadError as error:
            return Outcome(file, complaints=(error.say(self._task.lang),))
        except Exception as error:  # noqa: BLE001 - a defect of ours must not keep the other files from being reported
            return self._crash(file, error)
        return self.checked(Outcome(file, forms=forms), data)

    def checked(self, read_only: Outcome, data: bytes | None = None) -> Outcome:
        """
        The outcome for a file that was read, perhaps by another worker.
        """
        file, lang = read_only.file, self._task.lang
        if self._check is None or read_only.complaints:
            return read_only
        try:
            made = [self._check(form, file, index) for index, form in enumerate(read_only.forms)]
            checked = tuple(self._told(file, index, report, known) for index, (report, known) in enumerate(made))
            failures = dict.fromkeys(failure for report, _ in made for failure in report.failures)
            complaints = tuple(_FAILED.say(lang, file=file, rule=f.rule, what=f.error) for f in failures)
            if self._task.write is None:
                return Outcome(file, checked, complaints=complaints)
            content = _content(file) if data is None else data
            document = self._task.write(content, [report for report, _ in made], lang)
            return Outcome(file, checked, document=document, complaints=complaints)
        except UnusableError as error:
            return Outcome(file, complaints=(str(error),))
        except Exception as error:  # noqa: BLE001 - as above
            return self._crash(file, error)

    def _told(self, file: str, index: int, report: Report, known: int) -> Checked:
        shape: Any = report
        if self._task.product != "reports":
            from perfscore.contract import report_to  # noqa: PLC0415 - text never needs it

            shape = report_to(report, self._task.lang, file=file, form=index)
        findings = tuple(
            Noted(f.code, f.severity, f.cell, f.stated, f.expected, f.accepted is not None) for f in report.findings
        )
        return Checked(file, index, shape, report.form.project, report.verdict, findings, known)

    def _crash(self, file: str, error: Exception) -> Outcome:
        what = f"{type(error).__name__}: {error}"
        return Outcome(file, complaints=(f"{file}: {_CRASH.say(self._task.lang, what=what)}",))


def _content(file: str) -> bytes:
    with open(file, "rb") as source:
        return source.read()


def outcomes(files: Sequence[str], task: Task, jobs: int = 1) -> Iterator[Outcome]:
    """
    The outcome of each file in their order, worked out here or by that many processes.

    Reports themselves do not travel between processes; where they are asked for, the others only read.
    """
    if min(jobs, len(files)) < 2 or "-" in files:
        return map(Worker(task), files)
    from perfscore.crew import side_by_side  # noqa: PLC0415 - one process needs nothing of it

    if task.product == "reports":
        return map(Worker(task).checked, side_by_side(files, task._replace(product="forms", prepare=None), jobs))
    return side_by_side(files, task, jobs)


class Interruptible:
    """
    Outcomes until the user presses Ctrl-C.

    While a file is worked on, Ctrl-C stops that; while something is written it waits until the writer asks for more,
    so that what is done comes out whole. A second one stops everything. Who is not *listening* leaves Ctrl-C alone.
    """

    def __init__(self, outcomes: Iterable[Outcome], *, listening: bool = True) -> None:
        self._outcomes = iter(outcomes)
        self._listening = listening
        self._working = False
        self.interrupted = False

    def __iter__(self) -> Iterator[Outcome]:
        return self._until_interrupted() if self._listening else self._outcomes

    def _until_interrupted(self) -> Iterator[Outcome]:
        before = _handled_by(self._heard)
        try:
            while not self.interrupted:
                try:
                    self._working = True
                    outcome = next(self._outcomes, None)
                except KeyboardInterrupt:
                    self.interrupted = True
                    return
                finally:
                    self._working = False
                if outcome is None:
                    return
                yield outcome
        finally:
            _handled_by(before)

    def _heard(self, *_: object) -> None:
        if self._working or self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True


def _handled_by(handler: Any) -> Any:
    """
    Set what Ctrl-C does, and tell what it did; only the main thread may, and nobody interrupts the others.
    """
    import signal  # noqa: PLC0415 - reading needs nothing of it

    try:
        return signal.signal(signal.SIGINT, handler)
    except ValueError:
        return None
