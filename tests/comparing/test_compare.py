"""
Approved targets against self-evaluations, versions and years.
"""

from __future__ import annotations

import json

import pytest

from approved_targets import approved, evaluated, found, money, row
from attrs import evolve

import perfscore

from perfscore import Form, Place, compare
from perfscore.lexicon import load_lexicon


LENGTH = row("管网改造长度", "≥12公里", "15")
VALVES = row("更换阀门数量", "≥260个", "15")
PASSED = row("工程验收合格率", "≥95%", "20", level2="质量指标")
DONE = row("完工时间", "9月底前", "10", level2="时效指标")
COST = row("每公里改造成本", "≤35万元", "10", level2="成本指标")
ROWS = (LENGTH, VALVES, PASSED, DONE, COST)
BEFORE = approved(*ROWS, funds=(money("420.00"),))


def lowered(one, target, **more):
    """
    The row with another target.
    """
    return evolve(one, target=target, **more)


class TestTargets:
    def test_a_form_against_itself_says_nothing(self):
        for form in (BEFORE, evaluated(*ROWS, funds=(money("420.00", "420.00", "400.00"),))):
            comparison = compare(form, form)

            assert comparison.findings == ()
            assert [pair.certainty for pair in comparison.pairs] == [100] * 5
            assert comparison.unmatched.before == comparison.unmatched.after == ()

    def test_another_spelling_and_order_say_nothing(self):
        after = evaluated(
            lowered(COST, "不超过350000元", weight="10.00"),
            lowered(LENGTH, "12公里以上"),
            lowered(DONE, "2023年9月30日前"),
            lowered(VALVES, "不少于２６０个"),
            lowered(PASSED, "95.00％以上", weight="20分"),
            currency_unit="元",
            funds=(money("4200000", "4,200,000", "4000000"),),
        )

        assert found(compare(BEFORE, after)) == []

    @pytest.mark.parametrize(
        ("before", "after", "direction"),
        [
            (LENGTH, lowered(LENGTH, "≥10公里"), "easier"),
            (LENGTH, lowered(LENGTH, "≥15公里"), "harder"),
            (COST, lowered(COST, "≤40万元"), "easier"),
            (COST, lowered(COST, "≥35万元"), "turned"),
            (VALVES, lowered(VALVES, "≥260套"), "unit"),
            (DONE, lowered(DONE, "12月底前"), "easier"),
            (PASSED, lowered(PASSED, None), "blank"),
        ],
    )
    def test_a_changed_target_is_one_finding_with_its_direction(self, before, after, direction):
        comparison = compare(
            approved(before, evolve(VALVES, name="新装水表数量")), evaluated(evolve(VALVES, name="新装水表数量"), after)
        )

        assert found(comparison) == [("C801", direction, "indicators[0].target", "indicators[1].target")]

    def test_the_finding_shows_both_texts_and_places(self):
        before = evolve(BEFORE, places={"indicators[0].target": Place(row=9, column=6, sheet="目标表")})
        after = evolve(
            evaluated(lowered(LENGTH, "≥10公里"), *ROWS[1:]), places={"indicators[0].target": Place(page=2, row=4)}
        )

        comparison = compare(before, after)

        (finding,) = comparison.findings
        assert (finding.before, finding.after) == ("≥12公里", "≥10公里")
        assert finding.say("en") == "easier: ≥12公里 → ≥10公里"
        assert finding.say("zh") == "指标值放宽：≥12公里 → ≥10公里"
        (plain,) = comparison.rows("en")
        assert (plain["before_place"], plain["place"]) == ("目标表!F9", "page 2 row 4")

    def test_a_cell_that_was_not_read_for_certain_is_a_notice(self):
        """
        Whatever its rule says otherwise.
        """
        after = evolve(evaluated(lowered(LENGTH, "≥10公里"), *ROWS[1:]), uncertain=("indicators[0].target",))

        (finding,) = compare(BEFORE, after).findings
        assert (finding.code, finding.severity) == ("C801", "notice")
        assert "uncertain" in finding.say("en")

    def test_dropped_and_added(self):
        other = row("新增就业岗位", "≥40个", "15")

        comparison = compare(BEFORE, evaluated(LENGTH, *ROWS[2:], other))

        assert found(comparison) == [("C802", None, "indicators[1]", None), ("C803", None, None, "indicators[4]")]
        assert comparison.unmatched.before == ("indicators[1]",)
        assert comparison.unmatched.after == ("indicators[4]",)

    def test_renamed_is_one_notice(self):
        comparison = compare(BEFORE, evaluated(evolve(LENGTH, name="供水管网改造总长度"), *ROWS[1:]))

        (finding,) = comparison.findings
        assert (finding.code, finding.direction, finding.severity) == ("C801", "renamed", "notice")
        assert comparison.pairs[0].certainty < 100

    def test_split_is_one_notice_and_its_weights_are_added(self):
        parts = row("主干管网改造长度", "≥8公里", "10"), row("支线管网改造长度", "≥4公里", "5")
        more = parts[0], evolve(parts[1], weight="8")

        assert found(compare(BEFORE, evaluated(*parts, *ROWS[1:]))) == [
            ("C801", "split", "indicators[0].name", "indicators[0].name")
        ]
        assert found(compare(BEFORE, evaluated(*more, *ROWS[1:]))) == [
            ("C804", "more", "indicators[0].weight", "indicators[0].weight"),
            ("C801", "split", "indicators[0].name", "indicators[0].name"),
        ]
        assert found(compare(evaluated(*parts, *ROWS[1:]), BEFORE, kind="targets")) == [
            ("C801", "merged", "indicators[0].name", "indicators[0].name")
        ]

    def test_weights_that_moved(self):
        after = evaluated(evolve(LENGTH, weight="20"), evolve(VALVES, weight="10"), *ROWS[2:])

        assert found(compare(BEFORE, after)) == [
            ("C804", "more", "indicators[0].weight", "indicators[0].weight"),
            ("C804", "less", "indicators[1].weight", "indicators[1].weight"),
        ]

    def test_a_side_without_weights_is_not_compared_by_them(self):
        bare = approved(*(evolve(one, weight=None) for one in ROWS))

        assert found(compare(bare, evaluated(*ROWS))) == []

    @pytest.mark.parametrize(
        ("fund", "expected"),
        [
            (money("420", "420.0"), []),
            (money("500.00", "420.00"), ["budget"]),
            (money("500.00", "500.00"), ["initial"]),
            (money("510.00", "500.00"), ["initial", "budget"]),
        ],
    )
    def test_the_approved_amount_is_held_against_both_columns(self, fund, expected):
        """
        One amount that is printed twice is one difference.
        """
        differences = found(compare(BEFORE, evaluated(*ROWS, funds=(fund,))))

        assert differences == [("C805", "more", "funds[0].budget", f"funds[0].{column}") for column in expected]

    def test_amounts_with_fewer_decimals_agree(self):
        after = evaluated(*ROWS, currency_unit="元", funds=(money("4204500.37"),))

        assert found(compare(approved(*ROWS, funds=(money("420.45"),)), after)) == []


