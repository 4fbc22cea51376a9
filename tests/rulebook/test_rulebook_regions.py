"""
The same form under the rulebooks of several places, with numbers computed by hand.
"""

from __future__ import annotations

import json

import pytest

import perfscore

from builders import fires, form, found, funds, only, row
from perfscore import load_rulebook
from perfscore.cli import main


INDICATORS = row("90", "90", "≥120盏", "126盏", level1="产出指标", level2="数量指标", name="维修路灯")


def executed(amount, rate, score, weight="10"):
    """
    A form of 200 万元 of which *amount* was spent.
    """
    fund = funds("200.00", amount, weight=weight, rate=rate, score=score)
    return form(INDICATORS, fund=fund, total="100", score=None, currency_unit="万元")


class TestBands:
    @pytest.mark.parametrize(
        ("amount", "rate", "earned"),
        [
            ("200.00", "100%", "10"),
            ("199.98", "99.99%", "7"),
            ("160.00", "80%", "7"),
            ("159.98", "79.99%", "5"),
            ("120.00", "60%", "5"),
            ("119.98", "59.99%", "0"),
            ("0.00", "0%", "0"),
        ],
    )
    def test_jiangxi_scores_the_execution_by_bands(self, amount, rate, earned):
        """
        100 % earns 10, [80, 100) 7, [60, 80) 5, less nothing.
        """
        banded = executed(amount, rate, earned)

        assert fires(banded, "F103", rulebook="jiangxi") == []
        assert perfscore.check(banded, rulebook="jiangxi").expected["funds[0].score"] == earned

    def test_a_score_in_proportion_is_wrong_there(self):
        """
        187.02 of 200 is 93.51 %, which earns 7 of 10 and not 9.35.
        """
        linear = executed("187.02", "93.51%", "9.35")
        finding = only(linear, "F103", rulebook="jiangxi")

        assert (finding.expected, finding.derivation) == ("7.00", "10 × 70% (93.51% ≥ 80%) = 7.00")
        assert finding.reference.startswith("jiangxi: execution.method (in use)")
        assert fires(linear, "F103") == []

    def test_the_lowest_band_is_written_by_what_it_misses(self):
        """
        53.56 % is below 60 %.
        """
        finding = only(executed("107.12", "53.56%", "5.36"), "F103", rulebook="jiangxi")

        assert finding.derivation == "10 × 0% (53.56% < 60%) = 0.00"

    def test_a_rate_that_is_not_printed_is_computed(self):
        """
        187.02 / 200 lies in the second band as well.
        """
        blank = executed("187.02", None, "7")

        assert fires(blank, "F103", rulebook="jiangxi") == []


class TestHubei:
    def test_the_execution_weighs_twenty(self):
        """
        20 × 93.51 % = 18.70, and the weight is the usual one there.
        """
        twenty = form(
            row("40", "40", "≥120盏", "126盏", level1="产出指标", name="维修路灯"),
            row("40", "40", "≥90%", "93%", level1="满意度指标", name="居民满意度"),
            fund=funds("200.00", "187.02", weight="20", rate="93.51%", score="18.70"),
            total="100",
            score="98.70",
            currency_unit="万元",
        )

        assert found(twenty, rulebook="hubei") == []
        assert fires(twenty, "W204", rulebook="hubei") == []
        assert fires(twenty, "W204") == ["funds[0].weight notice", "indicators[0].weight notice"]

    @pytest.mark.parametrize(("rulebook", "fired"), [("national", ["indicators[0].score warning"]), ("hubei", [])])
    def test_half_of_the_weight_is_partly_met(self, rulebook, fired):
        """
        11 of 20 is 55 %: below the national band of 60 %, within that of 50 %.
        """
        partly = form(row("20", "11", "明显改善", "部分达成预期目标", reason="推迟"), complete=False)

        assert fires(partly, "S306", rulebook=rulebook) == fired


