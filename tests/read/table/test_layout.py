"""
What grids become when forms are cut, repeated, joined, hidden, or no forms at all.
"""

from __future__ import annotations

from attrs import evolve
from drawn_tables import drawn, fund, row

from perfscore.form import Place, Remark
from perfscore.read.table.layout import forms


HEAD = """
    项目名称 | {project} | < | < | < | < | <
    项目资金（万元） |  | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 10 | {executed} | 10 | {executed}0% | {executed}
"""
INDICATORS = """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 修路 | ≥3公里 | 3公里 | 60 | 60
    效益指标 | 社会效益指标 | 便民 | 提高 | 提高 | 30 | 30
    总分 | < | < | < | < | 100 | 99
"""
FORM = HEAD.format(project="修路", executed=9) + INDICATORS


def rows(*grids):
    (form,) = forms(grids)
    return [row(indicator) for indicator in form.indicators]


class TestPages:
    def test_a_row_cut_by_a_page_break_is_one_row(self):
        """
        The part of a row on the new page has no numbers; its texts go on where the page ended.
        """
        cut = drawn(
            HEAD.format(project="修路", executed=9)
            + """
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
            产出指标 | 数量指标 | 编写研究报 | 完成报告⏎一 | 完成 | 60 | 60
            ===
            产出指标 | 数量指标 | 告 | 份 |  |  |
            ^ | 质量指标 | 合格率 | 100% | 100% | 30 | 30
            """,
            page=1,
        )

        assert rows(cut) == [
            "产出指标 | 数量指标 | 编写研究报告 |  | 完成报告一份 |  | 完成 | 60 | 60 | ",
            "产出指标 | 质量指标 | 合格率 |  | 100% |  | 100% | 30 | 30 | ",
        ]

    def test_the_numbers_may_stand_on_the_second_page(self):
        """
        The rest of the name brings the numbers along.
        """
        cut = drawn(
            """
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
            产出指标 | 数量指标 | 编写研究 | 1份 |  |  |
            ===
             |  | 报告 |  | 1份 | 60 | 60
            """,
            page=1,
        )

        assert rows(cut) == ["产出指标 | 数量指标 | 编写研究报告 |  | 1份 |  | 1份 | 60 | 60 | "]

    def test_heads_repeated_on_a_page_are_no_row(self):
        """
        A page that begins with the heads again goes on with the same table.
        """
        first, second = FORM.split("    效益指标")
        heads = "    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n    效益指标"
        apart = forms([drawn(first, page=1), drawn(heads + second, page=2)])

        assert rows(drawn(FORM)) == [row(indicator) for indicator in apart[0].indicators]
        assert len(apart) == 1

    def test_a_page_that_repeats_title_and_project_is_no_new_form(self):
        """
        Spreadsheets print their top rows on every page.
        """
        top = "项目支出绩效自评表 | < | < | < | < | < | <\n项目名称 | 修路 | < | < | < | < | <\n"
        first, second = FORM.split("    效益指标")
        heads = "    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n    效益指标"

        found = forms([drawn(top + first.split("\n", 2)[2], page=1), drawn(top + heads + second, page=2)])

        assert [len(form.indicators) for form in found] == [2]

    def test_a_row_nobody_filled_in_is_not_continued(self):
        """
        指标2: at the end of a page has no numbers, and the next page's row is a row of its own.
        """
        cut = drawn(
            """
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
            产出指标 | 数量指标 | 指标1：修路 | 3 | 3 | 60 | 60
            ^ | ^ | 指标2： |  |  |  |
            ===
             | 质量指标 | 指标1：合格率 | 100% | 100% | 30 | 30
            """,
            page=1,
        )

        assert rows(cut) == [
            "产出指标 | 数量指标 | 指标1：修路 |  | 3 |  | 3 | 60 | 60 | ",
            "产出指标 | 质量指标 | 指标1：合格率 |  | 100% |  | 100% | 30 | 30 | ",
        ]

    def test_a_level_cut_by_a_page_break_is_one_level(self):
        """
        The tall narrow cell of a level goes on with the rest of its letters.
        """
        cut = drawn(
            """
            一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
            产⏎出 | 数量指标 | 修路 | 3 | 3 | 60 | 60
            ===
            指⏎标 | 数量指标 | 修桥 | 1 | 1 | 30 | 30
            """,
            page=1,
        )

        assert rows(cut) == [
            "产出指标 | 数量指标 | 修路 |  | 3 |  | 3 | 60 | 60 | ",
            "产出指标 | 数量指标 | 修桥 |  | 1 |  | 1 | 30 | 30 | ",
        ]


