"""
``perfscore read`` and ``perfscore explain``
"""

from __future__ import annotations

import argparse
import sys

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Final

from perfscore.bilingual import Counted, Text
from perfscore.checking.check import check
from perfscore.cli.cells import address_of, resembling
from perfscore.cli.check import lexicons
from perfscore.cli.settings import Settings, complain
from perfscore.form import Form
from perfscore.render import Style, printer
from perfscore.running.listing import list_documents
from perfscore.running.outcomes import outcomes
from perfscore.running.run import CLEAN, TROUBLE
from perfscore.running.task import Task
from perfscore.structuring import SettingsError


__all__ = ["explain", "read"]

_NO_CELL: Final = Text(
    "表中没有名为 {cell} 的单元格，或不止一个；单元格如 {some}",
    "the form has no cell {cell}, or more than one; cells are named like {some}",
)
_NO_FORM: Final = Counted(
    Text("文件中只有一张表，编号为 0", "the file holds one form only, number 0"),
    Text("文件中有 {count} 张表，编号从 0 开始", "the file holds {count} forms, numbered from 0"),
)


def read(options: argparse.Namespace) -> int:
    """
    Show forms as they were read.
    """
    files = _Files(options.paths, options)
    printer(options.format).write_forms(list(files.forms()), sys.stdout, options.lang)
    return TROUBLE if files.trouble else CLEAN


def explain(options: argparse.Namespace) -> int:
    """
    Show how a cell is computed.
    """
    files = _Files([options.path], options)
    forms = [form for _, _, form in files.forms()]
    if files.trouble:
        return TROUBLE
    if not 0 <= options.form < len(forms):
        return complain(_NO_FORM.say(options.lang, len(forms)))
    form = forms[options.form]
    address = address_of(form, options.cell)
    if address is None:
        some = resembling(form, options.cell) or ["总分", "年度资金总额 得分", "funds[0].score"]
        return complain(_NO_CELL.say(options.lang, cell=options.cell, some="、".join(some)))
    try:
        explanation = check(form, rulebook=Settings(options).of(options.path).rulebook).explain(address)
    except SettingsError as error:
        return complain(error.say(options.lang))
    except ValueError as error:
        return complain(str(error))
    printer(options.format).write_explanation(explanation, sys.stdout, options.lang)
    return CLEAN


class _Files:
    """
    The forms of the files named on the command line; a file that cannot be read is complained of, and the next one is read.
    """

    def __init__(self, paths: Sequence[str], options: argparse.Namespace) -> None:
        self._paths = paths
        self._options = options
        self.trouble = False

    def forms(self) -> Iterator[tuple[str, int, Form]]:
        listing = list_documents(self._paths, self._options.lang)
        for outcome in chain(
            listing.refused,
            outcomes(list(listing.files), Task(Style(self._options.lang), lexicons=partial(lexicons, self._options))),
        ):
            for complaint in outcome.complaints:
                self._complain(complaint)
            yield from ((outcome.file, index, form) for index, form in enumerate(outcome.forms))

    def _complain(self, text: str) -> None:
        self.trouble = True
        complain(text)
