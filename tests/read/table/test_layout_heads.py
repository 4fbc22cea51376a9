"""
Heads, labels and totals in words and places that the families do not show.
"""

from __future__ import annotations

import pytest

from drawn_tables import drawn, fund, row

from perfscore.read.grid import Grid
from perfscore.read.table.layout import forms


FUNDS = """
    项目资金（万元） | {source} | {budget} | {executed} | 分值 | {rate} | 得分
    ^ | 年度资金总额 | 10 | 9 | 10 | 90% | 9
    ^ | 其中：财政拨款 | 10 | 9 | - | 90% | -
"""
ROWS = """
    一级指标 | 二级指标 | {name} | {target} | {actual} | {weight} | {score}
    产出指标 | 数量指标 | 修路 | ≥3公里 | 3公里 | 60 | 58
    效益指标 | 社会效益指标 | 便民 | 提高 | 提高 | 30 | 30
"""
WORDS = {"name": "三级指标", "target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分"}
MONEY = {"source": "", "budget": "全年预算数", "executed": "全年执行数", "rate": "执行率"}


def only(*grids):
    (form,) = forms(grids)
    return form


def indicators(form):
    return [row(indicator) for indicator in form.indicators]


PLAIN = [
    "产出指标 | 数量指标 | 修路 |  | ≥3公里 |  | 3公里 | 60 | 58 | ",
    "效益指标 | 社会效益指标 | 便民 |  | 提高 |  | 提高 | 30 | 30 | ",
]


class TestWords:
    @pytest.mark.parametrize(
        ("role", "words"),
        [
            ("name", "具体指标"),
            ("target", "年度目标值"),
            ("target", "计划完成值"),
            ("target", "预期指标值"),
            ("actual", "全年完成情况"),
            ("actual", "目标完成值"),
            ("actual", "实际达到值"),
            ("weight", "标准分"),
            ("weight", "满分值"),
            ("weight", "应得分"),
            ("weight", "分值（权重）"),
            ("score", "实际得分"),
            ("score", "自评分值"),
            ("score", "评分"),
        ],
    )
    def test_heads_of_the_same_make(self, role, words):
        """
        Two or three heads in a row may be in nobody's list, as long as they are made like those that are.
        """
        form = only(drawn(ROWS.format(**WORDS | {role: words})))

        assert indicators(form) == PLAIN
        assert not form.unplaced

    def test_all_heads_but_the_levels_are_in_no_list(self):
        """
        Most cells of the row look like heads, so it is one.
        """
        form = only(
            drawn(
                """
                序号 | 具体指标 | 计划完成值 | 目标完成值 | 满分值 | 实际得分
                1 | 修路 | ≥3公里 | 3公里 | 60 | 58
                """
            )
        )

        assert indicators(form) == [" |  | 修路 |  | ≥3公里 |  | 3公里 | 60 | 58 | "]

    def test_a_head_that_nobody_knows_keeps_its_column_by_its_words(self):
        """
        What stands below it is neither lost nor taken for something else.
        """
        form = only(
            drawn(
                """
                一级指标 | 三级指标 | 指标值 | 完成值 | 省里意见 | 分值 | 得分
                产出指标 | 修路 | 3 | 3 | 从优 | 60 | 60
                """
            )
        )

        assert dict(form.indicators[0].extra) == {"省里意见": "从优"}
        assert not form.unplaced

    @pytest.mark.parametrize(
        "other", ["专家评分", "财政部门评分", "主管部门得分", "抽查得分", "得分率", "评分依据", "完成比例"]
    )
    @pytest.mark.parametrize("first", [True, False])
    def test_what_only_resembles_a_score_is_none(self, other, first):
        """
        Another one's score, a rate or a ground for the score never takes the place of the score.
        """
        heads = f"{other} | 得分" if first else f"得分 | {other}"
        points = "7 | 58" if first else "58 | 7"
        form = only(
            drawn(
                f"""
                一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | {heads}
                产出指标 | 修路 | 3 | 3 | 60 | {points}
                """
            )
        )

        assert (form.indicators[0].score, dict(form.indicators[0].extra)) == ("58", {other: "7"})

    @pytest.mark.parametrize(
        ("role", "words"),
        [
            ("source", "资金来源"),
            ("source", "预算资金来源"),
            ("budget", "预算安排数"),
            ("executed", "全年支出数"),
            ("executed", "实际使用金额"),
            ("rate", "支出进度"),
        ],
    )
    def test_heads_of_money(self, role, words):
        """
        预算资金来源 names the rows and is no budget; 全年支出数 is what was spent.
        """
        form = only(drawn(FUNDS.format(**MONEY | {role: words}) + ROWS.format(**WORDS)))

        assert [fund(entry) for entry in form.funds] == [
            "total: 年度资金总额 |  | 10 | 9 | 10 | 90% | 9",
            "component: 其中：财政拨款 |  | 10 | 9 | - | 90% | -",
        ]
        assert indicators(form) == PLAIN

    def test_two_heads_of_money_in_no_list(self):
        """
        What was planned and what was spent are a table by themselves.
        """
        table = "项目资金 |  | 预算安排数 | 全年支出数\n    ^ | 年度资金总额 | 10 | 9\n"
        form = only(drawn(table + ROWS.format(**WORDS)))

        assert [fund(entry) for entry in form.funds] == ["total: 年度资金总额 |  | 10 | 9 |  |  | "]

    def test_the_first_row_of_money_is_the_total_of_what_follows_it(self):
        """
        A row above 其中 needs no name that says so.
        """
        drawing = (
            FUNDS.format(**MONEY).replace("年度资金总额", "项目支出").replace("10 | 9 | 10 | 90% | 9", "10 | 9 |  |  |")
        )
        form = only(drawn(drawing + ROWS.format(**WORDS)))

        assert [(entry.role, entry.name) for entry in form.funds] == [
            ("total", "项目支出"),
            ("component", "其中：财政拨款"),
        ]


