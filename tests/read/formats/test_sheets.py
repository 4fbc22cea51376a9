"""
Workbooks of several sheets: one that is too large is named, and the others are read.
"""

from __future__ import annotations

import pytest

from containers import xlsx, zipped

import perfscore

from perfscore.read import Limits, ReadError


FORM = (
    ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "修路", "≥3公里", "3公里", "40", "40"),
    ("效益指标", "种树", "≥3亩", "3亩", "60", "60"),
    ("总分", "", "", "", "100", "100"),
)
DETAILS = tuple(("2024-01-05", "付款凭证", f"{n}.00") for n in range(3_000))


def sheet(rows):
    return (
        "<sheetData>"
        + "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"
            for texts in rows
        )
        + "</sheetData>"
    )


def ods_table(name, rows):
    lines = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
        + "</table:table-row>"
        for texts in rows
    )
    return f'<table:table table:name="{name}">{lines}</table:table>'


def ods(*tables):
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        + "".join(tables)
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx(sheet(DETAILS), sheet(FORM)), "表1"),
        (xlsx(sheet(FORM), sheet(DETAILS)), "表2"),
        (ods(ods_table("明细", DETAILS), ods_table("自评表", FORM)), "明细"),
    ],
    ids=["xlsx, first", "xlsx, last", "ods"],
)
@pytest.mark.parametrize("limits", [{"cells": 5_000}, {"characters": 20_000}], ids=["cells", "characters"])
def test_a_sheet_of_details_beside_the_form(data, name, limits):
    """
    It is left out by its name, wherever it stands, and the form is read.
    """
    (form,) = perfscore.read(data, limits=Limits(**limits))

    assert [row.name for row in form.indicators] == ["修路", "种树"]
    assert [(remark.kind, remark.text) for remark in form.remarks] == [("left-out", name)]


def test_too_many_elements_in_one_sheet():
    """
    The parts of a workbook share what may be parsed; the smaller ones come first.
    """
    (form,) = perfscore.read(xlsx(sheet(DETAILS), sheet(FORM)), limits=Limits(elements=5_000))

    assert [row.name for row in form.indicators] == ["修路", "种树"]


def test_a_workbook_of_details_only():
    with pytest.raises(ReadError, match="5000"):
        perfscore.read(xlsx(sheet(DETAILS)), limits=Limits(cells=5_000))
