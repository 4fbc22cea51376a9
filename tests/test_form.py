"""
Cells and their addresses.
"""

from __future__ import annotations

import pytest

from attrs.exceptions import FrozenInstanceError

from builders import form, funds, part, row
from perfscore import Form, Goals, Place, Remark, Section


FORM = form(
    row("4", "4", "≥20条", "27条", name="政策信息"),
    row("3", "0.47", "≥30%", "4.66%", name="资金支出"),
    fund=[funds("119.838800", "64.185681", rate="53.56%", score="5.36"), part("其中:当年财政拨款", weight="-")],
    total="100",
    score="90.83",
    year="2022",
    goals=Goals("服务", "完成"),
    sections=(Section("产出指标", "50", None),),
    places={"indicators[1]": Place(page=2, row=14), "funds[0].score": Place(page=1, row=5, column=7)},
)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("year", "2022"),
        ("title", None),
        ("funds[0].rate", "53.56%"),
        ("funds[1].weight", "-"),
        ("goals.expected", "服务"),
        ("sections[0].weight", "50"),
        ("indicators[1].score", "0.47"),
        ("indicators[0].reason", None),
        ("total.score", "90.83"),
        ("total.grade", None),
    ],
)
def test_a_cell_is_addressed_the_way_a_person_points_at_it(address, text):
    """
    Indices count from 0 in the order of the form; a blank cell is None, a dash is a dash.
    """
    cell = FORM.cell(address)

    assert (cell.address, cell.text) == (address, text)


@pytest.mark.parametrize(
    "address",
    [
        *("", "x", "year.x", "year[0]", "funds", "funds[0]", "funds.rate", "funds[2].rate", "funds[-1].rate"),
        *(
            "funds[0].role",
            "indicators[2].score",
            "indicators[0].extra",
            "indicators[0].colour",
            "total",
            "total[0].score",
        ),
        *(
            "goals",
            "goals.score",
            "places",
            "remarks[0].text",
            "complete",
            "indicators[99999999999].score",
            "total.score ",
        ),
    ],
)
def test_what_is_no_cell(address):
    """
    An address that names no printed cell is a KeyError, never another cell.
    """
    with pytest.raises(KeyError):
        FORM.cell(address)


def test_every_cell_is_listed_once_and_found_at_its_address():
    """
    The list of cells holds blank ones too, in the order of the form.
    """
    cells = list(FORM.cells())
    addresses = [cell.address for cell in cells]

    assert len(addresses) == len(set(addresses))
    assert [FORM.cell(address) for address in addresses] == cells
    assert addresses.index("funds[0].score") < addresses.index("indicators[0].weight") < addresses.index("total.score")
    # 6 at the head, 2 fund rows of 7, the goal's 2, a section's 3, 2 rows of 10, 3 of the total
    assert len(addresses) == 6 + 2 * 7 + 2 + 3 + 2 * 10 + 3


class TestPlaces:
    def test_a_cell_without_a_place_stands_where_its_row_stands(self):
        """
        A reader that knows only the row of a cell says that much.
        """
        assert FORM.place("indicators[1].score") == Place(page=2, row=14)
        assert FORM.cell("funds[0].score").place == Place(page=1, row=5, column=7)
        assert FORM.place("indicators[0].score") is None

    def test_where_it_stood_does_not_make_another_form(self):
        """
        Two copies of a form are equal wherever they were read from.
        """
        assert Form((), year="2022", places={"year": Place(line=3)}) == Form((), year="2022")


def test_unplaced_text_is_told_from_other_remarks():
    """
    Only text that belongs to no cell is unplaced.
    """
    lost, hidden = Remark("unplaced", "备注"), Remark("hidden", "行 7")

    assert Form((), remarks=(lost, hidden)).unplaced == (lost,)


def test_a_form_does_not_change():
    """
    What was printed cannot be altered afterwards.
    """
    with pytest.raises(FrozenInstanceError):
        FORM.year = "2023"
    with pytest.raises(FrozenInstanceError):
        FORM.indicators[0].score = "5"


def test_cells_at_the_head_and_in_rows_are_replaced_together():
    """
    The form itself stays as it is.
    """
    before = form(row("10", "9", name="巡查河道"), title="自评表")
    after = before.with_cells({"title": "绩效自评表", "indicators[0].score": "10", "total.score": "10"})

    assert (after.title, after.indicators[0].score, after.total.score) == ("绩效自评表", "10", "10")
    assert (before.title, before.indicators[0].score, before.total.score) == ("自评表", "9", None)