class TestMoney:
    def test_a_table_that_stands_on_its_side(self):
        """
        The sources are its heads, and each row is one kind of money.
        """
        form = only(
            drawn(
                """
                项目资金⏎（万元） |  | 合计 | 财政拨款 | 其他资金
                ^ | 年初预算数 | 10 | 8 | 2
                ^ | 全年预算数 | 12 | 9 | 3
                ^ | 全年执行数 | 9 | 9 |
                """
                + ROWS.format(**WORDS)
            )
        )

        assert [fund(entry) for entry in form.funds] == [
            "total: 合计 | 10 | 12 | 9 |  |  | ",
            "component: 财政拨款 | 8 | 9 | 9 |  |  | ",
            "component: 其他资金 | 2 | 3 |  |  |  | ",
        ]
        assert form.currency_unit == "万元"
        assert indicators(form) == PLAIN

    def test_a_row_of_labels_and_values_is_no_row_of_heads(self):
        """
        However many of its labels are heads elsewhere.
        """
        line = "年初预算数 | 10 | 全年预算数 | 12 | 全年执行数 | 9 | 分值 | 10 | 执行率 | 75% | 得分 | 7.5\n"
        form = only(drawn(line + ROWS.format(**WORDS)))

        assert [fund(entry) for entry in form.funds] == ["total:  | 10 | 12 | 9 | 10 | 75% | 7.5"]
        assert indicators(form) == PLAIN

    def test_a_goal_below_the_money_is_no_row_of_it(self):
        """
        A name stands beside the amounts, not over them.
        """
        goal = "    年度绩效目标 | 年度目标：修好县里市里的路，资金及时支出 | < | < | < | < | <\n"
        form = only(drawn(FUNDS.format(**MONEY) + goal + ROWS.format(**WORDS)))

        assert len(form.funds) == 2
        assert form.goals.expected == "年度目标：修好县里市里的路，资金及时支出"
        assert indicators(form) == PLAIN

    def test_the_name_beside_the_heads_is_no_kind_of_money(self):
        """
        In a table without merged cells the block's name stands in a column of its own.
        """
        form = only(
            drawn(
                """
                部门支出预算执行情况（元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
                 | 年度总金额 | 10 | 12 | 9 | 75%
                 | 其中：财政拨款 | 10 | 12 | 9 |
                """
                + ROWS.format(**WORDS)
            )
        )

        assert [fund(entry) for entry in form.funds] == [
            "total: 年度总金额 | 10 | 12 | 9 |  | 75% | ",
            "component: 其中：财政拨款 | 10 | 12 | 9 |  |  | ",
        ]


