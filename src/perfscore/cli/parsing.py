"""
A parser of arguments that speaks both languages, and suggests what somebody may have meant.
"""

from __future__ import annotations

import argparse
import re

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Any, Final, NoReturn

from attrs import frozen

from perfscore.bilingual import Language, Text


__all__ = ["Command", "NumberOfJobs", "Parser", "codes", "meant", "with_suggestion"]

_HEADINGS: Final = {"usage: ": "用法：", "positional arguments": "参数", "options": "选项"}
_HELP: Final = Text("显示本帮助", "show this help message and exit")
_SEE: Final = Text("{what}（见 {program} --help）", "{what} (see {program} --help)")
_MEANT: Final = Text("{what}；是否为 {near}？", "{what}; did you mean {near}?")

_NOT_A_NUMBER: Final = Text("不是进程数：{text!r}", "not a number of processes: {text!r}")

#: What argparse says, and how it is said in Chinese.
_MESSAGES: Final = (
    (r"unrecognized arguments: (.*)", "没有这样的参数：{0}"),
    (r"the following arguments are required: (.*)", "缺少参数：{0}"),
    (r"argument (.*): not allowed with argument (.*)", "{0} 不能与 {1} 同时使用"),
    (r"argument (.*): expected (?:one|at least one) argument", "{0} 后面缺少内容"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", "{0} 没有 {1} 这一项；可用的有 {2}"),
    (r"argument (.*): invalid \w+ value: (.*)", "{0} 的内容不对：{1}"),
    (r"argument (.*): ignored explicit argument (.*)", "{0} 后面不带内容：{1}"),
    (r"ambiguous option: (.*) could match (.*)", "{0} 不够明确，可能是 {1}"),
    (r"argument (.*?): (.*)", "{0}：{1}"),
)


class Parser(argparse.ArgumentParser):
    """
    A parser whose help has a fixed width: finding out the terminal's would cost a command more than all its arguments.

    What is wrong is said in one line, without the usage, which is longer than a screen is wide.
    """

    def __init__(self, *, lang: Language = "en", **settings: Any) -> None:
        self.lang = lang
        super().__init__(formatter_class=partial(_Formatter, lang), add_help=False, **settings)
        self.add_argument("-h", "--help", action="help", help=_HELP.say(lang))

    def error(self, message: str) -> NoReturn:
        what = with_suggestion(_translate(message, self.lang), _unknown_word(message), self._known(), self.lang)
        self.exit(2, f"{self.prog}: {_SEE.say(self.lang, what=what, program=self.prog)}\n")

    def _known(self) -> Iterator[str]:
        """
        Every option, command and choice of this parser and of those below it.
        """
        for action in self._actions:
            yield from action.option_strings
            yield from map(str, action.choices or ())
            if isinstance(action.choices, dict):
                for below in action.choices.values():
                    yield from below._known()  # noqa: SLF001 - of the same class


@frozen
class Command:
    """
    One command that is being described.
    """

    parser: Any
    lang: Language

    def add(self, *names: str, zh: str, en: str, **settings: Any) -> None:
        self.parser.add_argument(*names, help=zh if self.lang == "zh" else en, **settings)

    def one_of(self) -> Command:
        """
        A group of arguments of which only one may be given.
        """
        return Command(self.parser.add_mutually_exclusive_group(), self.lang)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, lang: Language, prog: str) -> None:
        super().__init__(prog, width=100)
        self._lang = lang

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._heading("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and self._heading(heading))

    def format_help(self) -> str:
        text = super().format_help()
        return re.sub(r"^(\S+):$", r"\1：", text, flags=re.MULTILINE) if self._lang == "zh" else text

    def _heading(self, text: str) -> str:
        return _HEADINGS.get(text, text) if self._lang == "zh" else text


def with_suggestion(what: str, unknown: str | None, known: Iterable[str], lang: Language) -> str:
    """
    The message *what*, with the one of *known* that is nearest to *unknown*, if any is near.
    """
    near = None if unknown is None else meant(unknown, known)
    return what if near is None else _MEANT.say(lang, what=what, near=near)


def meant(unknown: str, known: Iterable[str]) -> str | None:
    """
    Which of *known* somebody may have meant.
    """
    near = get_close_matches(unknown, list(dict.fromkeys(known)), n=1)
    return near[0] if near and near[0] != unknown else None


def _unknown_word(message: str) -> str | None:
    """
    The word that argparse did not know.
    """
    found = re.search(r"unrecognized arguments: ([^\s=]+)|invalid choice: '(.*?)'", message)
    return found and (found[1] or found[2])


def _translate(message: str, lang: Language) -> str:
    if lang == "en":
        return message
    for pattern, words in _MESSAGES:
        if found := re.fullmatch(pattern, message):
            return words.format(*found.groups())
    return message


def codes(text: str) -> list[str]:
    """
    Codes of rules, or their beginnings, in an argument.
    """
    return [code.strip().upper() for code in text.split(",") if code.strip()]


@frozen
class NumberOfJobs:
    """
    The number of processes in an argument.
    """

    lang: Language

    def __call__(self, text: str) -> int:
        if not text.isdecimal():
            raise argparse.ArgumentTypeError(_NOT_A_NUMBER.say(self.lang, text=text))
        return int(text)
