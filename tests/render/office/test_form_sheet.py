"""
A form as a sheet of a new workbook: whoever returns it, filled in or corrected, returns the same form.
"""

from __future__ import annotations

import re

from io import BytesIO

import openpyxl
import pytest

from attrs import evolve
from hypothesis import given, settings

import perfscore

from builders import form, funds, row
from perfscore import Goals, Section, Total
from perfscore.render.office import xlsx
from perfscore.strategies import forms, spoiled_forms


def read_again(printed, lang):
    """
    The form that the workbook about *printed* is read as.
    """
    data = xlsx.annotate(b"{}", [perfscore.check(printed)], lang)
    (read,) = perfscore.read(data)
    return read


def without_points(printed):
    """
    Heads as a reader gives them: 产出指标(50分) is a section that weighs 50.
    """
    rows = [evolve(row, level1=re.sub(r"\(.*分\)$", "", row.level1 or "") or None) for row in printed.indicators]
    sections = [evolve(part, name=re.sub(r"\(.*分\)$", "", part.name)) for part in printed.sections]
    return evolve(printed, indicators=tuple(rows), sections=tuple(sections))


@pytest.mark.property
@pytest.mark.parametrize("lang", ["zh", "en"])
class TestAnyForm:
    @settings(max_examples=40)
    @given(printed=forms())
    def test_honest(self, lang, printed):
        printed = without_points(printed)

        assert read_again(printed, lang) == printed

    @settings(max_examples=40)
    @given(spoiled=spoiled_forms())
    def test_spoiled(self, lang, spoiled):
        """
        What is wrong is as wrong on paper: the marks change nothing.
        """
        printed = without_points(spoiled.form)

        assert read_again(printed, lang) == printed

    @settings(max_examples=20)
    @given(printed=forms(layout="headed"))
    def test_heads_with_points(self, lang, printed):
        """
        The points of a head are written as printed, and read as those of its section.
        """
        read = read_again(printed, lang)

        assert read.indicators == without_points(printed).indicators
        assert {part.weight for part in read.sections} == {part.weight for part in printed.sections}


FORM = evolve(
    form(
        row("50", "48", "≥3次", "2次", reason="雨季停工"),
        evolve(row("40", "-", "提高", None), extra={"数据来源": "台账", "处室意见": "同意"}),
        fund=funds("200", "100", rate="50%", score="5"),
    ),
    title="某县项目支出绩效自评表（自评总分98分）",
    year="2024",
    project="修路项目",
    department="某县交通局",
    unit="某县公路站",
    currency_unit="万元",
    goals=Goals("修好路", "已修好"),
    sections=(Section("产出指标", "50", "48"), Section("效益指标", "40", None)),
    total=Total("100", None, "良"),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "printed",
    [
        FORM,
        evolve(FORM, goals=Goals(None, "已修好"), currency_unit=None),
        evolve(FORM, funds=(), sections=(), total=Total("100", "53")),
        evolve(FORM, title="某县项目支出绩效自评表", indicators=FORM.indicators[:1], total=Total()),
    ],
)
def test_every_cell_comes_back(printed, lang):
    """
    Columns of the form's own, blank cells and dashes, a score in the title, a total without its score.
    """
    read = read_again(printed, lang)
    told = {cell.address: cell.text for cell in read.cells() if cell.text}

    assert told.items() >= {cell.address: cell.text for cell in printed.cells() if cell.text}.items()
    assert [one.extra for one in read.indicators] == [one.extra for one in printed.indicators]
    assert [one.role for one in read.funds] == [one.role for one in printed.funds]
    assert read.remarks == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_approved_targets(lang):
    """
    A declaration has no columns of results, and is read as one.
    """
    rows = [evolve(one, actual=None, score=None, reason=None, extra={}) for one in FORM.indicators]
    parts = [evolve(part, score=None) for part in FORM.sections]
    declared = evolve(
        FORM, kind="declaration", title=None, indicators=tuple(rows), sections=tuple(parts), funds=(), total=Total("90")
    )

    read = read_again(declared, lang)

    assert (read.kind, read.indicators) == ("declaration", declared.indicators)


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ["项目资金", "年初预算数"]), ("en", ["项目资金 (funds)", "年初预算数 (initial budget)"])]
)
def test_the_words_are_those_of_the_templates(lang, words):
    """
    In English each has its meaning behind it.
    """
    sheet = openpyxl.load_workbook(BytesIO(xlsx.annotate(b"{}", [perfscore.check(FORM)], lang))).worksheets[0]
    (head,) = (row for row in sheet.iter_rows(values_only=True) if (row[0] or "").startswith("项目资金"))

    assert list(head[:2]) == words
