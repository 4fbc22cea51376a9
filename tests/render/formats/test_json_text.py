"""
Reports, forms and rules as JSON.
"""

from __future__ import annotations

import io
import json
import unicodedata

from functools import partial

import pytest

import perfscore

from builders import form, funds, row
from perfscore import form_from
from perfscore.render import write_reports, writer
from perfscore.render.formats import json_text
from perfscore.rules import BY_CODE, RULES
from perfscore.rules.pages import page


FORM = form(
    row("90", "80", "提高", "提高", name="扩大影响"),
    fund=funds("119.838800", "64.185681", rate="53.56%", score="5.63"),
    score="85.63",
    project="合作",
)


def written(write, *things, lang="en"):
    out = io.StringIO()
    write(*things, out, lang)
    return json.loads(out.getvalue())


def test_reports():
    """
    One object with every report, each with its file and its place in it.
    """
    report = perfscore.check(FORM)
    data = written(partial(write_reports, writer("json")), [("a.docx", 0, report), ("a.docx", 1, report)])

    assert data["schema"] == "perfscore/reports/1"
    assert [(r["schema"], r["file"], r["form"]) for r in data["reports"]] == [
        ("perfscore/report/1", "a.docx", 0),
        ("perfscore/report/1", "a.docx", 1),
    ]


def test_forms_come_back():
    """
    What is written is readable input again.
    """
    data = written(json_text.write_forms, [("a.docx", 0, FORM)])

    assert data["schema"] == "perfscore/forms/1"
    assert [form_from(item) for item in data["forms"]] == [FORM]


def test_explanation():
    """
    A cell's derivation and its relations.
    """
    data = written(json_text.write_explanation, perfscore.check(FORM).explain("funds[0].score"))

    assert (data["cell"], data["stated"], data["expected"]) == ("funds[0].score", "5.63", "5.36")
    assert [r["relation"] for r in data["relations"]] == ["execution", "total"]
    assert [r["role"] for r in data["relations"]] == ["result", "input"]
    assert [r["verdict"] for r in data["relations"]] == ["broken", "exact"]


def test_the_catalogue():
    """
    Every rule with its severity, its summary and its source.
    """
    rules = written(json_text.write_rules, RULES)["rules"]

    assert [rule["code"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rule["summary"] and rule["source"] for rule in rules)
    assert {rule["severity"] for rule in rules} <= {"error", "warning", "notice"}


def test_a_page_holds_forms():
    """
    The examples are forms that the contract takes.
    """
    data = written(json_text.write_page, page(BY_CODE["F103"]))

    assert data["code"] == "F103"
    assert form_from(data["passes"]) != form_from(data["fails"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_controls_are_escaped_and_come_back(lang):
    """
    A control character of a cell reaches a terminal as an escape in the JSON text, and a program as what it was.
    """
    evil = "a\x1b[31m\x07\x9b2J\x7f\x00\x85b"
    out = io.StringIO()
    json_text.write_forms([("a.json", 0, form(row(name=evil), project=evil))], out, lang)

    assert {c for c in out.getvalue() if unicodedata.category(c) == "Cc"} == {"\n"}
    assert json.loads(out.getvalue())["forms"][0]["project"] == evil


def test_chinese_is_readable():
    """
    Chinese is written as it is, not as escapes.
    """
    out = io.StringIO()
    json_text.write_forms([("a.json", 0, FORM)], out, "zh")

    assert "扩大影响" in out.getvalue()
