"""
The summary of a run: a row for each form, every finding, filters, links, and nothing that could be computed or run.
"""

from __future__ import annotations

import csv
import pickle

from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from attrs import evolve

import perfscore

from builders import form, funds, row
from perfscore.cli import main
from perfscore.render.summary import form_line
from perfscore.render.summary.csv_text import write
from perfscore.render.summary.xlsx import VERDICT_FILLS, summary_workbook
from perfscore.render.writer import Style


openpyxl = pytest.importorskip("openpyxl")

SLIP = Path(__file__).parents[3] / "examples" / "one-slip.json"
HOSTILE = "=cmd|' /C calc'!A0\x00\u061c\u202e<b>"


def lines(*forms, lang="zh", files=None):
    names = files or [f"表/{number}.docx" for number in range(len(forms))]
    return [form_line(perfscore.check(one), name, 0, lang) for one, name in zip(forms, names, strict=True)]


def book(listed, complaints=(), folder="", lang="zh"):
    return openpyxl.load_workbook(BytesIO(summary_workbook(listed, complaints, folder, lang)))


WRONG = evolve(
    form(
        row("90", "80", "≥10次", "8次", reason="疫情"),
        fund=funds("119.838800", "64.185681", rate="53.56%", score="5.63"),
        total="100",
        score="85.63",
        project="合作",
    ),
    unit="某中心",
    department="某局",
    year="2022",
)
RIGHT = form(row("100", "100", "≥1次", "1次"), score="100", project="培训")


class TestForms:
    def test_a_row_for_each_form(self):
        rows = list(book(lines(WRONG, RIGHT)).worksheets[0].iter_rows(values_only=True))

        head, wrong, right = rows
        assert head == (
            *("文件", "项目名称", "实施单位", "主管部门", "年度", "全年预算数", "全年执行数", "执行率", "填报总分"),
            *("各项得分之和", "相差", "结论", "错误", "警告", "提示", "最可能填错的单元格", "已核对", "配置"),
        )
        assert wrong[:7] == ("表/0.docx", "合作", "某中心", "某局", "2022", 119.8388, 64.185681)
        assert wrong[7:12] == (0.5356, 85.63, 85.63, 0, "数字矛盾")
        assert right[8:12] == (100, 100, 0, "数字一致")

    def test_numbers_are_shown_as_printed(self):
        sheet = book(lines(WRONG)).worksheets[0]

        assert [sheet.cell(2, column).number_format for column in (6, 8, 9)] == ["0.000000", "0.00%", "0.00"]
        assert all(sheet.cell(2, column).data_type == "n" for column in (6, 7, 8, 9, 10, 13))

    def test_what_is_no_plain_number_stays_a_text(self):
        odd = evolve(WRONG, funds=(evolve(WRONG.funds[0], budget="约120万", executed="1,234.50", rate="53..56%"),))
        sheet = book(lines(odd)).worksheets[0]

        assert [sheet[name].value for name in ("F2", "G2", "H2")] == ["约120万", 1234.5, "53..56%"]

    def test_the_likely_culprit_is_named(self):
        (slip,) = perfscore.read(SLIP)

        assert "5.63 → 5.36" in book(lines(slip)).worksheets[0]["P2"].value

    @pytest.mark.parametrize("verdict", VERDICT_FILLS)
    def test_every_verdict_has_a_colour_of_its_own(self, verdict):
        (line,) = lines(RIGHT)
        cell = book([evolve(line, verdict=verdict)]).worksheets[0]["L2"]

        assert cell.fill.fgColor.rgb == f"FF{VERDICT_FILLS[verdict]}"
        assert len(set(VERDICT_FILLS.values())) == len(VERDICT_FILLS)

    def test_heads_stay_in_view_and_filter(self):
        for sheet in book(lines(WRONG, RIGHT), [("a.png", "图片")]):
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref == sheet.dimensions

    def test_links_lead_to_the_document_and_to_its_findings(self):
        first, second, _ = book(lines(RIGHT, WRONG), [("a.png", "图片")], folder="表/结果")
        row_of = int(second.cell(2, 1).hyperlink.location.rpartition("A")[2])

        assert first["A2"].hyperlink.target == "../0.docx"
        assert first["M3"].hyperlink.location == "'全部问题'!A2"
        assert first.cell(row_of, 2).value == second["B2"].value == "合作"

    @pytest.mark.parametrize("name", ["javascript:alert(1)", "C:\\a.docx", "//server/share", "a b#1.docx"])
    def test_no_name_of_a_file_is_another_address(self, name):
        (line,) = lines(RIGHT)
        data = summary_workbook([evolve(line, file=name)], (), "", "zh")
        relations = ZipFile(BytesIO(data)).read("xl/worksheets/_rels/sheet1.xml.rels").decode()

        assert "javascript:" not in relations
        assert 'Target="//' not in relations
        assert "#" not in relations.partition("Target=")[2]


