"""
``perfscore compare``: what it reads, what it writes in each format, and its exit status.
"""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest

from approved_targets import approved, evaluated, money, row
from attrs import evolve

from perfscore import Total, form_to
from perfscore.cli import main


LENGTH = row("管网改造长度", "≥12公里", "60", actual="12.5公里")
PASSED = row("工程验收合格率", "≥95%", "40", level2="质量指标", actual="96%")
BEFORE = approved(LENGTH, PASSED, funds=(money("420.00"),))
SAME = evaluated(evolve(LENGTH, target="12公里以上"), PASSED, funds=(money("420.00", "420.00", "400.00"),))
LOWERED = evolve(SAME, indicators=(evolve(SAME.indicators[0], target="≥10公里"), SAME.indicators[1]))

FUND_LINES = (
    "项目名称|老旧管网改造",
    "主管部门|某市水务局|实施单位|某市排水处",
    "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "年度资金总额|420.00|420.00|400.00|10|95.24%|9.52",
)
INDICATOR_LINES = (
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
    "产出指标|数量指标|管网改造长度|≥12公里|12.5公里|60|60",
    "产出指标|质量指标|工程验收合格率|≥95%|96%|40|40",
)


@pytest.fixture
def run(capsys):
    """
    Run the command: exit status, stdout, stderr.
    """

    def call(*arguments):
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def folder(tmp_path):
    """
    The approved targets, a form that keeps them and one that does not.
    """
    for name, form in (("before", BEFORE), ("same", SAME), ("lowered", LOWERED)):
        written(tmp_path / f"{name}.json", form)
    return tmp_path


def written(path, form):
    """
    The form as a file of the contract.
    """
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(form_to(form), ensure_ascii=False), encoding="utf-8")
    return path


def table(path, *lines):
    """
    A page with one table; cells are parted by bars.
    """
    rows = "".join(f"<tr><td>{'</td><td>'.join(line.split('|'))}</td></tr>" for line in lines)
    path.write_text(f"<meta charset='utf-8'><table>{rows}</table>", encoding="utf-8")
    return path


