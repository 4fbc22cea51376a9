"""
Which way a row counts: whether more or less than was promised is better.

Where a target prints no comparator, its row's kind and name may tell. What a name ends in is what it counts: 投诉次数 is
kept down and 投诉处理率 is not, 安全事故 is kept down and 事故应急演练 is not.
"""

from __future__ import annotations

import re

from functools import lru_cache
from typing import Final

from perfscore.notation.number import Number, fold
from perfscore.notation.statement import Comparator, Clause


__all__ = ["direction", "is_cost", "is_doubtful", "is_open", "to_be_delivered"]

#: What a count or a share is named by, behind the thing that is counted.
_COUNTED: Final = (
    "(?:事件|案件|问题|行为|现象|情况|发生|人员|人口|物|总)*"
    "(?:率|数|数量|次数|件数|起数|人数|量|面积|比例|比率|占比|强度|值|度|时间|时长|天数)?(?:\\([^()]*\\))?$"
)
#: Things of which less is better.
_BAD: Final = (
    "受害 成灾 变质 投诉 事故 差错 失误 死亡 发病 违规 违纪 违法 超支 逾期 返工 流失 空置 故障 污染 排放 能耗 误差 偏差 负债 损失 缺陷 破损 结余 结转"
    " 变动 偏离 发生率 发生数 发生次数 下降后 控制率 失业 辍学 复发 感染 漏报 延误 缺勤 上访 浓度 差评 误工 废品 漏检"
    " 误报 退货 返修 火灾 火情 发案 疫情 拥堵"
    " 不合格 不满意 未达标 未完成 不及时 不准确 不良"
).split()
#: Shares of a whole, or of what was to be handled, of which more is better.
_GOOD: Final = (
    "及时 完成 合格 达标 覆盖 到位 知晓 参与 就业 成活 入学 巩固 准确 通过 发放 保障 整改 办结 处理 处置 修复 治理 查处 化解 挽回 排除 消除 回收"
    " 完好 正常 开工 完工 竣工 按时 按期 受理 回复 满意 验收 优良 普及 破案 治愈 接种 建档 执行 兑现 拨付 支付 利用"
    " 使用 好评 签约 收集 绿化"
).split()
#: Times that are better short.
_SHORT: Final = (
    "工期 建设周期 办理周期 检测周期 审批周期 办理时限 审批时限 处理时限 办结时限 响应时间 响应时长 修复时间 处理时间 到达时间 出警时间 等待时间"
    " 等候时间 审批时间 办理时间 住院日"
).split()
#: Names of what is to be kept within a limit, or may be wanted high as well as low.
_CONTROL: Final = (
    "控制数 控制在 成本 预算 经费 费用 支出 投资 造价 单价 价格 标准 编制 在职 三公 公务 接待 出国 时间 时长 时限 周期 耗时 住院日 延迟 时延 温度"
    " 湿度 含量 含水 指数"
).split()
_HIGHER_LEVELS: Final = ("数量", "质量", "满意度")
#: Benefits that are counted by how many have them.
_MORE: Final = ("带动", "新增", "受益", "惠及", "增收")

_HALF: Final = 50

_LESS_NAMED: Final = f"(?:{'|'.join(_BAD)}){_COUNTED}|(?:{'|'.join(_SHORT)})$"
_MORE_NAMED: Final = f"(?<![不未])(?:{'|'.join(_GOOD)})(?:率|度|比例)(?:\\([^()]*\\))?$|满意|进度$"

_DELIVERED: Final = tuple(
    "建设 新建 改建 修建 改造 新增 开展 举办 完成 组织 培训 发放 安装 修复 维修 购置 种植 检测 抽检 宣传".split()
)
#: Counts that are kept down: staff, cars, meetings, stocks, steps of a procedure.
_KEPT_DOWN: Final = tuple("控制 编制 在职 公务 用车 会议 出国 接待 库存 存量 审批 环节 等候 时限 天数".split())
_COST: Final = tuple("成本 费 支出 投资 造价 单价 预算 价格".split())
_NO_COST: Final = tuple("节约 节省 降低 减少 下降 补助 补贴 救助 保障 收入 到位 配套 筹集 投入 标准 率".split())


@lru_cache(maxsize=4096)
def direction(level: str, name: str) -> Comparator:
    """
    The comparator that a row without one means, by its kind; empty where more may be as good as less.

    *level* is the row's level-2 head (or level 1), *name* its name.
    """
    folded = fold(name)
    if re.search(_MORE_NAMED, folded) and not re.search(r"[不未]满意", folded):
        return ">="
    if re.search(_LESS_NAMED, folded):
        return "<="
    if "成本" in level:
        return "" if _has(folded, _NO_COST) else "<="
    more = any(word in level for word in _HIGHER_LEVELS) or _has(folded, _MORE)
    return ">=" if more and not _has(folded, _CONTROL) else ""


@lru_cache(maxsize=2048)
def to_be_delivered(name: str) -> bool:
    """
    Whether the row counts something to be done, of which more is no worse.
    """
    return _has(name, _DELIVERED) and not _has(name, _KEPT_DOWN) and direction("数量", name) == ">="


@lru_cache(maxsize=2048)
def is_cost(name: str) -> bool:
    """
    Whether the row is a cost to be kept down, rather than money that somebody receives or saves.
    """
    return _has(name, _COST) and not _has(name, _NO_COST)


def is_open(target: Number, name: str) -> bool:
    """
    Whether a target without a comparator, below which the row stayed, may have been an upper limit: a small share whose
    name does not say what it is a share of (工程变更率 5 %), or money, of which less may be enough.
    """
    small = target.is_percent and target.value < _HALF
    return (small or target.base.startswith("元")) and direction("", name) != ">="


def is_doubtful(condition: Clause, level: str, name: str) -> bool:
    """
    Whether the printed comparator points the wrong way for such a row: a cost of at least, a delivery of at most.
    """
    if condition.comparator in ("<=", "<"):
        return "数量" in level and not condition.number.is_percent and to_be_delivered(name)
    return (
        condition.comparator in (">=", ">")
        and "成本" in level
        and condition.number.base.startswith("元")
        and is_cost(name)
    )


def _has(name: str, words: tuple[str, ...] | list[str]) -> bool:
    return any(word in name for word in words)