class TestKinds:
    def test_are_told_from_the_forms(self):
        this = evaluated(*ROWS)
        last = evolve(this, year="2022")

        assert compare(BEFORE, this).kind == "targets"
        assert compare(this, this).kind == "versions"
        assert compare(last, this).kind == "years"
        assert compare(last, this).guessed
        assert not compare(last, this, kind="versions").guessed

    def test_anything_else_is_refused(self):
        with pytest.raises(TypeError, match="two forms"):
            perfscore.comparing.compare(BEFORE, 7)


class TestVersions:
    def test_what_was_mended_and_what_is_new(self):
        """
        The score above its weight is mended, and the total no longer follows.
        """
        rows = [
            row("管网改造长度", "≥12公里", "60", actual="12公里", score="60"),
            row("阀门", "≥3个", "40", actual="3个", score="40"),
        ]
        first = evaluated(evolve(rows[0], score="61"), rows[1], total=perfscore.Total("100", "101"))
        second = evaluated(*rows, total=perfscore.Total("100", "99"))

        comparison = compare(first, second)

        assert {finding.code for finding in comparison.versions.mended} == {"S301"}
        assert [finding.code for finding in comparison.versions.new] == ["T401"]
        assert comparison.findings == ()

    def test_a_finding_that_moved_with_its_row_is_neither(self):
        rows = [
            row("管网改造长度", "≥12公里", "60", actual="12公里", score="61"),
            row("阀门", "≥3个", "40", actual="3个", score="40"),
        ]

        comparison = compare(evaluated(*rows), evaluated(*reversed(rows)))

        changed = (*comparison.versions.mended, *comparison.versions.new)
        assert "S301" not in {finding.code for finding in changed}


