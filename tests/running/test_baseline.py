"""
A baseline: what is known does not count, what is new does.
"""

from __future__ import annotations

import json
import shutil

from pathlib import Path

import pytest

import perfscore

from perfscore.cli import main
from perfscore.running.baseline import Baseline, BaselineError


EXAMPLES = Path(__file__).parents[2] / "examples"
SPOILED = EXAMPLES / "international-cooperation-2022-spoiled.json"


@pytest.fixture
def run(capsys):
    def command(*arguments):
        try:
            code = main(["check", "--no-config", *map(str, arguments)])
        except SystemExit as stopped:
            code = stopped.code
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def folder(tmp_path, run):
    """
    A folder with a spoiled form and the baseline that knows its findings.
    """
    (tmp_path / "forms").mkdir()
    shutil.copy(SPOILED, tmp_path / "forms" / "a.json")
    run(tmp_path / "forms", "--write-baseline", tmp_path / "known.json")
    return tmp_path


def change(file, **cells):
    """
    Other texts in the total's cells.
    """
    form = json.loads(file.read_text(encoding="utf-8"))
    form["total"].update(cells)
    file.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")


class TestWriting:
    def test_it_says_what_it_accepts(self, folder):
        data = json.loads((folder / "known.json").read_text(encoding="utf-8"))
        (total,) = [entry for entry in data["findings"] if entry["code"] == "T401"]

        assert data["schema"] == "perfscore/baseline/1"
        assert len(total.pop("fingerprint")) == 32
        assert total == {
            "file": "forms/a.json",
            "form": 0,
            "code": "T401",
            "cell": "total.score",
            "stated": "96.63",
            "expected": "93.63",
        }

    def test_a_line_for_each_finding(self, folder):
        lines = (folder / "known.json").read_text(encoding="utf-8").splitlines()

        assert len(lines) == len(json.loads("".join(lines))["findings"]) + 2

    def test_it_accepts_so_nothing_fails(self, run, folder):
        code, _, err = run(folder / "forms", "--write-baseline", folder / "again.json", "--format", "json")

        assert code == 0
        assert "findings written to" in err
        assert (folder / "again.json").read_bytes() == (folder / "known.json").read_bytes()

    def test_nothing_to_accept(self, run, folder):
        run(folder / "forms", "--select", "F101", "--write-baseline", folder / "empty.json")

        assert Baseline.load(str(folder / "empty.json")).known == {}

    def test_what_cannot_be_read_is_trouble_still(self, run, folder):
        (folder / "forms" / "b.json").write_text("{", encoding="utf-8")

        assert run(folder / "forms", "--write-baseline", folder / "again.json")[0] == 2

    def test_where_nothing_can_be_written(self, run, folder):
        code, _, err = run(folder / "forms", "--write-baseline", folder / "forms", "--format", "json")

        assert code == 2
        assert str(folder / "forms") in err

    def test_a_document_that_is_checked_is_not_overwritten(self, run, folder):
        before = (folder / "forms" / "a.json").read_bytes()

        code, _, err = run(folder / "forms", "--write-baseline", folder / "forms" / "a.json", "--format", "json")

        assert code == 2
        assert "not overwritten" in err
        assert (folder / "forms" / "a.json").read_bytes() == before

    def test_beside_the_forms(self, run, folder):
        """
        A baseline in the folder that is checked is no form of it, and can be written again.
        """
        known = folder / "forms" / "known.json"
        first, second, used = (
            run(folder / "forms", option, known, "--format", "json")
            for option in ("--write-baseline", "--write-baseline", "--baseline")
        )

        assert (first[0], second[0], used[0]) == (0, 0, 0)
        assert first[1] == second[1]
        assert "files that perfscore wrote: 1" in second[2]
        assert "known to the baseline" in used[2]


class TestUsing:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_what_is_known_does_not_count(self, run, folder, jobs):
        shutil.copy(SPOILED, folder / "forms" / "b.json")
        run(folder / "forms", "--write-baseline", folder / "known.json")

        code, out, err = run(folder / "forms", "--baseline", folder / "known.json", "--format", "json", "--jobs", jobs)

        assert code == 0
        assert [report["findings"] for report in json.loads(out)["reports"]] == [[], []]
        assert "are known to the baseline and left out" in err

    def test_other_figures_are_new(self, run, folder):
        change(folder / "forms" / "a.json", score="97.63")

        code, out, _ = run(folder / "forms", "--baseline", folder / "known.json", "--format", "json", "--select", "T4")

        assert code == 1
        assert [finding["stated"] for finding in json.loads(out)["reports"][0]["findings"]] == ["97.63"]

    def test_the_same_form_elsewhere_is_new(self, run, folder):
        shutil.copy(SPOILED, folder / "forms" / "b.json")

        code, out, _ = run(folder / "forms", "--baseline", folder / "known.json", "--format", "json")

        assert code == 1
        assert [bool(report["findings"]) for report in json.loads(out)["reports"]] == [False, True]

    def test_from_another_working_folder(self, run, folder, monkeypatch):
        monkeypatch.chdir(folder / "forms")

        assert run("a.json", "--baseline", "../known.json", "--format", "json")[0] == 0

    def test_the_verdict_still_speaks_of_the_arithmetic(self, folder):
        (form,) = perfscore.read(folder / "forms" / "a.json")
        report = perfscore.check(form)

        new, known = Baseline.load(str(folder / "known.json")).without_known(
            report, str(folder / "forms" / "a.json"), 0
        )

        assert (new.findings, new.verdict, known) == ((), "inconsistent", len(report.findings))

    def test_what_stands_twice_is_known_as_often_as_it_was(self, folder):
        (form,) = perfscore.read(folder / "forms" / "a.json")
        report = perfscore.check(form)
        twice = perfscore.check(form, rules=[*perfscore.RULES, *perfscore.RULES])

        _, known = Baseline.load(str(folder / "known.json")).without_known(twice, str(folder / "forms" / "a.json"), 0)

        assert known == len(report.findings)

    def test_either_or(self, run, folder):
        code, _, err = run(folder, "--baseline", "a", "--write-baseline", "b")

        assert code == 2
        assert "not allowed with" in err


class TestUnusable:
    @pytest.mark.parametrize(
        "content",
        [
            "",
            "[]",
            '{"schema": "perfscore/reports/1", "findings": []}',
            '{"schema": "perfscore/baseline/1"}',
            '{"schema": "perfscore/baseline/1", "findings": [{"file": "a"}]}',
            '{"schema": "perfscore/baseline/1", "findings": [{"file": "a", "form": "x", "fingerprint": ""}]}',
            "\xff",
        ],
    )
    def test_another_file(self, run, tmp_path, content):
        (tmp_path / "known.json").write_text(content, encoding="latin-1")

        code, out, err = run(SPOILED, "--baseline", tmp_path / "known.json")

        assert (code, out) == (2, "")
        assert err == f"perfscore: {tmp_path / 'known.json'}: is no baseline of perfscore\n"

    def test_none(self, run, tmp_path):
        code, _, err = run(SPOILED, "--baseline", tmp_path / "known.json")

        assert code == 2
        assert "cannot be opened: No such file" in err

    def test_in_the_language_of_the_process(self, monkeypatch, tmp_path):
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

        with pytest.raises(BaselineError) as caught:
            Baseline.load(str(tmp_path))
        assert "无法打开" in str(caught.value)
