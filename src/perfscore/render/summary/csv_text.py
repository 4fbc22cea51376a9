"""
The summary as CSV: a row for each form.
"""

from __future__ import annotations

import csv

from collections.abc import Collection, Iterable
from typing import IO

from perfscore.bilingual import Language
from perfscore.render.escaping import as_cell
from perfscore.render.phrases import VERDICTS
from perfscore.render.summary import FormLine, piece
from perfscore.render.summary.columns import FORM_COLUMNS, Column
from perfscore.render.writer import Complaint, Style


__all__ = ["piece", "write"]


def write(pieces: Iterable[FormLine], _complaints: Collection[Complaint], out: IO[str], style: Style) -> None:
    """
    One row for each form, under the heads of the workbook's first sheet; no cell can start a formula.
    """
    lang = style.lang
    table = csv.writer(out, lineterminator="\n")
    table.writerow(column.head.say(lang) for column in FORM_COLUMNS)
    for line in pieces:
        table.writerow(as_cell(_text(column, line, lang)) for column in FORM_COLUMNS)


def _text(column: Column, line: FormLine, lang: Language) -> str | None:
    value = column.value(line)
    return VERDICTS[value].say(lang) if column.kind == "verdict" and value is not None else value
