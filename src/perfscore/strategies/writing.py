"""
How the made forms write numbers: rounded by one recipe, with or without closing zeros and separators.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal

from attrs import frozen

from perfscore.notation.number import EXACT
from perfscore.notation.rounding import FEWER_DECIMALS, HALF_UP, HIDDEN_DIGITS, RECIPES, Recipe
from perfscore.rulebook import UNROUNDED_INPUTS, Rulebook


__all__ = ["RECIPE_NAMES", "Hand", "RecipeName", "digits", "recipes_of"]

RecipeName = Literal[
    "half-up",
    "half-even",
    "binary-half",
    "rounded-twice",
    "truncated",
    "unrounded-inputs",
    "fewer-decimals",
    "hidden-digits",
]

_ROUNDING: Final = MappingProxyType({recipe.name: recipe for recipe in RECIPES})
#: Every recipe that a rulebook may name, the plainest first.
RECIPE_NAMES: Final = (*_ROUNDING, UNROUNDED_INPUTS, FEWER_DECIMALS, HIDDEN_DIGITS)


def recipes_of(rulebook: Rulebook) -> tuple[str, ...]:
    """
    The recipes that pass under *rulebook*.
    """
    return tuple(name for name in RECIPE_NAMES if name == HALF_UP.name or name in rulebook.accepted_recipes)


@frozen
class Hand:
    """
    The habits of whoever, or whatever, filled a form in.
    """

    rulebook: Rulebook
    recipe: str = HALF_UP.name
    #: decimals left out where the recipe is to print fewer
    coarse: int = 0
    #: whether 4.5 is printed as 4.50, and 5 as 5.00
    zeros: bool = False
    #: whether 1234 is printed as 1,234
    separators: bool = False

    @property
    def decimals(self) -> int:
        """
        The decimals of rates and computed scores.
        """
        return max(0, self.rulebook.decimals - self.coarse)

    @property
    def adds_unrounded(self) -> bool:
        """
        Whether scores and totals are computed from the digits behind the printed numbers.
        """
        return self.recipe == UNROUNDED_INPUTS

    def rounded(self, value: Fraction, *, decimals: int | None = None) -> Decimal:
        """
        A computed value as it is printed.
        """
        recipe: Recipe = _ROUNDING.get(self.recipe, HALF_UP)
        quotient = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
        return recipe.rounded(quotient, self.decimals if decimals is None else decimals)

    def points(self, value: Decimal) -> str:
        """
        The text of a weight or score.
        """
        return f"{value:f}" if self.zeros else digits(value)

    def amount(self, value: Decimal) -> str:
        """
        The text of an amount or a count, with all its decimals.
        """
        return f"{value:,f}" if self.separators else f"{value:f}"


def digits(value: Decimal) -> str:
    """
    A number without closing zeros.
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