class TestGroupsOfHeads:
    @pytest.mark.parametrize("below", ["^", ""])
    def test_a_row_above_the_heads_groups_them(self, below):
        """
        自评情况 stands over 分值 and 得分; heads that reach down from it are heads all the same.
        """
        over = "<" if below else " "
        form = only(
            drawn(
                f"""
                序号 | 绩效指标 | {over} | 指标值 | {over} | 自评情况 | {over} | 偏差原因
                {below} | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | {below}
                1 | 数量指标 | 修路 | ≥3公里 | 3公里 | 60 | 58 | 下雨
                """
            )
        )

        assert indicators(form) == [" | 数量指标 | 修路 |  | ≥3公里 |  | 3公里 | 60 | 58 | 下雨"]
        assert not form.unplaced

    @pytest.mark.parametrize("wide", [True, False])
    def test_execution_above_the_levels(self, wide):
        """
        预算执行率 is level and name in one, whether or not the document can say that its cell is wide.
        """
        line = (
            "    预算执行率 | < | < | 100% | 75% | 10 | 7.5\n"
            if wide
            else "    预算执行率 |  |  | 100% | 75% | 10 | 7.5\n"
        )
        heads, rest = ROWS.format(**WORDS).split("    产出指标", 1)
        form = only(drawn(heads + line + "    产出指标" + rest))

        first = form.indicators[0]
        assert (first.name, first.target, first.actual, first.weight, first.score) == (
            "预算执行率", "100%", "75%", "10", "7.5",
        )  # fmt: skip
        assert indicators(form)[1:] == PLAIN


class TestLabels:
    TABLE = ROWS.format(**WORDS)

    @pytest.mark.parametrize(
        "before",
        [
            "项目名称：修路\n主管部门：某县交通局　　实施单位：某县公路站",
            "项目名称：修路\n主管部门：某县交通局实施单位：某县公路站",
            "项 目 名 称：修路\n主管部门: 某县交通局\n实施单位：某县公路站  填报日期：2024年3月1日",
        ],
    )
    @pytest.mark.parametrize("inside", [True, False])
    def test_several_in_one_line(self, before, inside):
        """
        The head may be lines of text above the table, or rows of it that are one cell.
        """
        lines = "\n".join(line + " | <" * 6 for line in before.split("\n")) if inside else ""
        form = only(drawn(lines + self.TABLE, before="" if inside else before))

        assert (form.project, form.department, form.unit) == ("修路", "某县交通局", "某县公路站")

    def test_the_table_speaks_before_the_lines_above_it(self):
        """
        A page's own line may name another unit than the form does.
        """
        form = only(drawn("项目名称 | 修路 | < | < | < | < | <\n" + self.TABLE, before="项目名称：全部项目"))

        assert form.project == "修路"

    @pytest.mark.parametrize("label", ["总分值", "总 计", "绩效自评总分", "项目综合得分", "得分合计", "合计得分"])
    def test_the_total_under_other_words(self, label):
        """
        It is the total and no indicator.
        """
        form = only(drawn(self.TABLE + f"    {label} | < | < | < | < | 90 | 88\n"))

        assert (form.total.weight, form.total.score) == ("90", "88")
        assert indicators(form) == PLAIN

    def test_a_note_of_several_rows(self):
        """
        What goes on below a note is the note's.
        """
        note = "    注：1.如实填写。 | < | < | < | < | < | <\n    2.完成值填数字。 | < | < | < | < | < | <\n"

        assert not only(drawn(self.TABLE + note)).unplaced


