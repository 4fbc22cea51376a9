"""
One document at a time: read, checked, written; whatever goes wrong with it is said of this document.
"""

from __future__ import annotations

import sys

from typing import Any, Final, NamedTuple

from perfscore.bilingual import Text
from perfscore.checking.report import Report
from perfscore.read import Limits, ReadError, read
from perfscore.running.task import Checked, Noted, Outcome, Task, UnsuitableError, UnusableError


__all__ = ["Worker"]

_FAILED: Final = Text("{file}: 规则 {rule} 出错：{what}", "{file}: rule {rule} failed: {what}")
_NO_STDIN: Final = Text("没有标准输入", "there is no standard input")
_CRASH: Final = Text("程序出错（{what}），请报告此问题", "perfscore failed on this file ({what}); please report it")


class _Path(NamedTuple):
    """
    A file, whatever it is called: a string that begins like a document would be read as one.
    """

    name: str

    def __fspath__(self) -> str:
        return self.name


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
            data = _stdin() if file == "-" else None
            forms = tuple(read(_Path(file) if data is None else data, name=file))
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
        except UnsuitableError as error:
            return Outcome(file, complaints=(f"{file}: {error}",))
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


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ReadError(_NO_STDIN)
    return sys.stdin.buffer.read(Limits().file_bytes + 1)


def _content(file: str) -> bytes:
    with open(file, "rb") as source:
        return source.read()
