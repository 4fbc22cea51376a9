"""
Targets beside actual values in every spelling, and whether the one meets the other.

A bound and a value are drawn first; everything after that changes how they are printed and not what they say, so that the
answer is known before anything is read.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal

from attrs import frozen

from perfscore.form import Indicator
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import plain
from perfscore.strategies.chance import Chance, happens


__all__ = ["SpelledRow", "spelled_row"]

_Comparator = Literal[">=", "<="]

#: What stands before the figure and behind its unit.
_COMPARATORS: Final[MappingProxyType[_Comparator, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        ">=": (
            ("≥", ""), ("≧", ""), ("⩾", ""), (">=", ""), ("＞＝", ""), ("不少于", ""), ("不低于", ""), ("至少", ""), ("大于等于", ""),
            ("", "以上"), ("", "及以上"), ("", "（含）以上"), ("达到", "以上"),
        ),
        "<=": (
            ("≤", ""), ("≦", ""), ("<=", ""), ("＜＝", ""), ("不超过", ""), ("不高于", ""), ("小于等于", ""), ("不突破", ""), ("最高", ""),
            ("", "以内"), ("", "及以下"), ("控制在", "以内"), ("以", "为限"),
        ),
    }
)  # fmt: skip
#: What an actual value says around its figure.
_AROUND: Final = (("", ""), ("", ""), ("", ""), ("实际", ""), ("实际完成", ""), ("全年共", ""), ("", "（统计台账）"))
_NUMERALS: Final = "零一二三四五六七八九十"
_WIDE: Final = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@frozen
class _Thing:
    """
    What is counted or measured: the row's head and name, which way it counts, and its units with their factors.
    """

    head: str
    name: str
    comparator: _Comparator
    units: tuple[tuple[str, int], ...]
    high: int


_THINGS: Final = (
    _Thing("数量指标", "培训人次", ">=", (("人次", 1), ("万人次", 10_000)), 90_000),
    _Thing("数量指标", "走访企业数量", ">=", (("家", 1),), 400),
    _Thing("数量指标", "举办培训期数", ">=", (("期", 1),), 60),
    _Thing("数量指标", "养护道路里程", ">=", (("米", 1), ("公里", 1000), ("km", 1000)), 90_000),
    _Thing("生态效益指标", "新增绿化面积", ">=", (("亩", 1), ("公顷", 15)), 900),
    _Thing("数量指标", "储备物资数量", ">=", (("公斤", 1), ("吨", 1000)), 90_000),
    _Thing("质量指标", "考核合格率", ">=", (("%", 1),), 100),
    _Thing("服务对象满意度指标", "学员满意度", ">=", (("%", 1),), 100),
    _Thing("成本指标", "设备购置成本", "<=", (("元", 1), ("万元", 10_000)), 9_000_000),
    _Thing("时效指标", "办理时限", "<=", (("小时", 1), ("天", 24)), 720),
)


@frozen
class SpelledRow:
    """
    A row with full marks, and whether its actual value meets its target.
    """

    indicator: Indicator
    meets: bool


@exact_arithmetic
def spelled_row(chance: Chance) -> SpelledRow:
    """
    A row whose target and actual value may stand in different units, columns, digits and words.
    """
    thing = chance.one_of(_THINGS)
    bound = Decimal(chance.whole(2, thing.high))
    value = _value(chance, thing, bound)
    comparator, target, unit = _target(chance, thing, bound)
    before, behind = chance.one_of(_AROUND)
    actual = f"{before}{_figure(chance, thing, value)}{behind}"
    meets = value >= bound if thing.comparator == ">=" else value <= bound
    level1 = {"生": "效益指标", "服": "满意度指标"}.get(thing.head[0], "产出指标")
    row = Indicator(level1, thing.head, thing.name, comparator, target, unit, actual, "10", "10", "按实际开展情况填报")
    return SpelledRow(row, meets)


def _value(chance: Chance, thing: _Thing, bound: Decimal) -> Decimal:
    """
    Equal to the bound, or well on one side of it: a miss by a thousandth earns full marks by proportion.
    """
    side = chance.one_of((0, 1, -1))
    if side == 0:
        return bound
    share = Decimal(chance.whole(2, 20)) / 100
    moved = bound + (side * max(bound * share, Decimal(1))).to_integral_value()
    return min(moved, Decimal(100)) if thing.units[0][0] == "%" else max(moved, Decimal(0))


def _target(chance: Chance, thing: _Thing, bound: Decimal) -> tuple[str | None, str, str | None]:
    if happens(chance, 20):
        unit = thing.units[0][0]
        return chance.one_of(_COMPARATORS[thing.comparator][:2])[0], plain(bound), unit
    before, behind = chance.one_of(_COMPARATORS[thing.comparator])
    return None, f"{before}{_figure(chance, thing, bound)}{behind}", None


def _figure(chance: Chance, thing: _Thing, value: Decimal) -> str:
    """
    The value in one of its units, with the decimals it needs, in one kind of digits.
    """
    units = [(unit, factor) for unit, factor in thing.units if value * 1_000_000 % factor == 0]
    unit, factor = chance.one_of(units)
    printed = value / factor
    if printed != printed.quantize(Decimal("0.000001")):
        unit, printed = thing.units[0][0], value
    if unit == thing.units[0][0] and unit != "%" and value <= 10 and happens(chance, 20):
        return _NUMERALS[int(value)] + unit
    text = plain(printed, 0, 6)
    return (
        chance.one_of((text, f"{Decimal(text):,f}", text if "." in text else f"{text}.0", text.translate(_WIDE))) + unit
    )
