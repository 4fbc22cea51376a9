"""
One document at a time: read, checked, written; whatever goes wrong with it becomes a complaint about this document.
"""

from __future__ import annotations

import sys

from typing import Any, Final

from attrs import evolve, frozen

from perfscore.bilingual import Text
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.read import Limits, ReadError, read
from perfscore.render.writer import NoCopyError, UnusableError, Writer
from perfscore.running.task import Check, Checked, FindingKey, Outcome, Task


__all__ = ["Worker"]

_RULE_FAILED: Final = Text("{file}: 规则 {rule} 出错：{what}", "{file}: rule {rule} failed: {what}")
_NO_STDIN: Final = Text("没有标准输入", "there is no standard input")
_FAILED: Final = Text(
    "{file}: 程序出错（{what}），请报告此问题", "{file}: perfscore failed on this file ({what}); please report it"
)


@frozen
class _Path:
    """
    A file, whatever it is called: a string that begins like a document would be read as one.
    """

    name: str

    def __fspath__(self) -> str:
        return self.name


class Worker:
    """
    Does the task for one file after the other.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._check = task.prepare and task.prepare()

    def __call__(self, file: str, data: bytes | None = None) -> Outcome:
        """
        Read *file*, or what is in it, and do with its forms what the task says.
        """
        complaints: list[str] = []
        try:
            content = _stdin() if file == "-" else data
            forms = tuple(read(_Path(file) if content is None else content, name=file))
        except ReadError as error:
            return Outcome(file, complaints=(error.say(self._task.style.lang),))
        except Exception as error:  # noqa: BLE001 - a defect of ours must not keep the other files from being reported
            return Outcome(file, complaints=(self._failure(file, error),))
        if self._check is None or self._task.writer is None:
            return Outcome(file, forms=forms)
        reports = self._reports(file, forms, self._check, complaints)
        document = self._copy(file, content, [report for report, _, _ in reports], complaints)
        checked = tuple(
            self._checked(file, place, report, known, alone=len(forms) == 1 and not complaints, complaints=complaints)
            for report, place, known in reports
        )
        return Outcome(file, checked, document=document, complaints=tuple(dict.fromkeys(complaints)))

    def _reports(
        self, file: str, forms: tuple[Form, ...], check: Check, complaints: list[str]
    ) -> list[tuple[Report, int, int]]:
        """
        The reports that could be made, each with its place in the file and how many of its findings are known.
        """
        made: list[tuple[Report, int, int]] = []
        for place, form in enumerate(forms):
            try:
                report, known = check(form, file, place)
            except UnusableError as error:
                complaints.append(str(error))
            except Exception as error:  # noqa: BLE001 - as above
                complaints.append(self._failure(file, error))
            else:
                made.append((report, place, known))
                complaints.extend(
                    _RULE_FAILED.say(self._task.style.lang, file=file, rule=failure.rule, what=failure.error)
                    for failure in report.failures
                )
        return made

    def _checked(
        self, file: str, place: int, report: Report, known: int, *, alone: bool, complaints: list[str]
    ) -> Checked:
        """
        What the run keeps of a *report*, with the writer's piece; without one where the writer fails.
        """
        findings = tuple(FindingKey.of(finding) for finding in report.findings)
        checked = Checked(file, place, report.form.project, report.verdict, findings, known)
        writer, style = self._task.writer, self._task.style
        if writer is None or writer.copy:
            return checked
        if style.layout == "alone" and not alone:
            style = evolve(style, layout="among others")
        try:
            return evolve(checked, piece=_piece(writer, report, file, place, style))
        except Exception as error:  # noqa: BLE001 - as above; the findings are told with the complaint
            complaints.append(self._failure(file, error))
            complaints.extend(f"{file}: {finding.code} {finding.message}" for finding in report.findings)
            return checked

    def _copy(self, file: str, content: bytes | None, reports: list[Report], complaints: list[str]) -> bytes | None:
        """
        The marked copy of the document, where the writer makes one.
        """
        writer, lang = self._task.writer, self._task.style.lang
        if writer is None or not writer.copy or not reports:
            return None
        try:
            document: bytes = writer.functions.annotated(_content(file) if content is None else content, reports, lang)
        except NoCopyError as error:
            complaints.append(f"{file}: {error}")
        except UnusableError as error:
            complaints.append(str(error))
        except Exception as error:  # noqa: BLE001 - as above
            complaints.append(self._failure(file, error))
        else:
            return document
        return None

    def _failure(self, file: str, error: Exception) -> str:
        return _FAILED.say(self._task.style.lang, file=file, what=f"{type(error).__name__}: {error}")


def _piece(writer: Writer, report: Report, file: str, place: int, style: Any) -> Any:
    return writer.functions.piece(report, file, place, style)


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ReadError(_NO_STDIN)
    return sys.stdin.buffer.read(Limits().file_bytes + 1)


def _content(file: str) -> bytes:
    with open(file, "rb") as source:
        return source.read()
