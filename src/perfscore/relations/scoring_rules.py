"""
The rules by which a form itself says it scores a row: in a column 评分标准, or in the reason for lost points.

What can be read becomes a formula or a deduction; of the rest it is only known that there is a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.form import Indicator
from perfscore.lexicon import Lexicon
from perfscore.notation.number import EXACT, Mark, fold, read_number
from perfscore.notation.numerals import in_digits
from perfscore.notation.patterns import Pattern


__all__ = ["PassMark", "ScoringRule", "Steps", "explains_score", "own_columns", "scoring_rule"]

_POINTS: Final = Pattern(r"(?:扣除|扣减|扣|减)(?:了)?(\d+(?:\.\d+)?)分")
#: What stands before a deduction that is a rule and no deduction: 每低于1个百分点扣0.5分.
_EACH: Final = Pattern(r"(?:每|满分)[^,，。;；]*$")
_STEPS: Final = Pattern(
    r"每(?:低于?|少于?|降低?|减少|下降|低于目标值?|超过?|高于?|超出|增加|延迟|逾期|晚)(?:目标值?|指标值?)?(\d+(?:\.\d+)?)?(?P<unit>个百分点|百分点|%|[^\d\s,，。;；扣减]{1,3})?[,，]?(?:扣除|扣减|扣|减)(\d+(?:\.\d+)?)分"
)
_PASS_MARK: Final = Pattern(
    r"(?:完成率|完成比例|完成|得分率)?(?:低于|不足|未达到|小于|<)(\d+(?:\.\d+)?)%[^,，。;；]{0,12}?[,，]?[^,，。;；]{0,8}(?:不得分|得0分|0分|不计分)"
)
_ALL_OR_NOTHING: Final = Pattern(
    r"(?:未完成|未达到|未达标|达不到|否则|没有完成)[^,，。;；]{0,8}[,，]?(?:不得分|得0分|0分|不计分)"
)


@frozen
class Steps:
    """
    *points* off for every *step* below (or above) the target, down to 0; *percent* where steps are percentage points
    of the completion.
    """

    step: Decimal
    points: Decimal
    percent: bool


@frozen
class PassMark:
    """
    No points at all below *limit* per cent of the target; 100 for all or nothing.
    """

    limit: Decimal


@frozen
class ScoringRule:
    """
    What a form says of how one row is scored: *deduction* points taken off by hand, *steps* and a *pass_mark* that replace the
    rulebook's formula, and whether it *explains* the score by anything that cannot be read.
    """

    deduction: Decimal = Decimal(0)
    steps: Steps | None = None
    pass_mark: PassMark | None = None
    explains: bool = False


_NO_RULE: Final = ScoringRule()


def scoring_rule(indicator: Indicator, lexicon: Lexicon) -> ScoringRule:
    """
    The rule that a row prints beside its score.
    """
    reason, extra = indicator.reason or "", indicator.extra
    if not (reason or extra or "扣" in (indicator.target or "") or "扣" in (indicator.name or "")):
        return _NO_RULE
    columns = own_columns(extra, lexicon)
    rules = columns.get("rule", [])
    # What a reviewer takes off is no part of the self-score.
    numbers = [] if "reviewed" in columns else [read_number(text) for text in columns.get("deduction", ())]
    printed = [number.value for number in numbers if not isinstance(number, Mark)]
    written = "。".join(
        [*rules, reason, *(text for text in (indicator.name, indicator.target) if text and "扣" in text)]
    )
    return _read(written, reason, abs(printed[0]) if printed else None, bool(rules), lexicon)


def own_columns(extra: Mapping[str, str], lexicon: Lexicon) -> Mapping[str, list[str]]:
    """
    The texts of a form's own columns by what their heads make them: a ``rule``, a ``deduction``, a ``reviewed`` score.
    """
    found: dict[str, list[str]] = {}
    for head, text in extra.items():
        kind = _kind_of_column(head, lexicon)
        if kind is not None:
            found.setdefault(kind, []).append(text or "")
    return found


@lru_cache(maxsize=256)
def _kind_of_column(head: str, lexicon: Lexicon) -> str | None:
    folded = fold(head)
    return next((kind for word, kind in lexicon.meanings("scoring", "columns").items() if word in folded), None)


@lru_cache(maxsize=1024)
def _read(text: str, reason: str, printed: Decimal | None, ruled: bool, lexicon: Lexicon) -> ScoringRule:
    plain = in_digits(fold(text), lexicon)
    given = in_digits(fold(reason), lexicon)
    off = [Decimal(match[1]) for match in _POINTS.finditer(given) if not _EACH.search(given, 0, match.start())]
    deduction = printed if printed is not None else _add(off)
    steps = _STEPS.search(plain) if "每" in plain else None
    # Every pass mark ends in 不得分 or the like.
    passed = _PASS_MARK.search(plain) if "分" in plain else None
    nothing = passed is None and "分" in plain and _ALL_OR_NOTHING.search(plain)
    limit = Decimal(passed[1]) if passed else Decimal(100) if nothing else None
    return ScoringRule(
        deduction,
        Steps(Decimal(steps[1] or 1), Decimal(steps[3]), "百分点" in (steps["unit"] or "") or steps["unit"] == "%")
        if steps
        else None,
        None if limit is None else PassMark(limit),
        ruled or "扣" in plain or explains_score(reason, lexicon),
    )


def _add(values: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


def explains_score(reason: str, lexicon: Lexicon) -> bool:
    """
    Whether a reason explains a score by a rule: 按评分标准不得分, 酌情扣分.
    """
    folded = fold(reason)
    return any(word in folded for word in lexicon.words("scoring", "explains", "rule"))
