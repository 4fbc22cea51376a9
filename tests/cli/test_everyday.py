"""
The command as people use it who do not live on a command line: a path alone, patterns, Chinese, typing errors.
"""

from __future__ import annotations

import json
import shutil
import webbrowser

from pathlib import Path

import openpyxl
import pytest

from perfscore.cli import main
from perfscore.cli.cells import address_of
from perfscore.cli.parsing import meant
from perfscore.read import read


EXAMPLES = Path(__file__).parents[2] / "examples"
SLIP = EXAMPLES / "one-slip.json"
GOOD = EXAMPLES / "international-cooperation-2022.json"


@pytest.fixture
def run(capsys):
    def command(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = stopped.code
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def shown(monkeypatch):
    """
    What the browser was asked to show.
    """
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", asked.append)
    return asked


class TestAPathAlone:
    @pytest.mark.parametrize(("lang", "name"), [("zh", "核对结果"), ("en", "perfscore-results")])
    def test_it_is_checked_and_shown(self, run, shown, tmp_path, lang, name):
        shutil.copy(SLIP, tmp_path / "自评表.json")

        code, out, err = run(tmp_path / "自评表.json", "--lang", lang)

        index = tmp_path / name / "index.html"
        assert (code, out) == (1, "")
        assert shown == [index.as_uri()]
        assert "one-slip" not in index.read_text("utf-8")
        assert str(index) in err
        assert ("1 张，1 张矛盾" if lang == "zh" else "1 form, 1 inconsistent") in err

    def test_a_second_run_does_not_check_its_own_pages(self, run, shown, tmp_path):
        shutil.copy(SLIP, tmp_path / "a.json")
        run(tmp_path / "a.json", "--lang", "en")

        _, out, err = run("check", "--no-config", tmp_path, "--format", "jsonl", "--lang", "en")

        assert len(out.splitlines()) == 1
        assert "files that perfscore wrote: 2" in err
        assert len(shown) == 1

    @pytest.mark.usefixtures("shown")
    def test_results_of_an_earlier_run_beside_a_document_are_no_mistake(self, run, tmp_path):
        """
        That is what a shell makes of ``perfscore *``; alone they are one.
        """
        shutil.copy(GOOD, tmp_path / "a.json")
        run("--no-config", tmp_path / "a.json", "--lang", "zh")

        assert run("--no-config", tmp_path / "a.json", tmp_path / "核对结果", "--lang", "zh")[0] == 0
        status, _, err = run("check", tmp_path / "核对结果", "--lang", "zh")
        assert (status, "核对结果: 文件夹中没有可读的文件" in err) == (2, True)

    @pytest.mark.parametrize(("locale", "words"), [("zh_CN.UTF-8", "命令："), ("C", "commands:")])
    def test_nothing_at_all_shows_the_help(self, run, monkeypatch, locale, words):
        monkeypatch.setenv("LC_ALL", locale)
        status, out, err = run()

        assert (status, out) == (2, "")
        assert words in err

    def test_open_takes_its_place_from_output(self, run, shown, tmp_path):
        page = tmp_path / "page.html"

        assert run("check", SLIP, "--open", "--output", page)[0] == 1
        assert shown == [page.as_uri()]

    @pytest.mark.parametrize("name", ["表.xlsx", "打包.zip", "a.b"])
    def test_one_that_is_not_there_is_no_command(self, run, shown, tmp_path, monkeypatch, name):
        monkeypatch.chdir(tmp_path)
        status, _, err = run(name, "--lang", "zh")

        assert (status, len(shown)) == (2, 1)
        assert f"{name}: 文件不存在" in err

    def test_a_word_is_no_path(self, run):
        code, _, err = run("chekc", "--lang", "en")

        assert code == 2
        assert "did you mean check?" in err


class TestPatterns:
    def test_they_are_expanded_where_the_shell_does_not(self, run, tmp_path):
        for name in ("b.json", "a.json", "c.txt"):
            shutil.copy(SLIP, tmp_path / name)

        _, out, _ = run("check", "--no-config", tmp_path / "*.json", "--format", "jsonl")

        assert [json.loads(line)["file"] for line in out.splitlines()] == [
            str(tmp_path / name) for name in ("a.json", "b.json")
        ]

    def test_a_file_may_be_called_like_one(self, run, tmp_path):
        shutil.copy(SLIP, tmp_path / "[1].json")

        assert run("check", "--no-config", tmp_path / "[1].json", "--format", "jsonl")[0] == 1

    def test_nothing_fits(self, run, tmp_path):
        assert run("check", tmp_path / "*.xlsx", "--lang", "zh") == (
            2,
            "",
            f"perfscore: {tmp_path}/*.xlsx: 没有符合的文件\n",
        )


class TestTheSuffixDecides:
    @pytest.mark.parametrize(
        ("name", "begins"),
        [
            ("a.html", b"<!DOCTYPE html>"),
            ("a.json", b"{"),
            ("a.csv", b"\xef\xbb\xbffile"),
            ("a.xlsx", b"PK"),
            ("a.md", b"## "),
            ("a.xml", b"<?xml"),
            ("a.sarif", b"{"),
            ("a.log", b"/"),
        ],
    )
    def test_of_the_format(self, run, tmp_path, name, begins):
        assert run("check", "--no-config", SLIP, "--output", tmp_path / name)[0] == 1
        assert (tmp_path / name).read_bytes().startswith(begins)

    def test_a_mismatch_is_refused(self, run, tmp_path):
        code, _, err = run("check", SLIP, "--format", "json", "--output", tmp_path / "结果.xlsx", "--lang", "en")

        assert code == 2
        assert "the suffix is that of xlsx, not of --format json" in err
        assert not (tmp_path / "结果.xlsx").exists()

    @pytest.mark.parametrize(("name", "begins"), [("a.html", b"<!DOCTYPE html>"), ("a.xlsx", b"PK"), ("a.json", b"{")])
    def test_of_a_comparison(self, run, tmp_path, name, begins):
        status, out, err = run("compare", "--no-config", GOOD, SLIP, "--output", tmp_path / name, "--lang", "en")

        assert (status, out) == (1, "")
        assert err.startswith(f"perfscore: written to {tmp_path / name}: ")
        assert (tmp_path / name).read_bytes().startswith(begins)

    def test_a_mismatch_of_a_comparison(self, run, tmp_path):
        code, _, err = run("compare", GOOD, SLIP, "--format", "json", "--output", tmp_path / "a.xlsx", "--lang", "en")

        assert code == 2
        assert "the suffix is that of xlsx, not of --format json" in err
        assert not (tmp_path / "a.xlsx").exists()

    @pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
    def test_what_was_not_written_is_not_said_to_be(self, run, tmp_path, name):
        """
        Text cannot be marked as a Word document; a workbook is made for it.
        """
        status, _, err = run(
            "check", "--no-config", EXAMPLES / "one-slip.json", "--output", tmp_path / name, "--lang", "en"
        )

        assert (tmp_path / name).exists() == ("written to" in err) == (status == 1)


class TestWhatWasMeant:
    @pytest.mark.parametrize(
        ("arguments", "near"),
        [
            (["check", SLIP, "--slect", "F103"], "--select"),
            (["check", SLIP, "--format", "jsn"], "json"),
            (["check", SLIP, "--select", "F13"], "F103"),
            (["rules", "T4O1"], "T401"),
        ],
    )
    @pytest.mark.parametrize(("lang", "words"), [("zh", "是否为 {}？"), ("en", "did you mean {}?")])
    def test_the_nearest_is_named(self, run, arguments, near, lang, words):
        code, _, err = run(*arguments, "--lang", lang)

        assert code == 2
        assert words.format(near) in err

    def test_nothing_far_is(self):
        assert meant("--zzz", ["--select", "--ignore"]) is None
        assert meant("F103", ["F103"]) is None


class TestChinese:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["--help"],
            ["check", "--help"],
            ["check"],
            ["check", "--jobs", "x", "a"],
            ["check", "--baseline", "a", "--write-baseline", "b", "c"],
            ["read", "--lang"],
            ["completion", "cmd"],
        ],
    )
    def test_help_and_errors_hold_no_english_sentence(self, run, arguments):
        """
        Names of commands, options and formats are what they are; whole English words in a row would be a sentence.
        """
        _, out, err = run(*arguments, "--lang=zh") if "--lang" not in arguments else run("--lang=zh", *arguments)

        words = [
            word
            for word in (out + err).replace("\n", " ").split()
            if word.isascii() and word.isalpha() and word.islower()
        ]
        assert not {"the", "of", "argument", "required", "choice", "show", "options"} & set(words)

    def test_reasons_of_the_system(self, run, tmp_path):
        (tmp_path / "a").touch()

        _, _, err = run("check", SLIP, "--output", tmp_path / "a" / "b" / "c.json", "--lang", "zh")

        assert "路径中有一段不是文件夹" in err

    def test_a_rulebook_by_its_title(self, run):
        assert run("rulebook", "江西", "--format", "json")[1] == run("rulebook", "jiangxi", "--format", "json")[1]
        assert run("check", SLIP, "--rulebook", "湖北", "--format", "json")[0] == 1

    def test_rules_by_a_word(self, run):
        found = json.loads(run("rules", "执行率", "--format", "json")[1])["rules"]

        assert (
            {"F102", "F103"}
            <= {rule["code"] for rule in found}
            < {rule["code"] for rule in json.loads(run("rules", "--format", "json")[1])["rules"]}
        )


