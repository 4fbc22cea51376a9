"""
Plain text, shape by shape, on forms made up for the purpose.
"""

from __future__ import annotations

import pytest

from perfscore.form import FundRow, Place, Section, Total
from perfscore.read.errors import ReadError
from perfscore.read.lines import forms


WRAPPED = """
项目支出绩效自评表
（2023年度）

项目名称 乡镇图书室更新

主管部门 某县文化局 实施单位 某县图书馆

项目资金（万元）

年初预算数 全年预算数 全年执行数 分值 执行率 得分

年度资金总额 50.00 48.00 36.00 10 75.00% 7.50

其中:当年财政拨款 50.00 48.00 36.00 - 75.00% -

上年结转资金

其他资金

年度总体
目标

预期目标 实际完成情况

为全县各乡镇图书室
添置新书。

添置新书
三千册。

绩效指标

一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分
偏差原因分析及改进

措施

产出指标

数量指标

采购新书册数 ≥3000册 3000册 20 20

更新乡镇图书室的

书架
≥10组 8组 10 8
两个乡镇的房屋正
在维修，明年补上

质量指标 图书验收合格率 100% 100% 20 20

效益指标 社会效益指标
方便群众阅读，丰

富文化生活
好坏

借阅人次明显
增加，群众反

映良好
30 30

满意度指标
服务对象满
意度指标

读者满意度 ≥90% 96% 10 10

总分 100 95.50
"""


def read(text):
    (form,) = forms(text)
    return form


def cells(form, *names):
    return [tuple(getattr(row, name) for name in names) for row in form.indicators]


class TestWrappedCells:
    """
    What Tika makes of a PDF: cells run over lines, blank cells vanish, heads of merged cells come once.
    """

    def test_every_row_comes_back_whole(self):
        assert cells(read(WRAPPED), "name", "target", "actual", "weight", "score") == [
            ("采购新书册数", "≥3000册", "3000册", "20", "20"),
            ("更新乡镇图书室的书架", "≥10组", "8组", "10", "8"),
            ("图书验收合格率", "100%", "100%", "20", "20"),
            ("方便群众阅读，丰富文化生活", "好坏", "借阅人次明显增加，群众反映良好", "30", "30"),
            ("读者满意度", "≥90%", "96%", "10", "10"),
        ]

    def test_heads_are_carried_down_to_their_rows(self):
        assert cells(read(WRAPPED), "level1", "level2") == [
            ("产出指标", "数量指标"),
            ("产出指标", "数量指标"),
            ("产出指标", "质量指标"),
            ("效益指标", "社会效益指标"),
            ("满意度指标", "服务对象满意度指标"),
        ]

    def test_what_follows_the_points_is_the_reason(self):
        assert [row.reason for row in read(WRAPPED).indicators] == [
            None,
            "两个乡镇的房屋正在维修，明年补上",
            None,
            None,
            None,
        ]

    def test_head_funds_goals_and_total(self):
        form = read(WRAPPED)

        assert (form.title, form.year, form.project) == ("项目支出绩效自评表", "2023", "乡镇图书室更新")
        assert (form.department, form.unit, form.currency_unit) == ("某县文化局", "某县图书馆", "万元")
        assert form.funds[0] == FundRow("total", "年度资金总额", "50.00", "48.00", "36.00", "10", "75.00%", "7.50")
        assert form.funds[1] == FundRow("component", "其中:当年财政拨款", "50.00", "48.00", "36.00", "-", "75.00%", "-")
        assert [fund.name for fund in form.funds[2:]] == ["上年结转资金", "其他资金"]
        assert (form.goals.expected, form.goals.actual) == ("为全县各乡镇图书室添置新书。", "添置新书三千册。")
        assert form.total == Total("100", "95.50")
        assert form.complete

    def test_every_cell_knows_its_line(self):
        form = read(WRAPPED)
        line = WRAPPED.split("\n").index("采购新书册数 ≥3000册 3000册 20 20") + 1

        assert form.place("indicators[0]") == Place(line=line)
        assert form.place("indicators[1].score") == Place(line=line + 5)

    def test_form_feeds_count_pages(self):
        form = read(WRAPPED.replace("效益指标 社会效益指标", "\f效益指标 社会效益指标"))

        assert form.place("indicators[2]").page == 1
        assert form.place("indicators[3]").page == 2

    def test_without_total_the_form_is_not_complete(self):
        assert not read(WRAPPED.replace("总分 100 95.50", "")).complete

    def test_radicals_and_windows_line_ends_change_nothing(self):
        assert read(WRAPPED.replace("目", "⽬").replace("\n", "\r\n")) == read(WRAPPED)


