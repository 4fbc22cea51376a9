"""
Forms from dictionaries and back; what does not fit is refused with its path.
"""

from __future__ import annotations

import json

from copy import deepcopy

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, row
from perfscore import ContractError, Form, Indicator, Place, Remark, form_from, form_to, report_to
from perfscore.contract import forms_from


def problems(data):
    """
    The paths of everything that does not fit, in their order.
    """
    with pytest.raises(ContractError) as refused:
        form_from(data)
    return [problem.path for problem in refused.value.problems]


WHOLE = {
    "schema": "perfscore/form/1",
    "kind": "self-evaluation",
    "title": "项目支出绩效自评表",
    "year": "2022",
    "project": "推动国际科技合作",
    "department": None,
    "unit": None,
    "currency_unit": "万元",
    "complete": True,
    "funds": [
        {
            "role": "total",
            "name": "年度资金总额",
            "initial": "120.000000",
            "budget": "119.838800",
            "executed": "64.185681",
            "weight": "10",
            "rate": "53.56%",
            "score": "5.36",
        }
    ],
    "goals": {"expected": "服务", "actual": "完成"},
    "sections": [{"name": "产出指标(50分)", "weight": "50", "score": None}],
    "indicators": [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "政策信息",
            "comparator": "≥",
            "target": "20",
            "unit": "条",
            "actual": "27条",
            "weight": "4",
            "score": "4",
            "reason": None,
        }
    ],
    "total": {"weight": "100", "score": "90.83", "grade": "优"},
}


class TestFormFrom:
    def test_a_whole_form(self):
        """
        Every key of the contract finds its cell.
        """
        read = form_from(WHOLE)

        assert read.project == "推动国际科技合作"
        assert read.funds[0].rate == "53.56%"
        assert read.indicators[0].unit == "条"
        assert read.total.grade == "优"
        assert read.sections[0].weight == "50"

    def test_only_the_indicators_must_be_there(self):
        """
        Every other key may be left out.
        """
        assert form_from({"indicators": []}) == Form(())
        assert form_from({"indicators": [{}]}) == Form((Indicator(),))

    @pytest.mark.parametrize("name", ["funds", "sections", "goals", "total", "title", "year"])
    def test_null_is_the_same_as_nothing(self, name):
        """
        A key that is there with null says no more than a key that is not.
        """
        assert form_from({"indicators": [], name: None}) == Form(())


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "path"),
        [
            ({}, "$.indicators"),
            ({"indicators": None}, "$.indicators"),
            ({"indicators": {}}, "$.indicators"),
            ({"indicators": [None]}, "$.indicators[0]"),
            ({"indicators": ["x"]}, "$.indicators[0]"),
            ({"indicators": [{}, {}, {}, {"score": 4}]}, "$.indicators[3].score"),
            ({"indicators": [{"score": True}]}, "$.indicators[0].score"),
            ({"indicators": [{"score": ["4"]}]}, "$.indicators[0].score"),
            ({"indicators": [{"scores": "4"}]}, "$.indicators[0].scores"),
            ({"indicators": [], "colour": "red"}, "$.colour"),
            ({"indicators": [], "places": {}}, "$.places"),
            ({"indicators": [], "year": 2022}, "$.year"),
            ({"indicators": [], "complete": "yes"}, "$.complete"),
            ({"indicators": [], "complete": None}, "$.complete"),
            ({"indicators": [], "funds": {}}, "$.funds"),
            ({"indicators": [], "funds": [{"role": "sum"}]}, "$.funds[0].role"),
            ({"indicators": [{"score": 4}], "funds": [{"role": "total"}]}, "$.indicators[0].score"),
            ({"indicators": [], "funds": [{"role": None}]}, "$.funds[0].role"),
            ({"indicators": [], "total": []}, "$.total"),
            ({"indicators": [], "total": {"score": 90.83}}, "$.total.score"),
            ({"indicators": [], "goals": "服务"}, "$.goals"),
            ({"indicators": [], "sections": [{"grade": "优"}]}, "$.sections[0].grade"),
            ({"indicators": [{"extra": {"评分标准": 3}}]}, "$.indicators[0].extra.评分标准"),
            ({"indicators": [], "remarks": [{"kind": "hidden", "text": 7}]}, "$.remarks[0].text"),
            (
                {"indicators": [], "remarks": [{"kind": "hidden", "text": "", "place": {"page": "7"}}]},
                "$.remarks[0].place.page",
            ),
            (
                {"indicators": [], "remarks": [{"kind": "hidden", "text": "", "place": {"page": True}}]},
                "$.remarks[0].place.page",
            ),
            ({"schema": "perfscore/form/2", "indicators": []}, "$.schema"),
            ({"schema": None, "indicators": []}, "$.schema"),
            ([], "$"),
            ("form", "$"),
            (None, "$"),
            (3, "$"),
        ],
    )
    def test_the_path_is_named(self, data, path):
        """
        One thing is wrong, and its path is said.
        """
        assert problems(data) == [path]

    def test_all_problems_at_once(self):
        """
        Whoever mends a file need not run the check once for every mistake.
        """
        data = deepcopy(WHOLE)
        data["year"] = 2022
        data["indicators"][0]["score"] = 4
        data["indicators"][0]["point"] = "4"
        data["funds"][0]["role"] = "sum"
        data["funds"][0]["rate"] = 0.5356
        del data["total"]
        data["totals"] = {}

        assert sorted(problems(data)) == [
            "$.funds[0].rate",
            "$.funds[0].role",
            "$.indicators[0].point",
            "$.indicators[0].score",
            "$.totals",
            "$.year",
        ]

    def test_what_is_wrong_is_said_in_both_languages(self):
        """
        The path is followed by what the contract wants there.
        """
        with pytest.raises(ContractError, match=r"\$\.indicators\[0\]\.score: must be a string") as refused:
            form_from({"indicators": [{"score": 4}]})

        assert refused.value.problems[0].text.zh == "应为加引号的文字"


