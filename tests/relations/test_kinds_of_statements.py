"""
Targets beside actual values, however they are printed: dozens of each kind, the answers written by hand.
"""

from __future__ import annotations

import pytest

from perfscore import Indicator
from perfscore.notation.statement import read_statement, read_target
from perfscore.relations.attainment import compare_row


def outcome(target, actual, name="培训人次", level="数量指标", comparator=None, unit=None, points_lost=False):
    row = Indicator(
        level1="产出指标", level2=level, name=name, comparator=comparator, target=target, unit=unit, actual=actual
    )
    said = read_target(comparator, target, unit, 2022), read_statement(actual, 2022)
    return compare_row(row, *said, points_lost=points_lost).outcome.value


@pytest.mark.parametrize(
    "target",
    [
        *("≥300人次", ">=300人次", "＞=300人次", "⩾300人次", "≧300人次", "≮300人次", "300人次以上", "300人次及以上"),
        *(
            "300人次（含）以上",
            "300人次以上（含）",
            "不少于300人次",
            "不低于300人次（含）",
            "不得少于300人次",
            "至少300人次",
        ),
        *(
            "最少300人次",
            "300+人次",
            "300人次＋",
            "大于等于300人次",
            "大于或等于300人次",
            "不小于300人次",
            "高于300人次",
        ),
        *(
            "超300人次",
            "逾300人次",
            "突破300人次",
            "300余人次",
            "确保300人次",
            "保证培训300人次",
            "培训300人次",
            "全年培训300人次",
        ),
        *(
            "年培训300人次",
            "300（人次）",
            "300(人次)",
            "三百人次",
            "≥三百人次",
            "3百人次",
            "≥0.03万人次",
            "300名",
            "300人",
            "300 人 次",
        ),
        *(
            "≥ 300 人次",
            "＝300人次",
            "等于300人次",
            "300",
            "≥300",
            "计划培训300人次",
            "完成培训300人次以上",
            "培训学员≥300人次",
        ),
        *(
            "共培训300人次，其中女职工100人次",
            "300至400人次",
            "300-400人次",
            "300～400人次",
            "350±50人次",
            "约400人次",
            "提高到300人次",
        ),
        *("叁佰人次", "目标值：300人次", "300人／次", "≥300人次/年", "每年300人次", "每月25人次", "每季度不少于75人次"),
    ],
)
def test_a_count_that_was_missed(target):
    """
    240 of these are too few, by any reading.
    """
    assert outcome(target, "240人次") == "missed"


@pytest.mark.parametrize(
    "actual",
    [
        *("240人次", "240", "二百四十人次", "240 人次", "２４０人次", "240人", "240名", "共240人次"),
        *(
            "实际培训240人次",
            "培训240人次（受汛期影响）",
            "完成240人次",
            "计划300人次，实际240人次",
            "目标300人次，完成240人次",
        ),
        *(
            "累计培训240人次，其中一线职工180人次",
            "第一期120人次、第二期120人次，合计240人次",
            "不足300人次",
            "＜300人次",
            "低于300人次",
        ),
        *(
            "不到300人次",
            "未达到300人次",
            "未达300人次",
            "少于260人次",
            "240余人次",
            "约240人次",
            "近250人次",
            "240人/次",
            "0.024万人次",
        ),
        *(
            "完成240人次，完成率80%",
            "已培训240人次。",
            "培训240人次，资料归档完整",
            "240人次左右",
            "仅240人次",
            "24O人次",
        ),
        *("240—250人次", "≤280人次", "240人次以下", "全年240人次", "240（人次）", "实际完成值：240人次"),
    ],
)
def test_an_actual_value_that_misses(actual):
    """
    However it is told, it is below 300.
    """
    assert outcome("≥300人次", actual) == "missed"


@pytest.mark.parametrize(
    "actual",
    [
        *(
            "300人次",
            "310",
            "三百一十人次",
            "310人次（其中新增12人次）",
            "共培训310人次，其中一线职工180人次",
            "310余人次",
            "三百余人次",
        ),
        *(
            "第一期100人次、第二期210人次，合计310人次",
            "计划300人次，实际310人次",
            "超过310人次",
            "310人次以上",
            "不少于300人次",
            "0.031万人次",
        ),
        *(
            "完成310人次，完成率103.3%",
            "310名",
            "培训310人次，比上年增加20人次",
            "≥300人次",
            "310—320人次",
            "３１０人次",
        ),
    ],
)
def test_an_actual_value_that_meets(actual):
    """
    However it is told, it is 300 or more.
    """
    assert outcome("≥300人次", actual) == "met"