class TestZhejiang:
    @pytest.mark.parametrize(
        ("rate", "score", "broken"),
        [("100%", "10", []), ("0%", "0", ["F102 funds[0].rate"])],
    )
    def test_nothing_of_nothing_is_all(self, rate, score, broken):
        """
        0 / 0 is 100 % there; elsewhere both readings pass.
        """
        nothing = form(INDICATORS, fund=funds("0.00", "0.00", rate=rate, score=score), currency_unit="万元")

        assert [finding for finding in found(nothing, rulebook="zhejiang") if finding[0] == "F"] == broken
        assert [finding for finding in found(nothing) if finding[0] == "F"] == []


class TestOverFulfilment:
    FAR = form(row("5", "5", "≥60期", "98期", level2="数量指标", name="编印简报"), complete=False)

    def test_national_points_it_out(self):
        """
        98 of 60 is 163.3 %.
        """
        assert fires(self.FAR, "R503") == ["indicators[0].actual notice"]
        assert "163.3%" in only(self.FAR, "R503").say("en")

    def test_guangxi_wants_an_explanation(self):
        """
        It is refused there without one.
        """
        assert fires(self.FAR, "R503", rulebook="guangxi") == ["indicators[0].actual warning"]


class TestSichuan:
    def test_a_low_rate_wants_a_reason(self):
        """
        89.5 % is below 90 %; the finding cites the form's own text.
        """
        low = form(INDICATORS, fund=funds("200.00", "179.00", rate="89.5%", score="8.95"), complete=False)

        assert fires(low, "R501", rulebook="sichuan") == ["funds[0].rate notice"]
        assert fires(low, "R501") == []


class TestSplits:
    def test_cost_as_a_section_of_its_own(self):
        """
        20 + 40 + 20 + 10 beside an execution of 10; under the national split cost has no place, and nothing is said.
        """
        heads = {"成本指标": "20", "产出指标": "40", "效益指标": "20", "满意度指标": "10"}
        rows = [row(weight, weight, "达标", "达标", level1=head, name=head) for head, weight in heads.items()]
        split = form(*rows, fund=funds("20", "20", rate="100%", score="10"), total="100", score="100")

        assert fires(split, "W204", rulebook="national-2021") == []
        assert fires(split, "W204") == []

    def test_a_value_says_since_when_it_holds(self):
        """
        The guidance came on 2021-08-18; a form for 2019 is told so.
        """
        heads = {"产出指标": "60", "满意度指标": "30"}
        rows = [row(weight, weight, "达标", "达标", level1=head, name=head) for head, weight in heads.items()]
        fund = funds("20", "20", rate="100%", score="10")
        early, late = (form(*rows, fund=fund, total="100", score="100", year=year) for year in ("2019", "2023"))

        assert only(early, "W204", rulebook="national-2021").reference.endswith(
            "[2021-08-18 – ] [not in force in 2019]"
        )
        assert only(late, "W204", rulebook="national-2021").reference.endswith("[2021-08-18 – ]")

    def test_beijing_splits_by_level_two(self):
        """
        15 + 15 + 10 + 10 under output.
        """
        kinds = {"数量": "15", "质量": "15", "时效": "10", "成本": "10"}
        rows = [row(w, w, "达标", "达标", level1="产出指标", level2=f"{k}指标", name=k) for k, w in kinds.items()]
        rows += [row("30", "30", "提高", "提高", level1="效益指标", level2="社会效益指标", name="影响")]
        rows += [row("10", "10", "≥90%", "95%", level1="满意度指标", level2="服务对象满意度指标", name="满意")]
        split = form(*rows, fund=funds("20", "20", rate="100%", score="10"), total="100", score="100")

        assert fires(split, "W204", rulebook="beijing") == []


