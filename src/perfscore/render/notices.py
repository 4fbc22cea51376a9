"""
Notices by what should be done about them, those of one rule together: a reviewer reads three short lists, not a dozen
remarks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final, TypeVar

from perfscore.bilingual import Counted, Language, Text
from perfscore.checking.report import Finding
from perfscore.rules import BY_CODE, Severity


__all__ = ["describe_group", "group_by_action", "group_neighbours", "rule_of_notice"]

_Found = TypeVar("_Found")

#: What to do, and the beginnings of the codes of the rules that ask for it; the last takes whatever is left.
_ACTIONS: Final = (
    (Text("建议补充说明", "Worth an explanation"), ("R", "F108")),
    (Text("请补全或调整表格", "Complete or adjust the form"), ("D", "W", "M605", "M607", "M608")),
    (Text("请与原始资料核对", "Compare with the records"), ("",)),
)

_PLACES: Final = Counted(Text("{count} 处", "{count} place"), Text("{count} 处", "{count} places"))
_RULE_SAYS: Final = Text("；规则：{summary}", "; the rule: {summary}")


def group_by_action(findings: Iterable[_Found], code: Callable[[_Found], str]) -> list[tuple[Text, tuple[_Found, ...]]]:
    """
    The findings by what should be done, each group in their order; *code* gives the rule of a finding.
    """
    groups: dict[Text, list[_Found]] = {words: [] for words, _ in _ACTIONS}
    for finding in findings:
        words = next(words for words, prefixes in _ACTIONS if code(finding).startswith(prefixes))
        groups[words].append(finding)
    return [(words, tuple(found)) for words, found in groups.items() if found]


def group_neighbours(findings: Iterable[_Found], rule: Callable[[_Found], str | None]) -> list[tuple[_Found, ...]]:
    """
    The findings in their order, neighbours of one *rule* together: they say nearly the same of several rows.

    Where *rule* says ``None``, a finding stands alone.
    """
    numbered = enumerate(findings)
    groups = groupby(numbered, lambda pair: rule(pair[1]) or pair[0])
    return [tuple(finding for _, finding in group) for _, group in groups]


def rule_of_notice(finding: Finding) -> str | None:
    """
    The rule of a notice; errors and warnings stand alone, because each has figures of its own.
    """
    return finding.code if finding.severity is Severity.NOTICE else None


def describe_group(code: str, count: int, lang: Language) -> str:
    """
    What stands above several findings of one rule; a rule of the caller's own has no summary.
    """
    if code not in BY_CODE:
        return _PLACES.say(lang, count)
    return f"{_PLACES.say(lang, count)}{_RULE_SAYS.say(lang, summary=BY_CODE[code].summary)}"
