"""
Words of a project's own, in its configuration: every reader knows them, in every process.
"""

from __future__ import annotations

import json

import openpyxl
import pytest

from perfscore.cli import main


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
