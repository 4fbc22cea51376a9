"""
The words that are no cell of a row: level heads, side heads, and what ends a table.
"""

from __future__ import annotations

import re

from typing import Final

from perfscore.read.vocabulary import HEADINGS, LEVELS1, LEVELS2, fold


__all__ = ["ENDS", "LEVEL1", "LEVEL2", "SIDE", "TOTAL", "is_label", "is_placeholder", "points"]

#: A head may print its points, 产出指标(50分), and a number, 一、产出指标.
_POINTS: Final = r"(?:\(?(?P<points>\d{1,3}(?:\.\d{1,4})?)分\)?|\((?P<bare>\d{1,3}(?:\.\d{1,4})?)\))?"
_NUMBERED: Final = r"(?:[一二三四五六七八九十]、|\d[.、])?"


def _label(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_NUMBERED}(?P<name>(?:{'|'.join(map(re.escape, words))})等?){_POINTS}")


#: Some forms lose the head and keep its points: ``(50分)``.
LEVEL1: Final = re.compile(rf"{_label(LEVELS1).pattern}|\((?P<lost>\d{{1,3}}(?:\.\d{{1,4}})?)分\)")
LEVEL2: Final = _label(LEVELS2)

#: The merged cell at the left of the whole table.
SIDE: Final = re.compile(rf"(?:年度|项目)?绩效(?:指标|目标)\d?(?:完成情况)?{_POINTS}")

_TOTALS: Final = tuple(word for word, role in HEADINGS.items() if role == "total")
TOTAL: Final = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(_TOTALS, key=len, reverse=True)))})(?:\(分\))?:?")

#: What is printed below the indicator rows, beside the total.
ENDS: Final = re.compile(
    r"(?:备?注|说明|填报人|填表人|填报单位|审核人|项目负责人|财务负责人|单位负责人|联系人|评价结论|自评结论|存在问题|存在的问题|改进措施"
    r"|偏差大或目标未完成|(?:其他)?需要说明(?:的)?(?:事项|问题|情况)?|附件|佐证材料)"
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