class TestGrades:
    @pytest.mark.parametrize(
        ("score", "grade", "fired"),
        [
            ("90", "优", []),
            ("89.99", "优", ["total.grade error"]),
            ("89.99", "良好", []),
            ("60", "中", []),
            ("59.9", "差", []),
            ("59.9", "合格", []),
            (None, "优", []),
        ],
    )
    def test_the_grade_is_the_band_of_the_total(self, score, grade, fired):
        """
        优 from 90, 良 from 80, 中 from 60; a word of another scale is not judged.
        """
        graded = perfscore.Form((), total=perfscore.Total("100", score, grade))

        assert fires(graded, "T405") == fired

    def test_how_it_is_explained(self):
        """
        The band that holds, not the difference.
        """
        graded = perfscore.Form((), total=perfscore.Total("100", "88.5", "优"))
        finding = only(graded, "T405")

        assert (finding.expected, finding.derivation) == ("良", "88.5 ≥ 80 → 良")
        assert perfscore.check(graded).explain("total.grade").derivation == "88.5 ≥ 80 → 良"


OWN = """
extends = "{base}"
title = "某市"

[execution.weight]
value = "15"
source = "the city's form"
mark = "read"
since = 2023-01-01

[over_fulfilment.threshold]
value = "150"
source = "the city's form"
mark = "read"
"""


class TestOwn:
    def test_only_what_differs(self, tmp_path):
        """
        A file of one's own sets two values and takes the others from the shipped one it extends.
        """
        path = str(tmp_path / "city.toml")
        (tmp_path / "city.toml").write_text(OWN.format(base="jiangxi"), encoding="utf-8")
        book = load_rulebook(path)

        assert (book.name, book.title.zh) == (path, "某市")
        assert (book.execution_weight, book.execution_method, book.total_weight) == (15, "banded", 100)
        origins = {source.rulebook for source in book.sources.values()}
        assert origins == {path, "jiangxi", "national"}

    def test_it_may_extend_another_file(self, tmp_path):
        """
        A path is relative to the file that names it.
        """
        (tmp_path / "base").mkdir()
        (tmp_path / "base" / "province.toml").write_text('extends = "hubei"\n', encoding="utf-8")
        (tmp_path / "city.toml").write_text(OWN.format(base="base/province.toml"), encoding="utf-8")

        assert load_rulebook(str(tmp_path / "city.toml")).partly_from == 50

    def test_a_changed_parameter_changes_finding_and_derivation(self, tmp_path):
        """
        60 × 1.5 = 90 issues: 98 are beyond it, 88 are not. A band of one's own is written out.
        """
        city = tmp_path / "city.toml"
        city.write_text(OWN.format(base="jiangxi"), encoding="utf-8")
        far = form(row("5", "5", "≥60期", "88期", level2="数量指标", name="编印简报"), complete=False)

        assert fires(far, "R503") == ["indicators[0].actual notice"]
        assert fires(far, "R503", rulebook=str(city)) == []
        bands = '[execution.bands]\nvalue = [{from = "90", earns = "95"}, {from = "0", earns = "5"}]\nsource = "x"\nmark = "read"\n'
        city.write_text(OWN.format(base="jiangxi") + bands, encoding="utf-8")
        finding = only(executed("187.02", "93.51%", "7"), "F103", rulebook=str(city))
        assert (finding.expected, finding.derivation) == ("9.5", "10 × 95% (93.51% ≥ 90%) = 9.5")

    def test_it_is_read_anew_each_time(self, tmp_path):
        """
        A file that was changed holds at once.
        """
        city = tmp_path / "city.toml"
        city.write_text(OWN.format(base="national"), encoding="utf-8")
        assert load_rulebook(str(city)).execution_weight == 15
        city.write_text('extends = "hubei"\n', encoding="utf-8")
        assert load_rulebook(str(city)).execution_weight == 20


