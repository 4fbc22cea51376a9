"""
Rules of one's own: given to the library, or brought by an installed distribution.
"""

from __future__ import annotations

import json
import sys

from zipfile import ZipFile

import pytest

import perfscore

from builders import form, row
from perfscore import RULES, Match, Rule, Severity, Text
from perfscore.cli import main
from perfscore.rules import all_rules


FORM = form(row("100", "100", "≥3次", "3次", name="调研"), score="100")

MODULE = """
from perfscore import Match, Rule, Severity, Text

def matches(examination):
    yield Match("total.score")

def broken(examination):
    yield Match("total.score")
    raise LookupError("no such table")

C1 = Rule("C001", "city", Severity.WARNING, Text("市", "city"), Text("本市规则", "a rule of the city"), matches, source="x")
C2 = Rule("C002", "failing", Severity.WARNING, Text("市", "city"), Text("本市规则", "found before"), broken, source="x")
TAKEN = Rule("F103", "city", Severity.WARNING, Text("市", "city"), Text("市", "city"), matches, source="x")
RULES = (C1, C2)
"""


def rule(code, matches):
    return Rule(
        code, "own", Severity.WARNING, Text("自", "own"), Text("自有规则", "a rule of one's own"), matches, source="x"
    )


def one_hit(examination):
    yield Match("total.score", values={"rows": len(examination.form.indicators)})


def failing(examination):
    yield Match("total.score")
    raise ZeroDivisionError(examination.form.indicators[0].name)