class TestPipes:
    TABLE = """
绩效目标自评表 (2022年度) |
项目名称 | 村道修补 |
资金情况(万元) | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 |
年度资金总额: | 30 | 30 | 10 | 100% | 10 |
其中:本年财政拨款 | 30 | 30 | 10 | 100% | 10 |
其他资金 | | | | | |
一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因及拟采取的改进措施 |
产出指标(50分) | 数量指标 | 修补里程 | 30 | >=12公里 | 11公里 | 27.5 | 雨季停工 |
| | 指标2: | | | | | |
| 质量指标 | 验收合格率 | 20 | 100% | 100% | 20 | |
满意度指标(40分) | 服务对象满意度指标 | 村民满意度 | 40 | >=90% | | 40 | |
合计 | 100 | 97.5 |
"""

    def test_weight_before_the_target(self):
        assert cells(read(self.TABLE), "name", "weight", "target", "actual", "score", "reason") == [
            ("修补里程", "30", ">=12公里", "11公里", "27.5", "雨季停工"),
            ("验收合格率", "20", "100%", "100%", "20", None),
            ("村民满意度", "40", ">=90%", None, "40", None),
        ]

    def test_heads_with_points_become_sections(self):
        form = read(self.TABLE)

        assert form.sections == (Section("产出指标", "50"), Section("满意度指标", "40"))
        assert [row.level1 for row in form.indicators] == ["产出指标", "产出指标", "满意度指标"]

    def test_component_rows_may_repeat_the_points(self):
        funds = read(self.TABLE).funds

        assert [fund.role for fund in funds] == ["total", "component", "component"]
        assert (funds[1].weight, funds[1].score, funds[2].budget) == ("10", "10", None)

    def test_a_cell_torn_off_by_the_end_of_the_text_is_not_guessed(self):
        torn = self.TABLE[: self.TABLE.index("% | | 40")]
        form = read(torn)

        assert cells(form, "name", "weight", "target")[-1] == ("村民满意度", "40", None)
        assert [(remark.kind, remark.text) for remark in form.remarks] == [("uncertain", ">=90")]
        assert not form.complete

    def test_comparator_and_unit_in_columns_of_their_own(self):
        form = read("""
| 年度指标值 | 实际完成值 | 分值 | 得分 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 |
| 产出指标 | 数量指标 | 资助人数 | ≧ | 120 | 人次 | 118 | 60 | 59 |
| 质量指标 | 资助标准 | | 达标 | | 达标 | 40 | 40 |
| 总分 | 100 | 99 | 优 |
""")

        assert cells(form, "name", "comparator", "target", "unit", "actual", "weight", "score") == [
            ("资助人数", "≧", "120", "人次", "118", "60", "59"),
            ("资助标准", None, "达标", None, "达标", "40", "40"),
        ]
        assert form.total == Total("100", "99", "优")

    def test_other_columns_are_kept_by_their_heads(self):
        form = read("""
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 完成率 | 分值 | 得分 |
产出指标 | 数量指标 | 植树棵数 | 200棵 | 190棵 | 95% | 100 | 95 |
总分 | 100 | 95 |
""")

        assert form.indicators[0].extra == {"完成率": "95%"}


def test_one_cell_per_line_without_points():
    form = read(
        "\n\n".join(
            "一级指标 二级指标 三级指标 年度指标值 全年完成值 未完成原因和改进措施 产出指标 数量指标 新建泵站数量 3座 2座 土地未落实"
            " 时效指标 完工时间 2022年12月 2022年12月 说明 无".split()
        )
    )

    assert cells(form, "name", "target", "actual", "weight", "score", "reason") == [
        ("新建泵站数量", "3座", "2座", None, None, "土地未落实"),
        ("完工时间", "2022年12月", "2022年12月", None, None, None),
    ]
    assert form.complete


def test_a_score_in_the_head_row_is_that_of_the_block():
    form = read(
        "\n\n".join(
            "一级指标 二级指标 三级指标 年度指标值 实际完成指标值 50 产出指标 质量指标 抽检合格率 100% 100% 5".split()
        )
    )

    assert form.sections == (Section(score="50"),)
    assert cells(form, "name", "target", "actual", "score") == [("抽检合格率", "100%", "100%", "5")]


