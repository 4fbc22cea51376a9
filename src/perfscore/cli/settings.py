"""
What commands share: which configuration, rulebook and rules hold for a file, and how a complaint reaches the user.
"""

from __future__ import annotations

import argparse
import os
import sys

from collections.abc import Iterable
from typing import Final

from attrs import evolve, frozen

from perfscore.bilingual import Language, Text
from perfscore.cli.parsing import with_suggestion
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.rules import RULES, Rule, all_rules, select_rules
from perfscore.running.configuration import Configuration, configuration_for, load_configuration
from perfscore.running.run import TROUBLE


__all__ = ["FileSettings", "Settings", "complain"]


_NO_CODE: Final = Text("没有以 {code} 开头的规则编号", "no rule has a code that starts with {code}")


@frozen
class FileSettings:
    """
    What holds for a file. *left_out* are the rules that its configuration takes away.
    """

    configuration: Configuration
    rulebook: Rulebook
    rules: tuple[Rule, ...]
    left_out: tuple[Rule, ...] = ()

    @property
    def fingerprint(self) -> str:
        """
        All of it as a text: outcomes of earlier runs are those of the same settings only.
        """
        codes = [rule.code for rule in (*self.rules, *self.left_out)]
        # the rulebook as its files write it: sets would be printed in another order by every process
        return repr((self.configuration, self.rulebook.name, self.rulebook.written, codes))


class Settings:
    """
    What holds for each file: its configuration, unless the command line says otherwise.

    *compares* tells that documents are compared, so that there are findings of the rules of comparing.
    """

    def __init__(self, options: argparse.Namespace, *, compares: bool = False) -> None:
        self._options = options
        self._compares = compares or getattr(options, "targets", None) is not None
        self._rules = all_rules()
        self._by_folder: dict[str, FileSettings] = {}

    @property
    def has_own_rules(self) -> bool:
        """
        Whether rules are installed that are not ours, and change without our knowing.
        """
        return len(self._rules) > len(RULES)

    def of(self, file: str) -> FileSettings:
        """
        The settings for *file*.

        :raises SettingsError: for a configuration or rulebook that cannot be used.
        :raises ValueError: for a code that no rule has.
        """
        folder = os.path.dirname(os.path.abspath(file))
        if folder not in self._by_folder:
            self._by_folder[folder] = self._choose(file)
        return self._by_folder[folder]

    def _choose(self, file: str) -> FileSettings:
        options = self._options
        if options.config:
            configuration = load_configuration(options.config)
        else:
            configuration = Configuration() if options.no_config else configuration_for(file)
        rulebook = load_rulebook(options.rulebook or configuration.rulebook or "national")
        if configuration.words:
            rulebook = evolve(rulebook, lexicon=configuration.lexicon)
        # The command line replaces the configuration's choice as a whole; both together would leave nobody the wiser.
        select, ignore = getattr(options, "select", []), getattr(options, "ignore", [])
        configured = not select and not ignore
        if configured:
            select, ignore = configuration.select, configuration.ignore
        compares = self._compares or any("C8".startswith(c[:2]) for c in (*select, *ignore))
        rules = (*self._rules, *_comparing(compares))
        _require_codes((*select, *ignore), rules, options.lang)
        chosen = select_rules(select, ignore, rules)
        left_out = tuple(rule for rule in rules if rule not in chosen) if configured else ()
        return FileSettings(configuration, rulebook, chosen, left_out)


def _require_codes(codes: Iterable[str], rules: Iterable[Rule], lang: Language) -> None:
    """
    :raises ValueError: for a code or prefix that fits no rule, with the code that may have been meant.
    """
    known = [rule.code for rule in rules]
    for code in codes:
        if not any(name.startswith(code) for name in known):
            raise ValueError(with_suggestion(_NO_CODE.say(lang, code=code), code, known, lang))


def _comparing(compares: bool) -> tuple[Rule, ...]:
    """
    The rules of comparing, for runs that compare or name them.
    """
    if not compares:
        return ()
    from perfscore.comparing import COMPARING_RULES  # noqa: PLC0415 - few runs do

    return COMPARING_RULES


def complain(text: str) -> int:
    """
    Say *text* on stderr; the exit status is that of trouble.
    """
    from perfscore.render.escaping import in_one_line  # noqa: PLC0415 - most runs have nothing to complain of

    for line in text.splitlines():
        # names of files may hold anything, and so may what a document is quoted with
        sys.stderr.write(f"perfscore: {in_one_line(line)}\n")
    return TROUBLE
