"""
Rulebooks: the parameters of the rules, each with its source and how sure it is.

A rulebook knows nothing of forms, nor of the TOML files it is read from (see `perfscore.rulebook.file`). The annotation
of a parameter says what its value may be in a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal

from attrs import Attribute, field, fields, frozen

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.notation.number import EXACT
from perfscore.notation.rounding import FEWER_DECIMALS, HIDDEN_DIGITS, RECIPES
from perfscore.rulebook.values import Band, Grade, Step, Word, falling
from perfscore.structuring import SettingsError


__all__ = ["SCALED", "UNROUNDED_INPUTS", "Mark", "Requirement", "Rulebook", "RulebookError", "Source", "parameters"]

Mark = Literal["read", "in use", "on forms", "unconfirmed"]

#: Computed from the digits behind the printed inputs, such as the raw quotient instead of the printed rate.
UNROUNDED_INPUTS: Final = "unrounded-inputs"

#: The scores of the rows that applied, scaled to the whole weight, where other rows did not apply.
SCALED: Final = "scaled"

_RECIPE_NAMES: Final = (*(r.name for r in RECIPES), UNROUNDED_INPUTS, FEWER_DECIMALS, HIDDEN_DIGITS, SCALED)
_HUNDRED: Final = Decimal(100)
#: What forms add to the one-character names of grades: 优秀, 良好, 中等.
_MORE: Final = ("", "秀", "好", "等")

Formula = Literal["proportional", "ratio", "linear", "banded", "steps"]


class RulebookError(SettingsError):
    """
    A rulebook that cannot be used: the file, the key, and what is wrong with it.
    """


@frozen
class Source:
    """
    Where a value comes from, and how sure that is; the rulebook that sets it, and the days on which it holds.
    """

    source: Text
    mark: Mark
    rulebook: str = ""
    since: date | None = None
    until: date | None = None

    def in_force(self, year: int) -> bool:
        """
        Whether the value holds on some day of *year*.
        """
        return (self.since is None or self.since.year <= year) and (self.until is None or year <= self.until.year)


@frozen
class Requirement:
    """
    What a value must fulfil beside having the right type.
    """

    holds: Callable[[Any], bool]
    text: Text


_FALLING: Final = Requirement(falling, Text("下限应逐档递减，最后一档为 0", "limits must fall, and the last must be 0"))
_FEW_DECIMALS: Final = Requirement(lambda n: 0 <= n <= 6, Text("应为 0 到 6 的整数", "must be an integer from 0 to 6"))
_RECIPE: Final = Requirement(
    lambda names: set(names) <= set(_RECIPE_NAMES),
    Text("只能取 {known}", "must be some of {known}").fill(known=", ".join(_RECIPE_NAMES)),
)
_NOT_EMPTY: Final = Requirement(all, Text("每种分配至少要有一项", "every split must name at least one head"))


def _parameter(key: str, requirement: Requirement | None = None, *, hashed: bool | None = None) -> Any:
    return field(metadata={"key": key, "requirement": requirement}, hash=hashed)


@frozen(cache_hash=True)
class Rulebook:
    """
    Typed parameters; `sources` says of each key (``execution.weight``) where its value comes from.

    Rates, limits and shares are in per cent.
    """

    name: str
    title: Text
    sources: Mapping[str, Source] = field(hash=False)
    #: The values as the files write them, by key.
    written: Mapping[str, Any] = field(hash=False, repr=False)
    execution_method: Literal["linear", "banded"] = _parameter("execution.method")
    execution_bands: tuple[Band, ...] = _parameter("execution.bands", _FALLING)
    execution_capped: bool = _parameter("execution.capped")
    zero_budget_rates: tuple[Decimal, ...] = _parameter("execution.zero_budget_rates")
    execution_weight: Decimal = _parameter("execution.weight")
    total_weight: Decimal = _parameter("total.weight")
    splits: tuple[Mapping[str, Decimal], ...] = _parameter("sections.splits", _NOT_EMPTY, hashed=False)
    at_least: tuple[Formula, ...] = _parameter("attainment.at_least")
    at_most: tuple[Formula, ...] = _parameter("attainment.at_most")
    equal: tuple[Formula, ...] = _parameter("attainment.equal")
    attainment_bands: tuple[Band, ...] = _parameter("attainment.bands", _FALLING)
    attainment_steps: tuple[Step, ...] = _parameter("attainment.steps")
    pass_mark: Decimal = _parameter("attainment.pass_mark")
    deductions_by_hand: bool = _parameter("attainment.deductions_by_hand")
    largest_cost_score: Decimal = _parameter("attainment.largest_cost_score")
    met_from: Decimal = _parameter("qualitative.met")
    partly_from: Decimal = _parameter("qualitative.partly")
    words_earn: tuple[Word, ...] = _parameter("qualitative.words")
    over_fulfilled_from: Decimal = _parameter("over_fulfilment.threshold")
    over_fulfilment_asks: Literal["nothing", "a look", "an explanation"] = _parameter("over_fulfilment.asks_for")
    grades: tuple[Grade, ...] = _parameter("grade.bands", _FALLING)
    decimals: int = _parameter("rounding.decimals", _FEW_DECIMALS)
    accepted_recipes: frozenset[str] = _parameter("rounding.accepted", _RECIPE)
    noticed_recipes: frozenset[str] = _parameter("rounding.noticed", _RECIPE)
    reason_fillers: frozenset[str] = _parameter("reason.fillers")
    reason_when_lost: bool = _parameter("reason.when_points_lost")
    reason_when_missed: bool = _parameter("reason.when_target_missed")
    reason_when_changed: bool = _parameter("reason.when_budget_changed")
    reason_below_rate: Decimal = _parameter("reason.below_execution_rate")
    outrun_limit: Decimal = _parameter("spending.outrun_limit")
    #: The words by which forms are read, those of a project's own included.
    lexicon: Lexicon = field(factory=load_lexicon, repr=False)

    def execution_band(self, share: Decimal) -> tuple[Decimal, str]:
        """
        What a *share* of 1 that was spent earns, in per cent of the weight, and the limit of its band: ``≥ 80%``.
        """
        return _band(self.execution_bands, share)

    def attainment_band(self, share: Decimal) -> tuple[Decimal, str]:
        """
        What a completion of *share* of 1 earns, in per cent of the weight, and the limit of its band.
        """
        return _band(self.attainment_bands, share)

    def grade(self, total: Decimal) -> Grade:
        """
        The band of a *total*.
        """
        return next(band for band in self.grades if max(total, Decimal(0)) >= band.limit)

    def grade_limit(self, name: str) -> Decimal | None:
        """
        The lower limit of the band of that name, or ``None``; 优秀 is 优.
        """
        return next((band.limit for band in self.grades if name in [band.grade + more for more in _MORE]), None)


def _band(bands: tuple[Band, ...], share: Decimal) -> tuple[Decimal, str]:
    rate = max(EXACT.multiply(share, _HUNDRED), Decimal(0))
    above = None
    for band in bands:
        if rate >= band.limit:
            return band.earns, f"≥ {band.limit}%" if band.limit or above is None else f"< {above}%"
        above = band.limit
    raise AssertionError  # pragma: no cover - a rulebook is refused unless its last band starts at 0


def parameters() -> Mapping[str, Attribute[Any]]:
    """
    The fields of a rulebook by their keys in the file.
    """
    return MappingProxyType({a.metadata["key"]: a for a in fields(Rulebook) if "key" in a.metadata})
