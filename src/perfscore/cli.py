"""
The ``perfscore`` command: arguments, files, exit codes.
"""

from __future__ import annotations

import argparse
import os
import sys

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from perfscore import __version__
from perfscore.checking import check
from perfscore.configuration import Configuration, ConfigurationError, configuration_for, load_configuration
from perfscore.folders import CLEAN, EMPTY_FOLDER, FOUND, INTERRUPTED, TROUBLE, Order, check_documents
from perfscore.form import Form
from perfscore.listing import listed
from perfscore.output import DOCUMENT_FORMATS, FORMATS, REPORT_FORMATS, writer
from perfscore.report import Report
from perfscore.rulebook import Rulebook, RulebookError, load_rulebook, shipped_rulebooks
from perfscore.rules import BY_CODE, Rule, Severity, all_rules, selected
from perfscore.running import Check, Task, UnusableError, outcomes
from perfscore.words import Language, Text, preferred_language


if TYPE_CHECKING:
    from perfscore.baseline import Baseline

__all__ = ["command", "main"]

_NO_CELL: Final = Text(
    "表中没有单元格 {cell}；单元格如 {some}", "the form has no cell {cell}; cells are named like {some}"
)
_NO_RULE: Final = Text(
    "没有规则 {code}；perfscore rules 列出全部规则", "there is no rule {code}; `perfscore rules` lists them all"
)
_NO_COMPLETION: Final = Text("缺少 shtab，请安装 perfscore[completion]", "needs shtab: install perfscore[completion]")
_NO_FORM: Final = Text("文件中只有 {count} 张表", "the file holds {count} form(s) only")


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
            stream.reconfigure(
                encoding=None if getattr(options, "format", "text") == "text" else "utf-8", errors="replace"
            )
    options.lang = options.lang or preferred_language()
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _check(options: argparse.Namespace) -> int:
    try:
        baseline = None if options.baseline is None else _baseline(options.baseline)
    except ValueError as error:
        return _complain(str(error))
    order = Order(
        paths=options.paths,
        format=options.format,
        lang=options.lang,
        fail_on=Severity[options.fail_on.upper()],
        prepare=partial(_prepared, options, baseline),
        output=options.output,
        jobs=options.jobs or os.cpu_count() or 1,
        quiet=options.quiet,
        statistics=options.statistics,
        write_baseline=options.write_baseline,
    )
    return check_documents(order, _complain)


def _prepared(options: argparse.Namespace, baseline: Baseline | None) -> Check:
    """
    The check that the arguments ask for; every process makes it anew from the same arguments.
    """
    desk = _Desk(options)

    def checked(form: Form, file: str, index: int) -> tuple[Report, int]:
        try:
            configuration, rulebook, rules = desk.decided(file)
        except (ConfigurationError, RulebookError, ValueError) as error:
            raise UnusableError(str(error)) from None
        report = configuration.applied(check(form, rulebook=rulebook, rules=rules), file)
        return (report, 0) if baseline is None else baseline.without_known(report, file, index)

    return checked


def _baseline(file: str) -> Baseline:
    from perfscore.baseline import Baseline  # noqa: PLC0415 - few runs have one

    return Baseline.load(file)


def _read(options: argparse.Namespace) -> int:
    files = _Files(options.paths, options.lang)
    writer(options.format).write_forms(list(files.forms()), sys.stdout, options.lang)
    return TROUBLE if files.trouble else CLEAN


def _explain(options: argparse.Namespace) -> int:
    files = _Files([options.path], options.lang)
    forms = [form for _, _, form in files.forms()]
    if files.trouble:
        return TROUBLE
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
    return CLEAN


def _rules(options: argparse.Namespace) -> int:
    rules = all_rules()
    if options.code is None:
        writer(options.format).write_rules(rules, sys.stdout, options.lang)
        return CLEAN
    rule = next((rule for rule in rules if rule.code.upper() == options.code.upper()), None)
    if rule is None:
        return _complain(_NO_RULE.say(options.lang, code=options.code))
    if rule.code not in BY_CODE:
        writer(options.format).write_rules([rule], sys.stdout, options.lang)
        return CLEAN
    from perfscore.rules.pages import page  # noqa: PLC0415 - the only command that reads a page

    writer(options.format).write_page(page(rule), sys.stdout, options.lang)
    return CLEAN


