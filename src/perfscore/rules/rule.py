"""
What a rule is, and what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, NoReturn

from attrs import field, frozen
from attrs.converters import optional

from perfscore.bilingual import Text, both
from perfscore.relations.examination import Evaluation, Examination
from perfscore.relations.labels import MARKS
from perfscore.rulebook import Mark, Rulebook


__all__ = ["Match", "Rule", "Severity"]


class Severity(StrEnum):
    """
    How serious a finding is: notice < warning < error. A severity equals its name: ``finding.severity == "error"``.
    """

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        msg = f"a severity must be one of {', '.join(cls)}, not {value!r}"
        raise ValueError(msg)

    @property
    def rank(self) -> int:
        return tuple(Severity).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < Severity(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Severity(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Severity(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Severity(other).rank


@frozen
class Match:
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
    values: Mapping[str, object] = field(factory=dict, hash=False)
    message: Text | None = None
    severity: Severity | None = None


@frozen
class Rule:
    """
    A rule: its stable code, its name, its words, and the generator that looks for it.

    *parameter* is the rulebook key whose source the finding cites; where no parameter is involved, *source* says what
    the rule rests on, in both languages or once for both, and *mark* how sure that is.
    """

    code: str
    name: str
    severity: Severity
    summary: Text
    message: Text
    matches: Callable[[Examination], Iterator[Match]] = field(repr=False)
    parameter: str | None = None
    source: Text | None = field(default=None, converter=optional(both))
    mark: Mark | None = None

    @property
    def citation(self) -> Text:
        """
        What the rule rests on, before a rulebook says where its parameter comes from.
        """
        if self.parameter is not None:
            return Text(f"规则手册：{self.parameter}", f"rulebook: {self.parameter}")
        source = self.source or _NOTHING
        if self.mark is None:
            return source
        mark = MARKS[self.mark]
        return Text(f"{source.zh}（{mark.zh}）", f"{source.en} ({mark.en})")

    def cited(self, rulebook: Rulebook, year: int | None = None) -> Text:
        """
        What the rule rests on under *rulebook*, how sure that is, and when it held; *year* is that of the form.
        """
        return _cite(self, rulebook, year)


@lru_cache(maxsize=512)
def _cite(rule: Rule, rulebook: Rulebook, year: int | None) -> Text:
    if rule.parameter is None:
        return rule.citation
    source, where = rulebook.sources[rule.parameter], rule.parameter
    said, mark, book = source.source, MARKS[source.mark], source.rulebook
    dates = f" [{source.since or ''} – {source.until or ''}]" if source.since or source.until else ""
    late = _IN_FORCE if year is None or source.in_force(year) else _LATE
    return Text(
        f"{said.zh}（{mark.zh}；规则手册 {book}：{where}）{dates}{late.zh.format(year=year)}",
        f"{book}: {where} ({mark.en}): {said.en}{dates}{late.en.format(year=year)}",
    )


_NOTHING: Final = Text("", "")
_IN_FORCE: Final = _NOTHING
_LATE: Final = Text(" [{year} 年不适用]", " [not in force in {year}]")
