"""
A summary table (汇总表) against the forms it sums up.

A row of the summary is a form of its own with nothing but a head, one fund row and a total, so that whatever is known of
forms holds for it: amounts, rates and grades are compared and recomputed as everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from perfscore.address import Address, cell
from perfscore.bilingual import Text
from perfscore.checking.check import check
from perfscore.comparing.amounts import agree, amount
from perfscore.comparing.catalogue import C821, C822
from perfscore.comparing.comparison import Comparison, Comparisons, Unmatched
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.comparing.likeness import name_key
from perfscore.comparing.projects import match_projects
from perfscore.comparing.sides import Sides
from perfscore.form import Form
from perfscore.notation.number import EXACT, Number, is_blank, read_number
from perfscore.rulebook import Rulebook
from perfscore.rules import BY_CODE


__all__ = ["Summary", "against_summary"]

_NO_FORM: Final = Text("没有找到这个项目的自评表：{before}", "no form of the project {before}")
_CONTRADICTS: Final = Text(
    "汇总表自相矛盾：写的是 {before}，按其他各数应为 {after}",
    "the summary contradicts itself: it says {before}, its other figures give {after}",
)
_AMOUNTS: Final = ("initial", "budget", "executed")
_OWN_RULES: Final = (BY_CODE["F102"], BY_CODE["T405"])
_SUM: Final = (BY_CODE["F101"],)
_FUNDS: Final = Address("funds", 0)
#: What forms add to the one-character names of grades: 优秀, 良好, 中等.
_GRADES: Final = "优良中差"
_WHOLE: Final = Number("100", EXACT.create_decimal(100), 0)


@frozen
class Summary:
    """
    *rows* are the projects, each as a form of its own; *total* is the row that adds them up, where there is one.
    """

    rows: tuple[Form, ...]
    total: Form | None = None
    file: str = ""


def against_summary(summary: Summary, forms: Sequence[Entry], rulebook: str | Rulebook = "national") -> Comparisons:
    """
    C821 and C822: a comparison for each project that both name, and findings about the rest.
    """
    rows = [Entry(row, summary.file) for row in summary.rows]
    pairs = match_projects(rows, forms)
    comparisons = [_row(Sides(rows[i], forms[j]), rulebook) for i, j in pairs]
    listed, found = {i for i, _ in pairs}, {j for _, j in pairs}
    lone = tuple(row for i, row in enumerate(rows) if i not in listed)
    surplus = tuple(form for j, form in enumerate(forms) if j not in found)
    nobody = Entry(Form(()), summary.file)
    findings = [Sides(row, Entry(Form(()))).difference(C821, "project", None, message=_NO_FORM) for row in lone]
    findings += [Sides(nobody, form).difference(C821, None, "project") for form in surplus]
    wrong = {finding.before_cell for comparison in comparisons for finding in comparison.findings}
    findings += _wrong_sums(summary, wrong)
    return Comparisons(tuple(comparisons), tuple(findings), lone, surplus)


def _row(sides: Sides, rulebook: str | Rulebook) -> Comparison:
    findings = list(_differences(sides))
    wrong = {finding.before_cell for finding in findings}
    findings += [found for found in _contradictions(sides, rulebook) if not _is_explained(found, wrong)]
    return Comparison("summary", sides.before, sides.after, tuple(findings), (), Unmatched())


def _differences(sides: Sides) -> Iterator[Difference]:
    row, form = sides.before.form, sides.after.form
    at = next((index for index, fund in enumerate(form.funds) if fund.role == "total"), None)
    if row.funds and at is not None:
        for column in _AMOUNTS:
            one = amount(row, getattr(row.funds[0], column), form)
            other = amount(form, getattr(form.funds[at], column), row)
            if one is not None and other is not None and not agree(one, other):
                yield sides.difference(C822, str(_FUNDS.at(column)), cell("funds", at, column))
        rates = _rate(row.funds[0].rate), _rate(form.funds[at].rate)
        if _both_and_apart(*rates):
            yield sides.difference(C822, str(_FUNDS.at("rate")), cell("funds", at, "rate"))
    scores = (read_number(f.total.score) for f in (row, form))
    if _both_and_apart(*(score if isinstance(score, Number) else None for score in scores)):
        yield sides.difference(C822, "total.score", "total.score")
    printed = not is_blank(row.total.grade) and not is_blank(form.total.grade)
    if printed and _grade(row.total.grade) != _grade(form.total.grade):
        yield sides.difference(C822, "total.grade", "total.grade")


def _both_and_apart(one: Number | None, other: Number | None) -> bool:
    return one is not None and other is not None and not agree(one, other)


def _rate(text: str | None) -> Number | None:
    """
    A rate in per cent; without a sign, a number up to 1 is the share itself.
    """
    rate = read_number(text)
    if not isinstance(rate, Number):
        return None
    if rate.is_percent or rate.value > 1:
        return rate
    return Number(rate.text, EXACT.multiply(rate.value, _WHOLE.value), rate.places - 2)


def _grade(text: str | None) -> str:
    key = name_key(text)
    return key[0] if key[:1] in _GRADES else key


def _contradictions(sides: Sides, rulebook: str | Rulebook) -> Iterator[Difference]:
    """
    What a check says of the row alone: its rate, and its grade.
    """
    for finding in check(sides.before.form, rulebook=rulebook, rules=_OWN_RULES).findings:
        texts = (finding.stated, finding.expected)
        yield sides.difference(C822, finding.cell, None, message=_CONTRADICTS, texts=texts)


def _is_explained(found: Difference, wrong: set[str | None]) -> bool:
    """
    Whether one of the figures that contradict each other differs from the form already.
    """
    if found.before_cell is None:
        return bool(wrong)
    row = Address.parse(found.before_cell).row
    return any(cell is not None and Address.parse(cell).row == row for cell in wrong)


def _wrong_sums(summary: Summary, wrong: set[str | None]) -> Iterator[Difference]:
    """
    The columns of money whose printed sum is not that of the rows, where no row differs from its form.
    """
    if summary.total is None or not summary.total.funds:
        return
    total = summary.total.funds[0]
    parts = tuple(evolve(row.funds[0], role="component") for row in summary.rows if row.funds)
    whole = evolve(summary.total, funds=(total, *parts))
    sides = Sides(Entry(summary.total, summary.file), Entry(Form(())))
    for finding in check(whole, rules=_SUM).findings:
        if Address.parse(finding.cell).row == _FUNDS and finding.cell not in wrong:
            texts = (finding.stated, finding.expected)
            yield sides.difference(C822, finding.cell, None, message=_CONTRADICTS, texts=texts)
