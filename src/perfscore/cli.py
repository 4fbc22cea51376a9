"""
The ``perfscore`` command: arguments, files, exit codes.
"""

from __future__ import annotations

import argparse
import os
import sys

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from perfscore import __version__
from perfscore.checking import check
from perfscore.configuration import Configuration, ConfigurationError, configuration_for, load_configuration
from perfscore.form import Form
from perfscore.output import FORMATS, writer
from perfscore.read import ReadError, read
from perfscore.report import Report
from perfscore.rulebook import Rulebook, RulebookError, load_rulebook, shipped_rulebooks
from perfscore.rules import BY_CODE, Rule, Severity, all_rules, selected
from perfscore.words import Language, Text, preferred_language


__all__ = ["command", "main"]

_CLEAN, _FOUND, _TROUBLE = 0, 1, 2

#: Names under which forms are published; in a folder, other files are passed over.
SUFFIXES: Final = frozenset(
    (
        ".json .txt .md .csv .tsv .html .htm .mht .mhtml .docx .docm .doc .wps .rtf .xlsx .xlsm .xls .et"
        " .ods .odt .pdf .ofd"
    ).split()
)

_EMPTY_FOLDER: Final = Text("文件夹中没有可读的文件", "the folder holds no file that could be a form")
_NO_CELL: Final = Text(
    "表中没有单元格 {cell}；单元格如 {some}", "the form has no cell {cell}; cells are named like {some}"
)
_NO_RULE: Final = Text(
    "没有规则 {code}；perfscore rules 列出全部规则", "there is no rule {code}; `perfscore rules` lists them all"
)
_NO_FORM: Final = Text("文件中只有 {count} 张表", "the file holds {count} form(s) only")
_FAILED: Final = Text("{file}: 规则 {rule} 出错：{what}", "{file}: rule {rule} failed: {what}")
_CRASH: Final = Text("程序出错（{what}），请报告此问题", "perfscore failed on this file ({what}); please report it")


def command() -> None:
    """
    The ``perfscore`` command: `main`, and out.

    The interpreter is not taken apart afterwards; everything is written by then, and that would take as long as a check.
    """
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command; the exit status is 0 when nothing was found, 1 when something was, 2 for unusable input or arguments.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if getattr(options, "format", "") == "json" else None, errors="replace")
    options.lang = options.lang or preferred_language()
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FOUND
    except KeyboardInterrupt:
        return 130
    return status


def _check(options: argparse.Namespace) -> int:
    files, desk = _Files(options.paths, options.lang), _Desk(options)
    reports: list[tuple[str, int, Report]] = []
    for file, index, form in files.forms():
        try:
            configuration, rulebook, rules = desk.decided(file)
        except (ConfigurationError, RulebookError, ValueError) as error:
            files.complain_once(str(error))
            continue
        report = configuration.applied(check(form, rulebook=rulebook, rules=rules), file)
        for failure in report.failures:
            files.complain_once(_FAILED.say(options.lang, file=file, rule=failure.rule, what=failure.error))
        reports.append((file, index, report))
    writer(options.format).write_reports(reports, sys.stdout, options.lang)
    limit = Severity[options.fail_on.upper()]
    found = any(f.severity >= limit and f.accepted is None for _, _, report in reports for f in report.findings)
    return _TROUBLE if files.trouble else _FOUND if found else _CLEAN


def _read(options: argparse.Namespace) -> int:
    files = _Files(options.paths, options.lang)
    writer(options.format).write_forms(list(files.forms()), sys.stdout, options.lang)
    return _TROUBLE if files.trouble else _CLEAN


def _explain(options: argparse.Namespace) -> int:
    files = _Files([options.path], options.lang)
    forms = [form for _, _, form in files.forms()]
    if files.trouble:
        return _TROUBLE
    if not 0 <= options.form < len(forms):
        return _complain(_NO_FORM.say(options.lang, count=len(forms)))
    form = forms[options.form]
    try:
        explanation = check(form, rulebook=_Desk(options).decided(options.path)[1]).explain(options.cell)
    except (ConfigurationError, RulebookError, ValueError) as error:
        return _complain(str(error))
    except KeyError:
        return _complain(
            _NO_CELL.say(options.lang, cell=options.cell, some="funds[0].score, indicators[7].score, total.score")
        )
    writer(options.format).write_explanation(explanation, sys.stdout, options.lang)
    return _CLEAN


def _rules(options: argparse.Namespace) -> int:
    rules = all_rules()
    if options.code is None:
        writer(options.format).write_rules(rules, sys.stdout, options.lang)
        return _CLEAN
    rule = next((rule for rule in rules if rule.code.upper() == options.code.upper()), None)
    if rule is None:
        return _complain(_NO_RULE.say(options.lang, code=options.code))
    if rule.code not in BY_CODE:
        writer(options.format).write_rules([rule], sys.stdout, options.lang)
        return _CLEAN
    from perfscore.rules.pages import page  # noqa: PLC0415 - the only command that reads a page

    writer(options.format).write_page(page(rule), sys.stdout, options.lang)
    return _CLEAN


def _rulebook(options: argparse.Namespace) -> int:
    try:
        books = [load_rulebook(name) for name in ([options.name] if options.name else shipped_rulebooks())]
    except RulebookError as error:
        return _complain(str(error))
    if options.name:
        writer(options.format).write_rulebook(books[0], sys.stdout, options.lang)
    else:
        writer(options.format).write_rulebooks(books, sys.stdout, options.lang)
    return _CLEAN


