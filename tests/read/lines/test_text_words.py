"""
Texts of forms whose words no list knows: heads that only resemble known ones, levels of other systems, other sources.
"""

from __future__ import annotations

import pytest

from text_families import SHAPES

from perfscore.lexicon import load_lexicon
from perfscore.read.lines import forms


FORMS = {
    "a system of its own": (
        """
        部门整体支出绩效自评表(2022年度)
        单位名称 | 某县水利局
        部门资金 | 年初预算数 | 调整后安排预算 | 实际支出总数 | 支出进度 | 满分 | 自评得分
         | 部门资金总额 | 512.6 | 540 | 513 | 95% | 10 | 9.5
         | 其中：基本支出 | 412.6 | 420 | 420 | 100% |  |
         | 水利专项支出 | 100 | 120 | 93 | 77.5% |  |
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标方向 | 计划值 | 单位 | 年末完成数 | 分值设置 | 单位自评分 | 偏差情况
        决策 | 计划制定 | 工作计划健全性 | 定性 | 健全 |  | 健全 | 5 | 5 |
         |  | 工作方案细化率 | = | 100 | % | 90 | 5 | 4.5 | 两个方案未细化
        履职 | 灌区建设 | 渠道整治长度 | ≥ | 12.5 | 公里 | 12.8 | 30 | 30 |
         |  | 验收合格率 | = | 100 | % | 100 | 20 | 20 |
        效益 | 社会效益 | 受益灌溉面积 | ≥ | 2.6 | 万亩 | 2.6 | 20 | 20 |
        满意度 | 服务对象满意度 | 灌区群众满意度 | ≥ | 90 | % | 93 | 10 | 10 |
        自评总得分 | 100 | 99
        """,
        [
            ("部门资金总额", "540", "513", "10", "95%", "9.5"),
            ("其中：基本支出", "420", "420", "", "100%", ""),
            ("水利专项支出", "120", "93", "", "77.5%", ""),
        ],
        [
            ("决策", "计划制定", "工作计划健全性", "定性", "健全", "", "健全", "5", "5"),
            ("决策", "计划制定", "工作方案细化率", "=", "100", "%", "90", "5", "4.5"),
            ("履职", "灌区建设", "渠道整治长度", "≥", "12.5", "公里", "12.8", "30", "30"),
            ("履职", "灌区建设", "验收合格率", "=", "100", "%", "100", "20", "20"),
            ("效益", "社会效益", "受益灌溉面积", "≥", "2.6", "万亩", "2.6", "20", "20"),
            ("满意度", "服务对象满意度", "灌区群众满意度", "≥", "90", "%", "93", "10", "10"),
        ],
        "99",
    ),
    "two levels, one fund row without a name": (
        """
        2023年度项目支出绩效自评表
        项目名称 | 文化惠民演出 | 实施单位 | 某区文化馆
        预算执行情况 | 年初预算数 | 调整后预算数 | 实际支出数 | 预算执行率
         | 85 | 92.6 | 88.9 | 96%
        绩效指标 | 指标类型 | 指标内容 | 指标值 | 完成值 | 权重 | 自评得分 | 偏差原因及整改措施
        产出指标 | 演出场次 | ≥120场 | 126场 | 30 | 30 |
         | 演出按期完成率 | 100% | 100% | 30 | 30 |
        效益指标 | 基层文化服务覆盖率 | ≥90% | 88% | 20 | 18 | 山区村交通不便
        满意度指标 | 观众满意度 | ≥85% | 94% | 20 | 20 |
        总计 | 100 | 98
        """,
        [("", "92.6", "88.9", "", "96%", "")],
        [
            ("产出指标", "", "演出场次", "", "≥120场", "", "126场", "30", "30"),
            ("产出指标", "", "演出按期完成率", "", "100%", "", "100%", "30", "30"),
            ("效益指标", "", "基层文化服务覆盖率", "", "≥90%", "", "88%", "20", "18"),
            ("满意度指标", "", "观众满意度", "", "≥85%", "", "94%", "20", "20"),
        ],
        "98",
    ),
    "a target set anew that nobody filled in": (
        """
        2023年度项目绩效自评表
        专项名称 | 高标准农田建设 | 主管部门 | 某区农业农村委
        项目资金 | 年初预算数 | 调整预算 | 全年预算 | 执行数 | 执行率
         | 合计 | 46 | -2 | 44 | 43.2 | 98.18%
         | 非财政拨款 | 5 | 0 | 5 | 5 | 100%
        指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 指标权重 | 全年完成值 | 得分系数(%) | 指标得分 | 说明
        新建农田面积 | 亩 | ≥ | 350 |  | 20 | 351 | 100 | 20 |
        田间道路通达度 | % | ≥ | 90 |  | 15 | 93 | 100 | 15 |
        工程验收合格率 | % | = | 100 |  | 20 | 100 | 100 | 20 |
        群众满意度 | % | ≥ | 90 |  | 45 | 92.4 | 100 | 45 |
        """,
        [("合计", "44", "43.2", "", "98.18%", ""), ("非财政拨款", "5", "5", "", "100%", "")],
        [
            ("", "", "新建农田面积", "≥", "350", "亩", "351", "20", "20"),
            ("", "", "田间道路通达度", "≥", "90", "%", "93", "15", "15"),
            ("", "", "工程验收合格率", "=", "100", "%", "100", "20", "20"),
            ("", "", "群众满意度", "≥", "90", "%", "92.4", "45", "45"),
        ],
        None,
    ),
}


