"""
``perfscore compare``
"""

from __future__ import annotations

import argparse
import os
import sys

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Final

from perfscore.bilingual import Text
from perfscore.cli.documents import Documents
from perfscore.cli.output import FormatError, chosen_writer
from perfscore.cli.settings import Settings, complain
from perfscore.comparing import Comparison, Comparisons, Entry, Kind, compare
from perfscore.files import CANNOT_WRITE, system_reason
from perfscore.read import ReadError
from perfscore.read.summary import read_summary
from perfscore.render.comparison import COMPARISON_WRITERS
from perfscore.render.comparison.words import all_comparisons, findings_of, outcome_of
from perfscore.render.files import file_in_making
from perfscore.render.writer import Style, Writer
from perfscore.rulebook import Rulebook
from perfscore.running.comparison import apply_configuration
from perfscore.running.configuration import Configuration
from perfscore.running.run import CLEAN, FOUND, TROUBLE
from perfscore.structuring import SettingsError


__all__ = ["run"]

_NOTHING_TO_COMPARE: Final = Text(
    "只有一张表，没有可以比较的；请再给出一个文件，或用 --targets、--summary",
    "there is one form only: name a second document, --targets or --summary",
)
_TOO_MANY: Final = Text("最多比较两个文件或文件夹", "compare takes two documents or folders at most")
_NO_PARTNER: Final = Text("{name}: 没有找到同一项目的另一份表", "{name}: no form of the same project on the other side")
_NOTHING_IN_COMMON: Final = Text(
    "{before} 与 {after} 没有相同的指标，可能不是同一项目",
    "{before} and {after} have no row in common: are they of one project?",
)
_NO_ROWS: Final = Text(
    "{name}: 没有指标，无法比较；汇总表请用 --summary 给出",
    "{name}: has no indicators to compare; a summary table goes with --summary",
)
_NEEDS_FILE: Final = Text(
    "{format} 不能显示在终端上，请用 --output 指定文件",
    "{format} cannot be written to a terminal: name a file with --output",
)
_WRITTEN: Final = Text("已写入 {path}：{outcome}", "written to {path}: {outcome}")
_IS_INPUT: Final = Text("{path} 是被比较的文件，不能覆盖", "{path} is one of the documents: it is not overwritten")


def run(options: argparse.Namespace) -> int:
    """
    Compare what the arguments name; the exit status is 1 where something differs.
    """
    settings = Settings(options, compares=True)
    documents = Documents(settings, options.lang)
    if len(options.paths) > 2 or (len(options.paths) == 2 and (options.targets or options.summary)):
        return complain(_TOO_MANY.say(options.lang))
    try:
        writer = chosen_writer(options.format, options.output, options.lang, COMPARISON_WRITERS)
    except FormatError as error:
        return complain(str(error))
    try:
        forms = documents.entries(options.paths[-1])
        own = settings.of(documents.files[-1] if documents.files else options.paths[-1])
        result = _compare(options, documents, forms, own.rulebook)
    except SettingsError as error:
        return complain(error.say(options.lang))
    except ValueError as error:
        return complain(str(error))
    if result is None:
        return TROUBLE
    result = apply_configuration(result, own.configuration, {rule.code for rule in own.rules})
    _note_partners(result, documents)
    _note_unmet(result, documents, own.configuration)
    if not _deliver(result, writer, options.output, documents):
        return TROUBLE
    return TROUBLE if documents.complaints else FOUND if _differs(result) else CLEAN


