"""
Addresses are printed as they are parsed, and nothing that is no address is parsed.
"""

import pytest

from perfscore.address import Address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("year", Address("year")),
        ("total.score", Address("total", None, "score")),
        ("funds[0].rate", Address("funds", 0, "rate")),
        ("indicators[41]", Address("indicators", 41)),
    ],
)
def test_printed_as_parsed(text, address):
    assert Address.parse(text) == address
    assert str(address) == text


@pytest.mark.parametrize(
    "text", ["", "funds[]", "funds[-1].rate", "funds[0]rate", "总分", "funds[0].rate ", "funds[1234567].rate"]
)
def test_no_address(text):
    with pytest.raises(ValueError, match="not the address of a cell"):
        Address.parse(text)


def test_a_row_and_its_cells():
    score = Address.parse("indicators[3].score")

    assert str(score.row) == "indicators[3]"
    assert str(score.at("weight")) == "indicators[3].weight"
    assert sorted([Address("funds", 10), Address("funds", 2)]) == [Address("funds", 2), Address("funds", 10)]