def shown(rows, *roles):
    return [tuple("".join((getattr(row, role) or "").split()) for role in roles) for row in rows]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", FORMS)
def test_words_that_only_resemble_known_ones_are_enough(name, shape):
    text, funds, rows, total = FORMS[name]
    grid = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]

    (form,) = forms(SHAPES[shape](grid))

    levels = ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score")
    assert shown(form.indicators, *levels) == rows
    assert shown(form.funds, "name", "budget", "executed", "weight", "rate", "score") == funds
    assert [fund.role for fund in form.funds] == ["total", *["component"] * (len(funds) - 1)]
    assert form.total.score == total


def test_the_title_in_front_of_the_heads_is_no_column():
    text = "某县专项资金绩效目标自评表 三级指标 年度指标值 实际完成值 分值 得分\n修路长度 ≥3公里 3公里 90 90\n总分 100 100\n"

    (form,) = forms(text)

    assert shown(form.indicators, "name", "target", "actual", "weight", "score") == [
        ("修路长度", "≥3公里", "3公里", "90", "90")
    ]


def test_a_bare_sign_of_comparison_is_no_target():
    heads = "三级指标 指标性质 指标值 度量单位 完成值 权重 得分"
    (form,) = forms(f"项目支出绩效自评表\n{heads}\n植树面积 ≥ 120 % 118 60 59\n成活率 ≥ 90 % 91 40 40\n合计 100 99\n")

    assert shown(form.indicators, "comparator", "target", "unit", "actual") == [
        ("≥", "120", "%", "118"),
        ("≥", "90", "%", "91"),
    ]


TIERS = """
专项资金绩效自评表(2022年度)
项目名称 | 国际人才交流项目
主管部门 | 某市残疾人联合会
一级指标 | 二级指标 | 三级指标 | 绩效目标值 | 完成情况 | 评分 | 未完成原因
目标值 | 单位 | 完成值 | 完成率 | 分值 | 自评分
产出指标 | 数量指标 | 救助儿童数 | ≥420 | 人 | 436 | 103.8% | 60 | 60 |
质量指标 | 安装路灯 | 100 | 盏 | 90 | 90% | 20 | 18 | 三处改址
效益指标 | 社会效益指标 | 家庭负担 | 减轻 |  | 减轻 |  | 20 | 20 |
合计 | 100 | 98
"""
WEIGHTS = """
财政支出绩效自评表(2022年度)
项目名称 | 停车系统建设
一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 指标值 | 完成值 | 自评得分
决策 | 40 | 项目立项 | 40 | 依据充分性 | 10 | 充分 | 充分 | 10
目标合理性 | 30 | 合理 | 较合理 | 25
产出 | 60 | 产出数量 | 60 | 新建泊位数 | 60 | ≥120个 | 125个 | 60
合计 | 100 | 95
"""


