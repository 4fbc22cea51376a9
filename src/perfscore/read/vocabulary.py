"""
The words by which forms of all provinces call the same things, as data.

A head is compared after `fold`: no white space, NFKC, brackets and their content kept apart.
The words are those of published forms and of the circulars they follow; a pattern also takes words of the same make.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


__all__ = [
    "CLOSING",
    "DATE",
    "DECLARATION",
    "FUND_COLUMNS",
    "FUND_COMPONENTS",
    "FUND_NAME",
    "FUND_PATTERNS",
    "FUND_TOTALS",
    "GRADE",
    "GRADES",
    "HEADINGS",
    "HEAD_WORDS",
    "INDICATOR_COLUMNS",
    "INDICATOR_PATTERNS",
    "LEVELS1",
    "LEVELS2",
    "NOTES",
    "PLACEHOLDER",
    "STUBS",
    "TITLE",
    "TOTAL",
    "TOTALS",
    "fold",
]


def fold(text: str) -> str:
    """
    *text* without white space, with half-width letters, digits and brackets.
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(fold, text.split()))


def _by_word(roles: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({fold(word): role for role, words in roles.items() for word in words.split()})


#: Heads of the fund table's columns.
FUND_COLUMNS: Final = _by_word(
    {
        "initial": (
            "年初预算数 年初预算 年初预算数① 年初① 计划安排资金 年初预算金额 年初预算安排 年初预算安排数 年初批复数"
            " 年初批复预算 年初批复预算数 年初安排数 年初部门预算 年初预算批复数 年初预算资金"
        ),
        "budget": (
            "全年预算数 全年预算数(A) 调整后预算数 调整预算数 调整预算数(A) 全年(调整)预算数 预算数(A) 预算数"
            " 财政拨款数 实际到位资金 小计③ 小计③=①+② 全年预算 全年预算金额 全年预算总额 调整后预算 调整后全年预算数"
            " 调整后预算金额 调整后预算安排 预算安排数 预算安排金额 预算安排资金 预算资金数 预算金额 预算总额"
            " 资金安排数 安排资金数 指标下达数 下达预算数 全年安排数"
        ),
        "executed": (
            "全年执行数 全年执行数(B) 预算执行数 执行数 执行数(B) 年度拨付金额 实际支付数 实际支出 拨付④ 实际支出数"
            " 实际执行数 实际支出金额 实际支出额 实际支出资金 实际使用数 实际使用资金 实际使用金额 实际执行金额"
            " 实际拨付数 实际拨付金额 实际完成支出 全年支出数 全年支出 全年实际支出 全年实际支出数 全年实际执行数"
            " 全年执行 全年支出金额 全年执行金额 年度支出数 年度实际支出 支出数 支出金额 执行金额 资金支出数 资金执行数"
            " 预算支出数 财政支出数 累计支出数 决算数 支付金额"
        ),
        "weight": "分值 权重 分值权重 执行率权重 指标分值 标准分 标准分值 满分 权重分 权重分值",
        "rate": (
            "执行率 执行率(%) 执行率(B/A) 预算执行率 预算执行率(B/A) 预算执行率(B/A×100%)"
            " 执行率(全年执行数/全年预算数) 支出实现率⑤=④/③ 资金执行率 全年执行率 实际执行率 支出率 资金支出率"
            " 预算支出率 支付率 资金使用率 预算完成率 支出完成率 执行进度 支出进度 预算执行进度 资金支出进度 执行比例"
        ),
        "score": "得分 自评得分 执行率得分 得分(20分*执行率) 自评分 自评分值 预算执行得分 指标得分",
        "reason": "原因",
        "extra": "年中调整② 结余⑥ 结余率⑦ 结余 结余数 结余资金 资金结余 结余金额 结转结余 结余结转 预算结余 年末结余",
    }
)

#: Heads of the indicator table's columns.
INDICATOR_COLUMNS: Final = _by_word(
    {
        "level1": "一级指标 一级 一级目标 一级指标名称",
        "level2": "二级指标 二级 二级目标 二级指标名称",
        "name": (
            "三级指标 指标名称 指标内容 三级指标内容 三级 三级目标 三级指标名称 具体指标 考核指标 明细指标 末级指标"
            " 绩效指标名称 绩效指标内容"
        ),
        "comparator": "指标性质 运算符号 指标方向 指标值类型 比较符号 计算符号 指标符号 目标值类型",
        "target": (
            "年度指标值 指标值 指标值(A) 指标(目标)值 年初目标值(A) 年初目标值 年初指标值 绩效目标值 目标值 预算设定指标值"
            " 预期指标值 预期目标值 预期值 预期完成值 预期完成指标值 计划指标值 计划目标值 计划完成值 计划值 年度目标值"
            " 年度计划值 年度预期值 年度预期指标值 全年目标值 全年指标值 全年计划值 全年预期值 设定目标值 设定指标值"
            " 设定值 年初设定目标值 年初设定指标值 年初设定值 年初计划值 年初设置目标值 绩效指标值 目标指标值"
            " 指标目标值 指标计划值 当年指标值 当年目标值"
        ),
        "unit": "度量单位 计量单位 指标单位 计算单位",
        "actual": (
            "实际完成值 实际完成值(B) 完成值 全年实际值 全年实际值(B) 全年实际完成值 全年完成值 年终完成值"
            " 指标实际完成值 实际完成指标值 项目完成指标值 实际值 完成指标值 指标完成值 实际指标值 实际完成数 实际完成数值"
            " 实际达成值 实际达到值 实际达到指标值 达成值 年度完成值 年度实际值 年度实际完成值 年末完成值 年末实际值"
            " 年末实际完成值 当年完成值 当年实际完成值 全年完成指标值 全年实际完成指标值 自评完成值 目标完成值"
            " 实现值 实际实现值 绩效指标完成值 指标实际值 实施进度"
        ),
        "weight": (
            "分值 权重 分值权重 指标分值权重 指标分值 参考分值 指标权重(分) 指标权重 权数 标准分 标准分值 满分 满分值"
            " 权重分 权重分值 权重值 基准分 分值(权重) 应得分 应得分值 设定分值 标准分数 指标满分 目标分值 分数权重"
        ),
        "score": (
            "得分 自评得分 自评分 指标得分 指标得分(分) 考评得分 自评分值 自评分数 自评价得分 自评价分 自评评分 自我评分"
            " 实际得分 实得分 实得分值 单项得分 得分情况 自评得分情况 指标自评得分 评价得分 绩效得分 年度得分 部门自评得分"
            " 单位自评得分 绩效自评得分 自查得分 评分"
        ),
        "reason": (
            "偏差原因分析及改进措施 未完成原因分析 未完成原因分析及改进措施 未完成原因及拟采取的改进措施"
            " 未完成原因和改进措施 未完成原因 偏差大或目标未完成原因分析 偏差原因 原因 说明 偏差原因分析 偏差分析"
            " 偏差原因及改进措施 偏差分析及改进措施 偏差情况说明 偏差说明 未完成原因及改进措施 未完成原因说明"
            " 未完成的原因 未完成的原因分析 未完成的原因及改进措施 未完成原因分析及整改措施 未完成原因及拟采取改进措施"
            " 未达成原因 未达成原因分析 未达成原因及改进措施 未达标原因 未达标原因分析 未达标原因及改进措施 未达标说明"
            " 未实现原因 扣分原因 扣分原因及改进措施 扣分说明 扣分情况说明 原因分析 原因分析及改进措施 原因说明 差异原因"
            " 差异原因分析 偏离原因 偏差及原因分析 未完成指标原因分析 未完成情况说明 存在问题及改进措施 改进措施"
        ),
        "adjusted": "调整指标值 调整后指标值 调整目标值 调整后目标值 调整后的指标值 调整后年度指标值",
        "extra": (
            "完成率 得分系数(%) 得分系数 评分标准 评价标准及依据 指标值设置依据 上年完成值 指标赋分规则"
            " 佐证资料 是否核心指标 复核分 财政审核评分 评价标准 评分细则 评分依据 评分办法 评分规则 计分标准"
            " 计分方法 赋分标准 赋分规则 指标解释 指标说明 指标定义 指标释义 数据来源 指标完成率 完成比例 实际完成率 偏差率"
            " 偏差度 偏离度 得分率 复核得分 复评得分 审核得分 财政复核得分 主管部门评分 佐证材料 绩效标准 扣分标准"
        ),
    }
)

#: The usual words over each column.
HEAD_WORDS: Final = MappingProxyType({role: word for word, role in reversed(list(INDICATOR_COLUMNS.items()))})

#: The fund row that is scored.
FUND_TOTALS: Final = frozenset(
    _words(
        "年度资金总额 总额 资金总额 年度总金额 年度财政资金总额 合计 财政资金小计 金额合计 资金合计 总计 项目资金总额"
        " 年度预算总额 年度预算资金总额 年度项目资金总额 全年资金总额 预算资金总额 项目总金额 部门资金总额 部门预算总额"
        " 年度部门资金总额 年度支出总额 支出合计 资金总计 预算总额"
    )
)

#: Names of the rows below it; they also count with a leading 其中.
FUND_COMPONENTS: Final = _words(
    "当年财政拨款 本年财政拨款 财政拨款 财政资金 财政专户管理资金 单位资金 上年结转资金 上年结转 其他资金"
    " 中央财政资金 中央资金 中央补助 地方财政资金 地方资金 地方资金/其他 省级资金 自治区补助 市县资金 县级资金"
    " 中央、省、市补助 盟市资金 旗县资金 本级资金 单位其它收入 ①项目支出 ②基本支出 一般公共预算 一般公共预算拨款"
    " 一般公共预算资金 一般公共预算财政拨款 政府性基金 政府性基金预算 政府性基金拨款 政府性基金预算拨款 政府性基金预算资金"
    " 政府性基金预算财政拨款 国有资本经营预算 国有资本经营预算资金 国有资本经营预算拨款 纳入专户管理的非税收入拨款"
    " 财政专户资金 财政性资金 财政资金拨款 非财政拨款 非财政资金 社会资金 自有资金 自筹资金 单位自筹 单位自有资金"
    " 事业收入 经营收入 其他收入 其他 上年结转结余 上年结余资金 结转资金 结转结余资金 中央财政补助 中央补助资金"
    " 上级资金 上级补助 上级补助资金 上级转移支付 上级专项 省级财政资金 省级补助 省级补助资金 省财政资金 市级资金"
    " 市级财政资金 市级补助 市财政资金 县级财政资金 县财政资金 县区资金 县(区)资金 区级资金 区级财政资金 区财政资金"
    " 州级资金 自治区资金 自治区财政资金 旗县财政资金 地方财政资金配套 债券资金 地方债券 政府债券 银行贷款"
    " 本级财政资金 本级财政拨款 本级预算 基本支出 项目支出 人员经费 公用经费"
)

#: A name that only resembles those above.
FUND_NAME: Final = re.compile(
    "资金|金额|拨款|预算|收入|补助|补贴|总额|总计|合计|小计|支出|财政|中央|地方|上级|本级|省|市|县|区|盟|旗|自筹|其[他它]"
    "|结转|结余|债|基金|国有资本|贷款|经费|投入|转移支付|专项|附加|年度|单位|统筹|捐赠|项目"
)

#: Level-1 heads; a head may carry its weight: 产出指标(50分).
LEVELS1: Final = _words(
    "产出指标 效益指标 满意度指标 成本指标 产出目标 效益目标 满意度目标 投入目标 结果目标 影响目标 项目决策"
    " 项目管理 项目绩效 产出 效益"
)

#: Level-2 heads.
LEVELS2: Final = _words(
    "数量指标 质量指标 时效指标 成本指标 经济成本指标 社会成本指标 生态环境成本指标 经济效益指标 社会效益指标"
    " 生态效益指标 可持续影响指标 可持续发展指标 服务对象满意度指标 满意度指标 服务对象满意度 数量目标"
    " 质量目标 时效目标 成本目标"
)

#: What stands beside the facts of the head.
HEADINGS: Final = _by_word(
    {
        "project": (
            "项目名称 专项名称 专项资金名称 转移支付(项目)名称 项目(政策)名称 政策(项目)名称 政策名称 转移支付名称"
            " 专项(项目)名称 资金(项目)名称 项目资金名称 评价项目名称 自评项目名称 一级项目名称 二级项目名称"
        ),
        "department": (
            "主管部门 县级主管部门 地方主管部门 中央主管部门 省级主管部门 项目主管部门 市级主管部门 预算主管部门"
            " 主管单位 主管部门(单位) 主管部门及代码"
        ),
        "unit": (
            "实施单位 项目实施单位 实施单位(盖章) 项目单位 预算单位 用款单位 项目承担单位 承担单位 具体实施单位"
            " 项目执行单位 执行单位 使用单位 资金使用单位 预算执行单位 基层预算单位"
        ),
        "expected": "预期目标 年初设定目标 年度目标 项目年度目标 年初绩效目标",
        "actual": (
            "实际完成情况 年度总体目标完成情况综述 年度目标完成情况 全年实际完成情况 目标实际完成情况"
            " 全年目标实际完成情况"
        ),
        "total": "总分 合计 自评总分 自评总分(分) 自评得分 项目总得分 绩效自评得分 绩效评价结果",
    }
)

#: The label of the grade.
GRADE: Final = re.compile(
    "(绩效|项目|单位|部门|年度|自我|自评价?|评价|考评|考核|评定|综合|最终)*(结[果论])?(等[级次]|级别|档次)(评定)?"
)

#: The grades of a form.
GRADES: Final = frozenset(_words("优 良 中 差 优秀 良好 中等 较差 合格 不合格 一般"))

#: The usual labels of the grand total, against which a misprinted one is held.
TOTALS: Final = _words("总分 合计 总计 总得分 自评总分 自评得分 合计得分 得分合计")

#: The label of the grand total, at the bottom of the table or in the head of the form.
TOTAL: Final = re.compile(
    "(绩效|项目|单位|部门|年度|自我|自评价?|评价|考评|综合|最终|最后)*"
    "(总分[值数]?|总得分|总评分|总计|合计(得分|分[值数]?)?|自评得分|自评分[值数]?|评价得分|综合得分|(得分|分值)(总计|合计)"
    "|绩效(自评|评价)?得分|绩效(自评|评价)结果)"
)

#: Heads that only resemble those above, the first that fits; they count in a row that is known to hold heads.
INDICATOR_PATTERNS: Final = (
    (re.compile("^序号$|上年|去年|往年|历史|基期|复核|复评|复审|审核|核定|核减|抽查|专家|评审|第三方"), "extra"),
    (re.compile("(财政|主管|预算)(部门|单位)?[评得]分|是否"), "extra"),
    (re.compile("调整后?的?(年度)?(指标|目标)值"), "adjusted"),
    (re.compile("(指标|目标)(方向|值类型)|性质|运算|符号"), "comparator"),
    (re.compile("^(指标|目标)(类型|类别|分类|维度)$"), "level1"),
    (re.compile("原因|(改进|整改)措施|扣分说明|偏[差离](情况|说明|分析)"), "reason"),
    (re.compile("佐证|材料|完成(率|比例|程度|进度)|得分率|系数|依据|规则|办法|方法|公式|解释|来源|备注"), "extra"),
    (re.compile("偏[差离](率|度|值|情况|程度)?$|[评打计扣]分(标准|说明|细则)|标准(及|$)|赋分"), "extra"),
    (re.compile("自评|自查|(?<!应)得分|评分|实得|打分"), "score"),
    (re.compile("(?<!实际)(完成)?分值|权重|权数|满分|应得分|(标准|基准|配|设定|基础)分"), "weight"),
    (
        re.compile("(计划|预期|预计|预设|设定|年初)(应?完成|指标|目标|设定)*[值数量]$|(计划|预期|预定)(指标|目标)$"),
        "target",
    ),
    (re.compile("实际|(完成|达成|实现|达到|执行)(指标|目标)?([值数量]|情况|结果)|(全年|年度|年终)完成$"), "actual"),
    (re.compile("(目标|指标|标准|计划|预期|任务)[值数量]|^(年度|全年|年初)?(目标|指标)(要求|设定)?$"), "target"),
    (re.compile("^一级"), "level1"),
    (re.compile("^二级"), "level2"),
    (re.compile("^三级|指标(名称|内容|描述)|^(具体|评价|考核|明细|末级)指标$"), "name"),
    (re.compile("比较"), "comparator"),
    (re.compile("^(度量|计量|指标值?|目标值?|数据)?单位$"), "unit"),
)

#: As above; ``name`` is the column that names the source of the money.
FUND_PATTERNS: Final = (
    (re.compile("情况$|^项目(资金|经费|预算)$"), "extra"),
    (re.compile("来源|(资金|预算)(名称|类[别型]|性质|渠道)|^(任务|子项目|支出)(名称|内容|事项)$"), "name"),
    (
        re.compile(
            "^((中央|省|市|区|县|旗|盟|州|地方|上级|本级|自治区|、|及)+级?(财政)?|其[他它]|自筹|合计|小计|总额)(资金|补助)?$"
        ),
        "extra",
    ),
    (re.compile("结余|结转|收回|(?<!全年)调整(?:[数额]|金额)?[0-9]?$|调[增减]|追加|到位率"), "extra"),
    (re.compile("得分|自评"), "score"),
    (re.compile("权重|分值|满分|标准分"), "weight"),
    (re.compile("(执行|实现|支出|支付|使用|完成|拨付)(率|进度|比例)"), "rate"),
    (re.compile("原因|说明|备注"), "reason"),
    (re.compile("年初|期初|批复"), "initial"),
    (re.compile("执行|支出|支付|拨付|使用|决算|列支"), "executed"),
    (re.compile("预算|到位|安排|下达|计划|调整后"), "budget"),
)

#: What stands beside a block of the form; it may carry the block's weight: 预算执行情况(10分).
STUBS: Final = frozenset(
    _words(
        "绩效指标 年度绩效指标 年度绩效指标完成情况 绩效指标完成情况 绩效目标 年度绩效目标 年度总体目标 年度目标"
        " 总体目标 年度总体目标完成情况 当年绩效目标 项目资金 资金情况 资金构成 预算资金 项目预算 资金来源"
        " 预算执行情况 项目基本情况 年度预算数 年度预算执行情况 项目年度目标完成情况 部门预算 年度资金"
        " 资金管理情况 绩效自评 自评情况 其中 项目资金情况 项目预算执行情况 资金执行情况 预算执行 预算情况"
        " 项目绩效指标 绩效指标情况 自评指标 指标完成情况 年度指标完成情况 项目支出预算执行情况 年度资金情况"
        " 资金使用情况 资金安排 资金安排情况 资金使用 年度预算 项目经费 项目资金安排"
    )
)

#: Labels of what a form says beyond its numbers.
NOTES: Final = frozenset(
    _words(
        "项目负责人 负责人 联系人 联系电话 联系方式 电话 负责人及电话 项目负责人及电话 部门联系人 填报人 填表人"
        " 填报日期 填表日期 填报单位 填报单位(盖章) 报表编号 评价结论 存在问题 改进措施 自评结论"
        " 其他需要说明的问题 其他需要说明事项 其他需要说明的事项 需要说明的事项 备注 说明 注 注释"
        " 项目实施内容及过程概述 项目类别 项目属性 项目类型 项目编码 项目代码 项目起止时间 项目期限 实施期限"
        " 是否公开 网址 财务负责人 单位负责人 单位负责人(签字) 省级财政部门 中央主管部门 财政部门 地方财政部门"
        " 偏差大或目标未完成原因分析 改进措施及结果应用方案 偏差原因及改进措施 分配科学性"
        " 下达及时性 拨付合规性 使用规范性 执行准确性 预算绩效管理情况 支出责任履行情况 全年绩效目标 年度主要任务"
        " 财政审核评分 审核意见 部门意见 财政审核意见 单位自评意见 主管部门意见 公开方式 评价人员 附件"
    )
)

#: Labels of the lines that close a form: signatures, contacts, dates, opinions.
CLOSING: Final = re.compile(
    "[^,。;]*(负责人|填[报表写]人|制[表单]人?|经[办手]人|审[核定批查]人?|复核人?|评价人|联系人|领导|科长|处长|局长|主任"
    "|电话|手机|传真|邮箱|日期|时间|签[字章名]|盖章|公章|填报单位|单位名称|意见|结论|建议|附件|备注|说明|注)"
    "(及(联系)?(电话|方式))?"
)

#: A date, or the blanks left for one.
DATE: Final = re.compile(r"\d{0,4}[年./-]\d{0,2}[月./-]\d{0,2}日?")

#: A line or a cell of its own with one of these is a form's title.
TITLE: Final = re.compile("自评表|自评价表|自评情况表|自评报告表?|评价表|得分表|申报表|绩效目标表|监控表")

#: Titles of forms that are filled in before the year and have nothing to score.
DECLARATION: Final = re.compile("申报表|绩效目标表")

#: What is left in a row that nobody filled in.
PLACEHOLDER: Final = re.compile(r"(?:(?:指标|目标)\d*[:.、]?|[.…·。]+|\(?可选项\)?)*")
