"""
Suspects of numbers below 0, and a search that fails.
"""

from __future__ import annotations

from decimal import Context, DivisionByZero, Inexact, InvalidOperation, Overflow, localcontext
from itertools import product

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, part, row
from perfscore.checking.check import with_first_suspect_corrected
from perfscore.suspects import search


HOSTILE = (
    Context(prec=3),
    Context(prec=1),
    Context(Emax=5, Emin=-5),
    Context(prec=28, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow]),
)
SLIPPED = form(
    row("90", "85.47", "≥200人", "190人", reason="疫情影响"),
    fund=funds("119.838800", "64.185681", rate="53.56%", score="5.63"),
    total="100",
    score="90.83",
)


def refunds(*executed):
    """
    A fund table whose rows were spent as *executed* says, the total row first.
    """
    total, *parts = executed
    return evolve(
        form(row("90", "85.47", "提高", "提高", reason="疫情影响")),
        funds=(funds("60.00", total), *(part(executed=amount) for amount in parts)),
    )


@pytest.mark.parametrize("executed", list(product(["5.72", "-5.72"], ["6.59", "-6.59"], ["-0.88", "-320"])))
def test_negative_amounts_in_a_broken_sum_are_searched(executed):
    """
    Refunds are ordinary; 6.59 - 0.88 is 5.71.
    """
    report = perfscore.check(refunds(*executed))

    assert [finding.cell for finding in report.findings if finding.code == "F101"] == ["funds[0].executed"]
    assert report.failures == ()
    assert report.suspects is not None
    assert report.failures == ()


@pytest.mark.parametrize(("target", "actual"), [("≥5%", "-2%"), ("≥-1%", "-2%"), ("≤-5%", "-2%"), ("≥0%", "-0.5%")])
def test_rates_below_zero_in_a_missed_row_are_searched(target, actual):
    """
    A revenue that fell is no reason to stop.
    """
    report = perfscore.check(form(row("10", "10", target, actual), total="10", score="10"))

    assert {finding.code for finding in report.findings} >= {"S303"}
    assert report.suspects
    assert report.failures == ()


def test_a_minus_sign_may_be_the_slip():
    """
    6.59 + 0.87 is 7.46; with the sign lost the total of 5.72 cannot be.
    """
    report = perfscore.check(refunds("5.72", "6.59", "0.87"))
    (finding,) = [finding for finding in report.findings if finding.code == "F101"]
    changes = {(c.cell, c.value): s.why.en for s in finding.suspects for c in s.changes}

    assert "minus sign" in changes["funds[2].executed", "-0.87"]


def test_a_search_that_fails_is_a_failure_of_the_report(monkeypatch):
    """
    What was found is still told.
    """

    def fail(_):
        msg = "out of luck"
        raise RuntimeError(msg)

    monkeypatch.setattr(search, "suspects", fail)
    report = perfscore.check(SLIPPED)

    assert report.failures == ()
    assert report.suspects == ()
    assert with_first_suspect_corrected(report) is None
    assert all(finding.suspects == () for finding in report.findings)
    assert report.failures == (perfscore.Failure("suspects", "RuntimeError: out of luck"),)
    assert report.verdict == "inconsistent"


@pytest.mark.parametrize("context", HOSTILE, ids=str)
def test_the_callers_decimal_context_changes_nothing(context):
    """
    Precision, limits and traps of a program that uses the library are its own affair.
    """

    def outcome():
        report = perfscore.check(SLIPPED)
        cells = [cell.address for cell in SLIPPED.cells()]
        explained = [report.explain(cell) for cell in cells]
        filled = perfscore.fill(evolve(SLIPPED, total=perfscore.Total(weight="100")))
        computed = perfscore.recompute(SLIPPED)
        contract = perfscore.report_to(report, lang="en")
        return [
            explained,
            filled,
            computed,
            contract,
            report.expected,
            report.suspects,
            with_first_suspect_corrected(report).expected,
        ]

    expected = outcome()
    with localcontext(context):
        assert outcome() == expected