REFUSED = {
    'extends = "nowhere"': "city.toml: extends: no rulebook is called 'nowhere'",
    'extends = "city.toml"': "city.toml: extends: refers back to itself: city → city",
    "extends = 3": "city.toml: extends: must be a string",
    'extends = "national"\nweight = 3': "city.toml: weight: is not a key here",
    'extends = "national"\n[execution.speed]\nvalue = "1"\nsource = "x"\nmark = "read"': "city.toml: execution.speed: is not a key here",
    'extends = "national"\n[execution.weight]\nvalue = 20\nsource = "x"\nmark = "read"': "execution.weight.value: must be a number in quotes",
    'extends = "national"\n[execution.weight]\nvalue = "20"\nmark = "read"': "execution.weight.source: is missing",
    'extends = "national"\n[execution.weight]\nvalue = "20"\nsource = "x"\nmark = "sure"': "execution.weight.mark: must be one of read, in use",
    'extends = "national"\n[execution.weight]\nvalue = "20"\nsource = "x"\nmark = "read"\nsince = "2021"': "execution.weight.since: must be a date",
    'extends = "national"\n[execution.weight]\nvalue = "20"\nsource = "x"\nmark = "read"\nnote = "y"': "execution.weight.note: is not a key here",
    'extends = "national"\n[execution.method]\nvalue = "banded"\nsource = "x"\nmark = "read"': "execution.bands: is empty",
    'extends = "jiangxi"\n[execution.bands]\nvalue = [{from = "60", earns = "5"}]\nsource = "x"\nmark = "read"': "limits must fall, and the last must be 0",
    'extends = "national"\n[execution.weight]\nvalue = "20"\nsource = " "\nmark = "read"': "execution.weight.source: must be a string",
    'extends = "national"\n[execution.weight]\nvalue = "20"\nsource = { zh = "某" }\nmark = "read"': "execution.weight.source: must be a string",
    'title = "x"': "execution.method: is missing",
    'extends = "national"\ntitle = 3': "title: must be a string",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(tmp_path, text):
    """
    The file and the key are named.
    """
    city = tmp_path / "city.toml"
    city.write_text(text, encoding="utf-8")

    with pytest.raises(perfscore.RulebookError) as refused:
        load_rulebook(str(city))
    assert REFUSED[text] in str(refused.value)
    assert "city.toml" in str(refused.value)


class TestNoticedRecipes:
    def test_a_way_of_rounding_may_be_worth_a_notice(self, tmp_path):
        """
        59.53 of 64 is 93.0156…%: cut off to 93.01 % it holds, and the rulebook wants that named.
        """
        book = tmp_path / "strict.toml"
        noticed = '[rounding.noticed]\nvalue = ["truncated"]\nsource = "x"\nmark = "read"\n'
        book.write_text(f'extends = "national"\n{noticed}', encoding="utf-8")
        cut = form(INDICATORS, fund=funds("64.00", "59.53", weight=None, rate="93.01%"), complete=False)

        assert fires(cut, "F102") == []
        assert fires(cut, "F102", rulebook=str(book)) == ["funds[0].rate notice"]
        assert only(cut, "F102", rulebook=str(book)).recipe == "truncated"


@pytest.fixture
def run(capsys):
    """
    Runs the command in this process; gives exit code, stdout and stderr.
    """

    def command(*arguments):
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return command


class TestCommand:
    def test_it_lists_them(self, run):
        """
        Eight come with the package.
        """
        code, out, _ = run("rulebook", "--format", "json")

        names = [book["name"] for book in json.loads(out)["rulebooks"]]
        assert code == 0
        assert names == "beijing guangxi hubei jiangxi national national-2021 sichuan zhejiang".split()

    def test_it_shows_one(self, run):
        """
        Value, source, mark and origin of each parameter.
        """
        parameters = json.loads(run("rulebook", "jiangxi", "--format", "json")[1])["parameters"]

        assert parameters["execution.method"]["value"] == "banded"
        assert (parameters["execution.method"]["rulebook"], parameters["execution.weight"]["rulebook"]) == (
            "jiangxi",
            "national",
        )
        shown = run("rulebook", "national-2021", "--lang", "en")[1]
        assert "national-2021 (unconfirmed, 2021-08-18 – )" in " ".join(shown.split())

    def test_one_that_is_not_there(self, run):
        """
        The others are named.
        """
        code, _, err = run("rulebook", "atlantis")

        assert code == 2
        assert "the rulebooks are beijing" in err