@pytest.fixture
def distribution(tmp_path, monkeypatch):
    """
    Puts a distribution with these entry points on the path.
    """

    def install(*entries, info="city_rules-1.0.dist-info", metadata="METADATA"):
        (tmp_path / "city_rules.py").write_text(MODULE, encoding="utf-8")
        # Most distributions have no entry points; they stand before and after one that has.
        for other in "abcdefgh":
            (tmp_path / f"{other}-1.0.dist-info").mkdir()
        info = tmp_path / info
        info.mkdir()
        (info / metadata).write_text("Metadata-Version: 2.1\nName: city-rules\nVersion: 1.0\n", encoding="utf-8")
        listed = "\n".join(entries)
        (info / "entry_points.txt").write_text(f"[perfscore.rules]\n{listed}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))

    yield install
    sys.modules.pop("city_rules", None)


@pytest.fixture
def check(tmp_path, capsys):
    """
    Checks a form that is in order; gives exit code, the report and stderr.
    """
    path = tmp_path / "form.json"
    path.write_text(json.dumps(perfscore.form_to(FORM)), encoding="utf-8")

    def command(*options):
        code = main(["check", str(path), "--format", "json", *options])
        out, err = capsys.readouterr()
        return code, json.loads(out)["reports"][0], err

    return command


class TestGivenToTheLibrary:
    def test_beside_the_catalogue(self):
        """
        A rule is an object like any other.
        """
        report = perfscore.check(FORM, rules=(*RULES, rule("C001", one_hit)))

        assert [f.code for f in report.findings if f.severity > Severity.NOTICE] == ["C001"]
        assert report.failures == ()

    def test_one_that_raises(self):
        """
        It is named, what it had found is kept, and the others still run.
        """
        report = perfscore.check(FORM, rules=(rule("C001", failing), rule("C002", one_hit)))

        assert [f.code for f in report.findings] == ["C001", "C002"]
        assert [(f.rule, f.error) for f in report.failures] == [("C001", "ZeroDivisionError: 调研")]


class TestInstalled:
    def test_without_any_there_is_the_catalogue(self):
        """
        Nothing else is installed here.
        """
        assert all_rules() == RULES

    def test_they_are_found(self, distribution, check):
        """
        One rule or several behind an entry point; they are selected like the others.
        """
        distribution("one = city_rules:C1")

        assert [own.code for own in all_rules()[len(RULES) :]] == ["C001"]
        code, report, _ = check("--select", "C")
        assert code == 0
        assert [finding["code"] for finding in report["findings"]] == ["C001"]

    def test_one_that_raises_ends_with_two(self, distribution, check):
        """
        The report is still written, with the failure in it.
        """
        distribution("city = city_rules:RULES")
        code, report, err = check()

        assert code == 2
        assert "rule C002 failed: LookupError: no such table" in err
        assert report["failures"] == [{"rule": "C002", "error": "LookupError: no such table"}]
        assert {"C001", "C002"} <= {finding["code"] for finding in report["findings"]}

    @pytest.mark.parametrize(
        ("entry", "words"),
        [
            ("city = city_rules:TAKEN", "the code F103 is taken by perfscore"),
            ("city = city_rules:MISSING", "AttributeError"),
            ("city = nowhere:RULES", "ModuleNotFoundError"),
            ("city = city_rules:matches", "TypeError"),
            ("city = sys:path", "is no perfscore.Rule"),
        ],
    )
    def test_one_that_cannot_be_loaded(self, distribution, check, entry, words):
        """
        It fails under the name of its entry point; the catalogue still runs.
        """
        distribution(entry)
        code, report, err = check()

        assert code == 2
        assert "rule city failed" in err
        assert words in err
        assert report["verdict"] == "consistent"

    def test_the_older_way_to_install(self, distribution):
        """
        A folder that ends in egg-info, as a development install leaves it.
        """
        distribution("one = city_rules:C1", info="city_rules.egg-info", metadata="PKG-INFO")

        assert [own.code for own in all_rules()[len(RULES) :]] == ["C001"]

    def test_in_an_archive(self, tmp_path, distribution, monkeypatch):
        """
        A distribution may be an archive on the path.
        """
        distribution("one = city_rules:C1")
        monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry != str(tmp_path)])
        assert all_rules() == RULES

        archive = tmp_path / "city.zip"
        with ZipFile(archive, "w") as packed:
            for file in (tmp_path / "city_rules.py", *tmp_path.glob("city_rules-*/*")):
                packed.write(file, file.relative_to(tmp_path))
        monkeypatch.syspath_prepend(str(archive))

        assert [rule.code for rule in all_rules()[len(RULES) :]] == ["C001"]

    def test_what_cannot_be_read_brings_none(self, tmp_path, monkeypatch):
        """
        A folder where a file should be stops nothing.
        """
        (tmp_path / "odd.dist-info" / "entry_points.txt").mkdir(parents=True)
        monkeypatch.syspath_prepend(str(tmp_path))

        assert [rule.code for rule in all_rules()] == [rule.code for rule in RULES]

    def test_one_that_cannot_be_loaded_says_why(self, distribution):
        """
        It is listed under its own name with the exception as its source, and fails with that when it is asked.
        """
        distribution("city = nowhere:RULES")
        (rule,) = all_rules()[len(RULES) :]

        assert (rule.code, rule.name, rule.severity) == ("city", "unusable", Severity.ERROR)
        assert (rule.summary.say("zh"), rule.summary.say("en")) == ("规则未能载入", "a rule that could not be loaded")
        assert rule.message == rule.summary
        assert rule.citation.en == "ModuleNotFoundError: No module named 'nowhere'"
        (failure,) = perfscore.check(FORM, rules=(rule,)).failures
        assert failure.error == "ModuleNotFoundError: No module named 'nowhere'"

    def test_the_code_of_another_distribution(self, distribution):
        """
        Who comes first has it, and is named.
        """
        distribution("one = city_rules:C1", "two = city_rules:C1")
        first, second = all_rules()[len(RULES) :]

        assert (first.code, second.code) == ("C001", "two")
        assert second.citation.en == "UnusableRuleError: the code C001 is taken by one"

    def test_it_is_listed(self, distribution, capsys):
        """
        It has no page, but a line.
        """
        distribution("one = city_rules:C1")

        assert main(["rules", "C001", "--lang", "en"]) == 0
        assert "C001" in capsys.readouterr().out