class TestTwoDocuments:
    def test_no_difference(self, run, folder):
        code, out, err = run("compare", folder / "before.json", folder / "same.json", "--lang", "en")

        assert (code, err) == (0, "")
        assert "no difference" in out

    @pytest.mark.parametrize(
        ("lang", "said"), [("en", "easier: ≥12公里 → ≥10公里"), ("zh", "指标值放宽：≥12公里 → ≥10公里")]
    )
    def test_a_difference(self, run, folder, lang, said):
        code, out, err = run("compare", folder / "before.json", folder / "lowered.json", "--lang", lang)

        assert (code, err) == (1, "")
        assert said in out
        assert "C801" in out

    def test_the_kind_may_be_named(self, run, folder):
        report = json.loads(
            run("compare", folder / "same.json", folder / "lowered.json", "--as", "years", "--format", "json")[1]
        )

        assert (report["kind"], report["guessed"]) == ("years", False)

    def test_json_is_as_the_contract_says(self, run, folder):
        report = json.loads(
            run("compare", folder / "before.json", folder / "lowered.json", "--format", "json", "--lang", "en")[1]
        )

        assert list(report)[:2] == ["schema", "kind"]
        assert report["schema"] == "perfscore/comparison/1"
        assert report["before"] == {
            "file": str(folder / "before.json"),
            "form": 0,
            "project": "老旧管网改造",
            "year": "2023",
        }
        (finding,) = report["findings"]
        assert finding | {"before_location": None, "location": None} == {
            "code": "C801",
            "name": "target-changed",
            "severity": "warning",
            "direction": "easier",
            "before_cell": "indicators[0].target",
            "cell": "indicators[0].target",
            "before": "≥12公里",
            "after": "≥10公里",
            "message": "管网改造长度 target: easier: ≥12公里 → ≥10公里",
            "before_location": None,
            "location": None,
        }
        assert report["pairs"][0] == {"before": "indicators[0]", "after": "indicators[0]", "certainty": 1}
        assert report["unmatched"] == {"before": [], "after": []}

    def test_versions_tell_what_was_mended(self, run, folder):
        rows = (evolve(SAME.indicators[0], score="61"), SAME.indicators[1])
        wrong = written(folder / "wrong.json", evolve(SAME, indicators=rows, total=Total("100", "101")))
        mended = written(folder / "mended.json", evolve(SAME, total=Total("100", "100")))

        report = json.loads(run("compare", wrong, mended, "--format", "json")[1])

        assert report["kind"] == "versions"
        assert {finding["code"] for finding in report["mended"]} == {"S301"}
        assert report["totals"]["before"]["expected"] == "101"
        text = run("compare", wrong, mended, "--lang", "en")[1]
        assert "mended: S301" in text
        assert "S301" in run("compare", wrong, mended, "--format", "html")[1]
        assert "S301" in run("compare", wrong, mended, "--format", "markdown")[1]
        assert "recomputed 101 → 100" in text

    def test_csv_has_a_row_for_each_difference(self, run, folder):
        rows = list(
            csv.DictReader(
                io.StringIO(run("compare", folder / "before.json", folder / "lowered.json", "--format", "csv")[1])
            )
        )

        assert [(one["code"], one["direction"], one["before"]) for one in rows] == [("C801", "easier", "≥12公里")]

    def test_markdown(self, run, folder):
        out = run("compare", folder / "before.json", folder / "lowered.json", "--format", "markdown", "--lang", "en")[1]

        assert "| C801 | warning |" in out

    def test_html_marks_both_sides(self, run, folder):
        """
        Each mark leads to the difference in the list.
        """
        out = run("compare", folder / "before.json", folder / "lowered.json", "--format", "html", "--lang", "en")[1]

        marked = re.findall(r'<td class="of-target marked warning" data-cells="(\w+):indicators\[0\].target">', out)
        assert marked == ["before", "after"]
        assert out.count('href="#form-1-difference-1"') == 2
        assert 'id="form-1-difference-1"' in out

    def test_html_marks_what_last_year_achieved(self, run, tmp_path):
        """
        A side shows the columns that it fills, so that a mark has its cell on both.
        """
        last = evolve(SAME, year="2022")
        later = evolve(SAME, year="2024", indicators=(evolve(SAME.indicators[0], target="≥11公里"), SAME.indicators[1]))
        sides = [written(tmp_path / f"{form.year}.json", form) for form in (last, later)]

        out = run("compare", *sides, "--as", "years", "--format", "html", "--lang", "en")[1]

        marked = re.findall(r'<td class="of-(\w+) marked notice" data-cells="(\w+):indicators\[0\].\w+">', out)
        assert marked == [("actual", "before"), ("target", "after")]

    def test_html_shows_no_empty_column_of_approved_targets(self, run, folder):
        promised = tuple(evolve(one, actual=None) for one in BEFORE.indicators)
        before = written(folder / "promised.json", evolve(BEFORE, indicators=promised))
        out = run("compare", before, folder / "same.json", "--format", "html", "--lang", "en")[1]
        shown = set(re.findall(r'data-cells="(\w+:indicators)\[0\].(\w+)">', out))

        assert ("before:indicators", "actual") not in shown
        assert {("after:indicators", "actual"), ("before:indicators", "target")} <= shown

    def test_html_puts_money_of_one_source_side_by_side(self, run, tmp_path):
        """
        Whatever order the sources are printed in; one that is new stands alone.
        """
        total, state, own = (money("420.00"), money("300.00", name="财政拨款"), money("120.00", name="自筹资金"))
        new = money("20.00", name="其他资金")
        parts = [[evolve(row, role="component") for row in rows] for rows in ((state, own), (new, own, state))]
        sides = [
            written(tmp_path / f"{number}.json", evolve(SAME, funds=(total, *rows)))
            for number, rows in enumerate(parts)
        ]

        out = run("compare", *sides, "--format", "html", "--lang", "en")[1]

        lines = [re.findall(r'data-cells="(\w+):funds\[(\d)\].name"', line) for line in out.split("<tr>")]
        assert [line for line in lines if line] == [
            [("before", "0"), ("after", "0")],
            [("after", "1")],
            [("before", "2"), ("after", "2")],
            [("before", "1"), ("after", "3")],
        ]

    def test_a_workbook(self, run, folder):
        code, out, _ = run(
            "compare",
            folder / "before.json",
            folder / "lowered.json",
            "--format",
            "xlsx",
            "--output",
            folder / "out.xlsx",
            "--lang",
            "en",
        )

        assert (code, out) == (1, "")
        sheets = openpyxl.load_workbook(folder / "out.xlsx")
        assert [[cell.value for cell in line][:2] for line in sheets["differences"].rows][1] == ["C801", "warning"]
        assert [cell.value for cell in list(sheets["documents"].rows)[1]][-3:] == ["0", "1", "0"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["text", "markdown", "html"])