@pytest.mark.parametrize(
    "actual",
    [
        *(
            "近320人次",
            "约310人次",
            "≥280人次",
            "280人次以上",
            "≤400人次",
            "线上200人次，线下150人次",
            "线上100人次，线下150人次",
            "290-310人次",
        ),
        *("300人次左右", "大于200人次"),
    ],
)
def test_an_actual_value_that_leaves_it_open(actual):
    """
    Some of the values that it stands for meet the target, and some do not.
    """
    assert outcome("≥300人次", actual) not in ("met", "missed")


@pytest.mark.parametrize(
    "target",
    [
        *(
            "≤80万元",
            "<=80万元",
            "=<80万元",
            "≦80万元",
            "⩽80万元",
            "≯80万元",
            "80万元以下",
            "80万元以内",
            "80万元之内",
            "不超过80万元",
            "不超80万元",
        ),
        *(
            "不突破80万元",
            "不得超过80万元",
            "不高于80万元",
            "不大于80万元",
            "不多于80万元",
            "控制在80万元",
            "控制在80万元以内",
            "控制在80万元内",
        ),
        *(
            "以80万元为限",
            "80万元（含）以下",
            "80万元以下（含）",
            "80万元以下（不含）",
            "最高80万元",
            "至多80万元",
            "最多80万元",
            "小于80万元",
            "低于80万元",
        ),
        *(
            "≤800000元",
            "≤80万",
            "不超过80万",
            "≤捌拾万元",
            "≤八十万元",
            "≤0.008亿元",
            "￥80万元以内",
            "≤¥800,000元",
            "≤800，000元",
            "≤800 000元",
        ),
        *(
            "80万元",
            "＝80万元",
            "预算80万元",
            "上限80万元",
            "80万元封顶",
            "总成本≤80万元",
            "小于等于80万元",
            "人民币80万元以内",
            "约70万元",
            "60-80万元",
        ),
    ],
)
def test_a_cost_that_was_exceeded(target):
    """
    92万元 is above all of these limits.
    """
    assert outcome(target, "92万元", "项目总成本", "成本指标") == "missed"


@pytest.mark.parametrize(
    "actual",
    [
        "80万元",
        "76.5万元",
        "765000元",
        "76.5",
        "七十六万元",
        "76.5万",
        "￥76.5万元",
        "未超过80万元",
        "≤80万元",
        "80万元以内",
        "0.0076亿元",
    ],
)
def test_a_cost_that_was_kept(actual):
    """
    None of these is above 80万元.
    """
    assert outcome("≤80万元", actual, "项目总成本", "成本指标") == "met"


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("≥95%", "94%", "missed"),
        ("≥95%", "九成四", "missed"),
        ("≥95%", "九成", "missed"),
        ("≥95%", "9成", "missed"),
        ("≥95%", "百分之九十四", "missed"),
        ("≥95%", "百分之94", "missed"),
        ("≥95%", "0.94", "missed"),
        ("≥95%", "94", "missed"),
        ("≥95%", "94％", "missed"),
        ("≥95%", "9O%", "missed"),
        ("≥95%", "940‰", "missed"),
        ("≥95%", "190/202", "missed"),
        ("≥95%", "合格率94%", "missed"),
        ("≥95%", "经抽检，合格率为94%", "missed"),
        ("≥95%", "94%（受设备老化影响）", "missed"),
        ("≥95%", "目标95%，实际94%", "missed"),
        ("≥95%", "低于95%", "missed"),
        ("≥95%", "不足九成", "missed"),
        ("≥95", "94%", "missed"),
        ("95%以上", "94.9%", "missed"),
        ("百分之九十五以上", "94%", "missed"),
        ("九成五以上", "94%", "missed"),
        ("≥0.95", "94%", "units-differ"),
        ("100%", "＜100%", "missed"),
        ("全部合格", "98%", "missed"),
        ("全覆盖", "覆盖90%", "missed"),
        ("90%-100%", "85%", "missed"),
        ("92±2%", "85%", "missed"),
        ("92%±2%", "85%", "missed"),
        ("≥95%", "96%", "met"),
        ("≥95%", "96", "met"),
        ("≥95%", "0.96", "units-differ"),
        ("≥95%", "1", "units-differ"),
        ("≥95%", "全部合格", "met"),
        ("100%", "全覆盖", "met"),
        ("100%", "100.00%", "met"),
        ("≥95%", "百分之百", "met"),
        ("90%-95%", "93%", "met"),
        ("85%≤合格率≤95%", "90%", "met"),
        ("90%-95%", "98%", "several-conditions"),
        (">95%", "95%", "at-strict-limit"),
        ("≥95%", "95%", "met"),
        ("≥95%", "≥90%", "only-a-bound"),
        ("≥95%", "90%以上", "only-a-bound"),
        ("≥95%", "约95%", "approximate"),
        ("≥95%", "合格1462批次", "not-measured"),
        ("≥95%", "较高", "not-measured"),
        ("≥95%", "满意", "qualitative"),
        ("≥95%", "95.5%（较上年提高2%）", "met"),
        ("力争95%以上", "93%", "soft-target"),
        ("力争达到95%", "93%", "soft-target"),
        ("争取≥95%", "96%", "met"),
    ],
)
def test_shares(target, actual, result):
    """
    A share in any of its spellings; a bare number is one in per cent, and up to 1 perhaps one of the whole.
    """
    assert outcome(target, actual, "抽检合格率", "质量指标") == result


