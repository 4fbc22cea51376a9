"""
Rows of a program's own in, findings as rows out.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from perfscore import ContractError, Form, check, form_from
from perfscore.contract.rows import FINDING_COLUMNS


def test_values_are_printed_as_a_form_prints_them():
    made = Form.from_rows(
        [{"name": "培训", "target": "≥600人次", "actual": 570, "weight": Decimal(10), "score": Decimal("9.50")}],
        funds=[{"role": "total", "budget": Decimal("119.838800"), "executed": None, "score": float("nan")}],
        total={"weight": 100, "score": Decimal("1E+2")},
        goals={"expected": "服务", "actual": None},
        project="合作",
        year=2022,
        unit=None,
    )

    row, fund = made.indicators[0], made.funds[0]
    assert (row.actual, row.weight, row.score) == ("570", "10", "9.50")
    assert (fund.budget, fund.executed, fund.score) == ("119.838800", None, None)
    assert (made.total.score, made.project, made.year, made.unit) == ("100", "合作", "2022", None)


def test_dates_are_printed_in_the_manner_of_forms():
    assert Form.from_rows([{"actual": date(2022, 11, 3)}]).indicators[0].actual == "2022年11月3日"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (9.125, 2, "9.13"),
        (Decimal("2.675"), 2, "2.68"),
        (Decimal("9.5"), 0, "10"),
        (4, 2, "4"),
        (1e20, 1, "1" + "0" * 20 + ".0"),
    ],
)
def test_a_policy_for_decimals(value, decimals, text):
    """
    Half up, from the shortest decimal that the number prints as.
    """
    assert Form.from_rows([{"score": value}], decimals=decimals).indicators[0].score == text


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        ([{"score": 9.5}], "$.indicators[0].score"),
        ([{}, {"score": Fraction(1, 3)}], "$.indicators[1].score"),
        ([{"score": object()}], "$.indicators[0].score"),
        ([{"score": True}], "$.indicators[0].score"),
        ([{"score": Fraction(1, 2)}], "$.indicators[0].score"),
        ([{"score": Decimal("Infinity")}], "$.indicators[0].score"),
        ([{"score": b"9"}], "$.indicators[0].score"),
        ([{"score": {9}}], "$.indicators[0].score"),
        ([{"scores": "9"}], "$.indicators[0].scores"),
        ([("培训", "9")], "$.indicators[0]"),
        (["培训"], "$.indicators[0]"),
        ({"name": "培训"}, "$.indicators"),
        ("培训", "$.indicators"),
        (None, "$.indicators"),
    ],
)
def test_what_is_no_value_of_a_cell(rows, path):
    with pytest.raises(ContractError) as refused:
        Form.from_rows(rows)

    assert [problem.path for problem in refused.value.problems] == [path]


@pytest.mark.parametrize("value", [float("inf"), Fraction(1, 2), Decimal("-Infinity")])
def test_a_policy_for_decimals_makes_no_number_of_what_is_none(value):
    with pytest.raises(ContractError, match=r"indicators\[0\]\.score"):
        Form.from_rows([{"score": value}], decimals=2)


@pytest.mark.parametrize("decimals", [-1, "2", 1.5, True])
def test_a_number_of_decimals_that_is_none(decimals):
    with pytest.raises(ValueError, match="decimals must be an integer, 0 or more, not "):
        Form.from_rows([], decimals=decimals)


def test_rows_of_pandas():
    """
    Missing values of each of its kinds are blanks; numbers and texts of numpy are those of Python.
    """
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "name": pandas.array(["培训", None], dtype="string"),
            "actual": [pandas.Timestamp("2022-10-09"), pandas.NaT],
            "weight": pandas.array([10, None], dtype="Int64"),
            "score": [9.125, float("nan")],
        }
    )

    first, second = Form.from_rows(frame.to_dict("records"), decimals=2).indicators
    assert (first.name, first.actual, first.weight, first.score) == ("培训", "2022年10月9日", "10", "9.13")
    assert (second.name, second.actual, second.weight, second.score) == (None,) * 4
    (row,) = Form.from_rows(
        [{"score": frame["score"].to_numpy()[0], "name": frame["name"].to_numpy()[0]}], decimals=1
    ).indicators
    assert (type(row.name), row.score) == (str, "9.1")


def test_findings_are_flat_rows():
    report = check(form_from({"project": "合作", "indicators": [{"weight": "10", "score": "12"}]}))
    rows = report.rows("en", file="a.json", form=1)

    assert len(rows) == len(report.findings) > 0
    for row, finding in zip(rows, report.findings, strict=True):
        assert tuple(row) == FINDING_COLUMNS
        assert (row["file"], row["form"], row["project"]) == ("a.json", 1, "合作")
        assert (row["code"], row["cell"], row["severity"]) == (finding.code, finding.cell, finding.severity)
        assert row["message"].startswith(finding.label.en)


def test_a_value_that_knows_nothing_of_itself_is_missing():
    """
    The truth of a comparison with pandas' NA is a TypeError.
    """

    class Unknown:
        def __eq__(self, other):
            return self

        def __hash__(self):
            return 0

        def __bool__(self):
            raise TypeError

    form = Form.from_rows([{"name": "培训期数", "target": Unknown(), "weight": 10}])

    assert form.indicators[0].target is None