def _rulebook(options: argparse.Namespace) -> int:
    try:
        books = [load_rulebook(name) for name in ([options.name] if options.name else shipped_rulebooks())]
    except RulebookError as error:
        return _complain(str(error))
    if options.name:
        writer(options.format).write_rulebook(books[0], sys.stdout, options.lang)
    else:
        writer(options.format).write_rulebooks(books, sys.stdout, options.lang)
    return CLEAN


def _completion(options: argparse.Namespace) -> int:
    from perfscore.completion import completion  # noqa: PLC0415 - asked for once in a lifetime

    try:
        sys.stdout.write(completion(_parser(), options.shell))
    except ModuleNotFoundError:
        return _complain(_NO_COMPLETION.say(options.lang))
    return CLEAN


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
        self.trouble = False

    def forms(self) -> Iterator[tuple[str, int, Form]]:
        files, empty = listed(self._paths)
        for folder in empty:
            self._complain(EMPTY_FOLDER.say(self._lang, folder=folder))
        for outcome in outcomes(list(files), Task("forms", self._lang)):
            for complaint in outcome.complaints:
                self._complain(complaint)
            yield from ((outcome.file, index, form) for index, form in enumerate(outcome.forms))

    def _complain(self, text: str) -> None:
        self.trouble = True
        _complain(text)


def _complain(text: str) -> int:
    from perfscore.output.characters import in_one_line  # noqa: PLC0415 - most runs have nothing to complain of

    for line in text.splitlines():
        # names of files may hold anything, and so may what a document is quoted with
        sys.stderr.write(f"perfscore: {in_one_line(line)}\n")
    return TROUBLE


def _codes(text: str) -> list[str]:
    return [code.strip().upper() for code in text.split(",") if code.strip()]


def _jobs(text: str) -> int:
    if not text.isdecimal():
        msg = f"not a number of processes: {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


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
    _add_run(checked)
    _add_output(checked, _check, formats=(*REPORT_FORMATS, *DOCUMENT_FORMATS))

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

    catalogue = commands.add_parser(
        "rules", help="the catalogue of rules", description="All rules, or the page of one."
    )
    catalogue.add_argument("code", nargs="?", metavar="CODE", help="a rule, such as F103")
    _add_output(catalogue, _rules)

    books = commands.add_parser(
        "rulebook",
        help="the parameters of a rulebook",
        description="All rulebooks that come with perfscore, or the parameters of one with their sources.",
    )
    books.add_argument("name", nargs="?", metavar="NAME|FILE", help="a rulebook, such as national or ./my.toml")
    _add_output(books, _rulebook)

    completed = commands.add_parser(
        "completion",
        help="a script that completes arguments in a shell",
        description="Print a completion script; docs/integration.md says where it belongs.",
    )
    completed.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell")
    completed.set_defaults(run=_completion, lang=None)
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


def _add_run(parser: argparse.ArgumentParser) -> None:
    baseline = parser.add_mutually_exclusive_group()
    baseline.add_argument("--baseline", metavar="FILE", help="findings listed in FILE are known: only new ones count")
    baseline.add_argument("--write-baseline", metavar="FILE", help="list all findings in FILE, as known from now on")
    parser.add_argument(
        "--output", metavar="FILE|DIR", help="write there, in a folder one file for each document (default: stdout)"
    )
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="processes that share the work, 0 for one per core (default: 1)",
    )
    parser.add_argument("--statistics", action="store_true", help="count forms and findings by file and by rule")
    parser.add_argument(
        "--quiet", action="store_true", help="no progress bar and no remarks, only reports and complaints"
    )


def _add_output(parser: argparse.ArgumentParser, run: Any, formats: Sequence[str] = tuple(FORMATS)) -> None:
    parser.add_argument("--format", choices=formats, default="text", help="how to print (default: text)")
    parser.add_argument("--lang", choices=["zh", "en"], help="language of messages (default: by locale)")
    parser.set_defaults(run=run)