@pytest.mark.parametrize(
    ("name", "target", "actual", "result"),
    [
        ("新建渠道", "≥2000米", "1.8公里", "missed"),
        ("新建渠道", "≥2公里", "2100米", "met"),
        ("新建渠道", "≥2km", "1800m", "missed"),
        ("新建渠道", "≥2千米", "2.1公里", "met"),
        ("采购饲料", "≥1吨", "900公斤", "missed"),
        ("采购饲料", "≥1吨", "2200斤", "met"),
        ("采购饲料", "≥1000千克", "1.2吨", "met"),
        ("造林面积", "≥30亩", "1.8公顷", "missed"),
        ("造林面积", "≥30亩", "2公顷", "met"),
        ("造林面积", "≥2公顷", "31亩", "met"),
        ("修缮面积", "≥3万平方米", "29000平米", "missed"),
        ("修缮面积", "≥3万平方米", "31000㎡", "met"),
        ("修缮面积", "≥0.5平方公里", "48公顷", "missed"),
        ("数据存储", "≥10GB", "9800MB", "missed"),
        ("数据存储", "≥1TB", "1100GB", "met"),
        ("培训人数", "≥200人", "190人次", "missed"),
        ("培训人次", "≥200人次", "210人", "met"),
        ("开展活动", "≥12期", "11次", "missed"),
        ("开展活动", "≥5场次", "4场", "missed"),
        ("购置设备", "≥10台(套)", "9台", "missed"),
        ("受益群众", "≥1.2万人", "11800人", "missed"),
        ("受益群众", "≥12000人", "1.25万人", "met"),
        ("响应时间", "≤2小时", "90分钟", "met"),
        ("响应时间", "≤24小时", "2天", "missed"),
        ("响应时间", "≤30分钟", "45分钟", "missed"),
        ("响应时间", "≤1周", "8天", "missed"),
        ("办理期限", "≤6个月", "半年", "met"),
        ("办理期限", "≤半年", "8个月", "missed"),
        ("办理期限", "≤1年", "11个月", "met"),
        ("办理期限", "≤一年半", "20个月", "missed"),
        ("差错率", "≤5‰", "0.4%", "met"),
        ("差错率", "≤0.5%", "6‰", "missed"),
        ("差错率", "≤5‰", "千分之六", "missed"),
        ("亩均投资", "≤1500元/亩", "1480元/亩", "met"),
        ("亩均投资", "≤1500元/亩", "1520元/亩", "missed"),
        ("平均单价", "≤50元/㎡", "48元/平方米", "met"),
        ("平均单价", "≤0.5万元/公里", "5200元/公里", "missed"),
        ("平均单价", "≤50元/㎡", "48元/米", "units-differ"),
        ("铺设长度", "≥12km", "12kg", "units-differ"),
        ("培训人员", "≥100人", "100公里", "units-differ"),
    ],
)
def test_units(name, target, actual, result):
    """
    Units of one dimension are compared by their factors.
    """
    assert outcome(target, actual, name, "数量指标") == result


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("2022年12月31日前", "2023年1月15日", "late"),
        ("2022年12月31日前", "2023年元月", "late"),
        ("2022年12月31日前", "2023年", "late"),
        ("2022年12月31日前", "二〇二三年一月十五日", "late"),
        ("二〇二二年十二月三十一日前", "2023年1月15日", "late"),
        ("20221231前", "2023.1.15", "late"),
        ("20221231", "20230115", "late"),
        ("2022.12.31", "2023-01-15", "late"),
        ("2022/12/31前", "2023年1月完成", "late"),
        ("2022.12", "2023.01", "late"),
        ("2022-12", "2023-02", "late"),
        ("12月31日前", "2023年1月15日", "late"),
        ("年底前", "2023年3月", "late"),
        ("年内完成", "2023年3月完成", "late"),
        ("2022年第四季度", "2023年第一季度", "late"),
        ("2022年三季度前", "2022年四季度", "late"),
        ("6月底前", "7月初", "late"),
        ("6月底前", "三季度", "late"),
        ("2022年上半年", "2022年7月", "late"),
        ("2022年1-6月", "2022年1-8月", "late"),
        ("2022年3月至6月", "2022年3月至9月", "late"),
        ("2022年11月底", "2022年12月", "late"),
        ("十月底前", "十一月五日", "late"),
        ("2022年10月前完成", "12月底完成", "late"),
        ("2022年6月30日前", "因汛期，2022年8月才完工", "late"),
        ("2022年12月31日前", "2022年12月31日", "met"),
        ("2022年6月30日之前", "2022年6月30日", "met"),
        ("2022年12月31日前", "2022年12月3l日", "met"),
        ("20221231", "20221220", "met"),
        ("2022/12/31", "2022/12/20", "met"),
        ("2022年12月底前", "2022年11月", "met"),
        ("2022年1月1日至2022年12月31日", "2022年1月1日至12月20日", "met"),
        ("2022年第四季度", "2022年11月", "met"),
        ("12月31日前", "1月15日", "met"),
        ("2022年12月31日前", "1月15日", "qualitative"),
        ("2022年12月前", "2022年12月10日", "qualitative"),
        ("2022年12月31日前", "按期完成", "qualitative"),
        ("2022年12月31日前", "尚未完成", "not-done"),
        ("力争2022年10月底前", "2022年12月", "late"),
    ],
)
def test_dates(target, actual, result):
    """
    A deadline in any of its spellings; what lies after its last day is late.
    """
    assert outcome(target, actual, "完成时间", "时效指标") == result


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("优", "良", "lower-grade"),
        ("优秀", "良好", "lower-grade"),
        ("良好", "中等", "lower-grade"),
        ("良以上", "差", "lower-grade"),
        ("显著提升", "有所提升", "lower-grade"),
        ("明显改善", "有所改善", "lower-grade"),
        ("明显改善", "无明显改善", "lower-grade"),
        ("服务能力显著增强", "服务能力有所增强", "lower-grade"),
        ("健全", "较健全", "lower-grade"),
        ("健全", "基本健全", "lower-grade"),
        ("完善", "不完善", "lower-grade"),
        ("完成机制建设", "基本完成", "lower-grade"),
        ("完成", "部分完成", "lower-grade"),
        ("建成平台", "部分建成", "lower-grade"),
        ("是", "否", "missed"),
        ("是", "是", "met"),
        ("不发生", "发生1起", "missed"),
        ("不发生", "发生", "missed"),
        ("零发生", "2起", "missed"),
        ("无安全事故", "发生1起", "missed"),
        ("零投诉", "3件", "missed"),
        ("杜绝", "1起", "missed"),
        ("0起", "零起", "met"),
        ("零起", "1起", "missed"),
        ("不发生", "未发生", "met"),
        ("0起", "未发生", "met"),
        ("0起", "无", "met"),
        ("优", "优秀", "qualitative"),
        ("良好", "优", "qualitative"),
        ("有所提升", "显著提升", "qualitative"),
        ("按时完成", "已完成", "qualitative"),
        ("逐步健全", "达成年度指标", "qualitative"),
        ("逐步健全", "较健全", "qualitative"),
        ("有效提升", "有所提升", "qualitative"),
        ("长期", "长期", "qualitative"),
        ("建成投用", "主体工程已完成，附属工程尚未完工", "partly-done"),
        ("建成投用", "设备已采购到位，软件系统尚未上线", "partly-done"),
        ("建成投用", "未建成", "not-done"),
        ("建成投用", "受疫情影响，项目未实施", "not-done"),
        ("建成投用", "因资金未到位，本年度尚未开工", "not-done"),
        ("开展活动", "活动取消", "not-done"),
        ("开展活动", "尚未开展", "not-done"),
        ("≥3次", "未开展", "not-done"),
        ("≥3次", "不适用", "not-applicable"),
        ("≥3次", "本年度不涉及", "not-applicable"),
    ],
)
def test_words(target, actual, result):
    """
    Words of one scale are ordered; words of different scales say nothing of one another.
    """
    assert outcome(target, actual, "安全责任情况", "社会效益指标") == result