@pytest.mark.parametrize("one_form", [True, False])
def test_versions_without_a_difference_still_say_what_is_new(run, tmp_path, name, lang, one_form):
    """
    Points were taken off without a reason: targets are the same, the form is not.
    """
    later = evolve(SAME, indicators=(evolve(SAME.indicators[0], score="58"), SAME.indicators[1]))
    sides = [written(tmp_path / side / "a.json", form) for side, form in (("one", SAME), ("two", later))]

    code, out, _ = run(
        "compare",
        *(sides if one_form else [tmp_path / "one", tmp_path / "two"]),
        "--as",
        "versions",
        "--format",
        name,
        "--lang",
        lang,
    )
    said = {
        "en": ("no difference in targets, weights and budget", "R501 管网改造长度 reason: points lost: 2"),
        "zh": ("指标值、分值和预算没有差异", "R501 管网改造长度 偏差原因：扣 2 分"),
    }

    assert code == 1
    assert all(words in out for words in said[lang])


class TestBadInput:
    def test_an_unreadable_side(self, run, folder):
        (folder / "broken.json").write_text("{", encoding="utf-8")

        code, out, err = run("compare", folder / "broken.json", folder / "same.json")

        assert (code, out) == (2, "")
        assert err.startswith("perfscore: ")
        assert err.count("\n") == 1

    def test_one_form_has_nothing_to_be_compared_with(self, run, folder):
        assert run("compare", folder / "same.json")[0] == 2

    def test_two_documents_without_a_common_row(self, run, folder):
        other = written(folder / "other.json", approved(row("新增绿地面积", "≥3公顷")))

        code, _, err = run("compare", other, folder / "same.json", "--lang", "en")

        assert code == 2
        assert "no row in common" in err

    def test_too_many_documents(self, run, folder):
        assert run("compare", folder, folder, folder)[0] == 2
        assert run("compare", folder, folder, "--targets", folder)[0] == 2

    def test_a_document_is_not_overwritten(self, run, folder):
        before = folder / "before.json"
        text = before.read_text(encoding="utf-8")

        assert run("compare", before, folder / "same.json", "--format", "json", "--output", before)[0] == 2
        assert before.read_text(encoding="utf-8") == text

    def test_an_unknown_rulebook(self, run, folder):
        code, _, err = run("compare", folder / "before.json", folder / "same.json", "--rulebook", "atlantis")

        assert code == 2
        assert "atlantis" in err

    def test_a_summary_without_heads(self, run, folder):
        (folder / "table.csv").write_text("a,b,c,d\n" * 5, encoding="utf-8")

        code, out, err = run("compare", folder / "same.json", "--summary", folder / "table.csv", "--lang", "en")

        assert (code, out) == (2, "")
        assert "no heads of a summary" in err

    def test_a_form_in_place_of_a_summary(self, run, folder):
        form = table(folder / "form.html", *FUND_LINES, *INDICATOR_LINES)

        code, out, err = run("compare", folder / "same.json", "--summary", form, "--lang", "en")

        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "no heads of a summary" in err

    @pytest.mark.parametrize("turned_round", [False, True])
    def test_a_summary_in_place_of_a_form(self, run, folder, turned_round):
        summary = table(folder / "summary.html", "项目名称|预算数|执行数|得分", "老旧管网改造|420.00|400.00|99.00")
        sides = [summary, folder / "same.json"]

        code, out, err = run("compare", *(reversed(sides) if turned_round else sides), "--lang", "en")

        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "summary.html: " in err

    def test_others_are_compared_beside_a_summary(self, run, folder):
        """
        A folder of approved targets that holds the summary, too.
        """
        before = written(folder / "approved" / "a.json", BEFORE).parent
        table(before / "summary.html", "项目名称|预算数|执行数|得分", "老旧管网改造|420.00|400.00|99.00")

        code, out, err = run("compare", folder / "lowered.json", "--targets", before, "--lang", "en")

        assert (code, err.count("\n")) == (2, 1)
        assert "easier: ≥12公里 → ≥10公里" in out


