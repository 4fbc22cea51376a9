"""
What a run does with each document, and what becomes of it. All of it travels between processes and is kept in the cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import field, frozen

from perfscore.checking.report import Finding, Report
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.render.writer import Style, Writer
from perfscore.rules import Severity


__all__ = ["Check", "Checked", "FindingKey", "Outcome", "Task"]

#: Checks a form, given its file and its place in it; says how many findings were left out because a baseline has them.
Check = Callable[[Form, str, int], tuple[Report, int]]


@frozen
class Task:
    """
    What is to be done with each file.

    *prepare* makes the check in the process that is to use it, and *writer* says what is handed over; without them
    forms are only read. *lexicons* makes what tells the words that a file is read with.
    """

    style: Style
    prepare: Callable[[], Check] | None = None
    writer: Writer | None = None
    lexicons: Callable[[], Callable[[str], Lexicon]] | None = None


@frozen
class FindingKey:
    """
    What a run keeps of a finding: enough to count it, and to know it again.
    """

    code: str
    severity: Severity
    cell: str
    stated: str | None
    expected: str | None
    is_accepted: bool = False

    @classmethod
    def of(cls, finding: Finding) -> FindingKey:
        accepted = finding.accepted is not None
        return cls(finding.code, finding.severity, finding.cell, finding.stated, finding.expected, accepted)


@frozen
class Checked:
    """
    A form that was checked: the writer's piece of its report, and what the run keeps.

    *known* is how many more findings a baseline accepts.
    """

    file: str
    form: int
    project: str | None
    verdict: str
    findings: tuple[FindingKey, ...]
    known: int = 0
    piece: Any = field(default=None, eq=False)


@frozen
class Outcome:
    """
    What became of one file: its forms, a copy of it, or complaints; also both, where a rule or the writer failed.
    """

    file: str
    checked: tuple[Checked, ...] = ()
    forms: tuple[Form, ...] = ()
    document: bytes | None = None
    complaints: tuple[str, ...] = ()