class TestRows:
    def test_levels_may_stand_on_the_first_row_only(self):
        """
        Exports lose merged cells; a blank level is that of the row above.
        """
        assert rows(
            drawn(
                """
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                产出指标 | 数量指标 | 修路 | 3 | 3 | 30 | 30
                 |  | 修桥 | 1 | 1 | 30 | 30
                效益指标 |  | 便民 | 提高 | 提高 | 30 | 30
                """
            )
        ) == [
            "产出指标 | 数量指标 | 修路 |  | 3 |  | 3 | 30 | 30 | ",
            "产出指标 | 数量指标 | 修桥 |  | 1 |  | 1 | 30 | 30 | ",
            "效益指标 |  | 便民 |  | 提高 |  | 提高 | 30 | 30 | ",
        ]

    def test_a_blank_row_with_a_weight_is_kept(self):
        """
        A weight without a name is a mistake of the form, not a blank row.
        """
        found = rows(
            drawn(
                """
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                产出指标 | 数量指标 | 修路 | 3 | 3 | 60 | 60
                效益指标 | 生态效益指标 |  |  |  | 30 |
                满意度指标 | 服务对象满意度指标 |  |  |  | - | -
                """
            )
        )

        assert [line.split(" | ")[2] for line in found] == ["修路", ""]

    def test_an_indicator_may_be_called_like_a_note(self):
        """
        使用规范性 is a heading on some forms and an indicator on others.
        """
        found = rows(
            drawn(
                """
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                项目管理 | 资金管理 | 到位率 | 100% | 100% | 60 | 60
                ^ | ^ | 使用规范性 | 规范 | 规范 | 20 | 20
                ^ | ^ | 拨付合规性 |  |  | 20 |
                改进措施 | 无 | < | < | < | < | <
                单位负责人： | 某某 | 填报人： | 某某 | < | < | <
                """
            )
        )

        assert [line.split(" | ")[2] for line in found] == ["到位率", "使用规范性", "拨付合规性"]

    def test_subtotals_are_sections(self):
        """
        小计 below the rows of a level prints what they add up to.
        """
        (form,) = forms(
            [
                drawn(
                    """
                    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                    产出指标 | 数量指标 | 修路 | 3 | 3 | 60 | 58
                    小计 | < | < | < | < | 60 | 58
                    """
                )
            ]
        )

        assert [(s.name, s.weight, s.score) for s in form.sections] == [("产出指标", "60", "58")]
        assert len(form.indicators) == 1

    def test_a_second_score_is_somebody_elses(self):
        """
        复核得分 beside 自评得分 is kept apart.
        """
        (form,) = forms(
            [
                drawn(
                    """
                    一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 自评得分 | 复核得分
                    产出指标 | 修路 | 3 | 3 | 60 | 60 | 55
                    """
                )
            ]
        )

        assert (form.indicators[0].score, dict(form.indicators[0].extra)) == ("60", {"复核得分": "55"})

    def test_text_of_no_column_is_told(self):
        """
        Nothing inside the table is dropped in silence.
        """
        (form,) = forms([drawn(FORM.replace("60 | 60\n", "60 | 60 | 有待商榷\n"))])

        assert [remark.text for remark in form.unplaced] == ["有待商榷"]

    def test_the_header_total_beside_the_tables_is_kept(self):
        """
        A total in the head and one below are two statements that may disagree.
        """
        (form,) = forms([drawn("自评得分 | 98 | < | < | < | < | <\n" + FORM)])

        assert form.total.score == "99"
        assert ("总分", "98") in [(section.name, section.score) for section in form.sections]

    def test_a_total_in_the_title(self):
        """
        Ningxia prints the total in brackets behind the title.
        """
        without = FORM.rsplit("    总分", 1)[0]
        (form,) = forms([drawn(without, before="项目支出绩效自评表（项目总得分99.5分）")])

        assert form.total.score == "99.5"


