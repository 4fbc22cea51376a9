"""
Honest forms made from a seed, for measuring.

They have what real forms have: 11 to 42 rows under three heads, weights that add up to 100, targets with units and
comparators, a fund table whose rate, score and components agree, two decimals, six for amounts.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from perfscore import Form, FundRow, Indicator, Total


__all__ = ["honest_form"]

_NAMES: Final = "培训人次 走访企业 发布信息 举办活动 完成报告 检查单位 受理申请 更新设备 维护系统 印发资料".split()
_UNITS: Final = "人次 家 条 场 份 家 件 台 次 册".split()
_HEADS: Final = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "满意度指标"),
)
_PHRASES: Final = ("持续提升", "明显改善", "机制健全", "运行平稳")


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _weights(random: Random, rows: int) -> list[Decimal]:
    """
    Half points that add up to 90, none below 0.5.
    """
    cuts = sorted(random.sample(range(1, 180), rows - 1))
    return [Decimal(b - a) / 2 for a, b in zip([0, *cuts], [*cuts, 180], strict=True)]


def _printed(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _quantitative(random: Random, index: int, weight: Decimal) -> Indicator:
    head, kind = random.randrange(len(_HEADS)), random.randrange(len(_NAMES))
    target = random.randint(5, 400)
    missed = random.random() < 0.15
    actual = random.randint(max(1, target // 3), target - 1) if missed else target + random.randint(0, target // 4)
    score = min(weight, _cents(weight * actual / target))
    return Indicator(
        level1=_HEADS[head][0],
        level2=_HEADS[head][1],
        name=f"{_NAMES[kind]}{index + 1}",
        target=f"≥{target}{_UNITS[kind]}",
        actual=f"{actual}{_UNITS[kind]}",
        weight=_printed(weight),
        score=_printed(score) if score == weight else f"{score:f}",
        reason="受客观条件影响" if score < weight else None,
    )


def _qualitative(random: Random, index: int, weight: Decimal) -> Indicator:
    lost = Decimal(random.choice(("0", "0", "0", "0.5", "0.2"))) if weight > 1 else Decimal(0)
    return Indicator(
        level1="效益指标",
        level2="社会效益指标",
        name=f"{random.choice(_NAMES)}成效{index + 1}",
        target=random.choice(_PHRASES),
        actual="达成预期指标",
        weight=_printed(weight),
        score=_printed(weight - lost),
        reason="仍有改进空间" if lost else None,
    )


def honest_form(random: Random, *, rows: int | None = None, qualitative: float = 0.0) -> Form:
    """
    A form without a contradiction, *qualitative* of whose rows have phrases for targets.
    """
    count = rows or random.randint(11, 42)
    weights = _weights(random, count)
    phrases = set(random.sample(range(count), round(count * qualitative)))
    indicators = tuple(
        (_qualitative if i in phrases else _quantitative)(random, i, weight) for i, weight in enumerate(weights)
    )
    parts = [Decimal(random.randint(10_000, 9_000_000)) / 10_000 for _ in range(2)]
    spent = [(part * Decimal(random.randint(4_000, 10_000)) / 10_000).quantize(Decimal("0.000001")) for part in parts]
    budget, executed = sum(parts, Decimal(0)), sum(spent, Decimal(0))
    rate = _cents(executed / budget * 100)
    score = _cents(rate / 10)
    total = score + sum((Decimal(row.score or 0) for row in indicators), Decimal(0))
    amounts = [_fund("total", "年度资金总额", budget, executed, "10", f"{rate}%", f"{score:f}")]
    names = ("其中:当年财政拨款", "上年结转资金")
    for name, part, paid in zip(names, parts, spent, strict=True):
        amounts.append(_fund("component", name, part, paid, "-", f"{_cents(paid / part * 100)}%", "-"))
    return Form(
        indicators,
        title="项目支出绩效自评表",
        year="2024",
        currency_unit="万元",
        funds=tuple(amounts),
        total=Total(weight="100", score=_printed(total) if total == total.to_integral_value() else f"{total:f}"),
    )


def _fund(role: str, name: str, budget: Decimal, executed: Decimal, *rest: str) -> FundRow:
    weight, rate, score = rest
    amount = f"{budget:.6f}"
    return FundRow(role, name, amount, amount, f"{executed:.6f}", weight, rate, score)  # type: ignore[arg-type]
