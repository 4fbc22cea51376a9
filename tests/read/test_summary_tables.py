"""
Summary tables in every format, under heads of many names.
"""

from __future__ import annotations

import io

import openpyxl
import pytest

from docx import Document

from perfscore import ReadError, read_summary
from perfscore.lexicon import load_lexicon


HEADS = ("序号", "项目名称", "项目单位", "全年预算数", "全年执行数", "执行率", "自评得分", "自评等级")
ROWS = (
    ("1", "老旧管网改造", "某区水务局", "420.00", "400.00", "95.24%", "97.52", "优"),
    ("2", "河道清淤", "某区河道所", "80.00", "64.00", "80.00%", "88.00", "良"),
    ("合计", "", "", "500.00", "464.00", "92.80%", "", ""),
)


def figures(summary):
    """
    What was read of each project.
    """
    return [
        (
            row.project,
            row.unit,
            row.funds[0].budget,
            row.funds[0].executed,
            row.funds[0].rate,
            row.total.score,
            row.total.grade,
        )
        for row in summary.rows
    ]


def as_csv():
    lines = [
        "2023年度项目支出绩效自评结果汇总表,,,,,,,",
        "金额单位：万元,,,,,,,",
        *(",".join(line) for line in (HEADS, *ROWS)),
    ]
    return "\n".join(lines).encode("utf-8-sig")


def as_xlsx():
    book = openpyxl.Workbook()
    for line in (["2023年度项目支出绩效自评结果汇总表"], ["金额单位：万元"], HEADS, *ROWS):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx():
    document = Document()
    document.add_paragraph("2023年度项目支出绩效自评结果汇总表（单位：万元）")
    table = document.add_table(0, len(HEADS))
    for line in (HEADS, *ROWS):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html():
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in (HEADS, *ROWS))
    return f"<html><body><p>单位：万元</p><table>{body}</table></body></html>".encode()


@pytest.mark.parametrize("document", [as_csv, as_xlsx, as_docx, as_html])
def test_every_format(document):
    """
    The row of sums is no project.
    """
    summary = read_summary(document())

    assert figures(summary) == [line[1:] for line in ROWS[:2]]
    assert {row.currency_unit for row in summary.rows} == {"万元"}
    assert summary.total.funds[0].budget == "500.00"


def test_places_are_those_of_the_document():
    place = read_summary(as_xlsx()).rows[1].place("funds[0].executed")

    assert (place.row, place.column) == (5, 5)


def test_heads_in_two_rows():
    """
    Merged heads above, and units in brackets.
    """
    page = """<table>
    <tr><th rowspan=2>预算项目</th><th colspan=3>资金情况（元）</th><th colspan=2>自评</th></tr>
    <tr><th>调整后预算数</th><th>实际支出</th><th>支出进度</th><th>总分</th><th>评价等次</th></tr>
    <tr><td>老旧管网改造</td><td>4200000</td><td>4000000</td><td>95.24%</td><td>97.52</td><td>优</td></tr>
    <tr><td>河道清淤</td><td>800000</td><td>640000</td><td>80%</td><td>88</td><td>良</td></tr></table>"""

    summary = read_summary(page)

    assert figures(summary)[0] == ("老旧管网改造", None, "4200000", "4000000", "95.24%", "97.52", "优")
    assert summary.rows[0].currency_unit == "元"
    assert summary.total is None


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("年初批复数", "initial"),
        ("预算金额（万元）", "budget"),
        ("2023年决算数", "executed"),
        ("资金执行率%", "rate"),
        ("绩效自评得分", "score"),
        ("评价结论", "grade"),
    ],
)
def test_heads_of_many_names(head, column):
    """
    Beside a column that must not be taken for it.
    """
    page = (
        f"<table><tr><td>项目</td><td>{head}</td><td>预算执行得分</td><td>备注</td></tr>"
        + "<tr><td>甲</td><td>优</td><td>9</td><td>8</td></tr>" * 3
        + "</table>"
    )

    (row, *_) = read_summary(page).rows
    read = {
        **{name: getattr(row.funds[0], name) for name in ("initial", "budget", "executed", "rate")},
        "score": row.total.score,
        "grade": row.total.grade,
    }

    assert {name: text for name, text in read.items() if text} == {column: "优"}


def test_headings_and_subtotals_inside_the_table_are_no_projects():
    rows = (
        ("", "一、水务局本级", "", "", "", "", "", ""),
        ROWS[0],
        ("", "小计", "", "420.00", "400.00", "95.24%", "", ""),
        ROWS[1],
    )
    table = "\n".join(",".join(line) for line in (HEADS, *rows))

    assert [row.project for row in read_summary(table).rows] == ["老旧管网改造", "河道清淤"]


def test_one_project_is_enough():
    (row,) = read_summary("项目名称,全年预算数,全年执行数,得分\n河道清淤,80.00,64.00,88\n").rows

    assert (row.project, row.funds[0].executed, row.total.score) == ("河道清淤", "64.00", "88")


def test_words_of_ones_own_name_columns():
    """
    As a configuration adds them.
    """
    table = "事项,拨付计划,拨付情况,考评\n河道清淤,80.00,64.00,88\n泵站更新,20.00,20.00,95\n"
    own = {"summary": {"heads": {"project": "事项", "budget": "拨付计划", "executed": "拨付情况", "score": "考评"}}}

    (row, _) = read_summary(table, lexicon=load_lexicon(own)).rows
    assert (row.project, row.funds[0].budget, row.total.score) == ("河道清淤", "80.00", "88")
    with pytest.raises(ReadError):
        read_summary(table)


def test_a_table_goes_on_without_its_heads():
    """
    As where a page ends.
    """

    def table(*lines):
        return (
            "<table>"
            + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
            + "</table>"
        )

    page = f"<html>{table(HEADS, ROWS[0])}<p>第2页</p>{table(ROWS[1], ROWS[2])}</html>"

    assert len(read_summary(page).rows) == 2


@pytest.mark.parametrize(
    "document", [b"a,b,c,d\n" * 5, "<table><tr><td>项目</td><td>备注</td></tr></table>", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_summary_is_refused(document):
    with pytest.raises(ReadError):
        read_summary(document)
