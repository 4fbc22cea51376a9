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
from perfscore.form import Form
from perfscore.output import FORMATS, writer
from perfscore.read import ReadError, read
from perfscore.report import Report
from perfscore.rulebook import RulebookError, load_rulebook
from perfscore.rules import BY_CODE, RULES, Severity, selected
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
    try:
        rulebook = load_rulebook(options.rulebook)
        rules = selected(options.select, options.ignore)
    except (RulebookError, ValueError) as error:
        return _complain(str(error))
    files = _Files(options.paths, options.lang)
    reports: list[tuple[str, int, Report]] = [
        (file, index, check(form, rulebook=rulebook, rules=rules)) for file, index, form in files.forms()
    ]
    writer(options.format).write_reports(reports, sys.stdout, options.lang)
    limit = Severity[options.fail_on.upper()]
    found = any(finding.severity >= limit for _, _, report in reports for finding in report.findings)
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
        explanation = check(form, rulebook=load_rulebook(options.rulebook)).explain(options.cell)
    except RulebookError as error:
        return _complain(str(error))
    except KeyError:
        return _complain(
            _NO_CELL.say(options.lang, cell=options.cell, some="funds[0].score, indicators[7].score, total.score")
        )
    writer(options.format).write_explanation(explanation, sys.stdout, options.lang)
    return _CLEAN


def _rules(options: argparse.Namespace) -> int:
    if options.code is None:
        writer(options.format).write_rules(RULES, sys.stdout, options.lang)
        return _CLEAN
    rule = BY_CODE.get(options.code.upper())
    if rule is None:
        return _complain(_NO_RULE.say(options.lang, code=options.code))
    from perfscore.rules.pages import page  # noqa: PLC0415 - the only command that reads a page

    writer(options.format).write_page(page(rule), sys.stdout, options.lang)
    return _CLEAN


class _Files:
    """
    The forms of the files named on the command line; a file that cannot be read is complained of, and the next one is read.
    """

    def __init__(self, paths: Sequence[str], lang: Language) -> None:
        self._paths = paths
        self._lang = lang
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
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a document, a folder, or - for stdin")


def _add_rulebook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rulebook", default="national", metavar="NAME|FILE", help="whose rules hold (default: national)"
    )


def _add_output(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="how to print (default: text)")
    parser.add_argument("--lang", choices=["zh", "en"], help="language of messages (default: by locale)")
    parser.set_defaults(run=run)
