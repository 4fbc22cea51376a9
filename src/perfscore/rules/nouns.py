"""
What the names of indicators and their units say about what is counted.
"""

from __future__ import annotations

import re

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from perfscore.notation.number import fold


__all__ = ["core", "is_share_of_whole", "measured"]

#: Kinds of things by the units that count them; 个, 项 and 次 count anything.
_MEASURED: Final = MappingProxyType(
    {
        unit: kind
        for kind, units in {
            "share": "% ‰",
            "money": "元 美元",
            "people": "人 名 位 人次 人天",
            "households": "户 户次",
            "firms": "家 家次",
            "time": "年 月 日 天 周 小时 分钟 个月 工作日 个工作日",
            "length": "米 千米 公里 厘米 毫米",
            "area": "平方米 平方公里 亩 公顷",
            "volume": "立方米",
            "mass": "吨 千克 公斤",
            "count": "个 项 次 件 处 座 所 间 台 套 辆 份 篇 条 期 场 场次 批 批次 项次 例 起 类 种 门 本 册 张 部 只 株 头",
        }.items()
        for unit in units.split()
    }
)

_SHARE: Final = tuple(
    "满意 合格 通过 覆盖 准确 及时 到位 出勤 知晓 参保 入学 成活 达标 占比 完好 正确 普及 开工 验收 优良 发放率".split()
)
_GROWING: Final = tuple("增长 增加 提高 提升 上升 同比 增幅 完成率 执行".split())

_MARKS: Final = r"^(?:(?:指标|目标)?\d+[::、.]|[★☆*\d、.]+|\[\d+\])+"
_BRACKETED: Final = r"\([^()]*\)"
_VERBS: Final = r"^(?:全年|本年|年度|计划|组织|开展|完成|举办|召开|实施|建设|新建|推进|进行|提供)+"
_MEASURES: Final = r"(?:的)?(?:总)?(?:数量|人数|人次数|人次|次数|场次|个数|户数|篇数|期数|面积|长度|规模|数)$"


@lru_cache(maxsize=2048)
def core(name: str) -> str:
    """
    The noun of an indicator's name, without its number, its verb and what is counted of it:
    ``指标3:完成农村危旧房屋改造数量`` is ``农村危旧房屋改造``.
    """
    bare = re.sub(_BRACKETED, "", re.sub(_MARKS, "", fold(name)))
    return re.sub(_MEASURES, "", re.sub(_VERBS, "", bare))


def measured(unit: str) -> str | None:
    """
    The kind of thing that *unit* counts; ``None`` for one we do not know, such as 元/人.
    """
    return _MEASURED.get(unit)


@lru_cache(maxsize=2048)
def is_share_of_whole(name: str) -> bool:
    """
    Whether the row is a share of a whole, which cannot exceed it.
    """
    return _has(name, _SHARE) and not _has(name, _GROWING)


def _has(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name for word in words)
