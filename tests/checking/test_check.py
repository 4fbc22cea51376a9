"""
The main job as a library: a form in, a report out.
"""

from __future__ import annotations

import re

import pytest

from attrs import evolve

import perfscore

from builders import form, found, funds, only, part, row
from perfscore import Place, Severity, Text, load_rulebook


GOOD = form(
    row("90", "85.47", "提高", "提高", reason="疫情影响"),
    fund=funds("119.838800", "64.185681", rate="53.56%", score="5.36"),
    total="100",
    score="90.83",
)
SPOILED = evolve(GOOD, funds=(evolve(GOOD.funds[0], score="5.63"),), total=evolve(GOOD.total, score="90.83"))


class TestVerdict:
    def test_consistent(self):
        """
        All that can be computed holds.
        """
        assert perfscore.check(GOOD).verdict == "consistent"
        assert found(GOOD) == []

    def test_inconsistent(self):
        """
        A swapped pair of digits in the execution score contradicts the rate and the total.
        """
        assert perfscore.check(SPOILED).verdict == "inconsistent"
        assert found(SPOILED) == ["F103 funds[0].score", "T401 total.score"]

    @pytest.mark.parametrize(
        "blank", [form(), form(row()), form(row(target="≥3次", actual="3次")), form(row(None, None, "提高", "提高"))]
    )
    def test_a_form_with_nothing_to_check_is_never_consistent(self, blank):
        """
        Silence about a blank form would pass for approval.
        """
        assert perfscore.check(blank).verdict == "unchecked"

    def test_warnings_do_not_make_a_form_inconsistent(self):
        """
        Points lost without a reason are no contradiction of numbers.
        """
        silent = evolve(GOOD, indicators=(evolve(GOOD.indicators[0], reason=None),))

        assert found(silent) == ["R501 indicators[0].reason"]
        assert perfscore.check(silent).verdict == "consistent"

    def test_it_does_not_depend_on_the_rules_that_were_chosen(self):
        """
        Looking away does not mend a form.
        """
        report = perfscore.check(SPOILED, rules=())

        assert report.findings == ()
        assert report.verdict == "inconsistent"


class TestFindings:
    def test_errors_come_first(self):
        """
        Findings are sorted by severity.
        """
        worst_first = [
            finding.severity
            for finding in perfscore.check(
                evolve(SPOILED, indicators=(evolve(SPOILED.indicators[0], reason=None),))
            ).findings
        ]

        assert worst_first == sorted(worst_first, reverse=True)
        assert {Severity.ERROR, Severity.WARNING} <= set(worst_first)

    def test_what_a_finding_says(self):
        """
        Where to look, what is printed, what should be, why, and where the rule comes from.
        """
        finding = only(SPOILED, "F103")

        assert (finding.cell, finding.stated, finding.expected) == ("funds[0].score", "5.63", "5.36")
        assert set(finding.cells) >= {"funds[0].score", "funds[0].weight", "funds[0].rate"}
        assert finding.derivation == "10 × 53.56% = 5.36"
        assert "5.36" in finding.message
        assert "5.63" in finding.message
        assert "national" in finding.reference

    def test_where_it_stood(self):
        """
        A finding points at the place in the document where the reader knows it.
        """
        placed = evolve(SPOILED, places={"funds[0]": Place(page=1, row=4)})

        assert only(placed, "F103").location == Place(page=1, row=4)
        assert only(SPOILED, "F103").location is None

    @pytest.mark.parametrize(
        ("locale", "word"), [("zh_CN.UTF-8", "应为"), ("en_US.UTF-8", "should be"), ("C", "should be")]
    )
    def test_the_message_follows_the_locale(self, monkeypatch, locale, word):
        """
        Chinese where the locale is Chinese, English elsewhere.
        """
        monkeypatch.setenv("LC_ALL", locale)

        assert word in only(SPOILED, "F103").message


