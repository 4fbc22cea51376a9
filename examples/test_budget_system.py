"""
How a budget system's own scoring is tested against perfscore. Run it with pytest.
"""

from __future__ import annotations

import re

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given

import perfscore

from perfscore.strategies import forms


def score(weight: Decimal, comparator: str, target: Decimal, actual: Decimal) -> Decimal:
    """
    What the system gives a row: the function under test.
    """
    met = actual <= target if comparator == "≤" else actual >= target
    if met:
        return weight
    share = target / actual if comparator == "≤" else actual / target
    return (weight * share).quantize(Decimal("0.01"), ROUND_HALF_UP)


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", text))


@given(forms(layout="split"))
def test_our_scores_are_those_of_the_form(form: perfscore.Form) -> None:
    ours: dict[str, str | None] = {"total.score": None, "total.grade": None}
    for index, row in enumerate(form.indicators):
        if row.comparator:
            given = score(number(row.weight), row.comparator, number(row.target), number(row.actual))
            ours[f"indicators[{index}].score"] = str(given)
    report = perfscore.check(form.with_cells(ours))
    assert [finding.message for finding in report.findings if finding.severity is perfscore.Severity.ERROR] == []
