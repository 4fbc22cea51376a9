"""
The spreadsheet back: what is marked, and that nothing else changed.

openpyxl writes the workbooks and reads the copies; it knows nothing of how we write them.
"""

from __future__ import annotations

import re

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from attrs import evolve

import perfscore

from builders import form, row
from perfscore import Place
from perfscore.relations.places import cell_name, place_text
from perfscore.render.office import xlsx
from perfscore.render.office.marks import LEGEND, Mark, marks
from perfscore.render.office.splicing import apply_edits, spans, with_attributes
from perfscore.render.office.xlsx_marking import mark_workbook
from perfscore.rules import select_rules


openpyxl = pytest.importorskip("openpyxl")

EXAMPLES = Path(__file__).parents[3] / "examples"

ROWS = [
    ["项目支出绩效自评表"],
    ["项目名称", "修路"],
    ["项目资金（万元）", None, "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, "年度资金总额", 10, 9, 10, "=D4/C4", 8],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "修路", "≥3公里", "3公里", 60, 60],
    ["效益指标", "社会效益指标", "便民", "提高", "提高", 30, 30],
    ["总分", None, None, None, None, 100, "=G4+G6+G7"],
]


def rich_workbook():
    """
    A form as offices keep them: formulas, colours, merged cells, comments, a chart, rules for entry and for colour.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表 & 附件"
    for values in ROWS:
        sheet.append(values)
    for area in ("A1:G1", "B2:G2", "A3:A4", "A8:E8"):
        sheet.merge_cells(area)
    sheet["F4"].number_format = "0.00%"
    sheet["G4"].font = openpyxl.styles.Font(name="宋体", size=14, bold=True, color="FF0000FF")
    sheet["G4"].alignment = openpyxl.styles.Alignment(horizontal="center", wrap_text=True)
    sheet["G4"].number_format = "0.00"
    sheet["G4"].protection = openpyxl.styles.Protection(locked=False)
    sheet["G8"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    sheet["G8"].comment = openpyxl.comments.Comment("请复核", "王")
    sheet["A1"].comment = openpyxl.comments.Comment("标题", "王")
    sheet["A2"].hyperlink = "https://example.org/"
    sheet.column_dimensions["C"].width = 33
    sheet.row_dimensions[5].height = 40
    sheet.freeze_panes = "A6"
    sheet.print_title_rows = "1:5"
    sheet.oddHeader.center.text = "内部资料"
    sheet.conditional_formatting.add(
        "G6:G7",
        openpyxl.formatting.rule.CellIsRule(
            operator="lessThan", formula=["60"], font=openpyxl.styles.Font(color="FFFF0000")
        ),
    )
    entry = openpyxl.worksheet.datavalidation.DataValidation(
        type="decimal", operator="between", formula1=0, formula2=100
    )
    entry.add("F6:G7")
    sheet.add_data_validation(entry)
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(sheet, min_col=7, min_row=6, max_row=7))
    sheet.add_chart(chart, "J2")
    other = book.create_sheet("说明")
    other["A1"] = "无关"
    book.defined_names["满分"] = openpyxl.workbook.defined_name.DefinedName("满分", attr_text="'说明'!$A$1")
    return with_results(saved(book), {"F4": "0.9", "G8": "99"})


def zipped(parts):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_results(data, results):
    """
    The workbook with the results of its formulas stored, as Excel does and openpyxl does not.
    """
    parts = {name: ZipFile(BytesIO(data)).read(name) for name in ZipFile(BytesIO(data)).namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for cell, result in results.items():
        sheet = re.sub(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?', rf"\1<v>{result}</v>", sheet)
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet})


def checked(data):
    """
    Only a few rules, so that others may join the catalogue.
    """
    rules = select_rules(("F103", "W201", "S303", "S305", "T401"))
    return [perfscore.check(read, rules=rules) for read in perfscore.read(data)]


def document(data, lang="zh"):
    return xlsx.annotate(data, checked(data), lang)


def parts(data):
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def looks(cell, *, fill=True):
    """
    Everything that openpyxl knows of a cell, but for its comment.
    """
    style = [cell.font, cell.border, cell.alignment, cell.number_format, cell.protection, cell.quotePrefix]
    return cell.value, repr(cell.hyperlink), repr([*style, cell.fill] if fill else style)


def comments(sheet):
    return {cell.coordinate: cell.comment.text for cells in sheet.iter_rows() for cell in cells if cell.comment}


@pytest.fixture(scope="module")
def source():
    return rich_workbook()


@pytest.fixture(scope="module")
def copy(source):
    return document(source)


def test_a_culprit_that_no_finding_names_is_marked_too():
    """
    What breaks is the sum; what is wrong is one of its parts.
    """
    # 60 + 30 is 90 of 100: ten points are missing, and ≥8 of 8 earns all 40 that the row has.
    rows = (row("60", "60", "提高", "提高"), row("40", "30", "≥8次", "8次"))
    report = perfscore.check(form(*rows, total="100", score="100"))
    (suspect,) = [suspect for suspect in report.suspects if suspect.rank == 1]
    (change,) = suspect.changes
    assert (change.cell, change.stated, change.value) == ("indicators[1].score", "30", "40")
    places = {change.cell: Place(row=7, column=3), "total.score": Place(row=8, column=3)}

    (mark,) = (mark for mark in marks([(report, places, "表")], "zh")["表"] if mark.row == 7)

    assert mark.text.startswith("最可能填错的单元格：30 → 40（")
    assert mark.colour == "FF8080"


def test_what_no_correction_explains_stays_red():
    """
    Three slips that share no cell: nobody can say which of the cells that break with them are right.
    """
    (spoiled,) = perfscore.read(EXAMPLES / "international-cooperation-2022-spoiled.json")
    report = perfscore.check(spoiled)
    cells = {finding.cell for finding in report.findings if finding.severity is perfscore.Severity.ERROR}
    places = {cell: Place(row=number, column=1) for number, cell in enumerate(sorted(cells), 1)}

    coloured = [mark.colour for mark in marks([(report, places, "表")], "zh")["表"]]

    assert not report.suspects
    assert coloured == ["FFC7CE"] * len(cells)


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "之一后，此处即一致"), ("en", "one of the most likely wrong cells")]
)
def test_where_several_cells_are_as_likely(lang, words):
    """
    Each of them is marked as strongly, and the sum that breaks says that one of them mends it.
    """
    report = perfscore.check(
        form(row("60", "50", "提高", "提高"), row("40", "30", "提高", "提高"), total="100", score="90")
    )
    culprits = {change.cell for suspect in report.suspects if suspect.rank == 1 for change in suspect.changes}
    places = {cell: Place(row=number, column=1) for number, cell in enumerate(sorted({*culprits, "total.score"}), 1)}

    told = {mark.row: mark for mark in marks([(report, places, "表")], lang)["表"]}

    assert sorted(culprits) == ["indicators[0].score", "indicators[1].score"]
    assert [told[number].colour for number in (1, 2, 3)] == ["FF8080", "FF8080", "E4DFEC"]
    assert words in told[3].text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "随最可能填错的单元格更正：100 → 70"),
        ("en", "to be changed along with the most likely wrong cell: 100 → 70"),
    ],
)
def test_a_total_that_changes_with_the_culprit_is_not_red(lang, words):
    """
    Half of ≥100 earns 30 of 60: that full marks were given is the mistake, and the total only added it up.
    """
    report = perfscore.check(
        form(row("60", "60", "≥100盏", "50盏"), row("40", "40", "≥10%", "12%"), total="100", score="100")
    )
    places = {"indicators[0].score": Place(row=1, column=1), "total.score": Place(row=2, column=1)}

    culprit, total = marks([(report, places, "表")], lang)["表"][:2]

    assert (culprit.colour, total.colour) == ("FF8080", "E4DFEC")
    assert words in total.text


class TestTheCopy:
    def test_the_wrong_cells_are_coloured_and_commented(self, copy):
        sheet = openpyxl.load_workbook(BytesIO(copy)).worksheets[0]

        assert sheet["G4"].fill.fgColor.rgb == "FFFF8080"
        assert sheet["G8"].fill.fgColor.rgb == "FFE4DFEC"
        assert comments(sheet)["G4"] == (
            "最可能填错的单元格：8.00 → 9.00（更正后两处矛盾都消除；一位数字写错）\n\n"
            "F103 错误\n年度资金总额 得分：预算执行得分应为 9.00，填 8.00\n算得：9.00\n计算：10 × 90.00% = 9.00"
        )

    def test_nothing_else_changes_in_any_cell(self, source, copy):
        """
        Values, formulas, fonts, borders, alignment, formats, protection, links and fills, of every cell of every sheet.
        """
        before, after = (openpyxl.load_workbook(BytesIO(data)) for data in (source, copy))
        wrong = {report.form.places[f.cell] for report in checked(source) for f in report.findings}
        coloured = {(place.row, place.column) for place in wrong}

        assert [*before.sheetnames, "核对结果"] == after.sheetnames
        for old, new in zip(before.worksheets, after.worksheets[:-1], strict=True):
            assert old.dimensions == new.dimensions
            for row_number in range(1, old.max_row + 1):
                for column in range(1, old.max_column + 1):
                    is_marked = old.title != "说明" and (row_number, column) in coloured
                    was, now = old.cell(row_number, column), new.cell(row_number, column)
                    assert looks(was, fill=not is_marked) == looks(now, fill=not is_marked)

    def test_nothing_else_changes_in_the_sheets(self, source, copy):
        before, after = (openpyxl.load_workbook(BytesIO(data)) for data in (source, copy))

        for old, new in zip(before.worksheets, after.worksheets[:-1], strict=True):
            assert old.merged_cells.ranges == new.merged_cells.ranges
            assert old.freeze_panes == new.freeze_panes
            assert old.print_title_rows == new.print_title_rows
            assert old.oddHeader.center.text == new.oddHeader.center.text
            assert old.column_dimensions["C"].width == new.column_dimensions["C"].width
            assert old.row_dimensions[5].height == new.row_dimensions[5].height
            assert [str(rule.sqref) for rule in old.conditional_formatting] == [
                str(rule.sqref) for rule in new.conditional_formatting
            ]
            assert [entry.sqref for entry in old.data_validations.dataValidation] == [
                entry.sqref for entry in new.data_validations.dataValidation
            ]
        assert after.defined_names["满分"].attr_text == "'说明'!$A$1"

    def test_only_these_parts_differ(self, source, copy):
        """
        The sheet, its comments, their shapes, the styles, and the lists that name the one part more: the sheet of
        findings. The sheet had comments already.
        """
        before, after = parts(source), parts(copy)

        assert list(after) == [*before, "xl/worksheets/sheet3.xml"]
        assert {name for name in before if before[name] != after[name]} == {
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/styles.xml",
            "xl/comments/comment1.xml",
            vml(before),
        }

    def test_the_sheet_differs_in_style_numbers_only(self, source, copy):
        before, after = (parts(data)["xl/worksheets/sheet1.xml"].decode() for data in (source, copy))
        styles = re.compile(r' s="\d+"')

        assert styles.sub("", before) == styles.sub("", after)
        assert len([1 for a, b in zip(styles.findall(before), styles.findall(after), strict=True) if a != b]) == 2

    def test_the_style_sheet_only_gains(self, source, copy):
        """
        Without the new entries and with the old counts it is the old one.
        """
        before, after = (parts(data)["xl/styles.xml"] for data in (source, copy))
        position = 0
        for piece in re.split(rb'count="\d+"|(?=</fills>)|(?=</cellXfs>)', before):
            position = after.index(piece, position) + len(piece)

        assert len(after) > len(before)

    def test_old_comments_stay_and_ours_follow(self, copy):
        sheet = openpyxl.load_workbook(BytesIO(copy)).worksheets[0]

        assert sheet["A1"].comment.text == "标题"
        assert sheet["A1"].comment.author == "王"
        assert sheet["G4"].comment.author == "perfscore"
        assert comments(sheet)["G8"].startswith("请复核\nT401 错误\n")

    def test_every_comment_has_one_shape(self, copy):
        (drawing,) = (content.decode() for name, content in parts(copy).items() if name.endswith(".vml"))
        rows = re.findall(r":Row>(\d+)</\w+:Row><\w+:Column>(\d+)<", drawing)
        numbers = re.findall(r'<\w+:shape [^>]*id="(\w+)"', drawing)

        assert sorted(rows) == [("0", "0"), ("3", "6"), ("7", "6")]
        assert len(set(numbers)) == len(numbers)

    def test_the_copy_reads_as_the_original(self, source, copy):
        assert perfscore.read(copy) == perfscore.read(source)

    def test_it_is_the_same_each_time(self, source, copy):
        assert document(source) == copy

    def test_a_workbook_without_comments(self):
        """
        The parts are made, declared, and put where the schema wants them.
        """
        book = openpyxl.Workbook()
        for values in ROWS:
            book.active.append(
                [99 if value == "=G4+G6+G7" else 0.9 if value == "=D4/C4" else value for value in values]
            )
        book.active["F4"].number_format = "0.00%"
        table = openpyxl.worksheet.table.Table(displayName="t", ref="J1:K2")
        book.active["J1"], book.active["K1"], book.active["J2"], book.active["K2"] = "a", "b", "1", "2"
        book.active.add_table(table)
        data = saved(book)

        copy = document(data)

        added = parts(copy).keys() - parts(data).keys()
        sheet = parts(copy)["xl/worksheets/sheet1.xml"]
        assert added == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet2.xml"}
        assert sheet.index(b"<legacyDrawing") < sheet.index(b"<tableParts")
        assert set(comments(openpyxl.load_workbook(BytesIO(copy)).active)) == {"G4", "G8"}

    def test_a_form_without_findings_comes_back_as_it_was(self):
        book = openpyxl.Workbook()
        book.active.append(["无"])
        data = saved(book)

        assert parts(mark_workbook(data, {})) == parts(data)

    def test_a_macro_is_kept_and_never_opened(self, source):
        macro = zipped({**parts(source), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 anything"})

        assert parts(document(macro))["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0 anything"


def vml(names):
    (drawing,) = (name for name in names if name.endswith(".vml"))
    return drawing


class TestOddWorkbooks:
    """
    What other programs write: prefixes, cells without addresses, styles without fills.
    """

    S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    P = "http://schemas.openxmlformats.org/package/2006/relationships"

    def book(self, sheet, styles=None):
        entries = f'<Relationship Id="r1" Type="{self.R}/worksheet" Target="worksheets/a.xml"/>'
        if styles:
            entries += f'<Relationship Id="r2" Type="{self.R}/styles" Target="styles.xml"/>'
        root = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
        return zipped(
            {
                "[Content_Types].xml": '<ct:Types xmlns:ct="http://schemas.openxmlformats.org/package/2006/content-types"/>',
                "_rels/.rels": f'<Relationships xmlns="{self.P}"/>',
                "xl/workbook.xml": f'<workbook xmlns="{self.S}" xmlns:r="{self.R}">{root}</workbook>',
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{self.P}">{entries}</Relationships>',
                "xl/worksheets/a.xml": sheet,
                **({"xl/styles.xml": styles} if styles else {}),
            }
        )

    def test_prefixes(self):
        sheet = f'<x:worksheet xmlns:x="{self.S}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/></x:row></x:sheetData></x:worksheet>'
        styles = (
            f"<x:styleSheet xmlns:x='{self.S}'><x:fills count='1'><x:fill/></x:fills>"
            "<x:cellXfs count = '1'><x:xf fillId='0' numFmtId='9'><x:alignment/></x:xf></x:cellXfs></x:styleSheet>"
        )

        found = parts(mark_workbook(self.book(sheet, styles), {"a": [Mark(1, 2, "错<>&\x00_x0041_", "FFC7CE")]}))

        assert b'<x:c><x:v>1</x:v></x:c><x:c s="1"/>' in found["xl/worksheets/a.xml"]
        assert b"</x:sheetData><x:legacyDrawing " in found["xl/worksheets/a.xml"]
        assert found["xl/styles.xml"].decode() == (
            f'<x:styleSheet xmlns:x=\'{self.S}\'><x:fills count="2"><x:fill/><x:fill><x:patternFill patternType="solid">'
            '<x:fgColor rgb="FFFFC7CE"/><x:bgColor indexed="64"/></x:patternFill></x:fill></x:fills>'
            "<x:cellXfs count=\"2\"><x:xf fillId='0' numFmtId='9'><x:alignment/></x:xf>"
            '<x:xf fillId="1" numFmtId=\'9\' applyFill="1"><x:alignment/></x:xf></x:cellXfs></x:styleSheet>'
        )
        assert "&#38169;&lt;&gt;&amp;&#65533;_x005F_x0041_" in found["xl/comments1.xml"].decode()
        assert b"<ct:Override " in found["[Content_Types].xml"]

    @pytest.mark.parametrize("styles", [None, "<styleSheet/>"])
    def test_without_styles_there_are_comments_only(self, styles):
        sheet = f'<worksheet xmlns="{self.S}"><sheetData><row r="4"><c r="B4"/></row></sheetData></worksheet>'

        found = parts(mark_workbook(self.book(sheet, styles), {"a": [Mark(4, 2, "错", "FFC7CE")]}))

        assert b'<c r="B4"/>' in found["xl/worksheets/a.xml"]
        assert b'ref="B4"' in found["xl/comments1.xml"]

    def test_a_comment_is_as_high_as_its_text(self):
        """
        Nobody can scroll it: four lines of twenty Chinese characters need eight of seventeen.
        """
        sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
        said = [Mark(3, 2, "短", None), Mark(3, 3, "\n".join(["总分与各项得分之和不一致，应逐项核对明细"] * 4), None)]
        drawing = parts(mark_workbook(self.book(sheet), {"a": said}))["xl/drawings/vmlDrawing1.vml"].decode()
        anchors = [list(map(int, text.split(","))) for text in re.findall(r"<x:Anchor>([^<]+)<", drawing)]

        assert [bottom - top for _, _, top, _, _, _, bottom, _ in anchors] == [6 + 1, 8 + 1 + 1]

    @pytest.mark.parametrize(
        "sheet",
        [
            "<worksheet xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'><sheetData/></worksheet>",
            '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData/></worksheet>'.encode("utf-16"),
            "<worksheet><sheetData></worksheet>",
            "<!DOCTYPE worksheet><worksheet><sheetData/></worksheet>",
        ],
    )
    def test_what_cannot_be_changed_safely_is_not_changed(self, sheet):
        with pytest.raises(ValueError, match=r"strict|UTF-16|mismatched|DOCTYPE"):
            mark_workbook(self.book(sheet), {"a": [Mark(1, 1, "错", None)]})


class TestANewWorkbook:
    """
    For forms that came from elsewhere.
    """

    @pytest.fixture
    def book(self):
        data = (EXAMPLES / "international-cooperation-2022-spoiled.txt").read_bytes()
        return openpyxl.load_workbook(BytesIO(document(data)))

    def test_the_form_with_its_wrong_cells_marked(self, book):
        sheet = book["自评表"]
        coloured = {
            cell.value: cell.comment.text.split()[0] for cells in sheet.iter_rows() for cell in cells if cell.comment
        }

        assert coloured == {"5.63": "F103", "3": "S303", "9": "S305", "100": "W201", "96.63": "T401"}

    def test_columns_of_the_form_s_own(self):
        """
        Nothing is computed from them, and they are not lost.
        """
        rows = [evolve(row("50", "50", "≥1次", "1次"), extra={"数据来源": text}) for text in ("台账", "=1+1")]
        data = xlsx.annotate(b"{}", [perfscore.check(form(*rows, score="100"))], "zh")

        sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
        (head,) = (cell for cells in sheet.iter_rows() for cell in cells if cell.value == "数据来源")
        below = [sheet.cell(head.row + n, head.column) for n in (1, 2)]
        assert [(cell.value, cell.data_type) for cell in below] == [("台账", "s"), ("=1+1", "s")]

    def test_all_findings_on_a_sheet(self, book):
        rows = list(book["核对结果"].iter_rows(values_only=True))[5:]

        assert rows[0] == ("表", "代码", "级别", "位置", "单元格", "问题", "填写", "算得", "计算", "依据")
        assert [cells[1] for cells in rows[1:]] == ["F103", "W201", "S303", "T401", "S305"]
        assert rows[1][:3] == ("1", "F103", "错误")

    def test_what_the_colours_mean(self, source, copy):
        """
        A legend above the findings, in the colours of the cells; each finding leads to its cell.
        """
        book = openpyxl.load_workbook(BytesIO(copy))
        sheet = book["核对结果"]
        legend = [(sheet.cell(n, 1).fill.fgColor.rgb[2:], sheet.cell(n, 2).value) for n in range(1, 6)]
        form = book.worksheets[0]
        used = {
            cell.fill.fgColor.rgb[2:]
            for cells in form.iter_rows()
            for cell in cells
            if cell.comment and cell.fill.fill_type
        }

        assert legend == [(colour, words.zh) for colour, words in LEGEND]
        assert used - {"00FF00"} <= {colour for colour, _ in legend}
        rows = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=7)]
        assert [(cells[1], cells[3]) for cells in rows] == [
            (finding.code, place_text(finding.location, "zh").partition("!")[2])
            for report in checked(source)
            for finding in report.findings
        ]
        assert {cell.hyperlink.location for (cell,) in sheet.iter_rows(min_row=7, min_col=4, max_col=4)} == {
            f"'自评表 & 附件'!{cells[3]}" for cells in rows
        }
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A7", f"A6:J{sheet.max_row}")

    def test_a_name_that_is_taken(self, source):
        """
        A copy of a copy has its findings on a sheet of another name.
        """
        names = [
            openpyxl.load_workbook(BytesIO(data)).sheetnames for data in (document(source), document(document(source)))
        ]

        assert [name[-1] for name in names] == ["核对结果", "核对结果 2"]

    def test_a_signature_does_not_outlive_the_change(self, source):
        """
        The copy carries no signature, and says that the original had one.
        """
        signed = parts(source)
        signed["_xmlsignatures/origin.sigs"] = b""
        signed["_xmlsignatures/sig1.xml"] = b"<Signature/>"
        signed["_rels/.rels"] = signed["_rels/.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/'
            b'origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
        )
        signed["[Content_Types].xml"] = signed["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.'
            b'digital-signature-xmlsignature+xml"/></Types>',
        )
        copy = document(zipped(signed), "en")

        assert not [
            name for name, content in parts(copy).items() if b"_xmlsignatures" in content or name.startswith("_xml")
        ]
        note = openpyxl.load_workbook(BytesIO(copy))["findings"]["A1"].value
        assert note == "The digital signature of the original does not hold for this copy and was removed"

    @pytest.mark.parametrize(
        "missing", ["xl/comments/comment1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/styles.xml"]
    )
    def test_a_workbook_with_a_part_missing_comes_in_a_new_one(self, source, missing):
        """
        It is read, and what others refer to is not there: a copy would be as broken.
        """
        data = zipped({name: content for name, content in parts(source).items() if name != missing})
        findings = openpyxl.load_workbook(BytesIO(document(data, "en")))["findings"]

        assert missing in parts(source)
        assert findings["A1"].value.startswith("the file itself could not be marked: ")
        assert [cells[1] for cells in findings.iter_rows(min_row=8, values_only=True)] == [
            finding.code for report in checked(data) for finding in report.findings
        ]

    def test_every_text_of_the_form_is_there(self, book):
        (read,) = perfscore.read(EXAMPLES / "international-cooperation-2022-spoiled.txt")
        shown = {cell for cells in book["自评表"].iter_rows(values_only=True) for cell in cells}

        assert {cell.text for cell in read.cells() if cell.text} <= shown

    def test_no_cell_is_a_formula(self):
        """
        A cell of text stays text when somebody edits it: Excel shows it with a quote in front.
        """
        reports = [perfscore.check(form(row("10", "12", "=1+1", name="@SUM(A1)\x00"), project="=cmd|' /C calc'!A0"))]
        data = xlsx.annotate(b"{}", reports, "en")
        sheet = openpyxl.load_workbook(BytesIO(data))["form"]
        cells = {cell.value: cell for cells in sheet.iter_rows() for cell in cells if cell.value}

        assert b"<f>" not in b"".join(parts(data).values())
        assert cells["=1+1"].quotePrefix
        assert cells["@SUM(A1)\ufffd"].quotePrefix
        assert not cells["12"].quotePrefix

    def test_a_workbook_we_may_not_change(self):
        """
        The findings say why they come in a new one.
        """
        strict = parts(rich_workbook())
        strict["xl/worksheets/sheet1.xml"] = strict["xl/worksheets/sheet1.xml"].replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        book = openpyxl.load_workbook(BytesIO(document(zipped(strict), "en")))

        assert (
            book["findings"]["A1"].value == "the file itself could not be marked: the workbook is in the strict dialect"
        )
        assert book.sheetnames == ["form", "findings"]

    def test_several_forms(self):
        reports = [perfscore.check(form(row("10", "12"))), perfscore.check(form(row("10", "10")))]

        book = openpyxl.load_workbook(BytesIO(xlsx.annotate(b"{}", reports, "en")))

        assert book.sheetnames == ["form 1", "form 2", "findings"]


class TestSplicing:
    DATA = '<a:r x="1>2"><!-- <b/> --><b/><b y=\'"\'>文<c/></b></a:r>'.encode()

    def test_where_elements_stand(self):
        whole = [self.DATA[span.start : span.end].decode() for span in spans(self.DATA, ("b", "r"))]
        starts = [self.DATA[span.start : span.inner].decode() for span in spans(self.DATA, ("b", "r"))]

        assert whole == ["<b/>", "<b y='\"'>文<c/></b>", self.DATA.decode()]
        assert starts == ["<b/>", "<b y='\"'>", '<a:r x="1>2">']

    def test_last_children(self):
        edits = [span.append("<d/>") for span in spans(self.DATA, ("b",))]

        assert apply_edits(self.DATA, edits).decode() == (
            '<a:r x="1>2"><!-- <b/> --><b><d/></b><b y=\'"\'>文<c/><d/></b></a:r>'
        )

    @pytest.mark.parametrize(
        ("tag", "changed"),
        [
            (b"<c/>", b'<c s="&lt;"/>'),
            (b"<c >", b'<c s="&lt;">'),
            (b"<c ss='1' s = '2' t=\"s\"/>", b'<c ss=\'1\' s="&lt;" t="s"/>'),
        ],
    )
    def test_attributes(self, tag, changed):
        assert with_attributes(tag, {"s": "<"}) == changed

    def test_names_of_cells(self):
        assert [cell_name(3, column) for column in (1, 26, 27, 52, 702, 703)] == [
            "A3",
            "Z3",
            "AA3",
            "AZ3",
            "ZZ3",
            "AAA3",
        ]