class TestForms:
    def test_several_forms_below_each_other(self):
        """
        A new title, project or fund table after the indicators begins a form.
        """
        second = HEAD.format(project="架桥", executed=8) + INDICATORS.replace("99", "98")
        title = "项目支出绩效自评表 | < | < | < | < | < | <"

        found = forms([drawn(f"{title}\n{FORM}\n{title}\n{second}")])

        assert [(form.project, form.total.score) for form in found] == [("修路", "99"), ("架桥", "98")]
        assert [form.title for form in found] == ["项目支出绩效自评表"] * 2

    def test_several_tables_one_form(self):
        """
        Head, funds and indicators may be tables of their own.
        """
        head, funds = HEAD.format(project="修路", executed=9).strip().split("\n", 1)
        found = forms([drawn(head, before="绩效自评表"), drawn(funds), drawn(INDICATORS)])

        assert len(found) == 1
        assert (found[0].project, found[0].total.score, len(found[0].indicators)) == ("修路", "99", 2)
        assert [fund(entry) for entry in found[0].funds] == ["total: 年度资金总额 |  | 10 | 9 | 10 | 90% | 9"]

    def test_every_sheet_is_a_form(self):
        """
        Two sheets are two forms, whether or not they say so.
        """
        found = forms([drawn(FORM, sheet="一"), drawn(FORM, sheet="二")])

        assert [form.places["total.score"].sheet for form in found] == ["一", "二"]

    def test_tables_beside_the_form_are_not_its_text(self):
        """
        A page's navigation, an annex: of tables without a head of ours a note is kept.
        """
        menu = drawn("首页 | 公开 | 绩效 | 关于")
        (form,) = forms([menu, drawn(FORM), drawn("版权所有 | 某某局 | 备案 | 号")])

        assert [(remark.kind, remark.text) for remark in form.remarks] == [
            ("note", "首页 | 公开 | 绩效 | 关于"),
            ("note", "版权所有 | 某某局 | 备案 | 号"),
        ]

    def test_no_form(self):
        """
        A document without a form has none.
        """
        assert forms([drawn("姓名 | 年龄\n甲 | 30")]) == []
        assert forms([]) == []

    def test_a_form_without_its_indicators_is_not_complete(self):
        """
        A page that ends after the fund table says nothing about sums over the whole.
        """
        (form,) = forms([drawn(HEAD.format(project="修路", executed=9), before="项目支出绩效自评表")])

        assert not form.complete
        assert len(form.funds) == 1


class TestEvidence:
    def test_every_cell_knows_its_place(self):
        """
        Places are found by address, at least those of rows.
        """
        (form,) = forms([drawn(FORM, page=1)])

        assert Place(page=1, row=6, column=7) == form.place("indicators[1].score")
        assert Place(page=1, row=6, column=3) == form.place("indicators[1]")
        assert Place(page=1, row=3, column=6) == form.place("funds[0].rate")
        assert Place(page=1, row=7, column=7) == form.place("total.score")
        assert Place(page=1, row=1, column=2) == form.place("project")

    def test_what_the_reader_remarked_finds_its_cell(self):
        """
        A remark about a place is one about the cell that stands there.
        """
        told = Remark("changes", "60", place=Place(page=1, row=5, column=7))
        (form,) = forms([drawn(FORM, page=1, remarks=[told])])

        assert (evolve(told, cell="indicators[0].score"),) == form.remarks

    def test_a_formula_without_a_result(self):
        """
        The cell stays blank and is named.
        """
        grid = drawn(FORM)
        cells = [evolve(cell, text="", formula=True) if cell.text == "99" else cell for cell in grid.cells]
        (form,) = forms([evolve(grid, cells=tuple(cells))])

        assert form.total.score is None
        assert [(remark.kind, remark.cell) for remark in form.remarks] == [("no-result", "total.score")]

    def test_hidden_rows_and_stored_digits(self):
        """
        A hidden row is left out and named; digits behind the shown ones are kept by address.
        """
        grid = drawn(FORM)
        cells = [
            evolve(cell, hidden=True) if cell.row == 4 else evolve(cell, stored="0.9") if cell.text == "90%" else cell
            for cell in grid.cells
        ]
        (form,) = forms([evolve(grid, cells=tuple(cells))])

        assert [(r.kind, r.text, r.place.row) for r in form.remarks] == [
            ("hidden", "产出指标 数量指标 修路 ≥3公里 3公里 60 60", 5)
        ]
        assert "修路" not in [indicator.name for indicator in form.indicators]
        assert dict(form.stored) == {"funds[0].rate": "0.9"}