def _shaped(text, shape):
    return SHAPES[shape]([[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()])


@pytest.mark.parametrize("shape", SHAPES)
def test_heads_in_two_tiers_are_one_row_of_columns(shape):
    (form,) = forms(_shaped(TIERS, shape))

    assert shown(form.indicators, "name", "target", "unit", "actual", "weight", "score") == [
        ("救助儿童数", "≥420", "人", "436", "60", "60"),
        ("安装路灯", "100", "盏", "90", "20", "18"),
        ("家庭负担", "减轻", "", "减轻", "20", "20"),
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_weight_beside_a_level_is_not_that_of_its_first_row(shape):
    (form,) = forms(_shaped(WEIGHTS, shape))

    assert shown(form.indicators, "name", "target", "actual", "weight", "score") == [
        ("依据充分性", "充分", "充分", "10", "10"),
        ("目标合理性", "合理", "较合理", "30", "25"),
        ("新建泊位数", "≥120个", "125个", "60", "60"),
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_end_of_a_name_and_the_label_after_it_are_no_other_label(shape):
    """
    国际人才交流项目 and 主管部门 side by side are no 项目主管部门.
    """
    (form,) = forms(_shaped(TIERS, shape))

    assert (form.project, form.department) == ("国际人才交流项目", "某市残疾人联合会")


def test_amounts_beside_labels_are_no_heads_of_a_fund_table():
    """
    年初预算数 15 and the numbered head 年初预算数① look the same once folded.
    """
    text = "部门整体支出绩效自评表\n资金情况 合计 基本支出 项目支出\n年初预算数 1520 720 800\n全年预算数 1688 738 950\n"
    heads = "一级指标 二级指标 三级指标 目标值 完成值 分值 得分\n产出指标 数量指标 登记件数 ≥12件 13件 100 100\n合计 100 100\n"

    (form,) = forms(text + heads)

    assert not [entry for entry in form.funds if entry.executed or entry.rate]
    assert shown(form.indicators, "name", "target", "actual") == [("登记件数", "≥12件", "13件")]


def test_lines_of_cells_side_by_side_leave_every_name_uncertain():
    """
    Some programs print the first lines of all cells of a row and then their second lines: 生态效益指 is cut by its neighbours.
    """
    heads = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因"
    rows = "产出指标 数量指标 红外相机 ≥80台 80台 40 40\n效益指标 生态效益指 重点物种 稳定增长 稳定增长 60 60\n标 种群数量\n"

    (form,) = forms(f"项目支出绩效自评表\n{heads}\n{rows}总分 100 100\n")

    assert set(form.uncertain) == {f"indicators[{number}].name" for number in range(len(form.indicators))}
    assert shown(form.indicators, "weight", "score") == [("40", "40"), ("60", "60")]


OWN_HEADS = """
项目支出绩效自评表
事项名目 | 乡村戏台修缮 | 牵头处室 | 某县文旅局
项目资金 | 计划盘子 | 落地数额 | 分值 | 执行率 | 得分
 | 年度资金总额 | 60 | 54 | 10 | 90% | 9
末梢事项 | 立的目标 | 干的结果 | 分数线 | 打的分
修缮戏台 | ≥6座 | 6座 | 50 | 50
演出场次 | ≥40场 | 38场 | 40 | 38
总分 | | | 100 | 97
"""


@pytest.mark.parametrize("shape", SHAPES)
def test_words_of_ones_own_are_found_in_text(shape):
    heads = {
        "indicators": {
            "name": "末梢事项",
            "target": "立的目标",
            "actual": "干的结果",
            "weight": "分数线",
            "score": "打的分",
        },
        "funds": {"budget": "计划盘子", "executed": "落地数额"},
    }
    own = {"heads": heads, "labels": {"facts": {"project": "事项名目", "department": "牵头处室"}}}
    grid = [[cell.strip() for cell in line.split("|")] for line in OWN_HEADS.strip().splitlines()]

    (form,) = forms(SHAPES[shape](grid), load_lexicon(own))

    assert (form.project, form.department) == ("乡村戏台修缮", "某县文旅局")
    assert shown(form.funds, "budget", "executed", "weight", "rate", "score") == [("60", "54", "10", "90%", "9")]
    assert shown(form.indicators, "name", "target", "actual", "weight", "score") == [
        ("修缮戏台", "≥6座", "6座", "50", "50"),
        ("演出场次", "≥40场", "38场", "40", "38"),
    ]


@pytest.mark.parametrize(
    "reason", ["支撑材料不充分", "年中调减任务量的一半得分", "受疫情影响未全部完成", "扣减该项权重的一半总计"]
)
def test_a_reason_may_end_as_a_scrambled_total_begins(reason):
    """
    The words run into each other where the text is folded: 不充分 and 总分 have 分总 between them.
    """
    text = f"""
        项目支出绩效自评表
        项目名称 河堤巡护
        一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
        产出指标 数量指标 巡护里程 ≥90公里 96公里 60 60
        满意度指标 服务对象满意度指标 居民满意度 ≥90% 96% 40 39 {reason}
        总分 100 99
        """
    [form] = forms(text)

    assert (form.total.weight, form.total.score, form.indicators[-1].reason) == ("100", "99", reason)
    assert form.complete
