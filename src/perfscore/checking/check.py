"""
The main job: a form in, a report out.
"""

from __future__ import annotations

from collections.abc import Iterable

from perfscore.checking.report import Coverage, Failure, Finding, Report
from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.relations.examination import examine
from perfscore.relations.labels import label
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.rules import RULES, Match, Rule
from perfscore.suspects.investigation import Investigation


__all__ = ["check", "with_first_suspect_corrected"]


@exact_arithmetic
def check(form: Form, *, rulebook: str | Rulebook = "national", rules: Iterable[Rule] = RULES) -> Report:
    """
    Recompute everything that can be recomputed, and report every inconsistency.

    *rulebook* is a shipped rulebook's name, the path of one of your own, or a `Rulebook`.
    *rules* are those of the catalogue unless others are given; one that raises is reported in `Report.failures`.
    A wrong form is never an exception, it is findings.

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    """
    book = load_rulebook(rulebook)
    examination = examine(form, book)
    investigation = Investigation(examination)
    rules = tuple(rules)
    found: list[Finding] = []
    failures: list[Failure] = []
    for rule in rules:
        try:
            for match in rule.matches(examination):
                found.append(_finding(rule, match, investigation))  # noqa: PERF401 - what was found before a rule fails is kept
        except Exception as error:  # noqa: BLE001 - one rule must not keep the others from running
            failures.append(Failure(rule.code, f"{type(error).__name__}: {error}"))
    findings = tuple(sorted(found, key=lambda finding: finding.severity, reverse=True))
    coverage = Coverage.of(examination.evaluations)
    return Report(
        form,
        book.name,
        examination.verdict,
        findings,
        coverage,
        examination,
        investigation,
        rules,
        tuple(failures),
    )


def with_first_suspect_corrected(report: Report) -> Report | None:
    """
    The report that the form would get with its first suspect corrected; ``None`` where nothing is suspected, or
    where nobody knows by what it is to be corrected.
    """
    if not report.suspects or any(change.is_bound for change in report.suspects[0].changes):
        return None
    values = {change.cell: change.value for change in report.suspects[0].changes}
    return check(report.form.with_cells(values), rulebook=report.examination.rulebook, rules=report.rules)


def _finding(rule: Rule, match: Match, investigation: Investigation) -> Finding:
    examination, evaluation = investigation.examination, match.evaluation
    stated, expected, derived, recipe, cells = match.stated, match.expected, match.derivation, None, match.cells
    if evaluation is not None:
        stated = stated or examination.form.cell(evaluation.relation.result).text
        expected = expected or examination.expected(evaluation)
        derived = derived or examination.derivation(evaluation)
        recipe = evaluation.judgement.recipe
        cells = cells or (evaluation.relation.result, *evaluation.relation.inputs)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=match.severity or rule.severity,
        cell=match.cell,
        cells=cells or (match.cell,),
        label=label(examination.form, match.cell),
        text=match.message or rule.message,
        values=match.values,
        stated=stated,
        expected=expected,
        derivation=derived,
        recipe=recipe,
        location=examination.form.place(match.cell),
        source=rule.cited(examination.rulebook, _year(examination.form)),
        relation=None if evaluation is None else (evaluation.relation.kind, evaluation.relation.result),
        investigation=investigation,
    )


def _year(form: Form) -> int | None:
    return int(form.year) if form.year and form.year.isdecimal() else None
