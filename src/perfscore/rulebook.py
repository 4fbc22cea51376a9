"""
Rulebooks: the parameters of the rules, each with its source and how sure it is.

A rulebook is a TOML file. It knows nothing of forms.
"""

from __future__ import annotations

import os
import tomllib

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from attrs import Attribute, field, fields, frozen

from perfscore.rounding import FEWER_DECIMALS, HIDDEN_DIGITS, RECIPES
from perfscore.words import Text


__all__ = ["UNROUNDED_INPUTS", "Mark", "Rulebook", "RulebookError", "Source", "load_rulebook", "shipped_rulebooks"]

Mark = Literal["read", "in use", "on forms", "unconfirmed"]

#: Computed from the digits behind the printed inputs, such as the raw quotient instead of the printed rate.
UNROUNDED_INPUTS: Final = "unrounded-inputs"

_RECIPE_NAMES: Final = frozenset({*(r.name for r in RECIPES), UNROUNDED_INPUTS, FEWER_DECIMALS, HIDDEN_DIGITS})
_SHIPPED: Final = os.path.join(os.path.dirname(__file__), "rulebooks")


class RulebookError(Exception):
    """
    A rulebook that cannot be used: the file, the key, and what is wrong with it.
    """


@frozen
class Source:
    """
    Where a value comes from, and how sure that is.
    """

    source: str
    mark: Mark


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, str):
        msg = 'wants a number in quotes, such as "10"'
        raise ValueError(msg)
    try:
        return Decimal(value)
    except ArithmeticError:
        msg = f'"{value}" is no number'
        raise ValueError(msg) from None


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 6:
        msg = "wants a whole number from 0 to 6"
        raise ValueError(msg)
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        msg = "wants true or false"
        raise ValueError(msg)
    return value


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        msg = "wants a list of words"
        raise ValueError(msg)
    return tuple(value)


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in allowed:
            msg = f"wants one of {', '.join(allowed)}"
            raise ValueError(msg)
        return str(value)

    return convert


def _some_of(*allowed: str) -> Callable[[Any], tuple[str, ...]]:
    def convert(value: Any) -> tuple[str, ...]:
        words = _words(value)
        if strange := [word for word in words if word not in allowed]:
            msg = f"does not know {strange[0]!r}; wants some of {', '.join(allowed)}"
            raise ValueError(msg)
        return words

    return convert


def _decimals(value: Any) -> tuple[Decimal, ...]:
    return tuple(map(_decimal, value if isinstance(value, list) else [value]))


def _parameter(key: str, convert: Callable[[Any], Any]) -> Any:
    return field(metadata={"key": key, "convert": convert})


_FORMULAS = ("proportional", "ratio", "linear")


@frozen(eq=False)
class Rulebook:
    """
    Typed parameters; `sources` says of each key (``execution.weight``) where its value comes from.
    """

    name: str
    title: Text
    sources: Mapping[str, Source] = field(hash=False)
    execution_method: str = _parameter("execution.method", _one_of("linear"))
    execution_capped: bool = _parameter("execution.capped", _truth)
    zero_budget_rates: tuple[Decimal, ...] = _parameter("execution.zero_budget_rates", _decimals)
    execution_weight: Decimal = _parameter("execution.weight", _decimal)
    total_weight: Decimal = _parameter("total.weight", _decimal)
    at_least: tuple[str, ...] = _parameter("attainment.at_least", _some_of(*_FORMULAS))
    at_most: tuple[str, ...] = _parameter("attainment.at_most", _some_of(*_FORMULAS))
    equal: tuple[str, ...] = _parameter("attainment.equal", _some_of(*_FORMULAS))
    decimals: int = _parameter("rounding.decimals", _whole)
    accepted_recipes: frozenset[str] = _parameter("rounding.accepted", lambda v: frozenset(_some_of(*_RECIPE_NAMES)(v)))
    noticed_recipes: frozenset[str] = _parameter("rounding.noticed", lambda v: frozenset(_some_of(*_RECIPE_NAMES)(v)))
    reason_fillers: frozenset[str] = _parameter("reason.fillers", lambda v: frozenset(_words(v)))
    reason_required: bool = _parameter("reason.required_when_points_lost", _truth)


def _parameters() -> Mapping[str, Attribute[Any]]:
    return MappingProxyType({a.metadata["key"]: a for a in fields(Rulebook) if "key" in a.metadata})


def shipped_rulebooks() -> tuple[str, ...]:
    """
    The names of the rulebooks that come with the package.
    """
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(_SHIPPED) if name.endswith(".toml")))


@lru_cache(maxsize=64)
def load_rulebook(name: str) -> Rulebook:
    """
    A shipped rulebook by its name, or one of your own by its path (anything with a ``/`` or ending in ``.toml``).

    :raises RulebookError: naming the file and the key that is missing, unknown or of the wrong type.
    """
    own = "/" in name or "\\" in name or name.endswith(".toml")
    path = name if own else os.path.join(_SHIPPED, f"{name}.toml")
    if not own and name not in shipped_rulebooks():
        msg = f"no rulebook is called {name!r}; there are {', '.join(shipped_rulebooks())}, or give a file such as ./{name}.toml"
        raise RulebookError(msg)
    file = os.path.basename(path)
    return _rulebook(file.removesuffix(".toml"), path if own else file, _table(path))


def _table(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read ({error})"
        raise RulebookError(msg) from error
    except tomllib.TOMLDecodeError as error:
        msg = f"{path}: is not TOML: {error}"
        raise RulebookError(msg) from error


def _rulebook(name: str, file: str, table: dict[str, Any]) -> Rulebook:
    parameters = _parameters()
    title = table.pop("title", {"zh": name, "en": name})
    entries = {f"{section}.{key}": entry for section, keys in table.items() for key, entry in keys.items()}
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    for key, entry in entries.items():
        if key not in parameters:
            msg = f"{file}: {key}: no such key; there are {', '.join(parameters)}"
            raise RulebookError(msg)
        values[parameters[key].name], sources[key] = _entry(file, key, entry, parameters[key])
    if missing := [key for key in parameters if key not in entries]:
        msg = f"{file}: {missing[0]}: is missing"
        raise RulebookError(msg)
    return Rulebook(name=name, title=Text(**title), sources=MappingProxyType(sources), **values)


def _entry(file: str, key: str, entry: dict[str, Any], parameter: Attribute[Any]) -> tuple[Any, Source]:
    if strange := set(entry) - {"value", "source", "mark"} or {"value", "source", "mark"} - set(entry):
        msg = f"{file}: {key}: wants value, source and mark; trouble with {', '.join(sorted(strange))}"
        raise RulebookError(msg)
    if entry["mark"] not in get_args(Mark):
        msg = f"{file}: {key}.mark: wants one of {', '.join(get_args(Mark))}"
        raise RulebookError(msg)
    try:
        value = parameter.metadata["convert"](entry["value"])
    except ValueError as error:
        msg = f"{file}: {key}.value: {error}"
        raise RulebookError(msg) from error
    return value, Source(entry["source"], entry["mark"])
