"""
``perfscore check``
"""

from __future__ import annotations

import argparse
import os
import sys

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from perfscore.bilingual import Text
from perfscore.checking.check import check
from perfscore.checking.report import Report
from perfscore.cli.output import FormatError, chosen_writer, open_page, page_folder
from perfscore.cli.settings import Settings, complain
from perfscore.files import read_small_file, system_reason
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.read.errors import CANNOT_OPEN
from perfscore.render.writer import UnusableError
from perfscore.rules import Severity
from perfscore.running.configuration import Configuration
from perfscore.running.run import CLEAN, TROUBLE, CheckRequest, check_documents
from perfscore.running.task import Check
from perfscore.structuring import SettingsError


if TYPE_CHECKING:
    from perfscore.comparing import Entry
    from perfscore.running.baseline import Baseline

__all__ = ["lexicons", "paths_in", "prepare", "run"]

_NO_PATHS: Final = Text(
    "缺少要核对的文件或文件夹（见 perfscore check --help）", "a path is required (see perfscore check --help)"
)
#: A million paths fit in.
_MOST_BYTES: Final = 256 * 1024**2


def run(options: argparse.Namespace) -> int:
    """
    Check what the arguments name and write the reports.
    """
    try:
        baseline = None if options.baseline is None else _baseline(options.baseline)
    except ValueError as error:
        return complain(str(error))
    try:
        paths = [*options.paths, *paths_in(options.files_from)]
    except OSError as error:
        return complain(CANNOT_OPEN.say(options.lang, why=system_reason(error)))
    if not paths:
        return complain(_NO_PATHS.say(options.lang))
    output, name = options.output, options.format
    if options.open:
        output, name = output or page_folder(paths, options.lang), name or "html"
    try:
        writer = chosen_writer(name, output, options.lang)
    except FormatError as error:
        return complain(str(error))
    settings = Settings(options)
    approved, trouble = _read_approved(options, settings)
    request = CheckRequest(
        paths=paths,
        writer=writer,
        lang=options.lang,
        fail_on=Severity(options.fail_on),
        prepare=partial(prepare, options, baseline, approved),
        complain=complain,
        lexicons=partial(lexicons, options),
        compares=options.targets is not None,
        configuration=partial(_configuration, settings),
        cache=_cache_key(options, settings, baseline),
        output=output,
        show=open_page if options.open else None,
        jobs=options.jobs or os.cpu_count() or 1,
        scheduler=options.scheduler,
        quiet=options.quiet,
        statistics=options.statistics,
        write_baseline=options.write_baseline,
    )
    return max(check_documents(request), trouble)


def paths_in(file: str | None) -> list[str]:
    """
    The paths that a file lists, one in a line; ``-`` is stdin.
    """
    if file is None:
        return []
    if file == "-":
        return sys.stdin.read().splitlines()
    return os.fsdecode(read_small_file(file, _MOST_BYTES)).splitlines()


def _configuration(settings: Settings, file: str) -> Configuration | None:
    """
    The configuration that holds for *file*; of one that cannot be used the check complains.
    """
    try:
        return settings.of(file).configuration
    except (SettingsError, ValueError):
        return None


def _cache_key(
    options: argparse.Namespace, settings: Settings, baseline: Baseline | None
) -> Callable[[str], str] | None:
    """
    What the outcome for a file depends on besides the file; ``None`` where outcomes are not to be kept.
    """
    if options.no_cache or options.targets is not None or settings.has_own_rules:
        return None

    def key(file: str) -> str:
        try:
            return f"{settings.of(file).fingerprint} {baseline!r}"
        except (SettingsError, ValueError):
            # the outcome is a complaint, and complaints are not kept
            return ""

    return key


def _read_approved(options: argparse.Namespace, settings: Settings) -> tuple[list[Entry] | None, int]:
    """
    The forms that ``--targets`` names, and what their reading has to do with the exit status.
    """
    if options.targets is None:
        return None, CLEAN
    from perfscore.cli.documents import Documents  # noqa: PLC0415 - few runs compare

    documents = Documents(settings, options.lang)
    return documents.entries(options.targets), TROUBLE if documents.complaints else CLEAN


def lexicons(options: argparse.Namespace) -> Callable[[str], Lexicon]:
    """
    What tells the words that a file is read with: those of its configuration.
    """
    settings = Settings(options)
    return lambda file: settings.of(file).rulebook.lexicon


def prepare(options: argparse.Namespace, baseline: Baseline | None, approved: list[Entry] | None) -> Check:
    """
    The check that the arguments ask for; every process makes it anew from the same arguments.
    """
    settings = Settings(options)

    def checked(form: Form, file: str, index: int) -> tuple[Report, int]:
        try:
            own = settings.of(file)
        except SettingsError as error:
            raise UnusableError(error.say(options.lang)) from None
        except ValueError as error:
            raise UnusableError(str(error)) from None
        report = check(form, rulebook=own.rulebook, rules=own.rules)
        left_out = check(form, rulebook=own.rulebook, rules=own.left_out).findings if own.left_out else ()
        if approved is not None:
            from perfscore.comparing.approved import with_targets  # noqa: PLC0415 - few runs compare

            report = with_targets(report, approved, {rule.code for rule in own.rules})
        report = own.configuration.applied(report, file, len(left_out))
        return (report, 0) if baseline is None else baseline.without_known(report, file, index)

    return checked


def _baseline(file: str) -> Baseline:
    from perfscore.running.baseline import Baseline  # noqa: PLC0415 - few runs have one

    return Baseline.load(file)
