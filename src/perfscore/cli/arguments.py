"""
The arguments of the ``perfscore`` command, with their help in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from perfscore import __version__
from perfscore.bilingual import Language, Text, preferred_language
from perfscore.cli.commands import COMMANDS
from perfscore.cli.parsing import Command, NumberOfJobs, Parser, codes
from perfscore.render import PRINTERS, WRITERS
from perfscore.render.comparison import COMPARISON_WRITERS
from perfscore.rules import Severity


__all__ = ["parser"]

_ABOUT: Final = Text(
    "重算并核对填好的项目支出绩效自评表。不写命令而只写文件或文件夹，则核对并在浏览器中打开结果。",
    "Recompute and check finished performance self-evaluation forms (项目支出绩效自评表). "
    "A path without a command checks it and opens the result in the browser.",
)
_STATUS: Final = Text(
    "退出状态：0 没有发现问题，1 发现问题，2 有文件无法读取或用法有误。",
    "Exit status: 0 nothing found, 1 something found, 2 a file could not be read or the command was misused.",
)

#: What has a JSON Schema.
_SCHEMAS: Final = "form forms report reports comparison comparisons explanation configuration rulebook".split()


def parser(lang: Language | None = None) -> Parser:
    """
    The parser; what it makes of a command line says in *run* which function is to be called: ``module:name``.
    """
    chosen = lang or preferred_language()
    top = Parser(lang=chosen, prog="perfscore", description=_ABOUT.say(chosen), epilog=_STATUS.say(chosen))
    top.add_argument(
        "--version",
        action="version",
        version=f"perfscore {__version__}",
        help=Text("显示版本", "show the version and exit").say(chosen),
    )
    title = Text("命令", "commands").say(chosen)
    commands = top.add_subparsers(title=title, metavar="COMMAND", required=True, parser_class=Parser)
    for name, add in (
        ("check", _add_check),
        ("compare", _add_compare),
        ("read", _add_read),
        ("explain", _add_explain),
        ("fill", _add_fill),
        ("serve", _add_serve),
        ("rules", _add_rules),
        ("rulebook", _add_rulebook),
        ("schema", _add_schema),
        ("cache", _add_cache),
        ("completion", _add_completion),
    ):
        listed, described = COMMANDS[name]
        below = commands.add_parser(name, lang=chosen, help=listed.say(chosen), description=described.say(chosen))
        add(Command(below, chosen))
    return top


def _add_check(command: Command) -> None:
    _add_paths(command, needed=False)
    command.add(
        "--files-from",
        metavar="FILE",
        zh="FILE 中每行一个文件或文件夹，- 为标准输入",
        en="a list of paths, one in a line; - for stdin",
    )
    _add_settings(command)
    command.add(
        "--select",
        metavar="CODES",
        type=codes,
        default=[],
        zh="只用这些规则：编号或其开头，如 F103,S3",
        en="only these rules: codes or prefixes, F103,S3",
    )
    command.add(
        "--ignore", metavar="CODES", type=codes, default=[], zh="除这些规则外的全部规则", en="all but these rules"
    )
    command.add(
        "--targets",
        metavar="PATH",
        zh="同时与批复的绩效目标比较：文件或文件夹",
        en="also compare with the approved targets: a document or a folder of them",
    )
    command.add(
        "--fail-on",
        choices=[severity.value for severity in sorted(Severity, reverse=True)],
        default="error",
        zh="有此级别及以上的问题时退出状态为 1（默认：error）",
        en="exit with 1 from this severity on (default: error)",
    )
    baseline = command.one_of()
    baseline.add(
        "--baseline",
        metavar="FILE",
        zh="FILE 中列出的问题为已知，只计新问题",
        en="findings listed in FILE are known: only new ones count",
    )
    baseline.add(
        "--write-baseline",
        metavar="FILE",
        zh="把全部问题列入 FILE，今后视为已知",
        en="list all findings in FILE, as known from now on",
    )
    command.add(
        "--output",
        metavar="FILE|DIR",
        zh="写到此处，扩展名决定格式；文件夹中每份文件各写一份（默认：标准输出）",
        en="write there, in the format of its suffix; in a folder one file for each document (default: stdout)",
    )
    command.add(
        "--open", action="store_true", zh="写成网页并在浏览器中打开", en="write a page and open it in the browser"
    )
    command.add(
        "--jobs",
        type=NumberOfJobs(command.lang),
        default=1,
        metavar="N",
        zh="同时工作的进程数，0 为每个处理器核心一个（默认：1）",
        en="processes that share the work, 0 for one per core (default: 1)",
    )
    command.add(
        "--scheduler",
        metavar="ADDRESS",
        zh="由 Dask 集群核对，如 tcp://HOST:8786；local 为本机",
        en="let a Dask cluster do the work: tcp://HOST:8786, or local",
    )
    command.add(
        "--no-cache",
        action="store_true",
        zh="不使用也不保存以前的核对结果",
        en="neither use nor keep the results of earlier runs",
    )
    command.add(
        "--statistics",
        action="store_true",
        zh="按文件和规则统计表数和问题数",
        en="count forms and findings by file and by rule",
    )
    command.add(
        "--quiet",
        action="store_true",
        zh="不显示进度和附注，只输出报告和无法处理的文件",
        en="no progress bar and no remarks, only reports and complaints",
    )
    formats = tuple(dict.fromkeys(writer.name for writer in WRITERS))
    _add_output(command, "perfscore.cli.check:run", formats=formats, default=None)


def _add_compare(command: Command) -> None:
    command.add(
        "paths", nargs="+", metavar="PATH", zh="BEFORE 和 AFTER，或一个文件夹", en="BEFORE and AFTER, or one folder"
    )
    command.add(
        "--as",
        dest="kind",
        choices=["targets", "versions", "years"],
        zh="批复目标与自评表、前后两版，或前后两年（默认：由表判断）",
        en="approved targets and form, two versions, or two years (default: told from the forms)",
    )
    against = command.one_of()
    against.add(
        "--targets",
        metavar="PATH",
        zh="批复的绩效目标：文件或文件夹",
        en="the approved targets: a document or a folder of them",
    )
    against.add("--summary", metavar="FILE", zh="各表的汇总表", en="the summary table (汇总表) of the forms")
    _add_settings(command)
    command.add(
        "--output",
        metavar="FILE",
        zh="写到此处，扩展名决定格式（默认：标准输出）",
        en="write there, in the format of its suffix (default: stdout)",
    )
    formats = tuple(writer.name for writer in COMPARISON_WRITERS)
    _add_output(command, "perfscore.cli.compare:run", formats=formats, default=None)


def _add_read(command: Command) -> None:
    _add_paths(command)
    _add_output(command, "perfscore.cli.forms:read")
    command.parser.set_defaults(config=None, no_config=False, rulebook=None)


def _add_explain(command: Command) -> None:
    command.add("path", metavar="PATH", zh="一份自评表", en="a form")
    command.add(
        "cell",
        metavar="CELL",
        zh="单元格，如 总分、“年度资金总额 得分”、表格中的 M7 或 funds[0].score",
        en="a cell, such as funds[0].score, 总分, '年度资金总额 得分', or M7 of a workbook",
    )
    command.add(
        "--form",
        type=int,
        default=0,
        metavar="N",
        zh="文件中的第几张表，从 0 数起（默认：0）",
        en="which form of the file, from 0 (default: 0)",
    )
    _add_settings(command)
    _add_output(command, "perfscore.cli.forms:explain")


def _add_fill(command: Command) -> None:
    command.add("path", metavar="FILE", zh="有空格的自评表", en="a form with blanks")
    command.add("--output", metavar="FILE", zh="写到此处（默认：以 JSON 输出）", en="write there (default: print JSON)")
    _add_settings(command)
    _add_language(command)
    command.parser.set_defaults(run="perfscore.cli.fill:run")


def _add_serve(command: Command) -> None:
    command.add(
        "--port", type=int, default=0, metavar="N", zh="端口（默认：任一空闲端口）", en="the port (default: a free one)"
    )
    command.add("--open", action="store_true", zh="在浏览器中打开", en="open it in the browser")
    _add_settings(command)
    _add_language(command)
    command.parser.set_defaults(run="perfscore.cli.serve:serve", select=[], ignore=[], targets=None, baseline=None)


def _add_rules(command: Command) -> None:
    command.add(
        "code",
        nargs="?",
        metavar="CODE",
        zh="规则编号，如 F103，或其说明中的词，如 执行率",
        en="a rule, such as F103, or a word of what rules say",
    )
    _add_output(command, "perfscore.cli.catalogue:rules")


def _add_rulebook(command: Command) -> None:
    command.add(
        "name",
        nargs="?",
        metavar="NAME|FILE",
        zh="规则手册，如 national、江西 或 ./my.toml",
        en="a rulebook, such as national, 江西 or ./my.toml",
    )
    _add_output(command, "perfscore.cli.catalogue:rulebook")


def _add_schema(command: Command) -> None:
    command.add(
        "name",
        choices=_SCHEMAS,
        zh="描述的对象",
        en="what is described",
    )
    command.parser.set_defaults(run="perfscore.cli.schema:schema", lang=None)


def _add_cache(command: Command) -> None:
    command.add("--clear", action="store_true", zh="清空", en="empty it")
    command.parser.set_defaults(run="perfscore.cli.cache:cache", lang=None)


def _add_completion(command: Command) -> None:
    command.add("shell", choices=["bash", "zsh", "fish"], zh="命令行程序", en="the shell")
    command.parser.set_defaults(run="perfscore.cli.catalogue:completion", lang=None)


def _add_paths(command: Command, *, needed: bool = True) -> None:
    command.add(
        "paths",
        nargs="+" if needed else "*",
        metavar="PATH",
        zh="文件、文件夹、通配符，或以 - 表示标准输入",
        en="a document, a folder, a pattern, or - for stdin",
    )


def _add_settings(command: Command) -> None:
    command.add(
        "--rulebook",
        metavar="NAME|FILE",
        zh="采用的规则手册（默认：配置所定，否则 national）",
        en="whose rules hold (default: the configuration's, or national)",
    )
    configured = command.one_of()
    configured.add(
        "--config",
        metavar="FILE",
        zh="配置文件（默认：当前文件夹及其上级中的 perfscore.toml 或 pyproject.toml）",
        en="a configuration (default: perfscore.toml or pyproject.toml in the working folder's tree)",
    )
    configured.add("--no-config", action="store_true", zh="不找配置文件", en="look for no configuration")


def _add_language(command: Command) -> None:
    command.add(
        "--lang", choices=["zh", "en"], zh="界面语言（默认：随系统）", en="language of messages (default: by locale)"
    )


def _add_output(
    command: Command, run: str, formats: Sequence[str] = tuple(PRINTERS), default: str | None = "text"
) -> None:
    command.add(
        "--format", choices=formats, default=default, zh="输出格式（默认：text）", en="how to print (default: text)"
    )
    _add_language(command)
    command.parser.set_defaults(run=run)
