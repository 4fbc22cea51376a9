"""
What goes out of the contract comes back in, and what does not fit is refused with its path.
"""

from __future__ import annotations

import json

from copy import deepcopy

import pytest

from hypothesis import given, settings

from perfscore import ContractError, form_from, form_to
from strategies import CONTRACTS, STRAYS, misfits


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=300)


@SETTINGS
@given(CONTRACTS)
def test_a_form_that_is_written_is_read_back(data):
    """
    Writing and reading a form changes nothing, not even by way of JSON text.
    """
    form = form_from(data)

    assert form_from(json.loads(json.dumps(form_to(form)))) == form


@SETTINGS
@given(CONTRACTS)
def test_every_value_of_the_contract_is_kept(data):
    """
    What the dictionary holds, the form holds, verbatim.
    """
    form = form_from(data)

    for index, row in enumerate(data["indicators"]):
        for name, text in row.items():
            assert form.cell(f"indicators[{index}].{name}").text == text
    for name, text in (data.get("total") or {}).items():
        assert form.cell(f"total.{name}").text == text


def refused(data):
    """
    The problems for which the data is refused; none where it is taken.
    """
    try:
        form_from(data)
    except ContractError as error:
        return error.problems
    return ()


@SETTINGS
@given(misfits())
def test_refusals_name_a_path_and_leave_the_data_alone(data):
    """
    Whatever does not fit is refused with paths that begin at the root; the data is not touched.
    """
    before = deepcopy(data)

    assert all(problem.path.startswith("$") for problem in refused(data))
    assert data == before


@SETTINGS
@given(CONTRACTS, STRAYS)
def test_a_number_in_place_of_text_is_always_refused(data, stray):
    """
    No value of a form is ever taken that is neither text nor null.
    """
    data["title"] = stray

    assert (refused(data) == ()) == (stray is None or isinstance(stray, str))