class TestSections:
    def test_a_head_printed_on_every_row_states_its_weight_once(self):
        """
        Whether a level is one merged cell or printed again on each row says nothing about its weight.
        """
        form = only(
            drawn(
                """
                一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
                产出指标（60分） | 修路 | 3 | 3 | 30 | 30
                产出指标（60分） | 架桥 | 1 | 1 | 30 | 30
                效益指标（30分） | 便民 | 提高 | 提高 | 30 | 30
                """
            )
        )

        assert [(s.name, s.weight) for s in form.sections] == [("产出指标", "60"), ("效益指标", "30")]

    def test_a_level_on_a_row_of_its_own_without_merged_cells(self):
        """
        A CSV or a pipe table cannot say that a cell reaches over several columns.
        """
        form = only(
            drawn(
                """
                一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
                产出指标 |  |  |  |  | 60 |
                产出指标 | 数量指标 | 修路 | ≥3公里 | 3公里 | 60 | 58
                效益指标 |  |  |  |  | 30 |
                效益指标 | 社会效益指标 | 便民 | 提高 | 提高 | 30 | 30
                """
            )
        )

        assert [(s.name, s.weight) for s in form.sections] == [("产出指标", "60"), ("效益指标", "30")]
        assert indicators(form) == PLAIN

    def test_the_name_beside_the_money_carries_a_weight(self):
        """
        Whatever the block is called, it is what reaches down beside the table.
        """
        drawing = FUNDS.format(**MONEY).replace("项目资金（万元）", "项目支出执行情况（10分）")
        form = only(drawn(drawing + ROWS.format(**WORDS)))

        assert [(s.name, s.weight) for s in form.sections] == [("项目支出执行情况", "10")]

    def test_a_table_that_goes_on_without_pages(self):
        """
        Word cuts long forms into tables of their own, which repeat heads, stub and level.
        """
        heads = "    绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分\n"
        first = heads + "    ^ | 产出指标 | 数量指标 | 修路 | ≥3公里 | 3公里 | 60 | 58\n"
        second = heads + "    ^ | 产出指标 |  | 架桥 | 1座 | 1座 | 10 | 10\n"
        form = only(drawn(first), drawn(second))

        assert indicators(form) == [PLAIN[0], "产出指标 | 数量指标 | 架桥 |  | 1座 |  | 1座 | 10 | 10 | "]
        assert [(s.name, s.weight) for s in form.sections] == [("绩效指标", "90")]


def test_heads_of_two_rows_on_a_sheet():
    """
    A row that merged cells cover from above is still of the same sheet.
    """
    grid = drawn(
        """
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        ^ | ^ | ^ | ^ | ^ | ^ | ^
        产出指标 | 数量指标 | 修路 | ≥3公里 | 3公里 | 60 | 58
        效益指标 | 社会效益指标 | 便民 | 提高 | 提高 | 30 | 30
        """,
        sheet="自评表",
    )
    kept = tuple(cell for cell in grid.cells if cell.text)

    assert indicators(only(Grid(kept))) == PLAIN


def test_a_table_without_heads_says_what_was_inferred_and_which_cells_are_uncertain():
    """
    Its rows are no money, though every cell of some is a number; a row that does not fit is uncertain.
    """
    rows = """
    产出指标 | 数量指标 | 修路里程 | 3 | 3 | 60 | 58
    检查合格率 |  | 95% | 95% | 100% | 30 | 30
    合计 | < | < | < | < | 90 | 88
    """
    form = only(drawn(FUNDS.format(**MONEY) + rows, before="项目支出绩效自评表"))

    assert [entry.name for entry in form.funds] == ["年度资金总额", "其中：财政拨款"]
    assert row(form.indicators[0]) == "产出指标 | 数量指标 | 修路里程 |  | 3 |  | 3 | 60 | 58 | "
    assert (form.total.weight, form.total.score, form.complete) == ("90", "88", False)
    assert [remark.text for remark in form.remarks if remark.kind == "heads-inferred"] == [
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分"
    ]
    assert set(form.uncertain) == {f"indicators[1].{name}" for name in ("name", "target", "actual", "weight", "score")}


def test_the_columns_that_heads_are_printed_for():
    plain = only(drawn(FUNDS.format(**MONEY) + ROWS.format(**WORDS)))
    explained = only(drawn(FUNDS.format(**MONEY) + ROWS.format(**{**WORDS, "score": "得分 | 偏差原因分析"})))

    assert plain.columns == {"level1", "level2", "name", "target", "actual", "weight", "score"}
    assert explained.columns == plain.columns | {"reason"}
