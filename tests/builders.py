"""
Small forms, written the way a person would sketch them, and short questions about a report.
"""

from __future__ import annotations

import perfscore

from perfscore import Form, FundRow, Indicator, Total


def row(weight=None, score=None, target=None, actual=None, **more):
    """
    One scored row.
    """
    return Indicator(weight=weight, score=score, target=target, actual=actual, **more)


def funds(budget, executed, weight="10", rate=None, score=None, **more):
    """
    The fund row that is scored.
    """
    return FundRow(role="total", budget=budget, executed=executed, weight=weight, rate=rate, score=score, **more)


def part(name=None, **more):
    """
    A fund row below it.
    """
    return FundRow(role="component", name=name, **more)


def form(*rows, fund=(), total=None, score=None, **more):
    """
    A form; *total* is the total weight, *score* the total score.
    """
    listed = (fund,) if isinstance(fund, FundRow) else tuple(fund)
    return Form(tuple(rows), funds=listed, total=Total(weight=total, score=score), **more)


def checked(form, **options):
    """
    The report, in which no rule has failed: a rule that raises finds nothing either.
    """
    report = perfscore.check(form, **options)
    assert report.failures == ()
    return report


def judged(form, kind, cell, **options):
    """
    The judgement on the relation of that *kind* that computes *cell*.
    """
    (found,) = (
        evaluation.judgement
        for evaluation in perfscore.check(form, **options).examination.evaluations
        if (evaluation.relation.kind, evaluation.relation.result) == (kind, cell)
    )
    return found


def verdict(form, kind, cell, **options):
    """
    A judgement in a word or two: ``exact``, ``broken``, ``rounding: truncated``, ``unchecked: blank``.
    """
    judgement = judged(form, kind, cell, **options)
    detail = judgement.recipe or (judgement.why and judgement.why.value)
    return f"{judgement.verdict.value}: {detail}" if detail else judgement.verdict.value


def kinds(form):
    """
    The relations of a form, as (kind, result).
    """
    return [(e.relation.kind, e.relation.result) for e in perfscore.check(form).examination.evaluations]


def found(form, **options):
    """
    The errors and warnings of a check, as ``F103 funds[0].score``.
    """
    findings = checked(form, **options).findings
    return [f"{finding.code} {finding.cell}" for finding in findings if finding.severity > perfscore.Severity.NOTICE]


def fires(form, code, **options):
    """
    The cells at which the rule with that *code* fires, each with its severity: ``["funds[0].score error"]``.
    """
    return [
        f"{finding.cell} {finding.severity.value}"
        for finding in checked(form, **options).findings
        if finding.code == code
    ]


def only(form, code, **options):
    """
    The one finding with that code.
    """
    (finding,) = (finding for finding in checked(form, **options).findings if finding.code == code)
    return finding