@pytest.mark.parametrize(
    ("target", "actual", "result"),
    [
        ("每月1次", "12次", "met"),
        ("每月1次", "10次", "missed"),
        ("每月至少1次", "11次", "missed"),
        ("每季度≥1次", "3次", "missed"),
        ("每季度一次", "4次", "met"),
        ("每半年1次", "1次", "missed"),
        ("每年2次", "2次", "met"),
        ("≥4次/年", "3次", "missed"),
        ("≥1次/月", "12次", "met"),
        ("≥1次/季度", "每季度1次", "met"),
        ("每月1次", "每月1次", "met"),
        ("每月2次", "每月1次", "missed"),
        ("每月1次", "每季度1次", "missed"),
        ("培训3期、200人次", "培训3期、210人次", "met"),
        ("培训3期、200人次", "培训3期、180人次", "missed"),
        ("培训3期，200人次以上", "4期，230人次", "met"),
        ("≥3次，≥90%", "2次，95%", "missed"),
        ("≥3次，≥90%", "3次，95%", "met"),
        ("≥3次，≥90%", "3次", "several-conditions"),
        ("80次以上100次以下", "70次", "missed"),
        ("80次以上100次以下", "90次", "met"),
    ],
)
def test_rates_and_several_conditions(target, actual, result):
    """
    So many a month is twelve times that in the year, and of several conditions each must be met.
    """
    assert outcome(target, actual, "开展巡查培训", "数量指标") == result