class TestFindings:
    def test_every_finding_of_every_form(self):
        report = perfscore.check(WRONG)
        rows = list(book(lines(WRONG, RIGHT)).worksheets[1].iter_rows(min_row=2, values_only=True))

        assert [cells[2] for cells in rows] == [f.code for f in report.findings] + [
            f.code for f in perfscore.check(RIGHT).findings
        ]
        assert rows[0][1] == "合作"

    def test_what_could_not_be_read_has_a_sheet(self):
        assert book(lines(RIGHT)).sheetnames == ["汇总", "全部问题"]
        sheet = book([], [("a.png", "图片")], lang="en").worksheets[2]

        assert [cell.value for cell in sheet[2]] == ["a.png", "图片"]

    def test_nothing_is_a_formula(self):
        hostile = evolve(WRONG, project=HOSTILE, unit=HOSTILE, year=HOSTILE)
        data = summary_workbook(lines(hostile, files=[HOSTILE]), [(HOSTILE, HOSTILE)], "", "zh")

        assert b"<f>" not in b"".join(ZipFile(BytesIO(data)).read(name) for name in ZipFile(BytesIO(data)).namelist())
        for sheet in openpyxl.load_workbook(BytesIO(data)):
            assert {cell.data_type for cells in sheet.iter_rows() for cell in cells} <= {"s", "n"}


class TestCsv:
    def test_the_same_rows(self):
        out = StringIO()
        write(lines(WRONG, RIGHT), (), out, Style("zh"))
        rows = list(csv.reader(StringIO(out.getvalue())))

        assert [cells[0] for cells in rows] == ["文件", "表/0.docx", "表/1.docx"]
        assert rows[1][5:12] == ["119.838800", "64.185681", "53.56%", "85.63", "85.63", "0", "数字矛盾"]

    def test_no_cell_starts_a_formula(self):
        out = StringIO()
        write(lines(evolve(WRONG, project=HOSTILE), files=["=a.docx"]), (), out, Style("en"))

        assert not [
            cell
            for cells in csv.reader(StringIO(out.getvalue()))
            for cell in cells
            if cell.startswith(("=", "+", "-", "@"))
        ]


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "表").mkdir()
        (tmp_path / "表" / "a.json").write_bytes(SLIP.read_bytes())
        (tmp_path / "表" / "b.json").write_text("{", encoding="utf-8")
        return tmp_path

    def test_a_workbook_of_a_folder(self, folder):
        out = folder / "汇总.xlsx"
        main(["check", str(folder / "表"), "--format", "summary", "--output", str(out), "--lang", "zh"])
        written = openpyxl.load_workbook(out)

        assert written.worksheets[0]["A2"].hyperlink.target == "%E8%A1%A8/a.json"
        assert written.worksheets[2]["A2"].value.endswith("b.json")

    def test_csv_by_its_suffix(self, folder):
        out = folder / "汇总.csv"
        main(["check", str(folder / "表"), "--format", "summary", "--output", str(out), "--lang", "zh"])

        assert out.read_text(encoding="utf-8-sig").startswith("文件,项目名称,")

    def test_in_a_folder(self, folder):
        main(["check", str(folder / "表"), "--format", "summary", "--output", f"{folder}/out/", "--lang", "en"])

        assert [path.name for path in (folder / "out").iterdir()] == ["summary.xlsx"]

    def test_not_on_a_terminal(self, folder, capsys):
        assert main(["check", str(folder / "表"), "--format", "summary", "--lang", "en"]) == 2
        assert "--output" in capsys.readouterr().err


def test_a_line_is_small_and_travels():
    (line,) = lines(WRONG)

    assert pickle.loads(pickle.dumps(line)) == line  # noqa: S301 - our own
    assert len(pickle.dumps(line)) < 20_000
