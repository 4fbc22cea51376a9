"""
What a run is asked to do with each document, and what it hands over.

The records here are named tuples, which are made in a tenth of the time that attrs takes: every command waits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.rules import Severity


__all__ = ["Check", "Checked", "Noted", "Outcome", "Product", "Task", "UnsuitableError", "UnusableError"]

#: Checks a form, given its file and its place in it; says how many findings were left out because they are known.
Check = Callable[[Form, str, int], tuple[Report, int]]
#: What a worker hands over of each form, or of the whole document.
Product = Literal["forms", "reports", "contracts", "document"]


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


class UnsuitableError(Exception):
    """
    A document of which no copy can be written; the message does not name it.
    """
