"""
A run in one table: a line for each form, with its findings, and what is said of files that could not be read.

A line is all that is kept of a form; it is small and can be pickled.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.form import Form, FundRow
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import Number, read_number
from perfscore.relations.labels import label
from perfscore.relations.places import place_text
from perfscore.render.phrases import (
    ACCEPTED,
    BLANK,
    colon,
    count_severities,
    describe_configuration,
    join_words,
    pick_best,
)
from perfscore.render.writer import Style
from perfscore.rules import Severity


__all__ = ["FindingLine", "FormLine", "difference", "finding_lines", "form_line", "piece", "title"]


@frozen
class FindingLine:
    """
    A finding in the language of the run.
    """

    code: str
    severity: Severity
    cell: str
    place: str
    message: str
    stated: str | None
    expected: str | None
    derivation: str | None
    source: str
    is_accepted: bool


@frozen
class FormLine:
    """
    A form and what checking it came to; the texts of the form are as printed.

    *likely* names the most likely wrong cell with the value that would put it right; *codes* are the rules of all
    findings.
    """

    file: str
    form: int
    title: str
    project: str | None
    unit: str | None
    department: str | None
    year: str | None
    budget: str | None
    executed: str | None
    rate: str | None
    stated: str | None
    computed: str | None
    difference: str | None
    verdict: str
    errors: int
    warnings: int
    notices: int
    judged: int
    relations: int
    likely: str | None
    configuration: str | None
    codes: tuple[str, ...]
    findings: tuple[FindingLine, ...]

    def without_findings(self) -> FormLine:
        """
        The line for a list that does not show them.
        """
        return evolve(self, findings=())

    @property
    def name(self) -> str:
        """
        What the form is called in lists of files.
        """
        return self.file if self.form == 0 else f"{self.file}#{self.form}"

    @property
    def worst(self) -> Severity | None:
        """
        The worst severity that somebody has to look at.
        """
        numbers = ((Severity.ERROR, self.errors), (Severity.WARNING, self.warnings), (Severity.NOTICE, self.notices))
        return next((severity for severity, number in numbers if number), None)


def form_line(report: Report, file: str, form: int, lang: Language) -> FormLine:
    """
    The line of a checked form, its sentences in *lang*.
    """
    head, counts, every = report.form, count_severities(report.findings), len(report.relations)
    fund = next((row for row in head.funds if row.role == "total"), FundRow())
    return FormLine(
        file=file,
        form=form,
        title=title(head),
        project=head.project,
        unit=head.unit,
        department=head.department,
        year=head.year,
        budget=fund.budget,
        executed=fund.executed,
        rate=fund.rate,
        stated=head.total.score,
        computed=report.expected.get("total.score"),
        difference=difference(report),
        verdict=report.verdict,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notices=counts[Severity.NOTICE],
        judged=every - len(report.coverage.unchecked),
        relations=every,
        likely=_likely(report, lang),
        configuration=describe_configuration(report, lang),
        codes=tuple(finding.code for finding in report.findings),
        findings=tuple(finding_lines(report, lang)),
    )


def piece(report: Report, file: str, form: int, style: Style) -> FormLine:
    """
    What the summary keeps of a report.
    """
    return form_line(report, file, form, style.lang)


def title(form: Form) -> str:
    """
    What the form is called in lists: its project and year.
    """
    year = f"（{form.year}）" if form.year else ""
    return (form.project or form.title or "—") + year


@exact_arithmetic
def difference(report: Report) -> str | None:
    """
    How much the stated total is above the recomputed one, with its sign; ``None`` where one of them is missing.
    """
    stated, expected = report.examination.number("total.score"), read_number(report.expected.get("total.score"))
    if stated is None or not isinstance(expected, Number):
        return None
    apart: Decimal = stated.value - expected.value
    return f"{apart:+f}" if apart else "0"


def _likely(report: Report, lang: Language) -> str | None:
    first = next(iter(pick_best(report.suspects)), None)
    if first is None:
        return None
    changes = (
        f"{label(report.form, change.cell).say(lang)}{colon(lang)}{change.stated or BLANK.say(lang)} → {change.value}"
        for change in first.changes
    )
    return join_words(list(changes), lang)


def finding_lines(report: Report, lang: Language) -> list[FindingLine]:
    """
    The findings of a report, each with why it was accepted if it was.
    """
    return [
        FindingLine(
            code=finding.code,
            severity=finding.severity,
            cell=finding.label.say(lang),
            place=place_text(finding.location, lang),
            message=finding.say(lang)
            + ("" if finding.accepted is None else f" ({ACCEPTED.say(lang, reason=finding.accepted)})"),
            stated=finding.stated,
            expected=finding.expected,
            derivation=finding.derivation,
            source=finding.source.say(lang),
            is_accepted=finding.accepted is not None,
        )
        for finding in report.findings
    ]
