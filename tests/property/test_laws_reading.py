"""
Reading what is printed gives the same form: as JSON, and as the official table in pipes or HTML.
"""

from __future__ import annotations

import io

from html import escape

import pytest

from hypothesis import given, settings

from perfscore import read
from perfscore.render import printer
from perfscore.strategies import forms


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=60)
FUNDS = ("name", "initial", "budget", "executed", "weight", "rate", "score")
ROWS = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")


def table(form):
    """
    The rows of the official table, every one as wide as the widest.
    """
    rows = [
        [
            f"项目资金（{form.currency_unit}）",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
            "",
        ]
    ]
    rows += [[getattr(fund, name) or "" for name in FUNDS] + [""] for fund in form.funds]
    rows += [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]]
    rows += [[getattr(row, name) or "" for name in ROWS] for row in form.indicators]
    return [*rows, ["总分", "", "", "", "", form.total.weight or "", form.total.score, ""]]


def piped(form):
    """
    The table with a bar between any two cells.
    """
    return "\n".join("|" + "|".join(row) + "|" for row in table(form))


def marked_up(form):
    """
    The table as a web page has it.
    """
    rows = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in table(form))
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></body></html>"


@SETTINGS
@given(forms())
def test_the_json_that_is_written_is_read_back(form):
    """
    The whole form, cell by cell.
    """
    out = io.StringIO()
    printer("json").write_forms([("-", 0, form)], out, "zh")

    assert read(out.getvalue().encode()) == [form]


@pytest.mark.parametrize("printed", [piped, marked_up])
@SETTINGS
@given(form=forms(layout="national"))
def test_the_official_table_is_read_back(printed, form):
    """
    Funds, rows and total come back as they were printed.
    """
    (back,) = read(printed(form).encode())

    assert back.indicators == form.indicators
    assert back.funds == form.funds
    assert (back.total.weight, back.total.score) == (form.total.weight, form.total.score)