class TestYears:
    def values(self, year, *actuals, **more):
        """
        Three quantitative rows of a year.
        """
        rows = (LENGTH, VALVES, PASSED)
        return evaluated(
            *(evolve(one, actual=actual) for one, actual in zip(rows, actuals, strict=True)), year=year, **more
        )

    def test_copied_values(self):
        last = self.values("2022", "11.2公里", "244个", "94.1%")

        assert [
            finding.code for finding in compare(last, self.values("2023", "11.2公里", "244个", "94.1%")).findings
        ] == ["C811"]
        assert found(compare(last, self.values("2023", "11.9公里", "244个", "93.8%"))) == []

    def test_values_that_only_meet_their_targets_are_not_copied(self):
        last = self.values("2022", "12公里", "260个", "100%")

        assert "C811" not in {finding.code for finding in compare(last, evolve(last, year="2023")).findings}

    def test_carried_over_money(self):
        def funds(carried):
            return (money("447.31"), money(carried, name="上年结转资金", role="component"))

        last = self.values("2022", "11公里", "240个", "91%", funds=(money("400.00", executed="372.69"),))

        for carried, expected in (("27.31", []), ("27.3", []), ("72.31", ["C812"]), ("0", ["C812"])):
            this = self.values("2023", "11.9公里", "250个", "93.8%", funds=funds(carried))
            assert [finding.code for finding in compare(last, this).findings] == expected
        later = self.values("2024", "11.9公里", "250个", "93.8%", funds=funds("72.31"))
        assert found(compare(last, later)) == []

    @pytest.mark.parametrize(("spent", "unspent"), [("371.20", "28.80"), ("371", "29.00"), ("372.695", "27.305")])
    def test_unspent_money_has_the_decimals_of_the_form(self, spent, unspent):
        last = self.values("2022", "11公里", "240个", "91%", funds=(money("400.00", executed=spent),))
        carried = (money("447.31"), money("1.00", name="上年结转资金", role="component"))
        (finding,) = compare(last, self.values("2023", "11.9公里", "250个", "93.8%", funds=carried)).findings

        assert finding.before == unspent

    def test_a_target_below_last_year(self):
        last = self.values("2022", "13.5公里", "240个", "91%")

        comparison = compare(last, self.values("2023", "12.5公里", "250个", "93.8%"))

        assert found(comparison) == [("C813", "easier", "indicators[0].actual", "indicators[0].target")]

    @pytest.mark.parametrize(
        ("achieved", "target", "expected"),
        [("92%", "≥0.95", []), ("0.92", "≥95%", []), ("92%", "≥0.9", ["C813"]), ("0.92", "≥90%", [])],
    )
    def test_a_share_without_a_sign_is_no_lower_target(self, achieved, target, expected):
        """
        Beside a percentage 0.95 may be 95%: lower is only what is lower both ways.
        """
        one, other = (
            evaluated(row("工程验收合格率", wanted, "90", level2="质量指标", actual=actual), year=year)
            for wanted, actual, year in (("≥90%", achieved, "2022"), (target, "99%", "2023"))
        )

        assert [finding.code for finding in compare(one, other).findings] == expected


