"""
``perfscore rules``, ``perfscore rulebook`` and ``perfscore completion``: what needs no form.
"""

from __future__ import annotations

import argparse
import sys

from collections.abc import Sequence
from typing import Final

from perfscore.bilingual import Text
from perfscore.cli.parsing import with_suggestion
from perfscore.cli.settings import complain
from perfscore.comparing.catalogue import COMPARING_RULES, comparing_page
from perfscore.render import printer
from perfscore.rulebook import RulebookError, load_rulebook, shipped_rulebooks
from perfscore.rules import BY_CODE, RULES, Rule, all_rules
from perfscore.running.run import CLEAN


__all__ = ["completion", "rulebook", "rules"]

_NO_RULE: Final = Text(
    "没有编号为 {code} 或含有此词的规则；perfscore rules 列出全部规则",
    "there is no rule {code}, nor one that holds this word; `perfscore rules` lists them all",
)
_NO_COMPLETION: Final = Text(
    '生成补全脚本需要 shtab，请执行：pip install "perfscore[completion]"',
    'completion needs shtab: pip install "perfscore[completion]"',
)


def rules(options: argparse.Namespace) -> int:
    """
    List the rules, or show the page of one.
    """
    every = (*RULES, *COMPARING_RULES, *(rule for rule in all_rules() if rule.code not in BY_CODE))
    if options.code is None:
        printer(options.format).write_rules(every, sys.stdout, options.lang)
        return CLEAN
    rule = next((rule for rule in every if rule.code.upper() == options.code.upper()), None)
    if rule is None:
        return _search(every, options)
    if rule in COMPARING_RULES:
        printer(options.format).write_page(comparing_page(rule), sys.stdout, options.lang)
        return CLEAN
    if rule.code not in BY_CODE:
        printer(options.format).write_rules([rule], sys.stdout, options.lang)
        return CLEAN
    from perfscore.rules.pages import page  # noqa: PLC0415 - the only command that reads a page

    printer(options.format).write_page(page(rule), sys.stdout, options.lang)
    return CLEAN


def _search(every: Sequence[Rule], options: argparse.Namespace) -> int:
    """
    The rules that begin with a code, or hold a word.
    """
    word = options.code
    found = [
        rule
        for rule in every
        if rule.code.startswith(word.upper())
        or any(word in text for text in (rule.name, rule.summary.zh, rule.summary.en))
    ]
    if not found:
        codes = [rule.code for rule in every]
        return complain(with_suggestion(_NO_RULE.say(options.lang, code=word), word.upper(), codes, options.lang))
    printer(options.format).write_rules(found, sys.stdout, options.lang)
    return CLEAN


def rulebook(options: argparse.Namespace) -> int:
    """
    List the rulebooks, or show the parameters of one.
    """
    try:
        books = [load_rulebook(name) for name in ([options.name] if options.name else shipped_rulebooks())]
    except RulebookError as error:
        return complain(error.say(options.lang))
    if options.name:
        printer(options.format).write_rulebook(books[0], sys.stdout, options.lang)
    else:
        printer(options.format).write_rulebooks(books, sys.stdout, options.lang)
    return CLEAN


def completion(options: argparse.Namespace) -> int:
    """
    Print the script that completes arguments in a shell.
    """
    from perfscore.cli.arguments import parser  # noqa: PLC0415 - as below
    from perfscore.cli.completion import script  # noqa: PLC0415 - asked for once in a lifetime

    try:
        sys.stdout.write(script(parser(), options.shell))
    except ModuleNotFoundError:
        return complain(_NO_COMPLETION.say(options.lang))
    return CLEAN
