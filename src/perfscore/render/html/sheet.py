"""
One form on its way to the page: what is to be drawn, in which language, and what is to be marked in which cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from perfscore.address import Address
from perfscore.bilingual import Language, Text
from perfscore.checking.report import Finding, Report
from perfscore.form import Form
from perfscore.relations.judgement import Verdict
from perfscore.render.html.tags import Child, Markup, tag
from perfscore.render.phrases import pick_best
from perfscore.suspects import Change, Suspect


__all__ = ["Sheet"]


@frozen(eq=False, slots=False)
class Sheet:
    """
    A form, with its report where it was checked.

    *name* begins every anchor of the sheet, so that several can stand on one page; *level* is that of its headings.
    *file* is where the form came from.
    """

    form: Form
    lang: Language
    name: str = "form"
    report: Report | None = field(default=None, repr=False)
    file: str | None = None
    level: int = 2

    def say(self, text: Text, /, **values: object) -> str:
        return text.say(self.lang, **values)

    def anchor(self, address: str) -> str:
        """
        The id of a cell: ``form-indicators-7-score``.
        """
        at = Address.parse(address)
        return "-".join(str(step) for step in (self.name, at.part, at.index, at.column) if step is not None)

    def finding_anchor(self, number: int) -> str:
        return f"{self.name}-finding-{number}"

    def heading(self, words: Child, *, below: int = 0, class_: str | None = None) -> Markup:
        """
        A heading of the sheet's level, or *below* it.
        """
        return tag(f"h{self.level + below}", words, class_=class_)

    @cached_property
    def findings(self) -> Mapping[str, tuple[tuple[int, Finding], ...]]:
        """
        The findings of each cell, worst first, with their numbers in the list below the form.
        """
        found: dict[str, tuple[tuple[int, Finding], ...]] = {}
        for number, finding in enumerate(self.report.findings if self.report else (), start=1):
            found[finding.cell] = (*found.get(finding.cell, ()), (number, finding))
        return found

    @cached_property
    def best_suspects(self) -> tuple[Suspect, ...]:
        """
        The explanations of everything broken that no other one beats.
        """
        return pick_best(self.report.suspects if self.report else ())

    @cached_property
    def suspected(self) -> Mapping[str, Change]:
        """
        The cells that the first explanation would change.
        """
        return {change.cell: change for suspect in self.best_suspects[:1] for change in suspect.changes}

    @cached_property
    def held(self) -> frozenset[str]:
        """
        The cells that were recomputed and found right.
        """
        verdicts: dict[str, set[Verdict]] = {}
        for relation in self.report.relations if self.report else ():
            verdicts.setdefault(relation.result, set()).add(relation.verdict)
        return frozenset(cell for cell, found in verdicts.items() if found <= {Verdict.EXACT, Verdict.ROUNDING})

    @cached_property
    def marked(self) -> frozenset[str]:
        """
        The cells that have to be drawn even when the form leaves their column blank.
        """
        return frozenset((*self.findings, *self.suspected))