def _compare(
    options: argparse.Namespace, documents: Documents, forms: Sequence[Entry], rulebook: Rulebook
) -> Comparison | Comparisons | None:
    if options.summary:
        try:
            summary = read_summary(options.summary, lexicon=rulebook.lexicon)
        except ReadError as error:
            documents.complain(error.say(options.lang))
            return None
        documents.files.append(options.summary)
        return compare(summary, forms, rulebook=rulebook)
    others = options.targets or (options.paths[0] if len(options.paths) == 2 else None)
    if others is None:
        if len(forms) == 1:
            documents.complain(_NOTHING_TO_COMPARE.say(options.lang))
        return compare(forms, rulebook=rulebook) if len(forms) > 1 else None
    kind: Kind | None = "targets" if options.targets else options.kind
    before = _with_rows(documents.entries(others), documents)
    after = _with_rows(forms, documents)
    if not before or not after:
        return None
    if len(before) == len(after) == 1 and not os.path.isdir(options.paths[-1]):
        return compare(before[0], after[0], kind=kind, rulebook=rulebook)
    return compare(before, after, kind=kind, rulebook=rulebook)


def _with_rows(entries: Sequence[Entry], documents: Documents) -> list[Entry]:
    """
    The forms that have indicators; of the others it is complained, once for each document.
    """
    for file in dict.fromkeys(entry.file for entry in entries if not entry.form.indicators):
        documents.complain(_NO_ROWS.say(documents.lang, name=file))
    return [entry for entry in entries if entry.form.indicators]


def _note_partners(result: Comparison | Comparisons, documents: Documents) -> None:
    """
    Complain of forms that have no partner; a summary reports them as findings.
    """
    if isinstance(result, Comparison):
        if not result.pairs:
            names = {"before": result.before.name, "after": result.after.name}
            documents.complain(_NOTHING_IN_COMMON.say(documents.lang, **names))
        return
    if any(finding.code == "C821" for finding in result.findings):
        return
    for entry in (*result.unmatched_before, *result.unmatched_after):
        documents.complain(_NO_PARTNER.say(documents.lang, name=entry.name or entry.form.project or "-"))


def _note_unmet(result: Comparison | Comparisons, documents: Documents, configuration: Configuration) -> None:
    """
    Name the differences that the configuration accepts and that are not there.
    """
    met = configuration.met_by(findings_of(result))
    files = [configuration.path_of(file) for file in documents.files]
    for entry in configuration.accepted:
        concerns = entry.code.startswith("C8") and any(fnmatchcase(file, entry.file) for file in files)
        if concerns and entry not in met:
            complain(entry.not_met(configuration.source).say(documents.lang))


def _differs(result: Comparison | Comparisons) -> bool:
    new = any(one.versions is not None and one.versions.new for one in all_comparisons(result))
    return new or any(finding.accepted is None for finding in findings_of(result))


def _deliver(result: Comparison | Comparisons, writer: Writer, output: str | None, documents: Documents) -> bool:
    """
    Write the result to stdout or to the file *output*; false where that cannot be done.
    """
    lang = documents.lang
    if output is not None and any(_is_same(output, file) for file in documents.files):
        documents.complain(_IS_INPUT.say(lang, path=output))
        return False
    if output is None and writer.binary:
        documents.complain(_NEEDS_FILE.say(lang, format=writer.name))
        return False
    try:
        if output is None:
            writer.functions.write(result, documents.complaints, sys.stdout, Style(lang))
        else:
            _write_file(writer, result, documents.complaints, output, Style(lang))
            complain(_WRITTEN.say(lang, path=output, outcome=outcome_of(result, lang)))
    except BrokenPipeError:
        raise
    except OSError as error:
        documents.complain(CANNOT_WRITE.say(lang, path=output or "stdout", why=system_reason(error)))
        return False
    return True


def _write_file(
    writer: Writer, result: Comparison | Comparisons, complaints: Sequence[str], output: str, style: Style
) -> None:
    with file_in_making(output) as path:
        if writer.binary:
            writer.functions.write(result, complaints, path, style)
        else:
            with open(path, "w", encoding=writer.encoding, errors="replace", newline="\n") as out:
                writer.functions.write(result, complaints, out, style)


def _is_same(one: str, other: str) -> bool:
    paths: Sequence[str] = (one, other)
    return all(os.path.exists(path) for path in paths) and os.path.samefile(one, other)