def test_everything_on_one_line():
    form = read(
        "项目支出绩效自评表 (2022年度) 项目名称 测绘服务 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标(50分)"
        " 数量指标 测绘面积 ≥50亩 50 25 25 质量指标 成果合格率 ≥95% 100 25 25 经济效益指标 满意度指标(50分) 满意度指标"
        " 用户满意度 ≥90% 92% 50 50 总分 100 100"
    )

    assert cells(form, "level1", "level2", "name", "target", "actual", "weight", "score") == [
        ("产出指标", "数量指标", "测绘面积", "≥50亩", "50", "25", "25"),
        ("产出指标", "质量指标", "成果合格率", "≥95%", "100", "25", "25"),
        ("满意度指标", "满意度指标", "用户满意度", "≥90%", "92%", "50", "50"),
    ]


@pytest.mark.parametrize(
    ("printed", "total"),
    [
        ("100 | 96.5 | 优", Total("100", "96.5", "优")),
        (" | | 100 | 96.5", Total("100", "96.5")),
        ("100 | |", Total("100")),
        ("96.5 |", Total(None, "96.5")),
        ("- | 96.5", Total(None, "96.5")),
    ],
)
def test_the_total_row_shows_a_weight_a_score_or_both(printed, total):
    head = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |"
    form = read(
        f"{head}\n产出指标 | 数量指标 | 培训场次 | 12场 | 12场 | 100 | 96.5 |\n总分 | {printed} |\n评价结论 | 完成 |\n"
    )

    assert form.total == total


class TestGluedCells:
    HEAD = "项目名称堰塘清淤资金情况(万元)全年预算数(A)全年执行数(B)分值执行率(B/A)得分年度资金总额:"
    TABLE = "一级指标二级指标三级指标分值年度指标值全年实际值得分产出指标(90分)数量指标清淤口数40≥15口≥15口40"

    def test_numbers_are_parted_where_the_relations_leave_one_way(self):
        form = read(f"{self.HEAD}404010100.00%10{self.TABLE}质量指标验收合格率50100%100%50总分100100")

        assert form.funds[0] == FundRow(
            "total", "年度资金总额:", budget="40", executed="40", weight="10", rate="100.00%", score="10"
        )
        assert cells(form, "name", "weight", "target", "actual", "score") == [
            ("清淤口数", "40", "≥15口", "≥15口", "40"),
            ("验收合格率", "50", "100%", "100%", "50"),
        ]

    def test_a_dozen_ways_are_no_reading(self):
        form = read(f"{self.HEAD}.32.06.5{self.TABLE}总分100100")

        assert form.funds[0].budget is None
        assert "uncertain" in {remark.kind for remark in form.remarks}


def test_several_forms_in_one_text():
    one = "项目支出绩效自评表\n项目名称 {}\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n{}\n合计 100 100\n"
    row = "产出指标 数量指标 培训场次 12场 12场 100 100"

    first, second = forms(one.format("教师培训", row) + one.format("校舍维修", row))

    assert (first.project, second.project) == ("教师培训", "校舍维修")
    assert len(first.indicators) == len(second.indicators) == 1


def test_a_head_row_repeated_on_every_page_opens_no_new_form():
    head = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    form = read(
        f"{head}产出指标 数量指标 培训场次 12场 12场 60 60\n\f{head}质量指标 合格率 100% 100% 40 40\n总分 100 100\n"
    )

    assert [row.name for row in form.indicators] == ["培训场次", "合格率"]


class TestRefusals:
    HEADS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"

    @pytest.mark.parametrize("text", ["", "\n\n", "1" * 1000, "《办法》规定一级指标、二级指标和三级指标的分值。"])
    def test_text_without_a_form_is_no_form(self, text):
        assert forms(text) == []

    def test_columns_one_after_the_other_are_refused(self):
        columns = (
            "产出指标 效益指标 满意度指标",
            "数量指标 社会效益指标 服务对象满意度指标",
            "培训场次 学员就业率 学员满意度",
            "≥12场 ≥80% ≥90%",
            "12场 85% 95%",
            "40 40 10",
            "40 40 9",
        )
        text = "\n\n".join(" ".join((self.HEADS, *columns)).split())

        with pytest.raises(ReadError, match=r"scattered|打散"):
            forms(text)

    def test_points_without_the_names_they_belong_to_give_no_rows(self):
        text = f"{self.HEADS}\n产出指标\n数量指标 4 4\n质量指标 6 6\n时效指标 7 7\n总分 100 90\n培训场次\n合格率\n按时完成率\n"

        (form,) = forms(text)

        assert not form.indicators
        assert (form.total.weight, form.total.score) == ("100", "90")
        assert not form.complete
        assert any("质量指标 6 6" in remark.text for remark in form.unplaced)

    def test_endless_tables_are_refused(self):
        with pytest.raises(ReadError, match=r"too long|过长"):
            forms(self.HEADS + "\n" + "数量指标 培训场次 12场 12场 5 5\n" * 5000)
