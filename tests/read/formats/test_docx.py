"""
Word documents: what the page shows, whatever the markup.
"""

from __future__ import annotations

from io import BytesIO

import pytest

from containers import P, R, W, zipped
from containers import docx as written

from perfscore.form import Place
from perfscore.read.document import Document, Limits
from perfscore.read.errors import ReadError
from perfscore.read.formats import docx
from perfscore.read.recognise import recognise


def read(data, **limits):
    return docx.grids(Document("a.docx", data, Limits(**limits)))


def cell(content, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def texts(data):
    return [found.text for grid in read(data) for found in grid.cells]


def spans(grid):
    return [(found.text, found.row, found.column, found.rows, found.columns) for found in grid.cells]


def test_a_document_of_python_docx():
    """
    Merged cells come as spans, text above the table as text before it.
    """
    library = pytest.importorskip("docx")
    document = library.Document()
    document.add_paragraph("绩效自评表")
    drawn = document.add_table(rows=3, cols=3)
    drawn.cell(0, 0).merge(drawn.cell(1, 0)).text = "产出指标"
    drawn.cell(0, 1).merge(drawn.cell(0, 2)).text = "数量"
    drawn.cell(2, 2).text = "2"
    document.add_paragraph("填表人")
    out = BytesIO()
    document.save(out)

    (grid,) = read(out.getvalue())

    assert (grid.before, grid.after) == ("绩效自评表", "填表人")
    assert [span for span in spans(grid) if span[0]] == [
        ("产出指标", 0, 0, 2, 1),
        ("数量", 0, 1, 1, 2),
        ("2", 2, 2, 1, 1),
    ]


def test_the_same_text_in_two_cells_stays_two_cells():
    """
    Weight 2 and score 2 side by side are no merged cell.
    """
    (grid,) = read(written(table(cell(run("2")) + cell(run("2")))))

    assert spans(grid) == [("2", 0, 0, 1, 1), ("2", 0, 1, 1, 1)]


def test_a_symbol_font_sign_is_the_sign_it_draws():
    """
    ≥ is character F0B3 of the font Symbol.
    """
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    typed = '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0a3</w:t></w:r>'

    assert texts(written(table(cell(sign + run("20条")) + cell(typed + run("5天"))))) == ["≥20条", "≤5天"]


def test_an_unknown_symbol_is_told():
    """
    A sign nobody can name is marked, not left out.
    """
    (grid,) = read(written(table(cell('<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>' + run("20")))))

    assert grid.cells[0].text == "\ufffd20"
    assert [(remark.kind, remark.place) for remark in grid.remarks] == [("symbol", Place(row=1, column=1, table=1))]


def test_tracked_changes_read_as_if_accepted_and_are_told():
    """
    25条 changed to 27条 prints 27条.
    """
    change = f"<w:del><w:r><w:delText>25</w:delText></w:r></w:del><w:ins>{run('27')}</w:ins>{run('条')}"
    (grid,) = read(written(table(cell(change), "<w:trPr><w:del/></w:trPr>" + cell(run("旧行")))))

    assert [(found.text) for found in grid.cells] == ["27条"]
    assert [(remark.kind, remark.text) for remark in grid.remarks] == [("changes", "27条")]


def test_content_controls_are_looked_through():
    """
    Around a run, a cell, a row or a table.
    """
    inner = f"<w:sdt><w:sdtContent>{run('实验小学')}</w:sdtContent></w:sdt>"
    around_cell = f"<w:sdt><w:sdtContent>{cell(inner)}</w:sdtContent></w:sdt>"
    around_row = f"<w:sdt><w:sdtContent><w:tr>{around_cell}</w:tr></w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent><w:tbl>{around_row}</w:tbl></w:sdtContent></w:sdt>"

    assert texts(written(body)) == ["实验小学"]


def test_hidden_text_and_field_codes_are_not_printed():
    """
    A field prints its result; text set hidden prints nothing.
    """
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>9</w:t></w:r>'
    field = f"<w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r>{run('0')}"

    assert texts(written(table(cell(hidden + shown + field)))) == ["90"]


def test_rows_may_begin_with_left_out_columns():
    """
    GridBefore shifts a row's first cell to the right.
    """
    shifted = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell(run("得分"))
    (grid,) = read(written(table(cell(run("a")) * 3, shifted)))

    assert spans(grid)[-1] == ("得分", 1, 2, 1, 1)


def test_a_form_inside_a_layout_table_is_a_table_of_its_own():
    """
    A narrow table in a cell is text of that cell.
    """
    form = table(cell(run("一级指标")) + cell(run("分值")) + cell(run("得分")) + cell(run("说明")))
    narrow = table(cell(run("3")), cell(run("公里")))
    body = table(f"<w:tc><w:p>{run('外框')}</w:p>{form}</w:tc><w:tc>{narrow}<w:p/></w:tc>")

    outer, inner = read(written(body))

    assert [found.text for found in outer.cells] == ["外框", "3\n公里"]
    assert [found.text for found in inner.cells] == ["一级指标", "分值", "得分", "说明"]


def test_paragraphs_and_breaks_are_lines():
    """
    The layout decides how lines join.
    """
    body = f"<w:tc><w:p>{run('社会效益')}</w:p><w:p>{run('指')}<w:r><w:br/></w:r>{run('标')}</w:p></w:tc>"

    assert texts(written(table(body))) == ["社会效益\n指\n标"]


def test_a_document_without_tables_is_its_text():
    """
    Forms set without a table are somebody else's to read.
    """
    (grid,) = read(written(f"<w:p>{run('自评表')}</w:p><w:p>{run('得分 90')}</w:p>"))

    assert (grid.cells, grid.before) == ((), "自评表\n得分 90")


NUMBERS = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:suff w:val="space"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def office(main, body, **parts):
    """
    A document whose main part has this name, with relations as Word writes them.
    """
    relation = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    folder, _, name = main.rpartition("/")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{P}">{relation.format(R, "officeDocument", main)}</Relationships>',
            f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{P}">'
            + "".join(relation.format(R, kind, f"{kind}.xml") for kind in parts)
            + "</Relationships>",
            main: f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            **{f"{folder}/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def test_the_main_part_may_have_another_name():
    """
    The file says where its content begins.
    """
    data = office("word/document2.xml", table(cell(run("得分"))))

    assert recognise(data) == "docx"
    assert texts(data) == ["得分"]


class TestAutomaticNumbers:
    @staticmethod
    def item(number, words, level=0):
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run(words)}</w:p>'

    def read(self, *paragraphs):
        return texts(office("word/document.xml", table(f"<w:tc>{''.join(paragraphs)}</w:tc>"), numbering=NUMBERS))

    def test_what_a_reader_sees_is_read(self):
        """
        The numbers go on over other paragraphs, and deeper ones begin again.
        """
        found = self.read(
            self.item(1, "修路"),
            self.item(1, "县道", 1),
            self.item(1, "乡道", 1),
            f"<w:p>{run('其中')}</w:p>",
            self.item(1, "架桥"),
            self.item(1, "木桥", 1),
        )

        assert found == ["1.修路\n1.1 县道\n1.2 乡道\n其中\n2.架桥\n2.1 木桥"]

    def test_lists_count_each_for_itself(self):
        """
        One that says where it starts does so, though it looks like another.
        """
        found = self.read(
            self.item(1, "甲"), self.item(4, "乙"), self.item(1, "丙"), self.item(3, "丁"), self.item(3, "戊")
        )

        assert found == ["1.甲\n1.乙\n2.丙\n（九）丁\n（十）戊"]

    def test_a_number_may_be_all_there_is(self):
        """
        As in a column 序号.
        """
        assert self.read(self.item(1, "")) == ["1."]

    def test_dots_and_lists_nobody_describes_are_left_out(self):
        """
        They are decoration, or not there at all.
        """
        assert self.read(self.item(2, "甲"), self.item(0, "乙"), self.item(77, "丙"), self.item(1, "丁", 7)) == [
            "甲\n乙\n丙\n丁"
        ]


class TestHostileFiles:
    def refused(self, data, words, **limits):
        with pytest.raises(ReadError) as caught:
            read(data, **limits)
        line = caught.value.say("en")
        assert line.startswith("a.docx: ")
        assert words in line
        assert "\n" not in line

    def test_a_doctype_is_refused(self):
        """
        Office files have none, entity attacks need one.
        """
        laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        self.refused(written("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", prolog=laughs), "DOCTYPE")

    def test_a_part_that_unpacks_to_too_much_is_refused(self):
        """
        The limit counts bytes as they come, not as the directory promises.
        """
        self.refused(written(" " * 200_000), "unpacks to more than 100000 bytes", part_bytes=100_000)

    def test_too_many_elements_are_refused(self):
        """
        A million empty paragraphs are small on disk and large in memory.
        """
        self.refused(written("<w:p/>" * 2_000), "more than 1000 XML elements", elements=1_000)

    def test_too_deep_nesting_is_refused(self):
        """
        Before it can exhaust the stack.
        """
        self.refused(written("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000), "nests deeper")

    def test_too_many_cells_are_refused(self):
        """
        Spans count by what they cover.
        """
        wide = cell(run("a"), '<w:gridSpan w:val="9000"/>')
        self.refused(written(table(wide + cell(run("b")), *[wide] * 50)), "more than 1000 cells", cells=1_000)

    @pytest.mark.parametrize("cut", [200, 320])
    def test_a_truncated_file_is_refused(self, cut):
        """
        Cut anywhere, it is damaged and nothing else.
        """
        data = written(table(cell(run("得分")) * 20))
        self.refused(data[:-cut], "damaged")

    def test_broken_xml_is_refused(self):
        """
        A part that does not parse.
        """
        self.refused(written("<w:p>"), "word/document.xml cannot be read")

    def test_an_encrypted_part_is_refused_as_such(self):
        """
        Zip's own encryption.
        """
        data = bytearray(written(""))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        self.refused(bytes(data), "password")


def test_a_place_names_its_table():
    """
    Row 1, column 1 stands in each of them.
    """
    grids = read(written(table(cell(run("资金"))) + table(cell(run("指标")))))

    assert [grid.cells[0].place.table for grid in grids] == [1, 2]