class _Desk:
    """
    What holds for each file: its configuration, unless the command line says otherwise.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._rules = all_rules()
        self._by_folder: dict[str, tuple[Configuration, Rulebook, tuple[Rule, ...]]] = {}

    def decided(self, file: str) -> tuple[Configuration, Rulebook, tuple[Rule, ...]]:
        """
        The configuration, rulebook and rules for *file*.
        """
        folder = os.path.dirname(os.path.abspath(file))
        if folder not in self._by_folder:
            self._by_folder[folder] = self._decide(file)
        return self._by_folder[folder]

    def _decide(self, file: str) -> tuple[Configuration, Rulebook, tuple[Rule, ...]]:
        options = self._options
        if options.config:
            configuration = load_configuration(options.config)
        else:
            configuration = Configuration() if options.no_config else configuration_for(file)
        rulebook = load_rulebook(options.rulebook or configuration.rulebook or "national")
        # The command line replaces the configuration's choice as a whole; both together would leave nobody the wiser.
        select, ignore = getattr(options, "select", []), getattr(options, "ignore", [])
        if not select and not ignore:
            select, ignore = configuration.select, configuration.ignore
        return configuration, rulebook, selected(select, ignore, self._rules)


class _Files:
    """
    The forms of the files named on the command line; a file that cannot be read is complained of, and the next one is read.
    """

    def __init__(self, paths: Sequence[str], lang: Language) -> None:
        self._paths = paths
        self._lang = lang
        self._said: set[str] = set()
        self.trouble = False

    def forms(self) -> Iterator[tuple[str, int, Form]]:
        for name in self._names():
            try:
                forms = read(sys.stdin.buffer, name="-") if name == "-" else read(name)
            except ReadError as error:
                self._complain(error.say(self._lang))
            except Exception as error:  # noqa: BLE001 - a defect of ours must not keep the other files from being reported
                self._complain(f"{name}: {_CRASH.say(self._lang, what=f'{type(error).__name__}: {error}')}")
            else:
                yield from ((name, index, form) for index, form in enumerate(forms))

    def _names(self) -> Iterator[str]:
        for given in self._paths:
            if given == "-" or not os.path.isdir(given):
                yield given
                continue
            files = sorted(_walk(given))
            if not files:
                self._complain(f"{given}: {_EMPTY_FOLDER.say(self._lang)}")
            yield from files

    def complain_once(self, text: str) -> None:
        """
        Complain of something that concerns several forms.
        """
        if text not in self._said:
            self._complain(text)
        self._said.add(text)

    def _complain(self, text: str) -> None:
        self.trouble = True
        _complain(text)


def _walk(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if os.path.splitext(name)[1].lower() in SUFFIXES)


def _complain(text: str) -> int:
    for line in text.splitlines():
        sys.stderr.write(f"perfscore: {line}\n")
    return _TROUBLE


def _codes(text: str) -> list[str]:
    return [code.strip().upper() for code in text.split(",") if code.strip()]


class _Parser(argparse.ArgumentParser):
    """
    A parser whose help has a fixed width: finding out the terminal's would cost a command more than all its arguments.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=100), **settings)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="perfscore",
        description="Recompute and check finished performance self-evaluation forms (项目支出绩效自评表).",
        epilog="Exit status: 0 nothing found, 1 something found, 2 a file could not be read or the command was misused.",
    )
    parser.add_argument("--version", action="version", version=f"perfscore {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    checked = commands.add_parser(
        "check",
        help="check forms and report what contradicts",
        description="Check forms: files, folders, or - for stdin.",
    )
    _add_paths(checked)
    _add_rulebook(checked)
    checked.add_argument(
        "--select", metavar="CODES", type=_codes, default=[], help="only these rules: codes or prefixes, F103,S3"
    )
    checked.add_argument("--ignore", metavar="CODES", type=_codes, default=[], help="all but these rules")
    severities = [severity.label for severity in sorted(Severity, reverse=True)]
    checked.add_argument(
        "--fail-on", choices=severities, default="error", help="exit with 1 from this severity on (default: error)"
    )
    _add_output(checked, _check)

    reading = commands.add_parser(
        "read",
        help="show what was read, cell by cell",
        description="Show forms as they were read, with what could not be placed.",
    )
    _add_paths(reading)
    _add_output(reading, _read)

    explained = commands.add_parser(
        "explain",
        help="how a cell is computed",
        description="How a cell is computed, step by step, and which relations it is in.",
    )
    explained.add_argument("path", metavar="PATH", help="a form")
    explained.add_argument(
        "cell", metavar="CELL", help="a cell, such as funds[0].score, indicators[7].score or total.score"
    )
    explained.add_argument(
        "--form", type=int, default=0, metavar="N", help="which form of the file, from 0 (default: 0)"
    )
    _add_rulebook(explained)
    _add_output(explained, _explain)

    listed = commands.add_parser("rules", help="the catalogue of rules", description="All rules, or the page of one.")
    listed.add_argument("code", nargs="?", metavar="CODE", help="a rule, such as F103")
    _add_output(listed, _rules)

    books = commands.add_parser(
        "rulebook",
        help="the parameters of a rulebook",
        description="All rulebooks that come with perfscore, or the parameters of one with their sources.",
    )
    books.add_argument("name", nargs="?", metavar="NAME|FILE", help="a rulebook, such as national or ./my.toml")
    _add_output(books, _rulebook)
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a document, a folder, or - for stdin")


def _add_rulebook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rulebook", metavar="NAME|FILE", help="whose rules hold (default: the configuration's, or national)"
    )
    configured = parser.add_mutually_exclusive_group()
    configured.add_argument(
        "--config", metavar="FILE", help="a configuration (default: perfscore.toml or pyproject.toml above the file)"
    )
    configured.add_argument("--no-config", action="store_true", help="look for no configuration")


def _add_output(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print (default: text)")
    parser.add_argument("--lang", choices=["zh", "en"], help="language of messages (default: by locale)")
    parser.set_defaults(run=run)
