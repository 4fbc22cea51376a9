"""
A baseline: the findings somebody has accepted, so that only new ones count.

A finding is known by its file, its form and its fingerprint. Files are named from the folder of the baseline,
so that it holds wherever the command is started.
"""

from __future__ import annotations

import json
import os

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import evolve, frozen

from perfscore.bilingual import Text, preferred_language
from perfscore.checking.report import Report
from perfscore.files import read_small_file, system_reason
from perfscore.read.errors import CANNOT_OPEN
from perfscore.render.formats.fingerprint import fingerprint
from perfscore.running.task import Checked


__all__ = ["SCHEMA", "Baseline", "BaselineError", "as_file", "entries"]

SCHEMA: Final = "perfscore/baseline/1"

#: A baseline names every finding of a folder of documents.
_MOST_BYTES: Final = 64 * 1024 * 1024

#: What a person sees of a finding in the file; the fingerprint is what counts.
_IDENTITY: Final = ("code", "cell", "stated", "expected")
_NO_BASELINE: Final = Text("不是 perfscore 的基线文件", "is no baseline of perfscore")


class BaselineError(ValueError):
    """
    A file that cannot be used as a baseline.
    """

    def __init__(self, file: str, reason: Text) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}: {self.reason.say(preferred_language())}"


@frozen
class Baseline:
    """
    How often each finding is known: the same one may stand twice in a form.
    """

    folder: str
    known: Counter[tuple[str, int, str]]

    @classmethod
    def load(cls, file: str) -> Baseline:
        """
        :raises BaselineError: when the file cannot be read or is none.
        """
        try:
            data = _json(file)
            if data["schema"] != SCHEMA:
                raise BaselineError(file, _NO_BASELINE)
            known = Counter((entry["file"], int(entry["form"]), entry["fingerprint"]) for entry in data["findings"])
        except OSError as error:
            raise BaselineError(file, CANNOT_OPEN.fill(why=system_reason(error))) from None
        except (KeyError, RecursionError, TypeError, ValueError):
            raise BaselineError(file, _NO_BASELINE) from None
        return cls(os.path.dirname(file), known)

    def without_known(self, report: Report, file: str, form: int) -> tuple[Report, int]:
        """
        The report with its new findings only, and how many were left out.
        """
        name, left = _seen_from(file, self.folder), Counter[str]()
        new = []
        for finding in report.findings:
            mark = fingerprint(report.form.project, finding.code, finding.cell, finding.stated, finding.expected)
            left[mark] += 1
            if left[mark] > self.known[name, form, mark]:
                new.append(finding)
        return evolve(report, findings=tuple(new)), len(report.findings) - len(new)


def entries(checked: Checked, folder: str) -> Iterator[dict[str, Any]]:
    """
    What a baseline in *folder* says about each finding of a form.
    """
    for finding in checked.findings:
        identity = (finding.code, finding.cell, finding.stated, finding.expected)
        yield {
            "file": _seen_from(checked.file, folder),
            "form": checked.form,
            **dict(zip(_IDENTITY, identity, strict=True)),
            "fingerprint": fingerprint(checked.project, *identity),
        }


def as_file(findings: Iterable[dict[str, Any]]) -> str:
    """
    The baseline as a file, a line for each finding: what a version control system shows well.
    """
    listed = ",\n  ".join(json.dumps(finding, ensure_ascii=False) for finding in findings)
    return f'{{"schema": "{SCHEMA}", "findings": [\n  {listed}\n]}}\n'


def _json(file: str) -> Any:
    return json.loads(read_small_file(file, _MOST_BYTES))


def _seen_from(file: str, folder: str) -> str:
    """
    The file's name as seen from the folder of the baseline; stdin has no place.
    """
    if file == "-":
        return file
    try:
        name = os.path.relpath(file, folder or os.curdir)
    except ValueError:
        # another drive of a Windows machine
        name = os.path.abspath(file)
    return name.replace(os.sep, "/")
