"""
Which way a row counts, by its kind and its name.
"""

from __future__ import annotations

import pytest

from builders import fires, form, row, verdict
from perfscore.relations.direction import direction


@pytest.mark.parametrize(
    ("level", "names", "means"),
    [
        ("数量指标", "调研报告 举办培训班期数 补助人数 新建公厕", ">="),
        # What a name ends in is what it counts, not the bad thing that it speaks of.
        ("数量指标", "安全事故 投诉次数 重大事故发生数 违规问题数 死亡人数", "<="),
        ("数量指标", "事故应急演练次数 污染源监测点 投诉受理件数 故障维修次数 污染防治项目 排放口监测数", ">="),
        ("数量指标", "编制人数 在职人数 公务用车数量 培训费用 工资标准", ""),
        ("质量指标", "投诉率 差错率 系统故障率 不合格率 未完成率 主要林业有害生物成灾率 粮食明显变质比例", "<="),
        ("质量指标", "投诉处理率 故障修复率 事故处置率 污染治理率 验收合格率 抽检不合格处置率 达标率(含复检)", ">="),
        ("质量指标", "故障修复时间 平均住院日", "<="),
        ("质量指标", "室内温度 开放时间", ""),
        ("质量指标", "PM2.5浓度 数据误差率 偏离度", "<="),
        ("时效指标", "资金拨付及时率 按时完成率 预算执行率", ">="),
        ("时效指标", "工期 响应时间 施工工期 平均等候时间", "<="),
        ("时效指标", "资金支出进度", ">="),
        ("时效指标", "完成时间 服务期限 开放天数", ""),
        ("成本指标", "项目预算控制数 培训人次 单位造价", "<="),
        ("成本指标", "成本控制率 成本节约率 城市低保标准 人均补助 造林补贴", ""),
        ("成本指标", "生均补助标准达标率 资金到位率", ">="),
        ("社会效益指标", "带动就业 受益人数 新增岗位 政策知晓率", ">="),
        ("社会效益指标", "旅游收入 城镇登记失业率下降 社会影响", ""),
        ("社会效益指标", "城镇登记失业率 辍学率 信访案件投诉率", "<="),
        ("生态效益指标", "污染物排放量 碳排放强度 单位能耗", "<="),
        ("生态效益指标", "污染物减排量 能耗下降率 森林覆盖面积", ""),
        ("服务对象满意度指标", "企业 家长", ">="),
        ("服务对象满意度指标", "不满意率 投诉次数 有效投诉率", "<="),
        ("社会效益指标", "群众满意度", ">="),
    ],
)
def test_direction(level, names, means):
    """
    More is better of what is delivered or handled, less of what is spent or suffered; elsewhere nobody says.
    """
    assert {name: direction(level, name) for name in names.split()} == dict.fromkeys(names.split(), means)


@pytest.mark.parametrize(
    ("level2", "name", "target", "actual"),
    [
        ("质量指标", "故障修复率", "95%", "98%"),
        ("数量指标", "事故应急演练", "2次", "3次"),
        ("成本指标", "城市低保标准", "700元/人·月", "735元/人·月"),
        ("成本指标", "成本节约率", "5%", "6%"),
        ("成本指标", "项目总成本", "=100万元", "95万元"),
        ("成本指标", "单位造价", "≥500元", "480元"),
        ("数量指标", "建设文化广场", "≤4个", "5个"),
        ("数量指标", "在职人数", "35人", "33人"),
        ("质量指标", "PM2.5浓度", "35微克/立方米", "33微克/立方米"),
        ("质量指标", "故障修复时间", "4小时", "3小时"),
        ("时效指标", "工期", "180天", "150天"),
        ("数量指标", "新购公务用车", "≤2辆", "未购置"),
        ("数量指标", "超标准采购", "0次", "未采购"),
        ("质量指标", "工程变更率", "5%", "3%"),
        ("质量指标", "漏检率", "1%", "0.5%"),
        ("质量指标", "空气质量综合指数", "4.5", "4.2"),
        ("数量指标", "发案数", "1200起", "1086起"),
        ("数量指标", "委托代理费", "15万元", "12万元"),
        ("数量指标", "发放补助资金", "100万元", "98.6万元"),
        ("服务对象满意度指标", "差评率", "2%", "0.5%"),
    ],
)
def test_full_marks_that_are_earned(level2, name, target, actual):
    """
    None of these rows missed its target, whatever a comparator that points the wrong way says.
    """
    assert fires(form(row("10", "10", target, actual, level2=level2, name=name)), "S303") == []


@pytest.mark.parametrize(
    ("level2", "name", "target", "actual"),
    [
        ("时效指标", "资金拨付及时率", "100%", "80%"),
        ("社会效益指标", "带动就业", "200人", "180人"),
        ("成本指标", "补助标准达标率", "100%", "95%"),
        ("成本指标", "项目总成本", "=100万元", "120万元"),
        ("质量指标", "投诉处理率", "100%", "90%"),
        ("质量指标", "资源化利用率", "35%", "30%"),
        ("时效指标", "施工工期", "180天", "210天"),
        ("数量指标", "道路里程", "≥12.5公里", "11.8km"),
        ("数量指标", "修缮面积", "≥1500平方米", "1200㎡"),
        ("数量指标", "修缮面积", "≥0.2万㎡", "1200平方米"),
        ("数量指标", "打井", "≥8口", "6口"),
        ("生态效益指标", "PM2.5浓度", "≤35微克/立方米", "38微克/立方米"),
        ("质量指标", "工程优秀率", "60%", "50%"),
        ("数量指标", "发放补助人数", "1000人", "986人"),
        ("成本指标", "项目总成本", "100万元", "120万元"),
    ],
)
def test_full_marks_that_are_not(level2, name, target, actual):
    """
    A share of what was to be done, or a benefit, is missed by less, also where no comparator is printed.
    """
    assert fires(form(row("10", "10", target, actual, level2=level2, name=name)), "S303") == [
        "indicators[0].score error"
    ]


def test_a_comparator_that_points_the_wrong_way_is_no_measure():
    """
    ≥ 500元 of a cost is remarked on; what 480元 earns is left open.
    """
    cost = form(row("10", "9", "≥500元", "480元", level2="成本指标", name="单位造价", reason="降价"))

    assert fires(cost, "M603") == ["indicators[0].target warning"]
    assert verdict(cost, "attainment", "indicators[0].score") == "unchecked: no-comparator"