@pytest.mark.parametrize(
    ("name", "level", "target", "actual", "result"),
    [
        ("案件平均审理天数", "质量指标", "60天", "45天", "met"),
        ("事故伤亡人数", "社会效益指标", "3人", "0人", "met"),
        ("居民满意度", "服务对象满意度指标", "0%", "93.3%", "met"),
        ("图书破损率", "质量指标", "0%", "0.4%", "missed"),
        ("举办培训期数", "数量指标", "0期", "2期", "met"),
        ("安全事故起数", "社会效益指标", "0起", "2起", "missed"),
        ("学生近视率", "社会效益指标", "50%", "47.3%", "met"),
        ("孕产妇死亡率", "社会效益指标", "10‰", "8‰", "met"),
        ("投诉率", "质量指标", "5%", "6%", "missed"),
        ("差错率", "质量指标", "1%", "0.5%", "met"),
        ("信访积案数", "社会效益指标", "5件", "3件", "met"),
        ("耕地撂荒面积", "生态效益指标", "100亩", "80亩", "met"),
        ("平均等候时长", "质量指标", "30分钟", "25分钟", "met"),
        ("管网漏损率", "质量指标", "12%", "9.8%", "met"),
        ("会议费", "数量指标", "10万元", "8万元", "met"),
        ("人均培训成本", "数量指标", "500元", "450元", "met"),
        ("空气优良天数", "生态效益指标", "300天", "280天", "missed"),
        ("资金到位率", "时效指标", "100%", "90%", "missed"),
        ("病床使用率", "质量指标", "85%", "88%", "met"),
        ("药占比", "质量指标", "30%", "37%", "no-comparator"),
        ("药占比", "质量指标", "30%", "25%", "no-comparator"),
        ("血压控制率", "质量指标", "60%", "65%", "no-comparator"),
        ("血压控制率", "质量指标", "60%", "55%", "no-comparator"),
        ("抗菌药物使用率", "质量指标", "40%", "35%", "no-comparator"),
        ("低保人数", "数量指标", "300人", "280人", "no-comparator"),
        ("在职人数", "数量指标", "35人", "33人", "no-comparator"),
        ("会议次数", "数量指标", "12次", "10次", "no-comparator"),
        ("公务接待批次", "数量指标", "20批次", "15批次", "no-comparator"),
        ("校园欺凌事件", "社会效益指标", "2起", "0起", "no-comparator"),
        ("药占比", "质量指标", "30%", "30%", "met"),
        ("政府债务余额", "经济效益指标", "5亿元", "4.8亿元", "no-comparator"),
        ("居民消费价格涨幅", "经济效益指标", "3%", "2.1%", "no-comparator"),
    ],
)
def test_rows_without_a_comparator(name, level, target, actual, result):
    """
    What a name tells is used; where it tells nothing, equality is met and everything else undecided, on both sides.
    """
    assert outcome(target, actual, name, level) == result


