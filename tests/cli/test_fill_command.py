"""
``perfscore fill``: blanks of the user's own document are filled, and nothing else is touched.
"""

from __future__ import annotations

import json

from io import BytesIO

import openpyxl
import pytest

from perfscore import read
from perfscore.cli import main


HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["产出指标", "数量指标", "举办培训", "≥4次", "2次", "60", None],
    ["效益指标", "社会效益指标", "受训人数", "≥90人", "95人", "40", "40"],
]
TOTAL = ["总分", None, None, None, None, "100", None]


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    for row in (["项目支出绩效自评表"], HEADS, *ROWS, TOTAL):
        sheet.append(row)
    sheet["G5"].font = openpyxl.styles.Font(bold=True)
    sheet["I1"] = "=SUM(F3:F4)"
    book.create_sheet("其他")["A1"] = "不动"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def cells(path, *, blank=False):
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if blank or cell.value is not None
    }


class TestAWorkbook:
    def test_blanks_are_filled_and_nothing_else(self, workbook, tmp_path, capsys):
        before = cells(workbook)
        code = main(["fill", str(workbook), "--output", str(tmp_path / "filled.xlsx"), "--lang", "zh", "--no-config"])
        after = cells(tmp_path / "filled.xlsx")

        assert code == 0
        assert "填写 2 格" in capsys.readouterr().err
        assert {at: value for at, value in after.items() if at in before} == before
        assert {at: float(value) for at, value in after.items() if at not in before} == {
            ("自评表", "G3"): 30,
            ("自评表", "G5"): 70,
        }
        assert openpyxl.load_workbook(tmp_path / "filled.xlsx")["自评表"]["G5"].font.bold
        assert workbook.read_bytes() != (tmp_path / "filled.xlsx").read_bytes()

    def test_it_reads_back_as_the_filled_form(self, workbook, tmp_path):
        main(["fill", str(workbook), "--output", str(tmp_path / "filled.xlsx"), "--no-config"])
        (form,) = read(tmp_path / "filled.xlsx")

        assert (form.indicators[0].score, form.total.score) == ("30", "70")

    def test_a_cell_that_the_row_leaves_out(self, workbook, tmp_path):
        """
        Programs write no cell where there is nothing; it is put between its neighbours.
        """
        book = openpyxl.load_workbook(workbook)
        book["自评表"]["H3"] = "旁注"
        book["自评表"]._cells.pop((3, 7), None)
        book.save(workbook)
        main(["fill", str(workbook), "--output", str(tmp_path / "filled.xlsx"), "--no-config"])

        row = [cell.value for cell in openpyxl.load_workbook(tmp_path / "filled.xlsx")["自评表"][3]]
        assert [str(value) for value in row[5:8]] == ["60", "30", "旁注"]

    @pytest.mark.parametrize("name", ["filled.docx", "filled.html", "filled"])
    def test_the_copy_keeps_the_format(self, workbook, tmp_path, name, capsys):
        assert main(["fill", str(workbook), "--output", str(tmp_path / name), "--no-config", "--lang", "zh"]) == 2
        assert "扩展名也应相同" in capsys.readouterr().err
        assert not (tmp_path / name).exists()

    def test_never_over_the_document(self, workbook, capsys):
        before = workbook.read_bytes()

        assert main(["fill", str(workbook), "--output", str(workbook), "--lang", "en"]) == 2
        assert workbook.read_bytes() == before
        assert "not overwritten" in capsys.readouterr().err


def test_a_word_document(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    rows = [HEADS, *ROWS, TOTAL]
    table = document.add_table(len(rows), len(HEADS))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text or ""
    document.save(tmp_path / "a.docx")

    assert main(["fill", str(tmp_path / "a.docx"), "--output", str(tmp_path / "b.docx"), "--no-config"]) == 0
    filled = docx.Document(BytesIO((tmp_path / "b.docx").read_bytes())).tables[0]
    assert [filled.cell(row, 6).text for row in (1, 2, 3)] == ["30", "40", "70"]
    assert [filled.cell(1, column).text for column in range(6)] == ROWS[0][:6]


def test_json(tmp_path, capsys):
    form = {
        "indicators": [{"name": "培训", "target": "≥4次", "actual": "2次", "weight": "100", "score": None}],
        "total": {"weight": "100"},
    }
    (tmp_path / "a.json").write_text(json.dumps(form), encoding="utf-8")

    assert main(["fill", str(tmp_path / "a.json"), "--no-config"]) == 0
    assert json.loads(capsys.readouterr().out)["forms"][0]["indicators"][0]["score"] == "50"


def test_what_cannot_be_filled(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("一级指标 二级指标\n", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"indicators": [{"name": "x", "weight": "100"}]}', encoding="utf-8")

    assert main(["fill", str(tmp_path / "none.xlsx"), "--output", str(tmp_path / "b.xlsx")]) == 2
    assert (
        main(["fill", str(tmp_path / "a.json"), "--output", str(tmp_path / "b.xlsx"), "--no-config", "--lang", "en"])
        == 2
    )
    assert "can be filled" in capsys.readouterr().err
