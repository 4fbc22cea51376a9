"""
The arguments of the ``perfscore`` command.
"""

from __future__ import annotations

import argparse

from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from perfscore import __version__
from perfscore.render import PRINTERS, WRITERS
from perfscore.render.comparison import COMPARISON_WRITERS
from perfscore.rules import Severity


__all__ = ["parser"]


class _Parser(argparse.ArgumentParser):
    """
    A parser whose help has a fixed width: finding out the terminal's would cost a command more than all its arguments.

    What is wrong is said in one line, without the usage, which is longer than a screen is wide.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=100), **settings)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """
    The parser; what it makes of a command line says in *run* which function is to be called: ``module:name``.
    """
    top = _Parser(
        prog="perfscore",
        description="Recompute and check finished performance self-evaluation forms (项目支出绩效自评表).",
        epilog="Exit status: 0 nothing found, 1 something found, 2 a file could not be read or the command was misused.",
    )
    top.add_argument("--version", action="version", version=f"perfscore {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

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
    checked.add_argument(
        "--targets", metavar="PATH", help="also compare with the approved targets: a document or a folder of them"
    )
    severities = [severity.value for severity in sorted(Severity, reverse=True)]
    checked.add_argument(
        "--fail-on", choices=severities, default="error", help="exit with 1 from this severity on (default: error)"
    )
    _add_run(checked)
    _add_output(checked, "perfscore.cli.check:run", formats=tuple(dict.fromkeys(writer.name for writer in WRITERS)))

    _add_compare(commands)

    reading = commands.add_parser(
        "read",
        help="show what was read, cell by cell",
        description="Show forms as they were read, with what could not be placed.",
    )
    _add_paths(reading)
    _add_output(reading, "perfscore.cli.forms:read")

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
    _add_output(explained, "perfscore.cli.forms:explain")

    catalogue = commands.add_parser(
        "rules", help="the catalogue of rules", description="All rules, or the page of one."
    )
    catalogue.add_argument("code", nargs="?", metavar="CODE", help="a rule, such as F103")
    _add_output(catalogue, "perfscore.cli.catalogue:rules")

    books = commands.add_parser(
        "rulebook",
        help="the parameters of a rulebook",
        description="All rulebooks that come with perfscore, or the parameters of one with their sources.",
    )
    books.add_argument("name", nargs="?", metavar="NAME|FILE", help="a rulebook, such as national or ./my.toml")
    _add_output(books, "perfscore.cli.catalogue:rulebook")

    described = commands.add_parser(
        "schema",
        help="the JSON Schema of what perfscore reads or writes",
        description="Print the JSON Schema of a form, a report, a configuration or a rulebook.",
    )
    described.add_argument(
        "name",
        choices=(
            "form",
            "forms",
            "report",
            "reports",
            "comparison",
            "comparisons",
            "explanation",
            "configuration",
            "rulebook",
        ),
        help="what is described",
    )
    described.set_defaults(run="perfscore.cli.schema:schema", lang=None)

    completed = commands.add_parser(
        "completion",
        help="a script that completes arguments in a shell",
        description="Print a completion script; docs/integration.md says where it belongs.",
    )
    completed.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell")
    completed.set_defaults(run="perfscore.cli.catalogue:completion", lang=None)
    return top


def _add_compare(commands: argparse._SubParsersAction[_Parser]) -> None:
    compared = commands.add_parser(
        "compare",
        help="compare two documents, a folder with its targets or summary, or a folder in itself",
        description="Compare BEFORE with AFTER, a folder with --targets or --summary, or the forms of one folder.",
    )
    compared.add_argument("paths", nargs="+", metavar="PATH", help="BEFORE and AFTER, or one folder")
    compared.add_argument(
        "--as",
        dest="kind",
        choices=["targets", "versions", "years"],
        help="approved targets and form, two versions, or two years (default: told from the forms)",
    )
    against = compared.add_mutually_exclusive_group()
    against.add_argument("--targets", metavar="PATH", help="the approved targets: a document or a folder of them")
    against.add_argument("--summary", metavar="FILE", help="the summary table (汇总表) of the forms")
    compared.add_argument("--rulebook", metavar="NAME|FILE", help="whose rules hold (default: national)")
    compared.add_argument("--output", metavar="FILE", help="write there (default: stdout)")
    _add_output(compared, "perfscore.cli.compare:run", formats=tuple(writer.name for writer in COMPARISON_WRITERS))


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


def _add_output(parser: argparse.ArgumentParser, run: str, formats: Sequence[str] = tuple(PRINTERS)) -> None:
    parser.add_argument("--format", choices=formats, default="text", help="how to print (default: text)")
    parser.add_argument("--lang", choices=["zh", "en"], help="language of messages (default: by locale)")
    parser.set_defaults(run=run)


def _codes(text: str) -> list[str]:
    return [code.strip().upper() for code in text.split(",") if code.strip()]


def _jobs(text: str) -> int:
    if not text.isdecimal():
        msg = f"not a number of processes: {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)
