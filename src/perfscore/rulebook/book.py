"""
Rulebooks: the parameters of the rules, each with its source and how sure it is.

A rulebook knows nothing of forms, nor of the TOML files it is read from (see `perfscore.rulebook.file`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal

from attrs import Attribute, field, fields, frozen

from perfscore.bilingual import Text
from perfscore.notation.number import EXACT
from perfscore.notation.rounding import FEWER_DECIMALS, HIDDEN_DIGITS, RECIPES
from perfscore.rulebook.values import (
    Bands,
    decimal,
    decimals,
    grades,
    one_of,
    shares,
    some_of,
    splits,
    truth,
    whole,
    words,
)


__all__ = ["UNROUNDED_INPUTS", "Mark", "Rulebook", "RulebookError", "Source", "parameters"]

Mark = Literal["read", "in use", "on forms", "unconfirmed"]

#: Computed from the digits behind the printed inputs, such as the raw quotient instead of the printed rate.
UNROUNDED_INPUTS: Final = "unrounded-inputs"

_RECIPE_NAMES: Final = (*(r.name for r in RECIPES), UNROUNDED_INPUTS, FEWER_DECIMALS, HIDDEN_DIGITS)
_HUNDRED: Final = Decimal(100)
#: What forms add to the one-character names of grades: 优秀, 良好, 中等.
_MORE: Final = ("", "秀", "好", "等")
_FORMULAS: Final = ("proportional", "ratio", "linear")


class RulebookError(Exception):
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


def _parameter(key: str, convert: Callable[[Any], Any]) -> Any:
    return field(metadata={"key": key, "convert": convert})


def _recipes(value: Any) -> frozenset[str]:
    return frozenset(some_of(*_RECIPE_NAMES)(value))


def _fillers(value: Any) -> frozenset[str]:
    return frozenset(words(value))


@frozen(eq=False)
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
    execution_method: str = _parameter("execution.method", one_of("linear", "banded"))
    execution_bands: Bands = _parameter("execution.bands", shares)
    execution_capped: bool = _parameter("execution.capped", truth)
    zero_budget_rates: tuple[Decimal, ...] = _parameter("execution.zero_budget_rates", decimals)
    execution_weight: Decimal = _parameter("execution.weight", decimal)
    total_weight: Decimal = _parameter("total.weight", decimal)
    splits: tuple[Mapping[str, Decimal], ...] = _parameter("sections.splits", splits)
    at_least: tuple[str, ...] = _parameter("attainment.at_least", some_of(*_FORMULAS))
    at_most: tuple[str, ...] = _parameter("attainment.at_most", some_of(*_FORMULAS))
    equal: tuple[str, ...] = _parameter("attainment.equal", some_of(*_FORMULAS))
    met_from: Decimal = _parameter("qualitative.met", decimal)
    partly_from: Decimal = _parameter("qualitative.partly", decimal)
    over_fulfilled_from: Decimal = _parameter("over_fulfilment.threshold", decimal)
    over_fulfilment_asks: str = _parameter("over_fulfilment.asks_for", one_of("nothing", "a look", "an explanation"))
    grades: tuple[tuple[Decimal, str], ...] = _parameter("grade.bands", grades)
    decimals: int = _parameter("rounding.decimals", whole)
    accepted_recipes: frozenset[str] = _parameter("rounding.accepted", _recipes)
    noticed_recipes: frozenset[str] = _parameter("rounding.noticed", _recipes)
    reason_fillers: frozenset[str] = _parameter("reason.fillers", _fillers)
    reason_when_lost: bool = _parameter("reason.when_points_lost", truth)
    reason_when_missed: bool = _parameter("reason.when_target_missed", truth)
    reason_when_changed: bool = _parameter("reason.when_budget_changed", truth)
    reason_below_rate: Decimal = _parameter("reason.below_execution_rate", decimal)
    outrun_limit: Decimal = _parameter("spending.outrun_limit", decimal)

    def execution_band(self, share: Decimal) -> tuple[Decimal, str]:
        """
        What a *share* of 1 that was spent earns, in per cent of the weight, and the limit of its band: ``≥ 80%``.
        """
        rate = max(EXACT.multiply(share, _HUNDRED), Decimal(0))
        above = None
        for limit, earned in self.execution_bands:
            if rate >= limit:
                return earned, f"≥ {limit}%" if limit or above is None else f"< {above}%"
            above = limit
        raise AssertionError  # pragma: no cover - a rulebook is refused unless its last band starts at 0

    def grade(self, total: Decimal) -> tuple[Decimal, str]:
        """
        The band of a *total*: its lower limit and its name.
        """
        return next(band for band in self.grades if max(total, Decimal(0)) >= band[0])

    def grade_limit(self, name: str) -> Decimal | None:
        """
        The lower limit of the band of that name, or ``None``; 优秀 is 优.
        """
        return next((limit for limit, grade in self.grades if name in [grade + more for more in _MORE]), None)


def parameters() -> Mapping[str, Attribute[Any]]:
    """
    The fields of a rulebook by their keys in the file.
    """
    return MappingProxyType({a.metadata["key"]: a for a in fields(Rulebook) if "key" in a.metadata})
