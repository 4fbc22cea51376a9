"""
Notices by what should be done about them: a reviewer reads three short lists, not a dozen remarks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from perfscore.bilingual import Text


__all__ = ["by_action"]

_Found = TypeVar("_Found")

#: What to do, and the beginnings of the codes of the rules that ask for it; the last takes whatever is left.
_ACTIONS: Final = (
    (Text("建议补充说明", "Worth an explanation"), ("R", "F108")),
    (Text("请补全或调整表格", "Complete or adjust the form"), ("D", "W", "M605", "M607", "M608")),
    (Text("请与原始资料核对", "Compare with the records"), ("",)),
)


def by_action(findings: Iterable[_Found], code: Callable[[_Found], str]) -> list[tuple[Text, tuple[_Found, ...]]]:
    """
    The findings by what should be done, each group in their order; *code* gives the rule of a finding.
    """
    groups: dict[Text, list[_Found]] = {words: [] for words, _ in _ACTIONS}
    for finding in findings:
        words = next(words for words, prefixes in _ACTIONS if code(finding).startswith(prefixes))
        groups[words].append(finding)
    return [(words, tuple(found)) for words, found in groups.items() if found]