class TestLists:
    def test_projects_find_their_partners(self):
        """
        By project, unit and year; what has no partner is listed.
        """
        others = [evolve(BEFORE, project=name) for name in ("污水管网新建", "河道清淤")]
        forms = [evaluated(*ROWS, project=name) for name in ("河道 清淤", "老旧管网改造", "泵站更新")]

        comparisons = compare([BEFORE, *others], forms)

        assert [(one.before.form.project, one.after.form.project) for one in comparisons.comparisons] == [
            ("老旧管网改造", "老旧管网改造"),
            ("河道清淤", "河道 清淤"),
        ]
        assert [entry.form.project for entry in comparisons.unmatched_before] == ["污水管网新建"]
        assert [entry.form.project for entry in comparisons.unmatched_after] == ["泵站更新"]

    def test_units_of_one_project_are_told_apart(self):
        one, other = (evolve(BEFORE, project="公用经费", unit=unit) for unit in ("甲所", "乙所"))
        forms = [evaluated(*ROWS, project="公用经费", unit=unit) for unit in ("乙所", "甲所", "丙所")]

        comparisons = compare([one, other], forms)

        assert [(c.before.form.unit, c.after.form.unit) for c in comparisons.comparisons] == [
            ("甲所", "甲所"),
            ("乙所", "乙所"),
        ]

    def test_documents_are_read(self, tmp_path):
        path = tmp_path / "form.json"
        path.write_text(
            '{"year": "2023", "project": "甲", "indicators": [{"name": "乙", "target": "≥2个", "actual": "2个"}]}',
            encoding="utf-8",
        )

        comparison = compare(path, str(path))

        assert comparison.kind == "versions"
        assert comparison.before.name == str(path)


def test_the_second_of_two_directions_says_the_opposite():
    """
    Easier is harder, dropped is added, and more is less.
    """
    after = evaluated(
        lowered(LENGTH, "≥10公里", weight="20"), *ROWS[2:], row("新增就业岗位", "≥40个", "10"), funds=(money("500.00"),)
    )
    opposite = {"easier": "harder", "more": "less", "C802": "C803", "C803": "C802"}

    there = compare(BEFORE, after, kind="targets")
    back = compare(after, BEFORE, kind="targets")

    turned = {(opposite.get(code, code), opposite.get(way, way), cell, was) for code, way, was, cell in found(there)}
    assert turned == set(found(back))


def test_comparisons_turn_into_plain_dictionaries():
    """
    As the JSON contract describes them, in either language.
    """
    comparison, many = compare(BEFORE, evaluated(*ROWS[1:])), compare([BEFORE], [evaluated(*ROWS[1:])])

    assert json.loads(json.dumps(comparison.to_dict("en"))) == comparison.to_dict("en")
    assert many.to_dict("zh")["comparisons"] == [comparison.to_dict("zh")]
    assert [one["code"] for one in comparison.rows()] == ["C802"]


def test_words_of_ones_own_are_read():
    """
    A unit that a rulebook's lexicon knows, 1 圈 being 5 公里; to others it is a change they cannot judge.
    """
    lexicon = load_lexicon({"units": {"length": {"5000": "圈"}}})
    after = evaluated(lowered(LENGTH, "≥3圈"), *ROWS[1:])

    assert found(compare(BEFORE, after))[0][1] == "other"
    known = compare(BEFORE, after, rulebook=evolve(perfscore.load_rulebook("national"), lexicon=lexicon))
    assert found(known)[0][1] == "harder"


def test_an_empty_form_is_compared_too():
    assert found(compare(Form(()), Form(()))) == []
