"""
What a check reports: findings, relations, coverage, stated and expected values.

Nothing here knows files or terminals; `perfscore.contract` turns a report into the JSON contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import field, frozen

from perfscore.bilingual import LABELLED, Language, Text, preferred_language
from perfscore.checking.explain import Explanation, explain
from perfscore.display import DisplayedReport
from perfscore.form import Form, Place
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import plain
from perfscore.relations import Kind
from perfscore.relations.examination import Evaluation, Examination
from perfscore.relations.form_verdict import Overall
from perfscore.relations.judgement import Bounds, Verdict, Why
from perfscore.rules.rule import Rule, Severity
from perfscore.suspects import Suspect
from perfscore.suspects.investigation import Investigation


__all__ = ["ConfigurationUse", "Coverage", "Failure", "Finding", "JudgedRelation", "Report", "Unchecked"]

_NO_SOURCE: Final = Text("", "")


@frozen
class JudgedRelation:
    """
    A relation with its verdict, every value as the form prints it, or would.

    *bounds* are the least and the greatest admissible result where inputs are *missing*; ``None`` for no limit.
    """

    kind: Kind
    result: str
    inputs: tuple[str, ...]
    verdict: Verdict
    why: Why | None = None
    recipe: str | None = None
    stated: str | None = None
    expected: str | None = None
    bounds: tuple[str | None, str | None] | None = None
    missing: tuple[str, ...] = ()
    derivation: str | None = None


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
        return self.message_in(preferred_language())

    def message_in(self, lang: Language) -> str:
        """
        Cell and sentence.
        """
        return LABELLED.say(lang, label=self.label, sentence=self.say(lang))


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
    open: int
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
        return cls(
            exact=verdicts.count(Verdict.EXACT),
            rounding=verdicts.count(Verdict.ROUNDING),
            broken=verdicts.count(Verdict.BROKEN),
            open=verdicts.count(Verdict.OPEN),
            unchecked=tuple(unchecked),
        )


@frozen
class ConfigurationUse:
    """
    The configuration that held for a form, and how many findings it left out, accepted, or gave another severity.
    """

    file: str
    left_out: int = 0
    accepted: int = 0
    changed: int = 0


@frozen
class Report(DisplayedReport):
    """
    The outcome of checking one form.

    *verdict* speaks of relations and reading alone; choosing or ignoring *rules* does not change it.
    """

    form: Form = field(repr=False)
    rulebook: str
    verdict: Overall
    findings: tuple[Finding, ...]
    coverage: Coverage
    examination: Examination = field(repr=False, eq=False)
    investigation: Investigation = field(repr=False, eq=False)
    #: The rules that the report was made with.
    rules: tuple[Rule, ...] = field(repr=False, eq=False)
    _failures: tuple[Failure, ...] = ()
    #: The configuration that was applied, where there was one.
    configuration: ConfigurationUse | None = None

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
        The cells, or smallest sets of cells, that would explain everything broken, best first; those that explain most
        of it where one or two cells do not explain everything.
        """
        explained = self.investigation.explained
        return (explained.whole or explained.most) if explained else ()

    @property
    def search_was_cut_short(self) -> bool:
        """
        Whether the search for suspects reached its bound, so that there may be others, or any.
        """
        explained = self.investigation.explained
        return explained is not None and explained.bounded

    @cached_property
    def relations(self) -> tuple[JudgedRelation, ...]:
        """
        Every relation with its verdict, in the order of the form.
        """
        return exact_arithmetic(_judged_relations)(self.examination)

    @cached_property
    def expected(self) -> Mapping[str, str]:
        """
        Every value that could be computed, by cell address, as the form would print it.

        Where several relations compute one cell, it is that of the first broken one, or else of the first.
        """
        values: dict[str, str] = {}
        for relation in self.relations:
            if relation.expected is not None:
                values.setdefault(relation.result, relation.expected)
        # dict.update keeps the order of the form; the first broken relation comes last and so wins
        broken = [r for r in reversed(self.relations) if r.verdict is Verdict.BROKEN and r.expected is not None]
        values.update({relation.result: relation.expected or "" for relation in broken})
        return values

    @cached_property
    def stated(self) -> Mapping[str, str]:
        """
        What the form prints in the cells of `expected`.
        """
        return {address: text for address in self.expected if (text := self.form.cell(address).text) is not None}

    def explain(self, cell: str) -> Explanation:
        """
        The cell's own derivation, and each relation it takes part in.

        :raises KeyError: when the form has no such cell.
        """
        return explain(self.examination, cell, self.investigation)


def _judged_relations(examination: Examination) -> tuple[JudgedRelation, ...]:
    return tuple(
        JudgedRelation(
            kind=evaluation.relation.kind,
            result=evaluation.relation.result,
            inputs=evaluation.relation.inputs,
            verdict=evaluation.judgement.verdict,
            why=evaluation.judgement.why,
            recipe=evaluation.judgement.recipe,
            stated=examination.form.cell(evaluation.relation.result).text,
            expected=examination.expected(evaluation),
            bounds=bounds_as_text(evaluation.judgement.bounds),
            missing=() if evaluation.judgement.bounds is None else evaluation.judgement.bounds.missing,
            derivation=examination.derivation(evaluation),
        )
        for evaluation in examination.evaluations
    )


def bounds_as_text(bounds: Bounds | None) -> tuple[str | None, str | None] | None:
    """
    The least and the greatest admissible result as a form would print them.
    """
    return None if bounds is None else (_limit(bounds.interval.low), _limit(bounds.interval.high))


def _limit(value: Decimal) -> str | None:
    return plain(value, 0, 6) if value.is_finite() else None
