"""
Rules of one's own, brought by installed distributions.

A distribution names them in its entry points, each a `Rule` or several of them::

    [project.entry-points."perfscore.rules"]
    city = "city_rules:RULES"
"""

from __future__ import annotations

import os
import sys

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from perfscore.bilingual import Text
from perfscore.relations.examination import Examination
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["GROUP", "own_rules"]

GROUP: Final = "perfscore.rules"

_UNUSABLE = Text("规则未能载入", "a rule that could not be loaded")


class UnusableRuleError(Exception):
    """
    An entry point that is no rule, or a rule whose code is taken.
    """


def own_rules(taken: Iterable[str]) -> tuple[Rule, ...]:
    """
    The rules that installed distributions bring, beside those whose codes are *taken*.

    One that cannot be loaded is still listed, by the name of its entry point; it fails when it is asked to check.
    """
    if not any(map(_may_declare, sys.path)):
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to load, and few have rules of their own

    codes = dict.fromkeys(taken, "perfscore")
    return tuple(rule for entry in entry_points(group=GROUP) for rule in _load(entry.name, entry.load, codes))


def _may_declare(place: str) -> bool:
    """
    Whether a distribution in *place*, an entry of ``sys.path``, may bring rules; of an archive, or a file that cannot be
    read, only `importlib.metadata` can tell.
    """
    folder = Path(place or os.curdir)
    try:
        declared = folder.glob("*-[iI][nN][fF][oO]/entry_points.txt")
        return folder.is_file() or any(f"[{GROUP}]".encode() in file.read_bytes() for file in declared)
    except OSError:
        return True


def _load(name: str, load: Callable[[], Any], codes: dict[str, str]) -> Iterator[Rule]:
    try:
        brought = load()
        rules = (brought,) if isinstance(brought, Rule) else tuple(brought)
        for rule in rules:
            _refuse(rule, codes)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rules still run and this one is named
        yield _unusable(name, error)
        return
    codes |= {rule.code: name for rule in rules}
    yield from rules


def _refuse(rule: object, codes: dict[str, str]) -> None:
    if not isinstance(rule, Rule):
        msg = f"{rule!r} is no perfscore.Rule"
        raise UnusableRuleError(msg)
    if rule.code in codes:
        msg = f"the code {rule.code} is taken by {codes[rule.code]}"
        raise UnusableRuleError(msg)


def _unusable(name: str, error: Exception) -> Rule:
    def matches(_: Examination) -> Iterator[Match]:
        raise error

    return Rule(
        name, "unusable", Severity.ERROR, _UNUSABLE, _UNUSABLE, matches, source=f"{type(error).__name__}: {error}"
    )
