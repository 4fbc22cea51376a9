"""
What the made forms speak of: heads, indicators with their units and usual figures, phrases, names.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

from attrs import frozen


__all__ = ["AREAS", "COMPARATORS", "FUND_NAMES", "HEADS", "MEASURES", "PHRASES", "QUALITIES", "REASONS", "Measure"]

#: The level-2 heads in the order of the form, each with its level-1 head.
HEADS: Final = MappingProxyType(
    {
        "数量指标": "产出指标",
        "质量指标": "产出指标",
        "时效指标": "产出指标",
        "成本指标": "产出指标",
        "经济效益指标": "效益指标",
        "社会效益指标": "效益指标",
        "生态效益指标": "效益指标",
        "可持续影响指标": "效益指标",
        "服务对象满意度指标": "满意度指标",
    }
)


@frozen
class Measure:
    """
    An indicator that is counted or measured: its head, name and unit, the comparison that its targets make, and the
    least and the largest target with the decimals in use.
    """

    head: str
    name: str
    unit: str
    comparator: Literal[">=", "<=", "="]
    low: int
    high: int
    places: int = 0


MEASURES: Final = (
    Measure("数量指标", "举办培训期数", "期", ">=", 2, 40),
    Measure("数量指标", "培训人次", "人次", ">=", 50, 9000),
    Measure("数量指标", "走访企业数量", "家", ">=", 5, 400),
    Measure("数量指标", "编印资料份数", "份", ">=", 100, 20000),
    Measure("数量指标", "更新设备台数", "台", "=", 1, 60),
    Measure("数量指标", "养护道路里程", "公里", ">=", 3, 800, 1),
    Measure("质量指标", "设备验收合格率", "%", ">=", 85, 100),
    Measure("质量指标", "资料归档完整率", "%", "=", 100, 100),
    Measure("质量指标", "培训考核通过率", "%", ">=", 80, 98, 1),
    Measure("时效指标", "事项按时办结率", "%", ">=", 90, 100),
    # Not the project's whole cost, which would have to be the fund table's.
    Measure("成本指标", "设备购置成本", "万元", "<=", 5, 3000, 2),
    Measure("成本指标", "每人每天培训成本", "元", "<=", 150, 650),
    Measure("经济效益指标", "带动农户增收金额", "万元", ">=", 10, 900, 2),
    Measure("社会效益指标", "受益群众人数", "人", ">=", 100, 30000),
    Measure("社会效益指标", "责任事故发生次数", "起", "<=", 0, 3),
    Measure("生态效益指标", "新增绿化面积", "亩", ">=", 2, 500, 1),
    Measure("服务对象满意度指标", "服务对象满意度", "%", ">=", 85, 95),
    Measure("服务对象满意度指标", "参训人员满意度", "%", ">=", 85, 98),
    Measure("服务对象满意度指标", "周边居民满意度", "%", ">=", 80, 95),
)

#: Indicators that are described in words: head, name, target.
QUALITIES: Final = (
    ("质量指标", "制度建设情况", "机制健全"),
    ("社会效益指标", "公共服务能力", "持续提升"),
    ("社会效益指标", "行业服务水平", "明显改善"),
    ("生态效益指标", "人居环境", "有效改善"),
    ("可持续影响指标", "长效机制运行情况", "运行平稳"),
)

#: How a comparison is printed: before the figure, or behind its unit.
COMPARATORS: Final = MappingProxyType(
    {
        ">=": (("≥", ""), ("≧", ""), (">=", ""), ("不少于", ""), ("不低于", ""), ("", "以上")),
        "<=": (("≤", ""), ("<=", ""), ("不超过", ""), ("", "以内")),
        "=": (("=", ""), ("═", "")),
    }
)

#: What an actual value in words says, and the share of the weight that it earns, in per cent; on published forms one such
#: row in six loses points.
PHRASES: Final = (
    *(("达成预期指标", 100, 100),) * 15,
    ("达成预期指标", 80, 99),
    ("部分达成预期指标", 60, 79),
    ("未达成预期指标", 0, 59),
)

REASONS: Final = (
    "受客观条件影响，部分工作顺延，下一步加快推进",
    "前期准备时间较长，今后提前部署",
    "需求低于预期，将合理设置目标",
)

FUND_NAMES: Final = ("其中:当年财政拨款", "上年结转资金", "其他资金")

#: Where the same thing is done again.
AREAS: Final = ("", "城区", "乡镇", "东部片区", "西部片区", "南部片区", "北部片区", "新区", "老区", "园区")
