"""
Words of a project's own, in its configuration: every reader knows them, in every process.
"""

from __future__ import annotations

import json

import openpyxl
import pytest

from attrs import evolve

from perfscore import check, compare, load_rulebook
from perfscore.cli import main
from perfscore.lexicon import load_lexicon


ROWS = [
    ["项目支出绩效自评表"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "评议"],
    ["产出指标", "数量指标", "举办培训", "≥3次", "3次", "60", "60"],
    ["效益指标", "社会效益指标", "受训人数", "≥90人", "95人", "40", "30"],
    ["总分", None, None, None, None, "100", "80"],
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for name in ("a", "b"):
        book.save(tmp_path / f"{name}.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(project, text='[words.heads.indicators]\nscore = ["评议"]\n'):
    (project / "perfscore.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_they_reach_every_process(project, capsys, jobs):
    configured(project)
    main(["check", "a.xlsx", "b.xlsx", "--format", "jsonl", "--jobs", jobs])
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [report["stated"]["total.score"] for report in reports] == ["80", "80"]
    assert all("T401" in {finding["code"] for finding in report["findings"]} for report in reports)


def test_without_them_the_column_is_not_known(project, capsys):
    main(["read", "a.xlsx", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["forms"][0]["indicators"][0]["score"] is None
    configured(project)
    main(["read", "a.xlsx", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["forms"][0]["indicators"][0]["score"] == "60"


def test_they_are_part_of_what_the_cache_knows(project, capsys):
    main(["check", "a.xlsx", "b.xlsx", "--format", "jsonl"])
    capsys.readouterr()
    configured(project)
    main(["check", "a.xlsx", "b.xlsx", "--format", "jsonl"])

    assert "T401" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ['[words.heds]\nx = ["y"]\n', "[words.heads.indicators]\nscore = [3]\n", "words = 3\n"]
)
def test_what_is_no_word_is_complained_of(project, capsys, text):
    configured(project, text)

    assert main(["check", "a.xlsx", "b.xlsx", "--format", "jsonl"]) == 2
    said = capsys.readouterr().err
    assert "perfscore.toml: words" in said
    assert "Traceback" not in said


def test_documents_that_are_compared_are_read_by_them(project, capsys):
    def totals():
        main(["compare", "a.xlsx", "b.xlsx", "--as", "versions", "--format", "json"])
        return json.loads(capsys.readouterr().out)["totals"]["before"]

    assert totals() == {"stated": None, "expected": None}
    configured(project)
    assert totals() == {"stated": "80", "expected": "90"}


def test_approved_targets_are_read_by_them(project, capsys):
    book = openpyxl.load_workbook("b.xlsx")
    book.active["D2"] = "许诺值"
    book.active["D3"] = "≥5次"
    book.save("b.xlsx")
    configured(project, '[words.heads.indicators]\ntarget = ["许诺值"]\n')
    main(["check", "a.xlsx", "--targets", "b.xlsx", "--select", "C8", "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)["reports"]

    assert ("C801", "≥3次", "≥5次") in {(one["code"], one["stated"], one["expected"]) for one in report["findings"]}


def test_a_document_given_to_the_library_is_read_by_the_words_of_its_rulebook(project):
    words = load_lexicon({"heads": {"indicators": {"score": ["评议"]}}})
    rulebook = evolve(load_rulebook("national"), lexicon=words)

    assert check(project / "a.xlsx").form.indicators[0].score is None
    assert check(project / "a.xlsx", rulebook=rulebook).form.indicators[0].score == "60"
    compared = compare(project / "a.xlsx", project / "b.xlsx", rulebook=rulebook)
    assert (compared.before.form.total.score, compared.after.form.indicators[1].score) == ("80", "30")
