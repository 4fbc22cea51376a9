"""
What a rule is, and what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from types import MappingProxyType

from attrs import field, frozen

from perfscore.case import Case, Evaluation
from perfscore.rulebook import Mark, Rulebook
from perfscore.words import Text


__all__ = ["Hit", "Rule", "Severity"]


class Severity(IntEnum):
    """
    How serious a finding is; greater is worse.
    """

    NOTICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """
        The name used in JSON, on the command line and in configuration.
        """
        return self.name.lower()


@frozen(eq=False, repr=False)
class Hit:
    """
    One place where a rule fires.

    *cell* is where to look first, *cells* all that take part; *evaluation* the broken relation, if the rule rests on one.
    *message* and *severity* replace those of the rule where it has several shades; *values* fill the message's names.
    """

    cell: str
    cells: tuple[str, ...] = ()
    evaluation: Evaluation | None = None
    stated: str | None = None
    expected: str | None = None
    derivation: str | None = None
    values: Mapping[str, object] = field(default=MappingProxyType({}), hash=False)
    message: Text | None = None
    severity: Severity | None = None


@frozen(eq=False, repr=False)
class Rule:
    """
    A rule: its stable code, its name, its words, and the generator that looks for it.

    *parameter* is the rulebook key whose source the finding cites; where no parameter is involved, *source* says what
    the rule rests on and *mark* how sure that is.
    """

    code: str
    name: str
    severity: Severity
    summary: Text
    message: Text
    hits: Callable[[Case], Iterator[Hit]] = field(repr=False)
    parameter: str | None = None
    source: str | None = None
    mark: Mark | None = None

    @property
    def citation(self) -> str:
        """
        What the rule rests on, before a rulebook says where its parameter comes from.
        """
        if self.parameter is not None:
            return f"rulebook: {self.parameter}"
        return f"{self.source} ({self.mark})" if self.mark else self.source or ""

    def cited(self, rulebook: Rulebook, year: int | None = None) -> str:
        """
        What the rule rests on under *rulebook*, how sure that is, and when it held; *year* is that of the form.
        """
        if self.parameter is None:
            return self.citation
        source = rulebook.sources[self.parameter]
        dates = f" [{source.since or ''} – {source.until or ''}]" if source.since or source.until else ""
        late = "" if year is None or source.in_force(year) else f" [not in force in {year}]"
        return f"{source.rulebook}: {self.parameter} ({source.mark}): {source.source}{dates}{late}"