@pytest.mark.parametrize(
    ("comparator", "target", "unit", "actual", "result"),
    [
        ("反向", "5", "件", "6", "missed"),
        ("反向", "5", "件", "4件", "met"),
        ("正向", "5", "件", "4", "missed"),
        ("正向指标", "5", "件", "6件", "met"),
        ("逆指标", "5", "件", "6件", "missed"),
        ("≥", "200", "人次", "180", "missed"),
        ("≥", "200", "人次", "210人次", "met"),
        ("＝", "46", "套", "46", "met"),
        ("等于", "200", "人次", "250", "met"),
        ("定值", "200", "人次", "150", "missed"),
        ("≤", "38.5", "万元", "38.46", "met"),
        ("≤", "10", "月", "9", "met"),
        ("定性", "有效提升", None, "有效提升", "qualitative"),
        ("不少于", "200", "人次", "150人次", "missed"),
    ],
)
def test_comparators_in_a_column_of_their_own(comparator, target, unit, actual, result):
    """
    A sign, a word, or the way in which the row counts.
    """
    assert outcome(target, actual, "培训人次", "数量指标", comparator, unit) == result


@pytest.mark.parametrize(
    ("name", "target", "actual", "result"),
    [
        ("培训人次（≥）", "200人次", "180人次", "missed"),
        ("投诉件数（≤）", "5件", "6件", "missed"),
        ("群众满意度（%）", "90", "88", "missed"),
        ("群众满意度（%）", "90", "93.5", "met"),
        ("投诉件数≤", "5件", "4件", "met"),
    ],
)
def test_comparators_and_units_in_the_name(name, target, actual, result):
    """
    What a name ends in belongs to the target.
    """
    assert outcome(target, actual, name, "质量指标") == result


@pytest.mark.parametrize(
    ("name", "target", "actual", "result"),
    [
        ("农民收入增长率", "≥10%", "较上年增长12%", "met"),
        ("农民收入增长率", "≥10%", "较上年增长8%", "missed"),
        ("农民收入", "增长10%以上", "增长8%", "missed"),
        ("能耗下降率", "≥3%", "同比下降3.5%", "met"),
        ("抽检合格率", "≥95%", "比上年提高了3.1%", "qualitative"),
        ("抽检合格率", "≥95%", "95.2%，较上年提高3.1个百分点", "met"),
        ("抽检合格率", "≥95%", "94.2%，较上年提高3.1个百分点", "missed"),
    ],
)
def test_changes(name, target, actual, result):
    """
    A change is the answer only where a change was promised.
    """
    assert outcome(target, actual, name, "经济效益指标") == result


def test_points_taken_off_below_the_target_say_the_direction():
    """
    Nobody takes points off a row whose target was met by less.
    """
    assert outcome("30件", "24件", "工作情况", "社会效益指标", points_lost=True) == "missed"
    assert outcome("30件", "24件", "工作情况", "社会效益指标") == "no-comparator"


@pytest.mark.parametrize(
    ("target", "actual", "known"),
    [
        ("≥200人次", "全部完成", "qualitative"),  # a word for the whole names no count
        ("≥200", "180人次，完成率90%", "missed"),  # the share beside it is no count
        ("≥1", "3期，95%", "met"),  # nor is this one
        ("≥200（含税）", "210", "met"),  # brackets that hold no unit
        ("200≤190", "200", "qualitative"),  # no range: its end lies below its beginning
    ],
)
def test_what_stands_beside_a_figure(target, actual, known):
    assert outcome(target, actual) == known
