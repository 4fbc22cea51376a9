"""
One document at a time: read, checked, written; whatever goes wrong with it becomes a complaint about this document.
"""

from __future__ import annotations

import sys

from typing import Any, Final

from attrs import evolve, frozen

from perfscore.bilingual import Text
from perfscore.checking.report import Report
from perfscore.files import system_reason
from perfscore.form import Form
from perfscore.read import Limits, ReadError, Source, read
from perfscore.read.errors import CANNOT_OPEN
from perfscore.render.writer import NoCopyError, UnusableError, Writer
from perfscore.running.sources import Document, Part, Renamed, content, is_address
from perfscore.running.task import Check, Checked, FindingKey, Outcome, Task
from perfscore.structuring import SettingsError


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
        self._lexicon = task.lexicons and task.lexicons()

    def __call__(self, document: Document) -> Outcome:
        """
        Read the document, and do with its forms what the task says.
        """
        complaints: list[str] = []
        if isinstance(document, Part):
            file, given, first = document.file, None, document.first
            forms = self._forms_of(document, complaints)
        else:
            file, first = (document, 0) if isinstance(document, str) else (document.file, 0)
            try:
                given = self._content(document)
                forms = list(enumerate(self._read(_Path(file) if given is None else given, file, file)))
            except ReadError as error:
                return Outcome(file, complaints=(error.say(self._task.style.lang),))
            except Exception as error:  # noqa: BLE001 - a defect of ours must not keep the other files from being reported
                return Outcome(file, complaints=(self._failure(file, error),))
        if self._check is None or self._task.writer is None:
            return Outcome(file, forms=tuple(form for _, form in forms), complaints=tuple(complaints))
        alone = len(forms) == 1 and first == 0 and not complaints
        reports = self._reports(file, forms, self._check, complaints)
        copy = self._copy(file, given, [report for report, _, _ in reports], complaints)
        checked = tuple(
            self._checked(file, place, report, known, alone=alone and not complaints, complaints=complaints)
            for report, place, known in reports
        )
        return Outcome(file, checked, document=copy, complaints=tuple(dict.fromkeys(complaints)))

    def _read(self, source: Source, name: str, file: str) -> list[Form]:
        try:
            lexicon = self._lexicon and self._lexicon(file)
        except (SettingsError, ValueError):
            # the check complains of settings that cannot be used
            lexicon = None
        return read(source, name=name, lexicon=lexicon)

    def _forms_of(self, part: Part, complaints: list[str]) -> list[tuple[int, Form]]:
        """
        The forms of a part of a stream, each with its number; of one that cannot be read the others are none the worse.
        """
        forms: list[tuple[int, Form]] = []
        if part.complaint is not None:
            complaints.append(f"{part.file}: {part.complaint}")
        for number, data in enumerate(part.forms, part.first):
            name = f"{part.file}:{number + 1}"
            try:
                forms += ((number, form) for form in self._read(data, name, part.file))
            except ReadError as error:
                complaints.append(error.say(self._task.style.lang))
            except Exception as error:  # noqa: BLE001 - as above
                complaints.append(self._failure(name, error))
        return forms

    def _content(self, file: str | Renamed) -> bytes | None:
        """
        What is in a document that is no file here, or goes by another name; ``None`` for a file, which its reader opens.
        """
        if isinstance(file, Renamed):
            return _bytes(file.path)
        if file == "-":
            return _stdin()
        if not is_address(file):
            return None
        try:
            return content(file, self._task.style.lang)
        except OSError as error:
            raise ReadError(CANNOT_OPEN.fill(why=system_reason(error)), file=file) from None

    def _reports(
        self, file: str, forms: list[tuple[int, Form]], check: Check, complaints: list[str]
    ) -> list[tuple[Report, int, int]]:
        """
        The reports that could be made, each with its place in the file and how many of its findings are known.
        """
        made: list[tuple[Report, int, int]] = []
        for place, form in forms:
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
            document: bytes = writer.functions.annotate(_bytes(file) if content is None else content, reports, lang)
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


def _bytes(file: str) -> bytes:
    with open(file, "rb") as source:
        return source.read()
