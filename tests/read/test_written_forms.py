"""
The same facts come out of every layout in every kind of document.
"""

from __future__ import annotations

import pytest

from hypothesis import given, settings
from written_forms import DOCUMENTS, INDICATOR, MONEY, written

import perfscore


pytestmark = pytest.mark.property


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@settings(max_examples=40)
@given(form=written())
def test_a_form_in_any_layout_comes_back_whole(document, form):
    """
    Rows, money, total and project are exact, nothing is invented and nothing is left over.
    """
    (found,) = perfscore.read(document(form))

    told = [tuple(getattr(row, role) or "" for role in INDICATOR) for row in found.indicators]
    assert told == list(form.indicators)
    money = [tuple(getattr(fund, role) or "" for role in ("name", *MONEY)) for fund in found.funds]
    assert money == list(form.funds)
    assert [fund.role for fund in found.funds] == ["total", "component"][: len(found.funds)]
    assert (found.total.weight or "", found.total.score or "") == form.total
    assert (found.project, found.year) == (form.project, "2023")
    assert found.unplaced == ()
