"""
Whatever stands in the cells of a form, it is checked, reported, written and explained, and never an exception.
"""

from __future__ import annotations

import io
import json

import pytest

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import perfscore

from perfscore import form_from, report_to
from perfscore.render import PRINTERS, printer, write_reports, writer
from perfscore.rulebook import shipped_rulebooks
from strategies import CONTRACTS, sheets


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=250)

#: Pieces that forms print in figures, targets and actual values, in every wrong order.
PIECES = st.sampled_from(
    "0 1 5 10 50 90 100 2021 12.5 0.466 2,926.000000 % ％ ≥ ≤ = < 不低于 以上 以内 - — ~ 至 / . , ， 。 （ ） 年 月 日 前 底 季度 "
    "第 一 二 上半年 年内 万元 元 亿元 人次 家 次 个月 项 余 约 未 完成 未完成 无 提高 其中: 合计 产出指标 执行率 扣 每 ① ² ½ \n \u3000".split(
        " "
    )
)
TEXTS = st.one_of(st.none(), st.lists(PIECES, max_size=6).map("".join))

_FUND = ("name", "initial", "budget", "executed", "weight", "rate", "score")
_ROW = ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "reason")


def _row(names, **more):
    return st.fixed_dictionaries({}, optional={**dict.fromkeys(names, TEXTS), **more})


JUMBLED = st.fixed_dictionaries(
    {"indicators": st.lists(_row(_ROW), max_size=5)},
    optional={
        **dict.fromkeys(("title", "year", "project", "department", "unit", "currency_unit"), TEXTS),
        "complete": st.booleans(),
        "funds": st.lists(_row(_FUND, role=st.sampled_from(["total", "component"])), max_size=4),
        "sections": st.lists(_row(("name", "weight", "score")), max_size=3),
        "goals": _row(("expected", "actual")),
        "total": _row(("weight", "score", "grade")),
    },
)

FORMS = st.one_of(CONTRACTS, JUMBLED).map(form_from)


@SETTINGS
@given(FORMS, st.sampled_from(shipped_rulebooks()))
def test_it_is_checked(form, rulebook):
    """
    Every relation is judged or says why not, in every rulebook.
    """
    report = perfscore.check(form, rulebook=rulebook)
    coverage = report.coverage

    assert report.verdict in ("consistent", "partial", "inconsistent", "unchecked")
    assert coverage.exact + coverage.rounding + coverage.broken + coverage.open + len(coverage.unchecked) == len(
        report.examination.evaluations
    )
    assert (report.verdict == "unchecked") <= (coverage.exact == coverage.rounding == coverage.broken == 0)


@SETTINGS
@given(FORMS, st.sampled_from(["zh", "en"]))
def test_it_is_reported(form, lang):
    """
    The report is JSON, its findings speak, and the cells they name are cells of the form.
    """
    report = perfscore.check(form)
    written = report_to(report, lang, file="x")

    assert json.loads(json.dumps(written)) == written
    assert all(finding["message"] for finding in written["findings"])
    assert set(written["expected"]) <= {cell.address for cell in form.cells()}


@SETTINGS
@given(FORMS)
def test_every_cell_is_explained(form):
    """
    A cell takes part in relations or in none.
    """
    report = perfscore.check(form)

    for cell in form.cells():
        assert report.explain(cell.address).stated == cell.text


@SETTINGS
@given(FORMS, st.sampled_from(sorted({"text", "json"} & set(PRINTERS))), st.sampled_from(["zh", "en"]))
def test_it_is_written(form, name, lang):
    """
    As text and as JSON.
    """
    out = io.StringIO()
    write_reports(writer(name), [("x", 0, perfscore.check(form))], out, lang)
    printer(name).write_forms([("x", 0, form)], out, lang)

    assert out.getvalue()


@settings(max_examples=80)
@given(sheets().map(form_from))
def test_suspects_really_mend(form):
    """
    Whoever follows the first explanation of everything broken has a form in which nothing is broken.
    """
    report = perfscore.check(form)
    assume(report.suspects and report.investigation.explained.whole)
    data = perfscore.form_to(form)
    for change in report.suspects[0].changes:
        part, _, name = change.cell.rpartition(".")
        place, _, index = part.partition("[")
        holder = data[place][int(index.rstrip("]"))] if index else data[place]
        holder[name] = change.value
    mended = perfscore.check(form_from(data))

    assert report.coverage.broken > 0
    assert mended.coverage.broken == 0