class TestForms:
    def test_one_form_or_several(self):
        """
        A file holds one form, or the object that `perfscore read` prints.
        """
        assert forms_from(WHOLE) == [form_from(WHOLE)]
        assert forms_from({"schema": "perfscore/forms/1", "forms": [WHOLE, {"indicators": []}]}) == [
            form_from(WHOLE),
            Form(()),
        ]

    def test_problems_of_every_form_are_told(self):
        """
        The path begins with the form's place in the list.
        """
        bad = {"indicators": [{"score": 4}]}
        with pytest.raises(ContractError) as refused:
            forms_from({"schema": "perfscore/forms/1", "forms": [bad, WHOLE, {"x": "1", "indicators": []}]})

        assert [problem.path for problem in refused.value.problems] == [
            "$.forms[0].indicators[0].score",
            "$.forms[2].x",
        ]

    @pytest.mark.parametrize("more", [{"forms": {}}, {}, {"forms": [], "more": 1}])
    def test_nothing_but_forms(self, more):
        """
        The object holds a list of forms and nothing else.
        """
        with pytest.raises(ContractError):
            forms_from({"schema": "perfscore/forms/1", **more})


class TestFormTo:
    def test_a_form_comes_back_as_it_was(self):
        """
        Every value is the printed text or null, in the order of the contract.
        """
        written = form_to(form_from(WHOLE))

        assert written == WHOLE
        assert list(written) == list(WHOLE)
        assert list(written["indicators"][0]) == list(WHOLE["indicators"][0])

    def test_what_only_some_forms_have(self):
        """
        Further columns and the reader's remarks are written where there are any, and come back.
        """
        more = Form(
            (Indicator(name="调研", extra={"评分标准": "缺一扣一"}),),
            remarks=(
                Remark("unplaced", "备注：无", place=Place(page=2, line=7)),
                Remark("hidden", "行", cell="funds[0]"),
            ),
        )

        assert form_from(json.loads(json.dumps(form_to(more)))) == more
        assert "remarks" not in form_to(form_from(WHOLE))
        assert "extra" not in form_to(form_from(WHOLE))["indicators"][0]

    def test_evidence_about_the_document_is_not_written(self):
        """
        Places and hidden digits are no part of the printed form.
        """
        placed = evolve(form_from(WHOLE), places={"year": Place(line=3)}, stored={"funds[0].rate": "0.53560016"})

        assert form_to(placed) == WHOLE