class TestCellsByName:
    @pytest.mark.parametrize(
        ("name", "address"),
        [
            ("总分", "total.score"),
            ("总分 得分", "total.score"),
            ("年度资金总额 得分", "funds[0].score"),
            ("年度资金总额得分", "funds[0].score"),
            ("funds[0].score", "funds[0].score"),
            ("没有这样的格", None),
        ],
    )
    def test_labels(self, name, address):
        (form,) = read(SLIP)

        assert address_of(form, name) == address

    def test_cells_of_a_workbook(self, tmp_path, run):
        """
        As the sheet's own margins name them, with or without the sheet.
        """
        rows = [
            ["项目支出绩效自评表"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "数量指标", "举办培训", "≥3次", "3次", "60", "60"],
            ["效益指标", "社会效益指标", "受训人数", "≥90人", "95人", "40", "30"],
            ["总分", None, None, None, None, "100", "90"],
        ]
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "a.xlsx")
        (form,) = read(tmp_path / "a.xlsx")

        assert address_of(form, "G4") == address_of(form, f"{book.active.title}!$G$4") == "indicators[1].score"
        assert address_of(form, "Other!G4") is address_of(form, "ZZ99") is None
        code, out, _ = run("explain", tmp_path / "a.xlsx", "G5", "--format", "json")
        assert (code, json.loads(out)["cell"]) == (0, "total.score")

    def test_what_resembles_is_offered(self, run):
        code, _, err = run("explain", SLIP, "年度资金总额 的分", "--lang", "zh")

        assert code == 2
        assert "年度资金总额 得分" in err