class TestFolders:
    @pytest.fixture
    def projects(self, tmp_path):
        """
        Targets and forms of three projects; one form has lower targets, one has none of its own.
        """
        for number, name in enumerate(("东区", "西区", "北区")):
            written(tmp_path / "targets" / f"{number}.json", evolve(BEFORE, project=f"{name}管网改造"))
        written(tmp_path / "forms" / "a.json", evolve(SAME, project="西区管网改造"))
        written(tmp_path / "forms" / "b.json", evolve(LOWERED, project="东区管网改造"))
        return tmp_path

    def test_forms_find_their_targets(self, run, projects):
        """
        What has no partner is complained of, and the others are compared.
        """
        code, out, err = run(
            "compare", projects / "forms", "--targets", projects / "targets", "--format", "json", "--lang", "en"
        )

        report = json.loads(out)
        assert code == 2
        assert err == f"perfscore: {projects / 'targets' / '2.json'}: no form of the same project on the other side\n"
        assert report["schema"] == "perfscore/comparisons/1"
        assert [[f["code"] for f in one["findings"]] for one in report["comparisons"]] == [["C801"], []]
        assert report["complaints"] == [err.removeprefix("perfscore: ").rstrip("\n")]

    def test_two_folders(self, run, projects):
        (projects / "targets" / "2.json").unlink()

        code, out, err = run("compare", projects / "targets", projects / "forms", "--lang", "en")

        assert (code, err) == (1, "")
        assert "1 difference" in out

    def test_a_folder_in_itself(self, run, projects):
        written(projects / "forms" / "c.json", evolve(SAME, project="西区管网改造"))

        code, out, _ = run("compare", projects / "forms", "--lang", "en")

        assert code == 1
        assert "C831" in out
        for name in ("markdown", "html", "csv", "json", "text"):
            assert "C831" in run("compare", projects / "forms", "--format", name)[1]

    @pytest.mark.parametrize("amount", ["420.00", "240.00"])
    def test_a_summary(self, run, projects, amount):
        table = f"项目支出自评汇总表,,,\n项目名称,全年预算数（万元）,全年执行数（万元）,执行率\n西区管网改造,420.00,400.00,95.24%\n东区管网改造,{amount},400.00,\n"
        (projects / "summary.csv").write_text(table, encoding="utf-8")

        code, out, err = run("compare", projects / "forms", "--summary", projects / "summary.csv", "--lang", "en")

        assert err == ""
        assert code == (amount != "420.00")
        assert ("C822" in out) == (amount != "420.00")


