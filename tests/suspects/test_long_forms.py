"""
Forms with more rows than a search may try: what is likeliest is tried first, and the report says that the search was cut.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders import checked, form, row


def long_form(rows, *, off=Decimal(0), **scores):
    """
    Rows of two points each, with the *scores* of some of them changed, and a total that is *off*.
    """
    listed = [row("2", "2", "≥3公里", "3公里", name=f"修路第{number}段") for number in range(rows)]
    for number, score in scores.items():
        place = int(number.removeprefix("row"))
        listed[place] = row("2", score, "≥3公里", "3公里", name=f"修路第{place}段")
    return form(*listed, total=str(2 * rows), score=str(2 * rows + off))


@pytest.mark.parametrize("rows", [597, 598, 800])
def test_a_wrong_total_is_tried_before_any_row(rows):
    """
    The rows alone take more trials than there are.
    """
    report = checked(long_form(rows, off=Decimal("0.7")))

    (change,) = report.suspects[0].changes
    assert (change.cell, Decimal(change.value)) == ("total.score", 2 * rows)


def test_a_search_that_was_cut_says_so():
    """
    Five scores beyond their weights: no pair explains them all, and what a pair explains is named.
    """
    report = checked(long_form(700, row1="2.5", row50="2.6", row99="2.7", row300="2.8", row650="2.9"))

    assert report.coverage.broken > 2
    assert report.search_was_cut_short
    named = {change.cell for finding in report.findings for suspect in finding.suspects for change in suspect.changes}
    assert {f"indicators[{place}].score" for place in (1, 50, 99, 300, 650)} & named
