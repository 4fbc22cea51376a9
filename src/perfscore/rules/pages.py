"""
The page of a rule: why it exists, what passes, what fails, and when it is wrong.

Pages are data, ``pages/CODE.toml``, because only ``perfscore rules CODE`` and the documentation need them.
"""

from __future__ import annotations

import tomllib

from pathlib import Path
from typing import Any, Final

from attrs import frozen

from perfscore.bilingual import Text
from perfscore.rules.rule import Rule


__all__ = ["Page", "page"]

_FOLDER: Final = Path(__file__).parent / "pages"


@frozen
class Page:
    """
    *passes* and *fails* are forms as the JSON contract writes them, or what a comparison takes; the tests check both.
    """

    rule: Rule
    purpose: Text
    false_positives: Text
    passes: dict[str, Any]
    fails: dict[str, Any]


def page(rule: Rule, folder: Path = _FOLDER) -> Page:
    """
    The page of *rule*, which lies in *folder*.
    """
    table = tomllib.loads((folder / f"{rule.code}.toml").read_text(encoding="utf-8"))
    return Page(rule, Text(**table["purpose"]), Text(**table["false_positives"]), table["passes"], table["fails"])