class TestCheckWithTargets:
    def test_one_run_does_both(self, run, folder):
        code, out, err = run(
            "check", folder / "lowered.json", "--targets", folder / "before.json", "--format", "json", "--lang", "en"
        )

        findings = json.loads(out)["reports"][0]["findings"]
        assert (code, err) == (0, "")
        (finding,) = [one for one in findings if one["code"] == "C801"]
        assert (finding["cell"], finding["stated"], finding["expected"]) == (
            "indicators[0].target",
            "≥10公里",
            "≥12公里",
        )
        assert finding["message"] == "管网改造长度 target: easier: ≥12公里 → ≥10公里"

    def test_a_dropped_row_is_told_at_the_head_in_every_format(self, run, folder):
        one = written(folder / "one.json", evolve(SAME, indicators=SAME.indicators[:1]))
        for name in ("text", "json", "csv", "markdown", "html", "sarif", "junit", "github", "jsonl"):
            assert "C802" in run("check", one, "--targets", folder / "before.json", "--format", name, "--quiet")[1]

    def test_rules_of_comparing_can_be_chosen(self, run, folder):
        paths = (folder / "lowered.json", "--targets", folder / "before.json", "--format", "json")

        assert "C801" not in run("check", *paths, "--ignore", "C8")[1]
        chosen = json.loads(run("check", *paths, "--select", "C801")[1])["reports"][0]["findings"]
        assert [finding["code"] for finding in chosen] == ["C801"]
        assert run("check", *paths, "--select", "C801", "--fail-on", "warning")[0] == 1

    def test_a_form_without_targets_is_complained_of_and_checked(self, run, folder):
        other = written(folder / "other.json", evolve(SAME, project="河道清淤"))

        code, out, err = run("check", other, "--targets", folder / "before.json", "--format", "json")

        assert code == 2
        assert "no approved targets" in err
        assert json.loads(out)["reports"][0]["project"] == "河道清淤"

    def test_targets_that_cannot_be_read(self, run, folder):
        code, _, err = run("check", folder / "same.json", "--targets", folder / "nowhere.json", "--lang", "en")

        assert code == 2
        assert "nowhere.json: no such file" in err


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("", "warning"),
        ('[severity]\nC801 = "notice"\n', "notice"),
        ('ignore = ["C801"]\n', None),
        ('select = ["F1"]\n', "warning"),
    ],
)
def test_the_configuration_holds_for_comparisons(run, folder, monkeypatch, text, severity):
    monkeypatch.chdir(folder)
    (folder / "perfscore.toml").write_text(text, encoding="utf-8")
    status, out, _ = run("compare", "before.json", "lowered.json", "--format", "json")
    found = {one["code"]: one["severity"] for one in json.loads(out)["findings"]}

    assert (found.get("C801"), status) == (severity, 0 if severity is None else 1)
    assert run("compare", "before.json", "lowered.json", "--no-config")[0] == 1


class TestAccepted:
    @pytest.fixture
    def accepting(self, folder, monkeypatch):
        monkeypatch.chdir(folder)

        def write(**entry):
            lines = (f'{key} = "{value}"' for key, value in entry.items())
            (folder / "perfscore.toml").write_text("\n".join(["[[accepted]]", *lines]), encoding="utf-8")

        return write

    @pytest.mark.parametrize("style", ["text", "csv", "markdown", "html"])
    def test_it_stays_with_its_reason_and_does_not_count(self, run, accepting, style):
        accepting(code="C801", reason="主管部门批准调整")
        status, out, err = run("compare", "before.json", "lowered.json", "--format", style)

        assert (status, err) == (0, "")
        assert "C801" in out
        assert "主管部门批准调整" in out

    def test_in_json(self, run, accepting):
        accepting(code="C801", cell="indicators[0].target", file="low*.json", reason="x")
        out = json.loads(run("compare", "before.json", "lowered.json", "--format", "json")[1])

        assert [one.get("accepted") for one in out["findings"] if one["code"] == "C801"] == ["x"]

    @pytest.mark.parametrize(
        "entry",
        [{"code": "C801", "cell": "indicators[7].target"}, {"code": "C804"}, {"code": "C802", "file": "lowered.json"}],
    )
    def test_one_that_is_not_met_is_named(self, run, accepting, entry):
        accepting(reason="x", **entry)
        status, _, err = run("compare", "before.json", "lowered.json", "--lang", "en")

        assert status == 1
        assert f"perfscore.toml: accepted {entry['code']}" in err
        assert "was not found" in err

    @pytest.mark.parametrize("entry", [{"code": "C801"}, {"code": "C802", "file": "other/*"}, {"code": "T401"}])
    def test_one_that_is_met_or_of_other_files_is_not(self, run, accepting, entry):
        accepting(reason="x", **entry)

        assert "not found" not in run("compare", "before.json", "lowered.json", "--lang", "en")[2]

    def test_a_check_without_targets_does_not_miss_them(self, run, accepting):
        accepting(code="C801", reason="x")

        assert "not found" not in run("check", "lowered.json", "--lang", "en")[2]
        assert "C801" not in run("check", "lowered.json", "--targets", "before.json", "--lang", "en")[2]
        assert "accepted C801" in run("check", "lowered.json", "--targets", "lowered.json", "--lang", "en")[2]


def test_a_configuration_that_cannot_be_used_is_complained_of(run, folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "perfscore.toml").write_text('rulebook = "nowhere"\n', encoding="utf-8")
    status, _, err = run("compare", "before.json", "lowered.json")

    assert status == 2
    assert "nowhere" in err