class TestReportTo:
    REPORT = perfscore.check(
        form(
            row("90", "80", "提高", "提高", reason="疫情"),
            fund=funds("119.838800", "64.185681", rate="53.56%", score="5.63"),
            total="100",
            score="85.36",
            project="合作",
        )
    )

    def test_the_keys_of_the_contract(self):
        """
        A report is what the contract says, and nothing else.
        """
        written = report_to(self.REPORT, "en", file="form.docx", form=2)

        assert list(written) == [
            *("schema", "file", "form", "title", "year", "project", "department", "unit", "rulebook", "configuration"),
            *("verdict", "stated", "expected", "relations", "findings", "suspects", "coverage"),
        ]
        assert list(written["coverage"]) == ["exact", "rounding", "broken", "open", "unchecked"]
        assert (written["file"], written["form"], written["project"]) == ("form.docx", 2, "合作")
        assert (written["rulebook"], written["verdict"]) == ("national", "inconsistent")

    def test_a_finding(self):
        """
        A swapped execution score: where, what is printed, what should be, and how that is computed.
        """
        (finding,) = (f for f in report_to(self.REPORT, "en")["findings"] if f["code"] == "F103")

        assert set(finding) >= {
            "code",
            "name",
            "severity",
            "cell",
            "cells",
            "message",
            "stated",
            "expected",
            "derivation",
        }
        assert set(finding) >= {"recipe", "suspects", "location", "reference"}
        assert (finding["name"], finding["severity"]) == ("execution-score", "error")
        assert (finding["cell"], finding["stated"], finding["expected"]) == ("funds[0].score", "5.63", "5.36")
        assert finding["derivation"] == "10 × 53.56% = 5.36"

    def test_every_relation_with_its_arithmetic(self):
        """
        As many as the coverage counts, each judged.
        """
        written = report_to(self.REPORT, "en")
        execution = next(r for r in written["relations"] if r["kind"] == "execution")
        counted = written["coverage"]

        assert execution == {
            "kind": "execution",
            "result": "funds[0].score",
            "inputs": execution["inputs"],
            "verdict": "broken",
            "recipe": None,
            "stated": "5.63",
            "expected": "5.36",
            "bounds": None,
            "derivation": "10 × 53.56% = 5.36",
        }
        for verdict in ("exact", "rounding", "broken"):
            assert [r["verdict"] for r in written["relations"]].count(verdict) == counted[verdict]

    def test_stated_and_expected_speak_of_the_same_cells(self):
        """
        Every value that could be computed, beside what the form prints there.
        """
        written = report_to(self.REPORT, "en")

        assert written["stated"]["funds[0].score"] == "5.63"
        assert written["expected"]["funds[0].score"] == "5.36"
        assert written["expected"]["funds[0].rate"] == "53.56%"
        assert set(written["stated"]) <= set(written["expected"])

    def test_sentences_follow_the_language(self):
        """
        Only sentences differ between the languages, no cell and no number.
        """
        zh, en = report_to(self.REPORT, "zh"), report_to(self.REPORT, "en")

        assert [f["message"] for f in zh["findings"]] != [f["message"] for f in en["findings"]]
        assert (zh["expected"], zh["stated"]) == (en["expected"], en["stated"])
        assert [f["cells"] for f in zh["findings"]] == [f["cells"] for f in en["findings"]]

    def test_it_is_json(self):
        """
        Nothing in it but text, whole numbers, lists and objects.
        """
        written = report_to(self.REPORT, "zh", file="x")

        assert json.loads(json.dumps(written)) == written
