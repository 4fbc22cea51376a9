"""
What a check reports: findings, coverage, stated and expected values.

Nothing here knows files or terminals; `perfscore.contract` turns a report into the JSON contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import field, frozen

from perfscore.bilingual import Language, Text, preferred_language
from perfscore.form import Form, Place
from perfscore.relations import Kind
from perfscore.relations.examination import Evaluation, Examination, expected_text
from perfscore.relations.judgement import Verdict, Why
from perfscore.rules.rule import Severity
from perfscore.suspects import Suspect
from perfscore.suspects.investigation import Investigation


if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

    from perfscore.checking.explain import Explanation

__all__ = ["Coverage", "Failure", "Finding", "Report", "Unchecked"]

Overall = Literal["consistent", "inconsistent", "unchecked"]

_NO_SOURCE: Final = Text("", "")


@frozen
class Finding:
    """
    Something wrong with the form, in the form's own words.

    *cell* is where to look first, *cells* all that take part. *source* is what the rule rests on.
    """

    code: str
    name: str
    severity: Severity
    cell: str
    cells: tuple[str, ...]
    label: Text
    text: Text
    values: Mapping[str, object] = field(hash=False)
    stated: str | None = None
    expected: str | None = None
    derivation: str | None = None
    recipe: str | None = None
    location: Place | None = None
    source: Text = _NO_SOURCE
    relation: tuple[Kind, str] | None = None
    investigation: Investigation | None = field(default=None, eq=False, repr=False)
    #: Why somebody has accepted it, where a configuration says so.
    accepted: str | None = None

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """
        The cells that would mend the broken relation this finding rests on, best first.
        """
        explained = self.investigation and self.investigation.explained
        return explained.of.get(self.relation, ()) if explained and self.relation else ()

    def say(self, lang: Language) -> str:
        """
        The finding as a sentence, without the name of its cell.
        """
        return self.text.say(lang, stated=self.stated, expected=self.expected, **self.values)

    @property
    def reference(self) -> str:
        """
        The source of the rule in the language of the process.
        """
        return self.source.say(preferred_language())

    @property
    def message(self) -> str:
        """
        Cell and sentence in the language of the process.
        """
        lang = preferred_language()
        return f"{self.label.say(lang)}: {self.say(lang)}"


@frozen
class Failure:
    """
    A rule, or the search for ``suspects``, that failed, and with what; what had been found until then is kept.
    """

    rule: str
    error: str


@frozen
class Unchecked:
    """
    A relation that could not be judged, and why; *cells* are its result and what it would be computed from.
    """

    relation: Kind
    cells: tuple[str, ...]
    why: Why


@frozen
class Coverage:
    """
    How many relations ended how, and which were not judged.
    """

    exact: int
    rounding: int
    broken: int
    unchecked: tuple[Unchecked, ...]

    @classmethod
    def of(cls, evaluations: tuple[Evaluation, ...]) -> Coverage:
        """
        Count the verdicts.
        """
        verdicts = [e.judgement.verdict for e in evaluations]
        unchecked = [
            Unchecked(e.relation.kind, (e.relation.result, *e.relation.inputs), e.judgement.why)
            for e in evaluations
            if e.judgement.why is not None
        ]
        exact, rounding, broken = map(verdicts.count, (Verdict.EXACT, Verdict.ROUNDING, Verdict.BROKEN))
        return cls(exact, rounding, broken, tuple(unchecked))


@frozen
class Report:
    """
    The outcome of checking one form.

    *verdict* speaks of the arithmetic: ``inconsistent`` where a relation is broken or an error was found,
    ``unchecked`` where nothing could be judged; choosing or ignoring rules does not change it.
    """

    form: Form = field(repr=False)
    rulebook: str
    verdict: Overall
    findings: tuple[Finding, ...]
    coverage: Coverage
    case: Examination = field(eq=False, repr=False)
    investigation: Investigation = field(eq=False, repr=False)
    _failures: tuple[Failure, ...] = ()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """
        The rules that failed, and the search for suspects, once it was made, if that failed.
        """
        searched = self.investigation.failure
        return self._failures if searched is None else (*self._failures, Failure("suspects", searched))

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """
        The cells, or smallest sets of cells, that would explain everything broken, best first.
        """
        explained = self.investigation.explained
        return explained.whole if explained else ()

    @property
    def impact(self) -> Report | None:
        """
        The report that the form would get with its first suspect corrected; ``None`` where nothing is suspected.
        """
        if not self.suspects:
            return None
        from perfscore.checking.check import check  # noqa: PLC0415 - checking is made of reports

        corrected = self.form.with_cells({change.cell: change.value for change in self.suspects[0].changes})
        return check(corrected, rulebook=self.case.rulebook)

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """
        Every relation with its judgement, in the order of the form.
        """
        return self.case.evaluations

    @property
    def expected(self) -> Mapping[str, str]:
        """
        Every value that could be computed, by cell address, as the form would print it.
        """
        numbers, rulebook = self.case.figures.numbers, self.case.rulebook
        texts = ((e.relation.result, expected_text(e, numbers, rulebook)) for e in self.evaluations)
        return {address: text for address, text in texts if text is not None}

    @property
    def stated(self) -> Mapping[str, str]:
        """
        What the form prints in the cells of `expected`.
        """
        computed = (e.relation.result for e in self.evaluations if e.judgement.candidate is not None)
        return {address: text for address in computed if (text := self.form.cell(address).text) is not None}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """
        The report as rich prints it.
        """
        from perfscore.render.terminal.report import report_parts  # noqa: PLC0415 - only rich asks

        yield from report_parts(self, preferred_language())

    def _repr_html_(self) -> str:
        """
        The report as a notebook shows it.
        """
        from perfscore.render.html import report_fragment  # noqa: PLC0415 - only notebooks ask

        return report_fragment(self, preferred_language())

    def to_dict(self, lang: Language | None = None, *, file: str | None = None, form: int = 0) -> dict[str, Any]:
        """
        The report as the dictionary that the JSON contract describes, its sentences in *lang* (by default the
        process's language); *file* and *form* say which form was checked.
        """
        from perfscore.contract import report_to  # noqa: PLC0415 - reports know nothing of contracts

        return report_to(self, lang or preferred_language(), file=file, form=form)

    def rows(self, lang: Language | None = None, *, file: str | None = None, form: int = 0) -> list[dict[str, Any]]:
        """
        The findings as flat rows, with the file and the project: ``pd.DataFrame(report.rows())``.
        """
        from perfscore.contract.rows import finding_rows  # noqa: PLC0415 - as above

        return list(finding_rows(self.to_dict(lang, file=file, form=form)))

    def explain(self, cell: str) -> Explanation:
        """
        The cell's own derivation, and each relation it takes part in.

        :raises KeyError: when the form has no such cell.
        """
        from perfscore.checking.explain import explain  # noqa: PLC0415 - most reports are never asked

        return explain(self.case, cell, self.investigation)
