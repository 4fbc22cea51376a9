"""
The rules: one module for each family, and the registry that lists them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from perfscore.rules import (
    costs,
    counted_things,
    crosschecks,
    document,
    funds,
    measures,
    qualitative,
    quantities,
    reasons,
    scores,
    totals,
    weights,
)
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["BY_CODE", "RULES", "Match", "Rule", "Severity", "all_rules", "select_rules"]

#: Every rule, in the order of the catalogue.
RULES: Final = (
    funds.F101,
    funds.F102,
    funds.F103,
    funds.F104,
    funds.F105,
    funds.F107,
    funds.F108,
    weights.W201,
    weights.W202,
    weights.W203,
    weights.W204,
    scores.S301,
    scores.S302,
    scores.S303,
    scores.S304,
    scores.S305,
    qualitative.S306,
    scores.S307,
    qualitative.S308,
    scores.S309,
    scores.S310,
    scores.S311,
    totals.T401,
    totals.T402,
    totals.T403,
    totals.T404,
    totals.T405,
    reasons.R501,
    reasons.R502,
    reasons.R503,
    reasons.R504,
    reasons.R505,
    measures.M601,
    counted_things.M602,
    measures.M603,
    measures.M604,
    measures.M605,
    measures.M606,
    measures.M607,
    measures.M608,
    measures.M609,
    costs.X701,
    crosschecks.X702,
    quantities.X703,
    quantities.X704,
    crosschecks.X705,
    costs.X706,
    crosschecks.X707,
    document.D001,
    document.D002,
    document.D003,
    document.D004,
    document.D005,
)

BY_CODE: Final = MappingProxyType({rule.code: rule for rule in RULES})


def all_rules() -> tuple[Rule, ...]:
    """
    Every rule: those of the catalogue, and those that installed distributions bring.
    """
    from perfscore.rules.own import own_rules  # noqa: PLC0415 - the library checks by the catalogue unless told otherwise

    return (*RULES, *own_rules(BY_CODE))


def select_rules(
    select: Iterable[str] = (), ignore: Iterable[str] = (), rules: tuple[Rule, ...] = RULES
) -> tuple[Rule, ...]:
    """
    Of *rules* those whose code starts with one of *select* (all, if that is empty) and with none of *ignore*.

    :raises ValueError: for a code or prefix that fits no rule.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    for prefix in (*wanted, *unwanted):
        if not prefix or not any(rule.code.startswith(prefix) for rule in rules):
            msg = f"no rule has a code that starts with {prefix!r}"
            raise ValueError(msg)
    if not (wanted or unwanted):
        return rules
    return tuple(
        rule
        for rule in rules
        if (not wanted or rule.code.startswith(wanted)) and not (unwanted and rule.code.startswith(unwanted))
    )
