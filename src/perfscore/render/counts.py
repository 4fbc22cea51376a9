"""
The run in numbers: a table by file and one by rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import IO, Final, Protocol

from attrs import Factory, define
from rich.box import SIMPLE_HEAD
from rich.table import Table

from perfscore.bilingual import Language, Text
from perfscore.render.escaping import in_one_line
from perfscore.render.phrases import PLURALS
from perfscore.render.terminal.drawing import console_on
from perfscore.rules import BY_CODE, Severity


__all__ = ["Counts"]

_BY_FILE: Final = (
    Text("文件", "file"),
    Text("表", "forms"),
    Text("矛盾", "inconsistent"),
    Text("部分核对", "partly"),
    *PLURALS.values(),
)
_BY_RULE: Final = (
    Text("规则", "rule"),
    Text("规则内容", "what the rule says"),
    Text("处数", "findings"),
    Text("表", "forms"),
)
_TOTAL: Final = Text("合计", "total")


class CheckedFinding(Protocol):
    """
    What is counted of a finding.
    """

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def is_accepted(self) -> bool: ...


class CheckedForm(Protocol):
    """
    What is counted of a form.
    """

    @property
    def file(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def findings(self) -> Sequence[CheckedFinding]: ...


@define
class Counts:
    """
    What `add` was given, in numbers; a folder of ten thousand forms needs a line of them each.
    """

    _files: dict[str, Counter[str]] = Factory(dict)
    _rules: Counter[str] = Factory(Counter)
    _forms_of_rules: Counter[str] = Factory(Counter)

    def add(self, checked: CheckedForm) -> None:
        """
        Count a form.
        """
        numbers = self._files.setdefault(checked.file, Counter())
        numbers.update(["forms", *(finding.severity.value for finding in checked.findings if not finding.is_accepted)])
        numbers[checked.verdict] += 1
        self._rules.update(finding.code for finding in checked.findings)
        self._forms_of_rules.update({finding.code for finding in checked.findings})

    def write(self, out: IO[str], lang: Language) -> None:
        """
        Both tables; the rules that found most come first.
        """
        screen = console_on(out)
        names = ("forms", "inconsistent", "partial", *(severity.value for severity in PLURALS))
        by_file = _table([head.say(lang) for head in _BY_FILE])
        for file, numbers in self._files.items():
            by_file.add_row(in_one_line(file), *(str(numbers[name]) for name in names))
        total = sum(self._files.values(), Counter[str]())
        by_file.add_section()
        by_file.add_row(_TOTAL.say(lang), *(str(total[name]) for name in names))
        screen.print(by_file)
        by_rule = _table([head.say(lang) for head in _BY_RULE])
        for code, count in sorted(self._rules.items(), key=lambda pair: (-pair[1], pair[0])):
            name = BY_CODE[code].summary.say(lang) if code in BY_CODE else ""
            by_rule.add_row(code, name, str(count), str(self._forms_of_rules[code]))
        screen.print(by_rule)


def _table(heads: Sequence[str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