class TestRules:
    def test_only_the_chosen_rules_speak(self):
        """
        A caller may pass the rules that matter to him.
        """
        chosen = [rule for rule in perfscore.RULES if rule.code == "T401"]

        assert found(SPOILED, rules=chosen) == ["T401 total.score"]

    def test_codes_are_unique_and_sorted_into_families(self):
        """
        A code is stable and belongs to one rule.
        """
        codes = [rule.code for rule in perfscore.RULES]

        assert len(set(codes)) == len(codes)
        assert all(len(code) == 4 and code[0] in "FWSTRMXD" and code[1:].isdigit() for code in codes)

    def test_every_rule_says_where_it_comes_from(self):
        """
        A rule rests on a rulebook's parameter, which has a source, or on a source of its own.
        """
        sources = load_rulebook("national").sources

        for rule in perfscore.RULES:
            assert rule.citation.zh
            assert rule.citation.en
            assert rule.parameter is None or rule.parameter in sources
            assert (rule.parameter is None) != (rule.source is None)

    def test_the_source_is_in_the_language_of_the_report(self, monkeypatch):
        """
        Of every finding, whether it rests on a parameter of the rulebook or on a source of its own.
        """
        report = perfscore.check(SPOILED)
        for lang, locale in (("zh", "zh_CN.UTF-8"), ("en", "C")):
            monkeypatch.setenv("LC_ALL", locale)
            for finding in report.findings:
                assert finding.reference == finding.source.say(lang)
        for finding in report.findings:
            assert re.search("[\u4e00-\u9fff]{2}", finding.source.zh)
            assert re.search("[a-z]{3} [a-z]{2}", finding.source.en)

    def test_a_rule_of_ones_own_may_say_it_once(self):
        """
        The name of a document is the same in both languages.
        """
        own = evolve(perfscore.RULES[0], parameter=None, source="市财〔2023〕5号", mark="read")

        assert own.citation == Text("市财〔2023〕5号（读到原文）", "市财〔2023〕5号 (read)")


class TestRulebooks:
    def test_by_name_or_by_value(self):
        """
        A rulebook is given by its name or as what was loaded.
        """
        by_name, by_value = (
            perfscore.check(GOOD, rulebook="national"),
            perfscore.check(GOOD, rulebook=load_rulebook("national")),
        )

        assert by_name.rulebook == by_value.rulebook == "national"
        assert by_name.verdict == by_value.verdict

    def test_an_unknown_one_is_misuse(self):
        """
        A rulebook that does not exist is no finding but an error of the caller's.
        """
        with pytest.raises(perfscore.RulebookError, match="atlantis"):
            perfscore.check(GOOD, rulebook="atlantis")


class TestExplain:
    def test_a_computed_cell(self):
        """
        Its own derivation first, and each relation it takes part in.
        """
        explained = perfscore.check(SPOILED).explain("funds[0].score")

        assert (explained.stated, explained.expected) == ("5.63", "5.36")
        assert explained.derivation == "10 × 53.56% = 5.36"
        assert [(part.relation, part.role, part.verdict.value) for part in explained.parts] == [
            ("execution", "result", "broken"),
            ("total", "input", "broken"),
        ]

    def test_an_input(self):
        """
        The budget is computed from nothing, and the rate and score from it.
        """
        explained = perfscore.check(GOOD).explain("funds[0].budget")

        assert explained.derivation is None
        assert [part.relation for part in explained.parts] == ["rate", "execution"]

    def test_a_cell_of_no_relation(self):
        """
        A reason takes part in no arithmetic.
        """
        assert perfscore.check(GOOD).explain("indicators[0].reason").parts == ()

    @pytest.mark.parametrize("address", ["indicators[1].score", "total", "x", ""])
    def test_an_unknown_cell(self, address):
        """
        A cell the form does not have is a KeyError.
        """
        with pytest.raises(KeyError):
            perfscore.check(GOOD).explain(address)


class TestCoverage:
    def test_every_relation_is_counted_once(self):
        """
        Exact, by rounding, broken and unchecked make up all relations.
        """
        report = perfscore.check(SPOILED)
        coverage = report.coverage

        assert (coverage.exact, coverage.rounding, coverage.broken, len(coverage.unchecked)) == (2, 0, 2, 1)
        assert len(report.examination.evaluations) == 5

    def test_relations_by_rounding_are_no_findings(self):
        """
        862 / 1000 printed as 86 % is rounding, which is counted and not complained of.
        """
        rounded = form(fund=funds("1000", "862", rate="86%", score="8.6"))

        assert perfscore.check(rounded).coverage.rounding == 1
        assert found(rounded) == []


def test_a_wrong_form_is_never_an_exception():
    """
    Every cell may hold nonsense at once.
    """
    nonsense = dict.fromkeys(("name", "target", "actual", "weight", "score", "reason"), "１２３４.５.６－七八九％％")
    report = perfscore.check(
        form(
            row(**nonsense),
            row(*["-"] * 4),
            fund=[funds("abc", "9" * 50, weight="%", rate="≥", score="-0"), part("其中")],
            total="٣",
            score="∞",
            year="昨天",
            currency_unit="石",
        )
    )

    assert report.verdict in ("unchecked", "inconsistent")


@pytest.mark.parametrize("year", ["0000", "9999", "1899", "２０２２", "20220101", "明年", ""])
def test_no_year_is_an_exception(year):
    """
    Dates without a year are read whatever stands in the form's own year cell.
    """
    dated = form(row("100", "100", "12月底前完成", "12月完成"), year=year, score="100")

    assert perfscore.check(dated).verdict == "consistent"
