"""
The words that are no cell of a row: level heads, side heads, and what ends a table.
"""

from __future__ import annotations

import re

from itertools import permutations
from typing import Final

from perfscore.read import vocabulary
from perfscore.read.vocabulary import LEVELS1, LEVELS2, fold


__all__ = [
    "ENDS",
    "LEVEL1",
    "LEVEL1_LIKE",
    "LEVEL2",
    "LEVEL2_LIKE",
    "LEVEL_WORD",
    "REASON",
    "SIDE",
    "TOTAL",
    "is_label",
    "is_placeholder",
    "points",
]

#: A head may print its points, 产出指标(50分), and a number, 一、产出指标.
_POINTS: Final = r"(?:\(?(?P<points>\d{1,3}(?:\.\d{1,4})?)分\)?|\((?P<bare>\d{1,3}(?:\.\d{1,4})?)\))?"
_NUMBERED: Final = r"(?:[一二三四五六七八九十]、|\d[.、])?"


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    # older forms say 目标 where others say 指标
    both = {word for known in words for word in (known, known.removesuffix("指标") + "目标")}
    either = (word for word in both if word in words or word.removesuffix("目标") + "指标" in words)
    ordered = sorted(either, key=lambda word: (-len(word), word))
    return re.compile(rf"{_NUMBERED}(?P<name>(?:{'|'.join(map(re.escape, ordered))})等?){_POINTS}")


#: Some forms lose the head and keep its points: ``(50分)``.
LEVEL1: Final = re.compile(rf"{_label(LEVELS1).pattern}|\((?P<lost>\d{{1,3}}(?:\.\d{{1,4}})?)分\)")
LEVEL2: Final = _label(LEVELS2)


def _like(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_NUMBERED}(?P<name>{words}){_POINTS}")


#: What is a level head where a level head may stand; by themselves these words may name an indicator.
LEVEL1_LIKE: Final = _like(
    r"(?:(?:项目|部门|单位|预算|资金|绩效)?(?:决策|过程|投入|产出|效益|效果|结果|成本|满意度?|影响力?|履职|管理|执行|绩效|立项)"
    r"|(?:部门|单位)?履职(?:效能|情况|履行)|投入[和与及]?(?:管理|过程)|运行成本|管理效率|社会效应|可持续(?:影响|发展(?:能力)?)"
    r"|[一-鿿]{0,8}满意度?)(?:类)?(?:指标|目标|情况)?"
)
LEVEL2_LIKE: Final = _like(
    r"(?:[一-鿿、()]{2,18}(?:指标|目标)|(?:产出)?(?:数量|质量|时效|成本|进度)|(?:经济|社会|生态|环境|生态环境)(?:成本|效益|影响)"
    r"|可持续性?(?:影响|发展|效益)?|[一-鿿、]{0,14}满意度?|(?:项目|预算|资金|财务|资产|组织|绩效|业务|长效|人员)"
    r"(?:立项|目标|投入|实施|管理|执行|编制|使用|落实|配置))"
)
#: Any other short word may be one, too.
LEVEL_WORD: Final = re.compile(r"[一-鿿][一-鿿、()]{1,13}")

#: The merged cell at the left of the whole table.
SIDE: Final = re.compile(
    rf"{_NUMBERED}(?:年度|项目|当年|部门)?绩效(?:指标|目标)\d?(?:(?:的)?(?:完成|实现)?情况)?{_POINTS}"
)

#: A short word is known even where its signs stand in another order: 分总.
_SCRAMBLED: Final = sorted({"".join(signs) for word in ("总分", "总计", "总得分") for signs in permutations(word)})
TOTAL: Final = re.compile(rf"(?:{vocabulary.TOTAL.pattern}|{'|'.join(_SCRAMBLED)})(?:\(分\))?:?")

#: What is printed below the indicator rows, beside the total.
ENDS: Final = re.compile(
    r"(?:备?注|说明|填报人|填表人|填报单位|审核人|项目负责人|财务负责人|单位负责人|联系人|评价结论|自评结论|存在问题|存在的问题|改进措施"
    r"|偏差大或目标未完成|(?:其他)?需要说明(?:的)?(?:事项|问题|情况)?|附件|佐证材料)"
)

#: The label of the reason of the whole form.
REASON: Final = re.compile(
    r"(?:偏差大或目标)?未完成(?:的)?原因(?:分析)?(?:[及和].{0,6}措施)?|偏差原因(?:分析)?(?:[及和].{0,6}措施)?"
)

_PLACEHOLDER: Final = re.compile(r"(?:指标\d{1,2}:?|[.…·]{2,}|…+)+")


def is_label(text: str) -> bool:
    """
    Whether *text* is a level head.
    """
    return LEVEL1.fullmatch(text) is not None or LEVEL2.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """
    Whether *text* is what an unused row of a template still shows: ``指标2:``, ``……``.
    """
    return _PLACEHOLDER.fullmatch(fold(text)) is not None


def points(match: re.Match[str]) -> str | None:
    """
    The points a label prints, ``50分`` of ``产出指标(50分)``.
    """
    groups = match.groupdict()
    number = groups["points"] or groups.get("lost")
    return f"{number}分" if number else groups["bare"]
