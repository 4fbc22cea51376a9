"""
Two forms of one project, and the truth about what changed between them.

The first holds approved targets, the second the self-evaluation. Spelling, order, layout and currency unit differ freely;
what is *planted* is all that differs in meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from attrs import evolve, frozen

from perfscore.form import Form, FundRow, Indicator, Total
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import plain
from perfscore.strategies.chance import Chance, happens
from perfscore.strategies.vocabulary import COMPARATORS, HEADS, MEASURES, QUALITIES, Measure


__all__ = ["CHANGES", "ComparedForms", "PlantedChange", "changed_pair"]

_T = TypeVar("_T")
_Comparator = Literal[">=", "<="]
_OTHER_WAY: Final[MappingProxyType[_Comparator, _Comparator]] = MappingProxyType({">=": "<=", "<=": ">="})
#: Another thing to count in place of the unit.
_OTHER_UNITS: Final = MappingProxyType(
    {"期": "场", "人次": "课时", "家": "个", "份": "册", "公里": "处", "人": "户", "亩": "株", "起": "件"}
)
#: Indicators that stand in no other list: those that somebody adds afterwards.
_ADDED: Final = (
    Measure("数量指标", "制定技术规程部数", "部", ">=", 1, 9),
    Measure("社会效益指标", "吸纳脱贫劳动力户数", "户", ">=", 5, 80),
    Measure("时效指标", "款项拨付时限", "天", "<=", 5, 40),
)
_RENAMED: Final = ("本年度{name}", "{name}完成情况", "全区{name}")
_PARTS: Final = ("城区", "乡镇")
_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_FEWEST, _MOST = 5, 10
_TEN_THOUSAND: Final = 10_000


@frozen
class PlantedChange:
    """
    What was changed: the code and direction it is to be reported with, and the names of the rows before and after;
    of a row that was split the name before only.
    """

    code: str
    direction: str | None
    before: str | None
    after: str | None


@frozen
class ComparedForms:
    """
    The approved targets, the self-evaluation, and every change between them.
    """

    before: Form
    after: Form
    planted: tuple[PlantedChange, ...]


@frozen
class _Row:
    """
    An indicator before it is printed: a bound, a month as deadline, or a phrase as target.
    """

    head: str
    name: str
    weight: int
    comparator: _Comparator = ">="
    value: Decimal | None = None
    unit: str = ""
    month: int | None = None
    phrase: str | None = None


#: A change takes a row and gives the rows that stand in its place, with what is to be reported; ``None`` where it does not fit.
_Change = Callable[[Chance, _Row], tuple[list[_Row], list[PlantedChange]] | None]


def _target_change(row: _Row, direction: str, changed: _Row) -> tuple[list[_Row], list[PlantedChange]]:
    return [changed], [PlantedChange("C801", direction, row.name, changed.name)]


def _easier(chance: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    if row.month is not None:
        return (
            None
            if row.month > 11
            else _target_change(row, "easier", evolve(row, month=chance.whole(row.month + 1, 12)))
        )
    moved = _another_figure(chance, row, up=row.comparator == "<=")
    return None if moved is None else _target_change(row, "easier", evolve(row, value=moved))


def _harder(chance: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    if row.month is not None:
        return (
            None if row.month < 2 else _target_change(row, "harder", evolve(row, month=chance.whole(1, row.month - 1)))
        )
    moved = _another_figure(chance, row, up=row.comparator == ">=")
    return None if moved is None else _target_change(row, "harder", evolve(row, value=moved))


def _another_figure(chance: Chance, row: _Row, *, up: bool) -> Decimal | None:
    """
    Another figure above or below that of the row; shares stay below 100.
    """
    if row.value is None:
        return None
    step = Decimal(chance.whole(1, 9))
    moved = row.value + step if up else row.value - step
    return None if moved < 0 or (row.unit == "%" and moved > 100) else moved


def _turn_comparator(_: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    return (
        None if row.value is None else _target_change(row, "turned", evolve(row, comparator=_OTHER_WAY[row.comparator]))
    )


def _unit(_: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    other = _OTHER_UNITS.get(row.unit)
    return None if other is None else _target_change(row, "unit", evolve(row, unit=other))


def _drop(_: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    return [], [PlantedChange("C802", None, row.name, None)]


def _rename(chance: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    return _target_change(row, "renamed", evolve(row, name=chance.one_of(_RENAMED).format(name=row.name)))


def _split(chance: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    """
    Two areas in place of the whole; shares and limits are not divided.
    """
    if row.value is None or row.unit == "%" or row.comparator == "<=" or row.value < 4 or row.weight < 2:
        return None
    one = Decimal(chance.whole(1, int(row.value) - 1))
    weight = chance.whole(1, row.weight - 1)
    parts = [
        evolve(row, name=_PARTS[0] + row.name, value=one, weight=weight),
        evolve(row, name=_PARTS[1] + row.name, value=row.value - one, weight=row.weight - weight),
    ]
    return parts, [PlantedChange("C801", "split", row.name, None)]


def _change_weight(chance: Chance, row: _Row) -> tuple[list[_Row], list[PlantedChange]] | None:
    more = chance.one_of((True, False))
    if not more and row.weight < 2:
        return None
    weight = row.weight + chance.whole(1, 9) if more else chance.whole(1, row.weight - 1)
    return [evolve(row, weight=weight)], [PlantedChange("C804", "more" if more else "less", row.name, row.name)]


#: What may be changed in a row; rows are also added, and the budget is changed.
CHANGES: Final[MappingProxyType[str, _Change]] = MappingProxyType(
    {
        "easier": _easier,
        "harder": _harder,
        "turned": _turn_comparator,
        "unit": _unit,
        "dropped": _drop,
        "renamed": _rename,
        "split": _split,
        "weight": _change_weight,
    }
)


@exact_arithmetic
def changed_pair(chance: Chance, changes: Sequence[str] = (*CHANGES, "added", "budget")) -> ComparedForms:
    """
    Two forms with a change of each of the kinds in *changes*, as far as the drawn rows allow it, each in a row of its own.
    """
    rows = _rows(chance)
    budget = Decimal(chance.whole(100, 99_999)) / 100
    replaced: dict[int, list[_Row]] = {}
    planted: list[PlantedChange] = []
    for name in changes:
        free = [index for index in range(len(rows)) if index not in replaced]
        if name in CHANGES and free:
            index = chance.one_of(free)
            made = CHANGES[name](chance, rows[index])
            if made is not None:
                replaced[index], more = made
                planted += more
    after = [new for index, row in enumerate(rows) for new in replaced.get(index, [row])]
    if "added" in changes:
        measure = chance.one_of(_ADDED)
        after.append(_row(chance, measure))
        planted.append(PlantedChange("C803", None, None, measure.name))
    other = budget
    if "budget" in changes:
        more_money = chance.one_of((True, False))
        other = budget + chance.whole(1, 500) if more_money else budget / 2
        planted.append(PlantedChange("C805", "more" if more_money else "less", None, None))
    first = _print_form(chance, rows, budget, declaration=True)
    second = _print_form(chance, _shuffle(chance, after), other, declaration=False)
    return ComparedForms(first, second, tuple(planted))


def _rows(chance: Chance) -> list[_Row]:
    bounds = [measure for measure in MEASURES if measure.comparator != "="]
    chosen = _shuffle(chance, bounds)[: chance.whole(_FEWEST, _MOST)]
    rows = [_row(chance, measure) for measure in chosen]
    if happens(chance, 50):
        rows.append(_Row("时效指标", "项目完成时间", chance.whole(1, 20), month=chance.whole(1, 12)))
    if happens(chance, 50):
        head, name, phrase = chance.one_of(QUALITIES)
        rows.append(_Row(head, name, chance.whole(1, 20), phrase=phrase))
    return rows


def _row(chance: Chance, measure: Measure) -> _Row:
    scale: int = 10**measure.places
    value = Decimal(chance.whole(measure.low * scale, measure.high * scale)) / scale
    comparator: _Comparator = "<=" if measure.comparator == "<=" else ">="
    return _Row(measure.head, measure.name, chance.whole(1, 20), comparator, value, measure.unit)


def _shuffle(chance: Chance, items: Sequence[_T]) -> list[_T]:
    left, shuffled = list(items), []
    while left:
        shuffled.append(left.pop(chance.whole(0, len(left) - 1)))
    return shuffled


def _print_form(chance: Chance, rows: Sequence[_Row], budget: Decimal, *, declaration: bool) -> Form:
    split, in_yuan = happens(chance, 30), happens(chance, 30)
    initial = not declaration and happens(chance, 60)
    amount = _digits(chance, budget * _TEN_THOUSAND if in_yuan else budget)
    total = FundRow("total", "年度资金总额", amount if initial else None, amount, None if declaration else amount)
    return Form(
        tuple(_indicator(chance, row, number, split=split, done=not declaration) for number, row in enumerate(rows, 1)),
        title="项目支出绩效目标申报表" if declaration else "项目支出绩效自评表",
        year="2024",
        project="公共服务能力提升项目",
        unit="某市某中心",
        currency_unit="元" if in_yuan else "万元",
        kind="declaration" if declaration else "self-evaluation",
        funds=(total,),
        total=Total() if declaration else Total("100", "100"),
    )


def _indicator(chance: Chance, row: _Row, number: int, *, split: bool, done: bool) -> Indicator:
    name = f"指标{number}：{row.name}" if happens(chance, 15) else row.name
    weight = chance.one_of((f"{row.weight}", f"{row.weight}.00", f"{row.weight}分"))
    comparator, target, unit = _target(chance, row, split=split)
    actual = (f"{row.value}{row.unit}" if row.value is not None else "已完成") if done else None
    return Indicator(
        HEADS[row.head], row.head, name, comparator, target, unit, actual, weight, str(row.weight) if done else None
    )


def _target(chance: Chance, row: _Row, *, split: bool) -> tuple[str | None, str, str | None]:
    """
    The target in its columns, in one of its spellings.
    """
    if row.month is not None:
        return (
            None,
            chance.one_of((f"{row.month}月底前", f"2024年{row.month}月底前", f"2024年{row.month:02}月底前")),
            None,
        )
    if row.value is None:
        return None, row.phrase or "", None
    figure = _digits(chance, row.value)
    before, behind = chance.one_of(COMPARATORS[row.comparator])
    if split:
        return COMPARATORS[row.comparator][0][0], figure, row.unit
    if row.unit == "人次" and row.value % 1000 == 0 and row.value >= _TEN_THOUSAND // 2 and happens(chance, 50):
        figure = f"{plain(row.value / _TEN_THOUSAND, 0, 4)}万"
    return None, f"{before}{figure}{row.unit}{behind}", None


def _digits(chance: Chance, value: Decimal) -> str:
    """
    The figure with or without separators, zeros behind it and wide digits.
    """
    bare = plain(value, 0, 6)
    spellings = [bare, f"{Decimal(bare):,f}", bare if "." in bare else f"{bare}.00", bare.translate(_WIDE)]
    return chance.one_of(spellings)
